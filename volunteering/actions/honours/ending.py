"""The end of a card of honour is told ahead, as that of a qualification is (docs/rules.md: Stars and honours)."""

from datetime import datetime, timedelta
from typing import Final

from volunteering.actions.telling.telling import tell
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.honours import CARD_YEARS, years_after
from volunteering.rules.notices.honours import CardEnds
from volunteering.rules.qualifications import REMINDED_AHEAD

BATCH: Final = 200
"""How many one transaction takes, so that no tap waits long behind a sweep."""


async def tell_of_cards_ending(records: Records, moment: Moment) -> bool:
    """Owe a batch of the reminders due now. Whether there may be more: run it again, in another transaction.

    Where the bot was down, the shorter reminder takes the place of the longer one; what has ended is reminded no more.
    """
    is_full = False
    for days_ahead in sorted(REMINDED_AHEAD):
        last = moment.told_by_now(days_ahead)
        cards = await records.honours.cards_ending(moment.today, last, days_ahead, BATCH)
        for card in cards:
            if await records.honours.note_reminded(card.id, days_ahead):
                notice = CardEnds(honour_id=card.id, days_ahead=days_ahead)
                tell(records, [card.person_id], notice, notice.about(), moment)
        is_full |= len(cards) == BATCH
    return is_full


async def next_card_told(records: Records, moment: Moment) -> datetime | None:
    """The first instant after now at which somebody is to be reminded of an end, as things stand."""
    last = years_after(moment.today, CARD_YEARS)  # no card that was given by now ends later
    found = [
        moment.morning_of(card.valid_until - timedelta(days=days_ahead))
        for days_ahead in REMINDED_AHEAD
        for card in await records.honours.cards_ending(moment.told_by_now(days_ahead + 1), last, days_ahead, 1)
        if card.valid_until
    ]
    return min(found, default=None)
