"""The questions of the appraisal: words of one's own, about others, an answer; whom to add, and who is to appraise."""

from typing import Annotated, ClassVar

from typing_extensions import override

from handlers.buttons.appraisal import ShowAppraisal, ShowAppraisals, ShowSheet
from handlers.buttons.button import Button
from handlers.forms.asking import Ask, Form, form, suggested
from handlers.forms.searching import Carried, asks_whom
from storage.process.drafts import Draft
from volunteering.rules.ground.texts import Account, Title
from words.words import sentence


class OfSheet(Form):
    """Words that are about one sheet."""

    leads_to: ClassVar[Button] = ShowAppraisals()
    names_its_subject: ClassVar[bool] = True

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowSheet(sheet=draft.number("sheet"))


@form
class OfMyself(OfSheet):
    """What somebody adds to their own marks."""

    name: ClassVar[str] = "appraise_myself"
    title: ClassVar[str] = sentence("In a few words")

    text: Annotated[
        Account,
        Ask(
            question=sentence("What came well, and what would you like to do next year?"),
            label=sentence("Words"),
            hint=sentence("The leader above and the admins read it."),
            replaces=sentence("It replaces what you wrote before."),
            skip=sentence("Nothing"),
        ),
    ] = ""


@form
class OfThem(OfSheet):
    """What the leader above adds to the marks."""

    name: ClassVar[str] = "appraise_them"
    title: ClassVar[str] = sentence("In a few words")

    text: Annotated[
        Account,
        Ask(
            question=sentence("What would you like to tell them?"),
            label=sentence("Words"),
            hint=sentence("They read it once you hand it to them."),
            replaces=sentence("It replaces what you wrote before."),
            skip=sentence("Nothing"),
        ),
    ] = ""


@form
class AnswerToIt(OfSheet):
    """What somebody says to what was said of them."""

    name: ClassVar[str] = "answer_appraisal"
    title: ClassVar[str] = sentence("Answer to it")

    text: Annotated[
        Account,
        Ask(
            question=sentence("What would you like to say to it?"),
            label=sentence("Words"),
            hint=sentence("The leader above and the admins read it."),
            replaces=sentence("It replaces what you wrote before."),
            skip=sentence("Nothing"),
        ),
    ] = ""


@form
class SearchToAdd(Form):
    """Whom an admin looks for, to appraise them, too."""

    name: ClassVar[str] = "find_to_appraise"
    title: ClassVar[str] = sentence("Add somebody")
    leads_to: ClassVar[Button] = ShowAppraisals()
    names_its_subject: ClassVar[bool] = True

    text: Annotated[Carried, asks_whom(sentence("Who is it?"))]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowAppraisal(appraisal=draft.number("appraisal"))


@form
class NamingPost(Form):
    """What somebody's post is called."""

    name: ClassVar[str] = "name_post"
    title: ClassVar[str] = sentence("Name of the post")
    leads_to: ClassVar[Button] = ShowAppraisals()
    names_its_subject: ClassVar[bool] = True

    post: Annotated[
        Title,
        Ask(
            question=sentence("What is their post called?"),
            label=sentence("Post"),
            hint=sentence("For example: Treasurer"),
            choices=suggested(sentence("Secretary"), sentence("Treasurer"), sentence("Team head"), sentence("Trainer")),
            suggests=True,
            columns=2,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowAppraisal(appraisal=draft.number("appraisal"))


@form
class SearchLeader(OfSheet):
    """Whom an admin looks for, to be the leader above."""

    name: ClassVar[str] = "find_leader_above"
    title: ClassVar[str] = sentence("Name a leader")

    text: Annotated[Carried, asks_whom(sentence("Who is to appraise them?"))]
