"""What people say of themselves, named: fields, and what may be said in each."""

import re
from datetime import UTC, datetime
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape
from pydantic import BeforeValidator, Field

from handlers.buttons.button import sought
from volunteering.rules.ground.folding import folded
from volunteering.rules.ground.texts import Trade
from volunteering.rules.profiles import (
    FOR_LEADERS,
    Background,
    Born,
    Education,
    Emergency,
    Gender,
    Particular,
    Particulars,
    Slot,
    Spoken,
)
from volunteering.rules.volunteers import Language
from words.words import Words, plain, sentence

FIELDS: Final = {
    Particular.BORN: sentence("Born"),
    Particular.GENDER: sentence("Gender"),
    Particular.EDUCATION: sentence("Education"),
    Particular.OCCUPATION: sentence("Occupation"),
    Particular.BACKGROUND: sentence("Professional background"),
    Particular.SKILLS: sentence("Skills"),
    Particular.LANGUAGES: sentence("Languages spoken"),
    Particular.DISTRICT: sentence("District"),
    Particular.AVAILABLE: sentence("When I can come"),
    Particular.EMERGENCY: sentence("Emergency contact"),
}

GENDERS: Final = {
    Gender.WOMAN: sentence("Woman"),
    Gender.MAN: sentence("Man"),
    Gender.OTHER: sentence("Another"),
}

EDUCATIONS: Final = {
    Education.PRIMARY: sentence("Primary school or none"),
    Education.JUNIOR: sentence("Junior secondary school"),
    Education.SENIOR: sentence("Senior secondary, vocational"),
    Education.COLLEGE: sentence("College (2–3 years)"),
    Education.BACHELOR: sentence("Bachelor's degree"),
    Education.MASTER: sentence("Master's degree or above"),
}

BACKGROUNDS: Final = {
    Background.SOCIAL_WORK: sentence("Social work"),
    Background.PSYCHOLOGY: sentence("Psychology"),
    Background.EDUCATION: sentence("Teaching"),
    Background.HEALTH: sentence("Health and nursing"),
    Background.LAW: sentence("Law"),
    Background.PUBLIC: sentence("Public service"),
    Background.ENGINEERING: sentence("Engineering and computing"),
    Background.BUSINESS: sentence("Business and finance"),
    Background.MEDIA: sentence("Media and arts"),
    Background.SPORT: sentence("Sports"),
    Background.CRAFTS: sentence("Trades, transport, farming"),
    Background.NONE: sentence("None of these"),
}

LANGUAGES: Final = {
    Spoken.MANDARIN: sentence("Mandarin"),
    Spoken.WU: sentence("Wu"),
    Spoken.CANTONESE: sentence("Cantonese"),
    Spoken.MIN_NAN: sentence("Min Nan"),
    Spoken.HAKKA: sentence("Hakka"),
    Spoken.ENGLISH: sentence("English"),
    Spoken.JAPANESE: sentence("Japanese"),
    Spoken.KOREAN: sentence("Korean"),
    Spoken.SIGNED: sentence("Sign language"),
}

SLOTS: Final = {
    Slot.WEEKDAY_MORNING: sentence("Weekday mornings"),
    Slot.WEEKDAY_AFTERNOON: sentence("Weekday afternoons"),
    Slot.WEEKDAY_EVENING: sentence("Weekday evenings"),
    Slot.WEEKEND_MORNING: sentence("Weekend mornings"),
    Slot.WEEKEND_AFTERNOON: sentence("Weekend afternoons"),
    Slot.WEEKEND_EVENING: sentence("Weekend evenings"),
}


def field_name(words: Words, field: Particular) -> Markup:
    """What a field is called."""
    return words.say(FIELDS[field])


def what_is_said(words: Words, said: Particulars, field: Particular) -> Markup | None:
    """What somebody has said there, in the reader's words; None where that is nothing."""
    if field in said.withheld:
        return words.say("rather not say")
    match field:
        case Particular.BORN:
            return None if said.born is None else birth_date(words, said.born)
        case Particular.GENDER:
            return None if said.gender is None else words.say(GENDERS[said.gender])
        case Particular.EDUCATION:
            return None if said.education is None else words.say(EDUCATIONS[said.education])
        case Particular.BACKGROUND:
            return None if said.background is None else words.say(BACKGROUNDS[said.background])
        case Particular.LANGUAGES:
            return None if said.languages is None else languages(words, said.languages)
        case Particular.AVAILABLE:
            return None if said.available is None else slots(words, said.available)
        case Particular.EMERGENCY:
            return None if said.emergency is None else emergency_contact(words, said.emergency)
        case _:
            text = getattr(said, field.value)
            return None if text is None else escape(text)


