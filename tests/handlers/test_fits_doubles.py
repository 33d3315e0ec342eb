"""Every screen about people who are here twice, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.doubles import (
    AskDouble,
    AskMerge,
    BeginMerge,
    DecideRecordClaim,
    FindDouble,
    ListRecordClaims,
    MergePeople,
    SayNotThem,
    ShowRecordClaim,
    UndoMerge,
)
from handlers.buttons.volunteers import ListPeople, SetLanguage, ShowPerson
from tests.handlers.test_fits_admins import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, City, at_shift
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_known_twice(chat: Chat, city: City, language: Language, nasty: str) -> None:
    admin = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await admin.taps_button(SetLanguage(language=language))
    unit = await city.unit(nasty[:64])
    second = await chat.volunteer(nasty[:64], unit)
    await second.taps_button(SetLanguage(language=language))
    gone, others = await second.known(), [await city.person(nasty[:64], unit, phone="+861") for _ in range(9)]
    assert gone is not None
    kept = others[0]
    await _in_the_same(city, nasty, kept, gone)
    async with city.writing() as rows:
        claims = [await rows.doubles.claim(other.id, gone.id, NOW) for other in others]
    for button in (
        ListPeople(),
        FindDouble(person=kept.id),
        FindDouble(person=kept.id, page=1),
        ListRecordClaims(),
        ListRecordClaims(page=1),
        ShowRecordClaim(claim=claims[0].id),
        DecideRecordClaim(claim=claims[1].id, granted=False),
        BeginMerge(person=kept.id),
        AskDouble(person=kept.id),
    ):
        await admin.taps_button(button)
        assert admin.last.rows
    await admin.sends(nasty[:20])
    await admin.taps_button(AskMerge(kept=kept.id, gone=gone.id))
    await admin.taps_button(MergePeople(kept=kept.id, gone=gone.id))
    await second.sends(nasty)
    await second.taps_button(SayNotThem())
    await admin.taps_button(ShowPerson(person=kept.id))
    merge = await city.figure("SELECT MAX(id) AS n FROM merges")
    await admin.taps_button(UndoMerge(merge=merge))
    await admin.taps_button(ShowRecordClaim(claim=404))
    assert admin.last.rows


async def _in_the_same(city: City, nasty: str, kept: Person, gone: Person) -> None:
    for number in range(5):
        shift = await city.shift(48 + 4 * number, activity=await city.activity(nasty[:100]))
        past = await city.shift(-48 - 4 * number, activity=await city.activity(nasty[:100]))
        await city.put(shift, kept, gone)
        for person in (kept, gone):
            await city.record(at_shift(past, person), Kind.ATTENDED, 90)
