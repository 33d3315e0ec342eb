"""The last resort: whatever is in an update, it can be put aside, and only its own person hears of it."""

from typing import Any

import pytest

from bot.receiving.parking import Parking
from bot.telegram.reading import person_of, read
from handlers.buttons.home import Home
from handlers.tapping.arriving import Arrival
from handlers.tapping.replies import Reply
from storage.engine.connecting import connect
from storage.process import inbox
from tests.support.chat import USERNAME, organisation
from tests.support.city import NOW, City
from tests.support.databases import Databases
from tests.support.frozen import Frozen
from tests.support.hall import tap
from volunteering.rules.volunteers import Language

ANNA = {"id": 1001, "is_bot": False, "first_name": "Anna"}
OWN = {"id": 1001, "type": "private"}
HALL = {"id": -100, "type": "group"}


def deep(levels: int) -> Any:
    inside: Any = "deep"
    for _ in range(levels):
        inside = [inside]
    return inside


CONTENTS: dict[str, Any] = {
    "nothing": {},
    "none": {"message": None},
    "a list": {"message": [1]},
    "NUL": {"message": {"from": ANNA, "chat": OWN, "text": "a\0b"}},
    "half a pair": {"message": {"from": ANNA, "chat": OWN, "text": "\ud83d"}},
    "a large number": {"message": {"from": ANNA, "chat": OWN, "date": 2**63}},
    "a very large number": {"message": {"from": ANNA, "chat": OWN, "date": 10**6000}},
    "a person beyond the database's numbers": {"message": {"from": {"id": 2**63}, "chat": {"id": 2**63}}},
    "a person below 0": {"message": {"from": {"id": -5}, "chat": {"id": -5}}},
    "a person who is true": {"message": {"from": {"id": True}, "chat": {"id": True}}},
    "a person who is a text": {"message": {"from": {"id": "7"}, "chat": {"id": "7"}}},
    "a million characters": {"message": {"from": ANNA, "chat": OWN, "text": "汉" * 1_000_000}},
    "depths": {"message": {"from": ANNA, "chat": OWN, "text": deep(5_000)}},
    "no text of ours": {"message": {"from": ANNA, "chat": OWN, "text": object()}},
    "a kind with a NUL": {"mess\0age": {"from": ANNA}},
    "a group's": {"message": {"from": ANNA, "chat": HALL, "text": "/start"}},
    "a channel's": {"channel_post": {"chat": HALL}},
    "a tap in a group": {"callback_query": {"id": "1", "from": ANNA, "message": {"chat": HALL}}},
}
TOLD = {
    "NUL", "half a pair", "a large number", "a very large number", "a million characters", "depths", "no text of ours",
    "a tap in a group",
}  # fmt: skip


@pytest.mark.parametrize("what", CONTENTS)
@pytest.mark.parametrize("number", [7, -7, 2**63 - 1, -(2**63)])
async def test_everything_can_be_put_aside(databases: Databases, what: str, number: int) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            parking = Parking(database, organisation(), Frozen(), USERNAME)
            settled = await parking.park({"update_id": number, **CONTENTS[what]}, ValueError("\ud83d\0"))
            [row] = await city.table("SELECT update_id, telegram_id, error FROM parked")
            assert (row["update_id"], row["error"], settled.outcome) == (number, "ValueError", "parked")
            said = settled.saying
            assert (said is not None) == (what in TOLD)
            if isinstance(said, Reply):
                assert (said.chat_id, said.at) == (1001, None), "told once, and owed to nobody"
                assert said.query_id == ("1" if what == "a tap in a group" else None), "the tap waits for an answer"


async def test_what_was_done_after_all_is_not_put_aside_nor_said_not_to_work(databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            async with city.changing() as tx:
                inbox.record(tx, 7, telegram_id=1001, message_id=None, shows=Home().pack(), now=NOW)
            raw = {"update_id": 7, **CONTENTS["NUL"]}
            settled = await Parking(database, organisation(), Frozen(), USERNAME).park(raw, TimeoutError())
            assert (settled.outcome, settled.saying) == ("done", None)
            assert await city.figure("SELECT COUNT(*) AS n FROM parked") == 0
            assert await city.figure("SELECT COUNT(*) AS n FROM inbox WHERE told = 0") == 1, "it is told later"


async def test_whoever_taps_again_for_a_file_reads_in_their_language_that_it_comes(databases: Databases) -> None:
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            city = await City.founded(database)
            wei = await city.person("Wei")
            assert wei.telegram_id
            parking = Parking(database, organisation(default_language=Language.ENGLISH), Frozen(), USERNAME)
            for sender, says in (
                (wei.telegram_id, "正在做，做好就发给您。"),
                (7, "Your file is being made. It comes by itself."),
            ):
                arrived = read(tap(1, sender), USERNAME)
                assert isinstance(arrived, Arrival)
                assert await parking.comes_soon(arrived) == says


def test_whose_lane_it_is_never_fails() -> None:
    assert all(isinstance(person_of({"update_id": 7, **content}), int) for content in CONTENTS.values())
