"""A name typed in one line: the family's words are told from her own, and none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import full_name


@pytest.mark.parametrize(
    ("typed", "family", "first"),
    [
        ("", "", ""),
        ("Leroy", "Leroy", ""),
        ("Leroy Anne", "Leroy", "Anne"),
        ("Leroy Anne Marie", "Leroy", "Anne Marie"),
        ("Le Roy Anne", "Le Roy", "Anne"),
        ("de la Tour Anne", "de la Tour", "Anne"),
        ("d’ Arc Jeanne", "d’ Arc", "Jeanne"),
        ("d’Arc Jeanne", "d’Arc", "Jeanne"),
        ("El Idrissi Samia", "El Idrissi", "Samia"),
        ("Ben Ali Samia", "Ben Ali", "Samia"),
        ("van den Berg Noor", "van den Berg", "Noor"),
        ("LEROY Anne", "LEROY", "Anne"),
        ("Anne LEROY", "LEROY", "Anne"),
        ("Anne LE ROY", "LE ROY", "Anne"),
        ("Anne-Marie LEROY-MARTIN", "LEROY-MARTIN", "Anne-Marie"),
        ("LEROY A.", "LEROY", "A."),
        ("LEROY ANNE", "LEROY", "ANNE"),
        ("de", "de", ""),
    ],
)
def test_the_family_name_is_told_from_the_first_name(typed: str, family: str, first: str):
    assert full_name.split(typed) == (family, first)


@given(st.text(max_size=40))
def test_no_word_is_lost_nor_changed(typed: str):
    assert sorted(" ".join(full_name.split(typed)).split()) == sorted(typed.split())
