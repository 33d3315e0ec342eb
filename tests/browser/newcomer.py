"""Trying Yigong as a newcomer does: `python -m bot playground`, and the phones on its page."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, expect

ROOT = Path(__file__).parents[2]
PATIENCE = 15_000  # milliseconds

VOLUNTEER, LEADER, ADMIN = 1001, 1002, 1003


@asynccontextmanager
async def playground_in(folder: Path, *arguments: str, python: str = sys.executable) -> AsyncIterator[str]:
    """The playground's process, begun in that folder with those arguments; gives the address it prints."""
    process = await asyncio.create_subprocess_exec(
        python, "-m", "bot", "playground", "--port", "0", *arguments,
        cwd=folder, stdout=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "LOG_LEVEL": "WARNING"},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            if b"http://" in line:
                yield line.split()[-1].decode()
                break
    finally:
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(15):
            code = await process.wait()
    assert code == 0, f"the playground ended with {code}"


class PagePhone:
    """A phone on the page, used with thumbs and eyes."""

    def __init__(self, page: Page, owner: int) -> None:
        self.element = page.locator(f"#phone-{owner}")

    async def taps(self, *labels: str) -> None:
        """Tap one button after the other, each as soon as it is there."""
        for label in labels:
            button = self.element.get_by_role("button", name=label, exact=True).last
            await button.click(timeout=PATIENCE)

    async def types(self, text: str) -> None:
        """Send a text."""
        await self.element.locator("textarea").fill(text)
        await self.element.locator("textarea").press("Enter")

    async def sees(self, text: str) -> None:
        """Wait until the newest message of the bot has this in it."""
        await expect(self.newest).to_contain_text(text, timeout=PATIENCE)

    @property
    def newest(self) -> Locator:
        """The bot's newest message, with its buttons."""
        return self.element.locator(".is-bot").last

    async def registers(self) -> None:
        """As a volunteer who reads 简体."""
        begin = self.element.locator(".begin")
        await begin.click(timeout=PATIENCE)
        await self.taps("简体中文", "我同意", "小林", "分享我的号码", "椒江分会")
        await self.sees("小林")

    async def signs_up(self, title: str) -> None:
        """For the only shift of that title."""
        await self.types("/activities")
        await self.taps(title, "报名")
        await self.sees("报名成功")


async def to_the_next_reminder(page: Page) -> None:
    """Push the clock, and wait until the bot has lived through it."""
    button = page.locator("button[data-advance='']")
    async with page.expect_response(lambda response: response.url.endswith("/clock"), timeout=PATIENCE):
        await button.click()
    await expect(button).to_be_enabled(timeout=PATIENCE)
