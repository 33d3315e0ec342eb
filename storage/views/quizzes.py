"""Tests of trainings in figures, for those who lead one; and those that somebody may take."""

from collections import Counter
from datetime import datetime

from storage.engine.database import Reader, query
from storage.engine.values import seconds
from storage.rows.presence import PRESENT
from storage.rows.quizzes import ASKED, HAS_PASSED, IS_TO_COME
from storage.rows.volunteers import leads
from volunteering.rules.quizzes import MissedQuestion, QuizTally


async def quiz_tally(reader: Reader, activity_id: int, most: int) -> QuizTally:
    """What came of a test in figures, with so many questions that are mostly wrong."""
    figures, attempts, answers = await reader.several(
        query(
            """
            SELECT COUNT(DISTINCT CASE WHEN t.ended_at IS NOT NULL THEN t.person_id END) AS took,
                COUNT(DISTINCT CASE WHEN t.passed = 1 THEN t.person_id END) AS passed,
                COUNT(DISTINCT CASE WHEN t.ended_at IS NULL THEN t.person_id END) AS under_way
            FROM quiz_attempts t WHERE t.activity_id = :activity
            """,
            activity=activity_id,
        ),
        query(
            "SELECT t.id, t.asked FROM quiz_attempts t WHERE t.activity_id = :activity AND t.ended_at IS NOT NULL",
            activity=activity_id,
        ),
        query(
            """
            SELECT w.attempt_id, w.place, w.is_right FROM quiz_attempts t JOIN quiz_answers w ON w.attempt_id = t.id
            WHERE t.activity_id = :activity AND t.ended_at IS NOT NULL
            """,
            activity=activity_id,
        ),
    )
    texts: dict[str, tuple[str, ...]] = {}
    asked = {row["id"]: row["asked"] for row in attempts}
    answered: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row in answers:
        facts = asked[row["attempt_id"]]
        if facts not in texts:  # most were asked the same
            texts[facts] = tuple(one.text for one in ASKED.validate_json(facts))
        text = texts[facts][row["place"]]
        answered[text] += 1
        wrong[text] += not row["is_right"]
    missed = sorted((text for text in wrong if wrong[text]), key=lambda text: (-wrong[text] / answered[text], text))
    [row] = figures
    return QuizTally(
        took=row["took"],
        passed=row["passed"],
        under_way=row["under_way"],
        missed=tuple(MissedQuestion(text=text, wrong=wrong[text], answered=answered[text]) for text in missed[:most]),
    )


async def asked_lately(reader: Reader, person_id: int, since: datetime) -> int | None:
    """The training in whose test somebody began, or answered a question, since then and is not at the end."""
    row = await reader.one(
        """
        SELECT t.activity_id FROM quiz_attempts t
        WHERE t.person_id = :person AND t.ended_at IS NULL AND (t.at >= :since OR EXISTS (
            SELECT 1 FROM quiz_answers w WHERE w.attempt_id = t.id AND w.at >= :since
        )) ORDER BY t.id DESC LIMIT 1
        """,
        person=person_id,
        since=seconds(since),
    )
    return row["activity_id"] if row else None


async def quizzes_for(reader: Reader, person_id: int, now: datetime) -> tuple[tuple[int, str], ...]:
    """The tests that somebody may take or is at, by their training, with its title; the newest first."""
    present = PRESENT.format(activity="t.activity_id", person=":person")
    rows = await reader.all(
        f"""
        SELECT a.id, a.title FROM trainings t JOIN activities a ON a.id = t.activity_id JOIN units u ON u.id = a.unit_id
        WHERE t.activity_id IN (SELECT l.activity_id FROM study_lines l WHERE l.person_id = :person)
            AND NOT {HAS_PASSED.format(activity="t.activity_id", person=":person")} AND NOT {leads(":person", "u")}
            AND (EXISTS (
                SELECT 1 FROM quiz_attempts w
                WHERE w.activity_id = t.activity_id AND w.person_id = :person AND w.ended_at IS NULL
            ) OR t.passing = 'test' AND {present} >= t.least_sessions
                AND EXISTS (SELECT 1 FROM quiz_questions q WHERE q.activity_id = t.activity_id AND q.removed = 0)
                AND NOT EXISTS (SELECT 1 FROM shifts s WHERE s.activity_id = t.activity_id AND {IS_TO_COME})
            )
        ORDER BY a.id DESC LIMIT 5
        """,
        person=person_id,
        now=seconds(now),
    )
    return tuple((row["id"], row["title"]) for row in rows)
