"""What came of a training, person by person or several at a time, for those who lead it."""

from handlers.buttons.training import EnterMark, PassPresent, SetPassed, ShowLearners, ShowResult, TypeResults
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.leading.led import gone, not_yours
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.training.questions import EnteringMark, TypingResults
from handlers.training.screens import results as screens
from storage.engine.pages import Page
from storage.process.drafts import Draft
from storage.views.training.led import LedTraining, called, learner, led_training
from volunteering.actions.training.leading import (
    NoSessionYet,
    NotInIt,
    OwnResult,
    PresentPassed,
    enter_result,
    pass_the_present,
)
from volunteering.actions.training.results import SettledResult
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.reading import TypedResult, read_results
from volunteering.rules.training import MOST_MARK
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


async def find_led(tap: Tap, activity_id: int, page: int = 0) -> LedTraining:
    """The training, if this person leads it. Raises Instead."""
    found = await led_training(tap.read, activity_id, tap.now, Page(screens.PAGE, page))
    if found is None:
        raise Instead(gone(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


@routes.button(ShowLearners, role=Role.LEADER)
async def show_learners(tap: Tap, button: ShowLearners) -> Answer:
    """Its people, a page of them, and what came of it for each."""
    found = await find_led(tap, button.activity, button.page)
    screen = screens.learners(tap.words, found, button, me=tap.me.id, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


@routes.button(PassPresent, writes=True, role=Role.LEADER)
async def pass_present(tap: Tap, button: PassPresent) -> Answer | GoTo:
    """Whoever was at enough sessions passes, and is told."""
    match await pass_the_present(tap.records, tap.actor, button.activity, tap.moment):
        case PresentPassed(number=number):
            return GoTo(ShowLearners(activity=button.activity), said=screens.present_passed(tap.words, number))
        case NotAllowed():
            return not_yours(tap)
        case None:
            return gone(tap)


@routes.button(ShowResult, role=Role.LEADER)
async def show_result(tap: Tap, button: ShowResult) -> Answer:
    """One of its people, with what can be said of them."""
    found = await find_led(tap, button.activity)
    one = await learner(tap.read, button.activity, button.person)
    if one is None:
        return Answer(screens.not_in_it(tap.words, button.activity), at=ShowLearners(activity=button.activity))
    is_own = one.person_id == tap.me.id
    return Answer(screens.one(tap.words, found, one, is_own=is_own, said=tap.said), tap.said or "", at=button)


@routes.button(SetPassed, writes=True, role=Role.LEADER)
async def set_passed(tap: Tap, button: SetPassed) -> Answer | GoTo:
    """They passed, or they did not."""
    outcome = await enter_result(
        tap.records, tap.actor, button.activity, button.person, tap.moment, passed=button.passed
    )
    return _entered(tap, button.activity, button.person, outcome)


def _entered(
    tap: Tap,
    activity_id: int,
    person_id: int,
    outcome: SettledResult | Unchanged | OwnResult | NoSessionYet | NotInIt | NotAllowed | None,
) -> Answer | GoTo:
    match outcome:
        case SettledResult() | Unchanged():
            said = screens.entered(tap.words, outcome)
            return GoTo(ShowResult(activity=activity_id, person=person_id), said=said)
        case OwnResult() | NoSessionYet():
            return GoTo(ShowLearners(activity=activity_id), said=screens.why_not(tap.words, outcome))
        case NotInIt():
            return Answer(screens.not_in_it(tap.words, activity_id), at=ShowLearners(activity=activity_id))
        case NotAllowed():
            return not_yours(tap)
        case None:
            return gone(tap)


@routes.button(EnterMark, writes=True, role=Role.LEADER)
async def ask_mark(tap: Tap, button: EnterMark) -> Answer | GoTo:
    """The question for somebody's mark."""
    await find_led(tap, button.activity)
    return await engine.begin_form(tap, EnteringMark, about={"activity": button.activity, "person": button.person})


@ends(EnteringMark)
async def enter_mark(tap: Tap, form: EnteringMark, draft: Draft) -> Answer | GoTo:
    """They have this mark, and passed if it is enough."""
    activity_id, person_id = draft.number("activity"), draft.number("person")
    outcome = await enter_result(tap.records, tap.actor, activity_id, person_id, tap.moment, mark=form.mark)
    return _entered(tap, activity_id, person_id, outcome)


@routes.button(TypeResults, writes=True, role=Role.LEADER)
async def ask_results(tap: Tap, button: TypeResults) -> Answer | GoTo:
    """The question for several people's."""
    await find_led(tap, button.activity)
    return await engine.begin_form(tap, TypingResults, about={"activity": button.activity})


@ends(TypingResults)
async def enter_results(tap: Tap, form: TypingResults, draft: Draft) -> Answer | GoTo:
    """What is understood is entered; lines that are not are said, and asked for once more."""
    activity_id = draft.number("activity")
    await find_led(tap, activity_id)
    typed, others = read_results(form.lines)
    found = await called(tap.read, activity_id, [one.name for one in typed])
    entered: list[str] = []
    unclear = [screens.Unclear(line, screens.NotEntered.NO_RESULT) for line in others]
    for one in typed:
        meant = found[one.name]
        why = await _enter(tap, activity_id, one, [each.person_id for each in meant])
        if why is None:
            entered.append(meant[0].name)
        else:
            unclear.append(screens.Unclear(one.line, why))
    at = ShowLearners(activity=activity_id)
    if not unclear:
        return GoTo(at, said=screens.all_entered(tap.words, entered))
    led = await find_led(tap, activity_id)
    return Answer(screens.some_entered(tap.words, led, entered, unclear), at=at)


async def _enter(tap: Tap, activity_id: int, one: TypedResult, people: list[int]) -> screens.NotEntered | None:
    """Why a line was not entered; None where it was."""
    if one.mark is not None and one.mark > MOST_MARK:
        return screens.NotEntered.NO_RESULT
    if len(people) != 1:
        return screens.NotEntered.SEVERAL if people else screens.NotEntered.NOBODY
    outcome = await enter_result(
        tap.records, tap.actor, activity_id, people[0], tap.moment, mark=one.mark, passed=one.passed
    )
    match outcome:
        case SettledResult() | Unchanged():
            return None
        case OwnResult():
            return screens.NotEntered.OWN
        case NoSessionYet():
            return screens.NotEntered.TOO_EARLY
        case _:
            return screens.NotEntered.NOBODY
