"""What actions ask of the tests of trainings: questions, rules, and who is at one."""

from datetime import datetime
from typing import Protocol

from volunteering.rules.quizzes import AnsweredQuestion, Attempt, NewQuestion, Quiz, QuizQuestion, QuizRules, Taker


class Quizzes(Protocol):
    """Tests, by the number of their training's activity."""

    __slots__ = ()

    async def get(self, activity_id: int) -> Quiz:
        """The questions that are kept, in order, with the rules; as usual where nobody has said anything."""

    async def question(self, question_id: int) -> QuizQuestion | None:
        """One of them, kept or removed; None where there is none with that number."""

    async def add(self, activity_id: int, question: NewQuestion) -> int:
        """One more, at the end. Gives its number."""

    def change(self, question_id: int, question: NewQuestion) -> None:
        """Let it be asked so. Written with the commit."""

    def keep(self, question_id: int, *, it: bool) -> None:
        """Take a question away, or put it back. Written with the commit."""

    def swap(self, one: QuizQuestion, other: QuizQuestion) -> None:
        """Let each stand where the other stood. Written with the commit."""

    def put_rules(self, activity_id: int, rules: QuizRules) -> None:
        """Let it be passed and repeated so. Written with the commit."""

    async def taker(self, activity_id: int, person_id: int, now: datetime) -> Taker | None:
        """How somebody stands to the test of a training; None where the activity is none."""

    async def takers(self, activity_id: int) -> tuple[int, ...]:
        """Those who were at as many sessions as the training asks for, and have not passed."""

    async def sessions_open(self, activity_id: int, now: datetime) -> int:
        """How many of its sessions are ahead, or have a roster that nobody has confirmed."""

    async def under_way(self, activity_id: int, person_id: int) -> Attempt | None:
        """The attempt that somebody is at; None where they are at none."""

    async def attempt(self, attempt_id: int) -> Attempt | None:
        """The attempt with that number, locked until the commit; None where there is none."""

    async def begin(
        self, activity_id: int, person_id: int, asked: tuple[NewQuestion, ...], needed: int, at: datetime
    ) -> int:
        """An attempt, with the questions as they are now. Gives its number."""

    def tick(self, attempt_id: int, ticked: frozenset[int]) -> None:
        """What is ticked of the question that is asked now. Written with the commit."""

    async def answer(self, attempt_id: int, answered: AnsweredQuestion, at: datetime) -> None:
        """What they say to it; the next one is asked then."""

    def end(self, attempt: Attempt, at: datetime) -> None:
        """All is answered. Written with the commit."""
