"""What `make run` shows, in a real browser: from registering to the reminder, and back to the beginning."""

import os
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.newcomer import PATIENCE, VOLUNTEER, PagePhone, playground_in, to_the_next_reminder
from tests.support.chromium import IN_A_BROWSER, chromium, opened

pytestmark = IN_A_BROWSER

MOST_REMINDERS = 12  # of others, before it is the volunteer's turn


@pytest.mark.timeout(90)
async def test_a_newcomer_lives_through_a_sign_up_in_a_minute(tmp_path: Path) -> None:
    async with playground_in(tmp_path) as url, chromium() as browser:
        page, wrong = await opened(browser, url, width=1366)
        lin = PagePhone(page, VOLUNTEER)
        await lin.registers()
        await lin.signs_up("探访独居长者")

        reminded = lin.element.get_by_role("button", name="我会来", exact=True)
        for _ in range(MOST_REMINDERS):
            await to_the_next_reminder(page)
            if await reminded.count():
                break
        await lin.sees("见")  # tomorrow or in three days, by the day of the week
        await lin.sees("探访独居长者")
        await lin.taps("我会来")
        await lin.sees("到时见")

        await page.locator("#start-over").click()
        await expect(page.locator("#over-file")).to_contain_text("People registered in playground.db: 7.")
        await page.locator("#over-dialog button[type=submit]").click()
        await expect(lin.element.locator(".bubble")).to_have_count(0, timeout=PATIENCE)
        await lin.registers()
        await lin.signs_up("河道清洁")
        assert wrong == []
    copy, file = sorted(os.listdir(tmp_path))  # noqa: PTH208 - async
    assert file == "playground.db", "a file of its own"
    assert re.fullmatch(r"playground-\d{4}-\d\d-\d\d-\d{6}\.db", copy), "and what it was before, nothing else"
