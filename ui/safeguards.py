"""What is told of backups, of trying them and of restoring them, in the window and on the command line."""

from datetime import date, datetime
from pathlib import Path

from exports import certificate
from exports.certificate import Drill
from models.backup import Place
from models.casework import NOUNS
from models.dates import written
from models.failure import Failure
from models.journal import end_in_words
from storage import backups, restoration
from storage.backups import Made
from storage.restoration import Described, Restored, Tried
from storage.vault import Clock, Vault

SAME_DISK = (
    "Ce dossier est sur le même disque que le coffre : si ce disque tombe en panne, les deux sont perdus. "
    "Faites aussi une sauvegarde sur une clé USB, rangée ailleurs."
)


def moment(at: datetime) -> str:
    """« 12/06/2012 à 09 h 12 »."""
    return f"{written(at.date())} à {at:%H} h {at:%M}"


def back_up(vault: Vault, folder: Path) -> Made:
    """A verified backup in a folder, at once, entered in the register."""
    check_place(vault.folder, folder)
    made = backups.seal(vault.backups.snapshot(folder), folder)
    vault.backups.note(made)
    return made


def check_place(vault_folder: Path, folder: Path) -> None:
    """``Failure`` unless a backup can be put there: a folder, and not the one that holds the vault."""
    if not folder.is_dir():
        why = "est un fichier, pas un dossier" if folder.exists() else "n’existe pas, ou plus"
        raise Failure(
            f"« {folder} » {why}. Branchez la clé USB ou choisissez un autre dossier ; le coffre est intact."
        )
    if folder.resolve() == vault_folder.resolve():
        raise Failure(
            "Ce dossier est celui du coffre : une sauvegarde y serait perdue avec lui. Choisissez une clé "
            "USB ou un autre dossier ; le coffre est intact."
        )


def told_made(made: Made) -> str:
    """That a backup was made and verified, and whether it protects from the loss of the disk."""
    told = f"Sauvegarde faite, relue et vérifiée : {made.path}"
    return f"{told}\n{SAME_DISK}" if made.place is Place.POSTE else told


def told_restored(restored: Restored) -> str:
    """What is in the folder now, who can open it, and where what was there is."""
    told = [
        f"Coffre restauré tel qu’il était le {moment(restored.made_at)} : {restored.folder}",
        f"Personnes : {restored.persons}.",
    ]
    if restored.purged:
        told.append(f"Personnes purgées depuis cette sauvegarde, de nouveau retirées : {restored.purged}.")
    users = ", ".join(restored.users)
    if restored.former_keys:
        told.append(
            f"Il s’ouvre avec les phrases de passe d’alors : {users}. Qui a été retiré depuis y a de nouveau "
            "accès : retirez-le encore."
        )
    else:
        told.append(f"Il s’ouvre avec les phrases de passe d’aujourd’hui : {users}.")
    if restored.forgets_publications:
        told.append(
            "Ce qui aurait été publié depuis n’est plus dans ce coffre : gardez les fichiers transmis. La "
            "prochaine publication ne donnera que des totaux, sauf si vous confirmez que rien ne l’a été."
        )
    if restored.aside is not None:
        told.append(f"Ce qui était là est gardé dans : {restored.aside}")
    return "\n".join(told)


def verified(file: Path, passphrase: str, clock: Clock, user: str | None) -> str:
    """What a backup holds, once tried; ``Failure`` when it is not sound."""
    tried = restoration.verify(file, passphrase, clock, user)
    refuse_damaged(tried)
    return (
        f"Sauvegarde saine, faite le {moment(tried.made_at)} : ouverte, comparée à son manifeste et relue en "
        f"entier. Personnes : {tried.counts['personne']}."
    )


def refuse_damaged(tried: Tried) -> None:
    """``Failure`` when what was tried is not what was backed up."""
    if tried.damages:
        raise Failure(
            f"Cette sauvegarde ne rend pas le coffre tel qu’il était : {', '.join(tried.damages[:5])}. "
            "Gardez-la, faites-en une autre et appelez la personne qui suit ce poste ; le coffre est intact."
        )


def told_described(seen: Described) -> str:
    """What a backup is, before it is restored."""
    by = f", faite par Permanence {seen.program}" if seen.program else ""
    return (
        f"Sauvegarde du {moment(seen.made_at)}{by}, personnes : {seen.persons}. S’ouvre avec la phrase "
        f"de passe, en usage ce jour-là, de : {', '.join(seen.users)}."
    )


def certificate_pdf(vault: Vault, tried: Tried, on: date, origin: str) -> bytes:
    """What a restoration drill leaves on paper."""
    counts = tuple((noun.form.label, tried.counts.get(noun.code, 0)) for noun in NOUNS)
    end = end_in_words(vault.journal.head())
    return certificate.pdf(Drill(tried.made_at, on, tried.digest, counts, vault.user, end), origin)


def told_last(at: datetime | None, today: date) -> str:
    """When the last backup was made, as days ago."""
    if at is None:
        return "aucune encore"
    days = (today - at.date()).days
    ago = "aujourd’hui" if days == 0 else "hier" if days == 1 else f"il y a {days} jours"
    return f"{ago}, le {moment(at)}" if days >= 0 else f"le {moment(at)}"
