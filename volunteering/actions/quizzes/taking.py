"""Taking the test of a training: a question at a time, marked at once (docs/rules.md: Tests of trainings)."""

from collections.abc import Collection

from volunteering.actions.training.results import settle
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.quizzes import (
    AgainstQuiz,
    AnsweredQuestion,
    Attempt,
    KnowsAnswers,
    Quiz,
    Taker,
    UsedUp,
    against,
    against_another,
)
from volunteering.rules.volunteers import Person


class AtQuiz(Model):
    """Somebody is at a question, or done with all."""

    activity: Activity
    attempt: Attempt
    is_stale: bool = False  # what was tapped is of another question, and changed nothing


class QuizOver(Model):
    """All is answered, and marked."""

    activity: Activity
    attempt: Attempt
    quiz: Quiz
    gives: bool  # passing gives something
    again: AgainstQuiz | None = None  # what is against another attempt; None: they may at once


class MayBegin(Model):
    """Nothing is against it."""

    activity: Activity
    quiz: Quiz
    taken: int  # how often they did


class CannotBegin(Model):
    """Something is against it now."""

    activity: Activity
    why: AgainstQuiz


async def look_at(
    records: Records, person: Person, activity_id: int, moment: Moment
) -> AtQuiz | MayBegin | CannotBegin | None:
    """How somebody stands to a training's test. None: there is no such training, or none that it decides."""
    activity = await records.activities.get(activity_id)
    attempt = await records.quizzes.under_way(activity_id, person.id)  # first: it may just be ending
    taker = await records.quizzes.taker(activity_id, person.id, moment.now)
    if activity is None or taker is None:
        return None
    quiz = await records.quizzes.get(activity_id)
    if attempt is not None and not taker.has_passed and not taker.leads:
        return AtQuiz(activity=activity, attempt=attempt)
    if not taker.by_test:
        return None
    why = against(quiz, taker, moment.now)
    if why is not None:
        return CannotBegin(activity=activity, why=why)
    return MayBegin(activity=activity, quiz=quiz, taken=len(taker.ended))


async def begin(records: Records, person: Person, activity_id: int, moment: Moment) -> AtQuiz | CannotBegin | None:
    """The first question, or the one where they broke off; tapped twice, it begins once."""
    await records.people.hold(person.id)
    found = await look_at(records, person, activity_id, moment)
    if not isinstance(found, MayBegin):
        return found
    quiz = found.quiz
    asked = tuple(one.as_asked for one in quiz.questions)
    number = await records.quizzes.begin(activity_id, person.id, asked, quiz.needs, moment.now)
    attempt = await records.quizzes.attempt(number)
    return AtQuiz(activity=found.activity, attempt=attempt) if attempt else None


async def tick(
    records: Records, person: Person, attempt_id: int, place: int, option: int, moment: Moment, *, on: bool
) -> AtQuiz | QuizOver | CannotBegin | None:
    """Tick an option of a question with several right ones, or take the tick away."""
    found = await _at(records, person, attempt_id, moment)
    if not isinstance(found, tuple):
        return found
    at, _ = found
    ticked = at.attempt.ticked
    return _ticked(records, at, place, ticked | {option} if on else ticked - {option}, {option})


async def tick_these(
    records: Records, person: Person, attempt_id: int, place: int, options: frozenset[int], moment: Moment
) -> AtQuiz | QuizOver | CannotBegin | None:
    """Tick one option more, or of several exactly these."""
    found = await _at(records, person, attempt_id, moment)
    if not isinstance(found, tuple):
        return found
    at, _ = found
    return _ticked(records, at, place, options if len(options) > 1 else at.attempt.ticked | options, options)


def _ticked(records: Records, at: AtQuiz, place: int, ticked: frozenset[int], options: Collection[int]) -> AtQuiz:
    attempt = at.attempt
    if attempt.place != place or not all(_is_option(attempt, option) for option in options):
        return at.model_copy(update={"is_stale": True})
    records.quizzes.tick(attempt.id, ticked)
    return at.model_copy(update={"attempt": attempt.model_copy(update={"ticked": ticked})})


