"""Counting who is here: by unit of home, once over the whole city for each subject."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from storage.engine.database import Query, Reader, Row, query
from storage.engine.values import month_of, seconds
from storage.rows.profiles import APART, WITHHELD
from storage.rows.volunteers import HERE
from volunteering.rules.census.figures import ByUnit, PeopleCounted
from volunteering.rules.census.subjects import (
    ACTIVES,
    AGES,
    LONGER,
    TENURES,
    UNDER,
    UNKNOWN,
    Chapter,
    days_before,
    years_before,
)
from volunteering.rules.census.tree import Shape
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import start_of_day
from volunteering.rules.profiles import place_named

_UNITS: Final = "SELECT id, parent_id FROM units ORDER BY path"

_PEOPLE: Final = f"SELECT p.home_unit_id, COUNT(*) AS people FROM people p WHERE {HERE} GROUP BY p.home_unit_id"

_SERVED: Final = """
    SELECT s.unit_id, CAST(SUM(s.served_people) AS BIGINT) AS people FROM shifts s
    WHERE s.served_people > 0 AND s.month >= :month AND s.day > :day GROUP BY s.unit_id
"""

_GAVE_TIME: Final = """
    SELECT gave.person_id, MAX(gave.day) AS day FROM (
        SELECT e.person_id, e.day FROM entries e WHERE e.month >= :month AND e.day > :day AND e.kind <> 'carried_over'
        GROUP BY e.person_id, e.day HAVING SUM(e.change) > 0
    ) gave GROUP BY gave.person_id
"""
"""The day on which each person gave time last; what was corrected away counts as never given."""

_COLUMNS: Final = {
    Chapter.GENDER: "f.gender",
    Chapter.EDUCATION: "f.education",
    Chapter.BACKGROUND: "f.background",
    Chapter.LANGUAGES: "f.languages",
    Chapter.DISTRICTS: "f.district",
}

_SURELY_BORN: Final = "CASE WHEN length(p.born) = 4 THEN p.born || '-12-31' ELSE p.born END"
"""Of a year alone the last day: as old as somebody surely is."""


async def counted(reader: Reader, today: date, zone: ZoneInfo) -> PeopleCounted:
    """Everything that reports are drawn up from, as it is on a local date."""
    subjects = _subjects(today, zone)
    a_year_ago = days_before(today, 365)
    year = query(_SERVED, month=month_of(a_year_ago), day=a_year_ago.isoformat())
    units, people, served, *found = await reader.several(query(_UNITS), query(_PEOPLE), year, *subjects.values())
    answers: dict[Chapter, ByUnit] = {subject: _by_unit(rows) for subject, rows in zip(subjects, found, strict=True)}
    answers[Chapter.LANGUAGES] = _spelt_once(_each_language(answers[Chapter.LANGUAGES]))
    answers[Chapter.DISTRICTS] = _spelt_once(answers[Chapter.DISTRICTS], place_named)
    return PeopleCounted(
        shape=_shape(units),
        people={row["home_unit_id"]: row["people"] for row in people},
        answers={subject: answers[subject] for subject in Chapter},
        served={row["unit_id"]: row["people"] for row in served},
    )


def _subjects(today: date, zone: ZoneInfo) -> dict[Chapter, Query]:
    """The query of each: how many people at home in each unit gave each answer."""
    asked = {subject: _given(f"COALESCE(NULLIF({column}, '{WITHHELD}'), '')") for subject, column in _COLUMNS.items()}
    a_year_ago = days_before(today, 365)
    days = {f"days_{band}": days_before(today, days).isoformat() for band, days in ACTIVES.items()}
    return {
        **{subject: query(sql) for subject, sql in asked.items()},
        Chapter.AGES: query(
            _given(_banded(f"NULLIF(p.born, '{WITHHELD}')", _SURELY_BORN, "<= :born_", AGES, UNDER)),
            **{f"born_{band}": years_before(today, years).isoformat() for band, years in AGES.items()},
        ),
        Chapter.TENURE: query(
            _given(_banded("p.consented_at", "p.consented_at", "< :since_", TENURES, UNDER)),
            **{
                f"since_{band}": seconds(start_of_day(years_before(today, years) + timedelta(days=1), zone))
                for band, years in TENURES.items()
            },
        ),
        Chapter.ACTIVE: query(
            f"WITH gave_last AS ({_GAVE_TIME}) "
            + _given(
                _banded("''", "gave_last.day", "> :days_", ACTIVES, LONGER),
                "LEFT JOIN gave_last ON gave_last.person_id = p.id",
            ),
            month=month_of(a_year_ago),
            day=a_year_ago.isoformat(),
            **days,
        ),
    }


def _given(answer: str, joined: str = "LEFT JOIN profiles f ON f.person_id = p.id") -> str:
    return f"""
        SELECT p.home_unit_id, {answer} AS answer, COUNT(*) AS people FROM people p {joined}
        WHERE {HERE} GROUP BY p.home_unit_id, answer
    """


def _banded(known: str, value: str, compared: str, bands: Iterable[str], otherwise: str) -> str:
    """The first band whose bound the value keeps; '' of what isn't known."""
    cases = " ".join(f"WHEN {value} {compared}{band} THEN '{band}'" for band in bands)
    return f"CASE WHEN {known} IS NULL THEN '' {cases} ELSE '{otherwise}' END"


def _shape(units: Iterable[Row]) -> Shape:
    below: dict[int, tuple[int, ...]] = {}
    top = 0
    for row in units:
        if row["parent_id"] is None:
            top = row["id"]
        else:
            below[row["parent_id"]] = (*below.get(row["parent_id"], ()), row["id"])
    return Shape(top=top, below=below)


def _by_unit(rows: Iterable[Row]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["home_unit_id"], {})[row["answer"] or UNKNOWN] = row["people"]
    return found


def _each_language(by_unit: ByUnit) -> dict[int, Mapping[str, int]]:
    """Whoever speaks several is counted with each."""
    found: dict[int, Mapping[str, int]] = {}
    for unit, given in by_unit.items():
        each: dict[str, int] = {}
        for spoken, people in given.items():
            for language in {UNKNOWN} if spoken == UNKNOWN else set(filter(None, spoken.split(APART))):
                each[language] = each.get(language, 0) + people
        found[unit] = each
    return found


def _spelt_once(by_unit: ByUnit, named: Callable[[str], str] = str) -> dict[int, Mapping[str, int]]:
    """What people typed in either script is one answer, in the spelling that most of them have.

    So is what is `named` the same.
    """
    people: dict[str, int] = {}
    for given in by_unit.values():
        for answer, count in given.items():
            people[answer] = people.get(answer, 0) + count
    spelling: dict[str, str] = {}
    for answer in sorted(people, key=lambda typed: (-people[typed], typed)):
        spelling.setdefault(folded(named(answer)), answer)
    found: dict[int, Mapping[str, int]] = {}
    for unit, given in by_unit.items():
        each: dict[str, int] = {}
        for answer, count in given.items():
            spelt = spelling[folded(named(answer))]
            each[spelt] = each.get(spelt, 0) + count
        found[unit] = each
    return found
