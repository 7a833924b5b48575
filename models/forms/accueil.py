"""How a situation arrives at the post, and how it is closed."""

from dataclasses import replace

from models.conditions import OneOf, when
from models.fields import (
    ChoiceField,
    DateField,
    Form,
    ListField,
    MultiChoiceField,
    Option,
    Section,
    TextField,
    TreeChoiceField,
    Unit,
    VagueDateField,
    YesNoField,
)
from models.forms.origines import ORIGINES
from models.forms.problematiques import PROBLEMATIQUES
from models.forms.reponses import AUCUNE, AUTRE, NE_SAIT_PAS, REFUSE, SANS_OBJET

VICTIME, MIS_EN_CAUSE, HORS_CHAMP_PENAL = "victime", "mis_en_cause", "hors_champ_penal"

DATE_ACCUEIL = DateField(code="date_accueil", label="Date de l’accueil", required=True, past_only=True)
ORIGINE = TreeChoiceField(
    code="origine",
    label="Origine de la saisine",
    brief="Origine",
    hint="Qui a mis la personne en lien avec vous.",
    required=True,
    counted=True,
    options=ORIGINES,
)
DELAI = ChoiceField(
    code="delai",
    label="Délai depuis la saisine",
    hint="Entre le jour où l’on vous a signalé la situation et ce premier échange.",
    counted=True,
    options=(
        Option("jour_meme", "Le jour même"),
        Option("jours_1_a_3", "1 à 3 jours"),
        Option("jours_4_a_14", "4 à 14 jours"),
        Option("jours_15_a_30", "15 à 30 jours"),
        Option("plus_de_30_jours", "Plus de 30 jours"),
    ),
)
CADRE = ChoiceField(
    code="cadre",
    label="Cadre procédural à l’arrivée",
    brief="Cadre procédural",
    required=True,
    counted=True,
    options=(
        Option("plainte", "Plainte déposée", said=("plainte", "dépôt de plainte")),
        Option(
            "plainte_non_souhaitee",
            "Plainte refusée, retirée ou non souhaitée",
            said=("refus de plainte", "retrait de plainte", "ne veut pas porter plainte"),
        ),
        Option("main_courante", "Main courante", said=("MC", "MCI")),
        Option("renseignement_judiciaire", "PV de renseignement judiciaire", said=("PVRJ",)),
        Option("intervention", "Intervention sans suite"),
        Option("audition", "Audition libre, convocation", said=("audition",)),
        Option("garde_a_vue", "Garde à vue", said=("GAV",)),
        Option("procedure_en_cours", "Autre procédure en cours"),
        Option("decision_rendue", "Décision de justice déjà rendue"),
        Option("aucune", "Aucune procédure", said=("rien", "néant")),
    ),
)
RETOURS = ("retour_annee", "retour_anterieur")

RANG = ChoiceField(
    code="rang",
    label="Premier accueil ou retour",
    brief="Accueil ou retour",
    required=True,
    counted=True,
    options=(
        Option("premier", "Premier accueil"),
        Option(RETOURS[0], "Retour, déjà reçue cette année"),
        Option(RETOURS[1], "Retour, reçue une année précédente"),
    ),
)

DEMANDE = TextField(
    code="demande",
    label="Demande exprimée, dans ses mots",
    hint="Ses mots à elle, tels quels.",
    lines=4,
    hers=True,
)
EXPOSE = TextField(
    code="expose",
    label="Ce qui amène la personne",
    hint="Vos mots : des faits, pas d’hypothèses.",
    lines=8,
)

