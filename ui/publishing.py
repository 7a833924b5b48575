"""Publishing the figures of a period, from the window and from the command line alike.

What is read of the vault is read at once; the computing needs the vault no more, and may run on
another thread; then the closing, the register and the files are written together, or not at all.
"""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from exports import supervisor
from exports.catalogue import Catalogue, catalogue_of
from exports.closing import Account, Prepared
from exports.edition import Edition, edition_json, edition_of
from exports.star import CATALOGUE
from models.closing import LAST, QUARTERS, late, newcomers, quarter_of_year, up_to, year_of
from models.counting import observe
from models.dates import Period, named, written
from models.failure import Failure
from storage.publications import Exercise, Gap, Published
from storage.vault import Vault
from ui import outgoing

DEFAULT_K = 6


@dataclass(frozen=True)
class State:
    """Where a year stands: the editions published, the first open quarter, and who waits.

    ``late`` persons came in a closed quarter and were recorded since: the next period counts them,
    or none when the year is closed. ``k`` is ``None`` while nothing of the year is closed. ``gap``: a
    backup was put back, and what was published of the year meanwhile may not be known here.
    """

    year: int
    editions: tuple[Edition, ...]
    first_open: int
    late: int
    k: int | None
    gap: Gap | None = None

    @property
    def is_closed(self) -> bool:
        return self.first_open > LAST

    @property
    def waiting(self) -> str:
        """What the page says of late records; empty when there are none."""
        if not self.late:
            return ""
        who = "personne, enregistrée" if self.late == 1 else "personnes, enregistrées"
        told = f"{self.late} {who} après l’arrêté"
        if self.is_closed:
            return f"{told} de {self.year} : aucun fichier ne les comptera, l’année est close."
        return f"{told} d’un trimestre déjà publié : comptées dans le prochain fichier de {self.year}."


def state(vault: Vault, year: int) -> State:
    """Read where a year stands; ``RegisterBroken`` when the register is not whole."""
    vault.publications.check()
    rules, first_open = vault.publications.exercise(year), _first_open(vault, year)
    observed = observe(vault.material(year_of(year).end), year_of(year))
    waiting = late(observed, _known(vault, year), first_open) if rules else 0
    k = rules.k if rules else None
    return State(year, editions(vault, year), first_open, waiting, k, _gap(vault, year))


def editions(vault: Vault, year: int | None = None) -> tuple[Edition, ...]:
    """Everything that was published, of a year or of all, in order."""
    return tuple(edition_of(each.content) for each in vault.publications.all() if year in (None, each.year))


def gather(
    vault: Vault,
    year: int,
    quarter: int,
    k: int | None = None,
    *,
    elsewhere: bool = False,
    nothing_since: bool = False,
) -> Account:
    """Read all that the publication of a period rests on; quarter 4 is the year.

    ``k``, 6 unless it is given, and ``elsewhere`` (another vault has published of that year) are
    of the first closing of a year: they hold until 1 January. ``nothing_since`` says that nothing was
    published between a backup and its return; totals only, otherwise.
    """
    register = vault.publications
    register.check()
    _check_over(vault, year, quarter)
    first_open = _first_open(vault, year)
    if quarter < first_open:
        raise Failure(_closed(vault, year, quarter))
    unsure = _gap(vault, year) is not None and not nothing_since
    rules = _rules(vault, year, k, elsewhere=elsewhere)
    observed = observe(vault.material(up_to(year, quarter).end), up_to(year, quarter))
    history, before = editions(vault, year), editions(vault)
    return Account(
        year,
        quarter,
        first_open,
        observed,
        register.counted(year),
        newcomers(observed, _known(vault, year), first_open),
        register.roots(),
        catalogue_of(json.loads(rules.catalogue)),
        rules.k,
        bytes.fromhex(rules.seed),
        history if rules.detail and not unsure else None,
        register.now(),
        _source(vault),
        len(before) + 1,
        before[-1].seal if before else "",
        tuple(sorted((each for each in before if each.quarter is None), key=lambda each: each.year)),
    )


def documents(prepared: Prepared) -> dict[str, bytes]:
    """The files of what is about to be published; it needs no vault."""
    return supervisor.documents(prepared.edition, prepared.account.source, prepared.account.years)


