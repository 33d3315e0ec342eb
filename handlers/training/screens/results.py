"""Results of a training, as those who lead it enter them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from markupsafe import Markup

from handlers.buttons.leading import ManageActivity
from handlers.buttons.quizzes import ShowQuiz
from handlers.buttons.training import (
    ChangeTraining,
    EnterMark,
    PassPresent,
    SetPassed,
    ShowLearners,
    ShowResult,
    TypeResults,
)
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, and_more, called, of_so_many, page_row
from handlers.showing.training import granting, outcome, presence, together, too_few
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.training.led import Learner, LedTraining
from volunteering.actions.training.leading import NoSessionYet, OwnResult
from volunteering.actions.training.results import SettledResult
from volunteering.rules.ground.model import Unchanged
from words.words import Words, cut

PAGE = 8
"""How many of its people a page shows."""

LISTED = 10
"""Of lines that were not understood, so many are said."""


class NotEntered(Enum):
    """What is wrong with a line that was typed."""

    NO_RESULT = auto()
    NOBODY = auto()
    SEVERAL = auto()
    OWN = auto()
    TOO_EARLY = auto()


@dataclass(frozen=True, slots=True)
class Unclear:
    """A line that was not entered."""

    line: str
    why: NotEntered


def learners(words: Words, led: LedTraining, shown: ShowLearners, *, me: int, said: Markup | None = None) -> Screen:
    """Its people, each with how often they were there and what came of it; nobody passes themselves."""
    enough = sum(person_id != me for person_id in led.enough)
    extent = led.extent
    nothing = words.say("That was all.") if extent.number else words.say("Nobody is in it yet.")
    rows = (
        *(((Press(words.say("Let them pass"), PassPresent(activity=led.activity.id), "success"),),) if enough else ()),
        *((_to_one(words, led, one),) for one in led.people),
        *page_row(words, extent, lambda number: shown.model_copy(update={"page": number})),
        *(((Press(words.say("Type several"), TypeResults(activity=led.activity.id)),),) if led.people else ()),
        (
            Press(words.say("What it gives"), ChangeTraining(activity=led.activity.id)),
            Press(words.say("Test"), ShowQuiz(activity=led.activity.id)),
        ),
        (_back(words, led),),
    )
    return page(
        of_so_many(words, words.say("Results: {title}", title=cut(led.activity.title, LONGEST_LABEL)), extent),
        said,
        *granting(words, led.training),
        words.many(
            "{begun} of {number} session has begun",
            "{begun} of {number} sessions have begun",
            led.sessions,
            begun=led.begun,
        ),
        too_few(words, led.training, led.sessions),
        _enough(words, enough),
        None if led.people else nothing,
        rows=rows,
    )


def _enough(words: Words, people: int) -> Markup | None:
    """Who would pass by what is asked for now: rosters of before went by something else."""
    if not people:
        return None
    return words.many(
        "⚠️ {number} person was at enough sessions and has not passed yet.",
        "⚠️ {number} people were at enough sessions and have not passed yet.",
        people,
    )


def present_passed(words: Words, number: int) -> Markup:
    """How many have passed by it."""
    return words.many(
        "✅ {number} person has passed and is told.", "✅ {number} people have passed and are told.", number
    )


def _to_one(words: Words, led: LedTraining, one: Learner) -> Press:
    label = together((_stands(words, led, one), called(words, one.name, LONGEST_NAME)))
    return Press(cut(label, LONGEST_LABEL), ShowResult(activity=led.activity.id, person=one.person_id))


def _stands(words: Words, led: LedTraining, one: Learner) -> Markup:
    """What came of it; until that is known, how often they were there."""
    return together((outcome(words, one.passed, one.mark) or presence(words, one.present, led.sessions),))


def _back(words: Words, led: LedTraining) -> Press:
    label = words.say("‹ {title}", title=led.activity.title)
    return WayBack(cut(label, LONGEST_LABEL), ManageActivity(activity=led.activity.id))


def one(words: Words, led: LedTraining, learner: Learner, *, is_own: bool, said: Markup | None = None) -> Screen:
    """One of them, with what can be said."""
    number, person = led.activity.id, learner.person_id
    result = outcome(words, learner.passed, learner.mark)
    choices: tuple[Row, ...] = (
        (
            Press(words.say("Passed"), SetPassed(activity=number, person=person, passed=True), "success"),
            Press(words.say("Not passed"), SetPassed(activity=number, person=person, passed=False), "danger"),
        ),
        (Press(words.say("Enter mark"), EnterMark(activity=number, person=person)),),
    )
    return page(
        Markup.escape(called(words, learner.name)),
        said,
        words.say("Training: {title}", title=led.activity.title),
        presence(words, learner.present, led.sessions),
        Markup.escape(result) if result else words.say("No result yet"),
        words.say("Nobody enters their own result: somebody else who leads here does.") if is_own else None,
        rows=(
            *(() if is_own else choices),
            (WayBack(words.say("‹ Results"), ShowLearners(activity=number)),),
        ),
    )


def entered(words: Words, settled: SettledResult | Unchanged) -> Markup:
    """What was done, in the first line."""
    if isinstance(settled, Unchanged):
        return words.say("✅ It was like that already.")
    if settled.given is not None:
        return words.say("✅ Entered. They hold the qualification from now on, and are told.")
    if settled.taken_back is not None:
        return words.say("✅ Entered. The qualification is taken back, and they are told.")
    return words.say("✅ Entered. They are told.")


def why_not(words: Words, refused: OwnResult | NoSessionYet) -> Markup:
    """Why nothing was entered."""
    if isinstance(refused, OwnResult):
        return words.say("⚠️ Nobody enters their own result: somebody else who leads here does.")
    return words.say("⚠️ Its first session has not begun yet.")


def not_in_it(words: Words, activity_id: int) -> Screen:
    """That person is in none of its sessions."""
    return page(
        words.say("Not in this training"),
        words.say("That person is in none of its sessions any more."),
        rows=((WayBack(words.say("‹ Results"), ShowLearners(activity=activity_id)),),),
    )


def kind_elsewhere(words: Words) -> Markup:
    """The training's team does not have what it was to give."""
    return words.say("⚠️ That team does not have this kind of qualification.")


