"""What the social worker did: an interview, a letter, a call that nobody answered."""

from models.fields import (
    ChoiceField,
    DateField,
    Form,
    Option,
    Section,
    TextField,
    TreeChoiceField,
    Unit,
)

TENTATIVE = "tentative"
"""An attempt without answer; it receives nobody and is counted apart."""

AU_BUREAU, PAR_TELEPHONE = "entretien.bureau", "entretien.telephone"

DATE_ACTE = DateField(code="date_acte", label="Date", past_only=True)
MEDIATION = "mediation"
INFORMATION_PREOCCUPANTE = "ecrit.information_preoccupante"
ORDONNANCE_DE_PROTECTION = "ecrit.ordonnance_protection"

NATURE = TreeChoiceField(
    code="nature",
    label="Nature de l’acte",
    hint="Ni médiation ni conciliation en cas de violences au sein du couple.",
    required=True,
    counted=True,
    options=(
        Option(
            "entretien",
            "Entretien",
            children=(
                Option("bureau", "Au bureau", said=("entretien physique", "présentiel", "rendez-vous")),
                Option("telephone", "Par téléphone", said=("appel",)),
                Option("domicile", "Visite à domicile", said=("VAD",)),
                Option("exterieur", "Dans un autre lieu (mairie, partenaire…)"),
                Option("hopital", "À l’hôpital"),
                Option("visio", "Par visioconférence"),
            ),
        ),
        Option("ecoute", "Écoute et soutien"),
        Option("information_droits", "Information sur les droits"),
        Option("evaluation_sociale", "Évaluation sociale"),
        Option("evaluation_danger", "Évaluation du danger, plan de sécurité"),
        Option(
            "accompagnement",
            "Accompagnement physique",
            children=(
                Option("plainte", "Dépôt de plainte"),
                Option("umj", "Unité médico-judiciaire"),
                Option("tribunal", "Tribunal ou avocat"),
                Option("administration", "Administration"),
            ),
        ),
        Option("hebergement", "Recherche d’hébergement"),
        Option(MEDIATION, "Médiation, apaisement"),
        Option(
            "liaison",
            "Liaison avec un professionnel",
            children=(
                Option("police", "Police ou gendarmerie"),
                Option("service_social", "Service social"),
                Option("sante", "Santé"),
                Option("justice", "Justice"),
                Option("autre", "Autre"),
            ),
        ),
        Option(
            "ecrit",
            "Écrit",
            children=(
                Option("information_preoccupante", "Information préoccupante", said=("IP", "CRIP")),
                Option(
                    "signalement", "Signalement au procureur de la République", said=("article 40", "parquet")
                ),
                Option("note_liaison", "Note de liaison"),
                Option("attestation", "Attestation"),
                Option("ordonnance_protection", "Dossier d’ordonnance de protection", said=("OP",)),
                Option("telephone_grave_danger", "Proposition de téléphone grave danger", said=("TGD",)),
                Option("aide_juridictionnelle", "Dossier d’aide juridictionnelle", said=("AJ",)),
                Option("autre", "Autre écrit"),
            ),
        ),
        Option(
            "aide_materielle",
            "Aide matérielle",
            children=(
                Option("urgence_violences", "Aide universelle d’urgence (violences conjugales)"),
                Option("alimentaire", "Aide alimentaire"),
                Option("transport", "Transport"),
            ),
        ),
        Option("reunion", "Réunion, synthèse", said=("concertation",)),
        Option(
            TENTATIVE,
            "Tentative de contact sans réponse",
            said=("répondeur", "injoignable", "pas de réponse"),
        ),
    ),
)
DUREE = ChoiceField(
    code="duree",
    label="Durée",
    counted=True,
    options=(
        Option("moins_de_15_min", "Moins de 15 min"),
        Option("de_15_a_29_min", "15 à 29 min"),
        Option("de_30_a_59_min", "30 à 59 min"),
        Option("de_1_a_2_h", "1 h à moins de 2 h"),
        Option("plus_de_2_h", "2 h et plus"),
    ),
)
PAROLE = TextField(code="parole", label="Ce qu’elle en dit, dans ses mots", lines=3, hers=True)
NOTES = TextField(code="notes", label="Notes", hint="Vos mots : des faits, pas d’hypothèses.", lines=6)

FORM = Form(
    code="acte",
    label="Acte",
    unit=Unit.ACTE,
    fact_date=DATE_ACTE,
    sections=(Section("Acte", (DATE_ACTE, NATURE, DUREE, PAROLE, NOTES)),),
)
