"""The month's totals: what belongs to them, how they sum up, and how they are taken away as a file."""

import re
from datetime import time

from playground.phones.phone import Phone
from tests.support.files import records_in, sheets_in
from tests.support.phone_steps import button_with, document_of, signs_up
from tests.support.town import Town


async def all_came(leader: Phone) -> None:
    """Confirm the oldest roster as it should be."""
    await leader.sends("/start")
    await leader.taps("Confirm the roster")
    await leader.taps("All came")
    await leader.taps("Confirm")


def figure(phone: Phone, label: str) -> str:
    """What stands behind a label on the screen: `Participations 3 (…` is 3."""
    found = re.search(rf"{label} ([\d,]+(?: h(?: \d\d)?| min)?)", phone.screen.text)
    assert found, f"there is no figure {label!r}\n{phone.transcript}"
    return found[1]


async def test_the_units_sum_up_and_the_file_is_safe(town: Town) -> None:
    for team, above in (("Jiaojiang", ""), ("=1+1", "Jiaojiang"), ("Haimen", "Jiaojiang"), ("Huangyan", "")):
        await town.team(team, above)
    chen = await town.admin("Chen")
    li, wu = await town.leader("Li", team="=1+1"), await town.leader("Wu", team="Haimen")
    mei, bo = await town.member("Mei", team="=1+1"), await town.member("Bo", team="Haimen")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await town.activity("Library help", wu, in_days=0, at=time(14), hours=2)
    for someone, title in ((mei, "River clean-up"), (bo, "River clean-up"), (mei, "Library help")):
        await signs_up(someone, title)
    await bo.sends("/hours 2.5 2026-11-20 Flood relief")
    await bo.taps("Confirm")
    await wu.sees("Hours to approve")
    await wu.taps("Approve")
    await mei.sends("/hours 1 2026-11-20 Flood relief")
    await mei.taps("Confirm")
    await town.passes(hours=8)
    await all_came(li)
    await all_came(wu)

    await chen.sends("/stats")
    assert [figure(chen, label) for label in ("Activities", "Participations", "People", "Served")] == [
        "2", "3", "2", "10 h 30",
    ]  # fmt: skip
    await chen.sees("waiting for approval 1 h")
    await chen.taps("By unit")
    assert "Jiaojiang: 2 activities · 3 participations · 10 h 30" in chen.screen.text
    await chen.taps("Jiaojiang")
    await chen.taps("By unit")
    assert "=1+1: 1 activity · 2 participations · 6 h" in chen.screen.text
    assert "Haimen: 1 activity · 1 participation · 4 h 30" in chen.screen.text

    await chen.taps("‹ Totals")
    await chen.taps("XLSX")
    sheets = sheets_in((await document_of(chen)).content)
    [whole], units = records_in(sheets["Total"]), records_in(sheets["By unit"])
    assert "=1+1" in {unit["Team"] for unit in units}, "a name is never a formula"
    assert whole["Hours served"] == sum(unit["Hours served"] for unit in units) == 10.5


async def test_a_shift_at_the_end_of_a_month_belongs_to_the_month_it_begins_in(town: Town) -> None:
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("Night watch", li, in_days=7, at=time(23, 30), hours=2)
    await signs_up(mei, "Night watch")
    await town.passes(days=7, hours=18)
    await all_came(li)

    await chen.sends("/stats")
    await chen.sees("December 2026")
    await chen.sees("Nothing yet this month")
    await chen.taps("‹ Nov")
    await chen.sees("November 2026")
    assert figure(chen, "Participations") == "1"
    assert figure(chen, "Served") == "2 h"
    await chen.taps("Dec ›")
    await chen.sees("Nothing yet this month")
    await chen.sends("/stats 2026")
    assert figure(chen, "Participations") == "1"
    await chen.taps("By month")
    await chen.taps(button_with(chen, "Page 2"))
    assert "Nov: 1 activity · 1 participation · 2 h" in chen.screen.text

    await chen.sends("/stats last month")
    await chen.sees("November 2026")
    await chen.sends("/stats the other month")
    await chen.sees("Which month or year?")
    await mei.sends("/stats")
    await mei.sees("Only admins can do that")


async def test_every_figure_opens_into_its_lines(town: Town) -> None:
    chen = await town.admin("Chen")
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await town.passes(hours=5)
    await all_came(li)
    await chen.sends("/stats")
    await chen.taps("Activities")
    await chen.taps(button_with(chen, "River clean-up"))
    await chen.sees("🙋 Mei · 3 h")
    await chen.sends("/stats")
    await chen.taps("Hours")
    await chen.sees("Mei · River clean-up · 3 h")
