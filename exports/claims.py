"""Sentences of a yearly report, each tied to the printed numbers that it says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exports.catalogue import Category
from exports.edition import Crossing, Edition, Line
from exports.layout import number, percentage
from exports.volumes import Line as VolumeLine
from exports.volumes import Volume
from models.forms import accueil

MOST = 5
"""Categories named in one sentence; the table has the others."""

HELD = " ; le reste n’est pas diffusé en entier"
"""A sentence that names the printed lines says so when others are masked."""


@dataclass(frozen=True)
class Source:
    """A printed number: the table it is in, its line and its column, in words."""

    table: str
    line: str
    column: str
    value: int


@dataclass(frozen=True)
class Claim:
    """One sentence; every number in it is one of its ``sources``, or a percentage of two of them."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Chapter:
    title: str
    claims: tuple[Claim, ...]


def chapters(edition: Edition, before: Edition | None) -> tuple[Chapter, ...]:
    """What a year's publication allows to say; ``before`` is that of the year before, if there is one.

    A chapter of which nothing is printed is not there.
    """
    told = (
        Chapter("Les personnes reçues", tuple(_persons(edition, before))),
        Chapter("Les situations", tuple(_situations(edition))),
        Chapter("Le travail fait", tuple(_work(edition))),
        Chapter("Les orientations", tuple(_referrals(edition))),
        Chapter("La protection des victimes de violences", tuple(_protection(edition))),
    )
    return tuple(chapter for chapter in told if chapter.claims)


def headline(edition: Edition) -> Claim | None:
    """``En 2012, le service a reçu 323 personnes : …``; ``None`` when not even the total is printed."""
    if edition.total is None:
        return None
    sources = [Source("Statut", "Ensemble", "", edition.total)]
    parts: list[str] = []
    for status, count in edition.partition:
        if count is not None:
            sources.append(Source("Statut", status.label, "", count))
            parts.append(f"{_of_status(status, count)} ({percentage(count, edition.total)})")
    told = f"En {edition.year}, le service a reçu {_persons_of(edition.total)}"
    return Claim(f"{told} : {_listed(parts)}." if len(parts) > 1 else f"{told}.", tuple(sources))


def compared(edition: Edition, before: Edition | None) -> Claim | None:
    """Against the year before, when both totals are printed."""
    if before is None or before.total is None or edition.total is None:
        return None
    difference = edition.total - before.total
    sources = (
        Source("Statut", "Ensemble", "", edition.total),
        Source("Statut", "Ensemble", str(before.year), before.total),
    )
    was = f"Elles étaient {number(before.total)} en {before.year}"
    if not difference:
        return Claim(f"{was}, autant.", sources)
    more = "de plus" if difference > 0 else "de moins"
    share = f" ({percentage(abs(difference), before.total)})" if before.total else ""
    return Claim(f"{was} : c’est {number(abs(difference))} {more} en un an{share}.", sources)


def _persons(edition: Edition, before: Edition | None) -> Iterator[Claim]:
    yield from filter(None, (headline(edition), compared(edition, before)))
    for code, words in (
        ("sexe", "Selon le sexe"),
        ("tranche_age", "Selon l’âge"),
        ("residence", "Selon le lieu de vie"),
        ("connu", "Déjà connues d’un service social"),
        ("mineurs_au_foyer", "Avec des enfants mineurs au foyer"),
    ):
        yield from _shares(edition, code, words)


def _situations(edition: Edition) -> Iterator[Claim]:
    yield from _shares(edition, "problematique", "Les problématiques principales les plus fréquentes")
    yield from _shares(edition, "origine", "Qui a mis les personnes en lien avec le service")
    yield from _shares(edition, "cadre", "Le cadre procédural à l’arrivée")
    yield from _shares(edition, "delai", "Le délai entre la saisine et le premier échange")
    yield from _yes(edition, "Besoins", "Les besoins le plus souvent repérés")


def _work(edition: Edition) -> Iterator[Claim]:
    yield from _volume(edition, "actes", "Actes menés")
    yield from _volume(edition, "actes_entretien", "Entretiens")
    yield from _volume(edition, "temps", "Temps de travail noté")


def _referrals(edition: Edition) -> Iterator[Claim]:
    yield from _volume(edition, "orientations", "Orientations proposées ou organisées")
    yield from _yes(edition, "Orientations", "Les personnes ont surtout été orientées vers")
    yield from _impossible(edition)


def _protection(edition: Edition) -> Iterator[Claim]:
    yield from _yes(edition, "Violences et protection", "Violences rapportées", codes=("violence_",))
    yield from _yes(edition, "Violences et protection", "Ont eu", codes=("danger", "ordonnance"))
    yield from _volume(edition, "actes_ecrit", "Écrits")
    yield from _volume(edition, "temps_ordonnance", "Temps donné aux ordonnances de protection")


