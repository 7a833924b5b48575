"""The figures of the last campaigns, in ``docs/fiabilite.md``: written by the runs alone, never by hand."""

import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storage.database import ENGINE
from tests.campaigns import Campaign, Outcome
from tests.campaigns.every import EVERY

PAGE = Path(__file__).parents[2] / "docs" / "fiabilite.md"
BEGIN, END = "<!-- chiffres -->", "<!-- fin des chiffres -->"
_COLUMNS = ("Épreuve", "Essais", "Visés", "Défauts", "Témoin", "Jour")


@dataclass(frozen=True)
class Seen:
    """What one campaign saw, and its control, in so many seconds."""

    name: str
    outcome: Outcome
    control: Outcome
    seconds: int

    @property
    def campaign(self) -> Campaign:
        return next(each for each in EVERY if each.name == self.name)

    @property
    def holds(self) -> bool:
        return self.outcome.broken == 0 and self.control.broken > 0


def line(seen: Seen) -> str:
    """For the terminal."""
    told = "" if seen.holds else " ".join(("\n   ", *seen.outcome.details))
    return (
        f"{seen.campaign.title} : {seen.outcome.broken} défaut(s) en {seen.outcome.runs} essais sur "
        f"{seen.campaign.full} ; témoin : {seen.control.broken} sur {seen.control.runs} ; "
        f"{seen.seconds} s{told}"
    )


def write(seen: Seen) -> None:
    """Put this row in the place of the former one; the others stay, but of campaigns that are no more.

    A campaign cut short takes the place of a longer one only when it found something.
    """
    text = PAGE.read_text("utf-8")
    before, rest = text.split(BEGIN)
    table, after = rest.split(END)
    former, title = _rows(table), seen.campaign.title
    if not seen.holds or seen.outcome.runs >= _runs(former.get(title)):
        former[title] = _row(seen)
    head = [_joined(_COLUMNS), _joined("---" for _ in _COLUMNS)]
    told = "\n".join([*head, *(former[each.title] for each in EVERY if each.title in former)])
    where = f"Moteur : {ENGINE} ; Python {platform.python_version()}, {platform.system()}."
    PAGE.write_text(f"{before}{BEGIN}\n{told}\n\n{where}\n{END}{after}", "utf-8")


def _runs(row: str | None) -> int:
    """How many a row tells; those of a row that found something count for none."""
    if row is None:
        return 0
    _title, runs, _full, broken, *_rest = row.removeprefix("| ").split(" | ")
    return 0 if int(broken.replace("\u202f", "")) else int(runs.replace("\u202f", ""))


def rows() -> dict[str, str]:
    """What the page says now, by title."""
    return _rows(PAGE.read_text("utf-8").split(BEGIN)[1].split(END)[0])


def _rows(table: str) -> dict[str, str]:
    found = (row for row in table.splitlines() if re.match(r"\| (?!---|Épreuve)", row))
    return {row.split(" | ")[0].removeprefix("| "): row for row in found}


def _row(seen: Seen) -> str:
    control = f"{seen.control.broken} sur {seen.control.runs}"
    return _joined(
        (
            seen.campaign.title,
            _number(seen.outcome.runs),
            _number(seen.campaign.full),
            _number(seen.outcome.broken),
            control,
            f"{date.today():%d/%m/%Y}",
        )
    )


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _joined(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
