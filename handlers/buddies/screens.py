"""What newcomers and buddies see: each other, and the ways to say no."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.activities import ShowShift
from handlers.buttons.buddies import DeclineBuddy, GoWithout, ResumeBuddy, ShowBuddies, TakePart, WriteToBuddy
from handlers.buttons.profiles import ShowAboutMe
from handlers.buttons.signing_up import MyShifts
from handlers.showing.asking import ask_row
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, and_more, called, home_row, in_quotes, see, where
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.buddies import FIRST_SHIFTS, MOST_WORDS, BuddyPair
from volunteering.rules.enquiries import Matter
from words.words import Words, cut

SHOWN = 4
"""Pairs of one person that the screen has buttons for."""


@dataclass(frozen=True, slots=True)
class Together:
    """A pair, as one of the two sees it."""

    pair: BuddyPair
    activity: Activity
    shift: Shift
    other: str  # what the other is called
    is_newcomer: bool  # whether the reader is
    may_write: bool  # nobody under age is in it

    def entry(self, words: Words) -> Markup:
        """📅 the shift in one line."""
        return words.say("📅 {period} {title}", period=words.period(self.shift.period), title=self.activity.title)


def _name(words: Words, together: Together) -> str:
    return called(words, together.other, LONGEST_NAME)


def your_buddy(words: Words, together: Together, instead_of: str = "") -> Screen:
    """To a newcomer: who looks out for them."""
    name = _name(words, together)
    return page(
        words.say("Your buddy: {name}", name=name),
        together.entry(words),
        where(together.activity),
        words.say("{name} has it in the place of {other}.", name=name, other=called(words, instead_of, LONGEST_NAME))
        if instead_of
        else None,
        words.say("{name} has been with us for a while, has a place there, too, and looks out for you.", name=name),
        words.say("You find each other where the leader is.") if together.may_write else _tell_at_home(words),
        rows=(
            *_write_row(words, together),
            (_see(words, together),),
            *(() if together.may_write else ask_row(words, Matter.SHIFT, together.shift.id)),
            (Press(words.say("Rather without"), DeclineBuddy(pair=together.pair.id), "danger"),),
        ),
    )


def _tell_at_home(words: Words) -> Markup:
    """Of somebody under age, whose buddy their guardian is to know."""
    return words.say("Please show this at home: your parent or guardian should know who it is.")


def your_newcomer(words: Words, together: Together) -> Screen:
    """To a buddy: for whom they look out."""
    name = _name(words, together)
    return page(
        words.say("Please look out for {name}", name=name),
        together.entry(words),
        words.say("It is one of the first shifts of {name}. You know how it goes.", name=name),
        words.say(
            "Please greet {name} at the beginning, show where things are, and ask at the end how it was.", name=name
        )
        if together.may_write
        else words.say("{name} is under age: please stay where the others are, too.", name=name),
        rows=(
            *_write_row(words, together),
            (_see(words, together),),
            (Press(words.say("Not this time"), DeclineBuddy(pair=together.pair.id), "danger"),),
        ),
    )


def of_your_ward(words: Words, together: Together, ward: str) -> Screen:
    """To a guardian: who looks out for the one they answer for."""
    return page(
        words.say("Buddy of {name}: {buddy}", name=called(words, ward, LONGEST_NAME), buddy=_name(words, together)),
        together.entry(words),
        where(together.activity),
        words.say(
            "It is one of the first shifts of {name}, and {buddy} looks out for them there. {buddy} is of age, and "
            "leaders have verified that they may work with minors. The two do not write to each other here.",
            name=called(words, ward, LONGEST_NAME),
            buddy=_name(words, together),
        ),
        rows=((_see(words, together),), *ask_row(words, Matter.SHIFT, together.shift.id)),
    )


def gone(words: Words, together: Together) -> Screen:
    """To the one who stays: the other is no more in it."""
    name = _name(words, together)
    if together.is_newcomer:
        return page(
            words.say("{name} is not your buddy this time", name=name),
            together.entry(words),
            words.say("We look for somebody else. Until then the leader of the shift is there for you."),
            rows=((_see(words, together),), *ask_row(words, Matter.SHIFT, together.shift.id)),
        )
    return page(
        words.say("{name} needs no buddy any more", name=name),
        together.entry(words),
        words.say("Your own place stays as it is."),
        rows=((_see(words, together),),),
    )


def wrote(words: Words, together: Together, text: str) -> Screen:
    """What the other writes."""
    return page(
        words.say("{name} writes", name=_name(words, together)),
        together.entry(words),
        in_quotes(words, text),
        rows=(*_write_row(words, together), (_see(words, together),)),
    )


def _write_row(words: Words, together: Together) -> tuple[Row, ...]:
    if not together.may_write:
        return ()
    name = cut(called(words, together.other), LONGEST_NAME)
    return ((Press(words.say("Write to {name}", name=name), WriteToBuddy(pair=together.pair.id), "success"),),)


def _see(words: Words, together: Together) -> Press:
    return see(words, together.activity.title, ShowShift(shift=together.shift.id))


# What one says oneself


def declined(words: Words, together: Together) -> Screen:
    """The reader would rather not; who is to know is told in half a minute."""
    name = _name(words, together)
    after_all = ResumeBuddy(pair=together.pair.id)
    if together.is_newcomer:
        return page(
            words.say("You go without a buddy"),
            together.entry(words),
            words.say("{name} is told so. Nobody is chosen for your other shifts either.", name=name),
            rows=((Press(words.say("After all"), after_all),), (_see(words, together),), _mine_row(words)),
        )
    return page(
        words.say("Not this time, then"),
        together.entry(words),
        words.say("We look for somebody else, and tell {name}. Your own place stays.", name=name),
        rows=((Press(words.say("After all"), after_all),), (_see(words, together),), _mine_row(words)),
    )


def no_pair(words: Words) -> Screen:
    """It was a while ago, or it is nobody's business here."""
    return page(
        words.say("You two are no pair any more"),
        words.say("Somebody else was found, or one of you is not in the shift any more."),
        rows=((Press(words.say("My shifts"), MyShifts()),), _mine_row(words)),
    )


