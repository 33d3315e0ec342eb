"""The short form of a census: what is missing of somebody, and of each they may rather not say."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, ClassVar, Final

from typing_extensions import override

from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.particulars import ASKS, RATHER_NOT, WHY
from handlers.forms.readings import BirthDate
from handlers.showing.particulars import FIELDS, LANGUAGES, SpokenLanguages, languages
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.census.asking import LASTS
from volunteering.rules.ground.texts import Trade
from volunteering.rules.profiles import CENSUS, Background, Education, Gender, Particular, Spoken
from words.words import plain, sentence

MISSING: Final = "missing"
"""In the draft's `about`: the fields that are asked for, between commas."""

_TOGETHER: Final = (
    (Spoken.MANDARIN,),
    (Spoken.MANDARIN, Spoken.WU),
    (Spoken.MANDARIN, Spoken.ENGLISH),
    (Spoken.MANDARIN, Spoken.WU, Spoken.ENGLISH),
    (Spoken.MANDARIN, Spoken.MIN_NAN),
    (Spoken.MANDARIN, Spoken.CANTONESE),
)
"""What many people speak; whoever speaks others types them."""


async def _spoken(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    """Likely answers, as they would be typed."""
    words = tap.words
    lines = [plain(words.say(", ").join(words.say(LANGUAGES[one]) for one in some)) for some in _TOGETHER]
    return [Choice(line, str(number)) for number, line in enumerate(lines)]


@form
class WhatIsMissing(Form):
    """What a census asks of one person."""

    name: ClassVar[str] = "census"
    title: ClassVar[str] = sentence("A few things about you")
    kept: ClassVar[timedelta] = LASTS  # whoever is reminded goes on where they left it

    gender: Annotated[Gender | None, ASKS[Particular.GENDER]] = None
    born: Annotated[BirthDate | None, ASKS[Particular.BORN]] = None
    education: Annotated[Education | None, ASKS[Particular.EDUCATION]] = None
    background: Annotated[Background | None, ASKS[Particular.BACKGROUND]] = None
    languages: Annotated[
        SpokenLanguages | None,
        Ask(
            question=sentence("Which languages do you speak?"),
            label=FIELDS[Particular.LANGUAGES],
            why=WHY[Particular.LANGUAGES],
            hint=sentence("Tap, or type all of them: Mandarin, Wu, sign language."),
            choices=_spoken,
            suggests=True,
            skip=RATHER_NOT,
            shows=languages,
        ),
    ] = None
    district: Annotated[Trade | None, ASKS[Particular.DISTRICT]] = None

    @classmethod
    @override
    def steps(cls, draft: Draft) -> tuple[str, ...]:
        missing = str(draft.about.get(MISSING, "")).split(",")
        return tuple(step for step in cls.model_fields if step in missing)


FIELDS_ASKED: Final = {field.value: field for field in CENSUS}
"""The steps, and what they are about."""
