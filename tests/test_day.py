"""The page of the day after realistic weeks: what she reads in the morning, and each next step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton

from models.calendar import day, is_holiday, is_worked, next_worked
from models.casework import ACTE, ORIENTATION, PERSONNE, SITUATION, Record
from models.dates import written
from models.fields import Answers
from models.followup import UNKNOWN_OUTCOME, WITHOUT_NEWS
from models.forms import accueil, acte, echeance, orientation, personne, structure
from models.safe_days import EVERY_DAY, is_safe, next_safe, safe_days
from tests.test_followup import choose, note, told
from tests.vaults import Watch
from tests.windows import NAME, Screen, settle, type_in
from ui.rows import Rows

FRIDAY = date(2012, 6, 15)
TUESDAY = date(2012, 6, 19)
DAYS = st.dates(date(2010, 1, 1), date(2035, 1, 1))
ONLY_TUESDAY = Answers(
    personne.FORM,
    {
        "nom": NAME,
        "accord_contact": "oui",
        "canaux_surs": frozenset(("appel",)),
        "horaires_surs": "uniquement le mardi, entre 9 h et 11 h",
        "message_vocal": "aucun_message",
    },
)


# The days.


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("uniquement le mardi, entre 9 h et 11 h", {1}),
        ("mardi et jeudi, de 9 h à 11 h", {1, 3}),
        ("du lundi au vendredi, 9h-17h", {0, 1, 2, 3, 4}),
        ("Lundi-vendredi", {0, 1, 2, 3, 4}),
        ("du vendredi au lundi", {4, 5, 6, 0}),
        ("en semaine après 17h30", {0, 1, 2, 3, 4}),
        ("le week-end", {5, 6}),
        ("les mardis matin", {1}),
        ("le matin", EVERY_DAY),
    ],
)
def test_the_days_that_were_agreed_are_read_in_her_words(said: str, days: set[int]) -> None:
    assert safe_days(said) == days


@pytest.mark.parametrize(
    "said",
    [
        "jamais le mercredi",
        "tous les jours sauf le dimanche",
        "une semaine sur deux",
        "quand il travaille",
        "pas le mardi",
        "tous les 15 jours",
        "le mardi 19 juin",
    ],
)
def test_words_that_are_not_all_understood_give_no_day(said: str) -> None:
    assert safe_days(said) is None
    assert is_safe(said, TUESDAY) is None
    assert next_safe(said, TUESDAY) is None


@given(DAYS, st.sampled_from(["le mardi", "en semaine", "le week-end", "jeudi et samedi", "le soir"]))
def test_the_next_day_agreed_is_one_of_them_and_never_a_holiday(first: date, said: str) -> None:
    found = next_safe(said, first)
    assert found is not None
    assert found >= first
    assert found.weekday() in (safe_days(said) or ())
    assert not is_holiday(found)
    assert not any(is_safe(said, first + timedelta(days=n)) for n in range((found - first).days))


@given(DAYS)
def test_the_next_day_of_work_is_the_first(first: date) -> None:
    found = next_worked(first)
    assert is_worked(found)
    assert not any(is_worked(first + timedelta(days=n)) for n in range((found - first).days))


@pytest.mark.parametrize(
    "known",
    [
        *((2026, 4, 6), (2026, 5, 14), (2026, 5, 25), (2012, 4, 9), (2012, 5, 17), (2012, 5, 28)),
        *((2027, 3, 29), (2026, 1, 1), (2026, 5, 1), (2026, 5, 8), (2026, 7, 14), (2026, 8, 15)),
        *((2026, 11, 1), (2026, 11, 11), (2026, 12, 25)),
    ],
)
def test_public_holidays_are_known(known: tuple[int, int, int]) -> None:
    assert is_holiday(date(*known))
    assert not is_holiday(date(*known) + timedelta(days=2))


@pytest.mark.parametrize(
    ("typed", "to_come", "past"),
    [
        ("mardi", TUESDAY, date(2012, 6, 12)),
        ("le Mardi", TUESDAY, date(2012, 6, 12)),
        ("vendredi", FRIDAY + timedelta(days=7), FRIDAY),
        ("demain", date(2012, 6, 16), date(2012, 6, 16)),
        ("après-demain", date(2012, 6, 17), date(2012, 6, 17)),
        ("dans 15 jours", date(2012, 6, 30), date(2012, 6, 30)),
        ("dans 2 semaines", date(2012, 6, 29), date(2012, 6, 29)),
        ("hier", date(2012, 6, 14), date(2012, 6, 14)),
        ("12/03", date(2012, 3, 12), date(2012, 3, 12)),
    ],
)
def test_a_day_is_typed_as_it_is_said(typed: str, to_come: date, past: date) -> None:
    assert day(typed, FRIDAY) == to_come
    assert day(typed, FRIDAY, past=True) == past


def test_a_day_of_the_week_is_understood_where_a_duty_is_typed(screen: Screen) -> None:
    situation = screen.situation()
    made = note(screen, situation)
    screen.workspace.show_situation(situation.id, made.id)
    line = screen.seen(echeance.DATE_ECHEANCE.code, QLineEdit)
    type_in(line, "mardi")
    screen.page.flush()
    assert screen.answers(made)[echeance.DATE_ECHEANCE] == TUESDAY


# A call.


def group(screen: Screen) -> str:
    """The title of the first lines of what is to be done."""
    titles = ("Urgent", "Aujourd’hui :", "En retard", "Dans les", "Sans date")
    labels = screen.window.findChildren(QLabel)
    shown = [each for each in labels if each.isVisible() and each.text().startswith(titles)]
    return min(shown, key=lambda each: each.mapTo(screen.window, each.rect().topLeft()).y()).text()


def test_a_call_waits_for_a_day_that_was_agreed(screen: Screen, clock: Watch) -> None:
    situation = screen.situation(person=ONLY_TUESDAY)
    note(screen, situation, date_echeance=FRIDAY, nature=echeance.RAPPELER)
    screen.workspace.show_today()
    (line,) = told(screen, "echeances")
    assert "Pas aujourd’hui : prochain jour convenu, mardi 19/06/2012." in line
    assert "Quand : uniquement le mardi, entre 9 h et 11 h. Ne laisser aucun message." in line
    assert group(screen) == "Dans les 7 jours : 1"
    clock.advance(days=4)
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    (line,) = told(screen, "echeances")
    assert "Pas aujourd’hui" not in line
    assert "entre 9 h et 11 h" in line
    assert group(screen) == "En retard : 1"


def test_a_public_holiday_is_no_day_that_was_agreed(screen: Screen, clock: Watch) -> None:
    clock.advance(days=(date(2012, 5, 1) - FRIDAY).days)  # a Tuesday, and nobody works
    situation = screen.situation(person=ONLY_TUESDAY)
    note(screen, situation, date_echeance=date(2012, 5, 1), nature=echeance.RAPPELER)
    screen.workspace.show_today()
    (line,) = told(screen, "echeances")
    assert "Pas aujourd’hui (jour férié) : prochain jour convenu, mardi 15/05/2012." in line, "so is the 8th"
    assert screen.seen("jour", QLabel).text() == "mardi 1er mai 2012 (jour férié)"


def test_a_day_that_was_not_agreed_is_told_where_the_duty_is_written(screen: Screen) -> None:
    situation = screen.situation(person=ONLY_TUESDAY)
    made = note(screen, situation, date_echeance=date(2012, 6, 22), nature=echeance.RAPPELER)
    screen.workspace.show_situation(situation.id, made.id)
    warning = screen.seen("echeance.avertissement", QLabel).text()
    assert warning.startswith("Pas le vendredi 22/06/2012 : prochain jour convenu, mardi 26/06/2012.")


def test_an_unanswered_call_is_noted_and_put_off_to_the_next_agreed_day(screen: Screen) -> None:
    situation = screen.situation(person=ONLY_TUESDAY)
    made = note(screen, situation, date_echeance=FRIDAY, nature=echeance.RAPPELER)
    screen.workspace.show_situation(situation.id)
    screen.workspace.show_today()
    screen.click("echeances.sans_reponse")
    assert screen.only(ACTE).answers[acte.NATURE] == acte.TENTATIVE
    assert screen.answers(made)[echeance.DATE_ECHEANCE] == TUESDAY
    assert screen.answers(made)[echeance.FAITE_LE] is None
    screen.workspace.show_latest()
    headline = screen.seen("acte.deplier", QPushButton).accessibleName()
    assert headline == "15/06/2012 · Tentative de contact sans réponse"


def test_an_attempt_noted_by_mistake_is_taken_back(screen: Screen) -> None:
    made = note(screen, screen.situation(person=ONLY_TUESDAY), date_echeance=FRIDAY, nature="rappeler")
    screen.workspace.show_today()
    screen.click("echeances.sans_reponse")
    screen.click("avis.action")
    assert screen.records.all(ACTE) == ()
    assert screen.answers(made)[echeance.DATE_ECHEANCE] == FRIDAY


@pytest.mark.parametrize(
    ("said", "nature"),
    [("Jointe", "entretien.telephone"), ("Pas de réponse", acte.TENTATIVE), ("Sans appel", None)],
)
def test_a_call_that_is_done_is_noted_as_an_act_in_one_gesture(
    screen: Screen, said: str, nature: str | None
) -> None:
    made = note(screen, screen.situation(person=ONLY_TUESDAY), date_echeance=FRIDAY, nature="rappeler")
    screen.workspace.show_today()
    screen.click("echeances.fait")
    assert screen.answers(made)[echeance.FAITE_LE] == FRIDAY, "« Fait » alone is enough"
    assert screen.notice.endswith("échéance faite. L’avez-vous jointe ?")
    assert screen.records.all(ACTE) == ()
    every = (each for each in screen.window.findChildren(QPushButton, "avis.choix") if each.isVisible())
    next(each for each in every if each.text().replace("&", "") == said).click()
    noted = [(each.fact_date, each.answers[acte.NATURE]) for each in screen.records.all(ACTE)]
    assert noted == ([] if nature is None else [(FRIDAY, nature)])
    if nature is not None:
        screen.click("avis.action")
        assert screen.records.all(ACTE) == ()
        assert screen.answers(made)[echeance.FAITE_LE] is None


def test_a_call_that_is_done_is_not_when_it_is_undone_before_any_answer(screen: Screen) -> None:
    made = note(screen, screen.situation(person=ONLY_TUESDAY), date_echeance=FRIDAY, nature="rappeler")
    screen.workspace.show_today()
    screen.click("echeances.fait")
    screen.click("avis.action")
    assert screen.answers(made)[echeance.FAITE_LE] is None
    assert not screen.is_seen("avis.choix")


def test_any_other_duty_is_put_off_by_a_week(screen: Screen) -> None:
    made = note(screen, screen.situation(), date_echeance=FRIDAY - timedelta(days=9), nature="ecrit")
    screen.workspace.show_today()
    assert "9 jours de retard" in told(screen, "echeances")[0]
    screen.click("echeances.reporter")
    assert screen.answers(made)[echeance.DATE_ECHEANCE] == date(2012, 6, 22)
    screen.click("avis.action")
    assert screen.answers(made)[echeance.DATE_ECHEANCE] == FRIDAY - timedelta(days=9)


# The morning.


def test_what_is_for_today_is_read_before_fifteen_late_duties(screen: Screen) -> None:
    situation = screen.situation()
    for days in range(1, 16):
        note(screen, situation, date_echeance=FRIDAY - timedelta(days=days), nature="ecrit")
    note(screen, situation, date_echeance=FRIDAY, nature="audience")
    screen.workspace.show_today()
    assert screen.seen("echeances.titre", QLabel).text() == "À faire : 16"
    assert group(screen) == "Aujourd’hui : 1"
    assert "Audience" in told(screen, "echeances")[0]
    assert "15 jours de retard" in told(screen, "echeances")[1]


def test_forty_silent_situations_are_counted_and_shown_by_and_by(screen: Screen) -> None:
    person = screen.records.add(PERSONNE, ONLY_TUESDAY)
    for days in range(40):
        received = FRIDAY - WITHOUT_NEWS - timedelta(days=days)
        screen.records.add(SITUATION, Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, received), person)
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    assert screen.seen("onglet.sans_nouvelles", QPushButton).text() == "Sans nouvelles : 40"
    assert len(told(screen, "sans_nouvelles")) == 12
    screen.click("sans_nouvelles.suite")
    assert len(told(screen, "sans_nouvelles")) == 40
    choose(screen, "sans_nouvelles.clore", "Besoin satisfait")
    assert screen.seen("onglet.sans_nouvelles", QPushButton).text() == "Sans nouvelles : 39"


def test_a_list_that_is_empty_leaves_its_place_to_one_that_is_not(screen: Screen) -> None:
    situation = screen.situation()
    screen.workspace.show_today()
    assert screen.is_seen("a_completer"), "nothing else waits"
    directed(screen, situation, date_orientation=FRIDAY - UNKNOWN_OUTCOME, destinataire="ccas")
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    assert screen.is_seen("a_completer"), "what she looks at stays"


def test_a_narrow_screen_keeps_every_list(screen: Screen) -> None:
    screen.situation()
    screen.workspace.show_today()
    screen.window.resize(1366, 768)
    assert not screen.is_seen("onglet.recents")
    screen.window.resize(911, 512)
    assert not screen.is_seen("recents")
    screen.click("onglet.recents")
    assert screen.seen("recents", Rows).model().rowCount() == 1
    screen.window.resize(1366, 768)
    assert screen.is_seen("recents")
    assert screen.is_seen("sans_nouvelles")


def test_the_choices_of_a_line_stop_no_lock(screen: Screen) -> None:
    screen.situation(intake=Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, FRIDAY - WITHOUT_NEWS))
    screen.workspace.show_today()
    screen.click("sans_nouvelles.clore")
    (menu,) = screen.window.findChildren(QMenu)
    assert menu.isVisible()
    screen.click("verrouiller")
    assert screen.window.workspace is None
    assert screen.window.findChildren(QMenu) == []


# Orientations.


def directed(screen: Screen, situation: Record, **said: object) -> Record:
    return screen.records.add(
        ORIENTATION, Answers(orientation.FORM, {"date_orientation": FRIDAY, **said}), situation
    )


MET = {"mode": "rendez_vous", "rendez_vous_le": FRIDAY + timedelta(days=1), "rendez_vous_heure": "14h"}


def test_an_appointment_is_told_before_then_asked_about_after(screen: Screen, clock: Watch) -> None:
    screen.vault.directory.add(Answers(structure.FORM, {"nom": "Cabinet Bellocq"}))
    situation = screen.situation()
    directed(screen, situation, destinataire="avocat", structure="Cabinet Bellocq", **MET)
    directed(screen, situation, destinataire="ccas", structure="chez sa mère", **MET)
    screen.workspace.show_today()
    first, second = told(screen, "echeances")
    assert "Cabinet Bellocq\nRendez-vous pris · samedi 16/06/2012 à 14\u00a0h" in first
    assert "CCAS" in second
    assert "mère" not in second, "only what the directory knows is told on this page"
    clock.advance(days=2)
    screen.workspace.show_statistics()
    screen.workspace.show_today()
    assert told(screen, "echeances") == ("Rien à faire dans les sept jours.",)
    screen.click("onglet.orientations")
    assert "Rendez-vous du 16/06/2012" in told(screen, "orientations_a_verifier")[0]
    choose(screen, "orientations_a_verifier.suite_connue", "Non aboutie : pas de place")
    assert len(told(screen, "orientations_a_verifier")) == 1
    (settled,) = (each for each in screen.records.all(ORIENTATION) if each.answers[orientation.ETAT])
    assert settled.answers[orientation.ETAT] == "pas_de_place"
    assert settled.answers[orientation.ETAT_VERIFIE_LE] == date(2012, 6, 17)
    screen.click("avis.action")
    assert screen.answers(settled)[orientation.ETAT] is None
    assert len(told(screen, "orientations_a_verifier")) == 2


def test_an_orientation_without_an_outcome_is_settled_in_one_gesture(screen: Screen) -> None:
    then = FRIDAY - UNKNOWN_OUTCOME
    made = directed(screen, screen.situation(), date_orientation=then, destinataire="ccas", etat="proposee")
    screen.workspace.show_today()
    screen.click("onglet.orientations")
    assert f"Depuis le {written(then)} · Proposée" in told(screen, "orientations_a_verifier")[0]
    choose(screen, "orientations_a_verifier.suite_connue", "Refusée par la personne")
    assert screen.answers(made)[orientation.ETAT] == orientation.REFUSEE
    assert told(screen, "orientations_a_verifier") == ("Aucune.",)


def test_five_orientations_are_told_apart_without_being_opened(screen: Screen) -> None:
    situation = screen.situation()
    for said in (
        {"destinataire": "ccas", "etat": "refusee"},
        {"destinataire": "hebergement_urgence", "etat": "pas_de_place"},
        {"destinataire": "avocat", "structure": "Cabinet Bellocq", "accord": "oral", **MET},
        {"destinataire": "cmp", "accord": "refus", "mode": "coordonnees"},
        {"destinataire": "caf", "mode": "accompagnement", "etat": "effective"},
    ):
        directed(screen, situation, **said)
    screen.workspace.show_situation(situation.id)
    settle()
    lines = {each.accessibleName() for each in screen.page.findChildren(QPushButton, "orientation.deplier")}
    assert {line.removeprefix("15/06/2012 · ") for line in lines} == {
        "Centre communal d’action sociale (CCAS) · Refusée par la personne",
        "Hébergement d’urgence (115, SIAO) · Non aboutie : pas de place",
        "Cabinet Bellocq · Rendez-vous pris le 16/06/2012 à 14\u00a0h",
        "Centre médico-psychologique (CMP) · Coordonnées remises",
        "CAF ou MSA · Personne accompagnée · Effective (confirmée)",
    }


def test_a_situation_that_is_reopened_waits_again(screen: Screen) -> None:
    situation = screen.situation()
    directed(screen, situation, date_orientation=FRIDAY - UNKNOWN_OUTCOME, destinataire="ccas")
    for waits in (False, True):
        screen.click("situation.clore")
        screen.workspace.show_today()
        screen.click("onglet.orientations")
        assert screen.is_seen("orientations_a_verifier.suite_connue") == waits
        screen.workspace.show_latest()


def test_closing_says_what_is_left_to_do(screen: Screen) -> None:
    situation = screen.situation()
    directed(screen, situation, destinataire="ccas")
    directed(screen, situation, destinataire="avocat")
    directed(screen, situation, destinataire="caf", etat="effective")
    note(screen, situation, date_echeance=FRIDAY)
    screen.workspace.show_situation(situation.id)
    screen.click("situation.clore")
    told_now = screen.seen("situation.cloture", QLabel).text()
    assert told_now.endswith("Il reste 1 échéance à faire et 2 orientations sans suite connue.")
