"""The working page before real situations: what is asked fits whom it is about, and nothing is lost."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableWidget, QWidget

from models import aside
from models.aside import Place
from models.casework import ACTE, EVALUATION, ORIENTATION, PERSONNE, SITUATION, Noun, Record
from models.contact import safe_contact
from models.dates import vague
from models.failure import Failure
from models.fields import Answers, AnyField
from models.forms import accueil, acte, evaluation, orientation, personne, services, structure
from tests.test_publishing import of_quarter, publish, receive
from tests.vaults import Watch
from tests.windows import Screen, press, settle
from ui import outgoing
from ui.form_view import FormView
from ui.pages.situation import SituationPage
from ui.records_view import RecordCard
from ui.referral import ReferralPanel

TODAY = date(2012, 6, 15)
INTAKE = Answers(accueil.FORM).with_(accueil.DATE_ACCUEIL, TODAY)
COUPLE = INTAKE.with_(accueil.PROBLEMATIQUE, "violences_couple.ex_conjoint")
NEGLECTED = INTAKE.with_(accueil.PROBLEMATIQUE, "violences_familiales.ascendant")


def page_of(screen: Screen) -> SituationPage:
    assert isinstance(screen.page, SituationPage)
    return screen.page


def card(screen: Screen, noun: Noun) -> RecordCard:
    found = page_of(screen)._lists[noun].latest
    assert found is not None
    return found


def is_seen(view: FormView, field: AnyField) -> bool:
    settle()
    return view.widget(field).isVisible()


def _opener(first: AnyField) -> str:
    """The button that shows the questions set aside, by the first of them."""
    return f"ecart.{first.code}"


# What is asked fits whom it is about.


@pytest.mark.parametrize(
    ("intake", "where"),
    [
        (INTAKE, Place.SHOWN),
        (COUPLE, Place.SHOWN),
        (NEGLECTED, Place.BEHIND),
        (NEGLECTED.with_(accueil.LIEN, "ex"), Place.SHOWN),
        (COUPLE.with_(accueil.STATUT, "mis_en_cause.auteur_presume"), Place.BEHIND),
        (
            COUPLE.with_(accueil.STATUT, "mis_en_cause.auteur_presume").with_(accueil.DOUBLE_STATUT, "oui"),
            Place.SHOWN,
        ),
    ],
)
def test_the_questions_on_danger_in_the_couple_are_for_whom_a_partner_may_endanger(
    intake: Answers, where: Place
) -> None:
    assert aside.place(evaluation.DANGER, Answers(evaluation.FORM), intake, TODAY) is where


def test_an_old_man_neglected_by_his_son_is_not_asked_about_his_partner(screen: Screen) -> None:
    screen.situation(intake=NEGLECTED.with_(accueil.STATUT, "victime.presumee"))
    page = page_of(screen)
    page._intake.give(accueil.VIOLENCES, frozenset(("negligences",)))
    page._intake.give(accueil.LIEN, "enfant")
    screen.click("evaluation.ajouter")
    view = card(screen, EVALUATION).view
    assert is_seen(view, evaluation.BESOINS[0])
    assert not is_seen(view, evaluation.CRITERES[0])
    screen.click(_opener(evaluation.CRITERES[0]))
    assert is_seen(view, evaluation.CRITERES[0]), "asked all the same, when she wants to"
    assert not screen.is_seen(_opener(evaluation.CRITERES[0]))


def test_what_was_answered_before_the_main_problem_was_known_stays_in_sight(screen: Screen) -> None:
    screen.situation(intake=INTAKE)
    screen.click("evaluation.ajouter")
    card(screen, EVALUATION).view.give(evaluation.CRITERES[3], "oui")
    page_of(screen)._intake.give(accueil.PROBLEMATIQUE, "voisinage.sans_violence")
    assert is_seen(card(screen, EVALUATION).view, evaluation.CRITERES[3])
    card(screen, EVALUATION).view.give(evaluation.CRITERES[3], None)
    assert is_seen(card(screen, EVALUATION).view, evaluation.CRITERES[3]), "nothing goes from under her hands"


def test_danger_is_one_key_away_whatever_she_is_typing(screen: Screen, clock: Watch) -> None:
    screen.situation(intake=NEGLECTED)
    press(screen.focus(), Qt.Key.Key_4, control=True)
    assert screen.focus().objectName() == "evaluation.ajouter", "no evaluation yet"
    screen.click("evaluation.ajouter")
    view = card(screen, EVALUATION).view
    view.give(evaluation.CRITERES[0], "ne_sait_pas")
    page_of(screen)._intake.focus_on(accueil.EXPOSE)
    press(screen.focus(), Qt.Key.Key_4, control=True)
    assert view.widget(evaluation.CRITERES[1]).isAncestorOf(screen.focus()), "the first one without an answer"
    page_of(screen).flush()
    clock.advance(days=21)
    press(screen.focus(), Qt.Key.Key_4, control=True)
    assert screen.focus().objectName() == "evaluation.ajouter", "the answers of another day are left alone"


def test_a_girl_of_sixteen_is_asked_who_may_know_and_an_adult_is_not(screen: Screen) -> None:
    screen.situation(
        person=Answers(personne.FORM).with_(personne.PRENOM, "Zoé"),
        intake=INTAKE.with_(accueil.PROBLEMATIQUE, "mineurs.violence_sexuelle"),
    )
    page = page_of(screen)
    view = page._person_form()
    assert not is_seen(view, personne.PARENTS_INFORMES), "her age is not known"
    assert screen.is_seen(_opener(personne.AUTORITE_PARENTALE))
    view.give(personne.NAISSANCE, vague("16 ans", TODAY))
    assert is_seen(view, personne.PARENTS_INFORMES)
    view.give(personne.PARENTS_INFORMES, "non")
    page.flush()
    assert "Ne rien dire à ses parents." in screen.seen("contact.phrase", QLabel).text()
    assert "mineure" in screen.seen("mineurs.phrase", QLabel).text()
    screen.click("mineurs.noter")
    assert screen.only(ACTE).answers[acte.NATURE] == acte.INFORMATION_PREOCCUPANTE

    grown = Answers(personne.FORM).with_(personne.NAISSANCE, vague("34 ans", TODAY))
    screen.situation(person=grown, intake=INTAKE)
    assert not is_seen(page_of(screen)._person_form(), personne.PARENTS_INFORMES)
    assert not screen.is_seen(_opener(personne.AUTORITE_PARENTALE))


@pytest.mark.parametrize("agreed", [None, "non", "oui"])
def test_every_call_is_preceded_by_what_her_parents_may_know(agreed: str | None) -> None:
    her = Answers(personne.FORM).with_(personne.ACCORD_CONTACT, agreed)
    assert not any("parents" in said for said in safe_contact(her))
    assert "Ne rien dire à ses parents." in safe_contact(her.with_(personne.PARENTS_INFORMES, "non"))


# Acts: no mediation in couple violence, in whatever order it is learnt.


def test_a_mediation_noted_before_the_violence_was_known_is_said_to_be_none_to_hold(screen: Screen) -> None:
    screen.situation(intake=NEGLECTED)
    screen.click("acte.ajouter")
    noted = card(screen, ACTE)
    noted.view.give(acte.NATURE, acte.MEDIATION)
    assert not screen.is_seen("nature.probleme")
    page_of(screen)._intake.focus_on(accueil.PROBLEMATIQUE)
    page_of(screen)._intake.give(accueil.PROBLEMATIQUE, "violences_couple.couple_actuel")
    assert "Ni médiation" in screen.seen("nature.probleme", QLabel).text()
    screen.click("acte.deplier")
    assert "Ni médiation" in screen.seen("acte.refus", QLabel).text(), "folded, it still says so"
    page_of(screen).flush()
    assert screen.only(ACTE).answers[acte.NATURE] == acte.MEDIATION, "what was noted is kept"
    page_of(screen)._intake.give(accueil.PROBLEMATIQUE, "voisinage.sans_violence")
    assert not screen.is_seen("acte.refus")


def test_what_the_other_party_of_the_affair_told_is_enough_to_withhold_mediation(screen: Screen) -> None:
    hers = screen.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "Lambertine"))
    screen.records.add(SITUATION, COUPLE, hers)
    his = screen.situation(intake=INTAKE.with_(accueil.PROBLEMATIQUE, "situation_mis_en_cause.eviction"))
    screen.records.add(ACTE, Answers(acte.FORM).with_(acte.NATURE, acte.MEDIATION), his)
    screen.workspace.show_situation(his.id)
    assert not screen.is_seen("acte.refus"), "the control: not linked yet"
    screen.click("partie.deplier")
    screen.seen("partie.code", QLineEdit).setText("lambertine")
    screen.click("partie.lier")
    assert screen.vault.affairs.others(his), "found by her name, which is not shown"
    assert screen.is_seen("acte.refus")
    assert screen.focus().objectName() == "partie.delier"


def test_nobody_is_sent_to_a_conciliator_in_couple_violence_by_the_directory_or_on_paper(
    screen: Screen,
) -> None:
    named = Answers(structure.FORM).with_(structure.NOM, "Médiation Bellocq")
    screen.vault.directory.add(named.with_(structure.GENRE, services.CONCILIATEUR))
    situation = screen.situation(intake=NEGLECTED)
    screen.click("orientation.ajouter")
    panel = page_of(screen).findChild(ReferralPanel)
    assert panel is not None
    assert "Médiation Bellocq" in {each.target for each in panel._offers()}
    card(screen, ORIENTATION).view.give(orientation.STRUCTURE, "Médiation Bellocq")
    card(screen, ORIENTATION).view.give(orientation.DESTINATAIRE, services.CONCILIATEUR)
    card(screen, ORIENTATION).view.give(orientation.ACCORD, "oral")
    page_of(screen).flush()
    assert outgoing.slip_pdf(screen.vault, screen.only(ORIENTATION), TODAY), "the control: elsewhere, it may"

    page_of(screen)._intake.give(accueil.PROBLEMATIQUES_ASSOCIEES, frozenset(("violences_couple",)))
    page_of(screen).flush()
    assert "Médiation Bellocq" not in {each.target for each in panel._offers()}
    for make in (outgoing.note, lambda vault, referred: outgoing.slip_pdf(vault, referred, TODAY)):
        with pytest.raises(Failure, match="Ni médiation"):
            make(screen.vault, screen.records.get(ORIENTATION, screen.only(ORIENTATION).id))
    assert screen.records.of(situation, ORIENTATION), "what was noted is kept"


def test_a_name_that_two_files_bear_links_neither(screen: Screen) -> None:
    for _ in range(2):
        person = screen.records.add(PERSONNE, Answers(personne.FORM).with_(personne.NOM, "Lambertine"))
        screen.records.add(SITUATION, COUPLE, person)
    his = screen.situation()
    screen.click("partie.deplier")
    screen.seen("partie.code", QLineEdit).setText("lambertine")
    screen.click("partie.lier")
    assert "2 fiches" in screen.notice
    assert not screen.vault.affairs.others(his)


# Evaluations compared.


def test_the_comparison_is_seen_at_once_above_the_evaluations(screen: Screen, clock: Watch) -> None:
    screen.situation(intake=COUPLE)
    for level in ("urgent", "refuse"):
        screen.click("evaluation.ajouter")
        card(screen, EVALUATION).view.give(evaluation.BESOINS[0], level)
        page_of(screen).flush()
        clock.advance(days=21)
    screen.click("evaluation.comparer")
    table = screen.seen("evaluation.comparaison", QTableWidget)
    top = table.mapTo(screen.window, table.rect().topLeft()).y()
    first = card(screen, EVALUATION)
    assert _bottom(screen, screen.seen("evaluation.comparer", QPushButton)) <= top
    assert top < first.mapTo(screen.window, first.rect().topLeft()).y()
    said = [table.item(0, column).text() for column in range(table.columnCount())]  # pyright: ignore[reportOptionalMemberAccess]
    assert said == ["Sécurité et protection", "Urgent (48 h)", "Refuse d’en parler\n≠ changé"]


def test_the_plan_that_holds_is_taken_again_and_her_words_of_the_day_are_not(
    screen: Screen, clock: Watch
) -> None:
    screen.situation(intake=COUPLE)
    screen.click("evaluation.ajouter")
    view = card(screen, EVALUATION).view
    view.give(evaluation.NOTE_APPELER, "Solène 06 39 98 12 34")
    view.give(evaluation.SAC, "prevu")
    view.give(evaluation.PAROLE, "J’ai peur de rentrer.")
    view.give(evaluation.CRITERES[5], "oui")
    page_of(screen).flush()
    clock.advance(days=21)
    screen.click("evaluation.ajouter")
    card(screen, EVALUATION).view.give(evaluation.SAC, "fait")
    screen.click("evaluation.reprendre")
    assert "1 réponse reprise de l’évaluation du 15/06/2012" in screen.notice
    now = card(screen, EVALUATION).record.answers
    assert (now[evaluation.NOTE_APPELER], now[evaluation.SAC]) == ("Solène 06 39 98 12 34", "fait")
    assert (now[evaluation.PAROLE], now[evaluation.CRITERES[5]]) == (None, None)


def _bottom(screen: Screen, widget: QWidget) -> int:
    return widget.mapTo(screen.window, widget.rect().bottomLeft()).y()


# The status changes; what was closed does not.


def test_a_status_changed_after_a_closing_is_told_and_moves_no_closed_figure(
    screen: Screen, clock: Watch, tmp_path: Path
) -> None:
    opened = screen.vault
    for status, times in ((accueil.VICTIME, 20), (accueil.MIS_EN_CAUSE, 12)):
        receive(opened.records, date(2012, 2, 1), status, times=times)
    hers: Record = receive(opened.records, date(2012, 2, 1), accueil.HORS_CHAMP_PENAL, times=30)[0]
    closed = publish(opened, tmp_path, 1)
    (situation,) = opened.records.of(hers, SITUATION)
    clock.advance(days=20)
    screen.workspace.show_situation(situation.id)
    assert not screen.is_seen("statut.avant")
    page_of(screen)._intake.give(accueil.STATUT, "victime.declaree")
    page_of(screen).flush()
    assert (
        screen.seen("statut.avant", QLabel)
        .text()
        .startswith("Jusqu’au 05/07/2012 : Hors champ pénal (changé par Claire).")
    )
    (change,) = opened.records.changes(situation)
    assert (change.before[accueil.STATUT], change.after[accueil.STATUT]) == (
        accueil.HORS_CHAMP_PENAL,
        "victime.declaree",
    )
    receive(opened.records, date(2012, 5, 2), accueil.VICTIME, times=25)
    receive(opened.records, date(2012, 5, 2), accueil.MIS_EN_CAUSE, times=10)
    receive(opened.records, date(2012, 5, 2), accueil.HORS_CHAMP_PENAL, times=20)
    again = publish(opened, tmp_path, 2)
    assert of_quarter(closed, "T1") == (20, 12, 30, 62)
    assert of_quarter(again, "T2") == (25, 10, 20, 55), "she is counted once, with the status of then"
    assert of_quarter(again, "S1") == (45, 22, 50, 117), "and the half-year is the sum of its quarters"
