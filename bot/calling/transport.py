"""python-telegram-bot over aiohttp: two to three times the calls of httpx (docs/telegram.md: The library).

What an answer decides is decided in `bot/calling/verdicts.py`, not by its status as PTB does. No text raised here holds
the address of a call, since the bot's token is part of it.
"""

import asyncio
import json
from functools import lru_cache
from typing import TypeVar
from urllib.request import getproxies, proxy_bypass

import aiohttp
from pydantic_core import to_json
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override
from yarl import URL

from bot.calling.hearing import Hearing
from bot.calling.verdicts import consent, refusal
from bot.ground.errors import NotSent, NotSentInTime, NotTelegrams

LONGEST_ANSWER = 64 * 1024 * 1024  # bytes; Telegram's own are a tenth of that

Fault = TypeVar("Fault", bound=TelegramError)

_JSON = {"Content-Type": "application/json"}
_NEVER_CONNECTED = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    aiohttp.NonHttpUrlClientError,
)
# Telegram's side keeps an idle connection for a minute; ours lets go first, so that no call meets a closed one.
_KEPT_ALIVE_SECONDS = 50.0


class AiohttpRequest(BaseRequest):
    """The way to the Bot API. Two are needed: one with a connection of its own for getUpdates, one for the rest.

    Timeouts are in seconds; None waits for ever. They mean what they mean in PTB's HTTPXRequest, except that a call
    without a file has none for writing (a small body goes in one piece), and a file has all of them together as its
    limit. A proxy is taken from the environment (HTTPS_PROXY, NO_PROXY), never on the way to this machine.
    """

    __slots__ = ("_connect", "_connections", "_hearing", "_media_write", "_pool", "_read", "_session", "_usual")

    def __init__(
        self,
        connections: int = 64,
        *,
        read_timeout: float | None = 10.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 10.0,
        media_write_timeout: float | None = 30.0,
        hearing: Hearing | None = None,
    ) -> None:
        self._hearing = hearing or Hearing()
        self._connections = connections
        self._read = read_timeout
        self._connect = connect_timeout
        self._pool = pool_timeout
        self._media_write = media_write_timeout
        self._usual = _limits(read_timeout, connect_timeout, pool_timeout)
        self._session: aiohttp.ClientSession | None = None

    @property
    @override
    def read_timeout(self) -> float | None:
        return self._read

    @override
    async def initialize(self) -> None:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=_KEPT_ALIVE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )

    @override
    async def shutdown(self) -> None:
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one call. What it gives is under a status of success, and has still to be read as Telegram's consent.

        Raises NotSent or NotSentInTime where nothing can have arrived, else TimedOut or NetworkError; and for what
        Telegram itself refuses BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken or RetryAfter.
        """
        if self._session is None:
            raise RuntimeError("AiohttpRequest is used before initialize() or after shutdown()")
        address = URL(url, encoded=True)
        body = _body(request_data)
        uploads = isinstance(body, aiohttp.FormData)
        try:
            async with self._session.request(
                method,
                address,
                data=body,
                headers=_JSON if isinstance(body, bytes) else None,
                timeout=self._timeout(read_timeout, write_timeout, connect_timeout, pool_timeout, uploads=uploads),
                proxy=proxy_for(address.scheme, address.host or ""),
                allow_redirects=False,
            ) as response:
                answer = await _read(response, self._limit(read_timeout))
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
            raise self._heard(_fault(error)) from None
        except NetworkError as error:
            raise self._heard(error) from None
        if not 200 <= response.status < 300:
            raise self._heard(refusal(response.status, answer))
        self._hearing.dated(response.headers)
        return response.status, answer

    @override
    def parse_json_payload(self, payload: bytes) -> JSONDict:  # type: ignore[override]  # PTB asks it of an instance
        """Read Telegram's answer. Raises NotTelegrams; unlike PTB's own it doesn't log the answer."""
        try:
            answer = consent(payload)
        except TelegramError as error:
            raise self._heard(error) from None
        self._hearing.answered()
        return answer

    def _heard(self, error: Fault) -> Fault:
        self._hearing.failed(error)
        return error

    def _limit(self, read: ODVInput[float]) -> float | None:
        return self._read if isinstance(read, DefaultValue) else read

    def _timeout(
        self,
        read: ODVInput[float],
        write: ODVInput[float],
        connect: ODVInput[float],
        pool: ODVInput[float],
        *,
        uploads: bool,
    ) -> aiohttp.ClientTimeout:
        if not uploads and read is connect is pool is self.DEFAULT_NONE:
            return self._usual
        return _limits(
            self._limit(read),
            self._connect if isinstance(connect, DefaultValue) else connect,
            self._pool if isinstance(pool, DefaultValue) else pool,
            (self._media_write if isinstance(write, DefaultValue) else write) if uploads else None,
        )


def _limits(
    read: float | None, connect: float | None, pool: float | None, write: float | None = None
) -> aiohttp.ClientTimeout:
    waiting = None if pool is None or connect is None else pool + connect
    whole = None if write is None or read is None or waiting is None else waiting + write + read
    return aiohttp.ClientTimeout(total=whole, connect=waiting, sock_connect=connect, sock_read=read)


async def _read(response: aiohttp.ClientResponse, seconds: float | None) -> bytes:
    """The whole answer: what comes drop by drop has as long for all of it as an answer has to begin."""
    answer = await response.content.readany()
    if response.content.at_eof():
        return answer
    parts = [answer]
    size = len(answer)
    async with asyncio.timeout(seconds):
        while part := await response.content.readany():
            parts.append(part)
            size += len(part)
            if size > LONGEST_ANSWER:
                raise NotTelegrams("The answer isn't Telegram's: it has no end")
    return b"".join(parts)


def _body(request_data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return _written(request_data.parameters)
    # Fields as they are: percent-encoded, a Chinese file name would arrive as %E6%95…
    form = aiohttp.FormData(request_data.json_parameters, quote_fields=False, default_to_multipart=True)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form


def _written(parameters: JSONDict) -> bytes:
    try:
        return to_json(parameters)
    except ValueError:
        return json.dumps(parameters).encode()


@lru_cache(maxsize=16)
def proxy_for(scheme: str, host: str) -> str | None:
    if host in {"127.0.0.1", "::1", "localhost"} or proxy_bypass(host):
        return None
    proxies = getproxies()
    return proxies.get(scheme) or proxies.get("all")


def _fault(error: aiohttp.ClientError | OSError) -> NetworkError:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return NotSentInTime("Timed out before anything was sent: no connection in time")
    if isinstance(error, TimeoutError):
        return TimedOut()
    name = f"aiohttp.{type(error).__name__}"
    if isinstance(error, _NEVER_CONNECTED):
        # Only this one's own text is known to be free of the call's address.
        why = f"{name}: {error}" if isinstance(error, aiohttp.ClientConnectorError) else name
        return NotSent(f"Nothing was sent: {why}")
    return NetworkError(f"{name}: the connection broke, the call may have arrived")
