"""What waits, what changed, what is not to be offered: the rules, then the gestures in the window."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QTableWidget

from models import minors, withheld
from models.casework import ACTE, ECHEANCE, EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun, Record
from models.dates import vague
from models.fields import Answers, AnyField, ChoiceField, DateField, TreeChoiceField, no_answer
from models.followup import (
    RECEIVED_LATELY,
    SOON,
    STAYS_URGENT,
    UNKNOWN_OUTCOME,
    WITHOUT_NEWS,
    is_open,
    is_urgent,
    last_sign,
)
from models.forms import accueil, acte, echeance, evaluation, orientation, personne, services
from models.importing import Entry
from models.needs import compared, retaken
from storage.vault import Vault
from tests.vaults import Watch
from tests.windows import NAME, Screen, settle
from ui.pages.situation import SituationPage
from ui.records_view import RecordCard
from ui.search_choice import SearchChoice
from ui.task_list import TaskList

TODAY = date(2012, 6, 15)
DAYS = st.dates(date(2010, 1, 1), date(2015, 1, 1))
LEVELS = st.sampled_from([None, *evaluation.BESOINS[0].labels])
BESOIN = evaluation.BESOINS[0]


def intake(*given_: tuple[AnyField, object], on: date = TODAY) -> Answers:
    values = {accueil.DATE_ACCUEIL.code: on, **{field.code: value for field, value in given_}}
    return Answers(accueil.FORM, values)


COUPLE = intake((accueil.PROBLEMATIQUE, "violences_couple.couple_actuel"))
ELSEWHERE = intake((accueil.PROBLEMATIQUE, "voisinage.sans_violence"))


# The rules.


@given(DAYS, DAYS, st.none() | DAYS, st.none() | DAYS)
def test_what_is_urgent_is_so_until_a_day_then_never_again(
    entered: date, today: date, day: date | None, until: date | None
):
    due = Answers(echeance.FORM, {"urgent": "oui", "date_echeance": day, "urgent_jusqu_au": until})
    last = until or (day or entered) + STAYS_URGENT
    assert is_urgent(due, entered, today) == (today <= last)
    assert not is_urgent(due.with_(echeance.URGENT, "non"), entered, today)
    assert not is_urgent(due.with_(echeance.URGENT, None), entered, today)


@given(st.lists(LEVELS, max_size=5))
def test_only_what_was_said_on_two_days_is_a_change(levels: list[str | None]):
    days = [Answers(evaluation.FORM).with_(BESOIN, level) for level in levels]
    line = compared(days)[0]
    said = [level for level in levels if level not in (None, "non_renseigne", "non_aborde")]
    assert sum(map(bool, line.changes)) == sum(a != b for a, b in pairwise(said))
    assert all(change in ("", "en hausse", "en baisse", "changé") for change in line.changes)


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("aucun", "urgent", "en hausse"),
        ("urgent", "information", "en baisse"),
        ("urgent", "refuse", "changé"),
        ("urgent", "non_aborde", ""),
        ("urgent", None, ""),
    ],
)
def test_a_change_of_level_says_its_direction(before: str, now: str | None, told: str):
    days = [Answers(evaluation.FORM).with_(BESOIN, level) for level in (before, now)]
    assert compared(days)[0].changes == ("", told)


def test_of_the_danger_criteria_only_those_that_changed_are_compared():
    first, second = evaluation.CRITERES[:2]
    before = Answers(evaluation.FORM).with_(first, "non").with_(second, "non_posee")
    after = before.with_(first, "oui").with_(second, "oui")
    shown = {line.field for line in compared([before, after])}
    assert first in shown
    assert second not in shown


@given(st.lists(LEVELS, min_size=13, max_size=13), st.lists(LEVELS, min_size=13, max_size=13))
def test_levels_taken_again_never_replace_an_answer_of_the_day(now: list[str | None], then: list[str | None]):
    today = Answers(evaluation.FORM, dict(zip([b.code for b in evaluation.BESOINS], now, strict=True)))
    former = Answers(evaluation.FORM, dict(zip([b.code for b in evaluation.BESOINS], then, strict=True)))
    taken = retaken(today, former)
    assert all(taken[field] == today[field] for field in today.answered() if field in evaluation.BESOINS)
    assert all(taken[b] in (today[b], former[b]) for b in evaluation.BESOINS)


@pytest.mark.parametrize(
    ("field", "option"),
    [(acte.NATURE, acte.MEDIATION), (orientation.DESTINATAIRE, services.CONCILIATEUR)],
)
def test_mediation_is_withheld_in_couple_violence_and_offered_elsewhere(
    field: ChoiceField | TreeChoiceField, option: str
):
    linked = ELSEWHERE.with_(accueil.LIEN, "ex")
    associated = ELSEWHERE.with_(accueil.PROBLEMATIQUES_ASSOCIEES, frozenset(("violences_couple",)))
    for where in (COUPLE, linked, associated):
        assert withheld.withheld(field, where) == {option}
    assert (
        withheld.withheld(field, ELSEWHERE) == withheld.withheld(field, Answers(accueil.FORM)) == frozenset()
    )
    form = acte.FORM if field is acte.NATURE else orientation.FORM
    answers = Answers(form).with_(field, option)
    assert [problem.path for problem in withheld.problems(answers, COUPLE)] == [field.code]
    assert withheld.problems(answers, ELSEWHERE) == ()


def test_every_option_withheld_is_one_of_its_list():
    for rule in withheld.RULES:
        assert set(rule.options) <= set(rule.field.labels)


def test_the_ways_to_protect_a_child_are_told_when_there_is_one():
    child = Answers(accueil.ENFANT).with_(accueil.EXPOSE_VIOLENCES, "oui")
    minor = Answers(personne.FORM).with_(personne.NAISSANCE, vague("15/06/1995", TODAY))
    grown = Answers(personne.FORM).with_(personne.NAISSANCE, vague("15/06/1994", TODAY))
    assert "119" in minors.warning(minor, ELSEWHERE, TODAY)
    assert minors.warning(grown, ELSEWHERE, TODAY) == ""
    assert "Un enfant a vu" in minors.warning(grown, ELSEWHERE.with_(accueil.ENFANTS, (child,)), TODAY)
    assert minors.warning(grown, intake((accueil.PROBLEMATIQUE, "mineurs.danger")), TODAY)


@given(st.none() | DAYS, DAYS)
def test_a_record_without_a_date_speaks_of_the_day_of_its_entry(day: date | None, entered: date):
    for noun, field in ((ACTE, acte.DATE_ACTE), (ECHEANCE, echeance.DATE_ECHEANCE)):
        assert last_sign(noun, Answers(noun.form).with_(field, day), entered) == (day or entered)


@pytest.mark.parametrize("state", [None, *orientation.ETAT.labels])
def test_an_orientation_waits_until_its_outcome_is_known(state: str | None):
    answers = Answers(orientation.FORM).with_(orientation.ETAT, state)
    known = ("refusee", "effective", "pas_de_place", "refus_structure", "non_aboutie")
    assert is_open(ORIENTATION, answers) == (state not in known)
    assert not is_open(ORIENTATION, answers.with_(orientation.DESTINATAIRE, orientation.AUCUNE))


# What is found in the vault.


def received(vault: Vault, day: date) -> Record:
    person = vault.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, NAME))
    return vault.records.add(SITUATION, intake(on=day), person)


def silent(vault: Vault) -> list[str]:
    return [each.record.id for each in vault.agenda.without_news(TODAY, -1)]


def test_a_situation_is_without_news_from_the_very_day(opened: Vault):
    old = received(opened, TODAY - WITHOUT_NEWS)
    received(opened, TODAY - WITHOUT_NEWS + timedelta(days=1))
    assert silent(opened) == [old.id]
    assert opened.damages() == []


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        (ACTE, acte.DATE_ACTE),
        (EVALUATION, evaluation.DATE_EVALUATION),
        (ORIENTATION, orientation.DATE_ORIENTATION),
        (ECHEANCE, echeance.DATE_ECHEANCE),
    ],
)
def test_whatever_is_noted_is_news(opened: Vault, noun: Noun, field: DateField):
    old = received(opened, TODAY - 2 * WITHOUT_NEWS)
    assert silent(opened) == [old.id]
    noted = opened.records.add(noun, Answers(noun.form).with_(field, TODAY), old)
    assert silent(opened) == []
    opened.records.remove(noted)
    assert silent(opened) == [old.id]


def test_a_closed_situation_waits_for_nothing(opened: Vault):
    old = received(opened, TODAY - WITHOUT_NEWS)
    towards = Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, TODAY - WITHOUT_NEWS)
    opened.records.add(ORIENTATION, towards, old)
    assert [len(silent(opened)), len(opened.agenda.unresolved(TODAY, -1))] == [1, 1]
    opened.records.save(old, old.answers.with_(accueil.CLOTURE_LE, TODAY))
    assert [len(silent(opened)), len(opened.agenda.unresolved(TODAY, -1))] == [0, 0]


@pytest.mark.parametrize(("years", "waits"), [(1, 0), (0, 1)])
def test_what_the_table_of_a_year_that_is_over_brought_waits_for_nothing(
    opened: Vault, years: int, waits: int
):
    here = received(opened, TODAY)
    day = TODAY.replace(year=TODAY.year - years) - WITHOUT_NEWS
    assert (day.year == TODAY.year) is (years == 0)
    towards = Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, day)
    row = Entry(
        1,
        "empreinte",
        Answers(personne.FORM).with_(personne.NOM, "Ancienne"),
        intake(on=day),
        ((ORIENTATION, towards),),
    )
    for _ in opened.imports.apply("table", [row], {}):
        pass
    assert [len(silent(opened)), len(opened.agenda.unresolved(TODAY, -1))] == [waits, waits]
    assert opened.agenda.without_news_count(TODAY) == opened.agenda.unresolved_count(TODAY) == waits
    assert opened.records.recent_persons(1)[0].record.id == here.owner_id
    (brought,) = opened.records.search("Ancienne")
    (situation,) = opened.records.of(brought.record, SITUATION)
    opened.records.add(ACTE, Answers(acte.FORM).with_(acte.DATE_ACTE, TODAY - WITHOUT_NEWS), situation)
    assert silent(opened) == [situation.id]
    assert opened.records.recent_persons(1)[0].record.id == brought.record.id


def test_an_orientation_is_to_be_checked_from_the_very_day_until_it_is(opened: Vault):
    situation = received(opened, TODAY)
    for days in (0, 1):
        day = TODAY - UNKNOWN_OUTCOME + timedelta(days=days)
        towards = Answers(orientation.FORM).with_(orientation.DATE_ORIENTATION, day)
        opened.records.add(ORIENTATION, towards, situation)
    (waiting,) = opened.agenda.unresolved(TODAY, -1)
    assert waiting.since == TODAY - UNKNOWN_OUTCOME
    checked = waiting.record.answers.with_(orientation.ETAT_VERIFIE_LE, TODAY)
    opened.records.save(waiting.record, checked)
    assert opened.agenda.unresolved(TODAY, -1) == ()


def test_what_was_received_lately_is_incomplete_until_nothing_is_missing(opened: Vault):
    lately = [received(opened, TODAY - timedelta(days=days)) for days in (1, 0)]
    received(opened, TODAY - RECEIVED_LATELY)
    closed = received(opened, TODAY)
    opened.records.save(closed, closed.answers.with_(accueil.CLOTURE_LE, TODAY))
    found = opened.agenda.incomplete(TODAY, -1)
    assert [each.record.id for each in found] == [lately[1].id, lately[0].id]
    assert opened.agenda.incomplete(TODAY, 1) == found[:1]
    latest = found[0]
    for record in (latest.record, latest.person.record):
        answers = record.answers
        while gaps := answers.gaps():
            answers = answers.with_(gaps[0], no_answer(gaps[0]))  # pyright: ignore[reportArgumentType]
        assert opened.agenda.incomplete(TODAY, 1)[0].record.id == latest.record.id
        opened.records.save(record, answers)
    assert opened.agenda.incomplete(TODAY, 1)[0].record.id == latest.record.id, "no act is noted"
    opened.records.add(ACTE, Answers(acte.FORM), latest.record)
    assert [each.record.id for each in opened.agenda.incomplete(TODAY, -1)] == [lately[0].id]


def test_what_is_derived_of_the_follow_up_is_checked(opened: Vault):
    received(opened, TODAY)
    assert opened.damages() == []
    opened._database.execute("UPDATE suivi SET ouvert = 0")
    assert opened.damages() == ["données du suivi différentes des fiches"]


# The gestures.


def told(screen: Screen, name: str) -> tuple[str, ...]:
    """What a list says, once its title is clicked."""
    if screen.is_seen(f"onglet.{name}"):
        screen.click(f"onglet.{name}")
    return screen.seen(name, TaskList).told


def choose(screen: Screen, name: str, words: str) -> None:
    """One of the choices that a button beside a line proposes."""
    screen.click(name)
    (menu,) = screen.window.findChildren(QMenu, f"{name}.choix")
    chosen = next(each for each in menu.actions() if each.text() == words)
    menu.close()
    chosen.trigger()
    settle()


def note(screen: Screen, situation: Record, **given_: object) -> Record:
    return screen.records.add(ECHEANCE, Answers(ECHEANCE.form, given_), situation)


def test_a_duty_is_done_in_one_gesture_and_undone_in_one(screen: Screen):
    situation = screen.situation()
    made = note(screen, situation, date_echeance=TODAY, nature="ecrit")
    screen.workspace.show_today()
    screen.click("echeances.fait")
    assert screen.answers(made)[echeance.FAITE_LE] == TODAY
    assert told(screen, "echeances") == ("Rien à faire dans les sept jours.",)
    assert NAME not in screen.notice
    screen.click("avis.action")
    assert screen.answers(made)[echeance.FAITE_LE] is None
    assert "Écrit à remettre" in told(screen, "echeances")[0]


def test_a_duty_done_from_the_day_is_done_on_its_open_card_too(screen: Screen):
    situation = screen.situation()
    made = note(screen, situation, date_echeance=TODAY, nature="ecrit")
    screen.workspace.show_situation(situation.id, made.id)
    settle()
    screen.workspace.show_today()
    screen.click("echeances.fait")
    screen.workspace.show_latest()
    assert screen.seen(echeance.FAITE_LE.code, QLineEdit).text() == "15/06/2012"
    screen.page.flush()
    assert screen.answers(made)[echeance.FAITE_LE] == TODAY


@pytest.mark.parametrize(
    ("agreed", "sentence"),
    [
        ("oui", "Quand : le matin"),
        ("non", "Ne pas contacter : la personne ne l’a pas accepté."),
        (None, "pas encore convenu avec la personne. N’appelez pas avant."),
    ],
)
def test_a_call_to_make_says_first_whether_it_is_safe(screen: Screen, agreed: str | None, sentence: str):
    known = Answers(personne.FORM, {"nom": NAME, "accord_contact": agreed, "horaires_surs": "le matin"})
    situation = screen.situation(person=known)
    made = note(screen, situation, date_echeance=TODAY, nature=echeance.RAPPELER)
    note(screen, situation, date_echeance=TODAY + SOON, nature="audience")
    screen.workspace.show_today()
    call, hearing = told(screen, "echeances")
    assert sentence in call
    assert "contact" not in hearing.lower()
    screen.workspace.show_situation(situation.id, made.id)
    settle()
    warnings = [each.text() for each in screen.window.findChildren(QLabel, "echeance.avertissement")]
    assert any(sentence in each for each in warnings)


def test_what_was_urgent_is_so_no_more_once_its_day_is_past(screen: Screen, clock: Watch):
    situation = screen.situation()
    note(screen, situation, date_echeance=TODAY, nature="ecrit", urgent="oui")
    screen.workspace.show_today()
    assert "URGENT (jusqu’au 22/06/2012)" in told(screen, "echeances")[0]
    for days, urgent in ((7, True), (1, False)):
        clock.advance(days=days)
        screen.workspace.show_statistics()
        screen.workspace.show_today()
        assert ("URGENT" in told(screen, "echeances")[0]) == urgent


def test_what_is_urgent_comes_before_what_has_been_waiting_for_long(screen: Screen):
    situation = screen.situation()
    for days in range(1, 25):
        note(screen, situation, date_echeance=TODAY - timedelta(days=days), objet="ancienne")
    note(screen, situation, date_echeance=TODAY + SOON, objet="pressée", urgent="oui")
    note(screen, situation, date_echeance=TODAY - timedelta(days=90), objet="périmée", urgent="oui")
    screen.workspace.show_today()
    duties = told(screen, "echeances")
    assert "URGENT" in duties[0]
    assert "pressée" in duties[0]
    assert "périmée" in duties[1], "it is urgent no more: it waits in its place"
    assert "URGENT" not in duties[1]


def test_what_was_noted_in_a_hurry_is_completed_from_the_day(screen: Screen):
    situation = screen.situation(intake=intake((accueil.ORIGINE, "police.accueil")))
    screen.workspace.show_today()
    code = screen.records.person(situation.owner_id or "").code
    assert told(screen, "a_completer") == (
        f"{code} · 15/06/2012\nManque : cadre procédural à l’arrivée, premier accueil ou retour, statut"
        " et 5 de plus · Aucun acte noté",
    )
    screen.click("a_completer.ouvrir")
    assert screen.focus().objectName() == accueil.CADRE.code
    for field in (*accueil.FORM.fields, *personne.FORM.fields):
        if screen.is_seen(f"lacune.{field.code}.clore"):
            screen.click(f"lacune.{field.code}.clore")
    screen.workspace.show_today()
    assert told(screen, "a_completer") == (f"{code} · 15/06/2012\nAucun acte noté",)
    screen.click("a_completer.ouvrir")
    screen.click("lacunes.acte.noter")
    screen.workspace.show_today()
    assert told(screen, "a_completer") == ("Rien ne manque.",)


def test_a_situation_without_news_is_closed_then_opened_again(screen: Screen, clock: Watch):
    situation = screen.situation(intake=intake(on=TODAY - WITHOUT_NEWS))
    code = screen.records.person(situation.owner_id or "").code
    screen.workspace.show_today()
    assert code in told(screen, "sans_nouvelles")[0]
    choose(screen, "sans_nouvelles.clore", "Injoignable")
    assert screen.answers(situation)[accueil.CLOTURE_LE] == TODAY
    assert told(screen, "sans_nouvelles") == ("Aucune.",)
    clock.advance(minutes=10)
    screen.workspace.show_situation(situation.id)
    settle()
    assert screen.seen("situation.cloture", QLabel).text() == "Situation close le 15/06/2012 (Injoignable)."
    assert screen.seen("situation.clore", QPushButton).text() == "Rouvrir la situation"
    screen.click("situation.clore")
    screen.page.flush()
    assert screen.answers(situation)[accueil.CLOTURE_LE] is None
    settle()
    words = screen.seen("situation.cloture", QLabel).text()
    assert words == "Déjà close le 15/06/2012 (Injoignable), puis rouverte."
    screen.click("avis.action")
    screen.page.flush()
    assert screen.answers(situation)[accueil.CLOTURE_LE] == TODAY


def test_closing_is_undone_from_the_day(screen: Screen):
    situation = screen.situation(intake=intake(on=TODAY - WITHOUT_NEWS))
    screen.workspace.show_today()
    choose(screen, "sans_nouvelles.clore", "Relais effectif")
    assert screen.answers(situation)[accueil.MOTIF_CLOTURE] == "relais"
    screen.click("avis.action")
    assert screen.answers(situation)[accueil.CLOTURE_LE] is None
    assert screen.answers(situation)[accueil.MOTIF_CLOTURE] is None
    assert len(told(screen, "sans_nouvelles")) == 1
    assert told(screen, "sans_nouvelles") != ("Aucune.",)


def test_a_former_closing_keeps_its_reason(screen: Screen, clock: Watch):
    closed = intake((accueil.CLOTURE_LE, TODAY), (accueil.MOTIF_CLOTURE, "injoignable"))
    situation = screen.situation(intake=closed)
    clock.advance(days=1)
    screen.click("situation.clore")
    screen.page.flush()
    screen.workspace.show_situation(situation.id)
    settle()
    words = screen.seen("situation.cloture", QLabel).text()
    assert words == "Déjà close le 15/06/2012 (Injoignable), puis rouverte."


def test_a_situation_without_news_is_to_be_called_on_an_agreed_day_in_one_gesture(screen: Screen):
    agreed = Answers(personne.FORM, {"nom": NAME, "accord_contact": "oui", "horaires_surs": "le mardi"})
    screen.situation(person=agreed, intake=intake(on=TODAY - WITHOUT_NEWS))
    screen.workspace.show_today()
    screen.click("sans_nouvelles.rappeler")
    due = screen.only(ECHEANCE).answers
    assert (due[echeance.NATURE], due[echeance.DATE_ECHEANCE]) == (echeance.RAPPELER, date(2012, 6, 19))
    assert told(screen, "sans_nouvelles") == ("Aucune.",)
    assert "Rappeler la personne" in told(screen, "echeances")[0]
    screen.click("avis.action")
    assert screen.records.all(ECHEANCE) == ()
    assert told(screen, "sans_nouvelles") != ("Aucune.",)


@pytest.mark.parametrize("agreed", ["non", None])
def test_nobody_is_to_be_called_without_having_agreed(screen: Screen, agreed: str | None):
    known = Answers(personne.FORM, {"nom": NAME, "accord_contact": agreed})
    screen.situation(person=known, intake=intake(on=TODAY - WITHOUT_NEWS))
    screen.workspace.show_today()
    assert not screen.is_seen("sans_nouvelles.rappeler")
    assert "contact" in told(screen, "sans_nouvelles")[0].lower()


def evaluated(screen: Screen, situation: Record, day: date, **given_: object) -> Record:
    return screen.records.add(
        EVALUATION, Answers(evaluation.FORM, {"date_evaluation": day, **given_}), situation
    )


def test_evaluations_are_compared_by_one_gesture(screen: Screen):
    situation = screen.situation()
    evaluated(screen, situation, date(2012, 6, 1), besoin_securite="urgent", danger_peur="non")
    screen.workspace.show_situation(situation.id)
    settle()
    assert not screen.is_seen("evaluation.comparer")
    evaluated(screen, situation, date(2012, 6, 8), besoin_securite="aucun", danger_peur="oui")
    screen.workspace.show_situation(situation.id)
    screen.click("evaluation.comparer")
    table = screen.seen("evaluation.comparaison", QTableWidget)
    cells = [
        [table.item(row, column).text() for column in range(table.columnCount())]  # pyright: ignore[reportOptionalMemberAccess]
        for row in range(table.rowCount())
    ]
    assert cells[0] == ["Sécurité et protection", "Urgent (48 h)", "Pas de besoin\n▼ en baisse"]
    assert cells[-1][1:] == ["Non", "Oui\n≠ changé"]
    assert len(cells) == 15
    screen.click("evaluation.comparer")
    assert not screen.is_seen("evaluation.comparaison")


def test_the_former_levels_are_taken_again_only_when_asked_for(screen: Screen):
    situation = screen.situation()
    evaluated(screen, situation, date(2012, 6, 1), besoin_securite="urgent", besoin_sante="non_aborde")
    screen.workspace.show_situation(situation.id)
    screen.click("evaluation.ajouter")
    new = screen.records.of(situation, EVALUATION)[0]
    assert list(new.answers.answered()) == [evaluation.DATE_EVALUATION]
    screen.click("evaluation.reprendre")
    assert screen.answers(new)[BESOIN] == "urgent"
    assert len(list(screen.answers(new).answered())) == 2
    assert "vérifier avec elle" in screen.notice
    screen.click("avis.action")
    assert screen.answers(new)[BESOIN] is None


def offered(screen: Screen) -> set[str]:
    return set(screen.seen(acte.NATURE.code, SearchChoice)._list)


def test_mediation_is_offered_nowhere_near_couple_violence(screen: Screen):
    screen.situation(intake=ELSEWHERE)
    screen.click("acte.ajouter")
    assert acte.MEDIATION in offered(screen)
    page = screen.page
    assert isinstance(page, SituationPage)
    page._intake.give(accueil.PROBLEMATIQUE, "violences_couple.couple_actuel")
    settle()
    assert acte.MEDIATION not in offered(screen)
    assert acte.TENTATIVE in offered(screen)
    (card,) = [each for each in screen.window.findChildren(RecordCard) if each.record.noun is ACTE]
    screen.seen("acte.retirer", QPushButton).setFocus()
    card.view.give(acte.NATURE, acte.MEDIATION)
    assert "Ni médiation" in screen.seen("nature.probleme", QLabel).text()


def test_a_concern_for_a_child_is_noted_in_one_gesture(screen: Screen):
    screen.situation(intake=ELSEWHERE)
    assert not screen.is_seen("mineurs")
    screen.situation(intake=intake((accueil.PROBLEMATIQUE, "mineurs.danger")))
    assert "CRIP" in screen.seen("mineurs.phrase", QLabel).text()
    screen.click("mineurs.noter")
    assert screen.only(ACTE).answers[acte.NATURE] == acte.INFORMATION_PREOCCUPANTE
