"""The totals as an admin reads them: the figures, what makes them, the table, and whose they are not."""

from datetime import date, datetime

import pytest

from handlers.buttons.button import Button
from handlers.buttons.reports import (
    CompareTotals,
    ListHeld,
    ListLines,
    ListNew,
    ShowHeld,
    ShowTotals,
    TotalsByMonth,
    TotalsByUnit,
    TotalsFile,
)
from handlers.buttons.signing_up import MyShifts
from handlers.reports.screens.file import totals_file
from storage.views.reports.quality import QualityShare
from storage.views.reports.totals import Breakdown, Share
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, ZONE, City
from tests.support.files import read_book, records_in, sheets_in
from tests.support.hops import hops_of
from tests.support.ledger import Ledger
from volunteering.rules.ground.periods import Month
from volunteering.rules.hours import Decision
from volunteering.rules.quality import Quality
from volunteering.rules.reading import read_span
from volunteering.rules.reports import Span, Totals
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language
from words.words import Words

MID = date(2026, 11, 15)


@pytest.fixture
async def ledger(city: City) -> Ledger:
    """November, with something of October and of a year ago."""
    ledger = Ledger(city)
    wang, chen = [await ledger.newcomer(name, city.jiaojiang, MID) for name in ("Wang", "Chen")]
    lin = await ledger.newcomer("Lin", city.huangyan, date(2025, 1, 1))
    shift = await ledger.shift(MID, places=4)
    await ledger.came(shift, wang, chen)
    await ledger.missed(shift, lin)
    await ledger.came(await ledger.shift(date(2026, 11, 3), unit=city.huangyan, places=0), lin, minutes=90)
    await ledger.came(await ledger.shift(date(2026, 10, 3), unit=city.huangyan), lin, wang)
    await ledger.came(await ledger.shift(date(2025, 11, 3), unit=city.top), lin)
    await ledger.logged(chen, MID, 45)
    await ledger.logged(chen, MID, 30, Decision.PENDING)
    return ledger


@pytest.fixture
async def admin(chat: Chat, ledger: Ledger) -> PhoneInChat:
    return await chat.volunteer("Admin", role=Role.ADMIN)


async def test_a_month_reads_like_this(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026-11")
    assert admin.last.text.splitlines() == [
        "November 2026 · Taizhou",
        "Activities 2 (Oct 1, Nov 2025 1)",
        "Participations 3 (+50\xa0% on Oct, +200\xa0% on Nov 2025)",
        "People 3 · new 2",
        "🕒 Served 8 h 15 · waiting for approval 30 min",
        "No-shows 25\xa0% · places filled 75\xa0%",
    ]
    assert admin.last.labels == (
        "‹ Oct", "Dec ›", "Year", "By unit", "Activities", "Hours", "New people", "Compare", "Newcomers", "XLSX",
        "Quality", "Census", "‹ Home",
    )  # fmt: skip


async def test_a_year_reads_like_this(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026")
    assert admin.last.text.splitlines() == [
        "2026 · Taizhou",
        "So far, beside the same days of 2025",
        "Activities 3 (2025 1)",
        "Participations 5 (+400\xa0% on 2025)",
        "People 3 · new 4",  # with Teacher Li and the admin
        "🕒 Served 14 h 15 · waiting for approval 30 min",
        "No-shows 16.7\xa0% · places filled 35.7\xa0%",
    ]
    assert "2027 ›" not in admin.last.labels
    await admin.taps("By month")
    admin.sees("Jan: 0 activities", "Jun", "Page 2 ›")
    await admin.taps("Page 2")
    admin.sees("Oct: 1 activity · 2 participations · 6 h", "Nov: 2 activities · 3 participations · 8 h 15", "Dec")
    await admin.taps("Nov")
    admin.sees("November 2026 · Taizhou")


async def test_this_month_is_the_first(admin: PhoneInChat) -> None:
    await admin.sends("/stats")
    admin.sees("December 2026 · Taizhou", "‹ Nov")
    admin.sees_not("Jan 2027 ›")
    await admin.taps("‹ Nov")
    await admin.taps("‹ Oct")
    admin.sees("October 2026", "Nov ›")
    await admin.taps("Year")
    admin.sees("2026 · Taizhou")


async def test_a_month_that_goes_on_is_compared_with_the_same_days(
    admin: PhoneInChat, city: City, ledger: Ledger
) -> None:
    """On the first of December, November isn't 24 participations more than it: of November, its first counts."""
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2026, 11, 2))
    for day in (date(2026, 11, 1), date(2026, 12, 1)):
        await ledger.came(await ledger.shift(day), wang)
    await admin.sends("/stats")
    admin.sees("So far, beside the same days of Nov\n", "Participations 1 (±0\xa0% on Nov)")
    await admin.taps("Compare")
    admin.sees("Compared · December 2026 · Taizhou", "So far, beside", "New people 2 (Nov 0)")
    await admin.sends("/stats 2026-11")
    admin.sees_not("So far")


