"""What was moved, to whoever leads it: who has confirmed, and the way back."""

from markupsafe import Markup

from handlers.buttons import leading
from handlers.showing import parts
from handlers.tapping.screen import Press, Row
from storage.rows.moves import RecentMove
from storage.views.leading import LedShift
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.changes import SETTLES
from words.words import Words


def is_unsettled(words: Words, move: RecentMove | None) -> bool:
    """Whether nobody can have been told of it yet."""
    return move is not None and move.at + SETTLES > words.now


def undo_move_row(
    words: Words, move: RecentMove | None, activity: Activity, shift: Shift | None = None
) -> tuple[Row, ...]:
    """The way back from a move, for an hour."""
    if move is None:
        return ()
    label = words.say("Undo") if is_unsettled(words, move) else words.say("Undo the move")
    button = leading.UndoMove(move=move.number, activity=activity.id, shift=shift.id if shift else None)
    return ((Press(label, button),),)


def confirmed(words: Words, led: LedShift) -> tuple[Markup, ...]:
    """Of a shift that was moved: how many have said that they still come, and who has not."""
    taken = led.manned.capacity.taken
    names = [parts.called(words, name, parts.LONGEST_NAME) for name in led.not_confirmed]
    more = parts.and_more(words, led.unconfirmed - len(names))
    return (
        words.many(
            "✅ {confirmed} of {number} has confirmed",
            "✅ {confirmed} of {number} have confirmed",
            taken,
            confirmed=words.number(taken - led.unconfirmed),
        ),
        words.say("⏳ Not yet: {names}", names=words.listed((*names, *filter(None, (more,))))),
    )
