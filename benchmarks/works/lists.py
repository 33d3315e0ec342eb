"""Every list as an admin of the seeded city asks for it: its first page, one far down, what a search finds of it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from statistics import median
from typing import Final

from benchmarks.city import LAST_YEAR, MeasuredCity, forget, post_shifts
from benchmarks.crowd import PlaygroundCrowd
from benchmarks.measuring import Findings, Plan, TableLine, at_most, percentile, told
from benchmarks.programs import ready, yigong
from benchmarks.works.census import count_hidden
from handlers.buttons import activities, appraisal, attendance, census, enquiries, exams, reports, volunteers
from handlers.buttons.appraisal import Which
from handlers.buttons.button import Button
from playground.serving.server import Playground
from storage.engine.connecting import connect
from storage.engine.database import Database
from volunteering.rules.census.subjects import Chapter
from volunteering.rules.exams.announced import WhichEntries

_WARM_UP: Final = 5
_AHEAD: Final = 500  # shifts in the next weeks
_MOST: Final = 100  # milliseconds
_CENSUS: Final = "the census report"
_QUALITY: Final = "quality of a month"
_QUALITY_OF_YEAR: Final = "quality of a year"
_APPRAISAL: Final = "the appraisal of the city, and its people"
_TO_APPRAISE: Final = "whom somebody appraises, and a sheet"
_EXAM: Final = "an examination with 512"
_MAY_TAKE: Final = {_CENSUS: 150, _APPRAISAL: 150, _TO_APPRAISE: 150, _QUALITY: 150, _QUALITY_OF_YEAR: 150, _EXAM: 150}
_MONTH: Final = f"{LAST_YEAR}-11"

# The longest roster there is, and the activity with the most people of a month.
_LONGEST: Final = """
    SELECT s.id AS shift, s.activity_id AS activity FROM signups g JOIN shifts s ON s.id = g.shift_id
    GROUP BY s.id, s.activity_id ORDER BY COUNT(*) DESC, s.id LIMIT 1
"""
_OPEN: Final = """
    SELECT a.id, MIN(s.id) AS sheet FROM appraisals a JOIN appraisal_sheets s ON s.appraisal_id = a.id
    WHERE a.state = 'open' GROUP BY a.id ORDER BY a.id LIMIT 1