STATUT = TreeChoiceField(
    code="statut",
    label="Statut",
    hint="Le statut principal, dans cette situation-ci.",
    required=True,
    counted=True,
    options=(
        Option(
            VICTIME,
            "Victime",
            said=("VIC",),
            children=(
                Option("declaree", "Victime déclarée"),
                Option("presumee", "Victime présumée, non déclarée"),
                Option("collaterale", "Victime collatérale, enfant exposé", said=("covictime",)),
            ),
        ),
        Option(
            MIS_EN_CAUSE,
            "Mis en cause",
            said=("MEC",),
            children=(
                Option("auteur_presume", "Auteur présumé", said=("auteur",)),
                Option("audition", "Vu en garde à vue ou en audition", said=("GAV", "garde à vue")),
            ),
        ),
        Option(
            HORS_CHAMP_PENAL,
            "Hors champ pénal",
            said=("HCP",),
            children=(
                Option("difficulte", "Personne en difficulté"),
                Option("isolee", "Personne isolée"),
                Option("sans_domicile", "Personne sans domicile", said=("SDF", "errance", "à la rue")),
                Option("proche", "Proche, témoin"),
            ),
        ),
    ),
)
DOUBLE_STATUT = YesNoField(
    code="double_statut",
    label="À la fois victime et mise en cause",
    relevant=when(STATUT, VICTIME, MIS_EN_CAUSE),
)

PROBLEMATIQUE = TreeChoiceField(
    code="problematique",
    label="Problématique principale",
    brief="Problématique",
    required=True,
    counted=True,
    options=PROBLEMATIQUES,
)
PROBLEMATIQUES_ASSOCIEES = MultiChoiceField(
    code="problematiques_associees",
    label="Problématiques associées",
    counted=True,
    options=(*(replace(option, children=()) for option in PROBLEMATIQUES), AUCUNE),
)

VIOLENTES = ("violences_couple", "violences_familiales", "violences_sexuelles")
DANS_LA_PRINCIPALE = (
    *VIOLENTES,
    "mineurs.danger",
    "mineurs.violence_sexuelle",
    "mineurs.harcelement",
    "mineurs.prostitution",
    "vulnerabilite.abus_de_faiblesse",
)
"""Main problems in which somebody does violence to somebody, whatever the status."""

VIOLENCES = MultiChoiceField(
    code="violences",
    label="Violences rapportées",
    hint="Pour orienter et pour évaluer le danger ; elle peut ne pas répondre.",
    relevant=OneOf(
        (
            when(
                PROBLEMATIQUE,
                *DANS_LA_PRINCIPALE,
                "voisinage.avec_violence",
                "voisinage.discrimination",
                "travail.harcelement",
                "autre_infraction.agression",
            ),
            when(PROBLEMATIQUES_ASSOCIEES, *VIOLENTES),
        )
    ),
    counted=True,
    options=(
        Option("physiques", "Physiques"),
        Option("psychologiques", "Psychologiques"),
        Option("verbales", "Verbales, menaces"),
        Option("sexuelles", "Sexuelles"),
        Option("economiques", "Économiques"),
        Option("administratives", "Administratives (papiers confisqués…)"),
        Option("numeriques", "Cyberviolences, traçage"),
        Option("harcelement", "Harcèlement"),
        Option("materielles", "Envers les biens, les animaux"),
        Option("par_les_enfants", "Vicariantes (par les enfants)"),
        Option("contrainte_culturelle", "Contrainte religieuse ou culturelle"),
        Option("mariage_force", "Mariage forcé"),
        Option("negligences", "Négligences, privations (soins, repas)"),
        AUCUNE,
        REFUSE,
    ),
)

LIENS_DU_COUPLE = ("conjoint", "partenaire_pacs", "concubin", "petit_ami", "ex")
"""The links for which a protection order can be asked (Code civil, art. 515-9)."""

