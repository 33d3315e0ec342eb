"""What is coming up: the list, its filters, and how a shift stands for the reader in a few words."""

from collections.abc import Iterator

from markupsafe import Markup

from handlers.buttons.activities import ChooseCategory, ListActivities, OrderActivities, When
from handlers.buttons.home import Home
from handlers.buttons.leading import BeginPosting
from handlers.showing.asking import ask_row
from handlers.showing.fairness import unfair_in_short
from handlers.showing.getting import ways_to_get
from handlers.showing.parts import (
    LONGEST_NAME,
    Way,
    category,
    of_so_many,
    page_row,
    shift_rows,
    told_apart,
)
from handlers.showing.reasons import reason_line, what_to_ask
from handlers.showing.rows import side_by_side
from handlers.showing.series import every
from handlers.showing.training import titled
from handlers.tapping.screen import Press, Row, Screen, WayBack, page
from storage.views.activities.upcoming import Listed, Offer
from volunteering.rules.activities import Category, Shift
from volunteering.rules.ages import NoGuardian, OfAge, TooLongADay, TooYoungForIt
from volunteering.rules.choosing import at_best
from volunteering.rules.fairness import OfFairness, Unfair
from volunteering.rules.ground.moment import Moment
from volunteering.rules.needs import Lack, Unmet
from volunteering.rules.no_shows import NoShows
from volunteering.rules.ordering import Nearness
from volunteering.rules.signing_up import (
    AlreadyIn,
    Begun,
    Closed,
    Full,
    Overlaps,
    Reason,
    SignUpState,
    Suspended,
    reasons_against,
)
from words.words import Words, cut, sentence

PAGE = 5
"""How many shifts a list shows at once."""

_FILTERS = {
    When.ALL: sentence("All"),
    When.THIS_WEEK: sentence("This week"),
    When.WEEKEND: sentence("Weekend"),
    When.MY_TEAM: sentence("My team"),
}
_TITLES = {
    When.ALL: sentence("What is coming up"),
    When.THIS_WEEK: sentence("This week"),
    When.WEEKEND: sentence("This weekend"),
    When.MY_TEAM: sentence("My team"),
}
_NEARNESS = {
    Nearness.MY_TEAMS: sentence("My team"),
    Nearness.AROUND: sentence("Around it"),
    Nearness.ELSEWHERE: sentence("Elsewhere"),
}
_NOTHING = {
    When.ALL: sentence("Nothing is coming up just now. Whatever is posted next appears here."),
    When.THIS_WEEK: sentence("Nothing more this week."),
    When.WEEKEND: sentence("Nothing this weekend or the next."),
    When.MY_TEAM: sentence("Nothing of your team is coming up."),
}


def activities(
    words: Words,
    listed: Listed,
    shown: ListActivities,
    moment: Moment,
    *,
    posts: bool,
    next_weekend: bool = False,
    by_time: bool = False,
) -> Screen:
    """A page of what is coming up; `posts`: the reader can post something where there is nothing.

    `next_weekend`: there was nothing this one, so it is the next. `by_time`: they see everything by time alone.
    """
    if not listed.offers:
        return _nothing(words, shown, posts=posts)
    held = _held(listed.offers[0], moment)
    lines = (
        words.say("Nothing more this weekend.") if next_weekend else None,
        Markup("⚠️ %s") % reason_line(words, held) if held else None,
        words.say("Where you are needed most comes first.") if shown.is_everything and not by_time else None,
        *(_lines if shown.is_everything else _lines_by_nearness)(words, listed, moment),
    )
    rows = (
        *shift_rows(words, [_named(offer) for offer in listed.offers]),
        *page_row(words, listed.extent, lambda number: _turned(shown, number)),
        *(_ways(words, held, listed.offers[0].facts.shift) if held else ()),
        *_filters(words, shown, by_time=by_time),
    )
    title = words.say("Next weekend") if next_weekend else words.say(_TITLES[shown.when])
    return page(of_so_many(words, _of_kind(words, title, shown), listed.extent), *lines, rows=rows)


def in_short(words: Words, offer: Offer, moment: Moment) -> tuple[str, Markup]:
    """How a shift stands for the reader, as an icon and a few words, by the rules that guard signing up.

    What is on hold everywhere is said once above a list, not of each shift.
    """
    facts = at_best(offer.facts, moment)
    for reason in reasons_against(facts, moment):
        if against := _against(words, offer, reason):
            return against
    if offer.facts.mine and offer.facts.mine.is_offered:
        return "⏳", words.say("a place is held for you")
    if offer.facts.mine:
        return "⏳", words.say("a place is free")
    if short := offer.facts.room_in_all.short_of(facts.shift.takes):
        return "🙋", words.many("still needs {number} person", "still needs {number} people", short)
    left = facts.capacity.left
    if left is None:
        return "📅", words.say("all are welcome")
    return "📅", words.many("{number} place left", "{number} places left", left)


def _against(words: Words, offer: Offer, reason: Reason) -> tuple[str, Markup] | None:
    match reason:
        case Suspended() | NoShows() | NoGuardian():
            return None
        case Closed():
            return "📅", words.say("cancelled")
        case Begun():
            return "📅", words.say("has begun")
        case AlreadyIn(state=SignUpState.WAITING):
            return "⏳", words.say("no. {number} in line", number=words.number(offer.number))
        case AlreadyIn():
            return "🙋", words.say("you are in")
        case Overlaps():
            return "📅", words.say("overlaps yours")
        case OfAge() | Unmet() | OfFairness():
            return "📅", _asked_of_them(words, reason)
        case Full():
            return "👥", fullness(words, reason)


