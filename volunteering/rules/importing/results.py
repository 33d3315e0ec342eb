"""The list of an exam, sent back with results: what each row says, and what would come of it.

Columns are found by their headings, in any of our languages, wherever they stand (docs/rules.md: Examinations).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from volunteering.rules.exams.announced import Exam, ExamEntry, ExamResult, Grade, mark_of
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.model import Model
from volunteering.rules.importing.asking import Grades
from volunteering.rules.importing.cells import Cell, text_of
from volunteering.rules.importing.rows import Spot
from volunteering.rules.importing.sending import ResultCounts, Trial
from volunteering.rules.reading import read_mark


class ResultColumn(StrEnum):
    """What stands in a column."""

    NUMBER = "number"
    NAME = "name"
    MARK = "mark"
    RESULT = "result"


class WrongResult(StrEnum):
    """Why nothing can be entered for a row."""

    NO_NUMBER = "no_number"
    UNKNOWN_NUMBER = "unknown_number"  # nobody in the exam has it
    NUMBER_TWICE = "number_twice"
    OTHER_NAME = "other_name"  # the number is somebody else's
    NOT_A_MARK = "not_a_mark"
    NOT_A_RESULT = "not_a_result"
    NO_RESULT = "no_result"  # a mark alone doesn't say whether it is passed
    MARK_OF_ABSENT = "mark_of_absent"
    OWN_RESULT = "own_result"  # nobody enters their own


class ResultProblem(Model):
    """What is wrong with a row, with what stands there, and the other row that it is about, if it is about one."""

    wrong: WrongResult
    column: ResultColumn
    said: str = ""
    other: int = 0  # the number of that row; 0: none


class ListedResult(Model):
    """What a row says; with `problems`, what can be read of it, which is not used."""

    spot: Spot
    number: int | None
    typed: str  # the number as it stands there
    name: str
    mark: int | None = None  # in tenths
    result: ExamResult | None = None
    problems: tuple[ResultProblem, ...] = ()


class ResultVerdict(StrEnum):
    """What entering a row does."""

    WRONG = "wrong"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    ABSENT = "absent"
    SAME = "same"  # it is so already, or the row says nothing


class ResultRow(Model):
    """What would come of one row."""

    spot: Spot
    typed: str
    name: str
    verdict: ResultVerdict
    mark: int | None = None
    corrects: ExamResult | None = None  # what was entered before
    problems: tuple[ResultProblem, ...] = ()


class ResultsOutcome(Model):
    """What would come of a whole list."""

    exam_id: int
    title: str
    rows: tuple[ResultRow, ...]

    def count(self, verdict: ResultVerdict) -> int:
        """How many rows are called so."""
        return sum(row.verdict is verdict for row in self.rows)

    def in_numbers(self, *, writes: int, mark: str) -> Trial:
        """The numbers of it, of which so many rows are put down; `mark` is the checksum of all of it."""
        changed = sum(row.corrects is not None for row in self.rows)
        return Trial(
            rows=len(self.rows),
            new=writes - changed,
            changed=changed,
            same=self.count(ResultVerdict.SAME),
            wrong=self.count(ResultVerdict.WRONG),
            new_people=0,
            new_units=0,
            writes=writes,
            mark=mark,
            results=ResultCounts(
                exam_id=self.exam_id,
                title=self.title,
                passed=self.count(ResultVerdict.PASSED),
                not_passed=self.count(ResultVerdict.NOT_PASSED),
                absent=self.count(ResultVerdict.ABSENT),
            ),
        )


class KnownEntry(Model):
    """Somebody in the exam, and what they are called; '' for a former volunteer."""

    entry: ExamEntry
    name: str


_NUMBERS: Final = ("number", "exam number", "admission number", "no", "no.", "编号", "准考证号", "准考证", "考号")
_HEADS: Final[Mapping[str, ResultColumn]] = {
    head: column
    for column, heads in (
        (
            ResultColumn.NUMBER,
            _NUMBERS,
        ),
        (ResultColumn.NAME, ("name", "名字", "姓名")),
        (ResultColumn.MARK, ("mark", "score", "points", "成绩", "分数", "得分")),
        (ResultColumn.RESULT, ("result", "passed", "结果", "是否合格", "是否通过", "合格", "通过")),
    )
    for head in heads
}

_RESULTS: Final[Mapping[str, ExamResult]] = {
    word: result
    for result, words in (
        (
            ExamResult.PASSED,
            ("passed", "pass", "p", "yes", "y", "1", "true", "✓", "✔", "√", "合格", "通过", "及格", "已通过", "是"),
        ),
        (
            ExamResult.NOT_PASSED,
            (
                *("not passed", "failed", "fail", "f", "no", "n", "0", "false", "✗", "✘", "×", "x"),
                *("不合格", "未通过", "不通过", "没通过", "不及格", "未合格", "未及格", "否"),
            ),
        ),
        (ExamResult.ABSENT, ("absent", "a", "missing", "no show", "no-show", "缺考", "缺席", "未到", "未参加", "没来")),
    )
    for word in words
}

_ASIDE: Final = re.compile(r"[(（\[【].*?[)）\]】]|[:：*＊]")
_NUMBER: Final = re.compile(r"(\d{1,15})(?:\.0{1,3})?")  # in a CSV a spreadsheet's number may have its point
_LONGEST_SAID: Final = 40


def result_columns(cells: Sequence[Cell]) -> Mapping[ResultColumn, int]:
    """Where each column stands, if this row has the headings; else nothing. Of two alike the first counts."""
    found: dict[ResultColumn, int] = {}
    for at, cell in enumerate(cells):
        column = _HEADS.get(folded(_ASIDE.sub(" ", text_of(cell))))
        if column is not None:
            found.setdefault(column, at)
    says = ResultColumn.MARK in found or ResultColumn.RESULT in found
    return found if says and ResultColumn.NUMBER in found else {}


def has_results_of_people(cells: Sequence[Cell]) -> bool:
    """Whether the headings are of names with what came of it, and without the numbers of an exam: a training's."""
    found = {_HEADS.get(folded(_ASIDE.sub(" ", text_of(cell)))) for cell in cells}
    return ResultColumn.NAME in found and not found.isdisjoint({ResultColumn.MARK, ResultColumn.RESULT})


