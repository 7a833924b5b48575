"""The elimination slip: how many files go, of which years; dates and counts, nobody.

The files of a public employer are public archives: destroying them takes the visa of the Archives
départementales (Code du patrimoine, art. L212-2), which is asked on such a slip.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from exports import house_style
from exports.drawing import drawn
from exports.house_style import Paper
from exports.pages import Blanks, Line, Listing, Part, Prose, Section
from models.dates import in_words, written

TITLE, FOOT = "Bordereau d’élimination", "Nombres et dates seulement : aucun nom."
NAME = "bordereau-elimination.pdf"


@dataclass(frozen=True)
class Slip:
    """What is to be eliminated; ``last_contacts`` has one day for each person, ``months`` is the rule.

    ``journal_end`` is where the audit journal ends, for the paper to bear witness of it.
    """

    on: date
    months: int
    persons: int
    situations: int
    records: int
    first: date | None
    last: date | None
    last_contacts: Sequence[date]
    journal_end: str


def pdf(slip: Slip, origin: str) -> bytes:
    """The slip, with room for the visas."""
    return house_style.pdf(Paper(TITLE, origin, FOOT), lambda: list(drawn(list(_sections(slip)))))


def _sections(slip: Slip) -> Iterator[Section]:
    yield Section(TITLE, tuple(_what(slip)))
    years = Counter(day.year for day in slip.last_contacts)
    rows = tuple((str(year), str(years[year])) for year in sorted(years))
    yield Section(
        "Par année du dernier contact",
        (Listing(("Année", "Personnes"), (*rows, ("Total", str(sum(years.values())))), (3, 1)),),
    )
    yield Section(
        "Visas",
        (
            Prose(
                "La destruction n’a lieu qu’après le visa des Archives départementales, si le service y est "
                "soumis.",
                note=True,
            ),
            Blanks(
                (
                    "Responsable du service, date et signature",
                    "Archives départementales, visa et date",
                    "Éliminé le, par",
                )
            ),
        ),
    )


def _what(slip: Slip) -> Iterator[Part]:
    yield Prose(
        "Dossiers individuels d’intervention sociale en commissariat ou gendarmerie, sur support numérique "
        f"chiffré. Durée de conservation : {slip.months} mois après le dernier contact.",
    )
    yield Line("Établi le", in_words(slip.on))
    yield Line("Personnes", str(slip.persons))
    yield Line("Situations", str(slip.situations))
    yield Line("Fiches en tout", str(slip.records))
    if slip.first and slip.last:
        yield Line("Dates extrêmes", f"du {written(slip.first)} au {written(slip.last)}")
    yield Line("Journal des accès", slip.journal_end)
    yield Line(
        "Sort", "élimination définitive, sauvegardes comprises ; les comptages déjà publiés restent inchangés"
    )
