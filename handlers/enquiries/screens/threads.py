"""One enquiry: whose it is, about what, what was said, and what can be done about it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.enquiries import ListAsked, ListAskedAbout, ListMyEnquiries, PutRight, SayMore
from handlers.buttons.needs import ShowHindrances
from handlers.buttons.volunteers import Forgive, ShowNoShow
from handlers.showing.asking import about_what
from handlers.showing.parts import LONGEST_LABEL, LONGEST_NAME, call_them, called
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.enquiries import EnquiryLine, ListedEnquiry, Thread
from volunteering.rules.activities import Activity, Shift
from volunteering.rules.enquiries import EnquiryState, LineKind
from volunteering.rules.signing_up import Facts, SignUpState
from volunteering.rules.volunteers import Person, Standing
from words.words import Words, cut

LONGEST_LETTER = 200  # characters of the letter that is answered
LONGEST_EARLIER = 200  # of what was said before the last line
MISSED = 3  # shifts that can be put right from here

Back = ListAsked | ListAskedAbout | ListMyEnquiries


def about(words: Words, said: ListedEnquiry) -> Markup:
    """What it is about, in a few words."""
    topic = said.enquiry.topic
    return about_what(words, topic.matter, topic.unit, said.title, said.start)


def to_leader(
    words: Words,
    found: Thread,
    person: Person,
    facts: Facts | None,
    missed: Sequence[tuple[Activity, Shift]],
    *,
    back: Back,
    said: Markup | None = None,
) -> Screen:
    """As those see it who may answer. `missed` are no-shows of who asked that the reader may put right."""
    is_open = found.said.enquiry.state is EnquiryState.OPEN
    is_forgotten = person.standing is Standing.ERASED
    number = found.said.enquiry.id
    rows: tuple[Row, ...] = (
        *_put_right_rows(words, number, missed),
        *forgive_rows(words, person.id, [shift for _, shift in missed[:MISSED]]),
        *(() if is_forgotten else ((_say(words, number, first=is_open and not missed, again=not is_open),),)),
        *_hindrances_row(words, person, facts),
        *_roster_row(words, found.said),
        (_way_back(words, back),),
    )
    return page(
        words.say("Question from {name}", name=called(words, found.said.name)),
        said,
        Markup("🏷 %s") % about(words, found.said),
        standing(words, person, facts),
        None if found.reachable or not person.standing.is_here else call_them(words),
        *_lines(words, found),
        _state(words, found.said, waits=words.say("⚠️ Not answered yet")),
        rows=rows,
    )


def to_asker(words: Words, found: Thread, *, back: Back, said: Markup | None = None) -> Screen:
    """As who asked sees it."""
    return page(
        words.say("Your question"),
        said,
        Markup("🏷 %s") % about(words, found.said),
        *_lines(words, found),
        _state(words, found.said, waits=words.say("⏳ Not answered yet")),
        rows=(
            (Press(words.say("Write again"), SayMore(enquiry=found.said.enquiry.id, again=True)),),
            *_see_row(words, found.said),
            (_way_back(words, back),),
        ),
    )


def _say(words: Words, enquiry_id: int, *, first: bool, again: bool) -> Press:
    label = words.say("Write again") if again else words.say("Answer")
    return Press(label, SayMore(enquiry=enquiry_id, again=again), "success" if first else None)


def _put_right_rows(words: Words, enquiry_id: int, missed: Sequence[tuple[Activity, Shift]]) -> tuple[Row, ...]:
    """The ways to take back what the reader's own rosters say."""
    if len(missed) == 1:
        [(_, shift)] = missed
        return ((Press(words.say("Put it right"), PutRight(enquiry=enquiry_id, shift=shift.id), "success"),),)
    return tuple(
        (
            Press(
                cut(
                    words.say("Was there: {day} {title}", day=words.day(shift.day(words.zone)), title=activity.title),
                    LONGEST_LABEL,
                ),
                PutRight(enquiry=enquiry_id, shift=shift.id),
            ),
        )
        for activity, shift in missed[:MISSED]
    )


def forgive_rows(words: Words, person_id: int, missed: Sequence[Shift]) -> tuple[Row, ...]:
    """The ways to have these no-shows count no more, as they stand on the roster."""
    if len(missed) == 1:
        return ((Press(words.say("Forgive"), Forgive(person=person_id, shift=missed[0].id)),),)
    return tuple(
        (
            Press(
                words.say("Forgive: {day}", day=words.day(shift.day(words.zone))),
                ShowNoShow(person=person_id, shift=shift.id),
            ),
        )
        for shift in missed
    )


def _hindrances_row(words: Words, person: Person, facts: Facts | None) -> tuple[Row, ...]:
    """The way to what keeps who asked from a place in a shift ahead, for whoever has none."""
    if facts is None or facts.has_place or not facts.is_on or facts.shift.has_begun(words.now):
        return ()
    return ((Press(words.say("Why can't they?"), ShowHindrances(shift=facts.shift.id, person=person.id)),),)


