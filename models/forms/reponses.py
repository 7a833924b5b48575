"""Answers shared by several lists."""

from models.fields import NE_SAIT_PAS, Option

__all__ = ["AUCUN", "AUCUNE", "AUTRE", "NE_SAIT_PAS", "REFUSE", "SANS_OBJET"]

AUTRE = Option("autre", "Autre")
AUCUN = Option("aucun", "Aucun", exclusive=True)
AUCUNE = Option("aucune", "Aucune", exclusive=True)
REFUSE = Option("refuse", "Ne souhaite pas répondre", exclusive=True)
SANS_OBJET = Option("sans_objet", "Sans objet", exclusive=True)
