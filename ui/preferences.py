"""What the program remembers between two sessions, outside any vault: only which vault was opened last."""

import json
from pathlib import Path


class Preferences:
    """A small file of the user's; nothing breaks when it is missing or unreadable."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def vault(self) -> Path | None:
        try:
            return Path(json.loads(self._path.read_text(encoding="utf-8"))["coffre"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remember(self, vault: Path) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(json.dumps({"coffre": str(vault)}), encoding="utf-8")
        except OSError:
            return
