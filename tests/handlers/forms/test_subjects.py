"""Above each question about somebody or something stands whom or what it is about."""

from datetime import date

import pytest

from handlers.buttons.attendance import AdjustMinutes
from handlers.buttons.button import Button
from handlers.buttons.hours import RejectClaim
from handlers.buttons.leading import AddShift, MoveShift
from handlers.buttons.letters import WriteToPeople
from handlers.buttons.tree import RenameUnit
from handlers.buttons.volunteers import GiveRole
from handlers.forms.asking import every_form
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.tree import Role


@pytest.fixture
async def li(chat: Chat, city: City) -> PhoneInChat:
    """Leads and administers the whole city."""
    return await chat.volunteer("Li", city.top, role=Role.ADMIN)


async def asked(li: PhoneInChat, button: Button) -> str:
    await li.taps_button(button)
    return li.last.text.splitlines()[1]


async def test_whose_hours_are_rejected(li: PhoneInChat, city: City) -> None:
    wei = await city.person("Wei")
    async with city.writing() as rows:
        claim = await rows.hours.add_claim(
            person_id=wei.id, unit_id=city.jiaojiang.id, day=date(2026, 11, 20), minutes=90, what="Errand", at=NOW
        )
    assert await asked(li, RejectClaim(claim=claim)) == "🙋 Wei · 1 h 30 · Fri 20 Nov · Errand"


async def test_whose_minutes_and_whose_role(li: PhoneInChat, city: City) -> None:
    wei, shift = await city.person("Wei"), await city.shift(-2)
    await city.put(shift, wei)
    adjust = AdjustMinutes(shift=shift.id, person=wei.id, page=0)
    assert await asked(li, adjust) == "🙋 Wei · River clean-up · today, 10:00"
    assert await asked(li, GiveRole(person=wei.id, role=Role.LEADER)) == "🙋 Wei"


async def test_which_shift_which_activity_which_team(li: PhoneInChat, city: City) -> None:
    wei, shift = await city.person("Wei"), await city.shift(20)
    await city.put(shift, wei)
    assert await asked(li, MoveShift(shift=shift.id)) == "River clean-up · tomorrow, 08:00"
    assert await asked(li, AddShift(activity=shift.activity_id)) == "River clean-up"
    assert await asked(li, WriteToPeople(activity=shift.activity_id)) == "River clean-up"
    assert await asked(li, RenameUnit(unit=city.jiaojiang.id)) == "🏷 Jiaojiang"


async def test_it_still_stands_there_after_an_answer_that_is_none(li: PhoneInChat, city: City) -> None:
    await li.taps_button(MoveShift(shift=(await city.shift(20)).id))
    await li.sends("whenever")
    assert li.last.text.splitlines()[1] == "River clean-up · tomorrow, 08:00"


def test_every_form_that_is_about_something_says_so() -> None:
    ours = [kind for kind in every_form() if kind.__module__.startswith("handlers.")]
    silent = {kind.name for kind in ours if not kind.names_its_subject}
    own = {"register", "name", "phone", "home_team", "further_team", "log_hours", "post", "find_people", "find_unit"}
    own |= {"born", "gender", "education", "occupation", "background", "skills", "district", "emergency"}
    own |= {"language_spoken", "blocked_days"}
    own |= {"keep_kind", "announce_exam", "hold_training", "find_to_qualify", "census"}
    own |= {"certificate_days", "check_certificate"}
    assert silent == own, "these are about oneself, or about nothing that is there yet"
