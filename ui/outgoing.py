"""Files that leave the program: what the window and the command line both do to make them."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from exports import (
    address_sheet,
    concealment,
    files,
    neutral_note,
    next_steps,
    ordonnance,
    plan,
    pocket,
    slip,
    to_bring,
)
from exports.bundle import Piece, made_of
from exports.counts import Count, tabulate
from exports.dossier import KEPT, Exhibit
from exports.neutral_note import Note
from exports.ordonnance import Dossier
from exports.slip import Referral
from models import withheld
from models.casework import EVALUATION, NOUNS, ORDONNANCE, PERSONNE, SITUATION, Record
from models.counting import observe
from models.dates import Period
from models.departure import Departure
from models.directory import directory, found
from models.failure import Failure
from models.fields import Answers
from models.forms import orientation, poste
from storage.folder import is_in_a_vault
from storage.vault import Vault

SERVICE = "Intervention sociale en commissariat et gendarmerie"
FICTITIOUS = "DÉMONSTRATION — personnes inventées"

NOTE_NAME, SLIP_NAME = "note.pdf", "fiche-orientation.pdf"
DRAFT_NAME = "ordonnance-brouillon.pdf"
PIECES_NAME = "pieces.pdf"
SHEET_NAME = "fiche-confidentielle.pdf"


def service(vault: Vault) -> str:
    """What a document says of where it comes from."""
    return FICTITIOUS if vault.is_fictitious else vault.station.answers[poste.NOM] or SERVICE


def counted(vault: Vault, period: Period) -> Count:
    """The true figures of a period, by date of fact: for the screen only."""
    return tabulate(observe(vault.material(period.end), period))


def check_place(folder: Path) -> None:
    """Refuse the folder of a vault: what is written there in clear is copied with what is encrypted."""
    if is_in_a_vault(folder):
        raise Failure(
            "Ce dossier est celui d’un coffre : un fichier lisible par tous y partirait avec chaque copie. "
            "Choisissez un autre dossier ; aucun fichier n’a été écrit."
        )


def leave(
    vault: Vault,
    kind: Departure,
    path: Path,
    data: bytes,
    *,
    about: Record | None = None,
    says: bytes | None = None,
    replace: bool = False,
) -> None:
    """Write one document and note in the register that it left: neither is done without the other.

    ``about`` is the record that it tells of, ``says`` what to compare it by when its bytes do not tell.
    """
    with vault.records.transaction():
        vault.departures.note(kind, data, about, says)
        write(path, data, replace=replace)


def write(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write one document, anywhere but beside a vault; whoever calls this registers it too."""
    check_place(path.parent)
    files.write(path, data, replace=replace)


