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
from models.forms.reponses import AUCUNE, AUTRE, NE_SAIT_PAS, REFUSE, SANS_OBJET

VICTIME, MIS_EN_CAUSE, HORS_CHAMP_PENAL = "victime", "mis_en_cause", "hors_champ_penal"

DATE_ACCUEIL = DateField(code="date_accueil", label="Date de l’accueil", required=True, past_only=True)
ORIGINE = TreeChoiceField(
    code="origine",
    label="Origine de la saisine",
    hint="Qui a mis la personne en lien avec vous.",
    required=True,
    counted=True,
    options=(
        Option(
            "police",
            "Police ou gendarmerie",
            children=(
                Option("accueil", "Accueil, chef de poste"),
                Option("enqueteur", "Enquêteur, après plainte ou audition"),
                Option("intervention", "Équipage, après intervention"),
                Option("protection_famille", "Brigade ou maison de protection des familles"),
                Option("hierarchie", "Hiérarchie"),
                Option("garde_a_vue", "Pendant la garde à vue"),
            ),
        ),
        Option(
            "autosaisine",
            "Autosaisine",
            children=(
                Option("mains_courantes", "Lecture des mains courantes"),
                Option("syntheses", "Synthèses d’intervention"),
                Option("procedures", "Procédures, PV de renseignement judiciaire"),
            ),
        ),
        Option(
            "personne",
            "La personne elle-même",
            children=(
                Option("spontanee", "Venue d’elle-même"),
                Option("deja_suivie", "Déjà suivie"),
                Option("proche", "Par un proche"),
            ),
        ),
        Option(
            "partenaire",
            "Partenaire",
            children=(
                Option("service_social", "Service social départemental, polyvalence"),
                Option("ccas", "CCAS, mairie"),
                Option("aide_aux_victimes", "Association d’aide aux victimes"),
                Option("association_specialisee", "CIDFF, association spécialisée"),
                Option("sante", "Hôpital, UMJ, médecin, CMP"),
                Option("education_nationale", "Éducation nationale"),
                Option("bailleur", "Bailleur"),
                Option("hebergement", "Hébergement, 115"),
                Option("avocat", "Avocat"),
                Option("acces_au_droit", "Maison de justice, point d’accès au droit"),
            ),
        ),
        Option(
            "justice",
            "Justice",
            children=(
                Option("parquet", "Parquet"),
                Option("juge", "Juge"),
                Option("spip", "SPIP, contrôle judiciaire"),
                Option("pjj", "PJJ"),
            ),
        ),
        Option("autre_isc", "Autre intervenant social (ISC, ISG)"),
        Option("plateforme_numerique", "Plateforme numérique de signalement"),
        AUTRE,
    ),
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
    required=True,
    counted=True,
    options=(
        Option("plainte", "Plainte déposée"),
        Option("plainte_non_souhaitee", "Plainte refusée, retirée ou non souhaitée"),
        Option("main_courante", "Main courante"),
        Option("renseignement_judiciaire", "PV de renseignement judiciaire"),
        Option("intervention", "Intervention sans suite"),
        Option("audition", "Audition libre, convocation"),
        Option("garde_a_vue", "Garde à vue"),
        Option("procedure_en_cours", "Autre procédure en cours"),
        Option("decision_rendue", "Décision de justice déjà rendue"),
        Option("aucune", "Aucune procédure"),
    ),
)
RANG = ChoiceField(
    code="rang",
    label="Premier accueil ou retour",
    required=True,
    counted=True,
    options=(
        Option("premier", "Premier accueil"),
        Option("retour_annee", "Retour, déjà reçue cette année"),
        Option("retour_anterieur", "Retour, reçue une année précédente"),
    ),
)

