"""Finding an upcoming activity by what somebody typed."""

import pytest

from storage.engine.pages import Page
from storage.views.activities.searching import upcoming_like
from tests.support.city import NOW, City
from volunteering.rules.activities import State


async def _titles(city: City, text: str) -> list[str]:
    async with city.database.reading() as reader:
        return [one.title for one in (await upcoming_like(reader, text, NOW, page=Page(5))).found]


@pytest.mark.parametrize("text", ["river", "CLEAN-UP", "r c"])
async def test_a_part_of_the_title_whatever_its_case(city: City, text: str) -> None:
    await city.shift(48)
    assert await _titles(city, text) == ["River clean-up"]


async def test_a_title_is_found_in_either_script_and_by_its_new_name(city: City) -> None:
    number = await city.activity("河道清潔 Ａ組")
    await city.shift(48, activity=number)
    for text in ("清洁", "清潔", "a組", "Ａ组"):
        assert await _titles(city, text) == ["河道清潔 Ａ組"]
    async with city.writing() as rows:
        await rows.activities.change(number, title="圖書館")
    assert await _titles(city, "清洁") == []
    assert await _titles(city, "图书馆") == ["圖書館"]


async def test_the_number_of_the_activity(city: City) -> None:
    shift = await city.shift(48)
    assert await _titles(city, str(shift.activity_id)) == ["River clean-up"]
    for nobodys in ("999", "9" * 18, "9" * 40, "١", "-1"):
        assert await _titles(city, nobodys) == []


async def test_a_part_of_the_name_of_a_role(city: City) -> None:
    fair, _ = await city.shift(48, activity=await city.activity("Fair")), await city.shift(24)
    await city.roles(fair, **{"Helpers 100%": 8, "急救員": 2})
    for text in ("helper", "HELPERS", "100%", "急救", "急救員", "急救员", "HELPERS １００%"):
        assert await _titles(city, text) == ["Fair"], text
    for text in ("helpful", "h_lper", "H%s"):
        assert await _titles(city, text) == [], text


async def test_only_what_is_open_and_still_to_begin(city: City) -> None:
    begun, cancelled, called_off = [await city.shift(hours) for hours in (-1, 24, 24)]
    async with city.writing() as rows:
        await rows.activities.cancel_shift(cancelled.id, at=NOW)
        await rows.activities.change(called_off.activity_id, state=State.CANCELLED)
    assert begun.has_begun(NOW)
    assert await _titles(city, "river") == []


async def test_an_activity_comes_once_with_its_next_shift_the_soonest_first(city: City) -> None:
    twice = await city.activity("River twice")
    await city.shift(72, activity=twice)
    soonest = await city.shift(24, activity=twice)
    await city.shift(48, activity=await city.activity("River once"))
    async with city.database.reading() as reader:
        listed = await upcoming_like(reader, "river", NOW, page=Page(5))
    assert [(one.title, one.times) for one in listed.found] == [("River twice", 2), ("River once", 1)]
    assert listed.found[0].starts_at == soonest.period.start
    assert listed.extent.total == 2


async def test_how_many_there_are_is_told_on_each_page(city: City) -> None:
    for number in range(5):
        await city.shift(number + 1, activity=await city.activity(f"River {number}"))
    async with city.database.reading() as reader:
        pages = [await upcoming_like(reader, "river", NOW, page=Page(2, number)) for number in range(3)]
    assert [[one.title[-1] for one in page.found] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    told = [(page.extent.first, page.extent.last, page.extent.total) for page in pages]
    assert told == [(1, 2, 5), (3, 4, 5), (5, 5, 5)]


@pytest.mark.parametrize("text", ["%", "_", "!", "'", "\\", '"'])
async def test_signs_mean_themselves(city: City, text: str) -> None:
    await city.shift(48)
    assert await _titles(city, text) == []
    await city.shift(48, activity=await city.activity(f"A{text}B"))
    assert await _titles(city, text) == [f"A{text}B"]
