"""What the wall lets be read by the party who sits across the desk: nothing, until it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from exports.completeness import lacks
from exports.concealment import CROSSING
from exports.dossier import Dossier
from exports.slip import Referral, slip, whereabouts
from models.casework import EVALUATION, ORDONNANCE, ORIENTATION, PERSONNE, SITUATION, Record
from models.failure import Failure
from models.fields import Address, Answers
from models.forms import accueil, evaluation, mesures, ordonnance, orientation, personne
from tests.dossiers import TODAY
from tests.windows import Screen, settle
from ui.other_party import LINKED, NOT_LINKED
from ui.rights_box import RightsBox

HIDDEN = "12 rue des Lilas"
HERS = (
    Answers(personne.FORM)
    .with_(personne.NOM, "Lambertine")
    .with_(personne.ADRESSE, Address(HIDDEN, "", "44120", "Vertou"))
)
HIS = Answers(personne.FORM).with_(personne.NOM, "Ravinier")
KNOWN = ("reçue ici", "l’adresse", "Vit chez", "l’autre", "L’autre partie", "Lambertine")
"""What the sentence at first must not say: that she was received, or that the guess is right."""


def written(told: str) -> Answers:
    asked = Answers(orientation.FORM, {"accord": "oral", "structure": "Point d’écoute"})
    return asked.with_(orientation.DEMANDE, told)


@pytest.fixture
def his(screen: Screen) -> Record:
    """His situation, whose file is open; hers is the other party's."""
    her = screen.records.add(PERSONNE, HERS)
    hers = screen.records.add(SITUATION, Answers(accueil.FORM), her)
    him = screen.records.add(PERSONNE, HIS)
    his = screen.records.add(SITUATION, Answers(accueil.FORM), him)
    screen.vault.affairs.link(his, hers)
    return his


def test_the_first_sentence_is_the_same_whatever_was_found():
    """One match, several, or of another kind; what was found is apart, and quotes nothing."""
    child = Answers(accueil.ENFANT).with_(accueil.ECOLE, "École Kerbihan")
    hers = (HERS.with_(personne.TELEPHONE, "06 39 98 12 34"), Answers(accueil.FORM, {"enfants": (child,)}))
    his = Dossier(HIS, Answers(accueil.FORM), None, Answers(ordonnance.FORM), other_parties=hers)
    reasons: set[str] = set()
    for told in (HIDDEN, "06.39.98.12.34", "école Kerbihan", f"{HIDDEN}, 0639981234, école Kerbihan"):
        with pytest.raises(Failure) as refused:
            slip(Referral(written(told), his), "", TODAY)
        assert str(refused.value) == CROSSING
        assert not any(word in refused.value.why for word in ("Lilas", "Kerbihan", "39 98"))
        reasons.add(refused.value.why)
    assert len(reasons) == 4, "the control: what was found differs"
    assert not any(word in CROSSING for word in KNOWN)
    assert slip(Referral(written(HIDDEN), replace(his, other_parties=())), "", TODAY), "the control: no wall"


def _slip(screen: Screen, his: Record) -> str:
    screen.records.add(ORIENTATION, written(f"Elle est chez sa mère, {HIDDEN}, Vertou"), his)
    screen.workspace.show_situation(his.id)
    screen.click("orientation.deplier")
    screen.click("papiers.deplier")
    screen.click("papiers.apercu_fiche")
    return "papiers.probleme"


def _note(screen: Screen, his: Record) -> str:
    answers = Answers(orientation.FORM).with_(orientation.DESTINATAIRE, "aide_aux_victimes")
    screen.records.add(ORIENTATION, answers.with_(orientation.STRUCTURE, HIDDEN), his)
    screen.workspace.show_situation(his.id)
    screen.click("orientation.deplier")
    screen.click("papiers.deplier")
    assert CROSSING in screen.seen("papiers.apercu", QLabel).text()
    screen.click("papiers.apercu_note")
    return "papiers.probleme"


def _plan(screen: Screen, his: Record) -> str:
    answers = Answers(evaluation.FORM).with_(evaluation.NOTE_APPELER, f"Camille, {HIDDEN}")
    screen.records.add(EVALUATION, answers, his)
    screen.workspace.show_situation(his.id)
    screen.click("evaluation.deplier")
    screen.click("plan.deplier")
    screen.click("plan.apercu")
    return "plan.probleme"


def _draft(screen: Screen, his: Record) -> str:
    asked = Answers(ordonnance.FORM, {"danger": HIDDEN, "mesures": frozenset({mesures.CONTACT})})
    screen.records.add(ORDONNANCE, asked, his)
    screen.workspace.show_order(his.id)
    screen.click("ordonnance.apercu")
    return "ordonnance.probleme"


@pytest.mark.parametrize("ask", [_slip, _note, _plan, _draft])
def test_a_refusal_tells_nothing_before_it_is_asked_why(
    screen: Screen, his: Record, ask: Callable[[Screen, Record], str]
) -> None:
    problem = ask(screen, his)
    assert screen.seen(problem, QLabel).text() == CROSSING
    assert "reçue ici" not in _shown(screen)
    assert not screen.is_seen(f"{problem}.raison")
    screen.click(f"{problem}.pourquoi")
    assert "reçue ici" in screen.seen(f"{problem}.raison", QLabel).text()
    screen.click(f"{problem}.pourquoi")
    assert not screen.is_seen(f"{problem}.raison")
    screen.click(f"{problem}.pourquoi")
    screen.page.hide()
    screen.page.show()
    assert not screen.is_seen(f"{problem}.raison"), "the page was left"