def birth_date(words: Words, born: Born) -> Markup:
    """A birth date, or the year alone."""
    return words.long_day(born.day) if born.day else words.say("{year}", year=born.year)


def language_spoken(words: Words, code: str) -> Markup:
    """A language by its code; one that was typed, as it was typed."""
    return words.say(LANGUAGES[Spoken(code)]) if code in LANGUAGES else escape(code)


def languages_in(typed: str) -> tuple[str, ...]:
    """The languages that are named in a line, each by its code, or as it was typed, as a button carries it."""
    pieces = [one for piece in _APART.split(_BEFORE.sub("", typed.strip())) if (one := sought(piece))]
    codes = [code for piece in pieces for code in _codes_of(piece)]
    return tuple(dict.fromkeys(codes))


def _codes_of(piece: str) -> list[str]:
    if code := _CODES.get(folded(piece)):
        return [code]
    words = [_CODES.get(folded(word)) for word in piece.split()]
    known = [code for code in words if code]
    return known if known and len(known) == len(words) else [piece]


def languages(words: Words, codes: tuple[str, ...]) -> Markup:
    """Languages in one line."""
    return words.listed(language_spoken(words, code) for code in codes)


def slots(words: Words, available: frozenset[Slot]) -> Markup:
    """Times of the week in one line."""
    if not available:
        return words.say("not just now")
    return words.listed(words.say(SLOTS[slot]) for slot in sorted(available))


def emergency_contact(words: Words, contact: Emergency) -> Markup:
    """Whom to call, who that is, and where."""
    parts = (contact.name, contact.relation, contact.phone)
    return words.listed(part for part in parts if part)


def lines_for_leaders(words: Words, said: Particulars) -> tuple[Markup, ...]:
    """What leaders see of what somebody has said, a line each."""
    shown = ((field, what_is_said(words, said, field)) for field in FOR_LEADERS if said.says(field))
    return tuple(words.say("{label}: {answer}", label=field_name(words, field), answer=what) for field, what in shown)


_SOME_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)

_APART: Final = re.compile(r"[,，、;；·/&+|。.\n]|\b(?:and|also)\b|(?:以及|还有|還有|[和跟与與及])", re.IGNORECASE)
_BEFORE: Final = re.compile(r"^(?:i (?:can )?speak|我?(?:会|會|能)?(?:说|說|讲|講)|我?(?:会|會)) ?", re.IGNORECASE)

_ALSO: Final = {
    Spoken.MANDARIN: "chinese 中文 汉语 国语 普通话 华语 putonghua",
    Spoken.WU: "shanghainese 吴语 台州话 上海话 宁波话 温州话 杭州话 苏州话 江浙话",
    Spoken.CANTONESE: "粤语 广东话 广州话",
    Spoken.MIN_NAN: "hokkien taiwanese 闽南语 闽南话 台语 台湾话 福建话",
    Spoken.HAKKA: "客家话 客语",
    Spoken.ENGLISH: "英文 英语",
    Spoken.JAPANESE: "日文 日语",
    Spoken.KOREAN: "韩文 韩语 朝鲜语",
    Spoken.SIGNED: "手语 signing",
}
"""What they are called besides; a dialect that others of its language understand is that language."""

_CODES: Final = {
    folded(name): code.value
    for language in Language
    for code, text in LANGUAGES.items()
    for name in (code.value, *_ALSO[code].split(), plain(Words(language, ZoneInfo("UTC"), _SOME_DAY).say(text)))
}
"""What each language that is offered may be called when it is typed."""


def _spoken(raw: object) -> object:
    return languages_in(raw) if isinstance(raw, str) else raw


SpokenLanguages = Annotated[tuple[Trade, ...], BeforeValidator(_spoken), Field(min_length=1, max_length=12)]
"""Languages as people type them, `Mandarin, Wu`: by their codes; what has none stays as it was typed."""
