"""Of who has a place: who said what, who was asked and is silent, and who could not answer. On both databases."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from storage.engine.pages import Page
from storage.rows.digests import day_of_leader
from storage.rows.volunteers import set_reachable
from storage.views.attendance.rosters import sheet_of
from storage.views.leading import led_shift
from tests.support.acting import appoint
from tests.support.city import NOW, ZONE, City, hours_later
from volunteering.rules.activities import Shift
from volunteering.rules.answers import AnswerSums, ReminderAnswer
from volunteering.rules.ground.periods import Period
from volunteering.rules.reminders import Occasion, ReminderLine
from volunteering.rules.volunteers import Person

AN_HOUR_AGO = hours_later(-1)
FIRST, LAST, ONLY_REMINDS = 72 * 60, 24 * 60, 2 * 60
LINES: tuple[tuple[int | Occasion, ...], ...] = (
    (),
    (FIRST,),
    (LAST,),
    (FIRST, LAST),
    (ONLY_REMINDS,),
    (Occasion.CALL_ABOUT_SHIFT,),
)


@pytest.fixture
async def shift(city: City) -> Shift:
    return await city.shift(20, places=0)


async def stands(
    city: City,
    shift: Shift,
    lines: tuple[int | Occasion, ...],
    answer: ReminderAnswer | None,
    *,
    reached: bool,
    asked_at: datetime = AN_HOUR_AGO,
) -> Person:
    """Somebody with a place, who was reminded so often, has said that, and whom messages reach or not."""
    person = await city.person("Wang")
    await city.put(shift, person)
    async with city.writing() as rows:
        mine = await rows.sign_ups.mine(shift.id, person.id)
        assert mine is not None
        if answer:
            await rows.sign_ups.say_coming(mine.id, answer, NOW)
        start = shift.period.start
        about = [ReminderLine(shift_id=shift.id, person_id=person.id, about=one, starts_at=start) for one in lines]
        await rows.reminders.note(about, asked_at)
    async with city.changing() as tx:
        set_reachable(tx, person.telegram_id or 0, reachable=reached)
    return person


async def test_card_roster_and_digest_call_silent_who_was_asked_and_nobody_else(city: City, shift: Shift) -> None:
    leader = await appoint(city, city.leader, city.jiaojiang)
    sums, silent_at_last, unreached = [], 0, 0
    answers = (None, ReminderAnswer.COMING, ReminderAnswer.LATE)
    for lines, answer, reached in product(LINES, answers, (True, False)):
        await stands(city, shift, lines, answer, reached=reached)
        was_asked = reached and bool({FIRST, LAST} & {*lines})
        said = str(answer) if answer else "silent" if was_asked else "unasked"
        sums.append(AnswerSums(**{said: 1}))
        silent_at_last += answer is None and reached and LAST in lines
        unreached += answer is None and not reached and LAST in lines
    expected = AnswerSums.together(sums)
    assert (expected.silent, expected.people) == (3, 36)
    day = Period(start=NOW, end=hours_later(24))
    async with city.database.reading() as reader:
        card = await led_shift(reader, shift.id, NOW, asked=LAST)
        sheet = await sheet_of(reader, shift.id, NOW, asked=LAST)
        found = await day_of_leader(reader, leader.id, leader.rights, day, NOW, asked=LAST, page=Page(5))
    assert card is not None
    assert sheet is not None
    [of_day] = found.shifts
    assert card.said.answers == sheet.answers == of_day.answers == {None: expected}
    called = [one.reachable for one in card.said.to_call]
    assert (called.count(True), called.count(False)) == (silent_at_last, unreached) == (2, 2)
    assert of_day.silent == sum(one.silent for one in sheet.confirmed) == silent_at_last


@pytest.mark.parametrize("lines", [(LAST,), (FIRST, LAST)])
async def test_nobody_is_to_be_called_who_was_asked_a_moment_ago(
    city: City, shift: Shift, lines: tuple[int, ...]
) -> None:
    """They are silent, and have an hour."""
    await stands(city, shift, lines, None, reached=True, asked_at=NOW)
    leader = await appoint(city, city.leader, city.jiaojiang)
    day = Period(start=NOW, end=hours_later(24))
    for passed, expected in ((59, 0), (60, 1)):
        now = NOW + timedelta(minutes=passed)
        async with city.database.reading() as reader:
            card = await led_shift(reader, shift.id, now, asked=LAST)
            sheet = await sheet_of(reader, shift.id, now, asked=LAST)
            found = await day_of_leader(reader, leader.id, leader.rights, day, now, asked=LAST, page=Page(5))
        assert card is not None
        assert sheet is not None
        called = [one.is_to_be_called for one in sheet.confirmed]
        assert (len(card.said.to_call), sum(called), found.shifts[0].silent) == (expected,) * 3
        assert card.said.answers == {None: AnswerSums(silent=1)}


async def test_a_moved_shift_has_asked_nobody_of_its_new_time(city: City, shift: Shift) -> None:
    await stands(city, shift, (FIRST, LAST), None, reached=True)
    async with city.writing() as rows:
        moved = Period(start=hours_later(22), end=hours_later(24))
        await rows.activities.move_shift(shift.id, moved, day=shift.day(ZONE), at=NOW)
    async with city.database.reading() as reader:
        card = await led_shift(reader, shift.id, NOW, asked=LAST)
    assert card is not None
    assert (card.said.answers, card.said.to_call) == ({None: AnswerSums(unasked=1)}, ())
