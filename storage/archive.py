"""The file of a backup: a plain ZIP of the key file, the encrypted database and a manifest without names.

Its last 64 characters are the SHA-256 of all that comes before: one altered byte is noticed anywhere,
before anything in it is believed. The manifest bears a seal made with the master key: what damage
cannot be told from is told from forgery.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from storage import durable, header, keys
from storage.failures import backup_damaged, backup_stopped, newer_backup, not_a_backup

FORMAT = 1
SUFFIX = ".sauvegarde"
DATABASE, MANIFEST = "coffre.db", "manifeste.json"

_MEMBERS = (header.NAME, DATABASE, MANIFEST)
_MEDIUM = 1 << 20
"""Bytes: between two looks at whether to stop; and no manifest nor key file is longer."""
_DIGEST = 64

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many."""
Stopped = Callable[[], bool]


def unheeded(_done: int, _most: int) -> None:
    """Nobody looks at the progress."""


def never() -> bool:
    """Nobody stops it."""
    return False


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; ``counts`` are the rows of each table, ``session`` the number of the
    session in which it was made, ``program`` the version that made it, empty in those that do not say it.
    """

    vault_id: str
    made_at: datetime
    engine: str
    schema: int
    generation: int
    session: int
    counts: Mapping[str, int]
    keys_digest: str = ""
    database_digest: str = ""
    program: str = ""
    seal: str = ""

    def sealed(self, master_key: bytes) -> "Manifest":
        return replace(self, seal=keys.header_mac(master_key, self._authenticated()).hex())

    def is_authentic(self, master_key: bytes) -> bool:
        return keys.header_mac_matches(master_key, self._authenticated(), bytes.fromhex(self.seal))

    def content(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "coffre": self.vault_id,
            "le": self.made_at.isoformat(),
            "moteur": self.engine,
            "schema": self.schema,
            "generation": self.generation,
            "session": self.session,
            "nombres": dict(self.counts),
            "empreintes": {header.NAME: self.keys_digest, DATABASE: self.database_digest},
            "sceau": self.seal,
            **({"programme": self.program} if self.program else {}),
        }

    def _authenticated(self) -> bytes:
        content = self.content()
        del content["sceau"]
        return b"sauvegarde|" + json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


@dataclass
class _Work:
    """How far a long reading or writing is."""

    most: int
    progress: Progress
    stopped: Stopped
    done: int = 0

    def advance(self, count: int) -> None:
        self.done += count
        self.progress(self.done, self.most)
        if self.stopped():
            raise backup_stopped()


def write(
    path: Path,
    keys_file: bytes,
    base: Path,
    manifest: Manifest,
    master_key: bytes,
    progress: Progress = unheeded,
    stopped: Stopped = never,
) -> None:
    """Write a new file, durable and read again from the disk; ``base`` is the copy of the database.

    Raises ``OSError``, or ``Failure`` when it is stopped or what is read is not what was written; what
    was written is then for the caller to remove.
    """
    size = base.stat().st_size
    work = _Work(4 * size, progress, stopped)
    manifest = replace(
        manifest,
        keys_digest=hashlib.sha256(keys_file).hexdigest(),
        database_digest=_digest(base, size, work),
    ).sealed(master_key)
    told = json.dumps(manifest.content(), indent=1, sort_keys=True).encode()
    durable.create(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = b"0" * _DIGEST
        archive.writestr(_named(header.NAME), keys_file)
        with base.open("rb") as source, archive.open(_named(DATABASE), "w", force_zip64=True) as target:
            _pour(source, target, work)
        archive.writestr(_named(MANIFEST), told)
    _end_with_digest(path, work)
    durable.forget_cached(path)
    _check(path, work)


def check(path: Path, progress: Progress = unheeded, stopped: Stopped = never) -> Manifest:
    """Read all of it: ``Failure`` when it is no backup, or one byte is not as it was written."""
    return _check(path, _Work(path.stat().st_size, progress, stopped))


def _check(path: Path, work: _Work) -> Manifest:
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04" or size <= _DIGEST:
            raise not_a_backup(path.name) if size else backup_damaged("vide")
        file.seek(size - _DIGEST)
        expected = file.read(_DIGEST)
    if _digest(path, size - _DIGEST, work).encode() != expected:
        raise backup_damaged("elle n’est plus telle qu’elle a été écrite")
    return read(path)


def end_digest(path: Path) -> str:
    """The digest that the file bears: it names a backup among all."""
    with path.open("rb") as file:
        file.seek(-_DIGEST, os.SEEK_END)
        return file.read().decode("ascii")


def read(path: Path) -> Manifest:
    """The manifest alone, believed as it is."""
    with _opened(path) as archive:
        return _manifest(json.loads(_small(archive, MANIFEST)))


def keys_file(path: Path) -> bytes:
    """The key file of that day, as it is."""
    with _opened(path) as archive:
        return _small(archive, header.NAME)


def unpack(path: Path, folder: Path, progress: Progress = unheeded, stopped: Stopped = never) -> Manifest:
    """Write in a folder the key file and the database of a checked backup, each compared with its digest.

    They are there as in a vault. Raises ``OSError`` or ``Failure``.
    """
    manifest = read(path)
    with _opened(path) as archive:
        held = _small(archive, header.NAME)
        if hashlib.sha256(held).hexdigest() != manifest.keys_digest:
            raise backup_damaged("clefs inexactes")
        durable.create(folder / header.NAME, held)
        place = folder / header.database_name(manifest.generation)
        durable.create(place)
        work = _Work(archive.getinfo(DATABASE).file_size, progress, stopped)
        with archive.open(DATABASE) as source, place.open("r+b") as target:
            digest = _pour(source, target, work)
            target.flush()
            os.fsync(target.fileno())
        if digest != manifest.database_digest:
            raise backup_damaged("base inexacte")
    return manifest


def _named(name: str) -> zipfile.ZipInfo:
    """Without the date of a clock nor the rights of a machine."""
    return zipfile.ZipInfo(name)


def _pour(source: IO[bytes], target: IO[bytes], work: _Work) -> str:
    digest = hashlib.sha256()
    while block := source.read(_MEDIUM):
        target.write(block)
        digest.update(block)
        work.advance(len(block))
    return digest.hexdigest()


def _digest(path: Path, size: int, work: _Work) -> str:
    """Of the first ``size`` bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while size and (block := file.read(min(size, _MEDIUM))):
            digest.update(block)
            size -= len(block)
            work.advance(len(block))
    return digest.hexdigest()


