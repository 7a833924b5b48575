"""What a request still lacks, each a link to the question: the mentions that the law wants, then advice."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from exports.completeness import Lack
from models.fields import AnyField
from ui.buttons import ElidedButton
from ui.labels import label

Go = Callable[[AnyField], None]


class Lacks(QWidget):
    """The list changes only when what is missing does."""

    def __init__(self, go: Go, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manques")
        self.setAccessibleName("Ce qui manque")
        self._go = go
        self._shown: tuple[Lack, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        if tuple(lacks) == self._shown:
            return
        self._shown = tuple(lacks)
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        blocking = [each for each in lacks if each.blocks]
        self._add_group("mention", told(lacks), blocking)
        self._add_group("conseil", "Pour convaincre", [each for each in lacks if not each.blocks])

    def _add_group(self, name: str, title: str, lacks: Sequence[Lack]) -> None:
        if lacks or name == "mention":
            self._column.addWidget(label(title, "body"))
        for number, lack in enumerate(lacks):
            self._column.addWidget(
                ElidedButton(
                    _line(lack), f"manque.{name}.{number}", self._going(lack), keys="Aller à la question"
                )
            )

    def _going(self, lack: Lack) -> Callable[[], None]:
        return lambda: self._go(lack.field)


def told(lacks: Sequence[Lack]) -> str:
    """How far the request is from having every mention that the law wants."""
    count = sum(each.blocks for each in lacks)
    if not count:
        return "Les mentions exigées par la loi y sont."
    return (
        f"{count} mention{'s' if count > 1 else ''} exigée{'s' if count > 1 else ''} par la loi à compléter"
    )


def _line(lack: Lack) -> str:
    return f"{lack.sentence} — {lack.article}" if lack.article else lack.sentence
