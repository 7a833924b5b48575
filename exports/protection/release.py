"""One release of a catalogue, protected: printed, masked, proven; or else its totals, and why.

``protect`` is the whole room as seen from outside; ``prove`` gives the proof and the reasons too.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from exports.protection import levels, reasons
from exports.protection.cells import At, Catalogue, Counts, TableKey
from exports.protection.grid import Contradiction
from exports.protection.masking import Unreachable
from exports.protection.order import Order
from exports.protection.published import Publication, PublishedCell, PublishedTable
from exports.protection.reasons import Mask
from exports.protection.tables import Table, protected, totals
from exports.protection.verification import Evidence, faults
from exports.solving import SolverMissing, TimedOut
from models.failure import Failure

LEAST_K = 6
SECONDS = 120.0
"""What a proof may take; after it, only totals are published."""

_LEAST_SEED = 16

Progress = Callable[[int, int], None]
"""Told how many tables are done, of how many; what it raises stops the work."""


@dataclass(frozen=True)
class Proof:
    """A publication with what stays inside: why each cell is masked, and the counter-worlds.

    Reduced to totals, it has neither.
    """

    publication: Publication
    masks: Mapping[TableKey, Mapping[At, Mask]] = field(
        default_factory=dict[TableKey, Mapping[At, Mask]], repr=False
    )
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)


def protect(
    catalogue: Catalogue,
    counts: Counts,
    history: Sequence[Publication] | None,
    k: int,
    seed: bytes,
    *,
    progress: Progress | None = None,
    seconds: float = SECONDS,
) -> Publication:
    """Publish ``counts`` so that no number of 1 to ``k`` - 1 persons can be proven of any cell.

    - ``history``: every earlier release of the same period, in order; ``None`` when it is lost.
    - ``seed``: secret, of 16 bytes at least, the same for the whole period; with it, the same
      arguments give the same publication.

    What cannot be proven within ``seconds`` is withheld, and ``Publication.reason`` says why.
    ``Failure`` when the history is of another threshold or catalogue, or holds this very release.
    """
    return prove(catalogue, counts, history, k, seed, progress=progress, seconds=seconds).publication


def prove(
    catalogue: Catalogue,
    counts: Counts,
    history: Sequence[Publication] | None,
    k: int,
    seed: bytes,
    *,
    progress: Progress | None = None,
    seconds: float = SECONDS,
) -> Proof:
    """As ``protect``, with the reason of each mask and the worlds that prove it, to be kept."""
    order = Order(catalogue, counts, tuple(history or ()), k, seed)
    _check(order)
    if history is None:
        return _reduced(order, reasons.NO_LEDGER)
    if not order.unchanged():
        return Proof(_publication(order, (), reasons.CHANGED))
    if order.whole and order.total <= k:
        few = reasons.FEW.format(k=k) if order.total < k else reasons.TOO_FEW
        return _reduced(order, few)
    try:
        return _proof(order, monotonic() + seconds, progress or _silent)
    except SolverMissing:
        return _reduced(order, reasons.NO_SOLVER)
    except TimedOut:
        return _reduced(order, reasons.TOO_LONG)
    except Contradiction:
        return _reduced(order, reasons.CONTRADICTED)


def _check(order: Order) -> None:
    periods, counts = order.catalogue.periods, order.counts
    if order.k < LEAST_K or len(order.seed) < _LEAST_SEED:
        raise ValueError(f"the threshold is {LEAST_K} at least, the seed of {_LEAST_SEED} bytes")
    if counts.closed != periods[: len(counts.closed)] or bool(periods) != bool(counts.closed):
        raise ValueError("periods are closed one after the other, from the first")
    if not order.keys or not set(order.keys) <= set(counts.tables):
        raise ValueError("a table has no counts")
    for each in order.history:
        if (each.period, each.k, each.catalogue) != (counts.period, order.k, order.catalogue.version):
            raise Failure(
                "Le seuil ou la liste des tableaux a changé depuis la dernière publication de l’année. Gardez"
                " ceux de l’année jusqu’au 1er janvier ; rien n’a été diffusé."
            )
        if each.release == counts.release:
            raise Failure(
                f"« {counts.release} » est déjà publié : reprenez le fichier du registre."
                " Rien d’autre n’a été diffusé."
            )


def _silent(_done: int, _of: int) -> None:
    """Nobody watches."""


def _proof(order: Order, deadline: float, progress: Progress) -> Proof:
    """The most detailed publication that can be proven."""
    for shown in _parts(order, order.k + 1):
        try:
            tables = tuple(_tables(order, shown, deadline, progress))
        except Unreachable:
            continue
        return _verified(order, tables)
    return _reduced(order, reasons.UNREACHABLE)


def _parts(order: Order, least: int) -> Iterator[tuple[str, ...]]:
    """How the centre may be shown, no total under ``least``: a counted reader leaves k others possible."""
    if not order.whole:
        yield order.catalogue[order.catalogue.centre].leaves
        return
    centre, key = order.catalogue.centre, order.keys[0]
    for shown in levels.parts(order.catalogue):
        if all(order.number(key, at) >= least for at in totals(centre, shown)):
            yield shown


def _tables(order: Order, shown: Sequence[str], deadline: float, progress: Progress) -> Iterator[Table]:
    for done, key in enumerate(order.keys):
        progress(done, len(order.keys))
        yield protected(order, key, shown, deadline, lambda done=done: progress(done, len(order.keys)))
    progress(len(order.keys), len(order.keys))


def _verified(order: Order, tables: Sequence[Table]) -> Proof:
    publication = _publication(order, tuple(table.published for table in tables))
    evidence = tuple(table.evidence for table in tables)
    if faults(order.catalogue, order.counts, order.history, publication, evidence):
        return _reduced(order, reasons.UNPROVEN)
    masks = {table.published.vars: table.masks for table in tables}
    return Proof(publication, masks, evidence)


def _reduced(order: Order, reason: str) -> Proof:
    """Only totals that are safe without a proof, if there are any."""
    key = order.keys[0]
    if order.whole:
        key, shown = (order.catalogue.centre,), _safe_totals(order)
    else:
        shown = _safe_rows(order)
    cells = tuple(PublishedCell(dict(at), order.number(order.keys[0], at)) for at in shown)
    table = PublishedTable(order.counts.release, order.counts.period, key, cells)
    return Proof(_publication(order, (table,) if cells else (), reason))


def _safe_totals(order: Order) -> tuple[At, ...]:
    """Of the centre: alone, or beside rows of the year of which none could be deduced."""
    shown = next(_parts(order, order.k), None)
    if shown is None or (order.history and not order.nothing_small()):
        return ()
    return totals(order.catalogue.centre, shown)


def _safe_rows(order: Order) -> tuple[At, ...]:
    """Of the last period: all of them when none is small; or its total, when it is the first number."""
    rows = levels.rows(order.catalogue, order.counts.closed)
    if order.nothing_small():
        return rows
    if order.history or order.total <= order.k:
        return ()
    return tuple(at for at in rows if len(at) == 1)[:1]


def _publication(order: Order, tables: tuple[PublishedTable, ...], reason: str = "") -> Publication:
    catalogue, counts = order.catalogue, order.counts
    return Publication(
        release=counts.release,
        period=counts.period,
        k=order.k,
        catalogue=catalogue.version,
        centre=catalogue.centre,
        variables=catalogue.variables,
        tables=tables,
        periods={counts.period: catalogue.periods},
        impossible=catalogue.impossible,
        reason=reason,
    )
