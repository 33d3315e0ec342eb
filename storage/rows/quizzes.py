"""Rows of the tests of trainings: questions, rules, and who is at one."""

from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from typing_extensions import override

from storage.engine.database import Row, Transaction, query
from storage.engine.readonly import locking
from storage.engine.values import instant, instant_if, seconds
from storage.rows.presence import AT_ENOUGH, PRESENT
from storage.rows.shifts import NOT_CALLED_OFF
from storage.rows.statements import add_row
from storage.rows.volunteers import leads
from volunteering.records.quizzes import Quizzes
from volunteering.rules.quizzes import (
    AnsweredQuestion,
    Attempt,
    NewQuestion,
    Quiz,
    QuizQuestion,
    QuizRules,
    Taker,
)
from volunteering.rules.training import PassBy

_QUESTION: Final = "q.id, q.activity_id, q.ordinal, q.facts, q.removed"
_ATTEMPT: Final = "t.id, t.activity_id, t.person_id, t.asked, t.needed, t.ticked, t.ended_at"
ASKED: Final = TypeAdapter(tuple[NewQuestion, ...])

HAS_PASSED: Final = """EXISTS (
    SELECT 1 FROM results r WHERE r.activity_id = {activity} AND r.person_id = {person} AND r.passed = 1
)"""

IS_TO_COME: Final = "s.state = 'open' AND s.starts_at > :now"
"""Of a session `s`: it is still to come."""


def _question_in(row: Row) -> QuizQuestion:
    asked = NewQuestion.model_validate_json(row["facts"])
    return QuizQuestion(
        **dict(asked),
        id=row["id"],
        activity_id=row["activity_id"],
        ordinal=row["ordinal"],
        is_kept=not row["removed"],
    )


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(number) for number in text.split(",") if number)


def _listed(numbers: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(numbers))


