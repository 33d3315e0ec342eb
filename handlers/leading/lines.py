"""What somebody types in one line, by the question that each piece of it answers."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from volunteering.rules.reading import repeating, taken_apart


def parts_of_shift(typed: str, now: datetime, zone: ZoneInfo) -> Mapping[str, str] | None:
    """What a line says of a shift: `Sat 9-12, 10`; None where it is only a time, or something else."""
    line = taken_apart(typed, now, zone)
    if line is None or line.title or line.venue or not line.places:
        return None
    return {"when": line.when, "places": line.places}


def parts_of_activity(typed: str, now: datetime, zone: ZoneInfo) -> Mapping[str, str] | None:
    """What a line says of an activity; None where it is a title."""
    line = taken_apart(typed, now, zone)
    if line is None:
        return None
    when = parts_of_when(line.when, now, zone) or {"when": line.when}
    said = {"called": line.title, **when, "place": line.venue, "places": line.places}
    return {step: text for step, text in said.items() if text}


def parts_of_when(typed: str, now: datetime, zone: ZoneInfo) -> Mapping[str, str] | None:
    """When it is the first time, and how often it comes; None where nothing says that it comes again."""
    found = repeating(typed, now, zone)
    return {"when": found[0], "repeats": found[1]} if found else None


def parts_of_training(typed: str, now: datetime, zone: ZoneInfo) -> Mapping[str, str] | None:
    """What a line says of a training: each of its sessions has a time of its own."""
    line = taken_apart(typed, now, zone)
    if line is None:
        return None
    said = {"called": line.title, "when": line.when, "place": line.venue, "places": line.places}
    return {step: text for step, text in said.items() if text}
