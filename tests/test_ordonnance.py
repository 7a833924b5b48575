"""The draft says everything that is needed, asks for nothing impossible, and hides what must be."""

import io
import re
import unicodedata
from collections.abc import Callable, Iterator

import pikepdf
import pytest

from exports import concealment, house_style, pdf_file
from exports import ordonnance as drafting
from exports.dossier import Dossier
from exports.folding import Haystack, needle
from exports.ordonnance import draft
from exports.secrets import WHERE_THE_LAW_WANTS_A_TOWN, secrets
from models.casework import ORDONNANCE as ORDER
from models.casework import PERSONNE, SITUATION
from models.dates import vague
from models.failure import Failure
from models.fields import NON_RENSEIGNE, Address, AddressField, Answers, PhoneField, TextField
from models.forms import accueil, ordonnance, personne
from tests import dossiers
from tests.dossiers import CONCEALED, HIDDEN, TODAY, Place, ordered, saying

EMPTY = Dossier(Answers(PERSONNE.form), Answers(SITUATION.form), None, Answers(ORDER.form))
OPEN_MEASURES = CONCEALED.measures - {ordonnance.DISSIMULATION}
NOT_CONCEALED = ordered({"mesures": OPEN_MEASURES})
DANGER: Place = (ordonnance.DANGER,)
PLACES = tuple(dossiers.free_text())


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def printed(dossier: Dossier) -> str:
    return flat(" ".join(pdf_file.page_texts(draft(dossier, TODAY))))


def refusal(dossier: Dossier) -> str:
    with pytest.raises(Failure) as refused:
        draft(dossier, TODAY)
    return str(refused.value)


def with_(dossier: Dossier, *, person: Answers | None = None, intake: Answers | None = None) -> Dossier:
    return Dossier(
        person or dossier.personne, intake or dossier.situation, dossier.evaluation, dossier.ordonnance
    )


def in_danger(said: str, dossier: Dossier = CONCEALED) -> Dossier:
    """The dossier with these words about the danger."""
    return ordered({"danger": said}, dossier)


def forced(*measures: str) -> Dossier:
    """The dossier of a person threatened with a forced marriage."""
    fondement = ordonnance.MARIAGE_FORCE
    return ordered({"fondement": fondement, "union": "aucun", "mesures": frozenset(measures)})


# What it says.


@pytest.mark.parametrize("dossier", [EMPTY, CONCEALED, NOT_CONCEALED], ids=["empty", "concealed", "whole"])
def test_each_page_says_that_it_is_a_draft_and_none_imitates_the_form(dossier: Dossier) -> None:
    pages = pdf_file.page_texts(draft(dossier, TODAY))
    for number, page in enumerate(pages, start=1):
        assert "BROUILLON — document préparatoire" in page
        assert f"page {number} / {len(pages)}" in page
        assert "cerfa" not in page.casefold()


def test_nothing_that_was_written_for_the_order_is_lost() -> None:
    text = printed(ordered(saying("jeton", *PLACES)))
    assert text.count("jeton") == len(PLACES)


def test_the_law_is_satisfied_by_what_the_dossier_holds() -> None:
    """Code de procédure civile, art. 54 and 57."""
    text = printed(NOT_CONCEALED)
    for wanted in (
        "Tribunal judiciaire de Plaidebourg",
        "Délivrance d’une ordonnance de protection",
        "Utopin",
        "Légendier",
        "Éloïse Aïcha",
        "12/03/1987",
        "Vieille-Esquisse",
        "française",
        "lingère",
        "Maquettier",
        "Rémi",
        "3 quai de l’Esquisse, 00500 Vieille-Esquisse",
        "Certificat médical",
        "Fait à",
        "Signature",
    ):
        assert wanted in text


