"""What a protection order is asked with, and the cases in which it clearly cannot be asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.dates import VagueDate, age_on
from models.failure import Failure
from models.fields import NON_RENSEIGNE, OUI, Answers
from models.forms import accueil, ordonnance, personne

KEPT = "Aucun fichier n’a été créé ; ce qui est saisi reste dans le coffre."

HIDING_FOR_DAILY_LIFE = "domiciliation_vie_courante"
"""6° bis of article 515-11: by itself it does not let the request leave the address out."""
LEAVING_THE_COUNTRY = "sortie_territoire"


@dataclass(frozen=True, repr=False)
class Dossier:
    """The answers that a draft is made of; its ``repr`` shows none of them.

    ``evaluation`` is the latest one of the situation, if there is any; ``pieces`` are the exhibits, in
    their order; ``other_parties``, what the files of the other parties of the affair hold: nothing of it
    may be printed.
    """

    personne: Answers
    situation: Answers
    evaluation: Answers | None
    ordonnance: Answers
    pieces: tuple[Answers, ...] = ()
    other_parties: tuple[Answers, ...] = ()

    @property
    def measures(self) -> frozenset[str]:
        return self.ordonnance[ordonnance.MESURES] or frozenset()

    @property
    def conceals(self) -> bool:
        """Whether the address is to appear nowhere (Code civil, art. 515-11, 6°)."""
        return ordonnance.DISSIMULATION in self.measures

    @property
    def undecided(self) -> bool:
        """Whether no measure is chosen yet: nobody has said that the address may be shown."""
        return not self.measures - {NON_RENSEIGNE.code}

    @property
    def hides(self) -> bool:
        """Whether to keep the address silent; in doubt, yes."""
        return self.conceals or self.undecided

    @property
    def against_forced_marriage(self) -> bool:
        return self.ordonnance[ordonnance.FONDEMENT] == ordonnance.MARIAGE_FORCE


def refuse_what_cannot_be_asked(dossier: Dossier, on: date) -> None:
    """Raise the first ``Failure`` that is certain; whatever is unanswered refuses nothing."""
    for sentence in _refusals(dossier, on):
        raise Failure(f"{sentence} {KEPT}")


def _refusals(dossier: Dossier, on: date) -> Iterator[str]:
    yield from _wrong_side(dossier)
    if dossier.against_forced_marriage:
        yield from _minor(dossier.personne[personne.NAISSANCE], on)
    else:
        yield from _outside_the_couple(dossier)
    yield from _impossible_measures(dossier)
    yield from _unfit_concealment(dossier)


def _wrong_side(dossier: Dossier) -> Iterator[str]:
    """Article 515-10: the order is asked by the person in danger."""
    statut = dossier.situation[accueil.STATUT] or ""
    both = dossier.situation[accueil.DOUBLE_STATUT] == OUI.code
    if statut.partition(".")[0] == accueil.MIS_EN_CAUSE and not both:
        yield (
            "L’ordonnance de protection se demande pour la personne en danger, et cette situation est"
            " notée « mis en cause ». Pour répondre à une demande de l’autre partie, orientez vers un"
            " avocat, payé même sans condition de ressources (loi n° 91-647, art. 19-1). Si la personne"
            " est aussi victime, notez-le à l’accueil."
        )


def _minor(birth: VagueDate | None, on: date) -> Iterator[str]:
    """Article 515-13 protects a person of full age; refused only when even the oldest age is below."""
    if birth is None or birth.earliest is None:
        return
    oldest = age_on(VagueDate(birth.words, birth.earliest, birth.earliest), on)
    if oldest is not None and oldest < 18:
        yield (
            "Contre un mariage forcé, l’ordonnance de protection est réservée aux personnes majeures"
            " (art. 515-13 du code civil). Pour une personne mineure : procureur de la République, juge"
            " des enfants, cellule de recueil des informations préoccupantes, 119."
        )


def _outside_the_couple(dossier: Dossier) -> Iterator[str]:
    """Article 515-9: couple or former couple, even when they never lived together."""
    lien = dossier.situation[accueil.LIEN] if dossier.situation.asks(accueil.LIEN) else None
    if lien in _LINKS_OUTSIDE_THE_COUPLE or dossier.ordonnance[ordonnance.UNION] == "aucun":
        yield (
            f"{_RESERVED} ; le lien noté est autre. {_OTHER_WAYS} Si le lien est inexact,"
            " corrigez-le à l’accueil."
        )
    elif _within_the_family(dossier) and not _any_link(dossier):
        yield (
            f"{_RESERVED} ; la problématique principale est hors couple, et aucun lien n’est noté."
            f" {_OTHER_WAYS} S’il s’agit du couple, notez le lien à l’accueil."
        )


_RESERVED = (
    "L’ordonnance de protection est réservée aux violences au sein du couple ou de l’ancien"
    " couple (art. 515-9 du code civil) et à la menace de mariage forcé (art. 515-13)"
)
_OTHER_WAYS = (
    "Autres voies : plainte ou main courante, juge des enfants si un mineur est"
    " en danger, juge des tutelles pour une personne vulnérable."
)


def _within_the_family(dossier: Dossier) -> bool:
    """Whether the main problem is in the family outside the couple, and none is noted in the couple."""
    main = dossier.situation[accueil.PROBLEMATIQUE] or ""
    others = dossier.situation.codes(accueil.PROBLEMATIQUES_ASSOCIEES)
    return main.partition(".")[0] == "violences_familiales" and "violences_couple" not in others


def _any_link(dossier: Dossier) -> bool:
    said = dossier.situation.codes(accueil.LIEN) | dossier.ordonnance.codes(ordonnance.UNION)
    return bool(said - {NON_RENSEIGNE.code})


_LINKS_OUTSIDE_THE_COUPLE = frozenset(
    ("parent", "enfant", "fratrie", "belle_famille", "voisin", "travail", "connaissance", "inconnu")
)


def _impossible_measures(dossier: Dossier) -> Iterator[str]:
    if dossier.against_forced_marriage:
        possible = {*ordonnance.MESURES_MARIAGE_FORCE, NON_RENSEIGNE.code}
        impossible = [code for code in ordonnance.MESURES.labels if code in dossier.measures - possible]
        if impossible:
            numbers = ", ".join(f"« {number_of(code)} »" for code in impossible)
            yield (
                f"Contre un mariage forcé, l’article 515-13 du code civil ne permet pas de demander :"
                f" {numbers}. Décochez ces mesures, ou changez le fondement de la demande."
            )
    elif dossier.ordonnance[ordonnance.FONDEMENT] and LEAVING_THE_COUNTRY in dossier.measures:
        yield (
            "L’interdiction de sortie du territoire de la personne elle-même n’est prévue que contre un"
            " mariage forcé (art. 515-13 du code civil). Décochez-la, ou changez le fondement."
        )


def number_of(measure: str) -> str:
    """``2° bis``: what stands before the dash in its label."""
    return ordonnance.MESURES.labels[measure].partition(" — ")[0]


def _unfit_concealment(dossier: Dossier) -> Iterator[str]:
    """Code de procédure civile, art. 1136-5: silence on the address has two conditions."""
    elected = dossier.ordonnance.codes(ordonnance.ELECTION_DOMICILE) - {NON_RENSEIGNE.code}
    if dossier.conceals and not elected:
        yield (
            "Le 6° est demandé sans élection de domicile : la requête ne peut taire l’adresse que si elle"
            " dit chez quel avocat ou auprès de quel procureur la personne élit domicile (art. 1136-5 du"
            " code de procédure civile). Répondez à « Élection de domicile »."
        )
    if dossier.conceals and dossier.ordonnance[ordonnance.DISSIMULATION_EXPLIQUEE] == "non":
        yield (
            "Le 6° est demandé sans que la personne sache ce qu’il risque : si le juge le refuse, l’adresse"
            " est communiquée à la partie adverse qui la demande (art. 1136-8 du code de procédure civile)."
            " Expliquez-le-lui d’abord, puis répondez « oui »."
        )
    if HIDING_FOR_DAILY_LIFE in dossier.measures and not dossier.conceals:
        yield (
            "Le 6° bis est demandé sans le 6° : l’adresse serait cachée dans la vie courante, mais devrait"
            " figurer dans la requête, que la partie adverse reçoit. Cochez aussi le 6°, ou décochez le"
            " 6° bis."
        )
