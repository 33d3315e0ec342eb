"""Signing up for all sessions of a training, and leaving them; and the ways to what gives a qualification."""

from handlers.buttons.activities import ShowActivity, ShowShift
from handlers.buttons.qualifications import AddQualification
from handlers.buttons.training import TakeTraining
from handlers.showing import exams as sitting
from handlers.showing.asking import ask_the_leader
from handlers.showing.every import Ways
from handlers.showing.qualifications import named
from handlers.showing.training import leave_rows
from handlers.tapping.screen import Press, Screen, WayBack, page
from handlers.training.screens import overview
from storage.views.exams.seen import ExamPage
from storage.views.training.on import TrainingsOn
from volunteering.rules.enquiries import Matter
from volunteering.rules.needs import Required
from words.words import Words


def ways_of(words: Words, activity_id: int) -> Ways:
    """Where one goes on to from all sessions of a training."""
    return Ways(
        back=WayBack(words.say("‹ Training"), ShowActivity(activity=activity_id)),
        again=TakeTraining(activity=activity_id),
        leave=leave_rows(words, activity_id),
        none_ahead=words.say("None of its sessions is ahead."),
        was_in_none=words.say("You were in none of its sessions ahead."),
    )


def ways_to_earn(words: Words, required: Required, trainings: TrainingsOn, exams: ExamPage, shift_id: int) -> Screen:
    """What gives it next, for whoever has none yet; whoever has one adds it."""
    nothing = words.say("No training and no exam for it is planned just now. Please ask the leader.")
    is_none = not trainings.trainings and not exams.exams
    add = AddQualification(kind=required.kind.id, shift=shift_id)
    return page(
        words.say("How to get it: {qualification}", qualification=named(words, required.kind, required.level)),
        *(overview.planned(words, one) for one in trainings.trainings),
        *(sitting.line(words, one) for one in exams.exams),
        nothing if is_none else None,
        rows=(
            *overview.to_trainings(words, trainings.trainings),
            *(sitting.to_exam(words, one) for one in exams.exams),
            (Press(words.say("I have one: add it"), add),),
            (ask_the_leader(words, Matter.SHIFT, shift_id),),
            (WayBack(words.say("‹ Back"), ShowShift(shift=shift_id)),),
        ),
    )


def no_induction(words: Words, shift_id: int) -> Screen:
    """No session that gives it is planned."""
    return page(
        words.say("No induction is planned yet"),
        words.say("Ask the leader for it: they can also show you around and give it to you themselves."),
        rows=(
            (ask_the_leader(words, Matter.SHIFT, shift_id),),
            (WayBack(words.say("‹ Back"), ShowShift(shift=shift_id)),),
        ),
    )
