"""What a tap changes is asked about first, or has its way back, or harms nobody: for every button there is.

docs/screens.md: How a screen is written. A new button that changes something has to say here which it is.
"""

from dataclasses import dataclass
from typing import Final

import pytest

from handlers.buttons import (
    activities,
    appraisal,
    asking,
    attendance,
    buddies,
    calendars,
    census,
    certificates,
    checking_in,
    doubles,
    enquiries,
    exams,
    forms,
    groups,
    guardians,
    honours,
    hours,
    importing,
    leading,
    letters,
    needs,
    parked,
    profiles,
    qualifications,
    quizzes,
    retention,
    signing_up,
    thanks,
    training,
    tree,
    unit_settings,
    volunteers,
)
from handlers.buttons.button import Button
from handlers.doors.routes import ALL


@dataclass(frozen=True)
class AskedFirst:
    """It is done only after a further question: of this button's screen, or of the form that it opens."""

    by: type[Button] | None = None


@dataclass(frozen=True)
class SetBack:
    """It is done at once, and this button takes it back."""

    by: type[Button]


@dataclass(frozen=True)
class Harmless:
    """It is done at once; why nobody needs a way back."""

    why: str


FORM: Final = AskedFirst()
SEARCH: Final = Harmless("it only asks what to look for")
OF_A_FORM: Final = Harmless("nothing is done before the form is confirmed")
TICK: Final = Harmless("ticks are no hours yet, and each can be set again")

