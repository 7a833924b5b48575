"""A plausible fictitious answer to any question that is declared, whatever its form."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import assert_never

from models.dates import MONTHS, VagueDate, vague, written
from models.fictitious import words
from models.fields import (
    Address,
    AddressField,
    Answers,
    AnyField,
    ChoiceField,
    ClosedField,
    DateField,
    Form,
    LinksField,
    ListField,
    MultiChoiceField,
    NumberField,
    PhoneField,
    TextField,
    TreeChoiceField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, ordonnance, personne

AGES = {
    personne.NAISSANCE: (16, 85),
    accueil.NAISSANCE_ENFANT: (0, 17),
    ordonnance.DEFENDEUR_NAISSANCE: (20, 70),
}
"""Youngest and oldest age, for the vague dates that are births."""


def answers(
    form: Form, rng: Random, today: date, *, given: Mapping[AnyField, object] | None = None
) -> Answers:
    """The form filled on that day: each question that is asked, given the answers before it.

    ``given`` replaces the invented answers; ``None`` there leaves a question unanswered.
    """
    given = given or {}
    values: dict[str, object] = {}
    for field in form.asked:
        if field.relevant is None or Answers(form, values).asks(field):
            values[field.code] = given[field] if field in given else value(field, rng, today)
    return Answers(form, values)


def value(field: AnyField, rng: Random, today: date) -> object:
    """A plausible answer to the question, of the type it expects."""
    match field:
        case TextField():
            return narrative(field, rng) if field.lines > 1 else _line(field, rng)
        case PhoneField():
            return telephone(rng)
        case AddressField():
            return address(rng)
        case DateField(past_only=past_only):
            return today + timedelta(days=rng.randint(-60, 0) if past_only else rng.randint(1, 30))
        case VagueDateField():
            if field in AGES:
                return birth(rng, today, rng.randint(*AGES[field]))
            return fact(rng, today)
        case NumberField(minimum=minimum, maximum=maximum):
            return rng.randint(minimum, maximum)
        case ChoiceField() | TreeChoiceField() | YesNoField():
            return rng.choice(_codes(field))
        case MultiChoiceField():
            return _several(field, rng)
        case ListField(item=item):
            return tuple(answers(item, rng, today) for _ in range(rng.randint(1, 3)))
        case LinksField():
            return None
        case _:
            assert_never(field)


def narrative(field: TextField, rng: Random, among: tuple[str, ...] = ()) -> str:
    """A marked text of several sentences, one of ``among`` when they are given."""
    return f"{words.MARK} {rng.choice(among or words.NARRATIVES.get(field, words.ANY_NARRATIVE))}"


def telephone(rng: Random) -> str:
    end = rng.randrange(10_000)
    return f"{rng.choice(words.PREFIXES)} {end // 100:02} {end % 100:02}"


def address(rng: Random) -> Address:
    postal_code, town = rng.choice(words.COMMUNES)
    return Address(
        street=f"{rng.randint(1, 60)} {rng.choice(words.VOIES)}",
        more=rng.choice(words.COMPLEMENTS),
        postal_code=postal_code,
        town=town,
    )


def birth(rng: Random, on: date, age: int) -> VagueDate:
    """The birth of a person of that age on that day, mostly exact, sometimes as an age or a year."""
    whole = vague(f"{age} ans", on)
    assert whole.earliest is not None
    assert whole.latest is not None
    born = whole.earliest + timedelta(days=rng.randint(0, (whole.latest - whole.earliest).days))
    said = rng.choices((written(born), f"{age} ans", str(born.year)), weights=(8, 1, 1))[0]
    found = vague(said, on)
    in_range = found.middle is not None and whole.earliest <= found.middle <= whole.latest
    return found if in_range else vague(written(born), on)


def fact(rng: Random, today: date) -> VagueDate:
    """When something happened in the last three years, exact or not."""
    day = today - timedelta(days=rng.randint(1, 1000))
    month = f"{MONTHS[day.month - 1]} {day.year}"
    said = (written(day), month, f"vers {month}", str(day.year), "l’été dernier", "il y a 3 mois")
    return vague(rng.choice(said), today)


def _line(field: TextField, rng: Random) -> str:
    among = words.LINES.get(field)
    return rng.choice(among) if among else f"{field.label} (fictif)"


def _codes(field: ClosedField[str] | MultiChoiceField) -> tuple[str, ...]:
    """The answers still offered, the deepest level only."""
    return tuple(
        f"{option.code}.{child.code}" if child else option.code
        for option in field.options
        if not option.retired
        for child in [child for child in option.children if not child.retired] or [None]
    )


def _several(field: MultiChoiceField, rng: Random) -> frozenset[str]:
    """Up to three answers that go together; an exclusive one when there is no other."""
    exclusive = {option.code for option in field.options if option.exclusive}
    codes = _codes(field)
    together = [code for code in codes if code not in exclusive]
    return frozenset(rng.sample(together, min(len(together), rng.randint(1, 3))) or codes[:1])
