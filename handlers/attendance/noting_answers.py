"""Before a shift begins: somebody was called about it, and its leader notes what they said."""

from handlers.attendance.rosters import find_sheet
from handlers.attendance.screens import noting_answers as screens
from handlers.buttons.activities import ShowShift
from handlers.buttons.attendance import ListAnswers, NoteComing, NoteNotComing, ShowAnswer, ShowRoster
from handlers.buttons.leading import ManageShift
from handlers.leading.led import not_done
from handlers.showing.as_shown import changed_meanwhile, has_moved
from handlers.tapping.screen import Answer, GoTo, Instead
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.attendance.noting_answers import (
    AnsweredSince,
    AnswerNoted,
    AsRead,
    Called,
    HasToConfirm,
    NoPlace,
    NotToBeNoted,
    OwnAnswer,
    PlaceGivenUp,
    find_called,
    note_coming,
    note_not_coming,
)
from volunteering.rules.activities import is_on
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(ListAnswers, role=Role.LEADER)
async def list_answers(tap: Tap, button: ListAnswers) -> Answer | GoTo:
    """Of whom an answer may be noted."""
    sheet = await find_sheet(tap, button.shift)
    if not is_on(sheet.activity, sheet.shift) or sheet.shift.has_begun(tap.now):
        return GoTo(ShowRoster(shift=button.shift))
    return Answer(screens.of_whom(tap.words, sheet, tap.me.id, button.page), at=button)


@routes.button(ShowAnswer, role=Role.LEADER)
async def show_answer(tap: Tap, button: ShowAnswer) -> Answer:
    """Whom to call, at which number, and what they say."""
    called, person = await _find(tap, button)
    return Answer(screens.what_did_they_say(tap.words, called, person, said=tap.said), tap.said or "", at=button)


@routes.button(NoteComing, writes=True, role=Role.LEADER)
async def they_come(tap: Tap, button: NoteComing) -> Answer | GoTo:
    """They come, or come late."""
    _, person = await _find(tap, button)
    here = ShowAnswer(shift=button.shift, person=button.person)
    if await has_moved(tap, button.shift, button.start):
        return GoTo(here, said=changed_meanwhile(tap.words))
    seen = AsRead(ticket=button.ticket, answer=button.seen)
    outcome = await note_coming(tap.records, tap.actor, button.shift, button.person, seen, tap.moment, late=button.late)
    match outcome:
        case AnswerNoted():
            return GoTo(here, said=screens.noted(tap.words, person, late=button.late))
        case AnsweredSince():
            return GoTo(here, said=changed_meanwhile(tap.words))
        case HasToConfirm():
            return GoTo(here)  # which says so
        case _:
            return _instead(tap, button.shift, outcome)


@routes.button(NoteNotComing, writes=True, role=Role.LEADER)
async def they_can_not(tap: Tap, button: NoteNotComing) -> Answer | GoTo:
    """They can't: asked once more, for what becomes of their place can't be taken back."""
    called, person = await _find(tap, button)
    here, seen = ShowAnswer(shift=button.shift, person=button.person), AsRead(ticket=button.ticket, answer=button.seen)
    if await has_moved(tap, button.shift, button.start):
        return GoTo(here, said=changed_meanwhile(tap.words))
    if not button.sure and called.seen == seen:
        return Answer(screens.ask_whether_so(tap.words, called, person), at=here)
    outcome = await note_not_coming(tap.records, tap.actor, button.shift, button.person, seen, tap.moment)
    match outcome:
        case PlaceGivenUp():
            said = screens.given_up(tap.words, person, given_on=outcome.given_on)
            return GoTo(ManageShift(shift=button.shift), said=said)
        case AnsweredSince():
            return GoTo(here, said=changed_meanwhile(tap.words))
        case _:
            return _instead(tap, button.shift, outcome)


async def _find(tap: Tap, button: ShowAnswer | NoteComing | NoteNotComing) -> tuple[Called, Person]:
    """Somebody with a place, of whom an answer may be noted. Raises Instead."""
    called = await find_called(tap.records, tap.actor, button.shift, button.person, tap.moment)
    if not isinstance(called, Called):
        raise Instead(_instead(tap, button.shift, called))
    person = await tap.records.people.get(button.person)
    if person is None:
        raise Instead(_instead(tap, button.shift, NoPlace()))
    return called, person


def _instead(tap: Tap, shift_id: int, outcome: NotToBeNoted | None) -> Answer | GoTo:
    """Why nothing can be noted."""
    match outcome:
        case OwnAnswer():
            return GoTo(ShowShift(shift=shift_id), said=screens.your_own(tap.words))
        case NoPlace():
            return GoTo(ManageShift(shift=shift_id), said=screens.no_place(tap.words))
    return not_done(tap, shift_id, outcome)
