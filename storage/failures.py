"""What can be wrong with a vault, each told apart in its own French sentence."""

from pathlib import Path

from models.failure import Failure


class NotAVault(Failure):
    """The folder, or what should be in it, is not there."""


class WrongPassphrase(Failure):
    """The key slot is intact and does not open."""


class MustWait(WrongPassphrase):
    """After several wrong passphrases, none is tried for a while: ``seconds``."""

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class VaultClosed(Failure):
    """What was under way ended after the vault was locked."""


class HeaderDamaged(Failure):
    """Neither copy of the key file can be read, or it was altered."""


class VaultDamaged(Failure):
    """The keys are right and the database cannot be read."""


class NewerVault(Failure):
    """Written by a program that knows more than this one."""


class VaultInUse(Failure):
    """Another session holds the database."""


class VaultChanged(Failure):
    """Another session came and went since the keys were read."""


class OlderVault(Failure):
    """The database is older than the last session that the key file remembers."""


class MemoryShort(Failure):
    """The key derivation did not get its memory."""


class DiskTrouble(Failure):
    """Full, read-only or unplugged."""


class BackupDamaged(Failure):
    """The file is a backup, or was one, and is not as it was written."""


class BackupStopped(Failure):
    """Somebody asked that it stop."""


NOTHING_CHANGED = "Rien n’a été modifié."


def not_a_vault(sentence: str) -> NotAVault:
    return NotAVault(f"{sentence} {NOTHING_CHANGED}")


def wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase(
        "Phrase de passe incorrecte. Vérifiez la touche Majuscules et recommencez ;"
        " vos données sont intactes."
    )


def must_wait(failed: int, seconds: int) -> MustWait:
    """``seconds`` before the next passphrase is tried."""
    return MustWait(
        f"{failed} phrases incorrectes de suite : prochain essai possible dans {_lasting(seconds)}. "
        "Le coffre n’est pas bloqué et vos données sont intactes.",
        seconds,
    )


def vault_closed() -> VaultClosed:
    return VaultClosed(
        f"Le coffre a été verrouillé entre-temps. Rouvrez-le, puis recommencez. {NOTHING_CHANGED}"
    )


def header_damaged(detail: str) -> HeaderDamaged:
    return HeaderDamaged(
        f"Le fichier des clefs du coffre est endommagé ({detail}). Ce n’est pas votre phrase de passe. "
        f"Restaurez une sauvegarde ou appelez la personne qui suit ce poste. {NOTHING_CHANGED}"
    )


def vault_damaged(detail: str) -> VaultDamaged:
    return VaultDamaged(
        f"La base du coffre est endommagée ({detail}). Votre phrase de passe est bonne. "
        f"Restaurez la dernière sauvegarde ; ne supprimez pas ce dossier. {NOTHING_CHANGED}"
    )


def newer_vault() -> NewerVault:
    return NewerVault(
        "Ce coffre a été créé par une version plus récente de Permanence. "
        f"Installez la dernière version pour l’ouvrir. {NOTHING_CHANGED}"
    )


def older_vault() -> OlderVault:
    return OlderVault(
        "La base du coffre est plus ancienne que la dernière session : une vieille copie a sans doute été "
        f"remise à sa place. Retrouvez le dossier complet ou une sauvegarde. {NOTHING_CHANGED}"
    )


def vault_in_use(who: str = "") -> VaultInUse:
    return VaultInUse(
        f"Ce coffre est déjà ouvert{who}. Fermez-le là-bas, puis recommencez. {NOTHING_CHANGED}"
    )


def vault_changed() -> VaultChanged:
    return VaultChanged(
        "Ce coffre a été ouvert ailleurs pendant que vous donniez votre phrase de passe. Recommencez. "
        f"{NOTHING_CHANGED}"
    )


def memory_short() -> MemoryShort:
    return MemoryShort(
        "Mémoire insuffisante pour vérifier la phrase de passe. Fermez d’autres programmes et recommencez. "
        f"{NOTHING_CHANGED}"
    )


