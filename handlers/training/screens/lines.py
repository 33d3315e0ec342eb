"""How a training reads, wherever it is shown: what it grants, how one passes, and what came of it."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers.showing.qualifications import named
from volunteering.rules.training import NewTraining, PassBy, TrainingResult
from words.words import Words, plain


def grants(words: Words, training: NewTraining) -> Markup | None:
    """What passing gives; nothing said where it gives nothing."""
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


def about(words: Words, training: NewTraining) -> tuple[Markup | None, ...]:
    """What a card says of a training."""
    return (
        words.say("This is a training: it counts as study, not as service."),
        grants(words, training),
        passing(words, training),
    )


def outcome(words: Words, result: TrainingResult | None) -> str:
    """Passed or not, with the mark: `Passed · 87`; empty where nothing is known yet."""
    if result is None:
        return ""
    said = words.say("Passed") if result.passed else words.say("Not passed")
    if result.mark is None:
        return plain(said)
    return plain(words.say("{outcome} · mark {mark}", outcome=said, mark=result.mark))


def presence(words: Words, present: int, sessions: int) -> str:
    """At how many of its sessions somebody was: `3 of 4 sessions`."""
    return words.many("{present} of {number} session", "{present} of {number} sessions", sessions, present=present)


def together(parts: Sequence[str | Markup]) -> Markup:
    """What there is of these, with dots between."""
    return Markup(" · ").join(part for part in parts if part)
