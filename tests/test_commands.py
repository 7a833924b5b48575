"""The command line: what it does, and what it says of what it cannot do."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import main
from models.casework import ALL_FORMS, ORDONNANCE, SITUATION
from storage import header, vault
from ui import commands, demonstration
from ui.command_line import figures

ROOT = Path(__file__).parents[1]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command with a passphrase on standard input; exit code, output, errors."""

    def ran(*arguments: object, phrase: str = demonstration.PASSPHRASE) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{phrase}\n".encode())))
        try:
            code = commands.run([str(each) for each in arguments], main.now)
        except SystemExit as stop:
            code = int(stop.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return ran


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of 40 persons."""
    folder = tmp_path_factory.mktemp("petite") / "demonstration"
    demonstration.make(folder, 40, 2012, 7, main.now, lambda _: None)
    return folder


@pytest.fixture
def demo(small: Path, tmp_path: Path) -> Path:
    """A copy of its vault, to be spoiled."""
    return Path(shutil.copytree(small / "coffre", tmp_path / "coffre"))


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything on the disk below a folder: each file's content and time of change."""
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        if path.is_file()
        else (b"", 0)
        for path in sorted(folder.rglob("*"))
    }


def one_sentence(told: str) -> bool:
    return bool(told.strip()) and "Traceback" not in told and len(told.strip().splitlines()) == 1


FILES = {"2013.xlsx", "2013.pdf", "2013-donnees.zip", "2013-publication.json"}


def files(folder: Path) -> set[str]:
    return {path.name.removeprefix("comptage-") for path in folder.iterdir() if path.is_file()}


