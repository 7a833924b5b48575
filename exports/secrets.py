"""What would reveal where the person is: each answer that locates her, in the forms it may take.

Decisions, since a word too many would make every narrative unprintable:

- a town of three letters, or that is also an ordinary word (Sens, Tours), counts with a capital only;
- of a street, its name without its number counts, and the name of the one it is called after when
  it has two words (« Jean Jaurès »), but neither « République » nor a date;
- of a free answer (« Vit chez »), ordinary words such as « sa mère », « bâtiment C » or « sans emploi »
  give no place away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exports.dossier import Dossier
from exports.folding import Needle, Word, needle, words, written_out
from models import telephone
from models.dates import MONTHS
from models.fields import Address, AddressField, Answers, AnyField, ListField, PhoneField, TextField
from models.forms import ordonnance

STREET, MORE, POSTAL_CODE, TOWN = (
    "l’adresse (rue)",
    "l’adresse (complément)",
    "l’adresse (code postal)",
    "l’adresse (ville)",
)
TELEPHONE, E_MAIL = "un numéro de téléphone", "une adresse électronique"

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


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_STREETS = _listed(
    "rue avenue boulevard place allee impasse chemin square route faubourg quai cours cite passage villa"
    " residence lotissement hameau voie sentier esplanade promenade"
)
_ROADS = _STREETS - _listed("cite residence lotissement villa hameau passage cours")
_WITHIN = _listed("appartement appt apt batiment cage chez entree escalier etage hall porte rdc tour")
_LINKS = _listed("a au aux avec chez d dans de des du en et l la le les pres sous sur un une")
_ORDINARY = _LINKS | _listed(
    "activite agence ami amie amis appartement appt apt association aucun aucune bat batiment beau"
    " belle bureau chomage college collegue collegues commune compagnon copain copine cousin cousine"
    " creche domicile ecole elle elles emploi enfant enfants entree entreprise escalier etage etudes"
    " etudiant etudiante famille femme fille fils foyer frere garderie grand grands hebergement hopital"
    " hotel il ils interim leur lui lycee ma madame magasin mairie maison maman mamie maternelle menage"
    " menages mere mes mme moi mon monsieur notre nourrice nous oncle papa papi parents particuliers"
    " pere porte primaire proche proches profession rdc residence restaurant retraite retraitee rsa sa"
    " sans ses societe soeur son tante tiers travail usine voisin voisine"
)
_ALSO_WORDS = _listed(
    "aime arc avoine bonne bois corps court fort grand grave lieu lure marche mens nice orange passage plan"
    " pont port rue sable sens tours valence vence vers vienne ville"
)
_MONTHS = frozenset(word.folded for month in MONTHS for word in words(month))


@dataclass(frozen=True, repr=False)
class Secret:
    """Something to keep silent, by the kind that may be told, and where the law allows it."""

    kind: str
    needle: Needle

    @property
    def allowed_in(self) -> tuple[AnyField, ...]:
        return _ALLOWED.get(self.kind, ())


def secrets(dossier: Dossier) -> tuple[Secret, ...]:
    """Everything in the dossier that locates the person, hidden answers and her children's included."""
    forms = (dossier.personne, dossier.situation, dossier.evaluation, dossier.ordonnance)
    found = (secret for answers in forms if answers is not None for secret in _of(answers))
    return tuple(secret for secret in found if secret.needle.words)


def _of(answers: Answers) -> Iterator[Secret]:
    for field in answers.answered():
        match field:
            case AddressField(locates=True):
                yield from _of_address(answers[field] or Address())
            case PhoneField(locates=True):
                yield from _of_telephone(answers[field] or "")
            case TextField(locates=True):
                yield from _of_text(field.label, answers[field] or "")
            case ListField():
                for item in answers[field] or ():
                    yield from _of(item)
            case _:
                pass


def _of_address(address: Address) -> Iterator[Secret]:
    """Each part may hold what belongs in another: « 12 rue Kléber 93100 Montreuil »."""
    yield from (Secret(STREET, each) for each in _of_line(address.street))
    yield from (Secret(MORE, each) for each in _of_words(address.more))
    yield from (Secret(MORE, each) for each in _of_street(_street_in(address.more, _ROADS) or ""))
    for line in (address.street, address.more):
        yield from _of_places(line)
    if len(address.postal_code.strip()) >= 4:
        yield Secret(POSTAL_CODE, needle(address.postal_code))
    yield from (Secret(TOWN, each) for each in _of_town(address.town))
    for part in address.town.split(",") if "," in address.town else ():
        yield from (Secret(TOWN, each) for each in _of_town(part))


def _of_line(line: str) -> Iterator[Needle]:
    """A street with what stands around it: its parts, and each « rue … » up to a number or a complement."""
    parts = [part for part in re.split(r"[,;()\n]|\s[-–—]\s", line) if part.strip()]
    if _street_in(line) is None and len(parts) < 2:
        yield from _of_street(line)
        return
    yield from _of_street(line)
    for part in parts:
        street = _street_in(part)
        if street is None:
            yield from _of_words(part)
        else:
            yield from _of_street(street)
            yield from _of_words(part.partition(street)[2])


