"""One exhibit of the dossier: what it is, what it supports, who has it, and whether it tells an address."""

from models.fields import (
    NE_SAIT_PAS,
    NON,
    OUI,
    ChoiceField,
    Form,
    MultiChoiceField,
    Option,
    Section,
    TextField,
)

OBTENUE, MANQUANTE = "obtenue", "manquante"

INTITULE = TextField(
    code="intitule",
    label="Intitulé",
    hint="Tel qu’il sera imprimé : « Certificat médical du 12 mars ». Ni nom de lieu ni adresse.",
)
ETAT_PIECE = ChoiceField(
    code="etat_piece",
    label="État",
    options=(Option(OBTENUE, "Obtenue"), Option(MANQUANTE, "Manquante")),
)
DETENTEUR = TextField(
    code="detenteur",
    label="Qui peut la donner",
    hint="Exemples : la personne, le commissariat, l’unité médico-judiciaire.",
)

VIOLENCES, DANGER_DEMANDEUR, DANGER_DEFENDEUR, ADMINISTRATIF = (
    "violences",
    "danger_demandeur",
    "danger_defendeur",
    "administratif",
)
MONTRE = MultiChoiceField(
    code="montre",
    label="Ce qu’elle sert à prouver",
    hint="Le juge doit trouver vraisemblables les violences et le danger : deux preuves distinctes.",
    options=(
        Option(VIOLENCES, "Les violences"),
        Option(DANGER_DEMANDEUR, "Le danger : situation de la partie demanderesse"),
        Option(DANGER_DEFENDEUR, "Le danger : comportement de la partie défenderesse"),
        Option("mesures", "Une mesure demandée : logement, enfants, ressources"),
        Option(ADMINISTRATIF, "L’état civil et la situation administrative"),
    ),
)
PROUVE = TextField(
    code="prouve",
    label="Plus précisément",
    hint="Imprimé à côté de l’intitulé. Exemple : traces de coups, cinq jours d’ITT.",
)

ADRESSE_OCCULTEE = ChoiceField(
    code="adresse_occultee",
    label="Adresse occultée",
    hint="La partie adverse reçoit une copie : en-têtes, quittances, attestations, fonds de photo. Une"
    " image ne peut pas être relue par le logiciel : regardez chaque page.",
    options=(
        OUI,
        NON,
        Option("sans_objet", "Sans objet : aucune adresse"),
        Option(NE_SAIT_PAS.code, "À vérifier"),
    ),
)
NOTE = TextField(code="note", label="Note", hint="Pour vous : jamais imprimée.", lines=2)

FORM = Form(
    code="piece",
    label="Pièce",
    sections=(
        Section("Pièce", (INTITULE, ETAT_PIECE, DETENTEUR)),
        Section("Ce qu’elle prouve", (MONTRE, PROUVE)),
        Section(
            "Ce qu’elle révèle",
            (ADRESSE_OCCULTEE, NOTE),
            hint="Tout ce qu’une pièce laisse lire, l’autre partie le lira.",
        ),
    ),
)
