"""What the actions need to know and to write, in one transaction, as storage/ implements it: one file a subject.

Everything written through it is there after the commit, all of it or nothing.
"""

from typing import Protocol

from volunteering.records.activities import Activities
from volunteering.records.appraisal import Appraisals
from volunteering.records.asking import HelpAsks
from volunteering.records.buddies import Buddies
from volunteering.records.calendars import Calendars
from volunteering.records.census import Censuses
from volunteering.records.certificates import Certificates
from volunteering.records.changes import Changes
from volunteering.records.checking_in import CheckIns
from volunteering.records.doubles import Doubles
from volunteering.records.enquiries import Enquiries
from volunteering.records.exams import ExamEntries, Exams
from volunteering.records.groups import Groups
from volunteering.records.guardians import Guardians
from volunteering.records.honours import Honours, StarMarks
from volunteering.records.hours import Hours
from volunteering.records.importing import Imports, SentLists
from volunteering.records.journal import Journal
from volunteering.records.letters import UnitLetters
from volunteering.records.moves import Moves
from volunteering.records.offering import Offers
from volunteering.records.ordering import Ordering
from volunteering.records.outbox import Outbox
from volunteering.records.parked import Parked
from volunteering.records.profiles import Profiles
from volunteering.records.qualifications import QualificationKinds, Qualifications
from volunteering.records.quizzes import Quizzes
from volunteering.records.reminders import Reminders
from volunteering.records.retention import Retention
from volunteering.records.roles import ShiftRoles
from volunteering.records.series import AllSeries
from volunteering.records.signing_up import SignUps
from volunteering.records.thanks import Thanks
from volunteering.records.training import Trainings
from volunteering.records.tree import Units
from volunteering.records.unit_settings import UnitSettings
from volunteering.records.volunteers import People


class Records(Protocol):
    """All of it, in one transaction."""

    people: People
    profiles: Profiles
    guardians: Guardians
    units: Units
    unit_settings: UnitSettings
    groups: Groups
    activities: Activities
    series: AllSeries
    changes: Changes
    asks: HelpAsks
    moves: Moves
    buddies: Buddies
    sign_ups: SignUps
    offers: Offers
    check_ins: CheckIns
    hours: Hours
    star_marks: StarMarks
    certificates: Certificates
    calendars: Calendars
    honours: Honours
    enquiries: Enquiries
    exams: Exams
    exam_entries: ExamEntries
    kinds: QualificationKinds
    qualifications: Qualifications
    training: Trainings
    quizzes: Quizzes
    doubles: Doubles
    retention: Retention
    ordering: Ordering
    outbox: Outbox
    journal: Journal
    reminders: Reminders
    roles: ShiftRoles
    unit_letters: UnitLetters
    censuses: Censuses
    appraisals: Appraisals
    parked: Parked
    importing: Imports
    sent_lists: SentLists
    thanks: Thanks
