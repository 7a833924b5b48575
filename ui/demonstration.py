"""A vault of fictitious persons, with the documents that come out of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from exports.closing import prepare
from models.casework import ORDONNANCE, SITUATION, Noun, Record
from models.closing import LAST
from models.dates import Period
from models.departure import Departure
from models.failure import Failure
from models.fictitious import FictitiousCase, population
from models.fields import Answers
from models.forms import accueil, poste
from models.validation import problems
from storage import disk, vault
from storage.records import Records
from storage.vault import Clock
from ui import outgoing, publishing

PASSPHRASE = "exemple publié jamais pour de vraies personnes"  # noqa: S105 - published on purpose

USER, VAULT = "Démonstration", "coffre"

SEED_MARGINS = {accueil.VICTIME: 84, accueil.MIS_EN_CAUSE: 44, accueil.HORS_CHAMP_PENAL: 195}
"""Persons by status in the first post's year 2012: 323 in all."""


FULL_TIME, HALF_TIME = 40_000, 18_000
"""Euros a year of the two posts."""


@dataclass(frozen=True)
class Made:
    """What was made: the vault, the documents, the code of the person of the draft if there is one."""

    vault: Path
    files: Sequence[Path]
    code: str | None


def make(folder: Path, persons: int, year: int, seed: int, clock: Clock, tell: Callable[[str], None]) -> Made:
    """Fill a new vault through the program's own repositories, then write the year's documents.

    The folder appears whole or not at all. ``tell`` is given a sentence at each step. The
    same seed makes the same persons.
    """
    period = Period(date(year, 1, 1), date(year, 12, 31))
    if clock().date() <= period.end:
        raise Failure(
            "Une année ne se publie qu’une fois finie. Choisissez-en une passée ; rien n’a été écrit."
        )
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Failure(
                f"« {folder} » existe et n’est pas vide. Choisissez un dossier nouveau ;"
                " rien n’a été modifié."
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as place:
            staged = Path(place) / folder.name
            made = _filled(staged, period, persons, seed, clock, tell)
            if folder.exists():
                folder.rmdir()
            staged.rename(folder)
    except OSError as error:
        raise disk.trouble(error, folder.parent) from None
    return Made(folder / VAULT, [folder / path.name for path in made.files], made.code)


def _filled(
    folder: Path, period: Period, persons: int, seed: int, clock: Clock, tell: Callable[[str], None]
) -> Made:
    tell("Création du coffre…")
    with vault.create(folder / VAULT, USER, PASSPHRASE, clock, fictitious=True) as opened:
        rng = Random(seed)  # noqa: S311 - nothing secret is drawn
        cases = population(rng, margins(persons), period, period.end)
        for number, case in enumerate(cases, start=1):
            _record(opened.records, case, period.end)
            if number % 100 == 0 or number == persons:
                tell(f"Personnes : {number} sur {persons}…")
        opened.station.save(_posts(period.start))
        opened.checkpoint()
        tell("Comptage et brouillon…")
        written = _publish(opened, period.start.year, folder)
        drafted = _draft(opened, folder, period.end)
    return Made(
        folder / VAULT, [*written, *(path for path, _ in drafted)], drafted[0][1] if drafted else None
    )


def _posts(first: date) -> Answers:
    """One full-time post for years, and a half-time one from 1 April."""
    whole = (
        Answers(poste.POSTE).with_(poste.INTITULE, "Premier poste").with_(poste.QUOTITE, poste.TEMPS_PLEIN)
    )
    half = Answers(poste.POSTE).with_(poste.INTITULE, "Second poste").with_(poste.QUOTITE, poste.MI_TEMPS)
    posts = (
        whole.with_(poste.DEBUT, first.replace(year=first.year - 5)).with_(poste.COUT, FULL_TIME),
        half.with_(poste.DEBUT, first.replace(month=4)).with_(poste.COUT, HALF_TIME),
    )
    return Answers(poste.FORM).with_(poste.POSTES, posts)


def _publish(opened: vault.Vault, year: int, folder: Path) -> list[Path]:
    """Close the year and publish it, as the window would."""
    prepared = prepare(publishing.gather(opened, year, LAST))
    return publishing.publish(opened, prepared, publishing.documents(prepared), folder)


def margins(persons: int) -> dict[str, int]:
    """The seed's shares of another number of persons, by largest remainders."""
    whole = sum(SEED_MARGINS.values())
    shares = {status: persons * count for status, count in SEED_MARGINS.items()}
    counts = {status: share // whole for status, share in shares.items()}
    by_remainder = sorted(shares, key=lambda status: shares[status] % whole, reverse=True)
    for status in by_remainder[: persons - sum(counts.values())]:
        counts[status] += 1
    return counts


def _record(records: Records, case: FictitiousCase, today: date) -> None:
    owners: dict[Noun, Record] = {}
    with records.transaction():
        for noun, answers in case.records():
            owner = None if noun.owner is None else owners[noun.owner]
            owners[noun] = _add(records, noun, answers, owner, today)


def _add(records: Records, noun: Noun, answers: Answers, owner: Record | None, today: date) -> Record:
    wrong = problems(answers, today)
    if wrong:
        raise ValueError(f"{noun.code}: {wrong[0].path}: {wrong[0].sentence}")
    return records.add(noun, answers, owner)


def _draft(opened: vault.Vault, folder: Path, on: date) -> list[tuple[Path, str]]:
    """The draft of the first dossier that is accepted; none when no order was begun."""
    for order in opened.records.all(ORDONNANCE):
        situation = opened.records.get(SITUATION, order.owner_id or "")
        try:
            data = outgoing.draft(opened, situation, on)
        except Failure:
            continue
        path = folder / outgoing.DRAFT_NAME
        outgoing.leave(opened, Departure.ORDONNANCE, path, data, about=situation)
        return [(path, opened.records.person(situation.owner_id or "").code)]
    return []
