"""A city's proxy for tests: it carries each request to the next replica, and past those that are down."""

from types import TracebackType
from typing import Final, Self

import aiohttp
from aiohttp import web

LIMIT: Final = 30.0  # seconds that a replica has for its answer
_OWN: Final = frozenset({"connection", "content-length", "host", "keep-alive", "transfer-encoding"})


class Balancer:
    """`async with Balancer() as balancer`, then `balancer.replicas["one"] = "http://127.0.0.1:8081"`.

    A replica that takes no connection is passed over. One that goes away with a request in its hands may have done
    it: the answer is 502, and whoever asked asks again.
    """

    def __init__(self) -> None:
        self.replicas: dict[str, str] = {}
        self.url = ""
        self.passed_over = 0
        self.broken = 0  # requests that a replica went away with
        self._turn = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._carry)
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=LIMIT),
            connector=aiohttp.TCPConnector(limit=0),
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def _carry(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _OWN}
        for address in self._from_the_next_on():
            try:
                async with self._session.request(
                    request.method, f"{address}{request.rel_url}", data=body, headers=headers, allow_redirects=False
                ) as answer:
                    told = {name: value for name, value in answer.headers.items() if name.lower() not in _OWN}
                    return web.Response(status=answer.status, body=await answer.read(), headers=told)
            except aiohttp.ClientConnectorError:
                self.passed_over += 1
            except (aiohttp.ClientError, TimeoutError):
                self.broken += 1
                return web.Response(status=502, text="the replica went away")
        return web.Response(status=502, text="no replica is there")

    def _from_the_next_on(self) -> list[str]:
        addresses = list(self.replicas.values())
        self._turn += 1
        first = self._turn % len(addresses) if addresses else 0
        return addresses[first:] + addresses[:first]
