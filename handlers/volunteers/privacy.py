"""The data that is kept: read it, take it away, leave, be erased (docs/rules.md: People and units)."""

import json
from functools import partial
from typing import Any

from handlers.buttons.guardians import ShowWards
from handlers.buttons.volunteers import AskErase, AskLeave, DownloadData, EraseMe, LeaveForNow, ShowPrivacy
from handlers.tapping.screen import Answer, File, GoTo
from handlers.tapping.tap import Routes, Tap
from handlers.volunteers.screens import privacy as screens
from handlers.volunteers.screens.kept import on_paper
from storage.process import drafts
from storage.views.certificates import how_many_hold
from storage.views.volunteers.kept import everything_about
from volunteering.actions.volunteers import registering
from volunteering.rules.ground.periods import local_day
from volunteering.rules.signing_up import places_among
from volunteering.rules.volunteers import Standing
from words.papers import pdf

routes = Routes()


@routes.button(ShowPrivacy, anyone=True)
async def show_privacy(tap: Tap, _: ShowPrivacy) -> Answer | GoTo:
    """What is kept about the reader, and what can be done about it."""
    if tap.person is None:
        if await tap.records.guardians.of_guardian(tap.sender.telegram_id):
            return GoTo(ShowWards())
        return Answer(screens.nothing_kept(tap.words), at=ShowPrivacy())
    return Answer(screens.kept(tap.words, is_left=tap.person.standing is Standing.LEFT), at=ShowPrivacy())


routes.also_typed("privacy", ShowPrivacy())


@routes.button(DownloadData, anyone=True, makes_file=True)
async def download(tap: Tap, _: DownloadData) -> Answer | GoTo:
    """Everything about the person, also for those who left: to read, and as a program takes it."""
    if tap.person is None:
        return GoTo(ShowPrivacy())
    found = await everything_about(tap.read, tap.person.id, tap.zone)
    written = {"organisation": tap.organisation.name, "written_at": tap.now.astimezone(tap.zone).isoformat(), **found}
    name = f"yigong-{local_day(tap.now, tap.zone).isoformat()}"
    paper = on_paper(tap.words, tap.organisation.name, found)
    shown = screens.kept(tap.words, is_left=tap.person.standing is Standing.LEFT)
    files = (
        File(f"{name}.pdf", partial(pdf, paper), screens.paper_caption(tap.words)),
        File(f"{name}.json", partial(_json, written), screens.file_caption(tap.words)),
    )
    return Answer(shown, screens.file_toast(tap.words), at=ShowPrivacy(), files=files)


def _json(written: dict[str, Any]) -> bytes:
    return json.dumps(written, ensure_ascii=False, indent=2).encode()


@routes.button(AskLeave)
async def ask_leave(tap: Tap, _: AskLeave) -> Answer:
    """What becomes of places and hours on leaving, before it is done."""
    places = places_among(await tap.records.sign_ups.upcoming_of(tap.me.id, tap.now))
    return Answer(screens.ask_leave(tap.words, places), at=AskLeave())


@routes.button(LeaveForNow, writes=True)
async def leave(tap: Tap, _: LeaveForNow) -> Answer:
    """Gone for now; a form that was open goes, too."""
    places = await registering.leave(tap.records, tap.me, tap.moment)
    drafts.drop(tap.transaction, tap.sender.telegram_id)
    screen, toast = screens.has_left(tap.words, places)
    return Answer(screen, toast, at=ShowPrivacy(), changes_menu=True)


@routes.button(AskErase, anyone=True)
async def ask_erase(tap: Tap, _: AskErase) -> Answer | GoTo:
    """What becomes of name, places and hours on erasing, before it is done."""
    if tap.person is None:
        return GoTo(ShowPrivacy())
    places = places_among(await tap.records.sign_ups.upcoming_of(tap.person.id, tap.now))
    ending = await how_many_hold(tap.read, tap.person.id)
    return Answer(screens.ask_erase(tap.words, places, ending), at=AskErase())


@routes.button(EraseMe, writes=True, anyone=True)
async def erase(tap: Tap, _: EraseMe) -> Answer | GoTo:
    """Forget the reader: what stays are hours without a name."""
    if tap.person is None:
        return GoTo(ShowPrivacy())
    places = await registering.erase(tap.records, tap.person, tap.moment)
    screen, toast = screens.erased(tap.words, places)
    return Answer(screen, toast, at=ShowPrivacy(), changes_menu=True, forgets_reader=True)
