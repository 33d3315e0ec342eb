"""What is due because time passed: each sweep asks the database, in transactions that no tap waits long behind.

A sweep done twice, or by two replicas at once, does nothing twice: the rows see to that.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from scheduling.catching_up import catch_up
from storage.engine.database import Database
from storage.engine.retrying import until_settled
from storage.process import drafts, importing, inbox, sent_lists
from storage.rows import Rows, changes, checking_in, erasing, known_twice, moves, outbox, parked
from volunteering.actions import enquiries, reminders, retention
from volunteering.actions import parked as about_parked
from volunteering.actions.appraisal.telling import tell_more
from volunteering.actions.asking.helping import next_ask
from volunteering.actions.buddies import choosing
from volunteering.actions.census import asking as census_asking
from volunteering.actions.census.drawing import drawn_up_for_today
from volunteering.actions.exams import numbering
from volunteering.actions.honours import telling_of_stars
from volunteering.actions.honours.ending import next_card_told, tell_of_cards_ending
from volunteering.actions.importing.bringing import bring_next
from volunteering.actions.leading.digests import next_digest
from volunteering.actions.qualifications import ending
from volunteering.actions.signing_up import confirming, moving_up, offering
from volunteering.actions.telling import out_of_reach
from volunteering.actions.thanks import rating
from volunteering.rules.doubles import UNDONE_WITHIN
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.progress import Progress
from volunteering.rules.volunteers import Person

INBOX_KEPT = timedelta(days=2)  # Telegram repeats no update that is older than a day
PARKED_KEPT = timedelta(days=7)  # what somebody did a week ago is hardly what they want today
OUTBOX_KEPT = timedelta(days=90)
ARRIVALS_KEPT = timedelta(days=90)  # a roster is put right within weeks; what holds is in the ledger
CHANGES_KEPT = timedelta(days=1)
ERASED_LATELY = timedelta(days=2)  # this is done every night
UNDERSTOOD_WITHIN = timedelta(days=1)  # an older replica serves on for seconds; what is older was told otherwise

Batch = Callable[[Rows, Moment], Awaitable[bool]]


async def remind(database: Database, moment: Moment) -> None:
    """Owe the reminders that are due, and ask the silent once more."""
    await _to_the_last(database, reminders.remind, moment)
    await _to_the_last(database, reminders.ask_once_more, moment)


async def ask_for_rosters(database: Database, moment: Moment) -> None:
    """Owe leaders the question who came, and ask it again."""
    await _to_the_last(database, reminders.ask_for_rosters, moment)


async def tell_of_ends(database: Database, moment: Moment) -> None:
    """Owe people that something they are qualified for ends soon, or their card of honour."""
    await _to_the_last(database, ending.tell_of_ends, moment)
    await _to_the_last(database, tell_of_cards_ending, moment)


async def tell_of_stars(database: Database, moment: Moment) -> None:
    """Owe people whose ledger was written that they have other stars now."""
    await _to_the_last(database, telling_of_stars.tell_of_stars, moment)


async def see_to_exams(database: Database, moment: Moment) -> None:
    """Give numbers in exams whose window has closed, tell them, and remind of what begins within a day."""
    async with database.reading() as reader:
        closed = await Rows.reading(reader).exam_entries.to_number(moment.now)
    for exam_id in closed:
        await until_settled(partial(_numbered, database, exam_id, moment))
    await _to_the_last(database, numbering.tell_numbers, moment)
    await _to_the_last(database, numbering.remind, moment)


async def _numbered(database: Database, exam_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await numbering.number_closed(Rows(transaction), exam_id, moment)


async def move_up(database: Database, moment: Moment) -> None:
    """Give free places to those who wait beside them and may have them by now; each shift in a transaction of its own.

    Where there is nobody it only looks.
    """
    async with database.reading() as reader:
        shifts = await moving_up.shifts_to_fill(Rows.reading(reader), moment)
    for shift_id in shifts:
        await until_settled(partial(_moved_up, database, shift_id, moment))


async def _moved_up(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await moving_up.move_up(Rows(transaction), shift_id, moment)


async def choose_buddies(database: Database, moment: Moment) -> None:
    """Give newcomers a buddy, and both the news; each shift in a transaction of its own."""
    async with database.reading() as reader:
        shifts = await choosing.shifts_to_pair(Rows.reading(reader), moment)
    for shift_id in shifts:
        await until_settled(partial(_paired, database, shift_id, moment))


async def _paired(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await choosing.pair_newcomers(Rows(transaction), shift_id, moment)


async def settle_imports(database: Database, moment: Moment) -> None:
    """Bring to an end what whoever imported a list broke off: what was decided on is there, what wasn't is gone.

    And forget lists of which whoever sent them has said for a day not what is to become of them.
    """
    async with database.reading() as reader:
        broken_off = await importing.left_alone(reader, moment.now)
        unanswered = await sent_lists.are_unanswered(reader, moment.now)
    if unanswered:
        await until_settled(partial(_forgotten, database, moment))
    for one in broken_off:
        settle = _brought if one.state is Progress.APPLYING else _cleared_away
        while await until_settled(partial(settle, database, one.id, moment)):
            pass


async def _forgotten(database: Database, moment: Moment) -> None:
    async with database.transaction() as transaction:
        await sent_lists.forget_unanswered(transaction, moment.now)


async def _brought(database: Database, import_id: int, moment: Moment) -> bool:
    async with database.transaction() as transaction:
        return await bring_next(Rows(transaction), import_id, moment) > 0


async def _cleared_away(database: Database, import_id: int, _: Moment) -> bool:
    async with database.transaction() as transaction:
        return not await importing.clear_away(transaction, import_id)


async def pass_on_unheard(database: Database, moment: Moment) -> None:
    """Have somebody call whom messages did not reach, and others answer what nobody who was asked may answer now."""
    while await until_settled(partial(_passed_on, database, moment)):
        pass
    async with database.reading() as reader:
        waiting = await Rows.reading(reader).enquiries.without_readers()
    for enquiry_id in waiting:
        await until_settled(partial(_asked_of_others, database, enquiry_id, moment))


async def _passed_on(database: Database, moment: Moment) -> bool:
    async with database.transaction() as transaction:
        return await out_of_reach.pass_on_unheard(Rows(transaction), moment)


async def _asked_of_others(database: Database, enquiry_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await enquiries.pass_on_enquiry(Rows(transaction), enquiry_id, moment)


async def tell_of_parked(database: Database, moment: Moment) -> None:
    """Tell admins that something that people did lies there, undone."""
    await until_settled(partial(_told_of_parked, database, moment))


async def _told_of_parked(database: Database, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await about_parked.tell_of_parked(Rows(transaction), moment)


async def ask_census(database: Database, moment: Moment) -> None:
    """Ask whoever is still to be asked by a census that goes on, and remind those who have not answered."""
    async with database.reading() as reader:
        going = await Rows.reading(reader).censuses.going()
    for census in going:
        await _to_the_last(database, partial(_asked_by, census_id=census.id), moment)
    if going:
        await _to_the_last(database, census_asking.remind, moment)


async def _asked_by(records: Rows, moment: Moment, *, census_id: int) -> bool:
    census = await records.censuses.get(census_id)  # anew in each piece: it may have been stopped meanwhile
    return census is not None and census.is_going and await census_asking.ask_more(records, census, moment)


async def tell_of_appraisals(database: Database, moment: Moment) -> None:
    """Tell whoever is in an appraisal, and has not been told of its latest."""
    async with database.reading() as reader:
        untold = await Rows.reading(reader).appraisals.untold()
    for appraisal_id in untold:
        await _to_the_last(database, partial(_told_of_appraisal, appraisal_id=appraisal_id), moment)


async def _told_of_appraisal(records: Rows, moment: Moment, *, appraisal_id: int) -> bool:
    return await tell_more(records, appraisal_id, moment)


async def draw_up_census(database: Database, moment: Moment) -> None:
    """Have the day's figures ready before anybody opens them, where anybody ever has."""
    async with database.reading() as reader:
        figures = await drawn_up_for_today(Rows.reading(reader), moment)
    if figures is not None:
        async with database.transaction() as transaction:
            await Rows(transaction).censuses.keep(figures, moment.now)


