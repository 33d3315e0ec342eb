"""What comes by itself about enquiries: that somebody asks, and the answer."""

from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.enquiries import LineKind, Matter, Topic
from volunteering.rules.notices.enquiries import EnquiryAnswered, EnquiryMade
from volunteering.rules.volunteers import Standing

LONGEST = NASTY * 8 + "W" * 200


async def _enquiry(scene: Scene, kind: LineKind = LineKind.WORDS, matter: Matter = Matter.SHIFT) -> EnquiryMade:
    """Wang's, about the shift, with the longest letter quoted."""
    topic = Topic(
        matter=matter,
        unit=scene.activity.unit,
        activity_id=scene.activity.id,
        shift_id=scene.shift.id,
        quote=LONGEST,
    )
    async with scene.office.city.writing() as rows:
        number = await rows.enquiries.begin(scene.wang.id, topic, NOW)
        text = LONGEST if kind is LineKind.WORDS else ""
        line = await rows.enquiries.say(number, scene.wang.id, kind, text, NOW)
        rows.enquiries.ask(number, [scene.office.city.leader.id], NOW)
    return EnquiryMade(enquiry_id=number, line_id=line)


async def _answer(scene: Scene, made: EnquiryMade) -> EnquiryAnswered:
    leader = scene.office.city.leader
    async with scene.office.city.writing() as rows:
        line = await rows.enquiries.say(made.enquiry_id, leader.id, LineKind.WORDS, LONGEST, NOW)
        rows.enquiries.settle(made.enquiry_id, leader.id, NOW)
    return EnquiryAnswered(enquiry_id=made.enquiry_id, line_id=line)


async def _asked(scene: Scene) -> str:
    return await scene.tell(await _enquiry(scene), to=scene.office.city.leader)


async def _was_there(scene: Scene) -> str:
    made = await _enquiry(scene, LineKind.WAS_THERE, Matter.WAS_THERE)
    return await scene.tell(made, to=scene.office.city.leader)


async def _answered(scene: Scene) -> str:
    return await scene.tell(await _answer(scene, await _enquiry(scene)))


SAYS: dict[Telling, str] = {
    _asked: "asks",
    _was_there: "The roster says that they did not come",
    _answered: "Teacher Li answers",
}


async def test_a_question_has_its_answer_below_it(scene: Scene) -> None:
    await _asked(scene)
    assert scene.labels == ("Answer", "Questions")


async def test_one_tap_puts_it_right(scene: Scene) -> None:
    await _was_there(scene)
    assert scene.labels == ("Put it right", "Answer", "Questions")


async def test_what_was_answered_since_is_not_asked(scene: Scene) -> None:
    made = await _enquiry(scene)
    await _answer(scene, made)
    assert not await scene.tell(made, to=scene.office.city.leader)


async def test_who_leads_there_no_more_is_not_told(scene: Scene) -> None:
    made = await _enquiry(scene)
    assert not await scene.tell(made, to=scene.zhao)


async def test_who_has_gone_asks_nothing(scene: Scene) -> None:
    made = await _enquiry(scene)
    async with scene.office.city.writing() as rows:
        await rows.people.change(scene.wang.id, standing=Standing.LEFT)
    assert not await scene.tell(made, to=scene.office.city.leader)


async def test_no_phone_number_goes_along(scene: Scene) -> None:
    async with scene.office.city.writing() as rows:
        await rows.people.change(scene.wang.id, phone="+8613800000007")
    assert "+86" not in await _asked(scene)


async def test_an_answer_whose_writer_was_forgotten_is_not_told(scene: Scene) -> None:
    answer = await _answer(scene, await _enquiry(scene))
    async with scene.office.city.writing() as rows:
        await rows.people.erase(scene.office.city.leader.id)
    assert not await scene.tell(answer)
