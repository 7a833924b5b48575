"""A question is added in one line of one file; everything else follows."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

LAST_LINE = 'Section("Suite", (ETAT, ETAT_VERIFIE_LE, PRECISIONS)),'
ONE_LINE = (
    'Section("Suite", (ETAT, ETAT_VERIFIE_LE, PRECISIONS, ChoiceField(code="essai", label="Question'
    ' d’essai", counted=True, options=(Option("rouge", "Rouge"), Option("vert", "Vert"))))),'
)

LOOK = """
import json, sys
from datetime import date, datetime
from pathlib import Path
import main
from exports.star import CATALOGUE
from models.casework import ORIENTATION, PERSONNE, SITUATION
from models.dates import Period
from models.dictionary import dictionary
from models.fields import Answers
from models.forms import accueil, orientation, personne
from models.validation import problems
from storage import keys, vault
from ui import demonstration, outgoing
from ui.form_view import FormView

told = {"dictionary": '"essai"' in json.dumps(dictionary())}
today = date(2012, 6, 1)
asked = {field.code: field for field in orientation.FORM.fields}
if told["dictionary"]:
    essai = asked["essai"]
    answers = Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, today)
    wrong = problems(answers.with_(essai, "bleu"), today)
    told["validation"] = [problem.path for problem in wrong]
    folder = Path(sys.argv[1]) / "coffre"
    with vault.create(folder, "Essai", demonstration.PASSPHRASE, main.now, cost=keys.FLOOR) as opened:
        for _ in range(7):
            person = opened.records.add(PERSONNE, Answers(personne.FORM))
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, today)
            situation = opened.records.add(SITUATION, intake, person)
            opened.records.add(ORIENTATION, answers.with_(essai, "rouge"), situation)
    with vault.open_vault(folder, demonstration.PASSPHRASE, main.now) as opened:
        kept = [record.answers[essai] for record in opened.records.all(ORIENTATION)]
        told["storage"] = kept
        count = outgoing.counted(opened, Period(date(2012, 1, 1), date(2012, 12, 31)))
        told["count"] = {row.code: row.count for row in count["orientation.essai"].rows}
        told["catalogue"] = "essai" in json.dumps(CATALOGUE.data())
    window = main.build([], preferences=Path(sys.argv[1]) / "preferences.json")
    view = FormView(orientation.FORM, lambda: today)
    told["screen"] = view.widget(essai).objectName()
    view.show_answers(answers.with_(essai, "vert"))
    told["shown"] = view.answers()[essai]
print(json.dumps(told))
"""


def looked_at(tree: Path, folder: Path) -> dict[str, Any]:
    folder.mkdir()
    ran = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)], cwd=tree, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program, to be edited."""
    copy = tmp_path / "copie"
    for room in ("models", "storage", "exports", "ui"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", copy)
    return copy


def test_a_question_added_in_one_line_is_asked_checked_stored_described_and_counted(
    tree: Path, tmp_path: Path
) -> None:
    declaration = tree / "models" / "forms" / "orientation.py"
    text = declaration.read_text(encoding="utf-8")
    assert text.count(LAST_LINE) == 1
    declaration.write_text(text.replace(LAST_LINE, ONE_LINE), encoding="utf-8")

    told = looked_at(tree, tmp_path / "avec")

    assert told["dictionary"]
    assert told["validation"] == ["essai"]
    assert told["storage"] == ["rouge"] * 7
    assert told["count"] == {"rouge": 7, "vert": 0, "non_renseigne": 0}
    assert told["screen"] == "essai"
    assert told["shown"] == "vert"
    assert not told["catalogue"], "what is published is frozen: a new version on 1 January, by hand"


def test_without_that_line_nobody_knows_the_question(tree: Path, tmp_path: Path) -> None:
    assert looked_at(tree, tmp_path / "sans") == {"dictionary": False}
