"""How counts are laid out and worded: one layout for the screen, the spreadsheet and the PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from exports.counts import STATUT
from exports.publication import Publication, Withheld
from exports.tables import UNIT_NAMES, Kind, Table
from models.dates import Period, named

Entry = Table | Withheld
"""A table with its numbers, or without them."""

TITLE = "Comptage de l’activité"
WITHHELD = "retenu"

READING = (
    "Les nombres sont des effectifs exacts. Chaque tableau dit son unité : une personne peut avoir"
    " plusieurs situations, une situation plusieurs actes et plusieurs orientations.",
    "Quand chaque personne, situation ou acte est dans une ligne et une seule, le total est vérifié"
    " et l’addition est écrite sous le tableau. Quand plusieurs réponses sont possibles, il n’y a"
    " pas de total : chaque ligne se lit par rapport à la base.",
    "« Non renseigné » réunit les questions restées sans réponse et celles où cette réponse a été choisie.",
    "Un tableau retenu ne porte aucun nombre : il aurait pu faire reconnaître quelqu’un. Cela ne"
    " veut pas dire zéro.",
)
METHOD = (
    (
        "Ce qui est compté",
        "Seulement des réponses choisies dans des listes. Aucun nom, aucune date, aucune adresse,"
        " aucun texte écrit par l’intervenante sociale n’entre dans le calcul.",
    ),
    (
        "La date",
        "Tout est compté à la date du fait (accueil, acte, évaluation, orientation), jamais à celle"
        " de la saisie.",
    ),
    (
        "Les unités",
        "Personnes, situations, actes, situations évaluées et orientations sont comptés à part et"
        " ne s’additionnent pas entre eux. Toute situation évaluée ou orientée dans la période est"
        " aussi comptée parmi les situations suivies, et sa personne parmi les personnes reçues.",
    ),
    (
        "Le statut d’une personne",
        "Celui de sa première situation de la période, même si elle revient à un autre titre. Il peut"
        " donc différer entre un trimestre et l’année : les trimestres ne s’additionnent pas.",
    ),
    (
        "La base",
        "Le nombre auquel se rapporte chaque tableau. Quand une question ne se pose que dans"
        " certaines situations, la base ne compte qu’elles.",
    ),
    (
        "Les totaux",
        "Aucun total n’est saisi : chacun est calculé, et un tableau dont les lignes ne donneraient"
        " pas le total ne peut pas être produit.",
    ),
    (
        "Les pourcentages",
        "Calculés sur les nombres imprimés, arrondis à une décimale ; leur somme peut s’écarter un"
        " peu de 100 %.",
    ),
    (
        "Les petits effectifs",
        "Un tableau est retenu en entier s’il contient un effectif de 1 à 5, si l’un de ses nombres"
        " repose sur 1 à 5 personnes, ou si une soustraction avec un autre tableau du document"
        " donnerait un tel effectif. Zéro est imprimé.",
    ),
    (
        "Les limites",
        "Deux comptages de périodes qui se recouvrent peuvent se comparer par soustraction : ne"
        " diffusez qu’un comptage par période. Ce document ne protège pas contre ce que le lecteur"
        " sait déjà. Ne le complétez pas à la main.",
    ),
)


@dataclass(frozen=True)
class Block:
    """One table, or several with the same columns, printed as one grid: a line for each."""

    tables: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        return self.tables[0]

    @property
    def title(self) -> str:
        heading = self.first.heading
        return heading.family if self.is_grid else heading.title

    @property
    def is_grid(self) -> bool:
        return len(self.tables) > 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The labels of a grid between the name of the line and its base."""
        return self.first.heading.labels


