"""The branch that is attacked: one of everything that a forged button could name."""

from dataclasses import dataclass
from datetime import timedelta

from storage.process import drafts
from tests.support.acting import at
from tests.support.city import NOW, ZONE, City, at_shift
from volunteering.actions.letters import WrittenToUnit, write_to_unit
from volunteering.rules.activities import Shift
from volunteering.rules.ground.periods import local_day
from volunteering.rules.hours import Kind
from volunteering.rules.tree import Post, Rights, Role
from volunteering.rules.volunteers import Actor, Person

SECRETS = ("Door code 1234", "13800004321")
"""The details of its activities, and Mei's telephone: for its leaders, and who has a place."""


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

    @classmethod
    async def founded(cls, city: City) -> "Jiaojiang":
        """Mei has the only place ahead, missed a shift, logged hours and is filling in a form; An is writing to all."""
        mei, an = await city.person("Mei", phone="+8613800004321"), await city.person("An")
        async with city.writing() as rows:
            await rows.people.set_role(city.leader.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
            await rows.people.set_role(an.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
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
        return cls(mei, city.leader, an, ahead, over, claim, sent.letter_id, await _draft_of(city, mei))

    @property
    def numbers(self) -> dict[str, tuple[int, ...]]:
        """What a field of a button may name, by the field's name."""
        return {
            "shift": (self.ahead.id, self.over.id),
            "activity": (self.ahead.activity_id, self.over.activity_id),
            "person": (self.mei.id, self.li.id, self.an.id),
            "unit": (self.mei.unit.id, self.mei.unit.above_id or 1),
            "above": (self.mei.unit.id, self.mei.unit.above_id or 1),
            "claim": (self.claim,),
            "newest": (self.claim,),
            "letter": (self.letter,),
            "draft": (self.draft,),
        }


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
