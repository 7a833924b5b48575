"""Casework done in any order: no sequence loses an answer, breaks the vault or moves a figure."""

from unittest import mock

from hypothesis import core

from models.casework import Record
from models.fields import Answers
from storage.records import Records
from tests import test_casework_sequences as sequences
from tests.campaigns import Campaign, Outcome, models

_save = Records.save


def run(runs: int, seed: int) -> Outcome:
    """So many sequences of thirty steps; the first that breaks ends the part."""
    with models.made(0) as made, mock.patch.object(core, "global_force_seed", seed):
        try:
            sequences.run(made, runs, derandomize=False)
        except (AssertionError, ExceptionGroup) as broken:
            return Outcome(runs, 1, (repr(broken)[:500],))
    return Outcome(runs, 0)


def _forgetful(records: Records, record: Record, answers: Answers) -> Record:
    first = next(answers.answered(), None)
    return _save(records, record, answers if first is None else answers.taking(record.answers, first))


def control(runs: int, seed: int) -> Outcome:
    """A vault that forgets one answer of each save."""
    with mock.patch.object(Records, "save", _forgetful):
        return run(runs, seed)


CAMPAIGNS = (
    Campaign(
        "casework",
        "Suites au hasard de gestes du suivi (saisir, modifier, annuler, fusionner, défaire, clore, rouvrir,"
        " importer, annuler l’import) : aucune réponse perdue, aucun chiffre déplacé",
        run,
        control,
        full=1000,
        short=1,
        control_runs=5,
    ),
)
