"""The journal: who did what, and what was noted last."""

from tests.support.city import NOW, City, hours_later


async def test_a_line(city: City) -> None:
    shift = await city.shift()
    async with city.writing() as rows:
        rows.journal.note(
            "moved",
            by_id=city.leader.id,
            at=NOW,
            unit_id=city.jiaojiang.id,
            activity_id=shift.activity_id,
            shift_id=shift.id,
            place="东门",
            places=10,
            reason=None,
        )
        rows.journal.note("swept", by_id=None, at=NOW)
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
            ("restored", wang, 2),
            ("suspended", wang, 1),
            ("left", wang, 3),
            ("suspended", chen, 4),
            ("restored", chen, 4),
        ):
            rows.journal.note(kind, by_id=None, at=hours_later(hours), person_id=person.id)
        assert await rows.journal.newest(wang.id, ("suspended", "restored")) == "restored"
        assert await rows.journal.newest(wang.id, {"suspended"}) == "suspended"
        assert await rows.journal.newest(chen.id, ("suspended", "restored")) == "restored"
        assert await rows.journal.newest(chen.id, ("left",)) is None
