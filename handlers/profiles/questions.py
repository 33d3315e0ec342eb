"""The questions of the profile: what people may say of themselves, and the days on which they can't come."""

from typing import Annotated, ClassVar, Final

from typing_extensions import override

from handlers.buttons.activities import ShowShift
from handlers.buttons.button import Button
from handlers.buttons.profiles import ShowAboutMe, ShowBlocked, ShowParticular
from handlers.buttons.signing_up import TakeInRole, TakeShift
from handlers.forms.asking import Ask, Form, form, suggested
from handlers.forms.particulars import ASKS, WHY
from handlers.forms.phones import TypedPhone
from handlers.forms.readings import BirthDate, Days
from handlers.showing.particulars import SpokenLanguages
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import Name, Trade, What
from volunteering.rules.profiles import Background, Education, Gender, Particular
from words.words import sentence

THEN: Final = "then"
"""In a draft's `about`: the button that it leads to once it is answered."""


def then_of(draft: Draft) -> Button | None:
    """Where the answer leads, if not back to the profile."""
    return Button.unpack(str(draft.about.get(THEN, "")))


def without_taking(then: Button | None) -> Button | None:
    """The same where no place is to be taken, since nobody asks for it now: the shift that it is one of."""
    return ShowShift(shift=then.shift) if isinstance(then, TakeShift | TakeInRole) else then


def languages_of(draft: Draft) -> ShowParticular:
    """The screen on which languages are ticked, for the shift that they are asked for."""
    match then_of(draft):
        case TakeInRole(shift=shift, role=role):
            return ShowParticular(particular=Particular.LANGUAGES, shift=shift, taking=role)
        case TakeShift(shift=shift):
            return ShowParticular(particular=Particular.LANGUAGES, shift=shift, taking=0)
        case ShowShift(shift=shift):
            return ShowParticular(particular=Particular.LANGUAGES, shift=shift)
        case _:
            return ShowParticular(particular=Particular.LANGUAGES)


class OfOneself(Form):
    """One thing that somebody says of themselves."""

    leads_to: ClassVar[Button] = ShowAboutMe()
    particular: ClassVar[Particular]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return without_taking(then_of(draft)) or cls.leads_to


@form
class BornOn(OfOneself):
    """When somebody was born."""

    name: ClassVar[str] = "born"
    title: ClassVar[str] = sentence("Birth date")
    particular: ClassVar[Particular] = Particular.BORN

    said: Annotated[BirthDate | None, ASKS[Particular.BORN]] = None


@form
class OfGender(OfOneself):
    """Woman, man, or another gender."""

    name: ClassVar[str] = "gender"
    title: ClassVar[str] = sentence("Gender")
    particular: ClassVar[Particular] = Particular.GENDER

    said: Annotated[Gender | None, ASKS[Particular.GENDER]] = None


@form
class Schooled(OfOneself):
    """The highest schooling somebody finished."""

    name: ClassVar[str] = "education"
    title: ClassVar[str] = sentence("Education")
    particular: ClassVar[Particular] = Particular.EDUCATION

    said: Annotated[Education | None, ASKS[Particular.EDUCATION]] = None


@form
class WorksAs(OfOneself):
    """An occupation, in their words."""

    name: ClassVar[str] = "occupation"
    title: ClassVar[str] = sentence("Occupation")
    particular: ClassVar[Particular] = Particular.OCCUPATION

    said: Annotated[Trade | None, ASKS[Particular.OCCUPATION]] = None


@form
class Learned(OfOneself):
    """What somebody has learned."""

    name: ClassVar[str] = "background"
    title: ClassVar[str] = sentence("Professional background")
    particular: ClassVar[Particular] = Particular.BACKGROUND

    said: Annotated[Background | None, ASKS[Particular.BACKGROUND]] = None


@form
class GoodAt(OfOneself):
    """Skills, in their words."""

    name: ClassVar[str] = "skills"
    title: ClassVar[str] = sentence("Skills")
    particular: ClassVar[Particular] = Particular.SKILLS

    said: Annotated[What, ASKS[Particular.SKILLS]]


@form
class LivesIn(OfOneself):
    """The district of the city."""

    name: ClassVar[str] = "district"
    title: ClassVar[str] = sentence("District")
    particular: ClassVar[Particular] = Particular.DISTRICT

    said: Annotated[Trade | None, ASKS[Particular.DISTRICT]] = None


@form
class InEmergency(OfOneself):
    """Whom to call for somebody."""

    name: ClassVar[str] = "emergency"
    title: ClassVar[str] = sentence("Emergency contact")
    particular: ClassVar[Particular] = Particular.EMERGENCY

    called: Annotated[
        Name,
        Ask(
            question=sentence("Whom should we call if something happens to you?"),
            label=sentence("Name"),
            why=WHY[Particular.EMERGENCY],
            hint=sentence("Their name."),
        ),
    ]
    relation: Annotated[
        Trade,
        Ask(
            question=sentence("Who is that to you?"),
            label=sentence("Relation"),
            hint=sentence("Tap it, or type it."),
            choices=suggested(
                sentence("Husband or wife"),
                sentence("Mother or father"),
                sentence("Daughter or son"),
                sentence("Brother or sister"),
                sentence("Friend"),
            ),
            suggests=True,
            columns=2,
        ),
    ]
    phone: Annotated[
        TypedPhone,
        Ask(
            question=sentence("Under which number?"),
            label=sentence("Phone"),
            hint=sentence("Type their phone number."),
        ),
    ]


@form
class AnotherLanguage(Form):
    """Languages that are not offered."""

    name: ClassVar[str] = "language_spoken"
    title: ClassVar[str] = sentence("Languages spoken")
    leads_to: ClassVar[Button] = ShowParticular(particular=Particular.LANGUAGES)

    language: Annotated[
        SpokenLanguages,
        Ask(
            question=sentence("Which other language do you speak?"),
            label=sentence("Language"),
            hint=sentence("One, or several: Hakka, Korean."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return languages_of(draft)


@form
class CannotCome(Form):
    """Days on which somebody can't come."""

    name: ClassVar[str] = "blocked_days"
    title: ClassVar[str] = sentence("Days I can't come")
    leads_to: ClassVar[Button] = ShowBlocked()

    days: Annotated[
        Days,
        Ask(
            question=sentence("On which days can you not come?"),
            label=sentence("Days"),
            hint=sentence("One day, or from when to when: Sat 5 Dec, or 24–26 Dec, or next week."),
        ),
    ]


FORMS: Final = (BornOn, OfGender, Schooled, WorksAs, Learned, GoodAt, LivesIn, InEmergency)
