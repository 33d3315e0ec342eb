"""Over weeks of whatever people and leaders do: a calendar shows what /my shows, and is told of whatever changed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scheduling.offering import see_to_offers
from storage.engine.pages import Page
from storage.rows import Rows
from storage.views.calendars import Feed, event, feed
from storage.views.signing_up import MyShift, overview
from tests.support.acting import OF_VOLUNTEERS, acting, appoint, at, known
from tests.support.calendars import ReadEvent, by_icalendar
from tests.support.city import NOW, ZONE, City
from volunteering.actions.calendars import close_calendar, open_calendar, renew_calendar
from volunteering.actions.leading.cancelling import cancel_activity, cancel_shift
from volunteering.actions.leading.editing import Edit, edit
from volunteering.actions.leading.moving import change_places, move_shift
from volunteering.actions.leading.moving_back import undo_move
from volunteering.actions.leading.undoing import undo
from volunteering.rules.activities import Shift
from volunteering.rules.calendars import CANCELLED_FOR, KEPT, Calendar, EventStanding
from volunteering.rules.capacity import limit_of
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Month, Period
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person
from words.calendars import calendar_of
from words.words import Words

KEY = b"the bot's"

What = Literal[
    "sign up", "take", "skip", "leave", "confirm", "places", "move", "move back", "title", "venue", "back", "off",
    "all off", "pass",
]  # fmt: skip
WHATS: tuple[What, ...] = (
    *("sign up",) * 6, "take", "skip", "leave", "leave", "confirm", "places", "places", "move", "move", "move back",
    "title", "venue", "back", "off", "all off", *("pass",) * 4,
)  # fmt: skip
ACTS = st.lists(
    st.tuples(st.sampled_from(WHATS), st.integers(0, 2), st.integers(0, 2), st.integers(1, 40)),
    min_size=5,
    max_size=40,
)


async def do(city: City, what: What, person: Person, shift: Shift, hours: int, moment: Moment) -> None:
    """One act of a volunteer or of the leader, in a transaction of its own."""
    if act := OF_VOLUNTEERS.get(what):
        async with city.writing() as rows:
            await act(rows, await known(rows, person), shift.id, moment)
    await lead(city, what, shift, hours, moment)


async def lead(city: City, what: What, shift: Shift, hours: int, moment: Moment) -> None:
    """What only the leader does."""
    leader = await acting(city, city.leader)
    newest = {table: await city.figure(f"SELECT MAX(id) AS n FROM {table}") for table in ("moves", "changes")}
    start = moment.now + timedelta(hours=hours)
    acts: dict[What, Callable[[Rows], Awaitable[object]]] = {
        "places": lambda rows: change_places(rows, leader, shift.id, limit_of(hours % 3), moment),
        "move": lambda rows: move_shift(
            rows, leader, shift.id, Period(start=start, end=start + timedelta(hours=2)), moment
        ),
        "move back": lambda rows: undo_move(rows, leader, newest["moves"], moment),
        "title": lambda rows: edit(rows, leader, shift.activity_id, Edit(title=f"Title {hours}"), moment),
        "venue": lambda rows: edit(rows, leader, shift.activity_id, Edit(venue=f"Gate {hours}"), moment),
        "back": lambda rows: undo(rows, leader, newest["changes"], moment),
        "off": lambda rows: cancel_shift(rows, leader, shift.id, moment, because="storm"),
        "all off": lambda rows: cancel_activity(rows, leader, shift.activity_id, moment),
    }
    if what in acts:
        async with city.writing() as rows:
            await acts[what](rows)


async def opened(city: City, person: Person, now: datetime = NOW) -> Calendar:
    """The person's calendar, with an address."""
    async with city.writing() as rows:
        await open_calendar(rows, person, KEY, at(now))
    async with city.looking() as rows:
        return (await rows.calendars.of(person.id))[0]


async def read(city: City, calendar: Calendar, now: datetime) -> Feed | None:
    async with city.database.reading() as reader:
        return await feed(reader, calendar.digest, now)


