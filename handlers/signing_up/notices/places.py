"""Told to volunteers about their places in shifts, and to those in charge about who comes."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.noticing.parts import LISTED, entry, more, roster_row, see_shift
from handlers.noticing.writing import Notices, Reading, activity_and_shift, is_in
from handlers.showing.asking import ask_row
from handlers.showing.parts import called, details, leave_row, line_to_call, when_and_how_long, where
from handlers.showing.roles import room, your_role
from handlers.signing_up.notices.lost_places import coming_back
from handlers.tapping.screen import Screen, page
from volunteering.rules.activities import Activity, Shift, is_on
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.signing_up import (
    Gap,
    LateLeave,
    LateRole,
    NotedNotComing,
    OutOfReach,
    Promoted,
    Unheard,
    Why,
)
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.volunteers import Person
from words.words import Words

notices = Notices()


@notices.written(Promoted)
async def promoted(reading: Reading, notice: Promoted) -> Screen | None:
    """Where the shift is ahead and the place still the reader's."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    return _you_have_a_place(reading.words, facts, notice.why) if is_in(facts, SignUpState.CONFIRMED) else None


def _you_have_a_place(words: Words, facts: Facts, why: Why) -> Screen:
    """A place is free and is the reader's, and how that came."""
    activity, shift = activity_and_shift(facts)
    return page(
        words.say("You have a place: {title}", title=activity.title),
        how_it_came(words, why),
        your_role(words, facts.mine_in),
        when_and_how_long(words, shift),
        where(activity),
        details(words, activity, shift),
        rows=(
            (see_shift(words, activity, shift),),
            *ask_row(words, Matter.SHIFT, shift.id),
            leave_row(words, shift.id),
        ),
    )


def how_it_came(words: Words, why: Why) -> Markup:
    """Why a place is free for the reader."""
    match why:
        case Why.LEFT:
            return words.say("Somebody left, and you were next in line.")
        case Why.OTHER_ROLE:
            return words.say("Somebody changed to another role, and you were next in line.")
        case Why.MORE_PLACES:
            return words.say("There are more places now, and you were next in line.")
        case Why.MOVED:
            return words.say("It is at another time now, with a place free for you.")
        case Why.FREE:
            return words.say("A place was free, and you can take it now.")
        case Why.PASSED_ON:
            return words.say("Somebody before you let it pass, and you are next in line.")


@notices.written(NotedNotComing)
async def noted_not_coming(reading: Reading, notice: NotedNotComing) -> Screen | None:
    """Where the shift is ahead, and the reader has not come back since."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    if not is_in(facts, SignUpState.LEFT) or facts.mine is None or facts.mine.ticket != notice.ticket:
        return None
    return _they_said_that_you_can_not(reading.words, facts, reading.moment, await reading.name_of(notice.by_id))


def _they_said_that_you_can_not(words: Words, facts: Facts, moment: Moment, by: str) -> Screen:
    """Who noted it, and what to do where the reader did not say so."""
    activity, shift, name = facts.activity, facts.shift, called(words, by)
    back = coming_back(words, facts, moment, again=words.say("I'm coming after all"))
    if back.against:
        if_not = words.sentences((words.say("If you did not say so, ask the leader."), back.against))
    elif back.is_free:
        if_not = words.say("If you did not say so, or can come after all: a place is still free.")
    else:
        if_not = words.say(
            "If you did not say so: your place is somebody else's by now. Join the waiting list, or ask the leader."
        )
    return page(
        words.say("{name} noted that you can't come: {title}", name=name, title=activity.title),
        when_and_how_long(words, shift),
        words.say("You are no longer signed up. Thank you for saying so."),
        if_not,
        rows=(back.row, *ask_row(words, Matter.SHIFT, shift.id)),
    )


# To those in charge


@notices.written(LateLeave)
async def late_leave(reading: Reading, notice: LateLeave) -> Screen | None:
    """Where the shift is not over, that person has not come back, and the reader leads there."""
    facts = await reading.facts(notice.shift_id, notice.person_id)
    if facts is None or not facts.is_on or facts.shift.is_over(reading.words.now):
        return None
    if not is_in(facts, SignUpState.LEFT) or not await reading.leads(facts.activity):
        return None
    return _somebody_left(reading.moment, reading.words, facts, await reading.name_of(notice.person_id))


def _somebody_left(moment: Moment, words: Words, facts: Facts, name: str) -> Screen:
    """Somebody left shortly before the start."""
    return page(
        words.say("{name} can't make it", name=called(words, name)),
        entry(words, facts.activity, facts.shift),
        room(words, facts.capacity, facts.roles),
        for_whoever_asks(words, facts.shift, moment) if somebody_may_have_one(facts) else None,
        rows=(roster_row(words, facts.shift),),
    )


@notices.written(LateRole)
async def late_role(reading: Reading, notice: LateRole) -> Screen | None:
    """Where the shift is not over, that person is in another role than before, and the reader leads there."""
    facts = await reading.facts(notice.shift_id, notice.person_id)
    if facts is None or not facts.is_on or facts.shift.is_over(reading.words.now):
        return None
    now = facts.mine_in if is_in(facts, SignUpState.CONFIRMED) else None
    if now is None or now.name == notice.before or not await reading.leads(facts.activity):
        return None
    name = await reading.name_of(notice.person_id)
    return _changed_role(reading.moment, reading.words, facts, name, notice.before, now.name)


def _changed_role(moment: Moment, words: Words, facts: Facts, name: str, before: str, now: str) -> Screen:
    """Somebody changed to another role shortly before the start."""
    return page(
        words.say("{name} changed to: {role}", name=called(words, name), role=now),
        entry(words, facts.activity, facts.shift),
        words.say("Until now: {role}", role=before),
        room(words, facts.capacity, facts.roles),
        for_whoever_asks(words, facts.shift, moment) if somebody_may_have_one(facts) else None,
        rows=(roster_row(words, facts.shift),),
    )


@notices.written(Gap)
async def gap(reading: Reading, notice: Gap) -> Screen | None:
    """Where the shift is ahead, somebody waits, and the reader leads there."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    is_one = somebody_may_have_one(facts) and await reading.leads(facts.activity)
    return _a_place_is_free(reading.moment, reading.words, facts) if is_one else None


