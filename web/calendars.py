"""Somebody's calendar, at the private address that only they know (docs/rules.md: Calendars; decision 76).

Calendars ask every few minutes, and hardly ever is there anything new: what is written of a calendar goes by the rows
alone, so that a sum of these says whether it is still the same, and nothing has to be written then.
"""

import asyncio
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from aiohttp import ETag, web

from storage.engine.faults import DatabaseFault
from storage.views.calendars import Feed, feed
from volunteering.rules.calendars import digest_of
from web.house import PublicPages
from words.calendars import calendar_of
from words.words import Words

HEADERS: Final = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Robots-Tag": "noindex, nofollow",
}
"""Whoever keeps it asks each time whether it is still the same, and nobody keeps it for others."""


def calendar_pages(house: PublicPages) -> list[web.RouteDef]:
    """Where calendars are read."""
    return [
        web.get("/calendar/{secret:[a-z2-7]{40}}.ics", partial(_read, house)),
        web.get("/calendar/{_:.*}", _nothing),
    ]


async def _read(house: PublicPages, request: web.Request) -> web.Response:
    now, digest = house.clock.now(), digest_of(request.match_info["secret"])
    try:
        async with house.reading() as reader:
            found = await feed(reader, digest, now)
    except (DatabaseFault, TimeoutError):
        house.calendar_read("away")
        return _said(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "60"})
    if found is None:
        house.calendar_read("unknown")
        return _said(HTTPStatus.NOT_FOUND)
    tag = _tag(house, found)
    headers = {**HEADERS, "ETag": f'"{tag}"'}
    if _is_known(request, tag):
        house.calendar_read("unchanged")
        return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    if wait := house.calendars.wait(digest):
        house.calendar_read("slowed")
        return _said(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": str(wait)})
    house.calendars.missed(digest)
    words = Words(found.language, house.zone, now, lasts=True)
    text = await asyncio.to_thread(calendar_of, words, house.organisation, found.events, house.entrance())
    house.calendar_read("written")
    headers["Content-Disposition"] = 'inline; filename="yigong.ics"'
    return web.Response(body=text, content_type="text/calendar", charset="utf-8", headers=headers)


def _tag(house: PublicPages, found: Feed) -> str:
    """Another one as soon as anything of it would be written otherwise."""
    entrance = house.entrance()
    settings = (house.edition, house.organisation, house.zone.key, entrance("") if entrance else "")
    return sha256(repr((settings, found.said)).encode()).hexdigest()[:32]


def _is_known(request: web.Request, tag: str) -> bool:
    known = request.if_none_match or ()
    return any(one in {ETag(tag), ETag(tag, is_weak=True), ETag("*")} for one in known)


async def _nothing(_: web.Request) -> web.Response:
    return _said(HTTPStatus.NOT_FOUND)


def _said(status: HTTPStatus, more: dict[str, str] | None = None) -> web.Response:
    return web.Response(
        status=status, text=f"{status.phrase}\n", headers={**HEADERS, "Cache-Control": "no-store", **(more or {})}
    )
