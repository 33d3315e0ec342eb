"""How the places of a unit go round, as its admins read it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.unit_settings import ShowSettings
from handlers.showing.rows import side_by_side
from handlers.tapping.screen import Press, Screen, WayBack, page
from handlers.unit_settings.screens import SettingLine, setting_line
from volunteering.rules.fairness import decided_in
from volunteering.rules.ground.policy import Policy
from volunteering.rules.tree import Unit
from words.words import Words


def fairness(
    words: Words, unit: Unit, lines: Sequence[SettingLine], *, said: Markup | None = None, undo: Button | None = None
) -> Screen:
    """What holds in the unit, each with who has decided it; `undo` takes back what was just decided."""
    return page(
        words.say("Fair places: {unit}", unit=unit.name),
        said,
        words.say("So that places go round. Each is off until it is decided, and holds in every team below."),
        *(setting_line(words, unit, line) for line in lines),
        rows=(
            *(((Press(words.say("Undo"), undo),),) if undo else ()),
            *side_by_side(tuple(Press(words.say(line.title), line.to) for line in lines), 2),
            (WayBack(words.say("‹ Settings"), ShowSettings(unit=unit.id)),),
        ),
    )


def _numbers(value: str | None) -> tuple[int, ...]:
    decided = decided_in(value, "") if value else None
    return decided.numbers if decided else ()


def at_most(words: Words, value: str | None, _: Policy) -> Markup:
    """How many shifts ahead."""
    numbers = _numbers(value)
    return words.say("at most {number}", number=words.number(numbers[0])) if numbers else words.say("off")


def length(words: Words, value: str | None, _: Policy) -> Markup:
    """How long a rest."""
    numbers = _numbers(value)
    return words.length(numbers[0]) if numbers else words.say("off")


def at_most_long(words: Words, value: str | None, _: Policy) -> Markup:
    """How long in a week."""
    numbers = _numbers(value)
    return words.say("at most {length}", length=words.length(numbers[0])) if numbers else words.say("off")


def at_first(words: Words, value: str | None, _: Policy) -> Markup:
    """For how long newcomers come first."""
    numbers = _numbers(value)
    return words.say("for the first {length}", length=words.length(numbers[0])) if numbers else words.say("off")


def in_stages(words: Words, value: str | None, _: Policy) -> Markup:
    """Whose it is after how long."""
    numbers = _numbers(value)
    if len(numbers) < 2:
        return words.say("off")
    above, everybody = (words.length(minutes) for minutes in numbers)
    return words.say(
        "own team, the unit above after {above}, everybody after {everybody}", above=above, everybody=everybody
    )


def days_before(words: Words, value: str | None, _: Policy) -> Markup:
    """How many days before the start it opens."""
    numbers = _numbers(value)
    return words.many("{number} day before", "{number} days before", numbers[0]) if numbers else words.say("off")


def before_start(words: Words, value: str | None, _: Policy) -> Markup:
    """How long before the start something ends."""
    numbers = _numbers(value)
    return words.say("{length} before the start", length=words.length(numbers[0])) if numbers else words.say("off")


def saved(words: Words) -> Markup:
    """It holds from now on; nobody loses a place by it."""
    return words.say("✅ Saved. Whoever has a place keeps it.")


def saved_of_many(words: Words, people: int) -> Markup:
    """The same, where so many have more than is allowed from now on."""
    return words.many(
        "✅ Saved. {number} person has more than that ahead, and keeps it.",
        "✅ Saved. {number} people have more than that ahead; they keep them.",
        people,
    )


def put_back(words: Words) -> Markup:
    """It is as it was."""
    return words.say("✅ It is as it was before.")
