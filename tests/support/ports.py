"""Ports for what has to be told beforehand on which it listens."""

import random
import socket
from typing import Final

OURS: Final = range(12_000, 30_000)
"""Below those that the system hands out: nobody's connection is given one of these between the asking and the use."""

_chance: Final = random.SystemRandom()  # pytest-randomly begins each worker with the same seed


def free_port() -> int:
    """One that nobody listens on."""
    while True:
        port = _chance.choice(OURS)
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue


def free_ports(number: int) -> list[int]:
    """So many different ones."""
    found = set[int]()
    while len(found) < number:
        found.add(free_port())
    return sorted(found)
