"""Every screen of qualifications, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import date

from handlers.buttons.button import sought
from handlers.buttons.home import Home
from handlers.buttons.qualifications import (
    AddKind,
    AddQualification,
    AskTakeAway,
    ChangeKind,
    ChooseKind,
    ChooseToGive,
    FindToQualify,
    GiveQualification,
    ListKinds,
    ListToQualify,
    ListToVerify,
    PutKindBack,
    RejectQualification,
    RemoveKind,
    ShowKind,
    ShowMyQualification,
    ShowQualification,
    ShowQualifications,
    ShowQualificationsOf,
    TakeAway,
    TakeBackVerified,
    VerifyAfterAll,
    VerifyQualification,
)
from handlers.buttons.volunteers import SetLanguage, ShowPerson, ShowProfile
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat, PhoneInChat
from tests.support.city import NOW, City
from volunteering.rules.ground.texts import cut_to
from volunteering.rules.qualifications import Evidence, EvidenceKind, QualificationKind, QualificationState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Person

PHOTO = Evidence(file_id="p", kind=EvidenceKind.PHOTO)
DOCUMENT = Evidence(file_id="d", kind=EvidenceKind.DOCUMENT)


async def _kept(city: City, nasty: str) -> tuple[QualificationKind, ...]:
    """A kind of the city's own beside the first set, with as many levels as there may be."""
    async with city.writing() as rows:
        levels = [f"{cut_to(nasty, 60)}{number}" for number in range(9)]
        await rows.kinds.add(city.top, name=cut_to(nasty, 64), levels=levels, months=18, needs_evidence=True)
    async with city.looking() as rows:
        return await rows.kinds.all_for(city.top)


async def _has(city: City, person: Person, kind: QualificationKind, nasty: str) -> list[int]:
    """One in each state, and verified ones that end today, soon, late and never; with a photo, a file, nothing."""
    numbers = []
    for place, (state, expires_on) in enumerate(
        (
            *((state, None) for state in QualificationState),
            *((QualificationState.VERIFIED, day) for day in (date(2026, 11, 30), date(2026, 12, 24), date(2029, 1, 1))),
        )
    ):
        async with city.writing() as rows:
            number = await rows.qualifications.add(
                person.id, kind, level=kind.highest, number=nasty[:60], issued_on=date(2026, 11, 1),
                evidence=(PHOTO, DOCUMENT, None)[place % 3], at=NOW,
            )  # fmt: skip
            rows.qualifications.decide(
                number, state, by_id=city.leader.id, at=NOW, reason=nasty[:200], expires_on=expires_on
            )
        numbers.append(number)
    return numbers


async def _known(phone: PhoneInChat) -> Person:
    person = await phone.known()
    assert person is not None
    return person


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_ones_own(chat: Chat, city: City, language: Language, nasty: str) -> None:
    kinds = await _kept(city, nasty)
    wei = await chat.volunteer(nasty[:64], role=Role.ADMIN)
    await wei.taps_button(SetLanguage(language=language))
    numbers = await _has(city, await _known(wei), kinds[-1], nasty)
    for button in (
        Home(),
        ShowProfile(),
        ShowQualifications(),
        ShowQualifications(page=1),
        ChooseKind(),
        ChooseKind(page=1),
        *(ShowMyQualification(qualification=number) for number in numbers),
        AskTakeAway(qualification=numbers[0]),
        AskTakeAway(qualification=numbers[1]),
        TakeAway(qualification=numbers[0]),
        AddQualification(kind=kinds[-1].id),
    ):
        await wei.taps_button(button)
        assert wei.last.rows
    for typed in ("nothing", nasty[:60]):
        await wei.sends(typed)
    await wei.taps(wei.last.labels[8])  # the highest level
    await wei.sends(nasty[:60])
    for typed in ("the whole morning", "2031-01-01", "2026-11-01", "typed"):
        await wei.sends(typed)
        assert wei.last.rows
    await wei.sends_file(size=30_000_000)
    await wei.sends_file(mime_type="application/zip")
    await wei.sends_anything("sticker")
    await wei.sends_photo("mine", media_group_id="7")
    await wei.sends_photo("mine too", media_group_id="7")
    await wei.taps(wei.last.labels[0])
    assert wei.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_those_of_others(chat: Chat, city: City, language: Language, nasty: str) -> None:
    kinds = await _kept(city, nasty)
    wei, boss = await chat.volunteer(nasty[:64]), await chat.volunteer(nasty[:60], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    person = await _known(wei)
    numbers = await _has(city, person, kinds[-1], nasty)
    for _ in range(7):
        await _has(city, person, kinds[0], nasty)
    for button in (
        Home(),
        ShowQualifications(),
        ListToVerify(),
        ListToVerify(page=1),
        ListToVerify(page=9),
        *(ShowQualification(qualification=number) for number in numbers),
        ShowQualification(qualification=numbers[0], evidence=True),
        VerifyQualification(qualification=numbers[0]),
        VerifyQualification(qualification=numbers[0]),
        RejectQualification(qualification=numbers[0]),
        VerifyAfterAll(qualification=numbers[2]),
        TakeBackVerified(qualification=numbers[2]),
    ):
        await boss.taps_button(button)
        assert boss.last.text
    await boss.sends(nasty[:200])
    for _ in range(6):
        await chat.volunteer(nasty[:64])
    for found in (ListToQualify(text=sought(nasty)), ListToQualify(text=sought(nasty), page=1)):
        await boss.taps_button(found)
        assert boss.last.rows
    await boss.taps_button(FindToQualify())
    await boss.sends(nasty[:20])
    for again in (
        ShowPerson(person=person.id),
        ListToQualify(text="nobody"),
        ShowQualificationsOf(person=person.id),
        ShowQualificationsOf(person=person.id, page=1),
        ChooseToGive(person=person.id),
        ChooseToGive(person=person.id, page=1),
        ChooseToGive(person=person.id, kind=kinds[-1].id),
        GiveQualification(person=person.id, kind=kinds[0].id),
        GiveQualification(person=person.id, kind=kinds[0].id),
        GiveQualification(person=(await _known(boss)).id, kind=kinds[0].id),
    ):
        await boss.taps_button(again)
        assert boss.last.rows


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_the_kinds(chat: Chat, city: City, language: Language, nasty: str) -> None:
    kinds = await _kept(city, nasty)
    boss = await chat.volunteer(nasty[:60], role=Role.ADMIN)
    await boss.taps_button(SetLanguage(language=language))
    for button in (
        ListKinds(),
        ListKinds(page=1),
        ShowKind(kind=kinds[0].id),
        ShowKind(kind=kinds[-1].id),
        RemoveKind(kind=kinds[-1].id),
        ListKinds(page=1),
        PutKindBack(kind=kinds[-1].id),
        ChangeKind(kind=kinds[-1].id),
    ):
        await boss.taps_button(button)
        assert boss.last.rows
    await boss.taps_button(AddKind())
    await boss.taps(boss.last.labels[0])  # just the city
    for typed in (nasty[:64], "x" * 500, "A, B、C\nD", "for a while", "2 years"):
        await boss.sends(typed)
        assert boss.last.rows
    await boss.taps(boss.last.labels[0])
    await boss.taps(boss.last.labels[0])  # it is called as another is
    assert boss.last.rows