DEMANDE = TextField(
    code="demande",
    label="Demande exprimée, dans ses mots",
    hint="Ses mots à elle, tels quels.",
    lines=4,
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
            children=(
                Option("declaree", "Victime déclarée"),
                Option("presumee", "Victime présumée, non déclarée"),
                Option("collaterale", "Victime collatérale, enfant exposé"),
            ),
        ),
        Option(
            MIS_EN_CAUSE,
            "Mis en cause",
            children=(
                Option("auteur_presume", "Auteur présumé"),
                Option("audition", "Vu en garde à vue ou en audition"),
            ),
        ),
        Option(
            HORS_CHAMP_PENAL,
            "Hors champ pénal",
            children=(
                Option("difficulte", "Personne en difficulté"),
                Option("isolee", "Personne isolée"),
                Option("sans_domicile", "Personne sans domicile"),
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

PROBLEMATIQUES = (
    Option(
        "violences_couple",
        "Violences au sein du couple",
        children=(
            Option("couple_actuel", "Couple actuel"),
            Option("ex_conjoint", "Ex-conjoint, ex-partenaire"),
            Option("separation", "Séparation en cours"),
            Option("mariage_force", "Mariage forcé"),
            Option("conflit", "Conflit conjugal sans violence"),
        ),
    ),
    Option(
        "violences_familiales",
        "Violences et conflits intrafamiliaux, hors couple",
        children=(
            Option("parent_enfant", "D’un parent envers un enfant"),
            Option("enfant_parent", "D’un enfant envers un parent"),
            Option("fratrie", "Dans la fratrie"),
            Option("ascendant", "Envers un ascendant, une personne âgée"),
            Option("conflit", "Conflit familial, parent et adolescent"),
            Option("droit_de_visite", "Droit de visite, non-représentation d’enfant"),
        ),
    ),
    Option(
        "mineurs",
        "Mineurs",
        children=(
            Option("danger", "Danger ou risque de danger"),
            Option("fugue", "Fugue"),
            Option("descolarisation", "Déscolarisation"),
            Option("violence_sexuelle", "Violence sexuelle"),
            Option("harcelement", "Harcèlement"),
            Option("non_accompagne", "Mineur non accompagné"),
            Option("mis_en_cause", "Mineur mis en cause"),
            Option("prostitution", "Prostitution"),
        ),
    ),
    Option(
        "violences_sexuelles",
        "Violences sexuelles, hors couple",
        children=(
            Option("viol", "Viol"),
            Option("agression", "Agression sexuelle"),
            Option("harcelement", "Harcèlement sexuel"),
            Option("prostitution", "Prostitution, traite"),
        ),
    ),
    Option(
        "vulnerabilite",
        "Vulnérabilité",
        children=(
            Option("age", "Personne âgée"),
            Option("handicap", "Handicap"),
            Option("abus_de_faiblesse", "Abus de faiblesse"),
            Option("isolement", "Isolement"),
            Option("incurie", "Incurie"),
            Option("disparition", "Disparition, errance"),
        ),
    ),
    Option(
        "sante_mentale",
        "Santé mentale",
        children=(
            Option("souffrance", "Souffrance psychique"),
            Option("trouble", "Trouble psychiatrique"),
            Option("suicide", "Risque suicidaire"),
        ),
    ),
    Option(
        "addictions",
        "Conduites addictives",
        children=(
            Option("alcool", "Alcool"),
            Option("stupefiants", "Stupéfiants"),
            Option("medicaments", "Médicaments"),
            Option("jeu", "Jeu"),
        ),
    ),
    Option(
        "precarite",
        "Précarité et rupture sociale",
        children=(
            Option("logement", "Logement, expulsion"),
            Option("hebergement", "Sans hébergement, errance"),
            Option("budget", "Budget, dettes"),
            Option("alimentaire", "Aide alimentaire"),
            Option("droits", "Accès aux droits"),
            Option("sejour", "Droit au séjour"),
            Option("emploi", "Emploi"),
        ),
    ),
    Option(
        "voisinage",
        "Voisinage",
        children=(
            Option("sans_violence", "Différend sans violence"),
            Option("avec_violence", "Différend avec violence"),
            Option("discrimination", "Discrimination"),
        ),
    ),
    Option(
        "travail",
        "Travail",
        children=(
            Option("harcelement", "Harcèlement au travail"),
            Option("autre", "Autre difficulté au travail"),
        ),
    ),
    Option(
        "autre_infraction",
        "Autre infraction ou événement",
        children=(
            Option("vol", "Vol"),
            Option("escroquerie", "Escroquerie"),
            Option("agression", "Agression par un tiers"),
            Option("numerique", "Infraction numérique"),
            Option("accident", "Accident"),
            Option("deuil", "Deuil, annonce de décès"),
        ),
    ),
    Option(
        "situation_mis_en_cause",
        "Situation du mis en cause",
        children=(
            Option("eviction", "Éviction du domicile"),
            Option("soins", "Soins"),
            Option("droits", "Droits"),
            Option("famille", "Famille"),
        ),
    ),
    AUTRE,
)
PROBLEMATIQUE = TreeChoiceField(
    code="problematique",
    label="Problématique principale",
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
        Option("conjoint", "Conjoint"),
        Option("partenaire_pacs", "Partenaire de PACS"),
        Option("concubin", "Concubin"),
        Option("petit_ami", "Petit ou petite amie, sans cohabitation"),
        Option("ex", "Ex-conjoint, ex-partenaire, ex-concubin"),
        Option("parent", "Parent"),
        Option("enfant", "Enfant"),
        Option("fratrie", "Frère ou sœur"),
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
        Option("rue", "Rue, squat, véhicule"),
        Option("institution", "Institution (hôpital, établissement…)"),
        REFUSE,
    ),
)
SITUATION_FAMILIALE = ChoiceField(
    code="situation_familiale",
    label="Situation familiale",
    counted=True,
    options=(
        Option("celibat", "Célibat"),
        Option("mariage", "Mariage"),
        Option("pacs", "PACS"),
        Option("concubinage", "Concubinage"),
        Option("separation", "Séparation de fait"),
        Option("divorce", "Divorce, prononcé ou en cours"),
        Option("veuvage", "Veuvage"),
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
        Option("chomage", "Allocation de chômage"),
        Option("rsa", "RSA"),
        Option("aah", "AAH"),
        Option("indemnites", "Indemnités journalières, invalidité"),
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
