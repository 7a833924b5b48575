"""Telephone numbers: one number, however it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import telephone


@pytest.mark.parametrize(
    "written",
    [
        "0639980001",
        "06 39 98 00 01",
        "06.39.98.00.01",
        "06-39-98-00-01",
        "06/39/98/00/01",
        "06\N{NO-BREAK SPACE}39\N{NARROW NO-BREAK SPACE}98 00 01",
        "+33639980001",
        "+33 6 39 98 00 01",
        "+33 (0)6 39 98 00 01",
        "0033 6 39 98 00 01",
        "00 33 (0) 6.39.98.00.01",
    ],
)
def test_a_french_number_is_the_same_however_it_is_written(written: str):
    assert telephone.number(written) == "0639980001"
    assert telephone.grouped(written) == "06 39 98 00 01"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        *((short, short) for short in ("15", "17", "18", "112", "114", "115", "119")),
        ("3919", "3919"),
        ("39 19", "3919"),
        ("1014", "1014"),
        ("116 006", "116006"),
        ("118 218", "118218"),
        ("+32 475 12 34 56", "+32475123456"),
        ("0032 475 12 34 56", "+32475123456"),
    ],
)
def test_short_and_foreign_numbers_are_numbers(written: str, canonical: str):
    assert telephone.number(written) == canonical
    assert telephone.number(telephone.grouped(written)) == canonical


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3919", "3919"),
        ("116006", "116 006"),
        ("118218", "118 218"),
        ("0800059595", "0 800 05 95 95"),
        ("08 01 90 19 11", "0 801 90 19 11"),
        ("+32 475 12 34 56", "+32475123456"),
    ],
)
def test_a_number_is_grouped_as_it_is_read_aloud(written: str, read: str):
    assert telephone.grouped(written) == read
    assert telephone.grouped(read) == read


@pytest.mark.parametrize(
    "written",
    [
        *("", "bonjour", "0039", "06 39 98 00", "06 39 98 00 012", "06 39 98 00 O1"),
        *("12", "13", "33", "120", "1987", "1101", "11600", "117006", "39191", "391919", "3 ans"),
    ],
)
def test_what_is_no_number_is_kept_as_it_was_written(written: str):
    assert telephone.number(written) is None
    assert telephone.grouped(f" {written} ") == written


@given(st.text(alphabet="0123456789+()./- \N{NO-BREAK SPACE}x", max_size=20))
def test_grouping_changes_nothing_of_the_number(text: str):
    assert telephone.number(telephone.grouped(text)) == telephone.number(text)
