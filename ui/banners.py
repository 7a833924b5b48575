"""What a page about a person warns of above its form: in full, or a word each where the window is low."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.buttons import button
from ui.icons import icon

_LINES = 36
"""A page of fewer lines than that keeps its height for the form."""


class Banner(QFrame):
    """Hidden while it has nothing to say; ``title`` is what stands for it when it is folded."""

    turned = Signal()
    """It has something to say, or no longer."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.title, self.says = title, False
        self.hide()

    def say(self, says: bool) -> None:
        self.says = says
        self.turned.emit()


class FoldedBanners(QWidget):
    """A button for each banner that has something to say, which shows it; nothing where there is room."""

    def __init__(self, *banners: Banner) -> None:
        super().__init__()
        self._low = False
        self._buttons = [(banner, self._button(banner)) for banner in banners]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for banner, made in self._buttons:
            row.addWidget(made)
            banner.turned.connect(self._show)
        self._show()

    def fit(self, height: int) -> None:
        """The page has this height."""
        self._low = height < _LINES * self.fontMetrics().lineSpacing()
        self._show()

    def _button(self, banner: Banner) -> QPushButton:
        made = button(banner.title, f"{banner.objectName()}.deplier", kind="fold")
        made.setCheckable(True)
        made.toggled.connect(self._show)
        return made

    def _show(self) -> None:
        for banner, made in self._buttons:
            made.setVisible(self._low and banner.says)
            made.setIcon(icon("fermer" if made.isChecked() else "ouvrir"))
            made.setToolTip("Replier" if made.isChecked() else "Déplier")
            banner.setVisible(banner.says and (made.isChecked() or not self._low))
        self.setVisible(any(self._low and banner.says for banner, _ in self._buttons))
