"""How a roster repairs itself: an offer, an answer, a move, an ask, the evening's digest and fair places."""

from collections.abc import Sequence

from tests.browser.scenes import Scene, Sitters
from tests.support.town import Town


async def _an_offer(town: Town, sitters: Sitters) -> None:
    li, wang, other, cast = sitters["leader"], sitters["volunteer"], sitters["other"], sitters["leader"].cast
    await li.sends(f"/new {cast.garden} | 2026-12-02 09:00-12:00 | {cast.venue} | 1")
    await li.taps("Post it")
    await wang.sends("/activities")
    await wang.taps(cast.garden, "Sign up")
    await other.sends("/activities")
    await other.taps(cast.garden, "Join waiting list")
    await wang.taps("Leave", "Yes, leave")
    await town.settles()
    await other.keeps(cast.garden)
    await other.shows("Take it")


async def _an_ask(town: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    posting = f"/new {cast.yard} | 2026-12-04 14:00-17:00 | {cast.venue} | {cast.at_least}"
    await li.shows(posting, caption=f"/new … | … | … | {cast.at_least}")
    await li.taps("Post it")
    await town.passes(days=1, minutes=1)
    await wang.keeps(cast.yard)
    await wang.shows("Ask me less")
    await town.passes(minutes=10)  # the rest of the team is asked
    await town.passes(hours=2, minutes=20)  # nobody is left, and the evening's message has not come yet
    await li.keeps(cast.yard)
    await li.shows("Who was asked")


async def _an_answer(town: Town, sitters: Sitters) -> None:
    li, other, cast = sitters["leader"], sitters["other"], sitters["leader"].cast
    await town.passes(hours=15, minutes=30)  # Sunday, 72 hours before it
    await other.keeps(cast.garden)
    await other.shows("I'm coming")
    await li.shows("/manage", cast.garden, "09:00", caption=cast.garden)


async def _a_move(town: Town, sitters: Sitters) -> None:
    li, other, cast = sitters["leader"], sitters["other"], sitters["leader"].cast
    await li.taps("Change time")
    await li.sends("10:00-13:00")
    await li.keeps("10:00-13:00")
    await li.shows("Move it")
    await town.passes(minutes=1)
    await other.keeps(cast.garden)
    await other.shows("I still come")
    await li.shows("/manage", cast.garden, "10:00", caption=cast.garden)


async def _the_evening(town: Town, sitters: Sitters) -> None:
    await town.passes(days=2, hours=9)
    await sitters["leader"].keeps("18:00")


async def _fair_places(_: Town, sitters: Sitters) -> None:
    chen, other, cast = sitters["admin"], sitters["other"], sitters["leader"].cast
    await chen.sends("/units")
    await chen.taps(cast.team, "Settings")
    await chen.shows("Fair places")
    await chen.shows("Shifts ahead")
    await chen.sends("1")
    await chen.keeps("1")
    await other.shows("/activities", cast.yard)


ROSTER_SCENES: Sequence[Scene] = (_an_offer, _an_ask, _an_answer, _a_move, _the_evening, _fair_places)
