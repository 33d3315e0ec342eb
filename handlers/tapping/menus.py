"""The menu of commands, by role and language (Telegram shows it behind the / key)."""

from collections.abc import Iterable
from dataclasses import dataclass

from handlers.buttons.activities import ListActivities
from handlers.buttons.appraisal import ShowAppraisals
from handlers.buttons.button import Button
from handlers.buttons.calendars import ShowCalendar
from handlers.buttons.census import OpenCensus
from handlers.buttons.certificates import AskNumber, OpenCertificate
from handlers.buttons.checking_in import OpenCheckIn
from handlers.buttons.exams import ListExams
from handlers.buttons.groups import ListGroups
from handlers.buttons.home import Help
from handlers.buttons.hours import LogHours
from handlers.buttons.leading import BeginPosting, Manage
from handlers.buttons.qualifications import ShowQualifications
from handlers.buttons.reports import ShowTotals
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.thanks import ListToRate
from handlers.buttons.training import ShowTraining
from handlers.buttons.tree import ShowUnits
from handlers.buttons.volunteers import ChooseLanguage, FindPeople, Register, ShowPrivacy, ShowProfile
from volunteering.rules.tree import Rights
from words.words import Words, sentence


@dataclass(frozen=True, slots=True)
class Offered:
    """A command of the menu."""

    name: str
    what: str  # it is for: a sentence for the catalogues
    leads_to: Button | None = None  # the button for who mistyped it; none where there is nothing to lead to


_FOR_ANYBODY = (
    Offered("verify", sentence("Check a certificate"), AskNumber()),
    Offered("language", sentence("中文 / English"), ChooseLanguage()),
    Offered("privacy", sentence("My data"), ShowPrivacy()),
    Offered("help", sentence("What you can do here"), Help()),
)
EVERYBODY = (
    Offered("activities", sentence("What is coming up"), ListActivities()),
    Offered("my", sentence("My shifts and hours"), MyShifts()),
    Offered("calendar", sentence("My shifts in my calendar"), ShowCalendar()),
    Offered("checkin", sentence("Check in where you are"), OpenCheckIn()),
    Offered("hours", sentence("Log hours given elsewhere"), LogHours()),
    Offered("certificate", sentence("Certificate of my service"), OpenCertificate()),
    Offered("profile", sentence("My name, phone and team"), ShowProfile()),
    Offered("qualifications", sentence("What I am qualified for"), ShowQualifications()),
    Offered("rate", sentence("Say what a shift was like"), ListToRate()),
    Offered("exams", sentence("Exams: register, results"), ListExams()),
    Offered("training", sentence("What I learn, and trainings"), ShowTraining()),
    *_FOR_ANYBODY,
    Offered("cancel", sentence("Leave a form")),
)
LEADERS = (
    Offered("new", sentence("Post an activity"), BeginPosting()),
    Offered("manage", sentence("My activities and rosters"), Manage()),
    Offered("appraisal", sentence("The yearly appraisal"), ShowAppraisals()),
    Offered("bind", sentence("Groups of my teams"), ListGroups()),
)
ADMINS = (
    Offered("stats", sentence("Totals of the month"), ShowTotals()),
    Offered("census", sentence("Who we are, in figures"), OpenCensus()),
    Offered("people", sentence("Find people, give roles"), FindPeople()),
    Offered("units", sentence("Branches and teams"), ShowUnits()),
)
STRANGERS = (Offered("start", sentence("Register as a volunteer"), Register()), *_FOR_ANYBODY)


def offered_to(rights: Rights, *, registered: bool) -> tuple[Offered, ...]:
    """The commands of one person."""
    if not registered:
        return STRANGERS
    return (*(LEADERS if rights.is_leader else ()), *(ADMINS if rights.is_admin else ()), *EVERYBODY)


def for_person(words: Words, rights: Rights, *, registered: bool) -> list[tuple[str, str]]:
    """The same as the menu has them: names, with what they are for."""
    return _said(words, offered_to(rights, registered=registered))


def for_anybody(words: Words) -> list[tuple[str, str]]:
    """The commands of somebody Telegram has just brought here."""
    return _said(words, STRANGERS)


def _said(words: Words, commands: Iterable[Offered]) -> list[tuple[str, str]]:
    return [(command.name, words.say(command.what)) for command in commands]