@pytest.mark.parametrize("dossier", [EMPTY, CONCEALED], ids=["empty", "whole"])
def test_the_whole_list_of_measures_is_printed_asked_or_not(dossier: Dossier) -> None:
    text = printed(dossier)
    for code, label in ordonnance.MESURES.labels.items():
        if code != NON_RENSEIGNE.code:
            number, _, words = label.partition(" — ")
            asked = "demandée" if code in dossier.measures else "non demandée"
            # The columns of a row are read one after the other.
            assert re.search(re.escape(flat(f"{number} {words} {asked}")).replace("\\ ", r"\s+"), text)


def test_what_is_missing_is_to_be_completed_and_never_invented() -> None:
    assert printed(EMPTY).count("à compléter") > 25
    assert printed(CONCEALED).count("à compléter") < 6


def test_facts_come_latest_first_and_the_undated_last() -> None:
    text = printed(CONCEALED)
    told = ["Il m’a poussée dans l’escalier.", "Il a cassé la porte.", "Il a jeté mes papiers."]
    assert sorted(told, key=text.index) == told
    assert "l’été 2024" in text
    assert "une nuit" in text


def test_immediate_protection_is_an_agreement_and_never_a_request() -> None:
    text = printed(CONCEALED)
    assert "Seul le ministère public peut demander une ordonnance provisoire" in text
    assert "Accord de la partie demanderesse À réfléchir" in text


def test_the_draft_says_on_which_law_it_stands_and_who_will_read_it() -> None:
    text = printed(CONCEALED)
    assert f"lus au {31} janvier 2025" in text
    assert "sont remises à la partie adverse" in text
    assert "communiquent à la partie adverse qui la demande (art. 1136-8)" in text
    assert "1136-8" not in printed(NOT_CONCEALED)


def test_hidden_answers_are_not_printed() -> None:
    assert "Distance d’alerte" in printed(CONCEALED)
    without = CONCEALED.measures - {"bracelet"}
    assert "Distance d’alerte" not in printed(ordered({"mesures": without}))


def test_contacts_employer_and_school_are_never_printed() -> None:
    text = printed(NOT_CONCEALED)
    for kept in ("06 39 98 12 34", "475", "cachette.secrete", "Oréade", "Hibiscus", "Hyacinthe"):
        assert kept not in text


def test_a_character_that_the_font_lacks_is_named_on_the_draft() -> None:
    text = printed(ordered({"defendeur_nom": "Wu 愛"}))
    assert "Wu \ufffd" in text
    assert "U+611B" in text
    assert "U+" not in printed(CONCEALED)


@pytest.mark.parametrize("words", ["mot " * 3000, "x" * 4000, "<b>&</b>\x00 « » \u202e", "ligne\n" * 400])
def test_any_length_and_any_character_can_be_printed(words: str) -> None:
    places = (DANGER, (ordonnance.FAITS, ordonnance.LIEU), dossiers.EXHIBITS[0])
    assert draft(ordered(saying(words, *places)), TODAY).startswith(b"%PDF")


def test_the_same_dossier_gives_the_same_bytes_and_the_file_names_nobody() -> None:
    data = draft(NOT_CONCEALED, TODAY)
    assert data == draft(NOT_CONCEALED, TODAY)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert {str(value) for value in pdf.docinfo.values()} == {"Document préparatoire"}
    assert "Utopin" not in " ".join(pdf_file.strings(data))


def test_a_dossier_does_not_show_its_answers() -> None:
    assert "Utopin" not in repr(CONCEALED)
    shown = repr(secrets(CONCEALED))
    assert "eillets" not in shown
    assert "93812" not in shown


# What cannot be asked.


