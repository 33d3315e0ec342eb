"""Whoever opens something from a list and goes back finds it as they left it: its page, its filter, its search."""

import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from handlers.buttons.activities import FindActivities, ListActivities, ShowActivity
from handlers.buttons.appraisal import ListLeadersAbove, ListSheets, ListToAdd, ListToAppraise
from handlers.buttons.attendance import ListAnswers, ShowFound, ShowLines, ShowRoster, ShowSignedUp
from handlers.buttons.button import Button
from handlers.buttons.census import CensusUnits
from handlers.buttons.certificates import ListCertificatesOf, ListMyCertificates, OpenCertificate
from handlers.buttons.checking_in import ListToTick
from handlers.buttons.doubles import FindDouble, ListRecordClaims
from handlers.buttons.enquiries import ListAsked, ListAskedAbout, ListMyEnquiries
from handlers.buttons.exams import ListEntries, ListExams, ListPastExams
from handlers.buttons.honours import ListCards, ListHonours, ShowHonoursOf, ShowMyHonours
from handlers.buttons.hours import MyHours, ShowDecided, ShowPending
from handlers.buttons.leading import Manage, ManageActivity, ShowDay
from handlers.buttons.needs import ChooseHindering
from handlers.buttons.parked import ListParked
from handlers.buttons.profiles import ShowThem
from handlers.buttons.qualifications import (
    ChooseKind,
    ChooseToGive,
    ListKinds,
    ListToQualify,
    ListToVerify,
    ShowQualifications,
    ShowQualificationsOf,
)
from handlers.buttons.quizzes import ShowAttempt, ShowQuiz
from handlers.buttons.reports import (
    ExamsByUnit,
    ListHeld,
    ListLines,
    ListNew,
    ListServed,
    QualityByUnit,
    ShowHeld,
    ShowHeldExams,
    TotalsByMonth,
    TotalsByUnit,
)
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.thanks import ListToCommend, ListToRate, ShowRatings
from handlers.buttons.training import ListShort, ListTrainings, ShowLearners, ShowStudyFile, ShowStudyFileOf
from handlers.buttons.tree import ShowPosts, ShowUnits
from handlers.buttons.volunteers import ListPeople, ShowNoShows, ShowTeams
from handlers.doors.routes import ALL
from handlers.tapping.trail import tapped
from storage.engine.values import seconds
from storage.rows import Rows, parked
from tests.handlers.certificates.test_notices import issued
from tests.support.acting import at
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City, at_shift, hours_later
from tests.support.recorder import SeenMessage, Shown
from tests.support.trained import training
from volunteering.actions.appraisal.opening import open_appraisal
from volunteering.rules.enquiries import LineKind, Matter, Topic
from volunteering.rules.exams.announced import Exam
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Decision, Kind
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Actor, Person

MANY = 12  # of everything: three pages
SAID = re.compile(r"第(\d+)(?:–(\d+))?项，共(\d+)项")

