"""The kinds of act that the audit journal knows, and its seals as they are read on paper."""

from enum import Enum


class Act(Enum):
    """The value is what the journal keeps, for ever; ``label`` is what it shows.

    A ``lasting`` act goes on: done again on the same record within minutes, it is the same one.
    """

    label: str
    lasting: bool

    def __new__(cls, code: str, label: str, lasting: bool = False) -> "Act":
        each = object.__new__(cls)
        each._value_ = code
        each.label = label
        each.lasting = lasting
        return each

    OUVERTURE = ("ouverture", "Coffre ouvert")
    ECHECS = ("echecs", "Ouvertures refusées avant celle-ci")
    FERMETURE = ("fermeture", "Coffre fermé ou verrouillé")

    LECTURE = ("lecture", "Fiche consultée", True)
    CREATION = ("creation", "Fiche créée")
    MODIFICATION = ("modification", "Fiche modifiée", True)
    RETRAIT = ("retrait", "Fiche retirée")
    REMISE = ("remise", "Fiche remise")
    FUSION = ("fusion", "Fiches fusionnées")
    SEPARATION = ("separation", "Fusion défaite")
    LIEN = ("lien", "Parties d’une affaire liées")
    DELIEN = ("delien", "Partie d’une affaire déliée")
    IMPORTATION = ("importation", "Tableau importé")
    IMPORTATION_DEFAITE = ("importation_defaite", "Importation défaite")

    PIECE_PRISE = ("piece_prise", "Fichier d’une pièce pris dans le coffre")
    PIECE_RETIREE = ("piece_retiree", "Fichier d’une pièce retiré du coffre")
    PIECE_VUE = ("piece_vue", "Fichier d’une pièce regardé", True)

    SORTIE = ("sortie", "Fichier sorti du coffre")
    IMPRESSION = ("impression", "Document imprimé")

    ELIMINATION = ("elimination", "Dossiers éliminés")
    SAUVEGARDE = ("sauvegarde", "Sauvegarde faite")
    RESTAURATION = ("restauration", "Sauvegarde restaurée")
    EXERCICE = ("exercice", "Exercice de restauration")
    MIGRATION = ("migration", "Coffre mis à niveau")

    UTILISATEUR_AJOUTE = ("utilisateur_ajoute", "Utilisateur ajouté")
    UTILISATEUR_RETIRE = ("utilisateur_retire", "Utilisateur retiré, clef du coffre changée")
    CLEF_CHANGEE = ("clef_changee", "Clef du coffre changée")
    UTILISATEUR_RENOMME = ("utilisateur_renomme", "Nom d’un utilisateur changé")
    ROLE = ("role", "Rôle d’un utilisateur changé")
    PHRASE_CHANGEE = ("phrase_changee", "Phrase de passe changée")
    PHRASE_REFAITE = ("phrase_refaite", "Phrase de passe d’un collègue refaite")
    CLEF_PAPIER = ("clef_papier", "Clef de papier imprimée")
    PAPIER_UTILISE = ("papier_utilise", "Ouverture par la clef de papier")

    SCELLEMENT = ("scellement", "Entrées de plus de douze mois scellées")
    ANOMALIE = ("anomalie", "Anomalie trouvée dans le journal")


_SHOWN, _GROUP = 16, 4
"""Characters of a seal that an eye compares, and how many stand together."""


def seal_in_words(seal: str) -> str:
    """« 1a2b 3c4d 5e6f 7a8b »: its beginning, which nobody makes again without the key."""
    return " ".join(seal[start : start + _GROUP] for start in range(0, _SHOWN, _GROUP))


def end_in_words(head: str) -> str:
    """Of ``512:1a2b…``, the last entry and its seal, for what is kept on paper, outside the database."""
    number, _, seal = head.partition(":")
    return f"entrée n° {number}, sceau {seal_in_words(seal)}"
