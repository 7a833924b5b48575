"""The published numbers for a machine: a Frictionless data package of CSV files, in one archive.

The same cells as the other documents: a masked one is empty, and its status says so.
"""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from exports.edition import Edition
from exports.protection.published import PublishedCell
from exports.protection.written import to_json

PUBLICATION = "publication.json"

_MOMENT = (2000, 1, 1, 0, 0, 0)
"""Of every file of the archive: always the same, so that it tells nothing."""

Value = str | int | None
Schema = Sequence[tuple[str, str, str]]
"""Name, type and description of each column."""

CELLS: Schema = (
    ("periode", "string", "Année de la population comptée"),
    ("variable", "string", "Code de la variable croisée avec le statut ; vide : le total"),
    ("categorie", "string", "Code de la catégorie ; vide : toutes"),
    ("statut", "string", "Code du statut ; vide : tous"),
    ("effectif", "integer", "Nombre de personnes ; vide : non diffusé"),
    ("diffusion", "string", "diffuse ou non_diffuse"),
)
CATEGORIES: Schema = (
    ("variable", "string", "Code de la variable"),
    ("libelle_variable", "string", "Nom de la variable"),
    ("categorie", "string", "Code de la catégorie"),
    ("libelle", "string", "Nom de la catégorie"),
    ("contenu", "string", "Codes qu’un regroupement additionne, séparés par des espaces"),
    ("definition", "string", "Ce qui est compté"),
)
VOLUMES: Schema = (
    ("tableau", "string", "Code du tableau d’activité"),
    ("unite", "string", "Ce qui est compté : actes, orientations"),
    ("ligne", "string", "Code de la ligne ; autres : les lignes regroupées ; total"),
    ("libelle", "string", "Nom de la ligne"),
    ("effectif", "integer", "Nombre ; vide : regroupé ou non diffusé"),
    ("diffusion", "string", "diffuse ou non_diffuse"),
)


def data_package(edition: Edition, service: str) -> bytes:
    """A ZIP archive: ``datapackage.json``, three tables in UTF-8, and ``publication.json``."""
    tables = {
        "cellules": (CELLS, list(_cells(edition))),
        "categories": (CATEGORIES, list(_categories(edition))),
        "activite": (VOLUMES, list(_volumes(edition))),
    }
    files = {f"{name}.csv": _csv(schema, rows) for name, (schema, rows) in tables.items()}
    schemas = {name: schema for name, (schema, _) in tables.items()}
    descriptor = _descriptor(edition, service, schemas, files)
    text = json.dumps(descriptor, ensure_ascii=False, indent=2).encode()
    return _archive({"datapackage.json": text, **files, PUBLICATION: to_json(edition.publication)})


def _cells(edition: Edition) -> Iterator[Sequence[Value]]:
    status = edition.catalogue.status.code
    told: set[tuple[Value, ...]] = set()
    for table in edition.publication.tables:
        for cell in table.cells if table.release == edition.name else ():
            row = _cell(cell, table.period, status)
            if row[:4] not in told:
                told.add(row[:4])
                yield row


def _cell(cell: PublishedCell, period: str, status: str) -> tuple[Value, ...]:
    variable = next((code for code in cell.at if code != status), "")
    category = cell.at[variable] if variable else ""
    return (period, variable, category, cell.at.get(status, ""), *_given(cell.value))


def _categories(edition: Edition) -> Iterator[Sequence[Value]]:
    catalogue = edition.catalogue
    for variable in (catalogue.status, *catalogue.crossed):
        for each in variable.rows:
            leaves = " ".join(each.leaves)
            yield variable.code, variable.label, each.code, each.label, leaves, variable.definition


def _volumes(edition: Edition) -> Iterator[Sequence[Value]]:
    for volume in edition.volumes:
        about = (volume.code, volume.unit)
        for line in volume.lines:
            yield (*about, line.code, line.label, *_given(line.count))
        if volume.others is not None:
            yield (*about, "autres", "Lignes regroupées", *_given(volume.others))
        yield (*about, "total", "Total", *_given(volume.total))


def _given(value: int | None) -> tuple[Value, str]:
    return value, "non_diffuse" if value is None else "diffuse"


def _csv(schema: Schema, rows: Iterable[Sequence[Value]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([name for name, _, _ in schema])
    writer.writerows(rows)
    return out.getvalue().encode()


def _descriptor(
    edition: Edition, service: str, schemas: Mapping[str, Schema], files: Mapping[str, bytes]
) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"activite-{edition.name.lower()}",
        "title": f"{edition.title} — {service}" if service else edition.title,
        "version": edition.publication.catalogue,
        "k": edition.k,
        "publication": edition.seal,
        "resources": [_resource(name, schema, files[f"{name}.csv"]) for name, schema in schemas.items()],
    }


def _resource(name: str, schema: Schema, data: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [
                {"name": column, "type": kind, "description": words} for column, kind, words in schema
            ],
            "missingValues": [""],
        },
    }


def _archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
