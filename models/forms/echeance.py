"""What remains to be done, and by when."""

from models.conditions import when
from models.fields import ChoiceField, DateField, Form, Option, Section, TextField, YesNoField
from models.forms.reponses import AUTRE

DATE_ECHEANCE = DateField(
    code="date_echeance", label="À faire le", hint="Exemples : demain, mardi, dans 15 jours, 12/03/2012."
)
RAPPELER = "rappeler"
"""Only if she agreed to be reached, and at the hours that are safe for her."""

NATURE = ChoiceField(
    code="nature",
    label="Nature",
    options=(
        Option(RAPPELER, "Rappeler la personne"),
        Option("relancer", "Relancer un partenaire"),
        Option("ecrit", "Écrit à remettre"),
        Option("audience", "Audience"),
        AUTRE,
    ),
)
OBJET = TextField(code="objet", label="Objet", hint="Sans nom : cette ligne s’affiche à l’accueil.")
URGENT = YesNoField(code="urgent", label="Urgent")
URGENT_JUSQU_AU = DateField(
    code="urgent_jusqu_au",
    label="Urgent jusqu’au",
    hint="Sans date : sept jours après l’échéance, ou après sa saisie.",
    relevant=when(URGENT, "oui"),
)
FAITE_LE = DateField(code="faite_le", label="Fait le", past_only=True)

FORM = Form(
    code="echeance",
    label="Échéance",
    sections=(Section("Échéance", (DATE_ECHEANCE, NATURE, OBJET, URGENT, URGENT_JUSQU_AU, FAITE_LE)),),
)
