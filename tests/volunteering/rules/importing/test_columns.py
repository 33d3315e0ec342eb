"""Headings as federations write them: found in three languages, wherever they stand."""

import pytest

from volunteering.rules.importing.columns import ListColumn, column_of, headings_in


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("姓名", ListColumn.NAME),
        ("名字 *", ListColumn.NAME),
        ("Full name", ListColumn.NAME),
        ("手机号码（必填）", ListColumn.PHONE),
        ("聯絡電話", ListColumn.PHONE),
        ("Mobile-Phone", ListColumn.PHONE),
        ("所屬團隊", ListColumn.TEAM),
        ("單位", ListColumn.TEAM),
        ("Unit", ListColumn.TEAM),
        ("街道/乡镇", ListColumn.TOWNSHIP),
        ("服務時數（小時）", ListColumn.HOURS),
        ("累计时长（分钟）", ListColumn.MINUTES),
        ("Hours", ListColumn.HOURS),
        ("服务日期：", ListColumn.DATE),
        ("活動名稱", ListColumn.ACTIVITY),
        ("資格證書", ListColumn.QUALIFICATION),
        ("备注", None),
        ("Wei", None),
        ("", None),
    ],
)
def test_a_heading_says_what_stands_below_it(heading: str, column: ListColumn | None) -> None:
    assert column_of(heading) is column


def test_what_is_not_used_is_named_as_it_stands_there() -> None:
    found = headings_in(["序号", "姓名", "手机", "备注", "手机"])
    assert found.columns == {1: ListColumn.NAME, 2: ListColumn.PHONE}
    assert found.unused == ("序号", "备注", "手机")
    assert found.is_enough


def test_a_row_of_people_is_no_headings() -> None:
    assert not headings_in(["1", "王伟", "13900000000", "椒江"]).is_enough


@pytest.mark.parametrize(
    ("headings", "has_lines"),
    [
        (["姓名", "手机", "时长"], False),
        (["手机", "日期", "活动", "时长"], True),
        (["phone", "date", "minutes"], True),
        (["手机", "日期"], False),
    ],
)
def test_hours_come_in_one_sum_or_line_by_line(headings: list[str], *, has_lines: bool) -> None:
    assert headings_in(headings).has_lines is has_lines
