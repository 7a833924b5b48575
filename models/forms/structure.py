"""A partner structure of the directory: who they are, how to reach them, and when that was checked."""

from models.fields import AddressField, ChoiceField, DateField, Form, PhoneField, Section, TextField
from models.forms.services import SERVICES

NOM = TextField(code="nom", label="Nom du service ou de la structure")
GENRE = ChoiceField(code="genre", label="Sorte de service", options=SERVICES)
TELEPHONE = PhoneField(code="telephone", label="Téléphone")
TELEPHONE_2 = PhoneField(code="telephone_2", label="Autre téléphone")
ADRESSE = AddressField(
    code="adresse",
    label="Adresse",
    hint="Jamais celle d’un hébergement tenu secret : seulement le service qui le trouve.",
)
HORAIRES = TextField(
    code="horaires",
    label="Jours et heures d’ouverture",
    hint="Exemple : du lundi au vendredi, de 9 h à 17 h. Une ligne par jour si besoin.",
    lines=3,
)
COURRIEL = TextField(code="courriel", label="Courriel")
SECTEUR = TextField(code="secteur", label="Secteur", hint="Communes, canton ou département.")
PUBLIC = TextField(code="public", label="Public accueilli")
PRECISIONS = TextField(
    code="precisions", label="Précisions", hint="Sur le service, jamais sur une personne reçue.", lines=3
)
VERIFIE_LE = DateField(
    code="verifie_le",
    label="Vérifié le",
    hint="Le jour où le numéro et les horaires ont été vérifiés auprès du service.",
    past_only=True,
)
RETIREE_LE = DateField(
    code="retiree_le",
    label="Retirée le",
    hint="Une structure retirée n’est plus proposée ; les orientations vers elle restent.",
    past_only=True,
)

FORM = Form(
    code="structure",
    label="Structure",
    sections=(
        Section("Structure", (NOM, GENRE, TELEPHONE, TELEPHONE_2, HORAIRES, ADRESSE, COURRIEL)),
        Section("Pour qui", (SECTEUR, PUBLIC, PRECISIONS)),
        Section("Vérification", (VERIFIE_LE, RETIREE_LE)),
    ),
)
