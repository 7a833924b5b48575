"""The protection-order dossier of a fictitious victim."""

from models.dates import vague
from models.fictitious import words
from models.fictitious.answers import answers
from models.fictitious.profile import Profile
from models.fields import Answers, AnyField
from models.forms import ordonnance, piece
from models.forms.faits import DERNIER, PLUS_GRAVE, PREMIER, REPERE
from models.forms.mesures import FAITS_APPUIS
from models.taken import TAKEN

UNIONS = {
    "conjoint": "mariage",
    "partenaire_pacs": "pacs",
    "concubin": "concubinage",
    "ex": "ancien_concubinage",
}
"""What binds the parties, by link noted at intake; none against a forced marriage."""


def dossier(who: Profile) -> Answers:
    forced = who.problem == "violences_couple.mariage_force"
    together = who.problem == "violences_couple.couple_actuel"
    years = who.rng.randint(1, max(1, min(20, who.age - 17)))
    mesures = _mesures(who, forced)
    faits = _faits(who)
    given: dict[AnyField, object] = {
        **dict.fromkeys((each.field for each in TAKEN), None),
        **dict.fromkeys(ordonnance.S_SECRETS.fields, None),
        **{field: frozenset(("f1",)) for field in FAITS_APPUIS.values()},
        ordonnance.PREVENUE: "oui",
        ordonnance.TRIBUNAL_DU_COUPLE: "oui",
        ordonnance.NAISSANCE_ETAT_CIVIL: None,
        ordonnance.GROSSESSE: None,
        ordonnance.DEFENDEUR_DOMICILE: "actuelle",
        ordonnance.DEFENDEUR_OU: None,
        ordonnance.RELU: "oui",
        ordonnance.CHOIX_DOMICILE: "ignorer" if ordonnance.DISSIMULATION in mesures else "connu",
        ordonnance.FONDEMENT: ordonnance.MARIAGE_FORCE if forced else ordonnance.VIOLENCES_DU_COUPLE,
        ordonnance.UNION: "aucun" if forced else UNIONS[who.lien or "concubin"],
        ordonnance.UNION_DEPUIS: None if forced else vague(str(who.day.year - years), who.day),
        ordonnance.SEPARATION: None if forced or together else who.fact(10, 90),
        ordonnance.COHABITATION: "oui" if together else "non",
        ordonnance.DEFENDEUR_PRENOM: who.rng.choice(
            words.PRENOMS["homme" if who.sexe == "femme" else "femme"]
        ),
        ordonnance.DEFENDEUR_ADRESSE: who.rng.choice(words.PARTIE_ADVERSE),
        ordonnance.MESURES: mesures,
        ordonnance.FAITS: faits,
        ordonnance.AVOCAT: who.draw(ordonnance.AVOCAT, {"choisi": 1, "commis_d_office": 2, "a_reflechir": 1}),
        ordonnance.DISSIMULATION_EXPLIQUEE: "oui",
        ordonnance.ELECTION_DOMICILE: "avocat",
    }
    return answers(ordonnance.FORM, who.rng, who.today, given=given)


def _mesures(who: Profile, forced: bool) -> frozenset[str]:
    if forced:
        return frozenset(ordonnance.MESURES_MARIAGE_FORCE)
    asked = {
        "interdiction_contact",
        "interdiction_lieux",
        "interdiction_armes",
        "aide_juridictionnelle",
        "logement_epoux" if who.lien == "conjoint" else "logement_pacs_concubins",
    }
    sometimes = {ordonnance.DISSIMULATION: 2, "autorite_parentale": 2, "bracelet": 4}
    asked.update(mesure for mesure, times in sometimes.items() if who.once_in(times, mesure))
    return frozenset(asked)


def _faits(who: Profile) -> tuple[Answers, ...]:
    """Most recent first, all before the day on which she came."""
    told = ((DERNIER, 1), (PLUS_GRAVE, 60), (PREMIER, 300))[: who.rng.randint(1, 3)]
    return tuple(
        answers(
            ordonnance.FAIT,
            who.rng,
            who.today,
            given={ordonnance.RANG: rank, ordonnance.DATE_FAIT: who.fact(days, 20)},
        ).with_(REPERE, f"f{number}")
        for number, (rank, days) in enumerate(told, start=1)
    )


def pieces(who: Profile) -> tuple[Answers, ...]:
    """Exhibits each of another sort, as they are listed."""
    titles = who.rng.sample(words.LINES[piece.INTITULE], who.rng.randint(2, 4))
    return tuple(answers(piece.FORM, who.rng, who.today, given={piece.INTITULE: title}) for title in titles)
