"""The tests of the synthetic city's trainings: three questions, and how those who were there have answered them."""

from collections.abc import Iterator, Sequence
from itertools import count
from random import Random
from typing import Final

from storage.keeping.seeding_study import AnswerLine, AttemptLine, QuestionLine, QuizLine
from storage.rows.quizzes import ASKED
from volunteering.rules.quizzes import NewQuestion, QuizRules

TESTED: Final = 0.25  # of the trainings that are passed by being there

_ASKED: Final = (
    NewQuestion(text="有人晕倒时，先做什么？", options=("确认现场安全", "立刻扶起来", "去找水"), right=frozenset({0})),
    NewQuestion(text="孩子要求单独拍照，可以吗？", options=("可以", "先征得监护人同意"), right=frozenset({1})),
    NewQuestion(
        text="哪些信息不能告诉别人？",
        options=("服务对象的住址", "活动的集合时间", "服务对象的病情"),
        right=frozenset({0, 2}),
    ),
)
_FAILS_ONCE: Final = 0.2
_EACH: Final = 40  # seconds


class InventedTests:
    """Draws from a source of its own, so that who passes is the same without it."""

    def __init__(self, year: int) -> None:
        self._random = Random(f"what is asked in {year}")  # noqa: S311  invented figures
        self._questions, self._attempts = count(1), count(1)
        self._asked = ASKED.dump_json(_ASKED).decode()

    def is_one(self) -> bool:
        """Whether the next training ends with one."""
        return self._random.random() < TESTED

    def about(
        self, activity_id: int, passed: Sequence[int], at: int
    ) -> Iterator[QuizLine | QuestionLine | AttemptLine | AnswerLine]:
        """The questions; whoever has passed answered them then, some of them for a second time."""
        needed = QuizRules().needed_of(len(_ASKED))
        yield QuizLine(activity_id, None, 0, 0, 1)
        for ordinal, question in enumerate(_ASKED):
            yield QuestionLine(next(self._questions), activity_id, ordinal, question.model_dump_json())
        for person in passed:
            if self._random.random() < _FAILS_ONCE:
                yield from self._attempt(activity_id, person, at, needed, wrong=self._random.randrange(len(_ASKED)))
            yield from self._attempt(activity_id, person, at + 3600, needed, wrong=None)

    def _attempt(
        self, activity_id: int, person: int, at: int, needed: int, *, wrong: int | None
    ) -> Iterator[AttemptLine | AnswerLine]:
        number, ended = next(self._attempts), at + _EACH * len(_ASKED)
        yield AttemptLine(number, activity_id, person, self._asked, needed, at, ended, int(wrong is None))
        for place, question in enumerate(_ASKED):
            right = place != wrong
            picked = (
                question.right if right else {next(n for n in range(len(question.options)) if n not in question.right)}
            )
            at_it = at + _EACH * (place + 1)
            yield AnswerLine(number, place, ",".join(map(str, sorted(picked))), int(right), at_it)
