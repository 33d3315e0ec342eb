"""What has to be true of learning, appraisal and thanks, whoever did what, in whatever order, and wherever it was cut.

await settled(town)      # the sweeps have seen everything
assert not [what async for what in wrong(town.city)]
"""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Final

from handlers.doors.notices import write
from scheduling import sweeps
from scheduling.stars import look_at_stars
from storage.rows import Rows, outbox
from storage.rows.first_shifts import FIRST_OF
from tests.support.acting import at
from tests.support.city import ZONE, City
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.policy import Policy
from volunteering.rules.volunteers import Language
from words.words import Words

GIVEN_BY_HAND: Final = "a qualification is held that nothing gave"
_KNOWN: Final = "p.state NOT IN ('merged', 'erased')"
_NEWEST: Final = "NOT EXISTS (SELECT 1 FROM {ledger} later WHERE later.replaces_id = e.id) AND e.kind <> 'void'"
_HELD: Final = (
    "(EXISTS (SELECT 1 FROM qualifications q WHERE q.person_id = {of}.person_id AND q.kind_id = {kind}"
    " AND q.state = 'verified')"
    # Its person or an admin took away what it gave, or what they held who passed this beside it.
    " OR EXISTS (SELECT 1 FROM qualifications q WHERE q.person_id = {of}.person_id AND q.kind_id = {kind}"
    " AND q.state IN ('rejected', 'withdrawn') AND (q.reason = 'by hand' OR "
    "EXISTS (SELECT 1 FROM results o WHERE o.qualification_id = q.id AND o.passed = 1)"
    " OR EXISTS (SELECT 1 FROM exam_entries o WHERE o.qualification_id = q.id AND o.result = 'passed'))))"
)

_FIRST: Final = FIRST_OF.format(
    people="(SELECT DISTINCT c.person_id FROM entries c WHERE c.participations <> 0) who", person="who.person_id"
)
_FIRST_KEPT: Final = "SELECT person_id, shift_id, again_on FROM first_shifts"