@dataclass(frozen=True)
class Family:
    """Tables on one subject: a sheet, or a chapter."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> tuple[Entry, ...]:
        return tuple(table for block in self.blocks for table in block.tables)


def families(tables: Sequence[Entry]) -> tuple[Family, ...]:
    """The tables by subject, in their order."""
    subjects: dict[str, list[Entry]] = {}
    for table in tables:
        subjects.setdefault(table.heading.family, []).append(table)
    return tuple(
        Family(title, tuple(Block(tuple(alike)) for _, alike in groupby(members, _columns)))
        for title, members in subjects.items()
    )


def _columns(table: Entry) -> tuple[object, ...]:
    """What tables share when they fit one grid; a retired option's row makes a table of its own."""
    heading = table.heading
    labels = table.labels if isinstance(table, Table) else heading.labels
    if heading.kind is Kind.TOTAL:
        return (heading.kind,)
    return (heading.kind, heading.unit, heading.base_label, labels)


def headline(publication: Publication) -> Block:
    """The partition of persons by status."""
    return Block((publication[STATUT],))


def totals(publication: Publication) -> Block:
    """How many persons, situations, acts…, a line for each."""
    return Block(tuple(table for table in publication.tables if table.heading.kind is Kind.TOTAL))


def period(publication: Publication) -> str:
    """``Année 2012``."""
    words = named(publication.period)
    return words[0].upper() + words[1:]


def number(value: int) -> str:
    """``1 240``, with an unbreakable space."""
    return f"{value:,}".replace(",", "\u00a0")


def share(count: int, base: int) -> float | None:
    """Between 0 and 1; ``None`` of nothing."""
    return count / base if base else None


def percentage(count: int, base: int) -> str:
    """``26,0 %``; a dash when there is no base."""
    part = share(count, base)
    return "–" if part is None else f"{100 * part:.1f}\u00a0%".replace(".", ",")


def counted(block: Block, when: Period) -> str:
    """What the numbers of a block are: ``Unité : situation. Base : 340 (situations suivies). Période : …``"""
    heading, dated = block.first.heading, f"Période : {named(when)}."
    if heading.kind is Kind.TOTAL:
        return (
            f"Chaque ligne compte ce que dit son nom ; les lignes ne s’additionnent pas entre elles. {dated}"
        )
    base = heading.base_label
    if isinstance(block.first, Table) and not block.is_grid:
        base = f"{number(block.first.base)} ({base})"
    return f"Unité : {UNIT_NAMES[heading.unit]}. Base : {base}. {dated}"


def definition(block: Block) -> str:
    """What is counted and by which rule, once for all the lines of a grid."""
    heading = block.first.heading
    return "" if heading.kind is Kind.TOTAL else heading.definition


def definitions(family: Family) -> tuple[tuple[str, str], ...]:
    """What a family counts: titles, then the definition that they share."""
    titles: dict[str, list[str]] = {}
    for block in family.blocks:
        one_for_all = block.is_grid and block.first.heading.kind is not Kind.TOTAL
        for table in (block.first,) if one_for_all else block.tables:
            title = block.title if one_for_all else table.heading.title
            titles.setdefault(table.heading.definition, []).append(title)
    return tuple((" · ".join(shared), words) for words, shared in titles.items())


def reasons(block: Block) -> tuple[str, ...]:
    """Why tables of the block were withheld, each reason once."""
    found = dict.fromkeys(table.reason for table in block.tables if isinstance(table, Withheld))
    if block.is_grid:
        return tuple(
            f"Chaque ligne « {WITHHELD} » est un {reason[:1].lower()}{reason[1:]}" for reason in found
        )
    return tuple(found)


def proof(block: Block) -> str:
    """``Total vérifié : 323 = 84 + 44 + 195``, without the zeros; or why there is no total."""
    kind, given = block.first.heading.kind, [table for table in block.tables if isinstance(table, Table)]
    if kind is Kind.MULTIPLE:
        return "Plusieurs réponses possibles : pas de total."
    if kind is Kind.TOTAL or not given:
        return ""
    if block.is_grid:
        return "Total vérifié sur chaque ligne : ses nombres s’additionnent à sa base."
    terms = " + ".join(number(count) for count in given[0].counts if count) or "0"
    return f"Total vérifié : {number(given[0].base)} = {terms}"


def shown(tables: Sequence[Entry]) -> str:
    """``12 sur 15``: how many carry their numbers."""
    given = sum(isinstance(table, Table) for table in tables)
    return f"{given} sur {len(tables)}"
