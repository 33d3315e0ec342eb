"""Log lines of the tests' own process, as plain as they come: who reads them looks for what failed."""

import structlog


def begin() -> None:
    """From now on. Drawn with frames and colours, a traceback takes a tenth of a second, and there are thousands."""
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[*structlog.get_config()["processors"][:-1], plain])
