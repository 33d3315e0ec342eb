"""What leaders are shown while people come: the code, and who is here (docs/rules.md: Checking in)."""

from secrets import token_hex
from typing import Final

from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.checking_in import DoorBoard, ShiftDoor, closes_at, opens_at
from volunteering.rules.ground.model import Instant, Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.journal import Did
from volunteering.rules.notices.checking_in import Arrivals, CheckInCode
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Owed
from volunteering.rules.signing_up import Closed
from volunteering.rules.tree import NotAllowed
from volunteering.rules.volunteers import Actor

BYTES_OF_SECRET: Final = 32


class CodeShown(Model):
    """The leader is shown what they asked for, by a message that keeps itself up to date."""

    activity: Activity
    shift: Shift


class TooEarly(Model):
    """There is no code before that."""

    activity: Activity
    shift: Shift
    opens_at: Instant


class CheckInOver(Model):
    """There is no code any more: the roster says who came."""

    activity: Activity
    shift: Shift


NotShown = TooEarly | CheckInOver | Closed | NotAllowed


async def led_door(
    records: Records, actor: Actor, shift_id: int, moment: Moment
) -> tuple[Activity, Shift] | NotShown | None:
    """A locked shift to which people come just now, and which the actor leads. None: no such shift."""
    found = await records.activities.lock(shift_id)
    if found is None:
        return None
    activity, shift = found
    if not actor.rights.leads(activity.unit):
        return NotAllowed()
    if shift.called_off:
        return Closed()
    if moment.now < opens_at(shift, moment):
        return TooEarly(activity=activity, shift=shift, opens_at=opens_at(shift, moment))
    if moment.now >= closes_at(shift, moment) or shift.roster_at is not None:
        return CheckInOver(activity=activity, shift=shift)
    return activity, shift


async def show_code(records: Records, actor: Actor, shift_id: int, moment: Moment) -> CodeShown | NotShown | None:
    """Show the code, anew each minute, and who is here, as people come: two messages, in place of those of before.

    None: no such shift.
    """
    found = await led_door(records, actor, shift_id, moment)
    if not isinstance(found, tuple):
        return found
    door = await _door(records, actor, found, moment)
    board = door.board_of(actor.id)
    _show(records, door, DoorBoard(person_id=actor.id, code=board.code + 1, arrivals=board.arrivals + 1), moment)
    return CodeShown(activity=found[0], shift=found[1])


async def show_arrivals(records: Records, actor: Actor, shift_id: int, moment: Moment) -> CodeShown | NotShown | None:
    """Show who is here, as people come, in place of the message of before. None: no such shift."""
    found = await led_door(records, actor, shift_id, moment)
    if not isinstance(found, tuple):
        return found
    door = await _door(records, actor, found, moment)
    board = door.board_of(actor.id)
    _show(records, door, board.model_copy(update={"arrivals": board.arrivals + 1}), moment)
    return CodeShown(activity=found[0], shift=found[1])


async def stop_showing(records: Records, actor: Actor, shift_id: int) -> None:
    """The message about who is here keeps itself up to date no more: its reader goes on from it."""
    door = await records.check_ins.door(shift_id)
    if door is None or actor.id not in {board.person_id for board in door.boards}:
        return
    board = door.board_of(actor.id)
    records.check_ins.show_board(shift_id, board.model_copy(update={"arrivals": board.arrivals + 1}))


async def _door(records: Records, actor: Actor, found: tuple[Activity, Shift], moment: Moment) -> ShiftDoor:
    activity, shift = found
    door = await records.check_ins.door(shift.id)
    if door is not None:
        return door
    records.journal.note(Did.CHECK_IN_OPENED, by_id=actor.id, at=moment.now, activity_id=activity.id, shift_id=shift.id)
    return await records.check_ins.open_door(shift.id, token_hex(BYTES_OF_SECRET), moment.now)


def _show(records: Records, door: ShiftDoor, board: DoorBoard, moment: Moment) -> None:
    """Owe what is newer than it was; the code comes last, so that it is what is seen."""
    before = door.board_of(board.person_id)
    records.check_ins.show_board(door.shift_id, board)
    arrivals = Arrivals(shift_id=door.shift_id, nth=board.arrivals)
    code = CheckInCode(shift_id=door.shift_id, nth=board.code)
    for notice, is_new in ((arrivals, board.arrivals > before.arrivals), (code, board.code > before.code)):
        if is_new:
            owed = Owed(key=key_of(notice.about(), board.person_id), person_id=board.person_id, notice=notice)
            records.outbox.owe(owed, moment.now)
