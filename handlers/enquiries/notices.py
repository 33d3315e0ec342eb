"""Told about enquiries: to those who may answer that somebody asks, and the answer."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.enquiries import ListAsked, PutRight, SayMore
from handlers.buttons.volunteers import Forgive
from handlers.enquiries.screens.threads import LONGEST_LETTER, about, in_words, standing
from handlers.noticing.writing import Notices, Reading
from handlers.showing.parts import called, see
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.enquiries import EnquiryLine, ListedEnquiry, Thread, line_of, thread
from volunteering.rules.activities import Shift
from volunteering.rules.enquiries import EnquiryState, LineKind
from volunteering.rules.notices.enquiries import EnquiryAnswered, EnquiryMade
from volunteering.rules.signing_up import Facts
from volunteering.rules.volunteers import Person
from words.words import Words, cut

LONGEST_ASKED = 200  # of the question above its answer

notices = Notices()


@notices.written(EnquiryMade)
async def enquiry_made(reading: Reading, notice: EnquiryMade) -> Screen | None:
    """Where nobody has answered yet, who asked is here, and the reader leads there."""
    found, line = await _found(reading, notice)
    if found is None or line is None or found.said.enquiry.state is not EnquiryState.OPEN:
        return None
    topic = found.said.enquiry.topic
    person = await reading.records.people.get(found.said.enquiry.person_id)
    if person is None or not person.standing.is_here or not (await reading.rights()).leads(topic.unit):
        return None
    facts = await reading.facts(topic.shift_id, person.id) if topic.shift_id else None
    return _somebody_asks(reading.words, found.said, line, person, facts)


async def _found(reading: Reading, notice: EnquiryMade | EnquiryAnswered) -> tuple[Thread | None, EnquiryLine | None]:
    return await thread(reading.reader, notice.enquiry_id), await line_of(reading.reader, notice.line_id)


def _somebody_asks(words: Words, said: ListedEnquiry, line: EnquiryLine, person: Person, facts: Facts | None) -> Screen:
    """What is asked, by whom, about what; a tap that says I was there has one that puts it right."""
    enquiry = said.enquiry
    if line.kind is LineKind.APPEALED and facts is not None:
        return _somebody_appeals(words, said, person, facts)
    was_there = line.kind is LineKind.WAS_THERE and facts is not None
    name = called(words, said.name)
    answer = Press(words.say("Answer"), SayMore(enquiry=enquiry.id), None if was_there else "success")
    return page(
        words.say("{name} was there", name=name) if was_there else words.say("{name} asks", name=name),
        Markup("🏷 %s") % about(words, said),
        standing(words, person, facts),
        words.say("⚠️ The roster says that they did not come, and they say that they did.")
        if was_there
        else in_words(words, line),
        words.say("The letter: “{text}”", text=cut(enquiry.topic.quote, LONGEST_LETTER))
        if enquiry.topic.quote
        else None,
        rows=(
            *(_put_right_row(words, enquiry.id, facts.shift) if was_there and facts else ()),
            (answer, Press(words.say("Questions"), ListAsked())),
        ),
    )


def _somebody_appeals(words: Words, said: ListedEnquiry, person: Person, facts: Facts) -> Screen:
    """A no-show keeps somebody from signing up, who asks for another look at it."""
    answer = Press(words.say("Answer"), SayMore(enquiry=said.enquiry.id))
    return page(
        words.say("{name} appeals", name=called(words, said.name)),
        Markup("🏷 %s") % about(words, said),
        standing(words, person, facts),
        words.say("They missed it, cannot sign up just now, and ask you to look at it again."),
        words.say("Forgiven, it stays on the roster and counts against them no more."),
        rows=(
            (Press(words.say("Forgive"), Forgive(person=person.id, shift=facts.shift.id), "success"),),
            *_put_right_row(words, said.enquiry.id, facts.shift, first=False),
            (answer, Press(words.say("Questions"), ListAsked())),
        ),
    )


def _put_right_row(words: Words, enquiry_id: int, shift: Shift, *, first: bool = True) -> tuple[Row, ...]:
    to = PutRight(enquiry=enquiry_id, shift=shift.id)
    return ((Press(words.say("Put it right"), to, "success" if first else None),),)


@notices.written(EnquiryAnswered)
async def enquiry_answered(reading: Reading, notice: EnquiryAnswered) -> Screen | None:
    """Where the answer is still there."""
    found, line = await _found(reading, notice)
    if found is None or line is None or not line.text:
        return None
    return _the_answer(reading.words, found.said, line)


def _the_answer(words: Words, said: ListedEnquiry, line: EnquiryLine) -> Screen:
    """What was asked, and what is answered."""
    return page(
        words.say("{name} answers", name=called(words, line.by_name)),
        Markup("🏷 %s") % about(words, said),
        words.say("You: “{text}”", text=cut(said.text, LONGEST_ASKED)) if said.text else None,
        in_words(words, line),
        rows=(
            (Press(words.say("Write again"), SayMore(enquiry=said.enquiry.id, again=True)),),
            *_see_rows(words, said),
        ),
    )


def _see_rows(words: Words, said: ListedEnquiry) -> Sequence[Row]:
    topic = said.enquiry.topic
    if topic.activity_id is None:
        return ()
    to = ShowShift(shift=topic.shift_id) if topic.shift_id else ShowActivity(activity=topic.activity_id)
    return ((see(words, said.title, to),),)
