"""Qualifications: how long one holds, which takes another's place, and what is against sending one."""

from datetime import date, timedelta

import pytest

from tests.support.city import NOW
from volunteering.rules.qualifications import (
    FIRST_SET,
    INDUCTION,
    AlreadyOver,
    Evidence,
    EvidenceKind,
    EvidenceMissing,
    IssuedLater,
    KindElsewhere,
    KindState,
    Qualification,
    QualificationKind,
    QualificationState,
    StudyRule,
    TooManyPending,
    ranks_after,
    reasons_against,
    replaces,
)
from volunteering.rules.tree import Unit

TOP = Unit(id=1, name="Taizhou", path="/1/")
JIAOJIANG = Unit(id=4, name="Jiaojiang", path="/1/4/")
HUANGYAN = Unit(id=5, name="Huangyan", path="/1/5/")
TODAY = date(2026, 12, 1)
PHOTO = Evidence(file_id="AgACAgUAAxkBAAIB", kind=EvidenceKind.PHOTO)
FIRST_AID = QualificationKind(
    id=3, unit=JIAOJIANG, code="first_aid", name="", levels=(), months=36, needs_evidence=True
)


def held(
    number: int = 1,
    *,
    state: QualificationState = QualificationState.VERIFIED,
    expires_on: date | None = None,
    level: int = 0,
) -> Qualification:
    return Qualification(
        id=number,
        person_id=7,
        kind=FIRST_AID,
        level=level,
        number="",
        issued_on=TODAY,
        expires_on=expires_on,
        state=state,
        evidence=PHOTO,
        at=NOW,
    )


@pytest.mark.parametrize(
    ("issued_on", "months", "ends"),
    [
        (date(2026, 3, 1), 36, date(2029, 3, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 0, None),
    ],
)
def test_it_ends_on_the_day_of_the_month_that_it_began_on(issued_on: date, months: int, ends: date | None) -> None:
    assert FIRST_AID.model_copy(update={"months": months}).ends(issued_on) == ends


def test_on_its_last_day_it_holds_and_on_the_next_it_does_not() -> None:
    one = held(expires_on=TODAY)
    assert one.holds_on(TODAY)
    assert not one.holds_on(date(2026, 12, 2))
    assert held(expires_on=None).holds_on(date(2099, 1, 1))


@pytest.mark.parametrize("state", [state for state in QualificationState if state is not QualificationState.VERIFIED])
def test_what_nobody_has_verified_holds_never(state: QualificationState) -> None:
    assert not held(state=state).holds_on(TODAY)


def test_a_kind_is_for_its_unit_and_what_is_below() -> None:
    assert FIRST_AID.is_for(JIAOJIANG)
    assert not FIRST_AID.is_for(HUANGYAN)
    assert not FIRST_AID.is_for(TOP)
    assert not FIRST_AID.model_copy(update={"state": KindState.REMOVED}).is_for(JIAOJIANG)


def test_a_lower_level_takes_no_higher_one_s_place() -> None:
    assert replaces(held(2, level=1), held(1, level=1))
    assert replaces(held(2, level=2), held(1, level=1))
    assert not replaces(held(2, level=0), held(1, level=1))
    assert not replaces(held(1), held(1))


def test_everything_that_is_against_one_is_said_at_once() -> None:
    assert reasons_against(FIRST_AID, JIAOJIANG, TODAY, PHOTO, 0, TODAY) == ()
    tomorrow = date(2026, 12, 2)
    assert reasons_against(FIRST_AID, HUANGYAN, tomorrow, None, 10, TODAY) == (
        KindElsewhere(),
        IssuedLater(day=tomorrow),
        EvidenceMissing(),
        TooManyPending(),
    )
    long_ago = date(2023, 11, 30)
    assert reasons_against(FIRST_AID, JIAOJIANG, long_ago, PHOTO, 0, TODAY) == (
        AlreadyOver(ended_on=date(2026, 11, 30)),
    )
    assert reasons_against(FIRST_AID, JIAOJIANG, date(2023, 12, 1), PHOTO, 0, TODAY) == ()


def test_the_first_set_has_an_induction_that_takes_no_paper() -> None:
    [induction] = [kind for kind in FIRST_SET if kind.code == INDUCTION]
    assert not induction.needs_evidence
    assert not induction.months
    assert len({kind.code for kind in FIRST_SET}) == len(FIRST_SET)


def test_levels_that_are_written_anew_in_the_other_script_are_the_same() -> None:
    assert ranks_after(("急救员", "讲师"), ("Beginner", "急救員", "講師")) == {0: 1, 1: 2}


@pytest.mark.parametrize("months", [1, 6, 11, 12, 24])
def test_whoever_is_due_is_due_wherever_it_is_asked(months: int) -> None:
    rule = StudyRule(minutes=60, months=months)
    days = [date(2023, 8, 25) + timedelta(days=number) for number in range(10)]
    days += [date(2024, 2, 25) + timedelta(days=number) for number in range(10)]
    for issued in days:
        for today in (rule.due_on(issued) + timedelta(days=number) for number in range(-4, 5)):
            assert (rule.due_on(issued) <= today) == (issued <= rule.settled_by(today)), (issued, today)
            if rule.due_on(issued) <= today:
                assert rule.counts_from(today) >= issued - timedelta(days=3), "all that time counts, and no more"
