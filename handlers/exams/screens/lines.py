"""How an exam, its levels and what is against them read, wherever they are shown."""

from markupsafe import Markup

from handlers.buttons.exams import ListExams, ListPastExams
from handlers.showing.exams import level_called, mark_written
from handlers.showing.qualifications import kind_name, named
from handlers.tapping.screen import Press, WayBack
from volunteering.rules.exams.announced import Exam, ExamLevel, ExamResult
from volunteering.rules.exams.registering import (
    ExamElsewhere,
    ExamFacts,
    ExamOff,
    ExamOnHold,
    ExamReason,
    HoldsLevel,
    InItAlready,
    LacksBelow,
    LevelFull,
    NotYetOpen,
    WindowClosed,
)
from words.words import Words


def about_exam(words: Words, exam: Exam) -> tuple[Markup, ...]:
    """When, where, what for and for whom; when one registers."""
    return (
        Markup("📅 %s") % words.period(exam.period),
        Markup("📍 %s") % exam.venue,
        words.say("🏷 {kind} · {unit}", kind=kind_name(words, exam.kind), unit=exam.unit.name),
        window_line(words, exam),
    )


def window_line(words: Words, exam: Exam) -> Markup:
    """When one registers, or that it is over."""
    first, last = exam.window_days(words.zone)
    if words.now >= exam.closes_at:
        return words.say("Registration closed on {day}", day=words.day(last))
    if words.now < exam.opens_at:
        return words.say("Registration from {first} to {last}", first=words.day(first), last=words.day(last))
    return words.say("Registration until {day}, midnight", day=words.day(last))


def level_line(words: Words, exam: Exam, level: ExamLevel) -> Markup:
    """👥 a level, how many of its places are taken, and what it takes."""
    return _level_line(words, exam, level, taken(words, level))


def new_level_line(words: Words, exam: Exam, level: ExamLevel) -> Markup:
    """The same before it is announced, when nobody can have taken any."""
    many = words.many("{number} place", "{number} places", level.places) if level.places else words.say("No limit")
    return _level_line(words, exam, level, many)


def _level_line(words: Words, exam: Exam, level: ExamLevel, places: Markup) -> Markup:
    parts = [Markup("👥 %s") % level_called(words, exam, level.level), places]
    if level.asks_below and level.level:
        parts.append(words.say("takes {level}", level=level_called(words, exam, level.level - 1)))
    return words.listed(parts)


def taken(words: Words, level: ExamLevel) -> Markup:
    """How many are registered, of how many that may be."""
    if not level.places:
        return words.many("{number} registered", "{number} registered", level.taken)
    return words.many(
        "{taken} of {number} place taken",
        "{taken} of {number} places taken",
        level.places,
        taken=words.number(level.taken),
    )


def mine_line(words: Words, facts: ExamFacts) -> Markup | None:
    """How the reader stands to it."""
    mine = facts.mine
    if mine is None or not mine.is_in:
        return None
    called = level_called(words, facts.exam, facts.exam.rank_of(mine.level_id))
    if mine.result is not None:
        return result_line(words, mine.result, mine.mark)
    if mine.admission is not None:
        return words.say(
            "✅ You are registered: {level}. Your number is {number}.", level=called, number=str(mine.admission)
        )
    return words.say("✅ You are registered: {level}.", level=called)


def result_line(words: Words, result: ExamResult, mark: int | None) -> Markup:
    """What came of it for the reader, with the mark if there is one."""
    said = {
        ExamResult.PASSED: words.say("✅ You have passed."),
        ExamResult.NOT_PASSED: words.say("You have not passed this time."),
        ExamResult.ABSENT: words.say("You were not there."),
    }[result]
    return said if mark is None else words.say("{said} Mark: {mark}", said=said, mark=mark_written(words, mark))


def reason_line(words: Words, facts: ExamFacts, reason: ExamReason) -> Markup:
    """One reason against registering, as a sentence."""
    match reason:
        case ExamOnHold():
            return words.say("Your sign-ups are on hold. Please speak to your team's leader.")
        case ExamElsewhere(unit=unit):
            return words.say("It is for people of {unit}. Yours is another team.", unit=unit.name)
        case ExamOff() | NotYetOpen() | WindowClosed():
            return _of_the_time(words, facts.exam, reason)
        case InItAlready() | HoldsLevel() | LacksBelow() | LevelFull():
            return _of_the_level(words, facts.exam, reason)


def _of_the_time(words: Words, exam: Exam, reason: ExamOff | NotYetOpen | WindowClosed) -> Markup:
    first, last = exam.window_days(words.zone)
    match reason:
        case ExamOff(because=because):
            return words.say("It is cancelled: {reason}", reason=because) if because else words.say("It is cancelled.")
        case NotYetOpen():
            return words.say("Registration begins on {day}.", day=words.day(first))
        case WindowClosed():
            return words.say("Registration closed on {day}.", day=words.day(last))


def _of_the_level(words: Words, exam: Exam, reason: InItAlready | HoldsLevel | LacksBelow | LevelFull) -> Markup:
    match reason:
        case InItAlready(level=level, is_other=True):
            return words.say(
                "You are registered for {level}. Withdraw from that first to change.",
                level=level_called(words, exam, level),
            )
        case InItAlready():
            return words.say("You are registered already.")
        case HoldsLevel(level=level):
            return words.say("You have that already: {qualification}.", qualification=named(words, exam.kind, level))
        case LacksBelow(level=level, is_waiting=True):
            return words.say(
                "It takes {qualification}: a leader is still looking at yours.",
                qualification=named(words, exam.kind, level),
            )
        case LacksBelow(level=level):
            return words.say("It takes a qualification: {qualification}.", qualification=named(words, exam.kind, level))
        case LevelFull(places=places):
            return words.many("The {number} place is taken.", "All {number} places are taken.", places)


def way_back(words: Words, exam: Exam) -> Press:
    """To the list that it stands in."""
    if exam.period.end <= words.now:
        return WayBack(words.say("‹ Past exams"), ListPastExams())
    return WayBack(words.say("‹ Exams"), ListExams())
