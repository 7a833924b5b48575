"""The half minute before the lock, in front of everything, without taking the keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QWidget


class Countdown(QLabel):
    """Any key or movement takes it away: nothing to press, nothing to answer."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.ToolTip)
        self.setObjectName("compte_a_rebours")
        self.setProperty("role", "countdown")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName("Verrouillage proche")
        self._window = window

    def tell(self, seconds: int) -> None:
        """Show the seconds that are left; none hides it."""
        if seconds == 0:
            self.hide()
            return
        words = "seconde" if seconds == 1 else "secondes"
        self.setText(
            f"Verrouillage dans {seconds} {words}. Bougez la souris ou tapez une touche pour rester ; "
            "tout ce qui est tapé est gardé."
        )
        if not self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text()))
        self.ensurePolished()  # else it is measured before its style, and its end is cut
        self.resize(self.sizeHint())  # ``adjustSize`` stops at two thirds of the screen
        middle = self._window.width() // 2 - self.width() // 2
        self.move(self._window.mapToGlobal(QPoint(middle, 8)))
        self.show()
