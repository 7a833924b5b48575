"""What the dossier of an order takes from the person's file and from intake, so that nothing is said twice.

An answer given in the dossier stands for the dossier alone, until it is sent back; one that is not given
there, or that says the same, follows the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from models.casework import PERSONNE, SITUATION, Noun
from models.fields import NON_RENSEIGNE, Answers, AnyField
from models.forms import accueil, ordonnance, personne

_UNIONS = {
    "conjoint": "mariage",
    "partenaire_pacs": "pacs",
    "concubin": "concubinage",
    "petit_ami": "sans_cohabitation",
}
_ANCIENNES = ("ancien_mariage", "ancien_pacs", "ancien_concubinage", "ancienne_relation")
_LIENS = {here: there for there, here in _UNIONS.items()} | dict.fromkeys(_ANCIENNES, "ex")


@dataclass(frozen=True, eq=False)
class Taken:
    """A question of the dossier, and the one of another form whose answer it takes.

    ``here`` and ``there`` translate the codes of two lists that differ; what is in neither is not taken.
    """

    field: AnyField
    noun: Noun
    source: AnyField
    here: Mapping[str, str] | None = None
    there: Mapping[str, str] | None = None

    def found(self, person: Answers, situation: Answers) -> Any:
        """What the file says, as the dossier would; ``None`` when it says nothing."""
        answers = person if self.noun is PERSONNE else situation
        if not answers.asks(self.source) or NON_RENSEIGNE.code in answers.codes(self.source):
            return None
        value = answers[cast("Any", self.source)]
        return value if self.here is None else self.here.get(cast("str", value))

    def sent(self, value: Any) -> Any:
        """An answer of the dossier as the file would have it; ``None`` when it has no place there."""
        return value if self.there is None else self.there.get(cast("str", value))

    def returns(self, value: Any) -> bool:
        """Whether the file, once it says so, gives the same answer back."""
        return self.here is None or self.here.get(cast("str", self.sent(value))) == value

    def agrees(self, value: Any, person: Answers, situation: Answers) -> bool:
        """Whether the file says as much already."""
        answers = person if self.noun is PERSONNE else situation
        return self.sent(value) == answers[cast("Any", self.source)]


TAKEN = (
    Taken(ordonnance.NOM, PERSONNE, personne.NOM),
    Taken(ordonnance.NOM_USAGE, PERSONNE, personne.NOM_USAGE),
    Taken(ordonnance.PRENOM, PERSONNE, personne.PRENOM),
    Taken(ordonnance.NAISSANCE, PERSONNE, personne.NAISSANCE),
    Taken(ordonnance.ADRESSE, PERSONNE, personne.ADRESSE),
    Taken(ordonnance.LANGUE, PERSONNE, personne.LANGUE),
    Taken(ordonnance.INTERPRETE, PERSONNE, personne.INTERPRETE),
    Taken(ordonnance.UNION, SITUATION, accueil.LIEN, _UNIONS, _LIENS),
    Taken(ordonnance.VIOLENCES, SITUATION, accueil.VIOLENCES),
    Taken(ordonnance.ENFANTS, SITUATION, accueil.ENFANTS),
)


def filled(order: Answers, person: Answers, situation: Answers) -> Answers:
    """The dossier as it is shown and printed: what is not answered there is taken from the file."""
    for each in TAKEN:
        if order[cast("Any", each.field)] is None:
            order = order.with_(cast("Any", each.field), each.found(person, situation))
    return order


def own(shown: Answers, person: Answers, situation: Answers) -> Answers:
    """What the dossier keeps of it: all but what the file says already."""
    for each in same(shown, person, situation):
        shown = shown.with_(cast("Any", each.field), None)
    return shown


def same(shown: Answers, person: Answers, situation: Answers) -> Iterator[Taken]:
    """The questions that say what the file does."""
    for each in TAKEN:
        value = shown[cast("Any", each.field)]
        if value is not None and value == each.found(person, situation):
            yield each