class QuizRows(Quizzes):
    __slots__ = ("_tx",)

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    @override
    async def get(self, activity_id: int) -> Quiz:
        rules, questions = await self._tx.several(
            query("SELECT * FROM quizzes z WHERE z.activity_id = :activity", activity=activity_id),
            query(
                f"""
                SELECT {_QUESTION} FROM quiz_questions q
                WHERE q.activity_id = :activity AND q.removed = 0 ORDER BY q.ordinal, q.id
                """,
                activity=activity_id,
            ),
        )
        said = QuizRules()
        if rules:
            [row] = rules
            said = QuizRules(
                needed=row["needed"],
                attempts=row["attempts"],
                pause_hours=row["pause_hours"],
                shows_right=bool(row["shows_right"]),
            )
        return Quiz(**dict(said), activity_id=activity_id, questions=tuple(_question_in(row) for row in questions))

    @override
    async def question(self, question_id: int) -> QuizQuestion | None:
        row = await self._tx.one(
            f"SELECT {_QUESTION} FROM quiz_questions q WHERE q.id = :question", question=question_id
        )
        return _question_in(row) if row else None

    @override
    async def add(self, activity_id: int, question: NewQuestion) -> int:
        last = await self._tx.one(
            "SELECT COALESCE(MAX(q.ordinal), -1) AS last FROM quiz_questions q WHERE q.activity_id = :activity",
            activity=activity_id,
        )
        ordinal, facts = (last["last"] if last else -1) + 1, _written(question)
        return await add_row(self._tx, "quiz_questions", activity_id=activity_id, ordinal=ordinal, facts=facts)

    @override
    def change(self, question_id: int, question: NewQuestion) -> None:
        self._tx.later(
            "UPDATE quiz_questions SET facts = :facts WHERE id = :question",
            question=question_id,
            facts=_written(question),
        )

    @override
    def keep(self, question_id: int, *, it: bool) -> None:
        self._tx.later(
            "UPDATE quiz_questions SET removed = :removed WHERE id = :question",
            question=question_id,
            removed=int(not it),
        )

    @override
    def swap(self, one: QuizQuestion, other: QuizQuestion) -> None:
        for question, ordinal in ((one.id, other.ordinal), (other.id, one.ordinal)):
            self._tx.later(
                "UPDATE quiz_questions SET ordinal = :ordinal WHERE id = :question", question=question, ordinal=ordinal
            )

    @override
    def put_rules(self, activity_id: int, rules: QuizRules) -> None:
        self._tx.later(
            """
            INSERT INTO quizzes (activity_id, needed, attempts, pause_hours, shows_right)
            VALUES (:activity, :needed, :attempts, :pause, :shows)
            ON CONFLICT (activity_id) DO UPDATE SET needed = excluded.needed, attempts = excluded.attempts,
                pause_hours = excluded.pause_hours, shows_right = excluded.shows_right
            """,
            activity=activity_id,
            needed=rules.needed,
            attempts=rules.attempts,
            pause=rules.pause_hours,
            shows=int(rules.shows_right),
        )

    @override
    async def taker(self, activity_id: int, person_id: int, now: datetime) -> Taker | None:
        rows, ended = await self._tx.several(
            query(
                f"""
                SELECT t.least_sessions, t.passing,
                    {PRESENT.format(activity="t.activity_id", person=":person")} AS present,
                    {HAS_PASSED.format(activity=":activity", person=":person")} AS has_passed,
                    CASE WHEN {leads(":person", "u")} THEN 1 ELSE 0 END AS leads,
                    CASE WHEN t.kind_id IS NULL THEN 0 ELSE 1 END AS gives,
                    (SELECT COUNT(*) FROM shifts s WHERE s.activity_id = :activity AND {IS_TO_COME}) AS ahead
                FROM trainings t JOIN activities a ON a.id = t.activity_id JOIN units u ON u.id = a.unit_id
                WHERE t.activity_id = :activity
                """,
                activity=activity_id,
                person=person_id,
                now=seconds(now),
            ),
            query(
                """
                SELECT t.ended_at FROM quiz_attempts t
                WHERE t.activity_id = :activity AND t.person_id = :person AND t.ended_at IS NOT NULL ORDER BY t.ended_at
                """,
                activity=activity_id,
                person=person_id,
            ),
        )
        if not rows:
            return None
        [row] = rows
        return Taker(
            present=row["present"],
            least=row["least_sessions"],
            ahead=row["ahead"],
            has_passed=bool(row["has_passed"]),
            leads=bool(row["leads"]),
            gives=bool(row["gives"]),
            by_test=row["passing"] == PassBy.TEST,
            ended=tuple(instant(one["ended_at"]) for one in ended),
        )

    @override
    async def takers(self, activity_id: int) -> tuple[int, ...]:
        rows = await self._tx.all(
            f"""
            SELECT there.person_id
            FROM ({AT_ENOUGH}) there JOIN activities a ON a.id = :activity JOIN units u ON u.id = a.unit_id
            WHERE NOT {HAS_PASSED.format(activity=":activity", person="there.person_id")}
                AND NOT {leads("there.person_id", "u")} ORDER BY there.person_id
            """,
            activity=activity_id,
        )
        return tuple(row["person_id"] for row in rows)

    @override
    async def sessions_open(self, activity_id: int, now: datetime) -> int:
        row = await self._tx.one(
            f"""
            SELECT COUNT(*) AS open FROM shifts s
            WHERE s.activity_id = :activity AND {NOT_CALLED_OFF}
                AND (s.starts_at > :now OR s.roster_at IS NULL AND EXISTS (
                    SELECT 1 FROM signups g WHERE g.shift_id = s.id AND g.state IN ('confirmed', 'walked_in')
                ))
            """,
            activity=activity_id,
            now=seconds(now),
        )
        return row["open"] if row else 0

    @override
    async def under_way(self, activity_id: int, person_id: int) -> Attempt | None:
        row = await self._tx.one(
            """
            SELECT t.id FROM quiz_attempts t
            WHERE t.activity_id = :activity AND t.person_id = :person AND t.ended_at IS NULL ORDER BY t.id DESC LIMIT 1
            """,
            activity=activity_id,
            person=person_id,
        )
        found = await self.attempt(row["id"]) if row else None
        return found if found and found.ended_at is None else None  # it may have ended while it was waited for

    @override
    async def attempt(self, attempt_id: int) -> Attempt | None:
        lock = query("UPDATE quiz_attempts SET needed = needed WHERE id = :attempt", attempt=attempt_id)
        [*_, found, answers] = await self._tx.several(
            *locking(self._tx, lock),
            query(f"SELECT {_ATTEMPT} FROM quiz_attempts t WHERE t.id = :attempt", attempt=attempt_id),
            query(
                "SELECT place, picked, is_right FROM quiz_answers WHERE attempt_id = :attempt ORDER BY place",
                attempt=attempt_id,
            ),
        )
        if not found:
            return None
        [row] = found
        return Attempt(
            id=row["id"],
            activity_id=row["activity_id"],
            person_id=row["person_id"],
            asked=ASKED.validate_json(row["asked"]),
            needed=row["needed"],
            answers=tuple(
                AnsweredQuestion(place=one["place"], picked=_numbers(one["picked"]), is_right=bool(one["is_right"]))
                for one in answers
            ),
            ticked=_numbers(row["ticked"]),
            ended_at=instant_if(row["ended_at"]),
        )

    @override
    async def begin(
        self, activity_id: int, person_id: int, asked: tuple[NewQuestion, ...], needed: int, at: datetime
    ) -> int:
        return await add_row(
            self._tx,
            "quiz_attempts",
            activity_id=activity_id,
            person_id=person_id,
            asked=ASKED.dump_json(asked, include={"__all__": {"text", "options", "right"}}).decode(),
            needed=needed,
            at=seconds(at),
        )

    @override
    def tick(self, attempt_id: int, ticked: frozenset[int]) -> None:
        self._tx.later(
            "UPDATE quiz_attempts SET ticked = :ticked WHERE id = :attempt", attempt=attempt_id, ticked=_listed(ticked)
        )

    @override
    async def answer(self, attempt_id: int, answered: AnsweredQuestion, at: datetime) -> None:
        await self._tx.execute(
            """
            INSERT INTO quiz_answers (attempt_id, place, picked, is_right, at)
            VALUES (:attempt, :place, :picked, :right, :at)
            """,
            attempt=attempt_id,
            place=answered.place,
            picked=_listed(answered.picked),
            right=int(answered.is_right),
            at=seconds(at),
        )
        self.tick(attempt_id, frozenset())

    @override
    def end(self, attempt: Attempt, at: datetime) -> None:
        self._tx.later(
            "UPDATE quiz_attempts SET ended_at = :at, passed = :passed WHERE id = :attempt",
            attempt=attempt.id,
            at=seconds(at),
            passed=int(attempt.has_passed),
        )


def _written(question: NewQuestion) -> str:
    return question.model_dump_json(include={"text", "options", "right"})