def result_heads(cells: Sequence[str]) -> int:
    """How many of its headings a row has."""
    return len(result_columns(cells))


def read_result(columns: Mapping[ResultColumn, int], cells: Sequence[Cell], spot: Spot) -> ListedResult | None:
    """What a row says, with all that is wrong with it; None where nothing stands there."""
    said = {column: text_of(cells[at]) if at < len(cells) else "" for column, at in columns.items()}
    if not any(said.values()):
        return None
    typed, name = said[ResultColumn.NUMBER], said.get(ResultColumn.NAME, "")
    problems: list[ResultProblem] = []
    written = _NUMBER.fullmatch(folded(typed))
    number = int(written[1]) if written else None
    if number is None:
        wrong = WrongResult.UNKNOWN_NUMBER if typed else WrongResult.NO_NUMBER
        problems.append(_problem(wrong, ResultColumn.NUMBER, typed))
    mark, result = said.get(ResultColumn.MARK, ""), said.get(ResultColumn.RESULT, "")
    read = _mark_in(mark) if mark else None
    if mark and read is None:
        problems.append(_problem(WrongResult.NOT_A_MARK, ResultColumn.MARK, mark))
    came = _RESULTS.get(folded(result).rstrip(".。"))
    if result and came is None:
        problems.append(_problem(WrongResult.NOT_A_RESULT, ResultColumn.RESULT, result))
    if mark and came is ExamResult.ABSENT:
        problems.append(_problem(WrongResult.MARK_OF_ABSENT, ResultColumn.MARK, mark))
    return ListedResult(
        spot=spot,
        number=number,
        typed=typed[:_LONGEST_SAID],
        name=name[:_LONGEST_SAID],
        mark=read,
        result=came,
        problems=tuple(problems),
    )


def _mark_in(text: str) -> int | None:
    """In tenths; None for what is no mark."""
    mark = read_mark(text)
    return None if mark is None else mark_of(mark)


def _problem(wrong: WrongResult, column: ResultColumn, said: str = "", other: int = 0) -> ResultProblem:
    return ResultProblem(wrong=wrong, column=column, said=said[:_LONGEST_SAID], other=other)


def planned(
    exam: Exam, listed: Iterable[ListedResult], known: Mapping[int, KnownEntry], by_id: int
) -> tuple[ResultsOutcome, list[Grades]]:
    """What would come of a list by whoever sent it, and what is to be put down for it; `known` by their numbers."""
    first: dict[int, ListedResult] = {}
    rows: list[ResultRow] = []
    asks: list[Grades] = []
    for one in listed:
        there = known.get(one.number) if one.number is not None else None
        problems = (*one.problems, *_beside(one, there, first, by_id))
        grade = _grade(one, there) if there and not problems else None
        rows.append(_row(one, there, grade, problems))
        if there and grade:
            asks.append(Grades(entry_id=there.entry.id, was=_as_it_is(there.entry), grade=grade))
    return ResultsOutcome(exam_id=exam.id, title=exam.title, rows=tuple(rows)), asks


def _beside(
    one: ListedResult, there: KnownEntry | None, first: dict[int, ListedResult], by_id: int
) -> Iterable[ResultProblem]:
    """What is wrong with a row beside the others, and beside who is in the exam."""
    if one.number is None:
        return
    if (before := first.setdefault(one.number, one)) is not one:
        yield _problem(WrongResult.NUMBER_TWICE, ResultColumn.NUMBER, before.spot.sheet, before.spot.row)
        return
    if there is None:
        yield _problem(WrongResult.UNKNOWN_NUMBER, ResultColumn.NUMBER, one.typed)
        return
    if there.name and one.name and folded(there.name[:_LONGEST_SAID]) != folded(one.name):
        yield _problem(WrongResult.OTHER_NAME, ResultColumn.NAME, there.name)
    if not one.problems and one.result is None and one.mark is not None and one.mark != there.entry.mark:
        yield _problem(WrongResult.NO_RESULT, ResultColumn.RESULT)
    if there.entry.person_id == by_id and _grade(one, there) is not None:
        yield _problem(WrongResult.OWN_RESULT, ResultColumn.RESULT)


def _as_it_is(entry: ExamEntry) -> Grade:
    return Grade(result=entry.result, mark=entry.mark)


def _grade(one: ListedResult, there: KnownEntry) -> Grade | None:
    """What is to be entered; None where it is so already, or nothing is said. A mark that is left out stays."""
    if one.result is None:
        return None
    mark = one.mark if one.mark is not None or not one.result.came else there.entry.mark
    grade = Grade(result=one.result, mark=mark)
    return None if grade == _as_it_is(there.entry) else grade


def _row(
    one: ListedResult, there: KnownEntry | None, grade: Grade | None, problems: tuple[ResultProblem, ...]
) -> ResultRow:
    verdict = ResultVerdict.WRONG if problems else ResultVerdict.SAME
    if grade and grade.result:
        verdict = ResultVerdict(grade.result)
    return ResultRow(
        spot=one.spot,
        typed=one.typed,
        name=one.name or (there.name if there else ""),
        verdict=verdict,
        mark=grade.mark if grade else one.mark,
        corrects=there.entry.result if there and grade else None,
        problems=problems,
    )
