"""Sheets such as social workers keep, each with its own titles and words; everybody in them is invented."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl

BRIGADE = ("Brigade", "CCAS Aubervilliers", "elle-même")


def one_year(path: Path) -> None:
    """A title above, merged; ages in words; statuses by letters; free words; a total."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["SUIVI 2011", "", "Commissariat"])
    sheet.merge_cells("A1:B1")
    sheet.append([])
    titles = ["N°", "Date", "Nom", "H/F", "Age", "Statut (V/MEC/HCP)", "Orienté par", "Motif", "Suite donnée"]
    for row in (
        titles,
        [1, date(2011, 1, 4), "CHIMÉRAC Zoé", "F", 34, "V", "Brigade", "VC", "CIDFF, rendez-vous le 12"],
        [2, date(2011, 1, 5), "Fabulon Noël", "H", "45 ans", "MEC", "Brigade", "VC", ""],
        [
            3,
            datetime(2011, 1, 9, 14, 30),
            "BARDON Léa",
            "Mme",
            "env. 50",
            "VD",
            "CCAS Aubervilliers",
            "VC",
            "",
        ],
        [
            4,
            date(2011, 2, 1),
            "X, dite Lili",
            "F",
            None,
            "HCP",
            "elle-même",
            "isolement",
            "refuse d’en parler",
        ],
        [],
        ["TOTAL", 4],
    ):
        sheet.append(row)
    book.save(path)


def twelve_sheets(path: Path) -> None:
    """A month on each, its columns in another order, and figures on a last one."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    titles = [
        "Date RDV",
        "Nom",
        "Prénom",
        "Sexe",
        "DDN",
        "Tél",
        "Commune",
        "Motif",
        "Orientations",
        "Remarques",
    ]
    for month, name in enumerate(("Janvier", "Février", "Mars"), start=1):
        sheet = book.create_sheet(name)
        order = titles if month != 2 else [*titles[:6], "Motif", "Commune", *titles[8:]]
        row: dict[str, object] = {
            "Date RDV": date(2011, month, 3),
            "Nom": f"CHIMÉRAC{month}",
            "Prénom": "Zoé",
            "Sexe": "Femme",
            "DDN": "ne sait plus" if month == 3 else date(1987, 3, 12),
            "Tél": "pas de téléphone" if month == 3 else "06 39 98 00 01",
            "Commune": "Pantin",
            "Motif": "dettes",
            "Orientations": "CIDFF, CCAS",
            "Remarques": "à rappeler",
        }
        for cells in ([f"{name} 2011"], order, [row[title] for title in order], ["", "", ""], ["Total", "1"]):
            sheet.append(cells)
    book.create_sheet("Stats").append(["Mois", "Total"])
    book.save(path)


def months_between(path: Path) -> None:
    """Text of a French Excel: months on lines of their own, dates in all writings, quotes over lines."""
    out = io.StringIO()
    rows: Sequence[Sequence[str]] = (
        ["Tableau de bord", "", ""],
        ["Date", "Nom Prénom", "Age", "Qualité", "Faits", "Plainte", "Orientation", "Commentaires"],
        ["JANVIER"],
        ["3-janv.-11", "CHIMÉRAC Zoé", "32", "victime", "VC", "MC", "avocat", 'voir "fiche"\nrappeler'],
        ["lun. 10/01/2011", "FABULON Noël", "58", "auteur", "VC", "", "CPCA", ""],
        ["FÉVRIER 2011"],
        ["03/02/11", "BARDON", "40", "victime", "harcèlement moral", "MC", "France Victimes", ""],
        ["40612", "NGUYEN Thi", "1975", "hcp", "isolement", "", "police", ""],
        ["Total général", "4"],
    )
    csv.writer(out, delimiter=";").writerows(rows)
    path.write_bytes(out.getvalue().encode("cp1252"))


def ticks(path: Path) -> None:
    """Crosses, numbers without their first 0, a year counted from 1904."""
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Reçue le", "Nom", "Prénom", "Sexe", "Âge", "Victime", "Motif", "Téléphone", "Adresse"],
        [
            date(2011, 5, 2),
            "CHIMÉRAC",
            "Zoé",
            "Féminin",
            29,
            "x",
            "VC",
            639980001,
            "1 rue X 93300 Aubervilliers",
        ],
        [date(2011, 5, 3), "FABULON", "Noël", "Masculin", 22, "", "Voisinage", "", "Pantin"],
    ):
        sheet.append(row)
    book.save(path)


def unicode_text(path: Path) -> None:
    """« Texte Unicode » of Excel, and nobody's name."""
    rows = (
        ("Date", "Référence", "F/H", "Tranche d’âge", "V/MEC", "Provenance", "Orientation"),
        ("04/01/2011", "A-001", "F", "25-35", "V", "main courante", "CIDFF"),
        ("05/01/2011", "A-002", "H", "35-45", "MEC", "accueil", "ASE"),
    )
    path.write_bytes("\r\n".join("\t".join(row) for row in rows).encode("utf-16"))


KINDS = {
    "une-annee.xlsx": (one_year, 4),
    "douze-feuilles.xlsx": (twelve_sheets, 3),
    "mois.csv": (months_between, 4),
    "croix.xlsx": (ticks, 2),
    "texte.txt": (unicode_text, 2),
}
"""How each is made, and how many first contacts it tells."""


def made(folder: Path, name: str) -> Path:
    path = folder / name
    KINDS[name][0](path)
    return path
