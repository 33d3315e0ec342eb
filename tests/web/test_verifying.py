"""The public pages over HTTP, on both databases: what a stranger reads of a certificate, and what nobody does."""

import asyncio
import json
import re
import shutil
from asyncio.subprocess import PIPE, STDOUT
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

import pytest

from storage.rows.signing_keys import add_key
from tests.support.acting import at, known
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from tests.support.strangers import pages_of
from volunteering.actions.certificates import Issued, issue, show_name, withdraw_mine
from volunteering.rules.certificates import Certificate, CertifiedDays, in_groups, new_number
from volunteering.rules.volunteers import Person
from web.house import READERS

DAYS: Final = CertifiedDays(first=date(2026, 1, 1), last=date(2026, 12, 1))


async def certified(city: City, name: str = "<b>Mei</b>") -> tuple[Person, Certificate]:
    mei = await city.person(name)
    await Ledger(city).logged(mei, date(2026, 11, 20), 150)
    async with city.writing() as rows:
        outcome = await issue(rows, await known(rows, mei), DAYS, "Taizhou", at(NOW))
    assert isinstance(outcome, Issued)
    return mei, outcome.certificate


async def test_valid_without_the_name_until_its_holder_shows_it(city: City) -> None:
    mei, one = await certified(city)
    async with pages_of(city.database) as stranger:
        page = await stranger.reads(f"/verify/{in_groups(one.number)}", Accept_Language="en-GB,en;q=0.9")
        assert '<html lang="en">' in page
        for said in ("✅ It is valid.", "Jiaojiang", "1 January 2026 to 1 December 2026", "2 h 30", "&lt;Taizhou&gt;"):
            assert said in page
        assert "Mei" not in page
        async with city.writing() as rows:
            await show_name(rows, mei, one.id, shows=True)
        page = await stranger.reads(f"/verify/{one.number.lower()}?lang=en")
        assert "<dd>&lt;b&gt;Mei&lt;/b&gt;</dd>" in page, "what people typed is text"
        assert stranger.seen == ["valid", "valid"]


async def test_withdrawn_and_in_each_language(city: City) -> None:
    mei, one = await certified(city)
    async with city.writing() as rows:
        await withdraw_mine(rows, mei, one.id, at(NOW))
    async with pages_of(city.database) as stranger:
        for tag, header in (("zh-Hant", "zh-TW"), ("zh-Hans", "zh-CN, en;q=0.5"), ("en", "fr, en;q=0.5")):
            by_header = await stranger.reads(f"/verify/{one.number}", Accept_Language=header)
            by_link = await stranger.reads(f"/verify/{one.number}?lang={tag}")
            assert by_header == by_link
            assert f'<html lang="{tag}">' in by_link
        assert "by its holder" in await stranger.reads(f"/verify/{one.number}?lang=en")
        assert '<html lang="zh-Hans">' in await stranger.reads("/verify", Accept_Language="fr;q=x,,;=")
        assert set(stranger.seen) == {"withdrawn"}


async def test_a_number_typed_in_the_form_leads_to_its_page(city: City) -> None:
    _, one = await certified(city)
    async with pages_of(city.database) as stranger:
        assert 'method="get"' in await stranger.reads("/verify?lang=en")
        typed = in_groups(one.number).lower().replace("-", "+")
        assert "✅" in await stranger.reads(f"/verify?number={typed}&lang=en")
        async with stranger.session.get(
            f"{stranger.site.address}/verify?number=//evil.example/%0d%0aSet-Cookie:x", allow_redirects=False
        ) as answer:
            assert answer.headers["Location"].startswith("/verify/%2F%2Fevilexample")
            assert "Set-Cookie" not in answer.headers


async def test_an_address_with_something_behind_it_leads_to_the_certificate_all_the_same(city: City) -> None:
    """What an app takes for a part of it: a slash, the words after it. It would call a true certificate none."""
    _, one = await certified(city)
    said = in_groups(one.number)
    async with pages_of(city.database) as stranger:
        for path in (f"{said}/", f"{said}可以查验", f"{said}。", f"{said}%23x", f"{said};x=1", said.replace("-", "/")):
            assert "✅" in await stranger.reads(f"/verify/{path}"), path
        for path in ("nothing/", "a/b/c", "%00", "%ff%fe", "key-0123.pem", "how/"):
            assert "There is no such certificate" in await stranger.reads(f"/verify/{path}?lang=en", 404), path
        assert stranger.seen.count("unknown") == 6


