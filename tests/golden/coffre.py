"""Makes the golden vault of a version: what that version writes, for all later ones to open.

At each release, from its own checkout: ``python -m tests.golden.coffre``. The folder bears the number of the
schema; it is committed, and never made again. The schema 1 is older than the first release: its database is
as it was written, its key file was written again as the first release writes it.
"""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

from models.casework import NOUNS, ORDONNANCE, PERSONNE, PIECE, SITUATION, Noun, Record
from models.fictitious import cases
from models.fields import Answers
from models.forms import ordonnance, personne, structure
from storage import disk, keys, migration, vault

FOLDER = Path(__file__).parent / "coffres"
USER, PASSPHRASE = "Claire", "camomille tonneau girafe violon brume escalier pivoine"
NOW = datetime(2012, 6, 15, 9, 12, 30, tzinfo=timezone(timedelta(hours=2)))
EXPECTED = "attendu.json"


def make(folder: Path) -> None:
    """Invented persons, two of them merged, two of them parties of one affair, an order with its exhibits."""
    disk.BALLAST_BYTES = 0
    with vault.create(folder, USER, PASSPHRASE, lambda: NOW, cost=keys.FLOOR) as opened:
        records = opened.records
        rng = Random(1)
        for number, statut in enumerate(("victime", "victime", "mis_en_cause", "victime", "victime")):
            person = cases.person(rng, statut, date(2012, 1 + number, 3), NOW.date())
            owners: dict[Noun | None, Record] = {}
            for noun, answers in person.records():
                owners[noun] = records.add(noun, answers, owners.get(noun.owner))
        people, situations = records.all(PERSONNE), records.all(SITUATION)
        records.save(people[0], people[0].answers.with_(personne.PRENOM, "Zélie"))
        opened.merges.merge(people[3], people[4])
        opened.affairs.link(situations[0], situations[2])
        if not records.of(situations[0], ORDONNANCE):
            records.add(ORDONNANCE, Answers(ordonnance.FORM, {"danger": "Il a les clefs."}), situations[0])
        for exhibit in ("Certificat médical", "Messages"):
            records.add(PIECE, Answers(PIECE.form, {"intitule": exhibit}), situations[0])
        opened.directory.add(Answers(structure.FORM, {"nom": "Maison de l’Exemple"}))
        told = {
            "schema": len(migration.steps()),
            "comptes": {noun.code: records.count(noun) for noun in NOUNS},
            "noms": sorted(
                f"{each.answers[personne.NOM]} {each.answers[personne.PRENOM]}"
                for each in records.all(PERSONNE)
            ),
        }
    (folder / disk.BALLAST).unlink(missing_ok=True)
    (folder / EXPECTED).write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def expected(folder: Path) -> dict[str, Any]:
    """What was written down of a golden vault when it was made."""
    return json.loads((folder / EXPECTED).read_text("utf-8"))


def schema(folder: Path) -> int:
    """The number of the schema of a golden vault, which its folder bears."""
    return int(json.loads((folder / EXPECTED).read_text("utf-8")).get("schema", 1))


if __name__ == "__main__":
    make(FOLDER / f"{len(migration.steps()):04}")
