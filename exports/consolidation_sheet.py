"""A consolidation as a spreadsheet: what was added up, what was not, and each table."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from exports.consolidation import Consolidation, Total
from exports.protection.cells import At, address
from exports.sheets import Sheet, Styles

TITLE = "Consolidation de publications"
_CREATED = datetime(2000, 1, 1)
"""The format wants a date of creation: always the same, so that it tells nothing."""

_READING = (
    "Un nombre seul est exact : tous les postes l’impriment, ou leurs totaux le donnent. « 12 à 19 » dit"
    " que la somme est entre ces deux nombres, bornes comprises : des postes ont masqué cette case.",
    "Rien ici ne vient d’ailleurs que des publications additionnées : on n’en peut rien déduire qu’elles ne"
    " donnaient pas déjà, et le seuil de chacune vaut encore.",
    "L’empreinte d’une publication montre qu’elle n’a été ni abîmée, ni retouchée sans précaution. Elle ne"
    " prouve pas qui l’a écrite : le poste la compare à celle de son registre.",
    "Une personne reçue dans deux postes est comptée dans chacun.",
)


def spreadsheet(consolidation: Consolidation) -> bytes:
    """The file, the same bytes each time."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = Workbook(
        out, {**options, "default_format_properties": {"font_name": "Arial", "font_size": 10}}
    )
    workbook.set_properties({"title": TITLE, "created": _CREATED})
    book = _Book(workbook, consolidation)
    book.summary()
    book.tables()
    book.posts()
    workbook.close()
    return out.getvalue()


class _Book:
    def __init__(self, workbook: Workbook, consolidation: Consolidation) -> None:
        self._workbook, self._styles = workbook, Styles(workbook)
        self._all, self._first = consolidation, consolidation.first

    def summary(self) -> None:
        sheet = self._sheet("Synthèse", TITLE, 2)
        posts = len(self._all.members)
        sheet.block(f"{posts} publication{'s' if posts > 1 else ''} additionnée{'s' if posts > 1 else ''}")
        sheet.line(["", "Personnes"], "head")
        for at, words in self._totals():
            sheet.numbers(self._name(at), [words])
        if self._all.told:
            sheet.block("Ce qui n’y est pas")
            for sentence in self._all.told:
                sheet.paragraph(sentence)
        sheet.block("Comment lire")
        for sentence in _READING:
            sheet.paragraph(sentence)
        sheet.done()

    def tables(self) -> None:
        centre = self._first.centre
        shown = [("", ()), *((leaf, ((centre, leaf),)) for leaf in self._first[centre].leaves)]
        sheet = self._sheet("Tableaux", "Tableaux", len(shown))
        for key, totals in self._all.tables.items():
            cells = {total.at: total for total in totals}
            if len(key) > 1:
                sheet.block(" × ".join(key))
                sheet.line(["", *(name or "Total" for name, _ in shown)], "head")
                for row in self._rows(totals):
                    places = [address(dict((*row, *column))) for _, column in shown]
                    style = "" if row else "total"
                    sheet.numbers(self._name(row), [_words(cells.get(at)) for at in places], style)
        sheet.done()

    def posts(self) -> None:
        sheet = self._sheet("Publications", "Publications additionnées", 3)
        sheet.line(["Poste", "Fichier", "Seuil", "N°"], "head")
        for member in self._all.members:
            publication = member.publication
            sheet.line([publication.source or "—", member.file, publication.k, publication.number])
            sheet.paragraph(f"Empreinte {member.seal}", "note")
            if publication.reason:
                sheet.paragraph(publication.reason, "note")
        sheet.done()

    def _rows(self, totals: Sequence[Total]) -> list[At]:
        """Everything that is crossed with the centre, everybody last."""
        rows = dict.fromkeys(
            tuple(pair for pair in total.at if pair[0] != self._first.centre) for total in totals
        )
        return sorted(rows, key=lambda row: not row)

    def _totals(self) -> Iterator[tuple[At, int | str | None]]:
        seen: set[At] = set()
        for totals in self._all.tables.values():
            for total in totals:
                if total.at not in seen and all(code == self._first.centre for code, _ in total.at):
                    seen.add(total.at)
                    yield total.at, _words(total)

    def _name(self, at: At) -> str:
        return ", ".join(category for _, category in at) or "Toutes les personnes"

    def _sheet(self, name: str, title: str, columns: int) -> Sheet:
        foot = f"{TITLE} — {self._first.release}"
        sheet = Sheet(self._workbook.add_worksheet(name), self._styles, columns, foot)
        about = f"{self._first.release} — catalogue {self._first.catalogue}"
        sheet.title(title, [about])
        return sheet


def _words(total: Total | None) -> int | str | None:
    """A number, or an interval in words, or nothing where nobody printed anything."""
    if total is None:
        return None
    if total.exact:
        return total.low
    return f"{total.low} ou plus" if total.high is None else f"{total.low} à {total.high}"
