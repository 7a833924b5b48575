"""Two parties of one affair: two files, and nothing of one is reached or printed from the other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QTableView

from exports.concealment import CROSSING
from exports.dossier import Dossier
from exports.ordonnance import draft
from exports.secrets import of_other_parties
from exports.slip import Referral, slip
from models.casework import (
    ACTE,
    ECHEANCE,
    EVALUATION,
    FORMS,
    ORDONNANCE,
    ORIENTATION,
    PERSONNE,
    SITUATION,
    Noun,
    Record,
)
from models.failure import Failure
from models.fields import Address, AddressField, Answers, Form, ListField, PhoneField, TextField
from models.forms import accueil, evaluation, ordonnance, orientation, personne
from storage import vault
from tests.dossiers import TODAY
from tests.windows import Screen, settle
from ui import outgoing, rights
from ui.other_party import LINKED, MAYBE, NOT_LINKED

HERS = Answers(personne.FORM).with_(personne.NOM, "Lambertine")
HIS = (
    Answers(personne.FORM)
    .with_(personne.NOM, "Ravinier")
    .with_(personne.ADRESSE, Address("31 rue Kléber", "", "93100", "Montreuil"))
    .with_(personne.TELEPHONE, "06 39 98 12 34")
    .with_(personne.EMPLOYEUR, "Garage Bellocq")
)


def received(opened: vault.Vault, who: Answers, status: str) -> Record:
    person = opened.records.add(PERSONNE, who)
    intake = (
        Answers(accueil.FORM)
        .with_(accueil.STATUT, status)
        .with_(accueil.PROBLEMATIQUE, "violences_couple.couple_actuel")
    )
    return opened.records.add(SITUATION, intake, person)


@pytest.fixture
def parties(opened: vault.Vault) -> tuple[Record, Record]:
    return received(opened, HERS, "victime.declaree"), received(opened, HIS, "mis_en_cause.auteur_presume")


def with_facts(opened: vault.Vault, situation: Record, told: str, **order: object) -> Record:
    answers = Answers(
        ordonnance.FORM, {"danger": told, "mesures": frozenset({"interdiction_contact"}), **order}
    )
    return opened.records.add(ORDONNANCE, answers, situation)


def test_two_situations_are_linked_both_ways_and_no_longer(
    opened: vault.Vault, parties: tuple[Record, Record]
) -> None:
    hers, his = parties
    opened.affairs.link(hers, his)
    assert [each.id for each in opened.affairs.others(hers)] == [his.id]
    assert [each.id for each in opened.affairs.others(his)] == [hers.id]
    opened.affairs.unlink(his)
    assert opened.affairs.others(hers) == opened.affairs.others(his) == ()


def test_a_third_party_joins_the_two_others(opened: vault.Vault, parties: tuple[Record, Record]) -> None:
    hers, his = parties
    third = received(opened, Answers(personne.FORM), "victime.declaree")
    fourth = received(opened, Answers(personne.FORM), "victime.declaree")
    opened.affairs.link(hers, his)
    opened.affairs.link(third, fourth)
    opened.affairs.link(third, his)
    assert {each.id for each in opened.affairs.others(fourth)} == {hers.id, his.id, third.id}


def test_a_person_is_no_other_party_to_herself(opened: vault.Vault, parties: tuple[Record, Record]) -> None:
    hers, _ = parties
    again = opened.records.add(
        SITUATION, Answers(accueil.FORM), opened.records.get(PERSONNE, hers.owner_id or "")
    )
    with pytest.raises(Failure, match="cette même fiche"):
        opened.affairs.link(hers, again)
    assert opened.affairs.others(hers) == ()


def test_a_situation_taken_back_comes_back_with_its_affair(
    opened: vault.Vault, parties: tuple[Record, Record]
) -> None:
    hers, his = parties
    opened.affairs.link(hers, his)
    removed = opened.records.remove(his)
    assert opened.affairs.others(hers) == ()
    opened.records.put_back(removed, removed.record.answers)
    assert [each.id for each in opened.affairs.others(hers)] == [his.id]


@pytest.mark.parametrize(
    "told",
    [
        "Il vit maintenant 31 rue Kléber.",
        "Son numéro est le +33 6 39 98 12 34.",
        "Il travaille au garage Bellocq.",
    ],
)
def test_what_only_his_file_says_is_not_printed_for_her(
    opened: vault.Vault, parties: tuple[Record, Record], told: str
) -> None:
    hers, his = parties
    with_facts(opened, hers, told)
    # The control: without the wall, the same draft would carry it.
    shown = outgoing.dossier(opened, hers)
    assert draft(shown, TODAY)
    opened.affairs.link(hers, his)
    with pytest.raises(Failure, match=CROSSING) as refused:
        draft(outgoing.dossier(opened, hers), TODAY)
    assert not any(word in str(refused.value) for word in ("Kléber", "Bellocq", "98 12"))
    assert not any(word in refused.value.why for word in ("Kléber", "Bellocq", "98 12"))


SECRET = {
    EVALUATION: Answers(evaluation.FORM).with_(evaluation.NOTES_PLAN[3], "Chez Solène, résidence Kerbihan"),
    ORDONNANCE: Answers(ordonnance.FORM).with_(ordonnance.HEBERGEANT, "Foyer Kerbihan"),
    SITUATION: Answers(accueil.FORM).with_(
        accueil.ENFANTS, (Answers(accueil.ENFANT).with_(accueil.ECOLE, "École Kerbihan"),)
    ),
    PERSONNE: Answers(personne.FORM).with_(personne.EMPLOYEUR, "Atelier Kerbihan"),
}
"""Where he can be found, elsewhere in his file than in the situation that made him a party."""


@pytest.mark.parametrize("noun", SECRET, ids=lambda noun: noun.code)
def test_the_wall_stands_before_the_whole_file(
    opened: vault.Vault, parties: tuple[Record, Record], noun: Noun
) -> None:
    """His evaluations, his orders, his other situations, and a file merged into his."""
    hers, his = parties
    him = opened.records.get(PERSONNE, his.owner_id or "")
    if noun is PERSONNE:
        again = opened.records.add(PERSONNE, SECRET[noun].with_(personne.NOM, "Ravinier"))
        opened.merges.merge(him, again)
    else:
        opened.records.add(noun, SECRET[noun], him if noun is SITUATION else his)
    with_facts(opened, hers, "Je l’ai vu près de Kerbihan.")
    assert draft(outgoing.dossier(opened, hers), TODAY), "the control: no wall yet"
    opened.affairs.link(hers, his)
    with pytest.raises(Failure, match=CROSSING):
        draft(outgoing.dossier(opened, hers), TODAY)


def locating(form: Form) -> Iterator[tuple[str, Answers]]:
    """The form filled with a place, at each of its questions that may tell where somebody is."""
    for field in form.fields:
        if isinstance(field, ListField):
            for code, item in locating(field.item):
                yield f"{field.code}.{code}", Answers(form, {field.code: (item,)})
        elif isinstance(field, TextField) and field.locates:
            yield field.code, Answers(form, {field.code: "Foyer Kerbihan"})
        elif isinstance(field, AddressField) and field.locates:
            yield (
                field.code,
                Answers(form, {field.code: Address("31 rue Kerbihan", "", "93100", "Montreuil")}),
            )
        elif isinstance(field, PhoneField) and field.locates:
            yield field.code, Answers(form, {field.code: "06 39 98 12 34"})


LOCATING = [(f"{form.code}.{code}", answers) for form in FORMS for code, answers in locating(form)]


@pytest.mark.parametrize("answers", [each for _, each in LOCATING], ids=[name for name, _ in LOCATING])
def test_no_question_that_locates_escapes_the_wall(answers: Answers) -> None:
    asked = Answers(orientation.FORM, {"accord": "oral", "structure": "Point d’écoute"}).with_(
        orientation.DEMANDE, "Il est au foyer Kerbihan, 31 rue Kerbihan, 06.39.98.12.34."
    )
    hers = Dossier(HERS, Answers(accueil.FORM), None, Answers(ordonnance.FORM))
    assert slip(Referral(asked, hers), "", TODAY), "the control: no wall"
    with pytest.raises(Failure, match=CROSSING):
        slip(Referral(asked, replace(hers, other_parties=(answers,))), "", TODAY)


def test_the_wall_stands_for_all_her_situations(opened: vault.Vault, parties: tuple[Record, Record]) -> None:
    hers, his = parties
    opened.affairs.link(hers, his)
    again = opened.records.add(
        SITUATION, Answers(accueil.FORM), opened.records.get(PERSONNE, hers.owner_id or "")
    )
    with_facts(opened, again, "Il vit maintenant 31 rue Kléber.")
    with pytest.raises(Failure, match=CROSSING):
        draft(outgoing.dossier(opened, again), TODAY)


def test_neither_the_slip_nor_the_note_crosses_the_wall(
    opened: vault.Vault, parties: tuple[Record, Record]
) -> None:
    hers, his = parties
    referred = opened.records.add(
        ORIENTATION,
        Answers(orientation.FORM)
        .with_(orientation.DESTINATAIRE, "aide_aux_victimes")
        .with_(orientation.STRUCTURE, "Face au garage Bellocq")
        .with_(orientation.ACCORD, "oral"),
        hers,
    )
    makers: tuple[Callable[[], object], ...] = (
        lambda: outgoing.note(opened, referred),
        lambda: outgoing.slip_pdf(opened, referred, TODAY),
    )
    assert all(make() for make in makers), "the control: no wall yet"
    opened.affairs.link(hers, his)
    for make in makers:
        with pytest.raises(Failure, match=CROSSING):
            make()


def test_what_any_part_of_her_file_says_too_is_hers_to_obtain(
    opened: vault.Vault, parties: tuple[Record, Record]
) -> None:
    """The school of their child, told in one of her situations and in his: her extract is not refused."""
    hers, his = parties
    opened.affairs.link(hers, his)
    her = opened.records.get(PERSONNE, hers.owner_id or "")
    opened.records.add(SITUATION, SECRET[SITUATION], opened.records.get(PERSONNE, his.owner_id or ""))
    opened.records.save(hers, hers.answers.with_(accueil.EXPOSE, "On se retrouve à l’école Kerbihan."))
    with pytest.raises(Failure, match=CROSSING):
        rights.access_pdf(opened, her, TODAY)
    opened.records.add(SITUATION, SECRET[SITUATION], her)
    assert rights.access_pdf(opened, her, TODAY)


def test_what_her_file_knows_of_his_address_is_hers_to_print(
    opened: vault.Vault, parties: tuple[Record, Record]
) -> None:
    hers, his = parties
    opened.affairs.link(hers, his)
    with_facts(
        opened,
        hers,
        "Il m’attend devant le 31 rue Kléber.",
        defendeur_adresse=Address("31 rue Kléber", "", "93100", "Montreuil"),
    )
    assert draft(outgoing.dossier(opened, hers), TODAY)
    assert of_other_parties(outgoing.dossier(opened, hers))  # the rest of what locates him stays his


def test_the_page_of_one_party_shows_nothing_of_the_other(screen: Screen) -> None:
    opened = screen.vault
    hers, his = (
        received(opened, HERS, "victime.declaree"),
        received(opened, HIS, "mis_en_cause.auteur_presume"),
    )
    his_code = opened.records.person(his.owner_id or "").code
    screen.workspace.show_situation(hers.id)
    screen.click("partie.deplier")
    screen.seen("partie.code", QLineEdit).setText(his_code.lower().replace("-", " "))
    screen.click("partie.lier")
    assert opened.affairs.others(hers)
    for name in ("personne.afficher", "personne.deplier"):
        if screen.is_seen(name):
            screen.click(name)
    said = " ".join(_said(screen))
    assert LINKED in said
    for secret in ("Ravinier", "RAVINIER", his_code, "Kléber", "Montreuil", "98 12 34", "Bellocq"):
        assert secret not in said
    screen.click("partie.delier")
    assert not opened.affairs.others(hers)


def everywhere(form: Form) -> Answers:
    """The form with one word of hers wherever words are written."""
    return Answers(form, {field.code: "Kerbihan" for field in form.asked if isinstance(field, TextField)})


def test_on_no_page_of_one_party_is_a_word_of_the_other(screen: Screen) -> None:
    """The control is her own history, which does show it."""
    opened = screen.vault
    her = opened.records.add(PERSONNE, everywhere(personne.FORM))
    hers = opened.records.add(SITUATION, everywhere(accueil.FORM), her)
    for noun in (EVALUATION, ACTE, ORIENTATION, ECHEANCE, ORDONNANCE):
        opened.records.save(opened.records.add(noun, Answers(noun.form), hers), everywhere(noun.form))
    his = received(opened, HIS, "mis_en_cause.auteur_presume")
    opened.affairs.link(his, hers)
    code = opened.records.person(her.id).code
    screen.workspace.show_person(her.id)
    screen.workspace.show_history()
    own = " ".join(_said(screen))
    assert all(word in own for word in ("Kerbihan", code))
    said = " ".join(_pages(screen, his))
    assert "Bellocq" in said
    for word in ("kerbihan", code.lower()):
        assert word not in said.lower()


def _pages(screen: Screen, situation: Record) -> Iterator[str]:
    """All that can be read on the pages of a person, everything unfolded."""
    for show, argument in (
        (screen.workspace.show_person, situation.owner_id or ""),
        (screen.workspace.show_order, situation.id),
        (screen.workspace.show_situation, situation.id),
    ):
        show(argument)
        settle()
        for each in screen.page.findChildren(QAbstractButton):
            if each.isVisible() and each.isCheckable() and each.objectName().endswith((".deplier", ".fiche")):
                each.setChecked(True)
        settle()
        yield from _said(screen)
    screen.workspace.show_history()
    settle()
    yield from _said(screen)


def test_who_is_named_in_the_order_and_received_here_is_proposed_and_linked_in_one_gesture(
    screen: Screen,
) -> None:
    his = received(screen.vault, HIS.with_(personne.PRENOM, "Marc"), "mis_en_cause.auteur_presume")
    hers = received(screen.vault, HERS, "victime.declaree")
    named = Answers(ordonnance.FORM).with_(ordonnance.DEFENDEUR_NOM, "Ravinier")
    order = screen.records.add(ORDONNANCE, named, hers)
    screen.workspace.show_situation(hers.id)
    assert screen.seen("partie.deplier", QAbstractButton).accessibleName() == NOT_LINKED, "a name alone"
    screen.records.save(order, named.with_(ordonnance.DEFENDEUR_PRENOM, "Marc"))
    screen.workspace.show_today()
    screen.workspace.show_situation(hers.id)
    assert screen.seen("partie.deplier", QAbstractButton).accessibleName() == MAYBE
    screen.click("partie.deplier")
    screen.click("partie.lier")
    assert [each.id for each in screen.vault.affairs.others(hers)] == [his.id]


def test_a_code_that_nobody_has_links_nothing_and_says_so(screen: Screen) -> None:
    situation = screen.situation()
    screen.click("partie.deplier")
    screen.seen("partie.code", QLineEdit).setText("ZZZ-ZZZ")
    screen.click("partie.lier")
    assert "Aucune personne n’a ce code" in screen.notice
    assert not screen.vault.affairs.others(situation)


def _said(screen: Screen) -> Iterator[str]:
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for each in screen.window.findChildren(kind):
            yield f"{each.text()} {each.toolTip()} {each.accessibleName()}"
    for area in screen.window.findChildren(QPlainTextEdit):
        yield area.toPlainText()
    for table in screen.page.findChildren(QTableView):
        model = table.model()
        for row, column in product(range(model.rowCount()), range(model.columnCount())):
            yield str(model.index(row, column).data())
