"""People enough for a census to say something of them."""

from datetime import timedelta
from random import Random
from typing import Final

from storage.rows import Rows
from tests.browser.sitters import Cast
from tests.support.city import ZONE
from tests.support.town import Town
from volunteering.rules.ground.periods import Month, local_day
from volunteering.rules.profiles import Background, Born, Education, Gender, Particular, Particulars, Spoken

MANY: Final = 240
FIRST: Final = 5_000_000
"""Number of an account: the first of those who have no phone on the sheet."""


async def many_people(town: Town, cast: Cast) -> None:
    """So many, of whom most have said who they are."""
    dice = Random(11)
    team = await town.number("SELECT id FROM units WHERE name = :name", name=cast.team)

    async def gather(records: Rows) -> None:
        unit = await records.units.get(team)
        assert unit is not None
        for count in range(MANY):
            since = town.now - timedelta(days=dice.randrange(5, 3000))
            month = Month.of(local_day(since, ZONE))
            person_id = await records.people.add(
                telegram_id=FIRST + count, name=f"{cast.mei} {count}", phone=None, language=cast.language, unit=unit,
                at=since, month=month,
            )  # fmt: skip
            if dice.random() < 0.9:
                await records.profiles.change(person_id, _somebody(dice, cast), list(Particular), town.now)

    await town.writes(gather)


def _somebody(dice: Random, cast: Cast) -> Particulars:
    return Particulars(
        born=Born(year=2008 - min(dice.randrange(50), dice.randrange(70))),
        gender=dice.choice([Gender.WOMAN, Gender.WOMAN, Gender.MAN]),
        education=dice.choice(list(Education)),
        background=dice.choice(list(Background)),
        languages=(Spoken.MANDARIN, dice.choice([Spoken.WU, Spoken.ENGLISH])),
        district=dice.choice([cast.team, cast.venue]),
    )
