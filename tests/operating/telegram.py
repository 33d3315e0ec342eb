"""The first process of a machine of tests: Telegram's stand-in. It is told on its standard input what a person does.

`NUMBER what they write` or `NUMBER [what they tap]`; it answers with a line of JSON: what the bot says to it.
"""

import asyncio
import json
import signal
import sys
from typing import Final

from playground.ground.people import Bot, Person
from playground.serving.server import Playground

PORT: Final = 8443
BOT: Final = Bot(id=123456, secret="the-token-from-BotFather")


async def main() -> None:
    """Until the input ends."""
    async with Playground(port=PORT, bot=BOT, limits=None) as playground:
        print(json.dumps("here"), flush=True)  # noqa: T201
        while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
            number, _, act = line.partition(" ")
            person = Person(int(number), "Mei", phone="+8613800000001")
            phone = playground.phones.get(person.id) or playground.phone(person)
            if act.startswith("["):
                await phone.taps(act[1:-1])
            else:
                await phone.sends(act)
            print(json.dumps(phone.screen.text), flush=True)  # noqa: T201


if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends here without a parent is let go
    asyncio.run(main())
