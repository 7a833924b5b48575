"""The application in French: Qt's own texts, dates and buttons."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak_french(application: QApplication) -> None:
    """Load Qt's French texts; raises ``FileNotFoundError`` when they were not installed."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(application)
    if not translator.load("qtbase_fr", folder):
        raise FileNotFoundError(Path(folder) / "qtbase_fr.qm")
    application.installTranslator(translator)
