"""The spreadsheets opened and recalculated by LibreOffice, which is not the library that wrote them."""

import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from exports import consolidation_sheet, pdf_file
from exports.consolidation import consolidated
from exports.protection.written import to_json
from exports.report import report
from exports.star import CATALOGUE
from exports.workbook import workbook
from tests import editions

FORTY = "Personnes dont le sexe est ainsi désigné"
HOSTILE = "=2+5"
SERVICE = "Commissariat d’Exemple"
INSTALLABLE = shutil.which("apt-get") is not None and os.geteuid() == 0
"""``make test`` has installed it, then; it is not left out."""


def formula() -> bytes:
    """The control: a true formula, which nobody has computed yet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([HOSTILE])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def written() -> dict[str, bytes]:
    year = editions.year()
    made = {"année": year, "trimestre": editions.quarter(), "personne": editions.empty()}
    made |= {"quarante": editions.renamed(year, FORTY), "hostile": editions.renamed(year, HOSTILE)}
    files = {name: workbook(report(each, SERVICE)) for name, each in made.items()}
    added = consolidated([("année.json", to_json(year.publication))])
    return {**files, "consolidation": consolidation_sheet.spreadsheet(added, CATALOGUE), "témoin": formula()}


def converted(folder: Path, names: Mapping[str, bytes], kind: str) -> dict[str, bytes]:
    """What LibreOffice makes of files, by name."""
    for name, data in names.items():
        (folder / f"{name}.xlsx").write_bytes(data)
    home = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    files = [folder / f"{name}.xlsx" for name in names]
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", kind, "--outdir", folder / kind, *files],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: (folder / kind / f"{name}.{kind}").read_bytes() for name in names}


def cells(data: bytes) -> dict[str, list[list[object]]]:
    """Every value of every sheet, without what is empty; shares to a billionth."""
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {sheet.title: list(filter(None, map(_told, sheet.values))) for sheet in book.worksheets}


def _told(row: tuple[object, ...]) -> list[object]:
    return [
        round(value, 9) if isinstance(value, float) else value for value in row if value not in (None, "")
    ]


@pytest.mark.skipif(
    shutil.which("soffice") is None and not INSTALLABLE,
    reason="LibreOffice is not here, and this user cannot install it: see installer/prepare.sh --test",
)
def test_libreoffice_computes_the_same_cells_and_prints_every_one(tmp_path: Path):
    """Sheet by sheet, in five editions and a consolidation; the control is a formula, which it computes."""
    assert shutil.which("soffice"), "installer/prepare.sh --test installs it"
    made = written()
    seen = converted(tmp_path, made, "xlsx")
    assert cells(seen.pop("témoin"))["Sheet"] == [[7]]
    for name, data in seen.items():
        assert cells(data) == cells(made[name]), name
        assert not [row for rows in cells(data).values() for row in rows if "Err:" in repr(row)]
    assert [HOSTILE, 70] in [row[:2] for row in cells(seen["hostile"])["Personnes"]]
    pages = converted(tmp_path, {"quarante": made["quarante"]}, "pdf")["quarante"]
    printed = " ".join(" ".join(pdf_file.page_texts(pages)).split())
    assert FORTY in printed
    assert "###" not in printed, "a number wider than its column"
