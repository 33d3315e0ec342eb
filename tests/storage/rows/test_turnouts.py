"""What is kept of who came, by kind of shift, is what the ledger says at every moment (decisions 66 and 69)."""

from hypothesis import given
from hypothesis import strategies as st

from scheduling import sweeps
from storage.rows.turnouts import OF_EVERY_UNIT, PAST, past_in
from tests.storage.rows.test_properties import MANY
from tests.support.acting import appoint, at
from tests.support.city import NOW, City, at_shift
from volunteering.rules.activities import Category, Shift
from volunteering.rules.answers import ReminderAnswer
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Person

PEOPLE = 6
KINDS = st.sampled_from([Kind.ATTENDED, Kind.NO_SHOW, Kind.VOID, Kind.EXCUSED])
ACTS = st.lists(
    st.one_of(
        st.tuples(
            KINDS,
            st.integers(0, 5),
            st.integers(0, 3),
        ),
        st.tuples(st.sampled_from(["category"]), st.integers(0, 3), st.sampled_from([0, 1])),
        st.tuples(st.sampled_from(["merge"]), st.just(0), st.just(0)),
    ),
    max_size=16,
)


async def shifts_of(city: City, people: list[Person], one: Unit, other: Unit) -> list[Shift]:
    """Three that all have a place in, in two units, and a fourth with two people; with every answer."""
    found: list[Shift] = []
    for number, unit in enumerate((one, one, other, one)):
        shift = await city.shift(48, activity=await city.activity(f"Activity {number}", unit=unit))
        there = people if number < 3 else people[:2]
        await city.put(shift, *there)
        async with city.writing() as rows:
            for place in await rows.sign_ups.confirmed(shift.id):
                answer = (ReminderAnswer.COMING, ReminderAnswer.LATE, None)[(place.person_id + number) % 3]
                if answer:
                    await rows.sign_ups.say_coming(place.id, answer, NOW)
        found.append(shift)
    return found


async def kept(city: City) -> list[tuple[object, ...]]:
    rows = await city.table("SELECT * FROM turnouts WHERE cases <> 0 ORDER BY unit_id, category, answer")
    return [tuple(row[name] for name in ("unit_id", "category", "answer", "cases", "came")) for row in rows]


async def as_the_ledger_says(city: City) -> list[tuple[object, ...]]:
    async with city.changing() as tx:
        tx.later("DELETE FROM turnouts")
        tx.later(OF_EVERY_UNIT)
    return await kept(city)


@given(ACTS)
@MANY
async def test_they_are_what_the_lines_add_up_to(city: City, acts: list[tuple[Kind | str, int, int]]) -> None:
    people = await city.people(PEOPLE)
    here, there = [await city.unit(f"{name} {people[0].id}") for name in ("Here", "There")]
    shifts = await shifts_of(city, people, here, there)
    gone = False
    for what, one, other in acts:
        match what:
            case "category":
                async with city.writing() as rows:
                    category = (Category.OTHER, Category.SOCIAL)[other]
                    await rows.activities.change(shifts[one].activity_id, category=category)
            case "merge" if not gone:
                gone = True
                async with city.writing() as rows:
                    await rows.units.merge(there, here, NOW)
            case Kind():
                if other == 3 and one > 1:
                    continue
                subject = at_shift(shifts[other], people[one])
                unit = there if other == 2 and not gone else here
                minutes = 60 if what is Kind.ATTENDED else 0
                await city.record(subject.model_copy(update={"unit_id": unit.id}), what, minutes)
            case _:
                pass
    before = await kept(city)
    assert before == await as_the_ledger_says(city)


async def test_of_few_people_nothing_is_kept(city: City) -> None:
    people = await city.people(PEOPLE)
    *_, small = await shifts_of(city, people, city.jiaojiang, city.huangyan)
    for person in people[:2]:
        await city.record(at_shift(small, person), Kind.ATTENDED, 60)
    assert await kept(city) == []


async def test_what_an_older_replica_wrote_is_put_right_at_night(city: City) -> None:
    people = await city.people(PEOPLE)
    shift, *_ = await shifts_of(city, people, city.jiaojiang, city.huangyan)
    await appoint(city, city.leader, city.jiaojiang, Role.LEADER)
    for person in people:
        await city.record(at_shift(shift, person), Kind.ATTENDED, 60)
    before = await kept(city)
    assert sum(int(str(row[4])) for row in before) == PEOPLE
    async with city.changing() as tx:
        tx.later("UPDATE turnouts SET cases = cases + 5")
    await sweeps.tidy(city.database, at(NOW))
    assert await kept(city) == before
    async with city.changing() as tx:
        tx.later("DELETE FROM turnouts")
    await sweeps.tidy(city.database, at(NOW))
    assert await kept(city) == before


async def test_what_a_kind_lacks_is_read_from_around_it_its_category_and_all(city: City) -> None:
    beside = await city.unit("Beside", above=city.jiaojiang)
    team = await city.unit("Team", above=city.jiaojiang)
    shift = await city.shift(48, activity=await city.activity("Soup", unit=team))
    rows = (
        (team, "social"),
        (beside, "social"),
        (city.jiaojiang, "social"),
        (city.huangyan, "social"),
        (team, "other"),
    )
    async with city.changing() as tx:
        tx.later("UPDATE activities SET category = 'social' WHERE id = :activity", activity=shift.activity_id)
        for number, (unit, category) in enumerate(rows):
            tx.later(
                """
                INSERT INTO turnouts (unit_id, category, answer, cases, came)
                VALUES (:unit, :category, 1, :cases, :came)
                """,
                unit=unit.id,
                category=category,
                cases=2 * 10**number,
                came=10**number,
            )
    async with city.looking() as records:
        past = past_in(await records.tx.all(PAST, shift=shift.id))
    assert [sums[ReminderAnswer.COMING].came for sums in past] == [11111, 1111, 111, 1]
    assert [sums[ReminderAnswer.COMING].cases for sums in past] == [22222, 2222, 222, 2]
