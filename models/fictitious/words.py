"""What fictitious answers are made of: invented names, places, and sentences."""

from models.fields import Address
from models.forms import accueil, acte, echeance, evaluation, ordonnance, orientation, personne, piece
from models.forms.mesures import CONTENUS

MARK = "[Fictif]"

NOMS = (
    "Bel-Essai",
    "Brouillonet",
    "Canevas",
    "Chimérac",
    "Contevrai",
    "d’Artifice",
    "de La Fable",
    "Delencre",
    "Dupapier",
    "Esquissard",
    "Exemplard",
    "Fabuleau",
    "Fantaisin",
    "Faussemont",
    "Feintrel",
    "Fictivel",
    "Figurant",
    "Imaginard",
    "Inventon",
    "Irréal",
    "Légendier",
    "Maquettier",
    "Mirageot",
    "Modelin",
    "Paravrai",
    "Prétexton",
    "Rêvelin",
    "Romancet",
    "Scénarin",
    "Semblançois",
    "Simulac",
    "Songevin",
    "Théorin",
    "Utopin",
    "Virtuaud",
)

PRENOMS = {
    "femme": (
        "Agnès",
        "Aïcha",
        "Béatrice",
        "Chloé",
        "Danièle",
        "Élodie",
        "Fatou",
        "Gaëlle",
        "Hélène",
        "Inès",
        "Jeanne",
        "Karima",
        "Lucie",
        "Mélanie",
        "Nadège",
        "Odile",
        "Pauline",
        "Rosa",
        "Sofia",
        "Thérèse",
        "Valérie",
        "Yasmine",
        "Zoé",
    ),
    "homme": (
        "Adrien",
        "Bruno",
        "Cédric",
        "Djibril",
        "Étienne",
        "François",
        "Gérard",
        "Hugo",
        "Ibrahim",
        "Jérôme",
        "Karim",
        "Loïc",
        "Mamadou",
        "Noël",
        "Olivier",
        "Paulo",
        "Quentin",
        "Rémi",
        "Samir",
        "Théo",
        "Ugo",
        "Victor",
        "Yanis",
    ),
}
TOUS_PRENOMS = PRENOMS["femme"] + PRENOMS["homme"]

PREFIXES = ("06 39 98", "06 39 98", "06 39 98", "01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")
"""Beginnings of the numbers kept for fiction by the regulator (Arcep)."""

VOIES = (
    "allée des Brouillons",
    "avenue de l’Essai",
    "boulevard des Chimères",
    "chemin des Hypothèses",
    "impasse du Modèle",
    "place de la Fable",
    "rue de l’Exemple",
)
COMPLEMENTS = ("", "", "", "Bâtiment B", "Escalier 2", "Appartement 12")
COMMUNES = (
    ("00100", "Exempleville"),
    ("00200", "Fablebourg"),
    ("00300", "Saint-Modèle-sur-Essai"),
    ("00400", "L’Haÿ-les-Brouillons"),
)

PARTIE_ADVERSE = (
    Address("8 quai des Ébauches", postal_code="00500", town="Vieille-Esquisse"),
    Address("17 rue du Prétexte", "Bâtiment C", "00500", "Vieille-Esquisse"),
    Address("3 cours du Canevas", postal_code="00600", town="Plaidebourg"),
)
"""Addresses of the other party: in no town where a fictitious person lives, so that none betrays her."""

