"""The questions about bodily risk: what it is, who insures the people, and when (docs/rules.md: Risk)."""

from typing import Annotated, ClassVar

from handlers.forms.asking import form
from handlers.forms.readings import InsuredDays
from handlers.leading.questions.activities import INSURED, INSURER, RISK, OfActivity
from volunteering.rules.ground.texts import Insurer, RiskNotice
from volunteering.rules.risk import Risk
from words.words import sentence


class OfRisk(OfActivity):
    """What the risk is, and how people are insured."""

    notice: Annotated[RiskNotice, RISK]
    insurer: Annotated[Insurer, INSURER]
    insured: Annotated[InsuredDays, INSURED]

    @property
    def risk(self) -> Risk | None:
        """What the answers say."""
        return Risk.of(self.notice, self.insurer, *self.insured)


@form
class StatingRisk(OfRisk):
    """The bodily risk of an activity that had none."""

    name: ClassVar[str] = "state_risk"
    title: ClassVar[str] = sentence("Add a risk")


@form
class ChangingRisk(OfRisk):
    """The same of one that has: what was said stands there, to be changed."""

    name: ClassVar[str] = "change_risk"
    title: ClassVar[str] = sentence("Change the risk")
    finish: ClassVar[str] = sentence("Save it")
