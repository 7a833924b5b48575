"""The station as its funders know it: who employs, who pays, which posts it has and what they cost."""

from models.conditions import when
from models.fields import ChoiceField, DateField, Form, ListField, NumberField, Option, Section, TextField

NOM = TextField(
    code="nom",
    label="Nom du service",
    hint="Tel qu’il doit paraître sur les documents. Exemple : Commissariat d’Aubervilliers.",
)
EMPLOYEUR = TextField(code="employeur", label="Employeur")
DESTINATAIRE = TextField(
    code="destinataire",
    label="À qui le rapport est adressé",
    hint="Exemple : Monsieur le préfet, fonds interministériel de prévention de la délinquance.",
)
LIEU = TextField(code="lieu", label="Commune du service")

INTITULE = TextField(code="intitule", label="Poste", hint="Jamais un nom. Exemple : premier poste.")
TEMPS_PLEIN, MI_TEMPS, AUTRE = "temps_plein", "mi_temps", "autre"
QUOTITE = ChoiceField(
    code="quotite",
    label="Temps de travail",
    options=(
        Option(TEMPS_PLEIN, "Temps plein"),
        Option(MI_TEMPS, "Mi-temps"),
        Option(AUTRE, "Autre part d’un temps plein"),
    ),
)
POURCENTAGE = NumberField(
    code="pourcentage",
    label="Part d’un temps plein, en pour cent",
    minimum=1,
    maximum=100,
    relevant=when(QUOTITE, AUTRE),
)
DEBUT = DateField(code="debut", label="Premier jour financé")
FIN = DateField(code="fin", label="Dernier jour financé", hint="Rien si le financement continue.")
COUT = NumberField(
    code="cout",
    label="Financement d’une année entière, en euros",
    hint="Pour ce temps de travail ; la part de l’année est calculée.",
    maximum=1_000_000,
)
POSTE = Form(
    code="poste_de_travail",
    label="Poste",
    sections=(Section("Poste", (INTITULE, QUOTITE, POURCENTAGE, DEBUT, FIN, COUT)),),
)
POSTES = ListField(
    code="postes",
    label="Postes",
    hint="Quand le financement ou le temps de travail change, finissez le poste et ajoutez-en un.",
    item=POSTE,
    noun="un poste",
)

FORM = Form(
    code="poste",
    label="Service",
    sections=(
        Section("Le service", (NOM, LIEU, EMPLOYEUR, DESTINATAIRE)),
        Section("Postes et financement", (POSTES,)),
    ),
)
