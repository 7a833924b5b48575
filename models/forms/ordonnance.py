"""What a request for a protection order must say, prepared with the person for her lawyer."""

from datetime import date

from models.conditions import when
from models.fields import (
    AddressField,
    ChoiceField,
    Form,
    ListField,
    MultiChoiceField,
    NumberField,
    Option,
    Section,
    TextField,
    VagueDateField,
    YesNoField,
)

LOI = "Code civil, articles 515-9 à 515-13-1"
TEXTE_A_JOUR_AU = date(2025, 1, 31)
"""The day at which ``LOI`` was read; to be checked against Légifrance before each release."""

PROCEDURE = "Code de procédure civile, articles 1136-3 à 1136-19"
PROCEDURE_RESERVE = (
    "Les articles 1136-3 à 1136-15 du code de procédure civile ont été lus dans leur rédaction"
    " antérieure au décret n° 2025-47 du 15 janvier 2025 ; vérifiez-les avec l’avocat."
)

VIOLENCES_DU_COUPLE, MARIAGE_FORCE = "art_515_9", "art_515_13"
DISSIMULATION = "dissimulation_domicile"
"""6° of article 515-11: the address must then appear nowhere."""

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
    hint="Le tribunal peut révéler la région où vit la personne : parlez-en avec l’avocat.",
)

