"""The main job: a volunteer signs up on the phone, is reminded, and gets the hours."""

from tests.support.town import Town


async def test_mei_signs_up_is_reminded_and_gets_her_hours(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li, in_days=2, details="Door code 2580")

    await mei.sends("/activities")
    await mei.taps("River clean-up")
