"""What is typed in one line becomes a first identity: names, birth, telephone, and how she is called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import first_words
from models.fields import AnyField
from models.forms import personne
from models.wording import words

TODAY = date(2012, 6, 15)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", {}),
        ("  Chimérac   Zoé Lou ", {personne.NOM: "Chimérac", personne.PRENOM: "Zoé Lou"}),
        ("Chimérac", {personne.NOM: "Chimérac"}),
        ("Ben Ali Samia", {personne.NOM: "Ben Ali", personne.PRENOM: "Samia"}),
        ("Samia BEN ALI", {personne.NOM: "BEN ALI", personne.PRENOM: "Samia"}),
        ("Anne de la Tour", {personne.NOM: "de la Tour", personne.PRENOM: "Anne"}),
        (
            "Chimérac Zoé 34 ans",
            {personne.NOM: "Chimérac", personne.PRENOM: "Zoé", personne.NAISSANCE: "34 ans"},
        ),
        (
            "Chimérac Zoé 12/3/85",
            {personne.NOM: "Chimérac", personne.PRENOM: "Zoé", personne.NAISSANCE: "12/3/85"},
        ),
        ("Chimérac 12031985", {personne.NOM: "Chimérac", personne.NAISSANCE: "12031985"}),
        ("Chimérac 12 mars 85", {personne.NOM: "Chimérac", personne.NAISSANCE: "12 mars 85"}),
        ("Chimérac née le 12/03/1987", {personne.NOM: "Chimérac", personne.NAISSANCE: "12/03/1987"}),
        ("06 39 98 12 34", {personne.TELEPHONE: "06 39 98 12 34"}),
        (
            "Chimérac Zoé +33639981234 34 ans",
            {
                personne.NOM: "Chimérac",
                personne.PRENOM: "Zoé",
                personne.TELEPHONE: "06 39 98 12 34",
                personne.NAISSANCE: "34 ans",
            },
        ),
        (
            "Mme Chimérac Zoé",
            {personne.NOM: "Chimérac", personne.PRENOM: "Zoé", personne.SEXE: "Femme"},
        ),
        ("Monsieur Chimérac", {personne.NOM: "Chimérac", personne.SEXE: "Homme"}),
        (
            "Chimérac née Irréal Zoé",
            {personne.NOM: "Irréal", personne.NOM_USAGE: "Chimérac", personne.PRENOM: "Zoé"},
        ),
        (
            "Mme Zoé CHIMÉRAC née IRRÉAL",
            {
                personne.NOM: "IRRÉAL",
                personne.NOM_USAGE: "CHIMÉRAC",
                personne.PRENOM: "Zoé",
                personne.SEXE: "Femme",
            },
        ),
        ("?", {}),
        ("? ?", {}),
        ("98 12 34", {personne.TELEPHONE: "98 12 34"}),
        ("? la trentaine", {personne.NAISSANCE: "la trentaine"}),
        ("? Petit Louis", {personne.PSEUDONYME: "Petit Louis"}),
    ],
)
def test_what_is_typed_is_a_first_identity(typed: str, expected: dict[AnyField, str]) -> None:
    made = first_words.identity(typed, TODAY)
    assert {field: words(made, field) for field in made.answered()} == expected


def test_what_was_understood_is_told_in_words() -> None:
    made = first_words.identity("Mme Chimérac Zoé 34 ans 0639981234", TODAY)
    told = "nom Chimérac, prénom Zoé, sexe Femme, naissance 34 ans, téléphone 06 39 98 12 34"
    assert first_words.understood(made) == told
    assert first_words.understood(first_words.identity("?", TODAY)) == ""


@given(st.text(max_size=60))
def test_any_line_is_read(line: str) -> None:
    first_words.identity(line, TODAY)
