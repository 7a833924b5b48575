"""Words that give no place away by themselves, and those that stand before a place."""

from exports.folding import Word, words
from models.dates import MONTHS as _NAMES_OF_MONTHS


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _in_order(text: str) -> tuple[str, ...]:
    """The words at their own number, from one on."""
    return ("", *text.split())


STREETS = listed(
    "rue avenue boulevard place allee impasse chemin square route faubourg quai cours cite passage villa"
    " residence lotissement hameau voie sentier esplanade promenade ruelle venelle sente mail parvis"
    " carrefour traverse montee corniche"
)
ROADS = STREETS - listed("cite residence lotissement villa hameau passage cours")
WITHIN = listed("appartement appt apt batiment cage chez entree escalier etage hall porte rdc tour")
TITLES = listed(
    "abbe amiral capitaine cardinal colonel commandant docteur general lieutenant marechal monseigneur"
    " president professeur sergent"
)
COMMON_NAMES = listed(
    "ancien ancienne dame grand grande grands grandes haut haute notre nouveau nouvelle petit petite"
    " petits petites premier premiere saint sainte saints vieille vieux"
)
"""Words of a street’s name that do not tell it from others."""

LINKS = listed("a au aux avec chez d dans de des du en et l la le les pres sous sur un une")
_FAMILY = listed(
    "ami amie amis autre beau beaux bebe belle compagnon conjoint conjointe copain copine cousin cousine"
    " cousins elle elles enfant enfants epouse epoux ex famille femme femmes fille filles fils frere freres"
    " grand grande grandes grands il ils jeune jeunes leur leurs lui ma madame mademoiselle maman mamie"
    " mari mere mes mlle mme moi mon monsieur nos notre nounou nourrice nous oncle papa papi parent parents"
    " pere personne proche proches recue sa ses soeur soeurs son tante tiers victime victimes voisin"
    " voisine voisins votre"
)
_HOME = listed(
    "accueil alternance alternee appartement appt apt bat batiment chambre commun commune conjugal"
    " conjugale couple deux domicile entree escalier etage foyer garde heberge hebergee hebergement hotel"
    " jardin location logement loyer maison menage menages partagee place placee porte rdc residence"
    " semaine studio trois urgence vacances"
)
_WORK = listed(
    "activite aesh agence agent agente agricole aide animateur animatrice apprenti apprentie arret artisan"
    " assistant assistante association atelier atsem auto autoentrepreneuse auxiliaire baby batiment"
    " boulanger boulangere bureau cadre caisse caissier caissiere chauffeur chef chomage chomeuse coiffeur"
    " coiffeuse collegue collegues commandes commercante commerce comptable compte conge conges cuisinier"
    " cuisiniere demandeur demandeuse domicile duree educateur education educatrice emploi employe employee"
    " enseignant enseignante entrepreneur entrepreneuse entreprise entretien equipe estheticienne etudes"
    " etudiant etudiante fonctionnaire formation gardien gardienne gerante hotellerie hotesse independant"
    " independante infirmier infirmiere interim interimaire invalidite libre livreur longue magasin maladie"
    " manutentionnaire menagere mi nettoyage ouvrier ouvriere parental particuliers plein preparatrice"
    " professeur professeure profession recherche restaurant restauration retraite retraitee rsa salarie"
    " salariee sans secretaire securite serveur serveuse service services sitter sitting societe soignant"
    " soignante stage stagiaire surface technicien technicienne teletravail temps travail travaille"
    " travailleur travailleurs travailleuse usine vendeur vendeuse vie vigile"
)
INSTITUTIONS = listed(
    "clinique college creche ecole ehpad foyer garderie halte hopital lycee mairie maternelle micro"
    " primaire universite"
)
_PUBLIC = listed(
    "aah accueil action administration agricole ase associatif associative battues bilingue caf camp"
    " catholique ccas centre cidff cmp collectif collective commerciale commissariat communal communale"
    " conseil cpam danse departement departemental departementale elementaire emploi familial familiale"
    " gendarmerie general generale hotelier infantile jour judiciaire justice langues locale medical"
    " medicale medico mission municipal municipale musique nationale nuit parentale pmi pole police"
    " prefecture prive privee professionnel professionnelle psychiatrique public publique quartier secteur"
    " social sociale sociales specialise specialisee superieur superieure technique tribunal universitaire"
    " village ville violences"
)
_COMMON = listed(
    "aucun aucune bout connu cote distance encore end est etranger inconnu inconnue inscrit inscrite jeune"
    " jeunes maintenant ne non nord nouveau nouvelle ouest par parfois pas petit petite petites petits pied"
    " plus pour provisoirement quelque retour scolarise scolarisee semaine sud sur tous trop va week"
)
ORDINARY = LINKS | _FAMILY | _HOME | _WORK | INSTITUTIONS | _PUBLIC | _COMMON
AROUND = ORDINARY - (_PUBLIC | _COMMON | listed("femmes jardin")) | listed("aucun aucune emploi")
"""Ordinary in the complement of an address, where « Centre Nord » or « Jardin de France » is a place."""
LODGINGS = listed("centre foyer hotel residence")
NAMED_PLACES = STREETS | LODGINGS | INSTITUTIONS
NOT_ALONE = ORDINARY | COMMON_NAMES | listed("france")
"""Words with a capital that are too common to be looked for without those around them."""
STOPS = listed("a avec chez dans pres vers")
"""What ends the name of a school or of a town hall: « école Jules Ferry à … »."""

ALSO_WORDS = listed(
    "aime albert arc avoine bain barre blanc bois bonne bouc cannes chambre chapelle condom corps court"
    " digne fleche fontaine force fort fosses garde grand grasse grave guise lieu lure macon marche mens"
    " menton mer motte moulins nice orange pantin passage plaine plan pont port porte romans rouge rue"
    " sable saintes sens serres source tour tours valence vence vers vienne vif ville vitre"
)
NEVER_SMALL = listed(
    "barre bois bonne bu chambre corps court digne du eu force fort garde grand grave guise lieu lu marche"
    " mens mis passage plan pont port porte pris pu ri rue sens su tour us vers vif ville vu"
)
"""Ordinary even after « à », or after the verb that is written like it without its accent."""

VAGUE_TOWNS = listed(
    "bains bar bas basse bois bourg champ champs chateau fort grand grande haut haute mer mont neuf nuits"
    " pavillons petit petite pont port roche saint sainte val vallee vieille vieux villa ville"
)
ROMANS = _in_order("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")
ORDINALS = _in_order(
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième"
    " douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
)
COUNTED = listed(
    "alinea an annee anniversaire appel avenant avril bebe certificat chapitre coup courrier degre dimanche"
    " enfant enfants episode essai etage examen fait groupe jeudi jour jours juge lundi mail mardi mercredi"
    " message mois niveau paragraphe passage point proces rang recours rendez samedi semestre siecle sms"
    " soir tiers tour trimestre vendredi week"
)
"""What an ordinal counts when it is no arrondissement: « le 3e étage »."""
NUMBERS = _in_order(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
    " dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six"
    " vingt-sept vingt-huit vingt-neuf trente trente-et-un"
)
MONTHS = frozenset(word.folded for month in _NAMES_OF_MONTHS for word in words(month))


def is_ordinary(word: Word, ordinary: frozenset[str] = ORDINARY) -> bool:
    """Whether it says nothing of a place by itself: « chez », « mère », « usine », « C », « 4 »."""
    short = len(word.folded) < 5 if word.folded.isdigit() else len(word.folded) == 1
    return short or word.folded in ordinary
