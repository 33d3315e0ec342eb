"""Confirming a roster: what is asked once more before it, and what is in the ledger then."""

from dataclasses import dataclass

from markupsafe import Markup

from handlers.attendance.screens.rosters import LONGEST_NAME, back_row
from handlers.buttons import attendance as buttons
from handlers.buttons.leading import ManageShift
from handlers.buttons.thanks import ListToCommend
from handlers.buttons.training import ShowLearners
from handlers.showing import parts
from handlers.tapping.screen import Press, Row, Screen, Style, WayBack, page
from volunteering.actions.attendance.rosters import Confirmed, Roster
from volunteering.rules.activities import Shift
from volunteering.rules.attendance import RosterLine
from volunteering.rules.hours import CAME, Kind
from volunteering.rules.training import NewTraining, PassBy
from words.words import Words


@dataclass(frozen=True, slots=True)
class StudySoFar:
    """Of a session: how its training is passed, and how many have come that far by now: passed it, or to its test."""

    training: NewTraining
    so_far: int


def doubt(words: Words, found: Roster, me_id: int) -> Screen | None:
    """The second question, where what is ticked is likely to have been forgotten."""
    undecided = found.undecided(me_id)
    if undecided:
        return _really_not(words, found.shift, undecided)
    kinds = {line.says(found.shift)[0] for line in found.lines if line.person_id != me_id}
    return _really_nobody(words, found) if Kind.NO_SHOW in kinds and not kinds & CAME else None


def _really_not(words: Words, shift: Shift, line: RosterLine) -> Screen:
    """Whoever confirmed the rest is not ticked."""
    name = parts.called(words, line.name, LONGEST_NAME)
    came = buttons.TickPerson(shift=shift.id, person=line.person_id, came=True)
    return page(
        words.say("Did {name} come?", name=name),
        words.say("{name} confirmed the roster before, and nobody confirms their own line.", name=name),
        words.say("{name} would be told that they did not come.", name=name),
        rows=(
            (Press(words.say("{name} came", name=name), came, "success"),),
            (WayBack(words.say("‹ Roster"), buttons.ShowRoster(shift=shift.id)),),
            (
                Press(
                    words.say("{name} did not come", name=name),
                    buttons.ConfirmRoster(shift=shift.id, sure=True),
                    "danger",
                ),
            ),
        ),
    )


def _really_nobody(words: Words, found: Roster) -> Screen:
    """Nobody is ticked: it would be a no-show for everybody."""
    shift = found.shift
    return page(
        words.say("Did nobody come?"),
        words.say("Nobody is ticked at {title}.", title=found.activity.title),
        words.say("Everybody would be told that they did not come."),
        rows=(
            (Press(words.say("All came"), buttons.AllCame(shift=shift.id), "success"),),
            (WayBack(words.say("‹ Roster"), buttons.ShowRoster(shift=shift.id)),),
            (Press(words.say("Nobody came"), buttons.ConfirmRoster(shift=shift.id, sure=True), "danger"),),
        ),
    )


def confirmed(
    words: Words, outcome: Confirmed, me_id: int, *, asks: bool, study: StudySoFar | None = None
) -> tuple[Screen, str]:
    """What is in the ledger now; with the toast. It `asks` for the people served where nobody has said that yet."""
    shift, lines = outcome.roster.shift, outcome.roster.lines
    minutes = sum(line.counted.minutes for line in lines if line.counted and line.person_id != me_id)
    said = (
        parts.when_and_how_long(words, shift),
        words.many("✅ {number} came", "✅ {number} came", outcome.came),
        words.many("{number} did not come", "{number} did not come", outcome.no_shows) if outcome.no_shows else None,
        words.many("{number} excused", "{number} excused", outcome.excused) if outcome.excused else None,
        words.say("🕒 {length} in all", length=words.length(minutes)),
        _own(words, outcome),
        _so_far(words, study) if study else None,
        words.say("How many people were served, and how much was handed out? Say it if you counted.") if asks else None,
    )
    counted = (
        ((Press(words.say("Count people served"), buttons.CountServed(shift=shift.id), "success"),),) if asks else ()
    )
    activity = outcome.roster.activity
    rows = (
        *(_results_rows(words, activity.id, study) if study else counted),
        *(
            ((Press(words.say("Commend somebody"), ListToCommend(shift=shift.id)),),)
            if outcome.came and not activity.training
            else ()
        ),
        (Press(words.say("Correct it"), buttons.ShowRoster(shift=shift.id)),),
        *(((Press(words.say("Skip"), ManageShift(shift=shift.id)),),) if asks else back_row(words, shift)),
    )
    title = words.say("Roster confirmed: {title}", title=outcome.roster.activity.title)
    return page(title, *said, rows=rows), words.say("Confirmed.")


def _so_far(words: Words, study: StudySoFar) -> Markup | None:
    """What has come of it by now; where marks decide, they are still to be entered."""
    if not study.so_far or study.training.pass_by is PassBy.MARK:
        return None
    if study.training.pass_by is PassBy.TEST:
        return words.many(
            "✅ {number} has been at enough sessions for the test",
            "✅ {number} have been at enough sessions for the test",
            study.so_far,
        )
    return words.many("✅ {number} has passed by now", "✅ {number} have passed by now", study.so_far)


def _results_rows(words: Words, activity_id: int, study: StudySoFar) -> tuple[Row, ...]:
    """What comes next where marks decide; else it follows from the roster or the test."""
    style: Style | None = "success" if study.training.pass_by is PassBy.MARK else None
    return ((Press(words.say("Enter results"), ShowLearners(activity=activity_id), style),),)


def _own(words: Words, outcome: Confirmed) -> Markup | None:
    if not outcome.own_left_out:
        return None
    if outcome.asked:
        return words.say("🙋 Another leader is asked about your own line.")
    return words.say("🙋 Your own line was left out: nobody confirms their own hours.")