LIEN = ChoiceField(
    code="lien",
    label="Lien entre l’autre partie et la personne reçue",
    relevant=OneOf(
        (
            when(
                PROBLEMATIQUE,
                *DANS_LA_PRINCIPALE,
                "voisinage",
                "travail",
                "autre_infraction",
                "situation_mis_en_cause",
            ),
            when(PROBLEMATIQUES_ASSOCIEES, *VIOLENTES),
        )
    ),
    counted=True,
    options=(
        Option("conjoint", "Conjoint", said=("mari", "épouse", "époux")),
        Option("partenaire_pacs", "Partenaire de PACS"),
        Option("concubin", "Concubin", said=("compagnon", "compagne")),
        Option("petit_ami", "Petit ou petite amie, sans cohabitation"),
        Option("ex", "Ex-conjoint, ex-partenaire, ex-concubin", said=("ex-mari", "ex-compagnon")),
        Option("parent", "Parent", said=("père", "mère", "beau-père", "belle-mère")),
        Option("enfant", "Enfant", said=("fils", "fille")),
        Option("fratrie", "Frère ou sœur", said=("fratrie",)),
        Option("belle_famille", "Belle-famille"),
        Option("voisin", "Voisin"),
        Option("travail", "Collègue, employeur"),
        Option("connaissance", "Autre connaissance"),
        Option("inconnu", "Personne inconnue d’elle"),
        SANS_OBJET,
        NE_SAIT_PAS,
        REFUSE,
    ),
)

RESIDENCE = ChoiceField(
    code="residence",
    label="Résidence",
    hint="Le secteur suffit : la commune n’est jamais comptée.",
    required=True,
    counted=True,
    options=(
        Option("commune_du_poste", "Commune du poste"),
        Option("ressort", "Autre commune du ressort"),
        Option("departement", "Autre commune du département"),
        Option("hors_departement", "Hors du département"),
        Option("sans_domicile_stable", "Sans domicile stable"),
    ),
)
QPV = YesNoField(code="qpv", label="Quartier prioritaire (QPV)", counted=True)
CONNU = TreeChoiceField(
    code="connu",
    label="Connue d’un service social avant cet accueil",
    counted=True,
    options=(
        Option("non", "Non"),
        Option(
            "oui",
            "Oui",
            children=(
                Option("service_social", "Service social départemental, polyvalence"),
                Option("ccas", "CCAS"),
                Option("aide_sociale_enfance", "Aide sociale à l’enfance"),
                Option("association_specialisee", "Association spécialisée"),
                Option("autre", "Autre service"),
            ),
        ),
        NE_SAIT_PAS,
    ),
)
LOGEMENT = ChoiceField(
    code="logement",
    label="Logement",
    counted=True,
    options=(
        Option("proprietaire", "Propriétaire"),
        Option("locataire_prive", "Locataire, parc privé"),
        Option("locataire_social", "Locataire, parc social"),
        Option("domicile_du_couple", "Domicile du couple, au nom de l’autre"),
        Option("heberge", "Hébergement par la famille ou un tiers"),
        Option("hebergement_urgence", "Hébergement d’urgence, 115, hôtel"),
        Option("hebergement_social", "CHRS, résidence sociale"),
        Option("foyer", "Foyer"),
        Option("rue", "Rue, squat, véhicule", said=("SDF", "voiture")),
        Option("institution", "Institution (hôpital, établissement…)"),
        REFUSE,
    ),
)
SITUATION_FAMILIALE = ChoiceField(
    code="situation_familiale",
    label="Situation familiale",
    counted=True,
    options=(
        Option("celibat", "Célibat", said=("célibataire",)),
        Option("mariage", "Mariage", said=("mariée", "marié")),
        Option("pacs", "PACS"),
        Option("concubinage", "Concubinage"),
        Option("separation", "Séparation de fait", said=("séparée", "séparé")),
        Option("divorce", "Divorce, prononcé ou en cours", said=("divorcée", "divorcé")),
        Option("veuvage", "Veuvage", said=("veuve", "veuf")),
        Option("parent_isole", "Parent isolé"),
        REFUSE,
    ),
)
RESSOURCES = ChoiceField(
    code="ressources",
    label="Ressources principales",
    hint="Pour les aides et les droits à ouvrir.",
    counted=True,
    options=(
        Option("emploi", "Emploi"),
        Option("chomage", "Allocation de chômage", said=("ARE", "France Travail")),
        Option("rsa", "RSA", said=("minima sociaux",)),
        Option("aah", "AAH"),
        Option("indemnites", "Indemnités journalières, invalidité", said=("arrêt maladie", "IJ")),
        Option("retraite", "Retraite"),
        Option("etudes", "Études"),
        Option("conjoint", "Dépend du conjoint ou d’un proche"),
        Option("sans", "Sans ressources"),
        REFUSE,
    ),
)
PROTECTION_JURIDIQUE = ChoiceField(
    code="protection_juridique",
    label="Mesure de protection juridique",
    counted=True,
    options=(
        Option("aucune", "Aucune"),
        Option("sauvegarde", "Sauvegarde de justice"),
        Option("curatelle", "Curatelle"),
        Option("tutelle", "Tutelle"),
        Option("habilitation_familiale", "Habilitation familiale"),
        Option("demandee", "Demande en cours"),
        NE_SAIT_PAS,
    ),
)

