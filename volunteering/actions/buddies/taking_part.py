"""What newcomers and buddies do themselves: not this time, after all, none at all, a word to the other."""

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.activities import Shift, is_on
from volunteering.rules.buddies import MOST_WORDS, BuddyPair, Ending, is_under_age, why_ended
from volunteering.rules.changes import SETTLES
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import BuddyWords
from volunteering.rules.notices.buddies import BuddyWrote
from volunteering.rules.volunteers import Person


class NoPair(Model):
    """The two are none any more, or it isn't the reader's business, or the shift has begun."""


class Declined(Model):
    """It is another's turn: not this time, or none at all for a newcomer."""

    pair: BuddyPair


class Resumed(Model):
    """They are a pair after all."""

    pair: BuddyPair


class Written(Model):
    """It is on its way to the other."""

    to_id: int


class EnoughWritten(Model):
    """As often as one may, or of somebody under age, with whom nobody writes here."""

    pair: BuddyPair


async def decline(records: Records, person: Person, pair_id: int, moment: Moment) -> Declined | NoPair:
    """Not this time, of a buddy; of a newcomer: rather without any. Who is to know is told in half a minute."""
    pair = await records.buddies.get(pair_id)
    if pair is None or not pair.is_one or pair.other(person.id) is None or await _has_begun(records, pair, moment):
        return NoPair()
    as_newcomer = pair.newcomer_id == person.id
    records.buddies.end(
        pair.id, Ending.NEWCOMER_DECLINED if as_newcomer else Ending.BUDDY_DECLINED, moment.now, told=False
    )
    if as_newcomer:
        records.buddies.keep_out(person.id, moment.now)
    return Declined(pair=pair)


async def _has_begun(records: Records, pair: BuddyPair, moment: Moment) -> bool:
    found = await records.activities.shift(pair.shift_id)
    return found is None or not is_on(*found) or found[1].has_begun(moment.now)


async def resume(records: Records, person: Person, pair_id: int, moment: Moment) -> Resumed | NoPair:
    """Look out for them after all, or have somebody do it: as long as nobody else was told."""
    pair = await records.buddies.get(pair_id)
    mine = {Ending.BUDDY_DECLINED} if pair and pair.buddy_id == person.id else {Ending.NEWCOMER_DECLINED}
    if pair is None or pair.other(person.id) is None or await _has_begun(records, pair, moment):
        return NoPair()
    if pair.is_one:
        return Resumed(pair=pair)
    can_be_taken_back = pair.ended_at is not None and moment.now < pair.ended_at + SETTLES
    if pair.ended not in mine or pair.end_told or not can_be_taken_back:
        return NoPair()
    others = await records.buddies.ahead_of(pair.newcomer_id, moment.now)
    if any((one.shift_id, one.newcomer_id) == (pair.shift_id, pair.newcomer_id) for one in others):
        return NoPair()  # the newcomer was known twice, with a buddy as the other, and is one person since
    if pair.newcomer_id == person.id:
        records.buddies.take_part(person.id)
    records.buddies.resume(pair.id)
    return Resumed(pair=pair)


def keep_out(records: Records, person: Person, moment: Moment) -> None:
    """No buddy, and to be none: the pairs there are end, and who is to know is told."""
    records.buddies.keep_out(person.id, moment.now)


def take_part(records: Records, person: Person) -> None:
    """With a buddy, or as one, from now on."""
    records.buddies.take_part(person.id)


async def may_write(
    records: Records, person: Person, pair_id: int, moment: Moment
) -> BuddyPair | EnoughWritten | NoPair:
    """Whether one of a pair may write to the other now: as things stand, be it night, when no pair is looked at."""
    pair = await records.buddies.get(pair_id)
    if pair is None or not pair.is_one or pair.other(person.id) is None:
        return NoPair()
    sheet = await records.buddies.sheet(pair.shift_id)
    if sheet is None or not sheet.shift.is_ahead(moment.now):
        return NoPair()
    enough = await records.buddies.written(pair.id, person.id) >= MOST_WORDS
    if enough or await is_for_a_minor(records, pair, sheet.shift, moment):
        return EnoughWritten(pair=pair)
    return pair if why_ended(pair, sheet, moment) in {None, Ending.MOVED} else NoPair()


async def is_for_a_minor(records: Records, pair: BuddyPair, shift: Shift, moment: Moment) -> bool:
    """Whether the newcomer is under age, so that the two don't write to each other."""
    newcomer = await records.people.get(pair.newcomer_id)
    return newcomer is not None and is_under_age(newcomer.born, shift, moment)


async def write(
    records: Records, person: Person, pair_id: int, text: BuddyWords, moment: Moment
) -> Written | EnoughWritten | NoPair:
    """Send the other of a pair a word; nobody's number or account is passed on."""
    pair = await may_write(records, person, pair_id, moment)
    if not isinstance(pair, BuddyPair):
        return pair
    to_id = pair.other(person.id)
    if to_id is None:
        return NoPair()
    number = await records.buddies.write(pair.id, person.id, text, moment.now)
    notice = BuddyWrote(line_id=number)
    tell(records, [to_id], notice, notice.about(), moment)
    return Written(to_id=to_id)
