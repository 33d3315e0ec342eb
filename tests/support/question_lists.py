"""Lists of questions that were sent, looked through as whoever is on duty does it, without a process."""

from collections.abc import Sequence
from datetime import datetime

from bot.importing.question_lists import read_questions
from storage.process import sent_lists
from tests.support.acting import at
from tests.support.city import City
from tests.support.list_files import Line, workbook_of
from volunteering.actions.quizzes.listed import keep_questions

HEAD: Line = ["Question", *(f"Option {letter}" for letter in "ABCDEF"), "Right", "Code"]


def row(text: str, *options: str, right: str = "A", code: int | str = "") -> Line:
    """A question as a row of a list."""
    return [text, *options, *[""] * (6 - len(options)), right, code]


async def look_through(city: City, lines: Sequence[Line], now: datetime, *, head: Line = HEAD) -> str | None:
    """The list that waits longest says this. Gives what came of it."""
    read = read_questions(workbook_of([head, *lines]))
    async with city.writing() as rows:
        tx = rows.people._tx
        found = await sent_lists.next_to_see_to(tx, now)
        assert found is not None
        held = await sent_lists.take_up(tx, found, now)
        assert held is not None
    async with city.writing() as rows:
        sent = await rows.sent_lists.get(held.id)
        assert sent is not None
        return await keep_questions(rows, held, sent, read.questions, read.faults, at(now))
