"""What would reveal where the person is: each answer that locates her, in the forms it may take.

Decisions, since a word too many would make every narrative unprintable:

- a town of three letters, or that is also an ordinary word (Sens, Tours), and what a town is called
  for short (Ivry, Aix), count with a capital, or after a word such as « à » or « vers »;
- of a street, its name without its number counts, each of its own words after « rue », and the name of
  the one it is called after when it has two words (« Jean Jaurès », « J. Jaurès »), but neither
  « République » nor a date;
- of a free answer (« Vit chez »), ordinary words such as « sa mère », « bâtiment C » or « sans emploi »
  give no place away;
- the names of the parties and of the children, which the draft must print, are no secret by themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exports.dossier import Dossier
from exports.folding import Haystack, Lead, Needle, needle, words
from exports.free_words import of_words
from exports.ordinary_words import AROUND, NAMED_PLACES, ROADS, is_ordinary, listed
from exports.places import TOWARDS, house_number, of_arrondissement, of_line, of_street, of_town, street_in
from models import telephone, wording
from models.fields import OUI, Address, AddressField, Answers, AnyField, ListField, PhoneField, TextField
from models.forms import accueil, ordonnance, personne

STREET, MORE, POSTAL_CODE, TOWN = (
    "l’adresse (rue)",
    "l’adresse (complément)",
    "l’adresse (code postal)",
    "l’adresse (ville)",
)
TELEPHONE, E_MAIL, PLATE = "un numéro de téléphone", "une adresse électronique", "une plaque"

WHERE_THE_LAW_WANTS_A_TOWN: tuple[AnyField, ...] = (
    ordonnance.TRIBUNAL,
    ordonnance.AVOCAT_NOM,
    ordonnance.ELECTION_PRECISIONS,
    ordonnance.LIEU_NAISSANCE,
    ordonnance.DEFENDEUR_ADRESSE,
)
_ALLOWED: dict[str, tuple[AnyField, ...]] = {
    TOWN: WHERE_THE_LAW_WANTS_A_TOWN,
    POSTAL_CODE: (ordonnance.DEFENDEUR_ADRESSE,),
}


_COURTS = Lead(
    heads=listed("barreau barreaux cour judiciaire parquet procureur procureure tribunal"),
    links=listed("a appel au aux d de des du general generale grande instance l la le les pres republique"),
)
"""« barreau de », « procureur de la République de »: before a town, it is the court’s."""


@dataclass(frozen=True, repr=False)
class Secret:
    """Something to keep silent, by the kind that may be told, and where the law allows it."""

    kind: str
    needle: Needle
    known_to_him: bool = False

    @property
    def allowed_in(self) -> tuple[AnyField, ...]:
        return (ordonnance.DEFENDEUR_ADRESSE,) if self.known_to_him else _ALLOWED.get(self.kind, ())


def secrets(dossier: Dossier) -> tuple[Secret, ...]:
    """Everything in the dossier that locates the person, hidden answers and her children's included."""
    forms = (dossier.personne, dossier.situation, dossier.evaluation, dossier.ordonnance)
    names = _names(dossier)
    found = (secret for answers in forms if answers is not None for secret in _of(answers))
    besides = (_besides_names(secret, names) for secret in dict.fromkeys(found))
    kept = (_as_known(secret, dossier) for secret in besides if secret and secret.needle.words)
    permitted = permitted_words(dossier)
    return tuple(secret for secret in kept if not _is_permitted(secret, permitted))


def permitted_words(dossier: Dossier) -> tuple[str, ...]:
    """What is allowed by hand: a word that means something else too, with the reason why it tells nothing."""
    items = dossier.ordonnance[ordonnance.MOTS_PERMIS] or ()
    given = (each for each in items if (each[ordonnance.MOTIF_PERMIS] or "").strip())
    return tuple(word for each in given if (word := (each[ordonnance.MOT_PERMIS] or "").strip()))


def _is_permitted(secret: Secret, permitted: tuple[str, ...]) -> bool:
    """Neither a number nor a mailbox can be; of an address, no more than one word."""
    never = secret.kind in (TELEPHONE, E_MAIL, POSTAL_CODE)
    whole = secret.kind in (STREET, MORE) and len(secret.needle.words) > 1
    return not (never or whole) and any(Haystack(word).is_only(secret.needle) for word in permitted)