HOW: Final[dict[type[Button], AskedFirst | SetBack | Harmless]] = {
    # Places
    signing_up.TakeShift: SetBack(signing_up.LeaveShift),
    signing_up.TakeInRole: SetBack(signing_up.UndoRole),  # where somebody would have the place at once, it asks
    signing_up.ChangeRoleSurely: AskedFirst(signing_up.TakeInRole),
    signing_up.UndoRole: SetBack(signing_up.TakeInRole),
    signing_up.LeaveShift: SetBack(signing_up.TakeShift),  # where somebody would have the place at once, it asks
    signing_up.SayNotComing: SetBack(signing_up.TakeShift),
    signing_up.LeaveSurely: AskedFirst(signing_up.LeaveShift),
    signing_up.TakeSeries: SetBack(signing_up.LeaveSeries),
    signing_up.LeaveSeries: SetBack(signing_up.TakeSeries),  # where somebody would have a place at once, it asks
    signing_up.LeaveSeriesSurely: AskedFirst(signing_up.LeaveSeries),
    signing_up.AgreeAndTake: SetBack(signing_up.LeaveShift),
    signing_up.AgreeToRisk: Harmless("it puts nobody anywhere, and whoever thinks better of it leaves the shift"),
    signing_up.SayComing: SetBack(signing_up.SayNotComing),
    signing_up.SayLate: SetBack(signing_up.SayComing),
    signing_up.ConfirmMove: SetBack(signing_up.SayNotComing),
    signing_up.TakeOffer: SetBack(signing_up.LeaveShift),
    signing_up.SkipOffer: Harmless("one keeps one's number, and is asked when the next place comes free"),
    # Asking for help
    asking.TakeAsked: SetBack(signing_up.LeaveShift),
    asking.NotThisOne: SetBack(asking.TakeAsked),
    asking.NotThisMonth: SetBack(asking.AskAsBefore),
    asking.AskLess: SetBack(asking.AskAsBefore),
    asking.AskAsBefore: SetBack(asking.SetPace),
    asking.SetPace: SetBack(asking.SetPace),
    asking.Widen: Harmless("people are asked by and by, each as seldom as they want, and none is told anything else"),
    # Activities
    activities.OrderActivities: SetBack(activities.OrderActivities),
    leading.BeginPosting: FORM,
    leading.CopyActivity: FORM,
    leading.AddShift: FORM,
    leading.EditActivity: SetBack(leading.UndoChange),
    leading.MoveShift: SetBack(leading.UndoMove),
    leading.UndoMove: SetBack(leading.MoveShift),
    leading.UndoChange: SetBack(leading.EditActivity),
    leading.ChangePlaces: SetBack(leading.ChangePlaces),  # where somebody would have a place at once, it asks
    leading.SetPlaces: AskedFirst(leading.ChangePlaces),
    leading.TakeRiskAway: SetBack(leading.UndoChange),
    leading.HandOver: SetBack(leading.HandOver),
    needs.RequireKind: SetBack(needs.DropRequired),
    needs.DropRequired: SetBack(needs.RequireKind),
    needs.SetAnyOf: SetBack(needs.SetAnyOf),
    needs.RequireInduction: SetBack(needs.RequireInduction),
    needs.RequireLanguage: SetBack(needs.RequireLanguage),
    needs.ChangeLeastAge: SetBack(needs.ChangeLeastAge),
    needs.FindHindered: SEARCH,
    leading.CancelShift: AskedFirst(leading.AskCancelShift),
    leading.CancelActivity: AskedFirst(leading.AskCancelActivity),
    leading.EndSeries: AskedFirst(leading.AskEndSeries),
    # Rosters: what is confirmed is corrected on the same screen, and the ledger shows both
    attendance.TickPerson: TICK,
    attendance.AllCame: TICK,
    attendance.AdjustMinutes: TICK,
    attendance.NoteComing: SetBack(attendance.NoteComing),
    attendance.NoteNotComing: AskedFirst(attendance.NoteNotComing),
    attendance.Excuse: TICK,
    attendance.SendHome: TICK,
    attendance.CountServed: SetBack(attendance.CountServed),
    attendance.FindOnRoster: SEARCH,
    attendance.FindWalkIn: SEARCH,
    attendance.AddWalkIn: SetBack(attendance.TickPerson),
    attendance.ConfirmRoster: SetBack(attendance.ConfirmRoster),  # where nobody came, it asks
    # Checking in
    checking_in.ShowCode: Harmless("a message of one's own, which ends by itself"),
    checking_in.ShowArrivals: Harmless("a message of one's own, which ends by itself"),
    checking_in.LeaveArrivals: SetBack(checking_in.ShowArrivals),
    checking_in.TickHere: SetBack(checking_in.TickHere),
    checking_in.CheckMeIn: Harmless("it is a tick, which is no hours yet, and which whoever leads takes back"),
    checking_in.CheckMeOut: SetBack(checking_in.CheckMeIn),
    checking_in.ComeAlong: SetBack(signing_up.LeaveShift),  # before the start; after it, it is a tick
    # Hours
    hours.LogHours: FORM,
    hours.ChangeClaim: FORM,
    hours.WithdrawClaim: SetBack(hours.ChangeClaim),
    hours.ApproveClaim: SetBack(hours.TakeBackClaim),
    hours.ApproveAll: AskedFirst(hours.AskApproveAll),
    hours.ApproveAfterAll: SetBack(hours.TakeBackClaim),
    hours.RejectClaim: SetBack(hours.ApproveAfterAll),
    hours.TakeBackClaim: SetBack(hours.ApproveAfterAll),
    # Words to others
    letters.WriteToPeople: FORM,
    # A census
    census.OpenCensus: Harmless("it only counts, where nobody ever has"),
    census.StartCensus: AskedFirst(census.BeginCensus),
    census.StopCensus: Harmless("what was answered stays, and it can be started again"),
    census.AnswerCensus: FORM,
    # The appraisal
    appraisal.OpenAppraisal: AskedFirst(appraisal.BeginAppraisal),
    appraisal.CloseAppraisal: AskedFirst(appraisal.AskClose),
    appraisal.ReopenAppraisal: AskedFirst(appraisal.AskReopen),
    appraisal.RemindMissing: Harmless("whoever is missing is told once more, once a day at most"),
    appraisal.FindToAdd: SEARCH,
    appraisal.NamePost: FORM,
    appraisal.TakeOut: SetBack(appraisal.PutBackIn),
    appraisal.PutBackIn: SetBack(appraisal.TakeOut),
    appraisal.FindLeaderAbove: SEARCH,
    appraisal.NameLeaderAbove: SetBack(appraisal.NameLeaderAbove),
    appraisal.MarkMyself: SetBack(appraisal.MarkMyself),
    appraisal.SayOfMyself: SetBack(appraisal.SayOfMyself),
    appraisal.CommentOnSheet: SetBack(appraisal.CommentOnSheet),
    appraisal.ReadSheet: Harmless("that it was read is noted, and nothing else"),
    appraisal.MarkThem: SetBack(appraisal.MarkThem),
    appraisal.SayOfThem: SetBack(appraisal.SayOfThem),
    appraisal.HandSheetOver: SetBack(appraisal.TakeSheetBack),
    appraisal.TakeSheetOver: AskedFirst(appraisal.AskOfThem),
    appraisal.TakeSheetBack: SetBack(appraisal.HandSheetOver),
    letters.WriteToUnit: FORM,
    letters.StopLetter: Harmless("while it asked, more people would get it; it can be written again"),
    enquiries.Appeal: Harmless("it is a question, and takes nothing"),
    enquiries.AskLeader: FORM,
    enquiries.AnswerLetter: FORM,
    enquiries.SayMore: FORM,
    enquiries.SayWasThere: Harmless("it asks a leader, who decides"),
    enquiries.PutRight: SetBack(attendance.ConfirmRoster),
    # Qualifications
    qualifications.AddQualification: FORM,
    qualifications.SendAgain: FORM,
    qualifications.TakeAway: AskedFirst(qualifications.AskTakeAway),
    qualifications.VerifyQualification: SetBack(qualifications.TakeBackVerified),
    qualifications.VerifyAfterAll: SetBack(qualifications.TakeBackVerified),
    qualifications.RejectQualification: SetBack(qualifications.VerifyAfterAll),
    qualifications.TakeBackVerified: SetBack(qualifications.VerifyAfterAll),
    qualifications.FindToQualify: SEARCH,
    qualifications.GiveQualification: SetBack(qualifications.TakeBackVerified),
    # Trainings
    training.TakeTraining: SetBack(training.LeaveTraining),
    training.LeaveTraining: SetBack(training.TakeTraining),  # where somebody would have a place at once, it asks
    training.LeaveTrainingSurely: AskedFirst(training.LeaveTraining),
    training.CopyTraining: FORM,
    training.HoldTraining: FORM,
    training.ChangeTraining: FORM,
    training.SetPassed: SetBack(training.SetPassed),
    training.PassPresent: SetBack(training.SetPassed),
    training.EnterMark: FORM,
    training.TypeResults: FORM,
    qualifications.AddKind: FORM,
    qualifications.ChangeKind: FORM,
    qualifications.RemoveKind: SetBack(qualifications.PutKindBack),
    qualifications.PutKindBack: SetBack(qualifications.RemoveKind),
    # Tests of trainings
    quizzes.AddQuestions: FORM,
    quizzes.SendQuestionList: FORM,
    quizzes.PutListedQuestions: AskedFirst(quizzes.ShowListedQuestions),
    quizzes.TakeListedBack: Harmless("whoever sent the list sends it again"),
    quizzes.ChangeQuestion: SetBack(quizzes.ChangeQuestion),
    quizzes.MoveQuestion: SetBack(quizzes.MoveQuestion),
    quizzes.RemoveQuestion: SetBack(quizzes.PutQuestionBack),
    quizzes.PutQuestionBack: SetBack(quizzes.RemoveQuestion),
    quizzes.ChangeQuizRules: FORM,
    quizzes.TellOfQuiz: Harmless("it tells whoever may take the test, each once, as the last roster does"),
    quizzes.BeginQuiz: AskedFirst(quizzes.OpenQuiz),
    quizzes.AnswerQuiz: Harmless("it is an answer, which a test takes once"),
    quizzes.TickOption: SetBack(quizzes.TickOption),
    quizzes.AnswerTicked: Harmless("it is an answer, which a test takes once"),
    # Buddies
    buddies.DeclineBuddy: SetBack(buddies.ResumeBuddy),
    buddies.ResumeBuddy: SetBack(buddies.DeclineBuddy),
    buddies.GoWithout: SetBack(buddies.TakePart),
    buddies.TakePart: SetBack(buddies.GoWithout),
    buddies.WriteToBuddy: FORM,
    # Certificates
    certificates.GetCertificate: SetBack(certificates.WithdrawCertificate),
    certificates.TypeDays: FORM,
    certificates.SetNameShown: SetBack(certificates.SetNameShown),
    certificates.WithdrawCertificate: AskedFirst(certificates.AskWithdrawCertificate),
    certificates.WithdrawCertificateOf: FORM,
    certificates.AskNumber: SEARCH,
    # Groups
    groups.SignUpHere: SetBack(signing_up.LeaveShift),
    groups.BindGroup: SetBack(groups.UnbindGroup),
    groups.UnbindGroup: AskedFirst(groups.AskUnbind),
    # Calendars
    calendars.OpenCalendar: SetBack(calendars.CloseCalendar),
    calendars.RenewCalendar: AskedFirst(calendars.AskRenewCalendar),
    calendars.CloseCalendar: AskedFirst(calendars.AskCloseCalendar),
    # Honours
    honours.GiveHonour: FORM,
    honours.GiveCard: SetBack(honours.TakeBackHonour),
    honours.TakeBackHonour: AskedFirst(honours.AskTakeBackHonour),
    # Settings of a unit
    unit_settings.ChangeSetting: SetBack(unit_settings.ChangeSetting),
    unit_settings.PutSettingBack: SetBack(unit_settings.ChangeSetting),
    unit_settings.TurnSetting: SetBack(unit_settings.TurnSetting),
    # Ratings and thanks
    thanks.RateShift: SetBack(thanks.WithdrawRating),
    thanks.WithdrawRating: SetBack(thanks.RateShift),
    thanks.SayOfShift: SetBack(thanks.SayOfShift),
    thanks.HideWords: SetBack(thanks.HideWords),
    thanks.Commend: SetBack(thanks.TakeBackCommendation),
    thanks.TakeBackCommendation: SetBack(thanks.Commend),
    # Exams
    exams.RegisterForExam: SetBack(exams.WithdrawFromExam),
    exams.WithdrawFromExam: SetBack(exams.RegisterForExam),  # once the window has closed, it asks
    exams.ReallyWithdraw: AskedFirst(exams.WithdrawFromExam),
    exams.AnnounceExam: FORM,
    exams.ChangeExam: FORM,
    exams.ChangeLevelPlaces: SetBack(exams.ChangeLevelPlaces),
    exams.SetLevelCondition: SetBack(exams.SetLevelCondition),
    exams.AddExamLevel: SetBack(exams.RemoveExamLevel),
    exams.RemoveExamLevel: SetBack(exams.AddExamLevel),
    exams.CancelExam: AskedFirst(exams.AskCancelExam),
    exams.GiveNumbers: Harmless("everybody gets one anyway, and whoever registers later has the next"),
    exams.EnterResult: SetBack(exams.ClearResult),
    exams.ClearResult: SetBack(exams.EnterResult),
    exams.TypeMark: SetBack(exams.ClearResult),
    exams.SendResults: Harmless("it only asks for a list, of which is said first what would come of it"),
    # Oneself
    volunteers.Agree: SetBack(volunteers.EraseMe),
    volunteers.ChangeName: SetBack(volunteers.ChangeName),
    volunteers.ChangePhone: SetBack(volunteers.ChangePhone),
    volunteers.SetLanguage: SetBack(volunteers.SetLanguage),
    volunteers.SetAtOnce: SetBack(volunteers.SetAtOnce),
    volunteers.ChooseTeam: SetBack(volunteers.ChooseTeam),
    volunteers.SetHomeTeam: SetBack(volunteers.ChooseTeam),
    volunteers.FindTeam: SetBack(volunteers.LeaveTeam),
    volunteers.JoinTeam: SetBack(volunteers.LeaveTeam),
    volunteers.LeaveTeam: SetBack(volunteers.JoinTeam),
    volunteers.LeaveForNow: AskedFirst(volunteers.AskLeave),
    volunteers.ComeBack: SetBack(volunteers.LeaveForNow),
    volunteers.EraseMe: AskedFirst(volunteers.AskErase),
    guardians.AskGuardian: Harmless("a link only lets somebody read what it is about; of many the newest hold"),
    guardians.GiveConsent: FORM,
    guardians.WithdrawConsent: AskedFirst(guardians.AskWithdraw),
    guardians.ForgetGuardian: AskedFirst(guardians.AskForgetGuardian),
    profiles.AskParticular: SetBack(profiles.TakeBack),
    profiles.TakeBack: SetBack(profiles.AskParticular),
    profiles.SetSlot: SetBack(profiles.SetSlot),
    profiles.SetSpoken: SetBack(profiles.SetSpoken),
    profiles.AddLanguage: SetBack(profiles.SetSpoken),
    profiles.BlockDays: SetBack(profiles.UnblockDays),
    profiles.UnblockDays: SetBack(profiles.BlockDays),
    # Others
    volunteers.FindPeople: SEARCH,
    volunteers.GiveRole: FORM,
    volunteers.TakeRole: AskedFirst(volunteers.AskTakeRole),
    volunteers.SuspendPerson: SetBack(volunteers.RestorePerson),
    volunteers.RestorePerson: SetBack(volunteers.SuspendPerson),
    volunteers.Forgive: SetBack(volunteers.CountAgain),
    volunteers.CountAgain: SetBack(volunteers.Forgive),
    volunteers.UndoNoShow: SetBack(attendance.ConfirmRoster),
    volunteers.UndoNoShows: AskedFirst(volunteers.AskUndoNoShows),
    # Who is here twice
    doubles.BeginMerge: SEARCH,
    doubles.AskDouble: SEARCH,
    doubles.MergePeople: SetBack(doubles.UndoMerge),
    doubles.UndoMerge: SetBack(doubles.MergePeople),
    doubles.DecideRecordClaim: AskedFirst(doubles.ShowRecordClaim),
    doubles.SayNotThem: Harmless("it asks an admin, who decides"),
    retention.KeepRecord: SetBack(volunteers.EraseMe),
    # Lists of people
    importing.SayWhoseList: Harmless("it is only looked through then"),
    importing.SayWhichTraining: Harmless("it is only looked through then"),
    importing.SayWhichExam: Harmless("it is only looked through then"),
    importing.ImportList: AskedFirst(importing.ShowSentList),
    importing.TakeListBack: Harmless("nothing of it is there, and it can be sent again"),
    # The tree
    tree.AddUnit: SetBack(tree.RemoveUnit),
    tree.RemoveUnit: AskedFirst(tree.AskRemove),
    tree.MergeUnit: FORM,
    tree.FindUnit: SEARCH,
    tree.RenameUnit: SetBack(tree.RenameUnit),
    tree.MoveUnit: FORM,
    # What was put aside
    parked.ReplayParked: Harmless("its person asked for it"),
    parked.ReplayAllParked: Harmless("their people asked for it"),
    parked.DropParked: AskedFirst(parked.AskDropParked),
    # Forms
    **dict.fromkeys((kind for kind in ALL.buttons if kind.__module__ == forms.__name__), OF_A_FORM),
}

WRITING: Final = {kind for kind, route in ALL.buttons.items() if route.writes}


def test_of_every_button_that_changes_something_it_is_said_how_that_is_taken_back() -> None:
    said = {kind for kind in HOW if ALL.buttons[kind].writes}
    assert {kind.__name__ for kind in WRITING - said} == set(), "does it ask, is it undone, or is it harmless?"
    assert {kind.__name__ for kind in HOW.keys() - WRITING if kind.__module__ != forms.__name__} == set()


@pytest.mark.parametrize("kind", HOW, ids=lambda kind: kind.__name__)
def test_what_asks_or_takes_it_back_is_there(kind: type[Button]) -> None:
    match HOW[kind]:
        case AskedFirst(by=by) if by is not None:
            assert by in ALL.buttons
            assert ALL.buttons[by].role is ALL.buttons[kind].role, "whoever may do it is asked before"
        case SetBack(by=by):
            assert ALL.buttons[by].writes
        case Harmless(why=why):
            assert why
