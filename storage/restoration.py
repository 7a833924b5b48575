"""What a backup becomes: a vault again, in place of the present one or elsewhere; or only tried.

A restored database is of a new generation: writing the key file is the one moment at which it takes
the place of the present one, which is kept aside and never deleted.
"""

import contextlib
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from models.failure import Failure
from models.journal import Act
from models.roles import Action, require
from storage import (
    archive,
    backups,
    derived,
    disk,
    durable,
    header,
    keys,
    migration,
    moment,
    publications,
    purge,
    purges,
)
from storage import folder as folders
from storage.archive import Manifest, Progress, Stopped, never, unheeded
from storage.backups import Source
from storage.database import Database
from storage.failures import (
    NOTHING_CHANGED,
    DiskTrouble,
    HeaderDamaged,
    VaultDamaged,
    VaultInUse,
    backup_damaged,
    vault_in_use,
)
from storage.journal import Journal, troubles
from storage.moment import Clock
from storage.opening import Opening, unlock


@dataclass(frozen=True)
class Restored:
    """A vault as it was at ``made_at``; ``users`` are those whose passphrases open it.

    ``purged`` persons of the backup were purged since, and are again. When ``former_keys``, the
    passphrases are those of that day, a user removed since among them; else those of today. When
    ``forgets_publications``, counts may have been published since, of which its register knows nothing.
    """

    folder: Path
    made_at: datetime
    persons: int
    purged: int
    users: tuple[str, ...]
    former_keys: bool
    forgets_publications: bool
    aside: Path | None


@dataclass(frozen=True)
class _Prepared:
    """The database of a backup, brought to this program: ``end`` is that of its journal."""

    persons: int
    purged: int
    end: str
    forgets_publications: bool


@dataclass(frozen=True)
class Described:
    """A backup as its key file and its manifest tell, believed as they are.

    ``program`` is the version that made it, empty when it does not say it.
    """

    made_at: datetime
    program: str
    persons: int
    users: tuple[str, ...]


@dataclass(frozen=True)
class Tried:
    """A backup that was restored elsewhere, compared and taken away; ``counts`` of each kind of record."""

    made_at: datetime
    digest: str
    counts: dict[str, int]
    damages: tuple[str, ...]


def restore(
    file: Path,
    folder: Path,
    passphrase: str,
    clock: Clock,
    user: str | None = None,
    progress: Progress = unheeded,
    stopped: Stopped = never,
) -> Restored:
    """Make a backup the vault of a folder: of its own, or of one that is new or empty.

    ``Failure`` leaves the folder as it was.
    """
    with _told(file):
        manifest = archive.check(file, progress, stopped)
        companions = purges.read(file.parent, manifest.vault_id)
    if folders.holds_vault(folder):
        return _replace(
            file, folder, lambda staging: unlock(staging, passphrase, clock, user), companions, clock, stopped
        )
    folders.check_new(folder)
    with folders.creation(folder), _unpacked(file, folder, stopped) as (staging, manifest):
        opening = _checked(unlock(staging, passphrase, clock, user), manifest)
        ready = _prepare(opening, manifest, companions, None, manifest.session, clock)
        disk.take_ballast(folder)
        head = replace(opening.head, generation=1, anchor=header.Anchor(manifest.session, ready.end))
        os.replace(staging / opening.head.database_name, folder / head.database_name)
        header.write(folder, head, opening.master_key)
        purges.write(folder, manifest.vault_id, companions)
    return _restored(folder, manifest, ready, head, former_keys=True, aside=None)


def verify(
    file: Path, passphrase: str, clock: Clock, user: str | None = None, stopped: Stopped = never
) -> Tried:
    """Try a backup as a restoration would, in a folder of the system's that is then taken away."""
    with _told(file):
        archive.check(file, stopped=stopped)
    with folders.scratch() as place, _unpacked(file, place, stopped) as (staging, manifest):
        opening = _checked(unlock(staging, passphrase, clock, user), manifest)
        return _tried(file, staging, manifest, opening.master_key)


