"""What a file may be of that came by itself: trainings that somebody leads, exams that they hold. Each is one hop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Row
from storage.engine.pages import TOTAL, Extent, Page
from storage.engine.values import instant, seconds
from storage.rows.tree import within
from volunteering.rules.tree import Rights


@dataclass(frozen=True, slots=True)
class MayBeOf:
    """A training or an exam, and when it is, or was last."""

    id: int
    title: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MayBeOfPage:
    """A page of them, the latest first."""

    some: Sequence[MayBeOf]
    extent: Extent


NOTHING: Final = MayBeOfPage((), Page(1).extent(()))


async def trainings_of(reader: Reader, rights: Rights, page: Page) -> MayBeOfPage:
    """Trainings that somebody leads."""
    led, values = within(rights.led, "u")
    rows = await reader.all(
        f"""
        SELECT a.id, a.title, MAX(s.starts_at) AS at, {TOTAL}
        FROM trainings t JOIN activities a ON a.id = t.activity_id JOIN units u ON u.id = a.unit_id
            JOIN shifts s ON s.activity_id = a.id
        WHERE a.state = 'open' AND ({led})
        GROUP BY a.id, a.title ORDER BY at DESC, a.id DESC LIMIT :limit OFFSET :skipped
        """,
        **values,
        **page.values,
    )
    return _page_of(rows, page)


async def exams_of(reader: Reader, rights: Rights, now: datetime, page: Page) -> MayBeOfPage:
    """Exams that somebody holds and whose results can be entered."""
    held, values = within(rights.administered, "x")
    rows = await reader.all(
        f"""
        SELECT e.id, e.title, e.starts_at AS at, {TOTAL}
        FROM exams e JOIN units x ON x.id = e.unit_id
        WHERE e.state = 'on' AND e.starts_at <= :now AND ({held})
        ORDER BY e.starts_at DESC, e.id DESC LIMIT :limit OFFSET :skipped
        """,
        now=seconds(now),
        **values,
        **page.values,
    )
    return _page_of(rows, page)


def _page_of(rows: Sequence[Row], page: Page) -> MayBeOfPage:
    return MayBeOfPage([MayBeOf(row["id"], row["title"], instant(row["at"])) for row in rows], page.extent(rows))
