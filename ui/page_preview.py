"""The pages of a document on the screen, drawn from memory: no file is made to be looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from exports.pdfium import Raster, Reader
from models.failure import Failure
from ui.buttons import button
from ui.labels import label

NEXT, BEFORE, LARGER, SMALLER, WHOLE, CLOSE = "PgDown", "PgUp", "Ctrl++", "Ctrl+-", "Ctrl+0", "Esc"
PRINT = "Ctrl+P"

_STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Times the width of the view: 1 shows the page as wide as can be without scrolling sideways."""
_MARGIN = 32


class PagePreview(QWidget):
    """One page at a time; ``closed`` when she has looked, ``wants_print`` where it may be printed."""

    closed = Signal()
    wants_print = Signal()

    def __init__(
        self, title: str, data: bytes, parent: QWidget | None = None, *, prints: bool = False
    ) -> None:
        super().__init__(parent)
        self._prints = prints
        self._title, self._data = title, data
        with Reader(data) as reader:
            self._pages = len(reader)
        self._page, self._step = 0, _STEPS.index(1.0)
        self._picture = QLabel()
        self._picture.setObjectName("apercu.page")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setObjectName("apercu.defilement")
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._picture)
        self._where = label("", "body", "apercu.numero")
        self._where.setWordWrap(False)
        self._lay_out()
        for keys, act in (
            (NEXT, lambda: self.turn(1)),
            (BEFORE, lambda: self.turn(-1)),
            (LARGER, lambda: self.zoom(1)),
            ("Ctrl+=", lambda: self.zoom(1)),
            (SMALLER, lambda: self.zoom(-1)),
            (WHOLE, self.whole_width),
            (CLOSE, self.closed.emit),
            *(((PRINT, self.wants_print.emit),) if prints else ()),
        ):
            QShortcut(QKeySequence(keys), self, act)

    @property
    def page(self) -> int:
        """Counted from 0."""
        return self._page

    def focus_first(self) -> None:
        self._area.setFocus()

    def turn(self, by: int) -> None:
        """Go forward or back by so many pages, as far as there are any."""
        page = min(max(self._page + by, 0), self._pages - 1)
        if page != self._page:
            self._page = page
            self._area.verticalScrollBar().setValue(0)
            self._draw()

    def zoom(self, by: int) -> None:
        self._step = min(max(self._step + by, 0), len(_STEPS) - 1)
        self._draw()

    def whole_width(self) -> None:
        self._step = _STEPS.index(1.0)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        width = (self._area.width() - _MARGIN) * _STEPS[self._step]
        try:
            with Reader(self._data) as reader:
                width = min(width, reader.size(self._page)[0] * 1.6 * _STEPS[self._step])
                raster = reader.raster(self._page, round(width * ratio))
                words = " ".join(reader.text(self._page).split())
        except Failure as failure:
            self._picture.setText(str(failure))
            return
        picture = _pixmap(raster)
        picture.setDevicePixelRatio(ratio)
        self._picture.setPixmap(picture)
        where = f"Page {self._page + 1} sur {self._pages}"
        self._where.setText(where)
        self._picture.setAccessibleName(f"{self._title}, {where.lower()}")
        self._picture.setAccessibleDescription(words or "Cette page est une image : elle n’a pas de texte.")
        self._area.setAccessibleName(self._picture.accessibleName())
        self._area.setAccessibleDescription(self._picture.accessibleDescription())
        self._before.setEnabled(self._page > 0)
        self._next.setEnabled(self._page < self._pages - 1)
        self._smaller.setEnabled(self._step > 0)
        self._larger.setEnabled(self._step < len(_STEPS) - 1)

    def _lay_out(self) -> None:
        self._before = button("Page précédente", "apercu.precedente", lambda: self.turn(-1), keys=BEFORE)
        self._next = button("Page suivante", "apercu.suivante", lambda: self.turn(1), keys=NEXT)
        self._smaller = button("Réduire", "apercu.reduire", lambda: self.zoom(-1), keys=SMALLER)
        self._larger = button("Agrandir", "apercu.agrandir", lambda: self.zoom(1), keys=LARGER)
        top = QHBoxLayout()
        top.addWidget(
            button("Fermer l’aperçu", "apercu.fermer", self.closed.emit, kind="primary", keys=CLOSE)
        )
        top.addWidget(label(self._title, "heading"), 1)
        for each in (self._before, self._where, self._next, self._smaller, self._larger):
            top.addWidget(each)
        if self._prints:
            top.addWidget(button("Imprimer…", "apercu.imprimer", self.wants_print.emit, keys=PRINT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._area, 1)


def _pixmap(raster: Raster) -> QPixmap:
    image = QImage(raster.data, raster.width, raster.height, raster.stride, QImage.Format.Format_RGB32)
    return QPixmap.fromImage(image)
