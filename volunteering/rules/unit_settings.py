"""What a unit decides for itself and everything below it, until a unit below decides otherwise.

docs/rules.md: Settings of a unit. A value is a text; the rule that goes by a setting says how it is read.
"""

from enum import StrEnum


class UnitSetting(StrEnum):
    """What can be decided. A name that was once written is never called otherwise."""

    INDUCTION = "induction"  # whether it is asked for before somebody's first shift
    BUDDIES = "buddies"  # whether newcomers get one
    STARS = "stars"  # the hours that earn one star, two stars and so on (`rules/stars.py`)
    RECORD_LAW = "record_law"  # by which law service records are written
    APPRAISAL_WEIGHTS = "appraisal_weights"  # how much each field counts
    MOST_AHEAD = "most_ahead"  # how many shifts somebody has ahead (`rules/fairness.py`, and all below)
    REST = "rest"  # between two shifts
    WEEK = "week"  # how long somebody is there in a local week
    NEWCOMERS_FIRST = "newcomers_first"  # for how long it is theirs alone
    STAGES = "stages"  # own team first, then the unit above, then everybody
    OPENS = "opens"  # sign-up, so many days before
    CLOSES = "closes"  # sign-up
    LEAVING = "leaving"  # by a tap


ON = "1"
OFF = "0"
"""What is written of a setting that is either."""