def drill(file: Path, source: Source, stopped: Stopped = never) -> Tried:
    """The same under the keys of the open vault, on the vault's own disk."""
    with _told(file):
        archive.check(file, stopped=stopped)
    with _told(source.folder), _unpacked(file, source.folder, stopped) as (staging, manifest):
        if not header.read(staging).is_authentic(source.master_key):
            raise Failure(
                "Cette sauvegarde date d’avant un changement des clefs du coffre : l’exercice se fait avec "
                f"une sauvegarde plus récente. {NOTHING_CHANGED}"
            )
        return _tried(file, staging, manifest, source.master_key)


def described(file: Path) -> Described:
    """What a backup says of itself, before any key opens it."""
    with _told(file), folders.scratch() as place:
        manifest = archive.read(file)
        durable.create(place / header.NAME, archive.keys_file(file))
        persons, users = manifest.counts["personne"], _users(header.read(place).header)
        return Described(manifest.made_at, manifest.program, persons, users)


def _replace(
    file: Path,
    folder: Path,
    opened: Callable[[Path], Opening],
    companions: frozenset[str],
    clock: Clock,
    stopped: Stopped,
) -> Restored:
    """Over a vault that is there, whatever state it is in."""
    present = _present(folder)
    with _told(folder), _unpacked(file, folder, stopped) as (staging, manifest):
        if present is not None and present.header.vault_id != manifest.vault_id:
            raise Failure(
                "Cette sauvegarde est celle d’un autre coffre que celui de ce dossier. Choisissez un dossier "
                f"nouveau ou vide. {NOTHING_CHANGED}"
            )
        opening = _checked(opened(staging), manifest)
        require(opening.slot.role, Action.RESTAURATION)
        same_keys = present is not None and present.is_authentic(opening.master_key)
        kept = present.header if present is not None and same_keys else opening.head
        purged_since, published = _since(folder, opening.master_key)
        known = companions | purges.read(folder, manifest.vault_id) | purged_since
        session = max(manifest.session, present.header.anchor.sequence if present else 0) + 1
        ready = _prepare(opening, manifest, known, published, session, clock)
        aside = _copy_aside(folder, manifest.made_at)
        head = replace(
            kept,
            generation=folders.next_generation(folder, manifest.generation),
            anchor=header.Anchor(session, ready.end),
        )
        former = _databases(folder)
        os.replace(staging / opening.head.database_name, folder / head.database_name)
        durable.sync_folder(folder)
        header.write(folder, head, opening.master_key)
        purges.write(folder, manifest.vault_id, known)
        for path in former:
            folders.forget_database(path)
    return _restored(folder, manifest, ready, head, former_keys=not same_keys, aside=aside)


def _restored(
    folder: Path,
    manifest: Manifest,
    ready: _Prepared,
    head: header.Header,
    *,
    former_keys: bool,
    aside: Path | None,
) -> Restored:
    return Restored(
        folder,
        manifest.made_at,
        ready.persons,
        ready.purged,
        _users(head),
        former_keys,
        ready.forgets_publications,
        aside,
    )


def _users(head: header.Header) -> tuple[str, ...]:
    return tuple(slot.name for slot in head.slots)


def _present(folder: Path) -> header.ReadHeader | None:
    """The key file of the vault that is there, if it can be read."""
    with contextlib.suppress(HeaderDamaged, DiskTrouble):
        return header.read(folder)
    return None


def _checked(opening: Opening, manifest: Manifest) -> Opening:
    if not manifest.is_authentic(opening.master_key) or opening.head.vault_id != manifest.vault_id:
        raise backup_damaged("son sceau n’est pas celui du coffre")
    return opening


def _prepare(
    opening: Opening,
    manifest: Manifest,
    purged: frozenset[str],
    published: str | None,
    session: int,
    clock: Clock,
) -> _Prepared:
    """Check the unpacked database, bring it to this program's schema, and purge again who was.

    ``published`` is the end of the register of the vault that it replaces, ``None`` when that is not
    known: unless both are the same, what was published meanwhile is not known here.
    """
    database = _opened(opening.folder, manifest, opening.master_key)
    try:
        if database.damages() or database.counts() != manifest.counts:
            raise backup_damaged("base inexacte")
        migration.migrate(database)
        with database.transaction():
            again = purge.again(database, purged)
            if forgets := publications.end(database) != published:
                gap = publications.Gap(manifest.made_at, moment.now(clock))
                publications.note_gap(database, gap)
            database.execute("UPDATE coffre SET sequence = ?", (session,))
            journal = Journal(database, clock, opening.slot.id, keys.journal_key(opening.master_key))
            journal.note(Act.RESTAURATION, count=again)
        database.checkpoint()
        persons = int(database.value("SELECT count(*) FROM personne"))
        return _Prepared(persons, again, journal.head(), forgets)
    finally:
        database.close()


