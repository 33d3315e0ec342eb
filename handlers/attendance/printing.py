"""The roster as a file, to be printed or worked with."""

from handlers.attendance.rosters import find_sheet
from handlers.attendance.screens import files, rosters
from handlers.buttons.attendance import FileKind, RosterFile, ShowRoster, ShowSignedUp
from handlers.tapping.screen import Answer
from handlers.tapping.tap import Routes, Tap
from volunteering.rules.tree import Role

routes = Routes()


@routes.button(RosterFile, role=Role.LEADER, makes_file=True)
async def as_file(tap: Tap, button: RosterFile) -> Answer:
    """The file, and who is signed up again below it, on the page that was read."""
    sheet = await find_sheet(tap, button.shift)
    read: ShowSignedUp | ShowRoster | None = tap.trail.last(ShowSignedUp) or tap.trail.last(ShowRoster)
    at = ShowSignedUp(shift=button.shift, page=read.page if read and read.shift == button.shift else 0)
    file = (
        files.to_sign(tap.words, sheet, tap.organisation.name)
        if button.kind is FileKind.PAPER
        else files.to_work_with(tap.words, sheet)
    )
    return Answer(rosters.signed_up(tap.words, sheet, at.page, tap.moment), at=at, files=(file,))
