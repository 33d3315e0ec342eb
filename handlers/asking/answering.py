"""What people tap who are asked to help out, and how often they want to be."""

from datetime import UTC, datetime

from handlers.asking.screens import asked as screens
from handlers.buttons.activities import ShowShift
from handlers.buttons.asking import (
    AskAsBefore,
    AskLess,
    NotThisMonth,
    NotThisOne,
    SetPace,
    ShowAsk,
    ShowPace,
    TakeAsked,
)
from handlers.showing import instead
from handlers.showing.parts import saved
from handlers.signing_up.choosing import taken
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.asking.answering import (
    AskedLess,
    NotFree,
    NotToThisOne,
    answer_ask,
    ask_as_before,
    choose_pace,
)
from volunteering.rules.asking import AskChoice, AskReply, next_month

routes = Routes()


@routes.button(TakeAsked, writes=True)
async def take(tap: Tap, button: TakeAsked) -> Answer | GoTo:
    """Sign up, with all that belongs to it; where it is filled by now, thanks, and what else there is."""
    outcome = await answer_ask(tap.records, tap.me, button.ask, AskReply.YES, tap.moment)
    match outcome:
        case None | AskedLess() | NotToThisOne():
            return Answer(instead.gone(tap.words))
        case NotFree(facts=facts):
            return Answer(screens.not_free(tap.words, facts), at=ShowShift(shift=facts.shift.id))
    ask = await tap.records.asks.get(button.ask, tap.me.id)
    return taken(tap, ask.shift_id, outcome) if ask else Answer(instead.gone(tap.words))


@routes.button(ShowAsk)
async def show_ask(tap: Tap, button: ShowAsk) -> Answer | GoTo:
    """The question once more; or how it stands, where it has no answer any more."""
    ask = await tap.records.asks.get(button.ask, tap.me.id)
    facts = await tap.records.sign_ups.facts(ask.shift_id, tap.me.id) if ask else None
    if facts is None:
        return Answer(instead.gone(tap.words))
    here = ShowShift(shift=facts.shift.id)
    if not screens.is_to_be_had(facts, tap.now):
        return GoTo(here)
    per_week = tap.policy.ask_per_week
    return Answer(screens.can_you_come(tap.words, facts, button.ask, first=False, per_week=per_week), at=here)


@routes.button(NotThisOne, writes=True)
async def not_this_one(tap: Tap, button: NotThisOne) -> Answer:
    """Somebody else is asked."""
    outcome = await answer_ask(tap.records, tap.me, button.ask, AskReply.NO, tap.moment)
    if not isinstance(outcome, NotToThisOne):
        return Answer(instead.gone(tap.words))
    facts = await tap.records.sign_ups.facts(outcome.ask.shift_id, tap.me.id)
    if facts is None:
        return Answer(instead.gone(tap.words))
    return Answer(screens.not_this_one(tap.words, facts, button.ask), at=ShowShift(shift=facts.shift.id))


@routes.button(NotThisMonth, writes=True)
async def not_this_month(tap: Tap, button: NotThisMonth) -> Answer:
    """Nothing until the month is over."""
    return await _less(tap, button.ask, AskReply.NOT_THIS_MONTH)


@routes.button(AskLess, writes=True)
async def ask_less(tap: Tap, button: AskLess) -> Answer:
    """One step less often."""
    return await _less(tap, button.ask, AskReply.LESS)


async def _less(tap: Tap, ask_id: int, reply: AskReply) -> Answer:
    outcome = await answer_ask(tap.records, tap.me, ask_id, reply, tap.moment)
    if not isinstance(outcome, AskedLess):
        return Answer(instead.gone(tap.words))
    facts = await tap.records.sign_ups.facts(outcome.ask.shift_id, tap.me.id)
    if facts is None:
        return Answer(instead.gone(tap.words))
    per_week = tap.policy.ask_per_week
    screen = screens.asked_less(tap.words, facts, outcome.choice, outcome.before, per_week, ask_id)
    return Answer(screen, at=ShowPace())


@routes.button(AskAsBefore, writes=True)
async def as_before(tap: Tap, button: AskAsBefore) -> Answer | GoTo:
    """How often it was, is how often it is again; and what they were asked is there to be answered."""
    latest = next_month(tap.moment)  # a forged button may bring any number
    until = datetime.fromtimestamp(min(button.until, int(latest.timestamp())), UTC) if button.until else None
    choice = AskChoice(pace=button.pace, until=until)
    ask = await ask_as_before(tap.records, tap.me, button.ask, choice, tap.moment)
    facts = await tap.records.sign_ups.facts(ask.shift_id, tap.me.id) if ask else None
    undone, per_week = screens.undone(tap.words), tap.policy.ask_per_week
    if facts is None or not screens.is_to_be_had(facts, tap.now):
        return GoTo(ShowPace(), said=undone)
    said = tap.words.sentences((undone, screens.how_often(tap.words, choice, per_week)))
    again = screens.can_you_come(tap.words, facts, button.ask, first=False, per_week=per_week, said=said)
    return Answer(again, undone, at=ShowPace())


@routes.button(ShowPace)
async def show_pace(tap: Tap, button: ShowPace) -> Answer:
    """How often the reader is asked, to be changed."""
    choice = await tap.records.asks.choice(tap.me.id)
    screen = screens.pace(tap.words, choice, tap.policy.ask_per_week, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


@routes.button(SetPace, writes=True)
async def set_pace(tap: Tap, button: SetPace) -> GoTo:
    """So often from now on."""
    choose_pace(tap.records, tap.me, AskChoice(pace=button.pace), tap.moment)
    return GoTo(ShowPace(), said=saved(tap.words))
