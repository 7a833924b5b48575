"""Who puts a person in touch with the social worker, at two levels."""

from models.fields import Option
from models.forms.reponses import AUTRE

ORIGINES = (
    Option(
        "police",
        "Police ou gendarmerie",
        children=(
            Option("accueil", "Accueil, chef de poste", said=("planton",)),
            Option(
                "enqueteur",
                "Enquêteur, après plainte ou audition",
                said=("OPJ",),
            ),
            Option(
                "intervention",
                "Équipage, après intervention",
                said=("patrouille", "police secours", "PSIG", "BAC"),
            ),
            Option(
                "protection_famille",
                "Brigade ou maison de protection des familles",
                said=("BPF", "BLPF", "MPF", "référent VIF", "référent violences"),
            ),
            Option("hierarchie", "Hiérarchie", said=("commissaire", "commandant")),
            Option("garde_a_vue", "Pendant la garde à vue", said=("GAV", "geôles")),
        ),
    ),
    Option(
        "autosaisine",
        "Autosaisine",
        children=(
            Option("mains_courantes", "Lecture des mains courantes", said=("MCI",)),
            Option("syntheses", "Synthèses d’intervention"),
            Option("procedures", "Procédures, PV de renseignement judiciaire", said=("PVRJ",)),
        ),
    ),
    Option(
        "personne",
        "La personne elle-même",
        children=(
            Option(
                "spontanee",
                "Venue d’elle-même",
                said=("spontanée", "spontanément", "d’elle-même"),
            ),
            Option("deja_suivie", "Déjà suivie", said=("retour", "revient")),
            Option("proche", "Par un proche", said=("famille", "ami", "voisin", "parent", "mère")),
        ),
    ),
    Option(
        "partenaire",
        "Partenaire",
        children=(
            Option(
                "service_social",
                "Service social départemental, polyvalence",
                said=("assistante sociale", "AS de secteur", "MDS"),
            ),
            Option("ccas", "CCAS, mairie", said=("CIAS", "élu")),
            Option("aide_aux_victimes", "Association d’aide aux victimes", said=("France Victimes", "AAV")),
            Option("association_specialisee", "CIDFF, association spécialisée", said=("3919", "FNSF")),
            Option("sante", "Hôpital, UMJ, médecin, CMP", said=("urgences", "psychiatrie", "PMI")),
            Option("education_nationale", "Éducation nationale", said=("école", "collège", "lycée")),
            Option("bailleur", "Bailleur"),
            Option("hebergement", "Hébergement, 115", said=("SIAO", "CHRS", "foyer")),
            Option("avocat", "Avocat"),
            Option("acces_au_droit", "Maison de justice, point d’accès au droit", said=("MJD", "PAD")),
        ),
    ),
    Option(
        "justice",
        "Justice",
        children=(
            Option("parquet", "Parquet", said=("procureur",)),
            Option("juge", "Juge", said=("JAF", "tribunal")),
            Option("spip", "SPIP, contrôle judiciaire"),
            Option("pjj", "PJJ"),
        ),
    ),
    Option("autre_isc", "Autre intervenant social (ISC, ISG)", said=("collègue",)),
    Option("plateforme_numerique", "Plateforme numérique de signalement", said=("PNAV", "tchat")),
    AUTRE,
)
