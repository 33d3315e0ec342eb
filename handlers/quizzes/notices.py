"""Told about the tests of trainings: that one may be taken."""

from handlers.noticing.writing import Notices, Reading
from handlers.quizzes.screens import taking as screens
from handlers.tapping.screen import Screen
from volunteering.rules.notices.quizzes import QuizReady
from volunteering.rules.quizzes import against

notices = Notices()


@notices.written(QuizReady)
async def quiz_ready(reading: Reading, notice: QuizReady) -> Screen | None:
    """Where nothing is against it now."""
    activity = await reading.records.activities.get(notice.activity_id)
    now = reading.words.now
    taker = await reading.records.quizzes.taker(notice.activity_id, reading.owed.person_id, now)
    if activity is None or taker is None or not taker.by_test:
        return None
    quiz = await reading.records.quizzes.get(notice.activity_id)
    return None if against(quiz, taker, now) else screens.ready(reading.words, activity)
