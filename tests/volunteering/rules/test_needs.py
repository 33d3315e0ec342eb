"""What a role asks for: everything somebody lacks of it on the day of the shift, and nothing else."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.acting import NOW, ZONE, at
from tests.volunteering.rules.test_signing_up import facts, shift
from volunteering.rules.ground.periods import Period
from volunteering.rules.needs import (
    AgeUnknown,
    DoesNotSpeak,
    Had,
    Held,
    Lacking,
    Needs,
    NotInducted,
    Required,
    Short,
    TooYoung,
    Unmet,
    Unqualified,
    lacks,
)
from volunteering.rules.profiles import Born, Spoken
from volunteering.rules.qualifications import INDUCTION, QualificationKind
from volunteering.rules.roles import ShiftRole
from volunteering.rules.signing_up import reasons_against
from volunteering.rules.tree import Unit

DAY = date(2026, 12, 5)
CITY = Unit(id=1, name="Taizhou", path="/1/")


def kind(number: int, code: str = "", *levels: str) -> QualificationKind:
    return QualificationKind(
        id=number, unit=CITY, code=code, name="" if code else "Boats", levels=levels, months=0, needs_evidence=False
    )


FIRST_AID = Required(kind=kind(1, "first_aid"))
SOCIAL_WORK = Required(kind=kind(2, "social_work", "assistant", "social_worker", "senior"), level=1)


def had(number: int, level: int = 0, **changes: Any) -> Had:
    return Had.model_validate({"kind_id": number, "code": "", "level": level, "is_verified": True} | changes)


def induction(**changes: Any) -> Held:
    return Held(qualifications=(had(9, code=INDUCTION, **changes),))


def missing(required: Required, short: Short = Short.MISSING, **more: Any) -> Unqualified:
    return Unqualified(lacking=(Lacking(required=required, short=short, **more),))


BOTH = (FIRST_AID, SOCIAL_WORK)
ENDED = DAY - timedelta(days=1)

CASES: list[tuple[str, Needs, Held, list[Any]]] = [
    ("nothing is asked", Needs(), Held(), []),
    ("nothing is asked of several", Needs(any_of=True), Held(), []),
    # Qualifications
    ("has it", Needs(kinds=(FIRST_AID,)), Held(qualifications=(had(1),)), []),
    ("has none", Needs(kinds=(FIRST_AID,)), Held(), [missing(FIRST_AID)]),
    ("has another one", Needs(kinds=(FIRST_AID,)), Held(qualifications=(had(2),)), [missing(FIRST_AID)]),
    ("to the end of that day", Needs(kinds=(FIRST_AID,)), Held(qualifications=(had(1, expires_on=DAY),)), []),
    (
        "to the day before",
        Needs(kinds=(FIRST_AID,)),
        Held(qualifications=(had(1, expires_on=ENDED), had(1, expires_on=ENDED - timedelta(days=900)))),
        [missing(FIRST_AID, Short.ENDED, ended_on=ENDED)],
    ),
    (
        "a leader looks at it",
        Needs(kinds=(FIRST_AID,)),
        Held(qualifications=(had(1, is_verified=False), had(1, expires_on=ENDED))),
        [missing(FIRST_AID, Short.WAITING)],
    ),
    ("the level", Needs(kinds=(SOCIAL_WORK,)), Held(qualifications=(had(2, 1),)), []),
    ("a higher level", Needs(kinds=(SOCIAL_WORK,)), Held(qualifications=(had(2, 2),)), []),
    (
        "a lower level",
        Needs(kinds=(SOCIAL_WORK,)),
        Held(qualifications=(had(2, 0),)),
        [missing(SOCIAL_WORK, Short.LOWER)],
    ),
    (
        "the higher level ended, and the lower one holds",
        Needs(kinds=(SOCIAL_WORK,)),
        Held(qualifications=(had(2, 0), had(2, 2, expires_on=ENDED))),
        [missing(SOCIAL_WORK, Short.ENDED, ended_on=ENDED)],
    ),
    ("one of two, and both are asked", Needs(kinds=BOTH), Held(qualifications=(had(1),)), [missing(SOCIAL_WORK)]),
    ("none of two", Needs(kinds=BOTH), Held(), [missing(FIRST_AID), missing(SOCIAL_WORK)]),
    ("one of two is enough", Needs(kinds=BOTH, any_of=True), Held(qualifications=(had(1),)), []),
    (
        "none of two, of which one would be enough",
        Needs(kinds=BOTH, any_of=True),
        Held(qualifications=(had(2, 0),)),
        [
            Unqualified(
                lacking=(
                    Lacking(required=FIRST_AID, short=Short.MISSING),
                    Lacking(required=SOCIAL_WORK, short=Short.LOWER),
                )
            )
        ],
    ),
    # Induction
    ("inducted", Needs(induction=True), induction(), []),
    ("not inducted", Needs(induction=True), Held(), [NotInducted()]),
    ("inducted too long ago", Needs(induction=True), induction(expires_on=ENDED), [NotInducted(ended_on=ENDED)]),
    ("says so, and nobody has verified it", Needs(induction=True), induction(is_verified=False), [NotInducted()]),
    # Languages
    ("speaks both", Needs(languages=(Spoken.WU, Spoken.SIGNED)), Held(languages=("csl", "wuu", "Thai")), []),
    (
        "speaks one",
        Needs(languages=(Spoken.WU, Spoken.SIGNED)),
        Held(languages=("wuu",)),
        [DoesNotSpeak(languages=(Spoken.SIGNED,))],
    ),
    ("has not said", Needs(languages=(Spoken.WU,)), Held(), [DoesNotSpeak(languages=(Spoken.WU,))]),
    # All of it
    (
        "everything",
        Needs(kinds=(FIRST_AID,), least_age=18, induction=True, languages=(Spoken.WU,)),
        Held(),
        [AgeUnknown(least=18), missing(FIRST_AID), NotInducted(), DoesNotSpeak(languages=(Spoken.WU,))],
    ),
]


@pytest.mark.parametrize(("needs", "held", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_missing_is_said_and_nothing_else(needs: Needs, held: Held, found: list[Any]) -> None:
    assert list(lacks(needs, held, None, DAY)) == found


AGES: list[tuple[str, str, Any]] = [
    ("18 that day", "2008-12-05", None),
    ("18 the day after", "2008-12-06", TooYoung(least=18)),
    ("not said", "", AgeUnknown(least=18)),
    ("the year is enough", "2007", None),
    ("the year may not be enough", "2008", AgeUnknown(least=18, has_year=True)),
    ("by the year too young", "2009", TooYoung(least=18)),
]


@pytest.mark.parametrize(("born", "found"), [case[1:] for case in AGES], ids=[case[0] for case in AGES])
def test_an_age_counts_from_the_birthday_on(born: str, found: Any) -> None:
    said = Born.parse(born) if born else None
    assert lacks(Needs(least_age=18), Held(), said, DAY) == ((found,) if found else ())


KINDS = tuple(kind(number, "", "low", "middle", "high") for number in range(1, 4))
needs_of_some_kind = st.builds(
    Needs,
    kinds=st.lists(
        st.builds(Required, kind=st.sampled_from(KINDS), level=st.integers(0, 2)),
        max_size=3,
        unique_by=lambda required: required.kind.id,
    ).map(tuple),
    any_of=st.booleans(),
    least_age=st.none() | st.integers(14, 20),
    induction=st.booleans(),
    languages=st.lists(st.sampled_from(list(Spoken)[:3]), max_size=2, unique=True).map(tuple),
)
held_of_some_kind = st.builds(
    Held,
    qualifications=st.lists(
        st.builds(
            Had,
            kind_id=st.integers(1, 4),
            code=st.sampled_from(["", INDUCTION]),
            level=st.integers(0, 2),
            is_verified=st.booleans(),
            expires_on=st.none() | st.dates(DAY - timedelta(days=2), DAY + timedelta(days=2)),
        ),
        max_size=5,
    ).map(tuple),
    languages=st.none() | st.lists(st.sampled_from(["cmn", "wuu", "yue", "Thai"]), max_size=3).map(tuple),
)


births = (
    st.none()
    | st.builds(Born, year=st.integers(2004, 2014))
    | st.dates(date(2004, 1, 1), date(2014, 12, 31)).map(lambda day: Born(year=day.year, day=day))
)


def reads_as_enough(needs: Needs, held: Held, born: Born | None) -> bool:
    """The needs as a leader would read them out, with somebody's papers on the table."""
    good = [one for one in held.qualifications if one.is_verified and not (one.expires_on and one.expires_on < DAY)]
    has = [any(one.kind_id == it.kind.id and one.level >= it.level for one in good) for it in needs.kinds]
    papers = not has or (any(has) if needs.any_of else all(has))
    latest = None if born is None else born.day or date(born.year, 12, 31)
    old = needs.least_age is None or (
        latest is not None
        and (latest.year + needs.least_age, latest.month, latest.day) <= (DAY.year, DAY.month, DAY.day)
    )
    shown = not needs.induction or any(one.code == INDUCTION for one in good)
    speaks = {language.value for language in needs.languages} <= set(held.languages or ())
    return papers and old and shown and speaks


@given(needs_of_some_kind, held_of_some_kind, births)
def test_the_rules_agree_with_whoever_reads_the_needs_out(needs: Needs, held: Held, born: Born | None) -> None:
    assert (lacks(needs, held, born, DAY) == ()) is reads_as_enough(needs, held, born)


@given(needs_of_some_kind, held_of_some_kind, births)
def test_signing_up_is_judged_by_them(needs: Needs, held: Held, born: Born | None) -> None:
    role = ShiftRole(id=1, name="First aid", limit=2, needs=needs)
    start = datetime.combine(DAY, time(1), tzinfo=ZONE)  # the day before, in UTC
    known = facts(
        role=role, held=held, born=born, shift=shift(period=Period(start=start, end=start + timedelta(hours=1)))
    )
    against = [reason for reason in reasons_against(known, at(NOW)) if isinstance(reason, Unmet)]
    assert (against == []) is reads_as_enough(needs, held, born)
