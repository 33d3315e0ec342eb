"""Every button of every screen, in every language, on a phone of 320 px: none loses its meaning where Telegram cuts it.

What is ours in a label is there whole. What somebody typed may be cut, if it comes last, and something of it is there.
"""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from inspect import signature
from typing import Any, Final

import pytest

from handlers.buttons.button import Button
from handlers.buttons.certificates import CheckCertificate
from handlers.buttons.checking_in import AtDoor
from handlers.buttons.forms import AskWhetherMeant
from handlers.buttons.groups import ChooseTeamFor
from handlers.buttons.guardians import ReadConsent
from handlers.buttons.letters import StopLetter
from handlers.buttons.training import CopyTraining
from handlers.doors.routes import ALL
from handlers.tapping.screen import Press, Screen
from handlers.tapping.trail import tapped
from storage.engine.connecting import connect
from tests.handlers import (
    test_every_notice,
    test_fits,
    test_fits_admins,
    test_fits_appraisal,
    test_fits_asking,
    test_fits_buddies,
    test_fits_calendars,
    test_fits_census,
    test_fits_certificates,
    test_fits_checking_in,
    test_fits_doubles,
    test_fits_exams,
    test_fits_groups,
    test_fits_leading,
    test_fits_lists,
    test_fits_needs,
    test_fits_offers,
    test_fits_profiles,
    test_fits_qualified,
    test_fits_quizzes,
    test_fits_results,
    test_fits_risks,
    test_fits_seldom,
    test_fits_thanks,
    test_fits_training,
)
from tests.handlers.enquiries import test_screens as of_enquiries
from tests.handlers.signing_up import test_screens
from tests.support import scene
from tests.support.chat import Chat
from tests.support.chromium import IN_A_BROWSER
from tests.support.city import NOW, ZONE, city_on_sqlite
from tests.support.databases import Databases
from tests.support.recorder import SeenMessage
from tests.support.small_phone import Labels, small_phone
from volunteering.rules.capacity import Capacity
from volunteering.rules.ground.periods import Period
from volunteering.rules.signing_up import Facts
from volunteering.rules.volunteers import Language
from words.words import Words

pytestmark = [*IN_A_BROWSER, pytest.mark.timeout(180)]

TYPED: Final = "漾" * 60  # stands in no catalogue
MOST: Final = 99
NUMBER: Final = 12_345
SOME: Final = "漾" * 3
FIGURE: Final = r" · \d+人?"  # behind a name: the screen that is opened says it once more

NOT_LOOKED_AT: Final = {
    AskWhetherMeant,
    StopLetter,
    CheckCertificate,
    ReadConsent,
    CopyTraining,
    ChooseTeamFor,
    AtDoor,  # where several shifts show one code
}
"""Shown for what is typed; a word alone, while a letter is on its way; a number, typed; where copying leads; where a
link in a group leads.
"""

TOURS: Final = [
    tour
    for module in (
        test_fits,
        test_fits_admins,
        test_fits_asking,
        test_fits_buddies,
        test_fits_appraisal,
        test_fits_calendars,
        test_fits_census,
        test_fits_certificates,
        test_fits_checking_in,
        test_fits_doubles,
        test_fits_exams,
        test_fits_groups,
        test_fits_leading,
        test_fits_lists,
        test_fits_needs,
        test_fits_offers,
        test_fits_profiles,
        test_fits_qualified,
        test_fits_quizzes,
        test_fits_results,
        test_fits_risks,
        test_fits_seldom,
        test_fits_thanks,
        test_fits_training,
    )
    for name, tour in vars(module).items()
    if name.startswith("test_") and "nasty" in signature(tour).parameters
]


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (scene, test_screens, of_enquiries, *test_every_notice._CAPABILITIES):
        if "NASTY" in vars(module):
            monkeypatch.setattr(module, "NASTY", TYPED)


