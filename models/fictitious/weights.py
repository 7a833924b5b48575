"""How often each answer comes up, so that a fictitious year looks like a post's year.

Weights are cards: a deck holds each answer as many times as its weight, and is dealt whole
before it is shuffled again. Options are few on purpose: the tables of a year are then well filled.
"""

from collections.abc import Mapping

Weights = Mapping[str, int]

MINEUR, ADULTE, SENIOR = "mineur", "adulte", "senior"

AGES: Mapping[str, Mapping[tuple[int, int], int]] = {
    "victime": {(10, 17): 1, (18, 24): 2, (25, 34): 3, (35, 44): 2, (45, 59): 1, (60, 82): 1},
    "mis_en_cause": {(14, 17): 1, (18, 24): 1, (25, 34): 1, (35, 44): 1, (45, 59): 1},
    "hors_champ_penal": {
        (11, 17): 1,
        (18, 24): 1,
        (25, 34): 2,
        (35, 44): 2,
        (45, 59): 2,
        (60, 88): 2,
    },
}
"""Youngest and oldest age, by status."""

SEXE: Mapping[str, Weights] = {
    "victime": {"femme": 4, "homme": 1},
    "mis_en_cause": {"femme": 1, "homme": 4},
    "hors_champ_penal": {"femme": 5, "homme": 4},
}

SOUS_STATUT: Mapping[tuple[str, str], Weights] = {
    ("victime", MINEUR): {"declaree": 1, "collaterale": 1},
    ("victime", ADULTE): {"declaree": 3, "presumee": 1},
    ("victime", SENIOR): {"declaree": 3, "presumee": 1},
    ("mis_en_cause", MINEUR): {"auteur_presume": 1},
    ("mis_en_cause", ADULTE): {"auteur_presume": 1, "audition": 1},
    ("mis_en_cause", SENIOR): {"auteur_presume": 1},
    ("hors_champ_penal", MINEUR): {"difficulte": 1},
    ("hors_champ_penal", ADULTE): {"difficulte": 4, "isolee": 1, "proche": 1},
    ("hors_champ_penal", SENIOR): {"difficulte": 1, "isolee": 1},
}

PROBLEMATIQUE: Mapping[tuple[str, str], Weights] = {
    ("victime", MINEUR): {"mineurs": 1},
    ("victime", ADULTE): {
        "violences_couple": 5,
        "violences_familiales": 2,
        "violences_sexuelles": 1,
        "voisinage": 1,
        "autre_infraction": 1,
    },
    ("victime", SENIOR): {"violences_familiales": 1, "vulnerabilite": 3},
    ("mis_en_cause", MINEUR): {"mineurs": 1},
    ("mis_en_cause", ADULTE): {
        "violences_couple": 4,
        "violences_familiales": 2,
        "situation_mis_en_cause": 3,
    },
    ("mis_en_cause", SENIOR): {"situation_mis_en_cause": 1},
    ("hors_champ_penal", MINEUR): {"mineurs": 1},
    ("hors_champ_penal", ADULTE): {
        "precarite": 5,
        "violences_couple": 2,
        "violences_familiales": 2,
        "sante_mentale": 2,
        "addictions": 1,
        "voisinage": 2,
    },
    ("hors_champ_penal", SENIOR): {"vulnerabilite": 3, "precarite": 1, "voisinage": 1},
}
"""Main problem, first level, by status and stage of life."""

DETAIL: Mapping[tuple[str, str], Weights] = {
    ("victime", "violences_couple"): {
        "couple_actuel": 5,
        "ex_conjoint": 3,
        "separation": 3,
        "mariage_force": 1,
    },
    ("victime", "violences_familiales"): {"enfant_parent": 1, "ascendant": 1},
    ("victime", "mineurs"): {"danger": 1, "harcelement": 1},
    ("victime", "violences_sexuelles"): {"agression": 1},
    ("victime", "vulnerabilite"): {"abus_de_faiblesse": 1},
    ("victime", "voisinage"): {"avec_violence": 1},
    ("victime", "autre_infraction"): {"agression": 1},
    ("mis_en_cause", "violences_couple"): {"couple_actuel": 1, "separation": 1},
    ("mis_en_cause", "violences_familiales"): {"parent_enfant": 1},
    ("mis_en_cause", "mineurs"): {"mis_en_cause": 1},
    ("mis_en_cause", "situation_mis_en_cause"): {"eviction": 2, "soins": 3},
    ("hors_champ_penal", "violences_couple"): {"conflit": 1},
    ("hors_champ_penal", "violences_familiales"): {"conflit": 2, "droit_de_visite": 1},
    ("hors_champ_penal", "mineurs"): {"fugue": 1, "descolarisation": 1},
    ("hors_champ_penal", "precarite"): {"logement": 2, "hebergement": 1, "budget": 2, "droits": 1},
    ("hors_champ_penal", "vulnerabilite"): {"age": 2, "isolement": 1},
    ("hors_champ_penal", "sante_mentale"): {"souffrance": 1, "trouble": 1},
    ("hors_champ_penal", "addictions"): {"alcool": 1},
    ("hors_champ_penal", "voisinage"): {"sans_violence": 1},
}
"""Main problem, second level, by status and first level."""

