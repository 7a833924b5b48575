"""The directory of partner structures: national numbers, those of the station, and how sure they are."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.dates import VagueDate, written
from models.fields import Answers
from models.forms import structure
from models.spelling import joined
from models.wording import words

LONG_AGO = timedelta(days=365)
"""Hours and numbers change: an entry that was not checked for longer says so."""


@dataclass(frozen=True)
class Entry:
    """A structure as it is proposed; ``id`` is empty for a national number, which ``source`` tells.

    ``checked`` is when the source said so: nothing at all when nobody has checked it.
    """

    answers: Answers
    id: str = ""
    changed_at: datetime | None = None
    source: str = ""
    checked: VagueDate | None = None

    @property
    def name(self) -> str:
        return self.answers[structure.NOM] or ""

    @property
    def is_national(self) -> bool:
        return not self.id

    @property
    def is_retired(self) -> bool:
        return self.answers[structure.RETIREE_LE] is not None


def named_alike(name: str) -> str:
    """The same for two ways of writing one name: accents, case, spaces and signs do not matter."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def directory(local: Iterable[Entry]) -> tuple[Entry, ...]:
    """The station's own entries, then the national numbers that it has not taken over under their name."""
    ours = tuple(local)
    taken = {named_alike(entry.name) for entry in ours}
    return (*ours, *(entry for entry in NATIONAL if named_alike(entry.name) not in taken))


def found(entries: Iterable[Entry], name: str) -> Entry | None:
    """The entry of that name, retired or not."""
    wanted = named_alike(name)
    return next((entry for entry in entries if wanted and named_alike(entry.name) == wanted), None)


def numbers(answers: Answers) -> str:
    """``01 99 00 12 34 ou 06 39 98 12 34``, as it is read aloud."""
    both = (words(answers, field) for field in (structure.TELEPHONE, structure.TELEPHONE_2))
    return " ou ".join(filter(None, both))


def town(answers: Answers) -> str:
    """Where it is, or else whom it serves."""
    address = answers[structure.ADRESSE]
    return (address.town if address else "") or answers[structure.SECTEUR] or ""


def line(entry: Entry) -> str:
    """What tells it from the others, on one line: its name, its town unless the name says it, its numbers."""
    where = town(entry.answers)
    said = joined(where) in joined(entry.name)
    return " · ".join(filter(None, (entry.name, "" if said else where, numbers(entry.answers))))


def searched(entry: Entry) -> str:
    """Every word by which it may be looked for, and its numbers in one piece."""
    every = [words(entry.answers, field) for field in entry.answers.answered()]
    bare = (entry.answers[field] or "" for field in (structure.TELEPHONE, structure.TELEPHONE_2))
    return " ".join((*every, *bare))


def check(entry: Entry, today: date) -> str:
    """``Vérifié le 12/03/2012.``, or what is doubtful in it."""
    if entry.is_national:
        return _national_check(entry, today)
    day = entry.answers[structure.VERIFIE_LE]
    if day is None:
        return "À vérifier : jamais vérifié auprès du service."
    if today - day > LONG_AGO:
        return f"À vérifier : pas vérifié depuis le {written(day)}, plus d’un an."
    return f"Vérifié le {written(day)}."


def is_doubtful(entry: Entry, today: date) -> bool:
    """Whether it has to be checked before it is given to anybody."""
    return check(entry, today).startswith("À vérifier")


def _national_check(entry: Entry, today: date) -> str:
    if entry.checked is None:
        return "À vérifier : numéro national qu’aucune source datée ne confirme ici."
    told = f"{entry.checked.words} ({entry.source})"
    if entry.checked.latest is None or today - entry.checked.latest > LONG_AGO:
        return f"À vérifier : source {told}, plus d’un an."
    return f"Vérifié dans une source du {told}."


def _national(
    name: str,
    genre: str,
    number: str,
    public: str = "",
    hours: str = "",
    note: str = "",
    mail: str = "",
    *,
    source: str = "",
    checked: VagueDate | None = None,
) -> Entry:
    answers = Answers(
        structure.FORM,
        {
            structure.NOM.code: name,
            structure.GENRE.code: genre,
            structure.TELEPHONE.code: number,
            structure.PUBLIC.code: public,
            structure.HORAIRES.code: hours,
            structure.PRECISIONS.code: note,
            structure.COURRIEL.code: mail,
        },
    )
    return Entry(answers, source=source, checked=checked)


