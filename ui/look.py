"""How the application looks: one style sheet, one accent colour, light or dark as the system is."""

from pathlib import Path
from re import Match, sub

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

Palette = dict[QPalette.ColorRole, str]

LIGHT: Palette = {
    QPalette.ColorRole.Window: "#f5f6f8",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#e9eff4",
    QPalette.ColorRole.Text: "#1b1f24",
    QPalette.ColorRole.WindowText: "#1b1f24",
    QPalette.ColorRole.ButtonText: "#1b1f24",
    QPalette.ColorRole.Button: "#ffffff",
    QPalette.ColorRole.Mid: "#7d8590",
    QPalette.ColorRole.Midlight: "#d5dae0",
    QPalette.ColorRole.PlaceholderText: "#57606a",
    QPalette.ColorRole.Highlight: "#1f5f8b",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.BrightText: "#b3261e",
    QPalette.ColorRole.ToolTipBase: "#ffffff",
    QPalette.ColorRole.ToolTipText: "#1b1f24",
}
DARK: Palette = {
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
    QPalette.ColorRole.BrightText: "#ff8a80",
    QPalette.ColorRole.ToolTipBase: "#2d353d",
    QPalette.ColorRole.ToolTipText: "#e8eaed",
}
"""``BrightText`` is for danger and errors only."""

SMALLEST = 10.0
"""Points; the text of the system when it is larger."""


def dress(application: QApplication) -> None:
    """Give the application its style."""
    application.setStyle("Fusion")
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    palette = application.palette()
    for role, colour in (DARK if dark else LIGHT).items():
        palette.setColor(role, QColor(colour))
    application.setPalette(palette)
    application.setStyleSheet(style_sheet(max(SMALLEST, application.font().pointSizeF()), dark=dark))


def style_sheet(points: float, *, dark: bool) -> str:
    """The sheet, its texts in proportion to those of ``points``; its signs are found beside it."""
    folder = Path(__file__).parent

    def scaled(size: Match[str]) -> str:
        length = float(size[1]) * points / SMALLEST
        return f"{length:.1f}pt" if size[2] == "pt" else f"{round(length)}px"

    sheet = sub(r"([\d.]+)(pt|tx)\b", scaled, (folder / "style.qss").read_text(encoding="utf-8"))

    def beside(sign: Match[str]) -> str:
        file = folder / f"{sign[1]}{'-sombre' if dark else ''}.svg"
        return f'url("{file.as_posix()}")'

    return sub(r"url\((\w+)\)", beside, sheet)
