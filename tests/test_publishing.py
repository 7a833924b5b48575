"""Periods are closed for good: late records, merges, erasures and imports change no figure that left."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.closing import Prepared, prepare
from exports.edition import Edition
from exports.protection.published import together
from models.casework import ACTE, NOUNS, PERSONNE, SITUATION, Record
from models.closing import year_of
from models.counting import observe
from models.dates import VagueDate
from models.failure import Failure
from models.fields import (
    Address,
    AddressField,
    Answers,
    ListField,
    PhoneField,
    TextField,
    Unit,
    VagueDateField,
)
from models.forms import accueil, acte, personne
from storage import durable, restoration, vault
from storage.database import Database
from storage.publications import Publications, RegisterBroken
from storage.records import Records
from storage.vault import Vault
from tests import vaults
from tests.test_demonstration import opened_up
from tests.vaults import PARIS_IN_SUMMER, Watch
from ui import publishing, safeguards

VICTIMS, SUSPECTS, OTHERS = accueil.VICTIME, accueil.MIS_EN_CAUSE, accueil.HORS_CHAMP_PENAL
SPRING, SUMMER, NEW_YEAR = (
    datetime(2012, 4, 5, 9, tzinfo=PARIS_IN_SUMMER),
    datetime(2012, 7, 4, 9, tzinfo=PARIS_IN_SUMMER),
    datetime(2013, 1, 7, 9, tzinfo=PARIS_IN_SUMMER),
)


def receive(
    records: Records, day: date, status: str = VICTIMS, sexe: str = "femme", times: int = 1
) -> list[Record]:
    """As many persons received on a day; their records."""
    found: list[Record] = []
    with records.transaction():
        for _ in range(times):
            person = records.add(PERSONNE, Answers(personne.FORM).with_(personne.SEXE, sexe))
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, day).with_(accueil.STATUT, status)
            records.add(SITUATION, intake, person)
            found.append(person)
    return found


def publish(opened: Vault, folder: Path, quarter: int, k: int | None = None, year: int = 2012) -> Edition:
    prepared = prepare(publishing.gather(opened, year, quarter, k))
    name = f"comptage-{prepared.edition.name}.txt"
    publishing.publish(opened, prepared, {name: prepared.edition.seal.encode()}, folder)
    opened.publications.check()
    assert opened.publications.of(year, quarter) is not None
    return publishing.editions(opened)[-1]


def of_quarter(edition: Edition, code: str) -> tuple[int | None, ...]:
    """Victims, suspects, others, everybody."""
    return edition.crossing("trimestre").line(code).cells


@pytest.fixture
def clock() -> Watch:
    return Watch(SPRING)


@pytest.fixture
def first(opened: Vault) -> Vault:
    """A first quarter of 20 victims, 12 suspects and 30 others."""
    receive(opened.records, date(2012, 2, 1), VICTIMS, times=20)
    receive(opened.records, date(2012, 3, 31), SUSPECTS, "homme", times=12)
    receive(opened.records, date(2012, 1, 1), OTHERS, times=30)
    return opened


def test_a_quarter_gives_persons_by_status_and_nothing_else(first: Vault, tmp_path: Path):
    edition = publish(first, tmp_path, 1)
    assert of_quarter(edition, "T1") == (20, 12, 30, 62)
    assert [each.variable.code for each in edition.crossings] == ["trimestre"]
    assert (edition.volumes, edition.total) == ((), None)


def test_the_first_of_april_is_not_in_the_first_quarter(first: Vault, clock: Watch, tmp_path: Path):
    receive(first.records, date(2012, 4, 1), times=9)
    clock.now = SUMMER
    edition = publish(first, tmp_path, 2)
    assert (of_quarter(edition, "T2")[3], of_quarter(edition, "S1")[3]) == (9, 71)


def test_a_late_record_is_counted_in_the_next_quarter_and_said_to_wait(
    first: Vault, clock: Watch, tmp_path: Path
):
    publish(first, tmp_path, 1)
    receive(first.records, date(2012, 2, 2), OTHERS, times=7)
    assert publishing.state(first, 2012).late == 7
    assert "7 personnes" in publishing.state(first, 2012).waiting
    receive(first.records, date(2012, 5, 2), VICTIMS, times=25)
    receive(first.records, date(2012, 5, 2), SUSPECTS, times=10)
    receive(first.records, date(2012, 5, 2), OTHERS, times=13)
    clock.now = SUMMER
    edition = publish(first, tmp_path, 2)
    assert of_quarter(edition, "T2") == (25, 10, 20, 55)
    assert publishing.state(first, 2012).late == 0


def test_a_late_record_of_a_closed_year_is_counted_nowhere(first: Vault, clock: Watch, tmp_path: Path):
    clock.now = NEW_YEAR
    publish(first, tmp_path, 4)
    receive(first.records, date(2012, 12, 31))
    assert publishing.state(first, 2012).late == 1
    assert "aucun fichier ne les comptera" in publishing.state(first, 2012).waiting
    with pytest.raises(Failure, match="close depuis"):
        publish(first, tmp_path, 4)


def test_a_person_keeps_the_quarter_and_the_status_of_her_first_count(
    first: Vault, clock: Watch, tmp_path: Path
):
    known = receive(first.records, date(2012, 2, 2), OTHERS)[0]
    publish(first, tmp_path, 1)
    again = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 1, 2))
    first.records.add(SITUATION, again.with_(accueil.STATUT, VICTIMS), known)
    clock.now = NEW_YEAR
    edition = publish(first, tmp_path, 4)
    assert edition.partition[0][1] == 20, "an older situation was noted later, as a victim"
    assert edition.total == 63
    assert of_quarter(edition, "T1")[3] == 63


def figures(edition: Edition) -> dict[str, object]:
    return {each.variable.code: (each.totals, each.lines) for each in edition.crossings}


def test_the_same_period_published_again_is_the_same_to_the_last_byte(first: Vault, tmp_path: Path):
    publish(first, tmp_path, 1)
    published = first.publications.of(2012, 1)
    assert published is not None
    receive(first.records, date(2012, 2, 2), OTHERS, times=50)
    again = tmp_path / "encore"
    again.mkdir()
    for _ in range(2):
        (path,) = publishing.publish_again(first, published, again)
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
        assert published.files[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    (again / "comptage-2012-T1.txt").write_bytes(b"autre")
    with pytest.raises(Failure, match="existe déjà"):
        publishing.publish_again(first, published, again)


def test_a_period_that_is_not_over_is_not_closed(first: Vault, clock: Watch, tmp_path: Path):
    clock.now = datetime(2012, 3, 31, 23, 59, tzinfo=PARIS_IN_SUMMER)
    with pytest.raises(Failure, match="pas finie"):
        publish(first, tmp_path, 1)
    clock.now = datetime(2012, 4, 1, 0, 1, tzinfo=PARIS_IN_SUMMER)
    publish(first, tmp_path, 1)


def test_the_threshold_changes_on_the_first_of_january_only(first: Vault, clock: Watch, tmp_path: Path):
    publish(first, tmp_path, 1, k=11)
    clock.now = NEW_YEAR
    with pytest.raises(Failure, match="Le seuil de 2012 est 11"):
        publishing.gather(first, 2012, 4, 6)
    assert publish(first, tmp_path, 4).k == 11
    clock.now = datetime(2013, 4, 2, tzinfo=PARIS_IN_SUMMER)
    assert publish(first, tmp_path, 1, k=6, year=2013).k == 6


def test_nothing_is_closed_when_the_files_cannot_be_written(first: Vault, tmp_path: Path):
    (tmp_path / "comptage-2012-T1.txt").write_bytes(b"un autre")
    with pytest.raises(Failure, match="existe déjà"):
        publish(first, tmp_path, 1)
    assert first.publications.closings(2012) == first.publications.all() == ()
    assert first.departures.all() == []


def test_a_preview_overtaken_by_another_publication_is_refused(first: Vault, tmp_path: Path):
    stale = prepare(publishing.gather(first, 2012, 1))
    publish(first, tmp_path, 1)
    with pytest.raises(Failure, match="Refaites l’aperçu"):
        publishing.publish(first, stale, {"x": b"x"}, tmp_path)


def test_what_another_vault_published_leaves_totals_only(first: Vault, clock: Watch, tmp_path: Path):
    clock.now = NEW_YEAR
    prepared = prepare(publishing.gather(first, 2012, 4, elsewhere=True))
    assert prepared.edition.reason
    assert not prepared.edition.crossings
    publishing.publish(first, prepared, {"x": b"x"}, tmp_path)
    rules = first.publications.exercise(2012)
    assert rules is not None
    assert not rules.detail


@pytest.mark.parametrize("lost", [True, False])
def test_what_a_restored_backup_does_not_know_of_leaves_totals_only(
    first: Vault, clock: Watch, tmp_path: Path, lost: bool
):
    """A year published from an older register could be subtracted from what it has forgotten."""
    if not lost:
        publish(first, tmp_path, 1)
    made = safeguards.back_up(first, tmp_path)
    if lost:
        publish(first, tmp_path, 1)
    first.close()
    clock.now = SUMMER
    restored = restoration.restore(made.path, first.folder, vaults.PASSPHRASE, clock)
    assert ("gardez les fichiers transmis" in safeguards.told_restored(restored)) == lost
    clock.now = NEW_YEAR
    with vault.open_vault(first.folder, vaults.PASSPHRASE, clock) as again:
        assert (publishing.state(again, 2012).gap is not None) == lost
        assert (publishing.state(again, 2013).gap is not None) is False
        prepared = prepare(publishing.gather(again, 2012, 4))
        assert bool(prepared.edition.reason) == lost
        assert bool(prepared.edition.crossings) != lost
        sure = prepare(publishing.gather(again, 2012, 4, nothing_since=True))
        assert sure.edition.crossings


ALTERED = (
    "UPDATE publication SET contenu = json_set(contenu, '$.stopped_on', '2012-04-06')",
    "UPDATE publication SET le = '2012-04-06T00:00:00+02:00'",
    "UPDATE document SET octets = x'00'",
    "UPDATE cloture SET effectifs = '{}'",
    "UPDATE comptee SET statut = 'victime'",
    "DELETE FROM comptee WHERE personne = 1",
    "UPDATE exercice SET seuil = 11",
    "DELETE FROM document; DELETE FROM publication",
    "DELETE FROM document; DELETE FROM publication; DELETE FROM comptee; DELETE FROM cloture",
)


@pytest.mark.parametrize("how", ALTERED)
def test_a_register_that_was_altered_or_cut_blocks_what_follows(
    first: Vault, clock: Watch, tmp_path: Path, how: str
):
    publish(first, tmp_path, 1)
    for statement in how.split("; "):
        first._database.execute(statement)
    clock.now = NEW_YEAR
    with pytest.raises(RegisterBroken, match="altéré ou incomplet"):
        publishing.gather(first, 2012, 4)


def test_the_control_of_these_alterations_is_a_register_left_alone(
    first: Vault, clock: Watch, tmp_path: Path
):
    publish(first, tmp_path, 1)
    clock.now = NEW_YEAR
    assert publishing.gather(first, 2012, 4).history


def erase(opened: Vault, person: Record) -> None:
    """Take her back with all that is hers."""
    for situation in opened.records.of(person, SITUATION):
        for noun in NOUNS:
            if noun.owner is SITUATION:
                for each in opened.records.of(situation, noun):
                    opened.records.remove(each)
        opened.records.remove(situation)
    opened.records.remove(person)


def test_an_erased_person_stays_counted_and_nothing_of_her_is_kept(
    first: Vault, clock: Watch, tmp_path: Path
):
    publish(first, tmp_path, 1)
    gone = first.records.all(PERSONNE)[0]
    code = first.records.person(gone.id).code
    erase(first, gone)
    clock.now = NEW_YEAR
    edition = publish(first, tmp_path, 4)
    assert (edition.total, edition.partition[0][1]) == (62, 20)
    held = [
        first._database.rows(f"SELECT * FROM {table}")
        for table in ("exercice", "cloture", "comptee", "publication", "document")
    ]
    assert gone.id not in repr(held)
    assert code not in repr(held)


def test_two_persons_counted_and_then_merged_stay_two(first: Vault, clock: Watch, tmp_path: Path):
    publish(first, tmp_path, 1)
    kept, absorbed = first.records.all(PERSONNE)[:2]
    merge = first.merges.merge(kept, absorbed)
    clock.now = NEW_YEAR
    merged = prepare(publishing.gather(first, 2012, 4)).edition
    first.merges.undo(merge)
    parted = publish(first, tmp_path, 4)
    assert (merged.total, parted.total) == (62, 62)


def test_a_person_merged_with_one_who_is_counted_is_not_counted_again(
    first: Vault, clock: Watch, tmp_path: Path
):
    publish(first, tmp_path, 1)
    counted = first.records.all(PERSONNE)[0]
    (newcomer,) = receive(first.records, date(2012, 5, 2))
    receive(first.records, date(2012, 5, 2), times=9)
    first.merges.merge(newcomer, counted)
    clock.now = NEW_YEAR
    edition = publish(first, tmp_path, 4)
    assert edition.total == 62 + 9


STEPS = st.lists(
    st.sampled_from(("receive", "late", "erase", "merge", "part", "publish", "change")),
    min_size=4,
    max_size=12,
)


@given(STEPS, st.sampled_from((6, 11)))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_between_closings_what_was_published_holds(
    made_once: vault.Opening, tmp_path_factory: pytest.TempPathFactory, steps: Sequence[str], k: int
):
    """Quarters are closed one after the other; the year adds up to all that was printed before."""
    folder, clock = tmp_path_factory.mktemp("suite"), Watch(SPRING)
    with vault.open_database(vaults.copied(made_once, folder / "coffre"), clock) as opened:
        receive(opened.records, date(2012, 2, 1), times=14)
        receive(opened.records, date(2012, 2, 1), OTHERS, times=13)
        quarter, merges, said = 1, [], {}
        for step in (*steps, "publish"):
            persons = [each for each in opened.records.all(PERSONNE) if not opened.records._is_merged(each)]
            match step:
                case "receive":
                    receive(opened.records, clock().date(), times=3)
                case "late":
                    receive(opened.records, date(2012, 1, 3), OTHERS)
                case "change":
                    situation = opened.records.of(persons[-1], SITUATION)[0]
                    opened.records.save(situation, situation.answers.with_(accueil.STATUT, SUSPECTS))
                case "erase":
                    erase(opened, persons[0])
                case "merge":
                    merges.append(opened.merges.merge(persons[0], persons[1]))
                case "part" if merges:
                    opened.merges.undo(merges.pop())
                case "publish" if quarter < 4:
                    clock.now = datetime(2012, 3 * quarter + 1, 2, tzinfo=PARIS_IN_SUMMER)
                    edition = publish(opened, folder, quarter, k)
                    said[f"T{quarter}"] = of_quarter(edition, f"T{quarter}")
                    quarter += 1
                case _:
                    pass
        clock.now = NEW_YEAR
        year = publish(opened, folder, 4, k)
        editions = publishing.editions(opened)
        assert [each.publication.number for each in editions] == list(range(1, len(editions) + 1))
        together(each.publication for each in editions)
        if not year.reason:
            for code, cells in said.items():
                again = dict(zip((c.code for c in year.columns), of_quarter(year, code), strict=True))
                whole = dict(zip((c.code for c in editions[0].columns), cells, strict=True))
                assert all(again[c] in (None, whole[c]) for c in again if whole.get(c) is not None)


def test_a_register_of_many_publications_is_whole(first: Vault, clock: Watch, tmp_path: Path):
    seals: list[str] = []
    for quarter, moment in ((1, SPRING), (2, SUMMER), (4, NEW_YEAR)):
        clock.now = moment
        edition = publish(first, tmp_path, quarter)
        assert edition.publication.previous == (seals[-1] if seals else "")
        seals.append(edition.seal)
    digests = [each.digest for each in first.publications.all()]
    assert [each.previous for each in first.publications.all()] == ["", *digests[:-1]]


# Small years, each with its figure by hand.


def year(opened: Vault, *several: tuple[int, str, str]) -> Prepared:
    """A year of some persons of each status and sex."""
    for times, status, sexe in several:
        receive(opened.records, date(2012, 6, 1), status, sexe, times)
    return prepare(publishing.gather(opened, 2012, 4))


@pytest.fixture
def january(opened: Vault, clock: Watch) -> Vault:
    clock.now = NEW_YEAR
    return opened


@pytest.mark.parametrize("persons", [0, 1, 5])
def test_a_year_of_too_few_persons_tells_no_number(january: Vault, persons: int):
    edition = year(january, (persons, VICTIMS, "femme")).edition
    assert (edition.total, edition.crossings, edition.volumes) == (None, (), ())
    assert "Moins de 6 personnes" in edition.reason


def test_a_status_of_too_few_is_put_with_the_others(january: Vault):
    edition = year(january, (5, SUSPECTS, "homme"), (30, VICTIMS, "femme"), (20, OTHERS, "femme")).edition
    assert [(column.label, count) for column, count in edition.partition] == [
        ("Victime", 30),
        ("Mis en cause, hors champ pénal", 25),
    ]
    assert edition.sum == "55 = 30 + 25"


def test_one_victim_less_than_the_threshold_leaves_one_total(january: Vault):
    edition = year(january, (5, VICTIMS, "femme"), (30, SUSPECTS, "homme"), (20, OTHERS, "femme")).edition
    assert edition.total == 55
    assert 5 not in {number for each in edition.crossings for line in each.lines for number in line.cells}


def test_everybody_in_one_category_is_not_seen_to_be(january: Vault):
    """All 40 victims are received for violence in the couple: the line may not say that none is elsewhere."""
    for each in receive(january.records, date(2012, 6, 1), VICTIMS, times=40):
        (situation,) = january.records.of(each, SITUATION)
        january.records.save(
            situation, situation.answers.with_(accueil.PROBLEMATIQUE, "violences_couple.couple_actuel")
        )
    edition = year(january, (30, SUSPECTS, "homme"), (40, OTHERS, "femme")).edition
    crossing = edition.crossing("problematique")
    assert all(
        line.cells[0] is None
        for line in crossing.lines
        if line.category.code in ("violences", "violences_couple")
    )


def test_an_act_noted_for_a_person_of_the_year_before_counts_her_once(january: Vault):
    (known,) = receive(january.records, date(2011, 6, 1))
    (situation,) = january.records.of(known, SITUATION)
    for _ in range(3):
        act = Answers(acte.FORM).with_(acte.DATE_ACTE, date(2012, 6, 2)).with_(acte.NATURE, "ecoute")
        january.records.add(ACTE, act, situation)
    assert year(january, (20, VICTIMS, "femme")).edition.total == 21


def test_the_file_and_the_screen_count_the_same_persons(january: Vault):
    prepared = year(january, (20, VICTIMS, "femme"), (30, OTHERS, "homme"), (12, SUSPECTS, "homme"))
    seen = observe(january.material(date(2012, 12, 31)), year_of(2012)).of(Unit.PERSONNE)
    assert prepared.edition.total == len(seen) == 62


def filled(answers: Answers, tokens: list[str]) -> Answers:
    """Every question that is no list of answers, with a token of its own."""

    def token() -> str:
        tokens.append(f"JETON{len(tokens):05}")
        return tokens[-1]

    for field in answers.form.fields:
        match field:
            case TextField() | PhoneField():
                answers = answers.with_(field, token())
            case AddressField():
                answers = answers.with_(field, Address(token(), token(), token(), token()))
            case VagueDateField():
                answers = answers.with_(field, VagueDate(token(), date(1980, 1, 1), date(1980, 1, 1)))
            case ListField():
                answers = answers.with_(field, (filled(Answers(field.item), tokens),))
            case _:
                pass
    return answers


def test_no_word_of_any_form_is_in_what_is_published(january: Vault, tmp_path: Path):
    tokens: list[str] = []
    with january.records.transaction():
        for _ in range(12):
            person = january.records.add(PERSONNE, filled(Answers(personne.FORM), tokens))
            intake = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, date(2012, 6, 1))
            known = filled(intake.with_(accueil.STATUT, VICTIMS), tokens)
            situation = january.records.add(SITUATION, known, person)
            for noun in NOUNS:
                if noun.owner is SITUATION:
                    dated = Answers(noun.form)
                    if noun.form.fact_date is not None:
                        dated = dated.with_(noun.form.fact_date, date(2012, 6, 2))
                    january.records.add(noun, filled(dated, tokens), situation)
    prepared = year(january, (20, OTHERS, "femme"))
    assert prepared.edition.total == 32
    documents = publishing.documents(prepared)
    publishing.publish(january, prepared, documents, tmp_path)
    held = january._database.rows("SELECT * FROM publication JOIN cloture USING (annee, trimestre)")
    opened = (name.encode() + opened_up(name, data) for name, data in documents.items())
    leaving = b"\n".join([repr(held).encode(), *opened])
    assert len(tokens) > 1000
    assert not [token for token in tokens if token.encode() in leaving]
    kept = repr(january._database.rows("SELECT reponses FROM acte")).encode()
    assert [token for token in tokens if token.encode() in kept], "the control"


def test_the_register_is_whole_in_a_copy_of_the_vault(first: Vault, clock: Watch, tmp_path: Path):
    """What numbers the publications goes with the database, wherever it is copied."""
    publish(first, tmp_path, 1)
    path, key = tmp_path / "copie.db", bytes(range(48)).hex()
    durable.create(path)
    assert first._database.copy_under(path, key, lambda: True)
    copy = Database(path, key)
    try:
        Publications(copy, clock, "Claire").check()
    finally:
        copy.close()
