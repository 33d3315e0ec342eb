"""The public pages over HTTP: they read, and change nothing (docs/proxy.md; decision 61)."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from aiohttp import web

from storage.engine.faults import DatabaseFault
from storage.views.certificates import PublicKey, numbered, public_keys
from volunteering.rules.certificates import in_groups, number_in
from volunteering.rules.volunteers import Language
from web.house import PublicPages
from web.layout import HEADERS, TAGS
from web.pacing import address_of
from web.screens import Pages
from words.languages import language_of
from words.words import Words

_NEVER: Final = ""
"""A number that no certificate has: what is no number is looked for all the same, so that it takes as long."""


def public_pages(house: PublicPages) -> list[web.RouteDef]:
    """All the pages that anybody may read."""
    return [
        web.get("/verify", partial(_ask, house)),
        web.get("/verify/", partial(_ask, house)),
        web.get("/verify/how", partial(_how, house)),
        web.get("/verify/key.pem", partial(_key, house)),
        web.get("/verify/key-{key:[0-9a-f]{16}}.pem", partial(_key, house)),
        web.get("/verify/{number:.+}", partial(_one, house)),
    ]


async def _ask(house: PublicPages, request: web.Request) -> web.Response:
    """The form; with a number typed in it, on to that one."""
    typed = request.query.get("number", "").strip()[:500]
    if not typed:
        return _page(house, request, Pages.ask)
    number = number_in(typed)
    # Two dots would lead out of here, before anybody looks.
    there = in_groups(number) if number else quote(typed[:100].replace(".", ""), safe="") or "-"
    language = request.query.get("lang", "")
    way = f"{house.root}/verify/{there}{'?lang=' + quote(language) if language else ''}"
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={**HEADERS, "Location": way})


async def _one(house: PublicPages, request: web.Request) -> web.Response:
    """How the certificate with that number stands."""
    address = address_of(request)
    if wait := await house.pace.asks(address):
        house.observe("slowed")
        answer = _page(house, request, lambda pages: pages.too_fast(wait), HTTPStatus.TOO_MANY_REQUESTS)
        answer.headers["Retry-After"] = str(wait)
        return answer
    try:
        async with house.reading() as reader:
            one = await numbered(reader, number_in(request.match_info["number"]) or _NEVER)
    except (DatabaseFault, TimeoutError):
        house.pace.found(address)
        return _away(house, request)
    if one is None:
        house.observe("unknown")
        return _page(house, request, Pages.unknown, HTTPStatus.NOT_FOUND)
    house.pace.found(address)
    house.observe(one.state.value)
    return _page(house, request, lambda pages: pages.certificate(one))


async def _how(house: PublicPages, request: web.Request) -> web.Response:
    """How a signature is checked, and by which keys."""
    keys = await _keys(house)
    if keys is None:
        return _away(house, request)
    return _page(house, request, lambda pages: pages.how(keys))


async def _key(house: PublicPages, request: web.Request) -> web.Response:
    """A key, as OpenSSL reads it; the newest, where none is named."""
    keys = await _keys(house)
    if keys is None:
        return _away(house, request)
    wanted = request.match_info.get("key")
    key = next((key for key in keys if wanted in {None, key.name}), None)
    if key is None:
        return _page(house, request, Pages.unknown, HTTPStatus.NOT_FOUND)
    headers = {**HEADERS, "Content-Disposition": f'attachment; filename="key-{key.name}.pem"'}
    return web.Response(text=key.pem, content_type="application/x-pem-file", headers=headers)


async def _keys(house: PublicPages) -> list[PublicKey] | None:
    """All there are, the newest first; None where the database is away."""
    try:
        async with house.reading() as reader:
            return await public_keys(reader)
    except (DatabaseFault, TimeoutError):
        return None


def _away(house: PublicPages, request: web.Request) -> web.Response:
    house.observe("away")
    answer = _page(house, request, Pages.away, HTTPStatus.SERVICE_UNAVAILABLE)
    answer.headers["Retry-After"] = "60"
    return answer


def _page(
    house: PublicPages, request: web.Request, write: Callable[[Pages], str], status: HTTPStatus = HTTPStatus.OK
) -> web.Response:
    words = Words(_language(house, request), house.zone, house.clock.now(), lasts=True)
    text = write(Pages(words, house.organisation, house.root))
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


def _language(house: PublicPages, request: web.Request) -> Language:
    """Which was tapped; else the first of those that the browser says, which is one of ours."""
    asked = request.query.get("lang", "").lower()
    for language, tag in TAGS.items():
        if asked == tag.lower():
            return language
    for code in _wanted(request.headers.get("Accept-Language", "")):
        if code[:2] in {"zh", "en"}:
            return language_of(code, house.default_language)
    return house.default_language


def _wanted(header: str) -> list[str]:
    """The languages of the header, the most wanted first."""
    weighed: list[tuple[float, str]] = []
    for part in header[:500].lower().split(","):
        code, _, weight = part.partition(";")
        try:
            weighed.append((-float(weight.partition("=")[2] or 1), code.strip()))
        except ValueError:
            continue
    return [code for weight, code in sorted(weighed, key=lambda one: one[0]) if weight < 0]
