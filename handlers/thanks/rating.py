"""Rating a shift, and what leaders see of it."""

from datetime import timedelta
from typing import Final

from handlers.buttons.forms import AskWhetherMeant
from handlers.buttons.thanks import (
    HideWords,
    ListToRate,
    RateShift,
    SayOfShift,
    ShowMyRating,
    ShowRatings,
    WithdrawRating,
)
from handlers.forms import engine
from handlers.forms.asking import REPLACES
from handlers.forms.endings import ends
from handlers.leading.led import gone as gone_led
from handlers.leading.led import not_yours
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from handlers.thanks.questions import SayingOfShift
from handlers.thanks.screens import rating as screens
from storage.process.drafts import Draft
from storage.views.thanks import SeenRatings, rated_without_words, seen_ratings, to_rate
from volunteering.actions.thanks.rating import (
    MayRate,
    NoRating,
    hide_words,
    may_rate,
    rate,
    say_of_it,
    withdraw,
)
from volunteering.rules.thanks import RATED_WITHIN
from volunteering.rules.tree import NotAllowed, Role

_JUST_NOW: Final = timedelta(minutes=10)

routes = Routes()


@routes.button(ListToRate)
async def list_to_rate(tap: Tap, button: ListToRate) -> Answer:
    """The shifts that the reader came to lately, but for those they lead."""
    found = await to_rate(tap.read, tap.me.id, tap.rights, tap.now - RATED_WITHIN)
    return Answer(screens.to_rate(tap.words, found, button.page), at=button)


routes.also_typed("rate", ListToRate())


@routes.button(ShowMyRating)
async def show_my_rating(tap: Tap, button: ShowMyRating) -> Answer:
    """What the reader gives a shift."""
    found = _mine(tap, await may_rate(tap.records, tap.actor, button.shift, tap.moment))
    return Answer(screens.mine(tap.words, found, said=tap.said), tap.said or "", at=button)


def _mine(tap: Tap, outcome: MayRate | NoRating | None) -> MayRate:
    """What may be rated. Raises Instead."""
    match outcome:
        case None:
            raise Instead(Answer(instead.gone(tap.words), at=ListToRate()))
        case MayRate():
            return outcome
        case _:
            raise Instead(Answer(screens.not_rated(tap.words, outcome), at=ListToRate()))


@routes.button(RateShift, writes=True)
async def rate_shift(tap: Tap, button: RateShift) -> Answer:
    """So many stars from now on."""
    found = _mine(tap, await rate(tap.records, tap.actor, button.shift, button.stars, tap.moment))
    said = screens.given(tap.words)
    return Answer(screens.mine(tap.words, found, said=said), said, at=ShowMyRating(shift=button.shift))


@routes.button(WithdrawRating, writes=True)
async def withdraw_rating(tap: Tap, button: WithdrawRating) -> Answer:
    """Nothing is said of it any more."""
    found = _mine(tap, await withdraw(tap.records, tap.actor, button.shift, tap.moment))
    said = screens.taken_back(tap.words)
    return Answer(screens.mine(tap.words, found, said=said), said, at=ShowMyRating(shift=button.shift))


@routes.button(SayOfShift, writes=True)
async def ask_for_words(tap: Tap, button: SayOfShift) -> Answer | GoTo:
    """The question for a word; stars come first."""
    found = _mine(tap, await may_rate(tap.records, tap.actor, button.shift, tap.moment))
    if found.rating is None:
        return GoTo(ShowMyRating(shift=button.shift))
    about = {"shift": button.shift, REPLACES: bool(found.rating.words)}
    return await engine.begin_form(tap, SayingOfShift, about=about)


@ends(SayingOfShift)
async def say_words(tap: Tap, form: SayingOfShift, draft: Draft) -> Answer | GoTo:
    """It stands beside the stars from now on."""
    shift = draft.number("shift")
    _mine(tap, await say_of_it(tap.records, tap.actor, shift, form.words, tap.moment))
    return GoTo(ShowMyRating(shift=shift), said=screens.given(tap.words))


async def words_for_stars(tap: Tap) -> Answer | None:
    """Whether what is typed right after stars, and means nothing else, is said of that shift."""
    if tap.typed is None or not tap.is_here or tap.draft is not None:
        return None
    found = await rated_without_words(tap.read, tap.me.id, tap.now - _JUST_NOW)
    if found is None:
        return None
    draft = await engine.kept_for(tap, SayingOfShift, tap.typed, about={"shift": found.shift_id})
    return Answer(screens.whether_about(tap.words, draft.id, found.title, tap.typed), at=AskWhetherMeant())


# What leaders see


@routes.button(ShowRatings, role=Role.LEADER)
async def show_ratings(tap: Tap, button: ShowRatings) -> Answer:
    """The average and the words of a shift that the reader leads."""
    found = await _led(tap, button.shift)
    hides = tap.rights.administers(found.activity.unit)
    screen = screens.ratings(tap.words, found, button.page, hides=hides, said=tap.said)
    return Answer(screen, tap.said or "", at=button)


async def _led(tap: Tap, shift_id: int) -> SeenRatings:
    """What leaders see of a shift. Raises Instead."""
    found = await seen_ratings(tap.read, shift_id)
    if found is None:
        raise Instead(gone_led(tap))
    if not tap.rights.leads(found.activity.unit):
        raise Instead(not_yours(tap))
    return found


@routes.button(HideWords, writes=True, role=Role.ADMIN)
async def hide(tap: Tap, button: HideWords) -> Answer | GoTo:
    """Leaders read these words no more, or again."""
    found = await _led(tap, button.shift)
    every = (*found.seen.words, *found.seen.hidden)
    text = next((one for one in every if screens.checksum_of(one) == button.checksum), None)
    if text is None:
        return GoTo(ShowRatings(shift=button.shift))
    outcome = await hide_words(tap.records, tap.actor, button.shift, text, tap.moment, hidden=button.hidden)
    match outcome:
        case None:
            return gone_led(tap)
        case NotAllowed():
            return not_yours(tap)
    return GoTo(ShowRatings(shift=button.shift))