def _roster_row(words: Words, said: ListedEnquiry) -> tuple[Row, ...]:
    shift_id = said.enquiry.topic.shift_id
    return () if shift_id is None else ((Press(words.say("Roster"), ShowRoster(shift=shift_id)),),)


def _see_row(words: Words, said: ListedEnquiry) -> tuple[Row, ...]:
    topic = said.enquiry.topic
    if topic.shift_id is not None:
        return ((Press(words.say("See the activity"), ShowShift(shift=topic.shift_id)),),)
    if topic.activity_id is not None:
        return ((Press(words.say("See the activity"), ShowActivity(activity=topic.activity_id)),),)
    return ()


def _way_back(words: Words, back: Back) -> Press:
    is_mine = isinstance(back, ListMyEnquiries)
    return WayBack(words.say("‹ My questions") if is_mine else words.say("‹ Questions"), back)


def standing(words: Words, person: Person, facts: Facts | None) -> Markup:
    """🙋 who asks: their team, and how they stand with the shift that it is about."""
    stands = {Standing.SUSPENDED: words.say("sign-ups on hold"), Standing.LEFT: words.say("left for now")}
    in_shift = _in_shift(words, facts) if facts else None
    parts = (called(words, person.name), person.unit.name, in_shift, stands.get(person.standing))
    return Markup("🙋 %s") % words.listed(part for part in parts if part)


def _in_shift(words: Words, facts: Facts) -> Markup:
    match facts.mine.state if facts.mine else None:
        case SignUpState.CONFIRMED:
            return words.say("has a place")
        case SignUpState.WAITING:
            return words.say("on the waiting list")
        case SignUpState.WALKED_IN:
            return words.say("came without signing up")
        case _:
            return words.say("not signed up")


def _lines(words: Words, found: Thread) -> tuple[Markup | None, ...]:
    """The letter's words, and what was said since: the last of it in full."""
    quote, last = found.said.enquiry.topic.quote, len(found.lines) - 1
    return (
        words.say("The letter: “{text}”", text=cut(quote, LONGEST_LETTER)) if quote else None,
        words.many("{number} earlier line", "{number} earlier lines", found.earlier) if found.earlier else None,
        *(_line(words, line, most=None if at == last else LONGEST_EARLIER) for at, line in enumerate(found.lines)),
    )


def _line(words: Words, line: EnquiryLine, *, most: int | None) -> Markup:
    name, when = cut(called(words, line.by_name), LONGEST_NAME), words.moment(line.at)
    head = words.say("<b>{name}</b>, {when}", name=name, when=when)
    return Markup("%s\n%s") % (head, in_words(words, line, most=most))


def in_words(words: Words, line: EnquiryLine, *, most: int | None = None) -> Markup:
    """What was said: somebody's words, or what a tap said for them; cut where it is long and not to be shown whole."""
    match line.kind:
        case LineKind.WAS_THERE:
            return words.say("“I was there.”")
        case LineKind.APPEALED:
            return words.say("“Please look at it again.”")
        case LineKind.PUT_RIGHT:
            return words.say("✅ It was put right.")
        case LineKind.FORGIVEN:
            return words.say("✅ It was forgiven.")
        case LineKind.WORDS if line.text:
            return Markup("<blockquote>%s</blockquote>") % (cut(line.text, most) if most else line.text)
        case _:
            return words.say("(erased)")


def _state(words: Words, said: ListedEnquiry, *, waits: Markup) -> Markup:
    if said.enquiry.state is EnquiryState.OPEN:
        return waits
    if said.answered_by is None:  # who asked has gone
        return words.say("✅ Nothing to answer any more")
    return words.say("✅ Answered by {name}", name=called(words, said.answered_by))


def answered(words: Words, name: str) -> Markup:
    """The answer is on its way."""
    return words.say("✅ Sent to {name}.", name=called(words, name))


def answered_by_two(words: Words, name: str, other: str) -> Markup:
    """Somebody else had answered meanwhile; both are said."""
    return words.say(
        "✅ Sent to {name}. {other} had answered meanwhile, see below.",
        name=called(words, name),
        other=called(words, other),
    )


def asked_again(words: Words) -> Markup:
    """The further word is on its way."""
    return words.say("✅ Sent. The answer comes here, as a message.")


def put_right(words: Words, name: str) -> Markup:
    """The roster says now that they came."""
    return words.say("✅ Put right: {name} came, and is told.", name=called(words, name))


def was_put_right(words: Words) -> Markup:
    """There is no no-show any more."""
    return words.say("It was put right before.")


def day_is_full(words: Words) -> Markup:
    """It can't be counted for the whole shift."""
    return words.say("⚠️ That day of theirs would have more than 24 hours. Please set the hours on the roster.")
