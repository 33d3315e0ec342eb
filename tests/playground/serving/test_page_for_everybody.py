"""The page for whoever can't see it well, uses no mouse or holds a small phone: axe, the keyboard, narrow screens."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from playground.messages.chats import Toast
from playground.phones import acts, attaching, links
from playground.serving.server import Playground
from tests.playground.conftest import LI, MEI, NOON, Caller
from tests.support.axe import found_by_axe
from tests.support.chromium import IN_A_BROWSER, chromium, opened

pytestmark = [*IN_A_BROWSER, pytest.mark.timeout(120)]

MANY = 20
FRIEND = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fyigong_bot%3Fstart%3Da1&text=River%20clean-up"
CARD = (
    "<b>River clean-up</b>\n📅 today 📍 East Gate <i>and</i> <code>code</code> https://example.org"
    "\n<blockquote>quoted</blockquote>\n/my t.me/yigong_bot?start=a1"
)
KEYS = {
    "inline_keyboard": [
        [{"text": "Sign up", "callback_data": "a", "style": "success"}],
        [{"text": "Tell a friend", "url": FRIEND}],
        [
            {"text": "Leave", "callback_data": "b", "style": "danger"},
            {"text": "Main", "callback_data": "c", "style": "primary"},
        ],
    ]
}
SIZES = [(320, 568), (360, 740), (390, 844), (768, 1024), (844, 390), (568, 320), (1280, 860)]
CLIPPED = """() => [...document.querySelectorAll('.bar *, .tabs *, .top *, .typing *')]
    .filter((one) => one.getClientRects().length && !one.closest('svg, option, .bar-end span, textarea'))
    .filter((one) => (one.clientWidth && one.scrollWidth > one.clientWidth + 1)
        || (one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.phones')))
    .map((one) => one.outerHTML.slice(0, 100))"""
Step = Callable[[Page], Awaitable[Any]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    """One in which a bot may say much at once."""
    async with Playground(people=[MEI, LI], frozen=True, now=NOON, limits=None) as playground:
        yield playground


@pytest.fixture
async def told(playground: Playground, bot: Caller) -> Playground:
    """Mei has been told much and has sent one of each; Li hasn't begun, and something was passed on to them."""
    await bot("setMyCommands", commands=[{"command": name, "description": name * 3} for name in ("my", "new", "help")])
    for number in range(MANY):
        await bot("sendMessage", chat_id=MEI.id, text=f"{CARD} {number}", parse_mode="HTML", reply_markup=KEYS)
    telegram = playground.telegram
    card = next(message for message in telegram.chats[MEI.id].messages.values())
    links.passes_on(telegram, MEI, LI, card.id, 1, 0)
    for act in (attaching.speaks, attaching.sends_sticker, attaching.sends_location, acts.shares_contact):
        act(telegram, MEI)
    acts.writes(telegram, MEI, "/my https://example.org")
    await bot("sendMessage", chat_id=MEI.id, text=CARD, parse_mode="HTML", reply_markup=KEYS)
    return playground


def mei(page: Page) -> Locator:
    """Her phone."""
    return page.locator(f"#phone-{MEI.id}")


STATES: dict[str, Step] = {
    "at the start": lambda page: page.mouse.move(0, 0),
    "at the first message": lambda page: mei(page).locator(".chat").evaluate("chat => { chat.scrollTop = 0 }"),
    "the commands": lambda page: mei(page).locator("textarea").press_sequentially("/"),
    "what can be sent": lambda page: mei(page).locator(".attach").click(),
    "the phone's menu": lambda page: mei(page).locator(".more").click(),
    "whom to tell": lambda page: mei(page).get_by_role("button", name="Tell a friend").last.click(),
    "a new person": lambda page: page.locator("#add-person").click(),
    "starting over": lambda page: page.locator("#start-over").click(),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 860), (320, 640), (844, 390)], ids=["wide", "narrow", "lying"])
