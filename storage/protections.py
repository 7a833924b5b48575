"""What protects this program here and now: found by looking, not by what was asked for."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from storage import network, process
from storage.network import Refusal


@dataclass(frozen=True)
class Protection:
    """``holds`` is ``None`` when the program cannot know; ``told`` is French."""

    "up."

    name: str
    holds: bool | None
    told: str


def protections(folder: Path) -> tuple[Protection, ...]:
    """Of this process, of this machine, and of the folder of a vault."""
    return (_network(), _memory(), _rights(folder), _swap(), _hibernation(), _capture())


def _network() -> Protection:
    told = {
        Refusal.BY_THE_SYSTEM: "Refusé par le noyau à ce programme et à tout ce qu’il lance.",
        Refusal.BY_PYTHON_ALONE: (
            "Le programme n’en fait rien et Python le refuse, mais le système n’y veille pas : fermez-lui le "
            "pare-feu en sortie"
            + (", ou installez la bibliothèque libseccomp2." if sys.platform == "linux" else ".")
        ),
        Refusal.NONE: "Le programme n’en fait rien, mais rien ne l’en empêche.",
    }
    refusal = network.refusal()
    return Protection("Réseau", refusal is Refusal.BY_THE_SYSTEM, told[refusal])


def _memory() -> Protection:
    if process.is_hidden():
        return Protection(
            "Mémoire",
            True,
            "Fermée aux autres programmes de cette session, jamais écrite sur le disque en cas de panne.",
        )
    return Protection("Mémoire", False, "Les autres programmes de cette session peuvent la lire.")


def _rights(folder: Path) -> Protection:
    if os.name == "nt":
        return Protection("Droits du dossier", None, "Ceux du dossier où il est : à vérifier sur ce poste.")
    paths = (folder, *folder.iterdir())
    alone = all(not path.lstat().st_mode & 0o077 for path in paths if not path.is_symlink())
    return Protection(
        "Droits du dossier",
        alone,
        "Le coffre n’est lisible que de cette session."
        if alone
        else "D’autres sessions de cet ordinateur peuvent lire les fichiers chiffrés du coffre : ce disque "
        "ne connaît pas les droits, ou ils ont été changés.",
    )


def _swap() -> Protection:
    name = "Mémoire d’échange"
    if sys.platform != "linux":
        return Protection(name, None, "À vérifier : disque chiffré par BitLocker, ou équivalent.")
    plain = [device for device in _swap_devices() if not _is_encrypted(device)]
    if plain:
        return Protection(
            name,
            False,
            "Ce système peut écrire sur le disque, en clair, des morceaux de la mémoire : chiffrez le disque "
            "entier ou l’espace d’échange.",
        )
    return Protection(name, True, "Absente, en mémoire seulement, ou chiffrée.")


def _swap_devices() -> list[str]:
    try:
        lines = Path("/proc/swaps").read_text("utf-8").splitlines()[1:]
    except OSError:
        return []
    return [line.split()[0] for line in lines if line.split()]


def _is_encrypted(device: str) -> bool:
    """A device that the kernel enciphers, or that is in memory."""
    real = Path(device).resolve().name
    if real.startswith("zram"):
        return True
    try:
        return Path(f"/sys/class/block/{real}/dm/uuid").read_text("ascii").startswith("CRYPT-")
    except OSError:
        return False


def _hibernation() -> Protection:
    name = "Veille prolongée"
    if sys.platform != "linux":
        return Protection(name, None, "À vérifier : désactivée, ou sur un disque chiffré.")
    try:
        able = "disk" in Path("/sys/power/state").read_text("ascii").split()
    except OSError:
        able = False
    plain = able and any(not _is_encrypted(device) for device in _swap_devices())
    if plain:
        return Protection(
            name,
            False,
            "Elle écrirait toute la mémoire sur le disque, en clair. Le coffre se verrouille avant la veille "
            "; "
            "désactivez-la, ou chiffrez l’espace d’échange.",
        )
    return Protection(name, True, "Impossible ici, ou sur un espace chiffré ; le coffre se verrouille avant.")


def _capture() -> Protection:
    if sys.platform == "win32":
        return Protection("Capture d’écran", True, "La fenêtre en est exclue.")
    return Protection(
        "Capture d’écran",
        None,
        "Ce système ne permet pas d’en exclure la fenêtre : tout programme de la session peut la voir.",
    )