def _day(day: date) -> VagueDate:
    return VagueDate(written(day), day, day)


_IN_2023 = VagueDate("2023", date(2023, 1, 1), date(2023, 12, 31))
_NOVEMBER_2025 = _day(date(2025, 11, 7))
_MARCH_2026 = _day(date(2026, 3, 16))
_ALL_HOURS = "Tous les jours, à toute heure"

NATIONAL = (
    _national(
        "Police secours, gendarmerie",
        "police",
        "17",
        "Urgence, danger immédiat",
        source="info.gouv.fr",
        checked=_IN_2023,
    ),
    _national(
        "Urgences européennes", "urgences", "112", "Toute urgence", source="info.gouv.fr", checked=_IN_2023
    ),
    _national(
        "Urgences par SMS, tchat ou vidéo",
        "urgences",
        "114",
        "Personnes sourdes ou malentendantes, ou qui ne peuvent pas parler sans danger",
        source="info.gouv.fr",
        checked=_IN_2023,
    ),
    _national("SAMU", "urgences", "15", "Urgence médicale", source="info.gouv.fr", checked=_IN_2023),
    _national("Pompiers", "urgences", "18", "Secours", source="info.gouv.fr", checked=_IN_2023),
    _national(
        "Allô Enfance en danger (119)",
        "aide_sociale_enfance",
        "119",
        "Enfants en danger ou qui risquent de l’être, et ceux qui s’en inquiètent",
        _ALL_HOURS,
        "Gratuit, confidentiel, n’apparaît pas sur la facture. Tchat jusqu’à 21 ans.",
        source="solidarites.gouv.fr",
        checked=_NOVEMBER_2025,
    ),
    _national(
        "3018, cyberviolences et harcèlement",
        "numero_d_ecoute",
        "3018",
        "Mineurs victimes de violences numériques ou de harcèlement, et leurs proches",
        "Tous les jours, de 9 h à 23 h",
        "Téléphone et tchat. L’ancien 3020 (harcèlement à l’école) figure encore sur d’anciennes affiches.",
        source="solidarites.gouv.fr",
        checked=_NOVEMBER_2025,
    ),
    _national(
        "3133, maltraitance des adultes vulnérables",
        "numero_d_ecoute",
        "3133",
        "Personnes âgées, handicapées ou en situation de précarité",
        "Tous les jours, de 9 h à 20 h",
        "Gratuit. Remplace le 3977 depuis le 1er mars 2026.",
        source="chu-caen.fr",
        checked=_MARCH_2026,
    ),
    _national(
        "3919, Violences Femmes Info",
        "numero_d_ecoute",
        "3919",
        "Femmes victimes de violences, et leur entourage",
        note="Anonyme et gratuit. Ce n’est pas un numéro d’urgence. Horaires à vérifier.",
    ),
    _national(
        "France Victimes (116 006)",
        "aide_aux_victimes",
        "116006",
        "Toute victime",
        "Tous les jours, de 9 h à 19 h (à vérifier)",
        mail="victimes@france-victimes.fr",
    ),
    _national("Urgence sociale (115)", "hebergement_urgence", "115", "Personnes sans hébergement"),
    _national(
        "3114, prévention du suicide", "numero_d_ecoute", "3114", "Personnes en détresse, et leurs proches"
    ),
    _national(
        "Viols Femmes Informations", "numero_d_ecoute", "0800059595", "Victimes de violences sexuelles"
    ),
    _national("Fil Santé Jeunes", "numero_d_ecoute", "0800235236", "Jeunes"),
    _national("Ligne pour les auteurs de violences", "centre_auteurs", "0801901911", "Auteurs de violences"),
    _national(
        "Tchat de la police et de la gendarmerie",
        "police",
        "",
        "Victimes et témoins de violences, sans appeler",
        note="arretonslesviolences.gouv.fr, à toute heure (à vérifier).",
    ),
    _national("Allô Service Public (39 39)", "autre", "3939", "Renseignement administratif"),
    _national("Enfants disparus", "numero_d_ecoute", "116000", "Familles d’enfants disparus"),
)
"""Only the numbers whose source bears a date count as checked; the others say « à vérifier »."""
