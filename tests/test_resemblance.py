"""Two files of one person: the reasons are said with their strength; twins, parents and homonyms too."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import vague
from models.fields import Answers
from models.forms import personne
from models.resemblance import Strength, resemblance
from tests.strategies import answers as any_answers

TODAY = date(2012, 6, 15)
FORTE, MOYENNE, FAIBLE = Strength.FORTE, Strength.MOYENNE, Strength.FAIBLE


def who(said: str) -> Answers:
    """``Martin, Zoé, 12/03/1987, f, 06 12 34 56 78``: whatever is empty is unknown."""
    family, first, born, sex, phone = (part.strip() for part in f"{said},,,,".split(",")[:5])
    family, _, usual = family.partition("/")
    values = {
        "nom": family,
        "nom_usage": usual,
        "prenom": first,
        "naissance": vague(born, TODAY) if born else None,
        "sexe": {"f": "femme", "h": "homme", "": None}[sex],
        "telephone": phone,
    }
    return Answers(personne.FORM, values)


@pytest.mark.parametrize(
    ("one", "other", "strength", "told"),
    [
        ("Martin, Zoé, 12/03/1987", "MARTIN, Zoe, 12/03/1987", FORTE, "même nom, même prénom, même date"),
        ("Martin, Zoé, 12/03/1987", "Martin, Zoé", MOYENNE, "même nom, même prénom"),
        ("Martin, Zoé, 12/03/1987", "Martin, Zoé, 25 ans", MOYENNE, "âges compatibles"),
        ("Martin, Zoé", "Zoé, Martin", MOYENNE, "nom et prénom intervertis"),
        ("Lefèvre, Mohamed, 1987", "Lefebvre, Muhammad, 25 ans", FAIBLE, "nom qui se prononce pareil"),
        ("Lefèvre, Zoé, 12/03/1987", "Lefebvre, Zoé, 12/03/1987", MOYENNE, "nom qui se prononce pareil"),
        ("Benallal, Zoé, 12/03/1987", "Bneallal, Zoé, 12/03/1987", MOYENNE, "nom à une lettre près"),
        ("Benallal, Zoé, 1987", "Bneallal, Zoé, 25 ans", FAIBLE, "nom à une lettre près"),
        ("Martin, Zoé, 12/03/1987", "Durand, Zoé, 12/03/1987", MOYENNE, "même prénom, même date"),
        ("Martin, Zoé", "Durand/Martin, Zoé", MOYENNE, "même nom"),
        ("Le Roy, Zoé", "Leroy, Zoe", MOYENNE, "même nom"),
        (", Zoé,,,06 39 98 12 34", "Martin, Zoé,,,+33 6 39 98 12 34", FORTE, "même téléphone"),
        ("Martin, Zoé,,,0639981234", "Durand, Ali,,,0639981234", FAIBLE, "mais prénoms différents"),
        ("Martin, Zoé, 12/03/1987", "Martin, Léa, 12/03/1987", FAIBLE, "jumeaux"),
        ("Martin, Jean, 12/03/1957", "Martin, Jean, 12/03/1987", FAIBLE, "parent et enfant"),
        ("Martin, Zoé, 12/03/1987", "Martin, Zoé, 13/03/1987", FAIBLE, "mais dates de naissance différentes"),
        ("Martin, Camille, , f", "Martin, Camille, , h", FAIBLE, "mais sexes différents"),
    ],
)
def test_the_reasons_are_said_with_their_strength(
    one: str, other: str, strength: Strength, told: str
) -> None:
    for pair in ((who(one), who(other)), (who(other), who(one))):
        found = resemblance(*pair)
        assert found is not None
        assert found.strength is strength
        assert told in str(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Martin, Zoé, 12/03/1987", "Durand, Ali, 1/1/1950"),
        ("Martin, Jean, 12/03/1957", "Martin, Paul, 12/03/1987"),
        ("Martin, Zoé", "Martin, Léa"),
        ("Martin, Zoé", "Marton, Zoé"),
        ("Martin, Zoé", "Durand, Zoé"),
        (", , 12/03/1987", ", , 12/03/1987"),
        ("", ""),
        ("Martin", ""),
    ],
)
def test_nothing_is_said_without_reason(one: str, other: str) -> None:
    assert resemblance(who(one), who(other)) is None


@given(any_answers(personne.FORM), any_answers(personne.FORM))
def test_it_is_symmetric_and_quotes_nothing(one: Answers, other: Answers) -> None:
    found = resemblance(one, other)
    assert found == resemblance(other, one)
    own = resemblance(one, one)
    if one[personne.NOM] and one[personne.PRENOM] and own is not None:
        assert own.strength >= MOYENNE


@given(st.sampled_from(("Martin, Zoé, 12/03/1987, f, 0639981234", "Lefèvre, Léa, mars 1987")))
def test_a_file_resembles_its_copy_most(said: str) -> None:
    found = resemblance(who(said), who(said))
    assert found is not None
    assert not found.against
