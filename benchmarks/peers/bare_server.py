"""A server that agrees to everything: what a client costs by itself is measured against it."""

import asyncio

from aiohttp import web

_YES = b'{"ok":true,"result":true}'


async def _agree(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(body=_YES, content_type="application/json")


async def main() -> None:
    """Serve until killed; the address is the first line."""
    app = web.Application()
    app.router.add_post("/{path:.*}", _agree)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(f"http://127.0.0.1:{runner.addresses[0][1]}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
