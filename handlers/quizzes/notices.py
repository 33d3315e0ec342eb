"""Told about the tests of trainings: that one may be taken, and what would come of a list of questions."""

from handlers.noticing.writing import Notices, Reading
from handlers.quizzes.screens import listed
from handlers.quizzes.screens import taking as screens
from handlers.tapping.screen import Screen
from volunteering.actions.quizzes.listed import ShownQuestions, shown_questions
from volunteering.rules.notices.quizzes import QuestionsOver, QuestionsTried, QuizReady
from volunteering.rules.quizzes import against
from volunteering.rules.volunteers import Actor

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


@notices.written(QuestionsTried)
async def questions_tried(reading: Reading, notice: QuestionsTried) -> Screen | None:
    """Where it still waits for a word of whoever sent it, who still leads the training."""
    person = await reading.records.people.get(reading.owed.person_id)
    if person is None:
        return None
    actor = Actor(person=person, rights=await reading.rights())
    found = await shown_questions(reading.records, actor, notice.list_id)
    return listed.shown(reading.words, found) if isinstance(found, ShownQuestions) else None


@notices.written(QuestionsOver)
async def questions_over(reading: Reading, notice: QuestionsOver) -> Screen | None:
    """It is so whatever has happened since."""
    activity = await reading.records.activities.get(notice.activity_id)
    return listed.over(reading.words, notice, activity) if activity else None
