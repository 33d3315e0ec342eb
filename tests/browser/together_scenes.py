"""What comes every week, and being there: a series read back, every one of it, a calendar, the code, who is here."""

import re
from collections.abc import Sequence
from datetime import timedelta

from tests.browser.scenes import Scene, Sitters
from tests.support.city import ZONE
from tests.support.town import Town


async def _a_series(_: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    posting = f"/new {cast.reading} | {cast.each_week} | {cast.venue} | 6"
    await li.shows(posting, caption=f"/new … | {cast.each_week} | … | 6")
    await li.shows("Post it")
    await li.shows("Manage it")
    await wang.sends("/activities")
    await wang.shows(cast.reading)
    await wang.shows("Sign up for every one")
    await wang.shows("/my")


async def _a_calendar(_: Town, sitters: Sitters) -> None:
    wang, cast = sitters["volunteer"], sitters["volunteer"].cast
    await wang.shows(cast.reading)
    await wang.shows("/calendar")
    await wang.shows("Get my address")


async def _being_there(town: Town, sitters: Sitters) -> None:
    li, wang, cast = sitters["leader"], sitters["volunteer"], sitters["leader"].cast
    here = town.now.astimezone(ZONE)
    days = (2 - here.weekday()) % 7 or 7  # until Wednesday
    start = here.replace(hour=14, minute=50, second=0, microsecond=0) + timedelta(days=days)
    await town.passes(seconds=(start - here).total_seconds())
    await li.sends("/checkin")
    await li.taps("Show the code")
    await li.keeps("Show the code")
    [found] = re.findall(r"\b\d{3} \d{3}\b", li.phone.screen.text)
    await wang.sends(found)
    await wang.keeps(found)
    await li.shows("Tick somebody")
    await li.taps("Who is here")
    await li.keeps("Who is here")
    assert cast.wang in li.phone.screen.text


TOGETHER_SCENES: Sequence[Scene] = (_a_series, _a_calendar, _being_there)
