"""Asking whoever leads: about whatever the screen is about that one is sent from."""

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.enquiries import AnswerLetter, Appeal, AskLeader, ListMyEnquiries, SayWasThere, ShowEnquiry
from handlers.enquiries.questions import AskingLeader
from handlers.enquiries.screens import asking as screens
from handlers.forms import engine
from handlers.forms.endings import ends
from handlers.showing import instead
from handlers.showing.asking import about_what
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from storage.process.drafts import Draft
from volunteering.actions.enquiries import (
    Enquired,
    NoNoShow,
    appeal,
    ask,
    find_topic,
    say_was_there,
    who_answers,
    why_not_now,
)
from volunteering.rules.enquiries import Matter, Topic
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(AskLeader, writes=True)
async def ask_leader(tap: Tap, button: AskLeader) -> Answer | GoTo:
    """The question for what is to be asked."""
    return await _begin(tap, (button.matter, button.number))


@routes.button(AnswerLetter, writes=True)
async def answer_letter(tap: Tap, button: AnswerLetter) -> Answer | GoTo:
    """The same of a letter; where it is long gone, of what it was about."""
    about_activity = () if button.activity is None else ((Matter.ACTIVITY, button.activity),)
    return await _begin(tap, (Matter.LETTER, button.message), *about_activity, (Matter.TEAM, 0))


async def _begin(tap: Tap, *ways: tuple[Matter, int]) -> Answer | GoTo:
    for matter, number in ways:
        topic = await find_topic(tap.records, tap.me, matter, number)
        if topic is None:
            continue
        against = await why_not_now(tap.records, tap.me, topic)
        if against:
            return Answer(screens.not_now(tap.words, against), at=ListMyEnquiries())
        letter = {"letter": number} if matter is Matter.LETTER else {}
        about = {"matter": matter.value, "number": number, **await _subject(tap, topic), **letter}
        return await engine.begin_form(tap, AskingLeader, about=about)
    return Answer(instead.gone(tap.words))


async def _subject(tap: Tap, topic: Topic) -> dict[str, int]:
    """What stands above the question: whom it goes to, and about what."""
    to = await who_answers(tap.records, topic, tap.me.id)
    whom = {"person": to[0]} if len(to) == 1 else {"leaders": topic.unit.id}
    if topic.shift_id is not None:
        return {**whom, "shift": topic.shift_id}
    return whom if topic.activity_id is None else {**whom, "activity": topic.activity_id}


@ends(AskingLeader)
async def ask_it(tap: Tap, form: AskingLeader, draft: Draft) -> Answer:
    """Send it to those who may answer, and say who has it."""
    topic = await find_topic(tap.records, tap.me, Matter(str(draft.about["matter"])), draft.number("number"))
    if topic is None:
        return Answer(instead.gone(tap.words))
    outcome = await ask(tap.records, tap.me, topic, form.text, tap.moment)
    if not isinstance(outcome, Enquired):
        return Answer(screens.not_now(tap.words, outcome), at=ListMyEnquiries())
    screen = screens.asked(
        tap.words,
        await _about(tap, topic),
        topic,
        outcome.enquiry_id,
        await _only(tap, outcome),
        anybody=bool(outcome.to),
    )
    return Answer(screen, at=ShowEnquiry(enquiry=outcome.enquiry_id))


async def _only(tap: Tap, outcome: Enquired) -> Person | None:
    """Whom it goes to, where that is one person."""
    return await tap.records.people.get(outcome.to[0]) if len(outcome.to) == 1 else None


async def _about(tap: Tap, topic: Topic) -> Markup:
    found = await tap.records.activities.shift(topic.shift_id) if topic.shift_id else None
    activity = await tap.records.activities.get(topic.activity_id) if topic.activity_id else None
    start = found[1].period.start if found else None
    return about_what(tap.words, topic.matter, topic.unit, activity.title if activity else "", start)


@routes.button(SayWasThere, writes=True)
async def was_there(tap: Tap, button: SayWasThere) -> Answer:
    """I was there: whoever is in charge is asked to put it right."""
    outcome = await say_was_there(tap.records, tap.me, button.shift, tap.moment)
    topic = await find_topic(tap.records, tap.me, Matter.WAS_THERE, button.shift)
    if outcome is None or topic is None:
        return Answer(instead.gone(tap.words))
    at: Button = ListMyEnquiries()
    if isinstance(outcome, NoNoShow):
        return Answer(screens.nothing_to_put_right(tap.words, button.shift), at=at)
    if not isinstance(outcome, Enquired):
        return Answer(screens.not_now(tap.words, outcome), at=at)
    only = await _only(tap, outcome)
    about = await _about(tap, topic)
    return Answer(screens.passed_on(tap.words, about, topic, only, anybody=bool(outcome.to)), at=at)


@routes.button(Appeal, writes=True)
async def appeal_no_shows(tap: Tap, _: Appeal) -> Answer:
    """Whoever is in charge of each is asked to look at it again."""
    outcome = await appeal(tap.records, tap.me, tap.moment)
    at = ListMyEnquiries()
    if isinstance(outcome, NoNoShow):
        return Answer(screens.nothing_counts(tap.words), at=at)
    if not isinstance(outcome, Enquired):
        return Answer(screens.not_now(tap.words, outcome), at=at)
    enquiry = await tap.records.enquiries.get(outcome.enquiry_id)
    if enquiry is None:
        return Answer(instead.gone(tap.words), at=at)
    only = await _only(tap, outcome)
    about = about_what(tap.words, Matter.NO_SHOWS, enquiry.topic.unit)
    return Answer(screens.passed_on(tap.words, about, enquiry.topic, only, anybody=bool(outcome.to)), at=at)
