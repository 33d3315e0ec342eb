"""Somebody to turn to: what people ask the leader, and what is answered."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, data_of, signs_up, times_told
from tests.support.town import Town
from volunteering.rules.volunteers import Language


async def asks(phone: Phone, text: str) -> None:
    """With the button on the screen."""
    await phone.taps("Ask the leader")
    await phone.sees("What would you like to ask or say?")
    await phone.sends(text)


async def test_a_question_from_the_card_is_answered_and_goes_on(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li)
    await signs_up(mei, "River clean-up")
    await mei.sends("/activities")
    await mei.taps(button_with(mei, "River clean-up"))
    await mei.taps("Ask the leader")
    asked = await mei.sees("What would you like to ask or say?")
    assert "🙋 Li · River clean-up" in asked.text, "it says whom it goes to, and about what"
    await mei.sends("Can I bring my <son>?")
    await mei.sees("Asked: River clean-up")
    await mei.sees("Li gets it now.")

    told = await li.sees("Mei asks")
    assert "Can I bring my <son>?" in told.text
    assert "has a place" in told.text
    assert "+86" not in told.text
    assert times_told(wu, "Mei asks") == 0, "it is for who leads it"
    await li.sends("/home")
    await li.sees("⚠️ 1 question to answer")
    await li.taps("Questions")
    await li.taps(button_with(li, "Mei"))
    await li.taps("Answer")
    await li.sees("“Can I bring my <son>?”")
    await li.sends("Yes, gladly")
    await li.sees("✅ Sent to Mei.")
    await li.sees("✅ Answered by Li")

    answer = await mei.sees("Li answers")
    assert "Yes, gladly" in answer.text
    assert "Can I bring my <son>?" in answer.text
    await mei.taps("Write again")
    await mei.sends("Thank you")
    await mei.sees("The answer comes here")
    await li.sees("Thank you")
    await li.sends("/home")
    await li.sees("⚠️ 1 question to answer")
    await mei.sends("/my")
    await mei.taps("My questions")
    await mei.taps(button_with(mei, "River clean-up"))
    thread = await mei.sees("Your question")
    assert [thread.text.index(said) for said in ("Can I bring", "Yes, gladly", "Thank you")]


async def test_two_leaders_answer_and_nothing_that_was_typed_is_lost(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await mei.sends("no such thing")
    await asks(mei, "When do we meet?")
    await mei.sees("Leaders of Baiyun: one of them answers.")
    await li.sees("Mei asks")
    await wu.sees("Mei asks")
    old = data_of(wu, "Answer")
    await li.taps("Answer")
    await wu.taps("Answer")
    await wu.sees("“When do we meet?”")
    await li.sends("At nine")
    await li.sees("✅ Sent to Mei.")
    await mei.sees("At nine")
    await wu.sends("At ten")
    await wu.sees("Li had answered meanwhile")
    await mei.sees("At ten")

    await wu.forges(old)
    await wu.sees("✅ Answered by Wu")
    stranger = await town.leader("Zhao", team="Elsewhere")
    await stranger.sends("/home")
    await stranger.forges(old)
    await stranger.sees("You cannot open that")


async def test_who_is_refused_for_no_shows_asks_and_the_leader_puts_it_right(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    for days, title in enumerate(("River clean-up", "Library help")):
        await town.activity(title, li, in_days=days, at=time(10), hours=3)
        await signs_up(mei, title)
        await signs_up(bo, title)
    await town.activity("Tree planting", li, in_days=5)
    await town.passes(days=2)
    for _ in range(2):
        await li.sends("/manage")
        await li.taps(button_with(li, "Library help" if _ else "River clean-up"))
        await li.taps(button_with(li, "roster"))
        await li.taps("Roster")
        await li.taps("Bo")
        await li.taps("Confirm")
        await li.sees("Roster confirmed")
    await mei.sees("Missed: Library help")
    assert "I was there" in mei.screen.labels

    await mei.sends("/activities")
    await mei.taps(button_with(mei, "Tree planting"))
    await mei.sees("You did not come to 2 shifts: ")
    await mei.taps("Appeal")
    await mei.sees("Passed on: Missed shifts")
    await li.sees("Mei appeals")
    await li.taps("Questions")
    await li.taps(button_with(li, "Mei"))
    await li.taps("Put it right")
    await li.sees("✅ Put right: Mei came, and is told.")
    await mei.sees("recorded for you")
    await li.taps("Answer")
    await li.sends("Get well, one is taken back")
    await mei.sees("Get well, one is taken back")
    await signs_up(mei, "Tree planting")
    await mei.sees("You are in: Tree planting")


async def test_i_was_there(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei, bo = await town.member("Mei", team="Baiyun"), await town.member("Bo", team="Baiyun")
    await town.activity("River clean-up", li, in_days=0, at=time(10), hours=3)
    await signs_up(mei, "River clean-up")
    await signs_up(bo, "River clean-up")
    await town.passes(hours=5)
    await li.taps("Roster")
    await li.taps("Bo")
    await li.taps("Confirm")
    await mei.sees("Missed: River clean-up")
    said = data_of(mei, "I was there")
    await mei.taps("I was there")
    await mei.sees("Passed on: River clean-up")
    await mei.forges(said)
    await bo.forges(said)
    await bo.sees("Nothing to put right")
    await li.sees("Mei was there")
    await town.settles()
    assert times_told(li, "Mei was there") == 1, "said twice, it is one question"

    right = data_of(li, "Put it right")
    await bo.forges(right)
    await bo.sees("You cannot open that")
    await li.taps("Put it right")
    await li.sees("✅ Put right: Mei came, and is told.")
    await mei.sees("🕒 3 h recorded for you")
    await li.forges(right)
    await li.sees("It was put right before.")
    assert await town.number("SELECT COUNT(*) FROM entries WHERE kind = 'attended'") == 2
    await li.sends("/home")
    assert "to answer" not in li.screen.text
    await mei.forges(said)
    await mei.sees("Nothing to put right")


async def test_a_letter_is_answered(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li)
    await signs_up(mei, "River clean-up")
    await wu.sends("/manage")
    await wu.taps("All my teams")
    await wu.taps(button_with(wu, "River clean-up"))
    await wu.taps("Write to people")
    await wu.sends("Bring gloves")
    await wu.taps("Send")
    await mei.sees("Bring gloves")
    await mei.taps("Answer")
    question = await mei.sees("What would you like to ask or say?")
    assert "🙋 Wu · River clean-up · “Bring gloves”" in question.text, "what is answered stays in sight"
    await mei.sends("I have none")
    await mei.sees("Wu gets it now.")
    told = await wu.sees("Mei asks")
    assert "The letter: “Bring gloves”" in told.text
    assert times_told(li, "Mei asks") == 0, "whoever wrote is answered"
    await wu.sends("/manage")
    await wu.taps("All my teams")
    await wu.taps(button_with(wu, "River clean-up"))
    await wu.taps("⚠️ Questions (1)")
    await wu.taps(button_with(wu, "Mei"))
    await wu.taps("‹ Questions")
    await wu.sees("Questions: River clean-up")
    await wu.taps("‹ River clean-up")


async def test_a_leader_out_of_reach_is_no_end(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li)
    await li.blocks()
    await mei.sends("/activities")
    await mei.taps(button_with(mei, "River clean-up"))
    await asks(mei, "Is it on?")
    await mei.sees("Asked: River clean-up")
    await town.passes(minutes=2)
    await wu.sees("Mei asks")
    await wu.taps("Answer")
    await wu.sends("It is")
    await mei.sees("Wu answers")


async def test_nobody_is_flooded(town: Town) -> None:
    li = await town.leader("Li", team="Baiyun")
    mei = await town.member("Mei", team="Baiyun")
    await town.activity("River clean-up", li)
    stranger = town.phone("Zhao")
    await mei.sends("/activities")
    await mei.taps(button_with(mei, "River clean-up"))
    ask = data_of(mei, "Ask the leader")
    await stranger.sends("/start")
    await stranger.forges(ask)
    await stranger.sees("Please register first")
    for number in range(3):
        await mei.forges(ask)
        await mei.sends(f"And {number}?")
        await mei.sees("Asked: River clean-up")
    await mei.forges(ask)
    await mei.sees("Please wait for an answer first")
    assert await town.number("SELECT COUNT(*) FROM enquiries") == 1, "it is one enquiry as long as nobody answers"


async def test_in_chinese(town: Town) -> None:
    for language, name in ((Language.SIMPLIFIED, "Mei"), (Language.TRADITIONAL, "Bo")):
        li = await town.leader(f"Li{name}", language, team=f"T{name}")
        mei = await town.member(name, language, team=f"T{name}")
        title = f"River {name}"
        await town.activity(title, li)
        await mei.sends("/activities")
        await mei.taps(button_with(mei, title))
        await mei.taps("问问负责人" if language is Language.SIMPLIFIED else "問問領隊")
        await mei.sends("几点集合？")
        await li.sees("有事问您" if language is Language.SIMPLIFIED else "有事問您")
        await li.taps("回复" if language is Language.SIMPLIFIED else "回覆")
        await li.sends("九点")
        await mei.sees("九点")
