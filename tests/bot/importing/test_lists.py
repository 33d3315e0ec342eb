"""Files as people have them, and as people make them who mean no good: read, or refused in a sentence."""

import io
import zipfile
from datetime import timedelta
from typing import Final

import pytest

from bot.ground.errors import CommandError
from bot.importing.files import MOST_ROWS, sheets_in
from bot.importing.not_importable import NotImportable
from tests.support.list_files import Line, csv_of, read, workbook_of
from volunteering.rules.importing.problems import Wrong
from volunteering.rules.importing.sending import ListEnd

PEOPLE: Final[list[Line]] = [["姓名", "手机", "团队", "时长"], ["王伟", "13900000001", "椒江", 12.5]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_apart_by_whatever_there_is(separator: str) -> None:
    [row] = read(csv_of(PEOPLE, separator=separator).encode("gb18030")).rows
    assert (row.name, row.phone, row.unit, row.minutes) == ("王伟", "+8613900000001", ("椒江",), 750)


def test_a_title_empty_rows_and_a_sum_are_passed_over() -> None:
    lines: list[Line] = [
        ["台州市志愿者名册"],
        [],
        ["2024年"],
        *PEOPLE,
        [],
        ["李丽", 13900000002, "黄岩", 3],
        ["合计", "", "", 15.5],
    ]
    found = read(workbook_of(lines))
    assert [(row.name, row.spot.row) for row in found.rows] == [("王伟", 5), ("李丽", 7)]
    assert not any(row.problems for row in found.rows)


def test_headings_over_two_rows_are_one() -> None:
    lines: list[Line] = [
        ["姓名", "联系方式", "", "服务", ""],
        ["", "微信", "手机", "时长", "备注"],
        ["王伟", "wxid_1", "13900000001", "3", ""],
    ]
    [row] = read(workbook_of(lines)).rows
    assert (row.name, row.phone, row.minutes, row.problems) == ("王伟", "+8613900000001", 180, ())


def test_headings_repeated_on_each_page_are_no_rows() -> None:
    assert len(read(workbook_of([*PEOPLE, PEOPLE[0], ["李丽", "13900000002", "", ""]])).rows) == 2


def test_all_sheets_are_read_and_those_without_headings_named() -> None:
    hours: list[Line] = [["电话", "日期", "活动", "小时"], ["13900000001", "2024-03-05", "净滩", 2]]
    found = read(workbook_of(PEOPLE, [["说明"], ["请填写"]], hours))
    assert [row.is_line for row in found.rows] == [False, True]
    assert found.passed_over == ["S2"]


@pytest.mark.parametrize(
    ("written", "country", "phone"),
    [
        (13900000001.0, "CN", "+8613900000001"),
        ("139 0000 0001", "CN", "+8613900000001"),
        ("+86-139-0000-0001", "CN", "+8613900000001"),
        ("008613900000001", "CN", "+8613900000001"),
        ("１３９０００００００１", "CN", "+8613900000001"),
        ("0912-345-678", "TW", "+886912345678"),
        (912345678, "TW", "+886912345678"),
        ("+886 912 345 678", "CN", "+886912345678"),
        ("9123 4567", "HK", "+85291234567"),
        ("13900000001/13900000002", "CN", "+8613900000001"),
    ],
)
def test_a_number_is_read_as_from_abroad(written: object, country: str, phone: str) -> None:
    [row] = read(workbook_of([["姓名", "手机"], ["王伟", written]]), country).rows
    assert row.phone == phone


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("1.39E+10", Wrong.PHONE_ROUNDED), ("", Wrong.NO_PHONE), ("无", Wrong.NOT_A_PHONE), ("12", Wrong.NOT_A_PHONE)],
)
def test_what_is_no_number_is_wrong_and_says_why(written: str, wrong: Wrong) -> None:
    [row] = read(csv_of([["姓名", "手机"], ["王伟", written]]).encode()).rows
    assert [problem.wrong for problem in row.problems] == [wrong]


def test_a_formula_is_what_it_came_to() -> None:
    [row] = read(workbook_of([["姓名", "手机"], ["=1+1", "13900000001"]])).rows
    assert row.name == ""  # nobody had reckoned it


def test_hours_may_be_a_sum_of_times() -> None:
    [row] = read(workbook_of([["姓名", "手机", "时长"], ["王伟", "13900000001", timedelta(hours=26, minutes=30)]])).rows
    assert row.minutes == 26 * 60 + 30


def test_a_far_away_cell_costs_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(PEOPLE))) as old, zipfile.ZipFile(new := io.BytesIO(), "w") as far:
        for part in old.infolist():
            content = old.read(part)
            if part.filename.endswith("sheet1.xml"):
                far_off = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
                content = content.replace(b"</sheetData>", far_off + b"</sheetData>")
            far.writestr(part, content)
    with pytest.raises(CommandError, match=f"more than {MOST_ROWS} rows"):
        read(new.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_page_that_is_called_a_spreadsheet_is_to_be_saved_as_one(encoding: str) -> None:
    page = "\r\n<html><table><tr><td>姓名</td><td>手机</td></tr></table></html>"
    with pytest.raises(NotImportable) as fault:
        read(page.encode(encoding))
    assert fault.value.end is ListEnd.LOCKED


def test_a_bomb_is_not_unpacked() -> None:
    with zipfile.ZipFile(bomb := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/worksheets/sheet1.xml", b" " * 300_000_000)
    with pytest.raises(CommandError, match="unpacks to more"):
        list(sheets_in(bomb.getvalue()))


PACKED_LATER: Final = workbook_of(PEOPLE).replace(b"PK\1\2\x14\3\x14", b"PK\1\2\x14\3\xff")
"""A workbook whose parts say that they are packed in a way that nobody knows yet."""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (PACKED_LATER, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS"),
        (b"%PDF-1.7", "no list"),
        (b"", "row of headings"),
        ("姓名,年龄\n王伟,3\n".encode(), "row of headings"),
        (b"\x89PNG\r\n", "no list"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        read(content)


def test_a_damaged_part_is_refused_in_a_sentence() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of(PEOPLE))) as old, zipfile.ZipFile(new := io.BytesIO(), "w") as broken:
        for part in old.infolist():
            content = old.read(part)
            broken.writestr(part, content[: len(content) // 2] if part.filename.endswith("sheet1.xml") else content)
    with pytest.raises(CommandError, match="damaged"):
        read(new.getvalue())
