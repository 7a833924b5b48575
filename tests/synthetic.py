"""Persons that never were, by the year, and the catalogue that counts them."""

import random
from collections.abc import Iterator

from exports.protection.cells import Catalogue, Variable

QUARTERS = ("T1", "T2", "T3", "T4")
STATUSES = {"victime": 84, "mis en cause": 44, "hors champ pénal": 195}
"""Of the year that the whole project is tried on: 323 persons."""

STATUT = Variable(
    "statut", tuple(STATUSES), {"autres": ("mis en cause", "hors champ pénal")}, tuple(STATUSES)
)
TRIMESTRE = Variable("trimestre", QUARTERS, {"S1": ("T1", "T2"), "S2": ("T3", "T4")})
SEXE = Variable("sexe", ("femme", "homme", "non renseigné"))
AGE = Variable("age", ("0-17", "18-25", "26-59", "60+"), {"adultes": ("18-25", "26-59", "60+")})
SITUATION = Variable(
    "situation",
    ("conjugale", "familiale", "mineurs", "errance", "santé", "voisinage"),
    {"violences": ("conjugale", "familiale")},
    ("conjugale", "familiale", "mineurs", "errance", "santé", "voisinage", "violences"),
)
RESIDENCE = Variable("residence", ("commune", "département", "ailleurs"))
ORIENTATIONS = tuple(
    Variable(f"vers {where}", ("oui", "non"), {}, ("oui",))
    for where in ("avocat", "hébergement", "psychologue", "mairie", "hôpital", "école", "plainte", "logement")
)
_OTHERS = (SEXE, AGE, SITUATION, RESIDENCE, *ORIENTATIONS)
CATALOGUE = Catalogue(
    "essai-1",
    (STATUT, TRIMESTRE, *_OTHERS),
    "statut",
    (("statut", "trimestre"), *(("statut", variable.code) for variable in _OTHERS)),
    merges=(("victime", "autres"),),
    calendar="trimestre",
)

_WEIGHTS = {
    "sexe": {"victime": (80, 18, 2), "mis en cause": (15, 83, 2), "hors champ pénal": (55, 42, 3)},
    "age": {
        "victime": (12, 14, 60, 14),
        "mis en cause": (10, 20, 62, 8),
        "hors champ pénal": (18, 12, 45, 25),
    },
    "situation": {
        "victime": (60, 18, 8, 4, 5, 5),
        "mis en cause": (50, 20, 10, 6, 8, 6),
        "hors champ pénal": (6, 14, 22, 25, 20, 13),
    },
    "residence": {
        "victime": (62, 33, 5),
        "mis en cause": (55, 35, 10),
        "hors champ pénal": (60, 28, 12),
    },
}
_ORIENTED = (22, 9, 16, 5, 7, 4, 30, 12)


def persons(seed: int, statuses: dict[str, int] | None = None) -> list[dict[str, str]]:
    """One leaf for each variable of ``CATALOGUE``; in random order of the year."""
    chance = random.Random(seed)
    every = [
        _person(chance, status) for status, number in (statuses or STATUSES).items() for _ in range(number)
    ]
    chance.shuffle(every)
    return every


def _person(chance: random.Random, status: str) -> dict[str, str]:
    person = {"statut": status, "trimestre": chance.choice(QUARTERS)}
    for variable in _OTHERS[:4]:
        person[variable.code] = chance.choices(variable.leaves, _WEIGHTS[variable.code][status])[0]
    for variable, share in zip(ORIENTATIONS, _ORIENTED, strict=True):
        person[variable.code] = "oui" if chance.random() * 100 < share else "non"
    return person


def thin_years(count: int) -> Iterator[dict[str, int]]:
    """Numbers by status of ``count`` posts, from none to few."""
    chance = random.Random(count)
    for _ in range(count):
        yield {status: chance.choice((0, 1, 3, 5, 6, 7, 12, 30)) for status in STATUSES}
