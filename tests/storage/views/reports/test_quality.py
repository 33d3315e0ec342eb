"""Quality beside quantity: what counts, whose it is, and that the parts are the whole."""

from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.engine.pages import Page
from storage.views.reports.quality import QualityReport, quality_breakdown, quality_report
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at
from tests.support.city import NOW, ZONE, City, at_shift
from tests.support.ledger import Ledger
from volunteering.actions.leading.cancelling import ShiftCancelled, cancel_shift
from volunteering.actions.signing_up.places import Left, leave_shift
from volunteering.actions.thanks.rating import take_up
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import Month
from volunteering.rules.ground.policy import Policy
from volunteering.rules.hours import Kind
from volunteering.rules.reports import Returning, Span
from volunteering.rules.thanks import FEWEST
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

NOVEMBER = Span.of(Month(year=2026, number=11))
MID = date(2026, 11, 15)


async def asked(city: City, unit_id: int, span: Span = NOVEMBER, now: datetime = NOW) -> QualityReport:
    async with city.database.reading() as reader:
        found = await quality_report(reader, span, unit_id, now, ZONE, Policy())
    assert found is not None
    return found


async def _leaves(city: City, shift: Shift, person: Person, hours_before: float) -> None:
    await city.put(shift, person)
    async with city.writing() as rows:
        left = await leave_shift(rows, person, shift.id, at(shift.period.start - timedelta(hours=hours_before)))
    assert isinstance(left, Left)


async def _rated(city: City, shift: Shift, people: list[Person], stars: int) -> None:
    async with city.writing() as rows:
        for person in people:
            rows.thanks.rate(shift.id, person.id, stars, NOW)
    async with city.writing() as rows:
        await take_up(rows, shift.id, at(NOW + timedelta(days=1)))


async def test_who_left_late_and_who_called_off_late_are_told_apart(city: City) -> None:
    ledger = Ledger(city)
    leader = await appoint(city, city.leader, city.jiaojiang, Role.LEADER)
    wei, mei, bo, lan = [await ledger.newcomer(name, city.jiaojiang, date(2026, 1, 1)) for name in "WMBL"]
    shift, off, off_late = [await ledger.shift(MID + timedelta(days=day)) for day in range(3)]
    await _leaves(city, shift, wei, 2)
    await _leaves(city, shift, mei, 4)
    await _leaves(city, shift, lan, 1)
    await city.put(shift, lan)  # and came after all
    await city.put(shift, bo)
    async with city.changing() as tx:
        await tx.execute(
            "UPDATE signups SET state = 'left', left_late = NULL WHERE person_id = :bo AND shift_id = :shift",
            bo=bo.id,
            shift=shift.id,
        )
    for one, hours in ((off, 4), (off_late, 2)):
        async with city.writing() as rows:
            begins = one.period.start
            outcome = await cancel_shift(rows, leader, one.id, at(begins - timedelta(hours=hours)))
        assert isinstance(outcome, ShiftCancelled)
    now = (await asked(city, city.top.id)).now
    assert (now.left_late, now.left_unknown, now.called_off_late) == (1, 1, 1)
    assert (await asked(city, city.huangyan.id)).now.called_off_late == 0


async def test_a_rating_is_one_of_three_or_more_who_came(city: City) -> None:
    ledger = Ledger(city)
    people = [await ledger.newcomer(f"P{number}", city.jiaojiang, date(2026, 1, 1)) for number in range(4)]
    shift = await ledger.shift(MID)
    await ledger.came(shift, *people)
    await _rated(city, shift, people[:2], 5)
    assert (await asked(city, city.top.id)).now.rated_by == 0
    await _rated(city, shift, people[:3], 4)
    now = (await asked(city, city.top.id)).now
    assert (now.rated_by, now.stars, now.rated_shifts) == (3, 12, 1)
    await _rated(city, shift, people[3:], 1)
    assert (await asked(city, city.top.id)).now == now, "one more is none yet"
    await ledger.missed(shift, people[0])
    assert (await asked(city, city.top.id)).now.rating is None
    await ledger.came(shift, people[0])
    assert (await asked(city, city.top.id)).now == now


async def test_commendations_count_once_they_are_told(city: City) -> None:
    ledger = Ledger(city)
    wei, mei = [await ledger.newcomer(name, city.jiaojiang, date(2026, 1, 1)) for name in "WM"]
    shift = await ledger.shift(MID)
    await ledger.came(shift, wei, mei)
    async with city.writing() as rows:
        await rows.thanks.commend(shift.id, wei.id, city.leader.id, "", NOW - timedelta(minutes=10))
        await rows.thanks.commend(shift.id, mei.id, city.leader.id, "", NOW - timedelta(minutes=9))
    assert (await asked(city, city.top.id)).now.commendations == 1
    await ledger.missed(shift, wei)
    assert (await asked(city, city.top.id)).now.commendations == 0


