"""Taking a unit away, and merging it into another: what is asked before, what moves, and what came of it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.tree import MergeUnit, RemoveUnit
from handlers.tapping.screen import Press, Screen, page
from handlers.tree.screens.units import back_to
from volunteering.rules.tree import Holdings, Unit
from words.words import Words


def ask_remove(words: Words, unit: Unit) -> Screen:
    """The second question, of a unit with nothing in it."""
    return page(
        words.say("Remove {team}?", team=unit.name),
        words.say("Nobody and nothing is in it. Its invite links end."),
        rows=((back_to(words, unit),), (Press(words.say("Remove"), RemoveUnit(unit=unit.id), "danger"),)),
    )


def not_empty(words: Words, unit: Unit, held: Holdings) -> Screen:
    """Why it can't be taken away, and what can be done instead."""
    return page(
        words.say("{team} is not empty", team=unit.name),
        *_held(words, held),
        words.say("Merge it into another team: everything in it moves there."),
        rows=((Press(words.say("Merge"), MergeUnit(unit=unit.id), "success"),), (back_to(words, unit),)),
    )


def removed(words: Words, unit: Unit) -> Markup:
    """It is gone, above the unit that it was in."""
    return words.say("✅ {team} has been removed.", team=unit.name)


def top_stays(words: Words) -> Markup:
    """Everything hangs under it."""
    return words.say("⚠️ This is the top of the tree: it stays.")


def will_merge(words: Words, unit: Unit, into: Unit, held: Holdings) -> Markup:
    """What moves, what becomes of links and totals, and that it is for good."""
    lines = (
        Markup("<b>%s</b>") % words.say("{team} becomes a part of {into}", team=unit.name, into=into.name),
        *_held(words, held),
        words.say("Whoever leads {team} leads {into} then, and everything below it.", team=unit.name, into=into.name)
        if held.posts
        else None,
        words.say("Its past months count for {into}. The totals above stay as they are.", into=into.name),
        words.say("Its invite links lead to {into}. Everybody is told once.", into=into.name),
        words.say("⚠️ This can't be undone."),
    )
    return Markup("\n").join(line for line in lines if line)


def _held(words: Words, held: Holdings) -> Sequence[Markup]:
    """What is in a unit, each kind in a line."""
    counted = (
        (held.people, words.many("👥 {number} person", "👥 {number} people", held.people)),
        (held.former, words.many("{number} who has left", "{number} who have left", held.former)),
        (held.members, words.many("{number} as a further team", "{number} as a further team", held.members)),
        (held.posts, words.many("{number} leader or admin", "{number} leaders and admins", held.posts)),
        (held.below, words.many("🏷 {number} team right below", "🏷 {number} teams right below", held.below)),
        (held.ahead, words.many("📅 {number} activity ahead", "📅 {number} activities ahead", held.ahead)),
        (held.past, words.many("{number} past activity", "{number} past activities", held.past)),
        (
            held.claims,
            words.many("🕒 {number} line of logged hours", "🕒 {number} lines of logged hours", held.claims),
        ),
    )
    return [line for number, line in counted if number]


def merged(words: Words, name: str, told: int) -> Markup:
    """It is done, above the unit that has everything now."""
    if not told:
        return words.say("✅ {team} is a part of this team now.", team=name)
    return words.many(
        "✅ {team} is a part of this team now. {number} person is told.",
        "✅ {team} is a part of this team now. {number} people are told.",
        told,
        team=name,
    )


def not_there(words: Words, unit: Unit, why: Markup) -> Screen:
    """It can't be merged into the one that was chosen."""
    return page(
        words.say("Not into that one"),
        why,
        rows=((Press(words.say("Another team"), MergeUnit(unit=unit.id), "success"),), (back_to(words, unit),)),
    )


def into_itself(words: Words) -> Markup:
    """The other one is the unit itself, or below it."""
    return words.say("A team cannot become a part of itself, or of a team below it.")


def two_of_a_name(words: Words, name: str) -> Markup:
    """A unit below the one has the name of one below the other."""
    return words.say("Both have a team {team} below them. Rename one of the two first.", team=name)
