"""The settings there are, each with what it says and how it is asked for.

To add one: its name in `volunteering/rules/unit_settings.py`, a row in `ROWS`, and where it is typed a form of its own.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.unit_settings import ShowSettings
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.ladders import HoursOfStars
from handlers.forms.weights import TypedWeights
from handlers.tapping.tap import Tap
from handlers.unit_settings import screens
from storage.process.drafts import Draft
from volunteering.rules.appraisal.marks import weights_as_typed
from volunteering.rules.ground.policy import Policy
from volunteering.rules.record_laws import RecordLaw
from volunteering.rules.stars import as_value
from volunteering.rules.unit_settings import UnitSetting
from words.words import Words, plain, sentence


class SettingForm(Form, ABC):
    """The question for a unit's own value of a setting: one question, which may be left open."""

    names_its_subject: ClassVar[bool] = True

    @property
    @abstractmethod
    def value(self) -> str | None:
        """What is kept; None where the unit is to have none of its own."""

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowSettings(unit=draft.number("unit"))


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting, as the screen has it: on or off by a tap, or typed."""

    setting: UnitSetting
    title: str  # a sentence for the catalogues
    says: Callable[[Words, str | None, Policy], Markup]  # what a value means; None: no unit has decided
    form: type[SettingForm] | None = None  # where it is typed; else it is on or off, and off where no unit has decided


@form
class StarsOfUnit(SettingForm):
    """The hours that earn stars."""

    name: ClassVar[str] = "unit_stars"
    title: ClassVar[str] = sentence("Stars")

    ladder: Annotated[
        HoursOfStars,
        Ask(
            question=sentence("How many hours does each star take?"),
            label=sentence("Stars"),
            hint=sentence("The hours for one star, two stars and so on: 100, 300, 600, 1000, 1500"),
            skip=sentence("None of its own"),
        ),
    ] = None

    @property
    @override
    def value(self) -> str | None:
        return as_value(self.ladder) if self.ladder else None


async def _laws(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    return [Choice(plain(screens.law(tap.words, law.value, tap.policy)), law.value) for law in RecordLaw]


@form
class RecordLawOfUnit(SettingForm):
    """By which law service records are written."""

    name: ClassVar[str] = "unit_record_law"
    title: ClassVar[str] = sentence("Service records by law")

    law: Annotated[
        RecordLaw | None,
        Ask(
            question=sentence("By which law are service records written?"),
            label=sentence("Service records by law"),
            hint=sentence("Their sheets and columns are called as that law has them."),
            choices=_laws,
            skip=sentence("None of its own"),
        ),
    ] = None

    @property
    @override
    def value(self) -> str | None:
        return self.law


@form
class WeightsOfUnit(SettingForm):
    """How much each field of the appraisal counts."""

    name: ClassVar[str] = "unit_weights"
    title: ClassVar[str] = sentence("Appraisal weights")

    weights: Annotated[
        TypedWeights | None,
        Ask(
            question=sentence("How much do results, ability, knowledge, attitude and cooperation count?"),
            label=sentence("Appraisal weights"),
            hint=sentence("Five numbers in that order that make 100: 30, 20, 20, 15, 15"),
            skip=sentence("None of its own"),
        ),
    ] = None

    @property
    @override
    def value(self) -> str | None:
        return weights_as_typed(self.weights) if self.weights else None


ROWS: Final[tuple[SettingRow, ...]] = (
    SettingRow(UnitSetting.STARS, sentence("Stars"), screens.ladder, StarsOfUnit),
    SettingRow(UnitSetting.RECORD_LAW, sentence("Service records by law"), screens.law, RecordLawOfUnit),
    SettingRow(UnitSetting.INDUCTION, sentence("Induction first"), screens.whether),
    SettingRow(UnitSetting.BUDDIES, sentence("Buddies for newcomers"), screens.whether),
    SettingRow(
        UnitSetting.APPRAISAL_WEIGHTS, sentence("Appraisal weights"), screens.weights, WeightsOfUnit
    ),
)  # fmt: skip
