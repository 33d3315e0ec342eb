"""The question why something is cancelled."""

from typing import Annotated, ClassVar

from handlers.forms.asking import Ask, form, suggested
from handlers.leading.questions.activities import OfActivity
from handlers.leading.questions.shifts import OfShift
from volunteering.rules.ground.texts import Remark
from words.words import sentence

BECAUSE = Ask(
    question=sentence("Why is it cancelled? Everybody who signed up will be told."),
    label=sentence("Reason"),
    hint=sentence("Tap a reason, or type your own."),
    choices=suggested(sentence("Bad weather"), sentence("Too few people"), sentence("The place can't be used")),
    suggests=True,
    skip=sentence("No reason"),
)


@form
class CancellingActivity(OfActivity):
    """Why a whole activity is cancelled."""

    name: ClassVar[str] = "cancel_activity"
    title: ClassVar[str] = sentence("Cancel the activity")
    stays: ClassVar[str] = sentence("Keep it")

    because: Annotated[Remark, BECAUSE] = ""


@form
class CancellingShift(OfShift):
    """Why a shift is cancelled."""

    name: ClassVar[str] = "cancel_shift"
    title: ClassVar[str] = sentence("Why it is cancelled")
    stays: ClassVar[str] = sentence("Keep it")

    because: Annotated[Remark, BECAUSE] = ""
