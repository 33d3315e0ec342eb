"""The lists of what was asked, and one of it."""

from handlers.buttons.enquiries import ListAsked, ListAskedAbout, ListMyEnquiries, ShowEnquiry
from handlers.enquiries.screens import lists, threads
from handlers.showing import instead
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from storage.engine.pages import Page
from storage.views.enquiries import Thread, about_activity, asked_by, asked_of, thread
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(ListAsked, role=Role.LEADER)
async def list_asked(tap: Tap, button: ListAsked) -> Answer:
    """What is asked of the reader: what waits on top."""
    found = await asked_of(tap.read, tap.me.id, tap.rights, Page(lists.PAGE, button.page))
    return Answer(lists.asked_of_me(tap.words, found, button, said=tap.said), at=button)


@routes.button(ListAskedAbout, role=Role.LEADER)
async def list_asked_about(tap: Tap, button: ListAskedAbout) -> Answer:
    """What is asked about an activity, for all who lead it."""
    activity = await tap.records.activities.get(button.activity)
    if activity is None:
        return Answer(instead.gone(tap.words), at=ListAsked())
    if not tap.rights.leads(activity.unit):
        return Answer(instead.for_leaders(tap.words), at=ListAsked())
    found = await about_activity(tap.read, activity.id, Page(lists.PAGE, button.page))
    return Answer(lists.about_activity(tap.words, found, button, activity.title), at=button)


@routes.button(ListMyEnquiries)
async def list_mine(tap: Tap, button: ListMyEnquiries) -> Answer:
    """What the reader asked."""
    found = await asked_by(tap.read, tap.me.id, Page(lists.PAGE, button.page))
    return Answer(lists.mine(tap.words, found, button), at=button)


@routes.button(ShowEnquiry)
async def show_enquiry(tap: Tap, button: ShowEnquiry) -> Answer:
    """One of them, as who asked or as those see it who may answer."""
    found = await thread(tap.read, button.enquiry)
    if found is None:
        return Answer(instead.gone(tap.words), at=ListMyEnquiries())
    enquiry = found.said.enquiry
    toast = tap.said or ""
    if enquiry.person_id == tap.me.id:
        back: threads.Back = tap.trail.last(ListMyEnquiries, ListAsked, ListAskedAbout) or ListMyEnquiries()
        return Answer(threads.to_asker(tap.words, found, back=back, said=tap.said), toast, at=button)
    if not tap.rights.leads(enquiry.topic.unit):
        return Answer(instead.for_leaders(tap.words), at=ListMyEnquiries())
    person = await tap.records.people.get(enquiry.person_id)
    if person is None:
        return Answer(instead.gone(tap.words), at=ListAsked())
    shift_id = enquiry.topic.shift_id
    facts = await tap.records.sign_ups.facts(shift_id, person.id) if shift_id else None
    screen = threads.to_leader(
        tap.words,
        found,
        person,
        facts,
        await _to_put_right(tap, found),
        back=tap.trail.last(ListAsked, ListAskedAbout) or ListAsked(),
        said=tap.said,
    )
    return Answer(screen, toast, at=button)


async def _to_put_right(tap: Tap, found: Thread) -> list[tuple[Activity, Shift]]:
    """The no-shows that it is about, where the reader may put them right: they lead there."""
    topic, person_id = found.said.enquiry.topic, found.said.enquiry.person_id
    if topic.matter not in {Matter.WAS_THERE, Matter.APPEAL, Matter.NO_SHOWS}:
        return []
    missed = [one.shift_id for one in await tap.records.hours.missed(person_id) if not one.is_forgiven]
    asked_about = [shift_id for shift_id in missed if topic.shift_id in {None, shift_id}]
    every = [await tap.records.activities.shift(shift_id) for shift_id in asked_about]
    return [one for one in every if one and tap.rights.leads(one[0].unit)]