async def owe_again(database: Database, now: datetime) -> None:
    """Owe anew what a replica of another version was to send and could not read, as in a rolling upgrade."""
    async with database.transaction() as transaction:
        outbox.owe_again(transaction, now - UNDERSTOOD_WITHIN, now)


async def tidy(database: Database, moment: Moment) -> None:
    """Forget what nobody needs any more; and have leaders see what was new of ratings at midnight."""
    now = moment.now
    async with database.transaction() as transaction:
        drafts.prune(transaction, now)
    async with database.transaction() as transaction:
        inbox.prune(transaction, now - INBOX_KEPT)
        parked.prune(transaction, now - PARKED_KEPT)
    async with database.reading() as reader:
        merges = await known_twice.remembered(reader)
    for merge_id in merges:  # while it is known how to undo them
        await until_settled(partial(_followed, database, merge_id, moment))
    async with database.transaction() as transaction:
        outbox.prune(transaction, now - OUTBOX_KEPT)
        changes.prune(transaction, now - CHANGES_KEPT)
        moves.prune(transaction, now - CHANGES_KEPT)
        checking_in.prune(transaction, now - ARRIVALS_KEPT)
        known_twice.prune(transaction, now - UNDONE_WITHIN)
    async with database.transaction() as transaction:
        await erasing.erase_again(transaction, now - ERASED_LATELY)
    async with database.reading() as reader:
        rated = await rating.to_look_at(Rows.reading(reader), moment)
    for shift_id in rated:
        await until_settled(partial(_rated, database, shift_id, moment))
    await catch_up(database, moment)


