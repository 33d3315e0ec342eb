"""Telegram's HTML: the tags it knows, how they nest, and what it says about the others.

Offsets and lengths of entities are in UTF-16 units, offsets in errors are in bytes, as Telegram counts them.
"""

import re
from dataclasses import dataclass, field

from playground.ground.errors import ApiError, bad_request
from playground.ground.people import Json

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")

_MARK = re.compile(r"[<&]")
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
_NAME = re.compile(r"[^\s>/]*")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>/"']+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)))?""")


def utf16_length(text: str) -> int:
    """How long Telegram says a text is."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


@dataclass(slots=True)
class _Open:
    """A tag that waits for its end."""

    tag: str
    kind: str
    begin: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reader:
    source: str
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> tuple[str, list[Json]]:
        at = 0
        while mark := _MARK.search(self.source, at):
            self._write(self.source[at : mark.start()])
            at = self._reference(mark.start()) if mark[0] == "&" else self._tag(mark.start())
        self._write(self.source[at:])
        if self.open:
            raise self._wrong(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.pieces), self.entities

    def _write(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            self.length += utf16_length(text)

    def _reference(self, at: int) -> int:
        found = _REFERENCE.match(self.source, at)
        if found is None:
            self._write("&")
            return at + 1
        name, decimal, hexadecimal = found.groups()
        if name:
            self._write(NAMED[name])
        else:
            number = int(decimal) if decimal else int(hexadecimal, 16)
            is_character = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
            self._write(chr(number) if is_character else found[0])
        return found.end()

    def _tag(self, at: int) -> int:
        if self.source.startswith("/", at + 1):
            return self._end_tag(at)
        return self._start_tag(at)

    def _start_tag(self, at: int) -> int:
        name = _NAME.match(self.source, at + 1)
        tag = name[0].lower() if name else ""
        if tag not in KINDS:
            raise self._wrong(f'Unsupported start tag "{tag}" at byte offset {self._byte(at)}')
        attributes, end = self._attributes(at, at + 1 + len(tag))
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self._wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}')
        if tag == "tg-time":
            self._check_time(at, attributes)
        self.open.append(_Open(tag, KINDS[tag], self.length, attributes))
        return end

    def _attributes(self, at: int, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        source = self.source
        while True:
            while position < len(source) and source[position].isspace():
                position += 1
            if position >= len(source):
                raise self._wrong(f"Unclosed start tag at byte offset {self._byte(at)}")
            if source[position] == ">":
                return attributes, position + 1
            found = _ATTRIBUTE.match(source, position)
            if found is None:
                raise self._wrong(f"Empty attribute name in the tag at byte offset {self._byte(at)}")
            name, double, single, bare = found.groups()
            value = double or single or bare or ""
            attributes[name.lower()] = _Reader(value.replace("<", "&lt;")).read()[0]
            position = found.end()

    def _check_time(self, at: int, attributes: dict[str, str]) -> None:
        if not re.fullmatch(r"-?\d{1,18}", attributes.get("unix", "")):
            raise self._wrong(f'Tag "tg-time" must have a valid "unix" at byte offset {self._byte(at)}')
        if not TIME_FORMAT.fullmatch(attributes.get("format", "")):
            raise self._wrong(f"Invalid date-time format specified at byte offset {self._byte(at)}")

    def _end_tag(self, at: int) -> int:
        end = self.source.find(">", at)
        if end < 0:
            raise self._wrong(f"Unclosed end tag at byte offset {self._byte(at)}")
        if not self.open:
            raise self._wrong(f"Unexpected end tag at byte offset {self._byte(at)}")
        tag = self.source[at + 2 : end].strip().lower()
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise self._wrong(
                f'Unmatched end tag at byte offset {self._byte(at)}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._close(opened)
        return end + 1

    def _close(self, opened: _Open) -> None:
        length = self.length - opened.begin
        if not length:
            return
        entity: Json = {"type": opened.kind, "offset": opened.begin, "length": length}
        given = opened.attributes
        if opened.kind == "text_link":
            url = given.get("href") or "".join(self.pieces)[-length:]
            if "." not in url and ":" not in url:
                return
            entity["url"] = url
        elif opened.kind == "date_time":
            entity |= {"unix_time": int(given["unix"]), "date_time_format": given.get("format", "")}
        elif opened.kind == "custom_emoji":
            entity["custom_emoji_id"] = given.get("emoji-id", "")
        elif opened.kind == "blockquote" and "expandable" in given:
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "code" and given.get("class", "").startswith("language-"):
            entity["language"] = given["class"].removeprefix("language-")
        self.entities.append(entity)

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    @staticmethod
    def _wrong(what: str) -> ApiError:
        return bad_request(f"can't parse entities: {what}")


def read_html(source: str) -> tuple[str, list[Json]]:
    """The text and its entities; raises ApiError in Telegram's words for what Telegram would refuse."""
    if "<" not in source and "&" not in source:
        return source, []
    text, entities = _Reader(source).read()
    return text, _merge_code_in_pre(entities)


def _merge_code_in_pre(entities: list[Json]) -> list[Json]:
    """`<pre><code class="language-python">` is one entity, and only there has a language a meaning."""
    places = {(entity["offset"], entity["length"]): entity for entity in entities if entity["type"] == "pre"}
    kept = []
    for entity in entities:
        language = entity.pop("language", None) if entity["type"] == "code" else None
        around = places.get((entity["offset"], entity["length"])) if language else None
        if around is not None:
            around["language"] = language
        else:
            kept.append(entity)
    return kept