def _end_with_digest(path: Path, work: _Work) -> None:
    end = path.stat().st_size - _DIGEST
    digest = _digest(path, end, work)
    with path.open("r+b") as file:
        file.seek(end)
        file.write(digest.encode())
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _opened(path: Path) -> Generator[zipfile.ZipFile]:
    """The archive, of which every fault is told as a damage."""
    try:
        with zipfile.ZipFile(path) as archive:
            if sorted(archive.namelist()) != sorted(_MEMBERS):
                raise not_a_backup(path.name)
            if any(each.compress_type != zipfile.ZIP_STORED for each in archive.infolist()):
                raise backup_damaged("contenu illisible")
            yield archive
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, EOFError, RecursionError):
        raise backup_damaged("contenu illisible") from None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _MEDIUM:
        raise backup_damaged("taille anormale")
    return archive.read(name)


def _manifest(content: dict[str, Any]) -> Manifest:
    if content["format"] > FORMAT:
        raise newer_backup()
    digests = cast("dict[str, str]", content["empreintes"])
    made = Manifest(
        vault_id=str(content["coffre"]),
        made_at=datetime.fromisoformat(content["le"]),
        engine=str(content["moteur"]),
        schema=int(content["schema"]),
        generation=int(content["generation"]),
        session=int(content["session"]),
        counts={str(table): int(count) for table, count in content["nombres"].items()},
        keys_digest=digests[header.NAME],
        database_digest=digests[DATABASE],
        program=str(content.get("programme", "")),
        seal=str(content["sceau"]),
    )
    if made.generation < 1 or made.made_at.tzinfo is None or len(bytes.fromhex(made.seal)) != 32:
        raise ValueError("manifest")
    return made