async def ahead(city: City, person: Person, now: datetime) -> list[MyShift]:
    """All that /my shows."""
    async with city.database.reading() as reader:
        found = await overview(reader, person.id, now, Month.of(now.date()), page=Page(100, 0))
    return list(found.shifts)


def as_my_shows_it(mine: MyShift) -> tuple[object, ...]:
    """What a calendar has to know of it."""
    waits = mine.state is SignUpState.WAITING
    title = f"Waiting list: {mine.title}" if waits else mine.title
    status = "TENTATIVE" if waits else "CONFIRMED"
    return (mine.shift.period.start, mine.shift.period.end, title, mine.venue, status)


@dataclass
class Watching:
    """A calendar that reads the feed after each act, and remembers what it was told of each event."""

    city: City
    person: Person
    calendar: Calendar
    told: dict[str, ReadEvent] = field(default_factory=dict)
    last: tuple[object, bytes] | None = None

    async def look(self, now: datetime) -> None:
        found = await read(self.city, self.calendar, now)
        assert found is not None
        written = calendar_of(Words(Language.ENGLISH, ZONE, now, lasts=True), "Taizhou", found.events, str)
        if self.last is not None and self.last[0] == found.said:
            assert self.last[1] == written, "it would be told that nothing is new"
        self.last = (found.said, written)
        entries = by_icalendar(written)
        live = [one for one in entries if one.is_on and one.end > now]
        mine = await ahead(self.city, self.person, now)
        assert [one.told for one in live] == [as_my_shows_it(one) for one in mine]
        for entry, shown in zip(live, mine, strict=True):
            assert (f"You are number {shown.number} on the waiting list." in entry.description) == bool(shown.number)
            assert ("A place is held for you until" in entry.description) == (shown.held_until is not None)
            assert ("Time or place was changed" in entry.description) == shown.to_confirm
        for entry in entries:
            self._is_told(entry, now)

    def _is_told(self, entry: ReadEvent, now: datetime) -> None:
        before = self.told.get(entry.uid)
        self.told[entry.uid] = entry
        assert entry.stamp <= now
        if before is not None:
            assert entry.sequence >= before.sequence
            assert entry.stamp >= before.stamp
            is_the_same = entry.told == before.told
            assert is_the_same or entry.sequence > before.sequence, f"{before} became {entry}, and nobody is told"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(acts=ACTS)
async def test_the_feed_equals_my_for_any_state(city: City, acts: list[tuple[What, int, int, int]]) -> None:
    await appoint(city, city.leader, city.top, Role.ADMIN)
    people = await city.people(3)
    river = await city.activity()
    shifts = [
        await city.shift(30, places=1, activity=river),
        await city.shift(90, places=2, activity=river),
        await city.shift(31, places=1),
    ]
    watching = [Watching(city, one, await opened(city, one)) for one in people[:2]]
    now = NOW
    for what, who, which, hours in acts:
        now += timedelta(hours=hours) if what == "pass" else timedelta(seconds=1 + hours)
        await do(city, what, people[who], shifts[which], hours, at(now))
        await see_to_offers(city.database, at(now))
        for one in watching:
            await one.look(now)
    for one in watching:
        assert len(one.told) <= len(shifts), "one event a sign-up, for its whole life"


async def test_what_is_off_is_said_for_a_while_and_then_no_more(city: City) -> None:
    [mei] = await city.people(1)
    calendar = await opened(city, mei)
    shift, long_ahead = await city.shift(48), await city.shift(24 * 60)
    await city.put(shift, mei, state=SignUpState.LEFT, at=1)
    await city.put(long_ahead, mei, state=SignUpState.LEFT, at=1)

    async def shown(later: timedelta) -> list[int]:
        found = await read(city, calendar, NOW + later)
        assert found is not None
        return [one.shift.id for one in found.events]

    assert await shown(timedelta(hours=2)) == [shift.id, long_ahead.id]
    assert await shown(timedelta(hours=52)) == [long_ahead.id]
    assert await shown(CANCELLED_FOR + timedelta(hours=2)) == []


