"""An edition says what was published, in words, and what its masks add up to."""

from exports.edition import EVERYBODY, edition_json, edition_of
from tests import editions


def test_the_seeds_partition_is_read_in_words():
    edition = editions.year()
    assert [(column.label, count) for column, count in edition.partition] == [
        ("Victime", 84),
        ("Mis en cause", 44),
        ("Hors champ pénal", 195),
    ]
    assert edition.total == 323 == sum(count or 0 for _, count in edition.partition)
    assert (edition.title, edition.year, edition.quarter) == ("Année 2012", 2012, None)


def test_each_status_has_its_column_then_everybody():
    assert [column.code for column in editions.year().columns] == [
        "victime",
        "mis_en_cause",
        "hors_champ_penal",
        EVERYBODY.code,
    ]


def test_the_regrouped_line_is_the_exact_sum_of_the_masked_ones():
    edition = editions.year()
    sex = edition.crossing("sexe")
    # Victims: 84 - 70; mis en cause: all of the 44; hors champ: 195 - 120 - 70; everybody: 323 - 110.
    assert sex.regrouped == (14, 44, 5, 213)
    age = edition.crossing("tranche_age")
    # Groups left out. Victims: nothing masked; mis en cause: 44 - 30; hors champ: 195 - 20 - 30 - 145.
    assert age.regrouped == (None, 14, 0, 88)
    assert [line.category.code for line in age.lines if line.inside] == ["18_24", "25_59", "60_plus"]
    assert age.line("majeurs").is_group
    assert (sex.masked, sex.size, edition.masked) == (8, 12, (20, 36))


def test_a_quarter_has_its_line_and_no_total_of_the_year():
    edition = editions.quarter()
    assert (edition.title, edition.quarter, edition.total) == ("1er trimestre 2012", 1, None)
    (crossing,) = edition.crossings
    assert crossing.line("T1").cells == (20, None, None, 80)
    assert crossing.regrouped == (None,) * 4


def test_an_edition_reads_back_as_it_was_kept():
    for edition in (editions.year(), editions.quarter()):
        text = edition_json(edition)
        assert edition_of(text) == edition
        assert edition_json(edition_of(text)) == text
