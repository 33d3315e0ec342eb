"""What is reported to Sentry is what an operator may see: no secrets, no phones, no words of people."""

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
import structlog
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport
from typing_extensions import override

from bot.ground import logs
from bot.ground.reporting import report_faults
from tests.support.town import ROOT

TOKEN = "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
DSN = "https://key@sentry.example/1"


class Caught(Transport):
    """Keeps what would have been sent."""

    def __init__(self) -> None:
        super().__init__()
        self.events: list[dict[str, Any]] = []

    @override
    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.events.append(dict(event))


@pytest.fixture
def caught() -> Iterator[Caught]:
    caught = Caught()
    redact = logs.configure("debug", "text", [TOKEN], io.StringIO())
    report_faults(DSN, redact, transport=caught)
    yield caught
    sentry_sdk.get_client().close()
    sentry_sdk.init()


def test_a_fault_is_reported_without_what_people_wrote(caught: Caught) -> None:
    typed = "my phone is +8613800000001"
    log = structlog.stdlib.get_logger("bot.somewhere")
    try:
        fail(typed)
    except ValueError:
        log.exception("an update was parked", person=5001, text=typed)
    [event] = caught.events
    told = json.dumps(event, default=str)
    for secret in ("8613800000001", TOKEN, "my phone", "5001"):
        assert secret not in told, told
    assert event["message"] == "an update was parked"
    [fault] = event["exception"]["values"]
    assert fault["type"] == "ValueError"
    assert "test_a_fault_is_reported" in told
    assert not any("vars" in frame for frame in fault["stacktrace"]["frames"])


def fail(typed: str) -> None:
    raise ValueError(f"cannot read {typed!r} with {TOKEN}")


def test_only_errors_are_reported(caught: Caught) -> None:
    structlog.stdlib.get_logger("bot.somewhere").warning("the outbox can't be read")
    assert not caught.events


def test_sentry_is_not_even_imported_where_nobody_wants_it() -> None:
    asked = "import sys, bot.__main__, bot.serving.application; print('sentry_sdk' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert told.stdout == "False\n"
