"""The sorts of service towards which a person is directed: one list, for orientations and the directory."""

from models.fields import Option
from models.forms.reponses import AUTRE

CONCILIATEUR = "conciliateur"

SERVICES = (
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
)
