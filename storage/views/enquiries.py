"""Enquiries as lists show them, and one as the two see it. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row, query
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, instant_if
from storage.rows.enquiries import ENQUIRY, enquiry_in
from storage.rows.tree import within
from volunteering.rules.enquiries import Enquiry, LineKind, Matter
from volunteering.rules.tree import Rights

LINES: Final = 6
"""How many lines of an enquiry are shown, the latest."""

# The last line of whoever asked, and not the answer to it: that is what a list is read for.
_ROW: Final = f"""
    {ENQUIRY}, p.name, a.title, s.starts_at, b.name AS answered_by_name, {TOTAL},
    (SELECT l.text FROM enquiry_lines l
        WHERE l.enquiry_id = e.id AND l.by_id = e.person_id ORDER BY l.id DESC LIMIT 1) AS text
"""

_JOINED: Final = """
    JOIN units u ON u.id = e.unit_id JOIN people p ON p.id = e.person_id
    LEFT JOIN activities a ON a.id = e.activity_id LEFT JOIN shifts s ON s.id = e.shift_id
    LEFT JOIN people b ON b.id = e.answered_by
"""

_OPEN_FIRST: Final = """
    ORDER BY CASE WHEN e.state = 'open' THEN 0 ELSE 1 END, CASE WHEN e.state = 'open' THEN e.at ELSE -e.at END, e.id
    LIMIT :limit OFFSET :skipped
"""
"""What waits, longest first; then what is answered, the latest first."""


@dataclass(frozen=True, slots=True)
class ListedEnquiry:
    """An enquiry in a list."""

    enquiry: Enquiry
    name: str  # of who asked; empty for who was forgotten
    title: str  # of the activity, where it is about one
    start: datetime | None  # of the shift, where it is about one
    text: str  # what was asked last; empty where it was said with a tap
    answered_by: str | None  # a name; None while it waits

    @property
    def said_with_a_tap(self) -> bool:
        """I was there, and no word more."""
        return self.enquiry.topic.matter in {Matter.WAS_THERE, Matter.APPEAL} and not self.text


@dataclass(frozen=True, slots=True)
class EnquiryPage:
    """A page of them."""

    enquiries: Sequence[ListedEnquiry]
    extent: Extent


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """What one of the two said."""

    by_id: int
    by_name: str
    kind: LineKind
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thread:
    """One of them, with its latest lines, the latest last."""

    said: ListedEnquiry
    lines: Sequence[EnquiryLine]
    earlier: int  # lines before these
    reachable: bool  # messages arrive at who asked


async def asked_of(reader: Reader, person_id: int, rights: Rights, page: Page) -> EnquiryPage:
    """What is asked of somebody, where they still lead."""
    led, values = within(rights.led, "u")
    rows = await reader.all(
        f"""
        SELECT {_ROW} FROM enquiry_readers k JOIN enquiries e ON e.id = k.enquiry_id {_JOINED}
        WHERE k.person_id = :person AND ({led}) {_OPEN_FIRST}
        """,
        person=person_id,
        **values,
        **page.values,
    )
    return _page_of(rows, page)


async def about_activity(reader: Reader, activity_id: int, page: Page) -> EnquiryPage:
    """What is asked about an activity, whoever it is asked of."""
    rows = await reader.all(
        f"SELECT {_ROW} FROM enquiries e {_JOINED} WHERE e.activity_id = :activity {_OPEN_FIRST}",
        activity=activity_id,
        **page.values,
    )
    return _page_of(rows, page)


async def asked_by(reader: Reader, person_id: int, page: Page) -> EnquiryPage:
    """What somebody asked, whoever answers it."""
    rows = await reader.all(
        f"SELECT {_ROW} FROM enquiries e {_JOINED} WHERE e.person_id = :person {_OPEN_FIRST}",
        person=person_id,
        **page.values,
    )
    return _page_of(rows, page)


async def thread(reader: Reader, enquiry_id: int) -> Thread | None:
    """One of them; None where there is none with that number."""
    found, lines = await reader.several(
        query(
            f"SELECT {_ROW}, p.reachable FROM enquiries e {_JOINED} WHERE e.id = :enquiry",
            enquiry=enquiry_id,
        ),
        query(
            f"""
            SELECT l.by_id, b.name, l.kind, l.text, l.at, {TOTAL}
            FROM enquiry_lines l JOIN people b ON b.id = l.by_id
            WHERE l.enquiry_id = :enquiry ORDER BY l.id DESC LIMIT {LINES}
            """,
            enquiry=enquiry_id,
        ),
    )
    if not found:
        return None
    shown = [_line_in(row) for row in reversed(lines)]
    earlier = lines[0]["total"] - len(shown) if lines else 0
    return Thread(_said_in(found[0]), shown, earlier, reachable=bool(found[0]["reachable"]))


async def line_of(reader: Reader, line_id: int) -> EnquiryLine | None:
    """One line; None where there is none with that number."""
    row = await reader.one(
        """
        SELECT l.by_id, b.name, l.kind, l.text, l.at FROM enquiry_lines l JOIN people b ON b.id = l.by_id
        WHERE l.id = :line
        """,
        line=line_id,
    )
    return _line_in(row) if row else None


def _page_of(rows: Sequence[Row], page: Page) -> EnquiryPage:
    return EnquiryPage([_said_in(row) for row in rows], page.extent(rows))


def _said_in(row: Row) -> ListedEnquiry:
    enquiry = enquiry_in(row)
    return ListedEnquiry(
        enquiry=enquiry,
        name=row["name"],
        title=row["title"] or "",
        start=instant_if(row["starts_at"]),
        text=row["text"] or "",
        answered_by=row["answered_by_name"],
    )


def _line_in(row: Row) -> EnquiryLine:
    return EnquiryLine(row["by_id"], row["name"], LineKind(row["kind"]), row["text"], instant(row["at"]))
