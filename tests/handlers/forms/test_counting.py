"""Which question of how many: it is what people go by who have little time, so it neither jumps nor grows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from pydantic import JsonValue
from typing_extensions import override

import handlers.doors.routes  # noqa: F401  every form is known once every handler is
from handlers.forms import endings
from handlers.forms.asking import Form, every_form
from storage.process.drafts import Draft
from tests.support.some import some
from volunteering.rules.profiles import CENSUS

FORMS = sorted(every_form(), key=lambda kind: kind.name)


class _Everything(dict[str, JsonValue]):
    """What a form is told where all that may be asked is asked."""

    @override
    def get(self, key: str, default: object = None) -> JsonValue:
        return ",".join(CENSUS) if key == "missing" else 1


def _begun(about: dict[str, JsonValue]) -> Draft:
    return Draft(
        id=1,
        telegram_id=1,
        form="",
        about=about,
        answers={},
        step="",
        message_id=None,
        expires_at=datetime(2026, 12, 1, tzinfo=UTC),
    )


def _walked(kind: type[Form], draft: Draft, answer: JsonValue) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Every question in turn, with what stands above it, each answered the same."""
    while step := next((step for step in kind.steps(draft) if step not in draft.answers), None):
        draft = replace(draft, step=step)
        yield step, kind.counted(draft)
        draft = replace(draft, answers={**draft.answers, step: answer})


@pytest.mark.parametrize("answer", [None, "x", [0, 1]])
@pytest.mark.parametrize("about", [{}, _Everything()])
@pytest.mark.parametrize("kind", FORMS, ids=[kind.name for kind in FORMS])
def test_it_begins_with_the_first_and_ends_with_the_last_of_as_many_as_it_said(
    kind: type[Form], about: dict[str, JsonValue], answer: JsonValue
) -> None:
    seen = [counted for _, counted in _walked(kind, _begun(about), answer)]
    if len(seen) < 2 or not any(seen):
        assert not any(seen), "a single question needs no number"
        return
    numbers = [counted for counted in seen if counted]
    assert len(numbers) == len(seen), "none is left out"
    _never_jumps(numbers)


LEARNING = [kind for kind in FORMS if kind.learn.__func__ is not Form.learn.__func__]  # type: ignore[attr-defined]


@pytest.mark.parametrize("learned", ["levels"])
@pytest.mark.parametrize("kind", LEARNING, ids=[kind.name for kind in LEARNING])
def test_what_an_answer_tells_on_the_way_changes_no_number(kind: type[Form], learned: str) -> None:
    """Of `about`, whatever a form learns from an answer."""
    begun = _begun({})
    first = kind.steps(begun)[0]
    told = replace(begun, about={learned: 3}, step=first)
    assert kind.counted(replace(begun, step=first)) == kind.counted(told)


def _answered(kind: type[Form]) -> Draft:
    draft = _begun(_Everything())
    return replace(draft, answers=dict.fromkeys(kind.steps(draft), "x"))


def _to_be_added(kind: type[Form]) -> list[str]:
    done = _answered(kind)
    return [extra for extra in kind.extras(done) if extra not in done.answers]


ADDING = [kind for kind in FORMS if _to_be_added(kind)]


@pytest.mark.parametrize("kind", ADDING, ids=[kind.name for kind in ADDING])
def test_what_is_added_in_the_review_is_counted_with_what_follows_from_it(kind: type[Form]) -> None:
    done = _answered(kind)
    for extra in some(_to_be_added(kind)):
        first = kind.counted(replace(done, step=extra))
        added = replace(done, answers={**done.answers, extra: "x"})
        numbers = [first, *(counted for _, counted in _walked(kind, added, "x"))]
        if len(numbers) == 1:
            assert numbers == [None]
        else:
            _never_jumps([each for each in numbers if each])
            assert None not in numbers


@pytest.mark.parametrize("kind", FORMS, ids=[kind.name for kind in FORMS])
def test_what_is_only_changed_is_not_counted(kind: type[Form]) -> None:
    draft = _begun(_Everything())
    done = replace(draft, answers=dict.fromkeys(kind.model_fields, "x"))
    assert not [step for step in kind.steps(done) if kind.counted(replace(done, step=step))]


@pytest.mark.parametrize("kind", [kind for kind in FORMS if kind.finish], ids=lambda kind: kind.name)
def test_a_review_calls_a_unit_by_its_name_and_not_by_our_number(kind: type[Form]) -> None:
    teams = {step for step in kind.model_fields if kind.asks(step).label == "Team" and kind.asks(step).choices}
    assert {step for step in teams if not kind.asks(step).is_team and kind not in endings._previews} == set()


def _never_jumps(numbers: Sequence[tuple[int, int]]) -> None:
    assert numbers[0][0] == 1
    assert len({of for _, of in numbers}) == 1, f"it grows: {numbers}"
    assert numbers[-1][0] == numbers[-1][1], f"it ends early: {numbers}"
    assert all(0 <= after - before <= 1 for (before, _), (after, _) in pairwise(numbers))
