"""What people are qualified for, as a list says it, on both databases."""

from typing import Final

import pytest

from tests.bot.importing.test_importing import bring, tried, wrong_in
from tests.support.city import City
from tests.support.list_files import Line
from volunteering.rules.importing.comparing import RowResult
from volunteering.rules.importing.problems import Wrong

QUALIFIED: Final[list[Line]] = [
    ["姓名", "手机", "资格证书", "等级", "证书编号", "发证日期"],
    ["王伟", "13900000001", "急救", "", "A-1", "2026-01-31"],
    ["王伟", "13900000001", "社会工作", "社会工作师", "B-2", "2020-05-01"],
]


async def test_what_people_are_qualified_for_is_verified_and_there_once(city: City) -> None:
    for expected in (RowResult.NEW, RowResult.SAME):
        found = await bring(city, QUALIFIED)
        assert [row.verdict for row in found.outcome.rows] == [expected, expected], found.outcome.rows
    held = await city.table("SELECT * FROM qualifications ORDER BY number")
    assert [(row["number"], row["level"], row["expires_on"], row["state"]) for row in held] == [
        ("A-1", 0, "2029-01-31", "verified"),
        ("B-2", 1, None, "verified"),
    ]
    renewed = [QUALIFIED[0], ["王伟", "13900000001", "急救", "", "A-9", "2026-11-01"]]
    assert [row.verdict for row in (await bring(city, renewed)).outcome.rows] == [RowResult.CHANGED]
    assert await city.figure("SELECT COUNT(*) AS n FROM qualifications WHERE state = 'verified'") == 2


@pytest.mark.parametrize(
    ("kind", "level", "wrong"),
    [
        ("飞行执照", "", Wrong.UNKNOWN_QUALIFICATION),
        ("社会工作", "特级", Wrong.UNKNOWN_LEVEL),
        ("急救", "", Wrong.NO_ISSUED),
    ],
)
async def test_what_nobody_knows_to_be_a_qualification_is_wrong(
    city: City, kind: str, level: str, wrong: Wrong
) -> None:
    lines: list[Line] = [QUALIFIED[0], ["王伟", "13900000001", kind, level, "", ""]]
    assert wrong_in(await tried(city, lines)) == [wrong]


async def test_of_two_certificates_of_one_kind_the_one_that_holds_longer_stays(city: City) -> None:
    """Whatever their numbers, and as often as the list is imported: one was renewed, and both stand there."""
    held: list[Line] = [
        QUALIFIED[0],
        ["王伟", "13900000001", "急救", "", "A-9", "2024-01-31"],
        ["王伟", "13900000001", "急救", "", "A-1", "2026-01-31"],
    ]
    for asked in (1, 0):
        assert len((await bring(city, held)).asks) == asked
    rows = await city.table("SELECT number, expires_on FROM qualifications WHERE state = 'verified'")
    assert [(row["number"], row["expires_on"]) for row in rows] == [("A-1", "2029-01-31")]


async def test_two_kinds_may_have_a_level_of_one_name(city: City) -> None:
    async with city.writing() as rows:
        for name in ("水上救生", "舞龙"):
            await rows.kinds.add(city.top, name=name, levels=("初级", "高级"), months=0, needs_evidence=False)
    held: list[Line] = [
        QUALIFIED[0],
        ["王伟", "13900000001", "舞龙", "高级", "", "2026-01-31"],
        ["李丽", "13900000002", "水上救生", "高级", "", "2026-01-31"],
    ]
    assert wrong_in(await bring(city, held)) == []
    assert [row["level"] for row in await city.table("SELECT level FROM qualifications")] == [1, 1]
    alone: list[Line] = [QUALIFIED[0], ["张敏", "13900000003", "高级", "", "", "2026-01-31"]]
    assert wrong_in(await tried(city, alone)) == [Wrong.UNKNOWN_QUALIFICATION]
