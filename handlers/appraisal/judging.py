"""Appraising others as the leader above: field by field, a few words, and handing it to them."""

from handlers.appraisal.questions import OfThem
from handlers.appraisal.screens import judging as screens
from handlers.appraisal.sheets import after, next_missing, seen_by
from handlers.buttons.appraisal import (
    AskOfThem,
    HandSheetOver,
    ListToAppraise,
    MarkThem,
    SayOfThem,
    ShowSheet,
    TakeSheetBack,
    TakeSheetOver,
)
from handlers.forms import engine
from handlers.forms.asking import REPLACES
from handlers.forms.endings import ends
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.appraisal.lists import to_appraise
from volunteering.actions.appraisal.judging import NotWhole, hand_over, mark, say, take_back, take_over
from volunteering.rules.appraisal.sheets import AppraisalSheet

routes = Routes()


@routes.button(ListToAppraise)
async def list_to_appraise(tap: Tap, button: ListToAppraise) -> Answer:
    """Whom the reader appraises, those who wait first."""
    found = await to_appraise(tap.read, tap.me.id, tap.rights)
    return Answer(screens.to_appraise(tap.words, found, button.page, said=tap.said), tap.said or "", at=button)


@routes.button(AskOfThem)
async def ask_of_them(tap: Tap, button: AskOfThem) -> Answer | GoTo:
    """How it was with them in a field: the one asked for, or the first that has no mark; else the sheet.

    Where another leader above has begun: whether to do it in their place.
    """
    seen, seat = await seen_by(tap, button.sheet)
    if seat.takes_over(seen.sheet):
        return Answer(screens.begun(tap.words, seen), at=button)
    merit = button.merit or next(iter(seen.sheet.led.missing), None)
    if merit is None or not seat.judges(seen.sheet):
        return GoTo(ShowSheet(sheet=button.sheet))
    return Answer(screens.ask(tap.words, seen, merit, said=tap.said), at=button)


@routes.button(MarkThem, writes=True)
async def mark_them(tap: Tap, button: MarkThem) -> Answer | GoTo:
    """It was so; then the next field without a mark, and at the end the sheet."""
    sheet = after(tap, await mark(tap.records, tap.actor, button.sheet, button.merit, button.mark))
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if sheet.led.are_whole:
        return GoTo(ShowSheet(sheet=sheet.id), said=screens.marked(tap.words))
    return GoTo(AskOfThem(sheet=sheet.id, merit=next_missing(sheet.led, button.merit)))


@routes.button(TakeSheetOver, writes=True)
async def take_it_over(tap: Tap, button: TakeSheetOver) -> Answer | GoTo:
    """It is the reader's now, and begins anew."""
    sheet = after(tap, await take_over(tap.records, tap.actor, button.sheet, tap.moment))
    return GoTo(AskOfThem(sheet=sheet.id)) if isinstance(sheet, AppraisalSheet) else sheet


@routes.button(SayOfThem, writes=True)
async def say_of_them(tap: Tap, button: SayOfThem) -> Answer | GoTo:
    """The question for words about them, while they are taken."""
    seen, seat = await seen_by(tap, button.sheet)
    if seat.takes_over(seen.sheet):
        return GoTo(AskOfThem(sheet=button.sheet))
    if not seat.judges(seen.sheet):
        return GoTo(ShowSheet(sheet=button.sheet))
    about = {"sheet": button.sheet, REPLACES: bool(seen.sheet.led_words)}
    return await engine.begin_form(tap, OfThem, about=about)


@ends(OfThem)
async def keep_words(tap: Tap, form: OfThem, draft: Draft) -> Answer | GoTo:
    """They stand on the sheet."""
    sheet = after(tap, await say(tap.records, tap.actor, draft.number("sheet"), form.text))
    return GoTo(ShowSheet(sheet=sheet.id), said=saved(tap.words)) if isinstance(sheet, AppraisalSheet) else sheet


@routes.button(HandSheetOver, writes=True)
async def hand_it_over(tap: Tap, button: HandSheetOver) -> Answer | GoTo:
    """They may read it; then whoever waits next."""
    outcome = await hand_over(tap.records, tap.actor, button.sheet, tap.moment)
    if isinstance(outcome, NotWhole):
        return GoTo(AskOfThem(sheet=button.sheet), said=screens.not_whole(tap.words))
    sheet = after(tap, outcome)
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    person = await tap.records.people.get(sheet.person_id)
    return GoTo(ListToAppraise(), said=screens.handed(tap.words, person.name if person else ""))


@routes.button(TakeSheetBack, writes=True)
async def take_it_back(tap: Tap, button: TakeSheetBack) -> Answer | GoTo:
    """It can be changed, and is hidden from them meanwhile."""
    sheet = after(tap, await take_back(tap.records, tap.actor, button.sheet, tap.moment))
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    return GoTo(ShowSheet(sheet=sheet.id), said=screens.taken_back(tap.words))
