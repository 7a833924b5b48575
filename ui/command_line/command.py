"""What a command is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from storage.vault import Clock
from ui.command_line.parser import FrenchParser


@dataclass(frozen=True)
class Command:
    """Its name, what it does in words, what it takes, and the doing of it."""

    name: str
    told: str
    takes: Callable[[FrenchParser], None]
    do: Callable[[argparse.Namespace, Clock], None]
