"""What newcomers and buddies tap: not this time, after all, going without, a word to the other."""

from handlers.buddies import screens
from handlers.buddies.questions import WritingToBuddy
from handlers.buddies.together import together_of
from handlers.buttons.buddies import DeclineBuddy, GoWithout, ResumeBuddy, ShowBuddies, TakePart, WriteToBuddy
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.buddies import taking_part
from volunteering.actions.buddies.taking_part import Declined, EnoughWritten, NoPair, Resumed, Written, may_write
from volunteering.rules.buddies import BuddyPair

routes = Routes()


@routes.button(ShowBuddies)
async def show_buddies(tap: Tap, button: ShowBuddies) -> Answer:
    """Whether the reader takes part, and with whom they are together soon."""
    out = await tap.records.buddies.keeps_out(tap.me.id)
    found = [
        one
        for pair in await tap.records.buddies.ahead_of(tap.me.id, tap.now)
        if (one := await together_of(tap.records, pair, tap.me.id, tap.moment))
    ]
    return Answer(screens.buddies(tap.words, found, keeps_out=out, said=tap.said), tap.said or "", at=button)


@routes.button(DeclineBuddy, writes=True)
async def decline(tap: Tap, button: DeclineBuddy) -> Answer:
    """Not this time, or rather without."""
    outcome = await taking_part.decline(tap.records, tap.me, button.pair, tap.moment)
    if isinstance(outcome, Declined):
        found = await together_of(tap.records, outcome.pair, tap.me.id, tap.moment)
        if found is not None:
            return Answer(screens.declined(tap.words, found), at=ShowBuddies())
    return Answer(screens.no_pair(tap.words), at=ShowBuddies())


@routes.button(ResumeBuddy, writes=True)
async def resume(tap: Tap, button: ResumeBuddy) -> Answer | GoTo:
    """After all, as long as nobody was told."""
    outcome = await taking_part.resume(tap.records, tap.me, button.pair, tap.moment)
    if isinstance(outcome, Resumed):
        return GoTo(ShowBuddies(), said=screens.after_all(tap.words))
    return Answer(screens.no_pair(tap.words), at=ShowBuddies())


@routes.button(GoWithout, writes=True)
async def go_without(tap: Tap, _: GoWithout) -> Answer | GoTo:
    """No buddy, and to be none."""
    taking_part.keep_out(tap.records, tap.me, tap.moment)
    return GoTo(ShowBuddies(), said=screens.keeps_out(tap.words))


@routes.button(TakePart, writes=True)
async def take_part(tap: Tap, _: TakePart) -> Answer | GoTo:
    """With a buddy, or as one."""
    taking_part.take_part(tap.records, tap.me)
    return GoTo(ShowBuddies(), said=screens.takes_part(tap.words))


@routes.button(WriteToBuddy, writes=True)
async def write(tap: Tap, button: WriteToBuddy) -> Answer | GoTo:
    """The question for a word to the other."""
    pair = await may_write(tap.records, tap.me, button.pair, tap.moment)
    if not isinstance(pair, BuddyPair):
        return _not_written(tap, pair)
    about = {"pair": pair.id, "person": pair.other(tap.me.id), "shift": pair.shift_id}
    return await engine.begin_form(tap, WritingToBuddy, about=about)


@ends(WritingToBuddy)
async def send(tap: Tap, form: WritingToBuddy, draft: Draft) -> Answer | GoTo:
    """Send it to the other."""
    outcome = await taking_part.write(tap.records, tap.me, draft.number("pair"), form.text, tap.moment)
    if not isinstance(outcome, Written):
        return _not_written(tap, outcome)
    other = await tap.records.people.get(outcome.to_id)
    return GoTo(ShowBuddies(), said=screens.sent(tap.words, other.name if other else ""))


def _not_written(tap: Tap, outcome: EnoughWritten | NoPair) -> Answer:
    screen = screens.enough(tap.words) if isinstance(outcome, EnoughWritten) else screens.no_pair(tap.words)
    return Answer(screen, at=ShowBuddies())
