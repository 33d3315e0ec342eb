"""The order of what is coming up: where one is needed, stable while one pages, or by time for good."""

from datetime import timedelta

import pytest

from handlers.buttons.activities import ListActivities, OrderActivities, ShowActivity, ShowShift
from handlers.buttons.button import MOST_BYTES, SEPARATOR
from handlers.tapping.trail import tapped
from scheduling.weighing import weigh
from storage.engine.values import seconds
from tests.handlers.activities.test_browsing import fill, shift_of
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from tests.support.hops import hops_of
from volunteering.rules.ordering import HOLDS, WEIGHED_IN


def titles(phone: PhoneInChat) -> tuple[str, ...]:
    """Of the shifts on the screen, in their order."""
    codes = {ShowShift.code, ShowActivity.code}
    presses = [press for row in phone.last.rows for press in row]
    return tuple(press.label for press in presses if (press.data or "").partition(SEPARATOR)[0] in codes)


async def weighs(chat: Chat, city: City) -> None:
    await weigh(city.database, at(chat.clock.now()))
    chat.clock.passes(seconds=WEIGHED_IN.seconds)


async def test_where_people_are_needed_comes_first(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    full = await shift_of(city, "Full", 5, places=1)
    await fill(city, full, await city.person("Wang"))
    await shift_of(city, "Next month", 29 * 24, places=6)
    await shift_of(city, "Next week", 6 * 24, places=6)
    await shift_of(city, "Nearly full", 20, places=1)
    await city.shift(10, activity=await city.activity("Beyond", unit=city.huangyan), places=1)
    await weighs(chat, city)
    await wei.sends("/activities")
    wei.sees("Where you are needed most comes first.")
    assert titles(wei) == ("Next week", "Next month", "Nearly full", "Beyond", "Full")
    [line] = [line for line in wei.last.text.splitlines() if "Beyond" in line]
    assert "Huangyan" in line, "it says whose it is"
    assert "Jiaojiang" not in wei.last.text


async def test_why_it_is_first_stands_in_its_line(chat: Chat, city: City) -> None:
    wei = await chat.volunteer("Wei", city.jiaojiang)
    await shift_of(city, "Choir", 20, places=4)
    short = await shift_of(city, "River", 50, places=6)
    async with city.writing() as rows:
        await rows.activities.set_minimum(short, 5)
    await fill(city, short, await city.person("Wang"))
    await weighs(chat, city)
    await wei.sends("/activities")
    assert titles(wei) == ("River", "Choir")
    wei.sees("· still needs 4 people", "· 4 places left")


async def test_nothing_moves_while_one_pages(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    shifts = [await shift_of(city, f"Walk {number}", 20 + number, places=1) for number in range(7)]
    await weighs(chat, city)
    await wei.sends("/activities")
    first = titles(wei)
    await wei.taps("Page 2 ›")
    second = titles(wei)
    assert (*first, *second) == tuple(f"Walk {number}" for number in range(7))
    chat.clock.passes(minutes=5)
    for shift in shifts[:3]:
        await fill(city, shift, await city.person("Wang"))
    posted = await shift_of(city, "Posted meanwhile", 10)
    async with city.changing() as tx:
        tx.later("UPDATE shifts SET moved_at = :now WHERE id = :shift", now=seconds(chat.clock.now()), shift=posted)
    chat.clock.passes(minutes=54)
    await weighs(chat, city)
    await wei.taps("‹ Page 1")
    assert titles(wei) == first
    await wei.taps("Walk 4")
    await wei.taps("Sign up")
    await wei.taps_data(data_of_list(wei))
    assert titles(wei) == first, "one's own sign-up moves nothing either"
    await wei.taps("Page 2 ›")
    assert titles(wei) == second
    chat.clock.passes(hours=1)
    await weighs(chat, city)
    await wei.taps("‹ Page 1")
    assert titles(wei) == ("Posted meanwhile", "Walk 3", "Walk 5", "Walk 6", "Walk 0")


def data_of_list(phone: PhoneInChat) -> str:
    """The way back to what is coming up that the newest message has."""
    presses = (press.data for row in phone.last.rows for press in row if press.data)
    return next(data for data in presses if isinstance(tapped(data)[0], ListActivities))


async def test_what_has_begun_stays_in_its_line(chat: Chat, city: City) -> None:
    wei = await chat.volunteer()
    for number in range(6):
        await shift_of(city, f"Walk {number}", 0.5 if number == 0 else 20 + number)
    await weighs(chat, city)
    await wei.sends("/activities")
    first = titles(wei)
    await wei.taps("Page 2 ›")
    chat.clock.passes(minutes=45)
    await wei.taps("‹ Page 1")
    assert titles(wei) == first
    wei.sees("Walk 0", "has begun")


@pytest.mark.parametrize("since", [1, seconds(NOW - HOLDS - timedelta(minutes=1)), seconds(NOW) + 86_400, 2**63 - 1])
async def test_an_instant_that_nobody_pages_from_is_none(chat: Chat, city: City, since: int) -> None:
    wei = await chat.volunteer()
    await shift_of(city, "Walk", 20)
    await wei.taps_button(ListActivities(since=since))
    assert titles(wei) == ("Walk",)
    buttons = [tapped(press.data)[0] for row in wei.last.rows for press in row if press.data]
    assert [button.since for button in buttons if isinstance(button, ListActivities)].count(since) == 0


async def test_by_time_is_one_tap_and_stays(chat: Chat, city: City) -> None:
    wei, an = [await chat.volunteer(name, city.jiaojiang) for name in ("Wei", "An")]
    await city.shift(10, activity=await city.activity("First", unit=city.huangyan), places=5)
    await shift_of(city, "Second", 20)
    await wei.sends("/activities")
    assert titles(wei) == ("Second", "First")
    await wei.taps("By time")
    assert titles(wei) == ("First", "Second")
    wei.sees_not("Where you are needed", "By time")
    await wei.sends("/home")
    await wei.sends("/activities")
    assert titles(wei) == ("First", "Second")
    await an.sends("/activities")
    assert titles(an) == ("Second", "First"), "it is a choice of one's own"
    await wei.taps("Most needed")
    assert titles(wei) == ("Second", "First")
    wei.sees("By time")


async def test_the_order_fits_into_each_button_and_costs_no_hop(
    chat: Chat, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    wei = await chat.volunteer()
    for number in range(7):
        await shift_of(city, f"Walk {number}", 20 + number)
    await wei.sends("/activities")
    await wei.taps("Page 2 ›")
    assert all(len(press.data.encode()) <= MOST_BYTES for row in wei.last.rows for press in row if press.data)
    for by_time in (False, True):
        await wei.taps_button(OrderActivities(by_time=by_time))
        for button in (ListActivities(), ListActivities(page=1, since=seconds(NOW))):
            with hops_of(monkeypatch) as hops:
                await wei.taps_button(button)
            assert len(hops) == 2
