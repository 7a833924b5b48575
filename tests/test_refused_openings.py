"""What cannot be opened: each told in its own words, and nothing changed on the disk by trying."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from models.casework import PERSONNE
from models.failure import Failure
from models.fields import Answers
from models.forms import personne
from storage import attempts, header, keys, migration, vault
from storage.database import Database
from storage.failures import (
    DiskTrouble,
    MemoryShort,
    NewerVault,
    NotAVault,
    OlderVault,
    VaultDamaged,
    WrongPassphrase,
)
from tests import vaults
from tests.vaults import PASSPHRASE, WRONG_PASSPHRASE, Watch, contents

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def inhabited(made_once: vault.Opening, tmp_path_factory: pytest.TempPathFactory) -> vault.Opening:
    """A closed vault with a hundred persons."""
    opening = vaults.copied(made_once, tmp_path_factory.mktemp("inhabited") / "coffre")
    with vault.open_database(opening, Watch()) as opened, opened.records.transaction():
        for number in range(100):
            opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"Nom{number} " + "x" * 300}))
    return vaults.again(opening)


@pytest.fixture
def opening(inhabited: vault.Opening, tmp_path: Path) -> vault.Opening:
    return vaults.copied(inhabited, tmp_path / "coffre")


def refused(folder: Path, attempt: Callable[[], object]) -> Failure:
    """The failure of an attempt, which changed nothing in the folder and did not open it half."""
    before = contents(folder)
    sentences: list[Failure] = []
    for _ in range(2):
        with pytest.raises(Failure) as told:
            attempt()
        sentences.append(told.value)
        assert contents(folder) == before
    assert str(sentences[0]) == str(sentences[1])
    return sentences[0]


def open_it(opening: vault.Opening) -> Callable[[], vault.Vault]:
    return lambda: vault.open_database(opening, Watch())


def test_what_is_sound_opens(opening: vault.Opening):
    """The control of all that follows."""
    with vault.open_vault(opening.folder, PASSPHRASE, Watch()) as opened:
        assert opened.records.count(PERSONNE) == 100
        assert opened.damages() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_not_waited_for(opening: vault.Opening, tmp_path: Path):
    script = """
import sys
from pathlib import Path
from models.failure import Failure
from storage import vault
try:
    print(vault.users(Path(sys.argv[1])))
except Failure as failure:
    print(failure)
