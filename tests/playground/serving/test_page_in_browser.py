"""The page in a real browser: phones side by side, and one at a time where there is little room."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, FilePayload, expect

from playground.ground.people import Person
from playground.serving.server import Playground
from playground.serving.table import AtStake
from tests.handlers.test_page_of_screens import ICON, PROSE
from tests.playground.conftest import LI, MEI, Caller
from tests.support.chromium import IN_A_BROWSER, chromium, opened

pytestmark = IN_A_BROWSER

ICONS = "📅📍👥🏷🙋🕒⏳✅⚠"
DRAWN = """async (icons) => {
    await document.fonts.load("20px Icons", icons);
    const context = Object.assign(document.createElement("canvas"), { width: 40, height: 40 }).getContext("2d");
    context.font = "30px Icons, Adobe Blank";
    return Object.fromEntries([...icons].map((icon) => {
        context.clearRect(0, 0, 40, 40);
        context.fillText(icon, 2, 32);
        const { data } = context.getImageData(0, 0, 40, 40);
        const isColoured = ([r, g, b, opacity]) => opacity && Math.max(r, g, b) - Math.min(r, g, b) > 60;
        return [icon, [...data.keys()].some((at) => at % 4 === 0 && isColoured(data.subarray(at, at + 4)))];
    }));
}"""


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


async def answer(bot: Caller) -> None:
    """Answers each message with a card and each tap with an alert."""
    offset = 0
    while True:
        for update in await bot("getUpdates", offset=offset, timeout=20):
            offset = update["update_id"] + 1
            if "callback_query" in update:
                query = update["callback_query"]["id"]
                await bot("answerCallbackQuery", callback_query_id=query, text="You are in", show_alert=True)
            else:
                chat = update["message"]["chat"]["id"]
                markup = {"inline_keyboard": [[{"text": "Sign up", "callback_data": "up"}]]}
                card = '<b>River &lt;i&gt;</b> <tg-time unix="1796432400" format="t">then</tg-time>'
                await bot("sendMessage", chat_id=chat, text=card, parse_mode="HTML", reply_markup=markup)


@pytest.mark.timeout(60)
async def test_phones_side_by_side(browser: Browser, playground: Playground, bot: Caller) -> None:
    playground.phone(Person(1003, "Ana", "en", "Europe/Lisbon"))
    page, wrong = await opened(browser, playground.url, width=1366)
    async with asyncio.TaskGroup() as group:
        answering = group.create_task(answer(bot))
        ana, li = page.locator("#phone-1003"), page.locator(f"#phone-{LI.id}")
        await ana.get_by_role("button", name="Start", exact=True).click()
        await expect(ana.locator(".is-bot .text")).to_have_text("River <i> 01:00")
        await ana.get_by_role("button", name="Sign up").click()
        await expect(ana.get_by_role("alertdialog")).to_contain_text("You are in")
        await ana.get_by_role("button", name="OK").click()
        await expect(ana.get_by_role("alertdialog")).to_be_hidden()

        await playground.phone(LI).sends("您好")
        await expect(li.locator(".owner .badge")).to_have_text("1")
        await li.get_by_role("textbox", name="消息").fill("报名")
        await li.get_by_role("textbox", name="消息").press("Enter")
        await expect(li.locator(".is-mine")).to_have_count(2)
        await expect(li.locator(".owner .badge")).to_be_hidden()

        await page.get_by_role("button", name="+1 day").click()
        await expect(page.locator("#clock")).to_contain_text("5 Dec")
        await page.get_by_role("button", name="Add a person").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name").fill("Bob")
        await dialog.get_by_role("button", name="Add a person").click()
        await expect(page.locator(".phone")).to_have_count(4)
        await page.get_by_role("button", name="Start over").click()
        await dialog.get_by_role("button", name="Start over").click()
        await expect(page.locator(".phone")).to_have_count(2)
        await expect(li.locator(".bubble")).to_have_count(0)
        await page.get_by_label("Language of this page").select_option("zh-hans")
        await expect(page.get_by_role("button", name="到下一次提醒")).to_be_visible()
        answering.cancel()
    assert wrong == []


@pytest.mark.timeout(60)
async def test_one_phone_at_a_time(browser: Browser, playground: Playground, bot: Caller) -> None:
    page, wrong = await opened(browser, playground.url, width=390)
    mei, li = page.locator(f"#phone-{MEI.id}"), page.locator(f"#phone-{LI.id}")
    await expect(mei).to_be_visible()
    await expect(li).to_be_hidden()
    playground.telegram.add(LI, started=True)
    await bot("sendMessage", chat_id=LI.id, text="提醒")
    tab = page.get_by_role("tab", name="李老师")
    await expect(tab).to_contain_text("1")
    await tab.click()
    await expect(li).to_be_visible()
    await expect(mei).to_be_hidden()
    await expect(tab).to_have_text("李老师")
    await li.get_by_role("button", name="更多").click()
    await li.get_by_role("menuitem", name="屏蔽机器人").click()
    await expect(li.get_by_role("button", name="取消屏蔽")).to_be_visible()
    assert playground.telegram.chats[LI.id].is_blocked
    assert wrong == []


@pytest.mark.parametrize("ours", [True, False])
async def test_starting_over_names_the_file_and_spares_others(
    browser: Browser, playground: Playground, *, ours: bool
) -> None:
    async def at_stake() -> AtStake:
        return AtStake("city.db", 28_000, is_ours=ours)

    playground.at_stake = at_stake
    page, wrong = await opened(browser, playground.url, width=1366)
    await page.locator("#start-over").click()
    dialog = page.locator("#over-dialog")
    await expect(dialog).to_contain_text("People registered in city.db: 28,000.")
    await expect(dialog).to_contain_text("is kept as a copy" if ours else "No playground made this file")
    begin = dialog.get_by_role("button", name="Start over")
    await (expect(begin).to_be_enabled() if ours else expect(begin).to_be_hidden())
    assert wrong == []


async def test_a_playground_that_stopped_says_so_in_the_pages_language(
    browser: Browser, playground: Playground
) -> None:
    page, wrong = await opened(browser, playground.url, width=390)
    await page.get_by_label("Language of this page").select_option("zh-hans")
    await page.route("**/start-over", lambda route: route.abort())
    await page.locator("#start-over").click()
    dialog = page.locator("#over-dialog")
    await expect(dialog.get_by_role("alert")).to_have_text("试用场已停止，正在等待恢复…")
    await expect(dialog.get_by_role("button")).to_have_text(["取消"])
    assert wrong == []


async def test_a_phone_sends_what_telegrams_do(browser: Browser, playground: Playground, bot: Caller) -> None:
    page, wrong = await opened(browser, playground.url, width=1366)
    mei = page.locator(f"#phone-{MEI.id}")

    async def sends(what: str) -> None:
        await mei.get_by_role("button", name="Send something else").click()
        await mei.get_by_role("menuitem", name=what, exact=True).click()

    async with page.expect_file_chooser() as chooser:
        await sends("Photo")
    picture = await page.screenshot(clip={"x": 0, "y": 0, "width": 64, "height": 32})
    await (await chooser.value).set_files(FilePayload(name="a.png", mimeType="image/png", buffer=picture))
    photo = mei.get_by_role("img", name="Photo")
    await expect(photo).to_be_visible()
    assert await photo.evaluate("async (photo) => { await photo.decode(); return photo.naturalWidth }") == 64
    for what in ("Voice message", "Location", "Sticker"):
        await sends(what)
    await expect(mei.get_by_role("img", name="Sticker")).to_be_visible()
    await expect(mei.locator(".is-mine").nth(1)).to_contain_text("0:03")
    await expect(mei.locator(".is-mine").nth(2)).to_contain_text("28.6561, 121.4205")
    await sends("Contact")
    await page.get_by_role("dialog").get_by_role("button", name="李老师").click()
    await expect(mei.locator(".is-mine").last).to_contain_text("+8613800000002")
    kinds = [list(update["message"])[-1] for update in await bot.take()]
    assert kinds == ["photo", "voice", "location", "sticker", "contact"]

    async with page.expect_file_chooser() as chooser:
        await sends("Photo")
    await (await chooser.value).set_files(FilePayload(name="a.png", mimeType="image/png", buffer=b"no picture"))
    await expect(mei.locator(".toast")).to_have_text("This is no picture.")
    assert wrong == []


async def test_a_label_is_cut_where_the_phone_ends(browser: Browser, playground: Playground, bot: Caller) -> None:
    keys = {
        "inline_keyboard": [[{"text": "long " * 20, "callback_data": "a"}], [{"text": "short", "callback_data": "b"}]]
    }
    await bot("sendMessage", chat_id=MEI.id, text="Two", reply_markup=keys)
    page, wrong = await opened(browser, playground.url, width=320)
    long, short = (page.get_by_role("button", name=name) for name in ("long", "short"))
    await expect(long).to_be_visible()
    boxes = [await button.bounding_box() for button in (long, short)]
    assert len({box["width"] for box in boxes if box}) == 1
    assert await long.evaluate("(button) => button.scrollWidth > button.clientWidth")
    assert wrong == []


async def test_a_friend_is_told_and_opens_the_link(browser: Browser, playground: Playground, bot: Caller) -> None:
    sharing = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fyigong_bot%3Fstart%3Da1&text=River%20clean-up"
    keys = {"inline_keyboard": [[{"text": "Tell a friend", "url": sharing}]]}
    await bot("sendMessage", chat_id=MEI.id, text="River clean-up", reply_markup=keys)
    page, wrong = await opened(browser, playground.url, width=1366)
    mei, li = page.locator(f"#phone-{MEI.id}"), page.locator(f"#phone-{LI.id}")
    await mei.get_by_role("button", name="Tell a friend").click()
    await page.get_by_role("dialog").get_by_role("button", name="李老师").click()
    told = li.get_by_role("list", name="朋友转来的")
    await expect(told).to_contain_text("River clean-up")
    await told.get_by_role("button", name="打开").click()
    await expect(li.locator(".is-mine")).to_have_text(re.compile("/start a1"))
    await expect(told).to_be_hidden()
    [update] = await bot.take()
    assert update["message"]["text"] == "/start a1"
    assert wrong == []


async def test_a_poster_leads_somebody_new_to_the_bot(browser: Browser, playground: Playground, bot: Caller) -> None:
    page, wrong = await opened(browser, playground.url, width=1366)
    li = page.locator(f"#phone-{LI.id}")
    for link in ("https://example.org", "t.me/yigong_bot?start=u3"):
        await li.get_by_role("button", name="打开邀请链接", exact=True).click()
        await page.get_by_role("dialog").get_by_label("Link").fill(link)
        await page.keyboard.press("Enter")
        if "example" in link:
            await expect(li.locator(".toast")).to_contain_text("leads nowhere here")
    await expect(li.locator(".is-mine")).to_have_text(re.compile("/start u3"))
    [update] = await bot.take()
    assert update["message"]["text"] == "/start u3"
    assert wrong == []


async def test_the_icons_are_the_pages_own(browser: Browser, playground: Playground, bot: Caller) -> None:
    """Machines without an emoji font show them, too: each is drawn, in colour, by what the page brings along."""
    page, wrong = await opened(browser, playground.url, width=390)
    drawn = await page.evaluate(DRAWN, "".join(ICONS))
    assert drawn == dict.fromkeys(ICONS, True)
    assert set(ICONS) == set(ICON.findall(PROSE)) - set("★☆\ufe0f"), "decision 42 says how the font is made"
    assert wrong == []
