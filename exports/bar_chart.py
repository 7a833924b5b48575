"""Horizontal bars drawn as vectors, each with its name and its number."""

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from exports import house_style, typography
from exports.house_style import ACCENT, INK, REGULAR
from exports.layout import number

_SIZE, _BAR, _GAP = 7.5, 8.0, 5.0
_NAMES = 0.42
"""Share of the width that names may take."""


def bar_chart(bars: Sequence[tuple[str, int]], width: float) -> Drawing:
    """Names on the left, bars from one line, numbers at their ends; ``width`` in points."""
    drawing = Drawing(width, len(bars) * (_BAR + _GAP) + _GAP)
    names = min(_NAMES * width, max((_wide(name) for name, _ in bars), default=0) + 6)
    most = max((count for _, count in bars), default=0) or 1
    room = width - names - max((_wide(number(count)) for _, count in bars), default=0) - 8
    for index, (name, count) in enumerate(bars):
        foot = drawing.height - (index + 1) * (_BAR + _GAP)
        long = room * count / most
        shown = _fitted(name, names - 6)
        drawing.add(_words(names - 5 - _wide(shown), foot, shown))
        bar = Rect(names, foot, long, _BAR)
        bar.setProperties({"fillColor": ACCENT, "strokeColor": None})
        drawing.add(bar)
        drawing.add(_words(names + long + 4, foot, number(count)))
    return drawing


def _words(x: float, foot: float, words: str) -> String:
    """Words that begin at ``x``."""
    return String(x, foot + 1.5, words, fontName=REGULAR, fontSize=_SIZE, fillColor=INK)


def _wide(text: str) -> float:
    return stringWidth(_printable(text), REGULAR, _SIZE)


def _fitted(name: str, room: float) -> str:
    """The name, cut short when it is longer than its room."""
    text = _printable(name)
    while stringWidth(text, REGULAR, _SIZE) > room:
        text = text[:-2].rstrip() + "…"
    return text


def _printable(text: str) -> str:
    return typography.printable(typography.on_one_line(text), house_style.glyphs())
