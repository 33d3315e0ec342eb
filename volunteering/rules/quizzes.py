"""Tests at the end of a training: questions, taken on the phone, marked at once (docs/rules.md: Tests of trainings).

An attempt keeps the questions as they were when it began: whoever is at it goes on with those.
"""

from datetime import datetime, timedelta
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.texts import QuestionText, ShortAnswer

MOST_QUESTIONS: Final = 50
LEAST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 6
LETTERS: Final = "ABCDEF"
MOST_ATTEMPTS: Final = 20
LONGEST_PAUSE: Final = 24 * 60
"""Hours: two months."""


class NewQuestion(Model):
    """A question with its options, of which one or several are right."""

    text: QuestionText
    options: Annotated[tuple[ShortAnswer, ...], Field(min_length=LEAST_OPTIONS, max_length=MOST_OPTIONS)]
    right: frozenset[int]

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        if not self.right or not self.right <= set(range(len(self.options))):
            raise ValueError("some of its options are right")
        if len(set(self.options)) < len(self.options):
            raise ValueError("no two options say the same")
        return self

    @property
    def has_several(self) -> bool:
        """Whether more than one option is right, so that they are ticked."""
        return len(self.right) > 1


class QuizQuestion(NewQuestion):
    """One of a training's questions."""

    id: int
    activity_id: int
    ordinal: int
    is_kept: bool = True  # else it was removed, and may be put back

    @property
    def as_asked(self) -> NewQuestion:
        """What it asks, whichever question it is."""
        return NewQuestion(text=self.text, options=self.options, right=self.right)


class QuizRules(Model):
    """How a test is passed, and how often it may be taken."""

    needed: Annotated[int, Field(ge=1, le=MOST_QUESTIONS)] | None = None  # right answers; None: four fifths of them
    attempts: Annotated[int, Field(ge=0, le=MOST_ATTEMPTS)] = 0  # 0: as often as one likes
    pause_hours: Annotated[int, Field(ge=0, le=LONGEST_PAUSE)] = 0  # from the end of one to the next
    shows_right: bool = True  # whether the right answers are shown at the end

    def needed_of(self, questions: int) -> int:
        """How many of so many have to be right."""
        usual = -(-questions * 4 // 5)
        return max(1, min(self.needed or usual, questions))


class Quiz(QuizRules):
    """The questions of a training, in order, and its rules."""

    activity_id: int
    questions: tuple[QuizQuestion, ...] = ()

    @property
    def needs(self) -> int:
        """How many right answers pass."""
        return self.needed_of(len(self.questions))


class AnsweredQuestion(Model):
    """What somebody said to one question."""

    place: int
    picked: frozenset[int]
    is_right: bool


class Attempt(Model):
    """Somebody at a test, or done with it."""

    id: int
    activity_id: int
    person_id: int
    asked: tuple[NewQuestion, ...]  # as they were when it began
    needed: int
    answers: tuple[AnsweredQuestion, ...] = ()  # in order
    ticked: frozenset[int] = frozenset()  # of the question that is asked now
    ended_at: Instant | None = None

    @property
    def place(self) -> int:
        """The question that is asked now, from 0; as many as there are once all are answered."""
        return len(self.answers)

    @property
    def is_over(self) -> bool:
        """Whether all is answered."""
        return self.place >= len(self.asked)

    @property
    def right(self) -> int:
        """How many answers are right."""
        return sum(one.is_right for one in self.answers)

    @property
    def has_passed(self) -> bool:
        """Whether that is enough."""
        return self.is_over and self.right >= self.needed

    @property
    def mark(self) -> int:
        """Of a hundred, for the training file."""
        return round(100 * self.right / len(self.asked))


class Passed(Model):
    """They have passed before, or whoever leads the training has said so."""


class KnowsAnswers(Model):
    """They lead the training, and read there what is right: somebody else who does enters their result."""


class NotReady(Model):
    """The test isn't for them yet: sessions are ahead, or they were at too few."""

    needed: int
    present: int
    ahead: int


class NoQuestions(Model):
    """There is nothing to be asked."""


class UsedUp(Model):
    """As often as it may be taken."""

    attempts: int


class NotBefore(Model):
    """The pause before the next attempt."""

    at: Instant


AgainstQuiz = Passed | KnowsAnswers | NotReady | NoQuestions | UsedUp | NotBefore


class Taker(Model):
    """How somebody stands to a training's test."""

    present: int  # at so many sessions
    least: int  # that the training asks for
    ahead: int  # sessions that are still to come
    has_passed: bool
    leads: bool = False  # the training
    gives: bool = False  # passing gives something
    by_test: bool = True  # whether the test decides; who is at it goes on with it even where it does no more
    ended: tuple[Instant, ...] = ()  # when their attempts ended, the first first


def against(quiz: Quiz, taker: Taker, now: datetime) -> AgainstQuiz | None:
    """Why somebody may not begin the test now; None where they may."""
    if taker.has_passed:
        return Passed()
    if taker.leads:
        return KnowsAnswers()
    if not quiz.questions:
        return NoQuestions()
    if taker.present < taker.least or taker.ahead:
        return NotReady(needed=taker.least, present=taker.present, ahead=taker.ahead)
    return again_at(quiz, taker, now)


def against_another(quiz: Quiz, taker: Taker, now: datetime) -> AgainstQuiz | None:
    """Why somebody who has just taken it may not take it once more; None where they may at once."""
    return Passed() if taker.has_passed else again_at(quiz, taker, now) or against(quiz, taker, now)


def again_at(quiz: QuizRules, taker: Taker, now: datetime) -> UsedUp | NotBefore | None:
    """What is against one more attempt, after those there were."""
    if quiz.attempts and len(taker.ended) >= quiz.attempts:
        return UsedUp(attempts=quiz.attempts)
    ended = [at for at in taker.ended if at <= now]  # a clock that was wrong keeps nobody waiting for a year
    if ended:
        at = max(ended) + timedelta(hours=quiz.pause_hours)
        return NotBefore(at=at) if now < at else None
    return None


class MissedQuestion(Model):
    """A question with how often it was answered wrongly, without saying by whom."""

    text: str
    wrong: int
    answered: int


class QuizTally(Model):
    """What came of a test so far, in figures."""

    took: int = 0  # people with an attempt that is over
    passed: int = 0  # of these
    under_way: int = 0  # people at it now
    missed: tuple[MissedQuestion, ...] = ()  # the most mistaken first
