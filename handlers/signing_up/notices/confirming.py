"""Told about shifts that were moved: to confirm, that a place was offered on; and to those in charge, of whom."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.noticing.parts import LISTED, entry, more, roster_row
from handlers.noticing.writing import Notices, Reading, WrittenNotice, activity_and_shift, is_in
from handlers.showing.asking import ask_row
from handlers.showing.parts import called, when_and_how_long, where
from handlers.showing.roles import room
from handlers.signing_up.notices.lost_places import coming_back
from handlers.signing_up.notices.places import for_whoever_asks, somebody_may_have_one
from handlers.signing_up.screens.confirming import ask
from handlers.tapping.screen import Press, Screen, page
from storage.rows.moves import note_asked
from volunteering.actions.signing_up.confirming import question_of
from volunteering.rules.activities import is_on
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.signing_up import MovedBack, NotConfirmed, PlaceLapsed, PleaseConfirm
from volunteering.rules.signing_up import Facts, SignUpState
from words.words import Words

notices = Notices()


@notices.written(PleaseConfirm)
async def please_confirm(reading: Reading, notice: PleaseConfirm) -> WrittenNotice | None:
    """Where the reader has still to confirm it, and has not begun: what was moved with it, too."""
    facts = await reading.facts(notice.shift_id)
    question = await question_of(reading.records, facts, reading.moment) if facts else None
    if question is None:
        return None
    return WrittenNotice(ask(reading.words, question), once_sent=lambda tx: note_asked(tx, question))


@notices.written(PlaceLapsed)
async def place_lapsed(reading: Reading, notice: PlaceLapsed) -> Screen | None:
    """Where the shift is ahead, and the reader has not come back."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    return _offered_on(reading.words, facts, reading.moment) if is_in(facts, SignUpState.LEFT) else None


def _offered_on(words: Words, facts: Facts, moment: Moment) -> Screen:
    """We did not hear from the reader; how they come back."""
    activity, shift = activity_and_shift(facts)
    back = coming_back(words, facts, moment)
    return page(
        words.say("Your place was offered on: {title}", title=activity.title),
        when_and_how_long(words, shift),
        words.say("It was moved, and we did not hear in time whether you still come. Nobody holds that against you."),
        back.against or words.say("If you can come after all, you are welcome."),
        rows=(
            back.row,
            (Press(words.say("Other activities"), ListActivities()),),
            *ask_row(words, Matter.SHIFT, shift.id),
        ),
    )


@notices.written(MovedBack)
async def moved_back(reading: Reading, notice: MovedBack) -> Screen | None:
    """Where the shift is ahead, and the reader neither has a place nor waits."""
    facts = await reading.facts(notice.shift_id)
    if facts is None or not facts.is_on or facts.shift.has_begun(reading.words.now):
        return None
    return _back_without_a_place(reading.words, facts, reading.moment) if is_in(facts, SignUpState.LEFT) else None


def _back_without_a_place(words: Words, facts: Facts, moment: Moment) -> Screen:
    """It is as it was, and nothing is held for the reader: a place may be free all the same."""
    activity, shift = activity_and_shift(facts)
    back = coming_back(words, facts, moment)
    if_not = (
        words.say("A place is free: whoever asks first gets it.")
        if back.is_free
        else words.say("Your place is somebody else's by now. We are sorry for the back and forth.")
    )
    return page(
        words.say("As it was before: {title}", title=activity.title),
        when_and_how_long(words, shift),
        where(activity),
        back.against or if_not,
        rows=(
            back.row,
            (Press(words.say("Other activities"), ListActivities()),),
            *ask_row(words, Matter.SHIFT, shift.id),
        ),
    )


# To those in charge


@notices.written(NotConfirmed)
async def not_confirmed(reading: Reading, notice: NotConfirmed) -> Screen | None:
    """Of those who have not come back, where the shift is ahead, and the reader leads there."""
    found = await reading.records.activities.shift(notice.shift_id)
    if found is None or not is_on(*found) or found[1].has_begun(reading.words.now) or not await reading.leads(found[0]):
        return None
    every = [await reading.facts(notice.shift_id, number) for number in notice.person_ids]
    gone = [facts for facts in every if facts and is_in(facts, SignUpState.LEFT)]
    names = [await reading.name_of(facts.mine.person_id) for facts in gone if facts.mine]
    return _have_not_confirmed(reading.moment, reading.words, gone[0], names) if gone else None


def _have_not_confirmed(moment: Moment, words: Words, facts: Facts, names: Sequence[str]) -> Screen:
    """Who was asked whether they still come and said nothing, shortly before the start."""
    return page(
        words.many("{number} person has not confirmed", "{number} people have not confirmed", len(names)),
        entry(words, facts.activity, facts.shift),
        *(Markup("🙋 %s") % called(words, name) for name in names[:LISTED]),
        more(words, len(names)),
        room(words, facts.capacity, facts.roles),
        words.say("It was moved, and their places are free now."),
        for_whoever_asks(words, facts.shift, moment) if somebody_may_have_one(facts) else None,
        rows=(roster_row(words, facts.shift),),
    )
