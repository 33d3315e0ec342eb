"""Whose role is which on a roster: a heading above the people of each, and a word beside a name."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from storage.views.attendance.rosters import Signed
from volunteering.rules.attendance import RosterLine
from words.words import Words, cut

LONGEST_ROLE = 12  # beside a name on a button, in characters


def under_headings(words: Words, people: Iterable[tuple[int, Signed, Markup]]) -> Iterator[Markup]:
    """The lines of numbered people; above the first of each role its name, and whether they wait for it."""
    before: tuple[bool, str] | None = None
    for _, signed, line in people:
        here = signed.waits, signed.line.role
        if here != before and signed.line.role:
            yield _heading(words, signed)
        before = here
        yield line


def _heading(words: Words, signed: Signed) -> Markup:
    if signed.waits:
        return Markup("<b>%s</b>") % words.say("Waiting for {role}", role=signed.line.role)
    return Markup("<b>%s</b>") % signed.line.role


def with_role(words: Words, said: Markup, line: RosterLine) -> Markup:
    """What a button says of somebody, and what they do in a shift with roles: behind it, where it may be cut off."""
    return words.listed((said, cut(line.role, LONGEST_ROLE))) if line.role else said
