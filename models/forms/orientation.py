"""Towards whom the person was directed, and what became of it."""

from models.conditions import when
from models.fields import ChoiceField, DateField, Form, Option, Section, TextField, Unit
from models.forms.reponses import AUTRE, NE_SAIT_PAS, SANS_OBJET

DATE_ORIENTATION = DateField(code="date_orientation", label="Date", past_only=True)
CONCILIATEUR, AUCUNE = "conciliateur", "aucune"

DESTINATAIRE = ChoiceField(
    code="destinataire",
    label="Orientation vers",
    hint="Ni médiation ni conciliation en cas de violences au sein du couple.",
    required=True,
    counted=True,
    options=(
        Option("service_social", "Service social départemental, polyvalence"),
        Option("ccas", "Centre communal d’action sociale (CCAS)"),
        Option("aide_sociale_enfance", "Aide sociale à l’enfance, CRIP"),
        Option("pmi", "Protection maternelle et infantile (PMI)"),
        Option("aide_aux_victimes", "Association d’aide aux victimes"),
        Option("cidff", "CIDFF"),
        Option("association_violences", "Association spécialisée dans les violences"),
        Option("centre_auteurs", "Centre de prise en charge des auteurs (CPCA)"),
        Option("avocat", "Avocat, permanence du barreau"),
        Option("acces_au_droit", "Point d’accès au droit, maison de justice"),
        Option("tribunal", "Tribunal (affaires familiales, enfants, tutelles)"),
        Option("parquet", "Parquet"),
        Option("police", "Police ou gendarmerie (plainte)"),
        Option("umj", "Unité médico-judiciaire (UMJ)"),
        Option("urgences", "Urgences"),
        Option("medecin", "Médecin"),
        Option("maison_des_femmes", "Maison des femmes"),
        Option("cmp", "Centre médico-psychologique (CMP)"),
        Option("psychotraumatisme", "Centre du psychotraumatisme"),
        Option("addictologie", "Addictologie (CSAPA, CAARUD)"),
        Option("hebergement_urgence", "Hébergement d’urgence (115, SIAO)"),
        Option("hebergement_accompagne", "Hébergement accompagné (CHRS)"),
        Option("bailleur", "Bailleur, service du logement"),
        Option("adil", "Information sur le logement (ADIL)"),
        Option("caf", "CAF ou MSA"),
        Option("france_travail", "France Travail"),
        Option("mission_locale", "Mission locale"),
        Option("mdph", "Maison des personnes handicapées (MDPH)"),
        Option("seniors", "Services aux personnes âgées"),
        Option("education_nationale", "Service social scolaire, établissement scolaire"),
        Option("pjj", "Protection judiciaire de la jeunesse (PJJ)"),
        Option("spip", "Insertion et probation (SPIP)"),
        Option("mandataire", "Mandataire judiciaire (tutelle, curatelle)"),
        Option("aide_alimentaire", "Aide alimentaire"),
        Option("droit_des_etrangers", "Aide au droit des étrangers"),
        Option(CONCILIATEUR, "Conciliateur, médiation"),
        Option("numero_d_ecoute", "Numéro d’écoute"),
        Option("autre_isc", "Autre intervenant social (ISC, ISG)"),
        AUTRE,
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
SANS_ISSUE = ("proposee", "acceptee", NE_SAIT_PAS.code)
"""What became of it is not known yet."""

ETAT = ChoiceField(
    code="etat",
    label="Où en est l’orientation",
    hint="Un refus de la personne est une issue comme une autre.",
    counted=True,
    options=(
        Option("proposee", "Proposée"),
        Option("acceptee", "Acceptée"),
        Option("refusee", "Refusée par la personne"),
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
        Section("Orientation", (DATE_ORIENTATION, DESTINATAIRE, STRUCTURE, MODE)),
        Section("Accord", (ACCORD, SANS_ACCORD_MOTIF)),
        Section("Suite", (ETAT, ETAT_VERIFIE_LE, PRECISIONS)),
    ),
)
