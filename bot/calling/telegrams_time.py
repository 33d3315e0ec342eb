"""What time it is by Telegram: every answer of a web server says so, also one that refuses."""

from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram.error import NetworkError
from yarl import URL

from bot.calling.transport import proxy_for


async def telegrams_time(root: str) -> datetime:
    """The time at this root of the Bot API, to the second. Raises NetworkError where nobody there tells it."""
    address = URL(root)
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(
                address, proxy=proxy_for(address.scheme, address.host or ""), allow_redirects=False
            ) as response,
        ):
            return parsedate_to_datetime(response.headers["Date"])
    except (aiohttp.ClientError, OSError) as fault:
        raise NetworkError(f"Nobody answers: {type(fault).__name__}") from None
    except (KeyError, ValueError):
        raise NetworkError("The answer says no time") from None
