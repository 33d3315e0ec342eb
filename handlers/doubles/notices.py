"""Told when two records become one or two again, and when a record is claimed."""

from handlers.buttons.doubles import ShowRecordClaim, UndoMerge
from handlers.buttons.home import Home
from handlers.buttons.hours import MyHours
from handlers.buttons.volunteers import ShowPerson
from handlers.noticing.writing import Notices, Reading
from handlers.showing import instead
from handlers.showing.asking import ask_row
from handlers.showing.parts import called
from handlers.tapping.screen import Press, Row, Screen, page
from volunteering.rules.doubles import ClaimState
from volunteering.rules.enquiries import Matter
from volunteering.rules.notices.doubles import MergedAway, NotThem, RecordClaimed, RecordDecided, RecordsMerged
from volunteering.rules.volunteers import Standing
from words.words import Words

notices = Notices()


@notices.written(RecordsMerged)
async def records_merged(reading: Reading, notice: RecordsMerged) -> Screen | None:
    """Where they are still one; undone, where they are two again."""
    words = reading.words
    if notice.undone:
        return page(
            words.say("Your record stands by itself again"),
            words.say("It had been put together with another one. That is undone: you have what was yours before."),
            rows=_rows(words),
        )
    if await reading.records.doubles.merged(notice.merge_id) is None:
        return None
    return page(
        words.say("Your two records are one now"),
        words.say("You were registered twice. Shifts, hours and everything else are together here."),
        words.say("If one of them was not yours, tell your leader today: it can still be undone."),
        rows=_rows(words),
    )


def _rows(words: Words) -> tuple[Row, ...]:
    return (
        (Press(words.say("My hours"), MyHours()), Press(words.say("‹ Home"), Home())),
        *ask_row(words, Matter.TEAM),
    )


@notices.written(MergedAway)
async def merged_away(reading: Reading, _: MergedAway) -> Screen | None:
    """Where the account still goes on no more."""
    return instead.goes_on_elsewhere(reading.words) if reading.owed.standing is Standing.MERGED else None


@notices.written(RecordClaimed)
async def record_claimed(reading: Reading, notice: RecordClaimed) -> Screen | None:
    """Where nobody has decided yet."""
    claim = await reading.records.doubles.claimed(notice.claim_id)
    if claim is None or claim.state is not ClaimState.OPEN:
        return None
    words = reading.words
    name, record = await reading.name_of(claim.person_id), await reading.name_of(claim.record_id)
    return page(
        words.say("Whose record is this?"),
        words.say("{name} says that the record of {record} is theirs.", name=called(words, name), record=record),
        rows=((Press(words.say("Look at both"), ShowRecordClaim(claim=claim.id), "success"),),),
    )


@notices.written(RecordDecided)
async def record_decided(reading: Reading, notice: RecordDecided) -> Screen | None:
    """What was decided, to who claimed the record, and to whose it stays."""
    claim = await reading.records.doubles.claimed(notice.claim_id)
    if claim is None or claim.state is not notice.decision:
        return None
    words = reading.words
    if claim.state is ClaimState.GRANTED:
        return page(
            words.say("The record is yours"),
            words.say("Its hours are with yours now."),
            rows=((Press(words.say("My hours"), MyHours()), Press(words.say("‹ Home"), Home())),),
        )
    if claim.person_id == reading.owed.person_id:
        return _stays_as_it_was(words)
    return page(
        words.say("Your record stays yours"),
        words.say("Somebody else had said that it is theirs. An admin has decided that it is not."),
        rows=((Press(words.say("My hours"), MyHours()), Press(words.say("‹ Home"), Home())),),
    )


def _stays_as_it_was(words: Words) -> Screen:
    """To whoever claimed it."""
    return page(
        words.say("The record stays as it was"),
        words.say("An admin found that it isn't yours. If it is, please speak to your team's leader."),
        rows=(*ask_row(words, Matter.TEAM), (Press(words.say("‹ Home"), Home()),)),
    )


@notices.written(NotThem)
async def not_them(reading: Reading, notice: NotThem) -> Screen | None:
    """Where the two are still one."""
    merged = await reading.records.doubles.merged(notice.merge_id)
    if merged is None:
        return None
    words, name = reading.words, await reading.name_of(merged.kept_id)
    return page(
        words.say("“That isn't me”"),
        words.say(
            "Two records of {name} were merged. Whoever has the other account says they are somebody else.", name=name
        ),
        words.say("Undone, each has again what they had."),
        rows=(
            (Press(words.say("Undo merge"), UndoMerge(merge=merged.id), "success"),),
            (Press(words.say("See {title}", title=name), ShowPerson(person=merged.kept_id)),),
        ),
    )
