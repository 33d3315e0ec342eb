"""Every reason against logging hours is said in a sentence, also one that the form has hardly ever left to say."""

from datetime import date
from typing import get_args

import pytest

from handlers.hours.screens import logging as screens
from tests.support.city import NOW, ZONE
from volunteering.actions.hours.logging import NotLogged, NotYourUnit
from volunteering.rules.hours import InTheFuture, MoreThanADay, NoTime
from volunteering.rules.signing_up import Suspended
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language
from words.words import Words

THAT_DAY = date(2026, 12, 24)
SAID = {
    Suspended(): "on hold",
    NotYourUnit(unit=Unit(id=2, name="Huangyan", path="/1/2/")): "You are not in Huangyan",
    NoTime(): "a minute or more",
    InTheFuture(day=THAT_DAY): "has not come yet: 24 December 2026",
    MoreThanADay(day=THAT_DAY, already=23 * 60): "With the 23 h",
}


def test_all_of_them_are_tried() -> None:
    assert {type(reason) for reason in SAID} == set(get_args(screens.Reason))


@pytest.mark.parametrize(("reason", "said"), SAID.items(), ids=lambda value: type(value).__name__)
def test_a_reason_is_a_sentence(reason: screens.Reason, said: str) -> None:
    assert said in screens.not_logged(Words(Language.ENGLISH, ZONE, NOW), NotLogged(reasons=(reason,))).text
