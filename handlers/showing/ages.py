"""What keeps somebody under age from a shift, as a sentence."""

from markupsafe import Markup

from volunteering.rules.ages import ComesAlong, NoGuardian, NotAtThatHour, TooLongADay
from words.words import Words

ByAge = ComesAlong | NoGuardian | NotAtThatHour | TooLongADay


def age_line(words: Words, reason: ByAge) -> Markup:
    """What it is, to whoever it keeps out."""
    match reason:
        case ComesAlong(age=age, may_be=True):
            return words.say(
                "From {age} on people sign up themselves. For that we need the day you were born.", age=age
            )
        case ComesAlong(age=age):
            return words.say(
                "Under {age} you are welcome along with a grown-up: they sign up, and tell the leader that you come.",
                age=age,
            )
        case NoGuardian(age=age):
            return words.say("Under {age} it takes the consent of a parent or guardian first, once.", age=age)
        case NotAtThatHour(first=first, until=until):
            return words.say("At your age only from {first} to {until}.", first=_hour(first), until=_hour(until))
        case TooLongADay(hours=hours, already=0):
            return words.say("At your age {most} a day is the most.", most=words.length(hours * 60))
        case TooLongADay(hours=hours, already=already):
            return words.say(
                "At your age {most} a day is the most, and you have {already} that day.",
                most=words.length(hours * 60),
                already=words.length(already),
            )


def age_of_another(words: Words, reason: ByAge) -> Markup:
    """To whoever leads, of somebody whose name stands above it; how old they are isn't told."""
    match reason:
        case ComesAlong(may_be=True):
            return words.say("They said the year they were born only. Their birth date is needed.")
        case ComesAlong():
            return words.say("They are too young to sign up, and may come along with a grown-up.")
        case NoGuardian():
            return words.say("They are under age, and no guardian has agreed. They can ask one where they sign up.")
        case NotAtThatHour(first=first, until=until):
            return words.say("At their age only from {first} to {until}.", first=_hour(first), until=_hour(until))
        case TooLongADay(hours=hours):
            return words.say("At their age {most} a day is the most, in all shifts.", most=words.length(hours * 60))


def _hour(hour: int) -> str:
    return f"{hour:02}:00"
