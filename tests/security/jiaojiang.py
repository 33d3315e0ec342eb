"""The branch that is attacked: one of everything that a forged button could name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from storage.engine.values import seconds, wall_of
from storage.process import drafts
from tests.security.confided import CONFIDED, confide
from tests.support.acting import at
from tests.support.city import NOW, ZONE, City, at_shift
from volunteering.actions.enquiries import Answered, Enquired, ask, find_topic, say_more, say_was_there
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.leading.series import begin_series
from volunteering.actions.letters import WrittenToUnit, write_to_people, write_to_unit
from volunteering.rules.activities import Shift
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.hours import Kind
from volunteering.rules.series import NewSeries, Repeats
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Language, Person

ASKED, ANSWERED = "My knee will not carry me", "Sit at the desk then"
"""What Mei asks Li, and what Li says to that."""

SECRETS = ("Door code 1234", "13800004321", ASKED, ANSWERED, *CONFIDED)
"""The details of its activities and Mei's telephone, for its leaders and who has a place; what is said between two, and
what she confided.
"""


GROUP = -77
"""At Telegram: the branch's."""


@dataclass(frozen=True)
class Jiaojiang:
    """Numbers of what is in the branch; Mei is its volunteer, Li its leader, An its admin."""

    mei: Person
    li: Person
    an: Person
    ahead: Shift
    over: Shift
    claim: int
    letter: int
    draft: int
    enquiry: int
    message: int
    change: int
    move: int
    asked: int
    series: int
    confided: Mapping[str, tuple[int, ...]]

    @classmethod
    async def founded(cls, city: City) -> "Jiaojiang":
        """Mei has the only place ahead, missed a shift, logged hours and is filling in a form; An is writing to all."""
        mei, an = await city.person("Mei", phone="+8613800004321"), await city.person("An")
        async with city.writing() as rows:
            await rows.people.set_role(city.leader.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
            await rows.people.set_role(an.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
            await rows.groups.bind(GROUP, city.jiaojiang, "Friends of the branch", Language.ENGLISH, NOW)
        ahead, over = await city.shift(48, places=1), await city.shift(-30, places=1)
        for shift in (ahead, over):
            await city.put(shift, mei)
        await city.record(at_shift(over, mei), Kind.NO_SHOW)
        async with city.writing() as rows:
            day = local_day(NOW, ZONE) - timedelta(days=3)
            claim = await rows.hours.add_claim(
                person_id=mei.id, unit_id=city.jiaojiang.id, day=day, minutes=60, what="Library help", at=NOW
            )
            rights = Rights(posts=(Post(unit=city.jiaojiang, role=Role.ADMIN),))
            sent = await write_to_unit(rows, Actor(person=an, rights=rights), city.jiaojiang, "Come", at(NOW))
        assert isinstance(sent, WrittenToUnit)
        draft, enquiry = await _draft_of(city, mei), await _enquiry_of(city, mei, over)
        message, change = await _letter_to(city, mei, ahead), await _change_of(city, ahead)
        move, asked = await city.figure("SELECT MAX(id) AS n FROM moves"), await _asked_of(city, mei)
        series = await _series_of(city, ahead)
        confided = await confide(city, mei, city.leader, an)
        return cls(
            mei, city.leader, an, ahead, over, claim, sent.letter_id, draft, enquiry, message, change, move, asked,
            series, confided,
        )  # fmt: skip

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """What a field of a button may name, by the field's name."""
        here = {
            "shift": (self.ahead.id, self.over.id),
            "activity": (self.ahead.activity_id, self.over.activity_id),
            "person": (self.mei.id, self.li.id, self.an.id),
            "unit": (self.mei.unit.id, self.mei.unit.above_id or 1),
            "above": (self.mei.unit.id, self.mei.unit.above_id or 1),
            "claim": (self.claim,),
            "newest": (self.claim,),
            "letter": (self.letter,),
            "draft": (self.draft,),
            "enquiry": (self.enquiry,),
            "message": (self.message,),
            "change": (self.change,),
            "move": (self.move,),
            "ask": (self.asked,),
            "series": (self.series,),
            "since": (seconds(NOW),),
            "start": (seconds(self.ahead.period.start), seconds(self.over.period.start)),
            "day": (self.ahead.day(ZONE).toordinal(), self.over.day(ZONE).toordinal()),
            "until": (0, seconds(NOW)),
            "number": (self.ahead.id,),
            "minimum": (0, 2),
            "ticket": (1,),
            "chat": (GROUP,),
        }
        names = here.keys() | self.confided.keys()
        return {name: tuple({*here.get(name, ()), *self.confided.get(name, ())}) for name in names}


async def _series_of(city: City, ahead: Shift) -> int:
    """Every Wednesday, of the activity that is ahead."""
    async with city.writing() as rows:
        new = NewSeries(
            repeats=Repeats(rule="FREQ=WEEKLY;BYDAY=WE"), first=wall_of("2027-03-03T15:00"), minutes=120, wanted=4
        )
        return await begin_series(rows, ahead.activity_id, city.jiaojiang, new, at(NOW))


async def _draft_of(city: City, person: Person) -> int:
    assert person.telegram_id is not None
    async with city.changing() as transaction:
        draft = await drafts.begin_draft(
            transaction,
            telegram_id=person.telegram_id,
            form="log_hours",
            about={},
            answers={"minutes": 60, "day": "2026-11-20", "what": "Library help"},
            step="review",
            message_id=None,
            expires_at=NOW + timedelta(days=1),
        )
    return draft.id


async def _enquiry_of(city: City, mei: Person, over: Shift) -> int:
    """She asked, was answered, and says now that she was there: that waits for Li."""
    async with city.writing() as rows:
        topic = await find_topic(rows, mei, Matter.WAS_THERE, over.id)
        assert topic is not None
        asked = await ask(rows, mei, topic, ASKED, at(NOW))
        assert isinstance(asked, Enquired)
        li = Actor(person=city.leader, rights=await rows.people.rights(city.leader.id))
        assert isinstance(await say_more(rows, li, asked.enquiry_id, ANSWERED, at(NOW)), Answered)
        again = await say_was_there(rows, mei, over.id, at(NOW))
    assert isinstance(again, Enquired)
    return again.enquiry_id


async def _letter_to(city: City, mei: Person, ahead: Shift) -> int:
    """The number of the message that a letter came to her as."""
    async with city.writing() as rows:
        li = Actor(person=city.leader, rights=await rows.people.rights(city.leader.id))
        await write_to_people(rows, li, ahead.activity_id, "Bring gloves", at(NOW))
    return await city.figure("SELECT MAX(id) AS n FROM outbox WHERE kind = 'letter' AND person_id = :mei", mei=mei.id)


async def _change_of(city: City, ahead: Shift) -> int:
    """Of a time, a moment ago."""
    later = Period(start=ahead.period.start, end=ahead.period.end + timedelta(minutes=5))
    async with city.writing() as rows:
        li = Actor(person=city.leader, rights=await rows.people.rights(city.leader.id))
        await move_shift(rows, li, ahead.id, later, at(NOW))
    return await city.figure("SELECT MAX(id) AS n FROM changes")


async def _asked_of(city: City, mei: Person) -> int:
    """Whether she could help out at a shift that takes more than it has."""
    shift = await city.shift(72)
    async with city.writing() as rows:
        await rows.activities.set_minimum(shift.id, 5)
        return (await rows.asks.add(shift.id, [mei.id], 1, NOW))[mei.id]
