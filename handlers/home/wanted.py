"""Going where people want to who type what stands on buttons, or nearly (`volunteering.rules.reading.wishes`)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from handlers.buttons.activities import FindActivities, ListActivities, ShowShift, When
from handlers.buttons.appraisal import ShowAppraisals
from handlers.buttons.asking import ShowAsk
from handlers.buttons.buddies import ShowBuddies
from handlers.buttons.button import Button, sought
from handlers.buttons.calendars import ShowCalendar
from handlers.buttons.census import ShowCensus
from handlers.buttons.certificates import AskNumber, CheckCertificate, OpenCertificate
from handlers.buttons.checking_in import OpenCheckIn
from handlers.buttons.enquiries import AskLeader, ListAsked, ListMyEnquiries
from handlers.buttons.exams import ListExams
from handlers.buttons.groups import ListGroups
from handlers.buttons.guardians import ShowMyGuardian, ShowWards
from handlers.buttons.home import Help, Home
from handlers.buttons.honours import ShowMyHonours
from handlers.buttons.hours import LogHours, MyHours, ShowPending
from handlers.buttons.leading import BeginPosting, Manage
from handlers.buttons.profiles import ShowAboutMe
from handlers.buttons.qualifications import ListToVerify, ShowQualifications
from handlers.buttons.reports import ShowTotals
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.thanks import ListToRate, ShowMyRecord
from handlers.buttons.training import HoldTraining, ShowTraining
from handlers.buttons.tree import ShowUnits
from handlers.buttons.volunteers import ChooseLanguage, FindPeople, ShowPrivacy, ShowProfile, ShowTeams
from handlers.home.screens import wanted as screens
from handlers.tapping.screen import Answer, GoTo
from handlers.tapping.tap import Tap
from storage.engine.pages import Page
from storage.views.signing_up import AskedOfMe, MyShift, overview, what_waits_for_answer
from volunteering.rules.certificates import read_number
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.reading import Wish, Wished, day_within, wish_in
from volunteering.rules.reminders import asked_last

MOST_SHIFTS: Final = 50
"""Of the shifts ahead, so many of the first are looked through for the one that is meant."""

_ANYBODYS: Final[dict[Wish, Button]] = {
    Wish.HELP: Help(),
    Wish.LANGUAGE: ChooseLanguage(),
    Wish.PRIVACY: ShowPrivacy(),
    Wish.GUARDIAN: ShowWards(),  # who is registered nowhere may answer for somebody
    Wish.MY_CONSENT: ShowWards(),
    Wish.CHECK: AskNumber(),
}
_EVERYBODYS: Final[dict[Wish, Button]] = {
    **_ANYBODYS,
    Wish.ACTIVITIES: ListActivities(),
    Wish.WEEKEND: ListActivities(when=When.WEEKEND),
    Wish.THIS_WEEK: ListActivities(when=When.THIS_WEEK),
    Wish.MY_SHIFTS: MyShifts(),
    Wish.CHECK_IN: OpenCheckIn(),
    Wish.CALENDAR: ShowCalendar(),
    Wish.MY_ACTIVITIES: MyShifts(),
    Wish.MY_HOURS: MyHours(),
    Wish.LOG_HOURS: LogHours(),
    Wish.PROFILE: ShowProfile(),
    Wish.ABOUT_ME: ShowAboutMe(),
    Wish.GUARDIAN: ShowMyGuardian(),
    Wish.QUALIFICATIONS: ShowQualifications(),
    Wish.RATE: ListToRate(),
    Wish.MY_RECORD: ShowMyRecord(),
    Wish.TRAINING: ShowTraining(),
    Wish.INDUCTION: ShowTraining(),
    Wish.EXAMS: ListExams(),
    Wish.HONOURS: ShowMyHonours(),
    Wish.BUDDIES: ShowBuddies(),
    Wish.CERTIFICATE: OpenCertificate(),
    Wish.MY_TEAMS: ShowTeams(),
    Wish.APPRAISAL: ShowAppraisals(),
    Wish.ASK_LEADER: AskLeader(matter=Matter.TEAM),
    Wish.WHY_NOT: AskLeader(matter=Matter.TEAM),
    Wish.QUESTIONS: ListMyEnquiries(),
    Wish.MY_QUESTIONS: ListMyEnquiries(),
    Wish.HOLD_TRAINING: ShowTraining(),
    Wish.GIVE_HONOUR: ShowMyHonours(),
    Wish.COMMEND: AskLeader(matter=Matter.TEAM),  # who commends in the name of all
    Wish.GREET: Home(),
    Wish.HOME: Home(),
}
_LEADERS: Final[dict[Wish, Button]] = {
    Wish.MY_ACTIVITIES: Manage(),
    Wish.POST: BeginPosting(),
    Wish.HOLD_TRAINING: HoldTraining(),
    Wish.MANAGE: Manage(),
    Wish.DECIDE: ShowPending(),
    Wish.GROUPS: ListGroups(),
    Wish.QUESTIONS: ListAsked(),
    Wish.VERIFY: ListToVerify(),
    Wish.WHY_NOT: Manage(),
}
_ADMINS: Final[dict[Wish, Button]] = {
    Wish.TOTALS: ShowTotals(),
    Wish.CENSUS: ShowCensus(),
    Wish.QUALITY: ShowTotals(),
    Wish.PEOPLE: FindPeople(),
    Wish.GIVE_HONOUR: FindPeople(),
    Wish.TEAMS: ShowUnits(),
}


async def wanted(tap: Tap, typed: str) -> Answer | GoTo | None:
    """Where it leads, for who may go there; None for what is no wish of theirs.

    By a word nothing is left and nobody signed up: the screen that it leads to has a button for that.
    """
    if (number := read_number(typed)) is not None:
        return GoTo(CheckCertificate(number=number))
    wished = wish_in(typed)
    if wished is None:
        return None
    button = _button(tap, wished.wish)
    if button is not None:
        return GoTo(button)
    return await _asked(tap, wished) if tap.is_here else None


def _button(tap: Tap, wish: Wish) -> Button | None:
    if not tap.is_here:
        return _ANYBODYS.get(wish)
    if wish is Wish.COMMEND and tap.rights.is_leader:
        return None  # asked of a shift of theirs
    of_role = (_LEADERS if tap.rights.is_leader else {}) | (_ADMINS if tap.rights.is_admin else {})
    return (_EVERYBODYS | of_role).get(wish)


async def _asked(tap: Tap, wished: Wished) -> Answer | GoTo | None:
    match wished.wish:
        case Wish.LOOK_FOR:
            return GoTo(FindActivities(text=sought(wished.about)))
        case Wish.LEAVE:
            return Answer(screens.leave_what(tap.words), at=Home())
        case Wish.COMMEND:
            return GoTo(Manage(past=True), said=screens.commended_by_roster(tap.words))
        case Wish.ANSWER | Wish.YES:
            return await _to_what_was_asked(tap, wished.wish)
        case Wish.CANNOT_COME if not wished.about and (asked := await _asked_to_help(tap)):
            mine = (await overview(tap.read, tap.me.id, tap.now, Month.of(_today(tap)), page=Page(MOST_SHIFTS))).shifts
            return _to_one_of(tap, asked, mine)
        case Wish.CANNOT_COME | Wish.STOP | Wish.MY_ROLE:
            return await _to_my_shift(tap, wished.about)
    return None


async def _waiting(tap: Tap) -> tuple[AskedOfMe, ...]:
    asked = asked_last(tap.policy)
    return await what_waits_for_answer(tap.read, tap.me.id, tap.now, asked=asked, limit=screens.MOST)


async def _asked_to_help(tap: Tap) -> tuple[AskedOfMe, ...]:
    return tuple(one for one in await _waiting(tap) if one.ask is not None)


async def _to_what_was_asked(tap: Tap, wish: Wish) -> Answer | GoTo | None:
    """To where it is answered; where nothing was asked, to one's shifts. None: a yes to nothing."""
    asked = await _waiting(tap)
    if asked:
        return _to_one_of(tap, asked)
    return await _to_my_shift(tap, "") if wish is Wish.ANSWER else None


