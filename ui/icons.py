"""The few signs of the window, drawn as lines so that they are sharp at any scale."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

_PATHS = {
    "calendrier": "M4 6h16v14H4z M4 10h16 M8 3v4 M16 3v4",
    "cadenas": "M6 11h12v9H6z M9 11V8a3 3 0 0 1 6 0v3",
    "oeil": "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "recherche": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5 21 21",
    "plus": "M12 5v14 M5 12h14",
    "note": "M4 20l1-4L16 5l3 3L8 19z M14 7l3 3",
    "annuler": "M4 9h10a5 5 0 0 1 0 10h-3 M8 5L4 9l4 4",
    "sans": "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M6.5 6.5l11 11",
    "suivante": "M5 5v6h13 M14 7l4 4-4 4",
    "ouvrir": "M9 5l7 7-7 7",
    "fermer": "M5 9l7 7 7-7",
}


def icon(name: str) -> QIcon:
    """A sign in the colour of the text."""
    colour = QGuiApplication.palette().color(QPalette.ColorRole.WindowText).name()
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"'
        f' stroke="{colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{_PATHS[name]}"/></svg>'
    )
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QIcon()
    for side in (16, 24, 32, 48):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
