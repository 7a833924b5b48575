"""The command line is read in French: arguments, mistakes, help."""

import argparse
import contextlib
import re
import sys
from collections.abc import Callable
from datetime import date, datetime
from typing import NoReturn

from storage.publications import THRESHOLDS

MISUSED = 2
"""The exit code of a command that is not understood."""

_FRENCH = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"non compris : \1"),
    (
        r"argument (.*?): invalid choice: '?([^']*)'? \(choose from (.*)\)",
        r"« \2 » n’existe pas. Au choix : \3",
    ),
    (r"argument (.*?): expected one argument", r"\1 attend une valeur"),
    (r"argument (.*?): invalid int value: '?([^']*)'?", r"\1 attend un nombre entier, pas « \2 »"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 ne va pas avec \2"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 n’attend pas de valeur"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 est ambigu : \2"),
    (r"argument (.*)", r"\1"),
)

_DIGITS = 20
"""Of a number that is read or quoted; Python refuses, in English, those of thousands."""


class FrenchParser(argparse.ArgumentParser):
    """argparse, speaking French."""

    def __init__(self, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **options)  # pyright: ignore[reportArgumentType]
        self.options = self.add_argument_group("options")
        self.options.add_argument("-h", "--help", action="help", help="afficher cette aide")

    def format_help(self) -> str:
        text = super().format_help().replace("usage: ", "Utilisation : ", 1)
        return text.replace("positional arguments:", "arguments :").replace("options:", "options :")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", "Utilisation : ", 1)

    def error(self, message: str) -> NoReturn:
        for english, french in _FRENCH:
            if re.fullmatch(english, message):
                message = re.sub(english, french, message)
                break
        print(f"{self.format_usage()}{message}\nAide : {self.prog} --help", file=sys.stderr)
        raise SystemExit(MISUSED)


def number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number between these two."""

    def convert(text: str) -> int:
        if not text.isdecimal() or len(text) > _DIGITS or not least <= int(text) <= most:
            given = text if len(text) <= _DIGITS else f"{text[:_DIGITS]}…"
            raise argparse.ArgumentTypeError(f"indiquez un nombre entre {least} et {most}, pas « {given} »")
        return int(text)

    return convert


def threshold(text: str) -> int:
    """One of those under which a number is protected."""
    if text not in map(str, THRESHOLDS):
        raise argparse.ArgumentTypeError(f"indiquez 6 ou 11, pas « {text[:_DIGITS]} »")
    return int(text)


def day(text: str) -> date:
    """A whole date, in either writing: a day said otherwise would be guessed."""
    for writing in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, writing).date()
    raise argparse.ArgumentTypeError(f"« {text[:_DIGITS]} » n’est pas une date ; exemple : 2012-01-31")


def answer(text: str) -> tuple[str, str]:
    """A variable and the category that somebody has in it."""
    code, equals, category = text.partition("=")
    if not (code and equals and category):
        raise argparse.ArgumentTypeError(f"« {text[:_DIGITS]} » n’est pas VARIABLE=RÉPONSE")
    return code, category
