"""A whole line is read at once: an activity, or hours that were given."""

from datetime import date

import pytest

from tests.volunteering.rules.reading.test_reading import NOW, SHANGHAI, TODAY, at
from volunteering.rules.ground.periods import Period
from volunteering.rules.reading import (
    Piece,
    Problem,
    read_hours_line,
    read_period,
    read_places,
    taken_apart,
)


def _line(typed: str) -> tuple[str, str, str, str] | None:
    line = taken_apart(typed, NOW, SHANGHAI)
    return (line.title, line.when, line.venue, line.places) if line else None


def test_an_activity_on_one_line() -> None:
    assert _line("River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10") == (
        "River clean-up", "2026-12-05 09:00-12:00", "East Gate", "10",
    )  # fmt: skip
    assert _line("河道清洁｜12月5日 上午9点-12点｜东门") == ("河道清洁", "12月5日 上午9点-12点", "东门", "")


@pytest.mark.parametrize(
    "typed",
    [
        "河道清洁、12月5日9点到12点、东门、10",
        "河道清洁；12月5日9点到12点；东门；十个人",
        "河道清洁,12月5日9点到12点,东门,10",
        "河道清洁, 5 Dec 9-12, 东门, 10",
        "河道清洁\n12月5日 09:00–12:00（3小时）\n东门\n10人",
    ],
)
def test_commas_and_lines_do_where_one_of_the_pieces_is_a_time(typed: str) -> None:
    line = taken_apart(typed, NOW, SHANGHAI)
    assert line
    assert (line.title, line.venue, read_places(line.places)) == ("河道清洁", "东门", 10)
    assert read_period(line.when, NOW, SHANGHAI) == Period(start=at("2026-12-05 09:00"), end=at("2026-12-05 12:00"))


def test_commas_in_a_title_stay_there() -> None:
    when = "12月5日9点到12点"
    assert _line(f"扫地、擦窗、浇花 | {when} | 东门") == ("扫地、擦窗、浇花", when, "东门", "")
    assert _line(f"扫地、擦窗，{when}，东门") == ("扫地、擦窗", when, "东门", "")
    assert _line("扫地、擦窗、浇花") is None


def test_what_is_wrong_with_a_piece_does_not_spoil_the_others() -> None:
    assert _line("River clean-up | 2026-02-30 09:00-12:00 | East Gate | 10000") == (
        "River clean-up", "2026-02-30 09:00-12:00", "East Gate", "10000",
    )  # fmt: skip
    assert _line("") is None
    assert _line(f"{'x' * 5000} | 2026-12-05 09:00-12:00 | East Gate") == (
        "x" * 5000, "2026-12-05 09:00-12:00", "East Gate", "",
    )  # fmt: skip


