"""The system's Chromium, for tests that look at pages: they skip where it is missing, and fail there under CI."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, Request, async_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium on this machine"),
]


@asynccontextmanager
async def chromium(*arguments: str) -> AsyncIterator[Browser]:
    """A browser without a window, with those arguments besides the usual ones."""
    assert CHROMIUM is not None, "no Chromium on this machine"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *arguments])
        yield browser
        await browser.close()


async def opened(
    browser: Browser, url: str, *, width: int, height: int = 800, scale: float = 1
) -> tuple[Page, list[str]]:
    """The page at that address and size, and a list of everything that goes wrong on it or asks for the outside."""
    viewport = {"width": width, "height": height}
    page = await browser.new_page(viewport=viewport, device_scale_factor=scale, locale="en-GB")  # type: ignore[arg-type]
    wrong: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(url):
            wrong.append(f"asked for {request.url}")

    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", note)
    await page.goto(url)
    return page, wrong
