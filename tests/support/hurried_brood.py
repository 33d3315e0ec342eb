"""The process that bots of stories are forked from: between two messages to a chat they wait a twentieth of a second.

Telegram wants a second, which in a story nobody would do anything in; it forgives a few that come quicker. How a bot
keeps to that second is for the tests of the pace, of delivery and of floods.
"""

from functools import partial

from bot.calling.pace import Pace
from bot.serving import parts
from tests.support import brood

if __name__ == "__main__":
    setattr(parts, "Pace", partial(Pace, per_chat_seconds=0.05))  # noqa: B010 - a class in its place, for this process
    brood.main()
