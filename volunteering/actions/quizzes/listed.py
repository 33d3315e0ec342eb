"""A test's questions sent as a list: looked through, shown, added by one tap (docs/rules.md: Tests of trainings)."""

from collections.abc import Sequence
from typing import Final
from zlib import crc32

from volunteering.actions.importing.ending import tell_of_questions, whose
from volunteering.actions.quizzes.making import LedQuiz, TooManyQuestions, led_quiz, note, passed_by_test
from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.question_rows import (
    CODE,
    ListedQuestion,
    QuestionFault,
    WrongCell,
    twice_in,
)
from volunteering.rules.importing.sending import ListEnd, ListInHand, ListKind, SentList
from volunteering.rules.notices.keys import second
from volunteering.rules.notices.quizzes import QuestionsOver, QuestionsTried
from volunteering.rules.quizzes import MOST_QUESTIONS, NewQuestion, Quiz
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

TOLD_ALONE: Final = 5
"""So much that is wrong in a list is said in a message; of more a file says it, row by row, with what was typed."""

MOST_TOLD: Final = 15
"""So much is said in a message where the file didn't get through; putting it right shows the rest."""

TOLD_BESIDE: Final = 3
"""So much is said beside the file."""


class AskedAnew(Model):
    """A question that is asked otherwise from now on, or again."""

    id: int
    question: NewQuestion
    was: NewQuestion
    is_kept: bool  # else it was removed, and is put back


class QuestionPlan(Model):
    """What would come of a list beside the questions that there are."""

    new: tuple[NewQuestion, ...] = ()
    changed: tuple[AskedAnew, ...] = ()
    same: int = 0

    @property
    def total(self) -> int:
        """How many questions the list has."""
        return len(self.new) + len(self.changed) + self.same

    @property
    def more(self) -> int:
        """So many more the test would have."""
        return len(self.new) + sum(not one.is_kept for one in self.changed)

    @property
    def checksum(self) -> int:
        """The same for two plans that come to the same."""
        changed = [(one.id, one.is_kept, _said(one.question), _said(one.was)) for one in self.changed]
        return crc32(repr(([_said(one) for one in self.new], changed, self.same)).encode())


def _said(question: NewQuestion) -> tuple[str, tuple[str, ...], list[int]]:
    return question.text, question.options, sorted(question.right)


class ShownQuestions(Model):
    """A list of questions that waits for a word of whoever sent it, with what would come of it now."""

    led: LedQuiz
    sent: SentList
    plan: QuestionPlan
    is_anew: bool = False  # they said yes to something else, which has changed since


class QuestionsPut(Model):
    """They are asked from now on."""

    led: LedQuiz
    plan: QuestionPlan


class NoRoom(Model):
    """The test has more questions by now than when the list was looked through."""

    activity_id: int
    refused: TooManyQuestions


async def send_questions(
    records: Records, actor: Actor, activity_id: int, *, file_id: str, name: str, moment: Moment
) -> LedQuiz | NotAllowed | None:
    """Keep a list that whoever leads the training has sent, in place of one that they sent before."""
    led = await led_quiz(records, actor, activity_id)
    if not isinstance(led, LedQuiz):
        return led
    for before in await records.sent_lists.of_quiz(actor.id, activity_id):
        await records.sent_lists.take_back(before.id)
    await records.sent_lists.offer(
        by_id=actor.id,
        unit_id=led.activity.unit.id,
        state=Progress.OFFERED,
        file_id=file_id,
        name=name,
        at=moment.now,
        kind=ListKind.QUESTIONS,
        about=activity_id,
    )
    return led


async def keep_questions(
    records: Records,
    held: ListInHand,
    sent: SentList,
    listed: Sequence[ListedQuestion],
    faults: Sequence[QuestionFault],
    moment: Moment,
    *,
    is_reported: bool = False,
) -> str | None:
    """It was looked through: whoever sent it is asked whether these are to be asked, or told what is wrong.

    Gives what came of it, in a word. None: somebody else is at it, or it was taken back.
    """
    if sent.activity_id is None:
        return None
    quiz = await records.quizzes.get(sent.activity_id)
    plan = await _planned(records, quiz, listed)
    wrong = _wrong(listed, faults, plan)
    if wrong or isinstance(plan, list):
        told = TOLD_BESIDE if is_reported else MOST_TOLD
        return await _over(
            records, held, sent, ListEnd.ALL_WRONG, moment, faults=wrong, told=told, is_reported=is_reported
        )
    if not plan.total:
        return await _over(records, held, sent, ListEnd.EMPTY, moment)
    left = MOST_QUESTIONS - len(quiz.questions)
    if plan.more > left:
        return await _over(records, held, sent, ListEnd.TOO_LONG, moment, left=left)
    if not plan.new and not plan.changed:
        return await _over(records, held, sent, ListEnd.NOTHING_NEW, moment)
    by_id = await whose(records, sent)
    kept = sent.model_copy(update={"questions": tuple(listed)})
    if not await records.sent_lists.keep_questions(held, kept, moment.now):
        return None
    notice = QuestionsTried(list_id=sent.id, at=second(moment.now))
    tell_one(records, by_id, notice, notice.key(), moment)
    return "tried"


