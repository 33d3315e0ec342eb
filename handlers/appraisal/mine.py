"""What the appraisal is to its reader; saying of oneself how the year was, and answering what was said."""

from datetime import timedelta
from typing import Final

from handlers.appraisal.questions import AnswerToIt, OfMyself
from handlers.appraisal.screens import lines
from handlers.appraisal.screens import mine as screens
from handlers.appraisal.sheets import after, next_missing, seen_by
from handlers.buttons.appraisal import (
    AskMyself,
    CommentOnSheet,
    MarkMyself,
    ReadSheet,
    SayOfMyself,
    ShowAppraisals,
    ShowSheet,
)
from handlers.buttons.forms import AskWhetherMeant
from handlers.forms import engine
from handlers.forms.asking import REPLACES, Form
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.showing.merits import mark_name
from handlers.showing.parts import saved
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from storage.views.appraisal.lists import my_appraisals
from storage.views.appraisal.sheets import marked_lately
from volunteering.actions.appraisal.saying import comment, mark_oneself, read_it, say_of_oneself
from volunteering.rules.appraisal.sheets import AppraisalSheet
from volunteering.rules.ground.folding import folded

_JUST_NOW: Final = timedelta(minutes=10)
_LONGEST_MARK: Final = 60  # characters

routes = Routes()


@routes.button(ShowAppraisals)
async def show_appraisals(tap: Tap, button: ShowAppraisals) -> Answer:
    """Their own sheets, whom they appraise, and what their units have opened."""
    found = await my_appraisals(tap.read, tap.me.id, tap.rights)
    return Answer(screens.appraisals(tap.words, found, tap.rights, said=tap.said), tap.said or "", at=button)


routes.also_typed("appraisal", ShowAppraisals())


@routes.button(AskMyself)
async def ask_myself(tap: Tap, button: AskMyself) -> Answer | GoTo:
    """How it was in a field: the one asked for, or the first that has no mark; where all have one, the sheet."""
    seen, seat = await seen_by(tap, button.sheet)
    sheet = seen.sheet
    merit = button.merit or next(iter(sheet.own.missing), None)
    if merit is None or not seat.says_of_themselves(sheet):
        return GoTo(ShowSheet(sheet=sheet.id))
    return Answer(screens.ask(tap.words, sheet, merit, said=tap.said), at=button)


@routes.button(MarkMyself, writes=True)
async def mark_myself(tap: Tap, button: MarkMyself) -> Answer | GoTo:
    """It was so; then the next field without a mark, and at the end the sheet."""
    sheet = after(tap, await mark_oneself(tap.records, tap.actor, button.sheet, button.merit, button.mark, tap.moment))
    if not isinstance(sheet, AppraisalSheet):
        return sheet
    if sheet.own.are_whole:
        return GoTo(ShowSheet(sheet=sheet.id), said=screens.marked(tap.words))
    return GoTo(AskMyself(sheet=sheet.id, merit=next_missing(sheet.own, button.merit)))


async def mark_typed(tap: Tap) -> GoTo | None:
    """A mark in words, typed while the next field waits for a tap; a figure may be the mark or the button's place."""
    named = {folded(mark_name(tap.words, mark)): mark for mark in lines.BEST_FIRST}
    mark = named.get(folded(tap.typed)) if tap.typed and len(tap.typed) < _LONGEST_MARK else None
    sheet = await _marked_lately(tap) if mark else None
    merit = next(iter(sheet.own.missing), None) if sheet else None
    return GoTo(MarkMyself(sheet=sheet.id, merit=merit, mark=mark)) if sheet and merit and mark else None


async def words_for_marks(tap: Tap) -> Answer | None:
    """Whether what is typed right after the last mark, and means nothing else, is said of that year."""
    sheet = await _marked_lately(tap)
    if sheet is None or tap.typed is None or not sheet.own.are_whole or sheet.own_words:
        return None
    draft = await engine.kept_for(tap, OfMyself, tap.typed, about={"sheet": sheet.id})
    return Answer(screens.whether_about(tap.words, sheet, draft.id, tap.typed), at=AskWhetherMeant())


async def _marked_lately(tap: Tap) -> AppraisalSheet | None:
    if tap.typed is None or not tap.is_here or tap.draft is not None:
        return None
    return await marked_lately(tap.read, tap.me.id, tap.now - _JUST_NOW)


@routes.button(SayOfMyself, writes=True)
async def say_of_myself(tap: Tap, button: SayOfMyself) -> Answer | GoTo:
    """The question for words of one's own, while they are taken."""
    return await _ask(tap, button.sheet, OfMyself)


@routes.button(CommentOnSheet, writes=True)
async def comment_on_sheet(tap: Tap, button: CommentOnSheet) -> Answer | GoTo:
    """The question for an answer, while it is taken."""
    return await _ask(tap, button.sheet, AnswerToIt)


async def _ask(tap: Tap, sheet_id: int, kind: type[Form]) -> Answer | GoTo:
    seen, seat = await seen_by(tap, sheet_id)
    takes = seat.comments if kind is AnswerToIt else seat.says_of_themselves
    if not takes(seen.sheet):
        return GoTo(ShowSheet(sheet=sheet_id))
    before = seen.sheet.comment if kind is AnswerToIt else seen.sheet.own_words
    return await engine.begin_form(tap, kind, about={"sheet": sheet_id, REPLACES: bool(before)})


@ends(OfMyself)
async def keep_words(tap: Tap, form: OfMyself, draft: Draft) -> Answer | GoTo:
    """They stand on the sheet."""
    sheet = after(tap, await say_of_oneself(tap.records, tap.actor, draft.number("sheet"), form.text))
    return GoTo(ShowSheet(sheet=sheet.id), said=saved(tap.words)) if isinstance(sheet, AppraisalSheet) else sheet


@ends(AnswerToIt)
async def keep_answer(tap: Tap, form: AnswerToIt, draft: Draft) -> Answer | GoTo:
    """It stands on the sheet."""
    sheet = after(tap, await comment(tap.records, tap.actor, draft.number("sheet"), form.text, tap.moment))
    return GoTo(ShowSheet(sheet=sheet.id), said=saved(tap.words)) if isinstance(sheet, AppraisalSheet) else sheet


@routes.button(ReadSheet, writes=True)
async def read_sheet(tap: Tap, button: ReadSheet) -> Answer | GoTo:
    """It is read by that; whoever it is not about reads nothing."""
    sheet = await read_it(tap.records, tap.actor, button.sheet, tap.moment)
    if sheet is None:
        return Answer(instead.gone(tap.words), at=ShowAppraisals())
    return GoTo(ShowSheet(sheet=sheet.id))
