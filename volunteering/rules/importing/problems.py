"""What is wrong with a row of a list, each with what it says."""

from enum import StrEnum

from volunteering.rules.ground.model import Model


class Wrong(StrEnum):
    """Why a row can't be imported."""

    NO_PHONE = "no_phone"
    NOT_A_PHONE = "not_a_phone"
    PHONE_ROUNDED = "phone_rounded"  # 1.38E+10: a spreadsheet wrote it so, and its last digits are gone
    PHONE_TWICE = "phone_twice"  # the same number in another row of a list of people
    OTHER_NAME = "other_name"  # the same number has another name in another row
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    UNIT_TOO_LONG = "unit_too_long"
    UNIT_UNCLEAR = "unit_unclear"  # several units are called so
    UNIT_OUTSIDE = "unit_outside"  # it is not below the unit whose list this is
    NO_UNIT = "no_unit"  # in a list of units
    NO_HOURS = "no_hours"
    NOT_HOURS = "not_hours"
    TOO_MANY_HOURS = "too_many_hours"
    DAY_TOO_LONG = "day_too_long"  # over 24 hours of one person for one day
    NO_DATE = "no_date"
    NOT_A_DATE = "not_a_date"
    DATE_AHEAD = "date_ahead"
    UNKNOWN_QUALIFICATION = "unknown_qualification"
    UNKNOWN_LEVEL = "unknown_level"
    NO_ISSUED = "no_issued"  # of a qualification that doesn't hold for ever
    NOT_A_VALUE = "not_a_value"  # a column takes certain words only
    OWN_HOURS = "own_hours"  # nobody brings hours or qualifications for themselves
    NOT_YOURS = "not_yours"  # the person belongs to a unit that the reader doesn't administer


class RowProblem(Model):
    """What is wrong, with what stands there, and the other row that it is about, if it is about one."""

    wrong: Wrong
    said: str = ""
    other: int = 0  # the number of that row; 0: none
    heading: str = ""  # above the cell that is wrong, as it stands there; '' where it is no single one
