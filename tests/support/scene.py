"""A shift, somebody who is in it and somebody who is not, and what each of them is told."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from storage.engine.connecting import connect
from storage.engine.database import Database
from tests.support.city import NOW, ZONE
from tests.support.databases import Databases
from tests.support.delivering import PostOffice
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.hours import Entry, Kind
from volunteering.rules.notices.leading import Changed
from volunteering.rules.notices.owed import Notice
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person

NASTY = "<b>&amp; 河道 \u202b😀" + "W" * 80
"""The worst that people can type: the recorder holds what comes of it against Telegram's rules."""
DAY = NOW.astimezone(ZONE).date()
CHINESE = (Language.SIMPLIFIED, Language.TRADITIONAL)


@dataclass
class Scene:
    """Wang reads; Zhao is somebody else; the shift begins in two days, and Wang has a place in it."""

    office: PostOffice
    wang: Person
    zhao: Person
    activity: Activity
    shift: Shift

    @classmethod
    async def set(cls, database: Database) -> "Scene":
        office = await PostOffice.opened(database)
        wang, zhao = await office.reader(NASTY[:64]), await office.reader("Zhao <i>")
        activity_id = await office.city.activity(NASTY[:100])
        shift = await office.city.shift(48, activity=activity_id)
        async with office.city.writing() as rows:
            await rows.activities.change(activity_id, venue=NASTY, details=NASTY * 4, description=NASTY)
            await rows.people.set_role(office.city.leader.id, office.city.top.id, Role.LEADER, by_id=None, at=NOW)
            activity = await rows.activities.get(activity_id)
        assert activity is not None
        await office.confirm(wang, shift.id)
        office.clock.passes(minutes=1)
        return cls(office, wang, zhao, activity, shift)

    async def tell(self, notice: Notice, *, to: Person | None = None, **more: Any) -> str:
        """Owe it and deliver it: the text that arrives, or nothing."""
        reader = to or self.wang
        await self.office.owe(reader, notice, **more)
        await self.office.delivery.drain_once()
        messages = self.office.messages(reader)
        return messages[-1].text if messages else ""

    @property
    def labels(self) -> tuple[str, ...]:
        """The buttons that Wang or the leader got last."""
        readers = (self.wang, self.office.city.leader)
        return next(m[-1].labels for reader in readers if (m := self.office.messages(reader)))

    async def set_state(self, person: Person, state: SignUpState) -> None:
        async with self.office.city.writing() as rows:
            await rows.sign_ups.put(self.shift.id, person.id, state, self.office.clock.now())

    async def cancel_shift(self) -> None:
        async with self.office.city.writing() as rows:
            await rows.activities.cancel_shift(self.shift.id, at=self.office.clock.now())

    async def set_limit(self, limit: int) -> None:
        async with self.office.city.writing() as rows:
            await rows.activities.set_limit(self.shift.id, limit)

    async def claim(self, minutes: int = 150) -> int:
        async with self.office.city.writing() as rows:
            return await rows.hours.add_claim(
                person_id=self.zhao.id,
                unit_id=self.office.city.jiaojiang.id,
                day=DAY,
                minutes=minutes,
                what=NASTY,
                at=NOW,
            )

    async def entry(self, kind: Kind, minutes: int = 0, *, replaces: int | None = None, before: int = 0) -> int:
        async with self.office.city.writing() as rows:
            return await rows.hours.append(
                Entry(
                    person_id=self.wang.id,
                    unit_id=self.office.city.jiaojiang.id,
                    activity_id=self.activity.id,
                    shift_id=self.shift.id,
                    kind=kind,
                    day=DAY,
                    minutes=minutes,
                    change=minutes - before,
                    participations=0,
                    no_shows=0,
                    replaces_id=replaces,
                    by_id=None,
                    at=NOW,
                )
            )

    def changed(self, **before: Any) -> Changed:
        was = {
            "title_before": self.activity.title,
            "place_before": self.activity.venue,
            "period_before": self.shift.period,
            **before,
        }
        return Changed(shift_id=self.shift.id, **was)


Telling = Callable[[Scene], Awaitable[str]]
"""Brings about what is told, and gives the text that arrives."""


async def told_in(language: Language, databases: Databases, telling: Telling) -> str:
    """The text that arrives at people who read that language."""
    with databases.fresh("sqlite") as url:
        async with connect(url) as database:
            scene = await Scene.set(database)
            async with scene.office.city.writing() as rows:
                for person in (scene.wang, scene.office.city.leader):
                    await rows.people.change(person.id, language=language)
            return await telling(scene)
