"""What remains to be done, and by when."""

from models.fields import ChoiceField, DateField, Form, Option, Section, TextField, YesNoField
from models.forms.reponses import AUTRE

DATE_ECHEANCE = DateField(code="date_echeance", label="À faire le")
NATURE = ChoiceField(
    code="nature",
    label="Nature",
    options=(
        Option("rappeler", "Rappeler la personne"),
        Option("relancer", "Relancer un partenaire"),
        Option("ecrit", "Écrit à remettre"),
        Option("audience", "Audience"),
        AUTRE,
    ),
)
OBJET = TextField(code="objet", label="Objet", hint="Sans nom : cette ligne s’affiche à l’accueil.")
URGENT = YesNoField(code="urgent", label="Urgent")
FAITE_LE = DateField(code="faite_le", label="Fait le", past_only=True)

FORM = Form(
    code="echeance",
    label="Échéance",
    sections=(Section("Échéance", (DATE_ECHEANCE, NATURE, OBJET, URGENT, FAITE_LE)),),
)