def fullness(words: Words, full: Full) -> Markup:
    """That no place is left: taken, or offered to somebody who has not said whether they take it."""
    if full.held:
        return words.say("full, offered to somebody")
    return (
        words.many("full, {number} waiting", "full, {number} waiting", full.waiting)
        if full.waiting
        else words.say("full")
    )


def _asked_of_them(words: Words, reason: TooYoungForIt | TooLongADay | Lack | Unfair) -> Markup:
    match reason:
        case OfAge():
            return words.say("not at your age")
        case Unmet():
            return words.say("asks for more")
        case OfFairness():
            return unfair_in_short(words, reason)


def _ways(words: Words, held: Reason, shift: Shift) -> tuple[Row, ...]:
    return (*ways_to_get(words, (held,), shift), *ask_row(words, *what_to_ask((held,), shift)))


def _held(offer: Offer, moment: Moment) -> Reason | None:
    """What keeps the reader from signing up, whatever it is for."""
    against = reasons_against(offer.facts, moment)
    return next((reason for reason in against if isinstance(reason, Suspended | NoShows | NoGuardian)), None)


def _lines(words: Words, listed: Listed, moment: Moment) -> Iterator[Markup]:
    """The shifts; of those that aren't of the reader's teams it is said whose they are."""
    yield from told_apart(
        [_line(words, offer, moment)[offer.nearness is not Nearness.MY_TEAMS :] for offer in listed.offers]
    )


def _lines_by_nearness(words: Words, listed: Listed, moment: Moment) -> Iterator[Markup]:
    """The shifts; above the first of each nearness what that is, unless they are all as near as each other."""
    lines = told_apart([_line(words, offer, moment) for offer in listed.offers])
    seen = set[Nearness]()
    if listed.extent.is_all and len({offer.nearness for offer in listed.offers}) == 1:
        seen = set(Nearness)
    for offer, line in zip(listed.offers, lines, strict=True):
        if offer.nearness not in seen:
            yield Markup("<b>%s</b>") % words.say(_NEARNESS[offer.nearness])
        seen.add(offer.nearness)
        yield line


def _line(words: Words, offer: Offer, moment: Moment) -> tuple[Way[Markup], ...]:
    """A shift in a line, from short to long, for `told_apart`."""
    activity = offer.facts.activity
    team = activity.unit.name

    def line(*more: str) -> Markup:
        icon, state = in_short(words, offer, moment)
        start, title = words.moment(offer.facts.shift.period.start), titled(words, activity)
        again = (every(words, offer.series.repeats),) if offer.series else ()
        venue = cut(activity.venue, LONGEST_NAME)
        return Markup("%s %s") % (icon, words.listed((start, title, venue, *again, *more, state)))

    return (
        line,
        lambda: line(cut(team, LONGEST_NAME)),
        lambda: line(cut(team, LONGEST_NAME), words.say("no. {number}", number=offer.facts.shift.id)),
    )


def _named(offer: Offer) -> tuple[str, Shift, str]:
    activity = offer.facts.activity
    return activity.title, offer.facts.shift, activity.venue


def _of_kind(words: Words, title: Markup, shown: ListActivities) -> Markup:
    return words.listed((title, category(words, shown.category))) if shown.category else title


def _turned(shown: ListActivities, number: int) -> ListActivities:
    return shown.model_copy(update={"page": number})


def _filters(words: Words, shown: ListActivities, *, by_time: bool | None = None) -> tuple[Row, ...]:
    """Of everything, if it is said which order that has, the other one is offered, too."""
    whens = tuple(
        Press(_marked(words.say(label), marked=when is shown.when), ListActivities(when=when, category=shown.category))
        for when, label in _FILTERS.items()
    )
    chosen = category(words, shown.category) if shown.category else words.say("All kinds")
    kind = Press(_marked(chosen, marked=shown.category is not None), ChooseCategory(when=shown.when))
    order = () if by_time is None or not shown.is_everything else (_other_order(words, by_time=by_time),)
    return whens[:2], whens[2:], *side_by_side((kind, *order, Press(words.say("‹ Home"), Home())), 2)


def _other_order(words: Words, *, by_time: bool) -> Press:
    return Press(words.say("Most needed") if by_time else words.say("By time"), OrderActivities(by_time=not by_time))


def _marked(label: Markup, *, marked: bool) -> Markup:
    return Markup("• %s") % label if marked else label


def _nothing(words: Words, shown: ListActivities, *, posts: bool) -> Screen:
    title = _of_kind(words, words.say(_TITLES[shown.when]), shown)
    if shown.page:
        again = Press(words.say("From the start"), _turned(shown, 0), "success")
        return page(title, words.say("That was all."), rows=((again,), *_filters(words, shown)))
    wider: tuple[Row, ...] = ()
    if shown.when is not When.ALL or shown.category:
        wider = ((Press(words.say("Everything coming up"), ListActivities(), "success"),),)
    elif posts:
        wider = ((Press(words.say("New activity"), BeginPosting(), "success"),),)
    said = words.say("Nothing of this kind is coming up.") if shown.category else words.say(_NOTHING[shown.when])
    return page(title, said, rows=(*wider, *_filters(words, shown)))


def categories(words: Words, when: When) -> Screen:
    """The choice of one category, or of all."""
    every = Press(words.say("All kinds"), ListActivities(when=when))
    kinds = tuple(Press(category(words, kind), ListActivities(when=when, category=kind)) for kind in Category)
    rows: tuple[Row, ...] = (
        (every,),
        *side_by_side(kinds, 2),
        (WayBack(words.say("‹ Activities"), ListActivities(when=when)),),
    )
    return page(words.say("What would you like to do?"), rows=rows)
