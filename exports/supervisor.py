"""The files for the supervisor: written of an edition, and read back before they are called done."""

from collections.abc import Sequence

from exports.data_package import data_package
from exports.edition import Edition
from exports.protection.written import to_json
from exports.read_back import check
from exports.report import report
from exports.report_pdf import report_pdf
from exports.workbook import workbook


def stem(edition: Edition) -> str:
    """Neutral file name, without extension: ``comptage-2012``, ``comptage-2012-T1``."""
    return f"comptage-{edition.name}"


def documents(edition: Edition, service: str, before: Sequence[Edition] = ()) -> dict[str, bytes]:
    """Spreadsheet, pages, data and publication by file name; ``before`` as for ``report``.

    Raises ``ValueError`` when what is read back is not what was to be written.
    """
    composed = report(edition, service, before)
    name = stem(edition)
    sheets, pages = workbook(composed), report_pdf(composed)
    check(sheets, pages, composed)
    return {
        f"{name}.xlsx": sheets,
        f"{name}.pdf": pages,
        f"{name}-donnees.zip": data_package(edition, service),
        f"{name}-publication.json": to_json(edition.publication),
    }