LINES = {
    personne.NOM: NOMS,
    personne.NOM_USAGE: NOMS,
    personne.PRENOM: TOUS_PRENOMS,
    personne.PSEUDONYME: ("Prune", "Mésange", "M. Bleu", "Capucine"),
    personne.COURRIEL: ("contact.fictif@exemple.invalid", "boite.secrete@exemple.invalid"),
    personne.HORAIRES_SURS: (
        "lundi et jeudi, de 9 h à 11 h",
        "en semaine, de 14 h à 16 h",
        "jamais le week-end",
        "mercredi, à la pause de midi",
    ),
    personne.SE_PRESENTER: (
        "la médiathèque",
        "le secrétariat du cabinet dentaire",
        "une amie du cours de chant",
    ),
    personne.TIERS_DE_CONFIANCE: ("Sa sœur, 06 39 98 00 01", "Une collègue, 06 39 98 00 02"),
    personne.EMPLOYEUR: ("Boulangerie de l’Exemple", "Société Modèle et Fils", "Cantine de Fablebourg"),
    personne.LANGUE: ("arabe", "bambara", "espagnol", "portugais", "tamoul", "turc"),
    accueil.PRENOM_ENFANT: TOUS_PRENOMS,
    accueil.LIEU_DE_VIE: ("la personne reçue", "l’autre parent", "ses grands-parents, à Fablebourg"),
    accueil.ECOLE: ("École de l’Exemple", "Collège du Modèle", "Crèche des Brouillons", "Lycée de la Fable"),
    orientation.STRUCTURE: (
        "Maison sociale de l’Exemple",
        "Association Modèle",
        "Centre des Brouillons",
        "Permanence de la Fable",
    ),
    orientation.RENDEZ_VOUS_HEURE: ("9 h", "10 h 30", "14 h", "15 h 45"),
    orientation.SANS_ACCORD_MOTIF: ("Mineur en danger : information préoccupante.",),
    echeance.OBJET: (
        "Prendre des nouvelles",
        "Vérifier que le rendez-vous a eu lieu",
        "Relancer le service du logement",
        "Note à transmettre",
        "Date d’audience à confirmer",
    ),
    ordonnance.TRIBUNAL: ("Tribunal judiciaire de Plaidebourg",),
    ordonnance.NATIONALITE: ("française",),
    ordonnance.PROFESSION: ("aide à domicile", "comptable", "journaliste", "sans profession"),
    ordonnance.LIEU_NAISSANCE: ("Vieille-Esquisse", "Plaidebourg"),
    ordonnance.AVOCAT_NOM: ("Me Plaidoiron, barreau de Plaidebourg", "Me Toguenel, barreau de Plaidebourg"),
    ordonnance.DEFENDEUR_NOM: NOMS,
    ordonnance.DEFENDEUR_PRENOM: PRENOMS["homme"],
    ordonnance.DEFENDEUR_PROFESSION: ("garagiste", "libraire", "pharmacien", "sans emploi"),
    ordonnance.ELECTION_PRECISIONS: ("Me Plaidoiron, barreau de Plaidebourg",),
    ordonnance.LIEU: ("au domicile du couple", "dans la rue, devant l’école", "au téléphone", "en voiture"),
    ordonnance.TEMOINS: ("aucun", "une voisine", "les enfants", "un passant"),
    ordonnance.PIECE: ("pièce n° 1", "pièces n° 1 et 2", "aucune"),
    piece.INTITULE: (
        "Certificat médical",
        "Récépissé de plainte",
        "Captures d’écran de messages",
        "Attestation d’une voisine",
        "Main courante",
        "Photographies",
    ),
    piece.PROUVE: ("des traces de coups", "des menaces répétées", "des faits antérieurs"),
    piece.DETENTEUR: ("la personne", "l’unité médico-judiciaire", "le commissariat", "une voisine"),
    **dict.fromkeys(
        evaluation.NOTES_PLAN,
        ("Convenu avec elle.", "À revoir ensemble.", "Une proche est au courant."),
    ),
    **dict.fromkeys(
        evaluation.NOTES_BESOINS,
        ("Rendez-vous déjà pris.", "Papiers à réunir.", "Souhaite y réfléchir.", "À reprendre avec elle."),
    ),
}
"""Answers to the questions of one line, by question."""

CONTENUS_DES_MESURES = {
    "interdiction_contact": "La personne et ses enfants.",
    "interdiction_lieux": "Le domicile du couple et le lieu de travail, que la partie adverse connaît.",
    "interdiction_armes": "Un fusil de chasse, rangé dans la cave.",
    "logement_epoux": "Rester dans le logement ; le loyer partagé.",
    "logement_pacs_concubins": "Rester dans le logement ; le loyer partagé.",
    "autorite_parentale": "Résidence auprès de la personne ; visites en espace de rencontre.",
    "bracelet": "Revenus et logement de chacun : voir les pièces.",
}
"""By measure, what is asked precisely."""

NARRATIVES = {
    acte.NOTES: (
        "Entretien calme. Les droits sont expliqués, un document est remis.",
        "Situation reprise avec la personne, qui souhaite réfléchir avant toute démarche.",
        "Échange avec le partenaire, qui propose un rendez-vous dans la quinzaine.",
        "La personne confirme que le contact convenu reste sans danger.",
    ),
    evaluation.PAROLE: (
        "« Je voudrais seulement dormir tranquille. »",
        "« Je ne veux pas de prison, je veux que cela s’arrête. »",
        "« On m’a dit de venir, je ne sais pas trop ce que vous pouvez faire. »",
    ),
    acte.PAROLE: ("« Merci de m’avoir écoutée. »", "« J’ai besoin d’y réfléchir. »"),
    evaluation.OBSERVATIONS: (
        "Fatigue, parle bas. Répond volontiers.",
        "S’interrompt quand la porte s’ouvre.",
    ),
    evaluation.APPUIS: (
        "Une sœur proche, un employeur compréhensif.",
        "Connaît bien ses droits, a gardé ses papiers.",
        "Une voisine peut garder les enfants.",
    ),
    evaluation.PLAN_SECURITE: (
        "Sac prêt chez une voisine ; papiers photographiés ; mot convenu avec les enfants pour"
        " sortir de la pièce ; appeler le 17, ou le 114 par SMS.",
        "Téléphone chargé et code changé ; ne pas rester dans la cuisine pendant une dispute ;"
        " aller chez sa sœur, trajet connu.",
    ),
    orientation.DEMANDE: (
        "Un premier rendez-vous, pour faire le point sur ses droits.",
        "Un accompagnement dans ses démarches.",
    ),
    ordonnance.RECIT: (
        "Dispute au sujet de l’argent du ménage. La partie adverse a poussé la personne contre le mur et"
        " lui a serré le bras ; les enfants étaient dans la pièce voisine.",
        "Une vingtaine de messages de menaces dans la soirée, dont « tu ne partiras pas ».",
        "La partie adverse attendait à la sortie du travail, a pris le téléphone et l’a jeté à terre.",
        "Porte de la chambre fermée à clé pendant plusieurs heures.",
    ),
    ordonnance.DANGER: (
        "Les menaces sont plus fréquentes depuis un mois. La partie adverse cherche à savoir où dort la"
        " personne et interroge les enfants.",
        "La partie adverse a consulté le téléphone de la personne et connaît ses horaires ; elle boit"
        " davantage depuis deux mois. La personne ne sort plus seule.",
    ),
    ordonnance.MESURES_PRECISIONS: (
        "Ne pas l’approcher ni lui écrire, y compris par les proches ; ne pas paraître au domicile"
        " du couple ; droit de visite en lieu neutre, un samedi sur deux.",
    ),
    ordonnance.CHAQUE_JOUR: (
        "La partie adverse vérifie le téléphone et les tickets de caisse ; la personne demande la"
        " permission de sortir.",
    ),
    **{
        field: (CONTENUS_DES_MESURES.get(code, "À préciser avec l’avocat."),)
        for code, field in CONTENUS.items()
    },
    ordonnance.LOGEMENT_DU_COUPLE: ("Bail aux deux noms ; la partie adverse y vit toujours.",),
    ordonnance.RESSOURCES_CHARGES: ("1 350 € par mois, 620 € de loyer, aucune pension versée.",),
    ordonnance.PROCEDURES: (
        "Plainte déposée, enquête en cours. Aucune décision du juge aux affaires familiales.",
        "Deux mains courantes. Pas de procédure civile.",
    ),
}
"""Answers to the questions of several lines, by question, without the mark."""