def all_entered(words: Words, names: Sequence[str]) -> Markup:
    """How many results were entered."""
    return words.many("✅ {number} result entered", "✅ {number} results entered", len(names))


def some_entered(words: Words, led: LedTraining, entered_for: Sequence[str], unclear: Sequence[Unclear]) -> Screen:
    """What was entered, and each line that was not, with why: it can be copied and put right."""
    return page(
        words.many("{number} line was not entered", "{number} lines were not entered", len(unclear)),
        all_entered(words, entered_for) if entered_for else None,
        *(_unclear(words, one) for one in unclear[:LISTED]),
        and_more(words, len(unclear) - LISTED),
        rows=(
            (Press(words.say("Type them again"), TypeResults(activity=led.activity.id), "success"),),
            (WayBack(words.say("‹ Results"), ShowLearners(activity=led.activity.id)),),
        ),
    )


def _unclear(words: Words, one: Unclear) -> Markup:
    line = cut(one.line, 60)
    match one.why:
        case NotEntered.NO_RESULT:
            return words.say("⚠️ “{line}”: neither a mark nor passed or not", line=line)
        case NotEntered.NOBODY:
            return words.say("⚠️ “{line}”: nobody in it is called so", line=line)
        case NotEntered.SEVERAL:
            return words.say("⚠️ “{line}”: several are called so, please choose them in the list", line=line)
        case NotEntered.OWN:
            return words.say("⚠️ “{line}”: nobody enters their own result", line=line)
        case NotEntered.TOO_EARLY:
            return words.say("⚠️ “{line}”: its first session has not begun yet", line=line)
