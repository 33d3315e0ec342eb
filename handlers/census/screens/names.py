"""What the subjects of a census are called, and what may be said to each."""

from typing import Final

from markupsafe import Markup, escape

from handlers.showing.particulars import BACKGROUNDS, EDUCATIONS, GENDERS, language_spoken
from volunteering.rules.census.subjects import ELSEWHERE, LONGER, UNDER, UNKNOWN, Chapter
from volunteering.rules.profiles import Background, Education, Gender
from words.words import Words, sentence

SUBJECTS: Final = {
    Chapter.AGES: sentence("Ages"),
    Chapter.GENDER: sentence("Gender"),
    Chapter.EDUCATION: sentence("Education"),
    Chapter.BACKGROUND: sentence("Background"),
    Chapter.TENURE: sentence("Time with us"),
    Chapter.ACTIVE: sentence("Last active"),
    Chapter.LANGUAGES: sentence("Languages"),
    Chapter.DISTRICTS: sentence("Districts"),
}

_GENDERS: Final = {
    **GENDERS,
    Gender.WOMAN: sentence("Women"),
    Gender.MAN: sentence("Men"),
}

_AGES: Final = {
    UNDER: sentence("Under 18"),
    "18": sentence("18–29"),
    "30": sentence("30–39"),
    "40": sentence("40–49"),
    "50": sentence("50–59"),
    "60": sentence("60–69"),
    "70": sentence("70 and over"),
}

_TENURES: Final = {
    UNDER: sentence("Less than 1 year"),
    "1": sentence("1–2 years"),
    "3": sentence("3–4 years"),
    "5": sentence("5–9 years"),
    "10": sentence("10 years and more"),
}

_ACTIVE: Final = {
    "30": sentence("In the last 30 days"),
    "90": sentence("31–90 days ago"),
    "365": sentence("91–365 days ago"),
    LONGER: sentence("Longer ago, or never"),
}


def subject_name(words: Words, subject: Chapter) -> Markup:
    """What a chapter of the report is called."""
    return words.say(SUBJECTS[subject])


def answer_name(words: Words, subject: Chapter, answer: str) -> Markup:
    """What is said to a subject, as it stands before its number. Districts, and languages not of ours, as typed."""
    if answer == UNKNOWN:
        return words.say("Not known")
    match subject:
        case Chapter.GENDER:
            return words.say(_GENDERS[Gender(answer)])
        case Chapter.EDUCATION:
            return words.say(EDUCATIONS[Education(answer)])
        case Chapter.BACKGROUND:
            return words.say(BACKGROUNDS[Background(answer)])
        case Chapter.LANGUAGES:
            return language_spoken(words, answer)
        case Chapter.DISTRICTS:
            return words.say("Other districts") if answer == ELSEWHERE else escape(answer)
        case Chapter.AGES:
            return words.say(_AGES[answer])
        case Chapter.TENURE:
            return words.say(_TENURES[answer])
        case Chapter.ACTIVE:
            return words.say(_ACTIVE[answer])
