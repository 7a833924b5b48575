"""Whole years of publications, attacked: quarterly rows, then the detail, with records that come late."""

import random
from collections.abc import Iterator

from exports.protection.cells import Counts, counted
from exports.protection.published import Publication
from exports.protection.release import protect
from exports.protection.written import to_json
from tests.attacker import Files, Finest, leaks
from tests.baselines import plain_threshold
from tests.campaigns import Campaign, Outcome, outcome
from tests.synthetic import CATALOGUE, QUARTERS, persons

SEED = b"a secret of tests"
LATE = 4
"""Records of the first quarter that were entered after it was closed."""


def year(seed: int) -> list[dict[str, str]]:
    """Persons by the quarter in which they are first counted; ``retard`` when it is not that of the fact."""
    everybody = persons(seed)
    of_first = [each for each in everybody if each["trimestre"] == QUARTERS[0]]
    for each in random.Random(seed).sample(of_first, LATE):
        each["trimestre"], each["retard"] = QUARTERS[1], QUARTERS[0]
    return everybody


def closings(everybody: list[dict[str, str]]) -> Iterator[Counts]:
    for place in (1, 2, 3):
        yield counted(CATALOGUE, everybody, f"2012-T{place}", "2012", QUARTERS[:place])
    yield counted(CATALOGUE, everybody, "2012", "2012")


def chain(everybody: list[dict[str, str]], k: int) -> list[Publication]:
    history: list[Publication] = []
    for counts in closings(everybody):
        history = [*history, protect(CATALOGUE, counts, history, k, SEED)]
    return history


def naive(everybody: list[dict[str, str]], k: int) -> list[Publication]:
    """By the date of the fact and the plain threshold: the year as it was, and with those who came late."""
    on_time = [each for each in everybody if "retard" not in each]
    by_fact = [{**each, "trimestre": each.get("retard", each["trimestre"])} for each in everybody]
    return [
        plain_threshold(CATALOGUE, counted(CATALOGUE, on_time, "2012", "2012"), k),
        plain_threshold(CATALOGUE, counted(CATALOGUE, by_fact, "2012 bis", "2012"), k),
    ]


def readers(everybody: list[dict[str, str]], files: Files) -> list[Finest]:
    """Where each person counted is, in each table."""
    places = {(table, tuple(each[code] for code in table)) for each in everybody for table in files.tables}
    return sorted(places)


def run(runs: int, seed: int) -> Outcome:
    return outcome([_protected(seed + place, (6, 11)[place % 2]) for place in range(runs)])


def control(runs: int, seed: int) -> Outcome:
    return outcome([_naive(seed + place, (6, 11)[place % 2]) for place in range(runs)])


def _protected(seed: int, k: int) -> str:
    everybody = year(seed)
    made = chain(everybody, k)
    if made[-1].reason or len(made[-1].totals) != 4:
        return f"year {seed}, k = {k}: {made[-1].reason or 'merged'}"
    files = Files(map(to_json, made))
    found = list(leaks(files, readers(everybody, files)))
    return f"year {seed}, k = {k}: {found[0]}" if found else ""


def _naive(seed: int, k: int) -> str:
    """Broken when most of what a file hides is derived from it, or when two tell those who came late."""
    first, second = naive(year(seed), k)
    files = Files([to_json(first)])
    derived = {each.cell for each in leaks(files) if each.kind == "exact"}
    hidden = {frozenset(at) for table in first.tables for at in table.masked}
    told_late = any(each.kind == "delta" for each in leaks(Files([to_json(first), to_json(second)])))
    return f"year {seed}, k = {k}: {len(derived)} of {len(hidden)}" if told_late and derived else ""


CAMPAIGNS = (
    Campaign(
        "protection",
        "Année de publications attaquée par un lecteur et par chaque personne comptée",
        run,
        control,
        full=40,
        short=1,
        control_runs=2,
    ),
)