"""
_SAT: Final = "SELECT id FROM exams ORDER BY id LIMIT 1"
_TOP: Final = "SELECT id FROM units WHERE parent_id IS NULL"


async def _lists(database: Database) -> Mapping[str, Sequence[Button]]:
    """What is tapped, by what it is called in the table."""
    async with database.reading() as reader:
        [longest, top, open_one, exam] = [await reader.one(asked) for asked in (_LONGEST, _TOP, _OPEN, _SAT)]
    assert longest is not None
    assert top is not None
    assert open_one is not None
    assert exam is not None
    return {
        **_of_people_and_shifts(longest["shift"]),
        **_of_reports(top["id"]),
        _EXAM: [
            exams.ListPastExams(),
            exams.ManageExam(exam=exam["id"]),
            exams.ListEntries(exam=exam["id"]),
            exams.ListEntries(exam=exam["id"], page=60),
            exams.ListEntries(exam=exam["id"], which=WhichEntries.UNREACHED),
        ],
        **_of_appraisal(open_one["id"], open_one["sheet"]),
    }


def _of_people_and_shifts(longest: int) -> Mapping[str, Sequence[Button]]:
    return {
        "what is coming up": [activities.ListActivities(), activities.ListActivities(page=80)],
        "activities, searched": [activities.FindActivities(text="河道清洁 7"), activities.FindActivities(text="河")],
        "people, all of the city": [volunteers.ListPeople(), volunteers.ListPeople(page=3_000)],
        "people, searched": [volunteers.ListPeople(text="王"), volunteers.ListPeople(text="王小")],
        "people, by unit": [volunteers.NarrowPeople(), volunteers.NarrowPeople(text="王")],
        "the longest roster": [
            attendance.ShowSignedUp(shift=longest),
            attendance.ShowSignedUp(shift=longest, page=40),
            attendance.ShowRoster(shift=longest, page=20),
        ],
        "the longest roster, searched": [attendance.ShowFound(shift=longest, text="王")],
        "questions asked of the top unit's admin": [enquiries.ListAsked()],
    }


def _of_reports(unit: int) -> Mapping[str, Sequence[Button]]:
    return {
        _QUALITY: [
            reports.ShowQuality(span=_MONTH, unit=unit),
            reports.QualityByUnit(span=_MONTH, unit=unit),
        ],
        _QUALITY_OF_YEAR: [
            reports.ShowQuality(span=str(LAST_YEAR), unit=unit),
            reports.QualityByUnit(span=str(LAST_YEAR), unit=unit),
        ],
        "activities of a month": [
            reports.ListHeld(span=_MONTH, unit=unit),
            reports.ListHeld(span=_MONTH, unit=unit, page=40),
        ],
        "hours of a month, line by line": [
            reports.ListLines(span=_MONTH, unit=unit),
            reports.ListLines(span=_MONTH, unit=unit, page=2_000),
        ],
        "a month by unit": [reports.TotalsByUnit(span=_MONTH, unit=unit)],
        _CENSUS: [
            census.OpenCensus(unit=unit),
            census.ShowCensus(unit=unit),
            *(census.ShowCensusSubject(unit=unit, subject=chapter) for chapter in Chapter),
            census.CensusUnits(unit=unit),
        ],
    }


def _of_appraisal(number: int, sheet: int) -> Mapping[str, Sequence[Button]]:
    return {
        _APPRAISAL: [
            appraisal.ShowAppraisal(appraisal=number),
            *(appraisal.ListSheets(appraisal=number, which=which, page=page) for which in Which for page in (0, 40)),
            appraisal.AskClose(appraisal=number),
        ],
        _TO_APPRAISE: [
            appraisal.ShowAppraisals(),
            appraisal.ListToAppraise(),
            appraisal.ShowSheet(sheet=sheet),
        ],
    }


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Each list again and again, by an admin of the whole city."""
    runs: dict[str, list[float]] = {}
    for _ in range(plan.runs):
        for name, slowest in (await slowest_of(city, plan, _lists)).items():
            runs.setdefault(name, []).append(slowest)
    for name, slowest_of_runs in runs.items():
        told(f"{name}, p99", median(slowest_of_runs), "ms")
        wanted = at_most(_MAY_TAKE.get(name, _MOST), "ms")
        line = TableLine(f"{name}, p99", "–", wanted, slowest_of_runs, f"{median(slowest_of_runs):.1f} ms")
        findings.lines.append(line)
    await count_hidden(findings, city)


async def slowest_of(
    city: MeasuredCity,
    plan: Plan,
    screens: Callable[[Database], Awaitable[Mapping[str, Sequence[Button]]]],
) -> dict[str, float]:
    """Milliseconds from a tap to its answer, p99, of each of these, by an admin of the whole city."""
    url, admin = city.copy(), city.people[0]
    found: dict[str, float] = {}
    async with (
        connect(url) as database,
        Playground(limits=None, started=[admin], kept=5) as playground,
    ):
        await post_shifts(database, _AHEAD)
        lists = await screens(database)
        crowd = PlaygroundCrowd(playground)
        async with ready(yigong(url, ADMIN_IDS=str(admin.id)), playground):
            for name, buttons in lists.items():
                data = (buttons[number % len(buttons)].pack() for number in range(_WARM_UP + plan.questions))
                waits = [wait for one in data for wait in await crowd.in_turn([crowd.taps(admin, one)])]
                found[name] = percentile(waits[_WARM_UP:], 99) * 1000
    forget(url)
    return found
