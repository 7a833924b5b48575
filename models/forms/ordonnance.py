"""What a request for a protection order must say, prepared with the person for her lawyer."""

from dataclasses import replace

from models.conditions import when
from models.fields import (
    AddressField,
    ChoiceField,
    Form,
    ListField,
    MultiChoiceField,
    Option,
    Section,
    TextField,
    VagueDateField,
    YesNoField,
)
from models.forms import accueil, mesures, personne
from models.forms.faits import DATE_FAIT, FAIT, FAITS, LIEU, PIECE, PIECES_FAIT, RANG, RAPPELS, RECIT, TEMOINS
from models.forms.mesures import BRACELET_ACCORD, BRACELET_DISTANCE, DISSIMULATION, MESURES, TEXTE_A_JOUR_AU
from models.forms.mesures import MARIAGE_FORCE as MESURES_MARIAGE_FORCE

__all__ = [
    "BRACELET_ACCORD",
    "BRACELET_DISTANCE",
    "DATE_FAIT",
    "DISSIMULATION",
    "FAIT",
    "FAITS",
    "LIEU",
    "MESURES",
    "MESURES_MARIAGE_FORCE",
    "PIECE",
    "PIECES_FAIT",
    "RANG",
    "RAPPELS",
    "RECIT",
    "TEMOINS",
    "TEXTE_A_JOUR_AU",
]

LOI = "Code civil, articles 515-9 à 515-13-1"
PROCEDURE = "Code de procédure civile, articles 1136-3 à 1136-19"
PROCEDURE_RESERVE = (
    "Les articles 1136-3 à 1136-15 du code de procédure civile ont été lus dans leur rédaction"
    " antérieure au décret n° 2025-47 du 15 janvier 2025 ; vérifiez-les avec l’avocat."
)

VIOLENCES_DU_COUPLE, MARIAGE_FORCE = "art_515_9", "art_515_13"

PREVENUE = YesNoField(
    code="prevenue",
    label="Sait que l’autre partie recevra tout",
    hint="La demande et chaque pièce : à dire d’abord, elle choisit ensuite ce qu’elle veut y écrire.",
)
FONDEMENT = ChoiceField(
    code="fondement",
    label="Fondement de la demande",
    hint="Réservé au couple et à l’ancien couple, même sans cohabitation, et à la personne majeure"
    " menacée de mariage forcé.",
    options=(
        Option(VIOLENCES_DU_COUPLE, "Violences au sein du couple (art. 515-9)"),
        Option(MARIAGE_FORCE, "Menace de mariage forcé (art. 515-13)"),
    ),
)
TRIBUNAL = TextField(
    code="tribunal",
    label="Tribunal judiciaire",
    hint="Celui de la résidence de la famille ; sinon du parent qui vit avec les enfants ; sinon de l’autre"
    " partie.",
)
TRIBUNAL_DU_COUPLE = YesNoField(
    code="tribunal_du_couple",
    label="C’est le tribunal du dernier domicile du couple",
    hint="Un autre tribunal peut révéler la région où elle vit : parlez-en avec l’avocat.",
)

# What is known already: the same questions as in the person's file and at intake, whose answers stand
# until another is given here.
NOM = replace(personne.NOM)
NOM_USAGE = replace(personne.NOM_USAGE)
PRENOM = replace(personne.PRENOM, label="Prénoms", hint="Tous, dans l’ordre de l’état civil.")
NAISSANCE = replace(personne.NAISSANCE, required=False)
ADRESSE = replace(personne.ADRESSE, hint="Écrite dans la demande, sauf si le 6° est demandé.")
LANGUE = replace(personne.LANGUE)
INTERPRETE = replace(personne.INTERPRETE)
VIOLENCES = replace(accueil.VIOLENCES, relevant=None, counted=False)
ENFANTS = replace(accueil.ENFANTS)
NOMS = (NOM, NOM_USAGE, PRENOM)
"""What screens hide until it is asked for."""

GROSSESSE = YesNoField(
    code="grossesse",
    label="Grossesse à dire dans la demande",
    hint="Seulement si elle veut que l’autre partie le lise.",
)
"""Never taken from intake: what was said there was not said for him to read."""

