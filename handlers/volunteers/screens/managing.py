"""What came of changing somebody's standing or roles: a line above the card or the list."""

from markupsafe import Markup

from handlers.volunteers.screens.directory import post_line
from volunteering.rules.tree import Post, Role, Unit
from words.words import Words


def suspended(words: Words, places: int) -> Markup:
    """The sign-ups are on hold; so many places stay."""
    return (
        words.say("✅ On hold from now on. Places already taken stay.")
        if places
        else words.say("✅ On hold from now on.")
    )


def restored(words: Words) -> Markup:
    """They are open again."""
    return words.say("✅ Sign-ups are open again.")


def role_set(words: Words, unit: Unit, role: Role | None) -> Markup:
    """The role is given, or ended."""
    if role is None:
        return words.say("✅ No role in {team} any more.", team=unit.name)
    return words.say("✅ Now {role}.", role=post_line(words, Post(unit=unit, role=role)))


def undone(words: Words, count: int) -> Markup:
    """So many no-shows count no more."""
    return words.many("✅ {number} no-show undone.", "✅ {number} no-shows undone.", count)


def not_a_no_show(words: Words) -> Markup:
    """There was nothing to undo: somebody else was quicker."""
    return words.say("That one does not count any more.")


def as_before(words: Words) -> Markup:
    """Nothing was to be changed."""
    return words.say("It was like that already.")


def not_oneself(words: Words) -> Markup:
    """It takes another admin."""
    return words.say("⚠️ You can't decide that about yourself: it takes another admin.")


def has_left(words: Words) -> Markup:
    """There is nobody to change anything for."""
    return words.say("⚠️ That is not possible: this person has left.")


def out_of_reach(words: Words) -> Markup:
    """A role or a team of theirs is above the reader's."""
    return words.say("⚠️ That takes an admin of all of their teams, such as one of the unit above yours.")
