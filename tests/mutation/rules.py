"""Faults in the rules and in what people do by them."""

from typing import Final

from tests.mutation.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "one no-show too many",
        "volunteering/rules/no_shows.py",
        "if over < 0:",
        "if over <= 0:",
        "who has not come as often as is allowed signs up once more",
    ),
    Mutant(
        "the late hours begin late",
        "volunteering/rules/offering.py",
        "return moment.now < late_from(shift, moment)",
        "return moment.now <= late_from(shift, moment)",
        "at the very start of the late hours one is still asked before all the others",
    ),
    Mutant(
        "an overfull shift is not full",
        "volunteering/rules/capacity.py",
        "max(0, self.limit - self.spoken_for)",
        "self.limit - self.spoken_for",
        "where there are more people than places already, one more gets in",
    ),
    Mutant(
        "a correction adds up",
        "volunteering/rules/hours.py",
        "change=minutes - (earlier.minutes if earlier else 0)",
        "change=minutes",
        "after a correction both lines count, the wrong one and the right one",
    ),
    Mutant(
        "cancelled is called off",
        "volunteering/rules/activities.py",
        "return self.state is State.CANCELLED and self.since < self.period.start",
        "return self.state is State.CANCELLED",
        "a shift that was broken off has no roster, and its people no hours",
    ),
    Mutant(
        "the day in Greenwich",
        "volunteering/rules/ground/periods.py",
        "return self.start.astimezone(zone).date()",
        "return self.start.date()",
        "a shift early in the morning counts for the day, and the month, before",
    ),
    Mutant(
        "leaving in the middle",
        "volunteering/actions/signing_up/places.py",
        "if shift.has_begun(moment.now):\n        return TooLateToLeave",
        "if shift.is_over(moment.now):\n        return TooLateToLeave",
        "who doesn't come leaves after the start, and the leader looks for them in vain",
    ),
    Mutant(
        "one's own hours",
        "volunteering/actions/hours/deciding.py",
        "return OwnHours(claim=claim) if claim.person_id == actor.id else claim",
        "return claim",
        "a leader approves the hours that they logged themselves",
    ),
    Mutant(
        "an admin reaches upwards",
        "volunteering/actions/volunteers/managed.py",
        "(person.unit, *(post.unit for post in posts))",
        "(person.unit,)",
        "an admin of a team suspends an admin of the city who is at home there",
    ),
    Mutant(
        "the last admin",
        "volunteering/actions/volunteers/roles.py",
        "role is not Role.ADMIN and not rights.without(unit).administers(unit)",
        "role is not Role.ADMIN and not rights.administers(unit)",
        "an admin ends their own role by a slip, and nobody is left who could give it back",
    ),
    Mutant(
        "a leader who hears nothing",
        "volunteering/actions/telling/telling.py",
        "leader.id != without and leader.answers",
        "leader.id != without",
        "what a shift's leader has to know goes to a leader who blocked the bot, and to nobody else",
    ),
    Mutant(
        "calling who has left",
        "volunteering/actions/telling/out_of_reach.py",
        "return mine is not None and mine.state is SignUpState.CONFIRMED",
        "return mine is not None",
        "a leader is told to call people who are not in the shift any more",
    ),
    Mutant(
        "both reminders at once",
        "volunteering/actions/reminders.py",
        "[_line_of(one, hours * 60) for one, hours in missed]",
        "[]",
        "after the bot was down, people are reminded twice of the same shift within minutes",
    ),
)
