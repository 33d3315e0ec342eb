"""How a certificate stands, and of which days it is: the bot and the public page say it in the same words."""

from datetime import datetime

from markupsafe import Markup

from volunteering.rules.certificates import Certificate, CertificateState, CertifiedDays, EndedBy
from volunteering.rules.ground.periods import local_day
from words.words import Words


def period(words: Words, days: CertifiedDays) -> Markup:
    """From when to when."""
    if days.first is None:
        return words.say("Up to {last}", last=words.long_day(days.last))
    return words.days(days.first, days.last)


def short_period(words: Words, days: CertifiedDays) -> Markup:
    """The same in figures, for a button: `2026-01-01–12-01`."""
    last = days.last.isoformat()
    if days.first is None:
        return words.say("Up to {last}", last=last)
    return Markup("%s–%s") % (days.first, last.removeprefix(f"{days.first.year}-"))


def day_of(words: Words, at: datetime) -> Markup:
    """The local date of an instant."""
    return words.long_day(local_day(at, words.zone))


def standing(words: Words, one: Certificate) -> Markup:
    """Whether it holds; if not, since when, and by whom."""
    if one.is_valid or one.ended_at is None:
        return words.say("✅ It is valid.")
    day = day_of(words, one.ended_at)
    if one.state is CertificateState.REPLACED:
        return words.say("⚠️ Replaced on {day}: since then the record of these hours says something else.", day=day)
    match one.ended_by:
        case EndedBy.ADMIN:
            return words.say("⚠️ Withdrawn on {day} by the organisation.", day=day)
        case EndedBy.ERASURE:
            return words.say("⚠️ Withdrawn on {day}: nothing of what it said is kept here any more.", day=day)
        case _:
            return words.say("⚠️ Withdrawn on {day} by its holder.", day=day)