"""

    def told(path: Path) -> str:
        command = [sys.executable, "-c", script, path]
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=20
        ).stdout

    os.mkfifo(tmp_path / "tube")
    assert "n’est ni un dossier ni un fichier" in told(tmp_path / "tube")
    assert "trop long" in told(tmp_path / ("a" * 5000))
    for name in (header.NAME, header.COPY):
        (opening.folder / name).rename(tmp_path / name)
        os.mkfifo(opening.folder / name)
        if name == header.NAME:
            assert "Claire" in told(opening.folder), "the other copy is read"
    assert "illisible" in told(opening.folder)


def test_a_wrong_passphrase_changes_nothing_but_the_count_of_those(opening: vault.Opening):
    before = contents(opening.folder)
    for number in (1, 2):
        with pytest.raises(WrongPassphrase, match="vos données sont intactes"):
            vault.open_vault(opening.folder, WRONG_PASSPHRASE, Watch())
        after = dict(contents(opening.folder))
        del after[attempts.NAME]
        assert after == before
        assert attempts.read(opening.folder).failed == number


def plain_sqlite(path: Path) -> None:
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    connection.close()


def cut(path: Path, length: int) -> None:
    path.write_bytes(path.read_bytes()[:length])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (Path.unlink, "manque"),
        (lambda path: path.write_bytes(b""), "est vide"),
        (plain_sqlite, "n’est pas chiffré"),
        (lambda path: path.write_bytes(os.urandom(len(path.read_bytes()))), "ne se déchiffre pas"),
        (lambda path: cut(path, 4000), "tronqué"),
        (lambda path: cut(path, -100), "tronqué"),
        (lambda path: cut(path, -4096), "ne se déchiffre pas"),
        (lambda path: cut(path, 4096), "ne se déchiffre pas"),
        (lambda path: path.write_bytes(path.read_bytes() + os.urandom(100)), "allongé"),
        (lambda path: path.write_bytes(path.read_bytes() + os.urandom(4096)), "anomalie"),
        (lambda path: (path.unlink(), path.mkdir()), "n’en est pas un"),
    ],
)
def test_a_database_that_is_not_what_it_was(
    opening: vault.Opening, spoil: Callable[[Path], object], said: str
):
    spoil(vaults.database(opening))
    failure = refused(opening.folder, open_it(opening))
    assert isinstance(failure, VaultDamaged)
    assert said in str(failure)
    assert "Votre phrase de passe est bonne" in str(failure)


def flip(data: bytearray, rng: Random) -> None:
    data[rng.randrange(16, len(data))] ^= 1 << rng.randrange(8)


def zero_a_sector(data: bytearray, rng: Random) -> None:
    start = 512 * rng.randrange(1, len(data) // 512)
    data[start : start + 512] = bytes(512)


def scramble_a_page(data: bytearray, rng: Random) -> None:
    start = 4096 * rng.randrange(len(data) // 4096)
    data[start : start + 4096] = rng.randbytes(4096)


def swap_pages(data: bytearray, rng: Random) -> None:
    one, other = (4096 * page for page in rng.sample(range(len(data) // 4096), 2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]


def cut_anywhere(data: bytearray, rng: Random) -> None:
    del data[rng.randrange(1, len(data)) :]


def cut_on_a_page(data: bytearray, rng: Random) -> None:
    del data[4096 * rng.randrange(1, len(data) // 4096) :]


def lengthen(data: bytearray, rng: Random) -> None:
    data += rng.randbytes(rng.choice([1, 512, 4096, 8192]))


@pytest.mark.parametrize(
    "damage", [flip, zero_a_sector, scramble_a_page, swap_pages, cut_anywhere, cut_on_a_page, lengthen]
)
def test_damage_of_every_kind_is_noticed(opening: vault.Opening, damage: Callable[[bytearray, Random], None]):
    path, rng = vaults.database(opening), Random(damage.__name__)
    good = path.read_bytes()
    for _ in range(9):
        data = bytearray(good)
        damage(data, rng)
        path.write_bytes(data)
        assert isinstance(refused(opening.folder, open_it(opening)), VaultDamaged)
    path.write_bytes(good)
    open_it(opening)().close()


def test_an_old_page_put_back_is_noticed_when_another_contradicts_it(opening: vault.Opening):
    """Each page is authentic, only the whole is not: the engine's own check is there for that."""
    path = vaults.database(opening)
    old = path.read_bytes()
    with vault.open_database(opening, Watch()) as opened, opened.records.transaction():
        for number in range(100):
            opened.records.add(PERSONNE, Answers(personne.FORM, {"nom": f"Venue{number} " + "x" * 300}))
    new, current = path.read_bytes(), vaults.again(opening)
    noticed = 0
    for start in range(4096, len(old), 4096):
        if old[start : start + 4096] != new[start : start + 4096]:
            path.write_bytes(new[:start] + old[start : start + 4096] + new[start + 4096 :])
            database = Database(path, keys.database_key(opening.master_key))
            noticed += bool(database.damages())
            assert database.rows("PRAGMA cipher_integrity_check") == []
            database.close()
    assert noticed > 10
    path.write_bytes(new)
    open_it(current)().close()


@pytest.mark.parametrize("position", range(0, 16, 5))
def test_the_salt_at_the_head_of_the_file_is_not_needed_and_heals(opening: vault.Opening, position: int):
    path = vaults.database(opening)
    good = path.read_bytes()
    path.write_bytes(good[:position] + bytes(16 - position) + good[16:])
    with vault.open_database(opening, Watch()) as opened:
        assert opened.records.count(PERSONNE) == 100
        assert opened.damages() == []
    assert path.read_bytes()[:16] == good[:16]


def with_database(opening: vault.Opening, *statements: str) -> None:
    """Change the database as a program would that has the keys and no scruples."""
    database = Database(vaults.database(opening), keys.database_key(opening.master_key))
    database.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        database.execute(statement)
    database.close()


def test_a_database_from_a_newer_program(opening: vault.Opening):
    with_database(
        opening,
        f"PRAGMA user_version = {len(migration.steps()) + 1}",
        "ALTER TABLE coffre RENAME TO ce_que_demain_en_fera",
        "INSERT INTO situation VALUES (1, 'a', 'a reference that breaks', '', '', '', '', '{}')",
    )
    assert isinstance(refused(opening.folder, open_it(opening)), NewerVault)


