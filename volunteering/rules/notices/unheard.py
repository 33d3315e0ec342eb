"""Who hears of a message that did not reach its reader (docs/rules.md: People out of reach). Every kind stands here."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final

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


class Hears(Enum):
    """Who does, in place of its reader."""

    SHIFT_S_LEADER = auto()  # calls them
    EXAM_S_HOLDER = auto()  # calls them
    THE_OTHERS = auto()  # who answer for the same get the message themselves
    NOBODY = auto()  # it is there when they come back, and until then nobody counts on their knowing it


WHO_HEARS: Final[Mapping[type[Model], Hears]] = {
    # Somebody is expected at a place and a time, or with something that they don't know.
    **dict.fromkeys((Reminder, Promoted, Changed, Cancelled, OtherRole, HandedOver), Hears.SHIFT_S_LEADER),
    **dict.fromkeys((PleaseConfirm, OnceMore), Hears.SHIFT_S_LEADER),
    **dict.fromkeys((Letter, EnquiryAnswered), Hears.SHIFT_S_LEADER),
    **dict.fromkeys((BuddyChosen, BuddyGone, BuddyWrote), Hears.SHIFT_S_LEADER),
    **dict.fromkeys((ExamNumber, ExamReminder, ExamChanged, ExamCancelled, ExamResulted), Hears.EXAM_S_HOLDER),
    # Something waits for those who lead or hold it.
    **dict.fromkeys(
        (LateLeave, LateRole, NotConfirmed, Gap, OutOfReach, RosterDue, LeaderMissing, HelpMissing), Hears.THE_OTHERS
    ),
    LeadersDigest: Hears.THE_OTHERS,
    **dict.fromkeys((ClaimMade, EnquiryMade, PlaceWithoutConsent), Hears.THE_OTHERS),
    **dict.fromkeys((QualificationSent, QualificationEnded), Hears.THE_OTHERS),
    **dict.fromkeys((ExamLeft, ExamNumbered, ExamUnheard), Hears.THE_OTHERS),
    # What is offered to somebody out of reach is offered to the next; of what nobody took in time nobody is expected.
    **dict.fromkeys((PlaceOffered, OfferLapsed, FirstCome, LeftOver), Hears.NOBODY),
    # All admins have these.
    **dict.fromkeys((RecordClaimed, NotThem, UpdatesParked), Hears.NOBODY),
    # The roster marks who has not agreed; of a consent that is withdrawn the leader hears by a message of their own.
    **dict.fromkeys((RiskStated, ConsentGiven, ConsentWithdrawn, BuddyOfWard), Hears.NOBODY),
    # What came of something stands where they look for it: hours, trainings, qualifications, thanks, records.
    **dict.fromkeys((HoursRecorded, ClaimDecided, StudyRecorded, TrainingSettled, QuizReady), Hears.NOBODY),
    NotedNotComing: Hears.NOBODY,  # whoever noted it has talked with them
    **dict.fromkeys((PlaceLapsed, MovedBack), Hears.NOBODY),  # nobody waits for them any more
    HelpAsked: Hears.NOBODY,  # others are asked
    SessionsAdded: Hears.NOBODY,  # nobody is expected where they have not signed up
    **dict.fromkeys((QualificationDecided, QualificationEnds), Hears.NOBODY),  # once it ends, leaders are told
    **dict.fromkeys((Commended, StarsChanged, HonourGiven, HonourTakenBack, CardEnds), Hears.NOBODY),
    **dict.fromkeys((CertificatesReplaced, CertificateWithdrawn), Hears.NOBODY),  # whoever checks one reads it there
    **dict.fromkeys((RecordsMerged, MergedAway, RecordDecided, UnitMerged), Hears.NOBODY),
    **dict.fromkeys((RoleChanged, StandingChanged, NoShowForgiven), Hears.NOBODY),
    # Who has not said anything yet is seen by those who asked; some of these are sent to very many, apart.
    **dict.fromkeys((CensusAsk, KeepAsked, AppraisalTold, AppraisalWaits), Hears.NOBODY),
    **dict.fromkeys((AppraisalNamed, AppraisalHanded), Hears.NOBODY),
    # Of what its reader does here themselves.
    **dict.fromkeys((CheckInCode, Arrivals), Hears.NOBODY),
    **dict.fromkeys((ListTried, ListProgress, ListOver, LetterProgress, QuestionsTried, QuestionsOver), Hears.NOBODY),
}
"""By kind of message; what is sent to very many is passed on to nobody, whatever it says."""
