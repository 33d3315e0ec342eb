"""What the rows of an exam's list say, and what would come of them."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.support.city import NOW
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamResult, ExamState, Grade
from volunteering.rules.ground.periods import Period
from volunteering.rules.importing.cells import Cell
from volunteering.rules.importing.results import (
    KnownEntry,
    ListedResult,
    ResultsOutcome,
    ResultVerdict,
    WrongResult,
    planned,
    read_result,
    result_columns,
    result_heads,
)
from volunteering.rules.importing.rows import Spot
from volunteering.rules.qualifications import KindState, QualificationKind
from volunteering.rules.tree import Unit

HEADS = ["Number", "Name", "Team", "Phone", "Mark", "Result"]
UNIT = Unit(id=1, name="Taizhou", path="1/")
SENDER = 99


@pytest.mark.parametrize(
    "heads",
    [
        HEADS,
        ["编号", "名字", "团队", "电话", "成绩", "结果"],
        ["編號", "名字", "團隊", "電話", "成績", "結果"],
        ["准考证号：", "姓名", "分数（满分100）"],
        ["result", "NUMBER*"],
    ],
)
def test_columns_are_found_by_their_headings(heads: Sequence[str]) -> None:
    assert result_heads(heads) >= 2
    assert not result_columns(["Name", "Result"]), "without a number nobody is meant"
    assert not result_columns(["Number", "Name"]), "there is nothing to enter"


def listed(*cells: Cell, row: int = 7) -> ListedResult:
    found = read_result(result_columns(HEADS), cells, Spot(sheet="1", row=row))
    assert found is not None
    return found


@pytest.mark.parametrize("typed", ["合格", "通过", "及格", "✓", "√", "Y", "yes", " Passed ", "ＰＡＳＳ", "是", "通過"])
def test_passed(typed: str) -> None:
    assert listed(1001, "Mei", "", "", "", typed).result is ExamResult.PASSED


@pytest.mark.parametrize("typed", ["不合格", "未通过", "不及格", "N", "no", "Not  passed", "failed", "×", "未通過"])
def test_not_passed(typed: str) -> None:
    assert listed(1001, "Mei", "", "", "", typed).result is ExamResult.NOT_PASSED


@pytest.mark.parametrize("typed", ["缺考", "absent", "缺席", "未到。"])
def test_absent(typed: str) -> None:
    assert listed(1001, "Mei", "", "", "", typed).result is ExamResult.ABSENT


@pytest.mark.parametrize(
    ("typed", "mark"), [(86, 860), (86.5, 865), ("86,5", 865), ("８６", 860), ("86 分", 860), (0, 0), ("1000", 10000)]
)
def test_marks(typed: Cell, mark: int) -> None:
    assert listed(1001, "Mei", "", "", typed, "Y").mark == mark


@pytest.mark.parametrize("typed", ["A+", "86.55", "-3", "1001", "8" * 2000, "1e3", "=1+1", "٣٣x", "½"])
def test_what_is_no_mark(typed: Cell) -> None:
    found = listed(1001, "Mei", "", "", typed, "Y")
    assert [one.wrong for one in found.problems] == [WrongResult.NOT_A_MARK]
    assert len(found.problems[0].said) <= 40


@pytest.mark.parametrize("typed", [1001, 1001.0, "1001", "1001.0", "１００１", " 1001 ", "1001.00"])
def test_a_number_is_read_however_a_spreadsheet_has_left_it(typed: Cell) -> None:
    assert listed(typed, "Mei", "", "", "８７", "Y").number == 1001


@pytest.mark.parametrize("typed", ["1001.5", "1.001", "1,001", "1001.", "1e3"])
def test_what_is_no_number_is_none(typed: Cell) -> None:
    assert listed(typed, "Mei", "", "", "87", "Y").number is None


def test_an_empty_row_is_none() -> None:
    assert read_result(result_columns(HEADS), [None, "", "", "", None], Spot(sheet="1", row=9)) is None


def known(number: int, name: str = "Mei", result: ExamResult | None = None, mark: int | None = None) -> KnownEntry:
    entry = ExamEntry(
        id=number + 10,
        exam_id=1,
        person_id=SENDER if name == "Bo" else number,
        level_id=1,
        state=EntryState.REGISTERED,
        at=NOW,
        admission=number,
        mark=mark,
        result=result,
        qualification_id=None,
    )
    return KnownEntry(entry=entry, name=name)


def exam() -> Exam:
    kind = QualificationKind(
        id=1, unit=UNIT, code="social_work", name="", levels=(), months=0, needs_evidence=False, state=KindState.KEPT
    )
    return Exam(
        id=1,
        unit=UNIT,
        kind=kind,
        title="Social work exam",
        period=Period(start=NOW - timedelta(days=1), end=NOW),
        venue="Hall",
        opens_at=NOW,
        closes_at=NOW,
        state=ExamState.ON,
        off_because="",
        by_id=SENDER,
        digits=3,
    )


def plan(*rows: ListedResult, there: Sequence[KnownEntry]) -> tuple[ResultsOutcome, list[tuple[int, Grade]]]:
    by_number = {one.entry.admission: one for one in there if one.entry.admission is not None}
    outcome, asks = planned(exam(), rows, by_number, SENDER)
    return outcome, [(one.entry_id, one.grade) for one in asks]


def test_what_is_entered_and_what_is_so_already() -> None:
    outcome, asks = plan(
        listed(1001, "Mei", "", "", "86", "Y", row=2),
        listed(1002, "Lin", "", "", "", "缺考", row=3),
        listed(1003, "Tao", "", "", "50", "no", row=4),
        listed(1004, "Wei", "", "", "", "", row=5),
        listed(1005, "Hua", "", "", "", "Y", row=6),
        there=[
            known(1001),
            known(1002, "Lin", ExamResult.PASSED, 700),
            known(1003, "Tao", ExamResult.NOT_PASSED, 500),
            known(1004, "Wei", ExamResult.PASSED, 600),
            known(1005, "Hua", ExamResult.NOT_PASSED, 590),
        ],
    )
    assert asks == [
        (1011, Grade(result=ExamResult.PASSED, mark=860)),
        (1012, Grade(result=ExamResult.ABSENT, mark=None)),
        (1015, Grade(result=ExamResult.PASSED, mark=590)),
    ], "a mark that is left out stays, but for whoever was not there"
    trial = outcome.in_numbers(writes=len(asks), mark="m")
    assert trial.results is not None
    counted = trial.results.passed, trial.results.not_passed, trial.results.absent, trial.same, trial.wrong
    assert counted == (2, 0, 1, 2, 0)
    assert (trial.new, trial.changed) == (1, 2)


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([listed(1009, "Mei", "", "", "", "Y")], WrongResult.UNKNOWN_NUMBER),
        ([listed("12a", "Mei", "", "", "", "Y")], WrongResult.UNKNOWN_NUMBER),
        ([listed("", "Mei", "", "", "", "Y")], WrongResult.NO_NUMBER),
        ([listed(1001, "Mei", "", "", "", "Y"), listed(1001, "Mei", "", "", "", "N")], WrongResult.NUMBER_TWICE),
        ([listed(1001, "Lin", "", "", "", "Y")], WrongResult.OTHER_NAME),
        ([listed(1001, "Mei", "", "", "70", "")], WrongResult.NO_RESULT),
        ([listed(1001, "Mei", "", "", "70", "缺考")], WrongResult.MARK_OF_ABSENT),
        ([listed(1001, "Mei", "", "", "", "maybe")], WrongResult.NOT_A_RESULT),
        ([listed(1002, "Bo", "", "", "", "Y")], WrongResult.OWN_RESULT),
    ],
)
def test_what_is_wrong(rows: list[ListedResult], wrong: WrongResult) -> None:
    outcome, _ = plan(*rows, there=[known(1001), known(1002, "Bo")])
    last = outcome.rows[-1]
    assert (last.verdict, [one.wrong for one in last.problems]) == (ResultVerdict.WRONG, [wrong])


def test_ones_own_result_may_stand_there_as_it_is_and_a_former_volunteer_has_any_name() -> None:
    outcome, asks = plan(
        listed(1002, "Bo", "", "", "", "Y"),
        listed(1003, "Former volunteer", "", "", "", "Y"),
        there=[known(1002, "Bo", ExamResult.PASSED), known(1003, "")],
    )
    assert [row.verdict for row in outcome.rows] == [ResultVerdict.SAME, ResultVerdict.PASSED]
    assert len(asks) == 1
