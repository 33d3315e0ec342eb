"""Log lines: pleasant for a person or ready for a machine, and free of secrets and of what people wrote.

Everything that goes out is redacted last, as text, so that tracebacks and other libraries' lines are covered, too.
"""

import builtins
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Literal, TextIO
from urllib.parse import quote, quote_plus

import structlog
from structlog.typing import ExcInfo, Processor
from typing_extensions import override

_OURS = ("bot", "handlers", "scheduling", "storage", "words", "volunteering", "playground", "web")
# These write a line, some with the token in it, for every call, request or run.
_TALKATIVE = ("alembic", "httpx", "httpcore", "aiohttp.access", "apscheduler")
_SAID_BY_US = ("asyncpg.pool",)  # that the database is away, with a traceback every two seconds
_AS_FROM_BOTFATHER = r"(?<!\d)\d{6,}(?::|%3[Aa])[\w-]{30,}"
_PHONE = r"\+\d{8,15}\b|(?<!\d)(?:86)?1[3-9]\d{9}(?!\d)"
# From the first opening quote to the last: what somebody wrote may hold quotes itself.
_QUOTED = re.compile(r"""(?<!\w)(['"]).*['"]""", re.DOTALL)
_ABOUT_FILES = tuple(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, OSError)
)

log = structlog.stdlib.get_logger(__name__)


class Redactor:
    """Replaces the given secrets, anything that looks like a bot token, and phone numbers."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        spellings = {
            spelling
            for secret in secrets
            if secret
            for spelling in (secret, quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1])
        }
        known = [re.escape(spelling) for spelling in sorted(spellings, key=len, reverse=True)]
        self._secret = re.compile("|".join([*known, _AS_FROM_BOTFATHER]))
        self._phone = re.compile(_PHONE)

    def __call__(self, text: str) -> str:
        """Give the text as it may be shown."""
        return self._phone.sub("<phone>", self._secret.sub("<secret>", text))


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Renders a line, and redacts it."""

    def __init__(self, redact: Redactor, renderers: list[Processor], before: list[Processor]) -> None:
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
            foreign_pre_chain=before,
        )
        self._redact = redact

    @override
    def format(self, record: logging.LogRecord) -> str:
        return self._redact(super().format(record))


def configure(
    level: Literal["debug", "info", "warning", "error"] = "info",
    log_format: Literal["text", "json"] = "text",
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
) -> Redactor:
    """Send everybody's log lines to the stream (standard error), from the level on; return the redactor in use.

    Debug lines are our own only: other libraries' hold message texts, SQL with its values and the token.
    """
    stream = stream or sys.stderr
    redact = Redactor(secrets)
    before = _before_rendering(machine=log_format == "json")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Formatter(redact, _renderers(log_format, colours=stream.isatty()), before))
    root = logging.getLogger()
    for old in [old for old in root.handlers if isinstance(old.formatter, _Formatter)]:
        root.removeHandler(old)
    root.addHandler(handler)
    _set_levels(getattr(logging, level.upper()))
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *before,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _uncaught
    return redact


def _set_levels(level: int) -> None:
    logging.getLogger().setLevel(max(level, logging.INFO))
    for name in _OURS:
        logging.getLogger(name).setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))
    for name in _SAID_BY_US:
        logging.getLogger(name).setLevel(max(level, logging.ERROR))


def _before_rendering(*, machine: bool) -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper("iso", utc=True, key="time")
        if machine
        else structlog.processors.TimeStamper("%Y-%m-%d %H:%M:%S", utc=False),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.ExceptionRenderer(_traceback),
    ]


def _renderers(log_format: str, *, colours: bool) -> list[Processor]:
    if log_format == "json":
        return [structlog.processors.JSONRenderer(ensure_ascii=False, default=str)]
    return [structlog.dev.ConsoleRenderer(colors=colours, pad_event_to=0)]


def _traceback(exc_info: ExcInfo) -> str:
    """Tell where it happened and what it was, without the values quoted in an error's text: people wrote them."""
    return "".join(without_values(part) for part in traceback.format_exception(*exc_info)).rstrip()


def without_values(part: str) -> str:
    """A part of a traceback without what it quotes, except of code and of files."""
    told = part.lstrip(" |+-")
    is_code = told.startswith(('File "', "Traceback"))
    return part if is_code or told.startswith(_ABOUT_FILES) else _QUOTED.sub(r"\1…\1", part)


def _uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> Any:
    if not issubclass(kind, Exception):
        return sys.__excepthook__(kind, error, where)
    return log.critical("stopped by a fault of its own", exc_info=(kind, error, where))
