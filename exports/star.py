"""The catalogue of the yearly publication: which declared questions enter it, and how they are recoded.

Categories are put together before anything is masked: fewer small counts, fewer holes. Whoever adds an
option to one of these questions has to say here where it goes, and a new version starts on 1 January.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from exports.catalogue import Catalogue, Category, Variable
from models.closing import LAST, QUARTERS, first_level
from models.counting import AGE_BANDS, TRANCHE_AGE, Codes
from models.fields import NON_RENSEIGNE, OUI, AnyClosedField, MultiChoiceField, Unit
from models.forms import accueil, acte, evaluation, orientation, personne
from models.forms.problematiques import PROBLEMATIQUES
from models.profile import Profile

VERSION = "1"

NR = NON_RENSEIGNE.code
_UNKNOWN = (NR, NON_RENSEIGNE.label, (NR,))

Recoding = Sequence[tuple[str, str, Sequence[str]]]
"""Code and label of each category of the file, and the answers that it gathers."""

Reading = Callable[[Profile], str]
"""The category of a person."""


@dataclass(frozen=True)
class Question:
    """A variable of the catalogue and how it is read from what is counted of a person."""

    variable: Variable
    read: Reading


def _grouped(*several: tuple[str, str, Sequence[str]]) -> tuple[Category, ...]:
    return tuple(Category(code, label, tuple(leaves)) for code, label, leaves in several)


def _single(
    field: AnyClosedField,
    label: str,
    family: str,
    definition: str,
    recoding: Recoding,
    source: Callable[[Profile], Codes],
    *,
    groups: tuple[Category, ...] = (),
    sensitive: tuple[str, ...] = (),
) -> Question:
    """One category for each person, by the first level of her answer."""
    where = _where(field, recoding, [option.code for option in field.all_options])
    leaves = tuple(Category(code, words) for code, words, _ in recoding)
    variable = Variable(field.code, label, family, definition, leaves, where[NR], groups, sensitive)

    def read(profile: Profile) -> str:
        return where[first_level(source(profile).get(field.code, frozenset()))]

    return Question(variable, read)


def _where(field: AnyClosedField, recoding: Recoding, options: Sequence[str]) -> dict[str, str]:
    """The category of each option; every option of a counted question has one, and one only."""
    if not field.counted:
        raise ValueError(f"question {field.code} is not counted")
    gathered = [option for _, _, those in recoding for option in those]
    if sorted(gathered) != sorted(options):
        raise ValueError(f"question {field.code}: an option is nowhere, or twice")
    return {option: code for code, _, those in recoding for option in those}


def _intake(profile: Profile) -> Codes:
    return profile.intake


def _own(profile: Profile) -> Codes:
    return profile.own


def _every(profile: Profile, unit: Unit, field: AnyClosedField) -> frozenset[str]:
    """All that was answered to a question in the records of a person."""
    return frozenset[str]().union(*(codes.get(field.code, frozenset()) for codes in profile.of(unit)))


def _yes_no(
    code: str,
    label: str,
    family: str,
    definition: str,
    words: tuple[str, str],
    holds: Callable[[Profile], bool],
) -> Question:
    yes, no = words
    leaves = (Category(OUI.code, yes), Category("non", no))
    variable = Variable(code, label, family, definition, leaves, "non", sensitive=(OUI.code,))
    return Question(variable, lambda profile: OUI.code if holds(profile) else "non")


def _each_of(
    field: MultiChoiceField,
    prefix: str,
    family: str,
    definition: str,
    words: tuple[str, str],
    recoding: Recoding,
    unit: Unit,
) -> tuple[Question, ...]:
    """A yes-or-no table for each answer of a question that has several."""
    proper = [option.code for option in field.all_options if not option.exclusive]
    _where(field, recoding, proper)

    def question(code: str, label: str, those: Sequence[str]) -> Question:
        said = frozenset(those)
        return _yes_no(
            f"{prefix}_{code}",
            label,
            family,
            definition,
            words,
            lambda profile: bool(said & _every(profile, unit, field)),
        )

    return tuple(question(*each) for each in recoding)


def _one_by_one(field: MultiChoiceField) -> Recoding:
    return [(each.code, each.label, (each.code,)) for each in field.options if not each.exclusive]


_HORS = accueil.HORS_CHAMP_PENAL
STATUT = _single(
    accueil.STATUT,
    "Statut",
    "Personnes",
    "Le statut de la première situation de l’année ; il ne change plus une fois la personne comptée. Une"
    " personne sans statut noté est comptée « Hors champ pénal ».",
    [
        *((each.code, each.label, (each.code,)) for each in accueil.STATUT.options if each.code != _HORS),
        (_HORS, accueil.STATUT.labels[_HORS], (_HORS, NR)),
    ],
    _own,
    groups=_grouped(("autre_statut", "Mis en cause, hors champ pénal", (accueil.MIS_EN_CAUSE, _HORS))),
    sensitive=(accueil.VICTIME, accueil.MIS_EN_CAUSE, _HORS),
)
MERGES = ((accueil.VICTIME, "autre_statut"),)
"""What stands for the statuses in a year in which one of them is that of too few persons."""

TRIMESTRE = Variable(
    "trimestre",
    "Trimestre",
    "Arrivée",
    "Le trimestre où la personne a été comptée, une fois dans l’année : celui de son premier accueil, ou le"
    " suivant quand sa fiche a été remplie après l’arrêté.",
    tuple(Category(f"T{each}", f"{'1er' if each == 1 else f'{each}e'} trimestre") for each in QUARTERS),
    f"T{LAST}",
    _grouped(("S1", "1er semestre", ("T1", "T2")), ("S2", "2e semestre", ("T3", "T4"))),
)

_PERSONNES, _ARRIVEE, _SITUATIONS = "Personnes", "Arrivée", "Problématiques"
_VIOLENCES, _BESOINS, _ORIENTATIONS = "Violences et protection", "Besoins", "Orientations"
_DE_SA_PREMIERE = "De la première situation de l’année de chaque personne."

SEXE = _single(
    personne.SEXE,
    "Sexe",
    _PERSONNES,
    "Tel qu’il est noté dans la fiche de la personne.",
    [
        ("femme", "Femmes", ("femme",)),
        ("homme", "Hommes", ("homme",)),
        ("autre", "Autre, ou non renseigné", ("autre", NR)),
    ],
    _own,
)

_ADULTES = (("18_24", "18_24"), ("25_59", "25_34 35_44 45_59"), ("60_plus", "60_plus"))
_AGE_LABELS = {"25_59": "25 à 59 ans", **{code: label for code, label, _, _ in AGE_BANDS}}
AGE = _single(
    TRANCHE_AGE,
    "Âge",
    _PERSONNES,
    "Âge au premier jour de l’année où la personne a été reçue.",
    [
        ("0_17", "Moins de 18 ans", ("ans_0_17",)),
        *(
            (code, _AGE_LABELS[code], tuple(f"ans_{band}" for band in bands.split()))
            for code, bands in _ADULTES
        ),
        _UNKNOWN,
    ],
    _own,
    groups=_grouped(("majeurs", "18 ans et plus", [code for code, _ in _ADULTES])),
)

RESIDENCE = _single(
    accueil.RESIDENCE,
    "Résidence",
    _PERSONNES,
    f"Le secteur, jamais la commune. {_DE_SA_PREMIERE}",
    [
        ("commune_du_poste", "Commune du poste", ("commune_du_poste",)),
        ("departement", "Autre commune du département", ("ressort", "departement")),
        ("hors_departement", "Hors du département", ("hors_departement",)),
        ("sans_domicile", "Sans domicile stable", ("sans_domicile_stable",)),
        _UNKNOWN,
    ],
    _intake,
)
CONNU = _single(
    accueil.CONNU,
    "Connue d’un service social auparavant",
    _PERSONNES,
    _DE_SA_PREMIERE,
    [
        ("oui", "Oui", ("oui",)),
        ("non", "Non", ("non",)),
        ("inconnu", "Non renseigné, ou ne sait pas", ("ne_sait_pas", NR)),
    ],
    _intake,
)
MINEURS = _single(
    accueil.MINEURS_AU_FOYER,
    "Enfants mineurs au foyer",
    _PERSONNES,
    _DE_SA_PREMIERE,
    [
        ("oui", "Oui", ("oui",)),
        ("non", "Non", ("non",)),
        ("inconnu", "Non renseigné, ou ne sait pas", ("ne_sait_pas", NR)),
    ],
    _intake,
)
ORIGINE = _single(
    accueil.ORIGINE,
    "Origine de la saisine",
    _ARRIVEE,
    _DE_SA_PREMIERE,
    [
        ("police", "Police ou gendarmerie", ("police",)),
        ("autosaisine", "Autosaisine (mains courantes, procédures)", ("autosaisine",)),
        ("personne", "La personne elle-même", ("personne",)),
        ("partenaire", "Partenaire", ("partenaire",)),
        ("justice", "Justice", ("justice",)),
        ("autre", "Autre", ("autre_isc", "plateforme_numerique", "autre")),
        _UNKNOWN,
    ],
    _intake,
    groups=_grouped(("interne", "Dans le service de police ou de gendarmerie", ("police", "autosaisine"))),
)
DELAI = _single(
    accueil.DELAI,
    "Délai entre la saisine et le premier échange",
    _ARRIVEE,
    _DE_SA_PREMIERE,
    [
        ("jours_0_a_3", "3 jours au plus", ("jour_meme", "jours_1_a_3")),
        ("jours_4_a_14", "4 à 14 jours", ("jours_4_a_14",)),
        ("plus_de_14_jours", "Plus de 14 jours", ("jours_15_a_30", "plus_de_30_jours")),
        _UNKNOWN,
    ],
    _intake,
)
CADRE = _single(
    accueil.CADRE,
    "Cadre procédural à l’arrivée",
    _ARRIVEE,
    _DE_SA_PREMIERE,
    [
        ("plainte", "Plainte déposée", ("plainte",)),
        ("plainte_non_souhaitee", "Plainte refusée, retirée ou non souhaitée", ("plainte_non_souhaitee",)),
        (
            "main_courante",
            "Main courante, renseignement judiciaire",
            ("main_courante", "renseignement_judiciaire"),
        ),
        ("intervention", "Intervention sans suite", ("intervention",)),
        ("mise_en_cause", "Audition, garde à vue", ("audition", "garde_a_vue")),
        ("autre_procedure", "Autre procédure, ou décision rendue", ("procedure_en_cours", "decision_rendue")),
        ("aucune", "Aucune procédure", ("aucune",)),
        _UNKNOWN,
    ],
    _intake,
)
RANG = _single(
    accueil.RANG,
    "Premier accueil ou retour",
    _ARRIVEE,
    _DE_SA_PREMIERE,
    [
        ("premier", "Premier accueil", ("premier",)),
        ("retour", "Retour", ("retour_annee", "retour_anterieur")),
        _UNKNOWN,
    ],
    _intake,
)
PROBLEMATIQUE = _single(
    accueil.PROBLEMATIQUE,
    "Problématique principale",
    _SITUATIONS,
    _DE_SA_PREMIERE,
    [*((each.code, each.label, (each.code,)) for each in PROBLEMATIQUES), _UNKNOWN],
    _intake,
    groups=_grouped(
        (
            "violences",
            "Violences et conflits, dans le couple, la famille, ou sexuels",
            ("violences_couple", "violences_familiales", "violences_sexuelles"),
        ),
        (
            "sante",
            "Santé, vulnérabilité, addictions",
            ("vulnerabilite", "sante_mentale", "addictions"),
        ),
        ("relations", "Voisinage, travail", ("voisinage", "travail")),
        ("autres", "Autres", ("autre_infraction", "situation_mis_en_cause", "autre")),
    ),
    sensitive=tuple(each.code for each in PROBLEMATIQUES),
)
_NOTEE = ("Notée", "Non notée")
ASSOCIEES = _each_of(
    accueil.PROBLEMATIQUES_ASSOCIEES,
    "associee",
    _SITUATIONS,
    "Notée à l’accueil comme problématique associée, dans au moins une situation de l’année.",
    _NOTEE,
    _one_by_one(accueil.PROBLEMATIQUES_ASSOCIEES),
    Unit.SITUATION,
)
VIOLENCES = _each_of(
    accueil.VIOLENCES,
    "violence",
    _VIOLENCES,
    "Rapportée dans au moins une situation de l’année ; la question ne se pose que dans certaines"
    " situations, et la personne peut ne pas répondre.",
    ("Rapportée", "Non rapportée"),
    [
        ("physiques", "Violences physiques", ("physiques",)),
        ("psychologiques", "Violences psychologiques", ("psychologiques",)),
        ("verbales", "Violences verbales, menaces", ("verbales",)),
        ("sexuelles", "Violences sexuelles", ("sexuelles",)),
        ("economiques", "Violences économiques ou administratives", ("economiques", "administratives")),
        ("numeriques", "Cyberviolences, harcèlement", ("numeriques", "harcelement")),
        ("materielles", "Envers les biens, les animaux", ("materielles",)),
        ("par_les_enfants", "Par les enfants (vicariantes)", ("par_les_enfants",)),
        ("contrainte", "Contrainte culturelle, mariage forcé", ("contrainte_culturelle", "mariage_force")),
        ("negligences", "Négligences, privations", ("negligences",)),
    ],
    Unit.SITUATION,
)


def _in_danger(profile: Profile) -> bool:
    return any(OUI.code in _every(profile, Unit.EVALUATION, field) for field in evaluation.CRITERES)


def _order_prepared(profile: Profile) -> bool:
    return acte.ORDONNANCE_DE_PROTECTION in _every(profile, Unit.ACTE, acte.NATURE)


DANGER = _yes_no(
    "danger",
    "Critères de danger dans le couple",
    _VIOLENCES,
    "Au moins une réponse « Oui » aux questions sur le danger, dans une évaluation de l’année.",
    ("Au moins un critère noté", "Aucun critère noté"),
    _in_danger,
)
ORDONNANCE = _yes_no(
    "ordonnance",
    "Dossier d’ordonnance de protection",
    _VIOLENCES,
    "Acte « Dossier d’ordonnance de protection » noté dans l’année.",
    ("Dossier préparé", "Pas de dossier préparé"),
    _order_prepared,
)

_REPERES = frozenset(evaluation.ECHELLE[1:])


def _need(field: AnyClosedField) -> Question:
    return _yes_no(
        field.code,
        field.label,
        _BESOINS,
        "Besoin d’information, non urgent ou urgent, dans une évaluation de l’année.",
        ("Besoin repéré", "Pas de besoin, ou non évalué"),
        lambda profile: bool(_REPERES & _every(profile, Unit.EVALUATION, field)),
    )


BESOINS = tuple(_need(field) for field in evaluation.BESOINS if field.counted)

FAITE, IMPOSSIBLE, SANS = "faite", "impossible", "non"
_TOWARDS: Recoding = (
    ("social", "Services sociaux, CCAS", ("service_social", "ccas", "autre_isc")),
    (
        "enfance",
        "Enfance : ASE, PMI, école, PJJ",
        ("aide_sociale_enfance", "pmi", "education_nationale", "pjj"),
    ),
    (
        "victimes",
        "Aide aux victimes, associations spécialisées",
        ("aide_aux_victimes", "cidff", "association_violences", "maison_des_femmes"),
    ),
    ("auteurs", "Prise en charge des auteurs, SPIP", ("centre_auteurs", "spip")),
    (
        "droit",
        "Justice, accès au droit",
        ("avocat", "acces_au_droit", "tribunal", "parquet", "droit_des_etrangers", "conciliateur"),
    ),
    ("police", "Police ou gendarmerie (plainte)", ("police",)),
    ("sante", "Soins, urgences, UMJ", ("umj", "urgences", "medecin")),
    ("psychologie", "Santé mentale, psychotraumatisme", ("cmp", "psychotraumatisme")),
    ("addictologie", "Addictologie", ("addictologie",)),
    ("hebergement", "Hébergement", ("hebergement_urgence", "hebergement_accompagne")),
    ("logement", "Logement", ("bailleur", "adil")),
    (
        "ressources",
        "Droits sociaux, emploi, aide alimentaire",
        ("caf", "france_travail", "mission_locale", "aide_alimentaire"),
    ),
    ("autonomie", "Handicap, âge, protection des majeurs", ("mdph", "seniors", "mandataire")),
    ("autre", "Écoute, autre", ("numero_d_ecoute", "autre")),
)
_NOWHERE = (orientation.AUCUNE, NR)


def _orientations() -> tuple[Question, ...]:
    options = [each.code for each in orientation.DESTINATAIRE.all_options if each.code not in _NOWHERE]
    _where(orientation.DESTINATAIRE, _TOWARDS, options)
    if not orientation.ETAT.counted:
        raise ValueError("the outcome of an orientation is not counted")
    return tuple(_orientation(*each) for each in _TOWARDS)


def _orientation(code: str, label: str, those: Sequence[str]) -> Question:
    variable = Variable(
        f"orientation_{code}",
        label,
        _ORIENTATIONS,
        "Impossible : faute de place, refusée par le service ou non aboutie, et aucune autre de ce type"
        " dans l’année n’a pu se faire. Faite : toutes les autres, y compris proposée ou refusée par la"
        " personne.",
        (
            Category(FAITE, "Faite ou proposée"),
            Category(IMPOSSIBLE, "Impossible"),
            Category(SANS, "Pas d’orientation de ce type"),
        ),
        SANS,
        _grouped((OUI.code, "Orientation vers ce type de service", (FAITE, IMPOSSIBLE))),
        sensitive=(OUI.code, FAITE, IMPOSSIBLE),
    )
    return Question(variable, lambda profile: _outcome(profile.of(Unit.ORIENTATION), frozenset(those)))


def _outcome(orientations: Iterable[Codes], those: frozenset[str]) -> str:
    """Impossible when none of this kind could be done; what became of it may not be known yet."""
    there = [codes for codes in orientations if codes.get(orientation.DESTINATAIRE.code, frozenset()) & those]
    failed = [
        bool(codes.get(orientation.ETAT.code, frozenset()) & orientation.IMPOSSIBLES) for codes in there
    ]
    return SANS if not there else IMPOSSIBLE if all(failed) else FAITE


ORIENTATIONS = _orientations()

QUESTIONS = (
    SEXE,
    AGE,
    RESIDENCE,
    CONNU,
    MINEURS,
    ORIGINE,
    DELAI,
    CADRE,
    RANG,
    PROBLEMATIQUE,
    *ASSOCIEES,
    *VIOLENCES,
    DANGER,
    ORDONNANCE,
    *BESOINS,
    *ORIENTATIONS,
)

CATALOGUE = Catalogue(VERSION, STATUT.variable, TRIMESTRE, tuple(each.variable for each in QUESTIONS), MERGES)


def read(catalogue: Catalogue, profile: Profile) -> Mapping[str, str]:
    """The category of a person for each variable of a catalogue, which may be that of an older program.

    A category or a question that one of the two does not have is *unknown*.
    """
    now = {each.variable.code: each for each in QUESTIONS}
    found: dict[str, str] = {}
    for variable in catalogue.variables:
        question = now.get(variable.code)
        said = variable.unknown if question is None else question.read(profile)
        there = said in {each.code for each in variable.leaves}
        found[variable.code] = said if there else variable.unknown
    return found