async def test_a_year_without_data_says_so(admin: PhoneInChat, city: City) -> None:
    await admin.sends("/stats 2019")
    admin.sees("Nothing is recorded for that time.")
    await admin.taps("By month")
    admin.sees("By month · 2019 · Taizhou", "Nothing is recorded for that time.")
    admin.sees_not("Jan")
    await admin.taps_button(CompareTotals(span="2019", unit=city.top.id))
    admin.sees("Nothing is recorded for that time.")


async def test_nothing_yet(admin: PhoneInChat, city: City) -> None:
    await admin.sends("/stats 2019-02")
    admin.sees("February 2019", "Nothing is recorded", "‹ Jan 2019", "Mar 2019 ›")
    await admin.taps_button(ShowTotals(unit=city.huangyan.id))
    admin.sees("Nothing yet this month")


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("2026-11", "2026-11"),
        ("2026-1", "2026-01"),
        (" 2026/11 ", "2026-11"),
        ("2026.11", "2026-11"),
        ("2026年11月", "2026-11"),
        ("2026年", "2026"),
        ("２０２６", "2026"),
        ("2026", "2026"),
    ],
)
def test_months_and_years_as_people_type_them(typed: str, span: str) -> None:
    assert str(read_span(typed)) == span


@pytest.mark.parametrize("typed", ["11月", "Nov 2026", "上个月", "last month", "２０２６年１１月", "民國115年11月"])
async def test_a_month_may_be_typed_as_people_say_it(admin: PhoneInChat, typed: str) -> None:
    await admin.sends(f"/stats {typed}")
    admin.sees("November 2026")


@pytest.mark.parametrize(
    "typed",
    ["foo", "2026-13", "2026-00", "0000", "0001-01", "9999", "2026-11-05", "11", "-2026", "²⁰²⁶", "2026-", "x" * 4000],
)
async def test_anything_else_is_explained(admin: PhoneInChat, typed: str) -> None:
    assert read_span(typed) is None
    await admin.sends(f"/stats {typed}")
    admin.sees("Which month or year?", "/stats 2026-11", "This month")


