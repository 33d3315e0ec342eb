"""Reading the files that people are sent, as the programs do that they open them with."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

Row = tuple[Any, ...]


def read_book(content: bytes) -> Workbook:
    """A workbook."""
    return load_workbook(BytesIO(content))


def sheets_in(content: bytes) -> dict[str, list[Row]]:
    """The rows of a workbook's sheets, by their names."""
    return {sheet.title: list(sheet.values) for sheet in read_book(content)}


def records_in(rows: list[Row]) -> list[dict[str, Any]]:
    """The rows below a head, by what stands in it."""
    head, *others = rows
    return [dict(zip(head, row, strict=True)) for row in others]


def pages_of(content: bytes) -> list[str]:
    """What stands on each page of a PDF."""
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def attached_to(content: bytes) -> dict[str, bytes]:
    """The files within a PDF, by their names."""
    return {name: one for name, [one] in PdfReader(BytesIO(content)).attachments.items()}


def fonts_of(content: bytes) -> set[str]:
    """The fonts that a PDF has its shapes from."""
    found: set[str] = set()
    for page in PdfReader(BytesIO(content)).pages:
        resources: Any = page["/Resources"]
        found |= {font["/BaseFont"].partition("+")[2] for font in resources["/Font"].values()}
    return found
