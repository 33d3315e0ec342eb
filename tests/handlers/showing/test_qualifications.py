"""How kinds of qualification and their levels read within the sentences that have them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from handlers.showing.needs import required_name
from handlers.showing.qualifications import named
from volunteering.rules.needs import Required
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language
from words.words import Words

TOP = Unit(id=1, name="Taizhou", path="/1/")
SOCIAL_WORK = QualificationKind(
    id=2,
    unit=TOP,
    code="social_work",
    name="",
    levels=("assistant", "social_worker", "senior"),
    months=0,
    needs_evidence=True,
)
BOATS = QualificationKind(id=3, unit=TOP, code="", name="Boats", levels=(), months=0, needs_evidence=True)


def words(language: Language) -> Words:
    return Words(language, ZoneInfo("Asia/Shanghai"), datetime(2026, 12, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("language", "held", "asked"),
    [
        (Language.ENGLISH, "Social work (Social worker)", "Social work (from Assistant social worker)"),
        (Language.SIMPLIFIED, "社会工作（社会工作师）", "社会工作（助理社会工作师及以上）"),
        (Language.TRADITIONAL, "社會工作（社工師）", "社會工作（助理社工師或以上）"),
    ],
)
def test_a_level_is_called_by_its_name_the_lowest_too(language: Language, held: str, asked: str) -> None:
    """What a leader has tapped, they read; and a colon would not go with the sentences around it."""
    assert named(words(language), SOCIAL_WORK, 1) == held
    assert required_name(words(language), Required(kind=SOCIAL_WORK)) == asked
    assert named(words(language), BOATS, 0) == required_name(words(language), Required(kind=BOATS)) == "Boats"
