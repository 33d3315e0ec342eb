"""The code and who is here, as a leader's telephone shows them while people come: on each kind of database."""

from datetime import datetime

import pytest

from storage.engine.database import Database
from tests.support.acting import acting, appoint, at, sign_up
from tests.support.city import City
from tests.support.delivering import PostOffice
from tests.support.recorder import SeenMessage
from tests.support.scene import Scene, Telling
from volunteering.actions.attendance.rosters import confirm_roster
from volunteering.actions.checking_in.arriving import CheckedIn, check_in
from volunteering.actions.checking_in.showing import CodeShown, show_arrivals, show_code, stop_showing
from volunteering.actions.checking_in.ticking import tick_here
from volunteering.rules.activities import Shift
from volunteering.rules.checking_in import code_in, minute_of
from volunteering.rules.notices.checking_in import Arrivals, CheckInCode
from volunteering.rules.volunteers import Actor, Person


class Doorway:
    """A leader at the door of a shift, with their telephone."""

    def __init__(self, post: PostOffice, leader: Actor, shift: Shift) -> None:
        self.post, self.leader, self.shift = post, leader, shift

    @property
    def city(self) -> City:
        return self.post.city

    @property
    def now(self) -> datetime:
        return self.post.clock.now()

    async def shows(self) -> None:
        async with self.city.writing() as rows:
            assert isinstance(await show_code(rows, self.leader, self.shift.id, at(self.now)), CodeShown)
        await self.post.passes()

    async def digits(self, shown_at: datetime | None = None) -> str:
        async with self.city.looking() as rows:
            door = await rows.check_ins.door(self.shift.id)
        assert door is not None
        return code_in(door, minute_of(self.shift.id, shown_at or self.now))

    async def lets_in(self, person: Person) -> None:
        digits = await self.digits()
        async with self.city.writing() as rows:
            assert isinstance(await check_in(rows, person, self.shift.id, digits, at(self.now)), CheckedIn)

    def messages(self) -> list[SeenMessage]:
        return self.post.messages(self.leader.person)

    @property
    def code(self) -> SeenMessage:
        return self.messages()[1]

    @property
    def arrivals(self) -> SeenMessage:
        return self.messages()[0]

    @property
    def edits(self) -> int:
        return self.post.telegram.calls.count("editMessageText")


async def _told(scene: Scene, notice: CheckInCode | Arrivals, *, code: bool) -> str:
    """Wang leads there, and is shown it an hour before the start."""
    wang = await appoint(scene.office.city, scene.wang, scene.office.city.top)
    scene.office.clock.passes(hours=47.5)
    async with scene.office.city.writing() as rows:
        await (show_code if code else show_arrivals)(rows, wang, scene.shift.id, at(scene.office.clock.now()))
    return await scene.tell(notice, key=f"{notice.about()}:{wang.id}")


async def _the_code(scene: Scene) -> str:
    return await _told(scene, CheckInCode(shift_id=scene.shift.id, nth=1), code=True)


async def _who_is_here(scene: Scene) -> str:
    return await _told(scene, Arrivals(shift_id=scene.shift.id, nth=1), code=False)


SAYS: dict[Telling, str] = {
    _the_code: "Scan it, or send the six digits here",
    _who_is_here: "0 of 1 are here",
}


@pytest.fixture
async def door(database: Database) -> Doorway:
    post = await PostOffice.opened(database)
    leader = await appoint(post.city, post.city.leader, post.city.jiaojiang)
    shift = await post.city.shift(2, places=0)
    post.clock.passes(hours=1.75, seconds=20)  # within a minute of the code
    return Doorway(post, leader, shift)


async def _people(door: Doorway, *names: str) -> list[Person]:
    people = [await door.post.reader(name) for name in names]
    await sign_up(door.city, door.shift, *people)
    return people


async def test_the_code_is_one_message_that_changes_each_minute(door: Doorway) -> None:
    await door.shows()
    seen = []
    for _ in range(3):
        digits = await door.digits()
        assert f"{digits[:3]} {digits[3:]}" in door.code.text
        assert door.code.file is not None, "the picture to scan"
        seen.append((digits, door.code.file[1]))
        await door.post.passes(minutes=1)
    assert len(set(seen)) == 3, "each minute another code, and another picture"
    assert len(door.messages()) == 2, "one message with the code, and one with who is here"


async def test_whoever_comes_is_there_a_moment_later_in_the_same_message(door: Doorway) -> None:
    wei, mei = await _people(door, "Wei", "Mei")
    await door.shows()
    assert "0 of 2 are here" in door.arrivals.text
    await door.lets_in(wei)
    await door.post.passes(seconds=3)
    assert "1 of 2 are here" in door.arrivals.text
    assert "Not here yet: Mei" in door.arrivals.text
    await door.lets_in(mei)
    await door.post.passes(seconds=3)
    assert "2 of 2 are here" in door.arrivals.text
    assert len(door.messages()) == 2


