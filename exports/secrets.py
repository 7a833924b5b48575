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
from exports.folding import Haystack, Lead, Needle, Word, needle, words, written_out
from models import telephone, wording
from models.dates import MONTHS
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


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _in_order(text: str) -> tuple[str, ...]:
    """The words at their own number, from one on."""
    return ("", *text.split())


_COURTS = Lead(
    heads=_listed("barreau barreaux cour judiciaire parquet procureur procureure tribunal"),
    links=_listed("a appel au aux d de des du general generale grande instance l la le les pres republique"),
)
"""« barreau de », « procureur de la République de »: before a town, it is the court’s."""

_STREETS = _listed(
    "rue avenue boulevard place allee impasse chemin square route faubourg quai cours cite passage villa"
    " residence lotissement hameau voie sentier esplanade promenade ruelle venelle sente mail parvis"
    " carrefour traverse montee corniche"
)
_ROADS = _STREETS - _listed("cite residence lotissement villa hameau passage cours")
_WITHIN = _listed("appartement appt apt batiment cage chez entree escalier etage hall porte rdc tour")
_TITLES = _listed(
    "abbe amiral capitaine cardinal colonel commandant docteur general lieutenant marechal monseigneur"
    " president professeur sergent"
)
_COMMON_NAMES = _listed(
    "ancien ancienne dame grand grande grands grandes haut haute notre nouveau nouvelle petit petite"
    " petits petites premier premiere saint sainte saints vieille vieux"
)
"""Words of a street’s name that do not tell it from others."""

