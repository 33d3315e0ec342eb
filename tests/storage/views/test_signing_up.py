"""What is a person's own: shifts ahead, sums, and the lines that make them."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from storage.engine.database import Reader
from storage.engine.pages import Page
from storage.rows import Rows
from storage.views.hours.lines import Lines, hour_lines
from storage.views.signing_up import Overview, overview, unanswered
from tests.support.city import NOW, City, holds, hours_later
from tests.support.hops import hops_of
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Decision, Kind, Subject, entry_for
from volunteering.rules.reminders import ReminderLine
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person

DECEMBER = Month(year=2026, number=12)
SHIFTS, LINES = 3, 5


async def looked(city: City, person: Person, page: int = 0) -> Overview:
    async with city.database.reading() as reader:
        return await overview(reader, person.id, NOW, DECEMBER, page=Page(SHIFTS, page))


async def lines_of(city: City, person: Person, page: int = 0) -> Lines:
    async with city.database.reading() as reader:
        return await hour_lines(reader, person.id, page=Page(LINES, page))


async def put(city: City, starts: float, person: Person, state: SignUpState = SignUpState.CONFIRMED) -> int:
    shift = await city.shift(starts)
    await city.put(shift, person, state=state)
    return shift.id


async def record(city: City, person: Person, day: date, kind: Kind, minutes: int, **of: int) -> None:
    """A line that makes this hold, by Teacher Li; it replaces what held for the same shift."""
    subject = Subject(person_id=person.id, unit_id=city.jiaojiang.id, day=day, **of)
    async with city.changing() as tx:
        earlier = await holds(tx, subject) if "shift_id" in of else None
        entry = entry_for(subject, kind, minutes, earlier, by_id=city.leader.id, at=NOW)
        assert entry is not None
        await Rows(tx).hours.append(entry)


async def test_ahead_are_my_places_and_waits_and_what_goes_on_now(city: City) -> None:
    wei, other = await city.people(2)
    later = await put(city, 30, wei)
    now = await put(city, -1, wei)
    await put(city, -1.5, wei, SignUpState.WAITING)
    await put(city, -5, wei)
    await put(city, 5, wei, SignUpState.LEFT)
    await put(city, 6, other)
    cancelled = await put(city, 7, wei)
    async with city.writing() as rows:
        await rows.activities.cancel_shift(cancelled, at=NOW)
    waiting = await city.shift(20)
    await city.put(waiting, other, wei, state=SignUpState.WAITING)
    ahead = [(mine.shift.id, mine.state, mine.number) for mine in (await looked(city, wei)).shifts]
    assert ahead == [
        (now, SignUpState.CONFIRMED, 0),
        (waiting.id, SignUpState.WAITING, 2),
        (later, SignUpState.CONFIRMED, 0),
    ]


async def test_shifts_ahead_come_in_pages(city: City) -> None:
    wei = await city.person("Wei")
    ids = [await put(city, hours, wei) for hours in range(1, SHIFTS + 2)]
    first, second = await looked(city, wei), await looked(city, wei, page=1)
    assert ([mine.shift.id for mine in first.shifts], first.extent.has_more) == (ids[:SHIFTS], True)
    assert ([mine.shift.id for mine in second.shifts], second.extent.has_more) == (ids[SHIFTS:], False)


async def test_sums_are_of_this_month_this_year_and_all(city: City) -> None:
    wei, other = await city.people(2)
    for day, minutes in ((date(2026, 12, 1), 60), (date(2026, 1, 1), 30), (date(2025, 12, 31), 15)):
        await record(city, wei, day, Kind.LOGGED, minutes)
    await record(city, other, date(2026, 12, 1), Kind.LOGGED, 600)
    async with city.writing() as rows:
        claims = [
            await rows.hours.add_claim(
                person_id=wei.id, unit_id=city.jiaojiang.id, day=NOW.date(), minutes=minutes, what="Library", at=NOW
            )
            for minutes in (45, 90)
        ]
        await rows.hours.decide(claims[1], Decision.REJECTED, by_id=city.leader.id, at=NOW)
    sums = (await looked(city, wei)).sums
    assert (sums.this_month, sums.this_year, sums.in_all, sums.pending) == (60, 90, 105, 45)


async def test_a_correction_shows_both_lines_and_only_the_last_one_counts(city: City) -> None:
    wei = await city.person("Wei")
    first, second = [await city.shift(starts) for starts in (-30, -25)]
    day = (NOW - timedelta(days=1)).date()
    await record(city, wei, day, Kind.ATTENDED, 180, shift_id=first.id, activity_id=first.activity_id)
    await record(city, wei, day, Kind.NO_SHOW, 0, shift_id=second.id, activity_id=second.activity_id)
    await record(city, wei, day, Kind.ATTENDED, 150, shift_id=first.id, activity_id=first.activity_id)
    found = await lines_of(city, wei)
    assert [(line.state, line.minutes, line.corrects, line.corrected) for line in found.lines] == [
        (Kind.NO_SHOW, 0, False, False),
        (Kind.ATTENDED, 150, True, False),
        (Kind.ATTENDED, 180, False, True),
    ]
    assert {line.by for line in found.lines} == {"Teacher Li"}
    assert {line.title for line in found.lines} == {"River clean-up"}
    assert found.months == {Month.of(day): 150}


async def test_logged_hours_stand_there_with_their_state(city: City) -> None:
    wei = await city.person("Wei")
    async with city.writing() as rows:
        for day, decision in ((1, None), (2, Decision.REJECTED), (3, Decision.APPROVED)):
            claim = await rows.hours.add_claim(
                person_id=wei.id, unit_id=wei.unit.id, day=date(2026, 11, day), minutes=60, what="Library", at=NOW
            )
            if decision:
                await rows.hours.decide(claim, decision, by_id=city.leader.id, at=hours_later(1), reason="Twice")
    await record(city, wei, date(2026, 11, 3), Kind.LOGGED, 60, claim_id=claim)
    found = await lines_of(city, wei)
    assert [(line.day.day, line.state, line.title, line.by, line.note) for line in found.lines] == [
        (3, Kind.LOGGED, "Library", "Teacher Li", ""),
        (2, Decision.REJECTED, "Library", "Teacher Li", "Twice"),
        (1, Decision.PENDING, "Library", None, ""),
    ]


async def test_lines_come_in_pages_the_newest_first_and_every_month_has_its_sum(city: City) -> None:
    wei = await city.person("Wei")
    for month in range(1, LINES + 2):
        await record(city, wei, date(2026, month, 1), Kind.LOGGED, month * 60)
    first, second, beyond = [await lines_of(city, wei, page) for page in (0, 1, 9_999)]
    assert ([line.day.month for line in first.lines], first.extent.has_more) == ([6, 5, 4, 3, 2], True)
    assert ([line.day.month for line in second.lines], second.extent.has_more) == ([1], False)
    assert beyond.lines == ()
    assert first.months == second.months == {Month(year=2026, number=number): number * 60 for number in range(1, 7)}


DAY = 24 * 60


def _asked(person: Person, shift_id: int, hours: float) -> ReminderLine:
    return ReminderLine(shift_id=shift_id, person_id=person.id, about=DAY, starts_at=hours_later(hours))


async def test_the_next_shift_without_a_word_is_asked_about(city: City) -> None:
    wei = await city.person("Wei")
    said, asked, _ = [await put(city, hours, wei) for hours in (10, 10, 10)]
    async with city.writing() as rows:
        mine = await rows.sign_ups.mine(said, wei.id)
        assert mine is not None
        await rows.sign_ups.say_coming(mine.id, ReminderAnswer.COMING, NOW)
        await rows.reminders.note([_asked(wei, number, 10) for number in (said, asked)], NOW)
    async with city.database.reading() as reader:
        found = await unanswered(reader, wei.id, NOW, asked=DAY)
        assert found is not None
        assert found.shift.id == asked
        assert await unanswered(reader, wei.id, hours_later(10), asked=DAY) is None
        assert await unanswered(reader, wei.id, NOW, asked=DAY + 1) is None, "only reminded"
        assert await unanswered(reader, wei.id, NOW, asked=None) is None


LOOKS: dict[str, Callable[[Reader], Awaitable[object]]] = {
    "my shifts": lambda reader: overview(reader, 1, NOW, DECEMBER, page=Page(SHIFTS)),
    "my hours": lambda reader: hour_lines(reader, 1, page=Page(LINES)),
    "whom to ask": lambda reader: unanswered(reader, 1, NOW, asked=DAY),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
async def test_looking_at_my_own_is_one_hop(
    look: Callable[[Reader], Awaitable[object]], sqlite_city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sqlite_city.database.reading() as reader:
        with hops_of(monkeypatch) as hops:
            await look(reader)
    assert len(hops) == 1
