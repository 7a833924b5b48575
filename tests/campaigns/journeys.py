"""The whole program, from its window to its memory: what each check tries too, by the tests themselves."""

import subprocess
import sys
from functools import partial

from tests.campaigns import Campaign, Outcome, outcome
from tests.campaigns.disk import ROOT


def _passed(test: str) -> bool:
    """Whether it was really tried: one that is skipped proves nothing."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        f"tests/{test}",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "1 passed" in done.stdout


def _run(runs: int, _seed: int, test: str) -> Outcome:
    return outcome(["" if _passed(test) else f"{test} fails" for _ in range(runs)])


def _control(runs: int, _seed: int, test: str) -> Outcome:
    """What is bad is made, and the test is there to see it."""
    return outcome([f"{test} sees it" if _passed(test) else "" for _ in range(runs)])


def _campaign(name: str, title: str, test: str, control: str, *needs: str) -> Campaign:
    run, made = partial(_run, test=test), partial(_control, test=control)
    return Campaign(name, title, run, made, full=3, short=0, control_runs=1, needs=needs)


CAMPAIGNS = (
    _campaign(
        "clair",
        "Journée entière : mots lisibles sur le disque, fichiers temporaires et journaux compris",
        "test_plaintext.py::test_a_whole_journey_leaves_no_name_on_the_disk",
        "test_plaintext.py::test_a_name_on_the_disk_is_seen",
    ),
    _campaign(
        "memoire",
        "Verrouillage : mots de la personne dans la mémoire du programme (le témoin est sa mémoire d’avant)",
        "test_absence.py::test_nothing_of_a_person_is_left_in_the_memory_of_the_real_program",
        "test_absence.py::test_nothing_of_a_person_is_left_in_the_memory_of_the_real_program",
    ),
    _campaign(
        "reseau",
        "Journée entière : demandes de réseau vues par le noyau",
        "test_network.py::test_a_whole_journey_asks_for_no_network",
        "test_network.py::test_a_call_to_the_network_is_seen",
        "strace",
    ),
)