async def test_another_number_is_typed_where_one_was_read_and_no_page_leads_to_itself(city: City) -> None:
    _, one = await certified(city)
    async with pages_of(city.database) as stranger:
        shown, asking, how = [await stranger.reads(f"/verify{path}?lang=en") for path in (f"/{one.number}", "", "/how")]
        for page in (shown, asking):
            assert '<form method="get" action="/verify">' in page
            assert 'href="/verify?lang=en"' not in page
            assert 'href="/verify/how?lang=en"' in page
        assert "<h2>Check another one</h2>" in shown
        assert 'href="/verify?lang=en"' in how
        assert 'href="/verify/how?lang=en"' not in how


async def test_a_certificate_is_checked_by_the_key_it_was_signed_with_when_another_signs(city: City) -> None:
    """Its page, its file, and which key was in use on which days."""
    _, old = await certified(city, "Mei")
    async with city.database.transaction() as tx:
        name = await add_key(tx, NOW + timedelta(days=3))
    _, new = await certified(city, "Bo")
    async with pages_of(city.database) as stranger:
        for one in (old, new):
            assert one.signed is not None
            assert "✅" in await stranger.reads(f"/verify/{one.number}")
            key = json.loads(one.signed.payload)["key"]
            assert await stranger.reads(f"/verify/key-{key}.pem") == one.signed.public_key
        assert old.signed
        assert new.signed
        assert await stranger.reads("/verify/key.pem") == new.signed.public_key != old.signed.public_key
        how = await stranger.reads("/verify/how?lang=en")
        assert f"key-{name}.pem</a> (in use since 4 December 2026)" in how
        assert "(in use from 1 December 2026 to 4 December 2026)" in how


async def test_a_thousand_numbers_that_there_are_not_tell_nothing(city: City) -> None:
    await certified(city)
    async with pages_of(city.database) as stranger:  # its clock stands still, so that nobody has waited
        asked = [new_number() if place % 2 else f"nonsense{place}" for place in range(1000)]
        said: set[tuple[int, str]] = set()
        took: dict[bool, list[float]] = {True: [], False: []}
        for number in asked:
            began = perf_counter()
            async with stranger.session.get(f"{stranger.site.address}/verify/{number}?lang=en") as answer:
                said.add((answer.status, await answer.text()))
            if answer.status == 404:
                took[number.startswith("nonsense")].append(perf_counter() - began)
        assert {status for status, _ in said} == {404, 429}
        assert len(said) == 2, "each answer is the same, to the letter"
        assert stranger.seen.count("unknown") == 20
        assert stranger.seen.count("slowed") == 980
        quick, quicker = median(took[True]), median(took[False])
        assert max(quick, quicker) < 5 * min(quick, quicker) + 0.005, "how long it takes tells nothing either"


async def test_the_language_that_was_chosen_goes_on(city: City) -> None:
    _, one = await certified(city)
    async with pages_of(city.database) as stranger:
        page = await stranger.reads(f"/verify/{one.number}?lang=zh-Hant", Accept_Language="en")
        assert re.findall(r'href="/[^"]+"', page) == ['href="/verify/how?lang=zh-Hant"']
        assert '<input type="hidden" name="lang" value="zh-Hant">' in page
        assert 'href="/verify?lang=zh-Hant"' in await stranger.reads("/verify/how?lang=zh-Hant", Accept_Language="en")
        page = await stranger.reads("/verify?lang=zh-Hant", Accept_Language="en")
        assert '<input type="hidden" name="lang" value="zh-Hant">' in page


async def test_two_hundred_at_the_same_moment_are_no_way_around_it(city: City) -> None:
    async with pages_of(city.database) as stranger:

        async def asks(path: str) -> int:
            async with stranger.session.get(f"{stranger.site.address}{path}") as answer:
                return answer.status

        said = await asyncio.gather(*(asks(f"/verify/{new_number()}") for _ in range(200)))
        assert said.count(404) == 20
    _, one = await certified(city)
    async with pages_of(city.database) as stranger:
        said = await asyncio.gather(*(asks(f"/verify/{one.number}") for _ in range(20) for _ in range(3)))
        assert set(said) <= {200, 429}
        assert said.count(200) >= 20
        assert [await asks(f"/verify/{one.number}") for _ in range(30)] == [200] * 30, "whoever finds it goes on"


