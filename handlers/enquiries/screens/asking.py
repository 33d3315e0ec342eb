"""What came of asking: who has it, or what is to be waited for first."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities, ShowShift
from handlers.buttons.enquiries import ListMyEnquiries, ShowEnquiry
from handlers.buttons.home import Home
from handlers.buttons.hours import MyHours
from handlers.showing.asking import leaders_of
from handlers.showing.parts import called
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.actions.enquiries import NotAsked, TooManyOpen
from volunteering.rules.enquiries import MOST_OPEN, Topic
from volunteering.rules.volunteers import Person
from words.words import Words


def asked(words: Words, about: Markup, topic: Topic, enquiry_id: int, to: Person | None, *, anybody: bool) -> Screen:
    """It is on its way: to one person, to the leaders of a unit, or to nobody yet."""
    return page(
        words.say("Asked: {about}", about=about),
        _who_has_it(words, topic, to, anybody=anybody),
        words.say("The answer comes here, as a message."),
        rows=(
            *_to_shift(words, topic),
            (Press(words.say("See my question"), ShowEnquiry(enquiry=enquiry_id)),),
            (_home(words),),
        ),
    )


def _who_has_it(words: Words, topic: Topic, to: Person | None, *, anybody: bool) -> Markup:
    if to is not None:
        return words.say("🙋 {name} gets it now.", name=called(words, to.name))
    if anybody:
        return words.say("🙋 {leaders}: one of them answers.", leaders=leaders_of(words, topic.unit))
    return words.say("⚠️ Nobody leads there just now. It is kept, and whoever comes to lead gets it.")


def passed_on(words: Words, about: Markup, topic: Topic, to: Person | None, *, anybody: bool) -> Screen:
    """I was there: it is said."""
    return page(
        words.say("Passed on: {about}", about=about),
        _who_has_it(words, topic, to, anybody=anybody),
        words.say("Once it is put right, or answered, you hear of it here."),
        rows=((Press(words.say("My hours"), MyHours()), Press(words.say("My questions"), ListMyEnquiries())),),
    )


def nothing_to_put_right(words: Words, shift_id: int) -> Screen:
    """The roster has no no-show of theirs there, or no more."""
    return page(
        words.say("Nothing to put right"),
        words.say("✅ It does not count as missed."),
        rows=(
            (Press(words.say("My hours"), MyHours()),),
            (Press(words.say("See the activity"), ShowShift(shift=shift_id)), _home(words)),
        ),
    )


def nothing_counts(words: Words) -> Screen:
    """There is nothing to appeal against, or no more."""
    return page(
        words.say("Nothing to put right"),
        words.say("✅ No missed shift counts against you. You can sign up."),
        rows=((Press(words.say("Activities"), ListActivities()),), (_home(words),)),
    )


def not_now(words: Words, against: NotAsked) -> Screen:
    """Why it is better to wait."""
    if isinstance(against, TooManyOpen):
        said = words.many(
            "{number} question of yours waits for an answer already.",
            "{number} questions of yours wait for an answer already.",
            MOST_OPEN,
        )
        see = Press(words.say("My questions"), ListMyEnquiries())
    else:
        said = words.say("Nobody has answered there yet. It is not forgotten: it is on top of the leader's list.")
        see = Press(words.say("See my question"), ShowEnquiry(enquiry=against.enquiry_id))
    return page(words.say("Please wait for an answer first"), said, rows=((see,), (_home(words),)))


def _to_shift(words: Words, topic: Topic) -> tuple[Row, ...]:
    if topic.shift_id is None:
        return ()
    return ((Press(words.say("See the activity"), ShowShift(shift=topic.shift_id)),),)


def _home(words: Words) -> Press:
    return Press(words.say("‹ Home"), Home())
