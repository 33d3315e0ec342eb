"""Asking those who lead, and answering (docs/rules.md: Somebody to turn to; decision 44)."""

from volunteering.actions.telling.telling import in_charge, may_lead, tell
from volunteering.records import Records
from volunteering.rules.activities import Activity
from volunteering.rules.enquiries import (
    MOST_IN_A_ROW,
    MOST_OPEN,
    Enquiry,
    EnquiryState,
    LineKind,
    Matter,
    Topic,
)
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import EnquiryText
from volunteering.rules.hours import Kind
from volunteering.rules.journal import Did
from volunteering.rules.no_shows import that_count
from volunteering.rules.notices.enquiries import EnquiryAnswered, EnquiryMade
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing


class Enquired(Model):
    """It is said, and these people are told of it: nobody, where nobody leads there now."""

    enquiry_id: int
    to: tuple[int, ...]


class TooManyOpen(Model):
    """As many of this person's enquiries as there may be wait for an answer."""


class WaitsForAnswer(Model):
    """Enough was written in this one before anybody has answered."""

    enquiry_id: int


class Answered(Model):
    """The answer is on its way."""

    enquiry: Enquiry  # as it was before
    line_id: int


class NoNoShow(Model):
    """The roster has no no-show of theirs there, or no more."""

    shift_id: int | None = None  # None: none that counts, anywhere


NotAsked = TooManyOpen | WaitsForAnswer


async def find_topic(records: Records, person: Person, matter: Matter, number: int) -> Topic | None:
    """What somebody would like to ask about, by its number: a shift's, a claim's, that of a letter's message.

    None where there is none, or where it is none of their business.
    """
    match matter:
        case Matter.SHIFT | Matter.WAS_THERE | Matter.APPEAL:
            return await _topic_of_shift(records, matter, number)
        case Matter.ACTIVITY:
            activity = await records.activities.get(number)
            return None if activity is None else Topic(matter=matter, unit=activity.unit, activity_id=activity.id)
        case Matter.CLAIM:
            return await _topic_of_claim(records, person, number)
        case Matter.LETTER:
            return await _topic_of_letter(records, person, number)
        case Matter.NO_SHOWS | Matter.ON_HOLD | Matter.TEAM:
            return Topic(matter=matter, unit=person.unit)


async def _topic_of_shift(records: Records, matter: Matter, shift_id: int) -> Topic | None:
    found = await records.activities.shift(shift_id)
    if found is None:
        return None
    activity, shift = found
    return Topic(matter=matter, unit=activity.unit, activity_id=activity.id, shift_id=shift.id)


async def _topic_of_claim(records: Records, person: Person, claim_id: int) -> Topic | None:
    claim = await records.hours.claim(claim_id)
    unit = await records.units.get(claim.unit_id) if claim and claim.person_id == person.id else None
    return None if unit is None else Topic(matter=Matter.CLAIM, unit=unit, claim_id=claim_id)


async def _topic_of_letter(records: Records, person: Person, message_id: int) -> Topic | None:
    """A letter to a unit is for the leaders of the reader's own team to answer: its writer may have thousands."""
    letter = await records.enquiries.letter_to(person.id, message_id)
    if letter is None:
        return None
    activity = await records.activities.get(letter.activity_id) if letter.activity_id else None
    if activity is None:
        return Topic(matter=Matter.LETTER, unit=person.unit, quote=letter.text)
    return Topic(
        matter=Matter.LETTER,
        unit=activity.unit,
        activity_id=activity.id,
        writer_id=letter.from_id,
        quote=letter.text,
    )


async def who_answers(records: Records, topic: Topic, person_id: int) -> tuple[int, ...]:
    """Of whom this person's enquiry is asked now: the letter's writer, else whoever is in charge; never themselves."""
    writer = await records.people.get(topic.writer_id) if topic.writer_id else None
    if writer and writer.id != person_id and writer.answers and await may_lead(records, writer.id, topic.unit):
        return (writer.id,)
    activity = await records.activities.get(topic.activity_id) if topic.activity_id else None
    if activity is None:
        return await records.people.leaders_of(topic.unit, without=person_id)
    return await in_charge(records, activity, without=person_id)


