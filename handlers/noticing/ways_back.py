"""The way back from an answer to the shift or the exam for which it was asked (decision 40)."""

from handlers.noticing.writing import Reading
from handlers.showing.parts import back_to_shift
from handlers.showing.qualifications import back_to_exam
from handlers.tapping.screen import Row


async def back_where_wanted(reading: Reading, shift_id: int | None) -> tuple[Row, ...]:
    """A row with the way back, as long as the shift is ahead."""
    found = await reading.records.activities.shift(shift_id) if shift_id is not None else None
    if found is None or not found[1].is_ahead(reading.words.now):
        return ()
    return (back_to_shift(reading.words, found[1].id, "success"),)


async def back_to_exam_where_wanted(reading: Reading, exam_id: int | None) -> tuple[Row, ...]:
    """The same to an exam, as long as one may register."""
    exam = await reading.records.exams.get(exam_id) if exam_id is not None else None
    if exam is None or not exam.is_on or reading.words.now >= exam.closes_at:
        return ()
    return (back_to_exam(reading.words, exam.id, "success"),)
