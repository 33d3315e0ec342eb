"""A branch in which everything of learning, appraisal and thanks is under way, and the single acts of its people.

    town = await Learners.gathered(database)
    await town.does("merges")

An act is done as a tap is: with the rights of the moment, in a transaction of its own, and again where somebody else
was quicker.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from scheduling import sweeps
from scheduling.stars import look_at_stars
from storage.engine.database import Database
from storage.engine.retrying import written
from storage.rows import Rows
from tests.support.acting import at
from tests.support.city import NOW, City, hours_later
from tests.support.qualified import kind_of
from tests.support.trained import presence, training
from volunteering.actions.appraisal import judging, opening
from volunteering.actions.attendance.rosters import tick
from volunteering.actions.certificates import Issued, issue
from volunteering.actions.exams import numbering, registering
from volunteering.actions.exams.announcing import ExamAnnounced, ExamWanted, LevelWanted, announce
from volunteering.actions.quizzes import making, taking
from volunteering.actions.training import leading as leading_trainings
from volunteering.rules.activities import Shift
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal
from volunteering.rules.certificates import PeriodKind
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.periods import Period
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.quizzes import NewQuestion
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.training import NewTraining, PassBy
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import ON, UnitSetting
from volunteering.rules.volunteers import Actor, Person

MOMENT: Final = at(hours_later(0.25))
ASKED: Final = NewQuestion(text="What first?", options=("Run", "Call 120"), right=frozenset({1}))
YEAR: Final = 2026

Act = Callable[["Learners", Rows], Awaitable[Any]]
ACTS: Final[dict[str, Act]] = {}
"""What somebody does, by its name."""


def act(done: Act) -> Act:
    """One of the acts."""
    ACTS[done.__name__] = done
    return done


SWEEPS: Final[dict[str, Callable[[Database, Moment], Awaitable[None]]]] = {
    "sweep_stars": sweeps.tell_of_stars,
    "sweep_all_stars": look_at_stars,
    "sweep_exams": sweeps.see_to_exams,
    "sweep_buddies": sweeps.choose_buddies,
    "sweep_appraisals": sweeps.tell_of_appraisals,
    "sweep_night": sweeps.tidy,
    "sweep_places": sweeps.move_up,
}
"""What is due because time passed."""


@dataclass(frozen=True)
class Learners:
    """Mei and her twin, who is known twice, have been at everything; An is admin, Li leads; Bo, Wu and Hu came, too."""

    city: City
    an: Person
    li: Person
    mei: Person
    twin: Person
    bo: Person
    wu: Person
    hu: Person
    served: Shift  # its roster is confirmed, and those who came have rated it
    over: Shift  # its roster is ticked
    ahead: Shift  # in which Mei is a newcomer, and Bo experienced
    tested: Shift  # of a training that ends with a test, at which Mei is
    sat: Shift  # of one that is passed by presence; its roster is ticked
    marked: Shift  # of one that is passed by a mark, as Mei did
    coming: Shift  # of a training ahead, with one place
    held: int  # an exam that has begun
    window: int  # one for which people register
    closed: int  # one whose window has closed, without numbers
    certificate: int
    appraisal: int
    claim: int

    @classmethod
    async def gathered(cls, database: Database) -> "Learners":
        """On a Tuesday at noon."""
        return await _gathered(await City.founded(database))

    def over_database(self, database: Database) -> "Learners":
        """The same in a copy of its database."""
        city = City(database)
        city.top, city.jiaojiang, city.huangyan = self.city.top, self.city.jiaojiang, self.city.huangyan
        city.leader = self.city.leader
        return replace(self, city=city)

    async def does(self, name: str, moment: Moment = MOMENT) -> Any:
        """One of the acts, of `ACTS` or of `SWEEPS`."""
        if name in SWEEPS:
            return await SWEEPS[name](self.city.database, moment)
        return await written(self.city.database, lambda transaction: ACTS[name](self, Rows(transaction)))

    async def entry(self, rows: Rows, exam_id: int, person: Person) -> int:
        """The number of somebody's entry in an exam; 0 where there is none."""
        facts = await rows.exams.facts(exam_id, person.id)
        return facts.mine.id if facts and facts.mine else 0

    async def attempt(self, person: Person) -> int:
        """At the test, under way."""
        async with self.city.looking() as rows:
            found = await rows.quizzes.under_way(self.tested.activity_id, person.id)
        return found.id if found else 0

    async def sheet(self, person: Person) -> int:
        """The number of somebody's sheet."""
        return await self._newest("SELECT MAX(id) AS n FROM appraisal_sheets WHERE person_id = :of", person)

    async def pair(self) -> int:
        """The newest pair of the shift ahead."""
        return await self.city.figure("SELECT MAX(id) AS n FROM buddies WHERE shift_id = :shift", shift=self.ahead.id)

    async def _newest(self, sql: str, person: Person) -> int:
        return await self.city.figure(sql, of=person.id)


async def as_now(rows: Rows, person: Person) -> Person:
    """Somebody as of now."""
    found = await rows.people.get(person.id)
    assert found is not None
    return found


async def actor(rows: Rows, person: Person) -> Actor:
    """Somebody with the rights of the moment."""
    return Actor(person=await as_now(rows, person), rights=await rows.people.rights(person.id))