def of_other_parties(dossier: Dossier) -> tuple[Secret, ...]:
    """What locates the other parties of the affair, but for what this file says of its own.

    A town locates nobody between two persons of the same one. What she lives at with him, or
    knows of where he is, is answered in her file too.
    """
    theirs = (secret for answers in dossier.other_parties for secret in _of(answers))
    telling = {secret for secret in theirs if secret.kind not in (TOWN, POSTAL_CODE) and secret.needle.words}
    own = (dossier.personne, dossier.situation, dossier.ordonnance, *dossier.her_file)
    mine = [Haystack(text) for answers in own for text in _located(answers)]
    return tuple(secret for secret in telling if not any(text.count(secret.needle) for text in mine))


def _located(answers: Answers) -> Iterator[str]:
    """What is said of places and numbers, in the answers made for it."""
    for field in answers.answered():
        match field:
            case AddressField() | PhoneField() | TextField(locates=True):
                yield wording.words(answers, field)
            case ListField():
                for item in answers[field] or ():
                    yield from _located(item)
            case _:
                pass


def told_by(hidden: Iterable[Secret], field: AnyField, text: Haystack) -> Iterator[Secret]:
    """The secrets that an answer tells where the law does not want them.

    Of where she elects domicile, the law wants the court's town and no other: named as such, or alone.
    """
    hidden = tuple(hidden)
    court = field is ordonnance.ELECTION_PRECISIONS
    alone = court and any(secret.kind == TOWN and text.is_only(secret.needle) for secret in hidden)
    for secret in hidden:
        if field not in secret.allowed_in:
            told = text.count(secret.needle)
        else:
            told = court and not alone and text.count(secret.needle, not_led_by=_COURTS)
        if told:
            yield secret


def _names(dossier: Dossier) -> frozenset[str]:
    """Each word of what the parties and the children are called; nothing of an answer that says more."""
    children = dossier.whole[ordonnance.ENFANTS] or ()
    people = (dossier.personne, dossier.ordonnance, *_children(dossier.situation), *children)
    said = (answers[field] or "" for answers in people for field in NAMES if field in answers.form.fields)
    called = (_CIVILITY.sub("", each.strip()) for each in said)
    names = (word.folded for each in called if _PLAIN_NAME.fullmatch(each) for word in words(each))
    return frozenset(name for name in names if len(name) > 1)


def _children(situation: Answers) -> tuple[Answers, ...]:
    return (situation[accueil.ENFANTS] or ()) if accueil.ENFANTS in situation.form.fields else ()


NAMES = (
    personne.NOM,
    personne.NOM_USAGE,
    personne.PRENOM,
    personne.PSEUDONYME,
    *ordonnance.NOMS,
    accueil.PRENOM_ENFANT,
    ordonnance.DEFENDEUR_NOM,
    ordonnance.DEFENDEUR_PRENOM,
)
_CIVILITY = re.compile(r"^(?:Mr?|Mme|Mlle)\.?\s+", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"(?:[^\W\d_]|[\s,'’-])*")


def _besides_names(secret: Secret, names: frozenset[str]) -> Secret | None:
    """The secret, unless it is but a name of theirs; a town of that name is still told by « à »."""
    if secret.kind == E_MAIL:
        return None if _is_made_of(secret.needle, names) else secret
    said = secret.needle.words
    own = [word for word in said if word.folded.isdigit() or not is_ordinary(word)]
    named = any(word.folded in NAMED_PLACES for word in said)
    if not own or named or any(word.folded not in names for word in own):
        return secret
    if secret.kind == TOWN:
        return Secret(TOWN, replace(secret.needle, capital=False, anywhere=False, after=TOWARDS))
    return None


def _is_made_of(needle: Needle, names: frozenset[str]) -> bool:
    """Whether the letters are names put end to end, but for an initial: ``f.diallo``, ``fatimadiallo``."""
    rest = "".join(word.folded for word in needle.words if word.folded.isalpha())
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "", 1)
    return len(rest) <= 1


def _as_known(secret: Secret, dossier: Dossier) -> Secret:
    """Of her street, what his own address cannot help saying: all of it under the same roof, else its name
    when he lives at another number."""
    his = dossier.ordonnance[ordonnance.DEFENDEUR_ADRESSE]
    if secret.kind not in (STREET, MORE) or his is None:
        return secret
    hers = dossier.whole[ordonnance.ADRESSE] or Address()
    numbers = [house_number(address.street) for address in (hers, his)]
    elsewhere = all(numbers) and numbers[0] != numbers[1] and not _numbered(secret.needle)
    together = dossier.ordonnance[ordonnance.COHABITATION] == OUI.code
    return replace(secret, known_to_him=together or (elsewhere and secret.kind == STREET))


