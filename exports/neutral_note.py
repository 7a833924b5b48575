"""The note that she takes away: a service and how to reach it, as anybody could have written it."""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum

from reportlab.platypus import Flowable

from exports import house_style
from exports.appointment import appointment
from exports.dossier import KEPT
from exports.house_style import Paper, text
from exports.slip import recipient
from models import telephone, wording
from models.directory import numbers
from models.failure import Failure
from models.fields import Answers
from models.forms import personne, structure

TITLE = "Note"
QUESTION = "La personne peut-elle l’emporter chez elle sans danger ?"
ALOUD = (
    "Rien n’est imprimé. Dites-lui le numéro à haute voix, ou proposez qu’une personne de confiance le garde"
    " pour elle."
)


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TELLING_WORDS = _listed(
    "abus abuse abusee auteurs battue battues coups flic juge vif viol viole violee violees viols"
)
_TELLING_STARTS = tuple(
    _listed(
        "agress assassin brutal commissair commissariat conjug crimin cyberviol danger delinq delit emprise"
        " feminicid femicid gendarm gifl harcel heberg incest judiciair justice maltrait menac meurtr"
        " parquet penal plaignant plainte police polici procureur refuge sevice tribuna victim"
        " violenc violent violeur"
    )
)
"""How words begin that tell, to whoever finds the paper, why she went out."""

_KNOWN_NUMBERS = _listed("17 112 114 115 119 3018 3114 3133 3919 116006 0800059595 0801901911")
_SMALL_WORDS = _listed("a au aux d dans de des du en et l la le les pour sur un une")


class Naming(Enum):
    """How much of the service's name the note bears."""

    WHOLE = "nom"
    INITIALS = "initiales"
    NONE = "aucun"


@dataclass(frozen=True, repr=False)
class Note:
    """Everything that is printed, line by line; an empty part is left out."""

    name: str = ""
    telephone: str = ""
    address: str = ""
    hours: str = ""
    appointment: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Note()

    @property
    def whole(self) -> str:
        return "\n".join((self.name, self.telephone, self.address, self.hours, self.appointment))

    @property
    def is_known_number(self) -> bool:
        """Whether everybody knows what this number is for."""
        return any(telephone.number(each) in _KNOWN_NUMBERS for each in self.telephone.split(" ou "))

    @property
    def telling(self) -> tuple[str, ...]:
        """The parts in which a word tells what it is about, named in French."""
        parts = (("le nom", self.name), ("l’adresse", self.address), ("les horaires", self.hours))
        return tuple(label for label, written in parts if tells(written))

    @property
    def name_tells(self) -> bool:
        return tells(self.name)

    def named(self, naming: Naming) -> "Note":
        match naming:
            case Naming.WHOLE:
                return self
            case Naming.INITIALS:
                return replace(self, name=initials(self.name))
            case Naming.NONE:
                return replace(self, name="")

    def discreet(self) -> "Note":
        """Without an address or hours that tell: neither can be shortened."""
        return replace(
            self,
            address="" if tells(self.address) else self.address,
            hours="" if tells(self.hours) else self.hours,
        )


def note(answers: Answers, entry: Answers | None, person: Answers) -> Note:
    """What is known of the service of an orientation; ``entry`` is the directory's, when it is there.

    A name written by hand that is hers is left out.
    """
    named = recipient(answers)
    if entry is None:
        hers = _is_of(person, named)
        return Note("" if hers else named, appointment=appointment(answers))
    return Note(
        name=entry[structure.NOM] or named,
        telephone=numbers(entry),
        address=wording.words(entry, structure.ADRESSE),
        hours=entry[structure.HORAIRES] or "",
        appointment=appointment(answers),
    )


def pdf(asked: Note, *, safe_to_carry: bool) -> bytes:
    """The note as PDF; ``Failure`` when she cannot take it home, or when a word of it would tell."""
    if not safe_to_carry:
        raise Failure(f"{ALOUD} {KEPT}")
    if asked.is_empty:
        raise Failure(
            "Il n’y a rien à noter : ni nom, ni numéro, ni adresse, ni rendez-vous. Complétez la structure"
            f" dans l’annuaire, puis recommencez. {KEPT}"
        )
    if asked.telling:
        raise Failure(
            f"Un mot dirait de quoi il s’agit : {', '.join(asked.telling)}. N’imprimez que le numéro, ou les"
            f" initiales du service. {KEPT}"
        )
    return house_style.pdf(Paper(TITLE, "", ""), lambda: _story(asked))


def tells(written: str) -> bool:
    """Whether a word of it says violence, police or justice to whoever finds the paper."""
    return any(word in _TELLING_WORDS or word.startswith(_TELLING_STARTS) for word in _words(written))


def initials(name: str) -> str:
    """``AAV`` of « Association d’aide aux victimes »; numbers and initials stay whole."""
    kept = (word for word in re.findall(r"\w+", name) if _plain(word) not in _SMALL_WORDS)
    return "".join(word if word.isdigit() else word[0].upper() for word in kept)


def _story(asked: Note) -> list[Flowable]:
    lines = (
        (asked.name, house_style.PLAIN),
        (asked.telephone, house_style.PLAIN_LARGE),
        (asked.address, house_style.PLAIN),
        (asked.hours, house_style.PLAIN),
        (asked.appointment, house_style.PLAIN),
    )
    return [text(words, style) for words, style in lines if words]


def _is_of(person: Answers, written: str) -> bool:
    said = set(_words(written))
    names = (person[field] or "" for field in personne.NAMES)
    hers = {word for name in names for word in _words(name) if len(word) > 2}
    return bool(hers & said)


def _plain(written: str) -> str:
    folded = unicodedata.normalize("NFKD", written.casefold())
    return "".join(c for c in folded if not unicodedata.combining(c))


def _words(written: str) -> list[str]:
    return re.findall(r"[^\W_]+", _plain(written))