def test_a_year_is_published_once_and_given_again_the_same(run: Run, demo: Path, tmp_path: Path) -> None:
    year = ("--annee", "2013", "--phrase-stdin")
    code, out, err = run("publier", demo, *year, "--vers", tmp_path, "--essai")
    assert (code, err, files(tmp_path)) == (0, "", set())
    code, out, err = run("publier", demo, *year, "--vers", tmp_path)
    assert (code, err, files(tmp_path)) == (0, "", FILES)
    assert str(tmp_path / "comptage-2013.pdf") in out
    again = tmp_path / "encore"
    again.mkdir()
    code, out, err = run("publier", demo, *year, "--vers", again)
    assert (code, err) == (0, "")
    assert "mêmes fichiers" in out
    for path in again.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
    code, out, err = run("journal-publications", demo, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "N° 1 — Année 2012" in out
    assert "N° 2 — Année 2013" in out
    assert "Registre entier, 2 publications." in out
    for path in again.iterdir():
        assert hashlib.sha256(path.read_bytes()).hexdigest() in out


def test_the_report_of_a_published_year_is_written(run: Run, demo: Path, tmp_path: Path) -> None:
    where = ("--vers", tmp_path, "--phrase-stdin")
    code, out, err = run("rapport", demo, "--annee", "2012", *where)
    assert (code, err, files(tmp_path)) == (0, "", {"rapport-2012.docx", "rapport-2012.pdf"})
    assert str(tmp_path / "rapport-2012.docx") in out
    code, _, err = run("rapport", demo, "--annee", "2013", *where)
    assert (code, one_sentence(err), "pas encore publiée" in err) == (1, True, True)


def test_a_quarter_of_a_closed_year_and_another_threshold_are_refused(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    where = ("--vers", tmp_path, "--phrase-stdin")
    code, _, err = run("publier", demo, "--annee", "2012", "--trimestre", "2", *where)
    assert (code, one_sentence(err), "close depuis" in err) == (1, True, True)
    assert run("publier", demo, "--annee", "2013", "--trimestre", "1", "--seuil", "11", *where)[0] == 0
    code, _, err = run("publier", demo, "--annee", "2013", "--trimestre", "2", "--seuil", "6", *where)
    assert (code, one_sentence(err), "Le seuil de 2013 est 11" in err) == (1, True, True)


def test_an_altered_register_is_told(run: Run, demo: Path, tmp_path: Path) -> None:
    with vault.open_vault(demo, demonstration.PASSPHRASE, main.now) as opened:
        opened._database.execute("UPDATE document SET octets = x'00' WHERE nom LIKE '%.pdf'")
    for arguments in (
        ("journal-publications", demo),
        ("publier", demo, "--annee", "2013", "--vers", tmp_path),
    ):
        code, _, err = run(*arguments, "--phrase-stdin")
        assert (code, one_sentence(err), "altéré" in err) == (1, True, True)
    assert files(tmp_path) == set()


def test_true_figures_are_shown_on_a_terminal_and_nowhere_else(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = ("--du", "2012-01-01", "--au", "31/12/2012", "--phrase-stdin")
    code, out, err = run("statistiques", demo, *period)
    assert (code, out, one_sentence(err)) == (1, "", True)
    assert "publier" in err
    monkeypatch.setattr(figures, "is_terminal", lambda: True)
    code, out, err = run("statistiques", demo, *period)
    assert (code, err) == (0, "")
    assert out.startswith("CHIFFRES EXACTS, À USAGE INTERNE, NE PAS DIFFUSER")
    assert "Personnes reçues : 40" in out


def test_the_draft_of_a_person_is_written(run: Run, demo: Path, tmp_path: Path) -> None:
    with vault.open_vault(demo, demonstration.PASSPHRASE, main.now) as opened:
        order = opened.records.all(ORDONNANCE)[0]
        situation = opened.records.get(SITUATION, order.owner_id or "")
        code_of_person = opened.records.person(situation.owner_id or "").code
    target = tmp_path / "brouillon.pdf"
    code, _, err = run(
        "ordonnance", demo, "--personne", code_of_person.lower(), "--vers", target, "--phrase-stdin"
    )
    assert (code, err) == (0, "")
    assert target.read_bytes().startswith(b"%PDF")


def test_a_sound_vault_is_said_to_be_sound(run: Run, demo: Path) -> None:
    code, out, err = run("verifier", demo, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "Coffre sain" in out
    assert "40" in out


def test_a_backup_is_made_verified_and_restored(run: Run, demo: Path, tmp_path: Path) -> None:
    stick, new = tmp_path / "clé", tmp_path / "nouveau"
    stick.mkdir()
    code, out, err = run("sauvegarder", demo, stick, "--phrase-stdin")
    (backup,) = stick.glob("*.sauvegarde")
    assert (code, err) == (0, "")
    assert f"Sauvegarde faite, relue et vérifiée : {backup}" in out
    code, out, err = run("verifier", backup, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "Sauvegarde saine" in out
    assert "Personnes : 40." in out
    code, out, err = run("restaurer", backup, new, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "Personnes : 40." in out
    assert "Il s’ouvre avec les phrases de passe d’alors : Démonstration" in out
    assert "Coffre sain" in run("verifier", new, "--phrase-stdin")[1]
    code, out, err = run("restaurer", backup, demo, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "Il s’ouvre avec les phrases de passe d’aujourd’hui" in out
    assert "Ce qui était là est gardé dans" in out
    assert "Coffre sain" in run("verifier", demo, "--phrase-stdin")[1]


def test_a_backup_that_cannot_be_made_or_used_is_told_in_a_sentence(
    run: Run, demo: Path, tmp_path: Path
) -> None:
    before = state(demo)
    (tmp_path / "fausse.sauvegarde").write_bytes(b"PK\x03\x04" + bytes(200))
    for arguments, told in (
        (("sauvegarder", demo, tmp_path / "nulle-part"), "n’existe pas, ou plus. Branchez la clé USB"),
        (("sauvegarder", demo, demo), "Ce dossier est celui du coffre"),
        (("restaurer", tmp_path / "fausse.sauvegarde", tmp_path / "n"), "endommagée"),
        (("verifier", tmp_path / "fausse.sauvegarde"), "endommagée"),
        (("restaurer", tmp_path / "rien.sauvegarde", tmp_path / "n"), "n’existe pas, ou plus"),
    ):
        code, _, err = run(*arguments, "--phrase-stdin")
        assert (code, one_sentence(err)) == (1, True)
        assert told in err
    assert state(demo) == before
    assert not (tmp_path / "n").exists()


def test_the_dictionary_describes_every_question(run: Run) -> None:
    code, out, _ = run("dictionnaire", "--json")
    told = json.loads(out)
    assert code == 0
    assert [form["formulaire"] for form in told] == [form.code for form in ALL_FORMS]
    for form, entry in zip(ALL_FORMS, told, strict=True):
        assert [field["code"] for field in entry["champs"]] == [field.code for field in form.fields]
    code, out, _ = run("dictionnaire")
    assert code == 0
    assert all(field.label in out for form in ALL_FORMS for field in form.fields)


def test_each_command_explains_itself_in_french(run: Run) -> None:
    for name in (
        "demonstration",
        "statistiques",
        "ordonnance",
        "dictionnaire",
        "verifier",
        "sauvegarder",
        "restaurer",
    ):
        code, out, err = run(name, "--help")
        assert (code, err) == (0, "")
        assert out.startswith("Utilisation : permanence")
        assert not {"usage:", "options:", "show this", "positional"} & set(out.split("\n"))
        assert "show this help" not in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "il manque"),
        (("statistique",), "n’existe pas"),
        (("verifier",), "il manque : COFFRE"),
        (("verifier", "x", "--foo"), "non compris : --foo"),
        (
            ("statistiques", "x", "--du", "hier soir", "--au", "2012-01-01"),
            "n’est pas une date",
        ),
        (("demonstration", "x", "--personnes", "beaucoup"), "nombre entre 1 et"),
        (("demonstration", "x", "--annee"), "attend une valeur"),
    ],
)
def test_a_misused_command_is_explained_in_french(run: Run, arguments: tuple[str, ...], said: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err
    assert not {"required", "argument", "expected", "invalid"} & set(err.replace(":", " ").split())


def spoil(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    """Change the bytes of the database of a vault."""

    def spoiled(folder: Path) -> Path:
        database = next(folder.glob("coffre-*.db"))
        database.write_bytes(change(database.read_bytes()))
        return folder

    return spoiled


def newer(folder: Path) -> Path:
    for name in (header.NAME, header.COPY):
        content = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps({**content, "format": 99}))
    return folder


def no_header(folder: Path) -> Path:
    for name in (header.NAME, header.COPY):
        (folder / name).write_bytes(b"")
    return folder


def a_file(content: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder.with_name("fichier.db")
        path.write_bytes(content)
        return path

    return made


BAD = {
    "truncated database": spoil(lambda data: data[: len(data) // 2 // 4096 * 4096]),
    "cut database": spoil(lambda data: data[:-1000]),
    "damaged database": spoil(lambda data: data[:9000] + bytes(64) + data[9064:]),
    "empty database": spoil(lambda _: b""),
    "plain SQLite database": spoil(lambda data: b"SQLite format 3\0" + bytes(len(data) - 16)),
    "newer vault": newer,
    "empty key files": no_header,
    "missing folder": lambda folder: folder.with_name("nulle-part"),
    "plain SQLite file for vault": a_file(b"SQLite format 3\0" + bytes(8176)),
    "empty file for vault": a_file(b""),
    "folder that is no vault": lambda folder: folder.parent,
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_vault_gets_its_own_sentence_and_nothing_is_changed(
    run: Run, demo: Path, tmp_path: Path, bad: str
) -> None:
    target = BAD[bad](demo)
    before = state(tmp_path)
    code, out, err = run("verifier", target, "--phrase-stdin")
    assert (code, out) == (1, "")
    assert one_sentence(err), err
    assert "Phrase de passe incorrecte" not in err
    assert state(tmp_path) == before


def test_bad_vaults_are_told_apart(run: Run, small: Path, tmp_path: Path) -> None:
    told: dict[str, str] = {}
    for index, (name, make) in enumerate(BAD.items()):
        folder = tmp_path / f"essai{index}"
        folder.mkdir()
        target = make(Path(shutil.copytree(small / "coffre", folder / "coffre")))
        told[name] = run("verifier", target, "--phrase-stdin")[2].replace(str(target), "…")
    alike = {"truncated database", "damaged database"}
    distinct = {name: sentence for name, sentence in told.items() if name not in alike}
    assert len(set(distinct.values())) == len(distinct)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda vault: (vault / header.NAME).write_bytes(b"{"), "clefs.json illisible, mais l’autre"),
        (lambda vault: (vault / header.COPY).write_bytes(b""), "clefs.json.bak illisible, mais l’autre"),
    ],
)
def test_what_opening_would_repair_is_told_and_left(
    run: Run, demo: Path, spoil: Callable[[Path], object], said: str
) -> None:
    spoil(demo)
    before = state(demo)
    code, _, err = run("verifier", demo, "--phrase-stdin")
    assert (code, one_sentence(err)) == (1, True)
    assert said in err
    assert {name: kept for name, (kept, _) in state(demo).items()} == {
        name: kept for name, (kept, _) in before.items()
    }


def test_an_index_that_contradicts_the_files_is_told(run: Run, demo: Path) -> None:
    with vault.open_vault(demo, demonstration.PASSPHRASE, main.now) as opened:
        opened._database.execute("UPDATE recherche SET noms = 'autre' WHERE rowid = 1")
    code, _, err = run("verifier", demo, "--phrase-stdin")
    assert (code, "index de recherche différent" in err) == (1, True)


@pytest.mark.parametrize("day", ["hier", "la semaine dernière", "12/03", "aujourd'hui", "2012", "31/02/2012"])
def test_a_day_that_would_be_guessed_is_refused(run: Run, demo: Path, tmp_path: Path, day: str) -> None:
    code, _, err = run("statistiques", demo, "--du", day, "--au", "2012-12-31")
    assert code == 2
    assert "n’est pas une date" in err


def test_a_wrong_passphrase_is_told_as_such_and_only_counted(run: Run, demo: Path) -> None:
    before = state(demo)
    code, _, err = run("verifier", demo, "--phrase-stdin", phrase="pas la bonne phrase du tout")
    assert code == 1
    assert err.startswith("Phrase de passe incorrecte")
    after = state(demo)
    assert after.pop("essais.json")[0]
    assert after == before


def test_an_end_before_a_start_writes_nothing(run: Run, demo: Path, tmp_path: Path) -> None:
    before = state(tmp_path)
    code, _, err = run("statistiques", demo, "--du", "2012-12-31", "--au", "2012-01-01", "--phrase-stdin")
    assert code == 1
    assert one_sentence(err)
    assert "avant de commencer" in err
    assert state(tmp_path) == before


def test_a_year_that_is_not_over_is_not_published(run: Run, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "sortie"
    out.mkdir()
    this_year = str(main.now().year)
    code, _, err = run("publier", demo, "--annee", this_year, "--vers", out, "--phrase-stdin")
    assert code == 1
    assert one_sentence(err)
    assert "pas finie" in err
    assert not list(out.iterdir())


def test_a_year_of_nobody_is_published_as_such(run: Run, demo: Path, tmp_path: Path) -> None:
    code, out, err = run("publier", demo, "--annee", "1999", "--vers", tmp_path, "--phrase-stdin")
    assert (code, err) == (0, "")
    assert "Moins de 6 personnes" in out


def test_a_missing_target_folder_is_told(run: Run, demo: Path, tmp_path: Path) -> None:
    code, _, err = run(
        "publier", demo, "--annee", "2013", "--vers", tmp_path / "absent", "--phrase-stdin",
    )  # fmt: skip
    assert code == 1
    assert one_sentence(err)
    assert not (tmp_path / "absent").exists()


def test_an_unknown_person_is_told(run: Run, demo: Path, tmp_path: Path) -> None:
    code, _, err = run(
        "ordonnance", demo, "--personne", "AAA-AAA", "--vers", tmp_path / "x.pdf", "--phrase-stdin"
    )
    assert code == 1
    assert one_sentence(err)
    assert not (tmp_path / "x.pdf").exists()


def test_an_existing_file_is_not_written_over(run: Run, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "comptage-2013.pdf").write_bytes(b"mine")
    code, _, err = run("publier", demo, "--annee", "2013", "--vers", tmp_path, "--phrase-stdin")
    assert code == 1
    assert one_sentence(err)
    assert (tmp_path / "comptage-2013.pdf").read_bytes() == b"mine"
    assert not (tmp_path / "comptage-2013.xlsx").exists()
    code, out, _ = run("journal-publications", demo, "--phrase-stdin")
    assert (code, "Année 2013" in out) == (0, False), "what was not written is not published"


def test_a_demonstration_does_not_fill_a_folder_that_is_in_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rapport.txt").write_text("mien")
    code, _, err = run("demonstration", tmp_path)
    assert code == 1
    assert one_sentence(err)
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.txt"]


NOBODY = 65534
AS_NOBODY = f"""
import encodings.utf_8_sig, os, sys
import main
os.setgroups([]), os.setgid({NOBODY}), os.setuid({NOBODY})
sys.exit(main.main(sys.argv[1:]))
"""


@pytest.fixture
def nobodys(small: Path) -> Iterator[Path]:
    """A vault in a place that a user who is not an administrator can reach."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("takes another user's place")
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    folder = Path(shutil.copytree(small / "coffre", place / "coffre"))
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)
    yield folder
    shutil.rmtree(place)


def as_nobody(*arguments: object) -> tuple[int, str]:
    ran = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, *map(str, arguments), "--phrase-stdin"],
        input=demonstration.PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    return ran.returncode, ran.stderr


def test_a_read_only_vault_is_told_and_left_alone(nobodys: Path) -> None:
    assert as_nobody("verifier", nobodys) == (0, "")
    nobodys.chmod(0o500)
    before = state(nobodys)
    code, told = as_nobody("verifier", nobodys)
    assert code == 1
    assert one_sentence(told)
    assert "lecture seule" in told
    assert state(nobodys) == before


def test_documents_are_not_written_in_a_read_only_folder(run: Run, nobodys: Path) -> None:
    target = nobodys.parent / "sortie"
    target.mkdir()
    period = ("--annee", "2012", "--phrase-stdin")
    assert run("publier", nobodys, "--vers", target, *period)[0] == 0, "the control"
    for path in target.iterdir():
        path.unlink()
    target.chmod(0o555)
    os.seteuid(NOBODY)
    try:
        code, _, told = run("publier", nobodys, "--vers", target, *period)
    finally:
        os.seteuid(0)
    assert code == 1
    assert one_sentence(told)
    assert not list(target.iterdir())


def test_the_passphrase_is_never_an_argument(run: Run) -> None:
    for name in ("statistiques", "publier", "ordonnance", "verifier"):
        _, out, _ = run(name, "--help")
        options = {word.split("=")[0] for word in out.split() if word.startswith("--")}
        assert not {"--phrase", "--passphrase", "--mot-de-passe"} & options


def test_the_program_runs_a_command_as_a_process(demo: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "verifier", str(demo), "--phrase-stdin"],
        input=demonstration.PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_output_can_be_cut_short() -> None:
    ran = subprocess.run(
        f"'{sys.executable}' main.py dictionnaire | head -n 1",
        shell=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in ran.stderr


def test_same_seed_same_persons(tmp_path: Path) -> None:
    def persons(name: str, seed: int) -> list[str]:
        folder = tmp_path / name
        demonstration.make(folder, 6, 2012, seed, main.now, lambda _: None)
        with vault.open_vault(folder / "coffre", demonstration.PASSPHRASE, main.now) as opened:
            return [person.name for person in opened.records.recent_persons()]

    first = sorted(persons("a", 3))
    assert sorted(persons("b", 3)) == first
    assert sorted(persons("c", 4)) != first


@pytest.mark.parametrize(
    ("persons", "expected"),
    [(323, (84, 44, 195)), (1, (0, 0, 1)), (100, (26, 14, 60)), (646, (168, 88, 390))],
)
def test_margins_are_those_of_the_seed_scaled(persons: int, expected: tuple[int, ...]) -> None:
    assert tuple(demonstration.margins(persons).values()) == expected


def process(
    *arguments: object, given: bytes | None = None, **named: Any
) -> subprocess.CompletedProcess[bytes]:
    """The program as it is run from a shell."""
    command = [sys.executable, "main.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, input=given, check=False, **named)


def ended_with_a_sentence(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    told = done.stderr.decode()
    assert done.returncode == code, told
    assert told.strip()
    assert "Traceback" not in told
    return told


@pytest.mark.parametrize("inside", ["", "sous-dossier"])
def test_nothing_readable_is_written_in_the_folder_of_a_vault(run: Run, demo: Path, inside: str) -> None:
    target = demo / inside
    target.mkdir(exist_ok=True)
    before = state(demo)
    code, _, err = run("publier", demo, "--annee", "2012", "--vers", target, "--phrase-stdin")
    assert (code, one_sentence(err)) == (1, True)
    assert "celui d’un coffre" in err
    code, _, err = run(
        "ordonnance", demo, "--personne", "AAA-AAA", "--vers", target / "b.pdf", "--phrase-stdin"
    )
    assert (code, one_sentence(err)) == (1, True)
    assert "celui d’un coffre" in err
    assert state(demo) == before


def test_a_relative_folder_is_looked_at_where_it_is(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo)
    code, _, err = run("publier", ".", "--annee", "2012", "--vers", ".", "--phrase-stdin")
    assert code == 1
    assert "celui d’un coffre" in err


def test_a_passphrase_sent_with_a_mark_before_it_is_read(run: Run, demo: Path) -> None:
    code, _, err = run("verifier", demo, "--phrase-stdin", phrase="\ufeff" + demonstration.PASSPHRASE)
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("",), 2),
        (("a" * 5000,), 2),
        (("verifier", "a" * 5000, "--phrase-stdin"), 1),
        (("verifier", "", "--phrase-stdin"), 1),
        (("demonstration", "a" * 5000), 1),
        (("demonstration", "x", "--personnes", "9" * 5000), 2),
    ],
    ids=["empty", "long", "long vault", "empty vault", "long folder", "long number"],
)
def test_absurd_arguments_are_told_in_a_sentence(arguments: tuple[str, ...], code: int) -> None:
    ended_with_a_sentence(process(*arguments, given=b"x\n"), code)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_output_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "main.py", "dictionnaire"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "Plus de place" in told
    assert "Traceback" not in told


@pytest.mark.skipif(os.name == "nt", reason="redirections of a Unix shell")
def test_a_closed_input_is_told(demo: Path) -> None:
    command = f'"{sys.executable}" main.py verifier "{demo}" --phrase-stdin <&-'
    done = subprocess.run(command, cwd=ROOT, shell=True, capture_output=True, check=False)
    assert "entrée standard est fermée" in ended_with_a_sentence(done, 1)
