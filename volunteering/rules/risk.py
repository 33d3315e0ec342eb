"""Bodily risk: what is told of it, how its people are insured, and the consent that it takes (docs/rules.md: Risk).

Regulation 685 of China's State Council (in force 2017-12-01): seekers of volunteers state the risks (art. 13), and
insure them against accidents before a service with bodily danger (art. 17).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from hashlib import sha256
from typing import Final, Self
from zoneinfo import ZoneInfo

from volunteering.rules.ground.model import Model
from volunteering.rules.ground.periods import Period, local_day
from volunteering.rules.ground.texts import Insurer, RiskNotice

LETTERS_OF_CHECKSUM: Final = 8


class Insurance(Model):
    """Who insures the people of an activity, and on which local dates; the last one is insured, too."""

    insurer: Insurer
    first: date
    last: date

    def covers(self, period: Period, zone: ZoneInfo) -> bool:
        """Whether somebody is insured from the beginning of a shift to its end."""
        # A shift that ends at midnight ends on the day before.
        ends = local_day(period.end - timedelta(microseconds=1), zone)
        return self.first <= period.day(zone) and ends <= self.last


class Risk(Model):
    """That an activity puts bodies at risk: what is told of it, and the insurance."""

    notice: RiskNotice
    insurance: Insurance

    @property
    def checksum(self) -> str:
        """What a button carries of what was shown, so that nobody agrees to another text by a tap on an older one."""
        insurance = self.insurance
        shown = (self.notice, insurance.insurer, insurance.first.isoformat(), insurance.last.isoformat())
        return sha256("\n".join(shown).encode()).hexdigest()[:LETTERS_OF_CHECKSUM]

    @classmethod
    def of(cls, notice: str, insurer: str, first: date | None, last: date | None) -> Self | None:
        """The risk that these say; None where there is none, or where not all of it is known."""
        if not notice or first is None or last is None:
            return None
        return cls(notice=notice, insurance=Insurance(insurer=insurer, first=first, last=last))


class NotInsured(Model):
    """The insurance ends before the shift does, or begins after it has begun."""

    period: Period
    insurance: Insurance


def not_insured(risk: Risk | None, periods: Iterable[Period], zone: ZoneInfo) -> tuple[NotInsured, ...]:
    """The shifts at these times on whose every day nobody is insured; none where there is no risk."""
    if risk is None:
        return ()
    insurance = risk.insurance
    return tuple(
        NotInsured(period=period, insurance=insurance) for period in periods if not insurance.covers(period, zone)
    )