HOURS_LINES = [
    ("2.5 2026-11-20 Library help", 150, date(2026, 11, 20), "Library help"),
    ("2 h 30 11-20 Library help", 150, date(2026, 11, 20), "Library help"),
    ("2 h 20 Nov Library help", 120, date(2026, 11, 20), "Library help"),
    ("2h30 20 Nov 2026 Library help", 150, date(2026, 11, 20), "Library help"),
    ("1 yesterday 2 boxes of books", 60, date(2026, 11, 22), "2 boxes of books"),
    ("两个半小时 昨天 图书馆", 150, date(2026, 11, 22), "图书馆"),
    ("2.5 | 2026-11-20 | Library help", 150, date(2026, 11, 20), "Library help"),
    ("2.5｜昨天｜图书馆｜二楼", 150, date(2026, 11, 22), "图书馆｜二楼"),
    ("2.5 | yesterday Library help", 150, date(2026, 11, 22), "Library help"),
    ("2.5 yesterday Library | books | more", 150, date(2026, 11, 22), "Library | books | more"),
    ("2 hours and 30 minutes yesterday Library", 150, date(2026, 11, 22), "Library"),
    ("🕒 2 h 30, yesterday Library", 150, date(2026, 11, 22), "Library"),
    ("🕒 昨天，2小时30分 图书馆", 150, date(2026, 11, 22), "图书馆"),
    ("2 h 30 Fri 20 Nov Library", 150, date(2026, 11, 20), "Library"),
    ("11月20日 周五，3小时，图书馆", 180, date(2026, 11, 20), "图书馆"),
    ("20 Nov 2 h Library", 120, date(2026, 11, 20), "Library"),
    ("2 20 Nov Library", 120, date(2026, 11, 20), "Library"),
    ("2小时，昨天，图书馆", 120, date(2026, 11, 22), "图书馆"),
    ("2小时、昨天、图书馆、二楼", 120, date(2026, 11, 22), "图书馆、二楼"),
    ("2小时\n昨天\n图书馆", 120, date(2026, 11, 22), "图书馆"),
    ("2小时 昨天 扫地、擦窗、浇花", 120, date(2026, 11, 22), "扫地、擦窗、浇花"),
    ("昨天 | 1.5 | 图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("图书馆 | 昨天 | 1.5", 90, date(2026, 11, 22), "图书馆"),
    ("图书馆｜两小时｜昨天", 120, date(2026, 11, 22), "图书馆"),
    ("1.5丨昨天丨图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("1.5,昨天,图书馆", 90, date(2026, 11, 22), "图书馆"),
    ("yesterday,1.5,books, papers", 90, date(2026, 11, 22), "books, papers"),
    ("2\u3000昨晚\u00a0图书馆", 120, date(2026, 11, 22), "图书馆"),
]


@pytest.mark.parametrize(("typed", "minutes", "day", "what"), HOURS_LINES, ids=[row[0] for row in HOURS_LINES])
def test_hours_on_one_line(typed: str, minutes: int, day: date, what: str) -> None:
    line = read_hours_line(typed, TODAY)
    assert (line.minutes, line.day, line.what, line.problems) == (minutes, day, what, ())


BAD_HOURS_LINES = [
    ("", [(Piece.LENGTH, Problem.MISSING), (Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)]),
    ("2.5", [(Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)]),
    ("2.5 Library help", [(Piece.DAY, Problem.MISSING)]),
    ("2.5 2026-02-30 Library", [(Piece.DAY, Problem.NO_SUCH_DATE)]),
    ("2.5 2026-2 Library", [(Piece.DAY, Problem.NOT_A_DATE)]),
    ("30 2026-11-20 Library", [(Piece.LENGTH, Problem.TOO_LONG)]),
    ("long 2026-11-20 Library", [(Piece.LENGTH, Problem.NOT_A_LENGTH)]),
    ("11-20 2 boxes of books", [(Piece.LENGTH, Problem.MISSING)]),
    ("半天 昨天 图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("昨天 半天 图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("昨天，一下午，图书馆", [(Piece.LENGTH, Problem.HOW_LONG)]),
    ("yesterday Evening classes", [(Piece.LENGTH, Problem.MISSING)]),
    (
        "1,5,昨天,图书馆",
        [(Piece.LENGTH, Problem.NOT_A_LENGTH), (Piece.DAY, Problem.MISSING), (Piece.WHAT, Problem.MISSING)],
    ),
    ("long | 2026-02-30 | Library", [(Piece.LENGTH, Problem.NOT_A_LENGTH), (Piece.DAY, Problem.NO_SUCH_DATE)]),
    ("2.5 | | Library", [(Piece.DAY, Problem.MISSING)]),
]


@pytest.mark.parametrize(("typed", "problems"), BAD_HOURS_LINES, ids=[row[0] or "empty" for row in BAD_HOURS_LINES])
def test_hours_lines_with_mistakes(typed: str, problems: list[tuple[Piece, Problem]]) -> None:
    line = read_hours_line(typed, TODAY)
    assert [(found.piece, found.problem) for found in line.problems] == problems
