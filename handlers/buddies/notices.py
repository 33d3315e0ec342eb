"""Told to newcomers and those who look out for them: each other, that one isn't there, and what the other writes."""

from handlers.buddies import screens
from handlers.buddies.screens import Together
from handlers.buddies.together import together_of
from handlers.noticing.writing import Notices, Reading
from handlers.tapping.screen import Screen
from volunteering.rules.activities import is_on
from volunteering.rules.buddies import BuddyPair, Ending
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyOfWard, BuddyWrote
from volunteering.rules.signing_up import SignUpState

notices = Notices()


@notices.written(BuddyChosen)
async def buddy_chosen(reading: Reading, notice: BuddyChosen) -> Screen | None:
    """Where they are a pair, and the shift is ahead."""
    together = await _ahead(reading, notice.pair_id)
    if together is None:
        return None
    if not together.is_newcomer:
        return screens.your_newcomer(reading.words, together)
    before = await reading.name_of(notice.instead_of) if notice.instead_of else ""
    return screens.your_buddy(reading.words, together, before)


async def _ahead(reading: Reading, pair_id: int, reader_id: int | None = None) -> Together | None:
    pair = await reading.records.buddies.get(pair_id)
    together = await _together(reading, pair, reader_id) if pair and pair.is_one else None
    return together if together and await _are_both_in(reading, together.pair) else None


async def _together(reading: Reading, pair: BuddyPair, reader_id: int | None = None) -> Together | None:
    """The pair, where its shift takes place and has not begun."""
    together = await together_of(reading.records, pair, reader_id or reading.owed.person_id, reading.moment)
    if together is None or not is_on(together.activity, together.shift) or together.shift.has_begun(reading.words.now):
        return None
    return together


async def _are_both_in(reading: Reading, pair: BuddyPair) -> bool:
    both = [await reading.records.sign_ups.mine(pair.shift_id, one) for one in (pair.newcomer_id, pair.buddy_id)]
    return all(mine is not None and mine.state is SignUpState.CONFIRMED for mine in both)


@notices.written(BuddyGone)
async def buddy_gone(reading: Reading, notice: BuddyGone) -> Screen | None:
    """Where the reader still has their place, nobody else is their buddy, and they don't want to go without."""
    pair = await reading.records.buddies.get(notice.pair_id)
    if pair is None or pair.is_one or pair.ended in {Ending.OFF, Ending.MOVED}:
        return None
    together = await _together(reading, pair)
    mine = await reading.records.sign_ups.mine(pair.shift_id, reading.owed.person_id)
    if together is None or mine is None or mine.state is not SignUpState.CONFIRMED:
        return None
    others = await reading.records.buddies.ahead_of(reading.owed.person_id, reading.words.now)
    if any((one.shift_id, one.newcomer_id) == (pair.shift_id, pair.newcomer_id) for one in others):
        return None
    return screens.gone(reading.words, together)


@notices.written(BuddyOfWard)
async def buddy_of_ward(reading: Reading, notice: BuddyOfWard) -> Screen | None:
    """Where they are a pair, and the reader still answers for the newcomer."""
    pair = await reading.records.buddies.get(notice.pair_id)
    if pair is None:
        return None
    reader = await reading.records.people.get(reading.owed.person_id)
    known = await reading.records.guardians.of_ward(pair.newcomer_id)
    if reader is None or known is None or known.telegram_id is None or known.telegram_id != reader.telegram_id:
        return None
    together = await _ahead(reading, notice.pair_id, pair.newcomer_id)
    return screens.of_your_ward(reading.words, together, known.ward_name) if together else None


@notices.written(BuddyWrote)
async def buddy_wrote(reading: Reading, notice: BuddyWrote) -> Screen | None:
    """Where it is there still, and the shift is not over."""
    line = await reading.records.buddies.line(notice.line_id)
    if line is None or not line.text or not line.pair.is_one:
        return None
    words = reading.words
    together = await together_of(reading.records, line.pair, reading.owed.person_id, reading.moment)
    if together is None or not together.shift.is_ahead(words.now):
        return None
    return screens.wrote(words, together, line.text)
