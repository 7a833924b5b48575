"""What the person needs, and what endangers her, on one day."""

from models.fields import (
    NE_SAIT_PAS,
    NON,
    OUI,
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

ECHELLE = ("aucun", "information", "non_urgent", URGENT)
"""The levels of a need, the least urgent first."""

NON_ABORDE, NON_POSEE = "non_aborde", "non_posee"
"""Nothing was said of it on that day: neither a level nor an answer of hers."""

NIVEAUX = (
    Option("aucun", "Pas de besoin"),
    Option("information", "Information"),
    Option("non_urgent", "Non urgent"),
    Option(URGENT, "Urgent (48 h)"),
    Option(NON_ABORDE, "Non abordé"),
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

DATE_EVALUATION = DateField(code="date_evaluation", label="Date de l’évaluation", past_only=True)
PAROLE = TextField(
    code="parole",
    label="Ce qu’elle en dit, dans ses mots",
    lines=4,
    hers=True,
)
APPUIS = TextField(
    code="appuis",
    label="Ce sur quoi elle peut s’appuyer",
    hint="Proches, logement, travail, démarches déjà faites.",
    lines=3,
)

OBSERVATIONS = TextField(
    code="observations",
    label="Ce que vous observez",
    hint="Vos mots : des faits, pas d’hypothèses.",
    lines=3,
)

BESOINS: tuple[ChoiceField, ...] = tuple(
    ChoiceField(code=f"besoin_{domaine}", label=label, options=NIVEAUX, counted=True)
    for domaine, label in DOMAINES
)
NOTES_BESOINS: tuple[TextField, ...] = tuple(
    TextField(code=f"note_{domaine}", label=f"{label} : note") for domaine, label in DOMAINES
)

_REPONSES_DANGER = (OUI, NON, NE_SAIT_PAS, Option(NON_POSEE, "Non posée", exclusive=True))

CRITERES: tuple[YesNoField, ...] = tuple(
    YesNoField(code=f"danger_{critere}", label=label, options=_REPONSES_DANGER, counted=True)
    for critere, label in (
        (
            "violences_multiples",
            "La victime fait-elle état d’une multiplicité de violences (verbales,"
            " physiques, sexuelles ou psychologiques) et/ou d’une augmentation de la"
            " fréquence de ces dernières ?",
        ),
        (
            "separation",
            "Son partenaire a-t-il eu connaissance de son projet de séparation ? En cas"
            " de séparation déjà effective, l’ancien partenaire cherche-t-il à connaître"
            " le lieu de résidence de la victime ?",
        ),
        (
            "violences_enfants",
            "S’il y a présence d’enfants, la victime évoque-t-elle des violences de la"
            " part de son partenaire ou de son ancien partenaire envers ces derniers"
            " (coups, humiliations, privations, notamment alimentaires, etc.) ?",
        ),
        (
            "crainte_violences",
            "La victime craint-elle de nouvelles violences (envers elle, ses enfants, ses proches, etc.) ?",
        ),
        (
            "chantage_enfants",
            "La victime indique-t-elle que son partenaire ou ex-partenaire utilise les"
            " enfants pour lui faire du chantage ?",
        ),
        (
            "peur",
            "La victime dit-elle avoir peur pour elle ou pour ses enfants ?",
        ),
        (
            "grossesse_jeune_enfant",
            "La victime est-elle enceinte ou a-t-elle un enfant de moins de 2 ans ?",
        ),
        (
            "incitation_suicide",
            "La victime a-t-elle pu être incitée au suicide par son partenaire ou ancien partenaire ?",
        ),
        (
            "empechee_de_sortir",
            "La victime exprime-t-elle avoir déjà été empêchée de sortir de chez elle ?",
        ),
        (
            "consommations",
            "Le partenaire ou ancien partenaire consommerait-il de l’alcool, des drogues"
            " et/ou des médicaments ?",
        ),
        (
            "antecedents_psychiatriques",
            "La victime indique-t-elle que son partenaire ou ancien partenaire a des"
            " antécédents psychiatriques ?",
        ),
        (
            "interventions_domicile",
            "La police ou la gendarmerie est-elle déjà intervenue au domicile conjugal et/ou partagé ?",
        ),
        (
            "antecedents_judiciaires",
            "Le partenaire ou ancien partenaire a-t-il eu des altercations avec la police"
            " ou des antécédents judiciaires ?",
        ),
        (
            "menaces_de_mort",
            "La victime dit-elle avoir reçu des menaces de mort (notamment scénarisées)"
            " adressées directement à elle ou à ses enfants de la part de son partenaire"
            " ou ancien partenaire ?",
        ),
        (
            "armes_a_feu",
            "La victime déclare-t-elle que son partenaire ou ancien partenaire possède"
            " des armes à feu (déclarées ou non) ?",
        ),
    )
)
"""The fifteen questions on immediate danger, as the ministry of Justice published them."""

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
DANGER = Section(
    "Danger dans le couple",
    (*CRITERES, APPRECIATION),
    hint="Pour repérer ce qui menace sa vie. Questions sur le danger immédiat du vade-mecum"
    " « Secret médical et violences au sein du couple » (ministère de la Justice, 2020), écrites"
    " pour l’article 226-14, 3° du code pénal, qui demande un danger immédiat et une emprise. À"
    " vérifier avec votre employeur : ce 3° ne viserait que les professionnels de santé. Ni score"
    " ni seuil : « Non posée » et « Ne sait pas » sont des réponses.",
)

_PLAN = (
    ("appeler", "Qui appeler en cas de danger"),
    ("mot_convenu", "Mot ou signe convenu avec un proche"),
    ("sortir", "Comment sortir, par où"),
    ("lieu", "Où aller"),
    ("sac", "Sac et papiers à l’abri"),
    ("argent", "Argent, moyens de paiement"),
    ("telephone", "Téléphone et comptes à l’abri"),
    ("enfants", "Ce que savent les enfants"),
)
_REPONSES_PLAN = (
    Option("fait", "Fait"),
    Option("prevu", "Prévu"),
    Option("non", "Pas possible"),
    Option(NON_ABORDE, "Non abordé"),
)
PLAN: tuple[ChoiceField, ...] = tuple(
    ChoiceField(code=f"plan_{point}", label=label, options=_REPONSES_PLAN) for point, label in _PLAN
)
NOTES_PLAN: tuple[TextField, ...] = tuple(
    TextField(code=f"note_plan_{point}", label=f"{label} : note", locates=point == "lieu")
    for point, label in _PLAN
)
SAC = PLAN[4]
NOTE_APPELER, NOTE_LIEU, NOTE_SAC = (NOTES_PLAN[number] for number in (0, 3, 4))
RETENU = ("fait", "prevu")
"""A point of the plan that she holds to."""

PLAN_SECURITE = TextField(
    code="plan_securite",
    label="Ce qui est convenu d’autre",
    lines=3,
)

FORM = Form(
    code="evaluation",
    label="Évaluation des besoins",
    unit=Unit.EVALUATION,
    fact_date=DATE_EVALUATION,
    sections=(
        Section("Entretien", (DATE_EVALUATION, PAROLE, APPUIS, OBSERVATIONS)),
        Section(
            "Besoins",
            tuple(
                field for besoin, note in zip(BESOINS, NOTES_BESOINS, strict=True) for field in (besoin, note)
            ),
            hint="Dans l’ordre qui vient ; « non abordé » est une réponse. Urgent : sous 48 heures. Notes :"
            " des faits.",
        ),
        DANGER,
        Section(
            "Plan de sécurité",
            (
                *(field for point, note in zip(PLAN, NOTES_PLAN, strict=True) for field in (point, note)),
                PLAN_SECURITE,
            ),
            hint="Convenu avec elle. L’autre ne doit pas le trouver : aucun écrit au domicile, hors du papier"
            " de poche, qui ne dit rien.",
        ),
    ),
)
