"""The questions about a test: what it asks, how it is passed and repeated."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.quizzes import ShowQuestion, ShowQuiz
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.quizzes.screens.lines import how_often, pause, whether_shown
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import QuestionsText
from volunteering.rules.importing.sending import SentFile
from volunteering.rules.quizzes import LONGEST_PAUSE, MOST_ATTEMPTS, MOST_QUESTIONS
from volunteering.rules.reading import read_count
from words.words import plain, sentence

QUESTIONS: Final = "questions"
"""In a draft's `about`: how many questions the test has."""


class Typing(Form):
    """A message with questions in it."""

    names_its_subject: ClassVar[bool] = True
    lines: Annotated[
        QuestionsText,
        Ask(
            question=sentence("What is asked? The question in the first line, then an option in each line."),
            label=sentence("The questions"),
            hint=sentence(
                "Mark what is right with *, or end with “Answer: B”. Several questions: an empty line between them, or "
                "rows copied from a spreadsheet."
            ),
        ),
    ]


@form
class AddingQuestions(Typing):
    """One or several more."""

    name: ClassVar[str] = "add_questions"
    title: ClassVar[str] = sentence("Add questions")

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowQuiz(activity=draft.number("activity"))


@form
class ChangingQuestion(Typing):
    """One of them, typed anew."""

    name: ClassVar[str] = "change_question"
    title: ClassVar[str] = sentence("Change the question")

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowQuestion(question=draft.number("question"))


@form
class SendingQuestions(Form):
    """The list of them, sent back."""

    name: ClassVar[str] = "send_questions"
    title: ClassVar[str] = sentence("Questions as a list")
    names_its_subject: ClassVar[bool] = True
    file: Annotated[
        SentFile,
        Ask(
            question=sentence("Send the list back to me here, as a file: XLSX or CSV."),
            label=sentence("List"),
            hint=sentence("You see first what would come of it. Questions that are not in the list stay."),
            list_file=True,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowQuiz(activity=draft.number("activity"))


def _number(raw: object) -> object:
    """A number as people say it: 8, 8题, eight."""
    if not isinstance(raw, str):
        return raw
    found = read_count(raw)
    return found if isinstance(found, int) else raw


async def _shares(_: Tap, draft: Draft, __: str) -> Sequence[Choice]:
    """All of them, three fifths; four fifths are what is usual."""
    number = max(1, draft.number(QUESTIONS))
    offered = dict.fromkeys((number, -(-number * 3 // 5)))
    return [Choice(str(one), str(one)) for one in offered]


async def _times(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(how_often(tap.words, times)), str(times)) for times in (0, 1, 2, 3)]


async def _pauses(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(pause(tap.words, hours)), str(hours)) for hours in (0, 1, 24, 168)]


async def _shown(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(whether_shown(tap.words, it=it)), str(int(it))) for it in (True, False)]


@form
class SettingQuizRules(Form):
    """How a test is passed, and how often it may be taken."""

    name: ClassVar[str] = "quiz_rules"
    title: ClassVar[str] = sentence("How the test is passed")
    finish: ClassVar[str] = sentence("Save")
    names_its_subject: ClassVar[bool] = True

    needed: Annotated[
        Annotated[int, BeforeValidator(_number), Field(ge=1, le=MOST_QUESTIONS)] | None,
        Ask(
            question=sentence("How many right answers pass?"),
            label=sentence("Right answers needed"),
            hint=sentence("Tap one, or type the number."),
            skip=sentence("Four fifths, as usual"),
            choices=_shares,
            suggests=True,
            columns=3,
        ),
    ] = None
    attempts: Annotated[
        Annotated[int, BeforeValidator(_number), Field(ge=0, le=MOST_ATTEMPTS)],
        Ask(
            question=sentence("How often may somebody take it?"),
            label=sentence("How often"),
            choices=_times,
            columns=2,
            shows=how_often,
        ),
    ]
    pause_hours: Annotated[
        Annotated[int, BeforeValidator(_number), Field(ge=0, le=LONGEST_PAUSE)],
        Ask(
            question=sentence("How long does one wait before trying again?"),
            label=sentence("Pause"),
            choices=_pauses,
            columns=2,
            shows=pause,
        ),
    ]
    shows_right: Annotated[
        bool,
        Ask(
            question=sentence("Are the right answers shown at the end?"),
            label=sentence("Right answers"),
            choices=_shown,
            shows=lambda words, it: whether_shown(words, it=it),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowQuiz(activity=draft.number("activity"))
