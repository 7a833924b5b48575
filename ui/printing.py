"""A document sent to the printer, page by page, without a file on the way."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from exports.pdfium import Reader
from models.failure import Failure

QUEUED = "Document"
"""What the queue of a shared printer shows."""

_DOTS = 300
"""Per inch; what the printer does beyond that is lost on text."""


def ask_to_print(
    page: QWidget,
    title: str,
    data: bytes,
    done: Callable[[], None],
    failed: Callable[[Failure], None],
) -> QPrintDialog:
    """Ask for the printer, in a window that stops no lock; ``done`` is called once it has the pages.

    ``title`` is what the printer’s queue shows to everybody.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, page)
    dialog.setObjectName("impression")
    dialog.setWindowModality(Qt.WindowModality.NonModal)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def go() -> None:
        try:
            send(printer, data)
        except Failure as failure:
            failed(failure)
        else:
            done()

    dialog.accepted.connect(go)
    dialog.show()
    return dialog


def send(printer: QPrinter, data: bytes) -> None:
    """Draw each page of a PDF on a sheet; ``Failure`` when there is no printer to draw on."""
    with Reader(data) as reader:
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise Failure("L’imprimante ne répond pas. Vérifiez-la, puis recommencez ; rien n’a été imprimé.")
        try:
            for number in range(len(reader)):
                if number:
                    printer.newPage()
                sheet = QSizeF(printer.paperRect(QPrinter.Unit.DevicePixel).size())
                painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), _picture(reader, number))
        finally:
            painter.end()


def _picture(reader: Reader, number: int) -> QImage:
    across, _ = reader.size(number)
    drawn = reader.raster(number, round(across * _DOTS / 72))
    image = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32)
    return image.copy()
