"""The bodily risk of an activity, read and agreed to: before signing up, or by those who are in it."""

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.signing_up import AgreeAndTake, AgreeToRisk
from handlers.showing import parts
from handlers.showing.asking import ask_row
from handlers.showing.risks import insured
from handlers.showing.roles import your_role
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from volunteering.rules.consenting import ToAgree
from volunteering.rules.enquiries import Matter
from volunteering.rules.risk import Risk
from volunteering.rules.signing_up import SignUpState
from words.words import Words


def before_signing_up(words: Words, outcome: ToAgree) -> Screen:
    """Nothing is done before this is agreed to."""
    facts, shift = outcome.facts, outcome.facts.shift
    role = facts.role.id if facts.role else None
    agree = AgreeAndTake(shift=shift.id, role=role, checksum=outcome.risk.checksum)
    return page(
        words.say("Before you sign up: {title}", title=facts.activity.title),
        parts.when_and_how_long(words, shift),
        your_role(words, facts.role),
        *_to_read(words, outcome),
        words.say("You are on the waiting list once you agree.")
        if facts.room.is_full
        else words.say("You are signed up once you agree."),
        rows=(*_agree_row(words, agree), *_other_rows(words, outcome)),
    )


def of_ones_own(words: Words, outcome: ToAgree) -> Screen:
    """The same of a shift that the reader is in or waits for: it is theirs whether they agree or not."""
    facts, shift = outcome.facts, outcome.facts.shift
    waits = facts.mine is not None and facts.mine.state is SignUpState.WAITING
    agree = AgreeToRisk(shift=shift.id, checksum=outcome.risk.checksum)
    return page(
        words.say("Please read this: {title}", title=facts.activity.title),
        parts.when_and_how_long(words, shift),
        *_to_read(words, outcome),
        words.say("You keep your number. A place goes only to those who agree.")
        if waits
        else words.say("You keep your place. Until you agree, your leader sees that you have not."),
        rows=(
            *_agree_row(words, agree),
            *_other_rows(words, outcome),
            *(() if shift.has_begun(words.now) else (parts.leave_row(words, shift.id, waits=waits),)),
        ),
    )


def _to_read(words: Words, outcome: ToAgree) -> tuple[Markup | None, ...]:
    return (
        words.say("⚠️ It was changed while you read. Please read it again.") if outcome.outdated else None,
        *notice_lines(words, outcome.risk),
    )


def notice_lines(words: Words, risk: Risk) -> tuple[Markup, ...]:
    """What may happen, as its leader states it, and the insurance."""
    return (
        words.say("This may put your body at risk. Its leader writes:"),
        Markup("<blockquote>%s</blockquote>") % risk.notice,
        insured(words, risk.insurance),
    )


def _agree_row(words: Words, agree: AgreeAndTake | AgreeToRisk) -> tuple[Row, ...]:
    return ((Press(words.say("I agree to this"), agree, "success"),),)


def _other_rows(words: Words, outcome: ToAgree) -> tuple[Row, ...]:
    shift = outcome.facts.shift
    return (*ask_row(words, Matter.SHIFT, shift.id), (WayBack(words.say("‹ Back"), ShowShift(shift=shift.id)),))


def agreed(words: Words) -> Markup:
    """What was just done, above the card."""
    return words.say("✅ You agreed to the risk.")
