"""A matrix of situations: which documents come out, with which mentions, and what blocks them, and why."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from exports import address_sheet, completeness, gate, pdf_file
from exports.dossier import Dossier, Exhibit
from exports.ordonnance import contents, draft
from exports.pages import Line
from models.dates import vague
from models.failure import Failure
from models.fields import Answers, AnyField
from models.forms import mesures, ordonnance, piece
from tests import dossiers
from tests.dossiers import CONCEALED, TODAY, ordered

OPEN = CONCEALED.measures - {ordonnance.DISSIMULATION}
ELECTION = "élection de domicile ci-dessous"


@dataclass(frozen=True)
class Scenario:
    """What is answered; which words the draft has and has not, or why there is none; whether the sheet is."""

    dossier: Dossier
    says: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    refused: str = ""
    lacks: tuple[str, ...] = ()
    sheet: bool = True
    closed: bool = False


def received(dossier: Dossier = CONCEALED, **intake: object) -> Dossier:
    return replace(dossier, situation=dossiers.intake(**intake))


def linked(lien: str, union: str, **order: object) -> Dossier:
    return received(ordered({"union": union, **order}), lien=lien)


def shown(**order: object) -> Dossier:
    """The address may be told."""
    return ordered({"mesures": OPEN, **order})


def forced(*measures: str) -> Dossier:
    answers = {"fondement": ordonnance.MARIAGE_FORCE, "union": "aucun", "mesures": frozenset(measures)}
    return received(ordered(answers), lien="parent", problematique="violences_couple.mariage_force")


def exhibits(*titles: str) -> tuple[Exhibit, ...]:
    return tuple(
        Exhibit(f"p{number}", Answers(piece.FORM, {**dossiers.EXHIBIT, "intitule": title}))
        for number, title in enumerate(titles, start=1)
    )


SCENARIOS = {
    "married, hidden, lawyer": Scenario(
        linked("conjoint", "mariage", mesures=CONCEALED.measures | {"logement_epoux"}),
        says=("Mariage", ELECTION, "Chez l’avocat", "Me Plaidoiron, barreau de Plaidebourg", "1136-8"),
        silent_on=("Œillets", "93812", "Montrésor", "Hibiscus"),
    ),
    "PACS, hidden, procureur": Scenario(
        linked(
            "partenaire_pacs",
            "pacs",
            election_domicile="procureur",
            election_precisions="tribunal judiciaire de Plaidebourg",
        ),
        says=("PACS", ELECTION, "Auprès du procureur de la République"),
        silent_on=("Œillets",),
    ),
    "cohabiting, address shown": Scenario(
        linked("concubin", "concubinage", cohabitation="oui", mesures=OPEN),
        says=("Concubinage", "7 bis, rue des Œillets-Sauvages", "Vit chez"),
        silent_on=(ELECTION, "1136-8", "Hyacinthe"),
        sheet=False,
    ),
    "never lived together": Scenario(
        linked("petit_ami", "sans_cohabitation", cohabitation="non"),
        says=("Relation sans cohabitation",),
    ),
    "former partner": Scenario(
        linked("ex", "ancienne_relation"),
        says=("Ancienne relation sans cohabitation", "Séparation mars 2025"),
    ),
    "link taken from intake": Scenario(linked("conjoint", ""), says=("Lien entre les parties Mariage",)),
    "no child": Scenario(received(enfants=()), says=("Aucun enfant n’est noté",), silent_on=("Théo",)),
    "children, hidden": Scenario(
        CONCEALED,
        says=("Théo", "auprès de la partie demanderesse"),
        silent_on=("Montrésor", "Hyacinthe", "Vit chez"),
    ),
    "birth unknown to the civil registry": Scenario(
        replace(
            ordered({"naissance_etat_civil": "née en 1990, jour et mois inconnus"}),
            personne=dossiers.person(naissance=vague("1990", TODAY)),
        ),
        says=("née en 1990, jour et mois inconnus",),
    ),
    "birth said vaguely": Scenario(
        replace(CONCEALED, personne=dossiers.person(naissance=vague("environ 30 ans", TODAY))),
        lacks=("Sa date de naissance",),
    ),
    "defendant without address": Scenario(
        ordered({"defendeur_adresse": None, "defendeur_domicile": "inconnue"}),
        says=("Dernière adresse connue à compléter",),
        lacks=("Le domicile de la partie adverse",),
    ),
    "defendant found at work": Scenario(
        ordered(
            {"defendeur_adresse": None, "defendeur_domicile": "inconnue", "defendeur_ou": "Garage du Port"}
        ),
        says=("Où le trouver Garage du Port",),
    ),
    "forced marriage": Scenario(
        forced(*mesures.MARIAGE_FORCE),
        says=("Menace de mariage forcé (art. 515-13)", "inscrite au fichier des personnes recherchées"),
    ),
    "forced marriage, measure of the couple": Scenario(
        forced("logement_epoux", ordonnance.DISSIMULATION), refused="« 3° »"
    ),
    "forced marriage, minor": Scenario(
        replace(forced(), personne=dossiers.person(naissance=vague("16 ans", TODAY))),
        refused="personnes majeures",
        sheet=False,
        closed=True,
    ),
    "mis en cause": Scenario(
        received(statut="mis_en_cause.auteur_presume"), refused="orientez vers un avocat", closed=True
    ),
    "neighbour": Scenario(received(lien="voisin"), refused="bailleur ou syndic", closed=True),
    "colleague": Scenario(received(lien="travail"), refused="inspection du travail", closed=True),
    "brother": Scenario(received(lien="fratrie"), refused="juge des tutelles", closed=True),
    "pregnancy not to be told": Scenario(received(grossesse="oui"), silent_on=("Grossesse en cours",)),
    "pregnancy told": Scenario(
        received(ordered({"grossesse": "oui"}), grossesse="oui"), says=("Grossesse en cours Oui",)
    ),
    "several exhibits": Scenario(
        ordered({"pieces": exhibits("Certificat du 3 mars", "Récépissé de plainte", "Attestation")}),
        says=("Certificat du 3 mars", "Récépissé de plainte", "Attestation", "Pièces qui le montrent n° 1"),
    ),
    "no exhibit": Scenario(ordered({"pieces": ()}), lacks=("L’indication des pièces",)),
    "hidden without election": Scenario(
        ordered({"election_domicile": None}), refused="art. 1136-5", sheet=False
    ),
    "hidden, election at nobody's": Scenario(
        ordered({"election_precisions": " "}), refused="et dites lequel", sheet=False
    ),
    "hidden without warning": Scenario(
        ordered({"dissimulation_expliquee": None}), refused="art. 1136-8", sheet=False
    ),
    "hidden for daily life only": Scenario(
        ordered({"mesures": frozenset({mesures.VIE_COURANTE})}), refused="6° bis", sheet=False
    ),
    "hidden, told in a fact": Scenario(
        ordered({"chaque_jour": "Il passe devant le Foyer Églantine."}), refused="l’adresse (complément)"
    ),
    "nothing chosen": Scenario(
        ordered({"mesures": frozenset()}),
        says=("Tu tant que les mesures ne sont pas choisies",),
        silent_on=("Œillets",),
        lacks=("au moins une mesure",),
        sheet=False,
    ),
}

each = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=SCENARIOS)


def printed(make: Callable[[], bytes]) -> str:
    return re.sub(r"\s+", " ", " ".join(pdf_file.page_texts(make())))


@each
def test_the_draft_comes_out_with_its_mentions_or_is_refused_with_the_reason(scenario: Scenario) -> None:
    if scenario.refused:
        with pytest.raises(Failure, match=re.escape(scenario.refused)):
            draft(scenario.dossier, TODAY)
        return
    text = printed(lambda: draft(scenario.dossier, TODAY))
    assert [words for words in scenario.says if words not in text] == []
    assert [words for words in scenario.silent_on if words in text] == []


@each
def test_the_confidential_sheet_comes_out_only_beside_the_sixth_measure(scenario: Scenario) -> None:
    if not scenario.sheet:
        with pytest.raises(Failure):
            address_sheet.sheet(scenario.dossier, TODAY)
        return
    text = printed(lambda: address_sheet.sheet(scenario.dossier, TODAY))
    assert "7 bis, rue des Œillets-Sauvages" in text
    assert "CONFIDENTIEL" in text


@each
def test_what_blocks_is_told_before_the_draft_is_asked_for(scenario: Scenario) -> None:
    blocking = [lack for lack in completeness.lacks(scenario.dossier, TODAY) if lack.blocks]
    refused = gate.refusals(scenario.dossier, TODAY)
    assert [words for words in scenario.lacks if not any(words in lack.sentence for lack in blocking)] == []
    assert all(lack.article for lack in blocking if lack.sentence not in {each.sentence for each in refused})
    assert any(refusal.closes for refusal in refused) == scenario.closed
    if scenario.refused and "adresse (" not in scenario.refused:
        assert any(scenario.refused in lack.sentence for lack in blocking)
    assert completeness.is_complete(scenario.dossier, TODAY) == (not blocking)


def test_a_whole_dossier_lacks_nothing_that_the_law_wants_and_says_so() -> None:
    assert completeness.is_complete(CONCEALED, TODAY)
    assert "Les mentions exigées par la loi y sont" in printed(lambda: draft(CONCEALED, TODAY))


REQUIRED = (
    ordonnance.TRIBUNAL,
    ordonnance.FONDEMENT,
    ordonnance.LIEU_NAISSANCE,
    ordonnance.NATIONALITE,
    ordonnance.PROFESSION,
    ordonnance.DEFENDEUR_NOM,
    ordonnance.DEFENDEUR_PRENOM,
    ordonnance.DEFENDEUR_ADRESSE,
    ordonnance.FAITS,
)


@pytest.mark.parametrize("field", REQUIRED, ids=lambda field: field.code)
def test_each_mention_that_the_law_wants_is_asked_for_where_it_is_answered(field: AnyField) -> None:
    dossier = ordered({field.code: None})
    (lack,) = [lack for lack in completeness.lacks(dossier, TODAY) if lack.blocks]
    assert lack.field is field
    assert re.match(r"art\. (54|57|1136-3) du code de procédure civile", lack.article)


def test_a_draft_that_lacks_mentions_is_printed_and_lists_them_with_their_article() -> None:
    text = printed(lambda: draft(ordered({"nationalite": None, "tribunal": None}), TODAY))
    assert "Mentions exigées qui manquent encore" in text
    assert "Sa nationalité (art. 54 du code de procédure civile)" in text


@pytest.mark.parametrize(
    ("dossier", "advice"),
    [
        (ordered({"tribunal_du_couple": "non"}), "Le tribunal lui-même peut révéler la région"),
        (ordered({"tribunal": "Tribunal judiciaire de Saint-Érable"}), "porte le nom de la ville à cacher"),
        (ordered({"choix_domicile": "eloigner"}), "qu’il ne s’en approche pas"),
        (shown(choix_domicile="ignorer"), "demandez le 6°"),
        (ordered({"relu": None}), "« ce sont vos mots »"),
        (ordered({"danger": None}), "La seconde".lower()),
        (received(grossesse="oui"), "seulement si elle le veut"),
        (ordered({"avocat": "a_reflechir"}), "Un avocat"),
        (ordered({"accord_oppi": None}), "protection immédiate"),
        (ordered({"faits_interdiction_contact": None}), "1° : ni fait ni pièce"),
        (ordered({"contenu_interdiction_contact": None}), "1° : ce qui est demandé précisément"),
        (ordered({"mesures": frozenset({"bracelet"})}), "Le bracelet suppose le 1°"),
        (ordered({}), "Pièce n° 1 : manquante ; qui peut la donner : le médecin"),
    ],
)
def test_what_would_convince_is_advised_and_blocks_nothing(dossier: Dossier, advice: str) -> None:
    found = [lack for lack in completeness.lacks(dossier, TODAY) if advice in lack.sentence]
    assert found
    assert not any(lack.blocks for lack in found)


def test_facts_are_read_latest_worst_first_then_the_others_and_what_repeats() -> None:
    def fact(rank: str | None, when: str) -> Answers:
        return Answers(
            ordonnance.FAIT, {"rang": rank, "date_fait": vague(when, TODAY), "recit": f"{rank} {when}"}
        )

    told = (
        fact("habituel", "depuis 2015"),
        fact("premier", "2014"),
        fact(None, "mars 2020"),
        fact("plus_grave", "l’été 2022"),
        fact(None, "mai 2021"),
        fact("dernier", "hier"),
    )
    dossier = ordered({"faits": told})
    assert [each.when for each in dossier.facts] == [
        *("hier", "l’été 2022", "2014", "mai 2021", "mars 2020", "depuis 2015")
    ]


def test_facts_and_measures_follow_their_exhibits_when_these_change_place() -> None:
    before = ordered({"pieces": exhibits("A", "B")})
    turned = replace(before, pieces=before.pieces[::-1])
    for dossier, number in ((before, "n° 1"), (turned, "n° 2")):
        parts = [part for section in contents(dossier, TODAY) for part in section.parts]
        told = {part.label: part.answer for part in parts if isinstance(part, Line)}
        assert told["Pièces qui le montrent"] == number
        assert told["Pièces à l’appui"] == number
        assert told["Faits à l’appui"] == "n° 1"


def test_the_words_of_the_law_are_printed_with_their_date_and_nothing_unread_is() -> None:
    every = ordered({"mesures": dossiers.EVERY_MEASURE})
    text = printed(lambda: draft(every, TODAY))
    for mesure in mesures.LISTE:
        if mesure.code in dossiers.EVERY_MEASURE and mesure.texte:
            assert re.sub(r"\s+", " ", mesure.texte) in text, mesure.numero
    assert "en vigueur depuis le 15 juin 2024, lu au 31 janvier 2025" in text
    assert "Le texte applicable n’a pas été relu ici" in text


def test_a_long_account_goes_on_in_an_annex_with_a_pointer_and_loses_no_word() -> None:
    words = [f"mot{number}." for number in range(900)]
    text = printed(lambda: draft(ordered({"danger": " ".join(words)}), TODAY))
    assert "La suite de ce texte est en annexe A" in text
    assert "Annexe A — suite de « Danger »" in text
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize(
    "name", ["Wałęsa Łódź Żółć", "Şükrü Iğdır Çağlayan", "Nguyễn Thị Phượng", "Ștefănescu Țăran Îngeraș"]
)
def test_names_of_other_languages_print_right(name: str) -> None:
    data = draft(ordered({"nom": name, "defendeur_nom": name}), TODAY)
    assert printed(lambda: data).count(name) == 2
    assert "\ufffd" not in printed(lambda: data)