async def why_not_now(records: Records, person: Person, topic: Topic) -> NotAsked | None:
    """What is against asking that now; None where nothing is."""
    enquiry = await records.enquiries.open_about(person.id, topic)
    if enquiry is not None:
        return await _has_said_enough(records, enquiry)
    is_one_too_many = await records.enquiries.count_open(person.id) >= MOST_OPEN
    return TooManyOpen() if is_one_too_many else None


async def _has_said_enough(records: Records, enquiry: Enquiry) -> WaitsForAnswer | None:
    if await records.enquiries.unanswered(enquiry.id) < MOST_IN_A_ROW:
        return None
    return WaitsForAnswer(enquiry_id=enquiry.id)


async def ask(records: Records, person: Person, topic: Topic, text: EnquiryText, moment: Moment) -> Enquired | NotAsked:
    """Ask about something, in the enquiry about it that is open, or in a new one."""
    against = await why_not_now(records, person, topic)
    if against:
        return against
    return await _ask(records, person, await _open(records, person, topic, moment), LineKind.WORDS, text, moment)


async def _open(records: Records, person: Person, topic: Topic, moment: Moment) -> tuple[int, Topic]:
    enquiry = await records.enquiries.open_about(person.id, topic)
    return (enquiry.id if enquiry else await records.enquiries.begin(person.id, topic, moment.now)), topic


async def _ask(
    records: Records, person: Person, enquiry: tuple[int, Topic], kind: LineKind, text: str, moment: Moment
) -> Enquired:
    number, topic = enquiry
    line_id = await records.enquiries.say(number, person.id, kind, text, moment.now)
    people = await who_answers(records, topic, person.id)
    records.enquiries.ask(number, people, moment.now)
    notice = EnquiryMade(enquiry_id=number, line_id=line_id)
    tell(records, people, notice, notice.about(), moment)
    records.journal.note(
        Did.ENQUIRED,
        by_id=person.id,
        at=moment.now,
        person_id=person.id,
        unit_id=topic.unit.id,
        activity_id=topic.activity_id,
        shift_id=topic.shift_id,
    )
    return Enquired(enquiry_id=number, to=people)


async def say_was_there(
    records: Records, person: Person, shift_id: int, moment: Moment
) -> Enquired | NotAsked | NoNoShow | None:
    """Tell whoever is in charge that the roster's no-show is wrong; said again before it is answered, nothing happens.

    None: no such shift.
    """
    topic = await find_topic(records, person, Matter.WAS_THERE, shift_id)
    if topic is None:
        return None
    if not await _is_a_no_show(records, person, shift_id):
        return NoNoShow(shift_id=shift_id)
    enquiry = await records.enquiries.open_about(person.id, topic)
    if enquiry is not None:
        return Enquired(enquiry_id=enquiry.id, to=await records.enquiries.readers(enquiry.id))
    against = await why_not_now(records, person, topic)
    if against:
        return against
    return await _ask(records, person, await _open(records, person, topic, moment), LineKind.WAS_THERE, "", moment)


async def _is_a_no_show(records: Records, person: Person, shift_id: int) -> bool:
    roster = await records.hours.roster(shift_id)
    line = next((line for line in roster if line.person_id == person.id), None)
    return line is not None and line.counted is not None and line.counted.kind is Kind.NO_SHOW


