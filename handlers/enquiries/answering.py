"""Answering, writing again, and putting right what was asked about."""

from typing import Final

from handlers.buttons.enquiries import ListAsked, PutRight, SayMore, ShowEnquiry
from handlers.enquiries.questions import SayingMore
from handlers.enquiries.screens import asking, threads
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.attendance.putting_right import CameAfterAll, NotANoShow, came_after_all
from volunteering.actions.attendance.rosters import DayIsFull
from volunteering.actions.enquiries import Answered, Enquired, WaitsForAnswer, say_more
from volunteering.rules.enquiries import EnquiryState
from volunteering.rules.tree import Role

ANSWERED_BY: Final = "answered_by"
"""In a draft's `about`: who had answered, as far as its person knows."""

routes = Routes()


@routes.button(SayMore, writes=True)
async def begin(tap: Tap, button: SayMore) -> Answer | GoTo:
    """The question for the words; where somebody else has answered since the button was shown, what they said."""
    enquiry = await tap.records.enquiries.get(button.enquiry)
    if enquiry is None:
        return Answer(instead.gone(tap.words), at=ListAsked())
    is_mine = enquiry.person_id == tap.me.id
    if not is_mine and not tap.rights.leads(enquiry.topic.unit):
        return Answer(instead.for_leaders(tap.words), at=ListAsked())
    if enquiry.state is EnquiryState.ANSWERED and not button.again:
        return GoTo(ShowEnquiry(enquiry=enquiry.id))
    return await engine.begin_form(tap, SayingMore, about={"enquiry": enquiry.id, ANSWERED_BY: enquiry.answered_by})


@ends(SayingMore)
async def say_it(tap: Tap, form: SayingMore, draft: Draft) -> Answer | GoTo:
    """Send it, whoever else has answered meanwhile: nothing typed is lost."""
    number = draft.number("enquiry")
    outcome = await say_more(tap.records, tap.actor, number, form.text, tap.moment)
    there = ShowEnquiry(enquiry=number)
    match outcome:
        case None:
            return Answer(instead.gone(tap.words), at=ListAsked())
        case Enquired():
            return GoTo(there, said=threads.asked_again(tap.words))
        case WaitsForAnswer():
            return Answer(asking.not_now(tap.words, outcome), at=there)
        case Answered(enquiry=enquiry):
            name = await _name_of(tap, enquiry.person_id)
            other = enquiry.answered_by
            if other is None or other in {tap.me.id, draft.about.get(ANSWERED_BY)}:
                return GoTo(there, said=threads.answered(tap.words, name))
            return GoTo(there, said=threads.answered_by_two(tap.words, name, await _name_of(tap, other)))
        case _:
            return Answer(instead.for_leaders(tap.words), at=ListAsked())


async def _name_of(tap: Tap, person_id: int) -> str:
    person = await tap.records.people.get(person_id)
    return person.name if person else ""


@routes.button(PutRight, writes=True, role=Role.LEADER)
async def put_right(tap: Tap, button: PutRight) -> Answer | GoTo:
    """Who asked was there: in the ledger for the shift's length, and told."""
    enquiry = await tap.records.enquiries.get(button.enquiry)
    if enquiry is None:
        return Answer(instead.gone(tap.words), at=ListAsked())
    outcome = await came_after_all(tap.records, tap.actor, button.shift, enquiry.person_id, tap.moment)
    there = ShowEnquiry(enquiry=enquiry.id)
    match outcome:
        case CameAfterAll():
            return GoTo(there, said=threads.put_right(tap.words, await _name_of(tap, enquiry.person_id)))
        case NotANoShow():
            return GoTo(there, said=threads.was_put_right(tap.words))
        case DayIsFull():
            return GoTo(there, said=threads.day_is_full(tap.words))
        case _:
            return Answer(instead.for_leaders(tap.words), at=ListAsked())
