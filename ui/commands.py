"""The command line: the same work as the window's, in French, for a script or an administrator.

Exit codes: 0 done, 1 a failure told in one French sentence, 2 a command that is not understood,
130 interrupted.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from models.failure import Failure
from storage.vault import Clock
from ui.command_line import figures, order, publications, questions, safe, sample, tables
from ui.command_line.output import give_up, sentence, tell
from ui.command_line.parser import FrenchParser

DONE, FAILED, INTERRUPTED = 0, 1, 130

_COMMANDS = (
    *sample.COMMANDS,
    *figures.COMMANDS,
    *publications.COMMANDS,
    *order.COMMANDS,
    *tables.COMMANDS,
    *questions.COMMANDS,
    *safe.COMMANDS,
)


def asked(arguments: Sequence[str]) -> bool:
    """Whether these arguments are for the command line, and not a vault to open in the window.

    A word that is neither an option, a command nor a path is taken for a misspelt command.
    """
    if not arguments:
        return False
    first = arguments[0]
    return (
        first.startswith("-")
        or any(each.name == first for each in _COMMANDS)
        or len(arguments) > 1
        or not _is_there(first)
    )


def run(arguments: Sequence[str], clock: Clock) -> int:
    """Run one command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # pyright: ignore[reportAttributeAccessIssue]
    try:
        return _run(arguments, clock)
    except BrokenPipeError:
        give_up()
        return DONE
    except OSError as error:
        tell(sentence(error))
        give_up()
        return FAILED


def _run(arguments: Sequence[str], clock: Clock) -> int:
    try:
        parsed = _parser().parse_args(arguments)
        parsed.command(parsed, clock)
    except Failure as failure:
        tell(" ".join(filter(None, (str(failure), failure.why))))
        return FAILED
    except KeyboardInterrupt:
        tell("Interrompu. Ce qui était déjà enregistré est intact.")
        return INTERRUPTED
    finally:
        if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - closed by the caller
            sys.stdout.flush()
    return DONE


def _is_there(path: str) -> bool:
    """A path that the system does not even look up is not there, nor is an empty one."""
    try:
        return bool(path) and Path(path).exists()
    except (OSError, ValueError):
        return False


def _parser() -> FrenchParser:
    parser = FrenchParser(
        prog="permanence",
        description="Sans commande, ouvre la fenêtre (avec COFFRE : sur ce coffre).",
    )
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE", required=True)
    for each in _COMMANDS:
        told = f"{each.told[0].upper()}{each.told[1:]}."
        sub = commands.add_parser(each.name, help=each.told, description=told)
        sub.set_defaults(command=each.do)
        each.takes(sub)
    return parser
