"""Finding people who came without having signed up."""

import pytest

from storage.views.attendance.walk_ins import is_findable, who_may_have_come, without_a_place
from tests.support.city import NOW, City
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Standing

MOST = 3


async def found(city: City, shift: Shift, text: str) -> list[str]:
    async with city.database.reading() as reader:
        people = await who_may_have_come(reader, shift.id, city.jiaojiang, text, without=city.leader.id, most=MOST)
    return [person.name for person in people]


async def test_those_who_had_asked_for_a_place(city: City) -> None:
    wang, wei, mei, gone = [await city.person(name) for name in ("Wang", "Wei", "Mei", "Gone")]
    shift = await city.shift(-5)
    await city.put(shift, wang)
    await city.put(shift, mei, gone, city.leader, state=SignUpState.LEFT)
    await city.put(shift, wei, state=SignUpState.WAITING)
    async with city.writing() as rows:
        await rows.people.change(gone.id, standing=Standing.LEFT)
    async with city.database.reading() as reader:
        people = await without_a_place(reader, shift.id, without=city.leader.id, most=MOST)
    assert [(person.name, person.team) for person in people] == [("Wei", "Jiaojiang"), ("Mei", "Jiaojiang")]


async def test_names_of_the_unit_and_numbers_of_everybody(city: City) -> None:
    team = await city.unit("Baiyun", city.jiaojiang)
    at_home = await city.person("Wei East", team, phone="+8613800001234")
    stranger = await city.person("Wei West", city.huangyan, phone="+8613900001234")
    joined = await city.person("Wei North", city.huangyan)
    waited = await city.person("Wei South", city.huangyan)
    shift = await city.shift(-5)
    await city.put(shift, waited, state=SignUpState.WAITING)
    async with city.writing() as rows:
        await rows.people.join(joined.id, team.id, NOW)
    assert await found(city, shift, "wEI") == ["Wei East", "Wei North", "Wei South"]
    assert await found(city, shift, "1234") == ["Wei East", "Wei West"]
    assert await found(city, shift, "139 0000 1234") == ["Wei West"]
    for whole in ("１３９ 0000 1234", "١٣٩٠٠٠٠١٢٣٤", "0086 139 0000 1234", "0139 0000 1234", "+86-139-0000-1234"):
        assert await found(city, shift, whole) == ["Wei West"], whole
    assert await found(city, shift, "１２３４") == ["Wei East", "Wei West"]
    assert await found(city, shift, "234") == [], "three digits are anybody's"
    assert await found(city, shift, "Wei 1234") == []
    assert await found(city, shift, "Teacher") == [], "whoever looks is not looked for"
    async with city.database.reading() as reader:
        for person, digits, findable in (
            (at_home, "", True),
            (joined, "", True),
            (waited, "", True),
            (stranger, "", False),
            (stranger, "234", False),
            (stranger, "9999", False),
            (stranger, "1234", True),
            (stranger, "１２３４", True),
            (stranger, "%1_2%34", True),  # the digits alone
            (stranger, "%_%_%_%_", False),
            (stranger, "1%9999", False),
        ):
            assert await is_findable(reader, shift.id, city.jiaojiang, person.id, digits) is findable, person.name


@pytest.mark.parametrize("standing", [Standing.LEFT, Standing.ERASED])
async def test_whoever_went_is_not_found(city: City, standing: Standing) -> None:
    wei, shift = await city.person("Wei", phone="+8613800001234"), await city.shift(-5)
    async with city.writing() as rows:
        await rows.people.change(wei.id, standing=standing)
    assert await found(city, shift, "Wei") == []
    assert await found(city, shift, "1234") == []


async def test_at_most_a_screenful(city: City) -> None:
    await city.people(MOST + 1)
    assert len(await found(city, await city.shift(-5), "Volunteer")) == MOST


async def test_a_percent_sign_finds_nobody_else(city: City) -> None:
    await city.person("Wei")
    assert await found(city, await city.shift(-5), "%") == []
