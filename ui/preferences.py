"""What the program remembers between two sessions, outside any vault: nothing about anyone."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

LEAST_IDLE, USUAL_IDLE, MOST_IDLE = 2, 10, 30
"""Minutes."""

SHEET_AGAIN = timedelta(days=7)
"""For how long the reminder of the recovery sheet is put off."""


class Preferences:
    """A small file of the user's; nothing breaks when it is missing or unreadable."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def vault(self) -> Path | None:
        """The vault that was opened last."""
        known = self._read().get("coffre")
        return Path(known) if isinstance(known, str) else None

    def remember(self, vault: Path) -> None:
        self._write(coffre=str(vault))

    @property
    def shows_names(self) -> bool:
        """Whether names are on the screen without being asked for."""
        return self._read().get("noms_affiches") is True

    def show_names(self, shown: bool) -> None:
        self._write(noms_affiches=shown)

    @property
    def idle_minutes(self) -> int:
        """How long nobody may be at the keyboard before the vault is locked; never for ever."""
        known = self._read().get("verrouillage_minutes")
        return min(max(known, LEAST_IDLE), MOST_IDLE) if isinstance(known, int) else USUAL_IDLE

    def allow_idle(self, minutes: int) -> None:
        self._write(verrouillage_minutes=minutes)

    @property
    def stick(self) -> Path | None:
        """Where the last backup that is not beside the vault was asked for."""
        known = self._read().get("sauvegardes")
        return Path(known) if isinstance(known, str) else None

    def remember_stick(self, folder: Path) -> None:
        self._write(sauvegardes=str(folder))

    def puts_off_sheet(self, today: date) -> bool:
        """Whether the reminder of the recovery sheet was put off in the last days."""
        try:
            since = today - date.fromisoformat(str(self._read().get("feuille_plus_tard")))
        except ValueError:
            return False
        return timedelta(0) <= since < SHEET_AGAIN

    def put_off_sheet(self, today: date) -> None:
        self._write(feuille_plus_tard=today.isoformat())

    def _read(self) -> dict[str, Any]:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return cast("dict[str, Any]", read) if isinstance(read, dict) else {}

    def _write(self, **changed: object) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps(self._read() | changed), encoding="utf-8")
        except OSError:
            return
