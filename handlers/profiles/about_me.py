"""Saying something of oneself, and taking it back; asked for when it first matters."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.profiles import (
    AddLanguage,
    AskParticular,
    BlockDays,
    SetSlot,
    SetSpoken,
    ShowAboutMe,
    ShowBlocked,
    ShowParticular,
    TakeBack,
    UnblockDays,
)
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.profiles.questions import (
    FORMS,
    THEN,
    AnotherLanguage,
    CannotCome,
    InEmergency,
    OfOneself,
    languages_of,
    then_of,
    without_taking,
)
from handlers.profiles.screens import about_me as screens
from handlers.showing.getting import leads_on
from handlers.showing.particulars import languages_in
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.profiles import (
    TooManyBlocked,
    block_days,
    say_of_oneself,
    take_back,
    unblock_days,
)
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.profiles import Emergency, Particular, Particulars
from volunteering.rules.unit_settings import ON, UnitSetting

routes = Routes()

JUST_NOW: Final = timedelta(minutes=30)
"""For how long a question is open before its answer takes no place any more."""


@routes.button(ShowAboutMe)
async def show_about_me(tap: Tap, _: ShowAboutMe) -> Answer:
    """Everything that the reader has said of themselves."""
    return await _about_me(tap, tap.said)


async def _about_me(tap: Tap, just_done: Markup | None = None) -> Answer:
    said = await tap.records.profiles.of(tap.me.id)
    blocked = await tap.records.profiles.blocked(tap.me.id, tap.moment.today)
    wanted = await tap.records.unit_settings.value(tap.me.unit, UnitSetting.BUDDIES) == ON
    screen = screens.about_me(tap.words, said, blocked, with_buddies=wanted, just_done=just_done)
    return Answer(screen, just_done or "", at=ShowAboutMe())


@routes.button(ShowParticular)
async def show_particular(tap: Tap, button: ShowParticular) -> Answer:
    """One thing: what is said, what it is for, who sees it."""
    return _particular(tap, await tap.records.profiles.of(tap.me.id), button)


def _particular(tap: Tap, said: Particulars, shown: ShowParticular, just_done: Markup | None = None) -> Answer:
    screen = screens.particular(tap.words, said, shown, just_done=just_done)
    return Answer(screen, just_done or "", at=shown)


@routes.button(AskParticular, writes=True)
async def ask(tap: Tap, button: AskParticular) -> Answer | GoTo:
    """The question for it; where it is asked for a shift, the answer leads on there."""
    kind = next((kind for kind in FORMS if kind.particular is button.particular), None)
    if kind is None:
        return GoTo(ShowParticular.model_validate(button.model_dump()))
    return await engine.begin_form(tap, kind, about=_then(button.shift, button.taking))


def _then(shift: int | None, taking: int | None) -> dict[str, str]:
    then = leads_on(shift, taking)
    return {THEN: then.pack()} if then else {}


@ends(*FORMS)
async def keep(tap: Tap, form: OfOneself, draft: Draft) -> Answer | GoTo:
    """It is said, or they would rather not; on to what it was asked for."""
    known, field = await tap.records.profiles.of(tap.me.id), form.particular
    answer = _answer(form)
    said = known.withholding(field) if answer is None else known.saying(field, answer)
    await say_of_oneself(tap.records, tap.me, said, (field,), tap.moment)
    return GoTo(_on_from(tap, form, draft) or ShowAboutMe(), said=saved(tap.words))


def _on_from(tap: Tap, form: OfOneself, draft: Draft) -> Button | None:
    """On to the place that was asked for, if that was just now: who answers later is shown the shift, and asks anew."""
    then, asked_at = then_of(draft), draft.expires_at - form.kept
    return then if tap.now - asked_at <= JUST_NOW else without_taking(then)


def _answer(form: OfOneself) -> Any:
    if isinstance(form, InEmergency):
        return Emergency(name=form.called, phone=form.phone, relation=form.relation)
    return getattr(form, "said")  # noqa: B009  each of the others has it


@routes.button(TakeBack, writes=True)
async def take_it_back(tap: Tap, button: TakeBack) -> Answer:
    """Not said any more, at once."""
    await take_back(tap.records, tap.me, button.particular, tap.moment)
    return await _about_me(tap, screens.taken_back(tap.words, button.particular))


# What is ticked


@routes.button(SetSlot, writes=True)
async def set_slot(tap: Tap, button: SetSlot) -> Answer:
    """At this time of the week they can, or can't."""
    known, field = await tap.records.profiles.of(tap.me.id), Particular.AVAILABLE
    slots = (known.available or frozenset()) - {button.slot} | ({button.slot} if button.can else set())
    said = known.saying(field, slots)
    await say_of_oneself(tap.records, tap.me, said, (field,), tap.moment)
    return _particular(tap, said, ShowParticular(particular=field))


@routes.button(SetSpoken, writes=True)
async def set_spoken(tap: Tap, button: SetSpoken) -> Answer:
    """This language they speak, or don't."""
    here = ShowParticular(particular=Particular.LANGUAGES, shift=button.shift, taking=button.taking)
    return await _speaks(tap, languages_in(button.language), here, speaks=button.speaks)


async def _speaks(tap: Tap, codes: Sequence[str], here: ShowParticular, *, speaks: bool) -> Answer:
    known, field = await tap.records.profiles.of(tap.me.id), Particular.LANGUAGES
    others = tuple(other for other in known.languages or () if not {*languages_in(other)} <= {*codes})
    said = known.saying(field, (*others, *codes) if speaks else others)
    await say_of_oneself(tap.records, tap.me, said, (field,), tap.moment)
    return _particular(tap, said, here)


@routes.button(AddLanguage, writes=True)
async def add_language(tap: Tap, button: AddLanguage) -> Answer | GoTo:
    """The question for another one."""
    return await engine.begin_form(tap, AnotherLanguage, about=_then(button.shift, button.taking))


@ends(AnotherLanguage)
async def keep_language(tap: Tap, form: AnotherLanguage, draft: Draft) -> Answer:
    """They speak those, too; there may be more, so nothing is taken yet."""
    return await _speaks(tap, form.language, languages_of(draft), speaks=True)


# Days


@routes.button(ShowBlocked)
async def show_blocked(tap: Tap, _: ShowBlocked) -> Answer:
    """The days on which they can't come."""
    return await _blocked(tap)


async def _blocked(tap: Tap, just_done: Markup | None = None) -> Answer:
    days = await tap.records.profiles.blocked(tap.me.id, tap.moment.today)
    return Answer(screens.blocked(tap.words, days, just_done=just_done), just_done or "", at=ShowBlocked())


routes.button(BlockDays, writes=True)(engine.opens(CannotCome))


@ends(CannotCome)
async def block(tap: Tap, form: CannotCome, _: Draft) -> Answer:
    """They can't come then."""
    first, last = form.days
    match await block_days(tap.records, tap.me, first, last, tap.moment):
        case Unchanged():
            said = screens.blocked_already(tap.words)
        case TooManyBlocked(most=most):
            said = screens.too_many_blocked(tap.words, most)
        case _:
            said = saved(tap.words)
    return await _blocked(tap, said)


@routes.button(UnblockDays, writes=True)
async def unblock(tap: Tap, button: UnblockDays) -> Answer:
    """They can after all."""
    await unblock_days(tap.records, tap.me, button.days, tap.moment)
    return await _blocked(tap, screens.unblocked(tap.words))