def _street_in(text: str, kinds: frozenset[str] = _STREETS) -> str | None:
    """« rue Kléber » in « n° 12 rue Kléber, appt 4 »; ``None`` when no kind of street is named."""
    found = [(match.group(), match.start()) for match in re.finditer(r"[^\W_]+", text)]
    for index, (word, start) in enumerate(found):
        if written_out(word) in kinds and index + 1 < len(found):
            rest = found[index + 1 :]
            ends = (at for number, (_, at) in enumerate(rest) if _is_beyond(rest, number))
            return text[start : next(ends, len(text))].strip()
    return None


def _is_beyond(rest: list[tuple[str, int]], number: int) -> bool:
    """Whether this word no longer belongs to the street's name: a complement, or a number that is no date."""
    word, following = rest[number][0], [written_out(each) for each, _ in rest[number + 1 : number + 2]]
    return written_out(word) in _WITHIN or (word.isdigit() and not _MONTHS.intersection(following))


def _of_street(street: str) -> Iterator[Needle]:
    if any(word.folded.isalpha() for word in words(street)):
        yield needle(street)
    without_number = re.sub(r"^[\d\s,/-]*(?:(?:bis|ter|quater|[a-d])\b)?[\s,]*", "", street, flags=re.I)
    if len(words(without_number)) > 1:
        yield needle(without_number)
    name: list[str] = re.findall(r"\w+", without_number)
    while name and words(name[0])[0].folded in _STREETS | _LINKS:
        del name[0]
    dated = any(word.folded in _MONTHS for word in words(" ".join(name)))
    if len(name) > 1 and not dated:
        yield needle(" ".join(name))
    if len(name) == 1 and len(words(without_number)) == 2:
        yield needle(name[0], capital=True)


def _of_town(town: str) -> Iterator[Needle]:
    """The town, without its number; without its article; and what it is called for short."""
    name = re.sub(r"\b(?:cedex|arrondissement)\b|\b\d+\s*(?:er|e|ème)?\b", " ", town, flags=re.I).strip()
    folded = [word.folded for word in words(name)]
    letters = "".join(folded)
    yield needle(name, capital=len(letters) <= 3 or letters in _ALSO_WORDS)
    bare = re.sub(r"^(?:l['’]|les? |la )\s*", "", name, flags=re.I)
    if bare != name and len(bare) >= 5:
        yield needle(bare)
    short = re.split(r"[\s-](?:sur|sous|en|l[eè]s?|la|aux?|d[eu]s?)[\s-]", name, flags=re.I)[0]
    if short != name and len(short) >= 5:
        yield needle(short, capital=True)


def _of_telephone(text: str) -> Iterator[Secret]:
    """Nine digits without the first zero are in every way of writing a French number."""
    digits = re.sub(r"\D", "", telephone.number(text) or text)
    national = digits[1:] if len(digits) == 10 and digits.startswith("0") else digits
    if len(national) >= 6:
        yield Secret(TELEPHONE, needle(national, anywhere=True))


def _of_text(label: str, text: str) -> Iterator[Secret]:
    """A free answer, and the numbers, addresses and proper names found in it."""
    for found in re.findall(r"\S+@\S+", text):
        yield Secret(E_MAIL, needle(found))
    for found in re.findall(r"\+?\d(?:[\s.()/-]*\d){7,}", text):
        yield from _of_telephone(found)
    yield from _of_places(text)
    kind = f"la réponse à « {label} »"
    yield from (Secret(kind, each) for each in _of_words(text))


def _of_places(text: str) -> Iterator[Secret]:
    """Postal codes, each with the town that follows."""
    for postal_code, town in re.findall(r"\b(\d{5})\s+([^,;()\n\d]+)", text):
        yield Secret(POSTAL_CODE, needle(postal_code))
        yield from (Secret(TOWN, each) for each in _of_town(town.strip()))


def _of_words(text: str) -> Iterator[Needle]:
    """Each part of a free text that is not made of ordinary words, and the names in it."""
    for part in re.split(r"[,;:()\n]", text):
        found = words(part)
        if all(_is_ordinary(word) for word in found):
            continue
        if sum(len(word.folded) for word in found) >= 4:
            yield needle(part)
        for number, word in enumerate(found):
            named = word.capital and number > 0 and word.folded not in _ORDINARY
            if named and len(word.folded) >= 4:
                yield needle(word.folded)


def _is_ordinary(word: Word) -> bool:
    """Whether it says nothing of a place by itself: « chez », « mère », « usine », « C », « 4 »."""
    short = len(word.folded) < 5 if word.folded.isdigit() else len(word.folded) == 1
    return short or word.folded in _ORDINARY
