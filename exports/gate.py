"""The cases in which a protection order clearly cannot be asked, each with the way that is open instead.

Whatever is unanswered refuses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports.dossier import KEPT, Dossier, number_of
from models.dates import VagueDate, age_on
from models.failure import Failure
from models.fields import NON_RENSEIGNE, OUI, AnyField
from models.forms import accueil, mesures, ordonnance, personne

FOR_WHOM = (
    "Pour qui : la personne mise en danger par les violences de son conjoint, partenaire de PACS,"
    " concubin ou petit ami, actuel ou ancien, même s’ils n’ont jamais vécu ensemble (art. 515-9 du code"
    " civil) ; ou la personne majeure menacée de mariage forcé (art. 515-13). Il n’est pas nécessaire"
    " d’avoir porté plainte.",
    "Ce qui se passe : le juge aux affaires familiales fixe une audience et décide en six jours au plus"
    " à compter de la fixation de sa date (art. 515-11). Il entend les deux parties, séparément si elle"
    " le demande (art. 515-10). Il lui faut deux choses vraisemblables : les violences, et le danger."
    " Les mesures durent douze mois au plus (art. 515-12).",
)
TOLD_TO_HIM = (
    "L’autre partie recevra la demande et chacune des pièces : tout ce qui y est écrit, elle le lira (art."
    " 1136-3 du code de procédure civile). Dites-le avant de commencer."
)


@dataclass(frozen=True)
class Refusal:
    """Why the order cannot be asked, and by which answer it may be put right.

    ``closes`` tells that this is not the way at all: there is no dossier to prepare.
    """

    sentence: str
    field: AnyField
    closes: bool = False


def refuse_what_cannot_be_asked(dossier: Dossier, on: date) -> None:
    """Raise the first refusal as ``Failure``."""
    for refusal in refusals(dossier, on):
        raise Failure(f"{refusal.sentence} {KEPT}")


def refusals(dossier: Dossier, on: date) -> tuple[Refusal, ...]:
    """All that is certain to be refused."""
    return tuple(_refusals(dossier, on))


def may_be_forced_marriage(dossier: Dossier, on: date) -> bool:
    """Whether article 515-13 is a way that is left, when article 515-9 is not."""
    return not (any(_wrong_side(dossier)) or any(_minor(dossier, on)))


def _refusals(dossier: Dossier, on: date) -> Iterator[Refusal]:
    yield from _wrong_side(dossier)
    if dossier.against_forced_marriage:
        yield from _minor(dossier, on)
    else:
        yield from _outside_the_couple(dossier)
    yield from _impossible_measures(dossier)
    yield from _unfit_concealment(dossier)


def _wrong_side(dossier: Dossier) -> Iterator[Refusal]:
    """Article 515-10: the order is asked by the person in danger."""
    statut = dossier.situation[accueil.STATUT] or ""
    both = dossier.situation[accueil.DOUBLE_STATUT] == OUI.code
    if statut.partition(".")[0] == accueil.MIS_EN_CAUSE and not both:
        yield Refusal(
            "L’ordonnance de protection se demande pour la personne en danger, et cette situation est"
            " notée « mis en cause ». Pour répondre à une demande de l’autre partie, orientez vers un"
            " avocat, payé même sans condition de ressources (loi n° 91-647, art. 19-1). Si la personne"
            " est aussi victime, notez-le à l’accueil.",
            accueil.STATUT,
            closes=True,
        )


def _minor(dossier: Dossier, on: date) -> Iterator[Refusal]:
    """Article 515-13 protects a person of full age; refused only when even the oldest age is below."""
    birth = dossier.whole[ordonnance.NAISSANCE]
    if birth is None or birth.earliest is None:
        return
    oldest = age_on(VagueDate(birth.words, birth.earliest, birth.earliest), on)
    if oldest is not None and oldest < 18:
        yield Refusal(
            "Contre un mariage forcé, l’ordonnance de protection est réservée aux personnes majeures"
            " (art. 515-13 du code civil). Pour une personne mineure : procureur de la République, juge"
            " des enfants, cellule de recueil des informations préoccupantes, 119.",
            personne.NAISSANCE,
            closes=True,
        )


def _outside_the_couple(dossier: Dossier) -> Iterator[Refusal]:
    """Article 515-9: couple or former couple, even when they never lived together."""
    lien = dossier.situation[accueil.LIEN] if dossier.situation.asks(accueil.LIEN) else None
    if lien in _OTHER_WAYS:
        yield Refusal(
            f"{_RESERVED} ; le lien noté est autre. {_OTHER_WAYS[lien]} Si le lien est inexact,"
            " corrigez-le à l’accueil.",
            accueil.LIEN,
            closes=True,
        )
    elif dossier.ordonnance[ordonnance.UNION] == "aucun":
        yield Refusal(
            f"{_RESERVED} ; le lien noté est « aucun ». {_IN_THE_FAMILY} Si le lien est inexact,"
            " corrigez-le.",
            ordonnance.UNION,
        )
    elif _within_the_family(dossier) and not _any_link(dossier):
        yield Refusal(
            f"{_RESERVED} ; la problématique principale est hors couple, et aucun lien n’est noté."
            f" {_IN_THE_FAMILY} S’il s’agit du couple, notez le lien à l’accueil.",
            accueil.LIEN,
            closes=True,
        )


_RESERVED = (
    "L’ordonnance de protection est réservée aux violences au sein du couple ou de l’ancien"
    " couple (art. 515-9 du code civil) et à la menace de mariage forcé (art. 515-13)"
)
_IN_THE_FAMILY = (
    "Autres voies : plainte ou main courante, juge des enfants si un mineur est"
    " en danger, juge des tutelles pour une personne vulnérable."
)
_OTHER_WAYS = {
    **dict.fromkeys(("parent", "enfant", "fratrie", "belle_famille"), _IN_THE_FAMILY),
    "voisin": "Autres voies : plainte ou main courante, bailleur ou syndic, conciliateur s’il n’y a pas de"
    " violence ; juge des enfants si un mineur est en danger.",
    "travail": "Autres voies : plainte ou main courante, médecin du travail, inspection du travail,"
    " conseil de prud’hommes.",
    **dict.fromkeys(
        ("connaissance", "inconnu"),
        "Autres voies : plainte ou main courante, association d’aide aux victimes, avocat ;"
        " juge des enfants si un mineur est en danger.",
    ),
}
"""By link noted at intake outside the couple, the ways that are open."""


def _within_the_family(dossier: Dossier) -> bool:
    """Whether the main problem is in the family outside the couple, and none is noted in the couple."""
    main = dossier.situation[accueil.PROBLEMATIQUE] or ""
    others = dossier.situation.codes(accueil.PROBLEMATIQUES_ASSOCIEES)
    return main.partition(".")[0] == "violences_familiales" and "violences_couple" not in others


def _any_link(dossier: Dossier) -> bool:
    said = dossier.situation.codes(accueil.LIEN) | dossier.ordonnance.codes(ordonnance.UNION)
    return bool(said - {NON_RENSEIGNE.code})


def impossible_measures(dossier: Dossier) -> frozenset[str]:
    """What cannot be asked on this ground."""
    everything = frozenset(each.code for each in mesures.LISTE)
    if dossier.against_forced_marriage:
        return everything - set(mesures.MARIAGE_FORCE)
    return (
        frozenset((mesures.SORTIE_TERRITOIRE,)) if dossier.ordonnance[ordonnance.FONDEMENT] else frozenset()
    )


def _impossible_measures(dossier: Dossier) -> Iterator[Refusal]:
    impossible = impossible_measures(dossier) & dossier.measures
    if not impossible:
        return
    if dossier.against_forced_marriage:
        numbers = ", ".join(
            f"« {number_of(each.code)} »" for each in mesures.LISTE if each.code in impossible
        )
        sentence = (
            f"Contre un mariage forcé, l’article 515-13 du code civil ne permet pas de demander :"
            f" {numbers}. Décochez ces mesures, ou changez le fondement de la demande."
        )
    else:
        sentence = (
            "L’interdiction de sortie du territoire de la personne elle-même n’est prévue que contre un"
            " mariage forcé (art. 515-13 du code civil). Décochez-la, ou changez le fondement."
        )
    yield Refusal(sentence, ordonnance.MESURES)


def _unfit_concealment(dossier: Dossier) -> Iterator[Refusal]:
    """Code de procédure civile, art. 1136-5 and 1136-8: silence on the address has conditions."""
    if dossier.conceals and not dossier.warned:
        yield Refusal(
            "Le 6° est demandé sans que la personne sache ce qu’il risque : si le juge le refuse, l’adresse"
            " est communiquée à la partie adverse qui la demande (art. 1136-8 du code de procédure civile)."
            " Expliquez-le-lui d’abord, puis répondez « oui ».",
            ordonnance.DISSIMULATION_EXPLIQUEE,
        )
    if dossier.conceals and not dossier.elects:
        elected = dossier.ordonnance.codes(ordonnance.ELECTION_DOMICILE) - {NON_RENSEIGNE.code}
        yield Refusal(
            "Le 6° est demandé sans élection de domicile : la requête ne peut taire l’adresse que si elle"
            " dit chez quel avocat ou auprès de quel procureur la personne élit domicile (art. 1136-5 du"
            " code de procédure civile). Répondez à « Élection de domicile », et dites lequel.",
            ordonnance.ELECTION_PRECISIONS if elected else ordonnance.ELECTION_DOMICILE,
        )
    if mesures.VIE_COURANTE in dossier.measures and not dossier.conceals:
        yield Refusal(
            "Le 6° bis est demandé sans le 6° : l’adresse serait cachée dans la vie courante, mais devrait"
            " figurer dans la requête, que la partie adverse reçoit. Cochez aussi le 6°, ou décochez le"
            " 6° bis.",
            ordonnance.MESURES,
        )