def enough(words: Words) -> Screen:
    """No further message goes to the other."""
    return page(
        words.say("Please say it when you meet"),
        words.say(
            "One may write {most} times here, and nobody under age is written to. Ask the leader what is urgent.",
            most=words.number(MOST_WORDS),
        ),
        rows=(*ask_row(words, Matter.TEAM), _mine_row(words)),
    )


def sent(words: Words, name: str) -> Markup:
    """It is on its way to the other."""
    return words.say("✅ Sent to {name}.", name=called(words, name, LONGEST_NAME))


def after_all(words: Words) -> Markup:
    """They are a pair as before."""
    return words.say("✅ It stays as it was.")


def takes_part(words: Words) -> Markup:
    """They may have a buddy, or be one."""
    return words.say("✅ You take part from now on.")


def keeps_out(words: Words) -> Markup:
    """They have no buddy, and are none."""
    return words.say("✅ You keep out of it from now on.")


def _mine_row(words: Words) -> Row:
    return (Press(words.say("Buddies"), ShowBuddies()),)


def buddies(words: Words, pairs: Sequence[Together], *, keeps_out: bool, said: Markup | None = None) -> Screen:
    """What it is, whether the reader takes part, and with whom they are together soon."""
    turn = (
        Press(words.say("Take part"), TakePart(), "success")
        if keeps_out
        else Press(words.say("Keep out of it"), GoWithout(), "danger")
    )
    return page(
        words.say("Buddies"),
        said,
        words.many(
            "In their first {number} shift newcomers have somebody experienced beside them, where a team wants it.",
            "In their first {number} shifts newcomers have somebody experienced beside them, where a team wants it.",
            FIRST_SHIFTS,
        ),
        words.say("You keep out of it.") if keeps_out else words.say("You take part: with a buddy, or later as one."),
        *(line for together in pairs[:SHOWN] for line in (together.entry(words), _who(words, together))),
        and_more(words, len(pairs) - SHOWN),
        rows=(
            *(row for together in pairs[:SHOWN] for row in _rows_of(words, together)),
            (turn,),
            (Press(words.say("‹ More about me"), ShowAboutMe()),),
            *home_row(words),
        ),
    )


def _who(words: Words, together: Together) -> Markup:
    name = _name(words, together)
    return (
        words.say("Your buddy: {name}", name=name)
        if together.is_newcomer
        else words.say("You look out for {name}.", name=name)
    )


def _rows_of(words: Words, together: Together) -> tuple[Row, ...]:
    name = cut(called(words, together.other), LONGEST_LABEL - 20)
    decline = Press(words.say("Not with {name}", name=name), DeclineBuddy(pair=together.pair.id), "danger")
    if not together.may_write:
        return ((decline,),)
    return ((Press(words.say("Write to {name}", name=name), WriteToBuddy(pair=together.pair.id)),), (decline,))
