"""However many post without the secret, the log has a line at once, and then one a minute as long as they come."""

from collections.abc import Callable

from structlog.testing import capture_logs

from bot.receiving.strangers import EVERY, Strangers
from tests.bot.site.test_site import InsideASite, house

__all__ = ["house"]


class Minutes:
    """Calls what is to be called a minute later when the minute is over."""

    def __init__(self) -> None:
        self.later: list[Callable[[], None]] = []

    def __call__(self, seconds: float, call: Callable[[], None]) -> None:
        assert seconds == EVERY
        self.later.append(call)

    def passes(self) -> None:
        [call], self.later = self.later, []
        call()


def test_a_flood_of_strangers_is_a_line_a_minute() -> None:
    minute = Minutes()
    strangers = Strangers(minute)
    with capture_logs() as lines:
        for _ in range(1_000):
            strangers.came()
        minute.passes()
        for _ in range(7):
            strangers.came()
        minute.passes()
    assert [line.get("posts") for line in lines] == [None, 999, 7]
    assert {line["log_level"] for line in lines} == {"warning"}


def test_after_a_quiet_minute_the_next_one_is_told_at_once() -> None:
    minute = Minutes()
    strangers = Strangers(minute)
    with capture_logs() as lines:
        strangers.came()
        minute.passes()
        assert not minute.later, "nobody is waited for"
        strangers.came()
    assert [line["event"].partition(":")[0] for line in lines] == [
        "somebody who isn't Telegram posts to the webhook"
    ] * 2


async def test_the_webhook_counts_them(house: InsideASite) -> None:
    with capture_logs() as lines:
        assert [(await house.post(secret="wrong")).status for _ in range(20)] == [403] * 20
    assert len(lines) == 1
