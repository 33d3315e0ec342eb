"""What a process does on signals."""

import asyncio
import os
import signal

import structlog

log = structlog.stdlib.get_logger(__name__)


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and Ctrl-C set `stop`: what is in flight is finished first.

    SIGHUP does so where a terminal has closed; from anybody else it is a wish to read the settings anew, which only a
    start does: nothing but a line in the log comes of it.
    """
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, stop.set)
    loop.add_signal_handler(signal.SIGHUP, stop.set if os.isatty(0) else _go_on)


def _go_on() -> None:
    log.info("SIGHUP changes nothing: settings are read at the start, so restart to change them")
