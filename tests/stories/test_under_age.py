"""A pupil asks for a place; her mother agrees by a link, and withdraws it later: nobody is thrown off, leaders hear."""

from datetime import time

from playground.phones.phone import Phone
from tests.support.town import Town
from volunteering.rules.volunteers import Language


async def _says_when_she_was_born(phone: Phone, born: str) -> None:
    await phone.sends("/profile")
    await phone.taps("More about me")
    await phone.taps("Born")
    await phone.sends(born)
    await phone.sees("✅ Saved.")


async def test_a_pupil_her_mother_and_the_leader(town: Town) -> None:
    li = await town.leader("Li")
    mei = await town.member("Mei")
    mother, stranger = town.phone("Lan"), town.phone("Zhao")
    await town.activity("River clean-up", li, at=time(14), hours=3)
    await town.activity("Night market", li, at=time(20), hours=3)
    await town.activity("Library help", li, at=time(8), hours=3)

    await _says_when_she_was_born(mei, "2010-05-01")
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    await mei.sees("Under 18 it takes the consent")
    await mei.taps("Ask my guardian")
    mei.passes_on("Send the link", mother)
    mei.passes_on("Send the link", stranger)
    [told] = mother.passed_on
    assert "Mei" in told.text

    await mei.opens(told.link)
    await mei.sees("Nobody can agree for themselves")
    await mother.opens(told.link)
    await mother.sees("I am a parent or legal guardian of Mei")
    await mother.taps("I agree")
    await mother.taps("Lan")
    await mother.shares_contact()
    await mother.sees("✅ Mei may sign up now")
    await stranger.opens(told.link)
    await stranger.sees("This link holds no more")

    await mei.sees("You can sign up now")
    await mei.sends("/activities")
    await mei.taps("Night market")
    await mei.sees("At your age only from 06:00 to 22:00.")
    await mei.sends("/activities")
    await mei.taps("River clean-up")
    await mei.taps("Sign up")
    await mei.sees("You are in: River clean-up")

    await mother.sends("/guardian")
    await mother.taps("Withdraw for Mei")
    await mother.taps("Yes, withdraw")
    await mother.sees("✅ Withdrawn for Mei")
    await mei.sees("You keep the places you have")
    await li.sees("Mei: consent withdrawn")
    await mei.sends("/activities")
    await mei.taps("Library help")
    await mei.sees("Under 18 it takes the consent")
    await mei.sends("/my")
    await mei.sees("River clean-up")

    await mother.taps("Erase what is kept of it")
    await mother.taps("Yes, erase it")
    await mother.sees("Nothing of your consent is kept any more")
    assert await town.number("SELECT COUNT(*) AS n FROM guardians WHERE name <> '' OR telegram_id IS NOT NULL") == 0


async def test_in_chinese_and_too_young(town: Town) -> None:
    li = await town.leader("Li")
    await town.activity("River clean-up", li, at=time(14), hours=3)
    ming = await town.member("小明", Language.TRADITIONAL)
    await ming.sends("/profile")
    await ming.taps("關於我")
    await ming.taps("出生日期")
    await ming.sends("民國104年")
    await ming.sends("/activities")
    await ming.taps("River clean-up")
    await ming.sees("歡迎跟大人一起來")