_LINKS = _listed("a au aux avec chez d dans de des du en et l la le les pres sous sur un une")
_FAMILY = _listed(
    "ami amie amis autre beau beaux bebe belle compagnon conjoint conjointe copain copine cousin cousine"
    " cousins elle elles enfant enfants epouse epoux ex famille femme femmes fille filles fils frere freres"
    " grand grande grandes grands il ils jeune jeunes leur leurs lui ma madame mademoiselle maman mamie"
    " mari mere mes mlle mme moi mon monsieur nos notre nounou nourrice nous oncle papa papi parent parents"
    " pere personne proche proches recue sa ses soeur soeurs son tante tiers victime victimes voisin"
    " voisine voisins votre"
)
_HOME = _listed(
    "accueil alternance alternee appartement appt apt bat batiment chambre commun commune conjugal"
    " conjugale couple deux domicile entree escalier etage foyer garde heberge hebergee hebergement hotel"
    " jardin location logement loyer maison menage menages partagee place placee porte rdc residence"
    " semaine studio trois urgence vacances"
)
_WORK = _listed(
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
_INSTITUTIONS = _listed(
    "clinique college creche ecole ehpad foyer garderie halte hopital lycee mairie maternelle micro"
    " primaire universite"
)
_PUBLIC = _listed(
    "aah accueil action administration agricole ase associatif associative battues bilingue caf camp"
    " catholique ccas centre cidff cmp collectif collective commerciale commissariat communal communale"
    " conseil cpam danse departement departemental departementale elementaire emploi familial familiale"
    " gendarmerie general generale hotelier infantile jour judiciaire justice langues locale medical"
    " medicale medico mission municipal municipale musique nationale nuit parentale pmi pole police"
    " prefecture prive privee professionnel professionnelle psychiatrique public publique quartier secteur"
    " social sociale sociales specialise specialisee superieur superieure technique tribunal universitaire"
    " village ville violences"
)
_COMMON = _listed(
    "aucun aucune bout connu cote distance encore end est etranger inconnu inconnue inscrit inscrite jeune"
    " jeunes maintenant ne non nord nouveau nouvelle ouest par parfois pas petit petite petites petits pied"
    " plus pour provisoirement quelque retour scolarise scolarisee semaine sud sur tous trop va week"
)
_ORDINARY = _LINKS | _FAMILY | _HOME | _WORK | _INSTITUTIONS | _PUBLIC | _COMMON
_AROUND = _ORDINARY - (_PUBLIC | _COMMON | _listed("femmes jardin")) | _listed("aucun aucune emploi")
"""Ordinary in the complement of an address, where « Centre Nord » or « Jardin de France » is a place."""
_LODGINGS = _listed("centre foyer hotel residence")
_NAMED_PLACES = _STREETS | _LODGINGS | _INSTITUTIONS
_EMPLOYMENT_OFFICE = re.compile(r"\bfrance\s+travail\b", re.IGNORECASE)
_NOT_ALONE = _ORDINARY | _COMMON_NAMES | _listed("france")
"""Words with a capital that are too common to be looked for without those around them."""
_STOPS = _listed("a avec chez dans pres vers")
"""What ends the name of a school or of a town hall: « école Jules Ferry à … »."""

_ALSO_WORDS = _listed(
    "aime albert arc avoine bain barre blanc bois bonne bouc cannes chambre chapelle condom corps court"
    " digne fleche fontaine force fort fosses garde grand grasse grave guise lieu lure macon marche mens"
    " menton mer motte moulins nice orange pantin passage plaine plan pont port porte romans rouge rue"
    " sable saintes sens serres source tour tours valence vence vers vienne vif ville vitre"
)
_NEVER_SMALL = _listed(
    "barre bois bonne bu chambre corps court digne du eu force fort garde grand grave guise lieu lu marche"
    " mens mis passage plan pont port porte pris pu ri rue sens su tour us vers vif ville vu"
)
"""Ordinary even after « à », or after the verb that is written like it without its accent."""

_VAGUE_TOWNS = _listed(
    "bains bar bas basse bois bourg champ champs chateau fort grand grande haut haute mer mont neuf nuits"
    " pavillons petit petite pont port roche saint sainte val vallee vieille vieux villa ville"
)
_TOWARDS = _listed("a vers")
_NEAR = _TOWARDS | _listed("d de sur")
_CONTRACTED = _listed("au aux des du")
_DEPARTMENTS = {
    "belfort": ("territoirede",),
    "marne": ("haute", "seineet", "valde"),
    "saintdenis": ("seine",),
    "vienne": ("haute",),
}
"""What stands before a town’s name in that of a department, which is no secret."""

_DIVIDED = {"paris": r"75[01](\d\d)", "lyon": r"690(0[1-9])", "marseille": r"130(\d\d)"}
"""Postal codes that end with the number of an arrondissement."""
_ROMANS = _in_order("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx")
_ORDINALS = _in_order(
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième"
    " douzième treizième quatorzième quinzième seizième dix-septième dix-huitième dix-neuvième vingtième"
)
_COUNTED = _listed(
    "alinea an annee anniversaire appel avenant avril bebe certificat chapitre coup courrier degre dimanche"
    " enfant enfants episode essai etage examen fait groupe jeudi jour jours juge lundi mail mardi mercredi"
    " message mois niveau paragraphe passage point proces rang recours rendez samedi semestre siecle sms"
    " soir tiers tour trimestre vendredi week"
)
"""What an ordinal counts when it is no arrondissement: « le 3e étage »."""
_WITHIN_TOWN = _listed("au dans du le lyon marseille paris")

_NUMBERS = _in_order(
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept"
    " dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six"
    " vingt-sept vingt-huit vingt-neuf trente trente-et-un"
)
_MONTHS = frozenset(word.folded for month in MONTHS for word in words(month))


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
    own = (dossier.personne, dossier.situation, dossier.ordonnance)
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
    own = [word for word in said if word.folded.isdigit() or not _is_ordinary(word)]
    named = any(word.folded in _NAMED_PLACES for word in said)
    if not own or named or any(word.folded not in names for word in own):
        return secret
    if secret.kind == TOWN:
        return Secret(TOWN, replace(secret.needle, capital=False, anywhere=False, after=_TOWARDS))
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
    numbers = [_house_number(address.street) for address in (hers, his)]
    elsewhere = all(numbers) and numbers[0] != numbers[1] and not _numbered(secret.needle)
    together = dossier.ordonnance[ordonnance.COHABITATION] == OUI.code
    return replace(secret, known_to_him=together or (elsewhere and secret.kind == STREET))


def _house_number(street: str) -> str:
    found = re.match(r"\D{0,4}(\d+)", street)
    return found[1] if found else ""


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
    yield from (Secret(STREET, each) for each in _of_line(address.street))
    yield from (Secret(MORE, each) for each in _of_words(address.more, _AROUND))
    yield from (Secret(MORE, each) for each in _of_street(_street_in(address.more, _ROADS) or ""))
    for line in (address.street, address.more):
        yield from _of_places(line)
    if len(address.postal_code.strip()) >= 4:
        yield Secret(POSTAL_CODE, needle(address.postal_code))
    yield from (Secret(TOWN, each) for each in _of_town(address.town))
    for part in address.town.split(",") if "," in address.town else ():
        yield from (Secret(TOWN, each) for each in _of_town(part))
    yield from (Secret(TOWN, each) for each in _of_arrondissement(address.town, address.postal_code))


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
            yield from _of_words(part, _AROUND)
        else:
            yield from _of_street(street)
            yield from _of_words(part.partition(street)[2], _AROUND)


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
    """As it is; without its number; by its name alone when that is telling; and in its short forms."""
    without_number = re.sub(r"^[\d\s,/-]*(?:(?:bis|ter|quater|[a-d])\b)?[\s,]*", "", street, flags=re.I)
    found = words(without_number)
    first = written_out(found[0].folded) if found else ""
    kind = first if first in _STREETS else ""
    if any(word.folded.isalpha() for word in words(street)):
        yield needle(street, loose=bool(kind))
    if len(found) > 1:
        yield needle(without_number, loose=bool(kind))
    name: list[str] = re.findall(r"[^\W_]+", without_number)
    while name and written_out(name[0]) in _STREETS | _LINKS:
        del name[0]
    if _MONTHS.intersection(word.folded for word in words(" ".join(name))):
        yield from _of_dated_street(kind, words(" ".join(name)))
        return
    if len(name) > 1:
        yield _place(" ".join(name))
    if len(name) == 1 and len(found) == 2:
        yield needle(name[0], capital=True)
    yield from _of_short_street(kind, [word.folded for word in words(" ".join(name))])
    number = _house_number(street)
    if number and not all(_is_ordinary(word) for word in words(" ".join(name))):
        yield from _of_house(number, " ".join(name))


def _of_short_street(kind: str, name: list[str]) -> Iterator[Needle]:
    """« rue Jaurès », « rue J. Jaurès » and « J. Jaurès » for « rue Jean Jaurès ».

    Of somebody with a title or an initial, the surname with a capital counts by itself: what precedes
    it may be written otherwise (« place Charles de Gaulle » for « place du Général de Gaulle »).
    """
    own = [written_out(word) for word in name if word not in _LINKS]
    own = [word for word in own if word not in _TITLES and word.isalpha()]
    for word in own if kind else ():
        if len(word) >= 3 and word not in _COMMON_NAMES | _ORDINARY:
            yield needle(f"{kind} {word}", loose=True)
    if len(own) == 1 and len(own[0]) >= 4 and _TITLES.intersection(map(written_out, name)):
        yield needle(own[0], capital=True)
    if 2 <= len(own) <= 4 and len(own[-1]) >= 3:
        initials = " ".join(word[0] for word in own[:-1])
        if kind:
            yield needle(f"{kind} {initials} {own[-1]}", loose=True)
        if own[-1][0] not in "aehiouy" and initials not in ("a", "y"):
            yield needle(f"{initials} {own[-1]}")
        if max(map(len, own[:-1])) == 1 and len(own[-1]) >= 4:
            yield needle(own[-1], capital=True)


def _of_house(number: str, name: str) -> Iterator[Needle]:
    """« 8 Kléber », « huit Kléber », and « 8 Jaurès » for « 8 rue Jean Jaurès »."""
    spoken = _NUMBERS[int(number)] if int(number) < len(_NUMBERS) else ""
    last = words(name)[-1]
    telling = len(last.folded) >= 4 and not _is_ordinary(last) and last.folded not in _COMMON_NAMES
    for count in filter(None, (number, f"{number} bis", f"{number} ter", spoken)):
        yield needle(f"{count} {name}", loose=True)
        if telling:
            yield needle(f"{count} {last.folded}", loose=True)


def _of_dated_street(kind: str, name: tuple[Word, ...]) -> Iterator[Needle]:
    """« rue du 4 septembre » and « rue du Quatre-Septembre »: one for the other, with or without a year."""
    folded = [word.folded for word in name]
    month = next(index for index, word in enumerate(folded) if word in _MONTHS)
    day = "".join(folded[:month])
    spoken = ["".join(each.folded for each in words(number)) for number in _NUMBERS]
    number = int(day) if day.isdigit() else spoken.index(day) if day in spoken else 0
    number = 1 if day in ("1er", "premier") else number
    if kind and 0 < number < len(_NUMBERS):
        forms = (str(number), _NUMBERS[number], *(("1er", "premier") if number == 1 else ()))
        yield from (needle(f"{kind} {form} {folded[month]}", loose=True) for form in forms)


def _of_town(town: str) -> Iterator[Needle]:
    """The town, without its number; without its article; and what it is called for short."""
    town = re.sub(r"\s*(?:\bs)?/\s*", " sur ", town, flags=re.I)
    name = re.sub(r"\b(?:cedex|arrondissement)\b|\b\d+\s*(?:er|e|ème)?\b", " ", town, flags=re.I).strip()
    bare = re.sub(r"^(?:l['’]|les? |la )\s*", "", name, flags=re.I)
    letters, of_bare = _letters(name), _letters(bare)
    if letters:
        common = len(letters) <= 3 or not {letters, of_bare}.isdisjoint(_ALSO_WORDS | _MONTHS)
        yield _place(name, capital=common, after=_TOWARDS if common and of_bare not in _NEVER_SMALL else None)
    if bare != name and len(bare) >= 5 and of_bare not in _ALSO_WORDS:
        yield _place(bare)
    elif bare != name and len(of_bare) >= 3 and of_bare not in _NEVER_SMALL:
        yield _place(bare, capital=True, after=_CONTRACTED)
    for short in dict.fromkeys((*_short_of(name), *_short_of(bare))):
        yield _place(short, capital=True, after=_before_short(_letters(short)))


def _before_short(short: str) -> frozenset[str] | None:
    """What does for a capital before what a town is called for short; fewer words when it is also one."""
    if short in _VAGUE_TOWNS | _NEVER_SMALL | _MONTHS:
        return None
    return _TOWARDS if short in _ALSO_WORDS else _NEAR


def _place(name: str, *, capital: bool = False, after: frozenset[str] | None = None) -> Needle:
    """A name to look for, but not within a department’s."""
    departments = _DEPARTMENTS.get(_letters(name), ())
    return needle(name, capital=capital, after=after or frozenset(), unless_after=departments)


def _letters(text: str) -> str:
    """Its letters put end to end, abbreviations written out."""
    return "".join(written_out(word.folded) for word in words(text))


def _short_of(town: str) -> Iterator[str]:
    """« Ivry » for « Ivry-sur-Seine », « Boulogne » for « Boulogne-Billancourt »."""
    short = re.split(r"[\s-](?:sur|sous|en|l[eè][sz]?|la|aux?|d[eu]s?)[\s-]", town, flags=re.I)[0]
    short = re.split(r"[\s-][dl]['’]", short, flags=re.I)[0]
    if short != town and len(_letters(short)) >= 3:
        yield short
        return
    first = re.split(r"[\s'’-]", town)[0]
    if first != town and len(first) >= 4 and _letters(first) not in _VAGUE_TOWNS | _LINKS:
        yield first


def _of_arrondissement(town: str, postal_code: str) -> Iterator[Needle]:
    """« dans le 18e », « XVIIIe », « dix-huitième »: by the town’s number, or the postal code’s."""
    city, _, rest = " ".join(word.folded for word in words(town)).partition(" ")
    if city not in _DIVIDED:
        return
    if rest:
        yield needle(city)
    number = _arrondissement(rest) or _arrondissement_of(postal_code, _DIVIDED[city])
    if number == 1:
        yield from (needle(f"{first} arrondissement") for first in ("1er", "Ier", "premier"))
    elif number:
        ordinal = _ORDINALS[number]
        short = [f"{each}{end}" for each in (str(number), _ROMANS[number]) for end in ("e", "ème", "eme")]
        for form in (*short, *((ordinal,) if number > 6 else ())):
            yield needle(form, after=_WITHIN_TOWN, unless_before=_COUNTED)
        yield from (needle(f"{form} arrondissement") for form in (*short, str(number), ordinal))


def _arrondissement(said: str) -> int:
    """The number in « 18 e », « xviiie » or « dix huitieme »; nought when there is none."""
    letters = re.sub(r" |arrondissement|cedex.*", "", said)
    found = re.match(r"(\d+)", letters)
    if found:
        return int(found[1]) if 0 < int(found[1]) <= 20 else 0
    for number in range(1, 21):
        ends = ("er", "ere") if number == 1 else ("e", "eme")
        if letters in (_letters(_ORDINALS[number]), *(f"{_ROMANS[number]}{end}" for end in ("", *ends))):
            return number
    return 0


def _arrondissement_of(postal_code: str, shape: str) -> int:
    found = re.fullmatch(shape, re.sub(r"\D", "", postal_code))
    return int(found[1]) if found and 0 < int(found[1]) <= 20 else 0


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
        yield from _of_mailbox(found.partition("@")[0])
    for found in re.findall(r"\+?\d(?:[\s.()/-]*\d){7,}", text):
        yield from _of_telephone(found)
    for found in _PLATE.findall(text):
        yield Secret(PLATE, needle(found))
    yield from _of_places(text)
    kind = f"la réponse à « {label} »"
    yield from (Secret(kind, each) for each in _of_words(text))


_PLATE = re.compile(r"\b(?:[A-Z]{2}[ -]?\d{3}[ -]?[A-Z]{2}|\d{1,4} ?[A-Z]{2,3} ?\d{2})\b", re.IGNORECASE)


def _of_lines(label: str, text: str) -> Iterator[Secret]:
    """Words that she listed herself: each line as it is, however ordinary."""
    for line in text.splitlines():
        if sum(len(word.folded) for word in words(line)) >= 3:
            yield Secret(f"la réponse à « {label} »", needle(line))


def _of_mailbox(local: str) -> Iterator[Secret]:
    """What stands before the @, often the same elsewhere, unless it is but an ordinary word."""
    found = words(local)
    ordinary = all(_is_ordinary(word) or word.folded in _MAILBOXES for word in found)
    if not ordinary and sum(len(word.folded) for word in found if word.folded.isalpha()) >= 6:
        yield Secret(E_MAIL, needle(local))


_MAILBOXES = _listed("bonjour contact courriel courrier direction info secretariat")


def _of_places(text: str) -> Iterator[Secret]:
    """Postal codes, each with the town that follows."""
    for postal_code, town in re.findall(r"\b(\d{2} ?\d{3})\s+([^,;()\n\d]+(?:\d{1,2} ?[eè])?)", text):
        yield Secret(POSTAL_CODE, needle(postal_code))
        yield from (Secret(TOWN, each) for each in _of_town(town.strip()))
        yield from (Secret(TOWN, each) for each in _of_arrondissement(town, postal_code))


def _of_words(text: str, ordinary: frozenset[str] = _ORDINARY) -> Iterator[Needle]:
    """Each part of a free text that is not made of ordinary words, and the names in it."""
    for part in re.split(r"[,;:()\n]", _EMPLOYMENT_OFFICE.sub("emploi", text)):
        found = words(part)
        if all(_is_ordinary(word, ordinary) for word in found) and not _is_a_lodging(found):
            continue
        if sum(len(word.folded) for word in found) >= 4:
            yield needle(part)
        for number, word in enumerate(found):
            named = word.capital and number > 0 and word.folded not in _NOT_ALONE
            if named and len(word.folded) >= 4:
                yield needle(word.folded)
        yield from _of_names(found)
        yield from _of_institutions(found)
        yield from _of_whereabouts(part)


def _of_names(found: tuple[Word, ...]) -> Iterator[Needle]:
    """Two words or more with a capital: « Fatima Diallo » in « chez sa mère Fatima Diallo »."""
    run: list[str] = []
    for word in (*found, Word("", capital=False)):
        if word.capital and not _is_ordinary(word):
            run.append(word.folded)
            continue
        if len(run) > 1:
            yield needle(" ".join(run))
        run = []


def _of_institutions(found: tuple[Word, ...]) -> Iterator[Needle]:
    """« jules ferry » in « école jules ferry », « sevran » in « mairie de sevran »."""
    for number, word in enumerate(found):
        if word.folded in _INSTITUTIONS:
            rest = list(found[number + 1 :])
            while rest and rest[0].folded not in _STOPS and _is_ordinary(rest[0]):
                del rest[0]
            stop = next((index for index, each in enumerate(rest) if each.folded in _STOPS), len(rest))
            yield from _if_telling(rest[:stop])
            of = next((index for index in range(1, stop) if _is_of(rest, index)), None)
            if of is not None:
                yield from _if_telling(rest[:of])
                yield from _if_telling(rest[of + 1 : stop])


def _is_of(found: list[Word], index: int) -> bool:
    """Whether a town’s name may follow: « jean moulin de bondy », but not « du moulin de la source »."""
    following = [word.folded for word in found[index + 1 : index + 2]]
    return found[index].folded in ("d", "de") and following not in (["l"], ["la"])


def _of_whereabouts(part: str) -> Iterator[Needle]:
    """« montreuil » in « ma tante à montreuil », but not « payer » in « aide à payer »."""
    for place in re.findall(r"(?:\bà|\bvers|\bprès d(?:e\s|['’]))\s*([^\W\d_]+(?:-[^\W\d_]+)*)", part, re.I):
        found = words(place)
        if place[0].isupper() or not place.endswith(("er", "ir", "re")):
            yield from _if_telling(list(found))


def _if_telling(found: list[Word]) -> Iterator[Needle]:
    """These words as they are, unless they are ordinary or too short."""
    if sum(len(word.folded) for word in found) >= 4 and not all(_is_ordinary(word) for word in found):
        yield needle(" ".join(word.folded for word in found))


def _is_a_lodging(found: tuple[Word, ...]) -> bool:
    """Whether ordinary words with capitals name a place to sleep: « Foyer des Jeunes Femmes »."""
    lodging = next((number for number, word in enumerate(found) if word.folded in _LODGINGS), len(found))
    return any(word.capital and len(word.folded) >= 4 for word in found[lodging + 1 :])


def _is_ordinary(word: Word, ordinary: frozenset[str] = _ORDINARY) -> bool:
    """Whether it says nothing of a place by itself: « chez », « mère », « usine », « C », « 4 »."""
    short = len(word.folded) < 5 if word.folded.isdigit() else len(word.folded) == 1
    return short or word.folded in ordinary
