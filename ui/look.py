"""How the application looks: one style sheet, one accent colour, light or dark as the system is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

_LIGHT = {
    QPalette.ColorRole.Window: "#f5f6f8",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#e9eff4",
    QPalette.ColorRole.Text: "#1b1f24",
    QPalette.ColorRole.WindowText: "#1b1f24",
    QPalette.ColorRole.ButtonText: "#1b1f24",
    QPalette.ColorRole.Button: "#ffffff",
    QPalette.ColorRole.Mid: "#8b949e",
    QPalette.ColorRole.Midlight: "#d5dae0",
    QPalette.ColorRole.PlaceholderText: "#57606a",
    QPalette.ColorRole.Highlight: "#1f5f8b",
    QPalette.ColorRole.HighlightedText: "#ffffff",
}
_DARK = {
    QPalette.ColorRole.Window: "#1d2126",
    QPalette.ColorRole.Base: "#262b31",
    QPalette.ColorRole.AlternateBase: "#2d353d",
    QPalette.ColorRole.Text: "#e8eaed",
    QPalette.ColorRole.WindowText: "#e8eaed",
    QPalette.ColorRole.ButtonText: "#e8eaed",
    QPalette.ColorRole.Button: "#2d353d",
    QPalette.ColorRole.Mid: "#8b949e",
    QPalette.ColorRole.Midlight: "#444c56",
    QPalette.ColorRole.PlaceholderText: "#adb5bd",
    QPalette.ColorRole.Highlight: "#6cb6e8",
    QPalette.ColorRole.HighlightedText: "#10151a",
}


def dress(application: QApplication) -> None:
    """Give the application its style."""
    application.setStyle("Fusion")
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    palette = application.palette()
    for role, colour in (_DARK if dark else _LIGHT).items():
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    sheet = Path(__file__).with_name("style.qss").read_text(encoding="utf-8")
    arrow = Path(__file__).with_name("fleche.svg").as_posix()
    sheet = sheet.replace("ARROW", f'"{arrow}"')
    application.setStyleSheet(sheet.replace("#b3261e", "#ff8a80") if dark else sheet)
