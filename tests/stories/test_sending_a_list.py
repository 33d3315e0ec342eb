"""An admin sends a list to the bot, reads what would come of it, and has it imported, told through phones."""

import asyncio
import signal
from io import BytesIO

from openpyxl import load_workbook

from playground.phones.phone import Phone
from playground.telegram.faults import Fault, Kind
from tests.support.list_files import Line, csv_of
from tests.support.phone_steps import PATIENCE, times_told
from tests.support.town import Town

EXPECTED = "SELECT COUNT(*) FROM people WHERE state = 'expected'"
LISTS = "SELECT COUNT(*) FROM imports"


async def sends_list(phone: Phone, lines: list[Line], name: str = "名单.csv") -> None:
    """As it is attached in the chat."""
    await phone.sends_document(name, csv_of(lines).encode(), "text/csv")


def files_of(phone: Phone) -> list[bytes]:
    """All that the bot has sent to them."""
    return [bubble.document.content for bubble in phone.chat if bubble.document and not bubble.is_mine]


async def test_a_list_is_sent_looked_through_and_imported(town: Town) -> None:
    await town.team("Jiaojiang")
    chen, mei = await town.admin(), town.phone("Mei")
    await chen.sends("/people")
    await chen.taps("Bring people along")
    await chen.sees("XLSX or CSV")
    await chen.taps("Empty list (XLSX)")
    await chen.waits(lambda: files_of(chen) or None, "gets no empty list")

    lines: list[Line] = [["团队", "手机", "姓名", "累计时长"], ["Jiaojiang > Haimen", mei.person.phone, "陈梅", 120]]
    await sends_list(chen, [*lines, ["", "12345", "薄", 1]])
    await chen.sees("Your file is being looked through")
    await chen.sees("1 row is wrong", within=PATIENCE)
    report = load_workbook(BytesIO(files_of(chen)[-1])).active
    assert report is not None
    cells = [str(cell.value) for row in report.rows for cell in row]
    assert any("12345" in cell and "is not a phone number" in cell for cell in cells), "it says why, row by row"
    assert await town.number(EXPECTED) == 0, "nothing is there before they say so"
    await chen.taps("Cancel")
    await chen.sees("Nothing of the list was imported")

    await sends_list(chen, lines)
    shown = await chen.sees("This is what would come of your list", within=PATIENCE)
    assert "1 new person" in shown.text
    await chen.taps("Import")
    await chen.sees("Your list is imported", within=PATIENCE)
    assert await town.number(EXPECTED) == 1
    assert await town.number(LISTS) == 0, "no more is known of it"
    assert times_told(chen, "Your list is imported") == 1

    await sends_list(chen, lines)
    await chen.sees("All of it is here already", within=PATIENCE)
    await mei.opens("/start")
    for label in ("English", "I agree", "Share my number"):
        await mei.taps(label)
    await mei.sees("120 h")


async def test_whoever_waits_reads_what_became_of_it_though_the_bot_was_killed(town: Town) -> None:
    chen = await town.admin()
    lines: list[Line] = [["手机", "姓名"], *([f"139{number:08}", f"王{number}"] for number in range(40))]
    town.playground.telegram.faults.add(Fault.of(Kind.SILENCE, "download"))
    await sends_list(chen, lines)
    async with asyncio.timeout(PATIENCE):
        while not town.playground.telegram.calls.faults[Kind.SILENCE]:
            await town.playground.telegram.calls.changed.wait(0.05)
    await town.stop(signal.SIGKILL)
    await town.start()
    await chen.sends("/home")
    await town.passes(minutes=1)  # of whoever fetched it there has been no sign for a while
    town.playground.telegram.faults.add(Fault.of(Kind.CUT_AFTER, "download"), Fault.pages(200, "download"))
    await chen.sees("This is what would come of your list", within=PATIENCE)
    await chen.taps("Import")
    await town.stop(signal.SIGKILL)
    await town.start()
    await chen.sends("/home")
    await town.passes(minutes=1)
    await chen.sees("Your list is imported", within=PATIENCE)
    assert await town.number(EXPECTED) == 40
    assert times_told(chen, "Your list is imported") == 1
