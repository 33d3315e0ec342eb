"""What comes by itself about stars: reached, put right, by another ladder, and never what is true no more."""

from datetime import date

from tests.support.city import NOW
from tests.support.ledger import Ledger
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.honours import CARD, CardStanding, StarsBecause
from volunteering.rules.notices.honours import CardEnds, HonourGiven, HonourTakenBack, StarsChanged
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.unit_settings import UnitSetting

DAY = date(2026, 11, 2)


async def _told(scene: Scene, minutes: int, stars: int, because: StarsBecause, ladder: tuple[int, ...]) -> str:
    city = scene.office.city
    await Ledger(city).logged(scene.wang, DAY, minutes)
    async with city.writing() as rows:
        rows.star_marks.mark(scene.wang.id, stars, ladder, 1, NOW)
    return await scene.tell(StarsChanged(turn=1, stars=stars, because=because))


async def _reached(scene: Scene) -> str:
    return await _told(scene, 110 * 60, 1, StarsBecause.REACHED, (100, 300))


async def _put_right(scene: Scene) -> str:
    return await _told(scene, 90, 0, StarsBecause.CORRECTED, (100, 300))


async def _by_another_ladder(scene: Scene) -> str:
    async with scene.office.city.writing() as rows:
        rows.unit_settings.put(scene.office.city.top.id, UnitSetting.STARS, "1,2,3")
    return await _told(scene, 130, 2, StarsBecause.LADDER, (1, 2, 3))


async def _honour(scene: Scene, *, held: bool = True) -> int:
    city = scene.office.city
    async with city.writing() as rows:
        number = await rows.honours.add(
            scene.wang.id, city.jiaojiang, name=NASTY[:60], day=DAY, note=NASTY, by_id=city.leader.id, at=NOW
        )
        if not held:
            rows.honours.take_back(number, city.leader.id, NOW)
    return number


async def _honoured(scene: Scene) -> str:
    return await scene.tell(HonourGiven(honour_id=await _honour(scene)))


async def _honour_taken_back(scene: Scene) -> str:
    return await scene.tell(HonourTakenBack(honour_id=await _honour(scene, held=False)))


async def _card(scene: Scene, *, hours: int = 0) -> int:
    """One that counted nothing, and so many hours since; a team that keeps the record book."""
    city = scene.office.city
    await Ledger(city).logged(scene.wang, DAY, hours * 60)
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, RecordLaw.TW_RECORD_BOOK)
        return await rows.honours.add(
            scene.wang.id, city.jiaojiang, name=CARD, day=DAY, note="", by_id=city.leader.id, at=NOW,
            counted=CardStanding(since=None, minutes=0),
        )  # fmt: skip


async def _card_ends(scene: Scene) -> str:
    return await scene.tell(CardEnds(honour_id=await _card(scene, hours=120), days_ahead=60))


SAYS: dict[Telling, str] = {
    _reached: "You have reached 1 star",
    _put_right: "You have no star now",
    _honoured: "An honour for you: ",
    _honour_taken_back: "Taken back: ",
    _card_ends: "Ends soon: 志願服務榮譽卡",
    _by_another_ladder: "A star takes other hours in your team now.",
}


async def test_it_says_what_is_missing_to_the_next(scene: Scene) -> None:
    text = await _reached(scene)
    assert "★☆☆☆☆ 190 h to the next star" in text
    assert "110 h in all. Thank you." in text


async def test_it_goes_by_the_ladder_of_the_team(scene: Scene) -> None:
    assert "★★☆ 50 min to the next star" in await _by_another_ladder(scene)


async def test_what_was_told_anew_since_is_not_told(scene: Scene) -> None:
    city = scene.office.city
    await Ledger(city).logged(scene.wang, DAY, 60)
    async with city.writing() as rows:
        rows.star_marks.mark(scene.wang.id, 2, (100,), 2, NOW)
    assert await scene.tell(StarsChanged(turn=1, stars=1, because=StarsBecause.REACHED)) == ""


async def test_an_honour_that_was_taken_back_meanwhile_is_not_told(scene: Scene) -> None:
    assert await scene.tell(HonourGiven(honour_id=await _honour(scene, held=False))) == ""
    assert await scene.tell(HonourTakenBack(honour_id=await _honour(scene))) == ""


async def test_of_a_card_that_ends_it_is_said_what_another_one_takes(scene: Scene) -> None:
    assert "A new one takes 300 h that no card has counted: you have 120 h." in await _card_ends(scene)
    assert "no card has counted 420 h of yours" in await scene.tell(
        CardEnds(honour_id=await _card(scene, hours=300), days_ahead=14)
    )


async def test_of_a_card_that_was_taken_back_no_end_is_told(scene: Scene) -> None:
    number = await _card(scene)
    async with scene.office.city.writing() as rows:
        rows.honours.take_back(number, scene.office.city.leader.id, NOW)
    assert await scene.tell(CardEnds(honour_id=number, days_ahead=60)) == ""


async def test_of_what_is_anothers_by_now_nobody_is_told(scene: Scene) -> None:
    number = await _card(scene)
    other = await scene.office.city.person("Other")
    async with scene.office.city.changing() as tx:
        tx.later("UPDATE honours SET person_id = :other", other=other.id)
    assert await scene.tell(HonourGiven(honour_id=number)) == ""
    assert await scene.tell(CardEnds(honour_id=number, days_ahead=60)) == ""
