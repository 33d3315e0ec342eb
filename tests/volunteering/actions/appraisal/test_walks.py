"""Whatever is done with an appraisal in whatever order: nobody reads what isn't theirs, and nothing is lost."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.engine.connecting import connect
from storage.engine.database import Kind, Row
from storage.rows import Rows
from storage.rows.erasing import erase
from tests.storage.rows.test_properties import MANY
from tests.support.acting import at
from tests.support.appraised_city import YEAR, AppraisedCity
from tests.support.city import NOW, City
from tests.support.databases import Databases
from volunteering.actions.appraisal.judging import hand_over, mark, say, take_back, take_over
from volunteering.actions.appraisal.opening import close_appraisal, open_appraisal, reopen_appraisal
from volunteering.actions.appraisal.people import add_person, name_leader, set_in
from volunteering.actions.appraisal.saying import comment, mark_oneself, read_it, say_of_oneself
from volunteering.actions.appraisal.seats import seated
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.tree import merge_unit, move_unit
from volunteering.rules.appraisal.marks import Merit, MeritMarks
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

OF_THE_APPRAISAL: Final = (
    "opens", "adds", "takes out", "puts back", "names", "says", "judges", "judges", "hands", "hands", "takes back",
    "takes over", "answers", "closes", "reopens",
)  # fmt: skip
AROUND_IT: Final = ("role", "role", "merges", "parts", "moves", "joins", "is erased")
ACTS: Final = st.lists(
    st.tuples(
        st.sampled_from(OF_THE_APPRAISAL + AROUND_IT), st.integers(0, 4), st.integers(0, 4), st.integers(1, 5)
    ),
    min_size=4,
    max_size=20,
)  # fmt: skip


class StepsTaken(NamedTuple):
    """What somebody does, to whom, and which of several of it."""

    by: Actor
    whom: Person
    sheet: int
    own: int
    appraisal: int
    unit: Unit
    which: int


class AppraisalWalk(AppraisedCity):
    """Five people, two of them admins of one branch, and whatever they do."""

    async def begins(self) -> None:
        await self.people()
        self.bao = await self.city.person("Bao", self.city.huangyan)
        await self.gives(self.bao, self.city.jiaojiang, Role.ADMIN)
        self.everybody = (self.an, self.bo, self.li, self.mei, self.bao)
        self.units = (self.city.top, self.city.jiaojiang, self.city.huangyan, self.east)
        self.merges: list[int] = []
        await self.opened(self.city.jiaojiang, self.bo)
        await self.opened()

    async def does(self, what: str, one: int, other: int, which: int) -> None:
        by, whom = self.everybody[one], self.everybody[other]
        theirs = "SELECT id FROM appraisal_sheets WHERE person_id = :p ORDER BY state, id"
        sheets, own = [[row["id"] for row in await self.city.table(theirs, p=person.id)] for person in (whom, by)]
        appraisals = [row["id"] for row in await self.city.table("SELECT id FROM appraisals ORDER BY id")]
        done = StepsTaken(
            await self.actor(by),
            whom,
            sheets[which % len(sheets)] if sheets else 0,
            own[0] if own else 0,
            appraisals[which % len(appraisals)],
            await self._unit(which),
            which,
        )
        acts: Mapping[str, Callable[[Rows, StepsTaken], Awaitable[object]]] = {
            "opens": lambda rows, done: open_appraisal(rows, done.by, done.unit, YEAR, at(NOW)),
            "adds": lambda rows, done: add_person(rows, done.by, done.appraisal, done.whom.id, "Treasurer", at(NOW)),
            "takes out": lambda rows, done: set_in(rows, done.by, done.sheet, at(NOW), is_in=False),
            "puts back": lambda rows, done: set_in(rows, done.by, done.sheet, at(NOW), is_in=True),
            "names": self._names,
            "says": self._says,
            "judges": self._judges,
            "hands": lambda rows, done: hand_over(rows, done.by, done.sheet, at(NOW)),
            "takes back": lambda rows, done: take_back(rows, done.by, done.sheet, at(NOW)),
            "takes over": lambda rows, done: take_over(rows, done.by, done.sheet, at(NOW)),
            "answers": self._answers,
            "closes": lambda rows, done: close_appraisal(rows, done.by, done.appraisal, at(NOW)),
            "reopens": lambda rows, done: reopen_appraisal(rows, done.by, done.appraisal, at(NOW)),
            "role": self._gets_role,
            "merges": self._merges,
            "parts": self._parts,
            "moves": self._moves,
            "joins": self._joins,
        }
        if what == "is erased":
            await self._is_erased(done)
            return
        async with self.city.writing() as rows:
            await acts[what](rows, done)

    async def _unit(self, which: int) -> Unit:
        """As it is now; what became a part of another is looked up in vain, and the top is meant."""
        async with self.city.looking() as rows:
            return await rows.units.get(self.units[which % len(self.units)].id) or self.city.top

    async def _names(self, rows: Rows, done: StepsTaken) -> None:
        named = self.everybody[done.which - 1].id if done.which > 1 else None
        await name_leader(rows, done.by, done.sheet, named, at(NOW))

    async def _says(self, rows: Rows, done: StepsTaken) -> None:
        await mark_oneself(rows, done.by, done.own, list(Merit)[done.which - 1], done.which, at(NOW))
        await say_of_oneself(rows, done.by, done.own, f"mine {done.which}")

    async def _judges(self, rows: Rows, done: StepsTaken) -> None:
        for merit in list(Merit)[: 5 if done.which > 2 else 2]:
            await mark(rows, done.by, done.sheet, merit, done.which)
        await say(rows, done.by, done.sheet, f"by {done.by.id}")

    async def _answers(self, rows: Rows, done: StepsTaken) -> None:
        await read_it(rows, done.by, done.own, at(NOW))
        await comment(rows, done.by, done.own, f"answer {done.which}", at(NOW))

    async def _gets_role(self, rows: Rows, done: StepsTaken) -> None:
        if done.whom.id != self.an.id:
            role = (None, Role.LEADER, Role.ADMIN)[done.which % 3]
            await rows.people.set_role(done.whom.id, done.unit.id, role, by_id=self.an.id, at=NOW)

    async def _merges(self, rows: Rows, done: StepsTaken) -> None:
        an = Actor(person=self.an, rights=await rows.people.rights(self.an.id))
        if done.whom.id not in {self.an.id, self.mei.id}:
            outcome = await merge(rows, an, self.mei.id, done.whom.id, at(NOW))
            self.merges += [outcome.merge_id] if isinstance(outcome, Merged) else []

    async def _parts(self, rows: Rows, _: StepsTaken) -> None:
        an = Actor(person=self.an, rights=await rows.people.rights(self.an.id))
        if self.merges:
            await undo_merge(rows, an, self.merges.pop(), at(NOW))

    async def _moves(self, rows: Rows, done: StepsTaken) -> None:
        an = Actor(person=self.an, rights=await rows.people.rights(self.an.id))
        await move_unit(rows, an, self.east.id, done.unit.id, at(NOW))

    async def _joins(self, rows: Rows, done: StepsTaken) -> None:
        an = Actor(person=self.an, rights=await rows.people.rights(self.an.id))
        if done.which == 1:
            await merge_unit(rows, an, self.city.huangyan.id, self.city.jiaojiang.id, at(NOW))

    async def _is_erased(self, done: StepsTaken) -> None:
        if done.which == 1 and done.whom.id == self.bo.id:
            async with self.city.changing() as tx:
                await erase(tx, done.whom.id)

    async def stand(self) -> dict[int, Row]:
        """Every sheet, with how its appraisal stands."""
        rows = await self.city.table(
            "SELECT s.*, a.state AS appraisal FROM appraisal_sheets s JOIN appraisals a ON a.id = s.appraisal_id"
        )
        return {row["id"]: row for row in rows}

    async def holds(self) -> None:
        """Each is appraised once a year, and what is begun nobody reads but whoever wrote it."""
        sheets = (await self.stand()).values()
        those_in = [(row["year"], row["person_id"]) for row in sheets if row["state"] == "in"]
        assert len(set(those_in)) == len(those_in)
        begun = [row for row in sheets if row["handed_at"] is None and (row["led_by"] or row["led_words"])]
        for reader in self.everybody if begun else ():
            actor = await self.actor(reader)
            async with self.city.writing() as rows:
                for row in begun:
                    found = await seated(rows, actor, row["id"])
                    if found and (row["led_by"] != reader.id or row["person_id"] == reader.id):
                        assert (found[0].led, found[0].led_words) == (MeritMarks(), "")


def _nothing_lost(what: str, before: Mapping[int, Row], after: Mapping[int, Row]) -> None:
    """Of what an act of the appraisal does: sheets stay, and what was said stays in them; closed, all of it does."""
    for number, then in before.items():
        now = after[number]
        said = [f"own_{merit}" for merit in Merit] + ["own_words", "comment"]
        lost = [one for one in said if then[one] and not now[one]]
        assert not lost, f"{what}: {lost} of sheet {number}"
        if then["handed_at"] is not None and what != "takes back":
            assert all(then[f"led_{merit}"] == now[f"led_{merit}"] for merit in Merit)
            assert (then["led_words"], then["beside"]) == (now["led_words"], now["beside"])
        if then["appraisal"] == "closed" and what != "reopens":
            told = {"told", "read_at"}
            columns = [column for column in then.keys() if column not in told]  # noqa: SIM118  a row is no mapping
            assert [then[column] for column in columns] == [now[column] for column in columns], f"{what}: it is closed"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@MANY
@given(acts=ACTS)
async def test_nobody_reads_what_is_not_theirs_and_nothing_is_lost(
    databases: Databases, kind: Kind, acts: list[tuple[str, int, int, int]]
) -> None:
    with databases.fresh(kind) as url:
        async with connect(url) as database:
            walk = AppraisalWalk(await City.founded(database))
            await walk.begins()
            for act in acts:
                before = await walk.stand()
                await walk.does(*act)
                if act[0] in OF_THE_APPRAISAL:
                    _nothing_lost(act[0], before, await walk.stand())
                await walk.holds()
