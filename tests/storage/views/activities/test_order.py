"""How well a shift fits somebody, in SQL: how near it is, what its roles ask for, and whether they are in it anyway."""

from datetime import date

import pytest

from scheduling.weighing import weigh
from storage.engine.pages import Page
from storage.views.activities.upcoming import most_needed
from tests.support.acting import at
from tests.support.city import NOW, City, hours_later
from tests.support.qualified import kind_of
from volunteering.rules.activities import Shift
from volunteering.rules.needs import Needs, Required
from volunteering.rules.ordering import Nearness
from volunteering.rules.profiles import Particular, Particulars, Spoken
from volunteering.rules.roles import NewRole
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.volunteers import Person


async def listed(
    city: City, person: Person, *, now: float = 0, as_of: float | None = None
) -> list[tuple[int, Nearness]]:
    """The shifts in the order in which somebody finds them."""
    since = None if as_of is None else hours_later(as_of)
    async with city.database.reading() as reader:
        found = await most_needed(reader, person, hours_later(now), since, page=Page(20))
    assert found.extent.total == len(found.offers)
    return [(offer.facts.shift.id, offer.nearness) for offer in found.offers]


async def numbers(city: City, person: Person, *, now: float = 0, as_of: float | None = None) -> list[int]:
    return [number for number, _ in await listed(city, person, now=now, as_of=as_of)]


async def asking(city: City, needs: Needs, *others: Needs) -> Shift:
    """A shift that starts after others, with roles that ask for this."""
    shift = await city.shift(40)
    async with city.writing() as rows:
        for ordinal, one in enumerate((needs, *others)):
            await rows.roles.add(shift.id, ordinal, NewRole(name=f"Role {ordinal}", limit=5, needs=one))
        rows.roles.count(shift.id, 1 + len(others), 5 + 5 * len(others))
    return shift


async def qualified(city: City, person: Person, code: str, *, level: int = 0, until: date | None = None) -> None:
    kind = await kind_of(city, code)
    async with city.changing() as tx:
        tx.later(
            """
            INSERT INTO qualifications (person_id, kind_id, level, issued_on, state, at, expires_on)
            VALUES (:person, :kind, :level, '2026-01-01', 'verified', 0, :until)
            """,
            person=person.id,
            kind=kind.id,
            level=level,
            until=until.isoformat() if until else None,
        )


async def speaks(city: City, person: Person, *languages: str) -> None:
    async with city.writing() as rows:
        await rows.profiles.change(person.id, Particulars(languages=languages), [Particular.LANGUAGES], NOW)


async def test_each_step_nearer_counts_double(city: City) -> None:
    street = await city.unit("Hongjia", city.jiaojiang)
    mine, neighbours = await city.unit("Mine", street), await city.unit("Neighbours", street)
    baiyun = await city.unit("Baiyun", city.jiaojiang)
    wei = await city.person("Wei", mine)
    units = [city.huangyan, city.top, baiyun, neighbours, mine]
    shifts = [await city.shift(10 + n, activity=await city.activity(unit=unit)) for n, unit in enumerate(units)]
    found = await listed(city, wei)
    assert found == [
        (shifts[4].id, Nearness.MY_TEAMS),
        (shifts[3].id, Nearness.AROUND),
        (shifts[2].id, Nearness.DISTRICT),
        (shifts[0].id, Nearness.ELSEWHERE),
        (shifts[1].id, Nearness.ELSEWHERE),
    ]
    await city.put(shifts[4], *await city.people(8), at=-1)  # of ten places two are left, and eight just came
    await weigh(city.database, at(hours_later(-0.1)))
    assert (await listed(city, wei))[0] == (shifts[3].id, Nearness.AROUND)


async def test_a_further_team_is_theirs_too(city: City) -> None:
    wei = await city.person("Wei", city.jiaojiang)
    async with city.writing() as rows:
        await rows.people.join(wei.id, city.huangyan.id, NOW)
    shift = await city.shift(10, activity=await city.activity(unit=city.huangyan))
    assert await listed(city, wei) == [(shift.id, Nearness.MY_TEAMS)]


