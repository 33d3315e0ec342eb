"""The roster on paper, and in a workbook."""

import pytest

from handlers.buttons.attendance import (
    AllCame,
    FileKind,
    RosterFile,
    ShowRoster,
    ShowSignedUp,
)
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
    """In an hour, with two places: Wei and 王芳 have them, and Mei waits."""
    shift = await city.shift(1, places=2)
    for name, phone in (("Wei", None), ("王芳", "+8613800002222")):
        await city.put(shift, await city.person(name, phone=phone))
    await city.put(shift, await city.person("Mei", phone="+8613800003333"), state=SignUpState.WAITING)
    return shift


async def test_a_paper_to_sign(li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps("Print (PDF)")
    [(name, content)] = li.files
    assert name == "River-clean-up-2026-12-01.pdf"
    [page] = pages_of(content)
    for part in ("River clean-up", "Tue 1 Dec, 13:00–16:00 (3 h)", "East Gate", "Jiaojiang", "Signature", "Came"):
        assert part in page
    for part in ("1 Wei", "2 王芳 …2222", "Waiting list", "3 Mei …3333", "Also came", "Page 1 of 1"):
        assert part in page
    assert "13800002222" not in page.replace(" ", ""), "it goes from hand to hand"
    assert "today" not in page, "it is read some other day"


async def test_whoever_is_called_by_emoji_alone_has_a_number_on_paper(city: City, li: PhoneInChat) -> None:
    """There they have no shape, and the line to sign on was nobody's."""
    blossom, shift = await city.person("🌸🌸"), await city.shift(1)
    await city.put(shift, blossom)
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.PAPER))
    [page] = pages_of(li.files[-1][1])
    assert f"1 Volunteer no. {blossom.id} □" in page
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.WORKBOOK))
    assert [name for _, name, *_ in _people(li)] == ["🌸🌸"], "a workbook has them"


async def test_a_workbook_for_the_leader(chat: Chat, li: PhoneInChat, shift: Shift) -> None:
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.WORKBOOK))
    assert _people(li) == [
        (1, "Wei", None, "has a place", None, None, None),
        (2, "王芳", "+8613800002222", "has a place", None, None, None),
        (3, "Mei", "+8613800003333", "waiting", None, None, None),
    ]
    chat.clock.passes(hours=5)
    await li.taps_button(AllCame(shift=shift.id))
    await li.taps("✅ Wei")
    await li.taps("Confirm")
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.WORKBOOK))
    said = [(name, came, hours) for _, name, _, _, came, hours, _ in _people(li)]
    assert said == [("Wei", "no", None), ("王芳", "yes", 3), ("Mei", None, None)]
    await li.taps_button(RosterFile(shift=shift.id, kind=FileKind.PAPER))
    [page] = pages_of(li.files[-1][1])
    for part in ("1 Wei no", "2 王芳 …2222 yes", "3 Mei …3333 □"):
        assert part in page


def _people(phone: PhoneInChat) -> list[tuple[object, ...]]:
    """The rows of the workbook that came last, below what stands above them."""
    name, content = phone.files[-1]
    assert name == "River-clean-up-2026-12-01.xlsx"
    [(sheet, rows)] = sheets_in(content).items()
    assert sheet == "Roster"
    assert rows[0][0] == "River clean-up"
    assert rows[3] == ("#", "Name", "Phone", "Sign-up", "Came", "Hours", "Signature")
    return rows[4:]


async def test_the_page_that_was_read_stays(city: City, li: PhoneInChat) -> None:
    shift = await city.shift(1, places=30)
    await city.put(shift, *await city.people(30))
    for where in (ShowRoster(shift=shift.id, page=1), ShowSignedUp(shift=shift.id, page=2)):
        await li.taps_button(where)
        await li.taps("XLSX")
        assert f"River clean-up ({where.page}1–{where.page + 1}0 of 30)" in li.messages[-2].text


async def test_who_leads_elsewhere_has_no_file(chat: Chat, city: City, shift: Shift) -> None:
    huang = await chat.volunteer("Huang", city.huangyan, role=Role.LEADER)
    for kind in FileKind:
        for number in (shift.id, 2**62):
            await huang.taps_button(RosterFile(shift=number, kind=kind))
    assert huang.files == []
