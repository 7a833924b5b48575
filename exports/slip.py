"""The named slip, for the partner alone: who she is, what is asked, how to reach her without danger."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from exports import house_style, pdf_file
from exports.appointment import appointment
from exports.concealment import refuse_crossing
from exports.dossier import KEPT, Dossier
from exports.drawing import drawn
from exports.folding import Haystack
from exports.house_style import Paper
from exports.pages import Blanks, Given, Line, Narrative, Part, Prose, Section, cells, given
from exports.reaching import reaching
from exports.secrets import MORE, POSTAL_CODE, STREET, TOWN, Secret, secrets
from models.dates import in_words
from models.failure import Failure
from models.fields import NON_RENSEIGNE, Address, Answers, AnyField, TextField
from models.forms import orientation, personne
from models.wording import words

TITLE = "Fiche d’orientation"
FOOT = "Pour le service désigné seul. Ne pas remettre à la personne ni à ses proches."


@dataclass(frozen=True, repr=False)
class Referral:
    """One orientation, and the file in which it is; its ``repr`` shows no answer."""

    orientation: Answers
    dossier: Dossier

    @property
    def person(self) -> Answers:
        return self.dossier.personne


def recipient(answers: Answers) -> str:
    """The service as it was named that day, or else its sort; ``Failure`` when there is none."""
    towards = answers[orientation.DESTINATAIRE]
    named = answers[orientation.STRUCTURE] or ""
    if towards == "aucune" or not (named or answers.codes(orientation.DESTINATAIRE) - {NON_RENSEIGNE.code}):
        raise Failure(
            "Cette orientation ne dit pas vers quel service. Choisissez-le ou écrivez son nom, puis"
            f" recommencez. {KEPT}"
        )
    return named or words(answers, orientation.DESTINATAIRE)


def refuse_without_agreement(answers: Answers) -> None:
    """Raise ``Failure`` unless she agreed, for this recipient, or the ground for doing without is noted.

    Whoever refuses to be directed there has taken her agreement back.
    """
    agreed = answers[orientation.ACCORD]
    declined = answers[orientation.ETAT] == orientation.REFUSEE
    if agreed in ("oral", "ecrit") and not declined:
        return
    if agreed == "refus":
        told = (
            "Elle refuse que ses informations soient transmises à ce service : la fiche ne peut pas porter"
            " son nom"
        )
    elif declined and agreed != "sans_accord":
        told = "Elle a refusé cette orientation : la fiche ne peut pas porter son nom"
    elif agreed == "sans_accord":
        if (answers[orientation.SANS_ACCORD_MOTIF] or "").strip():
            return
        told = (
            "« Transmis sans accord » est noté sans dire ce qui le permet. Écrivez-le (par exemple : mineur"
            " en danger, art. 226-14, 1° du code pénal)"
        )
    else:
        told = (
            "Son accord pour transmettre ses informations à ce service n’est pas noté : la fiche ne peut pas"
            " porter son nom. Demandez-le-lui, notez-le"
        )
    raise Failure(f"{told}. La note sans nom reste possible. {KEPT}")


def slip(referral: Referral, origin: str, on: date) -> bytes:
    """The slip as PDF; ``Failure`` when it is refused, with the reason."""
    refuse_without_agreement(referral.orientation)
    body = list(_sections(referral, on))
    data = house_style.pdf(Paper(TITLE, origin, FOOT), lambda: list(drawn(body)))
    _refuse_address(referral, data)
    refuse_crossing(referral.dossier, data)
    return data


def whereabouts(referral: Referral, on: date) -> tuple[str, ...]:
    """What the words written by hand say of where she lives, short of her street, while she wants it hidden:
    her town, or with whom. Whether they may stay is for somebody to say.
    """
    if not referral.dossier.wants_hidden:
        return ()
    printed = (cell for section in _sections(referral, on) for cell in cells(section))
    free = [each for each in printed if isinstance(each, Given) and _is_free(each.field)]
    rules = [given(referral.person, field) for field in (personne.HORAIRES_SURS, personne.SE_PRESENTER)]
    text = "\n".join(each.text for each in (*free, *rules) if each)
    said, town = Haystack(text), (referral.person[personne.ADRESSE] or Address()).town
    told = any(said.count(each.needle) for each in _hidden(referral) if each.kind in (TOWN, POSTAL_CODE))
    return (*((town or "code postal",) if told else ()), *dict.fromkeys(_WITH.findall(text)))


def _is_free(field: AnyField) -> bool:
    return isinstance(field, TextField) and field not in personne.NAMES


_WITH = re.compile(r"\bchez\s+(?:sa|son|ses|ma|mon|mes|leurs?)\s+[^\W\d_]+(?:[-'’][^\W\d_]+)*", re.IGNORECASE)
"""« chez sa mère », « chez son beau-frère »."""


def _sections(referral: Referral, on: date) -> Iterator[Section]:
    answers, person = referral.orientation, referral.person
    yield Section(TITLE, tuple(_towards(answers, on)))
    yield Section("La personne", tuple(_who(person)))
    yield Section("Ce qui est demandé", (Narrative(given(answers, orientation.DEMANDE)),))
    yield Section("La joindre sans danger", tuple(_contact(person)))
    yield Section("Ce qui permet de transmettre", tuple(_agreement(answers)))
    yield Section("Transmis par", (Blanks(("Nom et fonction", "Téléphone", "Date et signature")),))


def _towards(answers: Answers, on: date) -> Iterator[Part]:
    yield Line("Pour", recipient(answers))
    day = answers[orientation.DATE_ORIENTATION] or on
    yield Line("Orientation du", in_words(day))
    if mode := given(answers, orientation.MODE):
        yield Line("Comment", mode)
    if expected := appointment(answers):
        yield Line("Rendez-vous", expected)


def _who(person: Answers) -> Iterator[Part]:
    named = [field for field in personne.NAMES[:3] if given(person, field)]
    if not named and not given(person, personne.PSEUDONYME):
        raise Failure(
            "La fiche de la personne ne porte aucun nom. Notez-en un, ou remettez-lui la note sans nom. "
            + KEPT
        )
    for field in named or [personne.PSEUDONYME]:
        yield Line(field.label, given(person, field))
    for field in (personne.NAISSANCE, personne.LANGUE, personne.INTERPRETE):
        if answer := given(person, field):
            yield Line(field.label, answer)


def _contact(person: Answers) -> Iterator[Part]:
    yield from reaching(person)
    if person.asks(personne.CANAUX_SURS) and "courrier" in person.codes(personne.CANAUX_SURS):
        yield Prose("Son adresse n’est jamais imprimée : demandez-lui où écrire.", note=True)


def _agreement(answers: Answers) -> Iterator[Part]:
    yield Line("Accord", given(answers, orientation.ACCORD))
    if answers.asks(orientation.SANS_ACCORD_MOTIF):
        yield Line("Motif", given(answers, orientation.SANS_ACCORD_MOTIF))
    else:
        yield Prose("Il vaut pour ce service seul, et elle peut le retirer.", note=True)


def _refuse_address(referral: Referral, data: bytes) -> None:
    """The street where she lives has no place here, even in what was written by hand."""
    printed = Haystack("\n".join(pdf_file.page_texts(data)))
    streets = (secret for secret in _hidden(referral) if secret.kind in (STREET, MORE))
    if any(printed.count(secret.needle) for secret in streets):
        raise Failure(
            "Son adresse se lit dans cette fiche, sans doute dans ce qui est demandé au service. Retirez-la,"
            f" puis recommencez : le service la lui demandera. {KEPT}"
        )


def _hidden(referral: Referral) -> tuple[Secret, ...]:
    """What locates her in her own answers, and in nothing else."""
    situation, order = referral.dossier.situation.form, referral.dossier.ordonnance.form
    return secrets(Dossier(referral.person, Answers(situation), None, Answers(order)))
