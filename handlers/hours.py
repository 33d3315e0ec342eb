"""Logging hours given outside shifts: the form, and the one line `/hours 2.5 2026-11-20 Library help`."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, ClassVar

from markupsafe import Markup
from typing_extensions import override

from handlers.buttons import Button
from handlers.buttons.hours import LogHours
from handlers.buttons.shifts import MyHours
from handlers.forms import engine
from handlers.forms.asking import Ask, Choice, Form, form
from handlers.forms.problems import Problem
from handlers.forms.readings import Day, Length
from handlers.forms.teams import TeamNumber, answer
from handlers.screen import Answer
from handlers.screens import hours as screens
from handlers.screens import ways
from handlers.tap import Routes, Tap
from handlers.words import plain, sentence
from storage.drafts import Draft
from volunteering.actions.logging_hours import Logged, log_hours
from volunteering.hours import MoreThanADay
from volunteering.people import Standing
from volunteering.periods import local_day
from volunteering.reading import Piece, read_hours_line
from volunteering.texts import What
from volunteering.units import Unit

routes = Routes()

_STEPS = {Piece.LENGTH: "minutes", Piece.DAY: "day", Piece.WHAT: "what"}
"""Which question a piece of the line answers."""


async def _likely_days(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    today = local_day(tap.now, tap.zone)
    days = (today, today - timedelta(days=1))
    return [Choice(plain(tap.words.day(day)).capitalize(), day.isoformat(), says=day.isoformat()) for day in days]


async def _my_teams(tap: Tap, _: Draft, __: str) -> Sequence[Choice]:
    teams = (tap.me.unit, *await tap.records.people.joined(tap.me.id))
    return [answer(team.name, team) for team in teams]


@form
class Logging(Form):
    """Hours that a volunteer gave outside shifts."""

    name: ClassVar[str] = "log_hours"
    title: ClassVar[str] = sentence("Log hours")
    finish: ClassVar[str] = sentence("Confirm")
    leads_to: ClassVar[Button] = MyHours()

    minutes: Annotated[
        Length,
        Ask(
            question=sentence("How long was it?"),
            label=sentence("Time given"),
            hint=sentence("For example: 2.5, 2:30 or 45 min"),
        ),
    ]
    day: Annotated[
        Day,
        Ask(
            question=sentence("Which day was it?"),
            label=sentence("Day"),
            hint=sentence("Tap a day, or type a date like 2026-11-20."),
            choices=_likely_days,
            suggests=True,
            columns=2,
        ),
    ]
    what: Annotated[
        What,
        Ask(
            question=sentence("What did you do?"),
            label=sentence("What"),
            hint=sentence("For example: Library help"),
        ),
    ]
    unit: Annotated[
        TeamNumber | None,
        Ask(
            question=sentence("Which team was it for?"),
            label=sentence("Team"),
            choices=_my_teams,
        ),
    ] = None

    @classmethod
    @override
    async def steps(cls, tap: Tap, draft: Draft) -> tuple[str, ...]:
        every = tuple(cls.model_fields)
        return every if draft.about.get("several_teams") else every[:-1]

    @override
    async def preview(self, tap: Tap, draft: Draft) -> Markup | None:
        unit = await self._unit(tap)
        return screens.to_be_logged(tap.words, self.minutes, self.day, self.what, unit or tap.me.unit)

    async def _unit(self, tap: Tap) -> Unit | None:
        return await tap.records.units.get(self.unit) if self.unit else None

    @override
    async def done(self, tap: Tap, draft: Draft) -> Answer:
        unit = await self._unit(tap)
        outcome = await log_hours(tap.records, tap.me, self.day, self.minutes, self.what, tap.now, tap.zone, unit=unit)
        if isinstance(outcome, Logged):
            screen, toast = screens.logged(tap.words, outcome)
            return Answer(screen, toast, at=MyHours())
        match outcome.reasons:
            case [MoreThanADay(already=already)]:
                return await self._ask_length_again(tap, draft, already)
        return Answer(screens.not_logged(tap.words, outcome), at=MyHours())

    async def _ask_length_again(self, tap: Tap, draft: Draft, already: int) -> Answer:
        """The day has no room for so much: everything else stays as it was answered."""
        given: dict[str, Any] = {"day": self.day, "what": self.what, **({"unit": self.unit} if self.unit else {})}
        problem = Problem("length_more_than_a_day", {"already": already})
        return await engine.open_form(tap, Logging, about=draft.about, problem=problem, **given)


@routes.button(LogHours, writes=True)
async def start_logging(tap: Tap, _: LogHours) -> Answer:
    """The form."""
    return await _open(tap, "")


@routes.command("hours", writes=True)
async def hours_command(tap: Tap, line: str) -> Answer:
    """The form, or all of it in one line: what is missing or wrong in it is asked for."""
    return await _open(tap, line)


async def _open(tap: Tap, line: str) -> Answer:
    if tap.me.standing is Standing.SUSPENDED:
        return Answer(ways.on_hold(tap.words), at=MyHours())
    about = {"several_teams": bool(await tap.records.people.joined(tap.me.id))}
    if not line:
        return await engine.open_form(tap, Logging, about=about)
    read = read_hours_line(line, local_day(tap.now, tap.zone))
    typed = {_STEPS[problem.piece]: problem.typed for problem in read.problems if problem.typed}
    if read.day:  # it may be yet to come
        typed["day"] = read.day.isoformat()
    said = {"minutes": read.minutes, "what": read.what}
    given: dict[str, Any] = {step: value for step, value in said.items() if value is not None}
    return await engine.open_form(tap, Logging, about=about, typed=typed, **given)
