"""Birth dates and genders of a list: taken, corrected by another list, and never in place of what people say."""

from typing import Final

from tests.bot.importing.test_importing import bring, tried
from tests.support.city import City
from tests.support.list_files import Line
from volunteering.rules.importing.comparing import Aspect, RowResult

LIST: Final[list[Line]] = [
    ["姓名", "手机", "性别", "出生日期"],
    ["王伟", "13900000001", "男", "1958-03-21"],
    ["李丽", "13900000002", "女", 1960],
]


async def said(city: City) -> set[tuple[str, str | None, str | None]]:
    rows = await city.table(
        "SELECT p.name, p.born, f.gender FROM people p LEFT JOIN profiles f ON f.person_id = p.id "
        "WHERE p.phone IS NOT NULL"
    )
    return {(row["name"], row["born"], row["gender"]) for row in rows}


async def test_they_are_taken_and_a_second_time_nothing_happens(city: City) -> None:
    found = await bring(city, LIST)
    assert found.outcome.unused == ()
    assert await said(city) == {("王伟", "1958-03-21", "man"), ("李丽", "1960", "woman")}
    again = await tried(city, LIST)
    assert (again.asks, {row.verdict for row in again.outcome.rows}) == ([], {RowResult.SAME})


async def test_another_list_puts_right_what_the_first_one_said(city: City) -> None:
    await bring(city, LIST)
    found = await bring(city, [LIST[0], ["王伟", "13900000001", "男", "1959-03-21"]])
    [row] = found.outcome.rows
    assert (row.verdict, row.what) == (RowResult.CHANGED, (Aspect.PARTICULARS,))
    assert ("王伟", "1959-03-21", "man") in await said(city)


async def test_whoever_is_registered_is_asked_and_not_a_list(city: City) -> None:
    await city.person("王伟", phone="+8613900000001")
    found = await bring(city, LIST[:2])
    assert found.outcome.rows[0].verdict is RowResult.SAME
    assert await said(city) == {("王伟", None, None)}
