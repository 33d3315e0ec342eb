"""Messages owed: what happened by itself that somebody has to be told (decision 2). Every kind there is stands here.

A notice holds facts, not text; it is written in the reader's language when it is delivered, after asking again
whether it is still true. It knows what it is about: what is owed once is sent once.
"""

from typing import Annotated

from pydantic import Field

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.appraisal import AppraisalHanded, AppraisalNamed, AppraisalTold, AppraisalWaits
from volunteering.rules.notices.asking import HelpAsked, HelpMissing
from volunteering.rules.notices.attendance import HoursRecorded, NoShowForgiven, RosterDue
from volunteering.rules.notices.buddies import BuddyChosen, BuddyGone, BuddyOfWard, BuddyWrote
from volunteering.rules.notices.census import CensusAsk
from volunteering.rules.notices.certificates import CertificatesReplaced, CertificateWithdrawn
from volunteering.rules.notices.checking_in import Arrivals, CheckInCode
from volunteering.rules.notices.doubles import MergedAway, NotThem, RecordClaimed, RecordDecided, RecordsMerged
from volunteering.rules.notices.enquiries import EnquiryAnswered, EnquiryMade
from volunteering.rules.notices.exams import (
    ExamCancelled,
    ExamChanged,
    ExamLeft,
    ExamNumber,
    ExamNumbered,
    ExamReminder,
    ExamResulted,
    ExamUnheard,
)
from volunteering.rules.notices.guardians import ConsentGiven, ConsentWithdrawn, PlaceWithoutConsent
from volunteering.rules.notices.honours import CardEnds, HonourGiven, HonourTakenBack, StarsChanged
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade
from volunteering.rules.notices.importing import ListOver, ListProgress, ListTried
from volunteering.rules.notices.keys import About, about_in
from volunteering.rules.notices.leading import (
    Cancelled,
    Changed,
    HandedOver,
    LeaderMissing,
    LeadersDigest,
    OtherRole,
    RiskStated,
)
from volunteering.rules.notices.letters import Letter, LetterProgress
from volunteering.rules.notices.parked import UpdatesParked
from volunteering.rules.notices.qualifications import (
    QualificationDecided,
    QualificationEnded,
    QualificationEnds,
    QualificationSent,
)
from volunteering.rules.notices.quizzes import QuestionsOver, QuestionsTried, QuizReady
from volunteering.rules.notices.retention import KeepAsked
from volunteering.rules.notices.signing_up import (
    FirstCome,
    Gap,
    LateLeave,
    LateRole,
    LeftOver,
    MovedBack,
    NotConfirmed,
    NotedNotComing,
    OfferLapsed,
    OnceMore,
    OutOfReach,
    PlaceLapsed,
    PlaceOffered,
    PleaseConfirm,
    Promoted,
    Reminder,
)
from volunteering.rules.notices.thanks import Commended
from volunteering.rules.notices.training import SessionsAdded, StudyRecorded, TrainingSettled
from volunteering.rules.notices.tree import UnitMerged
from volunteering.rules.notices.volunteers import RoleChanged, StandingChanged

Notice = Annotated[
    Reminder
    | Promoted
    | PlaceOffered
    | OfferLapsed
    | OnceMore
    | FirstCome
    | LeftOver
    | Changed
    | Cancelled
    | OtherRole
    | PleaseConfirm
    | PlaceLapsed
    | MovedBack
    | NotConfirmed
    | NotedNotComing
    | RiskStated
    | LateLeave
    | LateRole
    | Gap
    | LeadersDigest
    | OutOfReach
    | LeaderMissing
    | HandedOver
    | RosterDue
    | HoursRecorded
    | NoShowForgiven
    | CheckInCode
    | Arrivals
    | Commended
    | ClaimMade
    | ClaimDecided
    | StarsChanged
    | CertificatesReplaced
    | CertificateWithdrawn
    | HonourGiven
    | CardEnds
    | HonourTakenBack
    | Letter
    | CensusAsk
    | AppraisalTold
    | AppraisalWaits
    | AppraisalNamed
    | AppraisalHanded
    | RoleChanged
    | StandingChanged
    | ConsentGiven
    | ConsentWithdrawn
    | PlaceWithoutConsent
    | UnitMerged
    | LetterProgress
    | UpdatesParked
    | EnquiryMade
    | EnquiryAnswered
    | RecordsMerged
    | MergedAway
    | RecordClaimed
    | RecordDecided
    | NotThem
    | KeepAsked
    | QualificationSent
    | QualificationDecided
    | QualificationEnds
    | QualificationEnded
    | TrainingSettled
    | StudyRecorded
    | SessionsAdded
    | ExamChanged
    | ExamCancelled
    | ExamLeft
    | ExamNumber
    | ExamReminder
    | ExamNumbered
    | ExamResulted
    | ExamUnheard
    | ListTried
    | ListProgress
    | ListOver
    | BuddyChosen
    | BuddyGone
    | BuddyOfWard
    | BuddyWrote
    | HelpAsked
    | HelpMissing
    | QuizReady
    | QuestionsTried
    | QuestionsOver,
    Field(discriminator="kind"),
]


class Owed(Model):
    """A notice, to whom, and what it is about."""

    key: str
    person_id: int
    notice: Notice
    bulk: bool = False  # bulk waits for everything else
    letter_id: int | None = None  # to a unit

    @property
    def about(self) -> About:
        """What it is about, whoever else is told of it."""
        return about_in(self.key, self.person_id)
