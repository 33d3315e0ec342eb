"""A message as a person reads it: its formatting as a tree, its times in the reader's zone."""

from bisect import bisect_left
from typing import Any

from playground.ground.people import Json, Person
from playground.messages.messages import Message
from playground.messages.texts import units
from playground.phones.times import show_time

Node = str | dict[str, Any]


def tree(text: str, entities: list[Json], reader: Person, now: float) -> list[Node]:
    """The text as nested nodes: a string, or the entity with its `inside`; times are already the reader's."""
    offsets = units(text)

    def place(offset: int) -> int:
        return bisect_left(offsets, offset)

    spans = [(place(e["offset"]), place(e["offset"] + e["length"]), e) for e in entities]
    spans.sort(key=lambda span: (span[0], -span[1]))
    nodes, _ = _between(text, spans, 0, (0, len(text)), reader, now)
    return nodes


def plain(nodes: list[Node]) -> str:
    """The nodes as mere text."""
    return "".join(node if isinstance(node, str) else plain(node["inside"]) for node in nodes)


def read(message: Message, reader: Person, now: float) -> str:
    """The text of a message as its reader sees it."""
    if not any(entity["type"] == "date_time" for entity in message.entities):
        return message.text
    return plain(tree(message.text, message.entities, reader, now))


def _between(
    text: str,
    spans: list[tuple[int, int, Json]],
    index: int,
    limits: tuple[int, int],
    reader: Person,
    now: float,
) -> tuple[list[Node], int]:
    at, end = limits
    nodes: list[Node] = []
    while index < len(spans) and spans[index][0] < end:
        begin, until, entity = spans[index]
        begin, until = max(begin, at), min(until, end)
        if at < begin:
            nodes.append(text[at:begin])
        inside, index = _between(text, spans, index + 1, (begin, until), reader, now)
        nodes.append(_node(entity, inside, reader, now))
        at = max(at, until)
    if at < end:
        nodes.append(text[at:end])
    return nodes, index


def _node(entity: Json, inside: list[Node], reader: Person, now: float) -> Node:
    node = {key: value for key, value in entity.items() if key not in ("offset", "length")}
    if entity["type"] == "date_time":
        written = plain(inside)
        shown = show_time(entity["unix_time"], entity["date_time_format"], written, reader, now)
        if shown != written:
            inside = [shown]
    return node | {"inside": inside}
