"""The home screen and the help page."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.enquiries import ListAsked
from handlers.buttons.forms import Resume
from handlers.buttons.home import Help, HelpTyping
from handlers.buttons.hours import LogHours, ShowPending
from handlers.buttons.leading import BeginPosting, Manage
from handlers.buttons.qualifications import ListToVerify
from handlers.buttons.reports import ShowTotals
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.tree import ShowUnits
from handlers.buttons.volunteers import FindPeople, Register, ShowProfile
from handlers.showing.asking import ask_row
from handlers.showing.instead import language_row
from handlers.showing.parts import home_row, see
from handlers.showing.rows import side_by_side
from handlers.tapping.menus import offered_to
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.home import Ahead
from volunteering.rules.enquiries import Matter
from volunteering.rules.tree import Rights
from volunteering.rules.volunteers import Person, Standing
from words.words import Words


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
        words.many(
            "⚠️ {number} question to answer", "⚠️ {number} questions to answer", ahead.enquiries
        ) if ahead.enquiries else None,
        words.many(
            "⚠️ {number} qualification to verify", "⚠️ {number} qualifications to verify", ahead.qualifications
        ) if ahead.qualifications else None,
    )  # fmt: skip
    rows = (
        *(((Press(words.say("Go on with the form"), Resume(), "success"),),) if has_draft else ()),
        *(((Press(words.say("Confirm the roster"), ShowRoster(shift=ahead.roster_of)),),) if ahead.roster_of else ()),
        *(((_to_next(words, ahead, ahead.shift_id),),) if ahead.shift_id else ()),
        *(ask_row(words, Matter.ON_HOLD) if person.standing is Standing.SUSPENDED else ()),
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
    start = words.moment(ahead.period.start)
    if ahead.number:
        number = words.number(ahead.number)
        return words.say(
            "⏳ Number {number} on the waiting list: {title}, {start}", number=number, title=ahead.title, start=start
        )
    return words.say("📅 Next: {title}, {start}", title=ahead.title, start=start)


def _to_next(words: Words, ahead: Ahead, shift_id: int) -> Press:
    card = ShowShift(shift=shift_id)
    return see(words, ahead.title, card) if ahead.number else Press(words.say("My next shift"), card)


def _leader_rows(words: Words, rights: Rights, ahead: Ahead) -> tuple[Row, ...]:
    if not rights.is_leader:
        return ()
    first: Row = (Press(words.say("New activity"), BeginPosting()), Press(words.say("Manage"), Manage()))
    waiting = (
        *((Press(words.say("Hours to decide"), ShowPending()),) if ahead.claims else ()),
        *((Press(words.say("Questions"), ListAsked()),) if ahead.enquiries else ()),
        *((Press(words.say("To verify"), ListToVerify()),) if ahead.qualifications else ()),
    )
    return (first, *side_by_side(waiting, 2))


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
            rows=((Press(words.say("Register"), Register(), "success"),), language_row(words)),
        )
    offered = [one for one in offered_to(rights, registered=True) if one.leads_to != Help()]
    return page(
        words.say("Help"),
        words.say("This is what you can do here. Tap what you need."),
        rows=(
            *((Press(words.say(one.what), one.leads_to),) for one in offered if one.leads_to),
            *ask_row(words, Matter.TEAM),
            (Press(words.say("What can be typed"), HelpTyping()),),
            *home_row(words),
        ),
    )


def typing_page(words: Words, rights: Rights) -> Screen:
    """Commands, and what can be said in one line."""
    lines = [
        words.say("/activities – what is coming up; sign up there"),
        words.say("/my – your shifts, waiting numbers and hours"),
        words.say(
            "/hours – log hours given elsewhere, or in one line: <code>/hours 2.5 2026-11-20 Library help</code>"
        ),
        words.say("/qualifications – what you are qualified for; add to it there"),
        words.say("/exams – exams: what is on, register, your results"),
        words.say("/certificate – a certificate of your service; /verify and its number – whether one is valid"),
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
    return page(words.say("What can be typed"), *lines, rows=((Press(words.say("‹ Help"), Help()),),))