@pytest.mark.parametrize(
    ("dossier", "reason"),
    [
        (with_(CONCEALED, intake=dossiers.intake(statut="mis_en_cause.audition")), "mis en cause"),
        (with_(CONCEALED, intake=dossiers.intake(lien="parent")), "art. 515-9"),
        (with_(CONCEALED, intake=dossiers.intake(lien="voisin")), "juge des enfants"),
        (ordered({"union": "aucun"}), "art. 515-9"),
        (ordered({"election_domicile": None}), "art. 1136-5"),
        (ordered({"election_domicile": "non_renseigne"}), "art. 1136-5"),
        (ordered({"mesures": frozenset({"domiciliation_vie_courante"})}), "6° bis"),
        (ordered({"mesures": frozenset({"sortie_territoire"})}), "art. 515-13"),
        (
            forced("logement_epoux", "bracelet"),
            "« 3° », « Art. 515-11-1 »",
        ),
        (
            with_(
                forced(),
                person=dossiers.person(naissance=vague("17 ans", TODAY)),
            ),
            "personnes majeures",
        ),
    ],
)
def test_what_the_law_excludes_is_refused_with_the_reason(dossier: Dossier, reason: str) -> None:
    sentence = refusal(dossier)
    assert reason in sentence
    assert sentence.endswith("ce qui est saisi reste dans le coffre.")


@pytest.mark.parametrize(
    "dossier",
    [
        EMPTY,
        CONCEALED,
        with_(CONCEALED, intake=dossiers.intake(statut="mis_en_cause.audition", double_statut="oui")),
        with_(CONCEALED, intake=dossiers.intake(lien="ne_sait_pas")),
        with_(CONCEALED, intake=dossiers.intake(lien=None)),
        with_(CONCEALED, intake=dossiers.intake(problematique="precarite.budget", lien="parent")),
        ordered({"fondement": None}),
        ordered({"fondement": None, "union": None}),
        forced(*ordonnance.MESURES_MARIAGE_FORCE),
        with_(
            forced(),
            person=dossiers.person(naissance=vague("18 ans", TODAY)),
        ),
    ],
)
def test_what_is_possible_or_unknown_is_not_refused(dossier: Dossier) -> None:
    assert draft(dossier, TODAY).startswith(b"%PDF")


# What must stay hidden.


def bare(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def cut(text: str) -> str:
    """In the middle of a word, as a narrow column would."""
    return f"{text[:4]}-\n{text[4:]}"


VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": str.upper,
    "small letters": str.lower,
    "without accents": lambda text: bare(text.replace("Œ", "Oe").replace("œ", "oe")),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "line breaks": lambda text: re.sub(r"[ -]", "\n", text),
    "hyphens": lambda text: text.replace(" ", "-"),
    "spaces": lambda text: re.sub(r"[ -]", "   ", text),
    "underscores": lambda text: re.sub(r"[ -]", "_", text),
    "cut": cut,
    "invisible": lambda text: "\u00ad".join(text),
    "ligature": lambda text: text.replace("fi", "ﬁ"),
}
"""Ways of writing the same words."""

SECRETS: dict[str, str] = {
    "l’adresse (rue)": HIDDEN.street,
    "l’adresse (complément)": HIDDEN.more,
    "l’adresse (code postal)": HIDDEN.postal_code,
    "l’adresse (ville)": HIDDEN.town,
    "un numéro de téléphone": "06 39 98 12 34",
    "une adresse électronique": "cachette.secrete@exemple.invalid",
    "« Employeur ou lieu de travail »": "Blanchisserie Hibiscus",
    "« Personne de confiance": "Oréade",
    "« Vit chez »": "Montrésor",
    "« École, crèche ou nourrice »": "Hyacinthe Pelletier",
}
"""What the dossier hides, by the words of a refusal."""


def name(place: Place) -> str:
    return ".".join(field.code for field in place)


@pytest.mark.parametrize("place", PLACES, ids=map(name, PLACES))
def test_a_secret_is_told_at_entry_wherever_it_is_written(place: Place) -> None:
    """In turn, some kinds of secret, each in one of its variants."""
    writings, start = list(VARIANTS.values()), PLACES.index(place)
    for number in range(start, start + 4):
        kind, secret = list(SECRETS.items())[number * 3 % len(SECRETS)]
        if place[-1] in WHERE_THE_LAW_WANTS_A_TOWN and kind == "l’adresse (ville)":
            continue
        dossier = ordered(saying(f"Voici {writings[number % len(writings)](secret)}.", place))
        leaks = concealment.leaks_at_entry(dossier, drafting.contents(dossier, TODAY))
        assert [leak for leak in leaks if kind in leak.kind and leak.field is place[-1]]


