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


@pytest.mark.parametrize(
    "kind",
    ["急救证", "急救證", "急救员证书", "红十字救护员证", "First aid certificate", "驾驶证", "駕駛證",
     "駕照", "驾驶执照", "driving licence", "driver’s license", "社工证", "社工證", "社会工作者证",
     "助理社会工作师证书", "健康证", "手語翻譯證", "心理咨询师证"],
)  # fmt: skip
async def test_a_kind_is_found_as_people_call_it(city: City, kind: str) -> None:
    lines: list[Line] = [QUALIFIED[0], ["王伟", "13900000001", kind, "", "", "2026-01-31"]]
    assert wrong_in(await tried(city, lines)) == []


async def test_all_that_is_wrong_in_a_row_is_said_at_once_and_names_its_column(city: City) -> None:
    lines: list[Line] = [
        ["姓名", "手机", "资格证书", "发证日期", "出生日期", "性别", "时长"],
        ["王伟", "13900000001", "飞行执照", "去年", "很久以前", "1", "很多"],
        ["李娜", "139", "急救", "someday", "1990", "女", "5"],
        ["王伟二", "13900000001", "急救", "2026-01-31", "", "", ""],
    ]
    found = (await tried(city, lines)).outcome
    said = [[(problem.wrong, problem.heading) for problem in row.problems] for row in found.rows]
    assert said == [
        [
            (Wrong.NOT_HOURS, "时长"),
            (Wrong.NOT_A_DATE, "发证日期"),
            (Wrong.NOT_A_DATE, "出生日期"),
            (Wrong.NOT_A_VALUE, "性别"),
            (Wrong.UNKNOWN_QUALIFICATION, ""),
            (Wrong.OTHER_NAME, ""),
        ],
        [(Wrong.NOT_A_PHONE, "手机"), (Wrong.NOT_A_DATE, "发证日期")],
        [(Wrong.OTHER_NAME, "")],
    ]