def test_a_database_from_a_newer_program_that_was_killed_keeps_its_last_changes(opening: vault.Opening):
    """Its journal is brought in, as by any opening; none of it is lost."""
    script = f"""
import os
from pathlib import Path
from storage.database import Database
database = Database(Path({str(vaults.database(opening))!r}), {keys.database_key(opening.master_key)!r})
database.execute("PRAGMA user_version = {len(migration.steps()) + 1}")
database.execute("UPDATE personne SET code = 'ZZZ-ZZZ' WHERE numero = 1")
os._exit(9)
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert vaults.database(opening).with_name("coffre-0001.db-wal").stat().st_size > 0
    names = set(contents(opening.folder)) - {"coffre-0001.db-wal"}
    with pytest.raises(NewerVault):
        vault.open_database(opening, Watch())
    assert set(contents(opening.folder)) == names
    with_database(opening, f"PRAGMA user_version = {len(migration.steps())}")
    with vault.open_database(opening, Watch()) as opened:
        assert opened.records.person_by_code("ZZZ-ZZZ").record.answers[personne.NOM] == "Nom0 " + "x" * 300


def test_an_old_copy_of_the_database_put_back(opening: vault.Opening, tmp_path: Path):
    old = tmp_path / "old.db"
    shutil.copy2(vaults.database(opening), old)
    open_it(opening)().close()
    current = vaults.again(opening)
    new = vaults.database(opening).read_bytes()
    shutil.copy2(old, vaults.database(opening))
    assert isinstance(refused(opening.folder, open_it(current)), OlderVault)
    vaults.database(opening).write_bytes(new)
    open_it(current)().close()


def test_the_database_of_another_vault(opening: vault.Opening, tmp_path: Path):
    other = vault.prepare(tmp_path / "autre", vaults.USER, PASSPHRASE, Watch(), cost=keys.FLOOR)
    shutil.copy2(vaults.database(other), vaults.database(opening))
    assert isinstance(refused(opening.folder, open_it(opening)), VaultDamaged)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (f"UPDATE coffre SET identifiant = '{'0' * 32}'", "appartient à un autre coffre"),
        ("DELETE FROM coffre", "appartient à un autre coffre"),
        ("PRAGMA user_version = 0", "est vide"),
    ],
)
def test_a_database_that_does_not_say_whose_it_is(opening: vault.Opening, statement: str, said: str):
    with_database(opening, statement)
    failure = refused(opening.folder, open_it(opening))
    assert isinstance(failure, VaultDamaged)
    assert said in str(failure)


@pytest.mark.parametrize("damage", [b"", b"?", b'{"format": 2}'])
def test_a_damaged_key_file(opening: vault.Opening, damage: bytes):
    for name in (header.NAME, header.COPY):
        (opening.folder / name).write_bytes(damage)
    failure = refused(opening.folder, lambda: vault.unlock(opening.folder, PASSPHRASE, Watch()))
    assert "Ce n’est pas votre phrase de passe" in str(failure)
    assert str(refused(opening.folder, lambda: vault.users(opening.folder))) == str(failure)


def test_keys_that_are_damaged_while_the_passphrase_is_typed(opening: vault.Opening):
    (opening.folder / header.NAME).write_bytes(b"?")
    (opening.folder / header.COPY).write_bytes(b"?")
    refused(opening.folder, open_it(opening))


def unlock(folder: Path) -> Callable[[], object]:
    return lambda: vault.unlock(folder, PASSPHRASE, Watch())


def make(folder: Path) -> Callable[[], object]:
    return lambda: vault.prepare(folder, vaults.USER, PASSPHRASE, Watch(), cost=keys.FLOOR)


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda path: path.write_bytes(b""), "un fichier vide, pas un coffre"),
        (plain_sqlite, "une base de données ordinaire, non chiffrée, pas un coffre"),
        (lambda path: path.write_bytes(bytes(range(256)) * 16), "un fichier, pas un coffre"),
    ],
)
def test_a_file_instead_of_a_folder(tmp_path: Path, file: Callable[[Path], object], said: str):
    file(tmp_path / "coffre")
    failure = refused(tmp_path, unlock(tmp_path / "coffre"))
    assert isinstance(failure, NotAVault)
    assert said in str(failure)
    assert "Indiquez le dossier du coffre" in str(failure)
    assert "est un fichier" in str(refused(tmp_path, make(tmp_path / "coffre")))


@pytest.mark.parametrize("name", ["clefs.json", "coffre-0001.db"])
def test_a_file_of_the_vault_instead_of_its_folder(opening: vault.Opening, name: str):
    failure = refused(opening.folder, unlock(opening.folder / name))
    assert f"Indiquez son dossier : {opening.folder}" in str(failure)


def test_a_folder_that_is_not_there(tmp_path: Path):
    failure = refused(tmp_path, unlock(tmp_path / "absent"))
    assert "n’existe pas" in str(failure)


@pytest.mark.parametrize("name", [None, "photo.jpg", "clefs.json.txt"])
def test_a_folder_that_is_no_vault(tmp_path: Path, name: str | None):
    if name:
        (tmp_path / name).write_bytes(b"x")
    failure = refused(tmp_path, unlock(tmp_path))
    assert "ne contient pas de coffre Permanence" in str(failure)


@pytest.mark.parametrize("name", ["photo.jpg", "ballast", ".cache", "clefs.json.part"])
def test_a_vault_is_not_made_in_a_folder_that_is_not_empty(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"x")
    assert "n’est pas vide" in str(refused(tmp_path, make(tmp_path)))


def test_a_vault_is_not_made_over_another(opening: vault.Opening):
    assert "contient déjà un coffre : ouvrez-le" in str(refused(opening.folder, make(opening.folder)))
    (opening.folder / header.NAME).unlink()
    assert "contient déjà un coffre : ouvrez-le" in str(refused(opening.folder, make(opening.folder)))


def test_a_vault_whose_keys_are_lost_is_neither_opened_nor_made_over(opening: vault.Opening):
    (opening.folder / header.NAME).unlink()
    (opening.folder / header.COPY).unlink()
    for attempt in (unlock, make):
        failure = refused(opening.folder, attempt(opening.folder))
        assert isinstance(failure, NotAVault)
        assert "mais plus ses clefs. Remettez-y clefs.json" in str(failure)


def ran(folder: Path, preparation: str, action: str) -> str:
    """The failure of an action in another process, once it has imported what it needs."""
    script = f"""
