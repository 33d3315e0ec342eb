"""Whatever happens to a test in whatever order: marks are what the kept questions say, and passing settles once."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.rows.quizzes import ASKED
from tests.support.acting import appoint, at
from tests.support.city import City, hours_later
from tests.support.trained import presence, training
from volunteering.actions.quizzes import making, taking
from volunteering.rules.ground.moment import Moment
from volunteering.rules.quizzes import NewQuestion, QuizRules
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.volunteers import Actor, Person

MANY = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

QUESTIONS = st.builds(
    lambda number, right: NewQuestion(text=f"Which, {number}?", options=("a", "b", "c"), right=right),
    st.integers(0, 99),
    st.frozensets(st.integers(0, 2), min_size=1),
)
What = Literal["begin", "tick", "answer", "stale", "change", "remove", "back", "add", "rules"]
Act = tuple[What, int, frozenset[int], NewQuestion]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["begin", "answer", "answer", "answer", "tick", "stale", "change", "remove", "back", "add", "rules"]
        ),
        st.integers(0, 1),
        st.frozensets(st.integers(0, 2), min_size=1) | st.just(frozenset({1})),
        QUESTIONS,
    ),
    min_size=5,
    max_size=25,
)


async def takes(city: City, act: Act, person: Person, activity: int, moment: Moment) -> None:
    """Somebody taps, in a transaction of its own."""
    what, _, picked, _ = act
    async with city.writing() as rows:
        if what == "begin":
            await taking.begin(rows, person, activity, moment)
            return
        attempt = await rows.quizzes.under_way(activity, person.id)
        if attempt is None:
            return
        place = attempt.place - 1 if what == "stale" else attempt.place
        if what == "tick":
            await taking.tick(rows, person, attempt.id, place, min(picked), moment, on=len(picked) > 1)
        else:
            knows = attempt.asked[attempt.place].right if len(picked) == 1 else picked
            await taking.answer(rows, person, attempt.id, place, knows, moment)


async def makes(city: City, act: Act, leader: Actor, activity: int, moment: Moment) -> None:
    """Whoever leads the training changes its test."""
    what, which, picked, question = act
    ids = [row["id"] for row in await city.table("SELECT id FROM quiz_questions ORDER BY id")]
    number = ids[(which + len(picked)) % len(ids)]
    async with city.writing() as rows:
        match what:
            case "change":
                await making.change_question(rows, leader, number, question, moment)
            case "remove" | "back":
                await making.keep_question(rows, leader, number, moment, it=what == "back")
            case "add":
                await making.add_questions(rows, leader, activity, [question], moment)
            case _:
                rules = QuizRules(needed=which + 1, attempts=2 * len(picked))
                await making.put_rules(rows, leader, activity, rules, moment)


class SeenAttempts:
    """What attempts were asked when they were first seen, which stays."""

    def __init__(self) -> None:
        self._asked: dict[int, tuple[str, int]] = {}

    async def looks(self, city: City, people: list[Person]) -> None:
        """What holds at every moment."""
        attempts = await city.table("SELECT * FROM quiz_attempts ORDER BY id")
        answers = await city.table("SELECT * FROM quiz_answers ORDER BY attempt_id, place")
        passed: Counter[int] = Counter()
        for one in attempts:
            kept = (one["asked"], one["needed"])
            assert self._asked.setdefault(one["id"], kept) == kept, "an attempt sees other questions than it began with"
            asked = ASKED.validate_json(one["asked"])
            theirs = [row for row in answers if row["attempt_id"] == one["id"]]
            assert [row["place"] for row in theirs] == list(range(len(theirs))), "one after the other, each once"
            for row in theirs:
                picked = {int(option) for option in row["picked"].split(",")}
                assert bool(row["is_right"]) == (picked == asked[row["place"]].right), "marked by what was kept"
            assert (one["ended_at"] is None) == (len(theirs) < len(asked))
            if one["ended_at"] is not None:
                right = sum(row["is_right"] for row in theirs)
                assert bool(one["passed"]) == (right >= one["needed"])
                passed[one["person_id"]] += one["passed"]
        under_way = Counter(one["person_id"] for one in attempts if one["ended_at"] is None)
        assert all(count == 1 for count in under_way.values()), "somebody is at two at once"
        for person in people:
            held = await city.table(
                "SELECT id FROM qualifications WHERE person_id = :person AND state = 'verified'", person=person.id
            )
            assert len(held) == min(1, passed[person.id]), "passing grants once, and nothing else does"
            results = await city.table("SELECT passed FROM results WHERE person_id = :person", person=person.id)
            assert not passed[person.id] or [row["passed"] for row in results] == [1]


@MANY
@given(acts=ACTS)
async def test_a_test_holds_whatever_happens(city: City, acts: list[Act]) -> None:
    async with city.writing() as rows:
        number = await rows.kinds.add(city.top, name="Rescue", levels=(), months=0, needs_evidence=False)
        kind = await rows.kinds.get(number)
    people = await city.people(2)
    leader = await appoint(city, city.leader, city.top)
    [session] = await training(city, NewTraining(kind=kind, pass_by=PassBy.TEST), 1)
    activity = session.activity_id
    await city.put(session, *people, at=-1)
    now = hours_later(4)
    first = NewQuestion(text="What first?", options=("a", "b", "c"), right=frozenset({1}))
    second = NewQuestion(text="What then?", options=("a", "b", "c"), right=frozenset({0, 1}))
    async with city.writing() as rows:
        await making.add_questions(rows, leader, activity, [first, second], at(hours_later(0)))
    await presence(city, leader, session, dict.fromkeys(people, True))
    seen = SeenAttempts()
    for act in acts:
        if act[0] in {"begin", "answer", "tick", "stale"}:  # tapped twice, as at two replicas
            await asyncio.gather(*(takes(city, act, people[act[1]], activity, at(now)) for _ in range(2)))
        else:
            await makes(city, act, leader, activity, at(now))
        await seen.looks(city, people)
        now += timedelta(seconds=20)
