"""The documents of retention and of a person's rights: the elimination slip, the extract of one file."""

from collections.abc import Sequence
from datetime import date

from exports import access, elimination
from exports.access import File, Filled
from exports.elimination import Slip
from models.casework import NOUNS, PERSONNE, SITUATION, Record
from models.conservation import Term
from models.journal import end_in_words
from storage.conservation import Due
from storage.vault import Vault
from ui import outgoing


def slip_pdf(vault: Vault, due: Sequence[Due], on: date) -> bytes:
    """The elimination slip of these files: counts and dates."""
    extent = vault.conservation.extent([each.person_id for each in due])
    slip = Slip(
        on,
        vault.conservation.months(Term.DOSSIERS),
        extent.persons,
        extent.situations,
        extent.records,
        _day(extent.first),
        _day(extent.last),
        [each.last for each in due],
        end_in_words(vault.journal.head()),
    )
    return elimination.pdf(slip, outgoing.service(vault))


def access_pdf(vault: Vault, person: Record, on: date) -> bytes:
    """What she obtains of her file; ``Failure`` when it would tell where another party is."""
    records = vault.records
    situations = records.of(person, SITUATION)
    filled = [Filled(PERSONNE.form, None, person.answers)]
    filled += [
        Filled(PERSONNE.form, None, merge.absorbed.record.answers) for merge in vault.merges.of(person)
    ]
    for situation in reversed(situations):
        filled.append(Filled(SITUATION.form, situation.fact_date, situation.answers))
        filled += [
            Filled(noun.form, each.fact_date, each.answers)
            for noun in NOUNS
            if noun.owner is SITUATION
            for each in reversed(records.of(situation, noun))
        ]
    dossiers = [outgoing.dossier(vault, each) for each in situations]
    file = File(records.person(person.id).code, filled, dossiers)
    return access.pdf(file, outgoing.service(vault), on)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
