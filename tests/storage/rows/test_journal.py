"""The journal: who did what."""

from tests.support.city import NOW, City
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
