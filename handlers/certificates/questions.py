"""The questions about certificates: of which days, why one holds no more, and which one is to be checked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

from typing_extensions import override

from handlers.buttons.button import Button
from handlers.buttons.certificates import OpenCertificate, ShowCertificateOf
from handlers.buttons.home import Home
from handlers.forms.asking import Ask, Choice, Form, form, suggested
from handlers.forms.readings import Day
from handlers.tapping.tap import Tap
from storage.process.drafts import Draft
from volunteering.rules.certificates import CertifiedDays
from volunteering.rules.ground.periods import local_day
from volunteering.rules.ground.texts import Because
from volunteering.rules.reading import Toward, read_day, read_past_days
from words.words import plain, sentence


async def _last_days(tap: Tap, draft: Draft, _: str) -> Sequence[Choice]:
    today, first = local_day(tap.now, tap.zone), str(draft.answers["first"])
    choices = [Choice(plain(tap.words.day(today)).capitalize(), today.isoformat(), says=today.isoformat())]
    if first != today.isoformat():
        choices.append(Choice(plain(tap.words.say("Only that day")), first, says=first))
    return choices


def days_said(typed: str, now: datetime, zone: ZoneInfo) -> CertifiedDays | None:
    """The days that are typed at once: last quarter, 3月到5月, one day; None for anything else."""
    today = local_day(now, zone)
    if found := read_past_days(typed, today):
        return CertifiedDays(first=found[0], last=found[1])
    day = read_day(typed, today, Toward.LAST)
    return CertifiedDays(first=day, last=day) if isinstance(day, date) and day <= today else None


def _both(typed: str, now: datetime, zone: ZoneInfo) -> Mapping[str, str] | None:
    found = read_past_days(typed, local_day(now, zone))
    return {"first": found[0].isoformat(), "last": found[1].isoformat()} if found else None


@form
class CertifyingDays(Form):
    """The days that a certificate is to be about."""

    name: ClassVar[str] = "certificate_days"
    title: ClassVar[str] = sentence("Certificate of your service")
    leads_to: ClassVar[Button] = OpenCertificate()

    first: Annotated[
        Day,
        Ask(
            question=sentence("From which day on?"),
            label=sentence("From"),
            hint=sentence("A date like 2026-03-01; or all at once: 2025, March to May, last quarter."),
            parts=_both,
        ),
    ]
    last: Annotated[
        Day,
        Ask(
            question=sentence("Until which day?"),
            label=sentence("Until"),
            hint=sentence("Tap today, or type a date like 2026-11-20."),
            choices=_last_days,
        ),
    ]

    @property
    def days(self) -> CertifiedDays:
        """Whichever was said first."""
        return CertifiedDays(first=min(self.first, self.last), last=max(self.first, self.last))


@form
class CheckingNumber(Form):
    """The number of a certificate that is to be checked."""

    name: ClassVar[str] = "check_certificate"
    title: ClassVar[str] = sentence("Check a certificate")
    leads_to: ClassVar[Button] = Home()

    number: Annotated[
        str,
        Ask(
            question=sentence("Which number stands on it?"),
            label=sentence("Number"),
            hint=sentence("16 letters and digits, like 7K3M-9QRT-V2XW-4HNB; dashes or not."),
        ),
    ]


@form
class WithdrawingCertificate(Form):
    """Why a certificate of somebody's holds no more."""

    name: ClassVar[str] = "withdraw_certificate"
    title: ClassVar[str] = sentence("Withdraw the certificate")
    names_its_subject: ClassVar[bool] = True

    because: Annotated[
        Because,
        Ask(
            question=sentence("Why is it withdrawn? The volunteer is told."),
            label=sentence("Reason"),
            hint=sentence("Tap a reason, or type your own."),
            choices=suggested(sentence("It was issued by mistake"), sentence("It was misused")),
            suggests=True,
        ),
    ]

    @classmethod
    @override
    def after_cancel(cls, draft: Draft) -> Button:
        return ShowCertificateOf(certificate=draft.number("certificate"))
