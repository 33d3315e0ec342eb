"""Messages about the yearly appraisal: that it began or is over, what waits, and that one may read what was said."""

from typing import Literal

from volunteering.rules.appraisal.sheets import Round
from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class AppraisalTold(Model):
    """To somebody who is appraised: it began, they are missing, it is over, or it is open again."""

    kind: Literal["appraisal_told"] = "appraisal_told"
    sheet_id: int
    appraisal_id: int
    round: int
    told_of: Round

    def about(self) -> About:
        """Of each round one message."""
        return About(f"appraisal:{self.appraisal_id}:{self.round}")


class AppraisalWaits(Model):
    """To a leader above: people wait to be appraised."""

    kind: Literal["appraisal_waits"] = "appraisal_waits"
    appraisal_id: int
    round: int

    def about(self) -> About:
        """Of each round one message, however many people wait."""
        return About(f"appraisal_waits:{self.appraisal_id}:{self.round}")


class AppraisalNamed(Model):
    """To whom an admin named as the leader above of somebody."""

    kind: Literal["appraisal_named"] = "appraisal_named"
    sheet_id: int

    def about(self) -> About:
        """Of the sheet, whoever is named."""
        return About(f"appraisal_named:{self.sheet_id}")


class AppraisalHanded(Model):
    """To whom it is about: the leader above is done, and they may read it; `times` it was handed over by then."""

    kind: Literal["appraisal_handed"] = "appraisal_handed"
    sheet_id: int
    times: int

    def about(self) -> About:
        """Of each handing over one message."""
        return About(f"appraisal_handed:{self.sheet_id}:{self.times}")
