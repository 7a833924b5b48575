"""The sorts of service towards which a person is directed: one list, for orientations and the directory."""

from models.fields import Option
from models.forms.reponses import AUTRE

CONCILIATEUR = "conciliateur"

SERVICES = (
    Option(
        "service_social",
        "Service social départemental, polyvalence",
        said=("assistante sociale", "AS de secteur", "MDS", "UTAS"),
    ),
    Option("ccas", "Centre communal d’action sociale (CCAS)"),
    Option(
        "aide_sociale_enfance", "Aide sociale à l’enfance, CRIP", said=("ASE", "information préoccupante")
    ),
    Option("pmi", "Protection maternelle et infantile (PMI)"),
    Option("aide_aux_victimes", "Association d’aide aux victimes", said=("France Victimes", "116 006")),
    Option("cidff", "CIDFF"),
    Option(
        "association_violences",
        "Association spécialisée dans les violences",
        said=("3919", "Solidarité Femmes"),
    ),
    Option("centre_auteurs", "Centre de prise en charge des auteurs (CPCA)", said=("stage",)),
    Option("avocat", "Avocat, permanence du barreau"),
    Option(
        "acces_au_droit", "Point d’accès au droit, maison de justice", said=("MJD", "PAD", "France Services")
    ),
    Option("tribunal", "Tribunal (affaires familiales, enfants, tutelles)", said=("JAF", "juge")),
    Option("parquet", "Parquet", said=("procureur",)),
    Option("police", "Police ou gendarmerie (plainte)"),
    Option("umj", "Unité médico-judiciaire (UMJ)"),
    Option("urgences", "Urgences", said=("hôpital", "SAMU")),
    Option("medecin", "Médecin", said=("certificat médical",)),
    Option("maison_des_femmes", "Maison des femmes"),
    Option("cmp", "Centre médico-psychologique (CMP)", said=("psychologue", "psychiatre")),
    Option("psychotraumatisme", "Centre du psychotraumatisme"),
    Option("addictologie", "Addictologie (CSAPA, CAARUD)", said=("alcool", "stupéfiants")),
    Option("hebergement_urgence", "Hébergement d’urgence (115, SIAO)"),
    Option("hebergement_accompagne", "Hébergement accompagné (CHRS)"),
    Option("bailleur", "Bailleur, service du logement", said=("HLM", "DALO")),
    Option("adil", "Information sur le logement (ADIL)"),
    Option("caf", "CAF ou MSA"),
    Option("france_travail", "France Travail", said=("Pôle emploi",)),
    Option("mission_locale", "Mission locale"),
    Option("mdph", "Maison des personnes handicapées (MDPH)"),
    Option("seniors", "Services aux personnes âgées", said=("CLIC", "APA", "EHPAD")),
    Option(
        "education_nationale",
        "Service social scolaire, établissement scolaire",
        said=("école", "collège", "lycée"),
    ),
    Option("pjj", "Protection judiciaire de la jeunesse (PJJ)"),
    Option("spip", "Insertion et probation (SPIP)"),
    Option("mandataire", "Mandataire judiciaire (tutelle, curatelle)", said=("UDAF",)),
    Option("aide_alimentaire", "Aide alimentaire", said=("Restos du Cœur", "épicerie sociale")),
    Option(
        "droit_des_etrangers", "Aide au droit des étrangers", said=("CIMADE", "préfecture", "titre de séjour")
    ),
    Option(CONCILIATEUR, "Conciliateur, médiation"),
    Option("numero_d_ecoute", "Numéro d’écoute", said=("3919", "119", "3114")),
    Option("autre_isc", "Autre intervenant social (ISC, ISG)"),
    AUTRE,
)