def _to_one_of(tap: Tap, asked: Sequence[AskedOfMe], others: Sequence[MyShift] = ()) -> Answer | GoTo:
    if len(asked) + len(others) == 1:
        [one] = asked
        return GoTo(ShowShift(shift=one.shift.id) if one.ask is None else ShowAsk(ask=one.ask))
    return Answer(screens.which_is_answered(tap.words, asked, others), at=MyShifts())


async def _to_my_shift(tap: Tap, which: str) -> Answer | GoTo:
    """The card of the shift that is meant, of that day and title, or the only one; else those it may be."""
    today = _today(tap)
    mine = await overview(tap.read, tap.me.id, tap.now, Month.of(today), page=Page(MOST_SHIFTS))
    day, title = day_within(which, today)
    that_day = [one for one in mine.shifts if day is None or local_day(one.shift.period.start, tap.zone) == day]
    if not that_day and day:
        return GoTo(MyShifts(), said=screens.nothing_that_day(tap.words, day))
    meant = _called(that_day, title) or (that_day if day else [])
    if len(meant) == 1:
        return GoTo(ShowShift(shift=meant[0].shift.id))
    if meant and len(meant) < len(mine.shifts):
        return Answer(screens.which_one(tap.words, meant), at=MyShifts())
    return GoTo(MyShifts())


def _today(tap: Tap) -> date:
    return local_day(tap.now, tap.zone)


def _called(shifts: list[MyShift], title: str) -> list[MyShift]:
    return [one for one in shifts if folded(title) in folded(one.title)]
