"""What a publication would say, before any file exists: its numbers, its masks, and why each is there."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from PySide6.QtGui import QPalette

from exports import layout
from exports.closing import Prepared
from exports.edition import Crossing, Edition
from exports.protection.release import Mask
from exports.report import Block, Cell, Row, alike, block_of, block_of_volume
from exports.report_words import MASKED, reading
from exports.volumes import FAMILY


class Preview:
    """Writes an edition in rich text, in the colours of the window."""

    def __init__(self, palette: QPalette, edition: Edition, masks: Mapping[str, Mapping[Mask, int]]) -> None:
        self._edition, self._masks = edition, masks
        self._band = palette.color(QPalette.ColorRole.AlternateBase).name()
        self._line = palette.color(QPalette.ColorRole.Midlight).name()
        self._faint = palette.color(QPalette.ColorRole.PlaceholderText).name()

    def html(self) -> str:
        return "".join(self._parts())

    def _parts(self) -> Iterator[str]:
        edition = self._edition
        yield f"<h3>{escape(edition.title)} — ce que dit le fichier</h3>"
        if edition.masked[1]:
            yield f"<p>{escape(self._told())}</p>"
        if edition.sum:
            yield f"<p><b>Total vérifié : {escape(edition.sum)}</b></p>"
        yield f"<p>{'<br>'.join(map(escape, reading(edition)))}</p>"
        for title, crossings in edition.families:
            yield f"<h3>{escape(title)}</h3>"
            for several in alike(crossings):
                yield from self._block(block_of(several), self._why(several))
        if edition.volumes:
            yield f"<h3>{FAMILY}</h3>"
        for volume in edition.volumes:
            yield from self._block(block_of_volume(volume, edition.k))

    def _told(self) -> str:
        masked, size = self._edition.masked
        reasons: dict[Mask, int] = {}
        for each in self._masks.values():
            for mask, cells in each.items():
                reasons[mask] = reasons.get(mask, 0) + cells
        why = ", ".join(f"{cells} : {mask.value}" for mask, cells in reasons.items())
        return f"Cases masquées : {masked} sur {size}{f' ({why})' if why else ''}."

    def _why(self, several: Sequence[Crossing]) -> str:
        """How many cells are masked in some tables, and for which reasons."""
        masked = sum(each.masked for each in several)
        reasons: dict[Mask, int] = {}
        for each in several:
            for mask, cells in self._masks.get(each.variable.code, {}).items():
                reasons[mask] = reasons.get(mask, 0) + cells
        told = ", ".join(f"{cells} {mask.value}" for mask, cells in reasons.items())
        return " — ".join(filter(None, (f"{masked} {MASKED}", told))) if masked else ""

    def _block(self, block: Block, why: str = "") -> Iterator[str]:
        """As in the file: the same lines, in the same words."""
        yield f"<p><b>{escape(block.title)}</b>"
        about = why if block.columns else " ".join(block.about)
        if about:
            yield f'<br><font color="{self._faint}">{escape(about)}</font>'
        yield "</p>"
        if block.columns:
            yield self._table(block.columns, block.rows)

    def _table(self, labels: Sequence[str], rows: Sequence[Row]) -> str:
        head = "".join(f'<th align="right">{escape(each)}</th>' for each in labels)
        style = f'style="border-bottom: 1px solid {self._line}"'
        lines = "".join(
            f"<tr><td {style}>{_label(row)}</td>"
            + "".join(f'<td {style} align="right">{escape(_shown(each))}</td>' for each in row.cells)
            + "</tr>"
            for row in rows
        )
        return (
            f'<table cellspacing="0" cellpadding="4"><tr bgcolor="{self._band}"><th></th>{head}</tr>'
            f"{lines}</table>"
        )


def _label(row: Row) -> str:
    words = ("\u00a0" * 6 if row.inside else "") + escape(row.label)
    return f"<b>{words}</b>" if row.total else words


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return cell
        case int():
            return layout.number(cell)
        case float():
            return f"{100 * cell:.1f}\u00a0%".replace(".", ",")


def preview(palette: QPalette, prepared: Prepared) -> str:
    """Of a closing that is ready and not made."""
    return Preview(palette, prepared.edition, prepared.masks).html()
