"""One's own certificates: getting one, and what can be done with it."""

from datetime import datetime

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.certificates import (
    AskWithdrawCertificate,
    GetCertificate,
    ListMyCertificates,
    OpenCertificate,
    SendCertificate,
    SetNameShown,
    ShowMyCertificate,
    TypeDays,
    WithdrawCertificate,
)
from handlers.buttons.home import Home
from handlers.buttons.hours import MyHours
from handlers.buttons.service_records import SendMyRecord
from handlers.buttons.volunteers import ChangeName
from handlers.certificates.screens.lines import in_short
from handlers.showing.asking import ask_row
from handlers.showing.parts import LONGEST_LABEL, of_so_many, page_row
from handlers.showing.record_laws import record_name
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.certificates import CertificatePage
from volunteering.rules.certificates import MOST_A_DAY, Certificate, CertifiedDays, EndedBy, PeriodKind, in_groups
from volunteering.rules.enquiries import Matter
from volunteering.rules.record_laws import RecordLaw
from words.standing import period, standing
from words.words import Words, cut

PAGE = 5
"""How many certificates a page shows."""


def no_days(words: Words, typed: str) -> Markup:
    """What was typed behind the command is no days that are over."""
    return words.say(
        "“{text}” is no past day or period that I understand. Please choose below.", text=cut(typed, LONGEST_LABEL)
    )


def choose(words: Words, law: RecordLaw | None, *, said: Markup | None = None) -> Screen:
    """For which days it is to be, at a tap or typed; where a law asks for a record, too, it is a tap away."""
    record = ((Press(record_name(words, law), SendMyRecord()),),) if law else ()
    return page(
        words.say("Certificate of your service"),
        said,
        words.say("A PDF, and the same as a picture: your hours, each with its day, place and activity."),
        words.say("Anybody can check it by its number. It costs nothing."),
        rows=(
            (Press(words.say("Get the certificate"), GetCertificate(), "success"),),
            (
                Press(words.say("This year"), GetCertificate(days=PeriodKind.THIS_YEAR)),
                Press(words.say("Last year"), GetCertificate(days=PeriodKind.LAST_YEAR)),
            ),
            (Press(words.say("Other days"), TypeDays()),),
            (Press(words.say("My certificates"), ListMyCertificates()),),
            *record,
            (WayBack(words.say("‹ My hours"), MyHours()), Press(words.say("‹ Home"), Home())),
        ),
    )


def nothing_served(words: Words, days: CertifiedDays) -> Screen:
    """There is nothing to certify, and no reproach in it."""
    return page(
        words.say("No hours there yet"),
        words.listed((period(words, days),)),
        words.say("Once a leader has confirmed a shift of yours, your certificate is one tap away."),
        rows=(
            (Press(words.say("Activities"), ListActivities(), "success"),),
            (WayBack(words.say("‹ Other days"), OpenCertificate()), WayBack(words.say("‹ My hours"), MyHours())),
        ),
    )


def not_named(words: Words, name: str) -> Screen:
    """Nobody could read whose it is: they write their name with letters first."""
    return page(
        words.say("Your name needs letters"),
        words.say(
            "You are called {name} here. On paper there are no emoji, and a certificate says whose it is.", name=name
        ),
        words.say("Please write your name with letters; then the certificate is one tap away."),
        rows=(
            (Press(words.say("Change name"), ChangeName(), "success"),),
            (WayBack(words.say("‹ Other days"), OpenCertificate()), Press(words.say("‹ Home"), Home())),
        ),
    )


def enough_for_now(words: Words, until: datetime) -> Screen:
    """They have so many new ones that the next has to wait; those they have are sent again as often as they like."""
    return page(
        words.say("Enough new certificates for today"),
        words.many(
            "You got {number} new certificate since yesterday.",
            "You got {number} new certificates since yesterday.",
            MOST_A_DAY,
        ),
        words.say("The next one: from {time} on.", time=words.moment(until)),
        words.say("Those you have are sent again at any time."),
        rows=(
            (Press(words.say("My certificates"), ListMyCertificates(), "success"),),
            (WayBack(words.say("‹ My hours"), MyHours()), Press(words.say("‹ Home"), Home())),
        ),
    )


