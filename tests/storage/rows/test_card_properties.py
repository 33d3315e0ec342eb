"""Whatever is served, corrected, merged, parted, erased, given and taken back: no hour is in two cards of honour.

Beside it a book is kept by hand of who has which hours and cards; both ways of asking say what it says.
"""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from storage.engine.pages import Page
from storage.views.honours import cards_in
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at
from tests.support.city import NOW, ZONE, City
from volunteering.actions.doubles.making_one import Merged, Parted, merge, undo_merge
from volunteering.actions.honours.cards import give_card
from volunteering.actions.honours.giving import HonourAdded, take_back_honour
from volunteering.actions.volunteers.registering import erase
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.honours import CARD_MINUTES, CARD_YEARS, Honour, years_before
from volunteering.rules.hours import Counted, Entry, Kind, Subject, entry_for
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Actor, Person

PEOPLE = st.integers(0, 2)
WHICH = st.integers(0, 5)
HOURS = st.sampled_from([0, 100, 150, 299, 300, 301, 450, 700])
Act = tuple[Literal["serves", "corrects", "card", "takes back", "merge", "part", "erase", "years"], int, int, int]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("serves"), PEOPLE, WHICH, HOURS),
        st.tuples(st.sampled_from(["card", "card", "corrects", "takes back", "years"]), PEOPLE, WHICH, HOURS),
        st.tuples(st.sampled_from(["merge", "part", "merge", "part", "erase"]), PEOPLE, PEOPLE, HOURS),
    ),
    max_size=24,
)


