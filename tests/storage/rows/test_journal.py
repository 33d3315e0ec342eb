"""The journal: who did what, and what was noted last."""

from tests.support.city import NOW, City, hours_later
from volunteering.rules.journal import Did


async def test_a_line(city: City) -> None:
    shift = await city.shift()
    async with city.writing() as rows:
        rows.journal.note(
            Did.MOVED,
            by_id=city.leader.id,
            at=NOW,
            unit_id=city.jiaojiang.id,
            activity_id=shift.activity_id,
            shift_id=shift.id,
            place="东门",
            places=10,
            reason=None,
        )
        rows.journal.note(Did.PROMOTED, by_id=None, at=NOW)
    line, bare = await city.table("SELECT * FROM journal ORDER BY id")
    assert dict(line) == {
        "id": line["id"],
        "at": int(NOW.timestamp()),
        "by_id": city.leader.id,
        "kind": "moved",
        "person_id": None,
        "unit_id": city.jiaojiang.id,
        "activity_id": shift.activity_id,
        "shift_id": shift.id,
        "facts": '{"place":"东门","places":10,"reason":null}',
    }
    assert (bare["by_id"], bare["facts"]) == (None, "{}")


async def test_the_newest_of_some_kinds(city: City) -> None:
    wang, chen = await city.people(2)
    async with city.writing() as rows:
        for kind, person, hours in (
            (Did.RESTORED, wang, 2),
            (Did.SUSPENDED, wang, 1),
            (Did.LEFT, wang, 3),
            (Did.SUSPENDED, chen, 4),
            (Did.RESTORED, chen, 4),
        ):
            rows.journal.note(kind, by_id=None, at=hours_later(hours), person_id=person.id)
        assert await rows.journal.newest(wang.id, {Did.SUSPENDED, Did.RESTORED}) is Did.RESTORED
        assert await rows.journal.newest(wang.id, {Did.SUSPENDED}) is Did.SUSPENDED
        assert await rows.journal.newest(chen.id, {Did.SUSPENDED, Did.RESTORED}) is Did.RESTORED
        assert await rows.journal.newest(chen.id, {Did.LEFT}) is None
