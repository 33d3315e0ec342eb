"""Every screen of bodily risk, in every language, with the nastiest values there can be."""

from datetime import date

from handlers.buttons import leading, signing_up
from handlers.buttons.activities import ShowShift
from handlers.buttons.attendance import FileKind, RosterFile, ShowRoster, ShowSignedUp
from handlers.buttons.forms import Finish
from tests.handlers.test_fits_leading import _draft, _full, _leader, _longest, each_language, each_nasty
from tests.support.chat import Chat
from tests.support.city import City
from volunteering.rules.risk import Insurance, Risk
from volunteering.rules.volunteers import Language


@each_language
@each_nasty
async def test_risks(chat: Chat, city: City, language: Language, nasty: str) -> None:
    li = await _leader(chat, city, language, nasty)
    shift = await _full(chat, city, li, nasty)
    insurance = Insurance(insurer=_longest(nasty, 100), first=date(2026, 1, 1), last=date(2026, 12, 2))
    risk = Risk(notice=_longest(nasty, 500), insurance=insurance)
    await li.taps_button(leading.EditActivity(activity=shift.activity_id, field=leading.Field.RISK))
    for answer in (nasty * 200, risk.notice, nasty, insurance.insurer, nasty, "2026-01-01 - 2026-12-31"):
        await li.sends(answer)
        assert li.last.rows
    async with city.writing() as rows:
        await rows.activities.state_risk(shift.activity_id, risk)
    await li.taps_button(leading.EditActivity(activity=shift.activity_id, field=leading.Field.RISK))
    await li.taps_button(Finish(draft=await _draft(city)))
    for button in (
        leading.ChooseEdit(activity=shift.activity_id),
        leading.ManageActivity(activity=shift.activity_id),
        leading.ManageShift(shift=shift.id),
        ShowShift(shift=shift.id),
        ShowSignedUp(shift=shift.id),
        *(RosterFile(shift=shift.id, kind=kind) for kind in FileKind),
        signing_up.TakeShift(shift=shift.id),
        signing_up.AgreeAndTake(shift=shift.id, checksum="00000000"),
        signing_up.AgreeAndTake(shift=shift.id, checksum=risk.checksum),
        signing_up.ReadRisk(shift=shift.id),
        signing_up.AgreeToRisk(shift=shift.id, checksum="00000000"),
    ):
        await li.taps_button(button)
        assert li.last.rows or li.last.file
    async with city.writing() as rows:
        await rows.activities.state_risk(shift.activity_id, risk.model_copy(update={"notice": _longest(nasty, 499)}))
    await li.taps_button(ShowShift(shift=shift.id))
    await li.taps_button(signing_up.ReadRisk(shift=shift.id))
    await li.taps_button(signing_up.AgreeToRisk(shift=shift.id, checksum=risk.checksum))
    assert li.last.rows
    chat.clock.passes(hours=2)
    await li.taps_button(ShowRoster(shift=shift.id))
    await li.taps_button(leading.TakeRiskAway(activity=shift.activity_id))
    assert li.last.rows
