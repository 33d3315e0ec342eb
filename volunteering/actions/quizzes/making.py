"""Making the test of a training (docs/rules.md: Tests of trainings). Whoever is at it goes on with it as it was."""

from collections.abc import Sequence

from volunteering.actions.training.leading import led_training
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.quizzes import QuizReady
from volunteering.rules.quizzes import MOST_QUESTIONS, NewQuestion, Quiz, QuizQuestion, QuizRules
from volunteering.rules.training import PassBy, Training
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor


class LedQuiz(Model):
    """A test, as whoever leads its training has it."""

    activity: Activity
    quiz: Quiz


class TooManyQuestions(Model):
    """There would be more than a test has."""

    left: int  # so many may be added


class ReadyTold(Model):
    """So many may take it, and have heard so or are told now; each once, whoever asks."""

    number: int


class NotYetReady(Model):
    """Sessions are ahead, or rosters aren't confirmed; or there are no questions."""

    open: int


async def led_quiz(records: Records, actor: Actor, activity_id: int) -> LedQuiz | NotAllowed | None:
    """The test of a training that the actor leads. None: no such training."""
    found = await led_training(records, actor, activity_id)
    if not isinstance(found, tuple):
        return found
    return LedQuiz(activity=found[0], quiz=await records.quizzes.get(activity_id))


async def add_questions(
    records: Records, actor: Actor, activity_id: int, questions: Sequence[NewQuestion], moment: Moment
) -> int | TooManyQuestions | NotAllowed | None:
    """All of them, or none. With its first question a training is passed by its test. Gives how many there are now."""
    found = await led_training(records, actor, activity_id)
    if not isinstance(found, tuple):
        return found
    there = len((await records.quizzes.get(activity_id)).questions)
    if there + len(questions) > MOST_QUESTIONS:
        return TooManyQuestions(left=MOST_QUESTIONS - there)
    for question in questions:
        await records.quizzes.add(activity_id, question)
    note(records, actor, found[0], moment)
    _passed_by(records, found[1], PassBy.TEST)
    return there + len(questions)


def _passed_by(records: Records, training: Training, pass_by: PassBy) -> None:
    if training.pass_by is not pass_by:
        records.training.change(
            training.activity_id, training.model_copy(update={"pass_by": pass_by, "pass_mark": None})
        )


async def copy_test(records: Records, actor: Actor, activity_id: int, to: int, moment: Moment) -> int:
    """Let another training that the actor leads have the same test; gives how many questions that are.

    0: they lead the old one no more, or it has none by now.
    """
    led = await led_quiz(records, actor, activity_id)
    if not isinstance(led, LedQuiz) or not led.quiz.questions:
        return 0
    questions = [one.as_asked for one in led.quiz.questions]
    rules = {name: getattr(led.quiz, name) for name in QuizRules.model_fields}
    records.quizzes.put_rules(to, QuizRules(**rules))
    added = await add_questions(records, actor, to, questions, moment)
    return added if isinstance(added, int) else 0


async def passed_by_test(records: Records, activity_id: int) -> None:
    """A training that has questions is passed by its test."""
    training = await records.training.get(activity_id)
    if training is not None:
        _passed_by(records, training, PassBy.TEST)


def note(records: Records, actor: Actor, activity: Activity, moment: Moment) -> None:
    """The journal has it that the test was changed."""
    records.journal.note(
        Did.QUIZ_CHANGED, by_id=actor.id, at=moment.now, unit_id=activity.unit.id, activity_id=activity.id
    )


async def led_question(records: Records, actor: Actor, question_id: int) -> QuizQuestion | NotAllowed | None:
    """One of a test's questions, for whoever leads its training."""
    question = await records.quizzes.question(question_id)
    found = await led_training(records, actor, question.activity_id) if question else None
    return question if isinstance(found, tuple) else found


async def change_question(
    records: Records, actor: Actor, question_id: int, wanted: NewQuestion, moment: Moment
) -> QuizQuestion | NotAllowed | None:
    """Let a question be asked so from now on."""
    question = await led_question(records, actor, question_id)
    if not isinstance(question, QuizQuestion):
        return question
    records.quizzes.change(question_id, wanted)
    activity = await records.activities.get(question.activity_id)
    if activity is not None:
        note(records, actor, activity, moment)
    return question


async def keep_question(
    records: Records, actor: Actor, question_id: int, moment: Moment, *, it: bool
) -> QuizQuestion | TooManyQuestions | NotAllowed | None:
    """Take a question away, or put it back. Without any a training is passed by presence again."""
    question = await led_question(records, actor, question_id)
    if not isinstance(question, QuizQuestion):
        return question
    activity_id = question.activity_id
    there = (await records.quizzes.get(activity_id)).questions
    if it and not question.is_kept and len(there) >= MOST_QUESTIONS:
        return TooManyQuestions(left=0)
    records.quizzes.keep(question_id, it=it)
    found = await led_training(records, actor, activity_id)
    if isinstance(found, tuple):
        note(records, actor, found[0], moment)
        is_last = not it and [one.id for one in there] == [question_id]
        _passed_by(records, found[1], PassBy.PRESENCE if is_last else PassBy.TEST)
    return question.model_copy(update={"is_kept": it})


async def move_question(
    records: Records, actor: Actor, question_id: int, *, up: bool
) -> QuizQuestion | NotAllowed | None:
    """Let it be asked before the one above it, or after the one below."""
    question = await led_question(records, actor, question_id)
    if not isinstance(question, QuizQuestion):
        return question
    quiz = await records.quizzes.get(question.activity_id)
    numbers = [one.id for one in quiz.questions]
    if question_id in numbers:
        place = numbers.index(question_id)
        other = place - 1 if up else place + 1
        if 0 <= other < len(numbers):
            records.quizzes.swap(quiz.questions[place], quiz.questions[other])
    return question


async def put_rules(
    records: Records, actor: Actor, activity_id: int, rules: QuizRules, moment: Moment
) -> LedQuiz | NotAllowed | None:
    """How it is passed and repeated, for whoever begins from now on."""
    found = await led_quiz(records, actor, activity_id)
    if isinstance(found, LedQuiz):
        records.quizzes.put_rules(activity_id, rules)
        note(records, actor, found.activity, moment)
    return found


async def tell_of_test(
    records: Records, actor: Actor, activity_id: int, moment: Moment
) -> ReadyTold | NotYetReady | NotAllowed | None:
    """Tell everybody who may take the test now; whoever was told before is not told again."""
    found = await led_training(records, actor, activity_id)
    if not isinstance(found, tuple):
        return found
    return await invite(records, found[0], moment)


async def invite(records: Records, activity: Activity, moment: Moment) -> ReadyTold | NotYetReady:
    """Owe the invitation to everybody who was at the training, once its last roster is confirmed.

    One at a time: of two rosters that are the last each would find the other open, and nobody would be told.
    """
    await records.training.get(activity.id)
    quiz = await records.quizzes.get(activity.id)
    still_open = await records.quizzes.sessions_open(activity.id, moment.now)
    if still_open or not quiz.questions:
        return NotYetReady(open=still_open)
    notice = QuizReady(activity_id=activity.id)
    people = await records.quizzes.takers(activity.id)
    for person_id in people:
        owed = Owed(key=key_of(notice.about(), person_id), person_id=person_id, notice=notice)
        records.outbox.owe_unless_sent(owed, moment.now)
    return ReadyTold(number=len(people))