NATIONALITE = TextField(
    code="nationalite",
    label="Nationalité",
    hint="Mention exigée dans la requête (art. 54 du code de procédure civile) ; jamais comptée.",
)
PROFESSION = TextField(code="profession", label="Profession", hint="Sans le nom de l’employeur.")
LIEU_NAISSANCE = TextField(code="lieu_naissance", label="Lieu de naissance")
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
DEFENDEUR_ADRESSE = AddressField(
    code="defendeur_adresse",
    label="Adresse",
    hint="Exigée dans la requête (art. 57 du code de procédure civile).",
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

DATE_FAIT = VagueDateField(
    code="date_fait",
    label="Quand",
    hint="Comme la personne le dit : 12/03/2024, mars 2024, l’été dernier.",
    past_only=True,
)
LIEU = TextField(code="lieu", label="Où")
RECIT = TextField(code="recit", label="Ce qui s’est passé", lines=6)
TEMOINS = TextField(code="temoins", label="Témoins")
PIECE = TextField(code="piece", label="Pièces à l’appui", hint="Leurs numéros.")
FAIT = Form(
    code="fait",
    label="Fait",
    sections=(Section("Fait", (DATE_FAIT, LIEU, RECIT, TEMOINS, PIECE)),),
)
FAITS = ListField(
    code="faits",
    label="Faits",
    hint="Le plus récent d’abord, puis le plus grave, puis le premier.",
    item=FAIT,
    noun="un fait",
)
DANGER = TextField(
    code="danger",
    label="En quoi la personne ou ses enfants sont en danger aujourd’hui",
    hint="Peur, menaces, armes, surveillance, isolement, grossesse, antécédents : ce qui fait"
    " craindre la suite.",
    lines=6,
)

MESURES = MultiChoiceField(
    code="mesures",
    label="Mesures demandées",
    hint="Douze mois au plus (art. 515-12). Chaque mesure appelle un fait, et une pièce si possible.",
    options=(
        Option(
            "interdiction_contact",
            "1° — Interdire à la partie défenderesse de recevoir ou de rencontrer certaines"
            " personnes, et d’entrer en relation avec elles, de quelque façon que ce soit",
        ),
        Option(
            "interdiction_lieux",
            "1° bis — Interdire à la partie défenderesse de se rendre dans certains lieux où la"
            " partie demanderesse se trouve de façon habituelle",
        ),
        Option(
            "interdiction_armes",
            "2° — Interdire à la partie défenderesse de détenir ou de porter une arme",
        ),
        Option(
            "remise_armes",
            "2° bis — Ordonner à la partie défenderesse de remettre ses armes à la police ou à"
            " la gendarmerie",
        ),
        Option(
            "prise_en_charge",
            "2° ter — Proposer à la partie défenderesse une prise en charge sanitaire, sociale"
            " ou psychologique, ou un stage de responsabilisation",
        ),
        Option(
            "logement_epoux",
            "3° — Époux : statuer sur la résidence séparée et attribuer le logement conjugal",
        ),
        Option(
            "animal",
            "3° bis — Attribuer à la partie demanderesse la jouissance de l’animal de compagnie du foyer",
        ),
        Option(
            "logement_pacs_concubins",
            "4° — Partenaires de PACS ou concubins : attribuer le logement commun",
        ),
        Option(
            "autorite_parentale",
            "5° — Se prononcer sur l’autorité parentale, le droit de visite et d’hébergement,"
            " les contributions aux charges et à l’entretien des enfants",
        ),
        Option(
            DISSIMULATION,
            "6° — Autoriser à dissimuler le domicile et à élire domicile chez l’avocat ou"
            " auprès du procureur de la République",
        ),
        Option(
            "domiciliation_vie_courante",
            "6° bis — Autoriser à dissimuler le domicile et à élire domicile, pour la vie"
            " courante, chez une personne morale qualifiée",
        ),
        Option(
            "aide_juridictionnelle",
            "7° — Prononcer l’admission provisoire à l’aide juridictionnelle",
        ),
        Option(
            "audiences_separees",
            "Art. 515-10 — Entendre les parties séparément",
        ),
        Option(
            "personnes_morales_qualifiees",
            "Art. 515-11 — Transmettre ses coordonnées à une personne morale qualifiée, qui l’accompagnera",
        ),
        Option(
            "bracelet",
            "Art. 515-11-1 — Interdire à la partie défenderesse de s’approcher, avec un"
            " bracelet anti-rapprochement",
        ),
        Option(
            "sortie_territoire",
            "Art. 515-13 — Interdire temporairement la sortie du territoire de la personne"
            " menacée de mariage forcé",
        ),
        Option(
            "sortie_territoire_enfants",
            "À vérifier avec l’avocat — Interdire la sortie du territoire des enfants",
        ),
    ),
)
"""Every measure of article 515-11, in its order, then those of the articles around it."""

MESURES_MARIAGE_FORCE = (
    "interdiction_contact",
    "interdiction_armes",
    "remise_armes",
    DISSIMULATION,
    "aide_juridictionnelle",
    "audiences_separees",
    "sortie_territoire",
)
"""The only measures that can be asked against a forced marriage (Code civil, art. 515-13)."""

MESURES_PRECISIONS = TextField(
    code="mesures_precisions",
    label="Contenu précis de chaque mesure",
    hint="Personnes à protéger, lieux déjà connus de la partie adverse, enfants, montants."
    " Un lieu nommé est un lieu révélé.",
    lines=6,
)
BRACELET_DISTANCE = NumberField(
    code="bracelet_distance",
    label="Distance d’alerte, en kilomètres",
    hint="De 1 à 10 ; la pré-alerte se fait au double.",
    relevant=when(MESURES, "bracelet"),
    minimum=1,
    maximum=10,
)
BRACELET_ACCORD = YesNoField(
    code="bracelet_accord",
    label="Accepte le bracelet anti-rapprochement",
    hint="Le juge doit recueillir l’accord des deux parties.",
    relevant=when(MESURES, "bracelet"),
)
DISSIMULATION_EXPLIQUEE = YesNoField(
    code="dissimulation_expliquee",
    label="Sait que l’adresse sera communiquée à l’autre partie si le juge refuse",
    hint="Art. 1136-8 du code de procédure civile : dites-le avant de demander le 6°.",
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
    hint="Exemple : Me Durand, barreau de Bobigny.",
    relevant=when(ELECTION_DOMICILE, "avocat", "procureur"),
)
ACCORD_LISTE_ELECTORALE = YesNoField(
    code="accord_liste_electorale",
    label="Accepte que le maire et le préfet soient informés",
    hint="Pour que l’adresse ne se lise pas sur la liste électorale.",
    relevant=when(MESURES, DISSIMULATION, "domiciliation_vie_courante"),
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

FORM = Form(
    code="ordonnance",
    label="Ordonnance de protection",
    sections=(
        Section(
            "Demande",
            (FONDEMENT, TRIBUNAL),
            hint="Il n’est pas nécessaire d’avoir porté plainte (art. 515-10).",
        ),
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
                DEFENDEUR_ADRESSE,
                DEFENDEUR_PROFESSION,
                DEFENDEUR_ARMES,
            ),
        ),
        Section("Faits", (FAITS,), hint="Le juge doit trouver les violences vraisemblables."),
        Section("Danger", (DANGER,), hint="Le juge doit aussi trouver le danger vraisemblable."),
        Section(
            "Mesures",
            (
                MESURES,
                MESURES_PRECISIONS,
                BRACELET_DISTANCE,
                BRACELET_ACCORD,
            ),
        ),
        Section(
            "Adresse cachée",
            (
                DISSIMULATION_EXPLIQUEE,
                ELECTION_DOMICILE,
                ELECTION_PRECISIONS,
                ACCORD_LISTE_ELECTORALE,
            ),
            hint="La requête et ses pièces sont remises à la partie adverse.",
        ),
        Section("Protection immédiate", (ACCORD_OPPI,)),
        Section("Cadre de vie", (LOGEMENT_DU_COUPLE, RESSOURCES_CHARGES, PROCEDURES)),
        Section(
            "Mentions exigées par la loi",
            (NATIONALITE, PROFESSION, LIEU_NAISSANCE, AVOCAT, AVOCAT_NOM),
        ),
        Section("Pièces", (PIECES,)),
    ),
)
