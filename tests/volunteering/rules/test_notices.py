"""What messages are about: a key that reads otherwise than before would tell people of running cities twice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest

from volunteering.rules.appraisal.sheets import Round
from volunteering.rules.asking import AskRound, WhyTold
from volunteering.rules.doubles import ClaimState
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period
from volunteering.rules.honours import StarsBecause
from volunteering.rules.hours import Decision
from volunteering.rules.importing.sending import ListEnd
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
    UnheardOfExam,
)
from volunteering.rules.notices.guardians import ConsentGiven, ConsentWithdrawn, PlaceWithoutConsent
from volunteering.rules.notices.honours import CardEnds, HonourGiven, HonourTakenBack, StarsChanged
from volunteering.rules.notices.hours import ClaimDecided, ClaimMade
from volunteering.rules.notices.importing import ListOver, ListProgress, ListTried
from volunteering.rules.notices.keys import about_in, key_of
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
from volunteering.rules.notices.owed import Notice, Owed
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
    Unheard,
)
from volunteering.rules.notices.thanks import Commended
from volunteering.rules.notices.training import SessionsAdded, StudyRecorded, TrainingSettled
from volunteering.rules.notices.tree import UnitMerged
from volunteering.rules.notices.unheard import WHO_HEARS
from volunteering.rules.notices.volunteers import RoleChanged, StandingChanged
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.reminders import ReminderLine
from volunteering.rules.signing_up import SignUp, SignUpState
from volunteering.rules.tree import Role, Unit

START = datetime(2026, 12, 5, 1, tzinfo=UTC)
PERIOD = Period(start=START, end=START + timedelta(hours=3))
READER = 9
ROUND = AskRound(unit=Unit(id=2, path="/1/2/", name="Baiyun"))

moved = SignUp(id=1, shift_id=3, person_id=READER, state=SignUpState.CONFIRMED, ticket=17, at=START, to_confirm=START)
due = [ReminderLine(shift_id=number, person_id=READER, about=120, starts_at=START) for number in (3, 4)]
reminder = Reminder(shift_ids=(3, 4))
changed = Changed(shift_id=3, title_before="River", place_before="East Gate", period_before=PERIOD)
out_of_reach = OutOfReach(shift_id=3, person_ids=(5, 6), unheard=Unheard.REMINDER)
roster = RosterDue(shift_id=3)
letter = Letter(from_id=5, activity_id=7, text="Bring gloves")

KEYS: list[tuple[Model, tuple[Any, ...], str]] = [
    (reminder, (READER, due), "reminder:9:3@1796432400-120,4@1796432400-120"),
    (OnceMore(shift_ids=(3, 4)), (READER, due), "once_more:9:3@1796432400,4@1796432400"),
    (Promoted(shift_id=3), (READER, 17), "promoted:3:9:17"),
    (PleaseConfirm(shift_id=3), (moved,), "please_confirm:3@1796432400:9"),
    (PlaceLapsed(shift_id=3), (moved,), "place_lapsed:3:9:17"),
    (MovedBack(shift_id=3), (START,), "moved_back:3@1796432400:9"),
    (NotConfirmed(shift_id=3, person_ids=(9, 10)), (START,), "not_confirmed:3@1796432400:9"),
    (PlaceOffered(shift_id=3), (), "offered:3:9"),
    (OfferLapsed(shift_id=3), (READER, START), "offer_lapsed:3:9@1796432400"),
    (FirstCome(shift_id=3), (), "first_come:3:9"),
    (LeftOver(shift_id=3), (READER, START), "left_over:3@1796432400:9"),
    (changed, (), "changed:3:9"),
    (changed, (START,), "changed:3@1796432400:9"),
    (Cancelled(shift_id=3, also=(4,)), (), "cancelled:3:9"),
    (OtherRole(shift_id=3, before="Helpers"), (), "other_role:3:9"),
    (RiskStated(activity_id=7, mark_before="", notice_before=""), (), "risk:7:9"),
    (RiskStated(activity_id=7, mark_before="", notice_before=""), (START,), "risk:7@1796432400:9"),
    (NotedNotComing(shift_id=3, by_id=5, ticket=17), (READER,), "noted_not_coming:3:9:17"),
    (LateLeave(shift_id=3, person_id=5), (17,), "late_leave:3:17:9"),
    (LateRole(shift_id=3, person_id=5, before="Helpers"), (17,), "late_role:3:17:9"),
    (Gap(shift_id=3), (), "gap:3:9"),
    (LeadersDigest(day=date(2026, 12, 5)), (), "digest:2026-12-05:9"),
    (out_of_reach, (START,), "out_of_reach:3@1796432400:reminder:5,6:9"),
    (LeaderMissing(person_id=5, activity_ids=(7, 8)), (), "leader_missing:5:7,8:9"),
    (HandedOver(activity_id=7, by_id=5), (), "handed_over:7:9"),
    (roster, (START,), "roster:3@1796432400:9"),
    (RosterDue(shift_id=3, again=True), (START,), "roster_again:3@1796432400:9"),
    (RosterDue(shift_id=3, only=5), (START,), "roster_own:3:5:9"),
    (HoursRecorded(shift_id=3, entry_id=6), (), "hours:6:9"),
    (NoShowForgiven(shift_id=3), (), "forgiven:3:9"),
    (CheckInCode(shift_id=3, nth=2), (), "check_in_code:3@2:9"),
    (Arrivals(shift_id=3, nth=2), (), "arrivals:3@2:9"),
    (Commended(commendation_id=4), (), "commended:4:9"),
    (ClaimMade(claim_id=4), (), "claim:4:9"),
    (HonourGiven(honour_id=4), (), "honour:4:9"),
    (HonourTakenBack(honour_id=4), (), "honour_taken_back:4:9"),
    (CardEnds(honour_id=4, days_ahead=14), (), "card_ends:4:14:9"),
    (StarsChanged(turn=3, stars=2, because=StarsBecause.REACHED), (), "stars:3:9"),
    (ClaimDecided(claim_id=4, decision=Decision.APPROVED), (), "decided:4:9"),
    (ClaimDecided(claim_id=4, decision=Decision.REJECTED, corrects=True), (), "decided:4:rejected:9"),
    (CertificatesReplaced(certificate_ids=(4, 5)), (), "certificates_replaced:4,5:9"),
    (CertificateWithdrawn(certificate_id=4), (), "certificate_withdrawn:4:9"),
    (QualificationSent(qualification_id=4), (), "qualification:4:9"),
    (
        QualificationDecided(qualification_id=4, state=QualificationState.REJECTED),
        (),
        "qualification:4:rejected:9",
    ),
    (QualificationEnds(qualification_id=4, days_ahead=14), (), "qualification_ends:4:14:9"),
    (QualificationEnded(qualification_id=4, shift_ids=(3,)), (), "qualification_ended:4:9"),
    (TrainingSettled(activity_id=7), (), "training:7:9"),
    (StudyRecorded(shift_id=3, line_id=12), (), "study:12:9"),
    (SessionsAdded(activity_id=7), (), "sessions_added:7:9"),
    (
        ExamChanged(exam_id=4, title_before="Exam", place_before="School", period_before=PERIOD),
        (),
        "exam_changed:4:9",
    ),
    (ExamCancelled(exam_id=4), (), "exam_cancelled:4:9"),
    (ExamLeft(entry_id=4), (), "exam_left:4:9"),
    (ExamNumber(entry_id=4, admission=1003), (), "exam_number:4:1003:9"),
    (ExamReminder(entry_id=4), (START,), "exam_reminder:4@1796432400:9"),
    (ExamNumbered(exam_id=4), (), "exam_numbered:4:9"),
    (ExamResulted(entry_id=4, before=None), (), "exam_result:4:9"),
    (
        ExamUnheard(exam_id=4, person_ids=(5, 6), unheard=UnheardOfExam.NUMBER),
        (START,),
        "exam_unheard:4@1796432400:number:5,6:9",
    ),
    (letter, (), "letter:7:5:fb7c8fdc79041f94:9"),
    (letter, (2,), "broadcast:2:9"),
    (RoleChanged(unit_id=1, role=Role.LEADER), (), "role:1:leader:9"),
    (RoleChanged(unit_id=1, role=None), (), "role:1:none:9"),
    (StandingChanged(change="suspended"), (), "standing:suspended:9"),
    (StandingChanged(change="restored"), (), "standing:restored:9"),
    (StandingChanged(change="no_shows_undone"), (), "no_shows_undone:9"),
    (LetterProgress(broadcast_id=2), (), "broadcast_progress:2"),
    (UpdatesParked(), (), "updates_parked:9"),
    (ConsentGiven(guardian_id=2), (), "consent_given:2:9"),
    (ConsentWithdrawn(guardian_id=2), (), "consent_withdrawn:2:9"),
    (PlaceWithoutConsent(guardian_id=2, person_id=5, shift_id=3), (), "place_without_consent:2:3:9"),
    (UnitMerged(unit_id=4, name="Jiaojiang", into_id=5), (), "unit_merged:4:9"),
    (AppraisalTold(sheet_id=4, appraisal_id=3, round=2, told_of=Round.REMINDED), (), "appraisal:3:2:9"),
    (AppraisalWaits(appraisal_id=3, round=2), (), "appraisal_waits:3:2:9"),
    (AppraisalNamed(sheet_id=4), (), "appraisal_named:4:9"),
    (AppraisalHanded(sheet_id=4, times=1), (), "appraisal_handed:4:1:9"),
    (CensusAsk(census_id=3, times=1), (), "census:3:1:9"),
    (ListTried(list_id=3, at=1796432400), (), "list_tried:3@1796432400"),
    (ListProgress(list_id=3, at=1796432400), (), "list_progress:3@1796432400"),
    (ListOver(list_id=3, name="志愿者.xlsx", end=ListEnd.EMPTY), (), "list_over:3"),
    (RecordsMerged(merge_id=3), (), "records_merged:3"),
    (MergedAway(merge_id=3, kept_id=5), (), "merged_away:3"),
    (RecordClaimed(claim_id=3), (), "record_claimed:3:9"),
    (RecordDecided(claim_id=3, decision=ClaimState.GRANTED), (), "record_decided:3:granted:9"),
    (NotThem(merge_id=3, kept_id=5), (), "not_them:3:9"),
    (KeepAsked(by=START), (READER, START), "keep_asked:9@1796432400"),
    (KeepAsked(by=START, warns=True), (READER, START), "keep_warned:9@1796432400"),
    (QuizReady(activity_id=7), (), "quiz_ready:7:9"),
    (QuestionsTried(list_id=3, at=1796432400), (), "questions_tried:3@1796432400"),
    (QuestionsOver(list_id=3, activity_id=7, name="题目.xlsx", end=ListEnd.EMPTY), (), "questions_over:3"),
    (BuddyChosen(pair_id=4, instead_of=2), (), "buddy_chosen:4:9"),
    (BuddyGone(pair_id=4), (), "buddy_gone:4:9"),
    (BuddyOfWard(pair_id=4), (), "buddy_of_ward:4:9"),
    (BuddyWrote(line_id=4), (), "buddy_wrote:4:9"),
    (HelpAsked(ask_id=4), (), "help_asked:4:9"),
    (
        HelpMissing(shift_id=7, why=WhyTold.NOBODY_LEFT),
        (START, ROUND, START - timedelta(days=2)),
        "help_missing:7@1796432400:nobody_left:2:9",
    ),
    (
        HelpMissing(shift_id=7, why=WhyTold.NOBODY_LEFT),
        (START, ROUND.model_copy(update={"gap": 3}), START - timedelta(hours=20)),
        "help_missing:7@1796432400:soon:2+3:9",
    ),
    (EnquiryMade(enquiry_id=3, line_id=8), (), "enquiry:8:9"),
    (EnquiryAnswered(enquiry_id=3, line_id=8), (), "answer:8:9"),
]


@pytest.mark.parametrize(("notice", "occasion", "key"), KEYS, ids=[key for *_, key in KEYS])
def test_what_is_owed_reads_as_it_always_has(notice: Any, occasion: tuple[Any, ...], key: str) -> None:
    if hasattr(notice, "key"):  # it is for one reader only
        assert notice.key(*occasion) == key
    else:
        assert key_of(notice.about(*occasion), READER) == key


def test_of_every_kind_it_is_decided_who_hears_of_it_where_its_reader_does_not() -> None:
    kinds = set(get_args(get_args(Notice)[0]))
    assert set(WHO_HEARS) == kinds, "a kind of notice has no line in unheard.py"


def test_every_kind_says_what_it_is_about() -> None:
    kinds = set(get_args(get_args(Notice)[0]))
    assert {type(notice) for notice, _, _ in KEYS} == kinds, "a kind of notice has no key in this list"


def test_of_a_merge_that_is_undone_both_are_told() -> None:
    assert RecordsMerged(merge_id=2, undone=True).key_undone(READER) == "merge_undone:2:9"


def test_somebody_else_is_told_of_the_same() -> None:
    owed = Owed(key=key_of(roster.about(START), READER), person_id=READER, notice=roster)
    assert owed.about == roster.about(START)
    assert about_in("claim:9:9", READER) == "claim:9", "only the reader is taken away"
