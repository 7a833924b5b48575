"""Towards whom the person was directed, and what became of it."""

from models.conditions import when
from models.fields import ChoiceField, DateField, Form, Option, Section, TextField, Unit
from models.forms.reponses import NE_SAIT_PAS, SANS_OBJET
from models.forms.services import SERVICES

DATE_ORIENTATION = DateField(code="date_orientation", label="Date", past_only=True)
AUCUNE = "aucune"

DESTINATAIRE = ChoiceField(
    code="destinataire",
    label="Orientation vers",
    hint="Ni médiation ni conciliation en cas de violences au sein du couple.",
    required=True,
    counted=True,
    options=(
        *SERVICES,
        Option(AUCUNE, "Aucune (information suffisante)"),
    ),
)
STRUCTURE = TextField(
    code="structure",
    label="Nom du service ou de la structure",
    hint="D’un hébergement tenu secret, seulement le service qui l’a trouvé.",
)
MODE = ChoiceField(
    code="mode",
    label="Comment",
    counted=True,
    options=(
        Option("coordonnees", "Coordonnées remises"),
        Option("rendez_vous", "Rendez-vous pris"),
        Option("telephone", "Relais par téléphone"),
        Option("ecrit", "Écrit transmis"),
        Option("accompagnement", "Personne accompagnée"),
    ),
)
RENDEZ_VOUS_LE = DateField(
    code="rendez_vous_le", label="Rendez-vous le", relevant=when(MODE, "rendez_vous", "accompagnement")
)
RENDEZ_VOUS_HEURE = TextField(
    code="rendez_vous_heure",
    label="Heure du rendez-vous",
    hint="Exemple : 14 h 30.",
    relevant=when(MODE, "rendez_vous", "accompagnement"),
)
DEMANDE = TextField(
    code="demande",
    label="Ce qui est demandé au service",
    hint="Imprimé sur la fiche pour le service : rien que le nécessaire, jamais d’adresse.",
    lines=3,
)
PROPOSEE = "proposee"
SANS_ISSUE = (PROPOSEE, "acceptee", NE_SAIT_PAS.code)
"""What became of it is not known yet."""

REFUSEE = "refusee"

IMPOSSIBLES = frozenset(("pas_de_place", "refus_structure", "non_aboutie"))
"""It could not be done, through no choice of hers."""

ETAT = ChoiceField(
    code="etat",
    label="Où en est l’orientation",
    hint="Un refus de la personne est une issue comme une autre.",
    counted=True,
    options=(
        Option(PROPOSEE, "Proposée"),
        Option("acceptee", "Acceptée"),
        Option(REFUSEE, "Refusée par la personne"),
        Option("effective", "Effective (confirmée)"),
        Option("pas_de_place", "Non aboutie : pas de place"),
        Option("refus_structure", "Non aboutie : refus du service"),
        Option("non_aboutie", "Non aboutie : autre raison"),
        NE_SAIT_PAS,
    ),
)
ACCORD = ChoiceField(
    code="accord",
    label="Accord de la personne pour transmettre ses informations",
    hint="Un accord par destinataire ; elle peut le retirer.",
    counted=True,
    options=(
        Option("oral", "Accord oral"),
        Option("ecrit", "Accord écrit"),
        Option("refus", "Refus : rien n’est transmis"),
        Option("sans_accord", "Transmis sans accord (mineur en danger, péril…)"),
        SANS_OBJET,
    ),
)
SANS_ACCORD_MOTIF = TextField(
    code="sans_accord_motif",
    label="Ce qui permet de transmettre sans son accord",
    hint="Imprimé sur la fiche. Exemple : mineur en danger (art. 226-14, 1° du code pénal).",
    relevant=when(ACCORD, "sans_accord"),
)
PRECISIONS = TextField(code="precisions", label="Précisions", lines=3)
ETAT_VERIFIE_LE = DateField(code="etat_verifie_le", label="État vérifié le", past_only=True)

FORM = Form(
    code="orientation",
    label="Orientation",
    unit=Unit.ORIENTATION,
    fact_date=DATE_ORIENTATION,
    sections=(
        Section(
            "Orientation",
            (DATE_ORIENTATION, DESTINATAIRE, STRUCTURE, MODE, RENDEZ_VOUS_LE, RENDEZ_VOUS_HEURE, DEMANDE),
        ),
        Section("Accord", (ACCORD, SANS_ACCORD_MOTIF)),
        Section("Suite", (ETAT, ETAT_VERIFIE_LE, PRECISIONS)),
    ),
)
