"""What came of changing from one role of a shift to another, and back."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.signing_up import ChangeRoleSurely, ChooseRole, MyShifts, UndoRole
from handlers.showing import parts
from handlers.showing.as_shown import start_of
from handlers.showing.reasons import reason_line
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.actions.signing_up.roles import RoleTaken, RoleWouldBeGiven
from volunteering.rules.ground.moment import Moment
from volunteering.rules.offering import goes_in_turn
from volunteering.rules.signing_up import Facts, Full, Reason, Refused
from words.words import Words


def ask_change(words: Words, outcome: RoleWouldBeGiven) -> Screen:
    """The second question before a place is left that somebody else gets at once."""
    facts = outcome.facts
    return page(
        words.say("Change to {role}?", role=_name(facts)),
        Markup("<b>%s</b>") % facts.activity.title,
        parts.when_and_how_long(words, facts.shift),
        your_role(words, facts.mine_in),
        words.many(
            "⏳ {number} person waits, and your place goes to them at once.",
            "⏳ {number} people wait, and your place goes to one of them at once.",
            outcome.waiting,
        ),
        rows=(
            (WayBack(words.say("Keep my place"), ShowShift(shift=facts.shift.id)),),
            (Press(words.say("Yes, change"), _surely(facts), "danger"),),
        ),
    )


def _surely(facts: Facts) -> ChangeRoleSurely:
    role = facts.role.id if facts.role else 0
    return ChangeRoleSurely(shift=facts.shift.id, role=role, start=start_of(facts.shift))


def _name(facts: Facts) -> str:
    return facts.role.name if facts.role else ""


def _before(facts: Facts) -> str:
    return facts.mine_in.name if facts.mine_in else ""


def changed(words: Words, outcome: RoleTaken, moment: Moment) -> tuple[Screen, str]:
    """In another role now; with the toast. The way back, where the place that was left is nobody else's yet."""
    facts = outcome.facts
    screen = page(
        words.say("You are in: {title}", title=facts.activity.title),
        your_role(words, facts.role),
        _left_behind(words, outcome, moment),
        parts.when_and_how_long(words, facts.shift),
        parts.where(facts.activity),
        parts.details(words, facts.activity, facts.shift),
        rows=(*_undo_row(words, outcome), *_onward(words), parts.leave_row(words, facts.shift.id)),
    )
    return screen, words.say("You are in.")


def _left_behind(words: Words, outcome: RoleTaken, moment: Moment) -> Markup | None:
    """What became of the place that was left, where that is of matter to somebody."""
    before = _before(outcome.facts)
    if outcome.given_on:
        return words.say("Your place goes to somebody who waited: {role}.", role=before)
    if goes_in_turn(outcome.facts.shift, moment):
        return None
    leader = parts.leader(words, outcome.facts.activity)
    return words.say("It begins soon, so {leader} is told that you left: {role}.", leader=leader, role=before)


def _undo_row(words: Words, outcome: RoleTaken) -> tuple[Row, ...]:
    facts = outcome.facts
    if outcome.given_on or facts.mine_in is None or facts.role is None:
        return ()
    undo = UndoRole(shift=facts.shift.id, role=facts.mine_in.id, instead_of=facts.role.id)
    return ((Press(words.say("Undo"), undo),),)


def not_undone(words: Words, outcome: Refused) -> Screen:
    """The place of before can't be had any more; the one of now is kept."""
    facts = outcome.facts
    return page(
        words.say("Not undone: {title}", title=facts.activity.title),
        *(_why_not(words, facts, reason) for reason in outcome.reasons),
        words.say("You keep your place: {role}.", role=_before(facts)),
        rows=(
            (Press(words.say("Another role"), ChooseRole(shift=facts.shift.id)),),
            *_onward(words),
        ),
    )


def _why_not(words: Words, facts: Facts, reason: Reason) -> Markup:
    if isinstance(reason, Full):
        return words.say("Your place from before has gone on to somebody else: {role}.", role=_name(facts))
    return reason_line(words, reason)


def undone(words: Words) -> Markup:
    """In the role of before again."""
    return words.say("✅ Undone.")


def changed_since(words: Words) -> Markup:
    """Something else is so by now: what was changed then can't be undone any more."""
    return words.say("⚠️ It was changed once more since then. Here is how it is now.")


def _onward(words: Words) -> tuple[Row, ...]:
    return ((WayBack(words.say("My shifts"), MyShifts()), WayBack(words.say("‹ Activities"), ListActivities())),)
