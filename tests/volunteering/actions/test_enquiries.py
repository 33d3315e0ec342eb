"""Asking those who lead: who is asked, who may answer, and that nothing asked is lost."""

import pytest

from tests.support.acting import NOW, acting, appoint, at, hours_later, known, owed, told
from tests.support.city import City
from volunteering.actions.enquiries import (
    Answered,
    Enquired,
    NoNoShow,
    TooManyOpen,
    WaitsForAnswer,
    ask,
    find_topic,
    pass_on_enquiry,
    say_more,
    say_was_there,
)
from volunteering.actions.leading.editing import Edit, Edited, edit
from volunteering.rules.activities import Shift
from volunteering.rules.enquiries import MOST_IN_A_ROW, MOST_OPEN, Enquiry, EnquiryState, Matter
from volunteering.rules.notices.letters import Letter
from volunteering.rules.notices.owed import Owed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor, Person, Standing


@pytest.fixture
async def li(city: City) -> Actor:
    return await appoint(city, city.leader, city.jiaojiang)


@pytest.fixture
async def shift(city: City) -> Shift:
    return await city.shift(48)


async def asks(
    city: City, person: Person, matter: Matter, number: int = 0, text: str = "Is it on?"
) -> Enquired | TooManyOpen | WaitsForAnswer:
    async with city.writing() as rows:
        topic = await find_topic(rows, person, matter, number)
        assert topic is not None
        return await ask(rows, person, topic, text, at(NOW))


async def says(
    city: City, actor: Actor, enquiry: int, text: str = "Yes"
) -> Answered | Enquired | WaitsForAnswer | NotAllowed | None:
    async with city.writing() as rows:
        return await say_more(rows, actor, enquiry, text, at(hours_later(1)))


async def passed_on(city: City) -> list[int]:
    """What a sweep does, twice: whose turn it is, that time."""
    new = []
    for _ in range(2):
        async with city.looking() as rows:
            waiting = await rows.enquiries.without_readers()
        for number in waiting:
            async with city.writing() as rows:
                new.append(await pass_on_enquiry(rows, number, at(hours_later(1))))
    return [number for number in new if number]


async def enquiry(city: City, number: int) -> Enquiry:
    async with city.looking() as rows:
        found = await rows.enquiries.get(number)
    assert found is not None
    return found


def number_of(outcome: object) -> int:
    assert isinstance(outcome, Enquired)
    return outcome.enquiry_id


async def test_of_an_activity_its_leader_is_asked_and_of_anything_else_the_teams_leaders(
    city: City, li: Actor, shift: Shift
) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang)
    mei = await city.person("Mei")
    assert await asks(city, mei, Matter.SHIFT, shift.id) == Enquired(enquiry_id=1, to=(li.id,))
    outcome = await asks(city, mei, Matter.ON_HOLD)
    assert isinstance(outcome, Enquired)
    assert sorted(outcome.to) == sorted([li.id, wu.id])
    assert await told(city, "enquiry_made") == sorted([li.id, li.id, wu.id])


async def test_nobody_is_asked_by_themselves(city: City, li: Actor, shift: Shift) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang)
    assert await asks(city, li.person, Matter.SHIFT, shift.id) == Enquired(enquiry_id=1, to=(wu.id,))


async def test_what_nobody_can_be_asked_now_waits_for_whoever_comes_to_lead(city: City, shift: Shift) -> None:
    mei = await city.person("Mei")
    assert await asks(city, mei, Matter.SHIFT, shift.id) == Enquired(enquiry_id=1, to=())
    assert await passed_on(city) == []
    wu = await appoint(city, await city.person("Wu"), city.top)
    assert await passed_on(city) == [1]
    assert await told(city, "enquiry_made") == [wu.id]


@pytest.mark.parametrize("loss", ["role", "suspended", "left", "out of reach", "erased"])
async def test_who_may_answer_no_more_is_followed_by_others(city: City, li: Actor, shift: Shift, loss: str) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang)
    await asks(city, await city.person("Mei"), Matter.SHIFT, shift.id)
    assert await passed_on(city) == []
    async with city.writing() as rows:
        match loss:
            case "role":
                await rows.people.set_role(li.id, city.jiaojiang.id, None, by_id=None, at=NOW)
            case "suspended":
                await rows.people.change(li.id, standing=Standing.SUSPENDED)
            case "left":
                await rows.people.go(li.id)
            case "out of reach":
                await rows.people.change(li.id, reachable=False)
            case _:
                await rows.people.erase(li.id)
    assert await passed_on(city) == [1], "once"
    assert wu.id in await told(city, "enquiry_made")


async def test_who_takes_an_activity_over_takes_over_what_was_asked(city: City, li: Actor, shift: Shift) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang)
    await asks(city, await city.person("Mei"), Matter.SHIFT, shift.id)
    async with city.writing() as rows:
        outcome = await edit(rows, li, shift.activity_id, Edit(leader_id=wu.id), at(NOW))
    assert isinstance(outcome, Edited)
    assert await told(city, "enquiry_made") == sorted([li.id, wu.id])


