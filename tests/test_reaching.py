"""Every paper obeys what was agreed with her about how to reach her."""

from dataclasses import replace

import pytest

from exports import address_sheet, slip
from exports.ordonnance import draft
from exports.pdf_file import page_texts
from models.fields import Answers
from models.forms import orientation
from tests.dossiers import CONCEALED, PERSON, TODAY, person

NUMBERS = ("06 39 98 12 34", "+32475123456", "cachette.secrete", "07 01 02 03 04")
ORIENTED = Answers(
    orientation.FORM, {"destinataire": "avocat", "structure": "Barreau de Plaidebourg", "accord": "oral"}
)


def papers(**answers: object) -> dict[str, str]:
    """The texts of the papers that leave for a professional, of a person who answers so."""
    dossier = replace(CONCEALED, personne=person(**answers))
    made = {
        "fiche d’orientation": slip.slip(slip.Referral(ORIENTED, dossier), "", TODAY),
        "fiche d’adresse": address_sheet.sheet(dossier, TODAY),
        "brouillon": draft(dossier, TODAY),
    }
    return {name: " ".join(" ".join(page_texts(data)).split()) for name, data in made.items()}


def printed(text: str) -> set[str]:
    return {number for number in NUMBERS if number in text}


@pytest.mark.parametrize("agreed", ["non", "ne_sait_pas", None])
def test_no_paper_tells_how_to_reach_who_did_not_agree(agreed: str | None) -> None:
    for name, text in papers(accord_contact=agreed).items():
        assert printed(text) == set(), name


def test_a_paper_gives_only_what_passes_by_a_safe_channel() -> None:
    made = papers(canaux_surs=frozenset({"appel"}), horaires_surs="le mardi, de 9 h à 11 h")
    for name in ("fiche d’orientation", "fiche d’adresse"):
        assert printed(made[name]) == {"06 39 98 12 34"}, name
        assert "le mardi, de 9 h à 11 h" in made[name]
        assert "n’en laissez pas" in made[name]
    assert printed(made["brouillon"]) == set()
    assert printed(papers(canaux_surs=frozenset({"tiers"}))["fiche d’adresse"]) == {"07 01 02 03 04"}


def test_the_control_what_is_looked_for_was_noted() -> None:
    assert {"06 39 98 12 34", "cachette.secrete@exemple.invalid"} <= {str(each) for each in PERSON.values()}