NAISSANCE_ETAT_CIVIL = TextField(
    code="naissance_etat_civil",
    label="Naissance, si la date n’est pas connue",
    hint="Comme l’état civil l’écrit : née en 1990, jour et mois inconnus.",
)
NATIONALITE = TextField(
    code="nationalite",
    label="Nationalité",
    hint="Mention exigée dans la requête (art. 54 du code de procédure civile) ; jamais comptée.",
)
PROFESSION = TextField(
    code="profession", label="Profession", hint="Sans le nom de l’employeur ; « sans » si elle n’en a pas."
)
LIEU_NAISSANCE = TextField(code="lieu_naissance", label="Lieu de naissance", hint="Ville et pays.")
AVOCAT = ChoiceField(
    code="avocat",
    label="Avocat",
    hint="L’avocat n’est pas obligatoire ; commis d’office, il est payé même sans condition de"
    " ressources (loi n° 91-647, art. 19-1).",
    options=(
        Option("choisi", "Avocat choisi"),
        Option("commis_d_office", "Avocat commis d’office demandé"),
        Option("sans", "Sans avocat"),
        Option("a_reflechir", "À réfléchir"),
    ),
)
AVOCAT_NOM = TextField(
    code="avocat_nom",
    label="Nom et barreau de l’avocat",
    relevant=when(AVOCAT, "choisi", "commis_d_office"),
)

DEFENDEUR_NOM = TextField(code="defendeur_nom", label="Nom")
DEFENDEUR_PRENOM = TextField(code="defendeur_prenom", label="Prénoms")
DEFENDEUR_NAISSANCE = VagueDateField(
    code="defendeur_naissance",
    label="Date de naissance ou âge",
    hint="Exemples : 12/03/1987, 1987, environ 40 ans.",
    past_only=True,
)
ADRESSE_INCONNUE = "inconnue"
DEFENDEUR_DOMICILE = ChoiceField(
    code="defendeur_domicile",
    label="Son adresse est",
    options=(
        Option("actuelle", "Son adresse actuelle"),
        Option("derniere", "La dernière connue"),
        Option(ADRESSE_INCONNUE, "Inconnue"),
    ),
)
DEFENDEUR_ADRESSE = AddressField(
    code="defendeur_adresse",
    label="Adresse",
    hint="Exigée dans la requête (art. 57 du code de procédure civile).",
)
DEFENDEUR_OU = TextField(
    code="defendeur_ou",
    label="Où le trouver autrement",
    hint="Lieu de travail, de détention, chez un proche : pour lui remettre la demande.",
    lines=2,
)
DEFENDEUR_PROFESSION = TextField(code="defendeur_profession", label="Profession")
DEFENDEUR_ARMES = YesNoField(
    code="defendeur_armes",
    label="Détient ou porte une arme",
    hint="Déclarée ou non, y compris dans son métier : pour demander qu’il la remette.",
)

UNION = ChoiceField(
    code="union",
    label="Lien entre les parties",
    options=(
        Option("mariage", "Mariage"),
        Option("pacs", "PACS"),
        Option("concubinage", "Concubinage"),
        Option("sans_cohabitation", "Relation sans cohabitation"),
        Option("ancien_mariage", "Ancien mariage"),
        Option("ancien_pacs", "Ancien PACS"),
        Option("ancien_concubinage", "Ancien concubinage"),
        Option("ancienne_relation", "Ancienne relation sans cohabitation"),
        Option("aucun", "Aucun (menace de mariage forcé)"),
    ),
)
UNION_DEPUIS = VagueDateField(
    code="union_depuis",
    label="Depuis",
    hint="Comme la personne le dit : 12/03/2014, 2014, l’été 2014.",
    past_only=True,
)
SEPARATION = VagueDateField(
    code="separation", label="Séparation", hint="Exemple : mars 2024.", past_only=True
)
COHABITATION = YesNoField(code="cohabitation", label="Vivent sous le même toit aujourd’hui")
LOGEMENT_DU_COUPLE = TextField(
    code="logement_du_couple",
    label="Logement du couple",
    hint="À quel nom est le bail ou la propriété, et qui l’occupe.",
    lines=2,
)
RESSOURCES_CHARGES = TextField(
    code="ressources_charges",
    label="Ressources et charges",
    hint="Des montants, sans banque ni employeur : l’autre partie lira ces lignes.",
    lines=3,
)
PROCEDURES = TextField(
    code="procedures",
    label="Procédures passées et en cours",
    hint="Plainte, main courante, juge aux affaires familiales, juge des enfants, ordonnance"
    " antérieure, téléphone grave danger.",
    lines=3,
)

CHAQUE_JOUR = TextField(
    code="chaque_jour",
    label="Ce qui se répète",
    hint="Ce qu’il contrôle, ce qu’il interdit, ce dont elle a peur au quotidien.",
    lines=4,
)
RELU = YesNoField(
    code="relu",
    label="Relu avec elle : « ce sont vos mots »",
    hint="À refaire quand un fait change.",
)