NEVER: Final = {
    "a session is in the ledger of service": (
        "SELECT COUNT(*) AS n FROM entries e JOIN trainings t ON t.activity_id = e.activity_id"
    ),
    "service is in the ledger of study": (
        "SELECT COUNT(*) AS n FROM study_lines e LEFT JOIN trainings t ON t.activity_id = e.activity_id"
        " WHERE t.activity_id IS NULL"
    ),
    "the ledger of study does not add up": (
        "SELECT COUNT(*) AS n FROM people p WHERE"
        " (SELECT COALESCE(SUM(e.change), 0) FROM study_lines e WHERE e.person_id = p.id) <>"
        " (SELECT COALESCE(SUM(e.minutes), 0) FROM study_lines e WHERE e.person_id = p.id"
        " AND NOT EXISTS (SELECT 1 FROM study_lines later WHERE later.replaces_id = e.id))"
    ),
    **{
        f"somebody counts twice in a shift of {ledger}": (
            f"SELECT COUNT(*) AS n FROM (SELECT 1 FROM {ledger} e JOIN people p ON p.id = e.person_id"
            f" WHERE e.shift_id IS NOT NULL AND {_KNOWN} AND {_NEWEST.format(ledger=ledger)}"
            " GROUP BY e.person_id, e.shift_id HAVING COUNT(*) > 1) twice"
        )
        for ledger in ("entries", "study_lines")
    },
    "somebody passed, and neither holds what that gives nor had it taken back": (
        "SELECT COUNT(*) AS n FROM results r JOIN trainings t ON t.activity_id = r.activity_id"
        f" JOIN people p ON p.id = r.person_id WHERE r.passed = 1 AND t.kind_id IS NOT NULL AND {_KNOWN}"
        f" AND NOT {_HELD.format(of='r', kind='t.kind_id')}"
    ),
    "somebody passed an exam, and neither holds its level nor had it taken back": (
        "SELECT COUNT(*) AS n FROM exam_entries g JOIN exams x ON x.id = g.exam_id JOIN people p ON p.id = g.person_id"
        f" WHERE g.result = 'passed' AND {_KNOWN} AND NOT {_HELD.format(of='g', kind='x.kind_id')}"
    ),
    "somebody who did not pass has what passing gives": (
        "SELECT (SELECT COUNT(*) FROM results r WHERE r.passed = 0 AND r.qualification_id IS NOT NULL) +"
        " (SELECT COUNT(*) FROM exam_entries g WHERE g.result <> 'passed' AND g.qualification_id IS NOT NULL) AS n"
    ),
    GIVEN_BY_HAND: (
        "SELECT COUNT(*) AS n FROM qualifications q JOIN people p ON p.id = q.person_id WHERE q.state = 'verified'"
        f" AND {_KNOWN} AND q.number = '' AND q.file_id = '' AND NOT EXISTS ("
        "SELECT 1 FROM results r WHERE r.qualification_id = q.id AND r.passed = 1) AND NOT EXISTS ("
        "SELECT 1 FROM exam_entries g WHERE g.qualification_id = q.id AND g.result = 'passed')"
    ),
    "a level has more people than places": (
        "SELECT COUNT(*) AS n FROM exam_levels l WHERE l.places > 0 AND l.places <"
        " (SELECT COUNT(*) FROM exam_entries g WHERE g.level_id = l.id AND g.state = 'registered')"
    ),
    "somebody registered has no seat, or somebody else has one": (
        "SELECT COUNT(*) AS n FROM exam_entries g WHERE (g.state = 'registered') <> (g.seat IS NOT NULL)"
    ),
    "somebody is in a level of another exam": (
        "SELECT COUNT(*) AS n FROM exam_entries g JOIN exam_levels l ON l.id = g.level_id WHERE l.exam_id <> g.exam_id"
    ),
    "a valid certificate says something else than the ledger": (
        "SELECT COUNT(*) AS n FROM certificates f WHERE f.state = 'valid' AND f.minutes <>"
        " (SELECT COALESCE(SUM(e.change), 0) FROM entries e WHERE e.person_id = f.person_id AND e.day <= f.last_day"
        " AND (f.first_day IS NULL OR e.day >= f.first_day))"
    ),
    "a certificate is valid of somebody who is not there": (
        "SELECT COUNT(*) AS n FROM certificates f LEFT JOIN people p ON p.id = f.person_id"
        f" WHERE f.state = 'valid' AND (p.id IS NULL OR NOT {_KNOWN})"
    ),
    "a certificate was replaced, and its holder not told": (
        "SELECT COUNT(*) AS n FROM certificates f JOIN people p ON p.id = f.person_id"
        f" WHERE f.state = 'replaced' AND {_KNOWN} AND NOT EXISTS (SELECT 1 FROM outbox o WHERE"
        " o.kind = 'certificates_replaced' AND o.facts LIKE '%' || f.id || '%')"
    ),
    "somebody is at the same test twice": (
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM quiz_attempts t WHERE t.ended_at IS NULL"
        " GROUP BY t.activity_id, t.person_id HAVING COUNT(*) > 1) twice"
    ),
    "a test was passed, and the result says nothing": (
        "SELECT COUNT(*) AS n FROM quiz_attempts t JOIN people p ON p.id = t.person_id"
        f" WHERE t.passed = 1 AND {_KNOWN} AND NOT EXISTS ("
        "SELECT 1 FROM results r WHERE r.activity_id = t.activity_id AND r.person_id = t.person_id)"
    ),
    "a result was entered, and its person not told": (
        "SELECT (SELECT COUNT(*) FROM results r JOIN people p ON p.id = r.person_id"
        f" WHERE {_KNOWN} AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'training_settled'"
        """ AND o.facts LIKE '%"activity_id":' || r.activity_id || '%')) +"""
        " (SELECT COUNT(*) FROM exam_entries g JOIN people p ON p.id = g.person_id"
        f" WHERE g.result IS NOT NULL AND {_KNOWN}"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'exam_resulted'"
        """ AND o.facts LIKE '%"entry_id":' || g.id || '%')) AS n"""
    ),
    "somebody has a number, and was not told": (
        "SELECT COUNT(*) AS n FROM exam_entries g JOIN exams x ON x.id = g.exam_id JOIN people p ON p.id = g.person_id"
        " WHERE g.state = 'registered' AND g.admission IS NOT NULL AND x.state = 'on' AND x.starts_at > :now"
        f" AND {_KNOWN}"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind = 'exam_number'"
        """ AND o.facts LIKE '%"entry_id":' || g.id || '%' AND o.facts LIKE '%"admission":' || g.admission || '%')"""
    ),
    "two of a pair were not both told": (
        "SELECT COUNT(*) AS n FROM buddies b WHERE (SELECT COUNT(*) FROM outbox o WHERE o.kind = 'buddy_chosen'"
        " AND o.key LIKE 'buddy_chosen:' || b.id || ':%') <> 2"
    ),
    "somebody has a buddy who is not there, or has none themselves": (
        "SELECT COUNT(*) AS n FROM buddies b JOIN shifts s ON s.id = b.shift_id WHERE b.ended IS NULL"
        " AND s.starts_at > :now AND 2 <> (SELECT COUNT(*) FROM signups g WHERE g.shift_id = b.shift_id"
        " AND g.state = 'confirmed' AND g.person_id IN (b.newcomer_id, b.buddy_id))"
    ),
    "an end of a pair waits to be told": (
        "SELECT COUNT(*) AS n FROM buddies b JOIN shifts s ON s.id = b.shift_id WHERE b.ended IS NOT NULL"
        " AND b.end_told = 0 AND s.starts_at > :now"
    ),
    "ratings that were taken up together say different things": (
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM ratings r WHERE r.batch IS NOT NULL GROUP BY r.shift_id, r.batch"
        " HAVING MIN(r.batch_size) <> MAX(r.batch_size) OR COUNT(*) > MAX(r.batch_size) OR MIN(r.batch_size) < 3) odd"
    ),
    "a sheet was handed over that is not whole": (
        "SELECT COUNT(*) AS n FROM appraisal_sheets s WHERE s.handed_at IS NOT NULL AND (s.led_by IS NULL OR"
        " s.led_results IS NULL OR s.led_ability IS NULL OR s.led_knowledge IS NULL OR s.led_attitude IS NULL"
        " OR s.led_cooperation IS NULL)"
    ),
    "a sheet was handed over, and its person not told as often": (
        "SELECT COUNT(*) AS n FROM appraisal_sheets s WHERE s.handed <> (SELECT COUNT(*) FROM outbox o"
        """ WHERE o.kind = 'appraisal_handed' AND o.facts LIKE '%"sheet_id":' || s.id || ',%')"""
    ),
    "a unit has two appraisals of a year": (
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM appraisals a GROUP BY a.unit_id, a.year HAVING COUNT(*) > 1) twice"
    ),
    "somebody in an appraisal was not told of its latest": (
        "SELECT COUNT(*) AS n FROM appraisal_sheets s JOIN appraisals a ON a.id = s.appraisal_id"
        " WHERE s.state = 'in' AND s.told < a.round"
    ),
    "what is kept with a shift is not what the ledger says of it": (
        "SELECT COUNT(*) AS n FROM shifts s WHERE s.participations <> (SELECT COALESCE(SUM(e.participations), 0)"
        " FROM entries e WHERE e.shift_id = s.id) OR s.no_shows <> (SELECT COALESCE(SUM(e.no_shows), 0)"
        " FROM entries e WHERE e.shift_id = s.id)"
    ),
    "somebody's first shift is kept as another than the ledger has": (
        f"SELECT (SELECT COUNT(*) FROM ({_FIRST} EXCEPT {_FIRST_KEPT}) a) +"
        f" (SELECT COUNT(*) FROM ({_FIRST_KEPT} EXCEPT {_FIRST}) b) AS n"
    ),
    "an hour is in two cards of honour": (
        "SELECT COUNT(*) AS n FROM (SELECT 1 FROM honours h WHERE h.minutes IS NOT NULL AND h.taken_back_at IS NULL"
        " GROUP BY h.person_id HAVING COUNT(*) > 1) twice"
    ),
    "an honour was given or taken back, and its person not told": (
        "SELECT COUNT(*) AS n FROM honours h JOIN people p ON p.id = h.person_id"
        f" WHERE {_KNOWN} AND NOT EXISTS (SELECT 1 FROM journal j"
        " WHERE j.person_id = h.person_id AND j.kind = 'went') AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.kind ="
        " CASE WHEN h.taken_back_at IS NULL THEN 'honour_given' ELSE 'honour_taken_back' END"
        """ AND o.facts LIKE '%"honour_id":' || h.id || '}')"""
    ),
    **{
        f"{what} stayed with a record that became another": (
            f"SELECT COUNT(*) AS n FROM {table} r JOIN people p ON p.id = r.person_id"
            f" WHERE p.state = 'merged' AND {condition}"
        )
        for what, table, condition in (
            ("service", "entries", ("r.change <> 0 AND NOT EXISTS (SELECT 1 FROM entries o WHERE o.replaces_id = r.id)"
             " AND r.kind <> 'void' AND (r.shift_id IS NULL OR NOT EXISTS (SELECT 1 FROM entries m WHERE"
             " m.person_id = p.merged_into AND m.shift_id = r.shift_id))")),
            ("study", "study_lines", ("r.kind <> 'void' AND NOT EXISTS (SELECT 1 FROM study_lines m WHERE"
             " m.person_id = p.merged_into AND m.shift_id = r.shift_id)")),
            ("a result", "results", "1 = 1"),
            ("a qualification", "qualifications", "r.state IN ('verified', 'pending')"),
            ("an attempt", "quiz_attempts", "1 = 1"),
            ("a place in an exam", "exam_entries", ("NOT EXISTS (SELECT 1 FROM exam_entries m WHERE"
             " m.person_id = p.merged_into AND m.exam_id = r.exam_id)")),
            ("a rating", "ratings", "1 = 1"),
            ("an honour", "honours", "1 = 1"),
            ("a commendation", "commendations", "1 = 1"),
            ("a sheet", "appraisal_sheets", "1 = 1"),
        )
    },
}  # fmt: skip
"""What is counted there has to be 0, once the sweeps have seen everything."""

