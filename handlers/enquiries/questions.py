"""The questions of enquiries: what is asked, and what is answered."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.button import Button
from handlers.buttons.enquiries import ShowEnquiry
from handlers.forms.asking import Ask, Form, form
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import EnquiryText
from words.words import sentence


@form
class AskingLeader(Form):
    """One message to whoever leads."""

    name: ClassVar[str] = "ask_leader"
    title: ClassVar[str] = sentence("Ask the leader")
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        EnquiryText,
        Ask(
            question=sentence("What would you like to ask or say?"),
            label=sentence("Message"),
            hint=sentence("One message. The answer comes here; your phone number is not passed on."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        """Back to the card that the question began at; what is about no activity may begin anywhere."""
        if "shift" in draft.about:
            return ShowShift(shift=draft.number("shift"))
        return ShowActivity(activity=draft.number("activity")) if "activity" in draft.about else cls.leads_to


@form
class SayingMore(Form):
    """An answer, or a further word, in an enquiry."""

    name: ClassVar[str] = "say_more"
    title: ClassVar[str] = sentence("Your message")
    names_its_subject: ClassVar[bool] = True

    text: Annotated[
        EnquiryText,
        Ask(
            question=sentence("What would you like to say?"),
            label=sentence("Message"),
            hint=sentence("It is sent at once."),
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowEnquiry(enquiry=draft.number("enquiry"))
