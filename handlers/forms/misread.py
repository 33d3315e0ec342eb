"""What can be wrong with an answer that is read (`handlers.forms.readings`): a date, times, a length, a number."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from volunteering.rules.roles import MOST_ROLES
from words.words import Words, cut

Sentence = Callable[[Words, Mapping[str, Any]], Markup]


def what(facts: Mapping[str, Any]) -> str:
    """What was typed, short enough to be repeated, without the spaces around it."""
    return cut(str(facts.get("typed", "")).strip(), 40)


def _other_weekday(words: Words, facts: Mapping[str, Any]) -> Markup:
    day = facts["said"][0]
    return words.say(
        "“{typed}”: {date} is a {weekday}. Which one is right?",
        typed=what(facts),
        date=words.long_day(day),
        weekday=words.weekday(day),
    )


def _until_when(words: Words, facts: Mapping[str, Any]) -> Markup:
    starts = {period.start for period in facts.get("periods", ())}
    if len(starts) == 1:
        return words.say("From {start}. Until when, or for how long?", start=words.moment(starts.pop()))
    return words.say("“{typed}”: until when? The end is missing.", typed=what(facts))


def _begun_already(words: Words, facts: Mapping[str, Any]) -> Markup:
    if not facts.get("understood"):
        return words.say("That has begun already. When will it be?")
    period = words.plain_period(facts["understood"])
    if facts.get("periods"):
        return words.say("That has begun already: {period}. Do you mean the next one?", period=period)
    return words.say("That has begun already: {period}. When will it be?", period=period)


OF_READINGS: dict[str, Sentence] = {
    "day_not_a_date": lambda words, facts: words.say("“{typed}” is not a date.", typed=what(facts)),
    "day_no_such_date": lambda words, facts: words.say("“{typed}”: there is no such date.", typed=what(facts)),
    "day_two_dates": lambda words, facts: words.say("“{typed}” can be two dates. Which one?", typed=what(facts)),
    "day_other_weekday": _other_weekday,
    "born_not_a_date": lambda words, facts: words.say(
        "“{typed}” is not a birth date with its year.", typed=what(facts)
    ),
    "born_no_such_date": lambda words, facts: words.say("“{typed}”: nobody here is born then.", typed=what(facts)),
    "born_two_dates": lambda words, facts: words.say("“{typed}” can be two dates. Which one?", typed=what(facts)),
    "born_other_weekday": _other_weekday,
    "born_which_number": lambda words, facts: words.say("“{typed}” can be two years. Which one?", typed=what(facts)),
    "stretch_not_a_date": lambda words, facts: words.say("“{typed}” is not a date.", typed=what(facts)),
    "stretch_no_such_date": lambda words, facts: words.say("“{typed}”: there is no such date.", typed=what(facts)),
    "stretch_two_dates": lambda words, facts: words.say("“{typed}” can be two dates. Which one?", typed=what(facts)),
    "stretch_other_weekday": _other_weekday,
    "stretch_no_end": lambda words, facts: words.say(
        "From {day}. Until when? Type the last day, or tap where it is that day alone.",
        day=words.long_day(facts["said"][0]),
    ),
    "insured_not_then": lambda words, facts: words.say(
        "Insured from {first} to {last}, but the shift is {period}. The insurance has to cover all of it.",
        first=words.long_day(facts["first"]),
        last=words.long_day(facts["last"]),
        period=words.plain_period(facts["period"]),
    ),
    "stretch_in_the_past": lambda words, _: words.say("Those days are over."),
    "stretch_too_long": lambda words, _: words.say("That is too long: a year at the most, and the first day first."),
    "repeats_missing": lambda words, facts: words.say(
        "“{typed}” does not say how often it comes, and nothing else.", typed=what(facts)
    ),
    "repeats_in_the_past": lambda words, _: words.say("It would be over already. Until when does it come?"),
    "repeats_never": lambda words, facts: words.say(
        "From {day} on that never comes. How often does it come?", day=words.long_day(facts["day"])
    ),
    "day_missing": lambda words, _: words.say("The date is missing."),
    "day_in_the_future": lambda words, facts: words.say(
        "That day has not come yet: {date}.", date=words.long_day(facts["said"][0])
    ),
    "issued_in_the_future": lambda words, facts: words.say(
        "That day has not come yet: {date}. Which day stands on it?", date=words.long_day(facts["said"][0])
    ),
    "times_not_times": lambda words, facts: words.say("“{typed}”: the times cannot be read.", typed=what(facts)),
    "times_no_such_time": lambda words, facts: words.say("“{typed}”: there is no such time of day.", typed=what(facts)),
    "times_no_end": _until_when,
    "times_which_half": lambda words, facts: (
        words.say(
            "“{typed}”: the hour and the part of the day do not go together. Is this what you mean?", typed=what(facts)
        )
        if len(facts.get("periods", ())) == 1
        else words.say("“{typed}” can be more than one time of day. Which one do you mean?", typed=what(facts))
    ),
    "times_which_night": lambda words, facts: words.say(
        "“{typed}”: which night is that? Please tap the day it falls on.", typed=what(facts)
    ),
    "times_other_length": lambda words, facts: words.say(
        "“{typed}”: the times and the length do not go together. Is this what you mean?", typed=what(facts)
    ),
    "times_ends_before_start": lambda words, facts: (
        words.say("“{typed}” ends before it starts.", typed=what(facts))
        if not facts.get("periods")
        else words.say("“{typed}” ends before it starts. Does it end the day after?", typed=what(facts))
    ),
    "times_skipped_time": lambda words, facts: words.say(
        "“{typed}”: the clocks go forward that night, and that time is skipped. Which one do you mean?",
        typed=what(facts),
    ),
    "times_time_twice": lambda words, facts: words.say(
        "“{typed}”: the clocks go back that night, and that time comes twice. Which one do you mean?",
        typed=what(facts),
    ),
    "times_in_the_past": _begun_already,
    "times_too_long": lambda words, _: words.say("That is too long: a shift has 24 hours at the most."),
    "times_missing": lambda words, _: words.say("The times are missing: from when to when?"),
    "length_not_a_length": lambda words, facts: words.say("“{typed}” is not a length of time.", typed=what(facts)),
    "length_how_long": lambda words, facts: words.say("“{typed}”: how many hours is that?", typed=what(facts)),
    "length_no_length": lambda words, _: words.say("It has to be a minute or more."),
    "length_too_long": lambda words, _: words.say("That is too long: a day has 24 hours."),
    "length_at_most": lambda words, facts: words.say("At most {most}, please.", most=words.length(facts["most"])),
    "length_more_than_a_day": lambda words, facts: words.say(
        "With the {already} of that day that are logged already, it would have more than 24 hours.",
        already=words.length(facts["already"]),
    ),
    "length_too_long_for_shift": lambda words, facts: words.say(
        "That is too long for this shift: it can be {most} at the most.", most=words.length(facts["most"])
    ),
    "count_not_a_number": lambda words, facts: words.say("“{typed}” is not a whole number.", typed=what(facts)),
    "count_which_number": lambda words, facts: words.say("“{typed}”: how many is that in all?", typed=what(facts)),
    "count_out_of_range": lambda words, _: words.say("That number is too large."),
    "places_not_a_number": lambda words, facts: words.say("“{typed}” is not a number of places.", typed=what(facts)),
    "places_too_many": lambda words, _: words.say("It can't take more people than can come."),
    "places_out_of_range": lambda words, _: words.say("There can be 1 to 9,999 places, or no limit."),
    "roles_not_a_number": lambda words, facts: words.say(
        "“{typed}”: how many people? For example: 8 helpers, 2 first aid", typed=what(facts)
    ),
    "roles_no_name": lambda words, facts: words.say(
        "“{typed}”: to do what? For example: 8 helpers, 2 first aid", typed=what(facts)
    ),
    "roles_same_name": lambda words, facts: words.say(
        "Two roles are called “{name}”. Please give each a name of its own.", name=what(facts)
    ),
    "roles_text_too_long": lambda words, facts: words.say(
        "“{name}” is too long for a button. Please call the role something shorter.", name=what(facts)
    ),
    "roles_too_many": lambda words, _: words.many(
        "A shift can have {number} role.", "A shift can have {number} roles at most.", MOST_ROLES
    ),
    "roles_too_few": lambda words, facts: words.many(
        "{role}: {number} place is spoken for already. There cannot be fewer than that.",
        "{role}: {number} places are spoken for already. There cannot be fewer than that.",
        facts["people"],
        role=facts["role"],
    ),
    "roles_no_room": lambda words, facts: words.many(
        "{number} place of a role that is left out is spoken for, and no other has room. Give one more places first.",
        "{number} places of roles left out are spoken for, and no other role has room. Give one more places first.",
        facts["people"],
    ),
    "exam_window": lambda words, facts: words.say(
        "Registration has to end before the exam, which is on {day}.", day=words.long_day(facts["day"])
    ),
    "exam_mark": lambda words, facts: words.say(
        "“{typed}” is not a mark. It is a number from 0 to {most}, with one decimal at most.",
        typed=what(facts),
        most=words.number(facts["most"]),
    ),
    "whole_mark": lambda words, facts: words.say(
        "“{typed}” is not a mark. It is a whole number from 0 to {most}.", typed=what(facts), most=facts["most"]
    ),
    "exam_places": lambda words, facts: words.many(
        "There is {number} level: please type one number, or one for each level.",
        "There are {number} levels: please type one number, or one for each level.",
        facts["count"],
    ),
    "places_too_few": lambda words, facts: words.many(
        "{number} place is spoken for already. There cannot be fewer than that.",
        "{number} places are spoken for already. There cannot be fewer than that.",
        facts["people"],
    ),
}
"""Of dates, times, lengths and numbers of places (`handlers.forms.readings`)."""
