"""What changed from one evaluation of a situation to the next, answer by answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.fields import NON_RENSEIGNE, Answers, AnyClosedField, AnyField, ChoiceField
from models.forms import evaluation
from models.wording import words

_SILENT = {NON_RENSEIGNE.code, evaluation.NON_ABORDE, evaluation.NON_POSEE}
_UNANSWERED = "Pas de réponse"

TAKEN_AGAIN: tuple[AnyField, ...] = (
    *evaluation.BESOINS,
    *evaluation.PLAN,
    *evaluation.NOTES_PLAN,
    evaluation.PLAN_SECURITE,
)
"""What holds until something else is said: neither her words, nor the danger of that day."""


@dataclass(frozen=True)
class Line:
    """The answers to one question, the earliest first; ``changes`` says in words what changed, or nothing."""

    field: AnyClosedField
    answers: tuple[str, ...]
    changes: tuple[str, ...]

    @property
    def changed(self) -> bool:
        return any(self.changes)


def compared(evaluations: Sequence[Answers]) -> tuple[Line, ...]:
    """The needs, the professional's own appreciation, then the danger criteria whose answer changed.

    An answer is set against the last one that was given before it: what was not raised on a day
    changes nothing.
    """
    needs = [_line(field, evaluations) for field in (*evaluation.BESOINS, evaluation.APPRECIATION)]
    danger = [_line(field, evaluations) for field in evaluation.CRITERES]
    return (*needs, *(line for line in danger if line.changed))


def retaken(answers: Answers, former: Answers) -> Answers:
    """The same answers, with the levels and the safety plan of a former evaluation where this one says
    nothing yet.
    """
    fresh = set(answers.answered())
    kept = [field for field in former.answered() if field in TAKEN_AGAIN and field not in fresh]
    return answers.taking(former, *(field for field in kept if not former.codes(field) & _SILENT))


def _line(field: AnyClosedField, evaluations: Sequence[Answers]) -> Line:
    told: list[str] = []
    changes: list[str] = []
    last: str | None = None
    for answers in evaluations:
        now = _given(answers, field)
        told.append(words(answers, field) or _UNANSWERED)
        changes.append("" if None in (now, last) else _change(field, str(last), str(now)))
        last = now or last
    return Line(field, tuple(told), tuple(changes))


def _given(answers: Answers, field: AnyClosedField) -> str | None:
    """The code of what was said on that day."""
    return next(iter(answers.codes(field) - _SILENT), None)


def _change(field: AnyClosedField, before: str, now: str) -> str:
    if before == now:
        return ""
    scale = evaluation.ECHELLE if field in evaluation.BESOINS else _codes(field)
    if isinstance(field, ChoiceField) and before in scale and now in scale:
        return "en hausse" if scale.index(now) > scale.index(before) else "en baisse"
    return "changé"


def _codes(field: AnyClosedField) -> tuple[str, ...]:
    return tuple(option.code for option in field.options)


def gist(answers: Answers) -> str:
    """What an evaluation tells first: the urgent needs, and the professional's own appreciation of danger."""
    urgent = [field.label for field in evaluation.BESOINS if answers[field] == evaluation.URGENT]
    danger = words(answers, evaluation.APPRECIATION)
    told = (
        f"Urgent : {' ; '.join(urgent)}" if urgent else "",
        f"Danger : {danger.lower()}" if danger else "",
    )
    return " · ".join(filter(None, told))
