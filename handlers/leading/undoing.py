"""Taking back a change while nobody is told of it, and undoing a move within an hour."""

from handlers.buttons.leading import ManageActivity, ManageShift, UndoChange, UndoMove
from handlers.leading.led import closed, refused
from handlers.leading.screens import changing, posting
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Routes, Tap
from volunteering.actions.leading.moving import NotLikeThat
from volunteering.actions.leading.moving_back import TooLateToUndo, undo_move
from volunteering.actions.leading.undoing import ChangedSince, ToldAlready, Undone, undo
from volunteering.rules.ground.model import Unchanged
from volunteering.rules.signing_up import Begun, Closed
from volunteering.rules.tree import NotAllowed, Role

routes = Routes()


@routes.button(UndoChange, writes=True, role=Role.LEADER)
async def undo_change(tap: Tap, button: UndoChange) -> Answer | GoTo:
    """Set it back; once people are told, offer to change it again."""
    here = ManageActivity(activity=button.activity) if button.shift is None else ManageShift(shift=button.shift)
    outcome = await undo(tap.records, tap.actor, button.change, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, ManageActivity(activity=button.activity))
        case Undone(told=told):
            return GoTo(here, said=changing.undone(tap.words, told))
        case ToldAlready():
            return Answer(changing.told_already(tap.words, here), at=here)
        case ChangedSince():
            return GoTo(here, said=changing.changed_since(tap.words))
        case Unchanged():
            return GoTo(here)


@routes.button(UndoMove, writes=True, role=Role.LEADER)
async def undo_the_move(tap: Tap, button: UndoMove) -> Answer | GoTo:
    """Set it back, with what everybody had said; after an hour, offer to change it again."""
    here = ManageActivity(activity=button.activity) if button.shift is None else ManageShift(shift=button.shift)
    outcome = await undo_move(tap.records, tap.actor, button.move, tap.moment)
    match outcome:
        case NotAllowed() | None:
            return refused(tap, outcome)
        case Closed():
            return closed(tap, ManageActivity(activity=button.activity))
        case Undone(told=told, was_told=was_told):
            return GoTo(here, said=changing.undone(tap.words, told, was_told=was_told))
        case TooLateToUndo():
            return Answer(changing.too_late_to_undo(tap.words, here), at=here)
        case ChangedSince():
            return GoTo(here, said=changing.changed_since(tap.words))
        case NotLikeThat(reasons=reasons):
            return GoTo(here, said=posting.reason_line(tap.words, reasons[0]))
        case Begun() | Unchanged():
            return GoTo(here)
