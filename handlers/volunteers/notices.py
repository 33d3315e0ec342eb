"""Told about how the reader stands: a role, a suspension."""

from handlers.buttons.activities import ListActivities
from handlers.buttons.home import Home
from handlers.buttons.leading import BeginPosting, Manage
from handlers.buttons.signing_up import MyShifts
from handlers.noticing.writing import Notices, Reading, WrittenNotice
from handlers.showing.asking import ask_row
from handlers.tapping import menus
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.volunteers import RoleChanged, StandingChanged
from volunteering.rules.signing_up import places_among
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Person, Standing
from words.words import Words

notices = Notices()


@notices.written(RoleChanged)
async def role_changed(reading: Reading, notice: RoleChanged) -> WrittenNotice | None:
    """Where the reader's role there, or in what it has become a part of, is still this; with its commands."""
    unit = await reading.records.units.current(notice.unit_id)
    rights = await reading.rights()
    if unit is None or rights.role_in(unit.id) is not notice.role:
        return None
    menu = menus.for_person(reading.words, rights, registered=True)
    return WrittenNotice(_your_role(reading.words, unit, notice.role), menu=menu)


def _your_role(words: Words, unit: Unit, role: Role | None) -> Screen:
    """The reader was given a role in a unit, or has it no more."""
    match role:
        case Role.LEADER:
            return page(
                words.say("You lead {unit} now", unit=unit.name),
                words.say("You can post activities, keep the rosters and approve hours."),
                rows=((Press(words.say("New activity"), BeginPosting()), Press(words.say("Manage"), Manage())),),
            )
        case Role.ADMIN:
            return page(
                words.say("You are an admin of {unit} now", unit=unit.name),
                words.say("You can manage people and teams, read the totals, and do what leaders do."),
                rows=((_home(words),),),
            )
        case None:
            return page(
                words.say("Your role in {unit} has ended", unit=unit.name),
                words.say("Thank you for what you did. Your own shifts and hours stay as they are."),
                rows=((_home(words),),),
            )


@notices.written(StandingChanged)
async def standing_changed(reading: Reading, notice: StandingChanged) -> Screen | None:
    """Where the reader still stands like that."""
    is_suspended = reading.owed.standing is Standing.SUSPENDED
    match notice.change:
        case "suspended":
            return await _suspended(reading) if is_suspended else None
        case "restored":
            return None if is_suspended else _not_on_hold(reading.words)
        case "no_shows_undone":
            return _nothing_missed(reading.words)


async def _suspended(reading: Reading) -> Screen | None:
    person = await reading.records.people.get(reading.owed.person_id)
    upcoming = await reading.records.sign_ups.upcoming_of(reading.owed.person_id, reading.words.now)
    return _on_hold(reading.words, person, places_among(upcoming)) if person else None


def _on_hold(words: Words, person: Person, places: int) -> Screen:
    """The reader's sign-ups are on hold, why, and that so many places stay."""
    return page(
        words.say("Your sign-ups are on hold"),
        words.say("Reason: {reason}", reason=person.held_because) if person.held_because else None,
        words.say("You keep the places you have. Please speak to your team's leader.")
        if places
        else words.say("Please speak to your team's leader."),
        rows=(*ask_row(words, Matter.ON_HOLD), (Press(words.say("My shifts"), MyShifts()),)),
    )


def _not_on_hold(words: Words) -> Screen:
    """The reader may sign up again."""
    return page(
        words.say("You can sign up again"),
        words.say("Good to have you back."),
        rows=((Press(words.say("Activities"), ListActivities()),),),
    )


def _nothing_missed(words: Words) -> Screen:
    """What was noted as missed counts no more."""
    return page(
        words.say("Your missed shifts count no more"),
        words.say("You can sign up again."),
        rows=((Press(words.say("Activities"), ListActivities()),),),
    )


def _home(words: Words) -> Press:
    return Press(words.say("‹ Home"), Home())
