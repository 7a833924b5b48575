"""What the person needs, and what endangers her, on one day."""

from models.fields import (
    ChoiceField,
    DateField,
    Form,
    Option,
    Section,
    TextField,
    Unit,
    YesNoField,
)

URGENT = "urgent"
"""A need that cannot wait for more than 48 hours."""

NIVEAUX = (
    Option("aucun", "Pas de besoin"),
    Option("information", "Information"),
    Option("non_urgent", "Besoin non urgent"),
    Option(URGENT, "Besoin urgent (sous 48 h)"),
    Option("non_aborde", "Non abordé"),
    Option("refuse", "Refuse d’en parler"),
)

DOMAINES = (
    ("securite", "Sécurité et protection"),
    ("hebergement", "Mise à l’abri, hébergement"),
    ("logement", "Logement"),
    ("sante", "Santé, constat médical"),
    ("soutien_psychologique", "Soutien psychologique"),
    ("addictions", "Conduites addictives"),
    ("enfants", "Enfants, parentalité"),
    ("droits", "Droits, procédures"),
    ("ressources", "Ressources, aides financières"),
    ("demarches", "Démarches, papiers, séjour"),
    ("emploi", "Emploi, formation"),
    ("mobilite", "Mobilité, interprète, accessibilité"),
    ("isolement", "Isolement, entourage"),
)

DATE_EVALUATION = DateField(
    code="date_evaluation", label="Date de l’évaluation", required=True, past_only=True
)
PAROLE = TextField(
    code="parole",
    label="Ce qu’elle en dit, dans ses mots",
    lines=4,
)
APPUIS = TextField(
    code="appuis",
    label="Ce sur quoi elle peut s’appuyer",
    hint="Proches, logement, travail, démarches déjà faites.",
    lines=3,
)

BESOINS: tuple[ChoiceField, ...] = tuple(
    ChoiceField(code=f"besoin_{domaine}", label=label, options=NIVEAUX, counted=True)
    for domaine, label in DOMAINES
)
NOTES_BESOINS: tuple[TextField, ...] = tuple(
    TextField(code=f"note_{domaine}", label=f"{label} : note") for domaine, label in DOMAINES
)

CRITERES: tuple[YesNoField, ...] = tuple(
    YesNoField(code=f"danger_{critere}", label=label, counted=True)
    for critere, label in (
        (
            "violences_multiples",
            "Multiplicité de violences (verbales, physiques, sexuelles ou psychologiques)"
            " et/ou augmentation de leur fréquence",
        ),
        (
            "separation",
            "Partenaire informé du projet de séparation ; si séparation, cherche à connaître"
            " le lieu de résidence",
        ),
        (
            "violences_enfants",
            "Enfants présents : violences du (ex-)partenaire envers eux (coups, humiliations,"
            " privations…)",
        ),
        (
            "crainte_violences",
            "Craint de nouvelles violences (pour elle, ses enfants, ses proches)",
        ),
        (
            "chantage_enfants",
            "Le (ex-)partenaire utilise les enfants pour faire du chantage",
        ),
        ("peur", "Dit avoir peur pour elle ou pour ses enfants"),
        ("grossesse_jeune_enfant", "Enceinte, ou enfant de moins de 2 ans"),
        ("incitation_suicide", "A pu être incitée au suicide par le (ex-)partenaire"),
        ("empechee_de_sortir", "A déjà été empêchée de sortir de chez elle"),
        (
            "consommations",
            "Le (ex-)partenaire consommerait alcool, drogues et/ou médicaments",
        ),
        ("antecedents_psychiatriques", "Antécédents psychiatriques du (ex-)partenaire"),
        (
            "interventions_domicile",
            "Police ou gendarmerie déjà intervenue au domicile",
        ),
        (
            "antecedents_judiciaires",
            "Altercations du (ex-)partenaire avec la police, ou antécédents judiciaires",
        ),
        (
            "menaces_de_mort",
            "Menaces de mort (notamment scénarisées) envers elle ou ses enfants",
        ),
        (
            "armes_a_feu",
            "Possession d’armes à feu par le (ex-)partenaire (déclarées ou non)",
        ),
    )
)

APPRECIATION = ChoiceField(
    code="appreciation",
    label="Appréciation du professionnel",
    hint="La vôtre, au vu de l’entretien : les réponses ci-dessus ne font pas un score.",
    counted=True,
    options=(
        Option("faible", "Faible"),
        Option("present", "Présent"),
        Option("grave", "Grave"),
        Option("grave_immediat", "Grave et immédiat"),
    ),
)
PLAN_SECURITE = TextField(
    code="plan_securite",
    label="Plan de sécurité convenu avec elle",
    hint="Qui appeler, où aller, quoi emporter, que dire aux enfants.",
    lines=6,
)

FORM = Form(
    code="evaluation",
    label="Évaluation des besoins",
    unit=Unit.EVALUATION,
    fact_date=DATE_EVALUATION,
    sections=(
        Section("Entretien", (DATE_EVALUATION, PAROLE, APPUIS)),
        Section(
            "Besoins",
            tuple(
                field
                for besoin, note in zip(BESOINS, NOTES_BESOINS, strict=True)
                for field in (besoin, note)
            ),
            hint="Dans l’ordre qui vient ; « non abordé » est une réponse. Notes : des faits.",
        ),
        Section(
            "Danger dans le couple",
            (*CRITERES, APPRECIATION),
            hint="Pour repérer ce qui menace sa vie. Critères, en abrégé, du vade-mecum sur"
            " l’article 226-14, 3°, du code pénal (ministère de la Justice, HAS, Ordre des"
            " médecins, 2020).",
        ),
        Section("Plan de sécurité", (PLAN_SECURITE,)),
    ),
)
