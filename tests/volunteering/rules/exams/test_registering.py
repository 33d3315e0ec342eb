"""What keeps somebody from an exam and its levels: each at its very edge, and all of them at once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.support.city import NOW, ZONE
from volunteering.rules.exams.announced import EntryState, Exam, ExamEntry, ExamLevel, ExamState, digits_for, window
from volunteering.rules.exams.registering import (
    ExamElsewhere,
    ExamFacts,
    ExamOff,
    ExamOnHold,
    HoldsLevel,
    InItAlready,
    LacksBelow,
    LevelFull,
    NotYetOpen,
    WindowClosed,
    against_exam,
    reasons_against,
)
from volunteering.rules.ground.periods import Period
from volunteering.rules.qualifications import Qualification, QualificationKind, QualificationState
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person, Standing

TOP = Unit(id=1, name="Taizhou", path="/1/")
BRANCH = Unit(id=4, name="Jiaojiang", path="/1/4/")
OTHER = Unit(id=5, name="Huangyan", path="/1/5/")
KIND = QualificationKind(
    id=3, unit=TOP, code="social_work", name="", levels=("a", "b", "c"), months=0, needs_evidence=True
)
OPENS, CLOSES = NOW - timedelta(days=3), NOW + timedelta(days=3)
START = NOW + timedelta(days=10)
SECOND = timedelta(seconds=1)
VERIFIED = QualificationState.VERIFIED
LEVELS = tuple(ExamLevel(id=10 + level, level=level, places=0, asks_below=True) for level in range(3))


def exam(**changes: Any) -> Exam:
    usual: dict[str, Any] = {
        "id": 7, "unit": BRANCH, "kind": KIND, "title": "Exam",
        "period": Period(start=START, end=START + timedelta(hours=2)),
        "venue": "School", "opens_at": OPENS, "closes_at": CLOSES, "state": ExamState.ON, "off_because": "", "by_id": 1,
        "digits": 0, "levels": LEVELS,
    }  # fmt: skip
    return Exam(**{**usual, **changes})


def person(unit: Unit = BRANCH, standing: Standing = Standing.ACTIVE) -> Person:
    return Person(
        id=9, telegram_id=9, name="Wei", phone=None, language=Language.ENGLISH, unit=unit, standing=standing,
        reachable=True, registered_at=NOW,
    )  # fmt: skip


def entry(level_id: int, state: EntryState = EntryState.REGISTERED) -> ExamEntry:
    return ExamEntry(
        id=1, exam_id=7, person_id=9, level_id=level_id, state=state, at=NOW, admission=None, mark=None, result=None,
        qualification_id=None,
    )  # fmt: skip


def held(
    level: int, until: date | None = None, state: QualificationState = QualificationState.VERIFIED
) -> Qualification:
    return Qualification(
        id=1, person_id=9, kind=KIND, level=level, number="", issued_on=date(2020, 1, 1), expires_on=until, state=state,
        evidence=None, at=NOW,
    )  # fmt: skip


def facts(**changes: Any) -> ExamFacts:
    return ExamFacts(**{"exam": exam(), "person": person(), "mine": None, "held": (), **changes})


def why(level: int = 0, now: datetime = NOW, **changes: Any) -> list[object]:
    found = facts(**changes)
    return list(reasons_against(found, found.exam.levels[level], now, ZONE))


def test_nothing_is_against_the_lowest_level() -> None:
    assert not why()


@pytest.mark.parametrize(
    ("now", "reasons"),
    [
        (OPENS - SECOND, [NotYetOpen()]),
        (OPENS, []),
        (CLOSES - SECOND, []),
        (CLOSES, [WindowClosed()]),
    ],
)
def test_the_window_opens_and_closes_to_the_second(now: datetime, reasons: list[object]) -> None:
    assert why(now=now) == reasons
    assert exam().is_open(now) == (not reasons)


def test_one_that_is_off_is_not_open() -> None:
    assert not exam(state=ExamState.CANCELLED).is_open(NOW)


def test_of_one_that_is_off_the_window_is_not_said() -> None:
    off = exam(state=ExamState.CANCELLED, off_because="Typhoon")
    assert why(exam=off, now=CLOSES) == [ExamOff(because="Typhoon")]


@pytest.mark.parametrize(("unit", "is_for"), [(BRANCH, True), (TOP, False), (OTHER, False)])
def test_it_is_for_people_of_the_unit_and_below(unit: Unit, *, is_for: bool) -> None:
    assert why(person=person(unit)) == ([] if is_for else [ExamElsewhere(unit=BRANCH)])
    assert not why(exam=exam(unit=TOP), person=person(unit))


def test_all_that_is_against_it_is_said_at_once() -> None:
    somebody = person(OTHER, Standing.SUSPENDED)
    full = (LEVELS[0], LEVELS[1].model_copy(update={"places": 1, "taken": 1}), LEVELS[2])
    assert why(1, CLOSES, exam=exam(levels=full), person=somebody) == [
        ExamOnHold(),
        WindowClosed(),
        ExamElsewhere(unit=BRANCH),
        LacksBelow(level=0),
        LevelFull(places=1),
    ]


@pytest.mark.parametrize(("level", "is_other"), [(0, True), (1, False)])
def test_who_is_in_it_is_in_it(level: int, *, is_other: bool) -> None:
    in_it = facts(mine=entry(LEVELS[1].id), held=(held(0),))
    [reason] = (one for one in reasons_against(in_it, LEVELS[level], NOW, ZONE) if isinstance(one, InItAlready))
    assert reason == InItAlready(level=1, is_other=is_other)
    assert against_exam(in_it, None, NOW) == (InItAlready(level=1, is_other=False),)


def test_who_has_withdrawn_is_not_in_it() -> None:
    assert not why(mine=entry(LEVELS[0].id, EntryState.WITHDRAWN))


@pytest.mark.parametrize(
    ("level", "has", "reason"),
    [
        (0, (), None),
        (0, (0,), HoldsLevel(level=0)),
        (0, (0, 2), HoldsLevel(level=2)),
        (1, (), LacksBelow(level=0)),
        (1, (0,), None),
        (1, (1,), HoldsLevel(level=1)),
        (2, (0,), LacksBelow(level=1)),
        (2, (1,), None),
    ],
)
def test_it_takes_the_level_below_and_not_this_one(level: int, has: tuple[int, ...], reason: object) -> None:
    assert why(level, held=tuple(map(held, has))) == ([reason] if reason else [])


def test_who_asks_for_nothing_below_takes_anybody() -> None:
    open_to_all = tuple(one.model_copy(update={"asks_below": False}) for one in LEVELS)
    assert not why(2, exam=exam(levels=open_to_all))


@pytest.mark.parametrize(("days", "lacks"), [(-1, True), (0, False), (1, False)])
def test_what_is_held_counts_on_the_day_of_the_exam(days: int, *, lacks: bool) -> None:
    until = START.astimezone(ZONE).date() + timedelta(days=days)
    assert why(1, held=(held(0, until),)) == ([LacksBelow(level=0)] if lacks else [])


@pytest.mark.parametrize(("level", "waits"), [(0, False), (1, True), (2, True)])
def test_what_waits_for_a_leader_is_said(level: int, *, waits: bool) -> None:
    pending = held(level, state=QualificationState.PENDING)
    assert why(2, held=(pending,)) == [LacksBelow(level=1, is_waiting=waits)]


@pytest.mark.parametrize(
    ("places", "taken", "full"), [(0, 0, False), (0, 9, False), (2, 1, False), (2, 2, True), (2, 3, True)]
)
def test_places(places: int, taken: int, *, full: bool) -> None:
    levels = (LEVELS[0].model_copy(update={"places": places, "taken": taken}),)
    assert why(exam=exam(levels=levels)) == ([LevelFull(places=places)] if full else [])


def test_who_has_a_place_in_a_full_level_has_it() -> None:
    levels = (LEVELS[0].model_copy(update={"places": 2, "taken": 2}),)
    assert why(exam=exam(levels=levels), mine=entry(LEVELS[0].id)) == [InItAlready(level=0, is_other=False)]
    withdrawn = entry(LEVELS[0].id, EntryState.WITHDRAWN)
    assert why(exam=exam(levels=levels), mine=withdrawn) == [LevelFull(places=2)], "they gave theirs back"


def test_results_are_taken_from_the_start_on_and_of_what_is_on() -> None:
    assert [exam().takes_results(now) for now in (START - SECOND, START)] == [False, True]
    assert not exam(state=ExamState.CANCELLED).takes_results(START)


def test_a_window_is_whole_days_of_the_organisation() -> None:
    opens, closes = window(date(2026, 12, 1), date(2026, 12, 5), ZONE)
    assert opens.astimezone(ZONE).isoformat() == "2026-12-01T00:00:00+08:00"
    assert closes.astimezone(ZONE).isoformat() == "2026-12-06T00:00:00+08:00"


@pytest.mark.parametrize(
    ("people", "places", "digits"), [(0, 0, 3), (949, 0, 3), (950, 0, 4), (0, 999, 3), (0, 1000, 4), (9950, 0, 5)]
)
def test_digits_have_room_for_everybody_and_a_few_more(people: int, places: int, digits: int) -> None:
    assert digits_for(people, places) == digits
