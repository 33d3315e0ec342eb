"""Buttons of certificates: one's own, somebody's as an admin, and asking about one by its number."""

from typing import Annotated

from pydantic import StringConstraints

from handlers.buttons.button import Button, PageNumber
from volunteering.rules.certificates import PeriodKind

CertificateNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}$")]
"""As it stands on one, without dashes."""


class OpenCertificate(Button, code="ct", is_list=True):
    """For which days the reader would like one."""


class GetCertificate(Button, code="ctg"):
    """One of these days, made where there is none like it."""

    days: PeriodKind = PeriodKind.ALL


class TypeDays(Button, code="ctd"):
    """The form for other days."""


class ListMyCertificates(Button, code="ctl", is_list=True):
    """Those the reader has; pages count from 0."""

    page: PageNumber = 0


class ShowMyCertificate(Button, code="cts"):
    """One of them, and what can be done."""

    certificate: int


class SendCertificate(Button, code="ctf"):
    """One of them as a PDF and as a picture."""

    certificate: int


class SetNameShown(Button, code="ctn"):
    """Whether whoever asks about it reads the name."""

    certificate: int
    shows: bool


class AskWithdrawCertificate(Button, code="cta"):
    """What withdrawing means; the second question."""

    certificate: int


class WithdrawCertificate(Button, code="ctx"):
    """Yes, withdraw one of the reader's own."""

    certificate: int


class AskNumber(Button, code="ctq"):
    """Which certificate is to be checked?"""


class CheckCertificate(Button, code="ctc"):
    """What is known of the one with this number, for anybody."""

    number: CertificateNumber


class ListCertificatesOf(Button, code="cto", is_list=True):
    """Those of somebody, for an admin of theirs; pages count from 0."""

    person: int
    page: PageNumber = 0


class ShowCertificateOf(Button, code="ctp"):
    """One of those, as an admin sees it."""

    certificate: int


class WithdrawCertificateOf(Button, code="ctw"):
    """The form for why it holds no more."""

    certificate: int
