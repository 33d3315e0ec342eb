"""An exam as those who hold it find it; where it isn't there, or isn't theirs, Instead is raised."""

from handlers.buttons.exams import ListExams
from handlers.showing import instead
from handlers.tapping.screen import Answer, Instead
from handlers.tapping.tap import Tap
from handlers.tree.administered import not_mine
from volunteering.rules.exams.announced import Exam


async def managed(tap: Tap, exam_id: int) -> Exam:
    """An exam that the reader holds as an admin. Raises Instead."""
    exam = await tap.records.exams.get(exam_id)
    if exam is None:
        raise Instead(gone(tap))
    if not tap.rights.administers(exam.unit):
        raise Instead(not_mine(tap))
    return exam


def gone(tap: Tap) -> Answer:
    """There is none with that number; from there it goes on to those that are on."""
    return Answer(instead.gone(tap.words), at=ListExams())