async def test_what_is_typed_leads_nowhere_else(city: City) -> None:
    async with pages_of(city.database) as stranger:
        for typed in ("..", ".", "%2e%2e", "../../telegram", "key.pem", "...."):
            assert "There is no such certificate" in await stranger.reads(f"/verify?number={typed}&lang=en", 404)
        assert 'method="get"' in await stranger.reads("/verify/?lang=en")


class CountsReaders:
    """A database that counts who reads at once, and in which nothing is."""

    def __init__(self) -> None:
        self.now = self.most = 0

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["CountsReaders"]:
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            yield self
        finally:
            self.now -= 1

    async def one(self, _: str, **__: object) -> None:
        await asyncio.sleep(0.005)

    async def all(self, _: str, **__: object) -> list[object]:
        await asyncio.sleep(0.005)
        return []


async def test_however_many_strangers_ask_taps_have_their_connections() -> None:
    """What there is may be asked for as often as anybody likes."""
    counts = CountsReaders()
    async with pages_of(counts) as stranger:  # type: ignore[arg-type]

        async def asks(path: str) -> int:
            async with stranger.session.get(f"{stranger.site.address}{path}") as answer:
                return answer.status

        ways = [f"/verify/{new_number()}", "/verify/how", "/verify/key.pem"] * 15
        assert set(await asyncio.gather(*map(asks, ways))) == {200, 404}
    assert counts.most == READERS


async def test_while_the_database_is_away_it_says_so(city: City) -> None:
    async with pages_of(None) as stranger:
        page = await stranger.reads(f"/verify/{new_number()}?lang=en", 503)
        assert "Please try again in a minute" in page
        await stranger.reads("/verify/how", 503)
        await stranger.reads("/verify/key.pem", 503)
        await stranger.reads("/verify")
    await city.database.close()
    async with pages_of(city.database) as stranger:
        await stranger.reads(f"/verify/{new_number()}", 503)
    await city.database.open()


@pytest.mark.parametrize("path", ["/verify", "/verify/how", "/verify/nothing", "/verify/key.pem"])
async def test_a_page_is_strict_and_asks_for_nothing(city: City, path: str) -> None:
    await certified(city)
    async with pages_of(city.database) as stranger, stranger.session.get(f"{stranger.site.address}{path}") as answer:
        page, headers = await answer.text(), answer.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert {"X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag", "Permissions-Policy"} <= set(headers)
    assert "Set-Cookie" not in headers
    assert headers["Server"] == "Yigong"
    assert not re.search(r"<script|javascript:|https?://|<img|<iframe| on\w+=", page)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no OpenSSL on this machine")
async def test_another_program_checks_the_signature_as_the_page_says(city: City, tmp_path: Path) -> None:
    _, one = await certified(city)
    assert one.signed is not None
    async with pages_of(city.database) as stranger:
        page = await stranger.reads("/verify/how?lang=en")
        newest = await stranger.reads("/verify/key.pem")
        [called] = re.findall(r'href="(/verify/key-\w+\.pem)"', page)
        assert await stranger.reads(called) == newest == one.signed.public_key
        await stranger.reads("/verify/key-0123456789abcdef.pem", 404)
    (tmp_path / "key.pem").write_text(newest)
    (tmp_path / "certificate.sig").write_bytes(b64decode(one.signed.signature))
    [line] = re.findall(r"<pre[^>]*>(.+?)</pre>", page)
    for text, verified in ((one.signed.payload, True), (one.signed.payload.replace("150", "151"), False)):
        (tmp_path / "certificate.json").write_text(text, encoding="utf-8")
        checks = await asyncio.create_subprocess_exec(*line.split(), cwd=tmp_path, stdout=PIPE, stderr=STDOUT)
        said, _ = await checks.communicate()
        assert (b"Signature Verified Successfully" in said) is verified, said
