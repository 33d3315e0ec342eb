"""The stars that people reach by the hours they serve are told, and none is taken back silently.

docs/rules.md: Stars and honours; decision 59. Whoever's ledger was written is noted with it. What else changes stars,
such as another ladder, is found by looking at everybody, once a day.
"""

from typing import Final

from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.honours import Starred, because
from volunteering.rules.notices.honours import StarsChanged
from volunteering.rules.notices.keys import key_of
from volunteering.rules.stars import ladder_of, stars_for
from volunteering.rules.volunteers import Standing

BATCH: Final = 200
"""How many one transaction takes, so that no tap waits long behind a sweep."""

LOOKED_AT: Final = 1_000
"""How many are looked at together: in a city a thirtieth of what it takes to look at everybody."""


async def tell_of_stars(records: Records, moment: Moment) -> bool:
    """Owe what a batch of those have to hear whose ledger was written. Whether there may be more."""
    notes = await records.star_marks.noted(BATCH)
    if not notes:
        return False
    for one in await records.star_marks.hold({note.person_id for note in notes}):
        _settle(records, one, moment)
    records.star_marks.looked_at(notes)
    return len(notes) == BATCH


def _settle(records: Records, one: Starred, moment: Moment) -> None:
    """Whoever is expected sees it when they come; whoever has left is told when they are back."""
    if not one.standing.is_with_us or not one.stands_otherwise(moment.policy.stars):
        return
    ladder = ladder_of(one.ladder, moment.policy.stars)
    stars = stars_for(one.minutes, ladder).earned
    turn = one.mark.turn + 1 if one.mark else 1
    records.star_marks.mark(one.person_id, stars, ladder, turn, moment.now)
    why = because(one.mark, stars, ladder)
    if why is not None and one.standing is not Standing.EXPECTED:
        notice = StarsChanged(turn=turn, stars=stars, because=why)
        tell_one(records, one.person_id, notice, key_of(notice.about(), one.person_id), moment)


async def others_to_look_at(records: Records, after: int, moment: Moment) -> tuple[tuple[int, ...], int | None]:
    """Who of the next people stands otherwise than they were told, and up to whom; None: that was everybody."""
    found, last = await records.star_marks.perhaps_otherwise(after, moment.policy.stars, LOOKED_AT)
    return tuple(one.person_id for one in found if one.stands_otherwise(moment.policy.stars)), last
