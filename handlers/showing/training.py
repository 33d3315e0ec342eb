"""How a training reads, wherever it is shown: what it grants, how one passes, and what came of it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.buttons.signing_up import TakeShift
from handlers.buttons.training import LeaveTraining, TakeTraining
from handlers.showing.parts import LONGEST_TITLE
from handlers.showing.qualifications import named
from handlers.tapping.screen import Press, Row
from volunteering.rules.activities import Activity
from volunteering.rules.training import NewTraining, PassBy, TrainingStage
from words.words import Words, cut, plain


def granting(words: Words, training: NewTraining) -> tuple[Markup | None, ...]:
    """What passing gives, if anything, and what it takes to pass."""
    stage = stage_name(words, training.stage) if training.stage else None
    return (_grants(words, training), passing(words, training), stage)


def stage_name(words: Words, stage: TrainingStage) -> Markup:
    """What it is in the record book."""
    match stage:
        case TrainingStage.BASIC:
            return words.say("Basic training")
        case TrainingStage.SPECIAL:
            return words.say("Special training")


def _grants(words: Words, training: NewTraining) -> Markup | None:
    if training.kind is None:
        return None
    return words.say("✅ Passing gives: {qualification}", qualification=named(words, training.kind, training.level))


def passing(words: Words, training: NewTraining) -> Markup:
    """What it takes to pass."""
    match training.pass_by:
        case PassBy.PRESENCE:
            return words.many(
                "Who was at {number} session passes.", "Who was at {number} sessions passes.", training.least_sessions
            )
        case PassBy.MARK:
            return words.say("Who has a mark of at least {mark} passes.", mark=training.pass_mark or 0)
        case PassBy.TEST:
            return words.say("Who passes the test passes.")


def too_few(words: Words, training: NewTraining, sessions: int) -> Markup | None:
    """Where nobody could pass: as many sessions as it takes are not there."""
    if not training.takes_more_than(sessions):
        return None
    return words.many(
        "⚠️ It takes {needed} sessions to pass, and there is {number}.",
        "⚠️ It takes {needed} sessions to pass, and there are {number}.",
        sessions,
        needed=words.number(training.least_sessions),
    )


def about(words: Words, training: NewTraining) -> tuple[Markup | None, ...]:
    """What a card says of a training."""
    return (words.say("This is a training: it counts as study, not as service."), *granting(words, training))


def titled(words: Words, activity: Activity) -> Markup | str:
    """Its title within a line, and of a training that it is one."""
    title = cut(activity.title, LONGEST_TITLE)
    return words.say("Training: {title}", title=title) if activity.training else title


def add_session_or_shift(words: Words, activity: Activity) -> Markup:
    """What one more of it is called."""
    return words.say("Add a session") if activity.training else words.say("Add a shift")


def take_rows(words: Words, activity_id: int, session_id: int | None = None) -> tuple[Row, ...]:
    """All sessions ahead in one tap; on the card of one of them that one alone, too."""
    every = (Press(words.say("Sign up"), TakeTraining(activity=activity_id), "success"),)
    if session_id is None:
        return (every,)
    return (every, (Press(words.say("Only this session"), TakeShift(shift=session_id)),))


def leave_rows(words: Words, activity_id: int) -> tuple[Row, ...]:
    """Out of all sessions ahead."""
    return ((Press(words.say("Leave all sessions"), LeaveTraining(activity=activity_id), "danger"),),)


def outcome(words: Words, passed: bool | None, mark: int | None) -> str:  # noqa: FBT001
    """Passed or not, with the mark: `Passed · mark 87`; the mark alone where nobody said so; empty without one."""
    if passed is None:
        return "" if mark is None else plain(words.say("Mark: {mark}", mark=mark))
    said = words.say("Passed") if passed else words.say("Not passed")
    if mark is None:
        return plain(said)
    return plain(words.say("{outcome} · mark {mark}", outcome=said, mark=mark))


def presence(words: Words, present: int, sessions: int) -> Markup:
    """At how many of its sessions somebody was: `3 of 4 sessions`."""
    return words.many("{present} of {number} session", "{present} of {number} sessions", sessions, present=present)


def together(parts: Sequence[str | Markup]) -> Markup:
    """What there is of these, with dots between."""
    return Markup(" · ").join(part for part in parts if part)
