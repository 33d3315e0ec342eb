"""What anybody is told who asks about a certificate."""

from markupsafe import Markup

from handlers.buttons.certificates import AskNumber
from handlers.buttons.home import Home
from handlers.buttons.volunteers import Register
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.certificates import Certificate, in_groups
from words.standing import day_of, period, standing
from words.words import Words


def checked(words: Words, one: Certificate, organisation: str, *, registered: bool) -> Screen:
    """How it stands, of which unit, days and hours; its holder's name, where they wish so."""
    is_kept = one.days is not None
    return page(
        words.say("Certificate {number}", number=in_groups(one.number)),
        standing(words, one),
        _by_whom(words, one, organisation if is_kept else ""),
        words.say("📅 {days}", days=period(words, one.days)) if one.days else None,
        words.say("🕒 {length} in all", length=words.length(one.minutes)) if is_kept else None,
        _whose(words, one) if one.is_valid else None,
        rows=_onward(words, registered=registered),
    )


def _by_whom(words: Words, one: Certificate, organisation: str) -> Markup:
    """When it was issued, and by whom where that is kept: of the organisation's own people it is said once."""
    day = day_of(words, one.issued_at)
    if not organisation:
        return words.say("Issued on {day}", day=day)
    if one.unit == organisation:
        return words.say("Issued on {day} by {organisation}", day=day, organisation=organisation)
    return words.say("Issued on {day} by {unit}, {organisation}", day=day, unit=one.unit, organisation=organisation)


def _whose(words: Words, one: Certificate) -> Markup:
    if one.shows_name:
        return words.say("🙋 {name}", name=one.name)
    return words.say("The name is on the certificate; its holder does not have it shown here.")


def unknown(words: Words, *, registered: bool) -> Screen:
    """There is none with that number."""
    return page(
        words.say("There is no such certificate"),
        words.say("Please compare the number letter by letter with the certificate, and type it once more."),
        rows=_onward(words, registered=registered),
    )


def _onward(words: Words, *, registered: bool) -> tuple[Row, ...]:
    home = Press(words.say("‹ Home"), Home()) if registered else Press(words.say("Register"), Register())
    return ((Press(words.say("Check another one"), AskNumber()),), (home,))