async def test_whom_a_role_asks_for_finds_it_first_and_who_lacks_it_last(city: City) -> None:
    plain, able, unable = await city.shift(20), await city.person("Able"), await city.person("Unable")
    kind = await kind_of(city, "first_aid")
    shift = await asking(city, Needs(kinds=(Required(kind=kind),)))
    await qualified(city, able, "first_aid")
    assert await numbers(city, able) == [shift.id, plain.id]
    assert await numbers(city, unable) == [plain.id, shift.id]


async def test_a_role_for_anybody_beside_it_lets_time_decide(city: City) -> None:
    later, wei = await city.shift(60), await city.person("Wei")
    shift = await asking(city, Needs(kinds=(Required(kind=await kind_of(city, "first_aid")),)), Needs())
    assert await numbers(city, wei) == [shift.id, later.id]


@pytest.mark.parametrize(
    ("until", "any_of", "also", "counts"),
    [
        (None, False, None, True),
        (date(2026, 12, 2), False, None, False),  # the shift is on the third
        (date(2026, 12, 3), False, None, True),
        (None, False, "driver", False),
        (None, True, "driver", True),
    ],
)
async def test_what_counts_is_what_holds_on_the_day(
    city: City, until: date | None, also: str | None, *, any_of: bool, counts: bool
) -> None:
    plain, wei = await city.shift(20), await city.person("Wei")
    kinds = [Required(kind=await kind_of(city, code)) for code in ("first_aid", also) if code]
    shift = await asking(city, Needs(kinds=tuple(kinds), any_of=any_of))
    await qualified(city, wei, "first_aid", until=until)
    assert await numbers(city, wei) == ([shift.id, plain.id] if counts else [plain.id, shift.id])


@pytest.mark.parametrize(
    ("spoken", "counts"), [((), False), (("en",), False), (("nan", "en", "Esperanto"), True), (("nan-en",), False)]
)
async def test_every_language_of_a_role_is_to_be_spoken(city: City, spoken: tuple[str, ...], *, counts: bool) -> None:
    plain, wei = await city.shift(20), await city.person("Wei")
    shift = await asking(city, Needs(languages=(Spoken.ENGLISH, Spoken.MIN_NAN)))
    if spoken:
        await speaks(city, wei, *spoken)
    assert await numbers(city, wei) == ([shift.id, plain.id] if counts else [plain.id, shift.id])


@pytest.mark.parametrize("state", [SignUpState.CONFIRMED, SignUpState.WAITING])
async def test_what_somebody_is_in_comes_last_to_whoever_begins_then(city: City, state: SignUpState) -> None:
    first, second, wei = await city.shift(20), await city.shift(30), await city.person("Wei")
    await city.put(first, wei, state=state, at=0.5)
    assert await numbers(city, wei, now=0.6) == [second.id, first.id]
    assert await numbers(city, wei, now=0.6, as_of=0.4) == [first.id, second.id]


async def test_an_order_of_before_is_as_it_was(city: City) -> None:
    wei = await city.person("Wei")
    small, large = await city.shift(60, places=3), await city.shift(50, places=2)
    await weigh(city.database, at(hours_later(-0.1)))
    await city.put(small, *await city.people(3), at=0.9)
    await weigh(city.database, at(hours_later(1)))
    posted = await city.shift(30)
    async with city.writing() as rows:
        rows.tx.later(
            "UPDATE shifts SET moved_at = :at WHERE id = :shift", at=int(hours_later(1.2).timestamp()), shift=posted.id
        )
    assert await numbers(city, wei, now=1.5, as_of=0.9) == [small.id, large.id]
    assert await numbers(city, wei, now=1.5, as_of=1.1) == [large.id, small.id]
    assert await numbers(city, wei, now=1.5, as_of=1.3) == [posted.id, large.id, small.id]
    assert await numbers(city, wei, now=1.5) == [posted.id, large.id, small.id]
