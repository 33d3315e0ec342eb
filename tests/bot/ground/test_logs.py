"""Log lines are for reading; secrets, phone numbers and what people wrote are not in them."""

import asyncio
import io
import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import structlog
from pydantic import BaseModel
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.calling.transport import AiohttpRequest
from bot.ground import logs
from bot.ground.logs import Redactor, configure

TOKEN = "123456789:AAvery-secret-word_that-nobody-may-see"
Level = Literal["debug", "info", "warning", "error"]
Open = Callable[..., io.StringIO]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Open the log on a text; afterwards everything is as it was."""
    root = logging.getLogger()
    handlers, hook, told = list(root.handlers), sys.excepthook, structlog.get_config()
    levels = {name: logging.getLogger(name).level for name in (None, *logs._OURS, *logs._TALKATIVE, *logs._SAID_BY_US)}

    def configured(
        level: Level = "debug", log_format: Literal["text", "json"] = "text", secrets: tuple[str, ...] = (TOKEN,)
    ) -> io.StringIO:
        stream = io.StringIO()
        configure(level, log_format, secrets, stream)
        return stream

    with warnings.catch_warnings():
        yield configured
    logging.captureWarnings(capture=False)
    root.handlers, sys.excepthook = handlers, hook
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.configure(**told)


@pytest.mark.parametrize("log_format", ["text", "json"])
@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_the_token_is_in_no_line_of_any_level(opened: Open, level: Level, log_format: Literal["text", "json"]) -> None:
    stream = opened(level, log_format)

    async def call() -> None:
        for request in (AiohttpRequest(), HTTPXRequest()):
            bot = Bot(TOKEN, base_url="http://127.0.0.1:1/bot", request=request, get_updates_request=AiohttpRequest())
            try:
                await bot.initialize()
            except Exception:
                structlog.stdlib.get_logger("bot.test").exception("can't begin", url=f"/bot{TOKEN}/getMe")
                logging.getLogger("elsewhere").exception("at %s", f"http://x/bot{TOKEN}/getMe")
            finally:
                await bot.shutdown()

    asyncio.run(call())
    for name in ("bot.a", "telegram", "telegram.ext.ExtBot", "httpx", "asyncio", "aiosqlite"):
        for severity in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
            logging.getLogger(name).log(severity, "calling %s", TOKEN, extra={"token": TOKEN})
            logging.getLogger(name).log(severity, "calling %s", TOKEN.replace(":", "%3A"))
    shown = stream.getvalue()
    assert "<secret>" in shown
    assert "very-secret" not in shown


def test_other_libraries_say_nothing_below_info(opened: Open) -> None:
    stream = opened("debug")
    for name in ("telegram.Bot", "aiosqlite", "asyncpg"):
        logging.getLogger(name).debug("with parameters %s", "what somebody wrote")
    logging.getLogger("httpx").info("HTTP Request: POST")
    assert stream.getvalue() == ""
    structlog.stdlib.get_logger("bot.test").debug("our own")
    assert "our own" in stream.getvalue()


def test_that_the_database_is_away_is_said_by_us_alone(opened: Open) -> None:
    stream = opened("debug")
    logging.getLogger("asyncpg.pool").warning("Failed to restore the pool connection floor; retrying")
    assert stream.getvalue() == ""


def test_what_people_wrote_is_not_in_a_traceback(opened: Open) -> None:
    class Filled(BaseModel):
        places: int

    stream = opened("debug")
    log = structlog.stdlib.get_logger("bot.test")
    for act in (lambda: int("my door's code is 1234"), lambda: Filled.model_validate({"places": "my 'own' words"})):
        try:
            act()
        except ValueError:
            log.exception("a fault")
    shown = stream.getvalue()
    assert "my door" not in shown.replace('int("my door\'s code is 1234")', "")
    assert "own' words" not in shown.replace("\"my 'own' words\"})", "")
    assert "ValueError: invalid literal for int() with base 10: " in shown
    assert "test_logs.py" in shown


def test_a_missing_file_is_named(opened: Open) -> None:
    stream = opened()
    try:
        open("/nowhere/at/all")  # noqa: PTH123, SIM115
    except OSError:
        structlog.stdlib.get_logger("bot.test").exception("a fault")
    assert "'/nowhere/at/all'" in stream.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("call +8613800138000 now", "call <phone> now"),
        ("8613800138000", "<phone>"),
        ("phone='13800138000'", "phone='<phone>'"),
        ("person=7123456789 update=123456789 at=1764500000", None),
        ("2026-11-23T15:25:03+08:00", None),
        ("/bot987654321:" + "A" * 35 + "/getMe", "/bot<secret>/getMe"),
        ("p%40ss word p@ss p@ss+word", "p%40ss word p@ss p@ss+word"),
    ],
)
def test_what_is_redacted(text: str, shown: str | None) -> None:
    assert Redactor([TOKEN, ""])(text) == (text if shown is None else shown)


@pytest.mark.parametrize("spelling", ['p@ss "word"ü', "p%40ss%20%22word%22%C3%BC", 'p@ss \\"word\\"\\u00fc'])
def test_a_secret_is_found_however_it_is_spelt(spelling: str) -> None:
    assert Redactor(['p@ss "word"ü'])(f"at {spelling}!") == "at <secret>!"


def test_a_line_for_people(opened: Open) -> None:
    stream = opened("info", "text")
    structlog.stdlib.get_logger("bot.receiving.receiver").warning("an update failed", update=5, kind="message")
    logging.getLogger("apscheduler").info("Running job")
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1
    assert "an update failed" in lines[0]
    assert "update=5" in lines[0]


def test_a_line_for_machines(opened: Open) -> None:
    stream = opened("info", "json")
    structlog.stdlib.get_logger("bot.receiving.receiver").warning("一个", update=5, text="two\nlines")
    line = json.loads(stream.getvalue())
    time = line.pop("time")
    assert time.endswith("Z")
    assert line == {
        "event": "一个",
        "update": 5,
        "text": "two\nlines",
        "level": "warning",
        "logger": "bot.receiving.receiver",
    }
    assert stream.getvalue().count("\n") == 1


def test_a_second_configuration_replaces_the_first(opened: Open) -> None:
    first = opened()
    second = opened()
    logging.getLogger("bot").info("once")
    assert first.getvalue() == ""
    assert second.getvalue().count("once") == 1


def test_the_last_fault_is_redacted_too(opened: Open) -> None:
    stream = opened()
    error = RuntimeError(f"no way to /bot{TOKEN}/getMe")
    sys.excepthook(RuntimeError, error, None)
    assert "very-secret" not in stream.getvalue()
    assert "RuntimeError" in stream.getvalue()


def test_ctrl_c_is_no_fault(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    stream = opened()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue() == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err