async def test_a_place_is_shown_for_a_while_after_its_shift(city: City) -> None:
    [mei] = await city.people(1)
    calendar, shift = await opened(city, mei), await city.shift(1, lasts=1)
    await city.put(shift, mei)
    for later, there in ((timedelta(hours=3), 1), (KEPT, 1), (KEPT + timedelta(hours=3), 0)):
        found = await read(city, calendar, NOW + later)
        assert found is not None
        assert len(found.events) == there


async def test_what_was_left_before_there_was_an_address_no_calendar_has_to_take_out(city: City) -> None:
    [mei] = await city.people(1)
    await city.put(await city.shift(48), mei, state=SignUpState.LEFT)
    found = await read(city, await opened(city, mei, NOW + timedelta(hours=1)), NOW + timedelta(hours=2))
    assert found is not None
    assert found.events == []


async def test_renewed_or_switched_off_the_old_address_leads_nowhere_at_once(city: City) -> None:
    mei, bo = await city.people(2)
    first, others = await opened(city, mei), await opened(city, bo)
    async with city.writing() as rows:
        await renew_calendar(rows, mei, KEY, at(NOW))
    async with city.looking() as rows:
        [second] = await rows.calendars.of(mei.id)
    assert await read(city, first, NOW) is None
    assert await read(city, second, NOW) is not None
    assert second.secret(KEY) not in {None, first.secret(KEY)}
    async with city.writing() as rows:
        await close_calendar(rows, mei)
    assert await read(city, second, NOW) is None
    assert await read(city, others, NOW) is not None, "nobody else's"


async def test_whoever_has_an_address_keeps_it_and_of_another_key_nobody_can_say_it(city: City) -> None:
    [mei] = await city.people(1)
    assert await opened(city, mei) == await opened(city, mei)
    calendar = await opened(city, mei)
    assert calendar.secret(b"another bot's") is None
    [row] = await city.table("SELECT * FROM calendars")
    assert calendar.secret(KEY) not in [str(value) for value in dict(row).values()], "the database alone tells nothing"


async def test_the_file_of_a_shift_is_its_event_in_the_feed(city: City) -> None:
    mei, bo = await city.people(2)
    calendar, shift = await opened(city, mei), await city.shift(48)
    await city.put(shift, mei)
    async with city.database.reading() as reader:
        one, nobodys = await event(reader, shift.id, mei.id), await event(reader, shift.id, bo.id)
    found = await read(city, calendar, NOW)
    assert found is not None
    assert found.events == [one]
    assert nobodys is None


async def test_what_is_undone_is_told_as_something_new(city: City) -> None:
    """The time is the one of before, and so is the instant since which it is; a calendar would keep the other one."""
    await appoint(city, city.leader, city.top, Role.ADMIN)
    [mei] = await city.people(1)
    shift = await city.shift(48)
    await city.put(shift, mei)
    watching = Watching(city, mei, await opened(city, mei))
    await watching.look(NOW)
    acts: tuple[What, ...] = ("move", "move back", "title", "back", "venue", "move back")
    for number, what in enumerate(acts, start=1):
        now = NOW + timedelta(seconds=10 * number)
        before = [(one.sequence, one.told) for one in watching.told.values()]
        await lead(city, what, shift, 50, at(now))
        await watching.look(now)
        [(sequence, told)] = [(one.sequence, one.told) for one in watching.told.values()]
        assert sequence > before[0][0], what
        assert told != before[0][1], what


async def test_whoever_waited_in_vain_has_it_crossed_out_until_it_is_over(city: City) -> None:
    [mei] = await city.people(1)
    calendar, shift = await opened(city, mei), await city.shift(1, lasts=2)
    await city.put(shift, mei, state=SignUpState.WAITING)
    for later, standing in ((0.5, EventStanding.IN_LINE), (2, EventStanding.NO_PLACE), (3.5, None)):
        now = NOW + timedelta(hours=later)
        found = await read(city, calendar, now)
        assert found is not None
        assert [one.standing(now) for one in found.events] == ([standing] if standing else [])
