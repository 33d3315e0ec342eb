"""How somebody stands with what they learn, what is on, and who falls short."""

from dataclasses import replace

from handlers.buttons.training import (
    ListShort,
    ListTrainings,
    SendShort,
    SendStudyFile,
    SendStudyFileOf,
    ShowStudyFile,
    ShowStudyFileOf,
    ShowTraining,
    StudyFileKind,
)
from handlers.showing.printed import printed
from handlers.tapping.screen import Answer, File
from handlers.tapping.tap import Routes, Tap
from handlers.training.screens import files
from handlers.training.screens import overview as screens
from handlers.tree.administered import person_of_mine
from storage.engine.pages import Page
from storage.views.exams.seen import of_person
from storage.views.quizzes import quizzes_for
from storage.views.training.mine import file_and_dues, my_training, study_file
from storage.views.training.on import trainings_on
from storage.views.training.short import who_falls_short
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

routes = Routes()


@routes.button(ShowTraining)
async def show_training(tap: Tap, button: ShowTraining) -> Answer:
    """The reader's study, what is due, and the next trainings."""
    found = await my_training(tap.read, tap.me.id, tap.now, tap.moment.today, Page(screens.NEXT))
    tests = await quizzes_for(tap.read, tap.me.id, tap.now)
    return Answer(screens.mine(tap.words, found, tap.rights, tests), at=button)


routes.also_typed("training", ShowTraining())


@routes.button(ListTrainings)
async def list_trainings(tap: Tap, button: ListTrainings) -> Answer:
    """What is on, a page of it."""
    found = await trainings_on(tap.read, tap.me.id, tap.now, Page(screens.PAGE, button.page))
    return Answer(screens.on(tap.words, found, leads=tap.rights.is_leader), at=button)


@routes.button(ShowStudyFile)
async def show_study_file(tap: Tap, button: ShowStudyFile) -> Answer:
    """What the reader took part in, with presence, marks and what it gave."""
    return await _mine(tap, button)


async def _mine(tap: Tap, button: ShowStudyFile) -> Answer:
    found = await study_file(tap.read, tap.me.id, Page(screens.PAGE, button.page))
    exams = await of_person(tap.read, tap.me.id)
    return Answer(screens.my_file(tap.words, found, exams), at=button)


@routes.button(ShowStudyFileOf, role=Role.ADMIN)
async def show_study_file_of(tap: Tap, button: ShowStudyFileOf) -> Answer:
    """The same of somebody whose team the reader administers, with what is due."""
    person = await person_of_mine(tap, button.person)
    return await _file_of(tap, person, button.page)


async def _file_of(tap: Tap, person: Person, number: int) -> Answer:
    found, dues = await file_and_dues(tap.read, person.id, tap.moment.today, Page(screens.PAGE, number))
    exams = await of_person(tap.read, person.id)
    screen = screens.file_of(tap.words, person, found, exams, dues)
    return Answer(screen, at=ShowStudyFileOf(person=person.id, page=number))


@routes.button(SendStudyFile, makes_file=True)
async def send_study_file(tap: Tap, button: SendStudyFile) -> Answer:
    """The whole of it, to be kept or printed."""
    file = await _as_file(tap, tap.me, button.kind)
    return replace(await _mine(tap, ShowStudyFile()), files=(file,))


@routes.button(SendStudyFileOf, role=Role.ADMIN, makes_file=True)
async def send_study_file_of(tap: Tap, button: SendStudyFileOf) -> Answer:
    """The same of somebody whose team the reader administers."""
    person = await person_of_mine(tap, button.person)
    return replace(await _file_of(tap, person, 0), files=(await _as_file(tap, person, button.kind),))


async def _as_file(tap: Tap, person: Person, kind: StudyFileKind) -> File:
    found, dues = await file_and_dues(tap.read, person.id, tap.moment.today, Page(files.MOST))
    whole = files.Whole(found, await of_person(tap.read, person.id), dues)
    name = printed(tap.words, person.name, person.id)
    return files.training_file(tap.words, name, tap.organisation.name, whole, kind)


@routes.button(ListShort, role=Role.ADMIN)
async def list_short(tap: Tap, button: ListShort) -> Answer:
    """Who falls short, of the admin's units."""
    found = await who_falls_short(tap.read, tap.rights, tap.moment.today, Page(screens.SHORT, button.page))
    return Answer(screens.short(tap.words, found), at=button)


@routes.button(SendShort, role=Role.ADMIN, makes_file=True)
async def send_short(tap: Tap, _: SendShort) -> Answer:
    """All of them as a workbook."""
    found = await who_falls_short(tap.read, tap.rights, tap.moment.today, Page(files.MOST))
    shown = await who_falls_short(tap.read, tap.rights, tap.moment.today, Page(screens.SHORT))
    file = files.who_falls_short(tap.words, found)
    return Answer(screens.short(tap.words, shown), at=ListShort(), files=(file,))
