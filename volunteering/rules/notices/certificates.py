"""Messages about certificates, to whose they are."""

from typing import Literal

from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, listed


class CertificatesReplaced(Model):
    """The ledger says something else by now than these do, which were valid."""

    kind: Literal["certificates_replaced"] = "certificates_replaced"
    certificate_ids: tuple[int, ...]  # in order

    def about(self) -> About:
        """Of each, once: it is replaced once."""
        return About(f"certificates_replaced:{listed(self.certificate_ids)}")


class CertificateWithdrawn(Model):
    """An admin has withdrawn one, and why."""

    kind: Literal["certificate_withdrawn"] = "certificate_withdrawn"
    certificate_id: int

    def about(self) -> About:
        """Of its end, which comes once."""
        return About(f"certificate_withdrawn:{self.certificate_id}")
