"""À propos: versions, what is enforced on this machine, where the data is, and the licences."""

import platform
from importlib import metadata

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QFormLayout, QFrame, QLabel, QVBoxLayout

from models.edition import VERSION
from storage.database import ENGINE
from storage.protections import Protection, protections
from ui.labels import label
from ui.page import Desk, Page
from ui.scroll import Scroll

_SIGNS = {True: "✓ Tenu", False: "✗ Pas tenu", None: "? À vérifier"}
_LICENCE = (
    "Permanence est un logiciel libre, sous licence publique de l’Union européenne (EUPL 1.2). Il est fait "
    "avec "
    "Qt et PySide6 (LGPL 3), SQLCipher (BSD), cryptography (Apache 2.0 et BSD), ReportLab (BSD) et d’autres "
    ": "
    "le texte de chaque licence est dans le dossier « licences » du logiciel."
)
_PROMISES = (
    "Rien n’est envoyé nulle part : ni donnée, ni statistique, ni demande de mise à jour. Ce qui est protégé "
    "et "
    "ce qui ne l’est pas est écrit dans docs/securite.md."
)


class AproposPage(Page):
    """Read again at each visit: a disk may have been changed, a protection lost."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("apropos", "À propos")
        self._desk = desk
        area = Scroll(self)
        self._held = QFormLayout()
        self._area = area
        area.add(_box("Versions", _form(_versions())))
        area.add(_box("Ce qui est tenu sur ce poste", self._held))
        area.add(_box("Où sont les données", _form((("Dossier du coffre", str(desk.vault.folder)),))))
        area.add(_box("Licences", _form((("", _LICENCE),))))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("À propos de Permanence", "title"))
        column.addWidget(label(_PROMISES, "hint"))
        column.addWidget(area, 1)

    def arrive(self) -> None:
        while self._held.rowCount():
            self._held.removeRow(0)
        for each in protections(self._desk.vault.folder):
            self._held.addRow(label(each.name, "body"), _told(each))

    def focus_first(self) -> None:
        self._area.setFocus()


def _told(protection: Protection) -> QLabel:
    made = label(f"{_SIGNS[protection.holds]}. {protection.told}", "body")
    made.setProperty("role", "problem" if protection.holds is False else "body")
    return made


def _versions() -> tuple[tuple[str, str], ...]:
    return (
        ("Permanence", VERSION),
        ("Moteur du coffre", ENGINE),
        ("Cryptographie", f"cryptography {_version('cryptography')}"),
        ("Fenêtre", f"Qt {qVersion()}"),
        ("Système", f"Python {platform.python_version()}, {platform.system()} {platform.release()}"),
    )


def _version(package: str) -> str:
    """A program that was installed whole does not say the versions of its parts."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "embarqué"


def _form(rows: tuple[tuple[str, str], ...]) -> QFormLayout:
    form = QFormLayout()
    for name, told in rows:
        words = label(told, "body")
        if name:
            form.addRow(label(name, "body"), words)
        else:
            form.addRow(words)
    return form


def _box(title: str, content: QFormLayout) -> QFrame:
    box = QFrame()
    box.setProperty("role", "section")
    inner = QVBoxLayout(box)
    inner.setContentsMargins(14, 10, 14, 14)
    inner.addWidget(label(title, "heading"))
    inner.addLayout(content)
    return box
