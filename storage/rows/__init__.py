"""The rows of one transaction: what `volunteering.records.Records` asks for."""

from collections.abc import Callable
from typing import Generic, Self, TypeVar

from storage.engine.database import Reader, Transaction
from storage.engine.readonly import ReadOnly
from storage.rows.activities import ActivityRows
from storage.rows.appraisal import AppraisalRows
from storage.rows.asking import AskRows
from storage.rows.buddies import BuddyRows
from storage.rows.calendars import CalendarRows
from storage.rows.census import CensusRows
from storage.rows.certificates import CertificateRows
from storage.rows.changes import ChangeRows
from storage.rows.checking_in import CheckInRows
from storage.rows.enquiries import EnquiryRows
from storage.rows.exams import ExamEntryRows, ExamRows
from storage.rows.groups import GroupRows
from storage.rows.guardians import GuardianRows
from storage.rows.honours import HonourRows, StarMarkRows
from storage.rows.hours import HourRows
from storage.rows.importing import ImportRows
from storage.rows.journal import JournalRows
from storage.rows.kinds import KindRows
from storage.rows.known_twice import DoubleRows
from storage.rows.letters import UnitLetterRows
from storage.rows.moves import MoveRows
from storage.rows.offering import OfferRows
from storage.rows.ordering import OrderingRows
from storage.rows.outbox import OutboxRows
from storage.rows.parked import ParkedRows
from storage.rows.profiles import ProfileRows
from storage.rows.qualifications import QualificationRows
from storage.rows.quizzes import QuizRows
from storage.rows.reminders import ReminderRows
from storage.rows.retention import RetentionRows
from storage.rows.roles import RoleRows
from storage.rows.sent_lists import SentListRows
from storage.rows.series import SeriesRows
from storage.rows.signing_up import SignUpRows
from storage.rows.thanks import ThanksRows
from storage.rows.training import TrainingRows
from storage.rows.tree import UnitRows
from storage.rows.unit_settings import UnitSettingRows
from storage.rows.volunteers import PeopleRows
from volunteering.records import Records

R = TypeVar("R")


class Made(Generic[R]):
    """Rows of one subject, made when they are first asked for: most taps need three of them."""

    def __init__(self, kind: Callable[[Transaction], R]) -> None:
        self.kind = kind

    def __set_name__(self, owner: "type[Rows]", name: str) -> None:
        self._name = name

    def __get__(self, rows: "Rows", owner: "type[Rows]") -> R:
        made = vars(rows)[self._name] = self.kind(rows.tx)
        return made


class Rows(Records):
    """All the rows, and what was written through them that others want to know of."""

    people = Made(PeopleRows)
    profiles = Made(ProfileRows)
    guardians = Made(GuardianRows)
    units = Made(UnitRows)
    unit_settings = Made(UnitSettingRows)
    activities = Made(ActivityRows)
    series = Made(SeriesRows)
    changes = Made(ChangeRows)
    asks = Made(AskRows)
    moves = Made(MoveRows)
    buddies = Made(BuddyRows)
    groups = Made(GroupRows)
    sign_ups = Made(SignUpRows)
    offers = Made(OfferRows)
    check_ins = Made(CheckInRows)
    hours = Made(HourRows)
    star_marks = Made(StarMarkRows)
    certificates = Made(CertificateRows)
    calendars = Made(CalendarRows)
    honours = Made(HonourRows)
    enquiries = Made(EnquiryRows)
    exams = Made(ExamRows)
    exam_entries = Made(ExamEntryRows)
    kinds = Made(KindRows)
    qualifications = Made(QualificationRows)
    training = Made(TrainingRows)
    quizzes = Made(QuizRows)
    doubles = Made(DoubleRows)
    retention = Made(RetentionRows)
    ordering = Made(OrderingRows)
    outbox = Made(OutboxRows)
    journal = Made(JournalRows)
    reminders = Made(ReminderRows)
    roles = Made(RoleRows)
    unit_letters = Made(UnitLetterRows)
    censuses = Made(CensusRows)
    appraisals = Made(AppraisalRows)
    parked = Made(ParkedRows)
    importing = Made(ImportRows)
    sent_lists = Made(SentListRows)
    thanks = Made(ThanksRows)

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx

    @property
    def owes(self) -> bool:
        """Whether there is something to deliver after the commit."""
        return self._any("owes")

    @property
    def frees(self) -> bool:
        """Whether what was written may have ended what kept somebody from a place that they wait for."""
        return self._any("frees")

    def _any(self, noted: str) -> bool:
        """Whether one of those that were made has noted this of what was written through it."""
        return any(getattr(made, noted, False) for made in vars(self).values())

    @classmethod
    def reading(cls, reader: Reader) -> Self:
        """The same rows for a screen that only looks: nothing is locked, and writing raises RuntimeError."""
        return cls(ReadOnly(reader))
