"""Calendars over HTTP, on both databases: whoever has the address reads it, and nobody else learns of it."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

import pytest

from storage.rows import Rows
from tests.support.acting import acting, appoint, at, known
from tests.support.calendars import ReadEvent, by_icalendar
from tests.support.city import NOW, City, hours_later
from tests.support.hops import hops_of
from tests.support.strangers import Stranger, pages_of
from volunteering.actions.calendars import close_calendar, open_calendar, renew_calendar
from volunteering.actions.doubles.making_one import Merged, merge, undo_merge
from volunteering.actions.leading.moving import move_shift
from volunteering.actions.volunteers.registering import erase, leave
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Person

KEY = b"the bot's"
NOBODYS = "/calendar/" + "a" * 40 + ".ics"


async def path_of(city: City, person: Person) -> str:
    """The path of the person's calendar, which they have from now on."""
    async with city.writing() as rows:
        await open_calendar(rows, person, KEY, at(NOW))
    return (await paths_of(city, person))[0]


async def paths_of(city: City, person: Person) -> list[str]:
    async with city.looking() as rows:
        return [f"/calendar/{one.secret(KEY)}.ics" for one in await rows.calendars.of(person.id)]


async def asked(stranger: Stranger, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with stranger.session.get(f"{stranger.site.address}{path}", headers=named) as answer:
        return answer.status, answer.headers, await answer.read()


async def events(stranger: Stranger, path: str) -> list[ReadEvent]:
    status, _, text = await asked(stranger, path)
    assert status == 200
    return by_icalendar(text)


async def tag_of(stranger: Stranger, path: str) -> str:
    _, headers, _ = await asked(stranger, path)
    return headers["ETag"]


async def test_whoever_has_the_address_reads_it_in_its_persons_language(city: City) -> None:
    [mei] = await city.people(1)
    shift = await city.shift(48)
    await city.put(shift, mei)
    async with pages_of(city.database) as stranger:
        status, headers, text = await asked(stranger, await path_of(city, mei))
        [read] = by_icalendar(text)
    assert status == 200
    assert (read.start, read.end) == (shift.period.start, shift.period.end)
    assert "负责人：Teacher Li" in read.description
    assert read.url == f"https://t.me/yigong_bot?start=a{shift.activity_id}"
    assert "Door code" not in text.decode()
    assert headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert headers["Cache-Control"] == "private, no-cache"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in headers


async def test_what_is_as_it_was_is_not_written_again(city: City) -> None:
    await appoint(city, city.leader, city.top, Role.ADMIN)
    [mei] = await city.people(1)
    shift = await city.shift(48)
    await city.put(shift, mei)
    async with pages_of(city.database) as stranger:
        path = await path_of(city, mei)
        tag = await tag_of(stranger, path)
        for known_tags in (tag, f"W/{tag}", f'"another", {tag}', "*"):
            status, headers, text = await asked(stranger, path, If_None_Match=known_tags)
            assert (status, text) == (304, b"")
            assert headers["ETag"] == tag
        assert (await asked(stranger, path, If_None_Match='"another"'))[0] == 200
        leader = await acting(city, city.leader)
        async with city.writing() as rows:
            period = Period(start=hours_later(50), end=hours_later(52))
            await move_shift(rows, leader, shift.id, period, at(NOW + timedelta(minutes=1)))
        assert (await asked(stranger, path, If_None_Match=tag))[0] == 200, "it was moved"
        assert stranger.calendars.count("unchanged") == 4


async def test_whoever_waited_reads_that_it_began_without_them_though_no_row_is_another(city: City) -> None:
    [mei, bo] = await city.people(2)
    shift = await city.shift(1, places=1)
    await city.put(shift, bo)
    await city.put(shift, mei, state=SignUpState.WAITING)
    path = await path_of(city, mei)
    async with pages_of(city.database) as stranger:
        tag = await tag_of(stranger, path)
    async with pages_of(city.database, now=hours_later(1.5)) as stranger:
        status, _, text = await asked(stranger, path, If_None_Match=tag)
    assert status == 200
    assert not by_icalendar(text)[0].is_on


async def test_another_name_of_whatever_is_shown_is_another_calendar(city: City) -> None:
    [mei] = await city.people(1)
    await city.put(await city.shift(48), mei)
    path = await path_of(city, mei)
    tags = set()
    for organisation in ("Taizhou", "Huangyan"):
        async with pages_of(city.database, organisation=organisation) as stranger:
            tags.add(await tag_of(stranger, path))
    async with pages_of(city.database, organisation="Huangyan", entrance=lambda: None) as stranger:
        tags.add(await tag_of(stranger, path))
        async with city.writing() as rows:
            await rows.people.change(city.leader.id, name="Teacher Wang")
        tags.add(await tag_of(stranger, path))
    assert len(tags) == 4


async def test_a_new_address_or_none_ends_the_old_one_at_once_wherever_it_is_asked_for(city: City) -> None:
    [mei] = await city.people(1)
    async with pages_of(city.database) as one, pages_of(city.database) as another_replica:
        old = await path_of(city, mei)
        assert (await asked(another_replica, old))[0] == 200
        async with city.writing() as rows:
            await renew_calendar(rows, mei, KEY, at(NOW))
        [new] = await paths_of(city, mei)
        for replica in (one, another_replica):
            assert (await asked(replica, old))[0] == 404
            assert (await asked(replica, new))[0] == 200
        async with city.writing() as rows:
            await close_calendar(rows, mei)
        for replica in (one, another_replica):
            assert (await asked(replica, new))[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        NOBODYS,
        "/calendar/",
        "/calendar/x.ics",
        "/calendar/%00.ics",
        "/calendar/a/b.ics",
        NOBODYS.upper(),
        NOBODYS + "/",
    ],
)
async def test_what_leads_nowhere_says_the_same_and_nothing_of_it_is_kept(city: City, path: str) -> None:
    async with pages_of(city.database) as stranger:
        status, headers, text = await asked(stranger, path)
    assert status == 404
    assert headers["Cache-Control"] == "no-store"
    assert b"a" * 40 not in text


