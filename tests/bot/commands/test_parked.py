"""What could not be done is listed, shown, replayed and dropped from a shell, beside a service or without one."""

import asyncio
import json
import re
from datetime import timedelta
from typing import Any, Final

import pytest

from bot.commands.typed import parser
from bot.telegram.outline import outline
from handlers.buttons.activities import ShowShift
from handlers.buttons.volunteers import ListPeople
from storage.engine.connecting import connect
from storage.process.holding import held
from storage.rows import parked
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.shell import Shell
from tests.support.town import ROOT

MEI: Final = {"id": 2001, "is_bot": False, "first_name": "Mei Hua"}
CHAT: Final = {"id": 2001, "type": "private", "first_name": "Mei Hua"}
WORDS: Final = "/hours 2 2026-11-20 at old Mr Wang's"
TEXT: Final = {"update_id": 7, "message": {"message_id": 3, "chat": CHAT, "from": MEI, "date": 1, "text": WORDS}}
TAP: Final = {
    "update_id": 8,
    "callback_query": {"id": "5", "from": MEI, "message": {"message_id": 2, "chat": CHAT, "text": "Li"}, "data": ""},
}


@pytest.fixture
def url(database_url: str) -> str:
    """The address of a city in which two updates of Mei's lie."""
    asyncio.run(_lie(database_url, TEXT, TAP))
    return database_url


async def _lie(url: str, *updates: dict[str, Any]) -> None:
    async with connect(url) as database:
        city = await City.founded(database)
        async with city.changing() as tx:
            for minute, raw in enumerate(updates):
                parked.park(
                    tx, update_id=raw["update_id"], telegram_id=2001, kind="command hours", error="KeyError",
                    payload=json.dumps(raw), now=NOW + timedelta(minutes=minute),
                )  # fmt: skip


async def test_the_list_names_nobody(url: str, shell: Shell) -> None:
    code, lines = await shell.lines("parked", url=url)
    at = f"{NOW.astimezone():%Y-%m-%d}"
    assert code == 0
    assert [line.split("  ")[0] for line in lines] == ["7", "8"], "the oldest first"
    assert lines[0].startswith(f"7  {at}")
    assert lines[0].endswith("  command hours  of 2001  KeyError")
    assert "Mei" not in "".join(lines)


async def test_one_is_shown_without_what_was_typed_unless_it_is_asked_for(url: str, shell: Shell) -> None:
    code, told = await shell("parked", "show", "7", url=url)
    assert code == 0
    assert "It is kept until " in told
    for typed in ("Mei", "Wang", "2026-11-20", 'is_bot": 1'):
        assert typed not in told
    shape = json.loads(told[told.index("{") :])
    assert shape["message"]["text"] == f"{len(WORDS)} characters"
    assert shape["message"]["chat"] == {"id": "a number", "type": "private", "first_name": "7 characters"}
    code, told = await shell("parked", "show", "7", "--whole", url=url)
    assert (code, json.loads(told.splitlines()[-1])) == (0, TEXT)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (ShowShift(shift=12).pack(), ShowShift(shift=12).pack()),
        (ListPeople(text="Mei Hua").pack(), ListPeople().pack()),
        ("Mei Hua", "7 characters"),
    ],
)
async def test_a_button_is_shown_without_what_somebody_searched_for(
    databases: Databases, shell: Shell, data: str, told: str
) -> None:
    with databases.fresh("sqlite") as url:
        await _lie(url, {**TAP, "callback_query": {**TAP["callback_query"], "data": data}})  # type: ignore[dict-item]
        _, shown = await shell("parked", "show", "8", url=url)
    assert json.loads(shown[shown.index("{") :])["callback_query"]["data"] == told


async def test_asking_for_it_says_when_it_is_taken_up(url: str, shell: Shell) -> None:
    at_the_start = "1 update is to be replayed at the next start: nobody serves this city now"
    code, told = await shell("parked", "replay", "7", url=url)
    assert (code, told.partition(";")[0]) == (0, at_the_start)
    assert await shell.lines("parked", "replay", "7", url=url) == (0, ["Update 7 is to be replayed already"])
    _, lines = await shell.lines("parked", url=url)
    assert ["to be replayed" in line for line in lines] == [True, False]
    if url.startswith("sqlite"):
        with held(url):
            _, told = await shell("parked", "replay", "all", url=url)
            assert told.startswith("1 update is to be replayed in a few seconds")


async def test_dropping_one_and_all(url: str, shell: Shell) -> None:
    gone = " dropped: nobody is told, and what they did is not done"
    assert await shell.lines("parked", "drop", "8", url=url) == (0, [f"1 update is{gone}"])
    assert await shell.lines("parked", "drop", "all", url=url) == (0, [f"1 update is{gone}"])
    assert await shell.lines("parked", url=url) == (0, ["No update is parked"])


@pytest.mark.parametrize("act", ["show", "replay", "drop"])
async def test_one_that_is_not_there_is_a_sentence(url: str, shell: Shell, act: str) -> None:
    said = "No update 9 is parked: python -m bot parked lists those that are"
    assert await shell.lines("parked", act, "9", url=url) == (1, [said])


async def test_nothing_to_replay_is_a_sentence(databases: Databases, shell: Shell) -> None:
    with databases.fresh("sqlite") as url:
        assert await shell.lines("parked", "replay", "all", url=url) == (1, ["No update is parked"])


async def test_what_was_not_kept_whole_says_so(databases: Databases, shell: Shell) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            async with city.changing() as tx:
                parked.park(tx, update_id=7, telegram_id=None, kind="text", error="E", payload='{"mess', now=NOW)
        _, lines = await shell.lines("parked", "show", "7", url=url)
    assert lines[0].endswith("  of nobody  E")
    assert lines[-1] == "no whole update: it was too long to be kept, and can't be replayed (6 characters)"


def test_every_command_that_its_page_quotes_can_be_typed() -> None:
    page = (ROOT / "docs/parked.md").read_text(encoding="utf-8")
    quoted = {tuple(typed.split()) for typed in re.findall(r"`yigong-ctl (parked[^`]*)`", page)}
    assert len(quoted) == 7
    for command in quoted:
        assert callable(parser().parse_args(command).command), command


@pytest.mark.parametrize("opening", ['{"x": ', "["])
def test_what_is_as_deep_as_json_may_be_has_an_outline(opening: str) -> None:
    """Whoever found the secret has posted it, and it was parked: it is to be looked at, and dropped."""
    closing = {"[": "]"}.get(opening, "}")
    assert '"more"' in outline(opening * 900 + "1" + closing * 900)


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, "9" * 5_000, "1.5", "seven"])
@pytest.mark.parametrize("act", ["show", "replay", "drop"])
def test_a_number_that_no_update_has_is_refused_as_typed(
    act: str, number: int | str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["parked", act, str(number)])
    assert "must be a number from the list" in capsys.readouterr().err
