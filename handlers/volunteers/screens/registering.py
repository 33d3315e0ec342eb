"""Becoming a volunteer: languages, consent, the welcome, and what a link leads to."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowActivity, ShowShift
from handlers.buttons.home import Home
from handlers.buttons.hours import MyHours
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.volunteers import (
    Agree,
    AskConsent,
    ChooseTeam,
    Decline,
    JoinTeam,
    Register,
    SetHomeTeam,
    ShowProfile,
)
from handlers.showing.asking import ask_row
from handlers.showing.parts import language_name, see
from handlers.showing.stars import stars_line
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.signing_up import Taken, Waiting
from volunteering.rules.stars import Ladder
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person
from words.words import Words


@dataclass(frozen=True, slots=True)
class CameFor:
    """What somebody came for, as far as it is there, and what became of the shift that they had tapped."""

    activity: Activity | None = None
    shift: Shift | None = None
    outcome: Taken | Waiting | None = None


def begin(
    words: Words,
    organisation: str,
    *,
    unit: Unit | None,
    activity: Activity | None,
    shift: Shift | None = None,
    dead_link: bool = False,
) -> Screen:
    """The first thing a stranger sees: what this is, and the choice of language, the likely one first."""
    likely_first = sorted(Language, key=lambda language: language is not words.language)
    return page(
        words.say("Volunteers of {organisation}", organisation=organisation),
        _dead_link(words) if dead_link else None,
        words.say("You are invited to {team}.", team=unit.name) if unit else None,
        words.say("You came for {title}.", title=activity.title) if activity else None,
        words.say("Find something to do, sign up with one tap, and have your hours kept for you."),
        Markup("Language · 语言 · 語言"),
        rows=tuple((_language_press(language, unit, activity, shift),) for language in likely_first),
    )


def _language_press(language: Language, unit: Unit | None, activity: Activity | None, shift: Shift | None) -> Press:
    came_for = activity.id if activity is not None and shift is None else None  # a shift names its own
    chosen = AskConsent(language=language, unit=unit and unit.id, activity=came_for, shift=shift and shift.id)
    return Press(language_name(language), chosen)


def consent(words: Words, button: AskConsent) -> Screen:
    """What is kept and why, before anything is."""
    activity = None if button.shift else button.activity  # a button has no room for both, and a shift names its own
    agree = Agree(language=button.language, unit=button.unit, activity=activity, shift=button.shift)
    return page(
        words.say("May we keep your data?"),
        words.say("We keep your name, your team, your phone number if you share it, your sign-ups and your hours."),
        words.say("We use them to hold your place, remind you in time and prove what you gave."),
        words.say("The leaders of your teams and of your activities see them; other volunteers do not."),
        words.say("You can read, take away or erase them at any time, with /privacy."),
        rows=(
            (Press(words.say("I agree"), agree, "success"),),
            (Press(words.say("No, thank you"), Decline(language=button.language)),),
            (Press(words.say("‹ Back"), Register(unit=button.unit, activity=activity, shift=button.shift)),),
        ),
    )


def declined(words: Words) -> Screen:
    """The stranger said no."""
    return page(
        words.say("That is all right"),
        words.say("Nothing was kept. Should you change your mind, it takes a minute."),
        rows=((Press(words.say("Register"), Register()),),),
    )


def welcome(words: Words, name: str, unit: Unit, came_for: CameFor, *, has_teams: bool) -> tuple[Screen, str]:
    """The last screen of registering; with the toast."""
    screen = page(
        words.say("Welcome, {name}", name=name),
        words.say("You belong to {team}.", team=unit.name),
        _what_next(words, came_for),
        rows=(
            _to_first(words, came_for),
            (Press(words.say("My shifts"), MyShifts()), Press(words.say("‹ Home"), Home())),
            *(((Press(words.say("Choose your team"), ChooseTeam()),),) if has_teams else ()),
        ),
    )
    return screen, words.say("You are registered.")


def record_found(words: Words, person: Person, minutes: int, ladder: Ladder, came_for: CameFor) -> tuple[Screen, str]:
    """Somebody who was expected is here, and finds what they gave before; with the toast."""
    screen = page(
        words.say("Welcome, {name}", name=person.name),
        words.say("You belong to {team}.", team=person.unit.name),
        words.say("🕒 Your hours from before are here: {length}", length=words.length(minutes)) if minutes else None,
        stars_line(words, minutes, ladder) if minutes else None,
        _what_next(words, came_for),
        rows=(
            _to_first(words, came_for),
            *(((Press(words.say("My hours"), MyHours()),),) if minutes else ()),
            (Press(words.say("Profile"), ShowProfile()), Press(words.say("‹ Home"), Home())),
        ),
    )
    return screen, words.say("We were expecting you.")


def welcome_back(
    words: Words, name: str, *, suspended: bool, activity: Activity | None, unit: Unit | None
) -> tuple[Screen, str]:
    """Somebody who had left is here again, perhaps for a team that is not theirs yet; with the toast."""
    screen = page(
        words.say("Welcome back, {name}", name=name),
        words.say("Everything is as you left it, your hours too."),
        words.say("⚠️ Your sign-ups are on hold. Please speak to your team's leader.") if suspended else None,
        words.say("You are invited to {team}.", team=unit.name) if unit else None,
        rows=(
            *(((Press(words.say("Join"), JoinTeam(unit=unit.id), "success"),),) if unit else ()),
            *(ask_row(words, Matter.ON_HOLD) if suspended else ()),
            _first_activity(words, activity),
            (Press(words.say("My shifts"), MyShifts()), Press(words.say("‹ Home"), Home())),
        ),
    )
    return screen, words.say("Good to see you.")


def _what_next(words: Words, came_for: CameFor) -> Markup:
    match came_for.outcome:
        case Taken(facts=facts):
            period = words.period(facts.shift.period)
            return words.say("✅ You are in: {title}, {period}.", title=facts.activity.title, period=period)
        case Waiting(facts=facts, number=number):
            return words.say(
                "⏳ All places are taken. You are number {number} on the list: {title}.",
                number=words.number(number),
                title=facts.activity.title,
            )
        case None:
            return words.say("Pick something you like: one tap signs you up, and a reminder comes by itself.")


def _to_first(words: Words, came_for: CameFor) -> Row:
    if came_for.activity is None or came_for.shift is None:
        return _first_activity(words, came_for.activity)
    return (see(words, came_for.activity.title, ShowShift(shift=came_for.shift.id), "success"),)


def _first_activity(words: Words, activity: Activity | None) -> Row:
    if activity is None:
        return (Press(words.say("Activities"), ListActivities(), "success"),)
    return (see(words, activity.title, ShowActivity(activity=activity.id), "success"),)


def invited(words: Words, unit: Unit, *, is_home: bool, is_joined: bool) -> Screen:
    """A volunteer followed a team's invite link."""
    if is_home or is_joined:
        return page(
            words.say("You belong to {team}", team=unit.name),
            words.say("It is your home team.") if is_home else words.say("It is one of your further teams."),
            rows=(
                (Press(words.say("Activities"), ListActivities()),),
                (Press(words.say("Profile"), ShowProfile()), Press(words.say("‹ Home"), Home())),
            ),
        )
    return page(
        words.say("Join {team}?", team=unit.name),
        words.say("You can belong to several teams; one of them is your home team."),
        rows=(
            (Press(words.say("Join"), JoinTeam(unit=unit.id), "success"),),
            (Press(words.say("Make it my home team"), SetHomeTeam(unit=unit.id)),),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def dead_link(words: Words) -> Screen:
    """A volunteer followed a link to something that is not there."""
    return page(
        words.say("That link is out of date"),
        words.say("What it led to is not here any more. Have a look at what is coming up."),
        rows=((Press(words.say("Activities"), ListActivities()),), (Press(words.say("‹ Home"), Home()),)),
    )


def _dead_link(words: Words) -> Markup:
    return words.say("⚠️ What your link led to is not here any more. There is more to find.")
