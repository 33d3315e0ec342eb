"""What people do about certificates, thanks, appraisals, buddies and records, one act at a time."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from storage.rows import Rows
from tests.torture.acts_of_study import OF_STUDY
from tests.torture.learners import ACTS, MOMENT, SWEEPS, YEAR, Act, Learners, act, actor, as_now
from volunteering.actions.appraisal import judging, opening, people, saying
from volunteering.actions.buddies import choosing, taking_part
from volunteering.actions.certificates import issue, show_name, withdraw_mine, withdraw_of
from volunteering.actions.doubles.making_one import merge, undo_merge
from volunteering.actions.honours.cards import give_card
from volunteering.actions.honours.giving import give_honour, take_back_honour
from volunteering.actions.qualifications import deciding
from volunteering.actions.thanks import commending, rating
from volunteering.actions.training import signing_up as training_places
from volunteering.actions.tree import merge_unit
from volunteering.actions.unit_settings import put_setting
from volunteering.actions.volunteers.registering import erase, leave
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.certificates import PeriodKind
from volunteering.rules.qualifications import QualificationState
from volunteering.rules.unit_settings import UnitSetting


def _gets_certificate(who: str) -> Act:
    async def gets(town: Learners, rows: Rows) -> Any:
        days = PeriodKind.ALL.days(MOMENT.today)
        return await issue(rows, await as_now(rows, getattr(town, who)), days, "Taizhou", MOMENT)

    return gets


ACTS["mei_gets_certificate"] = _gets_certificate("mei")
ACTS["twin_gets_certificate"] = _gets_certificate("twin")


@act
async def withdraws_certificate(town: Learners, rows: Rows) -> Any:
    """Mei does."""
    return await withdraw_mine(rows, await as_now(rows, town.mei), town.certificate, MOMENT)


@act
async def admin_withdraws_certificate(town: Learners, rows: Rows) -> Any:
    """An does."""
    return await withdraw_of(rows, await actor(rows, town.an), town.certificate, "A mistake", MOMENT)


@act
async def shows_name(town: Learners, rows: Rows) -> Any:
    """Mei does."""
    return await show_name(rows, await as_now(rows, town.mei), town.certificate, shows=True)


@act
async def gives_card(town: Learners, rows: Rows) -> Any:
    """To Mei."""
    return await give_card(rows, await actor(rows, town.an), town.mei.id, MOMENT)


@act
async def takes_card_back(town: Learners, rows: Rows) -> Any:
    """Mei's newest."""
    number = await town.city.figure("SELECT MAX(id) AS n FROM honours")
    return await take_back_honour(rows, await actor(rows, town.an), number, MOMENT)


@act
async def gives_honour(town: Learners, rows: Rows) -> Any:
    """To Mei."""
    by, unit = await actor(rows, town.an), town.city.top.id
    return await give_honour(rows, by, town.mei.id, unit, "Best of all", MOMENT.today, "", MOMENT)


@act
async def rates_anew(town: Learners, rows: Rows) -> Any:
    """Mei gives one star, where it was five."""
    return await rating.rate(rows, await actor(rows, town.mei), town.served.id, 1, MOMENT)


@act
async def takes_rating_back(town: Learners, rows: Rows) -> Any:
    """Mei does."""
    return await rating.withdraw(rows, await actor(rows, town.mei), town.served.id, MOMENT)


@act
async def takes_up_ratings(town: Learners, rows: Rows) -> Any:
    """As the night does."""
    return await rating.take_up(rows, town.served.id, MOMENT)


@act
async def commends(town: Learners, rows: Rows) -> Any:
    """Li commends Mei."""
    by = await actor(rows, town.li)
    return await commending.commend(rows, by, town.served.id, town.mei.id, "Thank you", MOMENT)


@act
async def takes_commendation_back(town: Learners, rows: Rows) -> Any:
    """Li does."""
    number = await town.city.figure("SELECT MAX(id) AS n FROM commendations")
    return await commending.take_back(rows, await actor(rows, town.li), number, MOMENT)


@act
async def pairs(town: Learners, rows: Rows) -> Any:
    """As the sweep does."""
    return await choosing.pair_newcomers(rows, town.ahead.id, MOMENT)


def _of_the_pair(who: str, does: Callable[..., Awaitable[Any]]) -> Act:
    async def acts(town: Learners, rows: Rows) -> Any:
        pair = await town.pair()
        return await does(rows, await as_now(rows, getattr(town, who)), pair, MOMENT)

    return acts


ACTS["bo_declines"] = _of_the_pair("bo", taking_part.decline)
ACTS["bo_resumes"] = _of_the_pair("bo", taking_part.resume)
ACTS["hu_declines"] = _of_the_pair("hu", taking_part.decline)


