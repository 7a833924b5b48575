"""The shapes of what is counted and of what is published: checked when built, read back strictly."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from exports.protection.cells import Catalogue, Variable, counted
from exports.protection.published import Publication, PublishedCell, PublishedTable, together
from exports.protection.written import from_json, seal, to_json
from models.failure import Failure

S = Variable("S", ("v", "m", "d"), {"autres": ("m", "d")}, ("v", "m", "d"))
A = Variable("A", ("mineur", "18-25", "26-59", "60+"), {"majeur": ("18-25", "26-59", "60+")})
Q = Variable("Q", ("T1", "T2"))
CATALOGUE = Catalogue("v1", (S, A, Q), "S", (("S", "A"), ("S", "Q")), merges=(("v", "autres"),), calendar="Q")
TABLE = PublishedTable(
    "2012", "2012", ("S", "A"), (PublishedCell({}, 84), PublishedCell({"S": "v", "A": "majeur"}, None))
)
PUBLICATION = Publication(
    "2012",
    "2012",
    6,
    "v1",
    "S",
    (S, A, Q),
    (TABLE,),
    {"2012": ("T1", "T2")},
    ((("A", "mineur"), ("S", "m")),),
    source="Commissariat d’Exemple",
)


def test_a_publication_is_read_back_as_it_was_written():
    assert from_json(to_json(PUBLICATION)) == PUBLICATION
    assert to_json(from_json(to_json(PUBLICATION))) == to_json(PUBLICATION)
    assert json.loads(to_json(PUBLICATION))["digest"] == seal(PUBLICATION)


def test_a_table_answers_for_its_cells():
    assert TABLE[{}] == 84
    assert TABLE[{"A": "majeur", "S": "v"}] is None
    with pytest.raises(KeyError):
        TABLE[{"S": "m"}]
    assert PUBLICATION.totals == {(): 84}


def test_publications_of_one_year_are_put_together():
    both = together((PUBLICATION, replace(PUBLICATION, release="2012 bis")))
    assert both.release == "2012 bis"
    assert both.tables == (TABLE, TABLE)
    with pytest.raises(ValueError, match="different populations"):
        together((PUBLICATION, replace(PUBLICATION, period="2013")))


def test_records_are_counted_in_each_table():
    records = [
        {"S": "v", "A": "mineur", "Q": "T1"},
        {"S": "v", "A": "mineur", "Q": "T2"},
        {"S": "m", "A": "60+", "Q": "T1"},
    ]
    year = counted(CATALOGUE, records, "2012", "2012")
    assert year.tables[("S", "A")] == {("v", "mineur"): 2, ("m", "60+"): 1}
    quarter = counted(CATALOGUE, records, "2012-T1", "2012", ("T1",))
    assert quarter.tables == {("S", "Q"): {("v", "T1"): 1, ("m", "T1"): 1}}


@pytest.mark.parametrize(
    "fault",
    [
        lambda: Variable("A", ()),
        lambda: Variable("A", ("a", "a")),
        lambda: Variable("A", ("a", "b", "c"), {"a": ("b", "c")}),
        lambda: Variable("A", ("a", "b"), {"tout": ("a", "b")}),
        lambda: Variable("A", ("a", "b", "c"), {"seul": ("a",)}),
        lambda: Variable("A", ("a", "b", "c"), {"x": ("a", "b"), "y": ("b", "c")}),
        lambda: Variable("A", ("a", "b"), sensitive=("c",)),
        lambda: replace(CATALOGUE, tables=(("S", "A"), ("S", "A"), ("S", "Q"))),
        lambda: replace(CATALOGUE, tables=(("A", "S"), ("S", "Q"))),
        lambda: replace(CATALOGUE, tables=(("S", "A", "Q"),)),
        lambda: replace(CATALOGUE, merges=(("v", "m"),)),
        lambda: replace(CATALOGUE, impossible=((("A", "mineur"), ("Q", "T1")),)),
        lambda: replace(CATALOGUE, impossible=((("A", "bébé"),),)),
    ],
)
def test_a_catalogue_that_could_not_be_protected_is_refused(fault: Callable[[], object]):
    with pytest.raises(ValueError, match=r"variable|catalogue"):
        fault()


def changed(**keys: Any) -> bytes:
    return json.dumps(json.loads(to_json(PUBLICATION)) | keys).encode()


HOSTILE = [
    b"",
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"k": 6, "k": 7}',
    to_json(PUBLICATION)[:-20],
    to_json(PUBLICATION).replace(b"84", b"84.0"),
    to_json(PUBLICATION).replace(b"84", b"NaN"),
    to_json(PUBLICATION).replace(b"84", b"-1"),
    to_json(PUBLICATION).replace(b"84", b"1" * 5000),
    to_json(PUBLICATION).replace(b"84", b"true"),
    to_json(PUBLICATION).replace(b'"A":"majeur"', b'"A":"bebe"'),
    changed(more=1),
    changed(form="permanence-publication-9"),
    changed(k="6"),
    changed(k=True),
    changed(source="a\nb"),
    changed(source="\ud800"),
    changed(release="x" * 201),
    changed(variables=[]),
    changed(variables={"S": {}}),
    changed(tables=[None]),
    changed(tables=[{}] * 3000),
    changed(periods={"2012": "T1"}),
    changed(impossible=[{"S": ["v"]}]),
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("sealed", [True, False])
def test_a_file_that_is_no_publication_is_refused_in_french(data: bytes, sealed: bool):
    with pytest.raises(Failure, match="n’est pas une publication lisible"):
        from_json(data, sealed=sealed)


def test_a_changed_number_breaks_the_seal():
    altered = to_json(PUBLICATION).replace(b"84", b"85")
    with pytest.raises(Failure, match="empreinte"):
        from_json(altered)
    assert from_json(altered, sealed=False).totals == {(): 85}


def test_the_attack_can_do_without_the_seal():
    content = json.loads(to_json(PUBLICATION))
    bare = {key: content[key] for key in ("k", "variables", "periods", "tables", "impossible")}
    told = from_json(json.dumps(bare).encode(), sealed=False)
    assert (told.tables, told.period) == (PUBLICATION.tables, "2012")
    with pytest.raises(Failure):
        from_json(json.dumps(bare).encode())
