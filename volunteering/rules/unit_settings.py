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


ON = "1"
OFF = "0"
"""What is written of a setting that is either."""
