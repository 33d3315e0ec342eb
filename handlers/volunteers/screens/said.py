"""What somebody has said of themselves or was asked, and who answers for them, in the paper with all that is kept."""

from collections.abc import Sequence
from datetime import date

from handlers.showing.merits import mark_name, merit_name
from handlers.showing.particulars import field_name, what_is_said
from handlers.volunteers.screens.tables import Line, table, when
from storage.rows.profiles import particulars_in
from volunteering.rules.appraisal.marks import Merit
from volunteering.rules.guardians import ConsentState
from volunteering.rules.profiles import Particular
from words.papers import PaperTable
from words.words import Words, plain


def profile(words: Words, lines: Sequence[Line]) -> PaperTable:
    """The fields that are answered."""
    [line] = lines
    said = particulars_in(line)
    rows = [
        (field_name(words, field), what_is_said(words, said, field)) for field in Particular if said.is_answered(field)
    ]
    return table(words.say("More about you"), (("", 55), ("", None)), rows)


def blocked(words: Words, lines: Sequence[Line]) -> PaperTable:
    """From when to when they can't come."""
    days = [(words.long_day(date.fromisoformat(line[of])) for of in ("first_day", "last_day")) for line in lines]
    return table(
        words.say("Days on which you cannot come"),
        ((words.say("From"), 60), (words.say("Until"), None)),
        [tuple(both) for both in days],
    )


def lists(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Lists of people that they sent, until what is in them is there."""
    return table(
        words.say("Lists of people that you sent"),
        ((words.say("File"), None), (words.say("Team"), 60)),
        [(line["file"], line["team"]) for line in lines],
    )


def censuses(words: Words, lines: Sequence[Line]) -> PaperTable:
    """By which they were asked for what was missing, and when they answered."""
    return table(
        words.say("Asked by a census"),
        ((words.say("Team"), None), (words.say("Asked"), 45), (words.say("Answered"), 45)),
        [(line["team"], when(words, line["asked_at"]), when(words, line["answered_at"])) for line in lines],
    )


def appraisals(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each year's, with what was said of them once that was handed over."""
    return table(
        words.say("Appraisals"),
        (
            (words.say("Year"), 14),
            (words.say("Team"), 30),
            (words.say("Own word"), None),
            (words.say("The leader above"), None),
            (words.say("Own answer"), 40),
        ),
        [
            (
                str(line["year"]),
                line["team"],
                _word(words, line, "own"),
                _word(words, line, "leaders"),
                line["comment"],
            )
            for line in lines
        ],
    )


def _word(words: Words, line: Line, whose: str) -> str:
    """Marks and words, as far as there are any."""
    marks = (
        words.say("{field}: {mark}", field=merit_name(words, merit), mark=mark_name(words, mark))
        for merit in Merit
        if (mark := line[f"{whose}_{merit}"])
    )
    return "\n".join(plain(part) for part in (*marks, line[f"{whose}_words"] or "") if part)


def guardians(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Each link that was given, and what became of it."""
    return table(
        words.say("Your guardian"),
        (
            (words.say("Name"), None),
            (words.say("Phone"), 35),
            (words.say("Consent"), 28),
            (words.say("Asked"), 38),
            (words.say("Since"), 38),
        ),
        [
            (
                line["guardian"],
                line["phone"],
                _consent(words, line),
                when(words, line["asked_at"]),
                when(words, line["withdrawn_at"] or line["consented_at"]),
            )
            for line in lines
        ],
    )


def answers_for(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Whom they answer for, and in which words."""
    return table(
        words.say("Whom you answer for"),
        (
            (words.say("Name"), 40),
            (words.say("Consent"), 28),
            (words.say("What you agreed to"), None),
            (words.say("Since"), 38),
        ),
        [
            (
                line["volunteer"],
                _consent(words, line),
                line["text"],
                when(words, line["withdrawn_at"] or line["consented_at"]),
            )
            for line in lines
        ],
    )


def _consent(words: Words, line: Line) -> str:
    states = {
        ConsentState.ASKED: words.say("asked"),
        ConsentState.CONSENTED: words.say("consented"),
        ConsentState.WITHDRAWN: words.say("withdrawn"),
    }
    return states[ConsentState(line["consent"])]


def form(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What was answered of it."""
    answers = [(answer,) for line in lines for answer in dict(line["answers"] or {}).values()]
    return table(words.say("A form that you have not finished"), ((words.say("Answers"), None),), answers)


def ratings(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What they give shifts."""
    return table(
        words.say("Your ratings"),
        (
            (words.say("Activity"), 40),
            (words.say("Start"), 38),
            (words.say("Of 5"), 16),
            (words.say("Words"), None),
            (words.say("Given"), 38),
        ),
        [
            (line["activity"], when(words, line["starts_at"]), line["stars"], line["words"], when(words, line["at"]))
            for line in lines
        ],
    )


def commendations(words: Words, lines: Sequence[Line]) -> PaperTable:
    """What leaders thank them for."""
    return table(
        words.say("Commendations"),
        (
            (words.say("Activity"), 40),
            (words.say("Start"), 38),
            (words.say("Words"), None),
            (words.say("By"), 30),
            (words.say("Given"), 38),
        ),
        [
            (
                line["activity"],
                when(words, line["starts_at"]),
                line["words"],
                line["commended_by"],
                when(words, line["at"]),
            )
            for line in lines
        ],
    )


def calendars(words: Words, lines: Sequence[Line]) -> PaperTable:
    """Since when their calendar is read at an address."""
    head = ((words.say("Since"), None),)
    return table(words.say("Addresses of your calendar"), head, [(when(words, line["since"]),) for line in lines])
