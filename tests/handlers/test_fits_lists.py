"""Every screen about lists that admins send, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.importing import (
    ImportList,
    SayWhoseList,
    SendTemplate,
    ShowLists,
    ShowSentList,
    TakeListBack,
)
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_admins import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, City
from volunteering.rules.importing.sending import MOST_WAITING, ListInHand, Trial
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

TRIAL = Trial(rows=28_000, new=27_000, changed=2, same=3, wrong=995, new_people=9, new_units=8, writes=7, mark="m")
CSV = "text/csv"


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_lists(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit, other = await city.unit(nasty[:64]), await city.unit(f"2{nasty[:60]}")
    admin = await chat.volunteer(nasty[:64], unit, role=Role.ADMIN)
    me = await admin.known()
    assert me is not None
    async with city.writing() as rows:
        await rows.people.set_role(me.id, other.id, Role.ADMIN, by_id=me.id, at=NOW)
    await admin.taps_button(SetLanguage(language=language))
    await admin.taps_button(SendTemplate())
    for size, kind in ((1, "application/pdf"), (2**40, CSV), *((number, CSV) for number in range(MOST_WAITING + 1))):
        await admin.sends_file(f"f{size}", kind, size=size, name=nasty)
        assert admin.last.rows
    await admin.taps_button(ShowLists())
    first, second, third, *_ = [row["id"] for row in await city.table("SELECT id FROM imports ORDER BY id")]
    await admin.taps_button(SayWhoseList(number=first, unit=unit.id))
    await admin.taps_button(ShowSentList(number=second))
    for trial in (TRIAL, TRIAL.model_copy(update={"wrong": 0, "is_anew": True})):
        async with city.writing() as rows:
            found = await rows.sent_lists.get(first)
            assert found is not None
            held = ListInHand(id=first, state=found.state, at=found.at)
            assert await rows.sent_lists.keep_trial(held, trial, chat.clock.now())
        await admin.taps_button(ShowSentList(number=first))
    await admin.taps_button(ImportList(number=first))
    await admin.taps_button(TakeListBack(number=third))
    for number in (third, 404):
        await admin.taps_button(ShowSentList(number=number))
    stranger = await chat.volunteer(nasty[:64], unit, role=Role.ADMIN)
    await stranger.taps_button(ImportList(number=first))
    assert stranger.last.rows
