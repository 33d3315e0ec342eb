"""Whatever is typed at any question of any form is an answer, or a problem with a sentence, in each language."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

import handlers.doors.routes  # noqa: F401  every form is known once every handler is
from handlers.forms.asking import Form, adapter, every_form
from handlers.forms.problems import problem_with
from handlers.forms.sentences import SENTENCES, sentence_for
from tests.support.some import some
from volunteering.rules.ground.periods import Period
from volunteering.rules.volunteers import Language
from words.words import Words

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
EXAM = Period(start=datetime(2027, 1, 16, 1, tzinfo=UTC), end=datetime(2027, 1, 16, 3, tzinfo=UTC))
SAID: list[dict[str, Any]] = [{}, {"when": EXAM.model_dump(mode="json"), "levels": [0, 1]}]

TYPED = (
    "", " ", "\u3000\n\t", "/", "/cancel", "-1", "0", "1e3", "1e999999999", "-1E+99999999", "9" * 500,
    "9" * 5000, "NaN", "sNaN", "-inf", "八十五", "八十五分", "85分", "85/100", "８５", "85,5", "85.5.5", "通过", "٨٥",
    "\u202e85", "⑧⑤", "85\n86\n87", "1_000", "²", "x" * 5000, "义" * 5000, "💥", "<b>", "\0", "{typed}", "%s",
    "l0.1", "l9", "l٣", "k1.1", "k٣.١", "k9", "u1", ">1.0", "0-1", "2026-02-30", "2027-02-29 - 2027-03-01",
    "2028年2月29日", "1/1-12/31", "12月1日到20日", "2026-12-20 to 2026-12-01", "9999-12-31 - 9999-12-31", "0001-01-01",
    "10000-01-01", "民國9999年", "去年", "明年", "2月30日", "31/4", "now", "今天-明天", "1795000000-1795003600",
    "99999999999-99999999998", "1-2-3-4-5", "20,20,20,20,20", "20 20 20 20", "100，300，600", "300,100", "1:2:3",
    "，，，", "0,0", "999999999999,1", "8 h in 12 months", "每12个月8小时", "12个月", "a\u200bb", "ﷺ" * 200,
    "\u0301" * 300, "👨‍👩‍👧‍👦", "  五  ", "1 1/2", "½", "∞", "半", "+8613800000000", "-", "*", "=1+1",
)  # fmt: skip


def _typed(kind: type[Form]) -> list[str]:
    """The questions that are answered with words, at least also."""
    return [step for step in kind.model_fields if not kind.asks(step).waits_for_file]


@pytest.mark.parametrize(
    "kind", [one for one in every_form() if one.__module__.startswith("handlers.") and _typed(one)]
)
def test_it_is_an_answer_or_a_problem_with_a_sentence(kind: type[Form]) -> None:
    for step in some(_typed(kind)):
        for raw in TYPED:
            for said in SAID:
                context = {"now": NOW, "zone": ZONE, "answers": said, "part": ""}
                try:
                    adapter(kind, step).validate_python(raw, context=context)
                except ValidationError as error:
                    problem = problem_with(error, raw)
                    assert problem.type in SENTENCES, f"{step}: {raw[:40]!r}"
                    for language in Language:
                        assert sentence_for(Words(language, ZONE, NOW), problem), f"{step}: {raw[:40]!r}"
