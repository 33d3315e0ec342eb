"""Every screen of a census, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.census import (
    AnswerCensus,
    BeginCensus,
    CensusFile,
    CensusHow,
    CensusPicture,
    CensusProgressOf,
    CensusUnits,
    ShowCensus,
    ShowCensusSubject,
    StartCensus,
    StopCensus,
)
from handlers.buttons.volunteers import SetLanguage
from handlers.forms.particulars import RATHER_NOT
from tests.handlers.test_fits_admins import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, ZONE, City
from volunteering.rules.census.subjects import Chapter
from volunteering.rules.profiles import Particular, Particulars
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language
from words.words import Words


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_census(chat: Chat, city: City, language: Language, nasty: str) -> None:
    unit = await city.unit(nasty)
    for number in range(9):
        await city.unit(f"{nasty}{number}", unit)
    said = Particulars(district=nasty[:60], languages=(nasty[:60].replace(",", " "), "cmn"))
    for number in range(6):
        person = await city.person(f"Person {number}", unit)
        async with city.writing() as rows:
            await rows.profiles.change(person.id, said, [Particular.DISTRICT, Particular.LANGUAGES], NOW)
    admin = await chat.volunteer(nasty, role=Role.ADMIN)
    await admin.taps_button(SetLanguage(language=language))
    await admin.taps_button(ShowCensusSubject(unit=unit.id, subject=Chapter.AGES))  # nothing is drawn up yet
    await admin.sends("/census")
    for number in (unit.id, city.top.id, city.huangyan.id):
        for button in (
            ShowCensus(unit=number),
            *(ShowCensusSubject(unit=number, subject=chapter) for chapter in Chapter),
            *(CensusUnits(unit=number, page=page) for page in range(3)),
            CensusHow(unit=number),
            BeginCensus(unit=number),
        ):
            await admin.taps_button(button)
            assert admin.last.rows
    await admin.taps_button(CensusPicture(unit=unit.id))
    await admin.taps_button(CensusFile(unit=unit.id))
    await admin.taps_button(StartCensus(unit=unit.id))
    census = await city.figure("SELECT MAX(id) AS n FROM censuses")
    for number in (unit.id, city.top.id):
        await admin.taps_button(ShowCensus(unit=number))
        await admin.taps_button(StartCensus(unit=number))
    await admin.taps_button(CensusProgressOf(census=census))
    chat.clock.passes(days=1)
    await admin.taps_button(ShowCensus(unit=unit.id))
    await admin.taps_button(StopCensus(census=census))
    await admin.taps_button(AnswerCensus())
    rather_not = Words(language, ZONE, NOW).say(RATHER_NOT)
    while rather_not in admin.last.labels:
        await admin.sends(nasty)  # taken for an answer where anything is
        if rather_not in admin.last.labels:
            await admin.taps(rather_not)
    await admin.taps_button(AnswerCensus())
    assert admin.last.rows
