"""What a thumb does on a phone of the page."""

from collections.abc import Callable, Mapping
from typing import Final, Literal

from aiohttp import web
from pydantic import BaseModel, ConfigDict, Field

from playground.ground.people import Person
from playground.phones import acts, attaching, links
from playground.serving.table import Table

Deed = Literal[
    "writes", "taps", "presses", "blocks", "unblocks", "reads", "shares", "speaks", "sticks", "locates", "opens",
    "passes_on", "ignores",
]  # fmt: skip


class Act(BaseModel):
    """A deed; `row` and `column` say on which button of which message, `whom` says whose phone or card is meant."""

    model_config = ConfigDict(extra="forbid")

    act: Deed
    text: str = Field(default="", max_length=20_000)
    message: int = 0
    row: int = Field(default=0, ge=0)
    column: int = Field(default=0, ge=0)
    whom: int = 0


def do(table: Table, person: Person, act: Act) -> None:
    """Do it; raises CannotDoError where the phone offers no such thing, HTTPNotFound where `whom` is nobody."""
    _DOING[act.act](table, person, act)


def owner(table: Table, number: int) -> Person:
    """Whose phone on the table has that number; raises HTTPNotFound."""
    phone = table.phones.get(number)
    if phone is None:
        raise web.HTTPNotFound(text="nobody here has this phone")
    return phone.person


def _passes_on(table: Table, person: Person, act: Act) -> None:
    links.passes_on(table.telegram, person, owner(table, act.whom), act.message, act.row, act.column)


_DOING: Final[Mapping[Deed, Callable[[Table, Person, Act], object]]] = {
    "writes": lambda table, person, act: acts.writes(table.telegram, person, act.text),
    "taps": lambda table, person, act: acts.taps_at(table.telegram, person, act.message, act.row, act.column),
    "presses": lambda table, person, act: acts.presses_at(table.telegram, person, act.row, act.column),
    "blocks": lambda table, person, _: acts.blocks(table.telegram, person),
    "unblocks": lambda table, person, _: acts.unblocks(table.telegram, person),
    "reads": lambda table, person, _: acts.reads(table.telegram, person),
    "shares": lambda table, person, act: acts.shares_contact(table.telegram, person, owner(table, act.whom)),
    "speaks": lambda table, person, _: attaching.speaks(table.telegram, person),
    "sticks": lambda table, person, _: attaching.sends_sticker(table.telegram, person),
    "locates": lambda table, person, _: attaching.sends_location(table.telegram, person),
    "opens": lambda table, person, act: links.opens(table.telegram, person, act.text),
    "passes_on": _passes_on,
    "ignores": lambda table, person, act: links.ignores(table.telegram, person, act.text),
}
