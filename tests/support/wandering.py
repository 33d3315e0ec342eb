"""Somebody who presses every kind of button that they are shown, in a client that isn't Telegram.

Nothing here imports Telegram's library: it is run where that is refused.
"""

from importlib import import_module
from pkgutil import walk_packages

import handlers
from handlers.buttons.buddies import ShowBuddies
from handlers.buttons.button import Button
from handlers.buttons.guardians import ShowWards
from handlers.buttons.needs import FindHindered
from handlers.buttons.quizzes import ShowQuiz
from handlers.buttons.retention import KeepRecord
from handlers.doors.notices import write
from handlers.doors.way import Way
from storage.engine.connecting import connect
from storage.rows import outbox, parked
from tests.support.city import NOW, ZONE, City, hours_later
from tests.support.frozen import Frozen
from tests.support.plain import PlainMessenger, PlainPhone, organisation
from tests.support.trained import training
from volunteering.rules.ground.policy import Policy
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language
from words.words import Words

COMMANDS = (
    "/start", "/help", "/activities", "/my", "/hours", "/profile", "/privacy", "/manage", "/new", "/units", "/people",
    "/stats", "/census", "/qualifications", "/training", "/exams", "/appraisal", "/rate", "/certificate", "/verify",
    "/guardian", "/parked", "hello",
)  # fmt: skip


def every_room() -> list[str]:
    """Every file of handlers, imported."""
    return [import_module(room.name).__name__ for room in walk_packages(handlers.__path__, "handlers.")]


async def pressed(url: str) -> set[type[Button]]:
    """The kinds of buttons that lead somewhere, tried by an admin and by a stranger, each kind once."""
    async with connect(url) as database:
        city = await City.founded(database)
        course = await _something_to_see(city)
        elsewhere = (FindHindered(shift=1), ShowWards(), KeepRecord(), ShowBuddies(), ShowQuiz(activity=course))
        way = Way(database, organisation(), Frozen(NOW))
        messenger = PlainMessenger()
        admin, stranger = (PlainPhone(way, messenger, number, "Wei") for number in (city.leader.telegram_id or 0, 7))
        kinds = await _wander(admin, *elsewhere) | await _wander(stranger)
        await _read_what_is_owed(city, messenger)
    return kinds


async def _something_to_see(city: City) -> int:
    """Shifts, what lies undone, and a training that ends with a test, whose number it gives."""
    volunteers = await city.people(3)
    async with city.writing() as rows:
        await rows.people.set_role(city.leader.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
    await city.put(await city.shift(), *volunteers)
    await city.put(await city.shift(-5), *volunteers)
    await city.put(await city.shift(72), city.leader)
    [session] = await training(city, NewTraining(pass_by=PassBy.TEST), 96)
    async with city.changing() as tx:
        parked.park(tx, update_id=1, telegram_id=None, kind="text", error="OSError", payload="{}", now=NOW)
    return session.activity_id


async def _wander(person: PlainPhone, *known: Button) -> set[type[Button]]:
    """By commands, and by buttons `known` from elsewhere: messages, the screens of people who are under age.

    What may be the end of something, such as of being a volunteer, comes last.
    """
    tried, left = set[type[Button]](), [(False, button) for button in known]

    def looks_around() -> None:
        left.extend((press.style == "danger", press.button) for press in person.presses)
        left.sort(key=lambda one: one[0])

    for command in COMMANDS:
        await person.types(command)
        looks_around()
    while left:
        _, button = left.pop(0)
        if type(button) not in tried:
            tried.add(type(button))
            await person.says(button=button)
            looks_around()
    return tried


async def _read_what_is_owed(city: City, messenger: PlainMessenger) -> None:
    words = Words(Language.ENGLISH, ZONE, NOW)
    async with city.database.reading() as reader:
        for bulk in (False, True):
            for row in await outbox.due(reader, hours_later(1), 100, bulk=bulk):
                if written := await write(reader, words, Policy(), row):
                    await messenger.show(row.telegram_id or 0, None, written.screen)
