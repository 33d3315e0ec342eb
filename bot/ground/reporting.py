"""Faults are reported to Sentry where SENTRY_DSN says so, without anything of a person's.

What goes out is what the log shows: our own sentence, where it happened, and the kind of the fault. No values of
variables, no words of people, no requests, no host's name. Imported only where it is wanted.
"""

from collections.abc import Callable
from typing import Any, Final

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

from bot.ground.logs import without_values
from bot.ground.version import version

_SHOWN: Final = ["event_id", "timestamp", "level", "platform", "release", "logger", "exception", "contexts", "sdk"]

Redact = Callable[[str], str]


def report_faults(dsn: str, redact: Redact, **more: Any) -> None:
    """Report what is logged as an error; `more` is Sentry's own options."""

    def before_send(event: Any, hint: Any) -> Any:
        return _cleaned(event, hint, redact)

    sentry_sdk.init(
        dsn=dsn,
        release=f"yigong@{version()}",
        server_name="yigong",
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        default_integrations=False,
        # What ends the process is logged, too (bot.ground.logs); at its end what was logged last is still sent.
        integrations=[LoggingIntegration(level=None), DedupeIntegration(), AtexitIntegration(lambda *_: None)],
        before_send=before_send,
        **more,
    )


def _cleaned(event: dict[str, Any], hint: dict[str, Any], redact: Redact) -> dict[str, Any]:
    """The event as it may leave the house."""
    kept: dict[str, Any] = {name: event[name] for name in _SHOWN if name in event}
    kept["contexts"] = {"runtime": event.get("contexts", {}).get("runtime", {})}
    kept["message"] = _sentence(hint)
    for fault in kept.get("exception", {}).get("values", []):
        fault["value"] = without_values(str(fault.get("value", "")))
        fault.pop("mechanism", None)
    shown: dict[str, Any] = _redacted(kept, redact)
    return shown


def _sentence(hint: dict[str, Any]) -> str:
    """Our own words of the log line; what stands beside them may be about somebody."""
    line = getattr(hint.get("log_record"), "msg", "")
    return str(line.get("event", "")) if isinstance(line, dict) else str(line)


def _redacted(value: Any, redact: Redact) -> Any:
    match value:
        case str():
            return redact(value)
        case dict():
            return {name: _redacted(one, redact) for name, one in value.items()}
        case list():
            return [_redacted(one, redact) for one in value]
        case _:
            return value