async def _followed(database: Database, merge_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await known_twice.follow(transaction, merge_id, moment.now)


async def _rated(database: Database, shift_id: int, moment: Moment) -> int:
    async with database.transaction() as transaction:
        return await rating.take_up(Rows(transaction), shift_id, moment)


async def look_at_records(database: Database, moment: Moment) -> None:
    """Ask, warn and erase whoever has done nothing for years, where that is set."""
    if not moment.policy.forget_years:
        return
    await _to_the_last(database, retention.look_at_records, moment)
    async with database.reading() as reader:
        silent = await retention.who_said_nothing(Rows.reading(reader), moment)
    for person in silent:
        await until_settled(partial(_erased, database, person, moment))


async def _erased(database: Database, person: Person, moment: Moment) -> bool:
    # In their own turn: what they tap at this moment is done before, or finds nobody.
    async with database.transaction(person=person.telegram_id) as transaction:
        return await retention.erase_record(Rows(transaction), person.id, moment)


async def next_due(database: Database, moment: Moment) -> datetime | None:
    """When something is due next: a reminder, a roster, an answer, an ask, a digest, the end of an offer and so on."""
    async with database.reading() as reader:
        rows = Rows.reading(reader)
        asked = (
            reminders.next_due,
            offering.next_due,
            confirming.next_due,
            next_ask,
            next_digest,
            ending.next_end_told,
            next_card_told,
            numbering.next_due,
        )
        found = [await next_of(rows, moment) for next_of in asked]
    return min((at for at in found if at), default=None)


async def _to_the_last(database: Database, batch: Batch, moment: Moment) -> None:
    while await until_settled(lambda: _one_batch(database, batch, moment)):
        pass


async def _one_batch(database: Database, batch: Batch, moment: Moment) -> bool:
    async with database.transaction() as transaction:
        return await batch(Rows(transaction), moment)
