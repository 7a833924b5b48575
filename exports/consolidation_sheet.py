"""A consolidation as a spreadsheet: what was added up, what was not, and each table."""

from io import BytesIO

from exports.catalogue import Catalogue
from exports.consolidation import Consolidation
from exports.consolidation_report import ConsolidationReport
from exports.sheets import Sheet, Styles
from exports.workbook import columns, draw, new_book, sheet_name

TITLE = "Consolidation de publications"

_READING = (
    "Un nombre seul est exact : tous les postes l’impriment, ou leurs totaux le donnent. « 12 à 19 » dit"
    " que la somme est entre ces deux nombres, bornes comprises : des postes ont masqué cette case.",
    "La ligne « Regroupés » donne la somme exacte des lignes de sa colonne qui n’ont pas de nombre exact.",
    "Rien ici ne vient d’ailleurs que des publications additionnées : on n’en peut rien déduire qu’elles ne"
    " donnaient pas déjà, et le seuil de chacune vaut encore.",
    "L’empreinte d’une publication montre qu’elle n’a été ni abîmée, ni retouchée sans précaution. Elle ne"
    " prouve pas qui l’a écrite : le poste la compare à celle de son registre.",
    "Une personne reçue dans deux postes est comptée dans chacun.",
)
_POSTS = 2


def spreadsheet(consolidation: Consolidation, catalogue: Catalogue) -> bytes:
    """The file, the same bytes each time; ``catalogue`` has the words of the codes that it knows."""
    out = BytesIO()
    book = _Book(out, consolidation, catalogue)
    book.summary()
    book.tables()
    book.posts()
    book.close()
    return out.getvalue()


class _Book:
    def __init__(self, out: BytesIO, consolidation: Consolidation, catalogue: Catalogue) -> None:
        self._book = new_book(out, TITLE)
        self._styles = Styles(self._book)
        self._all, self._first = consolidation, consolidation.first
        self._report = ConsolidationReport(consolidation, catalogue)
        self.close = self._book.close

    def summary(self) -> None:
        partition = self._report.partition
        sheet = self._sheet("Synthèse", TITLE, columns((partition,)))
        posts = len(self._all.members)
        sheet.block(f"{posts} publication{'s' if posts > 1 else ''} additionnée{'s' if posts > 1 else ''}")
        draw(self._book, sheet, partition)
        if self._all.told:
            sheet.block("Ce qui n’y est pas")
            for sentence in self._all.told:
                sheet.paragraph(sentence)
        sheet.block("Comment lire")
        for sentence in _READING:
            sheet.paragraph(sentence)
        sheet.done()

    def tables(self) -> None:
        for chapter in self._report.chapters:
            sheet = self._sheet(sheet_name(chapter.title), chapter.title, columns(chapter.blocks))
            for block in chapter.blocks:
                draw(self._book, sheet, block)
            sheet.done()

    def posts(self) -> None:
        sheet = self._sheet("Publications", "Publications additionnées", _POSTS)
        sheet.line(["Poste", "Seuil", "N°"], "head")
        for member in self._all.members:
            publication = member.publication
            sheet.line([publication.source or "—", publication.k, publication.number])
            sheet.paragraph(f"Fichier {member.file}", "note")
            sheet.paragraph(f"Empreinte {member.seal}", "note")
            if publication.reason:
                sheet.paragraph(publication.reason, "note")
        sheet.done()

    def _sheet(self, name: str, title: str, wide: int) -> Sheet:
        foot = f"{TITLE} — {self._first.release}"
        sheet = Sheet(self._book.add_worksheet(name), self._styles, wide, foot)
        sheet.title(title, [f"{self._first.release} — nomenclature {self._first.catalogue}"])
        return sheet
