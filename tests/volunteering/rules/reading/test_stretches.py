"""Days on which somebody can't come, as people type them."""

from datetime import date

import pytest

from volunteering.rules.reading import Problem, Unreadable, read_stretch

TODAY = date(2026, 12, 1)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("Sat 5 Dec", "2026-12-05", "2026-12-05"),
        ("tomorrow", "2026-12-02", "2026-12-02"),
        ("12月5日", "2026-12-05", "2026-12-05"),
        ("2026-12-05", "2026-12-05", "2026-12-05"),
        ("24-26 Dec", "2026-12-24", "2026-12-26"),
        ("24 to 26 December", "2026-12-24", "2026-12-26"),
        ("Dec 24-26", "2026-12-24", "2026-12-26"),
        ("Dec 24 - Jan 2", "2026-12-24", "2027-01-02"),
        ("from 24 Dec until 2 Jan", "2026-12-24", "2027-01-02"),
        ("12月24日到1月2日", "2026-12-24", "2027-01-02"),
        ("12月24日至26日", "2026-12-24", "2026-12-26"),
        ("12月24-26日", "2026-12-24", "2026-12-26"),
        ("從12月24日到26日", "2026-12-24", "2026-12-26"),
        ("2026-12-24 ~ 2027-01-02", "2026-12-24", "2027-01-02"),
        ("2026-12-24 - 2027-01-02", "2026-12-24", "2027-01-02"),
        ("即日起至12月20日", "2026-12-01", "2026-12-20"),
        ("自即日起到12月20日止", "2026-12-01", "2026-12-20"),
        ("即日至12月20日", "2026-12-01", "2026-12-20"),
        ("现在到12月20日", "2026-12-01", "2026-12-20"),
        ("from now until 20 December", "2026-12-01", "2026-12-20"),
        ("now to 20 Dec", "2026-12-01", "2026-12-20"),
        ("12/5-12/20", "2026-12-05", "2026-12-20"),
        ("5/12 - 20/12", "2026-12-05", "2026-12-20"),
        ("12/24到1/2", "2026-12-24", "2027-01-02"),
        ("next week", "2026-12-07", "2026-12-13"),
        ("下周", "2026-12-07", "2026-12-13"),
        ("下個禮拜", "2026-12-07", "2026-12-13"),
        ("this week", "2026-12-01", "2026-12-06"),
        ("this weekend", "2026-12-05", "2026-12-06"),
        ("這個週末", "2026-12-05", "2026-12-06"),
        ("today to Friday", "2026-12-01", "2026-12-04"),
        ("明天到周五", "2026-12-02", "2026-12-04"),
        ("until Friday", "2026-12-01", "2026-12-04"),
        ("到周五", "2026-12-01", "2026-12-04"),
        ("next month", "2027-01-01", "2027-01-31"),
        ("下个月", "2027-01-01", "2027-01-31"),
        ("整個1月", "2027-01-01", "2027-01-31"),
        ("all of February", "2027-02-01", "2027-02-28"),
        ("12月", "2026-12-01", "2026-12-31"),
        ("2027年1月", "2027-01-01", "2027-01-31"),
        ("2027", "2027-01-01", "2027-12-31"),
        ("3 days from 24 December", "2026-12-24", "2026-12-26"),
        ("12月24日起三天", "2026-12-24", "2026-12-26"),
        ("2026-12-24/2026-12-26", "2026-12-24", "2026-12-26"),
        ("我12月5日没空", "2026-12-05", "2026-12-05"),
        ("12月5日來不了", "2026-12-05", "2026-12-05"),
        ("not on 5 December", "2026-12-05", "2026-12-05"),
        ("the whole of next week", "2026-12-07", "2026-12-13"),
    ],
)
def test_what_people_type(typed: str, first: str, last: str) -> None:
    assert read_stretch(typed, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("typed", ["from 24 December", "12月24日起", "從12月24日開始", "24 December onwards"])
@pytest.mark.parametrize("end", ["26 Dec", "until 26 Dec", "到26号", "26"])
def test_a_beginning_alone_is_kept_until_its_end_is_said(typed: str, end: str) -> None:
    found = read_stretch(typed, TODAY)
    assert isinstance(found, Unreadable)
    assert (found.problem, found.days) == (Problem.NO_END, (date(2026, 12, 24),))
    assert read_stretch(end, TODAY, kept=found.kept) == (date(2026, 12, 24), date(2026, 12, 26))


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("when it rains", Problem.NOT_A_DATE),
        ("", Problem.NOT_A_DATE),
        ("2026-02-30", Problem.NO_SUCH_DATE),
        ("2026-11-05", Problem.IN_THE_PAST),
        ("2026-12-05 to 2028-01-01", Problem.TOO_LONG),
    ],
)
def test_what_are_no_days(typed: str, problem: Problem) -> None:
    found = read_stretch(typed, TODAY)
    assert isinstance(found, Unreadable)
    assert found.problem is problem


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("12月1日到12月31日", "2026-12-01", "2026-12-31"),
        ("24-26 Dec", "2026-12-24", "2026-12-26"),
        ("11月1日到10月31日", "2026-11-01", "2027-10-31"),
        ("3-5 Dec", "2027-12-03", "2027-12-05"),
    ],
)
def test_what_has_begun_already_is_of_this_year_while_it_goes_on(typed: str, first: str, last: str) -> None:
    found = read_stretch(typed, date(2026, 12, 7), whole=True)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))