@dataclass
class Looked:
    """The rows that were shown, and the kinds of buttons in them."""

    rows: dict[Labels, None] = field(default_factory=dict)
    kinds: set[type[Button]] = field(default_factory=set)

    def at(self, messages: Iterable[SeenMessage]) -> None:
        """What the recorder has got."""
        for message in messages:
            self.rows |= dict.fromkeys(tuple(one.label for one in row) for row in (*message.rows, *message.keyboard))
            buttons = [tapped(one.data)[0] for row in message.rows for one in row if one.data]
            self.kinds |= {type(button) for button in buttons if button}

    def upon(self, screens: Iterable[Screen]) -> None:
        """What would be shown."""
        for screen in screens:
            self.rows |= dict.fromkeys(tuple(str(press.label) for press in row) for row in screen.rows)
            self.kinds |= {type(press.button) for row in screen.rows for press in row if isinstance(press, Press)}


async def _tours(looked: Looked, databases: Databases, language: Language) -> None:
    """What is shown to volunteers, leaders and admins who look into everything."""
    for tour in TOURS:
        async with city_on_sqlite(databases) as city:
            chat = Chat(city.database)
            known: dict[str, Any] = {"chat": chat, "city": city, "language": language, "nasty": TYPED}
            await tour(**{name: known[name] for name in signature(tour).parameters})
            looked.at(chat.recorder.shown)


async def _notices(looked: Looked, databases: Databases, language: Language) -> None:
    """What comes by itself."""
    for telling in test_every_notice.SAYS:
        with databases.fresh("sqlite") as url:
            async with connect(url) as database:
                looked.at(await _told(await scene.Scene.set(database), telling, language))


async def _told(
    told: scene.Scene, telling: Callable[[scene.Scene], Awaitable[str]], language: Language
) -> list[SeenMessage]:
    async with told.office.city.writing() as rows:
        for person in (told.wang, told.office.city.leader):
            await rows.people.change(person.id, language=language)
    await telling(told)
    return told.office.telegram.shown


def _about_shifts(looked: Looked, language: Language) -> None:
    """Shifts that stand in each of the ways that there are."""
    words = Words(language, ZONE, NOW)
    for known in test_screens.ALL_FACTS.values():
        looked.upon(test_screens.screens_for(words, _usual(known)))
    looked.upon(test_screens.own_screens(words))


def _usual(known: Facts) -> Facts:
    """Of an activity as there are many: three hours, fewer than a hundred places."""
    start, limit, capacity = known.shift.period.start, known.shift.limit, known.capacity
    most = limit and min(limit, MOST)
    usual: dict[str, Any] = {"period": Period(start=start, end=start + timedelta(hours=3)), "id": NUMBER, "limit": most}
    few = Capacity(limit=most, taken=min(capacity.taken, MOST), waiting=min(capacity.waiting, MOST))
    clash = known.clash and known.clash.model_copy(update={"title": TYPED})
    activity, shift = test_screens.activity(), known.shift.model_copy(update=usual)
    return known.model_copy(update={"activity": activity, "shift": shift, "capacity": few, "clash": clash})


def _of_ours(label: str) -> str:
    """What has to be seen of a label."""
    label = label.replace("1,666", "1")  # the hours of a line are those of a day
    named = re.sub(r"\d{10,}", str(NUMBER), label.replace("Former volunteer", TYPED))
    *_, behind = re.split("漾+…?", named)
    if str(NUMBER) in named:
        return re.split("漾", named)[0].rstrip(" ·")  # the number tells it apart, of many of the same title
    if TYPED[0] in named and (not behind or re.fullmatch(FIGURE, behind)):
        return re.sub("漾+….*|漾+", SOME, named.removesuffix(behind))
    return label


@pytest.mark.parametrize("language", Language)
async def test_no_label_loses_its_meaning_on_a_small_phone(databases: Databases, language: Language) -> None:
    looked = Looked()
    _about_shifts(looked, language)
    await _tours(looked, databases, language)
    await _notices(looked, databases, language)
    assert set(ALL.buttons) - looked.kinds == NOT_LOOKED_AT, "no tour leads past them: tests/handlers/test_fits*.py"
    rows = {tuple(map(_of_ours, row)): row for row in looked.rows}
    async with small_phone() as phone:
        cuts = await phone.cuts(list(rows))
    lost = [
        (label, row)
        for row, cut in zip(rows, cuts, strict=True)
        for label, is_cut in zip(row, cut, strict=True)
        if is_cut
    ]
    assert not lost, "\n".join(map(str, lost))
