"""What she keeps of her safety plan: numbers and things to take, as anybody could have noted them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportlab.platypus import Flowable, Spacer

from exports import house_style
from exports.concealment import refuse_words_crossing
from exports.dossier import KEPT, Dossier
from exports.folding import Haystack
from exports.house_style import Paper, text
from exports.neutral_note import Note, tells
from exports.secrets import MORE, STREET, Secret, answer_to, secrets
from models.failure import Failure
from models.fields import Answers
from models.forms import evaluation
from models.spelling import words

TITLE, NAME = "Note", "note.pdf"
NUMBERS, THINGS = "Numéros", "À ne pas oublier"
USUAL = (
    "papiers d’identité",
    "carte Vitale",
    "carnets de santé",
    "clés",
    "chargeur",
    "carte bancaire",
    "médicaments",
)
"""What anybody takes along, when nothing else was agreed on."""

_WHO_HELPS = ("associat", "avocat", "cidff", "foyer", "intervenant", "social")
"""How words begin that name, beside a number, somebody whom one calls for help."""

ALOUD = (
    "Rien n’est imprimé. Dites-lui les numéros à haute voix, ou proposez qu’une personne de confiance les"
    " garde pour elle."
)


@dataclass(frozen=True, repr=False)
class Plan:
    """Everything that is printed; ``aloud`` is how many lines would tell, and are said instead."""

    numbers: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    aloud: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """Neither where to go, nor how to leave, nor the word agreed on."""
        numbers = (NUMBERS, *self.numbers) if self.numbers else ()
        things = (THINGS, *(f"– {thing}" for thing in self.things)) if self.things else ()
        return (*numbers, *things)


def plan(answers: Answers) -> Plan:
    """What an evaluation has of it."""
    called = _parts(answers[evaluation.NOTE_APPELER] or "", r"[;\n]")
    packed = _parts(answers[evaluation.NOTE_SAC] or "", r"[,;\n]")
    if not packed and answers[evaluation.SAC] in evaluation.RETENU:
        packed = USUAL
    kept = [tuple(line for line in lines if not _tells(line)) for lines in (called, packed)]
    return Plan(*kept, aloud=len(called) + len(packed) - sum(map(len, kept)))


def pdf(asked: Plan, dossier: Dossier, *, safe_to_carry: bool) -> bytes:
    """The paper as PDF; ``Failure`` when she cannot carry it, or when it would tell where somebody is."""
    if not safe_to_carry:
        raise Failure(f"{ALOUD} {KEPT}")
    if not asked.lines:
        raise Failure(
            "Il n’y a rien à noter : écrivez d’abord qui appeler, ou ce que contient le sac, dans le plan de"
            f" sécurité. {KEPT}"
        )
    said = "\n".join(asked.lines)
    refuse_words_crossing(dossier, said)
    if any(Haystack(said).count(secret.needle) for secret in secrets(dossier) if _is_a_place(secret)):
        raise Failure(
            "Une adresse, ou le lieu où aller, se lit dans ce papier. Retirez-la de ces notes du plan, puis"
            f" recommencez. {KEPT}"
        )
    return house_style.pdf(Paper(TITLE, "", ""), lambda: list(_story(asked)))


def _is_a_place(secret: Secret) -> bool:
    """Where she lives, or is to go; not the first name alone of whom she would go to, and calls."""
    to_go = secret.kind == answer_to(evaluation.NOTE_LIEU.label) and len(secret.needle.words) > 1
    return to_go or secret.kind in (STREET, MORE)


def _parts(written: str, separator: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in re.split(separator, written))))


def _tells(line: str) -> bool:
    """Whether a word of it, or a number that everybody knows, says what it is about."""
    if any(word.startswith(_WHO_HELPS) for word in words(line)):
        return True
    numbers = re.findall(r"\+?\d(?:[\d\s.]*\d)?", line)
    return tells(line) or any(Note(telephone=number).is_known_number for number in numbers)


def _story(asked: Plan) -> Iterator[Flowable]:
    for line in asked.lines:
        if line == THINGS and asked.numbers:
            yield Spacer(1, 10)
        yield text(line, house_style.PLAIN)