ASSOCIEES: Mapping[str, Weights] = {
    "victime": {"precarite": 1, "sante_mentale": 1, "aucune": 2},
    "mis_en_cause": {"addictions": 1, "precarite": 1, "aucune": 1},
    "hors_champ_penal": {"sante_mentale": 2, "addictions": 1, "aucune": 4},
}

LIEN: Mapping[str, Weights] = {
    "violences_couple.couple_actuel": {"conjoint": 1, "concubin": 1},
    "violences_couple.ex_conjoint": {"ex": 1},
    "violences_couple.separation": {"conjoint": 1, "concubin": 1},
    "violences_couple.mariage_force": {"parent": 1},
    "violences_couple.conflit": {"conjoint": 1, "concubin": 1},
    "violences_familiales.enfant_parent": {"enfant": 1},
    "violences_familiales.ascendant": {"enfant": 1},
    "violences_familiales.parent_enfant": {"enfant": 1},
    "violences_familiales.conflit": {"parent": 1, "enfant": 1},
    "violences_familiales.droit_de_visite": {"ex": 1},
    "mineurs.danger": {"parent": 1},
    "mineurs.harcelement": {"connaissance": 1},
    "violences_sexuelles.agression": {"connaissance": 1, "inconnu": 1},
    "vulnerabilite.abus_de_faiblesse": {"connaissance": 1},
    "voisinage.avec_violence": {"voisin": 1},
    "voisinage.sans_violence": {"voisin": 1},
    "autre_infraction.agression": {"inconnu": 1},
    "situation_mis_en_cause.eviction": {"conjoint": 1, "concubin": 1},
    "situation_mis_en_cause.soins": {"ex": 1},
}
"""Link with the other party, by main problem."""

VIOLENCES: Mapping[tuple[str, str], Weights] = {
    ("victime", "violences_couple"): {
        "physiques psychologiques": 3,
        "psychologiques verbales": 2,
        "physiques verbales": 2,
        "psychologiques economiques": 2,
        "harcelement numeriques": 2,
        "physiques sexuelles": 1,
    },
    ("victime", "violences_familiales"): {"psychologiques verbales": 1, "physiques verbales": 1},
    ("victime", "violences_sexuelles"): {"sexuelles": 1},
    ("victime", "mineurs"): {"harcelement numeriques": 1, "physiques": 1},
    ("victime", "vulnerabilite"): {"economiques": 1},
    ("victime", "autre_infraction"): {"physiques": 1},
    ("mis_en_cause", "violences_couple"): {"physiques verbales": 1, "psychologiques verbales": 1},
}
AUTRES_VIOLENCES: Weights = {"verbales": 1}
"""Types of violence, separated by spaces, by status and main problem."""

