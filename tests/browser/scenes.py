"""What those on the contact sheet live through, one after the other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from tests.browser.people import many_people
from tests.browser.sitters import Sitter
from tests.support.town import Town

Sitters = Mapping[str, Sitter]
Scene = Callable[[Town, Sitters], Awaitable[None]]


async def _registering(_: Town, sitters: Sitters) -> None:
    mei = sitters["newcomer"]
    await mei.shows("/start")
    language = {"en": "English", "zh_Hans": "简体中文", "zh_Hant": "繁體中文"}[mei.cast.language]
    await mei.shows(language)
    await mei.shows("I agree")
    await mei.shows(mei.cast.mei)
    await mei.shows("Share my number")
    await mei.shows(mei.cast.team)
    await mei.shows("/home")
    await mei.shows("/help")
    await mei.shows("/profile")
    await mei.shows("/privacy")
    await mei.shows("/satrt")


async def _signing_up(town: Town, sitters: Sitters) -> None:
    wang, other, cast = sitters["volunteer"], sitters["other"], sitters["volunteer"].cast
    await other.sends("/activities")
    await other.taps(cast.library, "Sign up")
    await wang.shows("/activities")
    await wang.shows(cast.river)
    await wang.shows("Sign up")
    await wang.shows("/activities", cast.market)
    await wang.shows("/activities", cast.library)
    await wang.shows("Join waiting list")
    await wang.shows("/my")
    await other.shows("Leave")
    await other.taps("Yes, leave")
    await wang.keeps()
    await wang.taps("Skip me")  # else it goes on in the night, and what is newest in the morning is that


async def _asking(_: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["volunteer"].cast
    await wang.shows("/activities", cast.river, "Ask the leader")
    await wang.sends(cast.question)
    await wang.keeps(f"“{cast.question}”")
    await li.keeps()
    await li.shows("Answer")
    await li.sends(cast.letter)
    await wang.keeps()


async def _posting(_: Town, sitters: Sitters) -> None:
    li, cast = sitters["leader"], sitters["leader"].cast
    await li.shows("/start")
    await li.shows("/new")
    await li.taps("Cancel")
    await li.shows(f"/new {cast.walk} 2 | 2026-12-05 09:00-12:00 | {cast.venue} | 10", caption="/new … | … | … | 10")
    await li.shows("Post it")
    await li.shows("/manage")
    await li.shows(cast.river)
    await li.shows("Edit")
    await li.shows("/manage", cast.river, "Write to people")
    await li.sends("/cancel")


async def _with_roles(_: Town, sitters: Sitters) -> None:
    li, wang, other, cast = sitters["leader"], sitters["volunteer"], sitters["other"], sitters["leader"].cast
    posting = f"/new {cast.fair} | 2026-11-27 13:00-16:00 | {cast.venue} | {cast.roles}"
    await li.shows(posting, caption=f"/new … | … | … | {cast.roles}")
    await li.taps("Post it", "What does it take?", cast.aiding, "Ask for a qualification")
    await li.shows("First aid")
    await other.sends("/activities")
    await other.taps(cast.fair, "Choose a role", cast.helping)
    await wang.shows("/activities", cast.fair)
    await wang.shows("Choose a role")
    await wang.shows(cast.aiding)
    await wang.shows("Add a qualification")
    await wang.sends("/cancel")
    await wang.shows("/activities", cast.fair, "Choose a role", cast.helping)
    await li.shows("/manage", cast.fair, "13:00", caption=cast.fair)
    await li.shows("Roster")
    await li.taps("‹ Shift", "Why can't they?")
    await li.sends(cast.wang)
    await li.keeps(f"“{cast.wang}”")


async def _a_day_later(town: Town, sitters: Sitters) -> None:
    wang = sitters["volunteer"]
    await town.passes(days=1)
    await wang.keeps()
    await wang.shows("I'm coming")
    await town.passes(days=1, hours=3, minutes=1)


async def _the_roster(town: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    await li.keeps()
    await li.shows("Roster")
    await li.shows("All came")
    await li.shows("Confirm")
    await town.settles()
    await wang.keeps()
    await wang.shows("/hours")
    await wang.shows(f"/hours 1.5 | 2026-11-24 | {cast.errand}", caption="/hours 1.5 | … | …")
    await wang.taps("Confirm")
    await town.settles()
    await li.shows("/start", "Hours to decide")


async def _thanks(_: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    await wang.shows("/rate")
    await li.taps("Commend somebody", cast.wang)
    await li.keeps(f"“{cast.wang}”")
    await wang.shows("/profile", "My record as others see it")


async def _a_training(town: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    await li.shows("/training")
    await li.taps("Hold a training")
    for answer in (cast.course, "2026-11-27 09:00-11:00", cast.hall, "5"):
        await li.sends(answer)
    await li.taps("First aid")
    await li.keeps("Hold a training")
    await li.taps("Post it")
    await wang.shows("/training")
    await wang.shows(cast.course)
    await wang.taps("Sign up")
    await town.passes(days=2, hours=3)
    await li.sends("/manage")
    await li.taps(cast.course, "09:00", "Roster", "All came", "Confirm")
    await town.settles()
    await wang.keeps()
    await wang.shows("/training", "My training file")


async def _the_certificate(_: Town, sitters: Sitters) -> None:
    wang = sitters["volunteer"]
    await wang.shows("/certificate")
    await wang.draws("Get the certificate")


async def _the_admin(town: Town, sitters: Sitters) -> None:
    chen, cast = sitters["admin"], sitters["admin"].cast
    await chen.shows("/start")
    await chen.shows("/stats")
    await chen.shows("By unit")
    await chen.shows("/stats", "Compare")
    await chen.shows("/stats", "Year")
    await chen.shows("/stats", "Activities")
    await chen.shows(f"/people {cast.wang}")
    await chen.shows("Make leader")
    await chen.shows(f"/people {cast.zhao}", "Suspend")
    await chen.shows("/units")
    await chen.shows(cast.team)
    await chen.shows("Invite")
    await many_people(town, cast)
    await chen.shows("/census")
    await chen.shows("Ages")
    await chen.sends("/census")
    await chen.draws("Picture")


SCENES: Sequence[Scene] = (
    _registering,
    _signing_up,
    _posting,
    _asking,
    _with_roles,
    _a_day_later,
    _the_roster,
    _thanks,
    _a_training,
    _the_certificate,
    _the_admin,
)
