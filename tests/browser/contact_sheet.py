"""The main screens of each role, a roster that repairs itself, what comes every week, a census, a certificate.

`python -m tests.browser.contact_sheet docs/screens` takes them, in each language.

Lived through in a town of the stories, by a clock that stands still, and laid out by the playground's own page.
"""

import asyncio
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.async_api import Browser

from storage.engine.connecting import connect
from storage.engine.database import Database
from storage.engine.migrating import migrate
from tests.browser.roster_scenes import ROSTER_SCENES
from tests.browser.scenes import SCENES
from tests.browser.sitters import CASTS, Cast, Sitter
from tests.browser.together_scenes import TOGETHER_SCENES
from tests.support.chromium import chromium, opened
from tests.support.strangers import pages_of
from tests.support.town import Town, town
from volunteering.rules.certificates import in_groups

SETTINGS: Mapping[str, str] = {"ORGANISATION": "Taizhou", "PUBLIC_URL": "https://help.example.org"}
WIDTH = 4 * 320 + 5 * 12  # pixels, of four phones side by side

LAID_OUT = """async ([language, kept]) => {
    document.documentElement.lang = language;
    const { bubble } = await import("/page/bubble.js");
    const { make } = await import("/page/elements.js");
    const phone = { language, isOwnLink: (url) => url.includes("t.me/") };
    const shown = kept.map(({ caption, message, keys }) => {
        const rows = keys.map((row) => row.map((key) => make("span", { class: "key" }, key)));
        const inRows = rows.map((row) => make("div", { class: "row" }, ...row));
        const keyboard = make("div", { class: "keyboard" }, ...inRows);
        const chat = make("div", { class: "chat" }, make("ol", { class: "bubbles" }, bubble(message, phone)));
        return make("figure", {}, make("figcaption", {}, caption), chat, keys.length ? keyboard : null);
    });
    document.body.replaceChildren(make("div", { class: "sheet-of-contacts" }, ...shown));
    await document.fonts.ready;
    const loaded = (image) => image.naturalWidth || new Promise((then) => image.addEventListener("load", then));
    await Promise.all([...document.images].map(loaded));
}"""
LOOK = """
    body { display: block; height: auto; background: var(--ground); }
    html { height: auto; }
    .sheet-of-contacts { columns: 4 320px; column-gap: 12px; padding: 12px; }
    figure { break-inside: avoid; width: 320px; margin: 0 0 14px; border-radius: 14px; overflow: hidden; }
    figcaption { padding: 5px 12px; background: var(--surface); color: var(--ink-soft); font-size: 13px; }
    .chat { overflow: visible; background-image: none; }
    .bubbles { min-height: 0; }
    .message { animation: none; }
    .key { display: grid; place-items: center; }
"""
AS_WEBP = """async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.72).split(",")[1];
}"""


async def take(folder: Path) -> None:
    """Write a picture for each role and language into that folder."""
    async with chromium() as browser:
        for cast in CASTS:
            with TemporaryDirectory() as place:
                database = f"sqlite:///{place}/town.db"
                await migrate(database)
                async with town(database, SETTINGS) as living:
                    seen = await lived_through(living, cast)
                    for role, kept in seen.items():
                        picture = await _laid_out(browser, living.playground.url, cast, kept)
                        (folder / f"{role}-{cast.language}.webp").write_bytes(picture)
                    for name, role in (("census", "admin"), ("certificate", "volunteer")):
                        picture = await _as_webp(browser, _last_picture(living, seen[role]))
                        (folder / f"{name}-{cast.language}.webp").write_bytes(picture)
                async with connect(database) as kept_there:
                    (folder / f"verify-{cast.language}.webp").write_bytes(await _page(browser, kept_there, cast))


async def lived_through(living: Town, cast: Cast) -> Mapping[str, Sequence[dict[str, Any]]]:
    """What each role kept, and all of them of the roster that repairs itself, and of what comes every week."""
    people = {
        "newcomer": living.phone(cast.mei, cast.language),
        "leader": await living.leader(cast.leader, cast.language, team=cast.team),
        "volunteer": await living.member(cast.wang, cast.language, team=cast.team),
        "other": await living.member(cast.zhao, cast.language, team=cast.team),
        "admin": await living.admin(cast.admin, cast.language),
    }
    sitters = {role: Sitter(living, phone, cast) for role, phone in people.items()}
    sitters["other"].kept = sitters["volunteer"].kept
    leader = people["leader"]
    await living.activity(cast.river, leader, in_days=2, places=10, venue=cast.venue, details="2580")
    await living.activity(cast.library, leader, in_days=3, at=time(14), hours=2, places=1, venue=cast.venue)
    await living.activity(cast.market, leader, in_days=2, at=time(10), hours=4, places=0, venue=cast.venue)
    await living.activity(cast.walk, leader, in_days=6, at=time(9, 30), hours=2, places=6, venue=cast.venue)
    for scene in SCENES:
        await scene(living, sitters)
    sheets = {role: sitters[role].kept for role in ("newcomer", "volunteer", "leader", "admin")}
    for sheet, scenes in (("roster", ROSTER_SCENES), ("together", TOGETHER_SCENES)):
        sheets[sheet] = []
        on_it = {role: Sitter(living, phone, cast, sheets[sheet]) for role, phone in people.items()}
        for scene in scenes:
            await scene(living, on_it)
    return sheets


def _last_picture(living: Town, kept: Sequence[dict[str, Any]]) -> bytes:
    """A PNG, of which the sheet has only room for a small one."""
    [*_, url] = [one["message"]["picture"]["url"] for one in kept if "picture" in one["message"]]
    file = living.playground.telegram.files.find(url.split("/")[-2])
    assert file is not None
    return file.content


async def _page(browser: Browser, database: Database, cast: Cast) -> bytes:
    """What the page says of the certificate, on a telephone."""
    async with database.reading() as reader:
        [row] = await reader.all("SELECT number FROM certificates")
    async with pages_of(database, organisation="Taizhou") as stranger:
        address = f"{stranger.site.address}/verify/{in_groups(row['number'])}?lang={cast.language.replace('_', '-')}"
        page, _ = await opened(browser, address, width=390, height=700, scale=2)
        png = await page.screenshot(full_page=True)
        await page.close()
    return await _as_webp(browser, png)


async def _as_webp(browser: Browser, png: bytes) -> bytes:
    page = await browser.new_page()
    webp: str = await page.evaluate(AS_WEBP, b64encode(png).decode())
    await page.close()
    return b64decode(webp)


async def _laid_out(browser: Browser, url: str, cast: Cast, kept: Sequence[dict[str, Any]]) -> bytes:
    page = await browser.new_page(viewport={"width": WIDTH, "height": 800}, locale="en-GB", bypass_csp=True)
    await page.goto(url)
    await page.evaluate(LAID_OUT, [cast.language.replace("_", "-"), kept])
    await page.add_style_tag(content=LOOK)
    picture = await page.locator(".sheet-of-contacts").screenshot()
    await page.close()
    return await _as_webp(browser, picture)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(exist_ok=True)
    asyncio.run(take(Path(sys.argv[1])))
