"""What holds in a unit, and how that came."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.buttons.button import Button
from handlers.buttons.tree import ManageUnit
from handlers.buttons.unit_settings import ShowFairness
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME
from handlers.tapping.screen import Press, Screen, page
from volunteering.rules.appraisal.marks import EVEN, weights_in
from volunteering.rules.ground.policy import Policy
from volunteering.rules.record_laws import RecordLaw, law_of
from volunteering.rules.stars import ladder_of
from volunteering.rules.tree import Unit
from volunteering.rules.unit_settings import ON
from words.words import Words, cut


@dataclass(frozen=True, slots=True)
class SettingLine:
    """One setting on the screen."""

    title: str  # a sentence for the catalogues
    says: Markup
    by: Unit | None  # who has decided; None: nobody yet
    to: Button
    turns: bool | None  # on or off, where the button does that


def settings(words: Words, unit: Unit, lines: Sequence[SettingLine], *, said: Markup | None = None) -> Screen:
    """What holds in the unit, each with who has decided it."""
    back = words.say("‹ {team}", team=cut(unit.name, LONGEST_LABEL - 2))
    return page(
        words.say("Settings of {unit}", unit=unit.name),
        said,
        words.say("They hold here and in every team below, until it has its own."),
        *(setting_line(words, unit, line) for line in lines),
        rows=(
            *((Press(_label(words, line), line.to),) for line in lines),
            (Press(words.say("Fair places"), ShowFairness(unit=unit.id)),),
            (Press(back, ManageUnit(unit=unit.id)),),
        ),
    )


def setting_line(words: Words, unit: Unit, line: SettingLine) -> Markup:
    """What holds, and from where."""
    title = words.say(line.title)
    if line.by is None or line.by.id == unit.id:
        return words.say("{setting}: {value}", setting=title, value=line.says)
    by = cut(line.by.name, LONGEST_NAME)
    return words.say("{setting}: {value} (from {team})", setting=title, value=line.says, team=by)


def _label(words: Words, line: SettingLine) -> Markup:
    title = words.say(line.title)
    if line.turns is None:
        return words.say("{setting}: change", setting=title)
    if line.turns:
        return words.say("{setting}: turn on", setting=title)
    return words.say("{setting}: turn off", setting=title)


def on_or_off(words: Words, *, is_on: bool) -> Markup:
    """How a setting stands that is either."""
    return words.say("on") if is_on else words.say("off")


def whether(words: Words, value: str | None, _: Policy) -> Markup:
    """The same, of what is written."""
    return on_or_off(words, is_on=value == ON)


def ladder(words: Words, value: str | None, policy: Policy) -> Markup:
    """The hours of each star."""
    rungs = ladder_of(value, policy.stars)
    if not rungs:
        return words.say("none")
    return words.say("{hours} h", hours=words.listed(words.number(hours) for hours in rungs))


def weights(words: Words, value: str | None, _: Policy) -> Markup:
    """How much each field of the appraisal counts, in their order."""
    counts = (weights_in(value) if value else None) or EVEN
    return words.say("{weights} of 100", weights=words.listed(words.number(weight) for weight in counts))


def law(words: Words, value: str | None, _: Policy) -> Markup:
    """The law by which service records are written."""
    match law_of(value):
        case RecordLaw.CN_ORDER_67:
            return words.say("Order 67 (China)")
        case RecordLaw.TW_RECORD_BOOK:
            return words.say("Record book (Taiwan)")
        case None:
            return words.say("not set")
