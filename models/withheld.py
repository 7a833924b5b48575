"""Answers that a list holds and that must not be offered in some situations: screen and validation alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.conditions import Condition, OneOf, holds, when
from models.fields import Answers, AnyClosedField, AnyField, ClosedField
from models.forms import accueil, acte, orientation, services
from models.validation import Problem


@dataclass(frozen=True)
class Rule:
    """While ``met`` is true of an intake, these options of a question of another form are not offered."""

    field: AnyClosedField
    options: tuple[str, ...]
    met: Condition
    reason: str


AU_SEIN_DU_COUPLE = OneOf(
    (
        when(accueil.PROBLEMATIQUE, "violences_couple"),
        when(accueil.PROBLEMATIQUES_ASSOCIEES, "violences_couple"),
        when(accueil.LIEN, *accueil.LIENS_DU_COUPLE),
    )
)
_NI_MEDIATION = "Ni médiation ni conciliation en cas de violences au sein du couple."

RULES = (
    Rule(acte.NATURE, (acte.MEDIATION,), AU_SEIN_DU_COUPLE, _NI_MEDIATION),
    Rule(orientation.DESTINATAIRE, (services.CONCILIATEUR,), AU_SEIN_DU_COUPLE, _NI_MEDIATION),
)


def withheld(field: AnyField, *intakes: Answers) -> frozenset[str]:
    """The codes of the options that are not to be offered, children included.

    ``intakes`` are those of the situation and, where there are any, of the other parties of the affair:
    what one of them tells is enough.
    """
    refused = [option for rule in _rules(field, intakes) for option in rule.options]
    codes = field.labels if isinstance(field, ClosedField) else {}
    return frozenset(code for code in codes for option in refused if _is_in(code, option))


def problems(answers: Answers, *intakes: Answers) -> tuple[Problem, ...]:
    """What was answered though it is not to be offered in this situation."""
    return tuple(
        Problem(field.code, rule.reason)
        for field in answers.answered()
        for rule in _rules(field, intakes)
        if answers.codes(field) & withheld(field, *intakes)
    )


def _rules(field: AnyField, intakes: Sequence[Answers]) -> list[Rule]:
    return [rule for rule in RULES if rule.field is field and any(_is_met(rule, each) for each in intakes)]


def _is_met(rule: Rule, intake: Answers) -> bool:
    return holds(rule.met, lambda code: intake.codes(intake.form.field(code)))


def _is_in(code: str, option: str) -> bool:
    return code == option or code.startswith(f"{option}.")