def test_an_extract_that_is_refused_tells_why_on_one_gesture(
    screen: Screen, his: Record, tmp_path: Path
) -> None:
    screen.records.save(his, his.answers.with_(accueil.EXPOSE, f"Elle serait {HIDDEN}."))
    screen.workspace.show_conservation()
    box = screen.page.findChild(RightsBox)
    assert isinstance(box, RightsBox)
    box.write_access(screen.records.person(his.owner_id or ""), tmp_path / "extrait.pdf")
    assert screen.notice == CROSSING
    assert not (tmp_path / "extrait.pdf").exists()
    screen.click("avis.action")
    assert "reçue ici" in screen.notice
    screen.workspace.show_today()
    assert not screen.notice


def test_a_link_made_by_name_shows_neither_code_nor_that_anybody_is_received(screen: Screen) -> None:
    her = screen.records.add(PERSONNE, HERS)
    hers = screen.records.add(SITUATION, Answers(accueil.FORM), her)
    his = screen.situation(person=HIS)
    before = screen.seen("partie.deplier", QWidget).accessibleName()
    screen.click("partie.deplier")
    screen.seen("partie.code", QLineEdit).setText("Lambertine")
    screen.click("partie.lier")
    assert [each.id for each in screen.vault.affairs.others(his)] == [hers.id]
    assert screen.notice == "Lien noté."
    after = screen.seen("partie.deplier", QWidget).accessibleName()
    assert (before, after) == (NOT_LINKED, LINKED)
    said = _shown(screen)
    code = screen.records.person(her.id).code
    assert not any(word in said for word in (code, "Lambertine", "reçue ici"))
    assert screen.records.person(his.owner_id or "").code in said, "the control: his own is read"


def _shown(screen: Screen) -> str:
    settle()
    labels = (each for each in screen.window.findChildren(QLabel) if each.isVisible())
    return " ".join(f"{each.text()} {each.accessibleName()} {each.toolTip()}" for each in labels)


AWAY = (
    HERS.with_(personne.ADRESSE_CACHEE, "oui")
    .with_(personne.HORAIRES_SURS, "le mardi")
    .with_(personne.ACCORD_CONTACT, "oui")
)


def told_by(person: Answers, words: str) -> tuple[str, ...]:
    file = Dossier(person, Answers(accueil.FORM), None, Answers(ordonnance.FORM))
    return whereabouts(Referral(written(words), file), TODAY)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Elle cherche un logement à VERTOU.", ("Vertou",)),
        ("Elle vit chez sa mère depuis mardi.", ("chez sa mère",)),
        ("Chez son beau-frère, à Vertou.", ("Vertou", "Chez son beau-frère")),
        ("Un rendez-vous chez le médecin, à Nantes.", ()),
    ],
)
def test_the_town_or_with_whom_she_lives_is_found_while_she_wants_it_hidden(
    words: str, told: tuple[str, ...]
) -> None:
    assert told_by(AWAY, words) == told
    assert told_by(HERS, words) == told_by(AWAY.with_(personne.ADRESSE_CACHEE, "non"), words) == ()


def test_the_name_of_the_service_is_not_where_she_lives_but_her_safe_hours_may_tell_it() -> None:
    asked = written("Un hébergement.").with_(orientation.STRUCTURE, "Maison de Vertou")
    file = Dossier(AWAY, Answers(accueil.FORM), None, Answers(ordonnance.FORM))
    assert whereabouts(Referral(asked, file), TODAY) == ()
    hours = AWAY.with_(personne.HORAIRES_SURS, "quand elle est chez ses parents")
    assert told_by(hours, "Un hébergement.") == ("chez ses parents",)


def test_a_slip_that_says_where_she_lives_is_shown_once_that_is_answered(screen: Screen) -> None:
    her = screen.records.add(PERSONNE, AWAY)
    hers = screen.records.add(SITUATION, Answers(accueil.FORM), her)
    screen.records.add(ORIENTATION, written("Elle vit chez sa mère, à Vertou."), hers)
    screen.workspace.show_situation(hers.id)
    assert "Adresse cachée." in screen.seen("contact.phrase", QLabel).text()
    screen.click("orientation.deplier")
    screen.click("papiers.deplier")
    screen.click("papiers.apercu_fiche")
    asked = screen.seen("papiers.question", QLabel).text()
    assert "« Vertou », « chez sa mère »" in asked
    screen.click("papiers.renoncer")
    assert screen.page.objectName() == "page.situation"
    screen.click("papiers.apercu_fiche")
    screen.click("papiers.confirmer")
    assert screen.page.objectName() == "page.apercu"


def test_the_order_lacks_the_concealment_that_her_file_asks_for_until_she_chooses() -> None:
    def told(person: Answers, **order: object) -> bool:
        file = Dossier(person, Answers(accueil.FORM), None, Answers(ordonnance.FORM, order))
        return any("dit sa fiche" in lack.sentence for lack in lacks(file, TODAY))

    assert told(AWAY)
    assert told(AWAY, mesures=frozenset({mesures.CONTACT}))
    assert not told(HERS)
    assert not told(AWAY, mesures=frozenset({ordonnance.DISSIMULATION}))
    assert not told(AWAY, choix_domicile="connu")