def _tried(file: Path, staging: Path, manifest: Manifest, master_key: bytes) -> Tried:
    database = _opened(staging, manifest, master_key)
    try:
        damages = database.damages()
        counts = database.counts()
        if counts != manifest.counts:
            damages.append("nombres différents de ceux de la sauvegarde")
        if not damages and derived.is_of_these_declarations(database):
            damages += derived.damages(database)
        if not damages and not migration.is_late(database):
            end = header.read(staging).header.anchor.head
            damages += [f"journal : {each}" for each in troubles(database, keys.journal_key(master_key), end)]
        return Tried(manifest.made_at, archive.end_digest(file), counts, tuple(damages))
    except VaultDamaged:
        raise backup_damaged("une partie ne se déchiffre pas") from None
    finally:
        database.close()


def _opened(staging: Path, manifest: Manifest, master_key: bytes) -> Database:
    database = Database(staging / header.database_name(manifest.generation), keys.database_key(master_key))
    try:
        migration.check(database)
    except BaseException:
        database.close()
        raise
    return database


def _since(folder: Path, master_key: bytes) -> tuple[frozenset[str], str | None]:
    """Whom the present database knows as purged, and the end of its register of publications.

    ``None`` when these keys do not open it, or several databases are there; ``VaultInUse`` when another
    session does.
    """
    known: frozenset[str] = frozenset()
    ends: list[str] = []
    for path in _databases(folder):
        try:
            database = Database(path, keys.database_key(master_key))
        except VaultInUse:
            raise vault_in_use(folders.session(folder)) from None
        except Failure:
            continue  # damaged, or of other keys: it is why a backup is restored
        try:
            known |= purges.noted(database)
            ends.append(publications.end(database))
        except Failure:
            continue
        finally:
            database.close()
    return known, ends[0] if len(ends) == len(_databases(folder)) == 1 else None


def _copy_aside(folder: Path, made_at: datetime) -> Path | None:
    """Another name, in a folder of their own, for what makes the present vault."""
    present = [path for path in (*_databases(folder), *_pending(folder)) if path.exists()]
    present += [folder / name for name in (header.NAME, header.COPY) if (folder / name).exists()]
    if not present:
        return None
    number = 1
    while (aside := folder / folders.ASIDE / f"avant-le-retour-au-{made_at:%Y%m%d}-{number}").exists():
        number += 1
    aside.mkdir(mode=0o700, parents=True)
    for path in present:
        try:
            os.link(path, aside / path.name)
        except OSError:  # file systems of sticks have no links
            shutil.copyfile(path, aside / path.name)
    durable.sync_folder(aside)
    return aside


def _databases(folder: Path) -> list[Path]:
    return sorted(folder.glob("coffre-*.db"))


def _pending(folder: Path) -> list[Path]:
    return [path.with_name(f"{path.name}-wal") for path in _databases(folder)]


@contextmanager
def _unpacked(file: Path, folder: Path, stopped: Stopped) -> Generator[tuple[Path, Manifest]]:
    """The content of a backup as a small vault inside a folder; gone at the end of the block."""
    staging = folder / folders.STAGING
    shutil.rmtree(staging, ignore_errors=True)
    try:
        staging.mkdir(mode=0o700)
        yield staging, archive.unpack(file, staging, stopped=stopped)
    except OSError as error:
        raise backups.trouble(error, folder) from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _told(place: Path) -> Generator[None]:
    try:
        yield
    except FileNotFoundError:
        raise Failure(
            f"« {place} » n’existe pas, ou plus. Vérifiez le chemin, ou branchez la clé USB. "
            f"{NOTHING_CHANGED}"
        ) from None
    except OSError as error:
        raise backups.trouble(error, place if place.is_dir() else place.parent) from None
