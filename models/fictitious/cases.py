"""A fictitious person with everything that happened to her, coherent from one record to the next."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from models.casework import (
    ACTE,
    ECHEANCE,
    EVALUATION,
    ORDONNANCE,
    ORIENTATION,
    PERSONNE,
    PIECE,
    SITUATION,
    Noun,
)
from models.dates import Period
from models.fictitious import weights, words
from models.fictitious.answers import answers, birth, narrative
from models.fictitious.dossier import dossier, pieces
from models.fictitious.profile import Decks, Profile
from models.fields import Answers, AnyField
from models.forms import accueil, acte, echeance, evaluation, orientation, personne

Given = dict[AnyField, object]

ACTIVE_DAYS = 120
"""After so many days without an act, a situation is mostly closed."""


@dataclass(frozen=True)
class FictitiousCase:
    """One person, her situation, and what hangs on it."""

    personne: Answers
    situation: Answers
    actes: tuple[Answers, ...]
    evaluations: tuple[Answers, ...]
    orientations: tuple[Answers, ...]
    echeances: tuple[Answers, ...]
    ordonnance: Answers | None
    pieces: tuple[Answers, ...] = ()

    def records(self) -> Iterator[tuple[Noun, Answers]]:
        """Each record with its kind, owners before what they own."""
        yield PERSONNE, self.personne
        yield SITUATION, self.situation
        for noun, several in (
            (ACTE, self.actes),
            (EVALUATION, self.evaluations),
            (ORIENTATION, self.orientations),
            (ECHEANCE, self.echeances),
        ):
            for each in several:
                yield noun, each
        if self.ordonnance is not None:
            yield ORDONNANCE, self.ordonnance
        for each in self.pieces:
            yield PIECE, each


def population(
    rng: Random, counts: Mapping[str, int], period: Period, today: date
) -> tuple[FictitiousCase, ...]:
    """As many persons of each status as ``counts`` says, received evenly over the period, by day."""
    decks = Decks(rng)
    last = min(period.end, today)
    dated = sorted(
        (period.start + (last - period.start) * number // max(1, count - 1), statut)
        for statut, count in counts.items()
        for number in range(count)
    )
    return tuple(person(rng, statut, day, today, decks=decks) for day, statut in dated)


def person(rng: Random, statut: str, day: date, today: date, *, decks: Decks | None = None) -> FictitiousCase:
    """A person of that status received on that day, no later than today.

    Shared ``decks`` keep the answers of many persons in the proportions of ``weights``.
    """
    if day > today:
        raise ValueError("nobody can have been received after today")
    who = Profile(rng, decks or Decks(rng), statut, day, today)
    actes = _actes(who)
    prepares = who.couple_victim and who.once_in(3, "ordonnance")
    return FictitiousCase(
        personne=_personne(who),
        situation=_situation(who, last_act=max(each[acte.DATE_ACTE] or day for each in actes)),
        actes=_in_order((*actes, *_order_acts(who))) if prepares else actes,
        evaluations=_evaluations(who),
        orientations=_orientations(who),
        echeances=_echeances(who),
        ordonnance=dossier(who) if prepares else None,
        pieces=pieces(who) if prepares else (),
    )


def _personne(who: Profile) -> Answers:
    nom, prenom = who.rng.choice(words.NOMS), who.rng.choice(words.PRENOMS[who.sexe])
    foreign = who.once_in(10, "foreign")
    works = who.stage == weights.ADULTE and who.once_in(2, personne.EMPLOYEUR)
    given: Given = {
        personne.NOM: nom,
        personne.PRENOM: prenom,
        personne.SEXE: who.sexe,
        personne.NAISSANCE: birth(who.rng, who.day, who.age),
        personne.ACCORD_CONTACT: who.draw(personne.ACCORD_CONTACT, {"oui": 5, "non": 1}),
        personne.CONTACT_VERIFIE_LE: who.later(who.day, 10),
        personne.INTERPRETE: "oui" if foreign else "non",
        personne.COURRIEL: _courriel(prenom, nom) if who.once_in(3, personne.COURRIEL) else None,
    }
    known = {
        personne.NOM_USAGE: who.once_in(4, personne.NOM_USAGE),
        personne.PSEUDONYME: who.once_in(12, personne.PSEUDONYME),
        personne.TELEPHONE_2: who.once_in(6, personne.TELEPHONE_2),
        personne.SE_PRESENTER: who.once_in(4, personne.SE_PRESENTER),
        personne.LANGUE: foreign,
        personne.EMPLOYEUR: works,
        personne.ADRESSE: who.housed,
    }
    given.update(dict.fromkeys(field for field, told in known.items() if not told))
    return answers(personne.FORM, who.rng, who.today, given=given)


def _courriel(prenom: str, nom: str) -> str:
    folded = unicodedata.normalize("NFKD", f"{prenom}.{nom}".casefold())
    return "".join(c for c in folded if c.isascii() and (c.isalpha() or c == ".")) + "@exemple.invalid"


def _situation(who: Profile, last_act: date) -> Answers:
    minors = who.draw(accueil.MINEURS_AU_FOYER, weights.MINEURS_AU_FOYER) if who.adult else "oui"
    parent_of_minors = who.stage == weights.ADULTE and minors == "oui"
    fertile = who.sexe == "femme" and 18 <= who.age < 45
    closed = (who.today - last_act).days > ACTIVE_DAYS and not who.once_in(8, "open")
    pregnant = "oui" if fertile and who.once_in(8, accueil.GROSSESSE) else "non"
    logement = who.draw(accueil.LOGEMENT, weights.LOGEMENT[who.statut]) if who.housed else "rue"
    given: Given = {
        accueil.DATE_ACCUEIL: who.day,
        accueil.ORIGINE: who.draw(accueil.ORIGINE, weights.ORIGINE[who.statut]),
        accueil.DELAI: who.draw(accueil.DELAI, weights.DELAI[who.statut]),
        accueil.CADRE: who.draw(accueil.CADRE, weights.CADRE[who.statut]),
        accueil.RANG: who.draw(accueil.RANG, weights.RANG[who.statut]),
        accueil.DEMANDE: narrative(accueil.DEMANDE, who.rng, words.DEMANDES[who.parent]),
        accueil.EXPOSE: narrative(accueil.EXPOSE, who.rng, words.EXPOSES[who.parent]),
        accueil.STATUT: _statut(who),
        accueil.DOUBLE_STATUT: "oui" if who.once_in(20, accueil.DOUBLE_STATUT) else "non",
        accueil.PROBLEMATIQUE: who.problem,
        accueil.PROBLEMATIQUES_ASSOCIEES: _associees(who),
        accueil.VIOLENCES: _violences(who),
        accueil.LIEN: who.lien,
        accueil.RESIDENCE: who.residence,
        accueil.CONNU: who.draw(accueil.CONNU, weights.CONNU[who.statut]),
        accueil.LOGEMENT: logement,
        accueil.SITUATION_FAMILIALE: _family(who),
        accueil.RESSOURCES: who.draw(accueil.RESSOURCES, weights.RESSOURCES[who.stage], who.stage),
        accueil.PROTECTION_JURIDIQUE: who.draw(
            accueil.PROTECTION_JURIDIQUE, weights.PROTECTION_JURIDIQUE[who.statut]
        ),
        accueil.MINEURS_AU_FOYER: minors,
        accueil.ENFANTS: _children(who) if parent_of_minors else None,
        accueil.GROSSESSE: pregnant if fertile else None,
        accueil.CLOTURE_LE: who.later(last_act, 30) if closed else None,
        accueil.MOTIF_CLOTURE: who.draw(accueil.MOTIF_CLOTURE, weights.MOTIF_CLOTURE) if closed else None,
    }
    return answers(accueil.FORM, who.rng, who.today, given=given)


def _statut(who: Profile) -> str:
    return f"{who.statut}.{who.draw(accueil.STATUT, weights.SOUS_STATUT[who.statut, who.stage], who.stage)}"


def _associees(who: Profile) -> frozenset[str]:
    other = who.draw(accueil.PROBLEMATIQUES_ASSOCIEES, weights.ASSOCIEES[who.statut])
    return frozenset({"aucune" if other == who.parent else other})


def _violences(who: Profile) -> frozenset[str]:
    if who.problem.endswith(".conflit"):
        return frozenset({"aucune"})
    cards = weights.VIOLENCES.get((who.statut, who.parent), weights.AUTRES_VIOLENCES)
    return frozenset(who.draw(accueil.VIOLENCES, cards, who.parent).split())


def _family(who: Profile) -> str:
    if not who.adult:
        return "celibat"
    lien = who.lien if who.lien in weights.SITUATION_FAMILIALE else None
    return who.draw(accueil.SITUATION_FAMILIALE, weights.SITUATION_FAMILIALE[lien], lien)


def _children(who: Profile) -> tuple[Answers, ...]:
    oldest = min(17, max(0, who.age - 18))
    return tuple(
        answers(
            accueil.ENFANT,
            who.rng,
            who.today,
            given={
                accueil.NAISSANCE_ENFANT: birth(who.rng, who.day, who.rng.randint(0, oldest)),
                accueil.LIEU_DE_VIE: words.LINES[accueil.LIEU_DE_VIE][0],
            },
        )
        for _ in range(who.rng.randint(1, 3))
    )


def _actes(who: Profile) -> tuple[Answers, ...]:
    """The first interview on the day she came, then what followed."""
    acts = [_acte(who, who.day, who.draw("first act", weights.PREMIER))]
    day = who.day
    for _ in range(who.draw("acts", weights.NOMBRE_DE_SUITES)):
        day = who.later(day, 25)
        acts.append(_acte(who, day, who.draw("act", weights.SUITES)))
    return tuple(acts)


def _order_acts(who: Profile) -> tuple[Answers, ...]:
    """The dossier is prepared in one time, or in two."""
    first = who.later(who.day, 10)
    days = (first, who.later(first, 10)) if who.once_in(2, "order again") else (first,)
    return tuple(_acte(who, day, acte.ORDONNANCE_DE_PROTECTION) for day in days)


def _in_order(acts: tuple[Answers, ...]) -> tuple[Answers, ...]:
    return tuple(sorted(acts, key=lambda each: each[acte.DATE_ACTE] or date.min))


def _acte(who: Profile, day: date, nature: str) -> Answers:
    given: Given = {
        acte.DATE_ACTE: day,
        acte.NATURE: nature,
        acte.DUREE: who.draw(acte.DUREE, _lengths(nature), nature),
    }
    if nature == acte.TENTATIVE:
        given[acte.NOTES] = given[acte.PAROLE] = None
    return answers(acte.FORM, who.rng, who.today, given=given)


def _lengths(nature: str) -> weights.Weights:
    if nature == acte.ORDONNANCE_DE_PROTECTION:
        return weights.DUREE_DOSSIER
    return weights.DUREE_ENTRETIEN if nature.startswith("entretien") else weights.DUREE_AUTRE


def _evaluations(who: Profile) -> tuple[Answers, ...]:
    if who.once_in(4, "no evaluation"):
        return ()
    first = who.later(who.day, 5)
    again = who.couple_victim and who.once_in(4, "second evaluation")
    days = (first, who.later(first, 60)) if again else (first,)
    return tuple(_evaluation(who, day) for day in days)


def _evaluation(who: Profile, day: date) -> Answers:
    """Needs of everybody; danger in the couple only where it was raised."""
    given: Given = {evaluation.DATE_EVALUATION: day}
    for besoin, note in zip(evaluation.BESOINS, evaluation.NOTES_BESOINS, strict=True):
        given[besoin] = level = who.draw(besoin, weights.BESOIN)
        if level in ("aucun", "non_aborde") or not who.once_in(3, "note"):
            given[note] = None
    if who.couple_victim:
        given.update((critere, who.draw(critere, weights.DANGER)) for critere in evaluation.CRITERES)
        given[evaluation.APPRECIATION] = who.draw(evaluation.APPRECIATION, weights.APPRECIATION)
    else:
        given.update(
            dict.fromkeys(
                (
                    *(*evaluation.CRITERES, evaluation.APPRECIATION),
                    *(*evaluation.PLAN, *evaluation.NOTES_PLAN, evaluation.PLAN_SECURITE),
                )
            )
        )
    return answers(evaluation.FORM, who.rng, who.today, given=given)


def _orientations(who: Profile) -> tuple[Answers, ...]:
    cards = weights.DESTINATAIRES[who.statut]
    number = who.draw("orientations", {1: 1, 2: 1})
    towards = {who.draw(orientation.DESTINATAIRE, cards): None for _ in range(number)}
    if "aucune" in towards:
        return (_no_orientation(who),)
    return tuple(_orientation(who, each) for each in towards)


def _no_orientation(who: Profile) -> Answers:
    none = Answers(orientation.FORM)
    return none.with_(orientation.DATE_ORIENTATION, who.later(who.day, 10)).with_(
        orientation.DESTINATAIRE, "aucune"
    )


def _orientation(who: Profile, towards: str) -> Answers:
    day = who.later(who.day, 10)
    in_danger = not who.adult and who.once_in(3, "sans_accord")
    given: Given = {
        orientation.DATE_ORIENTATION: day,
        orientation.DESTINATAIRE: towards,
        orientation.MODE: who.draw(orientation.MODE, weights.MODE),
        orientation.ACCORD: "sans_accord" if in_danger else who.draw(orientation.ACCORD, weights.ACCORD),
        orientation.ETAT: who.draw(orientation.ETAT, weights.ETAT),
        orientation.ETAT_VERIFIE_LE: who.later(day, 30),
    }
    return answers(orientation.FORM, who.rng, who.today, given=given)


def _echeances(who: Profile) -> tuple[Answers, ...]:
    if not who.once_in(2, "echeance"):
        return ()
    due = who.day + timedelta(days=who.rng.randint(3, 30))
    old = (who.today - due).days > ACTIVE_DAYS
    done = due <= who.today and (old or who.once_in(2, echeance.FAITE_LE))
    given: Given = {
        echeance.DATE_ECHEANCE: due,
        echeance.URGENT_JUSQU_AU: who.later(due, 10),
        echeance.URGENT: "oui" if who.once_in(5, echeance.URGENT) else "non",
        echeance.FAITE_LE: who.later(due, 3) if done else None,
    }
    return (answers(echeance.FORM, who.rng, who.today, given=given),)
