"""The kinds of file that leave the vault in clear."""

from enum import Enum


class Departure(Enum):
    """The value is what the register keeps, for ever; ``label`` is what it shows."""

    label: str

    def __new__(cls, code: str, label: str) -> "Departure":
        each = object.__new__(cls)
        each._value_ = code
        each.label = label
        return each

    COMPTAGE = ("comptage", "Comptage anonymisé")
    CHIFFRES = ("chiffres", "Chiffres exacts imprimés, à usage interne")
    RAPPORT = ("rapport", "Rapport de renouvellement")
    ORDONNANCE = ("ordonnance", "Brouillon d’ordonnance de protection")
    ADRESSE = ("adresse", "Fiche confidentielle d’adresse")
    PIECES = ("pieces", "Pièces réunies")
    ETAPES = ("etapes", "Les étapes, pour la personne")
    LISTE = ("liste_pieces", "Liste des pièces à apporter")
    POCHE = ("poche", "Version de poche des étapes, sans mot qui dise")
    NOTE = ("note", "Note sans nom, pour la personne")
    PLAN = ("plan", "Papier de poche du plan de sécurité, sans mot qui dise")
    FICHE = ("fiche", "Fiche d’orientation, pour le service")
    ANNUAIRE = ("annuaire", "Annuaire, sans donnée de dossier")
    SECOURS = ("secours", "Feuille de secours, qui ouvre le coffre")
    ACCES = ("acces", "Extrait du dossier, remis à la personne")
    ELIMINATION = ("elimination", "Bordereau d’élimination, sans nom")
    EXERCICE = ("exercice", "Certificat d’exercice de restauration")
    JOURNAL = ("journal", "Journal des accès")
    CORRECTION = ("correction", "Lignes d’un tableau à corriger")