class CardsAndHours:
    """Three people, their lines and their cards, as they stand."""

    def __init__(self, city: City, admin: Actor, people: list[Person]) -> None:
        self.city, self.admin, self.people = city, admin, people
        self.now = NOW
        self.merges: list[int] = []
        self.days: dict[int, date] = {}  # of each card that was ever given
        self.numbers = 0

    @property
    def moment(self) -> Moment:
        return at(self.now)

    async def does(self, act: Act) -> None:
        what, one, other, hours = act
        acts: dict[str, Callable[[int, int, int], Awaitable[None]]] = {
            "serves": self._serves,
            "corrects": self._corrects,
            "card": self._card,
            "takes back": self._takes_back,
            "merge": self._merges,
            "part": self._parts,
            "erase": self._erases,
            "years": self._years,
        }
        await acts[what](one, other, hours)
        await self.holds()

    async def _serves(self, one: int, other: int, hours: int) -> None:
        self.numbers += 1
        day = self.moment.today - timedelta(days=other * 400)
        subject = Subject(person_id=self.people[one].id, unit_id=self.city.top.id, day=day, title=f"{self.numbers}")
        await self._writes(entry_for(subject, Kind.CARRIED_OVER, hours * 60, None, by_id=None, at=self.now))

    async def _corrects(self, one: int, other: int, hours: int) -> None:
        """The line of somebody that holds, to another length, or to nothing."""
        rows = await self.city.table(
            """
            SELECT e.* FROM entries e WHERE e.person_id = :person
            AND NOT EXISTS (SELECT 1 FROM entries later WHERE later.replaces_id = e.id) ORDER BY e.id
            """,
            person=self.people[one].id,
        )
        if not rows:
            return
        row = rows[other % len(rows)]
        earlier = Counted(entry_id=row["id"], kind=row["kind"], minutes=row["minutes"])
        subject = Subject(
            person_id=row["person_id"], unit_id=row["unit_id"], day=date.fromisoformat(row["day"]), title=row["title"]
        )
        kind = Kind.CARRIED_OVER if hours else Kind.VOID
        await self._writes(entry_for(subject, kind, hours * 60, earlier, by_id=None, at=self.now))

    async def _writes(self, entry: Entry | None) -> None:
        if entry is not None:
            async with self.city.writing() as rows:
                await rows.hours.append(entry)

    async def _card(self, one: int, *_: int) -> None:
        before = await self._left(self.people[one])
        held = await self._last_card(self.people[one])
        async with self.city.writing() as rows:
            outcome = await give_card(rows, self.admin, self.people[one].id, self.moment)
        if isinstance(outcome, HonourAdded):
            self.days[outcome.honour_id] = self.moment.today
            assert before >= CARD_MINUTES, "it counts hours that another card has counted"
            assert held is None or held <= years_before(self.moment.today, CARD_YEARS), "the last one is valid still"

    async def _takes_back(self, _: int, other: int, __: int) -> None:
        if not self.days:
            return
        card = sorted(self.days)[other % len(self.days)]
        async with self.city.writing() as rows:
            outcome = await take_back_honour(rows, self.admin, card, self.moment)
        assert isinstance(outcome, Honour | Unchanged)

    async def _merges(self, one: int, other: int, _: int) -> None:
        async with self.city.writing() as rows:
            outcome = await merge(rows, self.admin, self.people[one].id, self.people[other].id, self.moment)
        if isinstance(outcome, Merged):
            self.merges.append(outcome.merge_id)

    async def _parts(self, *_: int) -> None:
        """Hours that a card has counted are nobody's twice: what wasn't theirs is missing to whoever has it."""
        if not self.merges:
            return
        sums = [await self._left(person) for person in self.people]
        async with self.city.writing() as rows:
            outcome = await undo_merge(rows, self.admin, self.merges.pop(), self.moment)
        if isinstance(outcome, Parted):
            assert sum(sums) == sum([await self._left(person) for person in self.people])

    async def _erases(self, one: int, other: int, hours: int) -> None:
        if hours != 700 or one != 2 or other != 2:  # seldom: of somebody erased nothing more comes
            return
        async with self.city.writing() as rows:
            person = await rows.people.get(self.people[one].id)
            if person is not None and person.standing.is_here:
                await erase(rows, person, self.moment)

    async def _years(self, _: int, other: int, __: int) -> None:
        self.now += timedelta(days=366 * (1 + other % 3))

    async def _left(self, person: Person) -> int:
        """Every minute of theirs, without those that a card of theirs has counted."""
        served = await self.city.figure("SELECT SUM(change) AS n FROM entries WHERE person_id = :p", p=person.id)
        counted = await self.city.figure(
            "SELECT SUM(minutes) AS n FROM honours WHERE person_id = :p AND taken_back_at IS NULL", p=person.id
        )
        return served - counted

    async def _last_card(self, person: Person) -> date | None:
        rows = await self.city.table(
            "SELECT id FROM honours WHERE person_id = :p AND taken_back_at IS NULL", p=person.id
        )
        return max((self.days[row["id"]] for row in rows), default=None)

    async def holds(self) -> None:
        """What is shown of somebody is what their lines and cards say, and the list has those who qualify."""
        qualify: dict[int, int] = {}
        for person in self.people:
            async with self.city.looking() as rows:
                stands = await rows.honours.towards_card(person.id, ZONE)
                is_with_us = (found := await rows.people.get(person.id)) is not None and found.standing.is_with_us
            assert stands.minutes == await self._left(person)
            if is_with_us and stands.qualifies(self.moment.today):
                qualify[person.id] = stands.minutes
        by = years_before(self.moment.today, CARD_YEARS)
        async with self.city.database.reading() as reader:
            listed = await cards_in(reader, self.city.top.id, by, ZONE, Page(1000))
        assert listed is not None
        ours = {person.id for person in self.people}
        assert {line.person_id: line.minutes for line in listed.lines if line.person_id in ours} == qualify


@MANY
@given(acts=ACTS)
async def test_no_hour_is_in_two_cards(city: City, acts: list[Act]) -> None:
    admin = await appoint(city, await city.person("Admin"), city.top, Role.ADMIN)
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, "tw-record-book")
    people = [await city.person("Wei"), await city.person("Wei again"), await city.person("Wu", city.huangyan)]
    both = CardsAndHours(city, admin, people)
    for act in acts:
        await both.does(act)
