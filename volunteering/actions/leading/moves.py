"""What moving a shift, or an activity with all its shifts, asks of its people (docs/rules.md: Changes need consent)."""

from collections.abc import Iterable, Sequence

from volunteering.records import Records
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.ground.moment import Moment
from volunteering.rules.moves import Stood, TimeAndVenue
from volunteering.rules.volunteers import Actor


async def ask_people(records: Records, actor: Actor, shifts: Iterable[Shift], moment: Moment) -> tuple[Stood, ...]:
    """Everybody with a place in these locked shifts has to confirm it, but for the actor. How all stood before."""
    stood: list[Stood] = []
    for shift in shifts:
        stood += await records.moves.standing(shift.id)
        records.moves.ask(shift.id, moment.now, without=actor.id)
    return tuple(stood)


async def remember_move(
    records: Records,
    actor: Actor,
    before: TimeAndVenue,
    activity: Activity,
    moment: Moment,
    *,
    shift: Shift | None = None,
) -> int | None:
    """Keep from what an activity, or a shift of it, was moved to what it says now. Gives its number.

    None where nobody is told, and there is nothing to undo.
    """
    if not before.people:
        return None
    return await records.moves.remember(
        activity_id=activity.id,
        shift_id=shift.id if shift else None,
        before=before,
        after=TimeAndVenue.of(activity, shift),
        by_id=actor.id,
        at=moment.now,
    )


def people_of(stood: Sequence[Stood], *, without: int) -> int:
    """How many people they are."""
    return len({one.person for one in stood} - {without})
