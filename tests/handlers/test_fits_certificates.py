"""Every screen of certificates, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from handlers.buttons.certificates import (
    AskNumber,
    AskWithdrawCertificate,
    CheckCertificate,
    GetCertificate,
    ListCertificatesOf,
    ListMyCertificates,
    OpenCertificate,
    SendCertificate,
    SetNameShown,
    ShowCertificateOf,
    ShowMyCertificate,
    TypeDays,
    WithdrawCertificate,
    WithdrawCertificateOf,
)
from handlers.buttons.service_records import SendMyRecord, SendRecordOf
from handlers.buttons.volunteers import SetLanguage, ShowPerson
from tests.handlers.certificates.test_notices import issued
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat
from tests.support.city import NOW, City
from tests.support.ledger import Ledger
from volunteering.rules.certificates import PeriodKind, new_number
from volunteering.rules.tree import Role
from volunteering.rules.unit_settings import UnitSetting
from volunteering.rules.volunteers import Language


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ones_own_and_those_of_others(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, boss = await chat.volunteer(f"王{nasty[:63]}"), await chat.volunteer(nasty[:60], role=Role.ADMIN)
    for somebody in (wei, boss):
        await somebody.taps_button(SetLanguage(language=language))
    async with city.writing() as rows:
        rows.unit_settings.put(city.top.id, UnitSetting.RECORD_LAW, "tw-record-book")
    await wei.taps_button(GetCertificate())  # nothing served
    person = await wei.known()
    assert person is not None
    numbers = [await issued(city, person, nasty[:60]) for _ in range(7)]
    async with city.looking() as rows:
        found = await rows.certificates.get(numbers[0])
    assert found is not None
    for button in (
        OpenCertificate(),
        SendMyRecord(),
        GetCertificate(days=PeriodKind.THIS_YEAR),
        GetCertificate(days=PeriodKind.LAST_YEAR),
        ListMyCertificates(),
        ListMyCertificates(page=1),
        ListMyCertificates(page=9),
        SendCertificate(certificate=numbers[-1]),
        *(ShowMyCertificate(certificate=number) for number in numbers),
        SetNameShown(certificate=numbers[-1], shows=True),
        SetNameShown(certificate=numbers[-1], shows=False),
        AskWithdrawCertificate(certificate=numbers[0]),
        AskWithdrawCertificate(certificate=numbers[-1]),
        CheckCertificate(number=found.number),
        CheckCertificate(number=new_number()),
        AskNumber(),
    ):
        await wei.taps_button(button)
        assert wei.last.text
    await wei.sends(nasty[:90])
    await wei.taps_button(TypeDays())
    for typed in (nasty[:60], "2031-01-01", "2026-11-01", "2026-11-30"):
        await wei.sends(typed)
        assert wei.last.text
    for button in (
        ShowPerson(person=person.id),
        ListCertificatesOf(person=person.id),
        ListCertificatesOf(person=person.id, page=1),
        ListCertificatesOf(person=person.id, page=9),
        SendRecordOf(person=person.id),
        ShowCertificateOf(certificate=numbers[0]),
        ShowCertificateOf(certificate=numbers[-1]),
        WithdrawCertificateOf(certificate=numbers[0]),
        WithdrawCertificateOf(certificate=numbers[-1]),
    ):
        await boss.taps_button(button)
        assert boss.last.text
    await boss.sends(nasty[:200])
    for button in (
        ShowMyCertificate(certificate=numbers[-1]),
        SendCertificate(certificate=numbers[-1]),
        WithdrawCertificate(certificate=numbers[-1]),
    ):
        await wei.taps_button(button)
        assert wei.last.text


@EVERY_LANGUAGE
async def test_whoever_is_called_by_emoji_alone(chat: Chat, city: City, language: Language) -> None:
    rose = await chat.volunteer("🌹" * 32)
    await rose.taps_button(SetLanguage(language=language))
    person = await rose.known()
    assert person is not None
    await Ledger(city).logged(person, NOW.date(), 60)
    await rose.taps_button(GetCertificate())
    assert "🌹" in rose.last.text
