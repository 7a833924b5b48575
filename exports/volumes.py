"""How much was done in a year: counts of acts and orientations, of the whole post, crossed with nothing.

A line is given only when it rests on enough different persons. The others are put together in one line
of at least two of them, which rests on enough persons too; how many persons is never said.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from models.counting import Codes, Observation, Observations
from models.fields import NON_RENSEIGNE, AnyClosedField, Unit
from models.forms import acte, orientation

FAMILY = "Activité"


@dataclass(frozen=True)
class Line:
    """One kind of act; ``count`` is ``None`` when it is in the line of the others."""

    code: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Volume:
    """A table of acts or orientations: its lines and the others add up to its total.

    ``others`` is what the lines without number add up to, ``None`` when there are none. ``total`` is
    ``None`` when the whole table rests on too few persons; nothing else is then given.
    """

    code: str
    title: str
    unit: str
    definition: str
    lines: tuple[Line, ...] = ()
    others: int | None = None
    total: int | None = None

    def __post_init__(self) -> None:
        given = [line.count for line in self.lines if line.count is not None]
        merged = len(self.lines) - len(given)
        if self.total is None and (given or self.others is not None):
            raise ValueError(f"{self.code}: numbers without their total")
        if self.total is not None and sum(given) + (self.others or 0) != self.total:
            raise ValueError(f"{self.code}: its lines do not add up to its total")
        if self.total is not None and (merged == 1 or (merged > 0) != (self.others is not None)):
            raise ValueError(f"{self.code}: a line is alone among the others")

    @property
    def merged(self) -> tuple[str, ...]:
        """The labels of the lines that are put together."""
        return tuple(line.label for line in self.lines if line.count is None)

    def data(self) -> dict[str, Any]:
        """Plain values, to be kept as JSON."""
        lines = [[line.code, line.label, line.count] for line in self.lines]
        return {
            "code": self.code,
            "title": self.title,
            "unit": self.unit,
            "definition": self.definition,
            "lines": lines,
            "others": self.others,
            "total": self.total,
        }


def volume_of(data: Mapping[str, Any]) -> Volume:
    """The reverse of ``Volume.data``."""
    return Volume(
        data["code"],
        data["title"],
        data["unit"],
        data["definition"],
        tuple(Line(*line) for line in data["lines"]),
        data["others"],
        data["total"],
    )


@dataclass
class _Pile:
    """Acts of one kind, and the persons whom they concern."""

    code: str
    label: str
    count: int = 0
    persons: set[int] = field(default_factory=set[int])


_SPOKEN_OF = ("ecrit", "ordonnance")
"""Lines that the report speaks of: put together with others as the last ones."""

Recoding = Sequence[tuple[str, str, str]]
"""Code and label of each line, and the answers that it gathers; every answer has its line."""

NATURES: Recoding = (
    ("entretien", "Entretiens", "entretien"),
    ("ecoute", "Écoute, information sur les droits", "ecoute information_droits"),
    ("evaluation", "Évaluation sociale, évaluation du danger", "evaluation_sociale evaluation_danger"),
    (
        "accompagnement",
        "Accompagnement, recherche d’hébergement, aide matérielle",
        "accompagnement hebergement aide_materielle",
    ),
    ("liaison", "Liaison avec un professionnel, réunion", "liaison reunion"),
    ("ecrit", "Écrits", "ecrit"),
    ("tentative", "Tentatives de contact sans réponse", acte.TENTATIVE),
    ("autre", "Autres", f"{acte.MEDIATION} {NON_RENSEIGNE.code}"),
)
ENTRETIENS: Recoding = (
    ("bureau", "Au bureau", "entretien.bureau"),
    ("distance", "Par téléphone, par visioconférence", "entretien.telephone entretien.visio"),
    (
        "ailleurs",
        "À domicile, à l’hôpital, dans un autre lieu",
        "entretien entretien.domicile entretien.exterieur entretien.hopital",
    ),
)
ECRITS: Recoding = (
    (
        "protection_enfance",
        "Informations préoccupantes, signalements",
        "ecrit.information_preoccupante ecrit.signalement",
    ),
    ("ordonnance", "Dossiers d’ordonnance de protection", acte.ORDONNANCE_DE_PROTECTION),
    (
        "autre",
        "Autres écrits",
        "ecrit ecrit.note_liaison ecrit.attestation ecrit.telephone_grave_danger"
        " ecrit.aide_juridictionnelle ecrit.autre",
    ),
)
DUREES: Recoding = (
    ("0_14", "Moins de 15 min, ou non renseignée", f"moins_de_15_min {NON_RENSEIGNE.code}"),
    ("15_29", "15 à 29 min", "de_15_a_29_min"),
    ("30_59", "30 à 59 min", "de_30_a_59_min"),
    ("60_plus", "1 h et plus", "de_1_a_2_h plus_de_2_h"),
)
ISSUES: Recoding = (
    ("effective", "Effectives (confirmées)", "effective"),
    (
        "en_cours",
        "Proposées, acceptées, ou issue inconnue",
        f"proposee acceptee ne_sait_pas {NON_RENSEIGNE.code}",
    ),
    ("refusee", "Refusées par la personne", "refusee"),
    ("pas_de_place", "Impossibles : pas de place", "pas_de_place"),
    ("impossible", "Impossibles : refus du service, autre raison", "refus_structure non_aboutie"),
    ("aucune", "Aucune nécessaire (information suffisante)", orientation.AUCUNE),
)


def volumes(observed: Observations, k: int) -> tuple[Volume, ...]:
    """The tables of a year; ``k`` is how many persons each number rests on, at least."""
    acts, towards = observed.of(Unit.ACTE), observed.of(Unit.ORIENTATION)
    natures = _protected(
        Volume(
            "actes",
            "Actes par nature",
            "actes",
            "Un acte est compté à sa date, tentatives de contact sans réponse comprises.",
        ),
        _piles(acts, NATURES, _nature),
        k,
    )
    places = Volume("entretiens", "Entretiens par lieu", "entretiens", "")
    writings = Volume("ecrits", "Écrits par nature", "écrits", "")
    time = Volume("temps", "Temps de travail : actes par durée", "actes", "La durée notée pour chaque acte.")
    issues = Volume(
        "orientations",
        "Orientations par issue",
        "orientations",
        "Une orientation est comptée à sa date, avec l’issue connue au jour de l’arrêté.",
    )
    found = [
        natures,
        *_inside(natures, "entretien", places, acts, ENTRETIENS, k),
        *_inside(natures, "ecrit", writings, acts, ECRITS, k),
        _protected(time, _piles(acts, DUREES, _time), k),
    ]
    if any(_gives(each, "ordonnance") for each in found if each.code == "ecrits"):
        found.append(_of_orders(acts, k))
    return (*found, _protected(issues, _piles(towards, ISSUES, _issue), k))


def _of_orders(acts: Sequence[Observation], k: int) -> Volume:
    """The time given to the dossiers; what is left of each line of all acts is no small count either."""
    orders = [each for each in acts if _said(each.codes, acte.NATURE) == acte.ORDONNANCE_DE_PROTECTION]
    others = [each for each in acts if _said(each.codes, acte.NATURE) != acte.ORDONNANCE_DE_PROTECTION]
    return _protected(
        Volume(
            "temps_ordonnance",
            "Temps donné aux ordonnances de protection : actes par durée",
            "actes",
            "Les actes « Dossier d’ordonnance de protection », par la durée notée pour chacun.",
        ),
        _piles(orders, DUREES, _time),
        k,
        _piles(others, DUREES, _time),
    )


def _gives(volume: Volume, code: str) -> bool:
    return any(line.code == code and line.count is not None for line in volume.lines)


def _inside(
    natures: Volume, parent: str, empty: Volume, acts: Sequence[Observation], recoding: Recoding, k: int
) -> Iterator[Volume]:
    """The detail of a line, when that line is given: its total is no news then."""
    if _gives(natures, parent):
        (line,) = (each for each in natures.lines if each.code == parent)
        those = [each for each in acts if _nature(each.codes) == parent]
        named = replace(empty, definition=f"Le détail de la ligne « {line.label} ».")
        yield _protected(named, _piles(those, recoding, lambda codes: _said(codes, acte.NATURE)), k)


def _said(codes: Codes, asked: AnyClosedField) -> str:
    return next(iter(codes.get(asked.code, ())), NON_RENSEIGNE.code)


def _time(codes: Codes) -> str:
    return _said(codes, acte.DUREE)


def _nature(codes: Codes) -> str:
    return _said(codes, acte.NATURE).partition(".")[0]


def _issue(codes: Codes) -> str:
    nowhere = _said(codes, orientation.DESTINATAIRE) == orientation.AUCUNE
    return orientation.AUCUNE if nowhere else _said(codes, orientation.ETAT)


def _piles(seen: Iterable[Observation], recoding: Recoding, said: Callable[[Codes], str]) -> list[_Pile]:
    piles = [_Pile(code, label) for code, label, _ in recoding]
    where = {
        answer: pile
        for pile, (_, _, answers) in zip(piles, recoding, strict=True)
        for answer in answers.split()
    }
    for each in seen:
        pile = where[said(each.codes)]
        pile.count += 1
        pile.persons.add(each.person)
    return piles


def _protected(empty: Volume, piles: Sequence[_Pile], k: int, besides: Sequence[_Pile] = ()) -> Volume:
    """Put together what rests on too few persons, with the least of the other lines if need be.

    ``besides`` are the same lines of the things that are not in this table, when these are known with
    them: what is left by subtraction rests on enough persons too.
    """
    beside = {pile.code: pile.persons for pile in besides}

    def rests_on(those: Sequence[_Pile]) -> int:
        """Of the persons of these lines together, and of those beside them, the fewer."""
        mine = frozenset[int]().union(*(pile.persons for pile in those))
        others = frozenset[int]().union(*(beside[pile.code] for pile in those)) if beside else mine
        return min(len(mine), len(others))

    if rests_on(piles) < k:
        return empty
    merged = [pile for pile in piles if rests_on([pile]) < k]
    enough = sorted(
        (pile for pile in piles if rests_on([pile]) >= k),
        key=lambda pile: (pile.code in _SPOKEN_OF, rests_on([pile]), pile.code),
    )
    while merged and (len(merged) < 2 or rests_on(merged) < k):
        merged.append(enough.pop(0))
    alone = {pile.code for pile in merged}
    return replace(
        empty,
        lines=tuple(
            Line(pile.code, pile.label, None if pile.code in alone else pile.count) for pile in piles
        ),
        others=sum(pile.count for pile in merged) if merged else None,
        total=sum(pile.count for pile in piles),
    )
