"""Faults that the process tells apart, besides Telegram's own in `telegram.error`."""

from collections.abc import Iterator
from datetime import timedelta

from telegram.error import InvalidToken, NetworkError, RetryAfter, TimedOut
from typing_extensions import override


class NotSent(NetworkError):  # noqa: N818 - beside PTB's TimedOut and Forbidden
    """Nothing has left this machine: sending again can't do it twice."""

    __slots__ = ()


class NotSentInTime(NotSent, TimedOut):
    """No connection could be had in time."""

    __slots__ = ()


class NotTelegrams(NetworkError):  # noqa: N818
    """Something between Telegram and this machine has answered in its place: a proxy, a provider, a hotel."""

    __slots__ = ()


class TelegramFailed(NetworkError):  # noqa: N818
    """Telegram itself says that it failed: 500 and the like, and whatever else it has never said before."""

    __slots__ = ()


class NotThere(InvalidToken):
    """Telegram's 404: a token in another shape than its own, or no such method.

    Once it has said who we are, the token has the right shape, and a 404 is its own trouble.
    """

    __slots__ = ()


class AskedToWait(RetryAfter):
    """Telegram's 429: so many `seconds` are to pass first. PTB's own warns at every look at how long that is."""

    __slots__ = ("seconds",)

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(timedelta(seconds=seconds))

    @property
    @override
    def retry_after(self) -> timedelta:
        return timedelta(seconds=self.seconds)


class TokenRefused(Exception):  # noqa: N818 - it says what is the matter
    """Telegram refuses the bot's token: check TELEGRAM_BOT_TOKEN, or ask BotFather for a new one."""

    @override
    def __str__(self) -> str:
        return " ".join((self.__doc__ or "").split())


class CommandError(Exception):
    """A command of the command line cannot do what was asked; the text says why and what to do."""


class NotNow(Exception):  # noqa: N818 - it says what is the matter
    """An update could be neither done nor parked; it has to come again later."""


def each_in(fault: BaseException) -> Iterator[BaseException]:
    """The faults that a group of tasks ended with, one by one, however deep; any other by itself."""
    if isinstance(fault, BaseExceptionGroup):
        for one in fault.exceptions:
            yield from each_in(one)
    else:
        yield fault