def _shares(edition: Edition, code: str, words: str) -> Iterator[Claim]:
    """The printed lines of everybody, the largest first, *non renseigné* left to the table."""
    crossing = _crossing(edition, code)
    if crossing is None:
        return
    unknown = crossing.variable.unknown
    lines = [line for line in crossing.finest if line.category.code != unknown and line.cells[-1]]
    chosen = sorted(lines, key=_everybody, reverse=True)[:MOST]
    held = any(line.cells[-1] is None for line in crossing.finest)
    found = ((each.category, each) for each in chosen)
    yield from _claim(edition, crossing.variable.label, words, found, HELD if held else "")


def _yes(edition: Edition, family: str, words: str, codes: tuple[str, ...] = ("",)) -> Iterator[Claim]:
    """The first line of each table of a family: those of whom it is true, the most frequent first."""
    tables = [
        crossing
        for title, members in edition.families
        if title == family
        for crossing in members
        if crossing.variable.code.startswith(codes) and crossing.lines[0].cells[-1]
    ]
    tables.sort(key=lambda crossing: _everybody(crossing.lines[0]), reverse=True)
    found = ((Category("", crossing.variable.label), crossing.lines[0]) for crossing in tables[:MOST])
    yield from _claim(edition, family, words, found)


def _impossible(edition: Edition) -> Iterator[Claim]:
    found = [
        (Category("", crossing.variable.label), line)
        for title, members in edition.families
        if title == "Orientations"
        for crossing in members
        for line in crossing.lines
        if line.category.code == "impossible" and line.cells[-1]
    ]
    found.sort(key=lambda each: _everybody(each[1]), reverse=True)
    words = "Des orientations n’ont pas été possibles (pas de place, refus du service, non abouties)"
    yield from _claim(edition, "Orientations impossibles", words, found[:MOST])


def _claim(
    edition: Edition, table: str, words: str, lines: Iterable[tuple[Category, Line]], end: str = ""
) -> Iterator[Claim]:
    sources: list[Source] = []
    parts: list[str] = []
    for category, line in lines:
        count = line.cells[-1]
        if count is None or edition.total is None:
            continue
        sources.append(Source(table, category.label, "Ensemble", count))
        parts.append(f"{_lower(category.label)}, {number(count)} ({percentage(count, edition.total)})")
    if parts:
        whole = Source("Statut", "Ensemble", "", edition.total or 0)
        yield Claim(f"{words} : {_listed(parts, ' ; ')}{end}.", (whole, *sources))


def _volume(edition: Edition, code: str, words: str) -> Iterator[Claim]:
    volume = next((each for each in edition.volumes if each.code == code), None)
    if volume is None or volume.total is None:
        return
    sources = [Source(volume.title, "Total", "", volume.total)]
    parts: list[str] = []
    for line in _largest(volume):
        sources.append(Source(volume.title, line.label, "", line.count or 0))
        parts.append(f"{_lower(line.label)}, {number(line.count or 0)}")
    told = f"{words} : {number(volume.total)} {volume.unit}"
    yield Claim(f"{told}, dont {_listed(parts, ' ; ')}." if parts else f"{told}.", tuple(sources))


def _largest(volume: Volume) -> Sequence[VolumeLine]:
    given = [line for line in volume.lines if line.count]
    return sorted(given, key=lambda line: line.count or 0, reverse=True)[:MOST]


def _crossing(edition: Edition, code: str) -> Crossing | None:
    return next((each for each in edition.crossings if each.variable.code == code), None)


def _everybody(line: Line) -> int:
    return line.cells[-1] or 0


def _persons_of(count: int) -> str:
    return f"{number(count)} personne{_s(count)}"


def _of_status(status: Category, count: int) -> str:
    """``84 victimes``; statuses that were put together keep their label."""
    match status.code:
        case accueil.VICTIME:
            return f"{number(count)} victime{_s(count)}"
        case accueil.MIS_EN_CAUSE:
            return f"{number(count)} mis en cause"
        case accueil.HORS_CHAMP_PENAL:
            return f"{_persons_of(count)} hors champ pénal"
        case _:
            return f"{_persons_of(count)} « {_lower(status.label)} »"


def _s(count: int) -> str:
    return "s" if count > 1 else ""


def _listed(parts: Sequence[str], comma: str = ", ") -> str:
    """``un, deux et trois``."""
    return (
        comma.join(parts) if comma != ", " or len(parts) < 2 else f"{comma.join(parts[:-1])} et {parts[-1]}"
    )


def _lower(label: str) -> str:
    """A label inside a sentence: its first letter small, unless it begins with initials."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]
