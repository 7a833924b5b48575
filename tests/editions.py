"""Editions made by hand, for the tests of what is written of them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from exports.catalogue import Catalogue
from exports.edition import Earlier, Edition
from exports.protection.published import Publication, PublishedCell, PublishedTable
from exports.star import CATALOGUE
from exports.volumes import Line, Volume

SEED = {"victime": 84, "mis_en_cause": 44, "hors_champ_penal": 195}
STOPPED = date(2013, 1, 7)

Columns = Mapping[str, Mapping[str, int | None]]
"""By category, then by status; ``""`` is everybody."""

BY_SEX: Columns = {
    "femme": {"victime": 70, "mis_en_cause": None, "hors_champ_penal": 120, "": None},
    "homme": {"victime": None, "mis_en_cause": None, "hors_champ_penal": 70, "": 110},
    "autre": {"victime": None, "mis_en_cause": None, "hors_champ_penal": None, "": None},
}
BY_AGE: Columns = {
    "0_17": {"victime": 10, "mis_en_cause": None, "hors_champ_penal": 20, "": None},
    "majeurs": {"victime": 74, "mis_en_cause": None, "hors_champ_penal": 175, "": None},
    "18_24": {"victime": 14, "mis_en_cause": None, "hors_champ_penal": 30, "": None},
    "25_59": {"victime": 60, "mis_en_cause": 30, "hors_champ_penal": 145, "": 235},
    "60_plus": {"victime": 0, "mis_en_cause": None, "hors_champ_penal": None, "": None},
    "non_renseigne": {"victime": 0, "mis_en_cause": None, "hors_champ_penal": None, "": None},
}
VOLUME = Volume(
    "actes",
    "Actes par nature",
    "actes",
    "Un acte est compté à sa date.",
    (Line("entretien", "Entretien", 400), Line("ecoute", "Écoute", None), Line("reunion", "Réunion", None)),
    others=31,
    total=431,
)


def table(catalogue: Catalogue, code: str, cells: Columns, release: str = "2012") -> PublishedTable:
    """Totals of the statuses, then the cells."""
    status = catalogue.status.code
    totals = [PublishedCell({status: each}, value) for each, value in SEED.items()]
    inner = [
        PublishedCell({code: row, **({status: column} if column else {})}, value)
        for row, line in cells.items()
        for column, value in line.items()
    ]
    everybody = PublishedCell({}, sum(SEED.values()))
    return PublishedTable(release, "2012", (status, code), (everybody, *totals, *inner))


def year(catalogue: Catalogue = CATALOGUE, k: int = 6) -> Edition:
    """The seed's year, with two tables by hand."""
    star = catalogue.star
    publication = Publication(
        release="2012",
        period="2012",
        k=k,
        catalogue=catalogue.version,
        centre=star.centre,
        variables=star.variables,
        tables=(table(catalogue, "sexe", BY_SEX), table(catalogue, "tranche_age", BY_AGE)),
        periods={"2012": star.periods},
        source="Poste d’essai",
        number=3,
        previous="0" * 64,
    )
    return Edition(publication, catalogue, STOPPED, (VOLUME,), (Earlier("2012-T1", date(2012, 4, 5)),))


def quarter() -> Edition:
    """The first quarter of that year."""
    whole = year()
    status = whole.catalogue.status.code
    cells = [
        PublishedCell({"trimestre": "T1", **({status: code} if code else {})}, value)
        for code, value in {"victime": 20, "mis_en_cause": None, "": 80, "hors_champ_penal": None}.items()
    ]
    only = PublishedTable("2012-T1", "2012", (status, "trimestre"), tuple(cells))
    publication = replace(whole.publication, release="2012-T1", tables=(only,), number=1, previous="")
    return Edition(publication, whole.catalogue, date(2012, 4, 5))


def empty() -> Edition:
    """The same year when nobody came."""
    whole = year()
    tables = (
        replace(each, cells=tuple(replace(cell, value=0) for cell in each.cells))
        for each in whole.publication.tables
    )
    return replace(whole, publication=replace(whole.publication, tables=tuple(tables)), volumes=())


def renamed(edition: Edition, label: str) -> Edition:
    """The same edition, one category under another name."""
    catalogue = edition.catalogue
    sex = catalogue.variable("sexe")
    leaves = (replace(sex.leaves[0], label=label), *sex.leaves[1:])
    variables = tuple(replace(each, leaves=leaves) if each is sex else each for each in catalogue.variables)
    return replace(edition, catalogue=replace(catalogue, variables=variables))