async def test_it_stands_beside_earlier_spans_and_by_unit(city: City) -> None:
    ledger = Ledger(city)
    wei, mei = [await ledger.newcomer(name, city.jiaojiang, date(2026, 1, 1)) for name in "WM"]
    await ledger.came(await ledger.shift(date(2026, 10, 15)), wei)
    await ledger.came(await ledger.shift(MID), wei)
    await ledger.missed(await ledger.shift(MID, unit=city.huangyan), mei)
    await ledger.came(await ledger.shift(MID, unit=city.top), mei)
    later = NOW + timedelta(days=70)
    found = await asked(city, city.top.id, now=later)
    assert (found.now.participations, found.now.no_shows) == (2, 1)
    assert found.now.returning == Returning(newcomers=1, settled=1, returned=0)
    assert found.before.returning == Returning(newcomers=1, settled=1, returned=1)
    async with city.database.reading() as reader:
        parts = await quality_breakdown(reader, NOVEMBER, city.top.id, later, ZONE, Policy(), page=Page(9))
        assert await quality_breakdown(reader, NOVEMBER, 404, NOW, ZONE, Policy(), page=Page(9)) is None
        assert await quality_report(reader, NOVEMBER, 404, NOW, ZONE, Policy()) is None
    assert parts is not None
    assert [(part.unit.name, part.is_own) for part in parts.parts] == [
        ("Huangyan", False),
        ("Jiaojiang", False),
        ("Taizhou", True),
    ]
    assert [part.quality.returning for part in parts.parts] == [Returning(), Returning(), found.now.returning]
    for figure in ("participations", "no_shows"):
        assert sum(getattr(part.quality, figure) for part in parts.parts) == getattr(found.now, figure)


async def test_while_a_month_goes_on_it_stands_beside_the_same_days(city: City) -> None:
    ledger = Ledger(city)
    wei = await ledger.newcomer("Wei", city.jiaojiang, date(2026, 1, 1))
    for day in (MID, MID + timedelta(days=10)):
        await ledger.came(await ledger.shift(day), wei)
    in_december = datetime.combine(date(2026, 12, 16), time(12), tzinfo=ZONE)
    found = await asked(city, city.top.id, Span.of(Month(year=2026, number=12)), in_december)
    assert found.goes_on
    assert found.before.participations == 1


async def test_of_three_who_rated_two_are_no_figure_once_the_third_was_corrected(city: City) -> None:
    ledger, people = Ledger(city), await city.people(3)
    shift = await ledger.shift(MID)
    await ledger.came(shift, *people)
    async with city.writing() as rows:
        for person in people:
            rows.thanks.rate(shift.id, person.id, 4, NOW)
    async with city.writing() as rows:
        assert await take_up(rows, shift.id, at(NOW + timedelta(days=1))) == 3
    assert (await asked(city, city.jiaojiang.id)).now.rated_by == 3
    await city.record(at_shift(shift, people[0]), Kind.NO_SHOW, 0)
    assert (await asked(city, city.jiaojiang.id)).now.rated_by == 0


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("rate"), st.integers(0, 5), st.integers(1, 5)),
        st.tuples(st.just("rate"), st.integers(0, 5), st.integers(1, 5)),
        st.tuples(st.just("correct"), st.integers(0, 5), st.integers(0, 1)),
        st.tuples(st.just("withdraw"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("night"), st.just(0), st.just(0)),
    ),
    max_size=40,
)


@MANY
@given(acts=ACTS)
async def test_ratings_count_only_of_those_who_came(city: City, acts: list[tuple[str, int, int]]) -> None:
    """Whatever is corrected in whatever order, in the rows as in the rules; and never of one or two."""
    ledger = Ledger(city)
    unit = await city.unit(f"Unit {await city.figure('SELECT COUNT(*) AS n FROM units')}", city.top)
    people = [await city.person(f"P{number}", unit) for number in range(6)]
    shift = await ledger.shift(MID, unit=unit)
    await ledger.came(shift, *people)
    came, shown = dict.fromkeys(range(6), True), set[tuple[int, int]]()
    for what, who, value in acts:
        if what == "correct":
            kind, minutes = (Kind.ATTENDED, 60) if value else (Kind.NO_SHOW, 0)
            await city.record(at_shift(shift, people[who]), kind, minutes)
            came[who] = bool(value)
        async with city.writing() as rows:
            if what == "rate":
                rows.thanks.rate(shift.id, people[who].id, value, NOW)
            elif what == "withdraw":
                rows.thanks.withdraw(shift.id, people[who].id)
            elif what == "night":
                await take_up(rows, shift.id, at(NOW + timedelta(days=1)))
        now = (await asked(city, unit.id)).now
        shown.add((now.rated_by, now.stars))
        assert now.rated_by <= sum(came.values())
        assert now.rated_by == 0 or now.rated_by >= FEWEST
        async with city.looking() as rows:
            ratings = await rows.thanks.of_shift(shift.id)
        assert {rating.person_id for rating in ratings if rating.came} <= {
            person.id for number, person in enumerate(people) if came[number]
        }
