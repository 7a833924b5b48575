"""The dossier on the screen: its gate, where answers come from, what it lacks, what left."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from models.casework import ORDONNANCE, PERSONNE, SITUATION, Record
from models.departure import Departure
from models.fields import Address, Answers
from models.forms import accueil, faits, mesures, ordonnance, personne
from tests.windows import NAME, Screen, settle, type_in
from ui.choices import ClickableLabel
from ui.link_choice import LinkChoice
from ui.order_body import OrderBody
from ui.pages.ordonnance import OrdonnancePage

HER = (
    Answers(personne.FORM)
    .with_(personne.NOM, NAME)
    .with_(personne.ADRESSE, Address("3 rue Kléber", "", "", "Sevran"))
)


def opened(screen: Screen, **intake: object) -> Record:
    """The page of the order of a situation."""
    day = screen.workspace._desk.today()
    situation = screen.situation(person=HER, intake=Answers(accueil.FORM, {"date_accueil": day, **intake}))
    screen.click("section.ordonnance")
    return situation


def body(screen: Screen) -> OrderBody:
    page = screen.page
    assert isinstance(page, OrdonnancePage)
    assert page._body is not None
    return page._body


def order(screen: Screen) -> Answers:
    body(screen).saver.flush()
    return screen.answers(screen.only(ORDONNANCE))


def told(screen: Screen, name: str) -> str:
    return screen.seen(name, QLabel).text()


# The gate.


@pytest.mark.parametrize(
    ("intake", "way"),
    [
        ({"statut": "mis_en_cause.audition"}, "orientez vers un avocat"),
        ({"problematique": "voisinage.avec_violence", "lien": "voisin"}, "bailleur"),
    ],
)
def test_where_the_order_is_not_the_way_the_page_says_which_is_and_begins_nothing(
    screen: Screen, intake: dict[str, object], way: str
) -> None:
    opened(screen, **intake)
    assert way in told(screen, "ordonnance.refus.0")
    assert not screen.records.all(ORDONNANCE)
    assert not screen.is_seen("ordonnance.enregistrer")
    screen.click("ordonnance.refus.situation")
    assert screen.page.objectName() == "page.situation"


def test_a_forced_marriage_opens_the_gate_whatever_the_link(screen: Screen) -> None:
    opened(screen, problematique="violences_familiales.parent_enfant", lien="parent")
    screen.click("ordonnance.refus.mariage_force")
    assert order(screen)[ordonnance.FONDEMENT] == ordonnance.MARIAGE_FORCE
    assert screen.is_seen("ordonnance.enregistrer")
    offered = [each.text() for each in screen.page.findChildren(ClickableLabel) if each.isVisible()]
    assert any("Art. 515-13" in each for each in offered)
    assert not any(each.startswith("3° —") for each in offered), "not against a forced marriage"


def test_a_mis_en_cause_is_offered_no_other_ground(screen: Screen) -> None:
    opened(screen, statut="mis_en_cause.audition")
    assert not screen.is_seen("ordonnance.refus.mariage_force")


def test_for_whom_it_is_and_that_he_will_receive_it_are_said_first(screen: Screen) -> None:
    opened(screen)
    assert "recevra la demande et chacune des pièces" in told(screen, "ordonnance.avertissement")
    assert body(screen)._explained.is_open, "a dossier with nothing in it"


# Where answers come from.


def test_identity_is_veiled_until_it_is_asked_for_and_says_where_it_comes_from(screen: Screen) -> None:
    opened(screen)
    assert not screen.is_seen("nom")
    screen.click("voile.lever")
    assert screen.seen("nom", QLineEdit).text() == NAME
    assert told(screen, "origine.nom") == "Repris de la fiche de la personne."
    assert not order(screen), "what is taken is not written twice"


def test_an_answer_of_the_dossier_stays_there_until_it_is_sent_back_and_that_can_be_undone(
    screen: Screen,
) -> None:
    opened(screen)
    screen.click("voile.lever")
    type_in(screen.seen("prenom", QLineEdit), "Ana María")
    assert order(screen)[ordonnance.PRENOM] == "Ana María"
    assert screen.answers(screen.only(PERSONNE))[personne.PRENOM] is None
    assert "Propre au dossier" in told(screen, "origine.prenom")
    screen.click("origine.prenom.envoyer")
    assert screen.answers(screen.only(PERSONNE))[personne.PRENOM] == "Ana María"
    assert order(screen)[ordonnance.PRENOM] is None, "the dossier follows the file again"
    assert told(screen, "origine.prenom") == "Repris de la fiche de la personne."
    for _ in range(2):
        screen.workspace.undo()
    assert screen.answers(screen.only(PERSONNE))[personne.PRENOM] is None
    assert order(screen)[ordonnance.PRENOM] == "Ana María"


def test_the_dossier_s_own_answer_can_be_left_for_that_of_the_file(screen: Screen) -> None:
    opened(screen)
    screen.click("voile.lever")
    type_in(screen.seen("nom", QLineEdit), "x")
    assert order(screen)[ordonnance.NOM] == "x"
    screen.click("origine.nom.reprendre")
    assert screen.seen("nom", QLineEdit).text() == NAME
    assert order(screen)[ordonnance.NOM] is None


def test_what_is_changed_in_the_situation_is_changed_in_the_dossier(screen: Screen) -> None:
    situation = opened(screen, problematique="violences_couple.couple_actuel", lien="concubin")
    assert body(screen).view.shown()[ordonnance.UNION] == "concubinage"
    record = screen.records.get(SITUATION, situation.id)
    screen.records.save(record, record.answers.with_(accueil.LIEN, "conjoint"))
    screen.workspace.show_order(situation.id)
    assert body(screen).view.shown()[ordonnance.UNION] == "mariage"
    assert "Repris de l’accueil du" in told(screen, "origine.union")


def test_a_former_union_is_sent_back_as_the_link_that_intake_knows(screen: Screen) -> None:
    opened(screen, problematique="violences_couple.couple_actuel", lien="conjoint")
    body(screen).view.give(ordonnance.UNION, "ancien_mariage")
    screen.click("origine.union.envoyer")
    assert screen.answers(screen.only(SITUATION))[accueil.LIEN] == "ex"
    assert order(screen)[ordonnance.UNION] == "ancien_mariage", "it says more than the file"
    assert "Précise ce que dit" in told(screen, "origine.union")


# Facts, and what rests on them.


def test_facts_and_exhibits_are_ticked_where_they_support_and_follow_their_changes(screen: Screen) -> None:
    opened(screen)
    screen.click("piece.ajouter")
    screen.click("faits.ajouter")
    items = body(screen).view.widget(faits.FAITS)
    type_in(items.findChildren(QLineEdit, "lieu")[0], "dans la rue")
    view = body(screen).view
    view.give(mesures.MESURES, frozenset({mesures.CONTACT}))
    order(screen)
    settle()
    fact = only_fact(screen)
    key = fact[faits.REPERE]
    assert key
    (tick,) = _ticks(screen, mesures.FAITS_APPUIS[mesures.CONTACT].code)
    tick.click()
    assert order(screen)[mesures.FAITS_APPUIS[mesures.CONTACT]] == frozenset({key})
    (exhibit,) = screen.vault.exhibits.of(screen.only(SITUATION))
    (tick,) = _ticks(screen, "pieces_liees")
    tick.click()
    fact = only_fact(screen)
    assert fact[faits.PIECES_FAIT] == frozenset({exhibit.record.id})


def only_fact(screen: Screen) -> Answers:
    told = order(screen)[faits.FAITS] or ()
    assert len(told) == 1
    return told[0]


def _ticks(screen: Screen, code: str) -> list[QCheckBox]:
    settle()
    from_list = screen.page.findChildren(LinkChoice, code)
    return [box for each in from_list for box in each.findChildren(QCheckBox) if box.isVisible()]


def test_reading_back_is_to_be_done_again_when_a_fact_changes(screen: Screen) -> None:
    opened(screen)
    screen.click("faits.ajouter")
    line = body(screen).view.widget(faits.FAITS).findChildren(QLineEdit, "lieu")[0]
    type_in(line, "dehors")
    body(screen).view.give(ordonnance.RELU, "oui")
    assert order(screen)[ordonnance.RELU] == "oui"
    type_in(line, "!")
    assert order(screen)[ordonnance.RELU] is None


# What it lacks, and what it would tell.


def test_each_thing_that_lacks_leads_to_its_question(screen: Screen) -> None:
    opened(screen)
    links = [
        each
        for each in screen.page.findChildren(QPushButton)
        if each.objectName().startswith("manque.mention")
    ]
    assert len(links) > 8
    (court,) = [each for each in links if "quel tribunal judiciaire" in each.accessibleName()]
    assert "art. 54" in court.accessibleName()
    court.click()
    settle()
    assert screen.focus().objectName() == ordonnance.TRIBUNAL.code
    assert "mentions exigées par la loi à compléter" in screen.seen("ordonnance.manques", QPushButton).text()


def test_an_address_to_be_hidden_is_told_under_the_answer_as_soon_as_it_is_saved(screen: Screen) -> None:
    opened(screen)
    body(screen).view.give(mesures.MESURES, frozenset({ordonnance.DISSIMULATION}))
    body(screen).view.give(ordonnance.DANGER, "Je vis rue Kléber.")
    order(screen)
    assert "l’adresse (rue)" in told(screen, "danger.probleme")
    body(screen).view.give(ordonnance.DANGER, "Je vis ailleurs.")
    order(screen)
    assert not screen.is_seen("danger.probleme")


# What left.


def lines(screen: Screen, qtbot: QtBot, state: str) -> str:
    label = screen.seen("sorties.lignes", QLabel)
    qtbot.waitUntil(lambda: state in label.text(), timeout=15_000)
    return label.text()


def test_a_draft_is_superseded_as_soon_as_the_dossier_says_something_else(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    opened(screen)
    body(screen).files.export(tmp_path / "un.pdf")
    first = lines(screen, qtbot, "à jour")
    assert re.search(r"Brouillon .+ — 15/06/2012 à .+, par Claire, empreinte [0-9a-f]{8} — à jour", first)
    body(screen).view.give(ordonnance.TRIBUNAL, "Tribunal judiciaire de Plaidebourg")
    order(screen)
    assert "à jour" not in lines(screen, qtbot, "REMPLACÉ")
    body(screen).files.export(tmp_path / "deux.pdf")
    both = lines(screen, qtbot, "à jour").splitlines()
    assert ["REMPLACÉ" in line for line in both] == [False, True]


def test_the_confidential_sheet_is_made_apart_and_never_by_the_draft(
    screen: Screen, tmp_path: Path, qtbot: QtBot
) -> None:
    situation = opened(screen)
    view = body(screen).view
    view.give(mesures.MESURES, frozenset({ordonnance.DISSIMULATION}))
    view.give(ordonnance.DISSIMULATION_EXPLIQUEE, "oui")
    view.give(ordonnance.ELECTION_DOMICILE, "avocat")
    body(screen).files.export_sheet(tmp_path / "fiche.pdf")
    assert "chez qui la personne élit domicile" in told(screen, "ordonnance.probleme")
    view.give(ordonnance.ELECTION_PRECISIONS, "Me Plaidoiron, barreau de Plaidebourg")
    body(screen).files.export(tmp_path / "brouillon.pdf")
    assert [left.kind for left in screen.vault.departures.of(situation)] == [Departure.ORDONNANCE]
    body(screen).files.export_sheet(tmp_path / "kleber-sevran.pdf")
    assert "Le nom choisi" in told(screen, "ordonnance.probleme")
    body(screen).files.export_sheet(tmp_path / "fiche.pdf")
    kinds = [left.kind for left in screen.vault.departures.of(situation)]
    assert kinds == [Departure.ADRESSE, Departure.ORDONNANCE]
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"brouillon.pdf", "fiche.pdf"}
