"""The lists of enquiries: what is asked of somebody, what about an activity, and what somebody asked."""

from markupsafe import Markup

from handlers.buttons.activities import ListActivities
from handlers.buttons.button import Button
from handlers.buttons.enquiries import ListAsked, ListAskedAbout, ListMyEnquiries, ShowEnquiry
from handlers.buttons.leading import Manage, ManageActivity
from handlers.buttons.signing_up import MyShifts
from handlers.enquiries.screens.threads import about
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.enquiries import EnquiryPage, ListedEnquiry
from volunteering.rules.enquiries import EnquiryState, Matter
from words.words import Words, cut

PAGE = 5
LONGEST_TEXT = 80  # of what was asked, in a line
LONGEST_NAME = 20


def asked_of_me(words: Words, found: EnquiryPage, shown: ListAsked, *, said: Markup | None = None) -> Screen:
    """What is asked of the reader."""
    nothing = words.say("✅ Nobody has asked you anything.")
    back = (WayBack(words.say("‹ My activities"), Manage()), *parts.home_row(words)[0])
    return _list(words, words.say("Questions"), found, shown, nothing, back, said=said)


def about_activity(words: Words, found: EnquiryPage, shown: ListAskedAbout, title: str) -> Screen:
    """What is asked about an activity."""
    nothing = words.say("Nobody has asked anything about it.")
    back = (
        WayBack(words.say("‹ {title}", title=cut(title, parts.LONGEST_NAME)), ManageActivity(activity=shown.activity)),
    )
    return _list(words, words.say("Questions: {title}", title=title), found, shown, nothing, back)


def mine(words: Words, found: EnquiryPage, shown: ListMyEnquiries) -> Screen:
    """What the reader asked."""
    nothing = words.say("You have asked nothing so far. “Ask the leader” is below each activity.")
    to_activities = (Press(words.say("Activities"), ListActivities()),) if not found.enquiries else ()
    back = (*to_activities, WayBack(words.say("‹ My shifts"), MyShifts()))
    return _list(words, words.say("My questions"), found, shown, nothing, back, is_mine=True)


def _list(
    words: Words,
    title: Markup,
    found: EnquiryPage,
    shown: ListAsked | ListAskedAbout | ListMyEnquiries,
    nothing: Markup,
    back: Row,
    *,
    said: Markup | None = None,
    is_mine: bool = False,
) -> Screen:
    def turned(number: int) -> Button:
        return shown.model_copy(update={"page": number})

    labels = parts.told_apart([_ways(words, one, is_mine=is_mine) for one in found.enquiries])
    entries = tuple(
        (Press(label, ShowEnquiry(enquiry=one.enquiry.id)),) for label, one in zip(labels, found.enquiries, strict=True)
    )
    return page(
        parts.of_so_many(words, title, found.extent),
        said,
        *(_line(words, one, is_mine=is_mine) for one in found.enquiries),
        None if found.enquiries else words.say("That was all.") if found.extent.number else nothing,
        rows=(*entries, *parts.page_row(words, found.extent, turned), back),
    )


def _line(words: Words, one: ListedEnquiry, *, is_mine: bool) -> Markup:
    """Whose, about what, and what was asked; and by whom it was answered."""
    name = None if is_mine else parts.called(words, one.name, LONGEST_NAME)
    head = words.listed(part for part in (name, about(words, one)) if part)
    is_open = one.enquiry.state is EnquiryState.OPEN
    icon = ("⏳" if is_mine else "⚠️") if is_open else "✅"
    answered = None if one.answered_by is None else words.say("answered by {name}", name=_answerer(words, one))
    parts_said = (head, parts.in_quotes(words, cut(_text(words, one), LONGEST_TEXT)), answered)
    return Markup("%s %s") % (icon, words.listed(part for part in parts_said if part))


def _answerer(words: Words, one: ListedEnquiry) -> str:
    return parts.called(words, one.answered_by or "", LONGEST_NAME)


def _text(words: Words, one: ListedEnquiry) -> str:
    if one.said_with_a_tap:
        return words.say("Appeal") if one.enquiry.topic.matter is Matter.APPEAL else words.say("I was there")
    return one.text.replace("\n", " ")


def _ways(words: Words, one: ListedEnquiry, *, is_mine: bool) -> tuple[parts.Way[str], ...]:
    """What the button to it may say, for `told_apart`."""
    name = parts.called(words, one.name, LONGEST_NAME)
    text = _text(words, one)

    def short() -> str:
        said = (cut(about(words, one), LONGEST_NAME), text) if is_mine else (name, text)
        return cut(words.listed(said), parts.LONGEST_LABEL)

    def with_start() -> str:
        return cut(words.listed((words.moment(one.enquiry.at), name, text)), parts.LONGEST_LABEL)

    def with_number() -> str:
        number = words.say("no. {number}", number=one.enquiry.id)
        return cut(words.listed((number, name, text)), parts.LONGEST_LABEL)

    return short, with_start, with_number