ANY_NARRATIVE = (
    "La personne explique sa situation avec ses mots ; rien d’autre à signaler.",
    "Éléments recueillis au cours de l’entretien, à reprendre au prochain rendez-vous.",
)

DEMANDES = {
    "violences_couple": ("« Je veux que cela s’arrête. »", "« Dites-moi ce que je risque si je pars. »"),
    "violences_familiales": ("« Je n’arrive plus à parler avec mon fils. »", "« Je veux qu’on m’écoute. »"),
    "mineurs": ("« Je ne veux pas retourner au collège. »", "« Je veux que quelqu’un sache. »"),
    "violences_sexuelles": ("« Je voudrais parler à quelqu’un qui ne me juge pas. »",),
    "vulnerabilite": ("« Je ne m’en sors plus sans aide. »", "« On m’a pris mes papiers. »"),
    "sante_mentale": ("« Je ne dors plus. »", "« J’ai besoin qu’on m’aide, je ne sais pas à quoi. »"),
    "addictions": ("« Je voudrais arrêter, mais je n’y arrive pas. »",),
    "precarite": ("« Je ne sais pas où dormir ce soir. »", "« Je n’ai plus rien pour finir le mois. »"),
    "voisinage": ("« Je veux que le bruit cesse. »", "« J’ai peur de croiser mon voisin. »"),
    "autre_infraction": ("« Je n’ose plus sortir le soir. »",),
    "situation_mis_en_cause": ("« Je n’ai plus le droit de rentrer chez moi. »",),
}
EXPOSES = {
    "violences_couple": (
        "Disputes répétées depuis plusieurs mois, la dernière avec coups. Une intervention de police"
        " au domicile. Souhaite connaître ses droits avant de décider.",
        "Séparation annoncée, messages insistants et menaces. Hésite à déposer plainte.",
    ),
    "violences_familiales": (
        "Conflit ancien entre un parent et un adolescent, portes claquées, insultes, une bousculade.",
        "Tensions au sein de la famille élargie au sujet de la garde d’un parent âgé.",
    ),
    "mineurs": (
        "Absences répétées à l’école et fugue d’une nuit. Les parents demandent un relais.",
        "Propos inquiétants rapportés par l’établissement scolaire.",
    ),
    "violences_sexuelles": ("Faits anciens, révélés récemment à un proche. Suivi médical à organiser.",),
    "vulnerabilite": (
        "Personne seule, démarches non faites, courriers non ouverts, aide à domicile interrompue.",
        "Retraits d’argent inexpliqués par une personne de l’entourage.",
    ),
    "sante_mentale": ("Appels répétés au commissariat, propos confus, traitement interrompu.",),
    "addictions": ("Ivresses signalées à plusieurs reprises, perte de l’emploi, famille éloignée.",),
    "precarite": (
        "Expulsion prévue à la fin de la trêve, dette de loyer, aucune demande de logement à jour.",
        "Sans hébergement depuis une semaine, droits à rouvrir.",
    ),
    "voisinage": ("Plaintes croisées pour bruit, échanges d’insultes dans l’escalier.",),
    "autre_infraction": ("Agression dans la rue, affaires volées, sommeil difficile depuis.",),
    "situation_mis_en_cause": ("Éviction du domicile décidée la veille, hébergement et soins à trouver.",),
}
"""What brings a person, by main problem."""