async def appeal(records: Records, person: Person, moment: Moment) -> Enquired | NotAsked | NoNoShow:
    """Ask whoever is in charge to look again at the no-shows that keep somebody from signing up, each where it was.

    What is asked already is not asked twice. Gives the last of them.
    """
    outcome: Enquired | NotAsked | NoNoShow = NoNoShow()
    missed = await records.hours.missed(person.id)
    counted = that_count((one.day for one in missed if not one.is_forgiven), moment)
    for one in missed:
        if one.is_forgiven or one.day not in counted:
            continue
        outcome = await _appeal_of(records, person, one.shift_id, moment)
        if not isinstance(outcome, Enquired):
            break
    return outcome


async def _appeal_of(records: Records, person: Person, shift_id: int, moment: Moment) -> Enquired | NotAsked | NoNoShow:
    topics = [await find_topic(records, person, matter, shift_id) for matter in (Matter.APPEAL, Matter.WAS_THERE)]
    for topic in topics:
        enquiry = await records.enquiries.open_about(person.id, topic) if topic else None
        if enquiry is not None:
            return Enquired(enquiry_id=enquiry.id, to=await records.enquiries.readers(enquiry.id))
    topic = topics[0]
    if topic is None:
        return NoNoShow()
    against = await why_not_now(records, person, topic)
    if against:
        return against
    return await _ask(records, person, await _open(records, person, topic, moment), LineKind.APPEALED, "", moment)


async def say_more(
    records: Records, actor: Actor, enquiry_id: int, text: EnquiryText, moment: Moment
) -> Answered | Enquired | WaitsForAnswer | NotAllowed | None:
    """Answer an enquiry where the actor leads, whoever else has answered it; or write again in one's own.

    None: no such enquiry, or whoever asked was forgotten, and nobody would read it.
    """
    enquiry = await records.enquiries.get(enquiry_id)
    if enquiry is None:
        return None
    if enquiry.person_id == actor.id:
        enough = await _has_said_enough(records, enquiry)
        said = (enquiry.id, enquiry.topic)
        return enough or await _ask(records, actor.person, said, LineKind.WORDS, text, moment)
    if not actor.rights.leads(enquiry.topic.unit):
        return NotAllowed()
    person = await records.people.get(enquiry.person_id)
    if person is None or person.standing is Standing.ERASED:
        return None
    line_id = await records.enquiries.say(enquiry.id, actor.id, LineKind.WORDS, text, moment.now)
    records.enquiries.settle(enquiry.id, actor.id, moment.now)
    notice = EnquiryAnswered(enquiry_id=enquiry.id, line_id=line_id)
    tell(records, [enquiry.person_id], notice, notice.about(), moment)
    records.journal.note(
        Did.ENQUIRY_ANSWERED,
        by_id=actor.id,
        at=moment.now,
        person_id=enquiry.person_id,
        unit_id=enquiry.topic.unit.id,
        activity_id=enquiry.topic.activity_id,
        shift_id=enquiry.topic.shift_id,
    )
    return Answered(enquiry=enquiry, line_id=line_id)


async def pass_on_enquiry(records: Records, enquiry_id: int, moment: Moment) -> int:
    """Ask whoever is in charge now, where nobody who was asked may answer any more. How many are told anew."""
    enquiry = await records.enquiries.get(enquiry_id)
    if enquiry is None or enquiry.state is not EnquiryState.OPEN:
        return 0
    asked = await records.enquiries.readers(enquiry_id)
    people = [one for one in await who_answers(records, enquiry.topic, enquiry.person_id) if one not in asked]
    if not people:
        return 0
    records.enquiries.ask(enquiry_id, people, enquiry.at)
    line_id = await records.enquiries.last_line(enquiry_id)
    notice = EnquiryMade(enquiry_id=enquiry_id, line_id=line_id)
    return tell(records, people, notice, notice.about(), moment)


async def pass_on_enquiries_of(records: Records, activity: Activity, moment: Moment) -> None:
    """Ask whoever leads an activity now what waits for an answer about it."""
    for enquiry in await records.enquiries.open_of(activity.id):
        await pass_on_enquiry(records, enquiry.id, moment)