def somebody_may_have_one(facts: Facts) -> bool:
    """Whether a place is free beside somebody who waits for it: of the same role, where there are any."""
    rooms = [room.capacity for room in facts.roles] or [facts.capacity]
    return any(room.waiting and not room.is_full for room in rooms)


def _a_place_is_free(moment: Moment, words: Words, facts: Facts) -> Screen:
    """A place is free so late that it is for whoever asks first."""
    return page(
        words.say("A place is free: {title}", title=facts.activity.title),
        when_and_how_long(words, facts.shift),
        room(words, facts.capacity, facts.roles),
        for_whoever_asks(words, facts.shift, moment),
        rows=(roster_row(words, facts.shift),),
    )


def for_whoever_asks(words: Words, shift: Shift, moment: Moment) -> Markup:
    """What becomes of a place that comes free so late: at night whoever waits hears of it in the morning, or not."""
    if moment.heard_at >= shift.period.start:
        return words.say("It is night, and nobody who waits is woken. Whoever asks first gets the place.")
    if moment.is_quiet:
        morning = words.time(moment.heard_at)
        return words.say("Everybody who waits is told at {time}, and whoever asks first gets the place.", time=morning)
    return words.say("It begins soon: everybody who waits is told, and whoever asks first gets the place.")


@notices.written(OutOfReach)
async def out_of_reach(reading: Reading, notice: OutOfReach) -> Screen | None:
    """Of those whom messages still do not reach; where the shift is not over, and the reader leads there."""
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None or found[1].is_over(reading.words.now) or not await reading.leads(found[0]):
        return None
    if is_on(*found) is (notice.unheard is Unheard.CANCELLED):
        return None
    people = [person for number in notice.person_ids if (person := await _to_be_called(reading, notice, number))]
    return _have_to_be_called(reading.words, *found, people, notice.unheard) if people else None


async def _to_be_called(reading: Reading, notice: OutOfReach, person_id: int) -> Person | None:
    """The person, where messages still don't reach them and the shift is still theirs, or still not."""
    facts = await reading.facts(notice.shift_id, person_id)
    person = await reading.records.people.get(person_id)
    if facts is None or person is None or person.reachable:
        return None
    if notice.unheard is Unheard.HANDED_OVER:
        return person if facts.activity.leader_id == person_id else None
    state = SignUpState.WAITING if notice.unheard is Unheard.PASSED_OVER else SignUpState.CONFIRMED
    return person if is_in(facts, state) else None


def _have_to_be_called(
    words: Words, activity: Activity, shift: Shift, people: Sequence[Person], unheard: Unheard
) -> Screen:
    """People of a shift whom messages do not reach, what they have not heard, and their numbers."""
    return page(
        words.many("{number} person has to be called", "{number} people have to be called", len(people)),
        entry(words, activity, shift),
        _unheard(words, unheard),
        *(line_to_call(words, person.name, person.phone) for person in people[:LISTED]),
        more(words, len(people)),
        rows=(roster_row(words, shift),),
    )


def _unheard(words: Words, unheard: Unheard) -> Markup:
    return {
        Unheard.PASSED_OVER: words.say(
            "⚠️ Next in line for a free place, but messages do not arrive. They stay in line."
        ),
        Unheard.PROMOTED: words.say("⚠️ Moved up from the waiting list, but messages do not arrive."),
        Unheard.REMINDER: words.say("⚠️ Not reminded: messages do not arrive."),
        Unheard.CHANGED: words.say("⚠️ Not told of the change: messages do not arrive."),
        Unheard.CANCELLED: words.say("⚠️ Not told that it is cancelled: messages do not arrive."),
        Unheard.HANDED_OVER: words.say("⚠️ Leads this now and was not told: messages do not arrive."),
        Unheard.ANSWER: words.say("⚠️ Did not get the answer to a question: messages do not arrive."),
        Unheard.BUDDY: words.say("⚠️ Not told about the buddy: messages do not arrive."),
        Unheard.BUDDY_WROTE: words.say("⚠️ Did not get what the buddy wrote: messages do not arrive."),
        Unheard.LETTER: words.say("⚠️ Did not get what was written to everybody: messages do not arrive."),
    }[unheard]
