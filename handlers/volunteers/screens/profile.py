"""The profile, the further teams, and the choice of language."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.asking import ShowPace
from handlers.buttons.home import Home
from handlers.buttons.honours import ShowMyHonours
from handlers.buttons.profiles import ShowAboutMe
from handlers.buttons.qualifications import ShowQualifications
from handlers.buttons.thanks import ShowMyRecord
from handlers.buttons.volunteers import (
    ChangeName,
    ChangePhone,
    ChooseLanguage,
    ChooseTeam,
    FindTeam,
    LeaveTeam,
    SetAtOnce,
    SetLanguage,
    ShowPrivacy,
    ShowProfile,
    ShowTeams,
)
from handlers.showing.inviting import join_us
from handlers.showing.parts import language_name, of_so_many, page_row
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Invitation, Press, Screen, page
from storage.engine.pages import Page
from storage.views.volunteers.profile import Profile
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person
from words.words import Words, cut

TEAMS_A_PAGE = 5
TEAMS_IN_A_LINE = 3
LONGEST_NAME = 30  # of a team, on a button


def profile(words: Words, person: Person, found: Profile, entrance: Entrance, *, said: Markup | None = None) -> Screen:
    """What a person says of themselves, each to be changed; `said` is what has just been changed."""
    further = words.listed(cut(team.name, LONGEST_NAME) for team in found.teams[:TEAMS_IN_A_LINE])
    more = len(found.teams) - TEAMS_IN_A_LINE
    return page(
        Markup.escape(person.name),
        Markup("✅ %s") % said if said else None,
        words.say("Phone: {phone}", phone=person.phone) if person.phone else words.say("Phone: not given"),
        words.say("Team: {team}", team=person.unit.name),
        words.say("Also in: {teams}", teams=further) if found.teams and more <= 0 else None,
        words.many("Also in: {teams} and {number} more", "Also in: {teams} and {number} more", more, teams=further)
        if more > 0
        else None,
        words.say("🕒 {length} in all", length=words.length(found.minutes)),
        words.say("When a place comes free that you wait for: you are put in at once")
        if found.at_once
        else words.say("When a place comes free that you wait for: it is held for you, and you are asked"),
        rows=(
            (Press(words.say("Change name"), ChangeName()), Press(words.say("Change phone"), ChangePhone())),
            (Press(words.say("Change team"), ChooseTeam()), Press(words.say("Further teams"), ShowTeams())),
            (Press(language_name(person.language), ChooseLanguage()), Press(words.say("My data"), ShowPrivacy())),
            (
                Press(words.say("More about me"), ShowAboutMe()),
                Press(words.say("Qualifications"), ShowQualifications()),
            ),
            (_when_one_comes_free(words, found),),
            (Press(words.say("My record as others see it"), ShowMyRecord()),),
            (Press(words.say("When people are missing"), ShowPace()),),
            *(((Press(words.say("My honours"), ShowMyHonours()),),) if found.honours else ()),
            (_invite(words, person.unit, entrance),),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def _when_one_comes_free(words: Words, found: Profile) -> Press:
    label = words.say("Ask me first") if found.at_once else words.say("Put me in at once")
    return Press(label, SetAtOnce(at_once=not found.at_once))


def saved(words: Words) -> Markup:
    """The change is in."""
    return words.say("Saved.")


def record_found(words: Words) -> Markup:
    """A record with their number waited for them."""
    return words.say("Saved. Your hours from before are here, too.")


def record_claimed(words: Words) -> Markup:
    """Another account has found the record with their number before."""
    return words.say("Saved. Another account has found your record before: an admin will look at it.")


def _invite(words: Words, unit: Unit, entrance: Entrance) -> Invitation:
    """The way to send somebody the address that opens this person's team."""
    return Invitation(words.say("Invite a friend"), entrance(f"u{unit.id}"), join_us(words, unit))


def teams(words: Words, found: Profile, number: int, *, said: Markup | None = None) -> Screen:
    """The further teams, a page of them, each to be left."""
    shown, extent = Page(TEAMS_A_PAGE, number).of(found.teams)
    return page(
        of_so_many(words, words.say("Further teams"), extent),
        Markup("✅ %s") % said if said else None,
        None if found.teams else words.say("None yet. Join one, and you see its activities with your team's."),
        *(team.name for team in shown),
        rows=(
            (Press(words.say("Join a team"), FindTeam(), "success"),),
            *((_leave(words, team),) for team in shown),
            *page_row(words, extent, lambda to: ShowTeams(page=to)),
            (Press(words.say("‹ Profile"), ShowProfile()),),
        ),
    )


def _leave(words: Words, team: Unit) -> Press:
    return Press(words.say("Leave {team}", team=cut(team.name, LONGEST_NAME)), LeaveTeam(unit=team.id))


def no_longer_in(words: Words, unit: Unit) -> Markup:
    """The person left a further team."""
    return words.say("You are not in {team} any more.", team=unit.name)


def joined(words: Words, unit: Unit, *, already: bool) -> tuple[Screen, str]:
    """The person belongs to a further team; with the toast."""
    title = words.say("You belong to {team}", team=unit.name)
    screen = page(
        title,
        words.say("You did already.") if already else words.say("From now on you see its activities with your team's."),
        rows=(
            (Press(words.say("Activities"), ListActivities(), "success"),),
            (Press(words.say("Further teams"), ShowTeams()), Press(words.say("‹ Home"), Home())),
        ),
    )
    return screen, words.say("Nothing has changed.") if already else words.say("Joined.")


def home_team_set(words: Words, unit: Unit) -> tuple[Screen, str]:
    """The person has another home team; with the toast."""
    screen = page(
        words.say("Your team is {team}", team=unit.name),
        words.say("Hours you log count there from now on."),
        rows=(
            (Press(words.say("Activities"), ListActivities(), "success"),),
            (Press(words.say("Profile"), ShowProfile()), Press(words.say("‹ Home"), Home())),
        ),
    )
    return screen, words.say("Saved.")


def languages(words: Words, current: Language) -> Screen:
    """The choice of languages, each called what its readers call it."""
    return page(
        Markup("Language · 语言 · 語言"),
        words.say("Now: {language}", language=language_name(current)),
        rows=(
            *((Press(language_name(language), SetLanguage(language=language)),) for language in Language),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def language_set(words: Words) -> tuple[Screen, str]:
    """The language from now on, said in it; with the toast."""
    screen = page(
        words.say("From now on in English"),
        words.say("The menu of commands follows in a moment."),
        rows=((Press(words.say("‹ Home"), Home()),), (Press(words.say("Profile"), ShowProfile()),)),
    )
    return screen, words.say("Saved.")
