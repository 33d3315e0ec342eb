"""The home screen, and the screens for those who knock at the wrong door."""

from markupsafe import Markup

from handlers.buttons.forms import Resume
from handlers.buttons.hours import LogHours, ShowPending
from handlers.buttons.people import FindPeople
from handlers.buttons.posting import Manage, NewActivity
from handlers.buttons.registering import Register
from handlers.buttons.roster import ShowRoster
from handlers.buttons.shifts import ListActivities, MyShifts, ShowShift
from handlers.buttons.totals import ShowTotals
from handlers.buttons.units import ShowUnits
from handlers.buttons.ways import ChooseLanguage, Help, Home, ShowProfile
from handlers.screen import Link, Press, Row, Screen, page
from handlers.screens.registering import left_before
from handlers.words import Words
from storage.home import Ahead
from volunteering.people import Person, Standing
from volunteering.units import Rights


def home(words: Words, person: Person, rights: Rights, ahead: Ahead, *, has_draft: bool) -> Screen:
    """The first screen: what is next for this person, and the few places to go."""
    lines = (
        _suspended(words, person),
        _next_shift(words, ahead),
        words.many(
            "⚠️ {number} roster to confirm", "⚠️ {number} rosters to confirm", ahead.rosters
        ) if ahead.rosters else None,
        words.many(
            "⚠️ {number} request for hours to decide", "⚠️ {number} requests for hours to decide", ahead.claims
        ) if ahead.claims else None,
    )  # fmt: skip
    rows = (
        *(((Press(words.say("Go on with the form"), Resume(), "success"),),) if has_draft else ()),
        *(((Press(words.say("Confirm the roster"), ShowRoster(shift=ahead.roster_of)),),) if ahead.roster_of else ()),
        *(((Press(words.say("My next shift"), ShowShift(shift=ahead.shift_id)),),) if ahead.shift_id else ()),
        (Press(words.say("Activities"), ListActivities()), Press(words.say("My shifts"), MyShifts())),
        *_leader_rows(words, rights, ahead),
        *_admin_rows(words, rights),
        (Press(words.say("Log hours"), LogHours()), Press(words.say("Profile"), ShowProfile())),
        (Press(words.say("Help"), Help()),),
    )
    return page(words.say("Hello, {name}", name=person.name), *lines, rows=rows)


def _suspended(words: Words, person: Person) -> Markup | None:
    if person.standing is not Standing.SUSPENDED:
        return None
    return words.say("⚠️ Your sign-ups are on hold. Please speak to your team's leader.")


def _next_shift(words: Words, ahead: Ahead) -> Markup:
    if ahead.period is None:
        return words.say("You have no shift ahead. Have a look at what is coming up.")
    return words.say("📅 Next: {title}, {start}", title=ahead.title, start=words.brief(ahead.period.start))


def _leader_rows(words: Words, rights: Rights, ahead: Ahead) -> tuple[Row, ...]:
    if not rights.is_leader:
        return ()
    first: Row = (Press(words.say("New activity"), NewActivity()), Press(words.say("Manage"), Manage()))
    if not ahead.claims:
        return (first,)
    return (first, (Press(words.say("Hours to decide"), ShowPending()),))


def _admin_rows(words: Words, rights: Rights) -> tuple[Row, ...]:
    if not rights.is_admin:
        return ()
    return (
        (
            Press(words.say("Totals"), ShowTotals()),
            Press(words.say("People"), FindPeople()),
            Press(words.say("Teams"), ShowUnits()),
        ),
    )


def help_page(words: Words, rights: Rights, *, registered: bool) -> Screen:
    """What can be done here, by role."""
    if not registered:
        return page(
            words.say("Help"),
            words.say("Here you find things to do for others, sign up with one tap, and have your hours kept for you."),
            words.say("To begin, register: it takes a minute."),
            rows=((Press(words.say("Register"), Register(), "success"),), _language_row(words)),
        )
    lines = [
        words.say("/activities – what is coming up; sign up there"),
        words.say("/my – your shifts, waiting numbers and hours"),
        words.say(
            "/hours – log hours given elsewhere, or in one line: <code>/hours 2.5 2026-11-20 Library help</code>"
        ),
        words.say("/profile, /language, /privacy – what is kept about you"),
    ]
    if rights.is_leader:
        lines.append(
            words.say(
                "/new – post an activity, or in one line: "
                "<code>/new River clean-up | 2026-12-05 09:00-12:00 | East Gate | 10</code>"
            )
        )
        lines.append(words.say("/manage – your activities, rosters and messages"))
    if rights.is_admin:
        lines.append(words.say("/stats – totals; /people – find people, give roles; /units – branches and teams"))
    return page(words.say("Help"), *lines, rows=((Press(words.say("‹ Home"), Home()),),))


def _language_row(words: Words) -> Row:
    return (Press(words.say("中文 / English"), ChooseLanguage()),)


def register_first(words: Words, *, back: bool) -> Screen:
    """Somebody who is not registered, or who left, tapped something for volunteers."""
    if back:
        return left_before(words)
    return page(
        words.say("Please register first"),
        words.say("It takes a minute: your name, your team, and you can sign up."),
        rows=((Press(words.say("Register"), Register(), "success"),), _language_row(words)),
    )


def for_leaders(words: Words) -> Screen:
    """Something for leaders only."""
    return _not_for_you(words, words.say("Only leaders can do that. If you lead a team, ask its admin for the role."))


def for_admins(words: Words) -> Screen:
    """Something for admins only."""
    return _not_for_you(words, words.say("Only admins can do that. If you should be one, ask your federation."))


def _not_for_you(words: Words, why: Markup) -> Screen:
    return page(words.say("Not yours to open"), why, rows=home_row(words))


def on_hold(words: Words) -> Screen:
    """A suspended person would like to sign up or log hours."""
    return page(
        words.say("Your sign-ups are on hold"),
        words.say("Please speak to your team's leader."),
        rows=home_row(words),
    )


def gone(words: Words) -> Screen:
    """What the button was about is not there."""
    return page(words.say("Not found"), words.say("That is not here any more."), rows=home_row(words))


def talk_in_private(words: Words, username: str) -> Screen:
    """Said in a group."""
    rows: tuple[Row, ...] = ((Link(words.say("Open"), f"https://t.me/{username}"),),)
    return page(
        words.say("Let's speak in private"), words.say("Your shifts and hours are nobody else's business."), rows=rows
    )


def old_button_toast(words: Words) -> str:
    """A button that is not ours, or no longer."""
    return words.say("That button is from an older message.")


def home_row(words: Words) -> tuple[Row, ...]:
    """The way home."""
    return ((Press(words.say("‹ Home"), Home()),),)


def slow_down(words: Words) -> Screen:
    """Said once to somebody who sends more than can be read."""
    return page(words.say("One moment, please"), words.say("That was a lot at once. What you send now is not read."))


def went_wrong(words: Words) -> Screen:
    """Said once when an update could not be done, whatever was tried."""
    return page(
        words.say("That did not work"),
        words.say("Something is wrong on our side, and it has been noted. Please try another way."),
        rows=home_row(words),
    )