LISTS: dict[str, Button] = {
    "what is coming up": ListActivities(page=1, since=seconds(NOW)),
    "what a text finds": FindActivities(text="walk", page=1),
    "an activity's shifts": ShowActivity(activity=1, page=1),
    "my shifts": MyShifts(page=1),
    "activities led": Manage(page=1, all_units=True),
    "past activities": Manage(page=1, past=True),
    "the shifts of one that is led": ManageActivity(activity=1, page=1),
    "what needs one on a day": ShowDay(day=date(2026, 12, 2).toordinal(), page=1),
    "people": ListPeople(page=1),
    "people whom a text finds": ListPeople(page=1, text="wal"),
    "who else somebody is": FindDouble(person=2, page=1, text="wal"),
    "claimed records": ListRecordClaims(page=1),
    "units": ShowUnits(unit=1, page=1),
    "leaders": ShowPosts(unit=1, page=1),
    "hours to decide": ShowPending(page=1),
    "hours decided": ShowDecided(page=1),
    "activities held": ListHeld(span="2026-11", unit=1, page=1),
    "newcomers": ListNew(span="2026-12", unit=1, page=1),
    "what lies undone": ListParked(page=1),
    "what is asked of one": ListAsked(page=1),
    "what is asked about an activity": ListAskedAbout(activity=1, page=1),
    "what one asked": ListMyEnquiries(page=1),
    "the people of a shift": ShowThem(shift=1, page=1),
    "what one is qualified for": ShowQualifications(page=1),
    "what waits to be verified": ListToVerify(page=1),
    "of which shift somebody is asked about": ChooseHindering(person=2, page=1),
    "what somebody is qualified for": ShowQualificationsOf(person=2, page=1),
    "whom a text finds to be qualified": ListToQualify(text="wal", page=1),
    "kinds of qualification": ListKinds(page=1),
    "exams ahead": ListExams(page=1),
    "exams of before": ListPastExams(page=1),
    "the people of an appraisal": ListSheets(appraisal=1, page=1),
    "whom one appraises": ListToAppraise(page=1),
    "who is in an exam": ListEntries(exam=1, page=1),
    "trainings that are on": ListTrainings(page=1),
    "the people of a training": ShowLearners(activity=2, page=1),
    "the questions of a test": ShowQuiz(activity=2, page=1),
    "one's certificates": ListMyCertificates(page=1),
    "somebody's certificates": ListCertificatesOf(person=2, page=1),
    "somebody's honours": ShowHonoursOf(person=2, page=1),
    "the honours that a team gave": ListHonours(unit=1, page=1),
}
ENDS = {
    MyHours,
    ShowTeams,
    ShowNoShows,
    ShowRoster,
    ShowLines,
    ShowSignedUp,
    ListAnswers,
    ShowFound,
    ListToTick,
    ListServed,
    TotalsByUnit,
    TotalsByMonth,
    CensusUnits,
    ShowHeld,
    ShowHeldExams,
    ExamsByUnit,
    ListLines,
    ChooseKind,
    ChooseToGive,
    QualityByUnit,
    ListToRate,  # of what one doesn't lead; an admin of everything has nothing in it
    ShowRatings,
    ListToCommend,
    ListToAdd,
    ListLeadersAbove,
    ShowStudyFile,
    ShowStudyFileOf,
    ListShort,
    ShowAttempt,
    OpenCertificate,
    ShowMyHonours,
    ListCards,  # nobody has three years and 300 h here; its way back is in tests/handlers/honours
}
"""Nothing is opened from them but what says itself where it belongs."""


def _two_hours(later: int) -> Period:
    return Period(start=hours_later(later), end=hours_later(later + 2))


async def _learns(city: City, course: int, me: Person, somebody: Person) -> None:
    """A training with people and questions, others that are on, certificates and honours: three pages of each."""
    session = await city.shift(800, activity=course, places=0)
    async with city.writing() as rows:
        rows.training.add(course, NewTraining(pass_by=PassBy.TEST))
        for number in range(MANY):
            await rows.quizzes.add(course, NewQuestion(text=f"What is {number}?", options=("A", "B"), right={0}))
            await rows.honours.add(
                somebody.id, city.top, name=f"Honour {number}", day=NOW.date(), note="", by_id=me.id, at=NOW
            )
    await city.put(session, *await city.people(MANY))
    for number in range(MANY):
        await training(city, None, 900 + number * 4, title=f"Lesson {number}")
        for whose in (me, somebody):
            await issued(city, whose)


async def _held(rows: Rows, unit: Unit, title: str, hours: int, by: Person) -> int:
    return await rows.exams.add(
        unit, (await rows.kinds.all_for(unit))[0], title=title, period=_two_hours(hours), day="2026-12-01",
        venue="School", opens_at=NOW, closes_at=NOW, by_id=by.id, at=NOW,
    )  # fmt: skip


async def _sat(city: City, by: Person) -> Exam:
    """One that everybody sits."""
    async with city.writing() as rows:
        number = await _held(rows, city.top, "Sat", 900, by)
        rows.exams.add_level(number, 0, places=0, asks_below=False)
        found = await rows.exams.get(number)
    assert found is not None
    return found


