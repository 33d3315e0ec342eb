"""The page that anybody checks a certificate on, in a real browser: for everybody to see, read and reach."""

import pytest

from tests.support.axe import found_by_axe
from tests.support.chromium import IN_A_BROWSER, chromium, opened
from tests.support.city import city_on_sqlite
from tests.support.databases import Databases
from tests.support.strangers import pages_of
from tests.web.test_verifying import certified
from volunteering.rules.certificates import in_groups, new_number

pytestmark = IN_A_BROWSER

WIDTHS = (320, 768, 1440)


@pytest.mark.timeout(180)
async def test_nothing_is_found_by_axe_at_any_width_light_or_dark(databases: Databases) -> None:
    async with city_on_sqlite(databases) as city:
        _, one = await certified(city, "欧阳娜娜·Ñandú")
        async with pages_of(city.database) as stranger, chromium() as browser:
            for path in (f"/verify/{in_groups(one.number)}", "/verify", "/verify/how", f"/verify/{new_number()}"):
                for language in ("zh-Hans", "zh-Hant", "en"):
                    for width in WIDTHS:
                        page, wrong = await opened(
                            browser, f"{stranger.site.address}{path}?lang={language}", width=width
                        )
                        wide = await page.evaluate("document.documentElement.scrollWidth")
                        assert wide <= width, f"{path} in {language} is {wide} px wide at {width}"
                        for scheme in ("light", "dark"):
                            await page.emulate_media(color_scheme=scheme)
                            assert await found_by_axe(page) == [], f"{path} in {language}, {scheme}"
                        assert wrong == [], "it asks for nothing else, and nothing breaks"
                        await page.close()


@pytest.mark.timeout(60)
async def test_without_scripts_a_number_is_typed_and_found(databases: Databases) -> None:
    async with city_on_sqlite(databases) as city:
        _, one = await certified(city, "Mei")
        async with pages_of(city.database) as stranger, chromium() as browser:
            context = await browser.new_context(java_script_enabled=False, locale="zh-TW")
            page = await context.new_page()
            await page.goto(f"{stranger.site.address}/verify")
            assert await page.locator("html").get_attribute("lang") == "zh-Hant"
            await page.locator("input[name=number]").fill(in_groups(one.number).lower())
            await page.locator("button").click()
            assert in_groups(one.number) in await page.locator("main").inner_text()
            await page.locator("nav a", has_text="English").click()
            assert "It is valid." in await page.locator("main").inner_text()
            assert await context.cookies() == []