async def test_axe_finds_nothing(
    browser: Browser, told: Playground, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page, wrong = await opened(browser, told.url, width=size[0], height=size[1])
    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    await expect(mei(page).locator(".is-bot")).to_have_count(MANY + 1)
    found = {}
    for state, step in STATES.items():
        await step(page)
        found[state] = await found_by_axe(page)
        await page.keyboard.press("Escape")
        await page.evaluate("for (const dialog of document.querySelectorAll('dialog')) dialog.close()")
        await mei(page).locator("textarea").fill("")
    told.telegram.chats[MEI.id].show_toast(Toast("You are in", is_alert=True))
    await expect(mei(page).get_by_role("alertdialog", name="You are in")).to_be_visible()
    found["an alert"] = await found_by_axe(page)
    assert {state: lines for state, lines in found.items() if lines} == {}
    assert wrong == []


async def test_whoever_taps_stays_where_they_are(browser: Browser, told: Playground, bot: Caller) -> None:
    page, _ = await opened(browser, told.url, width=1280)
    newest = next(reversed(told.telegram.chats[MEI.id].messages))
    leave = mei(page).get_by_role("button", name="Leave").last
    await leave.focus()
    await page.keyboard.press("Enter")
    await bot("editMessageText", chat_id=MEI.id, message_id=newest, text="You have left.", reply_markup=KEYS)
    await expect(mei(page).get_by_text("You have left.")).to_be_visible()
    await expect(leave).to_be_focused()
    one = {"inline_keyboard": [[{"text": "Home", "callback_data": "h"}]]}
    await bot("editMessageText", chat_id=MEI.id, message_id=newest, text="Home", reply_markup=one)
    await expect(mei(page).get_by_role("button", name="Home")).to_be_focused()
    await bot("editMessageText", chat_id=MEI.id, message_id=newest, text="Nothing to tap.")
    await expect(mei(page).locator(".message").last).to_be_focused()
    await bot("deleteMessage", chat_id=MEI.id, message_id=newest)
    await expect(mei(page).locator("textarea")).to_be_focused()
    hour = page.get_by_role("button", name="+1 h")
    await hour.click()
    await expect(page.locator("#clock")).to_contain_text("13:00")
    await expect(hour).to_be_focused()


async def test_an_alert_is_read_before_anything_else(browser: Browser, told: Playground) -> None:
    page, _ = await opened(browser, told.url, width=1280)
    button = mei(page).get_by_role("button", name="Leave").last
    await button.focus()
    told.telegram.chats[MEI.id].show_toast(Toast("You are in", is_alert=True))
    await expect(mei(page).get_by_role("button", name="OK")).to_be_focused()
    assert await mei(page).locator(".typing").evaluate("form => form.inert")
    await page.keyboard.press("Escape")
    await expect(button).to_be_focused()


async def test_old_buttons_are_not_in_the_way(browser: Browser, told: Playground) -> None:
    page, _ = await opened(browser, told.url, width=1280)
    await mei(page).locator(".chat").focus()
    stops = []
    while not await mei(page).locator("textarea").evaluate("box => box === document.activeElement"):
        await page.keyboard.press("Tab")
        stops.append(await page.evaluate("document.activeElement.textContent || document.activeElement.className"))
        assert len(stops) < 12, stops
    assert "Sign up" in stops, "the newest message's are"
    chat = mei(page).locator(".chat")
    await chat.focus()
    for _ in range(3):
        await page.keyboard.press("PageUp")
    await page.keyboard.press("PageDown")
    texts = mei(page).locator(".message")
    await expect(texts.nth(await texts.count() - 2)).to_be_focused()


async def test_what_comes_is_said_to_whoever_listens(browser: Browser, told: Playground, bot: Caller) -> None:
    page, _ = await opened(browser, told.url, width=1280)
    await expect(mei(page).locator(".is-bot")).to_have_count(MANY + 1)
    news = page.locator("#news")
    await expect(news).to_be_empty()
    sent = await bot("sendMessage", chat_id=MEI.id, text="You have a <b>place</b>", parse_mode="HTML")
    await expect(news).to_have_text("Mei: You have a place")
    await bot("editMessageText", chat_id=MEI.id, message_id=sent["message_id"], text="You have none")
    await expect(news).to_contain_text("Mei: You have none")
    assert await news.get_attribute("aria-live") == "polite"


async def test_arrows_lead_through_tabs_menus_and_commands(browser: Browser, told: Playground) -> None:
    page, _ = await opened(browser, told.url, width=390)
    tabs = page.get_by_role("tab")
    await tabs.first.focus()
    await page.keyboard.press("ArrowRight")
    await expect(tabs.nth(1)).to_be_focused()
    await expect(page.get_by_role("tabpanel", name="李老师")).to_be_visible()
    assert [await tab.get_attribute("tabindex") for tab in await tabs.all()] == ["-1", "0"]
    await page.keyboard.press("Home")
    await expect(mei(page)).to_be_visible()

    box = mei(page).locator("textarea")
    await box.press_sequentially("/")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    marked = mei(page).get_by_role("option", selected=True)
    await expect(marked).to_contain_text("/new")
    assert await box.get_attribute("aria-activedescendant") == await marked.get_attribute("id")
    await page.keyboard.press("Escape")
    await expect(marked).to_have_count(0)

    await mei(page).locator(".attach").press("Enter")
    await expect(page.get_by_role("menuitem", name="Photo")).to_be_focused()
    await page.keyboard.press("End")
    await expect(page.get_by_role("menuitem", name="File")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(mei(page).locator(".attach")).to_be_focused()


async def test_nothing_is_clipped_and_there_is_a_chat(browser: Browser, told: Playground) -> None:
    page, _ = await opened(browser, told.url, width=320)
    await expect(mei(page).locator(".is-bot")).to_have_count(MANY + 1)
    found = {}
    for language in ("en", "zh-hans", "zh-hant"):
        await page.get_by_label(re.compile("Language|语言|語言")).first.select_option(language)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            clipped = await page.evaluate(CLIPPED)
            chat = await mei(page).locator(".chat").bounding_box()
            if clipped or chat is None or chat["height"] < height / 2:
                found[language, width, height] = (clipped, chat)
    assert found == {}
