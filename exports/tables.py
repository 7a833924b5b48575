"""A table of true counts, for the screen: what it says it counts, and the proof that its numbers agree."""

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import Enum

from models.counting import DERIVED
from models.fields import NON_RENSEIGNE, AnyClosedField, Unit
from models.forms import accueil

COUNTED_THINGS = {
    Unit.PERSONNE: "personnes reçues",
    Unit.SITUATION: "situations suivies",
    Unit.ACTE: "actes",
    Unit.EVALUATION: "situations évaluées",
    Unit.ORIENTATION: "orientations",
}
UNIT_NAMES = {
    Unit.PERSONNE: "personne",
    Unit.SITUATION: "situation",
    Unit.ACTE: "acte",
    Unit.EVALUATION: "situation évaluée",
    Unit.ORIENTATION: "orientation",
}
RULES = {
    Unit.PERSONNE: "Une personne est comptée une fois, quand un accueil, un acte, une évaluation ou"
    " une orientation de la période la concerne ; une tentative de contact sans réponse ne suffit pas.",
    Unit.SITUATION: "Une situation est comptée une fois, quand un accueil, un acte, une évaluation ou"
    " une orientation de la période la concerne, hors tentative de contact sans réponse ; la réponse"
    " est celle notée à l’accueil.",
    Unit.ACTE: "Un acte est compté à sa date, tentatives de contact sans réponse comprises.",
    Unit.EVALUATION: "Une situation évaluée dans la période est comptée une fois ; de plusieurs"
    " évaluations, la dernière compte.",
    Unit.ORIENTATION: "Une orientation est comptée à sa date ; une personne peut en avoir plusieurs.",
}
STATUS_RULE = (
    "Le statut est celui de la première situation de la période ; de plusieurs situations du même jour,"
    " « Victime » l’emporte sur « Mis en cause », et « Mis en cause » sur « Hors champ pénal »."
)
NEW_RULE = (
    "Nouvelle : le premier accueil daté de ce coffre est de la période, même si la personne a pu venir avant"
    " qu’il existe ; sans accueil daté, elle est déjà connue."
)
MULTIPLE_RULE = (
    "Plusieurs réponses possibles : les lignes ne s’additionnent pas, chacune se lit par rapport à la base."
)
CONDITION_RULE = "La question ne se pose que dans certaines situations : elles seules sont comptées."


class Kind(Enum):
    """How the rows of a table relate to its base."""

    TOTAL = "total"
    """There is no row: the base is the number."""
    PARTITION = "partition"
    """Each thing counted is in one row: the rows add up to the base."""
    MULTIPLE = "multiple"
    """A thing counted may be in several rows."""


@dataclass(frozen=True)
class Heading:
    """What can be said of a table without a number; ``field`` is the question, ``None`` when there is none.

    ``labels`` are those of its usual rows.
    """

    code: str
    title: str
    family: str
    unit: Unit
    kind: Kind
    labels: tuple[str, ...] = ()
    field: AnyClosedField | None = None

    @property
    def conditional(self) -> bool:
        """Whether some of the things counted are not asked the question."""
        return self.field is not None and self.field.relevant is not None

    @property
    def base_label(self) -> str:
        """``situations suivies où la question se pose``."""
        things = COUNTED_THINGS[self.unit]
        return f"{things} où la question se pose" if self.conditional else things

    @property
    def definition(self) -> str:
        sentences = [RULES[self.unit]]
        if self.field is accueil.STATUT:
            sentences.append(STATUS_RULE)
        sentences += [each.hint for each in DERIVED if each is self.field]
        if self.field is None and self.kind is Kind.PARTITION:
            sentences.append(NEW_RULE)
        if self.conditional:
            sentences.append(CONDITION_RULE)
        if self.kind is Kind.MULTIPLE:
            sentences.append(MULTIPLE_RULE)
        return " ".join(sentences)


@dataclass(frozen=True)
class Row:
    """One line of a table; ``code`` is the option's, ``persons`` the numbers of those whom it concerns."""

    code: str
    label: str
    count: int
    persons: frozenset[int] = dataclass_field(default=frozenset(), repr=False)


@dataclass(frozen=True)
class Table:
    """One table and its proof: it cannot be built when its numbers contradict each other.

    ``persons`` are the numbers of those whom its base concerns.
    """

    heading: Heading
    base: int
    rows: tuple[Row, ...] = ()
    persons: frozenset[int] = dataclass_field(default=frozenset(), repr=False)

    def __post_init__(self) -> None:
        code, counts = self.heading.code, self.counts
        if len({row.code for row in self.rows}) != len(self.rows):
            raise ValueError(f"table {code}: an option has two rows")
        if self.base < 0 or not all(0 <= count <= self.base for count in counts):
            raise ValueError(f"table {code}: a row is outside its base")
        if self.heading.kind is Kind.PARTITION and sum(counts) != self.base:
            raise ValueError(f"table {code}: its rows do not add up to its base")
        if self.heading.kind is Kind.TOTAL and counts:
            raise ValueError(f"table {code}: a total has no rows")

    def __getitem__(self, code: str) -> int:
        """The count of one option; ``KeyError`` when it has no row."""
        for row in self.rows:
            if row.code == code:
                return row.count
        raise KeyError(code)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(row.label for row in self.rows)

    @property
    def answered(self) -> int | None:
        """Of how many things something is known; ``None`` when nobody is asked."""
        left_aside = [row.count for row in self.rows if row.code == NON_RENSEIGNE.code]
        return self.base - left_aside[0] if left_aside else None

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(row.count for row in self.rows)
