"""What somebody lacks of what a role asks for, as a sentence: to themselves, and to whoever leads the shift."""

from datetime import date

from markupsafe import Markup

from handlers.showing.needs import in_a_row, required_name
from handlers.showing.particulars import languages
from volunteering.rules.needs import (
    AgeUnknown,
    DoesNotSpeak,
    Lack,
    Lacking,
    NoInduction,
    NotInducted,
    Short,
    TooYoung,
    Unqualified,
)
from words.words import Words


def lack_line(words: Words, lack: Lack) -> Markup:
    """What is missing, to whoever lacks it."""
    match lack:
        case AgeUnknown(least=least, has_year=True):
            return words.say("It is for people from {age} on. For that we need the day you were born.", age=least)
        case AgeUnknown(least=least):
            return words.say("It is for people from {age} on. For that we need your birth date.", age=least)
        case TooYoung(least=least):
            return words.say("It is for people from {age} on.", age=least)
        case Unqualified(lacking=several) if len(several) > 1:
            named = in_a_row(words, (required_name(words, one.required) for one in several))
            return words.say("It takes one of these qualifications: {qualifications}.", qualifications=named)
        case Unqualified():
            return _lacking(words, lack.lacking[0])
        case NotInducted(ended_on=date() as day):
            return words.say("Your induction holds until {day} only. A leader can renew it.", day=words.day(day))
        case NotInducted():
            return words.say("It takes an induction: a leader shows you how it is done.")
        case NoInduction():
            return words.say("Before your first shift here there is an induction.")
        case DoesNotSpeak(languages=codes):
            return words.say(
                "It takes people who speak: {languages}. If you do, say so.", languages=languages(words, codes)
            )


def _lacking(words: Words, one: Lacking) -> Markup:
    name = required_name(words, one.required)
    match one.short:
        case Short.WAITING:
            return words.say("It takes {qualification}: a leader is still looking at yours.", qualification=name)
        case Short.LOWER:
            return words.say("It takes {qualification}: yours is of a lower level.", qualification=name)
        case Short.ENDED if one.ended_on:
            day = words.day(one.ended_on)
            return words.say("It takes {qualification}: yours holds until {day} only.", qualification=name, day=day)
        case _:
            return words.say("It takes a qualification: {qualification}.", qualification=name)


def lack_of_another(words: Words, lack: Lack) -> Markup:
    """The same to whoever leads the shift, below the name."""
    match lack:
        case AgeUnknown(least=least, has_year=True):
            return words.say("It is for people from {age} on; of them only the year of birth is known.", age=least)
        case AgeUnknown(least=least):
            return words.say("It is for people from {age} on; their birth date is not known.", age=least)
        case TooYoung(least=least):
            return words.say("It is for people from {age} on; they are younger on that day.", age=least)
        case Unqualified(lacking=several) if len(several) > 1:
            named = in_a_row(words, (required_name(words, one.required) for one in several))
            return words.say("They have none of these qualifications: {qualifications}.", qualifications=named)
        case Unqualified():
            return _lacking_of_another(words, lack.lacking[0])
        case NotInducted(ended_on=date() as day):
            return words.say("Their induction holds until {day} only.", day=words.day(day))
        case NotInducted():
            return words.say("They have had no induction.")
        case NoInduction():
            return words.say("They have not had the induction, which comes before their first shift here.")
        case DoesNotSpeak(languages=codes):
            return words.say("They have not said that they speak: {languages}.", languages=languages(words, codes))


def _lacking_of_another(words: Words, one: Lacking) -> Markup:
    name = required_name(words, one.required)
    match one.short:
        case Short.WAITING:
            return words.say("{qualification}: theirs waits for a leader to look at it.", qualification=name)
        case Short.LOWER:
            return words.say("{qualification}: theirs is of a lower level.", qualification=name)
        case Short.ENDED if one.ended_on:
            return words.say(
                "{qualification}: theirs holds until {day} only.", qualification=name, day=words.day(one.ended_on)
            )
        case _:
            return words.say("They do not have the qualification: {qualification}.", qualification=name)