@act
async def hu_writes(town: Learners, rows: Rows) -> Any:
    """To the buddy."""
    return await taking_part.write(rows, await as_now(rows, town.hu), await town.pair(), "Where is it?", MOMENT)


def _of_the_sheet(who: str, does: Callable[..., Awaitable[Any]], *more: Any, **also: Any) -> Act:
    async def acts(town: Learners, rows: Rows) -> Any:
        sheet = await town.sheet(town.li)
        return await does(rows, await actor(rows, getattr(town, who)), sheet, *more, **also)

    return acts


ACTS["hands_over"] = _of_the_sheet("an", judging.hand_over, MOMENT)
ACTS["takes_sheet_back"] = _of_the_sheet("an", judging.take_back, MOMENT)
ACTS["marks"] = _of_the_sheet("an", judging.mark, Merit.RESULTS, 1)
ACTS["marks_oneself"] = _of_the_sheet("li", saying.mark_oneself, Merit.RESULTS, 2, MOMENT)
ACTS["takes_sheet_out"] = _of_the_sheet("an", people.set_in, MOMENT, is_in=False)


@act
async def adds_mei(town: Learners, rows: Rows) -> Any:
    """To the appraisal."""
    return await people.add_person(rows, await actor(rows, town.an), town.appraisal, town.mei.id, "Treasurer", MOMENT)


def _of_the_appraisal(does: Callable[..., Awaitable[Any]]) -> Act:
    async def acts(town: Learners, rows: Rows) -> Any:
        return await does(rows, await actor(rows, town.an), town.appraisal, MOMENT)

    return acts


ACTS["closes_appraisal"] = _of_the_appraisal(opening.close_appraisal)
ACTS["reopens_appraisal"] = _of_the_appraisal(opening.reopen_appraisal)
ACTS["reminds_of_appraisal"] = _of_the_appraisal(opening.remind)


@act
async def opens_branch(town: Learners, rows: Rows) -> Any:
    """An appraisal of the branch."""
    by, unit = await actor(rows, town.an), await rows.units.get(town.city.jiaojiang.id)
    return await opening.open_appraisal(rows, by, unit, YEAR, MOMENT) if unit else None


@act
async def merges(town: Learners, rows: Rows) -> Any:
    """Mei and her twin."""
    return await merge(rows, await actor(rows, town.an), town.mei.id, town.twin.id, MOMENT)


@act
async def merges_the_other_way(town: Learners, rows: Rows) -> Any:
    """The twin is kept."""
    return await merge(rows, await actor(rows, town.an), town.twin.id, town.mei.id, MOMENT)


@act
async def parts(town: Learners, rows: Rows) -> Any:
    """What was merged last."""
    number = await town.city.figure("SELECT MAX(id) AS n FROM merges")
    return await undo_merge(rows, await actor(rows, town.an), number, MOMENT)


@act
async def erases(town: Learners, rows: Rows) -> Any:
    """Mei."""
    return await erase(rows, await as_now(rows, town.mei), MOMENT)


@act
async def leaves(town: Learners, rows: Rows) -> Any:
    """Mei."""
    return await leave(rows, await as_now(rows, town.mei), MOMENT)


@act
async def takes_training(town: Learners, rows: Rows) -> Any:
    """Wu."""
    return await training_places.take_training(rows, await as_now(rows, town.wu), town.coming.activity_id, MOMENT)


@act
async def leaves_training(town: Learners, rows: Rows) -> Any:
    """Mei."""
    mei = await as_now(rows, town.mei)
    return await training_places.leave_training(rows, mei, town.coming.activity_id, MOMENT, is_sure=True)


@act
async def turns_down(town: Learners, rows: Rows) -> Any:
    """What Mei is qualified for, by an admin's hand."""
    number = await town.city.figure("SELECT MAX(id) AS n FROM qualifications WHERE state = 'verified'")
    verified = QualificationState.VERIFIED
    return await deciding.reject(rows, await actor(rows, town.an), number, "by hand", MOMENT, instead_of=verified)


@act
async def merges_unit(town: Learners, rows: Rows) -> Any:
    """Jiaojiang becomes a part of Huangyan."""
    return await merge_unit(rows, await actor(rows, town.an), town.city.jiaojiang.id, town.city.huangyan.id, MOMENT)


def _sets(name: UnitSetting, value: str | None) -> Act:
    async def sets(town: Learners, rows: Rows) -> Any:
        return await put_setting(rows, await actor(rows, town.an), town.city.jiaojiang.id, name, value, MOMENT)

    return sets


ACTS["sets_stars"] = _sets(UnitSetting.STARS, "1,2,3,400,500")
ACTS["wants_no_buddies"] = _sets(UnitSetting.BUDDIES, None)


EVERY: Final = (*dict.fromkeys((*OF_STUDY, *ACTS, *SWEEPS)),)
"""What may be done, by name."""