async def test_comparing(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026-11")
    await admin.taps("Compare")
    admin.sees(
        "Activities 2 (Oct 1, Nov 2025 1)",
        "Participations 3 (Oct 2, Nov 2025 1)",
        "People 3 (Oct 2, Nov 2025 1)",
        "New people 2 (Oct 0, Nov 2025 0)",
        "Served 8 h 15 (Oct 6 h, Nov 2025 3 h)",
        "No-shows 25\xa0% (Oct 0\xa0%, Nov 2025 0\xa0%)",
        "Places filled 75\xa0% (Oct 20\xa0%, Nov 2025 10\xa0%)",
    )
    await admin.taps("‹ Totals")
    admin.sees("November 2026 · Taizhou")


async def test_down_to_a_unit_and_up_again(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026-11")
    await admin.taps("By unit")
    admin.sees(
        "Jiaojiang: 1 activity · 2 participations · 6 h 45",
        "Huangyan: 1 activity · 1 participation · 1 h 30",
    )
    await admin.taps("Huangyan")
    admin.sees("November 2026 · Huangyan", "Activities 1 (Oct 1)", "(−50\xa0% on Oct)")
    admin.sees_not("By unit")
    await admin.taps("‹ One level up")
    admin.sees("November 2026 · Taizhou")


async def test_what_is_the_upper_units_own(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2025-11")
    await admin.taps("By unit")
    admin.sees("Jiaojiang: 0 activities · 0 participations · 0 h", "Taizhou itself: 1 activity")
    await admin.taps("Its own activities")
    admin.sees("3 Nov 2025 · River clean-up · Taizhou: 1 participation, 3 h")


async def test_every_figure_opens(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026-11")
    await admin.taps("Activities")
    admin.sees(
        "Sun 15 Nov · River clean-up · Jiaojiang: 2 participations, 6 h",
        "Tue 3 Nov · River clean-up · Huangyan: 1 participation, 1 h 30",
    )
    await admin.taps("Sun 15 Nov")
    admin.sees("River clean-up · Jiaojiang", "2 participations · 6 h", "🙋 Chen · 3 h", "⚠️ Lin · did not come")
    await admin.taps("‹ Activities")
    await admin.taps("‹ Totals")
    await admin.taps("Hours")
    admin.sees("Served 8 h 15", "Sun 15 Nov · Chen · Library help · 45 min", "Lin · River clean-up · did not come")
    await admin.taps("‹ Totals")
    await admin.taps("New people")
    admin.sees("Sun 15 Nov · Wang · Jiaojiang")
    await admin.taps("Wang")
    admin.sees("Team: Jiaojiang")


async def test_corrections_are_among_the_lines(admin: PhoneInChat, city: City, ledger: Ledger) -> None:
    shift = await ledger.shift(date(2026, 11, 30))
    await ledger.came(shift, city.leader)
    await ledger.missed(shift, city.leader)
    await admin.sends("/stats 2026-11")
    await admin.taps("Hours")
    admin.sees("Teacher Li · River clean-up · did not come · −3 h (correction)", "Served 8 h 15")
    await ledger.came(shift, city.leader, minutes=60)
    await ledger.came(shift, city.leader, minutes=30)
    await admin.taps_button(ListLines(span="2026-11", unit=city.top.id))
    admin.sees(
        "Teacher Li · River clean-up · −30 min (correction)",
        "Teacher Li · River clean-up · 1 h (replaced)",
        "Served 8 h 45",
    )


async def test_the_table(admin: PhoneInChat) -> None:
    await admin.sends("/stats 2026")
    await admin.taps("XLSX")
    [(name, content)] = admin.files
    assert name == "Taizhou-2026.xlsx"
    sheets = sheets_in(content)
    assert list(sheets) == ["Total", "By month", "By unit", "Quality"]
    whole, *more = records_in(sheets["Total"])
    months, units = records_in(sheets["By month"]), records_in(sheets["By unit"])
    assert not more
    assert (whole["Time"], whole["Team"]) == ("2026", "Taizhou")
    assert [month["Month"] for month in months] == [datetime(2026, number, 1) for number in range(1, 13)]  # noqa: DTZ001
    assert [unit["Team"] for unit in units] == ["Huangyan", "Jiaojiang", "Taizhou itself"]
    for column in ("Activities", "Participations", "New people", "Hours served", "No-shows", "Places"):
        for part in (months, units):
            assert sum(line[column] for line in part) == pytest.approx(whole[column]), column
    assert (whole["Hours served"], whole["Hours waiting for approval"]) == (14.25, 0.5)
    assert (whole["No-show rate"], units[2]["No-show rate"]) == (pytest.approx(1 / 6), None)
    admin.sees("2026 · Taizhou")


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", '"=1",x', "https://example.org"])
@pytest.mark.parametrize("language", Language)
def test_no_cell_is_a_formula_or_a_link(name: str, language: Language) -> None:
    unit = Unit(id=1, name=name, path="/1/")
    units = Breakdown(unit, (Share(unit, Totals()), Share(unit, Totals(), is_own=True)))
    file = totals_file(
        Words(language, ZONE, NOW),
        Span.of(Month.parse("2026-11")),
        Totals(),
        units,
        None,
        [QualityShare(unit, Quality())],
    )
    sheets = list(read_book(file.write()))
    assert [sheet.max_row for sheet in sheets] == [2, 3, 2]
    assert sheets[1]["A2"].value == name
    for cell in (cell for sheet in sheets for row in sheet for cell in row):
        assert cell.data_type in {"s", "n"}, f"{cell.value!r} is computed when it is opened"
        assert cell.hyperlink is None


async def test_an_admin_of_a_branch_sees_the_branch(chat: Chat, city: City, ledger: Ledger) -> None:
    chen = await chat.volunteer("Chen", city.huangyan, role=Role.ADMIN)
    await chen.sends("/stats 2026-11")
    chen.sees("November 2026 · Huangyan")
    chen.sees_not("‹ One level up")
    top, other, month = city.top.id, city.jiaojiang.id, "2026-11"
    activity = (await city.table("SELECT MIN(id) AS id FROM activities WHERE unit_id = :unit", unit=other))[0]["id"]
    for button in (
        ShowTotals(span=month, unit=top),
        ShowTotals(span=month, unit=other),
        CompareTotals(span=month, unit=top),
        TotalsByUnit(span=month, unit=top),
        TotalsByMonth(span="2026", unit=other),
        TotalsFile(span=month, unit=top),
        ListHeld(span=month, unit=other),
        ListLines(span=month, unit=other),
        ListNew(span=month, unit=other),
        ShowHeld(span=month, activity=activity, unit=city.huangyan.id),
    ):
        await chen.taps_button(button)
        chen.sees("You do not manage this", "My teams")
    assert not chen.files


async def test_an_admin_of_two_branches_is_asked_which(chat: Chat, city: City, ledger: Ledger) -> None:
    chen = await chat.volunteer("Chen", city.huangyan, role=Role.ADMIN)
    person = await chen.known()
    assert person is not None
    async with city.writing() as rows:
        await rows.people.set_role(person.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
    await chen.sends("/stats 2026-11")
    chen.sees("Which team?", "Jiaojiang", "Huangyan")
    await chen.taps("Jiaojiang")
    chen.sees("November 2026 · Jiaojiang")


async def test_a_leader_reads_no_totals(chat: Chat, city: City) -> None:
    li = await chat.volunteer("Li", role=Role.LEADER)
    for ask in (ShowTotals(), ListLines(span="2026-11", unit=city.top.id), TotalsFile(span="2026", unit=city.top.id)):
        await li.taps_button(ask)
        li.sees("Only admins can do that")
    await li.sends("/stats")
    li.sees("Only admins can do that")


async def test_forged_buttons_lead_somewhere(admin: PhoneInChat, city: City) -> None:
    far = 2**63 - 1
    for span in ("2026", "2026-11", "2026-99", "x", ""):
        for unit in (city.top.id, 404, far, -far):
            for kind, rest in OF_A_UNIT.items():
                await admin.taps_data(":".join((kind.code, span, str(unit), *rest)))
                assert admin.last.rows or admin.last.file
            await admin.taps_data(":".join((ShowHeld.code, span, str(unit), str(unit), "9999")))
            assert admin.last.rows
    await admin.taps_data("to:2026-11-99999:1")
    assert admin.last.rows
    await admin.taps_button(MyShifts())
    admin.sees("My shifts")


OF_A_UNIT: dict[type[Button], tuple[str, ...]] = {
    ShowTotals: (),
    CompareTotals: (),
    TotalsByUnit: ("9999",),
    TotalsByMonth: ("9999",),
    TotalsFile: (),
    ListHeld: ("0", "9999"),
    ListLines: ("1", "9999"),
    ListNew: ("9999",),
}


@pytest.mark.parametrize("command", ["/stats", "/stats 2026-11", "/stats 2026"])
async def test_the_totals_cost_two_ways_to_the_database(
    admin: PhoneInChat, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    with hops_of(monkeypatch) as hops:
        await admin.sends(command)
    assert len(hops) == 2, hops


async def test_a_time_without_data_is_not_a_zero_beside_what_there_is(
    chat: Chat, city: City, ledger: Ledger, admin: PhoneInChat
) -> None:
    """In a city's first year nothing grew from nothing: what was before is left out."""
    wang = await ledger.newcomer("Wang", city.jiaojiang, date(2025, 1, 2))
    await ledger.came(await ledger.shift(date(2025, 1, 2)), wang)
    await admin.sends("/stats 2025-01")
    admin.sees("Activities 1\n", "Participations 1\n")
    admin.sees_not("So far", "Dec 2024 0", "Jan 2024")
    await admin.taps("Compare")
    admin.sees("There is nothing yet to compare it with.", "People 1\n", "New people 2\n")
    admin.sees_not("2024")
