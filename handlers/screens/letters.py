"""Letters from leaders and admins, and what changed in how the reader stands, as messages of their own."""

from markupsafe import Markup, escape

from handlers.buttons.notices import StopBroadcast
from handlers.buttons.posting import Manage, NewActivity
from handlers.buttons.shifts import ListActivities, MyShifts, ShowActivity
from handlers.buttons.ways import Home
from handlers.screen import Press, Screen, page
from handlers.words import Words
from volunteering.activities import Activity
from volunteering.broadcasts import Broadcast, Course
from volunteering.units import Role, Unit


def letter(words: Words, name: str, text: str, activity: Activity | None, unit: Unit | None) -> Screen:
    """Words of a leader to the people of an activity, or of an admin to those of a unit."""
    about = activity.title if activity else unit.name if unit else ""
    way = Press(words.say("See the activity"), ShowActivity(activity=activity.id)) if activity else _home(words)
    return page(
        words.say("A message from {name}", name=name) if name else words.say("A message from your team"),
        words.say("🏷 {subject}", subject=about) if about else None,
        "",
        escape(text),
        rows=((way,),),
    )


def preview(
    words: Words, name: str, text: str, *, to: int, activity: Activity | None = None, unit: Unit | None = None
) -> Markup:
    """The letter as it will arrive, and how many people get it."""
    count = words.many("It goes to {number} person.", "It goes to {number} people.", to)
    return Markup("%s\n\n%s") % (letter(words, name, text, activity, unit).text, count)


def role_changed(words: Words, unit: Unit, role: Role | None) -> Screen:
    """The reader was given a role in a unit, or has it no more."""
    match role:
        case Role.LEADER:
            return page(
                words.say("You lead {unit} now", unit=unit.name),
                words.say("You can post activities, keep the rosters and approve hours."),
                rows=((Press(words.say("New activity"), NewActivity()), Press(words.say("Manage"), Manage())),),
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


def suspended(words: Words) -> Screen:
    """The reader's sign-ups are on hold."""
    return page(
        words.say("Your sign-ups are on hold"),
        words.say("You keep the places you have. Please speak to your team's leader."),
        rows=((Press(words.say("My shifts"), MyShifts()),),),
    )


def restored(words: Words) -> Screen:
    """The reader may sign up again."""
    return page(
        words.say("You can sign up again"),
        words.say("Good to have you back."),
        rows=((Press(words.say("Activities"), ListActivities()),),),
    )


def no_shows_undone(words: Words) -> Screen:
    """What was noted as missed counts no more."""
    return page(
        words.say("Your missed shifts count no more"),
        words.say("You can sign up again."),
        rows=((Press(words.say("Activities"), ListActivities()),),),
    )


def broadcast(words: Words, progress: Broadcast) -> Screen:
    """How far a message to a unit's people is; it keeps itself up to date."""
    sent, total = words.number(progress.sent), words.number(progress.total)
    lines = (
        words.say("{sent} of {total} sent", sent=sent, total=total),
        words.say("{number} could not be reached", number=words.number(progress.missed)) if progress.missed else None,
    )
    unit = progress.unit.name
    if progress.is_over:
        title = (
            words.say("Message to {unit}: stopped", unit=unit)
            if progress.course is Course.STOPPED
            else words.say("Message to {unit}: sent", unit=unit)
        )
        return page(title, *lines, rows=((_home(words),),))
    return page(
        words.say("Message to {unit}: on its way", unit=unit),
        *lines,
        rows=((_home(words),), (Press(words.say("Stop"), StopBroadcast(broadcast=progress.id), "danger"),)),
    )


def _home(words: Words) -> Press:
    return Press(words.say("‹ Home"), Home())