def _numbered(needle: Needle) -> bool:
    return needle.words[0].folded.isdigit() if needle.words else False


def _of(answers: Answers) -> Iterator[Secret]:
    for field in answers.answered():
        match field:
            case AddressField(locates=True):
                yield from _of_address(answers[field] or Address())
            case PhoneField(locates=True):
                yield from _of_telephone(answers[field] or "")
            case TextField(locates=True):
                yield from _of_text(field.label, answers[field] or "")
                if field is ordonnance.AUTRES_SECRETS:
                    yield from _of_lines(field.label, answers[field] or "")
            case ListField():
                for item in answers[field] or ():
                    yield from _of(item)
            case _:
                pass


def _of_address(address: Address) -> Iterator[Secret]:
    """Each part may hold what belongs in another: « 12 rue Kléber 93100 Montreuil »."""
    yield from (Secret(STREET, each) for each in of_line(address.street))
    yield from (Secret(MORE, each) for each in of_words(address.more, AROUND))
    yield from (Secret(MORE, each) for each in of_street(street_in(address.more, ROADS) or ""))
    for line in (address.street, address.more):
        yield from _of_places(line)
    if len(address.postal_code.strip()) >= 4:
        yield Secret(POSTAL_CODE, needle(address.postal_code))
    yield from (Secret(TOWN, each) for each in of_town(address.town))
    for part in address.town.split(",") if "," in address.town else ():
        yield from (Secret(TOWN, each) for each in of_town(part))
    yield from (Secret(TOWN, each) for each in of_arrondissement(address.town, address.postal_code))


def _of_telephone(text: str) -> Iterator[Secret]:
    """Nine digits without the first zero are in every way of writing a French number."""
    digits = re.sub(r"\D", "", telephone.number(text) or text)
    national = digits[1:] if len(digits) == 10 and digits.startswith("0") else digits
    if len(national) >= 6:
        yield Secret(TELEPHONE, needle(national, anywhere=True))


def answer_to(label: str) -> str:
    """The kind of what a free answer reveals."""
    return f"la réponse à « {label} »"


def _of_text(label: str, text: str) -> Iterator[Secret]:
    """A free answer, and the numbers, addresses and proper names found in it."""
    for found in re.findall(r"\S+@\S+", text):
        yield Secret(E_MAIL, needle(found))
        yield from _of_mailbox(found.partition("@")[0])
    for found in re.findall(r"\+?\d(?:[\s.()/-]*\d){7,}", text):
        yield from _of_telephone(found)
    for found in _PLATE.findall(text):
        yield Secret(PLATE, needle(found))
    yield from _of_places(text)
    yield from (Secret(answer_to(label), each) for each in of_words(text))


_PLATE = re.compile(r"\b(?:[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|\d{1,4} ?[A-Z]{2,3} ?\d{2})\b", re.IGNORECASE)


def _of_lines(label: str, text: str) -> Iterator[Secret]:
    """Words that she listed herself: each line as it is, however ordinary."""
    for line in text.splitlines():
        if sum(len(word.folded) for word in words(line)) >= 3:
            yield Secret(answer_to(label), needle(line))


def _of_mailbox(local: str) -> Iterator[Secret]:
    """What stands before the @, often the same elsewhere, unless it is but an ordinary word."""
    found = words(local)
    ordinary = all(is_ordinary(word) or word.folded in _MAILBOXES for word in found)
    if not ordinary and sum(len(word.folded) for word in found if word.folded.isalpha()) >= 6:
        yield Secret(E_MAIL, needle(local))


_MAILBOXES = listed("bonjour contact courriel courrier direction info secretariat")


def _of_places(text: str) -> Iterator[Secret]:
    """Postal codes, each with the town that follows."""
    for postal_code, town in re.findall(r"\b(\d{2} ?\d{3})\s+([^,;()\n\d]+(?:\d{1,2} ?[eè])?)", text):
        yield Secret(POSTAL_CODE, needle(postal_code))
        yield from (Secret(TOWN, each) for each in of_town(town.strip()))
        yield from (Secret(TOWN, each) for each in of_arrondissement(town, postal_code))
