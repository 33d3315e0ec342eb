"""Telling everybody in an appraisal of its latest, piece by piece, and whoever is to appraise them (decision 62)."""

from typing import Final

from volunteering.records import Records
from volunteering.rules.appraisal.seats import appraisers_of
from volunteering.rules.appraisal.sheets import Appraisal, AppraisalSheet, Round
from volunteering.rules.ground.moment import Moment
from volunteering.rules.notices.appraisal import AppraisalTold, AppraisalWaits
from volunteering.rules.notices.keys import key_of
from volunteering.rules.notices.owed import Notice, Owed

PIECE: Final = 200
"""How many are told in one transaction: no tap waits long behind it."""


async def tell_more(records: Records, appraisal_id: int, moment: Moment) -> bool:
    """Owe the next ones what the appraisal's round is about. Whether there may be more of them."""
    appraisal = await records.appraisals.get(appraisal_id)
    if appraisal is None:
        return False
    sheets = await records.appraisals.tell_next(appraisal, PIECE)
    for sheet in sheets:
        if appraisal.told_of is not Round.REMINDED or not sheet.own.are_whole:
            tell_of(records, sheet, appraisal, appraisal.told_of, moment)
    if appraisal.is_open:
        await tell_leaders(records, sheets, appraisal, moment)
    return len(sheets) == PIECE


def tell_of(records: Records, sheet: AppraisalSheet, appraisal: Appraisal, told_of: Round, moment: Moment) -> None:
    """Owe it to whom the sheet is about, once in a round."""
    notice = AppraisalTold(sheet_id=sheet.id, appraisal_id=appraisal.id, round=appraisal.round, told_of=told_of)
    _owe(records, sheet.person_id, notice, moment)


async def tell_leaders(
    records: Records, sheets: tuple[AppraisalSheet, ...], appraisal: Appraisal, moment: Moment
) -> None:
    """Owe the leaders above of those who are not appraised yet that they wait: each of them once in a round."""
    waiting = [sheet for sheet in sheets if not sheet.is_handed]
    admins = await records.appraisals.admins_over([sheet.unit for sheet in waiting]) if waiting else {}
    leaders = {leader: None for sheet in waiting for leader in appraisers_of(sheet, admins)}
    for leader in leaders:
        _owe(records, leader, AppraisalWaits(appraisal_id=appraisal.id, round=appraisal.round), moment)


def _owe(records: Records, person_id: int, notice: AppraisalTold | AppraisalWaits, moment: Moment) -> None:
    owed: Notice = notice
    key = key_of(notice.about(), person_id)
    records.outbox.owe(Owed(key=key, person_id=person_id, notice=owed, bulk=True), moment.now)
