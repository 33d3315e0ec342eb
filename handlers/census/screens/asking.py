"""Asking everybody of a unit for what is missing of them: before, while it goes on, and what people are asked."""

from markupsafe import Markup

from handlers.buttons.census import AnswerCensus, CensusProgressOf, StartCensus, StopCensus
from handlers.buttons.home import Home
from handlers.buttons.volunteers import ShowProfile
from handlers.census.screens.report import back
from handlers.showing.asking import ask_row
from handlers.showing.particulars import field_name
from handlers.tapping.screen import Press, Screen, page
from storage.views.census import CensusProgress
from volunteering.rules.census.asking import Census
from volunteering.rules.enquiries import Matter
from volunteering.rules.letters import Course
from volunteering.rules.profiles import CENSUS, Particular
from volunteering.rules.tree import Unit
from words.words import Words


def begin(words: Words, unit: Unit, people: int) -> Screen:
    """Whether they are to be asked."""
    if not people:
        return page(
            words.say("Nobody to ask"),
            words.say("Nothing is missing of anybody here whom messages reach."),
            rows=((back(words, unit),),),
        )
    return page(
        words.say("Ask everybody of {unit}?", unit=unit.name),
        words.many(
            "{number} person here has not said everything. It is one short form, with what is missing of these:",
            "{number} people here have not said everything. It is one short form, with what is missing of these:",
            people,
        ),
        words.listed(field_name(words, field) for field in CENSUS),
        words.say("Whoever doesn't answer is reminded after 3 and after 7 days. You can stop it at any time."),
        rows=(
            (
                Press(
                    words.many("Ask {number} person", "Ask {number} people", people),
                    StartCensus(unit=unit.id),
                    "success",
                ),
            ),
            (back(words, unit),),
        ),
    )


def started(words: Words) -> Markup:
    """They are being asked."""
    return words.say("✅ The census has started.")


def under_way(words: Words, census: Census) -> Markup:
    """Some of them are asked already."""
    return words.say("⚠️ A census of {unit} is going on already. Stop it first, or wait for it.", unit=census.unit.name)


def progress(words: Words, found: CensusProgress, *, said: Markup | None) -> Screen:
    """How far it is, in people."""
    unit, figures = found.unit, found.progress
    if found.census.is_going:
        title = words.say("Census of {unit}: going on", unit=unit.name)
    elif found.census.course is Course.STOPPED:
        title = words.say("Census of {unit}: stopped", unit=unit.name)
    else:
        title = words.say("Census of {unit}: over", unit=unit.name)
    again = (Press(words.say("Look again"), CensusProgressOf(census=found.census.id)),)
    stop = (Press(words.say("Stop the census"), StopCensus(census=found.census.id), "danger"),)
    return page(
        title,
        said,
        words.say("Since {when}", when=words.moment(found.census.at)),
        words.say("Asked {people}", people=words.number(figures.asked)),
        words.say("Answered {people}", people=words.number(figures.answered)),
        words.say("Not reached {people}", people=words.number(figures.missed)),
        words.say("⏳ Messages on their way {number}", number=words.number(figures.owed)) if figures.owed else None,
        rows=(again, (back(words, unit),), stop) if found.census.is_going else ((back(words, unit),),),
    )


def asked(words: Words, unit: Unit, missing: tuple[Particular, ...], *, again: bool) -> Screen:
    """What people are asked, and why."""
    return page(
        words.say("May we ask once more?") if again else words.say("Who are we? A few things about you"),
        words.say("{unit} would like to know of everybody:", unit=unit.name),
        words.listed(field_name(words, field) for field in missing),
        words.say(
            "So that we know whom we have and whom we need. It is a few taps, and you may leave out what you like."
        ),
        words.say("The census tells numbers only, and none of fewer than five people."),
        rows=(
            (Press(words.say("Fill it in"), AnswerCensus(), "success"),),
            *ask_row(words, Matter.TEAM),
            (Press(words.say("‹ Home"), Home()),),
        ),
    )


def thanks(words: Words) -> Screen:
    """It was answered, now or before."""
    return page(
        words.say("✅ Thank you"),
        words.say("That was all. Under “Profile” you can change or take back what you said."),
        rows=((Press(words.say("Profile"), ShowProfile()),), (Press(words.say("‹ Home"), Home()),)),
    )
