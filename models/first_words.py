"""What one line says of a person: her names, how she is called, her birth, her telephone."""

import re
from dataclasses import dataclass
from datetime import date

from models import full_name, telephone
from models.dates import MONTHS, VagueDate, vague
from models.fields import Answers
from models.forms import personne
from models.spelling import words
from models.wording import words as worded

_BIRTH = re.compile(
    r"(?<![\w/.\-+])(?<!\d )(?:n[ée]+e? )?(?:le |en )?(?P<when>"
    r"\d{1,2}([/. \-])\d{1,2}\2(?:19|20)\d\d"
    r"|\d{1,2}/\d{1,2}/\d\d"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
    rf"|(?:\d{{1,2}}(?:er)? )?(?:{'|'.join(MONTHS)}) (?:(?:19|20)\d\d|\d\d)"
    r"|\d{1,2}[/.\-](?:19|20)\d\d|(?:19|20)\d\d"
    r"|(?:la|une) (?:vingt|trent|quarant|cinquant|soixant)aine(?: d['’]années)?"
    r"|(?:\d{1,2}(?:-| à ))?\d{1,3} ?ans|(?:environ |vers )?\d{1,3} ans?(?: environ)?"
    r")(?![\w/.\-])(?! \d)",
    re.IGNORECASE,
)
"""A date of birth, or what is known of it: 12/03/1987, 12/3/87, mars 1987, 1987, environ 40 ans."""

_TELEPHONE = re.compile(
    r"(?<![\w/+])(?:(?:\+|00)33[ .\-]?(?:\(0\) ?|0)?|0)[1-9](?:[ .\-/]?\d\d){4}(?!\d)"
    r"|(?<!\w)\+[1-9]\d[\d .\-]{5,16}\d(?!\w)"
)
"""A whole French number, or a foreign one with its country."""

_TITLES = {
    **dict.fromkeys(("mme", "mme.", "madame", "mlle", "mademoiselle"), "femme"),
    **dict.fromkeys(("m.", "mr", "mr.", "monsieur"), "homme"),
}
"""How somebody is called before the name, and what that says."""

_BORN_AS = re.compile(r"(?<=\S)\s+n[ée]e\s+(?=\S)", re.IGNORECASE)
"""« Leroy née Martin »"""

_SHORT = (
    (personne.NOM, "nom"),
    (personne.NOM_USAGE, "nom d’usage"),
    (personne.PRENOM, "prénom"),
    (personne.PSEUDONYME, "pseudonyme"),
    (personne.SEXE, "sexe"),
    (personne.NAISSANCE, "naissance"),
    (personne.TELEPHONE, "téléphone"),
)


@dataclass(frozen=True, repr=False)
class FirstWords:
    """``names`` are what is left of the line; ``asked`` is the line without what is no name nor number."""

    names: str
    sexe: str | None
    birth: VagueDate | None
    telephone: str

    @property
    def asked(self) -> str:
        """What can be looked for as it is written."""
        return f"{_BORN_AS.sub(' ', self.names)} {self.telephone}".strip()


def read(line: str, today: date) -> FirstWords:
    """An age is on ``today``."""
    rest, number = _without_telephone(line)
    rest, birth = _without_birth(rest, today)
    typed = rest.split()
    sexes = [_TITLES[word.casefold()] for word in typed if word.casefold() in _TITLES]
    names = " ".join(word for word in typed if word.casefold() not in _TITLES)
    return FirstWords(names, sexes[0] if sexes else None, birth, number)


def identity(line: str, today: date) -> Answers:
    """The answers that a line gives; after ``?``, who gives no name is called so."""
    said = read(line, today)
    answers = Answers(personne.FORM).with_(personne.NAISSANCE, said.birth).with_(personne.SEXE, said.sexe)
    answers = answers.with_(personne.TELEPHONE, said.telephone or None)
    if said.names.startswith("?"):
        called = said.names.lstrip("? ")
        return answers.with_(personne.PSEUDONYME, called if words(called) else None)
    if not any(map(str.isalpha, said.names)):
        return answers if said.telephone else answers.with_(personne.TELEPHONE, said.names or None)
    used, born = _BORN_AS.split(said.names, 1) if _BORN_AS.search(said.names) else ("", said.names)
    (family, first), (family_used, first_used) = full_name.split(born), full_name.split(used)
    answers = answers.with_(personne.NOM, family).with_(personne.PRENOM, first_used or first)
    return answers.with_(personne.NOM_USAGE, family_used)


def understood(person: Answers) -> str:
    """« nom Leroy, prénom Anne, naissance 34 ans »; empty when nothing is known."""
    told = ((word, worded(person, field)) for field, word in _SHORT)
    return ", ".join(f"{word} {answer}" for word, answer in told if answer)


def _without_birth(text: str, today: date) -> tuple[str, VagueDate | None]:
    for found in _BIRTH.finditer(text):
        birth = vague(found["when"], today)
        if birth.earliest is not None:
            return _cut(text, found), birth
    return text, None


def _without_telephone(text: str) -> tuple[str, str]:
    for found in _TELEPHONE.finditer(text):
        if telephone.number(found[0]) is not None:
            return _cut(text, found), telephone.grouped(found[0])
    alone = " ".join(text.split())
    return ("", telephone.grouped(alone)) if telephone.number(alone) is not None else (text, "")


def _cut(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