DANGER_DEMANDEUR = MultiChoiceField(
    code="danger_demandeur",
    label="Du côté de la personne",
    options=(
        Option("peur", "Peur exprimée"),
        Option("suicide", "Risque suicidaire"),
        Option("menaces", "Menaces reçues"),
        Option("demarches", "Démarches engagées"),
        Option("isolement", "Isolement"),
        Option("grossesse_enfants", "Grossesse, enfants en bas âge"),
        Option("handicap", "Handicap"),
        Option("maladie", "Maladie"),
        Option("addiction", "Addiction"),
    ),
)
DANGER_DEFENDEUR = MultiChoiceField(
    code="danger_defendeur",
    label="Du côté de la partie adverse",
    options=(
        Option("antecedents", "Antécédents"),
        Option("sortie", "Sortie d’incarcération"),
        Option("interdictions", "Interdictions non respectées"),
        Option("addictions", "Addictions"),
        Option("psychiatrie", "Antécédents psychiatriques, tentative de suicide"),
        Option("arme", "Arme"),
        Option("menaces_de_mort", "Menaces de mort"),
        Option("menaces_de_suicide", "Menaces de se tuer"),
        Option("surveillance", "Surveillance, traçage"),
        Option("parentalite", "Se sert des enfants"),
    ),
)
DANGER = TextField(
    code="danger",
    label="En quoi la personne ou ses enfants sont en danger aujourd’hui",
    hint="Ce qui fait craindre la suite, dans ses mots.",
    hers=True,
    lines=6,
)

CHOIX_DOMICILE = ChoiceField(
    code="choix_domicile",
    label="Pour là où elle vit aujourd’hui, le plus important",
    hint="Le juge ne peut pas interdire un lieu sans l’écrire dans l’ordonnance, que l’autre partie reçoit.",
    options=(
        Option("eloigner", "Qu’il ne s’approche pas de chez elle : le lieu sera écrit"),
        Option("ignorer", "Qu’il ignore où elle vit : le lieu n’est écrit nulle part"),
        Option("connu", "Il connaît déjà l’adresse, elle ne part pas"),
        Option("a_reflechir", "À réfléchir"),
    ),
)
MESURES_PRECISIONS = TextField(
    code="mesures_precisions",
    label="Autres précisions sur les mesures",
    hint="Un lieu nommé est un lieu révélé.",
    lines=4,
)

DISSIMULATION_EXPLIQUEE = YesNoField(
    code="dissimulation_expliquee",
    label="Sait ce qui arrive si le juge refuse",
    hint="L’adresse est alors communiquée à l’autre partie qui la demande (art. 1136-8 du code de procédure"
    " civile) : dites-le avant de demander le 6°.",
    relevant=when(MESURES, DISSIMULATION),
)
ELECTION_DOMICILE = ChoiceField(
    code="election_domicile",
    label="Élection de domicile",
    hint="Sans elle, la requête ne peut pas taire l’adresse (art. 1136-5 du code de procédure civile).",
    relevant=when(MESURES, DISSIMULATION),
    options=(
        Option("avocat", "Chez l’avocat"),
        Option("procureur", "Auprès du procureur de la République"),
    ),
)
ELECTION_PRECISIONS = TextField(
    code="election_precisions",
    label="Avocat, ou tribunal du procureur",
    hint="Exemple : Me Durand, barreau de Bobigny. Écrit dans la demande.",
    relevant=when(ELECTION_DOMICILE, "avocat", "procureur"),
)
ACCORD_LISTE_ELECTORALE = YesNoField(
    code="accord_liste_electorale",
    label="Accepte que le maire et le préfet soient informés",
    hint="Pour que l’adresse ne se lise pas sur la liste électorale.",
    relevant=when(MESURES, DISSIMULATION, mesures.VIE_COURANTE),
)
ACCORD_OPPI = ChoiceField(
    code="accord_oppi",
    label="Accord pour une ordonnance provisoire de protection immédiate",
    hint="Seul le ministère public peut la demander, avec l’accord de la personne (art. 515-13-1).",
    options=(
        Option("oui", "Oui"),
        Option("non", "Non"),
        Option("a_reflechir", "À réfléchir"),
    ),
)

ADRESSE_SECRETE = AddressField(
    code="adresse_secrete",
    label="Adresse à cacher, si elle n’est pas dans la fiche",
    hint="Pour la chercher partout, et pour la fiche confidentielle seulement. Effacez-la une fois la fiche"
    " remise.",
    locates=True,
)
HEBERGEANT = TextField(
    code="hebergeant", label="Chez qui elle vit", hint="Nom du proche ou du foyer.", locates=True
)
MEDECIN = TextField(
    code="medecin",
    label="Médecin, hôpital, unité médico-judiciaire",
    hint="Ceux qui disent où elle vit.",
    locates=True,
)
VEHICULE = TextField(code="vehicule", label="Véhicule et plaque", locates=True)
AUTRES_SECRETS = TextField(
    code="autres_secrets",
    label="Autres mots à ne laisser lire nulle part",
    hint="Un par ligne : club, commerce, pseudonyme, coordonnées GPS.",
    lines=3,
    locates=True,
)
MOT_PERMIS = TextField(
    code="mot", label="Mot permis", hint="Exemple : Lyon, parce que c’est la ville du tribunal."
)
MOTIF_PERMIS = TextField(code="motif", label="Pourquoi il ne révèle rien")
PERMIS = Form(
    code="permis", label="Mot permis", sections=(Section("Mot permis", (MOT_PERMIS, MOTIF_PERMIS)),)
)
MOTS_PERMIS = ListField(
    code="mots_permis",
    label="Mots permis malgré la recherche",
    hint="Un même nom peut désigner autre chose : la ville du tribunal, par exemple. Sans motif, rien n’est"
    " permis ; une adresse, un code postal, un téléphone ou un courriel ne l’est jamais.",
    item=PERMIS,
    noun="un mot permis",
)

