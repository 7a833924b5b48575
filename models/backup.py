"""How often a vault is backed up, which backups are kept, and for how long."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum

LIFE = timedelta(days=60)
"""A backup holds what was purged since: past this age it goes, as soon as there is a newer one."""

REMIND_AFTER, ALARM_AFTER = timedelta(days=7), timedelta(days=30)
"""Without a copy on another disk than the vault's."""

DAILY, WEEKLY, ON_STICK, BEFORE_MIGRATION = 7, 4, 8, 2
"""How many are kept: beside the vault, one a day then one a week; on a stick; before a change of schema."""


class Place(Enum):
    """Where a backup is, as the register keeps it: the vault's own disk, or another one."""

    POSTE = "poste"
    CLE = "cle"


def kept(moments: Sequence[datetime], now: datetime, place: Place) -> frozenset[datetime]:
    """Which backups stay, the newest always among them.

    One that says that it is of the future stays: it is the clock that is wrong, and the backup is good.
    """
    alive = [each for each in moments if now - each <= LIFE]
    if place is Place.CLE:
        chosen = sorted(alive)[-ON_STICK:]
    else:
        days = _latest_of(alive, lambda each: each.date().toordinal(), DAILY)
        older = [each for each in alive if each.date() not in {day.date() for day in days}]
        chosen = [*days, *_latest_of(older, lambda each: (each.date().toordinal() - 1) // 7, WEEKLY)]
    return frozenset([*chosen, *sorted(moments)[-1:]])


def _latest_of(moments: Iterable[datetime], period: Callable[[datetime], int], most: int) -> list[datetime]:
    """The latest of each of the last periods."""
    latest: dict[int, datetime] = {}
    for each in sorted(moments):
        latest[period(each)] = each
    return [latest[each] for each in sorted(latest)[-most:]]
