"""Quality beside quantity, of a span and a unit with everything below it (docs/rules.md: Quality)."""

from volunteering.rules.ground.model import Model
from volunteering.rules.reports import Returning, no_show_rate
from volunteering.rules.thanks import Average, average_of


def left_late_known(left_late: int, left_unknown: int) -> int | None:
    """How many left late; None where somebody left and it was noted of none how late: that is not nobody."""
    return None if left_unknown and not left_late else left_late


class Quality(Model):
    """How it went, of shifts of the span. What nobody knows yet is counted apart."""

    participations: int = 0
    no_shows: int = 0
    left_late: int = 0  # places given back within the late hours before the start
    left_unknown: int = 0  # and places or numbers given back before it was noted how late
    called_off_late: int = 0  # shifts, within the same hours
    rated_by: int = 0  # people, of ratings that leaders see
    stars: int = 0  # that they gave in all
    rated_shifts: int = 0
    commendations: int = 0
    returning: Returning = Returning()

    @property
    def no_show_rate(self) -> float | None:
        """No-shows among those expected whose roster is confirmed."""
        return no_show_rate(self.no_shows, self.participations)

    @property
    def rating(self) -> Average | None:
        """The average of all ratings that leaders see; None of fewer than three."""
        return average_of(self.stars, self.rated_by)
