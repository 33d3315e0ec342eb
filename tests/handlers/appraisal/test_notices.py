"""What is told of the appraisal: to whom it is about, and to who appraises."""

from tests.support.acting import at
from tests.support.city import NOW
from tests.support.scene import Scene, Telling
from volunteering.actions.appraisal.opening import close_appraisal, open_appraisal
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.appraisal.sheets import Appraisal, Round
from volunteering.rules.notices.appraisal import AppraisalHanded, AppraisalNamed, AppraisalTold, AppraisalWaits
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Actor


async def _opened(scene: Scene) -> Appraisal:
    """Of Jiaojiang, by its admin Wang; in it are they and Zhao, who leads there."""
    city = scene.office.city
    async with city.writing() as rows:
        await rows.people.set_role(scene.wang.id, city.jiaojiang.id, Role.ADMIN, by_id=None, at=NOW)
        await rows.people.set_role(scene.zhao.id, city.jiaojiang.id, Role.LEADER, by_id=None, at=NOW)
    async with city.writing() as rows:
        actor = Actor(person=scene.wang, rights=await rows.people.rights(scene.wang.id))
        appraisal = await open_appraisal(rows, actor, city.jiaojiang, 2026, at(NOW))
    assert isinstance(appraisal, Appraisal)
    async with city.changing() as tx:
        await tx.execute("UPDATE outbox SET state = 'dropped'")
    return appraisal


async def _sheet(scene: Scene, whose: int) -> int:
    return await scene.office.city.figure("SELECT id AS n FROM appraisal_sheets WHERE person_id = :p", p=whose)


async def _told(scene: Scene, told_of: Round) -> str:
    appraisal = await _opened(scene)
    sheet = await _sheet(scene, scene.wang.id)
    if told_of is Round.CLOSED:
        async with scene.office.city.writing() as rows:
            actor = Actor(person=scene.wang, rights=await rows.people.rights(scene.wang.id))
            await close_appraisal(rows, actor, appraisal.id, at(NOW))
        async with scene.office.city.changing() as tx:
            await tx.execute("UPDATE outbox SET state = 'dropped'")
    notice = AppraisalTold(sheet_id=sheet, appraisal_id=appraisal.id, round=9, told_of=told_of)
    return await scene.tell(notice)


async def _begins(scene: Scene) -> str:
    return await _told(scene, Round.OPENED)


async def _missing(scene: Scene) -> str:
    return await _told(scene, Round.REMINDED)


async def _closed(scene: Scene) -> str:
    return await _told(scene, Round.CLOSED)


async def _again(scene: Scene) -> str:
    return await _told(scene, Round.REOPENED)


async def _waits(scene: Scene) -> str:
    appraisal = await _opened(scene)
    return await scene.tell(AppraisalWaits(appraisal_id=appraisal.id, round=9))


async def _named(scene: Scene) -> str:
    await _opened(scene)
    sheet = await _sheet(scene, scene.zhao.id)
    async with scene.office.city.changing() as tx:
        await tx.execute("UPDATE appraisal_sheets SET named_id = :w WHERE id = :s", w=scene.wang.id, s=sheet)
    return await scene.tell(AppraisalNamed(sheet_id=sheet))


async def _handed(scene: Scene) -> str:
    await _opened(scene)
    sheet = await _sheet(scene, scene.wang.id)
    marks = ", ".join(f"led_{merit} = 4" for merit in Merit)
    async with scene.office.city.changing() as tx:
        await tx.execute(
            f"UPDATE appraisal_sheets SET {marks}, led_by = :z, handed_at = 1, handed = 1 WHERE id = :s",
            z=scene.zhao.id,
            s=sheet,
        )
    return await scene.tell(AppraisalHanded(sheet_id=sheet, times=1))


SAYS: dict[Telling, str] = {
    _begins: "How was your year?",
    _missing: "Your word is missing",
    _closed: "Closed: Appraisal 2026",
    _again: "Open again: Appraisal 2026",
    _waits: "1 person for you to appraise",
    _named: "For you to appraise",
    _handed: "has said how your year was",
}


async def test_what_is_true_no_more_is_not_told(scene: Scene) -> None:
    appraisal = await _opened(scene)
    mine, theirs = await _sheet(scene, scene.wang.id), await _sheet(scene, scene.zhao.id)
    closed = AppraisalTold(sheet_id=mine, appraisal_id=appraisal.id, round=9, told_of=Round.CLOSED)
    assert not await scene.tell(closed), "it is open"
    of_another = AppraisalTold(sheet_id=theirs, appraisal_id=appraisal.id, round=8, told_of=Round.OPENED)
    assert not await scene.tell(of_another), "a sheet of somebody else"
    assert not await scene.tell(AppraisalNamed(sheet_id=theirs)), "nobody was named"
    assert not await scene.tell(AppraisalHanded(sheet_id=mine, times=1)), "nothing was handed over"
