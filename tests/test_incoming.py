"""Tables from outside: what is read of each format, and what hostile files get."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from models.failure import Failure
from models.importing import Row
from storage import incoming

TEXT = "Nom;Prénom;Né le\nLEROY;Zoé;12/03/1987\n\nÉVRARD;Noël;1990\n"
EXPECTED = [(2, ("LEROY", "Zoé", "12/03/1987")), (4, ("ÉVRARD", "Noël", "1990"))]


def lines(path: Path) -> list[Row]:
    return [(line.number, line.cells) for line in incoming.read(path).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_text_is_read_whatever_its_encoding_and_separator(tmp_path: Path, encoding: str, separator: str):
    path = tmp_path / "a.csv"
    path.write_bytes(TEXT.replace(";", separator).encode(encoding))
    assert incoming.read(path).header == ("Nom", "Prénom", "Né le")
    assert lines(path) == EXPECTED


def test_quoted_cells_keep_their_separators_and_line_breaks(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"x;y,\nz",=1+1\nu,v\n')
    assert lines(path) == [(2, ("x;y,\nz", "=1+1")), (3, ("u", "v"))]


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Suivi 2011"])
    sheet.merge_cells("A1:C1")
    sheet.append(["Nom", "Né le", "Nombre", "Oui", "Formule"])
    sheet.append(["LEROY", date(1987, 3, 12), 3.0, True, "=1+1"])
    sheet.append([])
    sheet.append(["ÉVRARD", datetime(1987, 3, 12, 14, 30), 2.5, False, '=HYPERLINK("http://x")'])
    book.create_sheet("Autre").append(["x"])
    hidden = book.create_sheet("Cachée", 0)
    hidden.append(["secret", "secret"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_workbook_is_read_for_what_it_shows(tmp_path: Path):
    path = workbook(tmp_path / "renommé.csv")
    read = incoming.read(path)
    assert read.header[:4] == ("Nom", "Né le", "Nombre", "Oui")
    assert read.unread == ("Autre",)
    assert [(line.number, line.cells[:4]) for line in read.lines] == [
        (3, ("LEROY", "12/03/1987", "3", "oui")),
        (5, ("ÉVRARD", "12/03/1987 14:30", "2.5", "non")),
    ]
    assert all(not cell for line in read.lines for cell in line.cells[4:])


def ods(path: Path, rows: str) -> Path:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet><table:table>{rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return path


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


FOR_EVER = ' table:number-rows-repeated="1048000"'


def test_open_document_is_read_and_what_is_empty_for_ever_is_left_out(tmp_path: Path):
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = ods(
        tmp_path / "a.ods",
        row(cell("Nom"), cell("Né le"))
        + row(wide, more=' table:number-rows-repeated="3"')
        + row(
            cell("LE<text:s/>ROY<office:annotation><text:p>note</text:p></office:annotation>"),
            cell("12 mars 87", ' office:value-type="date" office:date-value="1987-03-12"'),
        )
        + row(wide, more=FOR_EVER),
    )
    assert lines(path) == [(5, ("LE ROY", "1987-03-12"))]


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (incoming.MOST_UNPACKED + 1))


def lying_bomb(path: Path) -> None:
    bomb(path)
    size = (incoming.MOST_UNPACKED + 1).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1000).to_bytes(4, "little")))


def truncated(path: Path) -> None:
    whole = workbook(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def damaged_inside(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x")
        archive.writestr("xl/workbook.xml", "<x")


def wide_text(path: Path) -> None:
    path.write_text(";" * 1_000_000 + "x\n1;2\n")


def long_text(path: Path) -> None:
    path.write_text("a;b\n" + "1;2\n" * (incoming.MOST_ROWS + 1))


def wide_rows(path: Path) -> None:
    ods(path, row(cell("a"), cell("b")) + row(cell("x", ' table:number-columns-repeated="1000000000"')))


def many_rows(path: Path) -> None:
    ods(path, row(cell("a"), cell("b")) + row(cell("x"), more=' table:number-rows-repeated="1000000000"'))


def far_cell(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "a", "b"
    book.save(path)


def entities(path: Path) -> None:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f'<!DOCTYPE x [<!ENTITY e0 "0123456789">{grown}]><x>&e9;</x>')


def nested(path: Path) -> None:
    ods(path, row(cell("a"), cell("b")) + row(cell("<text:span>" * 100_000 + "</text:span>" * 100_000)))


HOSTILE = {
    "trop grand": [bomb, wide_text, long_text, wide_rows, many_rows, far_cell],
    "abîmé": [lying_bomb, truncated, damaged_inside, entities, nested],
    "n’est pas un tableau": [
        lambda path: path.write_bytes(b"%PDF-1.7\n..."),
        lambda path: path.write_bytes(b"MZ\0\0\0"),
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600)),
    ],
    "mot de passe": [
        lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")),
    ],
    "aucune ligne": [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b" \n\n"),
        lambda path: path.write_bytes(b"Nom;Prenom\n"),
        lambda path: openpyxl.Workbook().save(path),
    ],
    "ne peut pas être lu": [lambda path: path.mkdir(), lambda _path: None],
}


@pytest.mark.parametrize(
    ("said", "make"), [(said, make) for said, makes in HOSTILE.items() for make in makes]
)
def test_hostile_file_gets_one_sentence(tmp_path: Path, said: str, make):
    path = tmp_path / "tableau.xlsx"
    make(path)
    with pytest.raises(Failure, match=said):
        incoming.read(path)


def test_reading_can_be_given_up(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text(TEXT)
    with pytest.raises(incoming.Stopped):
        incoming.read(path, lambda: True)
