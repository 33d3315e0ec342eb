"""The rows of one transaction: what `volunteering.records.Records` asks for."""

from typing import Self

from storage.engine.database import Reader, Transaction
from storage.engine.readonly import ReadOnly
from storage.rows.activities import ActivityRows
from storage.rows.census import CensusRows
from storage.rows.changes import ChangeRows
from storage.rows.enquiries import EnquiryRows
from storage.rows.guardians import GuardianRows
from storage.rows.hours import HourRows
from storage.rows.importing import ImportRows
from storage.rows.journal import JournalRows
from storage.rows.kinds import KindRows
from storage.rows.known_twice import DoubleRows
from storage.rows.letters import UnitLetterRows
from storage.rows.outbox import OutboxRows
from storage.rows.parked import ParkedRows
from storage.rows.profiles import ProfileRows
from storage.rows.qualifications import QualificationRows
from storage.rows.reminders import ReminderRows
from storage.rows.retention import RetentionRows
from storage.rows.roles import RoleRows
from storage.rows.sent_lists import SentListRows
from storage.rows.signing_up import SignUpRows
from storage.rows.tree import UnitRows
from storage.rows.volunteers import PeopleRows
from volunteering.records import Records


class Rows(Records):
    """All the rows, and what was written through them that others want to know of."""

    people: PeopleRows
    profiles: ProfileRows
    guardians: GuardianRows
    units: UnitRows
    activities: ActivityRows
    changes: ChangeRows
    sign_ups: SignUpRows
    hours: HourRows
    enquiries: EnquiryRows
    kinds: KindRows
    qualifications: QualificationRows
    doubles: DoubleRows
    retention: RetentionRows
    outbox: OutboxRows
    journal: JournalRows
    reminders: ReminderRows
    roles: RoleRows
    unit_letters: UnitLetterRows
    censuses: CensusRows
    parked: ParkedRows
    importing: ImportRows
    sent_lists: SentListRows

    def __init__(self, tx: Transaction) -> None:
        self.people = PeopleRows(tx)
        self.profiles = ProfileRows(tx)
        self.guardians = GuardianRows(tx)
        self.units = UnitRows(tx)
        self.activities = ActivityRows(tx)
        self.changes = ChangeRows(tx)
        self.sign_ups = SignUpRows(tx)
        self.hours = HourRows(tx)
        self.enquiries = EnquiryRows(tx)
        self.kinds = KindRows(tx)
        self.qualifications = QualificationRows(tx)
        self.doubles = DoubleRows(tx)
        self.retention = RetentionRows(tx)
        self.outbox = OutboxRows(tx)
        self.journal = JournalRows(tx)
        self.reminders = ReminderRows(tx)
        self.roles = RoleRows(tx)
        self.unit_letters = UnitLetterRows(tx)
        self.censuses = CensusRows(tx)
        self.parked = ParkedRows(tx)
        self.importing = ImportRows(tx)
        self.sent_lists = SentListRows(tx)

    @property
    def owes(self) -> bool:
        """Whether there is something to deliver after the commit."""
        return self.outbox.owes or self.unit_letters.owes

    @property
    def frees(self) -> bool:
        """Whether what was written may have ended what kept somebody from a place that they wait for."""
        rows = (
            self.sign_ups,
            self.activities,
            self.roles,
            self.people,
            self.profiles,
            self.guardians,
            self.hours,
            self.qualifications,
            self.doubles,
        )
        return any(each.frees for each in rows)

    @classmethod
    def reading(cls, reader: Reader) -> Self:
        """The same rows for a screen that only looks: nothing is locked, and writing raises RuntimeError."""
        return cls(ReadOnly(reader))
