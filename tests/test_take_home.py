"""The papers she may take away: what they say, what they never say, and the question before each."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from exports import next_steps, pdf_file, pocket, to_bring
from exports.bundle import Piece
from exports.neutral_note import tells
from models.casework import SITUATION, Record
from models.departure import Departure
from models.failure import Failure
from models.fields import Answers
from models.forms import ordonnance, piece
from tests import dossiers
from tests.dossiers import CONCEALED, HIDDEN, TODAY, ordered
from tests.windows import Screen, settle
from ui import left_files, outgoing
from ui.pages.apercu import ApercuPage
from ui.take_home import TakeHome

NOT_CONCEALED = ordered({"mesures": CONCEALED.measures - {ordonnance.DISSIMULATION}})


def flat(data: bytes) -> str:
    return " ".join(" ".join(pdf_file.page_texts(data)).replace("\u00a0", " ").split())


def listed(number: int, title: str, **answers: object) -> Piece:
    return Piece(number, Answers(piece.FORM, {"intitule": title, "etat_piece": "manquante", **answers}), None)


PIECES = (
    listed(1, "Certificat médical", detenteur="l’unité médico-judiciaire", montre=frozenset({"violences"})),
    listed(2, "Livret de famille", detenteur="la personne", montre=frozenset({"administratif"})),
    listed(3, "Récépissé de plainte", montre=frozenset({"administratif"})),
    listed(4, "Avis d’imposition", montre=frozenset({"mesures"})),
    listed(5, "Quittance", etat_piece="obtenue"),
    listed(6, "Courrier sans classement"),
)


# The steps.


def test_the_steps_say_who_where_and_within_how_many_days():
    text = flat(next_steps.next_steps(CONCEALED, TODAY))
    for told in (
        "Greffe du juge aux affaires familiales",
        "Tribunal judiciaire de Plaidebourg",
        "6 jours",
        "2 jours",
        "15 jours",
        "Douze mois au plus",
        "le greffe si elle n’en a pas",
        "copie de chaque pièce",
        "17 ou 112",
        "114, par SMS",
        "Il n’est pas nécessaire d’avoir porté plainte",
    ):
        assert told in text, told


def test_nothing_repealed_or_unsure_is_told():
    text = flat(next_steps.next_steps(CONCEALED, TODAY))
    for never in ("sous peine de caducité", "45 000", "3 ans", "six mois", "huissier", "coupable", "15458"):
        assert never not in text, never


def test_the_hidden_address_has_its_step_only_when_it_is_asked_for():
    assert "1136-8" in flat(next_steps.next_steps(CONCEALED, TODAY))
    assert "L’adresse cachée" not in flat(next_steps.next_steps(NOT_CONCEALED, TODAY))


def test_the_immediate_protection_is_told_to_those_who_agree_to_it():
    assert "24 heures" not in flat(next_steps.next_steps(CONCEALED, TODAY))
    assert "24 heures" in flat(next_steps.next_steps(ordered({"accord_oppi": "oui"}), TODAY))


def test_the_steps_never_bear_what_must_stay_hidden():
    with pytest.raises(Failure, match="adresse"):
        next_steps.next_steps(ordered({"avocat_nom": f"Me Plaidoiron, {HIDDEN.street}"}), TODAY)
    for secret in ("Œillets", "Saint-Érable", "06 39 98 12 34"):
        assert secret not in flat(next_steps.next_steps(CONCEALED, TODAY))


# The list of what to bring.


def test_what_is_missing_is_listed_with_who_can_give_it():
    text = flat(to_bring.to_bring(CONCEALED, PIECES, TODAY))
    assert "Certificat médical l’unité médico-judiciaire" in text
    assert "À relire avant de les remettre" in text
    assert "Quittance" in text
    assert "ne pas joindre à la demande" in text


def test_what_proves_nothing_yet_is_suggested():
    text = flat(to_bring.to_bring(CONCEALED, PIECES, TODAY))
    assert "Le danger, pour elle" in text
    assert "certificats médicaux, arrêts" not in text.lower().split("y penser")[-1]
    empty = flat(to_bring.to_bring(CONCEALED, (), TODAY))
    assert "Aucune pièce notée ne manque" in empty
    assert "Certificats médicaux" in empty


def test_the_list_never_bears_what_must_stay_hidden():
    with pytest.raises(Failure, match="adresse"):
        to_bring.to_bring(CONCEALED, (listed(1, "Quittance de Saint-Érable"),), TODAY)
    assert to_bring.to_bring(NOT_CONCEALED, (listed(1, "Quittance de Saint-Érable"),), TODAY)


# The version for the pocket.


def test_not_a_word_of_the_pocket_version_says_what_it_is_for():
    text = flat(pocket.pocket(CONCEALED, PIECES))
    assert not tells(text)
    for never in (
        "Certificat",
        "plainte",
        "avocat",
        "juge",
        "tribunal",
        "protection",
        "Plaidebourg",
        "Courrier sans",
    ):
        assert never.lower() not in text.lower(), never
    for told in ("Livret de famille", "Avis d’imposition", "2 jours", "6 jours"):
        assert told in text
    assert pocket.left_out(PIECES) == 3


def test_the_pocket_version_never_bears_what_must_stay_hidden():
    telling = (listed(1, "Carte de la CAF de Saint-Érable", montre=frozenset({"administratif"})),)
    with pytest.raises(Failure, match="adresse"):
        pocket.pocket(CONCEALED, telling)
    assert "Saint-Érable" in flat(pocket.pocket(NOT_CONCEALED, telling))


def test_the_steps_do_tell():
    """The control: the same words are found in the sheet that the pocket version stands for."""
    assert tells(flat(next_steps.next_steps(CONCEALED, TODAY)))


def test_the_pocket_version_bears_no_mark_of_the_program():
    data = pocket.pocket(CONCEALED, PIECES)
    assert "page" not in flat(data).lower()
    assert set(pdf_file.strings(data)) & {"Document préparatoire", "Les étapes"} == set()


@pytest.mark.parametrize(
    "make", [lambda: next_steps.next_steps(CONCEALED, TODAY), lambda: pocket.pocket(CONCEALED, PIECES)]
)
def test_the_same_dossier_gives_the_same_papers(make):
    assert make() == make()


# Through the window.


@pytest.fixture
def papers(screen: Screen) -> TakeHome:
    situation = screen.situation(person=dossiers.person())
    screen.workspace.show_order(situation.id)
    settle()
    (found,) = screen.page.findChildren(TakeHome)
    return found


def answer(papers: TakeHome, code: str) -> None:
    papers._safe.set_value(code)
    papers.refresh()


def test_no_paper_leaves_before_the_question_is_answered(screen: Screen, papers: TakeHome, tmp_path: Path):
    assert not any(each.isEnabled() for each in papers._save.values())
    papers.export(Departure.ETAPES, tmp_path / "etapes.pdf")
    assert "sans danger" in screen.seen("emporter.probleme", QLabel).text()
    assert not (tmp_path / "etapes.pdf").exists()


def test_the_question_is_asked_again_for_each_paper(screen: Screen, papers: TakeHome, tmp_path: Path):
    answer(papers, "oui")
    papers.export(Departure.ETAPES, tmp_path / "etapes.pdf")
    assert (tmp_path / "etapes.pdf").exists()
    assert papers._safe.value() is None
    papers.export(Departure.LISTE, tmp_path / "liste.pdf")
    assert not (tmp_path / "liste.pdf").exists()
    assert [each.kind for each in screen.vault.departures.all()] == [Departure.ETAPES]


def test_only_a_neutral_paper_may_leave_when_she_says_so(papers: TakeHome, tmp_path: Path):
    answer(papers, "neutre")
    assert [each.isEnabled() for each in papers._save.values()] == [False, False, True]
    papers.export(Departure.POCHE, tmp_path / "note.pdf")
    assert (tmp_path / "note.pdf").exists()


def test_no_paper_leaves_when_none_is_safe(screen: Screen, papers: TakeHome):
    answer(papers, "non")
    assert not any(each.isEnabled() for each in papers._save.values())
    assert "à haute voix" in screen.seen("emporter.consigne", QLabel).text()


@pytest.mark.parametrize("code", ["etapes", "liste_pieces", "poche"])
def test_each_paper_is_looked_at_without_a_file(screen: Screen, papers: TakeHome, tmp_path: Path, code: str):
    before = sorted(tmp_path.rglob("*"))
    screen.click(f"emporter.apercu_{code}")
    assert isinstance(screen.page, ApercuPage)
    assert sorted(tmp_path.rglob("*")) == before
    assert screen.vault.departures.all() == []


def test_a_paper_that_left_is_superseded_once_the_dossier_says_something_else(
    screen: Screen, papers: TakeHome, tmp_path: Path
):
    situation = screen.only(SITUATION)
    screen.vault.exhibits.add(situation, PIECES[1].answers)
    for departure in (Departure.ETAPES, Departure.LISTE, Departure.POCHE):
        answer(papers, "oui")
        papers.export(departure, tmp_path / f"{departure.value}.pdf")
    assert superseded(screen, situation) == [False, False, False]
    screen.vault.exhibits.add(situation, PIECES[3].answers)
    assert superseded(screen, situation) == [True, True, False], "the latest first"


def superseded(screen: Screen, situation: Record) -> list[bool]:
    makers = outgoing.order_makers(screen.vault, situation)
    return [line.superseded for line in left_files.lines(screen.vault.departures.of(situation), makers)]


def test_the_name_of_a_file_tells_nothing(screen: Screen, papers: TakeHome, tmp_path: Path):
    answer(papers, "oui")
    papers.export(Departure.ETAPES, tmp_path / "Saint-Érable.pdf")
    assert "nom choisi" in screen.notice
    assert not (tmp_path / "Saint-Érable.pdf").exists()