@pytest.mark.parametrize("place", PLACES[::6], ids=map(name, PLACES[::6]))
def test_a_secret_is_stopped_where_it_is_written_without_being_quoted(place: Place) -> None:
    sentence = refusal(ordered(saying("Voici la rue des Œillets-Sauvages.", place)))
    assert "l’adresse (rue)" in sentence
    assert place[-1].label in sentence
    assert not Haystack(sentence).count(needle("Œillets")), "the refusal quotes the secret"


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_is_stopped_however_it_is_written(kind: str, variant: str) -> None:
    said = VARIANTS[variant](SECRETS[kind])
    assert kind in refusal(in_danger(f"Je suis en sécurité : {said}. Il me cherche."))


@pytest.mark.parametrize(
    "said",
    [
        "0639981234",
        "06.39.98.12.34",
        "06-39-98-12-34",
        "06/39/98/12/34",
        "063 998 1234",
        "+33 6 39 98 12 34",
        "+33 (0)6 39 98 12 34",
        "0033639981234",
        "06 39\n98 12 34",
        "٠٦ ٣٩ ٩٨ ١٢ ٣٤",
        "0475/12.34.56 (+32)475123456",
        "0701020304",
    ],
)
def test_a_telephone_number_is_stopped_however_it_is_written(said: str) -> None:
    assert "un numéro de téléphone" in refusal(in_danger(f"Appelez le {said}."))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("7 bis rue des Oeillets Sauvages", "rue"),
        ("rue des œillets sauvages", "rue"),
        ("r. des Oeillets-Sauvages", "rue"),
        ("aux Œillets Sauvages", "rue"),
        ("93 812", "code postal"),
        ("F-93812 St Érable", "code postal"),
        ("St-Erable", "ville"),
        ("saint erable", "ville"),
        ("foyer eglantine", "complément"),
    ],
)
def test_an_address_is_stopped_in_part(said: str, kind: str) -> None:
    assert f"l’adresse ({kind})" in refusal(in_danger(f"Je vis ({said}) maintenant."))


def test_a_child_s_first_name_and_her_own_answers_are_searched_too() -> None:
    child = dossiers.child(prenom="Théo (Saint-Érable)")
    assert "l’adresse (ville)" in refusal(with_(CONCEALED, intake=dossiers.intake(enfants=(child,))))
    spoken = dossiers.person(langue="celle du Foyer Églantine")
    assert "l’adresse (complément)" in refusal(with_(CONCEALED, person=spoken))


def test_the_refusal_names_the_section_and_the_page() -> None:
    sentence = refusal(in_danger("Je suis rue des Œillets-Sauvages."))
    assert re.search(r"l’adresse \(rue\) \(« Danger », « .+ », page \d\)", sentence)


def test_without_concealment_the_same_dossier_holds_the_address() -> None:
    said = "Je vis 7 bis, rue des Œillets-Sauvages."
    text = printed(ordered({"mesures": OPEN_MEASURES, "danger": said}))
    assert text.count("rue des Œillets-Sauvages") == 2
    assert "93812 Saint-Érable" in text
    assert "Montrésor" in text


def test_with_concealment_the_draft_holds_no_secret_and_says_where_she_elects_domicile() -> None:
    text = printed(CONCEALED)
    for secret in (*SECRETS.values(), "Œillets", "Kalinda", "0701020304", "475"):
        assert not Haystack(text).count(needle(secret))
    assert "Domicile dissimulé (art. 515-11, 6°, du code civil ; art. 1136-5" in text
    assert "Élection de domicile Chez l’avocat" in text
    assert "Me Plaidoiron, barreau de Plaidebourg" in text


