"""What people are qualified for: sent with a photo, verified, given, and ended in time."""

from playground.phones.phone import Phone
from tests.support.phone_steps import button_with, document_of, times_told
from tests.support.town import Town

PICTURE = b"\xff\xd8\xff\xe0 a certificate"


async def sends_first_aid(phone: Phone) -> None:
    """From the command to the button that sends it."""
    await phone.sends("/qualifications")
    await phone.sees("My qualifications")
    await phone.taps("Add a qualification")
    await phone.taps("First aid")
    await phone.sees("Which number does it have?")
    await phone.sends("RC-77")
    await phone.sends("2025-03-14")
    await phone.sees("Please send a photo of it")
    await phone.sends_photo(PICTURE, caption="here it is")
    review = await phone.sees("Is this right?")
    assert "Good until 14 March 2028" in review.text
    assert "With a photo" in review.text
    await phone.taps("Send it")
    await phone.sees("Baiyun looks at it, and you get a message.")


async def test_one_is_sent_with_a_photo_and_verified_by_who_leads(town: Town) -> None:
    li, wu = await town.leader("Li", team="Baiyun"), await town.leader("Wu", team="Baiyun")
    huang = await town.leader("Huang", team="Jinghu")
    mei = await town.member("Mei", team="Baiyun")
    await sends_first_aid(mei)
    told = await li.sees("A qualification to verify")
    assert "🙋 Mei · Baiyun" in told.text
    await wu.sees("A qualification to verify")
    assert times_told(huang, "A qualification to verify") == 0
    await li.taps("See the photo")
    await li.sees("Mei · First aid")
    shown = [bubble for bubble in li.chat if "photo" in bubble.holds]
    assert len(shown) == 1, "the photo itself is there, once"
    assert "has_protected_content" in shown[0].holds, "it cannot be passed on"
    await li.taps("Verify")
    await li.sees("✅ Verified: Mei, First aid")
    await mei.sees("Verified: First aid")

    await wu.taps("Reject")
    await wu.sees("✅ Li has verified it.")
    await mei.sends("/qualifications")
    await mei.sees("✅ First aid: good until 14 March 2028")


async def test_one_is_rejected_sent_again_and_an_induction_is_given(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    await sends_first_aid(mei)
    await li.sees("A qualification to verify")
    await li.taps("Reject")
    await li.sends("Half of it is in the shade")
    no = await mei.sees("Not accepted: First aid")
    assert "Half of it is in the shade" in no.text
    await mei.taps("Send it again")
    again = await mei.sees("Is this right?")
    assert "RC-77" in again.text, "nothing that was typed is lost"
    await mei.taps("Change photo")
    await mei.sends_document("card.pdf", b"%PDF-1.7", "application/pdf")
    await mei.sees("With a file")
    await mei.taps("Send it")
    await li.sees("With a file")  # the message comes by itself, and is the newest once it is there
    await li.sends("/home")
    await li.sees("⚠️ 1 qualification to verify")
    await li.taps("To verify")
    await li.taps(button_with(li, "Mei"))
    assert (await document_of(li)).content

    await li.sends("/qualifications")
    await li.taps("Give one")
    await li.sends("Mei")
    await li.sees("Qualifications of Mei")
    await li.taps("Give one")
    await li.taps("Induction")
    await li.sees("✅ Given: Induction")
    await mei.sees("Verified: Induction")


async def test_its_end_is_told_once_60_and_once_14_days_ahead(town: Town) -> None:
    li, mei = await town.leader("Li", team="Baiyun"), await town.member("Mei", team="Baiyun")
    await mei.sends("/qualifications")
    await mei.taps("Add a qualification")
    await mei.taps("Work with minors")
    await mei.taps("No number")
    await mei.sends(str(town.now.date()))
    await mei.sends_photo(PICTURE)
    await mei.taps("Send it")
    await li.sees("A qualification to verify")
    await li.taps("Verify")
    await mei.sees("Verified: Work with minors")
    counted = []
    for days in (303, 3, 44, 2, 5):
        await town.passes(days=days)
        counted.append(times_told(mei, "Ends soon: Work with minors"))
    assert counted == [0, 1, 1, 2, 2]
    await mei.taps("Add the new one")
    await mei.sees("Which number does it have?")