ORIGINE: Mapping[str, Weights] = {
    "victime": {
        "police.enqueteur": 3,
        "police.intervention": 2,
        "autosaisine.mains_courantes": 2,
        "personne.spontanee": 2,
        "partenaire.aide_aux_victimes": 1,
    },
    "mis_en_cause": {
        "police.garde_a_vue": 2,
        "police.enqueteur": 1,
        "autosaisine.procedures": 1,
        "justice.parquet": 1,
    },
    "hors_champ_penal": {
        "police.accueil": 3,
        "police.intervention": 2,
        "autosaisine.mains_courantes": 3,
        "personne.spontanee": 2,
        "personne.proche": 1,
        "partenaire.service_social": 2,
        "partenaire.ccas": 1,
    },
}
CADRE: Mapping[str, Weights] = {
    "victime": {
        "plainte": 4,
        "main_courante": 3,
        "renseignement_judiciaire": 1,
        "plainte_non_souhaitee": 2,
    },
    "mis_en_cause": {"garde_a_vue": 2, "audition": 2, "procedure_en_cours": 1},
    "hors_champ_penal": {"aucune": 4, "main_courante": 3, "intervention": 3},
}
RANG: Mapping[str, Weights] = {
    "victime": {"premier": 4, "retour_anterieur": 1},
    "mis_en_cause": {"premier": 4, "retour_anterieur": 1},
    "hors_champ_penal": {"premier": 5, "retour_anterieur": 2},
}
DELAI: Mapping[str, Weights] = {
    "victime": {"jour_meme": 4, "jours_1_a_3": 3, "jours_4_a_14": 2, "jours_15_a_30": 1},
    "mis_en_cause": {"jour_meme": 3, "jours_1_a_3": 1, "jours_4_a_14": 1},
    "hors_champ_penal": {"jour_meme": 3, "jours_1_a_3": 3, "jours_4_a_14": 2, "plus_de_30_jours": 1},
}
RESIDENCE: Mapping[str, Weights] = {
    "victime": {"commune_du_poste": 6, "ressort": 3, "departement": 1},
    "mis_en_cause": {"commune_du_poste": 3, "ressort": 1, "sans_domicile_stable": 1},
    "hors_champ_penal": {"commune_du_poste": 6, "ressort": 2, "sans_domicile_stable": 2},
}
CONNU: Mapping[str, Weights] = {
    "victime": {"non": 5, "oui.service_social": 3, "oui.ccas": 1, "ne_sait_pas": 1},
    "mis_en_cause": {"non": 2, "oui.service_social": 1, "ne_sait_pas": 1},
    "hors_champ_penal": {"non": 3, "oui.service_social": 4, "oui.ccas": 2, "ne_sait_pas": 1},
}
MINEURS_AU_FOYER: Weights = {"oui": 1, "non": 1}
LOGEMENT: Mapping[str, Weights] = {
    "victime": {"locataire_social": 3, "locataire_prive": 2, "domicile_du_couple": 1, "heberge": 1},
    "mis_en_cause": {"locataire_social": 1, "locataire_prive": 1, "heberge": 1},
    "hors_champ_penal": {"locataire_social": 4, "locataire_prive": 3, "proprietaire": 1, "heberge": 1},
}
RESSOURCES: Mapping[str, Weights] = {
    MINEUR: {"etudes": 1},
    ADULTE: {"emploi": 3, "rsa": 2, "sans": 2},
    SENIOR: {"retraite": 1},
}
PROTECTION_JURIDIQUE: Mapping[str, Weights] = {
    "victime": {"aucune": 1},
    "mis_en_cause": {"aucune": 1},
    "hors_champ_penal": {"aucune": 9, "curatelle": 1},
}
SITUATION_FAMILIALE: Mapping[str | None, Weights] = {
    "conjoint": {"mariage": 1},
    "concubin": {"concubinage": 1},
    "ex": {"separation": 1},
    "enfant": {"mariage": 1},
    None: {"celibat": 2, "divorce": 1},
}
"""Family situation of an adult, by link with the other party; ``None`` is any other link."""

BESOIN: Weights = {"aucun": 4, "information": 3, "non_urgent": 3, "urgent": 1, "non_aborde": 3}
DANGER: Weights = {"oui": 2, "non": 3, "ne_sait_pas": 1}
APPRECIATION: Weights = {"faible": 1, "present": 2, "grave": 2, "grave_immediat": 1}

DESTINATAIRES: Mapping[str, Weights] = {
    "victime": {
        "aide_aux_victimes": 4,
        "avocat": 2,
        "association_violences": 2,
        "service_social": 2,
        "hebergement_urgence": 2,
        "cmp": 2,
    },
    "mis_en_cause": {"addictologie": 1, "centre_auteurs": 1, "service_social": 1, "acces_au_droit": 1},
    "hors_champ_penal": {
        "service_social": 5,
        "ccas": 3,
        "acces_au_droit": 3,
        "cmp": 2,
        "seniors": 2,
        "aucune": 2,
    },
}
ETAT: Weights = {"proposee": 2, "acceptee": 3, "effective": 4, "refusee": 2, "pas_de_place": 2}
MODE: Weights = {"coordonnees": 4, "rendez_vous": 3, "telephone": 2, "ecrit": 1}
ACCORD: Weights = {"oral": 6, "ecrit": 3, "refus": 1}

SUITES: Weights = {
    "entretien.telephone": 3,
    "entretien.bureau": 2,
    "liaison.police": 2,
    "liaison.service_social": 2,
    "ecrit.note_liaison": 1,
    "ecrit.information_preoccupante": 1,
    "information_droits": 2,
    "tentative": 2,
}
"""Nature of the acts that follow the first interview."""
PREMIER: Weights = {"entretien.bureau": 4, "entretien.telephone": 1}
NOMBRE_DE_SUITES: Mapping[int, int] = {0: 2, 1: 4, 2: 3, 4: 1}
DUREE_ENTRETIEN: Weights = {"de_30_a_59_min": 3, "de_1_a_2_h": 2, "de_15_a_29_min": 1}
DUREE_DOSSIER: Weights = {"de_30_a_59_min": 2, "de_1_a_2_h": 3, "plus_de_2_h": 1}
DUREE_AUTRE: Weights = {"moins_de_15_min": 2, "de_15_a_29_min": 1}
MOTIF_CLOTURE: Weights = {"relais": 1, "besoin_satisfait": 1, "injoignable": 1}
