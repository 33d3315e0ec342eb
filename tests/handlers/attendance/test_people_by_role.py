"""The roster of a shift with roles: on the phone, on paper and in a workbook."""

import pytest

from handlers.buttons.attendance import FileKind, RosterFile, ShowRoster, ShowSignedUp
from handlers.buttons.leading import ManageShift
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from tests.support.files import pages_of, sheets_in
from volunteering.rules.activities import Shift
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """A leader of Jiaojiang."""
    return await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)


@pytest.fixture
async def shift(city: City) -> Shift:
    """In an hour: Wei and Mei are helpers, Ann is the only one for first aid, and Jun waits for that."""
    shift = await city.shift(1)
    helpers, first_aid = await city.roles(shift, Helpers=3, First_aid=1)
    wei, ann, mei, jun, guest = [await city.person(name) for name in ("Wei", "Ann", "Mei", "Jun", "Guest")]
    await city.put(shift, wei, role=helpers)
    await city.put(shift, ann, role=first_aid)
    await city.put(shift, mei, role=helpers)
    await city.put(shift, jun, role=first_aid, state=SignUpState.WAITING)
    await city.put(shift, guest, state=SignUpState.WALKED_IN)
    return shift


ROOM = "👥 Helpers 2 of 3 · First aid 1 of 1, 1 waiting"


async def test_who_is_signed_up_stands_under_their_role(li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(ManageShift(shift=shift.id))
    li.sees(ROOM)
    await li.taps_button(ShowSignedUp(shift=shift.id))
    text = li.messages[-1].text
    li.sees(ROOM)
    below = ["Helpers\n1. Wei", "2. Mei", "First aid\n3. Ann", "Waiting for First aid\n⏳ 4. Jun"]
    assert [text.index(part) for part in below] == sorted(text.index(part) for part in below)


async def test_names_to_tick_have_their_role(chat: Chat, li: PhoneInChat, shift: Shift) -> None:
    chat.clock.passes(hours=5)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Wei · Helpers")
    li.sees("✅ Wei · Helpers", "Mei · Helpers", "Ann · First aid", "Guest")
    await li.taps("Excused or sent home")
    await li.taps("Mei")
    await li.taps("Excused")
    li.sees("excused · Mei · Helpers")  # Telegram cuts the end, and the role's name is the longer one


async def test_paper_and_workbook_have_a_column_more(li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.PAPER))
    [page] = pages_of(li.files[-1][1])
    for part in ("Shift role", "Helpers 2 of 3", "1 Wei Helpers", "3 Ann First aid", "4 Jun First aid"):
        assert part in page
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.WORKBOOK))
    [rows] = sheets_in(li.files[-1][1]).values()
    assert rows[3][:3] == ("#", "Name", "Shift role")
    assert [row[:3] for row in rows[4:]] == [
        (1, "Wei", "Helpers"),
        (2, "Mei", "Helpers"),
        (3, "Ann", "First aid"),
        (4, "Jun", "First aid"),
        (5, "Guest", ""),
    ]
