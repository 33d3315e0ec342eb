"""Messages about enquiries: to those who may answer, and back."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About


class EnquiryMade(Model):
    """Something to be answered, for whoever may."""

    kind: Literal["enquiry_made"] = "enquiry_made"
    enquiry_id: int
    line_id: int

    def about(self) -> About:
        """Of what was said."""
        return About(f"enquiry:{self.line_id}")


class EnquiryAnswered(Model):
    """What somebody said to the reader, who had asked."""

    kind: Literal["enquiry_answered"] = "enquiry_answered"
    enquiry_id: int
    line_id: int

    def about(self) -> About:
        """Of what was said back."""
        return About(f"answer:{self.line_id}")
