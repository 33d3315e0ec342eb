"""Why nothing can be served at an address, in a line that says what to do."""

import errno
import os
import socket
from typing import Final

_LOOKED_AT: Final = 100  # ports after the one that is in use


def why_not_served(host: str, port: int, fault: OSError) -> str:
    """What to tell somebody whose HTTP_HOST and HTTP_PORT can't be had."""
    if fault.errno == errno.EADDRINUSE:
        return f"Port {port} is in use. Try another, as in HTTP_PORT={_next_free(host, port)} make run"
    if fault.errno == errno.EACCES:
        return f"Port {port} is kept for the administrators of this machine. Try another, as in HTTP_PORT=8080 make run"
    # asyncio puts sentences of its own there, and the names of addresses have numbers of their own, below nought.
    reason = os.strerror(fault.errno) if fault.errno and fault.errno > 0 else fault.strerror
    return f"Nothing can be served at HTTP_HOST={host}: {reason}. Try HTTP_HOST=127.0.0.1 make run"


def _next_free(host: str, port: int) -> int:
    """The first port after it that nobody has; 0, which takes any free one, where there is none."""
    return next((other for other in range(port + 1, min(port + _LOOKED_AT, 65536)) if _is_free(host, other)), 0)


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True
