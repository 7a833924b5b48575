"""``make banc``: what protecting costs, in masks, seconds and memory, written into ``docs/protection.md``."""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from exports.consolidation import consolidated
from exports.protection.cells import Catalogue, Counts, Variable, counted
from exports.protection.published import Publication
from exports.protection.release import protect
from exports.protection.written import to_json
from tests.attacker import Files, leaks
from tests.baselines import numbers, plain_threshold, second_cell
from tests.campaigns.protection import SEED
from tests.synthetic import CATALOGUE, persons

PAGE = Path(__file__).parents[2] / "docs" / "protection.md"
YEARS = 20
_HEAD = """# Protéger les petits effectifs : ce que cela coûte, et ce que cela évite

Écrit par `make banc`, jamais à la main : {years} années inventées de 323 personnes (84 + 44 + 195), treize
variables croisées avec le statut, et un attaquant écrit à part, qui ne lit que les fichiers. « À déduire »
compte les effectifs de 1 à moins que le seuil qui se calculent ou se prouvent, et les lignes vues toutes dans
une réponse sensible ; « personnes » est la part de celles qui sont dans des cases masquées.

| Seuil | Méthode | Cases masquées | Personnes | À déduire, par année |
| --- | --- | --- | --- | --- |
"""


def main() -> int:
    made = "".join(_losses())
    told = [_HEAD.format(years=YEARS), made, "\n", *(f"- {line}\n" for line in (_large(), _many()))]
    PAGE.write_text("".join(told), "utf-8")
    sys.stdout.write(PAGE.read_text("utf-8"))
    return 0


def _losses() -> Iterator[str]:
    methods: dict[str, Callable[[Catalogue, Counts, int], Publication]] = {
        "seuil seul": plain_threshold,
        "une seconde case par ligne": second_cell,
        "preuve (ce logiciel)": lambda catalogue, counts, k: protect(catalogue, counts, (), k, SEED),
    }
    years = [counted(CATALOGUE, persons(1_000 + place), "2012", "2012") for place in range(YEARS)]
    for k in (6, 11):
        for name, method in methods.items():
            seen = [_loss(method(CATALOGUE, counts, k), counts) for counts in years]
            cells, inside, found = (sum(each) / len(seen) for each in zip(*seen, strict=True))
            yield f"| {k} | {name} | {cells:.0%} | {inside:.0%} | {found:.1f} |\n".replace(".", ",")


def _loss(made: Publication, counts: Counts) -> tuple[float, float, int]:
    """Share of cells masked, of persons in masked finest cells, and what is derived."""
    assert not made.reason, made.reason
    cells = [cell for table in made.tables for cell in table.cells]
    masked, every = 0, 0
    for table in made.tables:
        truth = numbers(CATALOGUE, counts, table.vars)
        for at in truth:
            if len(at) == len(table.vars) and all(leaf in CATALOGUE[code].leaves for code, leaf in at):
                every += truth[at]
                masked += truth[at] if table.numbers.get(at) is None else 0
    found = {(each.kind, each.cell) for each in leaks(Files([to_json(made)]))}
    return sum(cell.value is None for cell in cells) / len(cells), masked / every, len(found)


def _large() -> str:
    """100 000 records, with forty communes in three groups."""
    communes = Variable(
        "commune",
        tuple(f"c{number:02}" for number in range(40)),
        {"siège": ("c00", "c01", "c02"), "canton": tuple(f"c{n:02}" for n in range(3, 20))},
    )
    star = replace(
        CATALOGUE,
        variables=(*CATALOGUE.variables, communes),
        tables=(*CATALOGUE.tables, ("statut", "commune")),
    )
    everybody = persons(1, {"victime": 26_006, "mis en cause": 13_622, "hors champ pénal": 60_372})
    chance = random.Random(1)
    weights = [1 / (1 + place) ** 2 for place in range(40)]
    for each in everybody:
        each["commune"] = chance.choices(communes.leaves, weights)[0]
    started = time.perf_counter()
    counts = counted(star, everybody, "2012", "2012")
    made = protect(star, counts, (), 11, SEED)
    seconds = time.perf_counter() - started
    masked = sum(len(table.masked) for table in made.tables)
    return (
        f"100 000 fiches comptées, protégées et vérifiées au seuil de 11 : {seconds:.1f} s,"
        f" {masked} cases masquées, {_memory()}."
    )


def _many(posts: int = 500) -> str:
    """As many records in posts of 200, added up."""
    files = [(f"poste {number}.json", to_json(_post(number))) for number in range(posts)]
    started = time.perf_counter()
    made = consolidated(files)
    seconds = time.perf_counter() - started
    every = [total for totals in made.tables.values() for total in totals]
    exact = sum(total.exact for total in every) / len(every)
    return (
        f"{len(made.members)} publications de 200 personnes (100 000 fiches) additionnées : {seconds:.1f} s,"
        f" {exact:.0%} des cases exactes, {_memory()}."
    )


def _post(number: int) -> Publication:
    everybody = persons(number, {"victime": 52, "mis en cause": 27, "hors champ pénal": 121})
    counts = counted(CATALOGUE, everybody, "2012", "2012")
    return replace(protect(CATALOGUE, counts, (), 6, SEED), source=f"poste {number}")


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} Mo au plus"


if __name__ == "__main__":
    sys.exit(main())