async def test_of_whoever_is_erased_nothing_is_read_any_more(city: City) -> None:
    [mei] = await city.people(1)
    path = await path_of(city, mei)
    async with city.writing() as rows:
        await erase(rows, await known(rows, mei), at(NOW))
    async with pages_of(city.database) as stranger:
        assert (await asked(stranger, path))[0] == 404
    assert not await city.table("SELECT * FROM calendars")


async def test_whoever_has_gone_has_it_crossed_out_by_their_calendar(city: City) -> None:
    """A page that is gone leaves in a phone what was there before."""
    [mei] = await city.people(1)
    path = await path_of(city, mei)
    await city.put(await city.shift(48), mei)
    async with city.writing() as rows:
        await leave(rows, await known(rows, mei), at(hours_later(1)))
    async with pages_of(city.database) as stranger:
        [read] = await events(stranger, path)
        assert not read.is_on


async def test_of_two_records_that_become_one_both_addresses_show_all(city: City) -> None:
    admin = await appoint(city, city.leader, city.top, Role.ADMIN)
    kept, gone = await city.people(2)
    mine, theirs = await path_of(city, kept), await path_of(city, gone)
    await city.put(await city.shift(24), kept)
    await city.put(await city.shift(48), gone)
    async with pages_of(city.database) as stranger:
        before = {path: [one.uid for one in await events(stranger, path)] for path in (mine, theirs)}
        async with city.writing() as rows:
            merged = await merge(rows, admin, kept.id, gone.id, at(NOW))
        assert isinstance(merged, Merged)
        for path in (mine, theirs):
            assert [one.uid for one in await events(stranger, path)] == [*before[mine], *before[theirs]]
        async with city.writing() as rows:
            await undo_merge(rows, admin, merged.merge_id, at(NOW))
        for path in (mine, theirs):
            assert [one.uid for one in await events(stranger, path)] == before[path], "each has their own again"


async def test_whoever_has_it_written_again_and_again_has_to_wait_and_others_do_not(city: City) -> None:
    mei, bo = await city.people(2)
    path, others = await path_of(city, mei), await path_of(city, bo)
    async with pages_of(city.database) as stranger:
        tag = await tag_of(stranger, path)
        said = [await asked(stranger, path) for _ in range(25)]
        assert [status for status, _, _ in said].count(200) == 19
        assert said[-1][1]["Retry-After"] == "5"
        assert (await asked(stranger, path, If_None_Match=tag))[0] == 304, "who only asks, always may"
        assert (await asked(stranger, others))[0] == 200
        assert stranger.calendars.count("slowed") == 6


async def test_while_the_database_is_away_it_says_so_and_calendars_keep_what_they_have(city: City) -> None:
    async with pages_of(None) as stranger:
        status, headers, _ = await asked(stranger, NOBODYS)
    assert (status, headers["Retry-After"]) == (503, "60")


async def test_a_secret_is_in_no_log_whatever_happens(city: City, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    [mei] = await city.people(1)
    path = await path_of(city, mei)

    def broken() -> None:
        raise ValueError("a mistake of ours")

    async with pages_of(city.database, entrance=broken) as stranger:
        assert (await asked(stranger, path))[0] == 500
    async with pages_of(city.database) as stranger:
        await asked(stranger, path)
        await asked(stranger, path.replace(".ics", ".ics/x"))
    secret = path.removeprefix("/calendar/").removesuffix(".ics")
    assert "a mistake of ours" in caplog.text
    assert secret not in caplog.text


async def test_it_is_asked_for_in_one_hop(sqlite_city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    [mei] = await sqlite_city.people(1)
    for hours in range(24, 34):
        await sqlite_city.put(await sqlite_city.shift(hours), mei)
    path = await path_of(sqlite_city, mei)
    async with pages_of(sqlite_city.database) as stranger:
        with hops_of(monkeypatch) as hops:
            assert (await asked(stranger, path))[0] == 200
        assert hops == ["read"]


async def test_at_the_same_moment_two_taps_are_one_address(city: City) -> None:
    [mei] = await city.people(1)

    async def opens(change: bool) -> None:
        async with city.database.transaction() as tx:
            await (renew_calendar if change else open_calendar)(Rows(tx), mei, KEY, at(NOW))

    await asyncio.gather(*(opens(False) for _ in range(4)))
    assert len(await paths_of(city, mei)) == 1
    await asyncio.gather(*(opens(True) for _ in range(4)))
    assert len(await paths_of(city, mei)) == 1
