"""The README's picture, of what is there: `python -m tests.browser.take_picture docs/playground.png`."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page

from tests.browser.newcomer import ADMIN, LEADER, VOLUNTEER, PagePhone, playground_in, to_the_next_reminder
from tests.support.chromium import chromium, opened


async def take(picture: Path) -> None:
    """Live through a scene on three phones, and write it there."""
    with TemporaryDirectory() as folder:
        async with playground_in(Path(folder)) as url, chromium() as browser:
            page, _ = await opened(browser, url, width=1280, height=860, scale=1.5)
            await _scene(page)
            await page.evaluate("document.activeElement.blur()")
            await page.evaluate("document.body.style.background = 'var(--ground)'")  # a glow is heavy in a PNG
            await page.screenshot(path=picture)


async def _scene(page: Page) -> None:
    lin, li, chen = (PagePhone(page, owner) for owner in (VOLUNTEER, LEADER, ADMIN))
    await lin.registers()
    for title in ("河道清洁", "探访独居长者"):
        await lin.signs_up(title)
    await _until(page, li, "Who came to 河道清洁?")
    await li.taps("Roster", "All came", "Confirm")
    await li.sees("Roster confirmed")
    await _until(page, li, "Who came to Library help?")
    await li.taps("Roster", "王大明", "赵小燕")
    await li.sees("2 of 4 ticked")
    await chen.types("/stats")
    await chen.sees("人次")


async def _until(page: Page, phone: PagePhone, text: str) -> None:
    """From reminder to reminder, until the phone has this message."""
    while not await phone.element.get_by_text(text).count():
        await to_the_next_reminder(page)


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
