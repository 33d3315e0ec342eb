"""Buttons of the tests of trainings: making one, taking one, and what came of it. Pages count from 0."""

from typing import Annotated

from pydantic import Field

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.quizzes import MOST_OPTIONS, MOST_QUESTIONS

Place = Annotated[int, Field(ge=0, lt=MOST_QUESTIONS)]
Option = Annotated[int, Field(ge=0, lt=MOST_OPTIONS)]


class ShowQuiz(Button, code="zqs", is_list=True):
    """The questions of a training that the reader leads."""

    activity: int
    page: PageNumber = 0


class AddQuestions(Button, code="zqa"):
    """The form for one or several more."""

    activity: int


class SendQuestionList(Button, code="zql"):
    """The questions there are as a list, and the form that waits for it to be sent back."""

    activity: int


class ShowListedQuestions(Button, code="zqy"):
    """What would come of a list of questions that was sent."""

    number: int


class PutListedQuestions(Button, code="zqp"):
    """Ask them from now on, as it was shown: `checksum` is that of what was."""

    number: int
    checksum: Annotated[int, Field(ge=0, lt=2**32)]


class TakeListedBack(Button, code="zqz"):
    """Nothing is to become of it."""

    number: int


class ShowQuestion(Button, code="zqq"):
    """One of them, with its options."""

    question: int


class ChangeQuestion(Button, code="zqe"):
    """The form for how it is asked."""

    question: int


class MoveQuestion(Button, code="zqm"):
    """One place up, or down."""

    question: int
    up: bool


class RemoveQuestion(Button, code="zqx"):
    """It is asked of nobody who begins from now on."""

    question: int


class PutQuestionBack(Button, code="zqb"):
    """It is asked again."""

    question: int


class ChangeQuizRules(Button, code="zqr"):
    """The form for how a test is passed and repeated."""

    activity: int


class TellOfQuiz(Button, code="zqt"):
    """Everybody who may take it is told."""

    activity: int


class ShowQuizTally(Button, code="zqn"):
    """What came of it in figures."""

    activity: int


class OpenQuiz(Button, code="zqo"):
    """How the reader stands to a training's test; where they are at it, the question."""

    activity: int


class BeginQuiz(Button, code="zqg"):
    """The first question, or where one broke off."""

    activity: int


class AnswerQuiz(Button, code="zqw"):
    """This option is the right one."""

    attempt: int
    place: Place
    option: Option


class TickOption(Button, code="zqk"):
    """This option is one of the right ones, or is none."""

    attempt: int
    place: Place
    option: Option
    on: bool


class AnswerTicked(Button, code="zqd"):
    """Those that are ticked are right."""

    attempt: int
    place: Place


class ShowAttempt(Button, code="zqv", is_list=True):
    """What came of the reader's own attempt, question by question."""

    attempt: int
    page: PageNumber = 0