async def test_the_first_answer_settles_it_and_the_second_is_heard_too(city: City, li: Actor, shift: Shift) -> None:
    wu = await appoint(city, await city.person("Wu"), city.jiaojiang)
    mei = await city.person("Mei")
    number = number_of(await asks(city, mei, Matter.SHIFT, shift.id))
    first = await says(city, li, number)
    assert isinstance(first, Answered)
    assert first.enquiry.answered_by is None
    second = await says(city, wu, number, "No")
    assert isinstance(second, Answered)
    assert second.enquiry.answered_by == li.id, "so that it can be said who was first"
    assert [reader for reader, _ in await owed(city, "enquiry_answered")] == [mei.id, mei.id]
    assert (await enquiry(city, number)).state is EnquiryState.ANSWERED


async def test_who_asked_writes_again_and_it_waits_again(city: City, li: Actor, shift: Shift) -> None:
    mei = await city.person("Mei")
    number = number_of(await asks(city, mei, Matter.SHIFT, shift.id))
    await says(city, li, number)
    assert number_of(await says(city, await acting(city, mei), number, "Thanks, and where?")) == number
    assert (await enquiry(city, number)).state is EnquiryState.OPEN
    assert await told(city, "enquiry_made") == [li.id, li.id]
    assert number_of(await asks(city, mei, Matter.SHIFT, shift.id)) == number, "it is the same as long as it waits"


async def test_only_who_leads_there_answers(city: City, li: Actor, shift: Shift) -> None:
    number = number_of(await asks(city, await city.person("Mei"), Matter.SHIFT, shift.id))
    elsewhere = await appoint(city, await city.person("Sun"), city.huangyan)
    assert await says(city, elsewhere, number) == NotAllowed()
    assert await says(city, await acting(city, await city.person("Bo")), number) == NotAllowed()
    assert await says(city, li, 999) is None
    assert await told(city, "enquiry_answered") == []


async def test_nobody_is_flooded(city: City, li: Actor) -> None:
    mei = await city.person("Mei")
    shifts = [await city.shift(48 + 5 * hour) for hour in range(MOST_OPEN + 1)]
    for _ in range(MOST_IN_A_ROW):
        assert number_of(await asks(city, mei, Matter.SHIFT, shifts[0].id)) == 1
    assert await asks(city, mei, Matter.SHIFT, shifts[0].id) == WaitsForAnswer(enquiry_id=1)
    assert await says(city, await acting(city, mei), 1) == WaitsForAnswer(enquiry_id=1)
    for shift in shifts[1:MOST_OPEN]:
        number_of(await asks(city, mei, Matter.SHIFT, shift.id))
    assert await asks(city, mei, Matter.SHIFT, shifts[MOST_OPEN].id) == TooManyOpen()
    await says(city, li, 1)
    number_of(await asks(city, mei, Matter.SHIFT, shifts[MOST_OPEN].id))


async def test_nobody_asks_about_what_is_others(city: City, li: Actor) -> None:
    mei, bo = await city.people(2)
    async with city.writing() as rows:
        claim = await rows.hours.add_claim(
            person_id=bo.id, unit_id=city.jiaojiang.id, day=NOW.date(), minutes=60, what="Errand", at=NOW
        )
        letter = Letter(from_id=li.id, activity_id=None, unit_id=city.top.id, text="Bring gloves")
        rows.outbox.owe(Owed(key="letter", person_id=bo.id, notice=letter), NOW)
    [row] = await city.table("SELECT id FROM outbox WHERE key = 'letter'")
    async with city.looking() as rows:
        assert await find_topic(rows, mei, Matter.CLAIM, claim) is None
        assert await find_topic(rows, mei, Matter.LETTER, row["id"]) is None
        assert await find_topic(rows, mei, Matter.SHIFT, 999) is None
        assert await find_topic(rows, mei, Matter.ACTIVITY, 999) is None
        found = await find_topic(rows, bo, Matter.LETTER, row["id"])
        assert found is not None
        assert (found.quote, found.writer_id, found.unit) == ("Bring gloves", None, bo.unit)
        assert await find_topic(rows, bo, Matter.CLAIM, claim) is not None


async def test_i_was_there_takes_a_no_show(city: City, li: Actor, shift: Shift) -> None:
    mei = await city.person("Mei")
    async with city.writing() as rows:
        assert await say_was_there(rows, mei, shift.id, at(NOW)) == NoNoShow(shift_id=shift.id)
        assert await say_was_there(rows, mei, 999, at(NOW)) is None
    assert await told(city, "enquiry_made") == []


async def test_erasing_takes_the_words_and_leaves_that_something_was_asked(city: City, li: Actor, shift: Shift) -> None:
    mei = await city.person("Mei")
    number = number_of(await asks(city, mei, Matter.SHIFT, shift.id, "I am ill, says Mei"))
    await says(city, li, number, "Get well")
    number_of(await says(city, await acting(city, mei), number, "Thank you"))
    async with city.writing() as rows:
        await rows.people.erase(mei.id)
    lines = await city.table("SELECT text FROM enquiry_lines ORDER BY id")
    assert [line["text"] for line in lines] == ["", "", ""], "what was answered says of her what she asked"
    assert (await enquiry(city, number)).state is EnquiryState.ANSWERED, "nobody waits any more"
    assert await city.figure("SELECT COUNT(*) AS n FROM enquiry_readers WHERE state = 'open'") == 0
    assert (await known_names(city, mei)) == ""


async def known_names(city: City, person: Person) -> str:
    async with city.looking() as rows:
        return (await known(rows, person)).name
