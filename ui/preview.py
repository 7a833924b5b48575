"""What a publication would say, before any file exists: its numbers, its masks, and why each is there."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from PySide6.QtGui import QPalette

from exports import layout
from exports.closing import Prepared
from exports.edition import Crossing, Edition
from exports.protection.release import Mask
from exports.report_words import MASKED, reading
from exports.volumes import Volume

REGROUPED = "Regroupés (total des n.d.)"


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
            for crossing in crossings:
                yield from self._crossing(crossing)
        for volume in edition.volumes:
            yield from self._volume(volume)

    def _told(self) -> str:
        masked, size = self._edition.masked
        reasons: dict[Mask, int] = {}
        for each in self._masks.values():
            for mask, cells in each.items():
                reasons[mask] = reasons.get(mask, 0) + cells
        why = ", ".join(f"{cells} : {mask.value}" for mask, cells in reasons.items())
        return f"Cases masquées : {masked} sur {size}{f' ({why})' if why else ''}."

    def _crossing(self, crossing: Crossing) -> Iterator[str]:
        yield f"<p><b>{escape(crossing.variable.label)}</b><br>"
        why = self._masks.get(crossing.variable.code, {})
        if crossing.masked:
            reasons = ", ".join(f"{cells} {mask.value}" for mask, cells in why.items())
            told = " — ".join(filter(None, (f"{crossing.masked} n.d.", reasons)))
            yield f'<font color="{self._faint}">{escape(told)}</font>'
        yield "</p>"
        rows = [
            (("\u2003" if line.inside else "") + line.category.label, line.cells) for line in crossing.lines
        ]
        if any(crossing.regrouped):
            rows.append((REGROUPED, crossing.regrouped))
        if crossing.totals[-1] is not None:
            rows.append(("Ensemble", crossing.totals))
        yield self._table([column.label for column in crossing.columns], rows)

    def _volume(self, volume: Volume) -> Iterator[str]:
        yield f"<p><b>{escape(volume.title)}</b></p>"
        if volume.total is None:
            yield "<p>Trop peu de personnes, ou un petit effectif s’en déduirait : rien n’est donné.</p>"
            return
        rows: list[tuple[str, Sequence[int | None]]] = [
            (line.label, (line.count,)) for line in volume.lines if line.count is not None
        ]
        if volume.others is not None:
            rows.append((f"Autres, regroupées : {', '.join(volume.merged)}", (volume.others,)))
        yield self._table([volume.unit.capitalize()], [*rows, ("Total", (volume.total,))])

    def _table(self, labels: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]]) -> str:
        head = "".join(f'<th align="right">{escape(each)}</th>' for each in labels)
        style = f'style="border-bottom: 1px solid {self._line}"'
        lines = "".join(
            f"<tr><td {style}>{escape(words)}</td>"
            + "".join(f'<td {style} align="right">{_cell(words, each)}</td>' for each in numbers)
            + "</tr>"
            for words, numbers in rows
        )
        return (
            f'<table cellspacing="0" cellpadding="4"><tr bgcolor="{self._band}"><th></th>{head}</tr>'
            f"{lines}</table>"
        )


def preview(palette: QPalette, prepared: Prepared) -> str:
    """Of a closing that is ready and not made."""
    return Preview(palette, prepared.edition, prepared.masks).html()


def _printed(number: int | None) -> str:
    return MASKED if number is None else layout.number(number)


def _cell(words: str, number: int | None) -> str:
    return "" if number is None and words == REGROUPED else _printed(number)