import os, sys
from datetime import datetime
from pathlib import Path
from models.failure import Failure
from storage import keys, vault
folder, phrase = Path(sys.argv[1]), sys.argv[2]
{preparation}
try:
    {action}
except Failure as failure:
    print(type(failure).__name__, failure)
else:
    print("done")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, folder, PASSPHRASE],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


OPEN = "vault.open_vault(folder, phrase, datetime.now).close()"


@pytest.mark.skipif(sys.platform != "linux", reason="a limit of memory that can be set")
@pytest.mark.parametrize(("mebibytes", "told"), [(300, "done"), (40, MemoryShort.__name__)])
def test_too_little_memory_for_the_derivation(opening: vault.Opening, mebibytes: int, told: str):
    """The limit is above what the interpreter already has; the derivation needs 64 MiB."""
    limit = f"""
import resource
limit = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + {mebibytes} * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
"""
    before = contents(opening.folder)
    said = ran(opening.folder, limit, OPEN)
    assert said.split()[0] == told
    if told != "done":
        assert "Mémoire insuffisante" in said
        assert contents(opening.folder) == before


@pytest.fixture
def nobodys(opening: vault.Opening) -> Iterator[Path]:
    """The vault of a user who is not an administrator, in a place that she can reach."""
    if os.name == "nt":
        pytest.skip("rights are those of the folder")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    folder = Path(shutil.copytree(opening.folder, place / "coffre"))
    if os.getuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(place)


NOBODY = 65534
AS_NOBODY = f"""
if os.getuid() == 0:
    os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})
"""


@pytest.mark.parametrize(
    ("modes", "told", "said"),
    [
        ({}, "done", ""),
        ({".": 0o500}, DiskTrouble.__name__, "lecture seule"),
        ({"coffre-0001.db": 0o400}, DiskTrouble.__name__, "lecture seule"),
        ({"coffre-0001.db": 0o000}, DiskTrouble.__name__, "pas le droit"),
        ({"clefs.json": 0o000, "clefs.json.bak": 0o000}, NotAVault.__name__, "pas le droit de lire"),
        ({".": 0o000}, NotAVault.__name__, "droits insuffisants"),
    ],
)
def test_a_vault_that_its_user_may_not_write_or_read(
    nobodys: Path, modes: dict[str, int], told: str, said: str
):
    for name, mode in modes.items():
        (nobodys / name).chmod(mode)
    before = contents(nobodys)
    answer = ran(nobodys, AS_NOBODY, OPEN)
    assert answer.split()[0] == told
    assert said in answer
    if told != "done":
        assert contents(nobodys) == before


def test_a_vault_is_not_made_where_its_user_may_not_write(nobodys: Path):
    nobodys.chmod(0o500)
    making = "vault.prepare(folder / 'nouveau', 'Claire', phrase, datetime.now, cost=keys.FLOOR)"
    before = contents(nobodys)
    assert ran(nobodys, AS_NOBODY, making).startswith(DiskTrouble.__name__)
    assert contents(nobodys) == before