async def test_however_many_come_it_is_edited_every_three_seconds_at_most(door: Doorway) -> None:
    people = await _people(door, *(f"Volunteer {number}" for number in range(24)))
    await door.shows()
    before = door.edits
    for someone in people:
        await door.lets_in(someone)
        await door.post.passes(milliseconds=500)
    await door.post.passes(seconds=3)
    assert "24 of 24 are here" in door.arrivals.text
    assert 1 <= door.edits - before <= 1 + 15 // 3


async def test_who_comes_while_it_is_being_sent_is_not_forgotten(door: Doorway) -> None:
    wei, mei = await _people(door, "Wei", "Mei")
    await door.shows()
    await door.lets_in(wei)
    came: list[bool] = []

    async def comes(_: int) -> None:
        if not came:
            came.append(True)
            await door.lets_in(mei)

    door.post.telegram.before = comes
    await door.post.passes(seconds=3)
    assert "1 of 2 are here" in door.arrivals.text, "as it was when it was written"
    await door.post.passes(seconds=3)
    assert "2 of 2 are here" in door.arrivals.text


async def test_another_process_goes_on_with_the_same_message(door: Doorway) -> None:
    [wei] = await _people(door, "Wei")
    await door.shows()
    await door.lets_in(wei)
    door.post.clock.passes(minutes=1)
    await door.post.another().drain_once()
    digits = await door.digits()
    assert f"{digits[:3]} {digits[3:]}" in door.code.text
    assert "1 of 1 are here" in door.arrivals.text
    assert len(door.messages()) == 2


async def test_asked_for_again_there_is_a_new_one_and_the_old_one_stays_as_it_is(door: Doorway) -> None:
    await door.shows()
    old = door.code.text
    door.post.clock.passes(seconds=90)
    await door.shows()
    await door.post.passes(minutes=1)
    assert len(door.messages()) == 4
    assert door.code.text == old
    digits = await door.digits()
    assert f"{digits[:3]} {digits[3:]}" in door.messages()[3].text


async def test_whoever_goes_on_from_it_is_not_written_over(door: Doorway) -> None:
    [wei] = await _people(door, "Wei")
    await door.shows()
    async with door.city.writing() as rows:
        await stop_showing(rows, door.leader, door.shift.id)
    await door.lets_in(wei)
    before = door.edits
    await door.post.passes(minutes=1)
    assert door.edits == before
    async with door.city.writing() as rows:
        await show_arrivals(rows, door.leader, door.shift.id, at(door.now))
    await door.post.passes()
    assert "1 of 1 are here" in door.messages()[-1].text


async def test_the_leader_ticks_whom_they_see_and_takes_it_back(door: Doorway) -> None:
    [wei] = await _people(door, "Wei")
    await door.shows()
    for here, said in ((True, "1 of 1"), (False, "0 of 1")):
        async with door.city.writing() as rows:
            await tick_here(rows, door.leader, door.shift.id, wei.id, at(door.now), here=here)
        await door.post.passes(seconds=3)
        assert said in door.arrivals.text
    await door.lets_in(wei)
    await door.post.passes(seconds=3)
    assert "1 of 1" in door.arrivals.text, "a slip of the leader's keeps nobody out"


@pytest.mark.parametrize("how", ["over", "confirmed", "role taken"])
async def test_it_ends_in_place(door: Doorway, how: str) -> None:
    [wei] = await _people(door, "Wei")
    await door.shows()
    await door.lets_in(wei)
    if how == "over":
        await door.post.passes(hours=4)
    else:
        await door.post.passes(minutes=30)
        async with door.city.writing() as rows:
            if how == "confirmed":
                await confirm_roster(rows, door.leader, door.shift.id, at(door.now))
            else:
                await rows.people.set_role(door.leader.id, door.city.jiaojiang.id, None, by_id=None, at=door.now)
        await door.post.passes(minutes=1)
    assert "Check-in is over" in door.code.text
    assert "Who was here" in door.arrivals.text
    before = len(door.post.telegram.calls)
    await door.post.passes(minutes=2)
    edits = [call for call in door.post.telegram.calls[before:] if call.startswith("edit")]
    assert edits == [], "nothing is edited any more"


async def test_the_code_is_no_business_of_who_leads_elsewhere(door: Doorway) -> None:
    other = await door.post.reader("Ann")
    stranger = await acting(door.city, other)
    async with door.city.writing() as rows:
        outcome = await show_code(rows, stranger, door.shift.id, at(door.now))
    assert type(outcome).__name__ == "NotAllowed"
