"""Structures brought from a sheet: what would be added, what changed, and what is not understood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models import telephone
from models.cells import Unread, read_cell
from models.directory import Entry, found, named_alike
from models.fields import Address, Answers, AnyField
from models.forms import structure
from models.importing import Place
from models.spelling import joined

_POSTAL_CODE, _TOWN = "code postal", "commune"
"""What sheets keep in columns of their own, besides the street."""

_SORT = "sorte"
"""A sort of service that is none of the list is kept in words."""

_ALSO: tuple[tuple[AnyField | str, tuple[str, ...]], ...] = (
    (
        structure.NOM,
        ("structure", "nom de la structure", "service", "partenaire", "organisme", "association"),
    ),
    (structure.GENRE, ("type", "catégorie", "genre", "type de structure", "type de service", "nature")),
    (
        structure.TELEPHONE,
        ("tél", "téléphone 1", "tél 1", "tel fixe", "fixe", "numéro", "numéro de téléphone"),
    ),
    (structure.TELEPHONE_2, ("portable", "mobile", "téléphone 2", "tél 2", "tél portable")),
    (structure.ADRESSE, ("adresse postale", "lieu", "rue", "voie")),
    (_POSTAL_CODE, ("cp", "code postal")),
    (_TOWN, ("ville", "commune")),
    (structure.HORAIRES, ("horaires", "heures", "heures d’ouverture", "horaires d’ouverture", "permanences")),
    (structure.COURRIEL, ("mail", "e-mail", "adresse mail", "email", "mél", "adresse électronique")),
    (structure.SECTEUR, ("territoire", "secteur géographique", "zone")),
    (structure.PUBLIC, ("public", "pour qui", "bénéficiaires")),
    (structure.PRECISIONS, ("remarque", "remarques", "observations", "commentaire", "commentaires", "notes")),
    (structure.VERIFIE_LE, ("vérifié", "mis à jour le", "mise à jour", "date de vérification")),
)
"""How columns are usually headed, besides the code and the label of the question."""

_GENRES_ALSO = {
    "mdf": "maison_des_femmes",
    "aav": "aide_aux_victimes",
    "francevictimes": "aide_aux_victimes",
    "aideauxvictimes": "aide_aux_victimes",
    "avocats": "avocat",
    "barreau": "avocat",
    "ssd": "service_social",
    "servicesocial": "service_social",
    "assistantesociale": "service_social",
    "ase": "aide_sociale_enfance",
    "crip": "aide_sociale_enfance",
    "siao": "hebergement_urgence",
    "115": "hebergement_urgence",
    "hebergement": "hebergement_urgence",
    "chrs": "hebergement_accompagne",
    "cpca": "centre_auteurs",
    "pad": "acces_au_droit",
    "mjd": "acces_au_droit",
    "cdad": "acces_au_droit",
    "msa": "caf",
    "logement": "bailleur",
    "csapa": "addictologie",
    "caarud": "addictologie",
    "gendarmerie": "police",
    "commissariat": "police",
    "hopital": "urgences",
}
"""The initials and the words that the trade uses for a sort of service."""

_SEVERAL = re.compile(r"\s*(?:[/;,\n]|\bou\b|\bet\b)\s*")


@dataclass(frozen=True, repr=False)
class Brought:
    """``changes`` pairs each structure with the entry that it completes, ``None`` for a new one;
    ``unread`` are the titles of the columns that nothing is taken from, ``twice`` how many lines told
    of a structure that a line before told of.
    """

    changes: tuple[tuple[Entry | None, Answers], ...]
    problems: tuple[str, ...]
    unread: tuple[str, ...] = ()
    twice: int = 0

    @property
    def added(self) -> int:
        return sum(entry is None for entry, _ in self.changes)

    @property
    def changed(self) -> int:
        return len(self.changes) - self.added


def brought(
    header: Sequence[str], lines: Iterable[tuple[Place, Sequence[str]]], entries: Sequence[Entry], today: date
) -> Brought:
    """Read each line by its titles; a cell that is empty changes nothing of what is known.

    Two lines of one name in two towns are two structures: the town is added to the name of the second.
    """
    columns = _columns(header)
    if structure.NOM not in columns:
        return Brought((), (_no_names(header),))
    changes: dict[str, tuple[Entry | None, Answers]] = {}
    problems: list[str] = []
    twice = 0
    for number, cells in lines:
        said, wrong = _read(columns, cells, today)
        name = _told_apart(said, changes, entries)
        if wrong or not name:
            problems.append(f"Ligne {number} : {wrong or 'il manque le nom'}.")
            continue
        twice += named_alike(name) in changes
        known, base = changes.get(named_alike(name)) or _known(entries, name)
        changes[named_alike(name)] = known, _completed(base, said)
    unread = tuple(
        title for title, column in zip(header, columns, strict=True) if column is None and title.strip()
    )
    changed = tuple(each for each in changes.values() if each[0] is None or each[1] != each[0].answers)
    return Brought(changed, tuple(problems), unread, twice)


def _known(entries: Sequence[Entry], name: str) -> tuple[Entry | None, Answers]:
    entry = found(entries, name)
    return entry, entry.answers if entry else Answers(structure.FORM).with_(structure.NOM, name)


def _completed(base: Answers, said: Answers) -> Answers:
    """What the line says over what is known; of an address, only the parts that it says."""
    answers = base.taking(said, *(field for field in said.answered() if field is not structure.NOM))
    now, then = said[structure.ADRESSE], base[structure.ADRESSE]
    if now is None or then is None:
        return answers
    return answers.with_(
        structure.ADRESSE,
        Address(
            now.street or then.street,
            now.more or then.more,
            now.postal_code or then.postal_code,
            now.town or then.town,
        ),
    )


def _columns(header: Sequence[str]) -> list[AnyField | str | None]:
    """What each column answers; a question is answered by the first column that bears its title."""
    taken: list[AnyField | str | None] = []
    for title in header:
        column = _column(title)
        taken.append(None if column in taken else column)
    return taken


def _column(title: str) -> AnyField | str | None:
    wanted = joined(title)
    for field in structure.FORM.asked:
        if wanted in (joined(field.code), joined(field.label)):
            return field
    return next((column for column, also in _ALSO if wanted in map(joined, also)), None)


def _no_names(header: Sequence[str]) -> str:
    titles = ", ".join(filter(None, (title.strip() for title in header)))
    return (
        f"Aucune colonne ne s’appelle « {structure.NOM.label} », « Nom » ou « Structure »."
        f" Titres lus : {titles or 'aucun'}."
    )


def _told_apart(
    said: Answers, changes: dict[str, tuple[Entry | None, Answers]], entries: Sequence[Entry]
) -> str:
    """The name, and the town in brackets when another structure of that name is in another town."""
    name, town = said[structure.NOM] or "", _town(said)
    former = changes.get(named_alike(name))
    known = found(entries, name)
    there = _town(former[1]) if former else _town(known.answers) if known else ""
    if not town or not there or joined(town) == joined(there):
        return name
    return f"{name} ({town})"


def _town(answers: Answers) -> str:
    address = answers[structure.ADRESSE]
    return address.town if address else ""


def _read(columns: Sequence[AnyField | str | None], cells: Sequence[str], today: date) -> tuple[Answers, str]:
    """What a line says, and what is not understood in it."""
    values: dict[str, object] = {}
    parts: dict[str, str] = {}
    wrong: list[str] = []
    for column, cell in zip(columns, cells, strict=True):
        told = cell.strip()
        if column is None or not told:
            continue
        if isinstance(column, str):
            parts[column] = told
            continue
        try:
            values |= _answers(column, told, today)
        except Unread as unread:
            if column is structure.GENRE:
                parts[_SORT] = f"Sorte de service : {told}."
            else:
                wrong.append(f"« {column.label} » : {unread}")
    answers = Answers(structure.FORM, values)
    if sort := parts.pop(_SORT, ""):
        kept = "\n".join(filter(None, (sort, answers[structure.PRECISIONS])))
        answers = answers.with_(structure.PRECISIONS, kept)
    return _placed(answers, parts), " ; ".join(wrong)


def _answers(field: AnyField, told: str, today: date) -> dict[str, object]:
    if field is structure.GENRE and joined(told) in _GENRES_ALSO:
        return {field.code: _GENRES_ALSO[joined(told)]}
    if field is structure.TELEPHONE and telephone.number(told) is None:
        return _numbers(told, today)
    return {field.code: read_cell(field, told, today)}


def _numbers(told: str, today: date) -> dict[str, object]:
    """The two first numbers of a cell that holds several: ``01 99 00 12 34 / 06 39 98 12 34``."""
    fields = (structure.TELEPHONE, structure.TELEPHONE_2)
    several = [part for part in _SEVERAL.split(told) if part]
    return {field.code: read_cell(field, part, today) for field, part in zip(fields, several, strict=False)}


def _placed(answers: Answers, parts: dict[str, str]) -> Answers:
    """The postal code and the town of columns of their own, in the address."""
    if not parts:
        return answers
    address = answers[structure.ADRESSE] or Address()
    code = parts.get(_POSTAL_CODE, "")
    placed = Address(
        address.street,
        address.more,
        code.zfill(5) if code.isdigit() else address.postal_code,
        parts.get(_TOWN, address.town),
    )
    return answers.with_(structure.ADRESSE, placed)
