"""What a unit may decide so that its places go round: each a question, with what most decide as an answer."""

from collections.abc import Sequence
from typing import Annotated, ClassVar, Final

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.unit_settings import ShowFairness
from handlers.forms.asking import Ask, Choice, Choices, form
from handlers.forms.limits import LimitOfCount, LimitOfDays, LimitOfLength, LimitOfRest, LimitOfStages, LimitOfWeek
from handlers.tapping.tap import Tap
from handlers.unit_settings.fairness import screens
from handlers.unit_settings.questions import SettingForm, SettingRow
from storage.process.drafts import Draft
from volunteering.rules.unit_settings import OFF, UnitSetting
from words.words import plain, sentence


class FairForm(SettingForm):
    """The question for one of them."""

    @property
    @override
    def value(self) -> str | None:
        found: int | tuple[int, ...] | None = getattr(self, next(iter(type(self).model_fields)))
        if found is None:
            return None
        return " ".join(map(str, found if isinstance(found, tuple) else (found,))) or OFF

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowFairness(unit=draft.number("unit"))


def _usual(minutes: int | None = None, days: int | None = None, number: int = 1) -> Choices:
    """What most decide, and off."""

    async def offered(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
        words = tap.words
        if minutes is not None:
            usual, says = words.length(minutes), f"{minutes} min"
        elif days is not None:
            usual, says = words.many("{number} day", "{number} days", days), str(days)
        else:
            usual, says = words.number(number), str(number)
        return [Choice(plain(usual), "usual", says=says), _off(tap)]

    return offered


async def _usual_stages(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    words = tap.words
    lengths = words.listed((words.length(24 * 60), words.length(48 * 60)))
    return [Choice(plain(lengths), "usual", says="24 h, 48 h"), _off(tap)]


def _off(tap: Tap) -> Choice:
    return Choice(plain(tap.words.say("Off")), "off", says="off")


@form
class MostAhead(FairForm):
    """How many shifts ahead."""

    name: ClassVar[str] = "unit_most_ahead"
    title: ClassVar[str] = sentence("Shifts ahead")

    most: Annotated[
        LimitOfCount,
        Ask(
            question=sentence("How many shifts may somebody have ahead here?"),
            label=sentence("Shifts ahead"),
            hint=sentence("They sign up for another once one is over: 3"),
            choices=_usual(number=3),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class RestBetween(FairForm):
    """How long between two shifts."""

    name: ClassVar[str] = "unit_rest"
    title: ClassVar[str] = sentence("Rest between shifts")

    rest: Annotated[
        LimitOfRest,
        Ask(
            question=sentence("How long do people rest between two shifts?"),
            label=sentence("Rest between shifts"),
            hint=sentence("For example: 11 h. Shifts of other teams count, too."),
            choices=_usual(minutes=11 * 60),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class HoursAWeek(FairForm):
    """How long in a week."""

    name: ClassVar[str] = "unit_week"
    title: ClassVar[str] = sentence("Hours a week")

    week: Annotated[
        LimitOfWeek,
        Ask(
            question=sentence("How long may somebody be here in a week?"),
            label=sentence("Hours a week"),
            hint=sentence("Monday to Sunday, as planned: 8 h"),
            choices=_usual(minutes=8 * 60),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class NewcomersFirst(FairForm):
    """For how long newcomers come first."""

    name: ClassVar[str] = "unit_newcomers_first"
    title: ClassVar[str] = sentence("Newcomers first")

    first: Annotated[
        LimitOfLength,
        Ask(
            question=sentence("For how long do newcomers come first?"),
            label=sentence("Newcomers first"),
            hint=sentence("From posting, or from when sign-up opens: 24 h. Others read when it opens for them."),
            choices=_usual(minutes=24 * 60),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class InStages(FairForm):
    """Whose it is after how long."""

    name: ClassVar[str] = "unit_stages"
    title: ClassVar[str] = sentence("In stages")

    stages: Annotated[
        LimitOfStages,
        Ask(
            question=sentence("Own team first. After how long is it the unit above's, and everybody's?"),
            label=sentence("In stages"),
            hint=sentence("Two lengths, from posting: 24 h, 48 h. Others see when it opens for them."),
            choices=_usual_stages,
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class SignUpOpens(FairForm):
    """How many days before the start it opens."""

    name: ClassVar[str] = "unit_opens"
    title: ClassVar[str] = sentence("Sign-up opens")

    days: Annotated[
        LimitOfDays,
        Ask(
            question=sentence("How many days before the start does sign-up open?"),
            label=sentence("Sign-up opens"),
            hint=sentence("For example: 14. Before that, people see when it opens."),
            choices=_usual(days=14),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class SignUpCloses(FairForm):
    """How long before the start it closes."""

    name: ClassVar[str] = "unit_closes"
    title: ClassVar[str] = sentence("Sign-up closes")

    before: Annotated[
        LimitOfLength,
        Ask(
            question=sentence("How long before the start does sign-up close?"),
            label=sentence("Sign-up closes"),
            hint=sentence("For example: 2 h. Whoever waits in line may still get a place."),
            choices=_usual(minutes=2 * 60),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


@form
class LeavingCloses(FairForm):
    """Until when people leave by a tap."""

    name: ClassVar[str] = "unit_leaving"
    title: ClassVar[str] = sentence("Leaving closes")

    before: Annotated[
        LimitOfLength,
        Ask(
            question=sentence("How long before the start does leaving by a tap end?"),
            label=sentence("Leaving closes"),
            hint=sentence("For example: 24 h. After that, “I can't make it” tells the leader and frees the place."),
            choices=_usual(minutes=24 * 60),
            suggests=True,
            skip=sentence("None of its own"),
        ),
    ] = None


FAIR_ROWS: Final[tuple[SettingRow, ...]] = (
    SettingRow(UnitSetting.MOST_AHEAD, sentence("Shifts ahead"), screens.at_most, MostAhead),
    SettingRow(UnitSetting.REST, sentence("Rest between shifts"), screens.length, RestBetween),
    SettingRow(UnitSetting.WEEK, sentence("Hours a week"), screens.at_most_long, HoursAWeek),
    SettingRow(UnitSetting.NEWCOMERS_FIRST, sentence("Newcomers first"), screens.at_first, NewcomersFirst),
    SettingRow(UnitSetting.STAGES, sentence("In stages"), screens.in_stages, InStages),
    SettingRow(UnitSetting.OPENS, sentence("Sign-up opens"), screens.days_before, SignUpOpens),
    SettingRow(UnitSetting.CLOSES, sentence("Sign-up closes"), screens.before_start, SignUpCloses),
    SettingRow(UnitSetting.LEAVING, sentence("Leaving closes"), screens.before_start, LeavingCloses),
)  # fmt: skip
