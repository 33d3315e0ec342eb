"""What keeps somebody from a place, to them and to whoever leads: each reason in three languages, none like another."""

import re
from datetime import date
from typing import Final, get_args

import pytest

from handlers.showing.lacks import lack_line, lack_of_another
from handlers.showing.of_others import line_of_another
from handlers.showing.reasons import reason_line
from tests.handlers.signing_up.test_screens import CLASH
from tests.support.city import NOW, ZONE
from volunteering.rules.needs import (
    AgeUnknown,
    DoesNotSpeak,
    Lack,
    Lacking,
    NoInduction,
    NotInducted,
    Required,
    Short,
    TooYoung,
    Unqualified,
)
from volunteering.rules.no_shows import NoShows
from volunteering.rules.profiles import Spoken
from volunteering.rules.qualifications import QualificationKind
from volunteering.rules.signing_up import AlreadyIn, Begun, Closed, Full, Overlaps, SignUpState, Suspended
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language
from words.words import Words

CITY: Final = Unit(id=1, name="Taizhou", path="/1/")
DAY: Final = date(2026, 12, 5)


def required(code: str, name: str = "", *levels: str, level: int = 0) -> Required:
    """A kind of the first set, or a unit's own, from a level on."""
    kind = QualificationKind(id=1, unit=CITY, code=code, name=name, levels=levels, months=0, needs_evidence=False)
    return Required(kind=kind, level=level)


FIRST_AID: Final = required("first_aid")
SOCIAL: Final = required("social_work", "", "assistant", "social_worker", "senior", level=1)
BOATS: Final = required("", "<b>Boats</b>")

LACKS: Final[dict[str, Lack]] = {
    "no birth date": AgeUnknown(least=18),
    "only the year": AgeUnknown(least=18, has_year=True),
    "too young": TooYoung(least=18),
    "no certificate": Unqualified(lacking=(Lacking(required=FIRST_AID, short=Short.MISSING),)),
    "none of a unit's own kind": Unqualified(lacking=(Lacking(required=BOATS, short=Short.MISSING),)),
    "too low": Unqualified(lacking=(Lacking(required=SOCIAL, short=Short.LOWER),)),
    "ended": Unqualified(lacking=(Lacking(required=FIRST_AID, short=Short.ENDED, ended_on=DAY),)),
    "waits": Unqualified(lacking=(Lacking(required=FIRST_AID, short=Short.WAITING),)),
    "none of several": Unqualified(
        lacking=tuple(Lacking(required=one, short=Short.MISSING) for one in (FIRST_AID, SOCIAL, BOATS))
    ),
    "no induction": NotInducted(),
    "none before the first shift": NoInduction(),
    "inducted too long ago": NotInducted(ended_on=DAY),
    "speaks neither": DoesNotSpeak(languages=(Spoken.WU, Spoken.SIGNED)),
}
REASONS: Final = (
    Suspended(),
    NoShows(days=(DAY, DAY), next_fades=DAY, allowed_on=DAY),
    Closed(because="Rain"),
    Begun(),
    AlreadyIn(state=SignUpState.WAITING),
    AlreadyIn(state=SignUpState.CONFIRMED),
    Overlaps(clash=CLASH),
    Full(limit=3, waiting=2),
)


@pytest.mark.parametrize("language", Language)
def test_each_thing_that_is_missing_has_a_sentence_of_its_own(language: Language) -> None:
    words = Words(language, ZONE, NOW)
    said = {name: str(lack_line(words, lack)) for name, lack in LACKS.items()}
    of_another = {name: str(lack_of_another(words, lack)) for name, lack in LACKS.items()}
    for lines in (said, of_another):
        assert len(set(lines.values())) == len(LACKS), lines
        assert all("{" not in line and "<b>" not in line for line in lines.values()), lines
    assert not set(said.values()) & set(of_another.values()), "a leader reads “you” of somebody else"
    if language is not Language.ENGLISH:
        chinese = re.compile(r"[\u4e00-\u9fff]")
        assert all(chinese.search(line) for line in (*said.values(), *of_another.values()))
        assert not any("您" in line for line in of_another.values())


@pytest.mark.parametrize("language", Language)
def test_whoever_leads_reads_every_reason_in_the_third_person(language: Language) -> None:
    words = Words(language, ZONE, NOW)
    for reason in (*REASONS, *LACKS.values()):
        line = line_of_another(words, reason)
        assert line
        assert not re.search(r"\byou(rs?)?\b|您", line, re.IGNORECASE), line
        assert reason_line(words, reason)


def test_no_kind_of_thing_that_may_be_missing_was_left_out() -> None:
    assert {type(lack) for lack in LACKS.values()} == set(get_args(Lack))
    shorts = {one.short for lack in LACKS.values() if isinstance(lack, Unqualified) for one in lack.lacking}
    assert shorts == set(Short)
