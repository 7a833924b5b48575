"""A dossier eliminated: no word of it in any decrypted page, index or journal, nor in a backup made after."""

import random
import string
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from models.casework import NOUNS, PERSONNE, PIECE, Noun, Record
from models.conservation import Ground
from models.exhibit import Content
from models.fields import Address, AddressField, Answers, AnyField, Form, ListField, TextField
from storage import archive, derived, header, keys, vault
from storage.database import Database
from storage.resumption import Whereabouts
from storage.vault import Vault
from tests.campaigns import Campaign, Outcome, models, outcome
from tests.pages import decrypted
from tests.vaults import Watch
from ui import safeguards

_TOGETHER = 10
"""Dossiers of one vault that are eliminated at once; as many stay."""

_KEPT = 9
"""The end of a word by which it is looked for: an index may keep its beginning with another."""


class Words:
    """Words that nobody else uses, and the ends by which they are found."""

    def __init__(self, rng: random.Random) -> None:
        self._rng, self.ends = rng, list[str]()

    def new(self) -> str:
        word = "".join(self._rng.choices(string.ascii_lowercase, k=16))
        self.ends.append(word[-_KEPT:])
        return word

    def left(self, data: bytes) -> list[str]:
        return [end for end in self.ends if end.encode() in data]


def _answers(form: Form, words: Words) -> Answers:
    """A word of her own in each place that takes words."""
    answers = Answers(form)
    for field in form.fields:
        answers = _told(answers, field, words)
    return answers


def _told(answers: Answers, field: AnyField, words: Words) -> Answers:
    match field:
        case TextField():
            return answers.with_(field, f"{words.new()} {words.new()}")
        case AddressField():
            return answers.with_(field, Address(street=words.new()))
        case ListField():
            return answers.with_(field, (_answers(field.item, words),))
        case _:
            return answers


def _received(opened: Vault, words: Words) -> Record:
    """Somebody with a record of each kind, each changed once: the former words are in its history."""
    made: dict[Noun | None, Record] = {}
    for noun in NOUNS:
        owner = made.get(noun.owner)
        if noun is PIECE and owner is not None:
            content = Content(b"%PDF-1.7 " + words.new().encode(), pages=1, silent=0)
            opened.exhibits.attach(opened.exhibits.add(owner, _answers(noun.form, words)), content)
            continue
        made[noun] = opened.records.add(noun, _answers(noun.form, words), owner)
        made[noun] = opened.records.save(made[noun], _answers(noun.form, words))
    return made[PERSONNE]


def _erased(
    rng: random.Random, asked: int, spoil: Callable[[Vault], object], *, compacted: bool
) -> list[str]:
    """So many dossiers of one vault, and what is left of each; nothing may be missing of the others."""
    gone, stay = [Words(rng) for _ in range(asked)], Words(rng)
    with models.made(0) as made, _compacting(compacted):
        with vault.open_database(made, Watch()) as opened:
            people = [_received(opened, words) for words in gone]
            _received(opened, stay)
            typed = " ".join(words.new() for words in gone)
            opened.resumption.keep_place(Whereabouts("recherche", typed=typed))
            spoil(opened)
            opened.conservation.eliminate([each.id for each in people], Ground.DUREE)
            journal = made.folder / f"{made.head.database_name}-wal"
            pending = journal.stat().st_size if journal.exists() else 0
            damages = [*opened.damages(), *derived.damages(opened._database)]
            after = _backup(opened)
        key = keys.database_key(made.master_key)
        data = decrypted(made.folder / made.head.database_name, key).lower()
    places = {"the pages": data, "a backup made after": after}
    common = [*damages, *(["the journal is not empty"] if pending else [])]
    common += [
        f"of the others, words are missing in {name}" for name in places if not _whole(stay, places[name])
    ]
    return ["; ".join([*common, *_left(words, places)]) for words in gone]


def _whole(words: Words, data: bytes) -> bool:
    """Of who stays, each word of today is there: what is looked for is found when it is there."""
    return len(words.left(data)) > len(words.ends) // 2


def _left(words: Words, places: dict[str, bytes]) -> list[str]:
    return [f"{len(left)} words in {name}" for name, data in places.items() if (left := words.left(data))]


def _backup(opened: Vault) -> bytes:
    """The decrypted pages of a backup made now."""
    with tempfile.TemporaryDirectory() as stick, tempfile.TemporaryDirectory() as place:
        made = safeguards.back_up(opened, Path(stick))
        manifest = archive.unpack(made.path, Path(place))
        base = Path(place) / header.database_name(manifest.generation)
        return decrypted(base, keys.database_key(opened.backups.source.master_key)).lower()


@contextmanager
def _compacting(compacted: bool) -> Generator[None]:
    """Half of the time, the file is not written anew: what is freed has to be erased by itself."""
    if compacted:
        yield
        return
    with mock.patch.object(Database, "compact", return_value=None):
        yield


def erased(runs: int, seed: int) -> Outcome:
    return _campaign(runs, seed, lambda _opened: None)


def without_secure_deletion(runs: int, seed: int) -> Outcome:
    """The control: the engine is not told to erase what it deletes."""

    def spoil(opened: Vault) -> None:
        opened._database.execute("PRAGMA secure_delete = OFF")
        for index in ("recherche", "notes"):
            opened._database.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 0)")

    return _campaign(runs, seed, spoil)


def _campaign(runs: int, seed: int, spoil: Callable[[Vault], object]) -> Outcome:
    rng, found = random.Random(seed), list[str]()
    while len(found) < runs:
        compacted = (seed + len(found)) // _TOGETHER % 2 == 1
        found += _erased(rng, min(_TOGETHER, runs - len(found)), spoil, compacted=compacted)
    return outcome(found)


CAMPAIGNS = (
    Campaign(
        "effacement",
        "Dossier éliminé : ses mots dans les pages déchiffrées, les index, le journal d’écriture et une"
        " sauvegarde faite après",
        erased,
        without_secure_deletion,
        full=100,
        short=2,
        control_runs=4,
    ),
)
