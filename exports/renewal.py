"""The yearly request that the post be funded again: paragraphs to be pasted, each tied to printed counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from exports.claims import Chapter, Claim, chapters
from exports.edition import Edition
from exports.layout import number
from exports.report import Block, Row, opening
from exports.report_words import reading
from models import funding
from models.fields import Answers
from models.forms import poste
from models.funding import Share

TITLE = "Rapport d’activité et demande de renouvellement"


@dataclass(frozen=True)
class Renewal:
    """``tables`` come after the paragraphs; ``sources`` say of each sentence where its numbers stand."""

    title: str
    about: tuple[tuple[str, str], ...]
    chapters: tuple[Chapter, ...]
    tables: tuple[Block, ...]
    reading: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]


def renewal(edition: Edition, station: Answers, before: Sequence[Edition] = ()) -> Renewal:
    """Of a year's edition; ``before`` are those of the years before, the oldest first."""
    last = before[-1] if before and before[-1].year == edition.year - 1 else None
    told = chapters(edition, last)
    shares = funding.shares(station, edition.year)
    return Renewal(
        f"{TITLE}, {edition.title.lower()}",
        tuple(_about(station)),
        (*told, *_funded(shares, edition.year)),
        (*opening(edition, before), *_posts(shares, edition.year)),
        reading(edition),
        tuple(_sources(told)),
    )


def _about(station: Answers) -> Iterator[tuple[str, str]]:
    for field in (poste.DESTINATAIRE, poste.NOM, poste.EMPLOYEUR, poste.LIEU):
        if said := station[field]:
            yield field.label, said


def _funded(shares: tuple[Share, ...], year: int) -> Iterator[Chapter]:
    """What the posts were; nothing when none is known."""
    if not shares:
        return
    parts = [f"{share.title}, {_part(share.part)}, {_months(share.months)} en {year}" for share in shares]
    claims = [
        Claim(f"Le service a compté : {' ; '.join(parts)}.", ()),
        Claim(f"Cela fait {_decimal(funding.full_time(shares))} équivalent temps plein sur l’année.", ()),
    ]
    if (total := funding.euros(shares)) is not None:
        claims.append(
            Claim(f"Le financement correspondant, au prorata des mois, est de {_euros(total)}.", ())
        )
    yield Chapter("Temps de travail et financement", tuple(claims))


def _posts(shares: tuple[Share, ...], year: int) -> Iterator[Block]:
    if not shares:
        return
    rows = [
        Row(
            share.title,
            (
                _part(share.part),
                _months(share.months),
                _decimal(share.full_time),
                "–" if share.euros is None else _euros(share.euros),
            ),
        )
        for share in shares
    ]
    total = funding.euros(shares)
    rows.append(
        Row(
            "Total",
            ("", "", _decimal(funding.full_time(shares)), "–" if total is None else _euros(total)),
            total=True,
        )
    )
    yield Block(f"Postes en {year}", ("Temps", "Présence", "ETP", "Financement"), tuple(rows))


def _sources(told: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    for chapter in told:
        for claim in chapter.claims:
            tables = dict.fromkeys(source.table for source in claim.sources)
            yield claim.text, " ; ".join(tables)


def _part(part: Fraction) -> str:
    if part == 1:
        return "temps plein"
    return "mi-temps" if part == Fraction(1, 2) else f"{round(100 * part)} % d’un temps plein"


def _months(months: Fraction) -> str:
    return f"{_decimal(months)} mois"


def _decimal(value: Fraction) -> str:
    """``0,38``; without decimals when it is whole."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.2f}".rstrip("0").replace(".", ",")


def _euros(amount: int) -> str:
    return f"{number(amount)} €"