SETTLED_AFTER: Final = timedelta(minutes=5)


async def settled(city: City, moment: Moment) -> Moment:
    """A little later, and by day, everything has been looked at that time brings."""
    later = at(moment.now + SETTLED_AFTER, moment.policy)
    while not later.is_by_day:
        later = at(later.now + timedelta(hours=1), moment.policy)
    for sweep in (
        sweeps.tell_of_stars, look_at_stars, sweeps.see_to_exams, sweeps.choose_buddies,
        sweeps.tell_of_appraisals, sweeps.move_up, sweeps.tidy,
    ):  # fmt: skip
        await sweep(city.database, later)
    return later


async def wrong(city: City, moment: Moment, *, besides: str = "") -> AsyncIterator[str]:
    """Each thing that is not as it has to be; `besides` what people there may bring about by other ways, too."""
    each = " UNION ALL ".join(f"SELECT {nth} AS nth, w.n AS n FROM ({sql}) w" for nth, sql in enumerate(NEVER.values()))
    names = tuple(NEVER)
    for row in await city.table(f"SELECT * FROM ({each}) w WHERE n <> 0", now=int(moment.now.timestamp())):
        if names[row["nth"]] != besides:
            yield f"{names[row['nth']]}: {row['n']}"
    async with city.looking() as rows:
        for one in (await rows.star_marks.perhaps_otherwise(0, moment.policy.stars, 1000))[0]:
            if one.stands_otherwise(moment.policy.stars):
                yield f"{one.person_id} was told of other stars than the ledger gives"


async def unwritten(city: City, moment: Moment) -> AsyncIterator[str]:
    """Each message owed that can't be written, in whatever language."""
    async with city.database.reading() as reader:
        for bulk in (False, True):
            for row in await outbox.due(reader, moment.now + timedelta(days=40), 1000, bulk=bulk):
                for language in Language:
                    try:
                        await write(reader, Words(language, ZONE, moment.now, lasts=True), Policy(), row)
                    except Exception as fault:  # noqa: BLE001 - whatever it is
                        yield f"{row.notice!r} can't be written: {fault!r}"


__all__ = ["NEVER", "Rows", "settled", "unwritten", "wrong"]
