"""How a qualification reads, wherever it is shown."""

from datetime import date, timedelta

from markupsafe import Markup

from handlers.showing.qualifications import good_until, named
from volunteering.rules.qualifications import REMINDED_AHEAD, Evidence, EvidenceKind, Qualification, QualificationState
from words.words import Words, plain

SOON = timedelta(days=max(REMINDED_AHEAD))


def what(words: Words, one: Qualification) -> Markup:
    """What it is: its kind and level."""
    return named(words, one.kind, one.level)


def ends_soon(one: Qualification, today: date) -> bool:
    """Whether it has ended, or does so soon enough to be seen to."""
    return one.expires_on is not None and one.expires_on - today <= SOON


def in_one_line(words: Words, one: Qualification) -> Markup:
    """What it is, and how it stands."""
    it = what(words, one)
    match one.state:
        case QualificationState.PENDING:
            return words.say("⏳ {qualification}: waits for a leader", qualification=it)
        case QualificationState.REJECTED:
            return words.say("⚠️ {qualification}: not accepted", qualification=it)
        case _ if one.expires_on is None:
            return Markup("✅ %s") % it
    day = words.long_day(one.expires_on)
    if one.expires_on < words.today:
        return words.say("⚠️ {qualification}: ended on {date}", qualification=it, date=day)
    if ends_soon(one, words.today):
        return words.say("⚠️ {qualification}: good until {date}", qualification=it, date=day)
    return words.say("✅ {qualification}: good until {date}", qualification=it, date=day)


def waiting_line(words: Words, number: int) -> Markup:
    """How many of others wait for the reader."""
    return words.many("⚠️ {number} waits to be verified", "⚠️ {number} wait to be verified", number)


def particulars(words: Words, one: Qualification) -> tuple[Markup | None, ...]:
    """Number, day, and to when it is good."""
    return (
        words.say("Number: {number}", number=one.number) if one.number else None,
        words.say("Issued on {date}", date=words.long_day(one.issued_on)),
        good_until(words, one.expires_on or one.kind.ends(one.issued_on)),
    )


def still_held(words: Words, one: Qualification) -> Markup:
    """What its person has had before, and has, although a later one is not accepted."""
    it = what(words, one)
    if one.expires_on is None:
        return words.say("The earlier one still holds: {qualification}.", qualification=it)
    return words.say(
        "The earlier one holds until {date}: {qualification}.", date=words.long_day(one.expires_on), qualification=it
    )


def sent_with(words: Words, evidence: Evidence | None) -> Markup:
    """Whether a photo or a file goes with it."""
    if evidence is None:
        return words.say("Without a photo")
    return words.say("With a photo") if evidence.kind is EvidenceKind.PHOTO else words.say("With a file")


def validity(words: Words, months: int) -> str:
    """How long one holds: `for ever`, `2 years`, `18 months`."""
    if not months:
        return words.say("for ever")
    if months % 12:
        return words.many("{number} month", "{number} months", months)
    return words.many("{number} year", "{number} years", months // 12)


def needed(words: Words, *, it: bool) -> str:
    """Whether a photo or file is needed."""
    return plain(words.say("A photo or file is needed") if it else words.say("It works without one"))