@pytest.fixture
async def admin(chat: Chat, city: City) -> PhoneInChat:
    """Of a city that has three pages of everything: they lead, administer and volunteer."""
    walks, course = await city.activity("Walk"), await city.activity("Course")
    me, together = city.leader, await city.shift(20, places=0, activity=walks)
    sat = await _sat(city, me)
    qualified = await city.person("Qualified")
    for number in range(MANY):
        await city.shift(24 + number, activity=walks)
        title = f"Walk {number}"
        ahead = await city.shift(100 + number * 4, activity=await city.activity(title))
        past = await city.shift(-200 - number * 4, activity=await city.activity(f"{title} in autumn"))
        person = await city.person(f"Walker {number}", await city.unit(f"Team {number}"))
        await city.put(ahead, me)
        await city.put(together, person)
        await city.put(past, person)
        await city.record(at_shift(past, person), Kind.ATTENDED, 60)
        async with city.changing() as tx:
            parked.park(tx, update_id=number, telegram_id=5, kind="text", error="E", payload="{}", now=NOW)
        async with city.writing() as rows:
            topic = Topic(matter=Matter.ACTIVITY, unit=city.jiaojiang, activity_id=walks)
            for asker, answers in ((person, me), (me, person)):
                enquiry = await rows.enquiries.begin(asker.id, topic, NOW)
                await rows.enquiries.say(enquiry, asker.id, LineKind.WORDS, f"Where, {number}?", NOW)
                rows.enquiries.ask(enquiry, [answers.id], NOW)
        async with city.writing() as rows:
            kind = (await rows.kinds.all_for(city.top))[0]
            for whose in (me, person, qualified):
                await rows.qualifications.add(
                    whose.id, kind, level=0, number=f"B-{number}", issued_on=NOW.date(), evidence=None, at=NOW
                )
            await rows.exams.take(sat, sat.levels[0].id, person.id, NOW)
            for hours in (500 + number, -500 - number):
                await _held(rows, city.top, f"Exam {number}", hours, me)
            await rows.kinds.add(city.top, name=f"Kind {number}", levels=(), months=0, needs_evidence=False)
        async with city.writing() as rows:
            await rows.hours.close_roster(past.id, me.id, NOW)
            await rows.people.set_role(person.id, city.top.id, Role.LEADER, by_id=me.id, at=NOW)
            for decided in (False, True):
                claim = await rows.hours.add_claim(
                    person_id=person.id, unit_id=city.jiaojiang.id, day=date(2026, 11, 20), minutes=30, what="Errand",
                    at=NOW,
                )  # fmt: skip
                if decided:
                    await rows.hours.decide(claim, Decision.REJECTED, by_id=me.id, at=NOW, reason="no")
    walkers = [row["id"] for row in await city.table("SELECT id FROM people WHERE id <> :me ORDER BY id", me=me.id)]
    async with city.writing() as rows:
        for one, other in pairwise(walkers):
            await rows.doubles.claim(other, one, NOW)
        await rows.people.set_role(me.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
        actor = Actor(person=me, rights=await rows.people.rights(me.id))
        await open_appraisal(rows, actor, city.top, NOW.year, at(NOW))
    await _learns(city, course, me, qualified)
    assert me.telegram_id is not None
    return chat.person(me.telegram_id, me.name)


@pytest.mark.parametrize("shown", LISTS.values(), ids=LISTS)
async def test_going_back_leads_to_the_rows_that_one_came_from(admin: PhoneInChat, shown: Button) -> None:
    await admin.taps_button(shown)
    left = admin.last
    opened = _items(left, shown)
    assert opened, f"nothing is opened from it:\n{left.text}\n{left.labels}"
    for data in opened:
        await admin.taps_data(data)
        ways = [press.data for press in _presses(admin.last) if press.data and tapped(press.data)[0] == shown]
        assert ways, f"no way back to page 2 of the list from:\n{admin.last.text}\n{admin.last.labels}"
        await admin.taps_data(ways[0])
        assert (admin.last.text, admin.last.labels) == (left.text, left.labels)


@pytest.mark.parametrize("shown", LISTS.values(), ids=LISTS)
async def test_how_many_are_said_is_how_many_there_are(admin: PhoneInChat, shown: Button) -> None:
    """No figure is a page's size: the pages are turned to the end, and what they open is counted."""
    await admin.taps_button(shown.model_copy(update={"page": 0}))
    kinds = {type(tapped(item)[0]) for item in _items(admin.last, shown)}
    listed, told = 0, set[int]()
    while True:
        [said] = SAID.findall(admin.last.text.splitlines()[0])
        first, last, total = (int(number or said[0]) for number in said)
        told.add(total)
        buttons = [tapped(press.data or "")[0] for press in _presses(admin.last)]
        items = sum(type(button) in kinds and not (button and shown.takes_the_place_of(button)) for button in buttons)
        assert (first, last) == (listed + 1, listed + items), admin.last.text
        listed += items
        onward = [label for label in admin.last.labels if label.startswith("第") and label.endswith("›")]
        if not onward:
            break
        await admin.taps(onward[0])
    assert told == {listed}


def _presses(message: SeenMessage) -> list[Shown]:
    return [press for row in message.rows for press in row]


def _items(message: SeenMessage, shown: Button) -> list[str]:
    """What opens the lines of a list: there are several of a kind, and none is an act or the list itself."""
    found = [(button, press.data) for press in _presses(message) if press.data and (button := tapped(press.data)[0])]
    kinds = Counter(type(button) for button, _ in found)
    return [
        data
        for button, data in found
        if kinds[type(button)] > 1 and not ALL.buttons[type(button)].writes and not shown.takes_the_place_of(button)
    ]


def test_each_kind_of_list_is_gone_back_to() -> None:
    kinds = {kind for kind in ALL.buttons if kind.is_list}
    assert kinds == {type(shown) for shown in LISTS.values()} | ENDS
