"""Sending somebody here: the address that is opened, and words that are worth sending along with it."""

from markupsafe import Markup

from handlers.showing.parts import LONGEST_NAME, LONGEST_TITLE
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Invitation
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.tree import Unit
from words.words import Words, cut, plain


def tell_a_friend(words: Words, activity: Activity, entrance: Entrance, shift: Shift | None = None) -> Invitation:
    """The way to send somebody the address that opens this activity, with a few words; of this shift, if one."""
    return Invitation(
        words.say("Tell a friend"), entrance(f"a{activity.id}"), plain(_come_along(words, activity, shift))
    )


def _come_along(words: Words, activity: Activity, shift: Shift | None) -> Markup:
    title, place = cut(activity.title, LONGEST_TITLE), cut(activity.venue, LONGEST_NAME)
    if shift is None:
        return words.say("{title}, {place}. Will you come along? Open the link to sign up.", title=title, place=place)
    start = shift.period.start.astimezone(words.zone)
    return words.say(
        "{title}: {day}, {time}, {place}. Will you come along? Open the link to sign up.",
        title=title,
        day=words.long_day(start.date()),
        time=f"{start:%H:%M}",
        place=place,
    )


def join_us(words: Words, unit: Unit) -> str:
    """Words to go with the address that registers somebody in a unit."""
    return plain(
        words.say(
            "Volunteer with us at {team}: see what is coming up near you, sign up with one tap, and have your hours "
            "kept for you. Open the link and register, it takes a minute.",
            team=cut(unit.name, LONGEST_TITLE),
        )
    )
