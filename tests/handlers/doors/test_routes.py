"""Where handlers lead: to buttons, through the routes and their rights, and never into one another."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import TypeVar

import pytest
from markupsafe import Markup

import handlers
from handlers.buttons.button import Button
from handlers.buttons.exams import SendResults
from handlers.buttons.home import Help
from handlers.buttons.qualifications import ShowQualification
from handlers.buttons.quizzes import SendQuestionList
from handlers.buttons.reports import ShowTotals
from handlers.buttons.tree import InviteCode
from handlers.buttons.volunteers import ShowProfile
from handlers.doors.routes import ALL
from handlers.tapping import menus
from handlers.tapping.screen import Answer, GoTo, Instead, page
from handlers.tapping.tap import Handler, Route, Routes, Tap
from tests.support.chat import Chat

HANDLERS = {route.handler for route in (*ALL.buttons.values(), *ALL.commands.values())}

T = TypeVar("T")


def everywhere(kind: type[T]) -> Iterator[T]:
    """Whatever stands in a module of handlers and is one of these."""
    for found in walk_packages(handlers.__path__, "handlers."):
        yield from (thing for thing in vars(import_module(found.name)).values() if isinstance(thing, kind))


def test_every_button_leads_somewhere() -> None:
    """One whose routes stand in no registry would be taken for a button of long ago."""
    kinds = {kind for kind in everywhere(type) if issubclass(kind, Button)}
    assert kinds - {Button} == ALL.buttons.keys()


def test_every_command_leads_somewhere() -> None:
    typed = {name for routes in everywhere(Routes) if routes is not ALL for name in routes.commands}
    assert typed == ALL.commands.keys()


OFFERED = {command.name: command for command in (*menus.STRANGERS, *menus.EVERYBODY, *menus.LEADERS, *menus.ADMINS)}


def test_what_the_menu_offers_is_there_and_leads_where_its_button_does() -> None:
    """Whoever mistypes it is shown the button: for the same people, or they would be turned away."""
    # What lies undone is for the admins of the whole alone, whom a message leads there; so is a guardian.
    assert ALL.commands.keys() - OFFERED.keys() == {"home", "parked", "guardian"}, "a command that no menu offers"
    assert {name for name, command in OFFERED.items() if command.leads_to is None} == {"cancel"}
    for name, command in OFFERED.items():
        typed = ALL.commands[name]
        tapped = ALL.buttons[type(command.leads_to)] if command.leads_to else typed
        assert (tapped.anyone, tapped.role) == (typed.anyone, typed.role), name


def test_a_page_is_asked_for_by_a_number_that_a_database_can_skip_to() -> None:
    """What a forged button says of it is read as no button."""
    of_pages = [kind.model_fields["page"] for kind in ALL.buttons if "page" in kind.model_fields]
    assert len(of_pages) > 10
    assert [field for field in of_pages if not field.metadata] == []


def _called(module: ModuleType) -> Iterator[object]:
    """What a module's code calls by name, of itself or of another module."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield getattr(module, name, None)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=other), attr=name)):
                yield getattr(getattr(module, other, None), name, None)


@pytest.mark.parametrize("module", sorted({handler.__module__ for handler in HANDLERS} - {"handlers.tapping.tap"}))
def test_a_handler_goes_to_a_button_and_calls_no_other_handler(module: str) -> None:
    """Whoever is led there by a call would pass by the rights that the button asks for."""
    assert [thing for thing in _called(import_module(module)) if thing in HANDLERS] == []


def test_a_handler_that_only_reads_goes_where_only_is_read() -> None:
    """The other one would have no transaction to write in: the tap would fail, each time."""
    for route in (*ALL.buttons.values(), *ALL.commands.values()):
        source = inspect.getsource(route.handler)
        kinds = [inspect.unwrap(route.handler).__globals__.get(name) for name in re.findall(r"GoTo\((\w+)\(", source)]
        led_to = [kind for kind in kinds if kind in ALL.buttons and ALL.buttons[kind].writes]
        assert route.writes or led_to == [], route.handler


def test_no_screen_waits_for_anything() -> None:
    """It is written of what it is given: one that asks on its own makes a tap's time depend on how it looks."""
    files = [path for path in Path(handlers.__path__[0]).rglob("*.py") if "screens" in path.as_posix()]
    assert len(files) > 20
    for path in files:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.AsyncFunctionDef | ast.Await) for node in ast.walk(tree)), path


def lead(monkeypatch: pytest.MonkeyPatch, kind: type[Button], handler: Handler) -> None:
    """Let a button have another handler for the while."""
    buttons: dict[type[Button], Route] = ALL.buttons
    monkeypatch.setitem(buttons, kind, Route(handler))


async def test_what_is_led_to_asks_for_its_own_rights(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    async def to_the_totals(_: Tap, __: Help) -> GoTo:
        return GoTo(ShowTotals())

    wei = await chat.volunteer()
    lead(monkeypatch, Help, to_the_totals)
    await wei.taps_button(Help())
    wei.sees("Only admins can do that")


async def test_what_was_just_done_is_said_by_the_screen_it_leads_to(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_here(_: Tap, __: Help) -> Answer:
        raise Instead(GoTo(ShowProfile(), said=Markup("Not here."), toast="Elsewhere."))

    async def profile(tap: Tap, _: ShowProfile) -> Answer:
        return Answer(page(Markup("My profile"), tap.said), "Shown.")

    wei = await chat.volunteer()
    lead(monkeypatch, Help, not_here)
    lead(monkeypatch, ShowProfile, profile)
    await wei.taps_button(Help())
    wei.sees("My profile", "Not here.")
    assert wei.toast == "Elsewhere."
    await wei.taps_button(ShowProfile())
    assert "Not here." not in wei.last.text
    assert wei.toast == "Shown."


OF_NO_WEIGHT: set[type[Button]] = {InviteCode, ShowQualification}
"""A code of half a kilobyte, and photos that Telegram has."""
BEGIN_A_FORM: set[type[Button]] = {SendQuestionList, SendResults}
"""What is answered next belongs to them, so that nothing may come between."""


def test_whatever_makes_a_file_stands_in_line() -> None:
    found = {kind for kind, route in ALL.buttons.items() if not route.makes_file and _sends(route)}
    assert found == OF_NO_WEIGHT | BEGIN_A_FORM


def _sends(route: Route) -> bool:
    return "files=" in inspect.getsource(route.handler)
