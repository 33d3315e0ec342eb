"""The record of one person as a paper: what the law asks for, for themselves and for admins of their team alone."""

import pytest

from handlers.buttons.certificates import ListCertificatesOf, OpenCertificate
from handlers.buttons.service_records import SendMyRecord, SendRecordOf
from tests.support.acting import appoint, sign_up
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import City, at_shift
from tests.support.files import pages_of
from tests.support.trained import presence, training
from volunteering.rules.hours import Kind
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.training import NewTraining, TrainingStage
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Person


async def keeps(city: City, law: RecordLaw | None) -> None:
    async with city.writing() as rows:
        rows.unit_settings.put(city.jiaojiang.id, UnitSetting.RECORD_LAW, law)


async def person_of(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


async def lived(city: City, mei: Person) -> None:
    """A training of each kind, a lecture, two shifts, and one that she missed."""
    li = await appoint(city, city.leader, city.top, Role.ADMIN)
    trainings = (("First steps", TrainingStage.BASIC), ("Dementia", TrainingStage.SPECIAL), ("Lecture", None))
    for number, (title, stage) in enumerate(trainings):
        [session] = await training(city, NewTraining(stage=stage), 24 + 3 * number, title=title)
        await sign_up(city, session, mei)
        await presence(city, li, session, {mei: True})
    for minutes in (60, 90):
        await city.record(at_shift(await city.shift(-48), mei), Kind.ATTENDED, minutes)
    await city.record(at_shift(await city.shift(-90), mei), Kind.NO_SHOW, 0)


def text_of(phone: PhoneInChat) -> str:
    """The words of the paper that came last, without the ends of lines."""
    name, content = phone.files[-1]
    assert name.endswith(".pdf")
    return " ".join(" ".join(pages_of(content)).split())


async def test_what_is_made_of_emoji_alone_is_not_left_open(chat: Chat, city: City) -> None:
    await keeps(city, RecordLaw.CN_ORDER_67)
    phone = await chat.volunteer("🌸🌸", city.jiaojiang)
    mei, clean_up = await person_of(phone), await city.activity("🌊🌊")
    await city.record(at_shift(await city.shift(-48, activity=clean_up), mei), Kind.ATTENDED, 60)
    await phone.taps_button(SendMyRecord())
    said = text_of(phone)
    assert f"of Volunteer no. {mei.id}" in said
    assert "(emoji only)" in said


async def test_the_record_book_tells_basic_and_special_training_apart(chat: Chat, city: City) -> None:
    await keeps(city, RecordLaw.TW_RECORD_BOOK)
    phone = await chat.volunteer("Mei", city.jiaojiang)
    mei = await person_of(phone)
    await lived(city, mei)
    await phone.taps_button(OpenCertificate())
    await phone.taps("Record book")
    assert "by whom it was recorded" in phone.messages[-2].text
    said = text_of(phone)
    places = [said.index(word) for word in ("Basic training", "Special training", "Further training", "What was done")]
    assert places == sorted(places)
    basic, special, further = said[places[0] : places[1]], said[places[1] : places[2]], said[places[2] : places[3]]
    assert "First steps" in basic
    assert "Dementia" in special
    assert "Lecture" in further
    for part in (basic, special, further):
        assert all(word in part for word in ("2026-12-02", "2 h", "East Gate", "Jiaojiang", "Teacher Li"))
    assert "Service 2 h 30 · training 6 h" in said
    assert "the way there and back is not in them" in said
    assert said.count("2026-11-29") == 2, "each shift that she was at, and none that she missed"


async def test_order_67_has_each_activity_with_its_place_and_who_was_responsible(chat: Chat, city: City) -> None:
    await keeps(city, RecordLaw.CN_ORDER_67)
    phone = await chat.volunteer("Mei", city.jiaojiang)
    await lived(city, await person_of(phone))
    await phone.taps_button(OpenCertificate())
    await phone.taps("Service record")
    said = text_of(phone)
    for word in ("River clean-up", "2026-11-29", "East Gate", "Community service", "1 h 30", "Jiaojiang", "Teacher Li"):
        assert word in said, f"art. 7 asks for it: {word}"
    assert "Basic training" not in said
    assert "Lecture" in said


async def test_an_admin_has_it_in_the_language_of_whose_it_is(chat: Chat, city: City) -> None:
    await keeps(city, RecordLaw.TW_RECORD_BOOK)
    mei = await city.person("Mei")
    await lived(city, mei)
    admin = await chat.volunteer("Chen", role=Role.ADMIN)
    await admin.taps_button(ListCertificatesOf(person=mei.id))
    await admin.taps("Record book")
    admin.sees("Record book of Mei")
    assert "基础培训" in text_of(admin)


@pytest.mark.parametrize("law", [None, RecordLaw.TW_RECORD_BOOK])
async def test_nobody_else_has_it_and_without_a_law_there_is_none(
    chat: Chat, city: City, law: RecordLaw | None
) -> None:
    await keeps(city, law)
    mei = await city.person("Mei")
    await lived(city, mei)
    ana = await chat.volunteer("Ana", city.huangyan, role=Role.ADMIN)
    for number in (mei.id, 9_999):
        await ana.taps_button(SendRecordOf(person=number))
        assert not ana.files
    await ana.taps_button(SendMyRecord())
    ana.sees("Certificate of your service")
    assert "Record book" not in ana.last.labels
    li = await chat.volunteer("Li", city.jiaojiang, role=Role.LEADER)
    await li.taps_button(SendRecordOf(person=mei.id))
    assert not li.files


async def test_who_has_done_nothing_has_one_that_says_so(chat: Chat, city: City) -> None:
    await keeps(city, RecordLaw.TW_RECORD_BOOK)
    phone = await chat.volunteer("Mei", city.jiaojiang)
    await phone.taps_button(SendMyRecord())
    assert "Service 0 h · training 0 h" in text_of(phone)
