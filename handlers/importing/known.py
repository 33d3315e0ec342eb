"""Files that came by themselves, of which whoever sent one says of what they are."""

from datetime import datetime

from handlers.importing.screens.known import PAGE
from storage.engine.database import Reader
from storage.engine.pages import Page
from storage.views.importing import MayBeOfPage, exams_of, trainings_of
from volunteering.rules.importing.sending import ListKind, SentList
from volunteering.rules.tree import Rights


async def may_be_of(reader: Reader, sent: SentList, rights: Rights, now: datetime, number: int = 0) -> MayBeOfPage:
    """A page of what it may be of: trainings that its sender leads, or exams that they hold."""
    page = Page(PAGE, number)
    if sent.kind is ListKind.QUESTIONS:
        return await trainings_of(reader, rights, page)
    return await exams_of(reader, rights, now, page)
