"""Every screen of checking in, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.checking_in import (
    AtDoor,
    CheckMeIn,
    CheckMeOut,
    ComeAlong,
    HowToCheckOut,
    LeaveArrivals,
    ListToTick,
    OpenCheckIn,
    ShowArrivals,
    ShowCode,
    TickHere,
)
from handlers.buttons.leading import ManageShift
from handlers.buttons.volunteers import SetLanguage
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.acting import at, sign_up
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City
from volunteering.actions.attendance.rosters import confirm_roster
from volunteering.rules.checking_in import code_in, minute_of
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor, Language, Person


async def _taps(phone: PhoneInChat, *buttons: Button) -> None:
    for button in buttons:
        await phone.taps_button(button)


async def _known(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_checking_in(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, li = await chat.volunteer(nasty[:64], city.jiaojiang), await chat.volunteer(nasty[:64], role=Role.ADMIN)
    for phone in (wei, li):
        await phone.taps_button(SetLanguage(language=language))
    me, leader = await _known(wei), await _known(li)
    shift, other = await city.shift(0.5, activity=await city.activity(nasty)), await city.shift(20)
    await sign_up(city, shift, me, *[await city.person(nasty[:64]) for _ in range(30)])
    number = shift.id
    await _taps(li, ShowCode(shift=other.id), ShowArrivals(shift=other.id), ShowCode(shift=number), OpenCheckIn())
    async with city.looking() as rows:
        door = await rows.check_ins.door(number)
    assert door is not None

    def digits() -> str:
        return code_in(door, minute_of(number, chat.clock.now()))

    await _taps(li, *(ListToTick(shift=number, page=page) for page in range(4)))
    await _taps(li, *(TickHere(shift=number, person=me.id, here=here) for here in (True, False)))
    await _taps(li, TickHere(shift=number, person=999, here=True), ManageShift(shift=number))
    await _taps(li, LeaveArrivals(shift=number), ShowArrivals(shift=number))
    await _taps(wei, OpenCheckIn(), ShowShift(shift=number), HowToCheckOut(shift=number))
    came = digits()
    await _taps(wei, AtDoor(shift=number, shown=came), CheckMeIn(shift=number, shown=came))
    await _taps(wei, CheckMeOut(shift=number, shown=came), OpenCheckIn())
    chat.clock.passes(minutes=50)
    gone = digits()
    await _taps(wei, AtDoor(shift=number, shown=gone), CheckMeOut(shift=number, shown=gone), OpenCheckIn())
    await _taps(wei, AtDoor(shift=number, shown=gone))
    await _taps(li, AtDoor(shift=number, shown=gone), ComeAlong(shift=number, shown=gone))
    await _taps(li, CheckMeOut(shift=999, shown=gone), CheckMeOut(shift=other.id, shown=gone))
    wrong = f"{(int(gone) + 1) % 1_000_000:06}"
    await _taps(wei, *(CheckMeIn(shift=number, shown=wrong) for _ in range(7)))
    async with city.writing() as rows:
        actor = Actor(person=leader, rights=await rows.people.rights(leader.id))
        await confirm_roster(rows, actor, number, at(chat.clock.now()))
    chat.clock.passes(minutes=20)
    await _taps(wei, CheckMeIn(shift=number, shown=came))
    await _taps(li, ShowCode(shift=number))