def publish(vault: Vault, prepared: Prepared, documents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Close the period, enter it in the register, write its files: all of it, or nothing."""
    account, register = prepared.account, vault.publications
    written_files: list[Path] = []
    try:
        with vault.records.transaction():
            if (
                register.next_number != account.number
                or _first_open(vault, account.year) != account.first_open
            ):
                raise Failure(
                    "Une autre publication a été faite depuis cet aperçu. Refaites l’aperçu ; rien n’a été"
                    " publié."
                )
            register.close(_exercise(account), prepared.frozen, account.newcomers, account.at)
            register.add(account.year, account.quarter, edition_json(prepared.edition), documents)
            outgoing.register_counts(vault, documents)
            written_files += outgoing.write_all(documents, folder)
    except BaseException:
        for path in written_files:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return written_files


def publish_again(vault: Vault, published: Published, folder: Path) -> list[Path]:
    """Write the files of a publication once more, the same to the last byte."""
    documents = vault.publications.documents(published)
    missing = {name: data for name, data in documents.items() if not _is_there(folder / name, data)}
    with vault.records.transaction():
        outgoing.register_counts(vault, missing)
        outgoing.write_all(missing, folder)
    return [folder / name for name in documents]


def _is_there(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _source(vault: Vault) -> str:
    """The name of the post on one line, as a file can bear it."""
    return " ".join(outgoing.service(vault).split())[:200]


def _exercise(account: Account) -> Exercise:
    detail = account.history is not None
    catalogue = json.dumps(account.catalogue.data(), ensure_ascii=False, separators=(",", ":"))
    return Exercise(account.year, catalogue, account.k, detail, account.seed.hex())


def _rules(vault: Vault, year: int, k: int | None, *, elsewhere: bool) -> Exercise:
    rules = vault.publications.exercise(year)
    if rules is None:
        catalogue: Catalogue = CATALOGUE
        text = json.dumps(catalogue.data(), ensure_ascii=False, separators=(",", ":"))
        return vault.publications.rules(year, text, k or DEFAULT_K, detail=not elsewhere)
    if k not in (None, rules.k):
        raise Failure(
            f"Le seuil de {year} est {rules.k} depuis sa première publication ; il pourra changer pour"
            f" {year + 1}. Rien n’a été publié."
        )
    if elsewhere and rules.detail:
        raise Failure(
            f"Les chiffres de {year} ont déjà été publiés depuis ce coffre, qui en garde le registre."
            " Publiez sans cette option ; rien n’a été publié."
        )
    return rules


def _gap(vault: Vault, year: int) -> Gap | None:
    """The last return of a backup before which something of an open year may have been published."""
    first = quarter_of_year(year, QUARTERS[0]).end
    gaps = [gap for gap in vault.publications.gaps() if gap.until.date() > first]
    return gaps[-1] if gaps and _first_open(vault, year) <= LAST else None


def _known(vault: Vault, year: int) -> set[int]:
    """Numbers of the persons counted, and those of the files in which theirs are read."""
    roots = vault.publications.roots()
    counted = {each.person for each in vault.publications.counted(year)}
    return counted | {roots.get(number, number) for number in counted}


def _first_open(vault: Vault, year: int) -> int:
    return max((each.quarter for each in vault.publications.closings(year)), default=0) + 1


def _check_over(vault: Vault, year: int, quarter: int) -> None:
    period = period_of(year, quarter)
    if vault.publications.now().date() <= period.end:
        raise Failure(
            f"Cette période n’est pas finie : elle court jusqu’au {written(period.end)}. Publiez-la à partir"
            " du lendemain ; rien n’a été publié."
        )


def _closed(vault: Vault, year: int, quarter: int) -> str:
    (closing,) = (each for each in vault.publications.closings(year) if each.quarter == quarter)
    return (
        f"La période « {named(period_of(year, quarter))} » est close depuis le"
        f" {written(closing.at.date())} : elle ne change plus. Reprenez son fichier dans le registre ; rien"
        " n’a été publié."
    )


def period_of(year: int, quarter: int) -> Period:
    """Quarter 4 is the year: it is published with it."""
    return year_of(year) if quarter == LAST else quarter_of_year(year, quarter)


def title(year: int, quarter: int) -> str:
    """``Année 2012``, ``1er trimestre 2012``."""
    words = named(period_of(year, quarter))
    return words[0].upper() + words[1:]


def quarter_name(quarter: int) -> str:
    return title(2000, quarter).removesuffix(" 2000")
