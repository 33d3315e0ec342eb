"""The synthetic city's examination: 512 registered, 409 for assistant social worker and 103 for social worker."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from bot.seeding.city import Host, InventedCity
from bot.seeding.qualified import QUALIFICATIONS
from storage.keeping.exam_lines import ExamEntryLine, ExamLevelLine, ExamLine
from storage.keeping.seeding import Line
from storage.keeping.seeding_study import QualificationLine
from volunteering.rules.exams.announced import EntryState, ExamResult, ExamState
from volunteering.rules.exams.numbers import admission_number
from volunteering.rules.qualifications import QualificationKind, QualificationState

REGISTERED: Final = (409, 103)
"""By level, the lowest first."""

_EXAM: Final = 1
_DIGITS: Final = 3
_PASS_MARK: Final = 600  # in tenths
_ABSENT: Final = 0.06
_BEFORE: Final = timedelta(days=500)  # since when those who sit the second level have the first


def examination(city: InventedCity, kinds: Sequence[QualificationKind], last_day: date) -> Iterator[Line]:
    """Held on a Saturday in October, with its results; people are drawn apart, as for what they are qualified for."""
    random = Random(last_day.year + 1)  # noqa: S311
    kind = next(one for one in kinds if one.code == "social_work")
    by_id = _leader_of(city.homes[0])
    people = [person for person in range(1, len(city.homes)) if person != by_id]
    sitting = random.sample(people, min(sum(REGISTERED), len(people)))
    october = date(last_day.year, 10, 17)
    day = october + timedelta(days=(5 - october.weekday()) % 7)
    held = int(datetime.combine(day, time(9), tzinfo=city.zone).timestamp())
    yield ExamLine(
        id=_EXAM,
        unit_id=city.homes[0].unit.id,
        kind_id=kind.id,
        title=f"{day.year}年社会工作者考试",
        starts_at=held,
        ends_at=held + 2 * 3600,
        day=day.isoformat(),
        place="市委党校",
        opens_at=held - 60 * 24 * 3600,
        closes_at=held - 14 * 24 * 3600,
        state=ExamState.ON,
        off_because="",
        by_id=by_id,
        at=held - 70 * 24 * 3600,
        digits=_DIGITS,
    )
    first = min(REGISTERED[0], len(sitting))
    for level, sat in enumerate((first, len(sitting) - first)):
        last = admission_number(level, sat, _DIGITS) if sat else None
        yield ExamLevelLine(id=level + 1, exam_id=_EXAM, level=level, places=0, asks_below=level, last_number=last)
    yield from _entries(random, kind, sitting, day, held, by_id)


def _entries(
    random: Random, kind: QualificationKind, sitting: Sequence[int], day: date, held: int, by_id: int
) -> Iterator[Line]:
    given = QUALIFICATIONS
    for ordinal, person in enumerate(sitting):
        level = int(ordinal >= REGISTERED[0])
        number = ordinal - level * REGISTERED[0] + 1
        mark = None if random.random() < _ABSENT else min(round(random.gauss(650, 110)), 1000)
        result = _result(mark)
        passed = result is ExamResult.PASSED
        if level:
            given += 1
            yield _given(given, person, kind, 0, day - _BEFORE, held, by_id, is_replaced=passed)
        if passed:
            given += 1
            yield _given(given, person, kind, level, day, held, by_id)
        yield ExamEntryLine(
            id=ordinal + 1,
            exam_id=_EXAM,
            person_id=person,
            level_id=level + 1,
            state=EntryState.REGISTERED,
            ticket=ordinal + 1,
            seat=number,
            at=held - random.randrange(14, 60) * 24 * 3600,
            admission=admission_number(level, number, _DIGITS),
            told=1,
            reminded_for=held,
            mark=mark,
            result=result,
            result_by=by_id,
            result_at=held + 5 * 24 * 3600,
            qualification_id=given if passed else None,
        )


def _result(mark: int | None) -> ExamResult:
    if mark is None:
        return ExamResult.ABSENT
    return ExamResult.PASSED if mark >= _PASS_MARK else ExamResult.NOT_PASSED


def _given(
    number: int,
    person: int,
    kind: QualificationKind,
    level: int,
    day: date,
    held: int,
    by_id: int,
    *,
    is_replaced: bool = False,
) -> QualificationLine:
    return QualificationLine(
        id=number,
        person_id=person,
        kind_id=kind.id,
        level=level,
        number="",
        issued_on=day.isoformat(),
        expires_on=None,
        state=QualificationState.REPLACED if is_replaced else QualificationState.VERIFIED,
        at=held + 5 * 24 * 3600,
        decided_by=by_id,
        decided_at=held + 5 * 24 * 3600,
        reminded=None,
    )


def _leader_of(home: Host) -> int:
    return home.leader or 1
