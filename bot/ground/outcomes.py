"""What is told apart where something is counted: each list stands here once, for whoever counts and whoever shows it.

A figure has a series for each from the start (`bot/site/tallies.py`): what is first seen at 1 has never risen.
"""

from typing import Literal

UpdateOutcome = Literal["done", "parked", "dropped", "not now"]
AnswerOutcome = Literal["told", "late", "superseded", "out of reach", "refused", "left", "others'"]
MessageOutcome = Literal["sent", "dropped", "failed", "put off", "settled by others"]
BackupOutcome = Literal["made", "failed"]

Proof = Literal["restored", "whole"]
"""What a drill has found of a backup; of one that is sealed, without its key, no more than that it is whole."""

CallTrouble = Literal["400", "401", "403", "404", "409", "429", "5xx", "not from Telegram", "network", "timeout"]
"""How a call to Telegram went wrong; 400 are 413s, too: what it asks for can't be done."""

Loop = Literal[
    "receiver",
    "delivery",
    "duty",
    "timetable",
    "watch",
    "leftovers",
    "answers",
    "books",
    "replaying",
    "lists",
    "desk",
    "cards",
]
"""What goes on turning as long as the process lives."""

Folder = Literal["database", "backups"]
"""What lies on a disk that can be full."""
