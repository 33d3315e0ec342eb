"""What a role asks of people, in a line: on cards, in previews, and where its leader changes it."""

from collections.abc import Iterable
from functools import reduce

from markupsafe import Markup

from handlers.showing.particulars import languages
from handlers.showing.qualifications import kind_name, level_name
from volunteering.rules.needs import Needs, Required
from volunteering.rules.roles import NewRole, ShiftRole
from words.words import Words


def needs_lines(words: Words, roles: Iterable[ShiftRole | NewRole]) -> tuple[Markup, ...]:
    """Of each role that asks for something what that is, in a line of its own."""
    return tuple(needs_line(words, role) for role in roles if not role.needs.are_none)


def needs_line(words: Words, role: ShiftRole | NewRole) -> Markup:
    """What one role asks for, behind its name."""
    asked = in_a_row(words, phrases(words, role.needs))
    if not role.name:
        return words.say("It takes: {needs}", needs=asked)
    return words.say("For {role} it takes: {needs}", role=role.name, needs=asked)


def phrases(words: Words, needs: Needs) -> tuple[Markup, ...]:
    """Everything that is asked for, a few words each."""
    return (
        *_kinds(words, needs),
        *((words.say("from {age}", age=words.number(needs.least_age)),) if needs.least_age else ()),
        *((words.say("induction"),) if needs.induction else ()),
        *((_spoken(words, needs),) if needs.languages else ()),
    )


def _kinds(words: Words, needs: Needs) -> tuple[Markup, ...]:
    named = tuple(required_name(words, required) for required in needs.kinds)
    if len(named) < 2 or not needs.any_of:
        return named
    return (reduce(lambda one, other: words.say("{one} or {other}", one=one, other=other), named),)


def _spoken(words: Words, needs: Needs) -> Markup:
    return words.say("speaks {languages}", languages=languages(words, needs.languages))


def required_name(words: Words, required: Required) -> Markup:
    """A kind of qualification, with the level from which on it will do."""
    kind = kind_name(words, required.kind)
    level = level_name(words, required.kind, required.level)
    return kind if level is None else words.say("{kind} (from {level})", kind=kind, level=level)


def in_a_row(words: Words, said: Iterable[Markup]) -> Markup:
    """Several things within a sentence, as the language separates them: `a, b, c`."""
    return reduce(lambda before, after: words.say("{before}, {after}", before=before, after=after), said)