@pytest.mark.parametrize(
    "place", [(field,) for field in WHERE_THE_LAW_WANTS_A_TOWN if field is not ordonnance.DEFENDEUR_ADRESSE]
)
def test_the_town_may_stand_where_the_law_wants_one(place: Place) -> None:
    assert draft(ordered(saying("Saint-Érable", place)), TODAY)
    assert "l’adresse (rue)" in refusal(
        ordered(saying("7 bis rue des Œillets-Sauvages, Saint-Érable", place))
    )


def test_the_other_party_may_live_in_the_same_town_but_not_at_the_same_address() -> None:
    assert draft(ordered({"defendeur_adresse": Address("1 rue du Port", "", "93812", "Saint-Érable")}), TODAY)
    assert "l’adresse (rue)" in refusal(ordered({"defendeur_adresse": HIDDEN}))


def living_at(**address: str) -> Dossier:
    return with_(CONCEALED, person=dossiers.person(adresse=Address(**address)))


@pytest.mark.parametrize(
    ("address", "innocent", "telling"),
    [
        ({"town": "Eu"}, "elle a eu peur, il a eu tort", "je suis à Eu"),
        ({"town": "Die"}, "Il me dit : die !", "près de Die"),
        ({"town": "Sens"}, "je me sens suivie, en tous sens", "il me cherche à Sens"),
        ({"town": "Tours"}, "il fait des tours dans le quartier", "je suis à TOURS"),
        ({"town": "Ham"}, "dans la chambre", "à Ham"),
        ({"town": "Lens"}, "le silence, la violence", "vers lens"),
        ({"town": "La Courneuve"}, "ma cour est neuve", "à courneuve"),
        ({"town": "Paris 20e arrondissement"}, "une comparaison", "à Paris"),
        ({"town": "Aulnay-sous-Bois"}, "sous bois", "une amie d’Aulnay"),
        ({"street": "5 rue de la République"}, "le procureur de la République", "5 r. de la république"),
        ({"street": "5 rue du 4 Septembre"}, "le 4 septembre il est revenu", "rue du 4 septembre"),
        ({"street": "8 avenue Jean-Jaurès"}, "Jean est venu", "près de jean jaures"),
        ({"street": "8 bd Voltaire"}, "un air de voltaire", "boulevard Voltaire"),
        ({"more": "Bâtiment C, 3e étage"}, "dans ce bâtiment ce soir, au 3e étage", None),
        ({"more": "Résidence"}, "la résidence séparée", None),
        ({"town": "Mentions"}, "le mot est aussi un titre du brouillon", "je suis à Mentions"),
        ({"more": "chez Mme Kestrel"}, "Mme et ses amies", "avec mme kestrel"),
        ({"postal_code": "51510"}, "l’article 515 et le 10", "51 510"),
    ],
)
def test_ordinary_words_are_not_taken_for_an_address(
    address: dict[str, str], innocent: str, telling: str | None
) -> None:
    dossier = living_at(**address)
    assert draft(in_danger(innocent, dossier), TODAY)
    if telling is not None:
        assert "l’adresse" in refusal(in_danger(telling, dossier))


def test_a_number_alone_is_no_street() -> None:
    assert draft(in_danger("le 12 mars, 12 rue du Port", living_at(street="12")), TODAY)


@pytest.mark.parametrize("said", ["sa mère", "elle", "chez moi", "ma sœur", "Madame"])
def test_kinship_alone_gives_no_place_away(said: str) -> None:
    child = dossiers.child(lieu_de_vie=said)
    dossier = with_(CONCEALED, intake=dossiers.intake(enfants=(child,)))
    narrative = "Il a frappé sa mère, elle a fui chez moi avec ma sœur. Madame a peur."
    assert draft(in_danger(narrative, dossier), TODAY)


@pytest.mark.parametrize("said", ["sans emploi", "Mairie", "au chômage", "à l’hôpital"])
def test_a_kind_of_work_gives_no_place_away(said: str) -> None:
    dossier = with_(CONCEALED, person=dossiers.person(employeur=said))
    narrative = "Je suis sans emploi, au chômage. À la mairie puis à l’hôpital, on m’a écoutée."
    assert draft(in_danger(narrative, dossier), TODAY)


