"""Texts as Telegram keeps them: trimmed, within their lengths, with the entities it finds by itself."""

import json
import re
from itertools import accumulate

from playground.ground.errors import bad_request
from playground.ground.people import Json
from playground.messages.html import read_html, utf16_length

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{3,31})?)(?![\w/@])"
    r"|(?<!\w)(?P<mention>@[A-Za-z]\w{3,31})\b"
    r"|(?<!\w)(?P<hashtag>#\w*[^\W\d]\w*)"
)
_LITERAL = {"code", "pre", "text_link", "date_time"}


def read_text(source: str, parse_mode: str, entities: list[Json] | None = None) -> tuple[str, list[Json]]:
    """The text of a message and its entities; raises ApiError for what Telegram would refuse."""
    text, found = _parse(source, parse_mode, entities)
    text, found = _trim(text, found)
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, with_found(text, found)


def read_caption(source: str, parse_mode: str, entities: list[Json] | None = None) -> tuple[str, list[Json]]:
    """The caption of a document, which may be empty, and its entities."""
    text, found = _trim(*_parse(source, parse_mode, entities))
    if utf16_length(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, with_found(text, found)


def with_found(text: str, entities: list[Json]) -> list[Json]:
    """The entities with what Telegram finds by itself in the rest: commands, addresses, mentions."""
    if not any(sign in text for sign in "/@#"):
        return entities
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _LITERAL]
    offsets = units(text)
    added = []
    for found in _FOUND.finditer(text):
        kind = found.lastgroup or ""
        begin, end = offsets[found.start(kind)], offsets[found.end(kind)]
        if all(end <= left or begin >= right for left, right in taken):
            added.append({"type": kind, "offset": begin, "length": end - begin})
    if not added:
        return entities
    return sorted([*entities, *added], key=lambda entity: (entity["offset"], -entity["length"]))


def _parse(source: str, parse_mode: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    mode = parse_mode.lower()
    if mode == "html":
        return read_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")
    return source, [dict(entity) for entity in entities or []]


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    short = text.strip()
    if len(short) == len(text) or not short:
        return short, entities if short else []
    front = utf16_length(text[: len(text) - len(text.lstrip())])
    length = utf16_length(short)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - front, 0)
        end = min(entity["offset"] + entity["length"] - front, length)
        if begin < end:
            kept.append(entity | {"offset": begin, "length": end - begin})
    return short, kept


def units(text: str) -> range | list[int]:
    """The UTF-16 offset of each character, and of the end."""
    if utf16_length(text) == len(text):
        return range(len(text) + 1)
    return [0, *accumulate(2 if character > "\uffff" else 1 for character in text)]


def read_entities(value: object) -> list[Json] | None:
    """Entities as the bot sent them, as JSON or already read."""
    if isinstance(value, str):
        value = json.loads(value) if value else None
    return value if isinstance(value, list) else None
