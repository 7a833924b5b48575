"""Lists of which one is seen at a time, each a click away under a title that says how long it is."""

from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.buttons import button
from ui.flow_layout import FlowLayout


class Tabs(QWidget):
    """The first one is shown until another is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        heads = QWidget()
        self._heads = FlowLayout(heads, gap=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heads)
        column.addWidget(self._stack, 1)

    @property
    def chosen(self) -> str:
        """The name of the one that is shown."""
        return list(self._buttons)[self._stack.currentIndex()]

    def add(self, name: str, title: str, content: QWidget) -> None:
        made = button(title, f"onglet.{name}", lambda: self.choose(name), kind="tab")
        made.setCheckable(True)
        self._group.addButton(made)
        self._buttons[name] = made
        self._heads.addWidget(made)
        self._stack.addWidget(content)
        made.setChecked(len(self._buttons) == 1)

    def choose(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self._stack.setCurrentIndex(list(self._buttons).index(name))

    def entitle(self, name: str, title: str) -> None:
        self._buttons[name].setText(title)

    def offer(self, name: str, *, offered: bool) -> None:
        """Whether that one can be asked for at all; when it no longer can, the first one is shown."""
        self._buttons[name].setVisible(offered)
        if not offered and self._buttons[name].isChecked():
            self.choose(next(iter(self._buttons)))