# The finished file itself.


def paper(words: str) -> bytes:
    return house_style.pdf(drafting.PAPER, lambda: [house_style.text(words)])


def searched(data: bytes) -> None:
    concealment.refuse_leaks(CONCEALED, (), (drafting.PAPER.head, drafting.PAPER.foot), data)


def test_a_secret_on_a_page_of_the_file_is_stopped_wherever_it_comes_from() -> None:
    searched(paper("rien de secret"))
    with pytest.raises(Failure, match=r"rue\) \(page 1\)"):
        searched(paper("rue des Œillets-Sauvages"))


def properties(data: bytes) -> Iterator[bytes]:
    """The file with the secret in each place that no page shows."""

    def saved(pdf: pikepdf.Pdf) -> bytes:
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo["/Subject"] = pikepdf.String("cachette.secrete@exemple.invalid")
        yield saved(pdf)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Saint-Érable", 0))
        yield saved(pdf)


def test_a_secret_in_the_properties_of_the_file_is_stopped() -> None:
    for data in properties(paper("rien de secret")):
        with pytest.raises(Failure, match="propriétés du fichier"):
            searched(data)


def test_a_question_that_locates_is_secret_by_its_declaration_alone() -> None:
    for form in (personne.FORM, accueil.ENFANT):
        for field in form.fields:
            match field:
                case AddressField():
                    said: object = HIDDEN
                case PhoneField():
                    said = "06 39 98 12 34"
                case TextField():
                    said = "Kestrel-les-Bains"
                case _:
                    continue
            alone, nobody = Answers(form, {field.code: said}), Answers(personne.FORM)
            children = (alone,) if form is accueil.ENFANT else ()
            situation = Answers(accueil.FORM, {"enfants": children})
            dossier = Dossier(nobody if children else alone, situation, None, Answers(ORDER.form))
            assert bool(secrets(dossier)) is field.locates


@pytest.mark.parametrize(
    ("street", "telling"),
    [
        ("Bâtiment C, 3 rue Pasteur", "au 3 rue Pasteur"),
        ("appt 12, 3 rue Pasteur, escalier B", "au 3 rue Pasteur"),
        ("12 rue Kléber, appt 4", "au 12 rue Kléber"),
        ("12 rue Kléber - 3e étage", "au 12 rue Kléber"),
        ("n° 12 rue Kléber", "rue Kléber"),
        ("rue Kléber 12", "au 12 rue Kléber"),
        ("12 rue Kléber 93100 Montreuil", "à Montreuil"),
        ("3 rue Pasteur (chez Mme Dupont)", "avec Mme Dupont"),
    ],
)
def test_what_stands_around_a_street_does_not_hide_it(street: str, telling: str) -> None:
    dossier = living_at(street=street)
    assert draft(in_danger("Il a cassé la porte du bâtiment, au 3e étage.", dossier), TODAY)
    assert "l’adresse" in refusal(in_danger(telling, dossier))


def test_before_any_measure_is_chosen_the_address_is_not_told() -> None:
    undecided = ordered({"mesures": frozenset(), "danger": ""})
    told = " ".join(pdf_file.page_texts(draft(undecided, TODAY)))
    assert "tant que les mesures ne sont pas choisies" in re.sub(r"\s+", " ", told)
    street = undecided.personne[personne.ADRESSE]
    assert street is not None
    assert street.street not in told
    assert "Aucune mesure n’est choisie" in refusal(
        ordered({"mesures": frozenset(), "danger": f"Je vis {street.street}"})
    )


def test_concealment_is_explained_before_it_is_asked() -> None:
    assert "1136-8" in refusal(ordered({"dissimulation_expliquee": "non"}))
    assert draft(ordered({"dissimulation_expliquee": "oui"}), TODAY)
