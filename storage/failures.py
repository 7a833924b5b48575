"""What can be wrong with a vault, each told apart in its own French sentence."""

from models.failure import Failure


class NotAVault(Failure):
    """The folder, or what should be in it, is not there."""


class WrongPassphrase(Failure):
    """The key slot is intact and does not open."""


class HeaderDamaged(Failure):
    """Neither copy of the key file can be read, or it was altered."""


class VaultDamaged(Failure):
    """The keys are right and the database cannot be read."""


class NewerVault(Failure):
    """Written by a program that knows more than this one."""


class VaultInUse(Failure):
    """Another session holds the database."""


class OlderVault(Failure):
    """The database is older than the last session that the key file remembers."""


class MemoryShort(Failure):
    """The key derivation did not get its memory."""


class DiskTrouble(Failure):
    """Full, read-only or unplugged."""


NOTHING_CHANGED = "Rien n’a été modifié."


def not_a_vault(sentence: str) -> NotAVault:
    return NotAVault(f"{sentence} {NOTHING_CHANGED}")


def wrong_passphrase() -> WrongPassphrase:
    return WrongPassphrase(
        "Phrase de passe incorrecte. Vérifiez la touche Majuscules et recommencez ;"
        " vos données sont intactes."
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


def vault_in_use(who: str) -> VaultInUse:
    return VaultInUse(
        f"Ce coffre est déjà ouvert{who}. Fermez-le là-bas, puis recommencez. {NOTHING_CHANGED}"
    )


def memory_short() -> MemoryShort:
    return MemoryShort(
        "Mémoire insuffisante pour vérifier la phrase de passe. Fermez d’autres programmes et recommencez. "
        f"{NOTHING_CHANGED}"
    )


def read_only(folder: object) -> DiskTrouble:
    return DiskTrouble(
        f"Le dossier « {folder} » est en lecture seule : le coffre ne peut pas y être écrit. "
        f"Choisissez un autre dossier ou demandez le droit d’y écrire. {NOTHING_CHANGED}"
    )


def disk_full() -> DiskTrouble:
    return DiskTrouble(
        "Le disque est plein. Libérez de la place, puis recommencez : tout ce qui était déjà enregistré est "
        "intact, et ce que vous venez de saisir reste à l’écran."
    )
