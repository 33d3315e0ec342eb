"""Told about the appraisal: that it began or is over, that people wait, and that one may read what was said."""

from markupsafe import Markup

from handlers.appraisal.screens import lines
from handlers.buttons.appraisal import AskMyself, AskOfThem, ListToAppraise, ReadSheet, ShowAppraisals, ShowSheet
from handlers.noticing.writing import Notices, Reading
from handlers.showing.parts import called
from handlers.tapping.screen import Press, Row, Screen, page
from storage.views.appraisal.lists import to_appraise
from volunteering.rules.appraisal.seats import appraisers_of
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Round
from volunteering.rules.notices.appraisal import AppraisalHanded, AppraisalNamed, AppraisalTold, AppraisalWaits
from words.words import Words

notices = Notices()


@notices.written(AppraisalTold)
async def appraisal_told(reading: Reading, notice: AppraisalTold) -> Screen | None:
    """Where it is still about them, and so."""
    sheet = await reading.records.appraisals.sheet(notice.sheet_id)
    if sheet is None or not sheet.is_in or sheet.person_id != reading.owed.person_id:
        return None
    if sheet.appraisal.is_open is (notice.told_of is Round.CLOSED):
        return None
    if notice.told_of is Round.REMINDED and sheet.own.are_whole:
        return None
    return _told(reading.words, sheet, notice.told_of)


def _told(words: Words, sheet: AppraisalSheet, told_of: Round) -> Screen:
    title, line = _said(words, sheet.appraisal, told_of)
    return page(
        title,
        lines.post_line(words, sheet),
        line,
        rows=(_way_on(words, sheet), (Press(words.say("Yearly appraisal"), ShowAppraisals()),)),
    )


def _said(words: Words, appraisal: Appraisal, told_of: Round) -> tuple[Markup, Markup]:
    name = lines.name_of(words, appraisal)
    begins = words.say("How was your year? Five taps, and a few words if you like. Then the leader above says theirs.")
    match told_of:
        case Round.REMINDED:
            return words.say("Your word is missing: {appraisal}", appraisal=name), begins
        case Round.CLOSED:
            return words.say("Closed: {appraisal}", appraisal=name), words.say("You can read yours at any time.")
        case Round.REOPENED:
            goes_on = words.say("It goes on: what was said can be changed and added to.")
            return words.say("Open again: {appraisal}", appraisal=name), goes_on
    return name, begins


def _way_on(words: Words, sheet: AppraisalSheet) -> Row:
    if sheet.is_handed:
        return (Press(words.say("Read it"), ReadSheet(sheet=sheet.id), "success"),)
    if sheet.goes_on and not sheet.own.are_whole:
        return (Press(words.say("Say how it was"), AskMyself(sheet=sheet.id), "success"),)
    return (Press(words.say("See it"), ShowSheet(sheet=sheet.id), "success"),)


@notices.written(AppraisalWaits)
async def appraisal_waits(reading: Reading, notice: AppraisalWaits) -> Screen | None:
    """Of those who wait for the reader now, whichever appraisal they are in."""
    one = await reading.records.appraisals.get(notice.appraisal_id)
    if one is None or not one.is_open:
        return None
    found = await to_appraise(reading.reader, reading.owed.person_id, await reading.rights())
    waiting = sum(not line.is_handed for line in found)
    return _waits(reading.words, one, waiting) if waiting else None


def _waits(words: Words, one: Appraisal, waiting: int) -> Screen:
    return page(
        words.many("{number} person for you to appraise", "{number} people for you to appraise", waiting),
        lines.name_of(words, one),
        words.say("You see what they say of themselves, and the figures of their year beside it."),
        rows=((Press(words.say("See them"), ListToAppraise(), "success"),),),
    )


@notices.written(AppraisalNamed)
async def appraisal_named(reading: Reading, notice: AppraisalNamed) -> Screen | None:
    """Where it is still theirs, and not done."""
    sheet = await reading.records.appraisals.sheet(notice.sheet_id)
    if sheet is None or not sheet.goes_on or sheet.is_handed:
        return None
    if appraisers_of(sheet, {}) != (reading.owed.person_id,):
        return None
    return _named(reading.words, sheet, await reading.name_of(sheet.person_id))


def _named(words: Words, sheet: AppraisalSheet, name: str) -> Screen:
    return page(
        words.say("For you to appraise: {name}", name=called(words, name)),
        lines.name_of(words, sheet.appraisal),
        lines.post_line(words, sheet),
        words.say("An admin has named you as the leader above."),
        rows=(
            (Press(words.say("Appraise"), AskOfThem(sheet=sheet.id), "success"),),
            (Press(words.say("See it"), ShowSheet(sheet=sheet.id)),),
        ),
    )


@notices.written(AppraisalHanded)
async def appraisal_handed(reading: Reading, notice: AppraisalHanded) -> Screen | None:
    """Where they may still read it."""
    sheet = await reading.records.appraisals.sheet(notice.sheet_id)
    is_theirs = sheet is not None and sheet.person_id == reading.owed.person_id
    if sheet is None or not is_theirs or not sheet.is_handed or not sheet.is_in or sheet.handed != notice.times:
        return None
    name = await reading.name_of(sheet.led_by) if sheet.led_by else ""
    return _handed(reading.words, sheet, name)


def _handed(words: Words, sheet: AppraisalSheet, name: str) -> Screen:
    answers = words.say("You can answer to it until the appraisal is closed.")
    return page(
        words.say("For you to read: {appraisal}", appraisal=lines.name_of(words, sheet.appraisal)),
        words.say("{name} has said how your year was.", name=called(words, name)),
        answers if sheet.goes_on else None,
        rows=((Press(words.say("Read it"), ReadSheet(sheet=sheet.id), "success"),),),
    )