def write_all(documents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write documents in a folder; when one is refused, those written before it are taken back."""
    written: list[Path] = []
    try:
        for name, data in documents.items():
            write(folder / name, data)
            written.append(folder / name)
    except Failure:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    return written


def register_counts(vault: Vault, documents: Mapping[str, bytes]) -> None:
    """Note that these documents of a count left."""
    for data in documents.values():
        vault.departures.note(Departure.COMPTAGE, data)


def dossier(vault: Vault, situation: Record) -> Dossier:
    """What the draft of a situation is made of."""
    records = vault.records
    person = records.get(PERSONNE, situation.owner_id or "")
    evaluations = [each for each in records.of(situation, EVALUATION) if each.answers]
    latest = max(evaluations, key=lambda each: each.fact_date or date.min, default=None)
    orders = records.of(situation, ORDONNANCE)
    return Dossier(
        personne=person.answers,
        situation=situation.answers,
        evaluation=latest.answers if latest else None,
        ordonnance=orders[0].answers if orders else Answers(ORDONNANCE.form),
        pieces=tuple(Exhibit(each.record.id, each.answers) for each in vault.exhibits.of(situation)),
        other_parties=other_parties(vault, person),
        her_file=tuple(each.answers for each in whole_file(vault, person)),
    )


def pieces(vault: Vault, situation: Record) -> tuple[Piece, ...]:
    """The exhibits of a situation with their files, to be joined."""
    exhibits = vault.exhibits
    return tuple(
        Piece(each.number, each.answers, exhibits.content(each.record) if each.has_file else None)
        for each in exhibits.of(situation)
    )


def other_parties(vault: Vault, person: Record) -> tuple[Answers, ...]:
    """All that is answered in the files of the other parties of her affairs: for comparing, never for
    showing.
    """
    facing = vault.affairs.facing(person)
    return tuple(record.answers for each in facing for record in whole_file(vault, each))


def whole_file(vault: Vault, person: Record) -> Iterator[Record]:
    """Everything in the file of a person, what was merged into it included."""
    yield person
    yield from (merge.absorbed.record for merge in vault.merges.of(person))
    for situation in vault.records.of(person, SITUATION):
        yield situation
        for noun in NOUNS:
            if noun.owner is SITUATION:
                yield from vault.records.of(situation, noun)


def draft(vault: Vault, situation: Record, on: date) -> bytes:
    """The protection-order draft; ``Failure`` when it is refused, with the reason."""
    return ordonnance.draft(dossier(vault, situation), on)


def leave_about_order(
    vault: Vault,
    kind: Departure,
    path: Path,
    data: bytes,
    situation: Record,
    *,
    says: bytes | None = None,
    replace: bool = False,
) -> None:
    """Write a document of the dossier of an order, unless the name of the file tells where she is."""
    concealment.refuse_name(dossier(vault, situation), path.name)
    leave(vault, kind, path, data, about=situation, says=says, replace=replace)


def printed_about_order(
    vault: Vault, kind: Departure, data: bytes, situation: Record, says: bytes | None = None
) -> None:
    """Note that a document of the dossier of an order left on paper."""
    vault.departures.note(kind, data, situation, says)


def order_makers(vault: Vault, situation: Record) -> dict[Departure, Callable[[date], bytes]]:
    """How what each document of the dossier of an order says would be made again, as on a day.

    The vault is read now; what is returned may be called on another thread.
    """
    asked, joined = dossier(vault, situation), joined_of(vault, situation)
    return {
        Departure.ORDONNANCE: lambda day: ordonnance.draft(asked, day),
        Departure.ADRESSE: lambda day: address_sheet.sheet(asked, day),
        Departure.ETAPES: lambda day: next_steps.next_steps(asked, day),
        Departure.LISTE: lambda day: to_bring.to_bring(asked, listed(asked), day),
        Departure.POCHE: lambda _day: pocket.pocket(asked, listed(asked)),
        Departure.PIECES: lambda _day: joined,
    }


def joined_of(vault: Vault, situation: Record) -> bytes:
    """What the exhibits of a situation say once joined, without joining them."""
    return made_of((each.number, each.answers, each.digest) for each in vault.exhibits.of(situation))


def listed(asked: Dossier) -> tuple[Piece, ...]:
    """The exhibits without their files, for the papers that only name them."""
    return tuple(Piece(number, each.answers, None) for number, each in enumerate(asked.pieces, start=1))


def address_sheet_pdf(vault: Vault, situation: Record, on: date) -> bytes:
    """Her address, for the lawyer or the procureur alone; ``Failure`` when it has no reason to be."""
    return address_sheet.sheet(dossier(vault, situation), on)


def note(vault: Vault, referred: Record) -> Note:
    """What the note of an orientation would bear; ``Failure`` when it would tell where another party is, or
    is towards whom nobody is sent in this situation.
    """
    answers, situation = referred.answers, vault.records.get(SITUATION, referred.owner_id or "")
    _refuse_withheld(vault, answers, situation)
    entry = found(directory(vault.directory.entries()), answers[orientation.STRUCTURE] or "")
    asked = dossier(vault, situation)
    made = neutral_note.note(answers, entry.answers if entry else None, asked.personne)
    concealment.refuse_words_crossing(asked, made.whole)
    return made


def _refuse_withheld(vault: Vault, answers: Answers, situation: Record) -> None:
    others = (each.answers for each in vault.affairs.others(situation))
    for problem in withheld.problems(answers, situation.answers, *others):
        raise Failure(f"{problem.sentence} Choisissez un autre service, puis recommencez. {KEPT}")


def note_pdf(asked: Note, *, safe_to_carry: bool) -> bytes:
    """The note that says nothing; ``Failure`` when it would, or cannot be taken home."""
    return neutral_note.pdf(asked, safe_to_carry=safe_to_carry)


def plan_pdf(vault: Vault, evaluated: Record, *, safe_to_carry: bool) -> bytes:
    """What she keeps of her safety plan; ``Failure`` when it would tell, or cannot be carried."""
    situation = vault.records.get(SITUATION, evaluated.owner_id or "")
    asked = plan.plan(evaluated.answers)
    return plan.pdf(asked, dossier(vault, situation), safe_to_carry=safe_to_carry)


def slip_pdf(vault: Vault, referred: Record, on: date) -> bytes:
    """The slip with her name, for the service; ``Failure`` when she did not agree to it."""
    situation = vault.records.get(SITUATION, referred.owner_id or "")
    _refuse_withheld(vault, referred.answers, situation)
    return slip.slip(_referral(vault, referred), service(vault), on)


def slip_whereabouts(vault: Vault, referred: Record, on: date) -> tuple[str, ...]:
    """What the slip would say of where she lives, while she wants it hidden."""
    return slip.whereabouts(_referral(vault, referred), on)


def _referral(vault: Vault, referred: Record) -> Referral:
    situation = vault.records.get(SITUATION, referred.owner_id or "")
    return Referral(referred.answers, dossier(vault, situation))


def situation_for_draft(vault: Vault, code: str) -> Record:
    """The situation of a person whose order was begun, or else her latest one."""
    situations = _situations(vault, code)
    orders = ((each, vault.records.of(each, ORDONNANCE)) for each in situations)
    begun = [each for each, order in orders if order and order[0].answers]
    return _latest(begun or situations)


def latest_situation(vault: Vault, code: str) -> Record:
    """The latest situation of the person who has this code."""
    return _latest(_situations(vault, code))


def _latest(situations: Sequence[Record]) -> Record:
    return max(situations, key=lambda each: each.fact_date or date.min)


def _situations(vault: Vault, code: str) -> Sequence[Record]:
    try:
        person = vault.records.person_by_code(code)
    except KeyError:
        raise Failure(
            "Aucune personne n’a ce code dans ce coffre. Le code s’affiche en haut de sa fiche, "
            "par exemple VE8-NKY."
        ) from None
    situations = vault.records.of(person.record, SITUATION)
    if not situations:
        raise Failure("Cette personne n’a pas encore de situation : notez d’abord l’accueil.")
    return situations
