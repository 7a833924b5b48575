"""The one way in which the vault writes an instant: local time with its offset, to the second."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def now(clock: Clock) -> datetime:
    """A clock without offset is taken as local time."""
    moment = clock().replace(microsecond=0)
    return moment if moment.tzinfo else moment.astimezone()
