"""What signing up asks about somebody who may be under age, and about nobody else."""

from collections.abc import Mapping, Sequence

from storage.engine.database import Reader, query
from storage.engine.values import instant, seconds
from storage.rows.activities import IS_ON
from volunteering.rules.activities import Shift
from volunteering.rules.ages import REACH, Youth, may_be_under_age
from volunteering.rules.ground.periods import Period
from volunteering.rules.profiles import Born

_PLACES = f"""
    SELECT s.id, s.starts_at, s.ends_at FROM signups g CROSS JOIN shifts s JOIN activities a ON a.id = s.activity_id
    WHERE g.person_id = :person AND g.state = 'confirmed' AND s.id = g.shift_id AND {IS_ON}
        AND s.ends_at > :after AND s.starts_at < :before
"""

_CONSENTS = "SELECT COUNT(*) AS consents FROM guardians WHERE person_id = :person AND state = 'consented'"


async def youth_for(reader: Reader, person_id: int, born: Born | None, shifts: Sequence[Shift]) -> Mapping[int, Youth]:
    """By the number of each of these shifts for which they may be under age; in one hop, or none."""
    # Whoever is of age at the first of them is so at all of them, as nearly everybody is.
    if born is None or not shifts or not may_be_under_age(born, min(shift.period.start for shift in shifts)):
        return {}
    asked = [shift for shift in shifts if may_be_under_age(born, shift.period.start)]
    places, [counted] = await reader.several(
        query(
            _PLACES,
            person=person_id,
            after=seconds(min(shift.period.start for shift in asked) - REACH),
            before=seconds(max(shift.period.end for shift in asked) + REACH),
        ),
        query(_CONSENTS, person=person_id),
    )
    busy = {row["id"]: Period(start=instant(row["starts_at"]), end=instant(row["ends_at"])) for row in places}
    return {
        shift.id: Youth(
            consented=counted["consents"] > 0,
            busy=tuple(period for number, period in busy.items() if number != shift.id),
        )
        for shift in asked
    }
