"""Who the person is, and how she can be reached without danger."""

from models.conditions import when
from models.fields import (
    OUI,
    AddressField,
    ChoiceField,
    DateField,
    Form,
    MultiChoiceField,
    Option,
    PhoneField,
    Section,
    TextField,
    Unit,
    VagueDateField,
    YesNoField,
)
from models.forms.reponses import AUCUN, NE_SAIT_PAS

NOM = TextField(code="nom", label="Nom de naissance", searched=True)
NOM_USAGE = TextField(code="nom_usage", label="Nom d’usage", searched=True)
PRENOM = TextField(code="prenom", label="Prénom", searched=True)
PSEUDONYME = TextField(
    code="pseudonyme",
    label="Pseudonyme",
    hint="Si la personne préfère ne pas donner son nom.",
    searched=True,
)
NAMES = (NOM, NOM_USAGE, PRENOM, PSEUDONYME)
"""What screens hide until it is asked for."""

SEXE = ChoiceField(
    code="sexe",
    label="Sexe",
    required=True,
    counted=True,
    options=(
        Option("femme", "Femme", said=("F", "féminin")),
        Option("homme", "Homme", said=("H", "M", "masculin")),
        Option("autre", "Autre, ou ne s’y reconnaît pas"),
    ),
)
NAISSANCE = VagueDateField(
    code="naissance",
    label="Date de naissance ou âge",
    brief="Naissance ou âge",
    hint="Exemples : 12/03/1987, mars 1987, 1987, 34 ans, environ 40 ans.",
    required=True,
    past_only=True,
)

ACCORD_CONTACT = YesNoField(
    code="accord_contact",
    label="Accepte d’être recontactée par l’intervenante sociale",
    brief="Être recontactée",
    hint="Sans son accord, aucun appel ni message.",
    required=True,
)
TELEPHONE = PhoneField(code="telephone", label="Téléphone", searched=True, locates=True)
TELEPHONE_2 = PhoneField(code="telephone_2", label="Autre téléphone", searched=True, locates=True)
COURRIEL = TextField(code="courriel", label="Courriel", locates=True)
CANAUX_SURS = MultiChoiceField(
    code="canaux_surs",
    label="Moyens de contact sans danger",
    hint="Ceux que personne d’autre ne lit ni n’entend.",
    relevant=when(ACCORD_CONTACT, OUI.code),
    options=(
        Option("appel", "Appel"),
        Option("sms", "SMS"),
        Option("courriel", "Courriel"),
        Option("courrier", "Courrier postal"),
        Option("tiers", "Par une personne de confiance"),
        AUCUN,
    ),
)
HORAIRES_SURS = TextField(
    code="horaires_surs",
    label="Jours et heures sans danger",
    hint="Exemple : mardi et jeudi, de 9 h à 11 h.",
    relevant=when(ACCORD_CONTACT, OUI.code),
)
MESSAGE_VOCAL = ChoiceField(
    code="message_vocal",
    label="Si la personne ne décroche pas",
    relevant=when(ACCORD_CONTACT, OUI.code),
    options=(
        Option("dire_qui_appelle", "Laisser un message en disant qui appelle"),
        Option("rien_d_identifiant", "Laisser un message sans rien d’identifiant"),
        Option("aucun_message", "Ne laisser aucun message"),
    ),
)
SE_PRESENTER = TextField(
    code="se_presenter",
    label="Se présenter comme",
    hint="Un nom ou un motif convenu avec la personne, si quelqu’un d’autre décroche.",
    relevant=when(ACCORD_CONTACT, OUI.code),
)
TIERS_DE_CONFIANCE = TextField(
    code="tiers_de_confiance",
    label="Personne de confiance et moyen de la joindre",
    relevant=when(CANAUX_SURS, "tiers"),
    locates=True,
)
CONTACT_VERIFIE_LE = DateField(
    code="contact_verifie_le",
    label="Contact vérifié avec la personne le",
    past_only=True,
)

AUTORITE_PARENTALE = TextField(
    code="autorite_parentale",
    label="Qui a l’autorité parentale",
    hint="Noms et liens ; le service, si elle lui est confiée.",
)
PARENTS_INFORMES = ChoiceField(
    code="parents_informes",
    label="Ses parents peuvent savoir qu’elle est reçue",
    hint="Parent en cause, peur, refus d’elle : à voir avec votre employeur avant tout contact.",
    options=(
        Option("oui", "Oui"),
        Option("un_seul", "Un seul des deux"),
        Option("non", "Non"),
        NE_SAIT_PAS,
    ),
)
ETABLISSEMENT = TextField(code="etablissement", label="École, établissement ou foyer", locates=True)
MINORITE = Section(
    "Si elle est mineure",
    (AUTORITE_PARENTALE, PARENTS_INFORMES, ETABLISSEMENT),
    hint="Pour la protéger, et ne prévenir personne qui la mette en danger.",
)

ADRESSE_CACHEE = YesNoField(
    code="adresse_cachee",
    label="Son adresse doit rester cachée",
    hint="Si oui : rappelé en haut de sa fiche, et redemandé si un papier dit sa ville ou chez qui elle vit.",
)
ADRESSE = AddressField(
    code="adresse",
    label="Adresse",
    hint="Jamais celle d’un hébergement tenu secret.",
    locates=True,
)
EMPLOYEUR = TextField(code="employeur", label="Employeur ou lieu de travail", locates=True)
LANGUE = TextField(code="langue", label="Langue parlée", hint="Si ce n’est pas le français.")
INTERPRETE = YesNoField(code="interprete", label="Besoin d’un interprète")

INFORMATION = ChoiceField(
    code="information",
    label="Informée de ce qui est noté et de ses droits",
    options=(
        Option("oral", "Oui, de vive voix"),
        Option("ecrit", "Oui, par un écrit remis"),
        Option("plus_tard", "Pas encore : ce n’était pas le moment"),
    ),
)
INFORMEE_LE = DateField(
    code="informee_le",
    label="Informée le",
    relevant=when(INFORMATION, "oral", "ecrit"),
    past_only=True,
)
DEMANDE_DROITS = TextField(
    code="demande_droits",
    label="Ce qu’elle demande pour ses données",
    hint="Lire, corriger, s’opposer, retirer un accord : ses mots, et la date.",
    lines=2,
)

FORM = Form(
    code="personne",
    label="Personne",
    unit=Unit.PERSONNE,
    sections=(
        Section("Identité", (*NAMES, SEXE, NAISSANCE)),
        Section(
            "Contact sans danger",
            (
                ACCORD_CONTACT,
                TELEPHONE,
                TELEPHONE_2,
                COURRIEL,
                CANAUX_SURS,
                HORAIRES_SURS,
                MESSAGE_VOCAL,
                SE_PRESENTER,
                TIERS_DE_CONFIANCE,
                CONTACT_VERIFIE_LE,
            ),
            hint="Un appel au mauvais moment peut la mettre en danger : convenez-en avec elle.",
        ),
        MINORITE,
        Section("Langue", (LANGUE, INTERPRETE)),
        Section(
            "Où la trouver",
            (ADRESSE_CACHEE, ADRESSE, EMPLOYEUR),
            hint="Ces réponses ne figurent dans aucun document si l’adresse doit rester cachée.",
        ),
        Section(
            "Ses droits sur ses données",
            (INFORMATION, INFORMEE_LE, DEMANDE_DROITS),
            hint="La loi demande de l’en informer (RGPD, art. 13), quand le moment s’y prête.",
        ),
    ),
)