async def wrong_questions(
    records: Records, activity_id: int, listed: Sequence[ListedQuestion], faults: Sequence[QuestionFault]
) -> list[QuestionFault]:
    """All that is wrong with a list, beside the questions there are; `faults` is what is wrong with its rows alone."""
    return _wrong(listed, faults, await _planned(records, await records.quizzes.get(activity_id), listed))


def _wrong(
    listed: Sequence[ListedQuestion], faults: Sequence[QuestionFault], plan: QuestionPlan | list[QuestionFault]
) -> list[QuestionFault]:
    unknown = plan if isinstance(plan, list) else ()
    return sorted([*faults, *twice_in(listed), *unknown], key=lambda one: (one.sheet, one.row))


async def _over(
    records: Records,
    held: ListInHand,
    sent: SentList,
    end: ListEnd,
    moment: Moment,
    *,
    faults: Sequence[QuestionFault] = (),
    told: int = MOST_TOLD,
    is_reported: bool = False,
    left: int | None = None,
) -> str | None:
    by_id = await whose(records, sent)
    if sent.activity_id is None or not await records.sent_lists.end(held):
        return None
    notice = QuestionsOver(
        list_id=sent.id,
        activity_id=sent.activity_id,
        name=sent.name,
        end=end,
        faults=tuple(faults[:told]),
        more=max(0, len(faults) - told),
        left=left,
        is_reported=is_reported,
    )
    tell_of_questions(records, by_id, notice, moment)
    return end


async def _planned(
    records: Records, quiz: Quiz, listed: Sequence[ListedQuestion]
) -> QuestionPlan | list[QuestionFault]:
    """What is new beside what there is: a row with a code stands for that question, one without for itself."""
    kept = {one.id: one for one in quiz.questions}
    there = {_said(one)[:2]: one for one in quiz.questions}
    new: list[NewQuestion] = []
    changed: list[AskedAnew] = []
    unknown: list[QuestionFault] = []
    same = 0
    for row in listed:
        if row.code is None and (found := there.get(_said(row.question)[:2])) and found.right == row.question.right:
            same += 1
        elif row.code is None:
            new.append(row.question)
        elif (one := kept.get(row.code) or await records.quizzes.question(row.code)) is None or (
            one.activity_id != quiz.activity_id
        ):
            unknown.append(
                QuestionFault(
                    row=row.row, column=CODE, wrong=WrongCell.UNKNOWN_CODE, said=str(row.code), sheet=row.sheet
                )
            )
        elif one.is_kept and _said(one) == _said(row.question):
            same += 1
        else:
            changed.append(AskedAnew(id=one.id, question=row.question, was=one.as_asked, is_kept=one.is_kept))
    return unknown or QuestionPlan(new=tuple(new), changed=tuple(changed), same=same)


async def shown_questions(records: Records, actor: Actor, list_id: int) -> ShownQuestions | NotAllowed | None:
    """A list as it stands, for whoever sent it and still leads the training. None: it is over, or looked through."""
    sent = await records.sent_lists.get(list_id)
    if sent is None or sent.activity_id is None:
        return None
    led = await led_quiz(records, actor, sent.activity_id)
    if not isinstance(led, LedQuiz):
        return led
    if sent.by_id != actor.id:
        return NotAllowed()
    plan = await _planned(records, led.quiz, sent.questions)
    if sent.state is not Progress.TRIED or isinstance(plan, list):
        return None
    return ShownQuestions(led=led, sent=sent, plan=plan)


async def waiting_list(records: Records, actor: Actor, activity_id: int) -> int | None:
    """The number of the list that the actor has sent for a test, where it waits for their word."""
    lists = await records.sent_lists.of_quiz(actor.id, activity_id)
    return next((sent.id for sent in lists if sent.state is Progress.TRIED), None)


async def put_listed(
    records: Records, actor: Actor, list_id: int, checksum: int, moment: Moment
) -> QuestionsPut | ShownQuestions | NoRoom | NotAllowed | None:
    """Ask what was shown from now on, all of it; tapped twice, once. Where it has changed since, it is shown again."""
    found = await shown_questions(records, actor, list_id)
    if not isinstance(found, ShownQuestions):
        return found
    plan, activity_id = found.plan, found.led.activity.id
    if plan.checksum != checksum:
        return found.model_copy(update={"is_anew": True})
    left = MOST_QUESTIONS - len(found.led.quiz.questions)
    if plan.more > left:
        return NoRoom(activity_id=activity_id, refused=TooManyQuestions(left=left))
    if not await records.sent_lists.take_back(list_id):
        return None
    for question in plan.new:
        await records.quizzes.add(activity_id, question)
    for one in plan.changed:
        records.quizzes.change(one.id, one.question)
        if not one.is_kept:
            records.quizzes.keep(one.id, it=True)
    note(records, actor, found.led.activity, moment)
    await passed_by_test(records, activity_id)
    return QuestionsPut(led=found.led, plan=plan)


async def take_back_listed(records: Records, actor: Actor, list_id: int) -> int | NotAllowed | None:
    """Nothing is to become of it. Gives its training's number; None: it is over."""
    sent = await records.sent_lists.get(list_id)
    if sent is None or sent.activity_id is None:
        return None
    if sent.by_id != actor.id:
        return NotAllowed()
    await records.sent_lists.take_back(list_id)
    return sent.activity_id