def _is_option(attempt: Attempt, option: int) -> bool:
    return 0 <= option < len(attempt.asked[attempt.place].options)


async def answer(
    records: Records, person: Person, attempt_id: int, place: int, picked: frozenset[int] | None, moment: Moment
) -> AtQuiz | QuizOver | CannotBegin | None:
    """Say which options are right; None: those that are ticked. The next question, or what came of it.

    A question that is answered stays so, however often it is tapped. None: it isn't theirs.
    """
    found = await _at(records, person, attempt_id, moment)
    if not isinstance(found, tuple):
        return found
    at, taker = found
    attempt = at.attempt
    options = attempt.ticked if picked is None else picked
    if attempt.place != place or not options or not all(_is_option(attempt, option) for option in options):
        return at.model_copy(update={"is_stale": True})
    answered = AnsweredQuestion(place=place, picked=options, is_right=options == attempt.asked[place].right)
    await records.quizzes.answer(attempt_id, answered, moment.now)
    attempt = attempt.model_copy(update={"answers": (*attempt.answers, answered), "ticked": frozenset()})
    if not attempt.is_over:
        return AtQuiz(activity=at.activity, attempt=attempt)
    return await _end(records, person, at.activity, attempt, taker, moment)


async def _at(
    records: Records, person: Person, attempt_id: int, moment: Moment
) -> tuple[AtQuiz, Taker] | QuizOver | CannotBegin | None:
    """Where somebody is, locked, and how they stand; they may have become a leader of the training meanwhile."""
    attempt = await records.quizzes.attempt(attempt_id)
    if attempt is None or attempt.person_id != person.id:
        return None
    if attempt.ended_at is not None:
        return await look_back(records, person, attempt_id, moment)
    activity = await records.activities.get(attempt.activity_id)
    taker = await records.quizzes.taker(attempt.activity_id, person.id, moment.now)
    if activity is None or taker is None:
        return None
    if taker.leads:
        return CannotBegin(activity=activity, why=KnowsAnswers())
    return AtQuiz(activity=activity, attempt=attempt), taker


async def _end(
    records: Records, person: Person, activity: Activity, attempt: Attempt, taker: Taker, moment: Moment
) -> QuizOver:
    """Passed, it is granted at once; not passed for the last time, that is the result."""
    quiz = await records.quizzes.get(activity.id)
    records.quizzes.end(attempt, moment.now)
    ended = (*taker.ended, moment.now)
    again = against_another(quiz, taker.model_copy(update={"ended": ended}), moment.now)
    is_last = taker.by_test and isinstance(again, UsedUp)
    if attempt.has_passed or is_last:
        passed = attempt.has_passed
        await settle(
            records, activity.id, person, mark=attempt.mark, passed=passed, by_id=None, moment=moment, by_hand=True
        )
    over = attempt.model_copy(update={"ended_at": moment.now})
    return QuizOver(activity=activity, attempt=over, quiz=quiz, gives=taker.gives, again=again)


async def look_back(records: Records, person: Person, attempt_id: int, moment: Moment) -> QuizOver | None:
    """What came of one's own attempt."""
    attempt = await records.quizzes.attempt(attempt_id)
    if attempt is None or attempt.person_id != person.id or attempt.ended_at is None:
        return None
    activity = await records.activities.get(attempt.activity_id)
    taker = await records.quizzes.taker(attempt.activity_id, person.id, moment.now)
    if activity is None or taker is None:
        return None
    quiz = await records.quizzes.get(attempt.activity_id)
    again = against_another(quiz, taker, moment.now)
    return QuizOver(activity=activity, attempt=attempt, quiz=quiz, gives=taker.gives, again=again)
