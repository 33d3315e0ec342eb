"""Two processes in the middle of learning and thanks: whatever they do, and at whichever statement, all is right."""

import random
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import NamedTuple

import pytest

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.views.thanks import seen_ratings
from tests.support.databases import Databases
from tests.support.trained import training
from tests.torture.acts_of_thanks import EVERY
from tests.torture.at_once import KeptDatabase, halting, meanwhile
from tests.torture.conftest import Report
from tests.torture.learned import settled, unwritten, wrong
from tests.torture.learners import ASKED, MOMENT, Learners, actor
from volunteering.actions.attendance.rosters import Confirmed, confirm_roster, tick
from volunteering.actions.quizzes.making import add_questions
from volunteering.rules.activities import Shift
from volunteering.rules.training import NewTraining, PassBy

SHORT, LONG = 60, 6_000  # pairs
STEPS = (6, 14, 30, 60)  # of the first at most, before the second comes
SEED = 20261130
BEFORE = {
    "bo_resumes": "bo_declines",
    "parts": "merges",
    "puts_right": "corrects_service",
    "rejects": "approves",
    "reopens_appraisal": "closes_appraisal",
    "takes_card_back": "gives_card",
    "takes_commendation_back": "commends",
    "takes_sheet_back": "hands_over",
    "undoes_no_show": "corrects_service",
}
"""What has to have been done first."""

ONCE_WRONG = (
    ("passes_twin_by_mark", "merges"),
    ("passes_twin_by_mark", "merges_the_other_way"),
    ("fails_mei_by_mark", "answers_right"),
    ("merges", "confirms_session"),
    ("merges_the_other_way", "twin_begins_quiz"),
    ("adds_mei", "merges_the_other_way"),
    ("mei_passes_exam", "merges_the_other_way"),
    ("gives_honour", "merges_the_other_way"),
)
"""Of these, some statement or other was the wrong one."""


class TwoReplicas(NamedTuple):
    """On one database, in which Mei and the others are."""

    one: Learners
    other: Learners
    kept: KeptDatabase
    watcher: Database
    url: str


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Nobody's power goes here: no commit need wait for the disk."""
    with Databases(tmp_path_factory.mktemp("databases")) as databases:
        yield databases


@pytest.fixture
async def replicas(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[TwoReplicas]:
    with databases.fresh("postgresql") as url, halting(monkeypatch):
        async with connect(url) as one, connect(url) as other:
            town = await Learners.gathered(one)
            kept = await KeptDatabase.now(url)
            yield TwoReplicas(town, town.over_database(other), kept, other, url)
            await kept.close()


async def _is_right(replicas: TwoReplicas, first: str, at: int, second: str) -> bool:
    """Whether the first has so many statements."""
    await replicas.kept.back()
    for name in (first, second):
        if name in BEFORE:
            await replicas.one.does(BEFORE[name])
    is_there = await meanwhile(
        lambda: replicas.one.does(first), at, lambda: replicas.other.does(second), replicas.watcher
    )
    if is_there:
        later = await settled(replicas.one.city, MOMENT)
        faults = [what async for what in wrong(replicas.one.city, later)]
        assert not faults, f"{second} before statement {at} of {first}: {faults}"
    return is_there


@pytest.mark.parametrize(("first", "second"), ONCE_WRONG)
async def test_what_was_wrong_once_is_right_at_every_statement(replicas: TwoReplicas, first: str, second: str) -> None:
    at = 1
    while await _is_right(replicas, first, at, second):
        at += 1
    assert at > 1, f"{first} has no statement: nothing was met"


async def test_what_is_taken_up_by_two_tells_no_more_than_by_one(replicas: TwoReplicas) -> None:
    """A leader who corrects a roster between two nights at once reads nobody's stars as a difference (decision 57)."""
    town, shift = replicas.one, replicas.one.served.id
    read: list[int] = []

    async def reads() -> None:
        async with replicas.watcher.reading() as reader:
            found = await seen_ratings(reader, shift)
        read.append(found.seen.people if found else 0)

    async def corrects_and_takes_up() -> None:
        for name in ("corrects_service", "takes_up_ratings"):
            await replicas.other.does(name)
        await reads()

    at, is_there = 1, True
    while is_there:
        await replicas.kept.back()
        read.clear()
        is_there = await meanwhile(lambda: town.does("takes_up_ratings"), at, corrects_and_takes_up, replicas.watcher)
        await town.does("puts_right")
        await reads()
        assert read != [3, 4], f"before statement {at}: four people's stars without three's are Mei's"
        at += 1


async def test_of_two_rosters_that_are_the_last_one_invites_to_the_test(replicas: TwoReplicas) -> None:
    """Each is confirmed while the other isn't yet, as far as it can see; in the second there is only who leads."""
    town = replicas.one
    first, second = await training(town.city, NewTraining(pass_by=PassBy.TEST), -40, -35)
    await town.city.put(first, town.bo, at=-100)
    await town.city.put(second, town.li, at=-100)
    async with town.city.writing() as rows:
        li = await actor(rows, town.li)
        await add_questions(rows, li, first.activity_id, [ASKED], MOMENT)
        await tick(rows, li, first.id, town.bo.id, MOMENT, came=True)
    invited = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'quiz_ready' AND person_id = :bo AND facts LIKE :of"
    kept = await KeptDatabase.now(replicas.url)

    async def confirms(of: Learners, session: Shift) -> None:
        async with of.city.writing() as rows:
            assert isinstance(await confirm_roster(rows, li, session.id, MOMENT), Confirmed)

    for one, other in ((first, second), (second, first)):
        at, is_there = 1, True
        while is_there:
            await kept.back()
            is_there = await meanwhile(
                partial(confirms, town, one), at, partial(confirms, replicas.other, other), replicas.watcher
            )
            if is_there:
                told = await town.city.figure(invited, bo=town.bo.id, of=f'%"activity_id":{first.activity_id}}}%')
                assert told == 1, f"before statement {at}"
            at += 1
    await kept.close()


async def test_whoever_comes_in_between_all_is_right(replicas: TwoReplicas, report: Report, *, long: bool) -> None:
    chance, times, met = random.Random(SEED), LONG if long else SHORT, 0
    for _ in range(times):
        first, second = chance.choice(EVERY), chance.choice(EVERY)
        met += await _is_right(replicas, first, chance.randint(1, chance.choice(STEPS)), second)
    assert met, "they never met"
    report(
        "Two processes at once", f"{times} pairs of {len(EVERY)} acts of learning and thanks; {met} met in the middle"
    )


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_is_done_in_whatever_order_all_is_right(database: Database, seed: int, *, long: bool) -> None:
    chance, town, done = random.Random(seed), await Learners.gathered(database), list[str]()
    for _ in range(400 if long else 40):
        done.append(chance.choice(EVERY))
        await town.does(done[-1])
        later = await settled(town.city, MOMENT)
        faults = [what async for what in wrong(town.city, later)]
        assert not faults, f"{faults} after {done}"
    assert not [what async for what in unwritten(town.city, later)]