def disk_full(*, released: bool) -> DiskTrouble:
    remedy = (
        "La réserve gardée pour ce cas vient d’être libérée : recommencez, puis faites de la place"
        if released
        else "Faites de la place, puis recommencez"
    )
    return DiskTrouble(f"Le disque est plein. {remedy} ; tout ce qui était déjà enregistré est intact.")


def read_only(folder: Path) -> DiskTrouble:
    return DiskTrouble(
        f"Vous n’avez pas le droit d’écrire dans le dossier « {folder} », ou il est en lecture seule. "
        f"Choisissez un autre dossier ou demandez ce droit. {NOTHING_CHANGED}"
    )


def folder_instead(name: str) -> DiskTrouble:
    return DiskTrouble(
        f"Un dossier nommé « {name} » occupe la place d’un fichier dans le dossier du coffre. Renommez-le, "
        "puis recommencez ; tout ce qui était déjà enregistré est intact."
    )


def path_too_long() -> DiskTrouble:
    return DiskTrouble(
        f"Ce chemin est trop long. Choisissez un nom plus court, puis recommencez. {NOTHING_CHANGED}"
    )


def disk_gone(folder: Path) -> DiskTrouble:
    return DiskTrouble(
        f"Le disque du dossier « {folder} » ne répond pas comme il faut. Si c’est une clé USB, vérifiez "
        "qu’elle est bien branchée, puis recommencez ; tout ce qui était déjà enregistré est intact."
    )


def not_a_backup(name: str) -> BackupDamaged:
    return BackupDamaged(
        f"« {name} » n’est pas une sauvegarde de Permanence. Choisissez un fichier qui finit par "
        f".sauvegarde. {NOTHING_CHANGED}"
    )


def backup_damaged(detail: str) -> BackupDamaged:
    return BackupDamaged(
        f"Cette sauvegarde est endommagée ({detail}) : elle ne peut pas servir. Prenez-en une autre. "
        f"{NOTHING_CHANGED}"
    )


def newer_backup() -> NewerVault:
    return NewerVault(
        "Cette sauvegarde a été faite par une version plus récente de Permanence. "
        f"Installez la dernière version pour la lire. {NOTHING_CHANGED}"
    )


def backup_stopped() -> BackupStopped:
    return BackupStopped("Arrêté avant la fin : aucun fichier n’a été laissé. Le coffre est intact.")


def no_room(folder: Path, needed: int, free: int) -> DiskTrouble:
    """``needed`` and ``free`` in bytes."""
    return DiskTrouble(
        f"Il n’y a pas assez de place dans « {folder} » : il faut {_megabytes(needed)}, il reste "
        f"{_megabytes(free)}. Faites de la place ou prenez un autre disque, puis recommencez. "
        "Aucun fichier n’a été laissé ; le coffre est intact."
    )


def place_refused(folder: Path) -> DiskTrouble:
    return DiskTrouble(
        f"Le dossier « {folder} » n’accepte pas qu’on y écrive : droits insuffisants, ou clé protégée en "
        "écriture. Choisissez un autre dossier, puis recommencez. Aucun fichier n’a été laissé ; le coffre "
        "est intact."
    )


def place_gone(folder: Path) -> DiskTrouble:
    return DiskTrouble(
        f"Le disque du dossier « {folder} » ne répond plus. Si c’est une clé USB, remettez-la en place et "
        "attendez la fin avant de la retirer, puis recommencez. Aucune sauvegarde n’a été faite cette fois ; "
        "le coffre est intact, les sauvegardes précédentes aussi."
    )


def _megabytes(size: int) -> str:
    return f"{max(1, -(-size // 1_000_000))} Mo"


def _lasting(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return " ".join(told for told in (f"{minutes} min" * bool(minutes), f"{rest} s" * bool(rest)) if told)
