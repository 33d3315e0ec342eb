"""A few invented people, units and activities, so that the playground has something to play with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.ground.clock import PlaygroundClock
from bot.ground.settings import Settings
from bot.keeping.beginning import keep_zone
from playground.ground.people import Person as Phone
from storage.engine.database import Database
from storage.rows import Rows
from volunteering.rules.activities import Category
from volunteering.rules.ground.periods import Month, Period, local_day, readings
from volunteering.rules.needs import Needs, Required
from volunteering.rules.roles import NewRole
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language

ORGANISATION = "台州义工"
VOLUNTEER, LEADER, ADMIN = 1001, 1002, 1003

PHONES = (
    Phone(VOLUNTEER, "小林", "zh-hans", phone="+8613800001001", about="志愿者"),
    Phone(LEADER, "Li Min", "en", phone="+8613800001002", about="Leader"),
    Phone(ADMIN, "陳靜宜", "zh-hant", phone="+8613800001003", about="管理員"),
)


@dataclass(frozen=True, slots=True)
class _Member:
    telegram_id: int
    name: str
    language: Language
    role: Role | None = None


MEMBERS = (
    _Member(LEADER, "Li Min", Language.ENGLISH, Role.LEADER),
    _Member(ADMIN, "陳靜宜", Language.TRADITIONAL),
    _Member(1011, "王大明", Language.SIMPLIFIED),
    _Member(1012, "赵小燕", Language.SIMPLIFIED),
    _Member(1013, "Maria Santos", Language.ENGLISH),
    _Member(1014, "林志豪", Language.TRADITIONAL),
)


@dataclass(frozen=True, slots=True)
class _PlannedRole:
    """A role of its shift; the code of the kind of qualification that it takes, if it takes one."""

    name: str
    places: int
    takes: str = ""


@dataclass(frozen=True, slots=True)
class _Planned:
    """An activity: in how many days, from when, how many hours, how many places, and how many are in already."""

    title: str
    description: str
    category: Category
    venue: str
    details: str
    days: int
    start: time
    hours: int
    places: int
    taken: int
    roles: Sequence[_PlannedRole] = ()
    takes: int = 0  # so many people, beside how many can come


PLANS = (
    _Planned(
        "河道清洁", "带上手套和雨鞋，工具我们准备。", Category.COMMUNITY, "东门", "联系人：李敏，东门桥头集合",
        1, time(9), 3, 10, 3,
    ),
    _Planned(
        "Library help", "Shelving books and reading to children.", Category.CULTURE, "City Library, 2nd floor",
        "Side door, code 2580", 2, time(14), 2, 4, 4,
    ),
    _Planned(
        "探访独居长者", "两人一组，聊聊天，量量血压。", Category.SOCIAL, "白云社区服务站", "", 3, time(9, 30), 2, 6, 1,
    ),
    _Planned(
        "舊衣義賣", "整理、標價、收銀，新手也歡迎。", Category.CHARITY, "市民廣場", "", 5, time(10), 4, 0, 2,
    ),
    _Planned(
        "Night market first aid", "First aid by those who learned it; helpers show the way.", Category.COMMUNITY,
        "Night market, gate 3", "Ask for Dr Wu", 6, time(19), 4, 10, 0,
        (_PlannedRole("Helpers", 8), _PlannedRole("First aid", 2, takes="first_aid")),
    ),
    _Planned(
        "法律咨询日", "引导来访群众，维持秩序。", Category.RIGHTS, "司法所一楼", "", 8, time(8, 30), 3, 5, 1, takes=3,
    ),
)  # fmt: skip


async def found_sample(database: Database, settings: Settings, leader: int) -> None:
    """Put the sample into a database that has nobody yet; leave any other as it is."""
    async with PlaygroundClock(str(settings.clock_url)) as clock:
        await clock.catch_up()
        now = clock.now()
    async with database.transaction() as transaction:
        records = Rows(transaction)
        await keep_zone(transaction, settings, now)
        await records.units.top_named(settings.organisation, now)
        if await records.people.by_telegram(leader) is not None:
            return
        team = await _units(records, now)
        people = [await _member(records, member, team, now, settings) for member in MEMBERS]
        for plan in PLANS:
            await _activity(records, plan, team, people, now, settings)


async def _units(records: Rows, now: datetime) -> Unit:
    """Two branches with two teams each; the first team is the leader's."""
    top = await records.units.top()
    teams = []
    for branch, names in (("椒江分会", ("白云社区队", "海门社区队")), ("黄岩分会", ("东城社区队", "西城社区队"))):
        above = await _unit(records, top, branch, now)
        teams += [await _unit(records, above, name, now) for name in names]
    return teams[0]


async def _unit(records: Rows, above: Unit, name: str, now: datetime) -> Unit:
    """The unit of that name under another; in a seeded city it may be there."""
    known = [unit for unit in await records.units.below(above.id) if unit.name == name]
    unit = known[0] if known else await records.units.add(above, name, now)
    if unit is None:
        raise LookupError(f"there is no room for {name}")
    return unit


async def _member(records: Rows, member: _Member, team: Unit, now: datetime, settings: Settings) -> int:
    person_id = await records.people.add(
        telegram_id=member.telegram_id,
        name=member.name,
        phone=None,
        language=member.language,
        unit=team,
        at=now - timedelta(days=60),
        month=Month.of(local_day(now - timedelta(days=60), settings.timezone)),
    )
    if member.role:
        await records.people.set_role(person_id, team.id, member.role, by_id=None, at=now)
    return person_id


async def _activity(
    records: Rows, plan: _Planned, team: Unit, people: Sequence[int], now: datetime, settings: Settings
) -> None:
    day = local_day(now, settings.timezone) + timedelta(days=plan.days)
    [start, *_] = readings(day, plan.start, settings.timezone)
    period = Period(start=start, end=start + timedelta(hours=plan.hours))
    activity_id = await records.activities.add(
        unit=team,
        leader_id=people[0],
        title=plan.title,
        description=plan.description,
        category=plan.category,
        venue=plan.venue,
        details=plan.details,
        at=now,
    )
    shift_id = await records.activities.add_shift(
        activity_id, team.id, period, plan.places, minimum=plan.takes, day=day, at=now
    )
    await _divide(records, plan, shift_id, team)
    for person_id in people[2 : 2 + plan.taken]:
        await records.sign_ups.put(shift_id, person_id, SignUpState.CONFIRMED, now)


async def _divide(records: Rows, plan: _Planned, shift_id: int, team: Unit) -> None:
    kinds = {kind.code: kind for kind in await records.kinds.all_for(team)}
    for ordinal, role in enumerate(plan.roles):
        needs = Needs(kinds=(Required(kind=kinds[role.takes]),)) if role.takes else Needs()
        await records.roles.add(shift_id, ordinal, NewRole(name=role.name, limit=role.places, needs=needs))
    if plan.roles:
        records.roles.count(shift_id, len(plan.roles), plan.places)
