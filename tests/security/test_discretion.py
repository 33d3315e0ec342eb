"""What never gets into a log: the real process, at its most talkative."""

import pytest

from handlers.buttons.letters import WriteToUnit
from tests.support.databases import Databases
from tests.support.town import Town, town

NAME, QUESTION = "Meihua Zhang", "where is my cat"
WHAT, LETTER = "Reading to grandmother Wu", "The key is under the mat"


async def _is_lived_in(place: Town) -> str:
    """Somebody registers with their number, writes, logs hours and fails; an admin writes to all. Gives the number."""
    chen = await place.admin()
    mei = place.phone(NAME)
    await mei.sends("/start")
    for label in ("English", "I agree", NAME, "Share my number"):
        await mei.taps(label)
    await mei.sends(QUESTION)
    await mei.sends(f"/hours 2 2026-11-20 {WHAT}")
    await mei.taps("Confirm")
    await chen.sends("/home")
    await chen.forges(WriteToUnit(unit=1).pack())
    await chen.sends(LETTER)
    await chen.taps("Send")
    await mei.sees(LETTER)
    chat = {"id": mei.person.id, "type": "private", "first_name": NAME}
    broken = {"message_id": 1, "chat": chat, "from": mei.person.as_json(), "text": QUESTION, "contact": "no"}
    await mei.post({"message": broken})
    return mei.person.phone


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("log_level", ["debug", "info"])
async def test_no_log_has_the_token_a_number_or_what_people_wrote(
    databases: Databases, log_level: str, log_format: str
) -> None:
    with databases.fresh("sqlite") as url:
        async with town(url, {"LOG_LEVEL": log_level, "LOG_FORMAT": log_format}) as place:
            phone = await _is_lived_in(place)
            assert await place.stop() == 0
            assert "an update was parked" in place.log, "the log would have had something to tell"
            token = place.playground.token.partition(":")[2]
            for secret in (token, phone.removeprefix("+"), phone[-8:], NAME, WHAT, LETTER, QUESTION):
                assert secret not in place.log, f"the log has {secret}"
