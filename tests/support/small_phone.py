"""A phone of 320 px in the playground's page, and what it cuts off of buttons' labels."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from playwright.async_api import Page

from playground.ground.people import Person
from playground.serving.server import Playground
from tests.support.chromium import chromium, opened

WIDTH = 320
Labels = tuple[str, ...]

_CUT = """async (rows) => {
    const { bubble } = await import("/page/bubble.js");
    const list = document.querySelector(".bubbles");
    list.previousElementSibling.hidden = true;
    const phone = { language: "en", isOwnLink: () => false };
    const told = (row, id) => ({ id, text: [""], time: "", buttons: [row.map((text) => ({ text }))] });
    const shown = rows.map((row, id) => bubble(told(row, id), phone));
    list.replaceChildren(...shown);
    const isCut = (button) => button.scrollWidth > button.clientWidth;
    return shown.map((item) => [...item.querySelectorAll(".inline-button")].map(isCut));
}"""


@dataclass(frozen=True)
class SmallPhone:
    """As Telegram's, it shows an ellipsis for what has no room."""

    page: Page

    async def cuts(self, rows: Sequence[Labels]) -> list[list[bool]]:
        """Of each label in each row, whether something of it is cut off."""
        found: list[list[bool]] = await self.page.evaluate(_CUT, rows)
        return found


@asynccontextmanager
async def small_phone() -> AsyncIterator[SmallPhone]:
    """Somebody's, who hasn't begun."""
    async with Playground(people=[Person(1, "Mei")]) as playground, chromium() as browser:
        page, _ = await opened(browser, playground.url, width=WIDTH)
        await page.wait_for_selector(".phone")
        yield SmallPhone(page)