def sent(words: Words, one: Certificate) -> Screen:
    """The files come below."""
    return page(
        words.say("Your certificate"),
        *_lines(words, one),
        words.say("Its number: {number}", number=in_groups(one.number)),
        rows=(
            (Press(words.say("Show name, withdraw"), ShowMyCertificate(certificate=one.id)),),
            (WayBack(words.say("‹ My certificates"), ListMyCertificates()), Press(words.say("‹ Home"), Home())),
        ),
    )


def _lines(words: Words, one: Certificate) -> tuple[Markup | None, ...]:
    return (
        words.say("📅 {days}", days=period(words, one.days)) if one.days else None,
        words.say("🕒 {length} in all", length=words.length(one.minutes)),
        standing(words, one),
    )


def certificates(words: Words, found: CertificatePage) -> Screen:
    """Those one has, the newest first."""
    nothing = words.say("That was all.") if found.extent.number else words.say("None yet. It is there at a tap.")
    rows = (
        *((_to_one(words, one),) for one in found.certificates),
        *page_row(words, found.extent, lambda number: ListMyCertificates(page=number)),
        (Press(words.say("A new one"), OpenCertificate(), None if found.certificates else "success"),),
        (Press(words.say("‹ Home"), Home()),),
    )
    title = of_so_many(words, words.say("My certificates"), found.extent)
    return page(title, None if found.certificates else nothing, rows=rows)


def _to_one(words: Words, one: Certificate) -> Press:
    return Press(cut(in_short(words, one), LONGEST_LABEL), ShowMyCertificate(certificate=one.id))


def certificate(words: Words, one: Certificate, *, said: Markup | None = None) -> Screen:
    """One of them, and what can be done with it."""
    turned_down = one.ended_by is EndedBy.ADMIN
    shown = (
        words.say("Whoever checks it reads your name.")
        if one.shows_name
        else words.say("Whoever checks it does not read your name.")
    )
    return page(
        words.say("Certificate {number}", number=in_groups(one.number)),
        said,
        *_lines(words, one),
        words.say("Reason: {reason}", reason=one.reason) if one.reason else None,
        shown if one.is_valid else None,
        words.say("Somebody who is named in it had their data erased, so it can't be made again.")
        if one.signed is None
        else None,
        rows=(
            *_ways_on(words, one),
            *(ask_row(words, Matter.TEAM) if turned_down else ()),
            (WayBack(words.say("‹ My certificates"), ListMyCertificates()),),
            *(
                ((Press(words.say("Withdraw the certificate"), AskWithdrawCertificate(certificate=one.id), "danger"),),)
                if one.is_valid
                else ()
            ),
        ),
    )


def _ways_on(words: Words, one: Certificate) -> tuple[Row, ...]:
    if not one.is_valid:
        return ((Press(words.say("Get a new one"), OpenCertificate(), "success"),),)
    again = Press(words.say("Send the certificate again"), SendCertificate(certificate=one.id), "success")
    label = words.say("Hide my name") if one.shows_name else words.say("Show my name")
    name = Press(label, SetNameShown(certificate=one.id, shows=not one.shows_name))
    anew = Press(words.say("Get a new one"), OpenCertificate(), "success")
    return ((again if one.signed else anew,), (name,))


def name_set(words: Words, *, shows: bool) -> Markup:
    """Whether it is shown from now on."""
    if shows:
        return words.say("✅ Your name is shown to whoever checks it.")
    return words.say("✅ Your name is not shown any more.")


def ask_withdraw(words: Words, one: Certificate) -> Screen:
    """The second question before it holds no more."""
    return page(
        words.say("Withdraw this certificate?"),
        *_lines(words, one),
        words.say("Whoever checks it is told that you have withdrawn it. This can't be undone; you can get a new one."),
        rows=(
            (Press(words.say("‹ Keep it"), ShowMyCertificate(certificate=one.id)),),
            (Press(words.say("Yes, withdraw it"), WithdrawCertificate(certificate=one.id), "danger"),),
        ),
    )


def withdrawn(words: Words) -> Markup:
    """It holds no more."""
    return words.say("✅ Withdrawn.")


def ended_before(words: Words) -> Markup:
    """It had ended before the tap."""
    return words.say("⚠️ It is not valid any more.")
