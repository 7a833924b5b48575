"""A whole protection-order dossier, made up, in which every question is answered."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from exports.dossier import Dossier, Exhibit
from models.dates import vague
from models.fields import Address, Answers, AnyField, ListField, TextField, VagueDateField
from models.forms import accueil, evaluation, mesures, ordonnance, personne, piece

TODAY = date(2026, 11, 23)

HIDDEN = Address(
    street="7 bis, rue des Œillets-Sauvages", more="Foyer Églantine", postal_code="93812", town="Saint-Érable"
)
PERSON: dict[str, object] = {
    "nom": "Utopin",
    "nom_usage": "Légendier",
    "prenom": "Éloïse Aïcha",
    "naissance": vague("12/03/1987", TODAY),
    "telephone": "06 39 98 12 34",
    "telephone_2": "+32 475 12 34 56",
    "courriel": "cachette.secrete@exemple.invalid",
    "canaux_surs": frozenset({"tiers"}),
    "accord_contact": "oui",
    "tiers_de_confiance": "sa cousine Oréade Kalinda, 07 01 02 03 04",
    "adresse": HIDDEN,
    "employeur": "Blanchisserie Hibiscus",
    "interprete": "oui",
    "langue": "soninké",
}
PERSONNE = Answers(personne.FORM, PERSON)
CHILD: dict[str, object] = {
    "prenom": "Théo",
    "naissance": vague("6 ans", TODAY),
    "commun": "oui",
    "lieu_de_vie": "chez sa tante à Montrésor",
    "ecole": "école Hyacinthe Pelletier",
    "expose": "oui",
}
ENFANT = Answers(accueil.ENFANT, CHILD)
INTAKE: dict[str, object] = {
    "date_accueil": TODAY,
    "statut": "victime.declaree",
    "problematique": "violences_couple.ex_conjoint",
    "lien": "ex",
    "enfants": (ENFANT,),
}
SITUATION = Answers(accueil.FORM, INTAKE)
EVALUATION = Answers(
    evaluation.FORM, {"date_evaluation": TODAY, "danger_peur": "oui", "danger_separation": "non"}
)

FACT: dict[str, object] = {
    "repere": "f1",
    "date_fait": vague("mars 2026", TODAY),
    "lieu": "devant l’immeuble",
    "recit": "Il m’a poussée dans l’escalier.",
    "temoins": "une passante",
    "pieces_liees": frozenset({"p1"}),
}
OLDER = Answers(ordonnance.FAIT, {"date_fait": vague("l’été 2024", TODAY), "recit": "Il a cassé la porte."})
UNDATED = Answers(ordonnance.FAIT, {"date_fait": vague("une nuit", TODAY), "recit": "Il a jeté mes papiers."})

EXHIBIT: dict[str, object] = {
    "intitule": "Certificat médical",
    "prouve": "Les coups",
    "etat_piece": "manquante",
    "detenteur": "le médecin",
    "adresse_occultee": "oui",
}
ORDER: dict[str, object] = {
    "fondement": ordonnance.VIOLENCES_DU_COUPLE,
    "tribunal": "Tribunal judiciaire de Plaidebourg",
    "union": "ancien_concubinage",
    "union_depuis": vague("2014", TODAY),
    "separation": vague("mars 2025", TODAY),
    "cohabitation": "non",
    "defendeur_nom": "Maquettier",
    "defendeur_prenom": "Rémi",
    "defendeur_naissance": vague("environ 40 ans", TODAY),
    "defendeur_adresse": Address("3 quai de l’Esquisse", "", "00500", "Vieille-Esquisse"),
    "defendeur_profession": "garagiste",
    "defendeur_armes": "ne_sait_pas",
    "faits": (OLDER, UNDATED, Answers(ordonnance.FAIT, FACT)),
    "danger": "Les menaces sont plus fréquentes depuis un mois.",
    "mesures": frozenset(
        {"interdiction_contact", "interdiction_armes", ordonnance.DISSIMULATION, "bracelet"}
    ),
    "contenu_interdiction_contact": "Moi et mes enfants.",
    "faits_interdiction_contact": frozenset({"f1"}),
    "mesures_precisions": "Ne pas m’approcher.",
    "bracelet_distance": 5,
    "bracelet_accord": "oui",
    "dissimulation_expliquee": "oui",
    "election_domicile": "avocat",
    "election_precisions": "Me Plaidoiron, barreau de Plaidebourg",
    "accord_liste_electorale": "oui",
    "accord_oppi": "a_reflechir",
    "logement_du_couple": "Bail aux deux noms.",
    "ressources_charges": "1 350 € par mois.",
    "procedures": "Plainte déposée en avril 2026.",
    "nationalite": "française",
    "profession": "lingère",
    "lieu_naissance": "Vieille-Esquisse",
    "avocat": "choisi",
    "avocat_nom": "Me Plaidoiron",
}

CONCEALED = Dossier(
    PERSONNE,
    SITUATION,
    EVALUATION,
    Answers(ordonnance.FORM, ORDER),
    (Exhibit("p1", Answers(piece.FORM, EXHIBIT)),),
)


def ordered(answers: Mapping[str, object], dossier: Dossier = CONCEALED) -> Dossier:
    """The whole dossier with other answers to the order, by code; ``pieces`` are the exhibits."""
    changed = {**ORDER, **answers}
    pieces = cast("tuple[Exhibit, ...]", changed.pop("pieces", dossier.pieces))
    return replace(dossier, ordonnance=Answers(ordonnance.FORM, changed), pieces=pieces)


def person(**answers: object) -> Answers:
    return Answers(personne.FORM, PERSON | answers)


def intake(**answers: object) -> Answers:
    return Answers(accueil.FORM, INTAKE | answers)


def child(**answers: object) -> Answers:
    return Answers(accueil.ENFANT, CHILD | answers)


Place = tuple[AnyField, ...]
"""A question of the order, or a list of the order and a question of its items."""

EXHIBITS = tuple(
    (ordonnance.PIECES, field)
    for field in piece.FORM.fields
    if isinstance(field, TextField) and field is not piece.NOTE
)
"""What takes words and is printed of an exhibit."""


EVERY_MEASURE = frozenset(each.code for each in mesures.LISTE) - {mesures.SORTIE_TERRITOIRE}
"""All that can be asked within the couple."""

_SAID = Answers(ordonnance.FORM, {**ORDER, "mesures": EVERY_MEASURE})


def free_text() -> Iterator[Place]:
    """Every question of the order and of its exhibits that takes words as they come and prints them."""
    yield from _free_text(tuple(field for field in ordonnance.FORM.asked if _is_printed(field)))
    yield from EXHIBITS


def _is_printed(field: AnyField) -> bool:
    """Neither asked to be searched for, nor taken from another form."""
    return _SAID.asks(field) and field not in (*ordonnance.S_SECRETS.fields, ordonnance.ENFANTS)


def _free_text(fields: tuple[AnyField, ...]) -> Iterator[Place]:
    for field in fields:
        match field:
            case TextField() | VagueDateField():
                yield (field,)
            case ListField(item=item):
                yield from ((field, *inner) for inner in _free_text(item.asked))
            case _:
                pass


def saying(said: str, *places: Place) -> dict[str, object]:
    """Answers to the order with these words in these places."""
    answers: dict[str, object] = {}
    items: dict[str, dict[str, object]] = {"faits": dict(FACT), "pieces": dict(EXHIBIT)}
    for *listed, field in places:
        into = items[listed[0].code] if listed else answers
        into[field.code] = vague(said, TODAY) if isinstance(field, VagueDateField) else said
    if {field for field, *_ in places}.intersection(mesures.CONTENUS.values()):
        answers["mesures"] = EVERY_MEASURE
    answers["faits"] = (Answers(ordonnance.FAIT, items["faits"]),)
    answers["pieces"] = (Exhibit("p1", Answers(piece.FORM, items["pieces"])),)
    return answers
