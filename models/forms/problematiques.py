"""What brings people to the station, at two levels; the first one is published."""

from models.fields import Option
from models.forms.reponses import AUTRE

PROBLEMATIQUES = (
    Option(
        "violences_couple",
        "Violences au sein du couple",
        said=("violences conjugales", "VIF", "conjugal", "couple"),
        children=(
            Option(
                "couple_actuel",
                "Couple actuel",
                said=(
                    "conjoint",
                    "mari",
                    "compagnon",
                    "concubin",
                    "conjointe",
                    "épouse",
                    "compagne",
                    "époux",
                ),
            ),
            Option(
                "ex_conjoint", "Ex-conjoint, ex-partenaire", said=("ex-mari", "ex-compagnon", "ex-concubin")
            ),
            Option("separation", "Séparation en cours", said=("divorce",)),
            Option("mariage_force", "Mariage forcé"),
            Option("conflit", "Conflit conjugal sans violence"),
        ),
    ),
    Option(
        "violences_familiales",
        "Violences et conflits intrafamiliaux, hors couple",
        said=("violences intrafamiliales", "VIF"),
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
            Option(
                "danger",
                "Danger ou risque de danger",
                said=("enfance en danger", "mineur en danger", "maltraitance"),
            ),
            Option("fugue", "Fugue"),
            Option("descolarisation", "Déscolarisation"),
            Option("violence_sexuelle", "Violence sexuelle"),
            Option("harcelement", "Harcèlement"),
            Option("non_accompagne", "Mineur non accompagné", said=("MNA",)),
            Option("mis_en_cause", "Mineur mis en cause"),
            Option("prostitution", "Prostitution"),
        ),
    ),
    Option(
        "violences_sexuelles",
        "Violences sexuelles, hors couple",
        said=("VSS",),
        children=(
            Option("viol", "Viol"),
            Option("agression", "Agression sexuelle"),
            Option("harcelement", "Harcèlement sexuel"),
            Option("prostitution", "Prostitution, traite", said=("proxénétisme",)),
        ),
    ),
    Option(
        "vulnerabilite",
        "Vulnérabilité",
        children=(
            Option("age", "Personne âgée"),
            Option("handicap", "Handicap"),
            Option("abus_de_faiblesse", "Abus de faiblesse", said=("abus",)),
            Option("isolement", "Isolement"),
            Option("incurie", "Incurie", said=("Diogène",)),
            Option("disparition", "Disparition, errance"),
        ),
    ),
    Option(
        "sante_mentale",
        "Santé mentale",
        children=(
            Option("souffrance", "Souffrance psychique", said=("dépression", "mal-être")),
            Option("trouble", "Trouble psychiatrique", said=("psychiatrie", "bipolaire")),
            Option("suicide", "Risque suicidaire", said=("suicide", "tentative de suicide")),
        ),
    ),
    Option(
        "addictions",
        "Conduites addictives",
        children=(
            Option("alcool", "Alcool", said=("alcoolisme",)),
            Option("stupefiants", "Stupéfiants", said=("drogue", "toxicomanie", "cannabis")),
            Option("medicaments", "Médicaments"),
            Option("jeu", "Jeu"),
        ),
    ),
    Option(
        "precarite",
        "Précarité et rupture sociale",
        children=(
            Option("logement", "Logement, expulsion", said=("loyer", "insalubre")),
            Option("hebergement", "Sans hébergement, errance", said=("SDF", "à la rue", "115")),
            Option("budget", "Budget, dettes", said=("surendettement", "argent")),
            Option("alimentaire", "Aide alimentaire"),
            Option("droits", "Accès aux droits"),
            Option("sejour", "Droit au séjour", said=("titre de séjour", "papiers", "préfecture")),
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
            Option("harcelement", "Harcèlement au travail", said=("harcèlement moral",)),
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
            Option("numerique", "Infraction numérique", said=("cyber", "internet")),
            Option("accident", "Accident"),
            Option("deuil", "Deuil, annonce de décès", said=("décès", "mort")),
        ),
    ),
    Option(
        "situation_mis_en_cause",
        "Situation du mis en cause",
        children=(
            Option("eviction", "Éviction du domicile", said=("éviction", "hébergement du mis en cause")),
            Option("soins", "Soins"),
            Option("droits", "Droits"),
            Option("famille", "Famille"),
        ),
    ),
    AUTRE,
)
