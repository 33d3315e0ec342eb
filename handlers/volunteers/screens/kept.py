"""Everything that is kept about a person, as a paper to read; the JSON beside it says the same, whole, to a program."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from handlers.showing.parts import language_name
from handlers.volunteers.screens import (
    accompanied,
    asked_and_led,
    came_and_went,
    certified,
    helped,
    honoured,
    learned,
    said,
)
from handlers.volunteers.screens.deeds import deed, news
from handlers.volunteers.screens.qualified import exams, qualifications
from handlers.volunteers.screens.tables import Line, table, when, yes_or_no
from volunteering.rules.hours import BEFORE_YIGONG, Decision, Kind
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language, Standing
from words.papers import Paper, PaperTable
from words.words import Words, plain


def on_paper(words: Words, organisation: str, sections: Mapping[str, Any]) -> Paper:
    """The sections that have lines, each a table."""
    words = words.lasting()
    tables = [
        written(words, [lines] if isinstance(lines, Mapping) else lines)
        for section, written in TABLES.items()
        if (lines := sections[section])
    ]
    return Paper(
        language=words.language,
        title=plain(words.say("Everything we keep about you")),
        lines=(organisation, plain(words.say("Written on {day}", day=words.long_day(words.today)))),
        tables=tables,
        author=organisation,
        foot=organisation,
        numbered=plain(words.say("Page {page} of {pages}", page="{page}", pages="{pages}")),
        absent=plain(words.absent),
        at=words.now,
    )


def _you(words: Words, lines: Sequence[Line]) -> PaperTable:
    [you] = lines
    standing = {
        Standing.ACTIVE: words.say("registered"),
        Standing.SUSPENDED: words.say("sign-ups on hold"),
        Standing.LEFT: words.say("left for now"),
    }
    rows = (
        (words.say("Name"), you["name"]),
        (words.say("Phone"), you["phone"]),
        (words.say("Telegram number"), you["telegram_id"]),
        (words.say("Language"), language_name(Language(you["language"]))),
        (words.say("Team"), you["home_team"]),
        (words.say("Registered"), when(words, you["registered_at"])),
        (words.say("Agreed that this is kept"), when(words, you["consented_at"])),
        (words.say("Standing"), standing.get(Standing(you["standing"]))),
        (words.say("Why on hold"), you["on_hold_because"]),
        (words.say("Messages reach you"), yes_or_no(words, you["reachable"])),
    )
    return table(words.say("You"), (("", 55), ("", None)), rows)


def _numbers(words: Words, lines: Sequence[Line]) -> PaperTable:
    return table(
        words.say("Further telephone numbers"), ((words.say("Phone"), None),), [(of["phone"],) for of in lines]
    )


def _teams(words: Words, lines: Sequence[Line]) -> PaperTable:
    columns = ((words.say("Team"), None), (words.say("Joined"), 45))
    return table(
        words.say("Further teams"), columns, [(line["team"], when(words, line["joined_at"])) for line in lines]
    )


def _roles(words: Words, lines: Sequence[Line]) -> PaperTable:
    names = {Role.LEADER: words.say("leader"), Role.ADMIN: words.say("admin")}
    return table(
        words.say("Roles"),
        ((words.say("Team"), None), (words.say("Role"), 30), (words.say("Given"), 40), (words.say("By"), 35)),
        [(line["team"], names[Role(line["role"])], when(words, line["given_at"]), line["given_by"]) for line in lines],
    )


def _sign_ups(words: Words, lines: Sequence[Line]) -> PaperTable:
    states = {
        SignUpState.CONFIRMED: words.say("has a place"),
        SignUpState.WAITING: words.say("waiting"),
        SignUpState.LEFT: words.say("left"),
        SignUpState.WALKED_IN: words.say("walked in"),
    }
    return table(
        words.say("Sign-ups"),
        (
            (words.say("Activity"), None),
            (words.say("Team"), 32),
            (words.say("Start"), 38),
            (words.say("Sign-up"), 26),
            (words.say("Came"), 16),
        ),
        [
            (
                words.say("{title} (cancelled)", title=line["activity"])
                if line["shift"] == "cancelled"
                else line["activity"],
                line["team"],
                when(words, line["starts_at"]),
                states[SignUpState(line["sign_up"])],
                yes_or_no(words, line["came"]),
            )
            for line in lines
        ],
    )


def _risks(words: Words, lines: Sequence[Line]) -> PaperTable:
    return table(
        words.say("Risks you agreed to"),
        (
            (words.say("Activity"), 36),
            (words.say("Risk"), None),
            (words.say("Insured by"), 30),
            (words.say("From"), 24),
            (words.say("Until"), 24),
            (words.say("Agreed"), 34),
        ),
        [
            (
                line["activity"],
                line["risk"],
                line["insurer"],
                words.long_day(date.fromisoformat(line["insured_from"])),
                words.long_day(date.fromisoformat(line["insured_until"])),
                when(words, line["agreed_at"]),
            )
            for line in lines
        ],
    )


def _hours(words: Words, lines: Sequence[Line]) -> PaperTable:
    kinds = {
        Kind.ATTENDED: words.say("came"),
        Kind.NO_SHOW: words.say("did not come"),
        Kind.EXCUSED: words.say("excused"),
        Kind.SENT_HOME: words.say("sent home before the end"),
        Kind.LOGGED: words.say("outside shifts"),
        Kind.CARRIED_OVER: words.say("before Yigong"),
        Kind.VOID: words.say("taken back"),
    }
    replaced = {line["replaces_line"] for line in lines}
    return table(
        words.say("Hours"),
        (
            (words.say("Day"), 26),
            (words.say("What"), None),
            (words.say("Team"), 30),
            (words.say("Length"), 22),
            ("", 24),
            (words.say("Recorded by"), 28),
        ),
        [
            (
                _day(words, date.fromisoformat(line["day"])),
                line["activity"] or line["note"],
                line["team"],
                words.length(line["minutes_that_hold"]),
                words.say("replaced later") if line["line"] in replaced else kinds[Kind(line["kind"])],
                line["recorded_by"],
            )
            for line in lines
        ],
    )


def _day(words: Words, day: date) -> Markup | None:
    return None if day == BEFORE_YIGONG else words.long_day(day)


def _logged(words: Words, lines: Sequence[Line]) -> PaperTable:
    decisions = {
        Decision.PENDING: words.say("waiting"),
        Decision.APPROVED: words.say("approved"),
        Decision.REJECTED: words.say("rejected"),
        Decision.WITHDRAWN: words.say("withdrawn"),
    }
    return table(
        words.say("Hours you logged"),
        (
            (words.say("Day"), 26),
            (words.say("What"), None),
            (words.say("Length"), 22),
            (words.say("Decision"), 24),
            (words.say("By"), 28),
            (words.say("Reason"), 34),
        ),
        [
            (
                words.long_day(date.fromisoformat(line["day"])),
                line["what"],
                words.length(line["minutes"]),
                decisions.get(line["decision"], line["decision"]),
                line["decided_by"],
                line["reason"],
            )
            for line in lines
        ],
    )


def _journal(words: Words, lines: Sequence[Line]) -> PaperTable:
    return table(
        words.say("What was changed"),
        ((words.say("Time"), 38), (words.say("What"), 50), (words.say("About"), None), (words.say("By"), 30)),
        [
            (
                when(words, line["at"]),
                deed(words, line["what"]),
                words.listed(part for part in (line["activity"], line["team"]) if part),
                line["done_by"],
            )
            for line in lines
        ],
    )


def _messages(words: Words, lines: Sequence[Line]) -> PaperTable:
    return table(
        words.say("Messages that came by themselves"),
        ((words.say("Written"), 45), (words.say("About"), None), (words.say("Done with"), 45)),
        [(when(words, line["created_at"]), news(words, line["about"]), when(words, line["done_at"])) for line in lines],
    )


TABLES: Final[Mapping[str, Callable[[Words, Sequence[Line]], PaperTable]]] = {
    "person": _you,
    "further_numbers": _numbers,
    "profile": said.profile,
    "days_blocked": said.blocked,
    "guardians": said.guardians,
    "answers_for": said.answers_for,
    "further_teams": _teams,
    "roles": _roles,
    "sign_ups": _sign_ups,
    "checked_in": came_and_went.checked_in,
    "codes_shown": came_and_went.codes_shown,
    "wrong_codes": came_and_went.wrong_codes,
    "risks_agreed_to": _risks,
    "hours": _hours,
    "hours_logged": _logged,
    "questions": asked_and_led.questions,
    "qualifications": qualifications,
    "study": learned.study,
    "training_results": learned.results,
    "ratings": said.ratings,
    "commendations": said.commendations,
    "tests_taken": accompanied.tests,
    "buddies": accompanied.buddies,
    "written_to_buddies": accompanied.written,
    "without_buddies": accompanied.without,
    "asked_to_help": helped.asked,
    "asked_how_often": helped.how_often,
    "exams": exams,
    "calendar_addresses": said.calendars,
    "stars_told": honoured.stars,
    "honours": honoured.honours,
    "certificates": certified.certificates,
    "named_in_certificates": certified.named_in,
    "lists_sent": said.lists,
    "asked_by_census": said.censuses,
    "appraisals": said.appraisals,
    "activities_led": asked_and_led.led,
    "journal": _journal,
    "messages": _messages,
    "unfinished_form": said.form,
}
"""How each section is said."""
