"""All the notices there are, and the one way to write what is owed."""

from datetime import datetime
from typing import Final

from handlers.appraisal import notices as appraisal_notices
from handlers.asking import notices as asking_notices
from handlers.attendance import notices as attendance_notices
from handlers.buddies import notices as buddies_notices
from handlers.census import notices as census_notices
from handlers.certificates import notices as certificates_notices
from handlers.checking_in import notices as checking_in_notices
from handlers.doubles import notices as doubles_notices
from handlers.enquiries import notices as enquiries_notices
from handlers.exams import notices as exams_notices
from handlers.guardians import notices as guardians_notices
from handlers.honours import notices as honours_notices
from handlers.hours import notices as hours_notices
from handlers.importing import notices as importing_notices
from handlers.leading import digests as leading_digests
from handlers.leading import notices as leading_notices
from handlers.letters import notices as letters_notices
from handlers.noticing.writing import NO_ENTRANCE, Notices, Reading, WrittenNotice
from handlers.parked import notices as parked_notices
from handlers.qualifications import notices as qualifications_notices
from handlers.quizzes import notices as quizzes_notices
from handlers.retention import notices as retention_notices
from handlers.signing_up import notices as signing_up_notices
from handlers.tapping.messenger import Entrance
from handlers.tapping.screen import Screen
from handlers.thanks import notices as thanks_notices
from handlers.training import notices as training_notices
from handlers.tree import notices as tree_notices
from handlers.volunteers import notices as volunteers_notices
from storage.engine.database import Reader
from storage.rows.outbox import OwedRow
from volunteering.rules.ground.policy import Policy
from volunteering.rules.notices.nights import shifts_of, told_from
from words.words import Words

ALL = Notices()
for module in (
    signing_up_notices,
    doubles_notices,
    retention_notices,
    leading_notices,
    leading_digests,
    attendance_notices,
    checking_in_notices,
    hours_notices,
    honours_notices,
    letters_notices,
    census_notices,
    appraisal_notices,
    volunteers_notices,
    guardians_notices,
    tree_notices,
    parked_notices,
    enquiries_notices,
    qualifications_notices,
    training_notices,
    exams_notices,
    certificates_notices,
    importing_notices,
    thanks_notices,
    buddies_notices,
    asking_notices,
    quizzes_notices,
):
    ALL.include(module.notices)

_UNKNOWN: Final = "unknown"
KINDS: Final = (*sorted(notice.model_fields["kind"].default for notice in ALL.writers), _UNKNOWN)
"""What a message can be about."""


def kind_of(owed: OwedRow) -> str:
    """What it is about: one of `KINDS`, the last where another version of Yigong wrote it."""
    return owed.notice.kind if owed.notice else _UNKNOWN


async def write(
    reader: Reader, words: Words, policy: Policy, owed: OwedRow, entrance: Entrance = NO_ENTRANCE
) -> WrittenNotice | None:
    """What its reader is told; None where it is not true any more, or not understood by this version of Yigong."""
    if owed.notice is None:
        return None
    written = await ALL.writers[type(owed.notice)](Reading(reader, words, policy, owed, entrance), owed.notice)
    return WrittenNotice(written) if isinstance(written, Screen) else written


async def waits_until(reader: Reader, words: Words, policy: Policy, owed: OwedRow) -> datetime | None:
    """Until when it waits, so that nobody is woken for it; None where it may go."""
    reading = Reading(reader, words, policy, owed)
    shifts = shifts_of(owed.notice) if owed.notice and reading.moment.is_quiet else None
    if owed.notice is None or shifts is None:
        return None
    found = [await reading.records.activities.shift(number) for number in shifts]
    at = told_from(owed.notice, [one[1].period for one in found if one], reading.moment)
    return at if at > words.now else None