async def _gathered(city: City) -> Learners:
    an = await city.person("An", city.top)
    mei, bo, wu, hu, twin = [await city.person(name) for name in ("Mei", "Bo", "Wu", "Hu", "Mei")]
    async with city.writing() as rows:
        await rows.people.set_role(an.id, city.top.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.set_role(city.leader.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
        for name, value in ((UnitSetting.BUDDIES, ON), (UnitSetting.RECORD_LAW, RecordLaw.TW_RECORD_BOOK)):
            rows.unit_settings.put(city.jiaojiang.id, name, value)
        for person, minutes in ((mei, 18_050), (bo, 18_050)):
            await _brings(rows, person, minutes)
    async with city.looking() as rows:
        li_acts, an_acts = await actor(rows, city.leader), await actor(rows, an)
    served, over, ahead = await city.shift(-30), await city.shift(-6), await city.shift(40)
    kind, other = await kind_of(city, "first_aid"), await kind_of(city, "minors")
    [tested] = await training(city, NewTraining(kind=kind, pass_by=PassBy.TEST), -50)
    [sat] = await training(city, NewTraining(kind=other, least_sessions=1), -20)
    [marked] = await training(city, NewTraining(kind=kind, pass_by=PassBy.MARK, pass_mark=60), -60)
    [coming] = await training(city, NewTraining(kind=kind, pass_by=PassBy.MARK, pass_mark=60), 90, places=1)
    for shift, people_in in (
        (served, (mei, twin, bo, wu)), (over, (mei, bo)), (ahead, (hu, bo)), (tested, (mei, twin, bo)),
        (sat, (mei, twin, bo)), (marked, (mei, twin, bo)), (coming, (mei,)),
    ):  # fmt: skip
        await city.put(shift, *people_in, at=-100)
    for shift in (served, tested, marked):
        people_there = (mei, twin, bo, wu) if shift is served else (mei, twin, bo)
        await presence(city, li_acts, shift, dict.fromkeys(people_there, True))
    async with city.writing() as rows:
        for shift, person in ((over, mei), (over, bo), (sat, mei), (sat, twin), (sat, bo)):
            await tick(rows, li_acts, shift.id, person.id, MOMENT, came=True)
        await making.add_questions(rows, li_acts, tested.activity_id, [ASKED], MOMENT)
        await leading_trainings.enter_result(rows, li_acts, marked.activity_id, mei.id, MOMENT, mark=70)
    for person, stars in ((mei, 5), (twin, 4), (bo, 3), (wu, 2)):
        async with city.writing() as rows:
            rows.thanks.rate(served.id, person.id, stars, hours_later(-24))
    async with city.writing() as rows:
        await taking.begin(rows, await as_now(rows, mei), tested.activity_id, MOMENT)
    held, window, closed = [await _exam(city, an_acts, number, (mei, twin, bo)) for number in range(3)]
    async with city.writing() as rows:
        issued = await issue(rows, await as_now(rows, mei), PeriodKind.ALL.days(MOMENT.today), "Taizhou", MOMENT)
        assert isinstance(issued, Issued)
        opened = await opening.open_appraisal(rows, an_acts, city.top, YEAR, MOMENT)
        assert isinstance(opened, Appraisal)
        day = MOMENT.today - timedelta(days=2)
        claim = await rows.hours.add_claim(
            person_id=mei.id, unit_id=city.jiaojiang.id, day=day, minutes=60, what="Errand", at=NOW
        )
    sheet = await city.figure("SELECT id AS n FROM appraisal_sheets WHERE person_id = :li", li=city.leader.id)
    async with city.writing() as rows:
        for merit in Merit:
            await judging.mark(rows, an_acts, sheet, merit, 4)
    await sweeps.tell_of_stars(city.database, MOMENT)
    await sweeps.choose_buddies(city.database, MOMENT)
    return Learners(
        city, an, city.leader, mei, twin, bo, wu, hu, served, over, ahead, tested, sat, marked, coming, held, window,
        closed, issued.certificate.id, opened.id, claim,
    )  # fmt: skip


async def _brings(rows: Rows, person: Person, minutes: int) -> None:
    """Hours of ten years ago."""
    await rows.hours.append(
        Entry(
            person_id=person.id, unit_id=person.unit.id, activity_id=None, shift_id=None, kind=Kind.CARRIED_OVER,
            day=date(2016, 3, 1), minutes=minutes, change=minutes, participations=0, no_shows=0, by_id=None, at=NOW,
        )
    )  # fmt: skip


_EXAMS: Final = ((-3.0, date(2026, 11, 20), date(2026, 11, 25)), (500.0, date(2026, 11, 20), date(2026, 12, 9)),
                 (200.0, date(2026, 11, 20), date(2026, 11, 30)))  # fmt: skip


async def _exam(city: City, admin: Actor, number: int, who: tuple[Person, ...]) -> int:
    """Of two levels, with two places and three; the first has begun, with numbers."""
    begins, opens, closes = _EXAMS[number]
    early = at(hours_later(-240))
    kind = await kind_of(city, "social_work")
    period = Period(start=hours_later(begins), end=hours_later(begins + 2))
    wanted = ExamWanted(title=f"Exam {number}", period=period, venue="Hall", opens_on=opens, closes_on=closes)
    levels = (LevelWanted(level=0, places=2), LevelWanted(level=1, places=3))
    async with city.writing() as rows:
        found = await announce(rows, admin, city.top, kind.id, wanted, levels, early)
        assert isinstance(found, ExamAnnounced)
        exam = found.exam
        for place, person in enumerate(who if number != 1 else who[:1]):
            level = exam.levels[place % 2].id
            known = await as_now(rows, person)
            outcome = await registering.register_for(rows, known, exam.id, early, level_id=level)
            assert isinstance(outcome, registering.Admitted), outcome
        if number == 0:
            await numbering.number_now(rows, admin, exam.id, early)
    return exam.id
