"""How the true counts of a period are laid out and worded on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from exports.tables import UNIT_NAMES, Kind, Table
from models.dates import Period, named


@dataclass(frozen=True)
class Block:
    """One table, or several with the same columns, printed as one grid: a line for each."""

    tables: tuple[Table, ...]

    @property
    def first(self) -> Table:
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
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for block in self.blocks for table in block.tables)


def families(tables: Sequence[Table]) -> tuple[Family, ...]:
    """The tables by subject, in their order."""
    subjects: dict[str, list[Table]] = {}
    for table in tables:
        subjects.setdefault(table.heading.family, []).append(table)
    return tuple(
        Family(title, tuple(Block(tuple(alike)) for _, alike in groupby(members, _columns)))
        for title, members in subjects.items()
    )


def _columns(table: Table) -> tuple[object, ...]:
    """What tables share when they fit one grid; a retired option's row makes a table of its own."""
    heading = table.heading
    if heading.kind is Kind.TOTAL:
        return (heading.kind,)
    return (heading.kind, heading.unit, heading.base_label, table.labels)


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
    if not block.is_grid:
        base = f"{number(block.first.base)} ({base})"
    return f"Unité : {UNIT_NAMES[heading.unit]}. Base : {base}. {dated}"


def definition(block: Block) -> str:
    """What is counted and by which rule, once for all the lines of a grid."""
    heading = block.first.heading
    return "" if heading.kind is Kind.TOTAL else heading.definition


def proof(block: Block) -> str:
    """``Total vérifié : 323 = 84 + 44 + 195``, without the zeros; or why there is no total."""
    kind = block.first.heading.kind
    if kind is Kind.MULTIPLE:
        return "Plusieurs réponses possibles : pas de total."
    if kind is Kind.TOTAL:
        return ""
    if block.is_grid:
        return "Total vérifié sur chaque ligne : ses nombres s’additionnent à sa base."
    terms = " + ".join(number(count) for count in block.first.counts if count) or "0"
    return f"Total vérifié : {number(block.first.base)} = {terms}"


def completeness(table: Table) -> str:
    """``Renseigné : 92,0 % (297 sur 323)``; empty when nobody is asked, or nothing is counted."""
    if table.answered is None or not table.base:
        return ""
    told = f"{number(table.answered)} sur {number(table.base)}"
    return f"Renseigné : {percentage(table.answered, table.base)} ({told})."


def change(now: int, before: int) -> str:
    """``+ 12`` or ``− 3`` since the period before; ``=`` when it is the same."""
    if now == before:
        return "="
    return f"{'+' if now > before else '−'}\u00a0{number(abs(now - before))}"