PRENOM_ENFANT = TextField(code="prenom", label="Prénom")
NAISSANCE_ENFANT = VagueDateField(
    code="naissance",
    label="Date de naissance ou âge",
    hint="Exemples : 12/03/2019, 2019, 6 ans.",
    past_only=True,
)
COMMUN = YesNoField(code="commun", label="Enfant des deux parties")
LIEU_DE_VIE = TextField(code="lieu_de_vie", label="Vit chez", locates=True)
ECOLE = TextField(code="ecole", label="École, crèche ou nourrice", locates=True)
EXPOSE_VIOLENCES = YesNoField(code="expose", label="A vu, entendu ou subi les violences")
ENFANT = Form(
    code="enfant",
    label="Enfant",
    sections=(
        Section(
            "Enfant",
            (PRENOM_ENFANT, NAISSANCE_ENFANT, COMMUN, LIEU_DE_VIE, ECOLE, EXPOSE_VIOLENCES),
        ),
    ),
)

MINEURS_AU_FOYER = YesNoField(code="mineurs_au_foyer", label="Enfants mineurs au foyer", counted=True)
ENFANTS = ListField(code="enfants", label="Enfants", item=ENFANT, noun="un enfant")
GROSSESSE = YesNoField(
    code="grossesse",
    label="Grossesse en cours",
    hint="Pour les droits et la protection ; seulement si la personne veut le dire.",
)

CLOTURE_LE = DateField(code="cloture_le", label="Clôture le", past_only=True)
MOTIF_CLOTURE = ChoiceField(
    code="motif_cloture",
    label="Motif de clôture",
    counted=True,
    options=(
        Option("relais", "Relais effectif"),
        Option("besoin_satisfait", "Besoin satisfait"),
        Option("refus", "Refus ou abandon"),
        Option("injoignable", "Injoignable"),
        Option("demenagement", "Déménagement"),
        Option("incarceration_hospitalisation", "Incarcération, hospitalisation"),
        Option("deces", "Décès"),
        Option("doublon", "Doublon"),
        AUTRE,
    ),
)

FORM = Form(
    code="accueil",
    label="Accueil",
    unit=Unit.SITUATION,
    fact_date=DATE_ACCUEIL,
    sections=(
        Section("Arrivée", (DATE_ACCUEIL, ORIGINE, DELAI, CADRE, RANG)),
        Section("Demande", (DEMANDE, EXPOSE)),
        Section("Situation", (STATUT, DOUBLE_STATUT, PROBLEMATIQUE, PROBLEMATIQUES_ASSOCIEES)),
        Section(
            "Violences",
            (VIOLENCES, LIEN),
            hint="Pour orienter vers les bons services ; rien n’oblige à répondre.",
        ),
        Section(
            "Cadre de vie",
            (
                RESIDENCE,
                QPV,
                LOGEMENT,
                SITUATION_FAMILIALE,
                RESSOURCES,
                PROTECTION_JURIDIQUE,
                CONNU,
            ),
        ),
        Section(
            "Enfants",
            (MINEURS_AU_FOYER, ENFANTS, GROSSESSE),
            hint="Pour les protéger : un enfant qui voit ou entend les violences en est victime.",
        ),
        Section("Clôture", (CLOTURE_LE, MOTIF_CLOTURE)),
    ),
)
