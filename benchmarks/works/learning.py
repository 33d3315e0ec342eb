"""What people learn and are thanked with, in the seeded city.

The training file, what is on, a training's people, who falls short; who qualifies for the card of honour.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from statistics import median
from typing import Final

from benchmarks.city import LAST_YEAR, MeasuredCity
from benchmarks.measuring import Findings, Plan, TableLine, at_most, told
from benchmarks.works.lists import slowest_of
from handlers.buttons import honours, reports, training
from handlers.buttons.button import Button
from storage.engine.database import Database, Transaction
from storage.engine.retrying import written

_MOST: Final = 150  # milliseconds
_CARDS: Final = "who qualifies for the card of honour"
_MAY_TAKE: Final = {_CARDS: 100}
_MONTH: Final = f"{LAST_YEAR}-11"

_FULLEST: Final = """
    SELECT l.activity_id AS n FROM study_lines l GROUP BY l.activity_id
    ORDER BY COUNT(DISTINCT l.person_id) DESC, l.activity_id LIMIT 1
"""
_TOP: Final = "SELECT id AS n FROM units WHERE parent_id IS NULL"
_LEARNS_MOST: Final = """
    SELECT p.id AS n FROM study_lines l JOIN people p ON p.id = l.person_id AND p.state = 'active'
    GROUP BY p.id ORDER BY COUNT(*) DESC, p.id LIMIT 1
"""
_AS_IF: Final = (
    "UPDATE study_lines SET person_id = 1 WHERE person_id = :most",
    "UPDATE results SET person_id = 1 WHERE person_id = :most",
    "UPDATE signups SET person_id = 1 WHERE person_id = :most AND shift_id IN (SELECT shift_id FROM study_lines)",
)
"""The reader has the longest file of the city: in a copy of it."""


_BY_RECORD_BOOK: Final = (
    "INSERT INTO unit_settings (unit_id, name, value) VALUES (:top, 'record_law', 'tw-record-book')",
    "UPDATE entries SET change = change * 40, minutes = minutes * 40 WHERE person_id % 3 = 0 AND person_id <> 1",
)
"""Where the card of honour is known, and thousands have the hours for it: in a copy of the city, too."""


async def _by_record_book(top: int, transaction: Transaction) -> None:
    for statement in _BY_RECORD_BOOK:
        await transaction.execute(statement, **({"top": top} if ":top" in statement else {}))


async def _as_if(most: int, transaction: Transaction) -> None:
    for statement in _AS_IF:
        await transaction.execute(statement, **({"most": most} if ":most" in statement else {}))


async def _screens(database: Database) -> Mapping[str, Sequence[Button]]:
    """What is tapped, by what it is called in the table."""
    async with database.reading() as reader:
        [fullest, top, most] = [await reader.one(sql) for sql in (_FULLEST, _TOP, _LEARNS_MOST)]
    assert fullest is not None
    assert top is not None
    assert most is not None
    if most["n"] != 1:
        await written(database, partial(_as_if, int(most["n"])))
    await written(database, partial(_by_record_book, int(top["n"])))
    return {
        "training file": [training.ShowStudyFile(), training.ShowStudyFile(page=1)],
        "what one has studied, and what is on": [training.ShowTraining(), training.ListTrainings()],
        "results of a training": [training.ShowLearners(activity=fullest["n"])],
        "who falls short of study": [training.ListShort(), training.ListShort(page=20)],
        "a month, with study": [reports.ShowTotals(span=_MONTH, unit=top["n"])],
        _CARDS: [honours.ListCards(unit=top["n"]), honours.ListCards(unit=top["n"], page=40)],
        "a year's examinations by level, and by unit": [
            reports.ShowHeldExams(span=str(LAST_YEAR), unit=top["n"]),
            reports.ExamsByUnit(span=str(LAST_YEAR), unit=top["n"]),
        ],
    }


async def measure(findings: Findings, city: MeasuredCity, plan: Plan) -> None:
    """Each again and again, by an admin of the whole city."""
    runs: dict[str, list[float]] = {}
    for _ in range(plan.runs):
        for name, slowest in (await slowest_of(city, plan, _screens)).items():
            runs.setdefault(name, []).append(slowest)
    for name, slowest_of_runs in runs.items():
        told(f"{name}, p99", median(slowest_of_runs), "ms")
        wanted = at_most(_MAY_TAKE.get(name, _MOST), "ms")
        findings.lines.append(
            TableLine(f"{name}, p99", "–", wanted, slowest_of_runs, f"{median(slowest_of_runs):.1f} ms")
        )