PIECES = ListField(
    code="pieces",
    label="Pièces",
    item=Form(
        code="piece",
        label="Pièce",
        sections=(
            Section(
                "Pièce",
                (
                    TextField(code="intitule", label="Intitulé"),
                    TextField(code="prouve", label="Ce qu’elle montre"),
                    ChoiceField(
                        code="etat_piece",
                        label="État",
                        options=(Option("obtenue", "Obtenue"), Option("manquante", "Manquante")),
                    ),
                    TextField(code="detenteur", label="Qui peut la donner"),
                    YesNoField(code="adresse_occultee", label="Adresse cachée sur la pièce"),
                ),
            ),
        ),
    ),
    noun="une pièce",
    retired=True,
)
"""Now a record each (``models.forms.piece``): the migration took them there."""

AVANT = Section(
    "Avant de commencer",
    (PREVENUE, FONDEMENT, TRIBUNAL, TRIBUNAL_DU_COUPLE),
    hint="Il n’est pas nécessaire d’avoir porté plainte (art. 515-10).",
)
DEMANDEUR = Section(
    "Partie demanderesse",
    (
        NOM,
        NOM_USAGE,
        PRENOM,
        NAISSANCE,
        NAISSANCE_ETAT_CIVIL,
        LIEU_NAISSANCE,
        NATIONALITE,
        PROFESSION,
        ADRESSE,
        LANGUE,
        INTERPRETE,
        AVOCAT,
        AVOCAT_NOM,
    ),
    hint="Les mentions exigées par la loi ; ce qui est demandé ici reste ici.",
)
S_ENFANTS = Section(
    "Enfants",
    (ENFANTS, GROSSESSE),
    hint="Ni école ni lieu de vie ne sont imprimés si l’adresse est cachée.",
)
S_FAITS = Section(
    "Faits",
    (VIOLENCES, FAITS, CHAQUE_JOUR, RELU),
    hint="Première preuve : le juge doit trouver les violences vraisemblables.",
)
S_DANGER = Section(
    "Danger",
    (DANGER_DEMANDEUR, DANGER_DEFENDEUR, DANGER),
    hint="Seconde preuve : le juge doit trouver le danger vraisemblable.",
)
S_MESURES = Section("Mesures", (CHOIX_DOMICILE, MESURES, MESURES_PRECISIONS))
S_ADRESSE = Section(
    "Adresse cachée",
    (DISSIMULATION_EXPLIQUEE, ELECTION_DOMICILE, ELECTION_PRECISIONS, ACCORD_LISTE_ELECTORALE),
    hint="La requête et ses pièces sont remises à la partie adverse.",
)
S_SECRETS = Section(
    "Mots à cacher",
    (ADRESSE_SECRETE, HEBERGEANT, MEDECIN, VEHICULE, AUTRES_SECRETS, MOTS_PERMIS),
    hint="Rien de ceci n’est imprimé : ces mots sont cherchés dans chaque réponse et chaque fichier.",
)
FORM = Form(
    code="ordonnance",
    label="Ordonnance de protection",
    sections=(
        AVANT,
        DEMANDEUR,
        Section(
            "Lien avec la partie adverse",
            (UNION, UNION_DEPUIS, SEPARATION, COHABITATION),
        ),
        Section(
            "Partie adverse",
            (
                DEFENDEUR_NOM,
                DEFENDEUR_PRENOM,
                DEFENDEUR_NAISSANCE,
                DEFENDEUR_DOMICILE,
                DEFENDEUR_ADRESSE,
                DEFENDEUR_OU,
                DEFENDEUR_PROFESSION,
                DEFENDEUR_ARMES,
            ),
        ),
        S_ENFANTS,
        S_FAITS,
        S_DANGER,
        S_MESURES,
        *mesures.SECTIONS.values(),
        S_ADRESSE,
        S_SECRETS,
        Section("Protection immédiate", (ACCORD_OPPI,)),
        Section("Cadre de vie", (LOGEMENT_DU_COUPLE, RESSOURCES_CHARGES, PROCEDURES)),
        Section("Pièces", (PIECES,)),
    ),
)
