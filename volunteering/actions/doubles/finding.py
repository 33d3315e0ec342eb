"""Finding the record that was brought along with one's number, when one is here already (docs/rules.md: People brought
along).
"""

from volunteering.actions.doubles.claiming import Claimed, claim_record
from volunteering.actions.doubles.making_one import Merged, merge
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.volunteers import Person


async def find_record(records: Records, person: Person, phone: str, moment: Moment) -> Merged | Claimed | None:
    """What comes of somebody's sharing their own contact: a record that waits for that number becomes theirs.

    One that another account has found already is claimed, and an admin decides. None: there is no such record.
    """
    if not phone:
        return None
    expected = await records.importing.expected_with(phone)
    if expected is not None:
        merged = await merge(records, None, person.id, expected.id, moment)
        return merged if isinstance(merged, Merged) else None
    other = await records.importing.came_with(phone)
    if other is None or other.id == person.id:
        return None
    claimed = await claim_record(records, person, other.id, moment)
    return claimed if isinstance(claimed, Claimed) else None
