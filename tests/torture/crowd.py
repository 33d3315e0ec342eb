"""People who use their phones at random, and remember what they did and were told."""

import random
from collections import Counter
from datetime import timedelta

from handlers.buttons.hours import ApproveClaim
from handlers.buttons.roster import AllCame, ConfirmRoster
from handlers.buttons.shifts import LeaveShift, TakeShift
from playground.phone import Phone
from tests.support.town import ZONE
from tests.torture.fragile import FragileTown
from volunteering.periods import local_day

MOST_CLAIMS = 2  # of one person: each is told to a leader, one message a second


class Somebody:
    """A person with a phone; every act returns when the bot has confirmed it to Telegram."""

    def __init__(self, town: FragileTown, phone: Phone, chance: random.Random) -> None:
        self.town = town
        self.phone = phone
        self.chance = chance
        self.acts = 0
        self.answered = 0

    async def sends(self, text: str) -> None:
        """Type something, and see whether there was an answer."""
        before = self._newest()
        await self.phone.sends(text)
        self._count(was_answered=self._newest() > before)

    async def taps(self, label: str) -> None:
        """Tap the button or key with that label."""
        before = self._newest()
        await self.phone.taps(label)
        self._count(was_answered=self.phone.toast is not None or self._newest() > before)

    async def presses(self, data: str) -> None:
        """Tap a button with that data, as if it stood below the newest message."""
        await self.phone.forges(data)
        self._count(was_answered=self.phone.toast is not None)

    def _newest(self) -> int:
        newest = self.town.playground.telegram.chats[self.phone.person.id].newest_from_bot()
        return newest.id if newest else 0

    def _count(self, *, was_answered: bool) -> None:
        self.acts += 1
        self.answered += was_answered


class Volunteer(Somebody):
    """Registers, signs up, leaves, logs hours, looks."""

    def __init__(self, town: FragileTown, phone: Phone, chance: random.Random, shifts: tuple[int, ...]) -> None:
        super().__init__(town, phone, chance)
        self.shifts = shifts
        self.is_in: set[int] = set()
        self.taken: Counter[int] = Counter()
        self.left: Counter[int] = Counter()
        self.logged: list[str] = []

    async def registers(self, team: int) -> None:
        """By the team's invite link."""
        await self.sends(f"/start u{team}")
        for label in ("English", "I agree", self.phone.person.first_name, "Skip"):
            await self.taps(label)

    async def does_something(self) -> None:
        """Take a place or leave it, log hours, or only look."""
        dice = self.chance.random()
        if dice < 0.7:
            await self._takes_or_leaves(self.chance.choice(self.shifts))
        elif dice < 0.8 and len(self.logged) < MOST_CLAIMS:
            await self._logs_hours()
        else:
            await self.looks()

    async def looks(self) -> None:
        """Look at one's own shifts."""
        await self.sends("/my")

    async def _takes_or_leaves(self, shift: int) -> None:
        if shift in self.is_in:
            await self.presses(LeaveShift(shift=shift).pack())
            self.left[shift] += 1
        else:
            await self.presses(TakeShift(shift=shift).pack())
            self.taken[shift] += 1
        self.is_in ^= {shift}

    async def _logs_hours(self) -> None:
        day = local_day(self.town.now, ZONE) - timedelta(days=self.chance.randrange(1, 60))
        what = f"Errand {len(self.logged) + 1} of {self.phone.person.first_name}"
        await self.sends(f"/hours 0:30 {day} {what}")
        await self.taps("Confirm")
        self.logged.append(what)


class Leader(Somebody):
    """Approves hours, and confirms the rosters of some shifts."""

    def __init__(self, town: FragileTown, phone: Phone, chance: random.Random, team: int) -> None:
        super().__init__(town, phone, chance)
        self.team = team
        self.shifts: list[int] = []
        self.confirmed: list[int] = []

    async def approves(self) -> None:
        """Approve what waits, or look if nothing does."""
        claim = await self.town.number(
            "SELECT COALESCE(MIN(id), 0) FROM claims WHERE unit_id = :team AND state = 'pending'", team=self.team
        )
        await (self.presses(ApproveClaim(claim=claim).pack()) if claim else self.sends("/my"))

    async def confirms_rosters(self) -> None:
        """All came."""
        for shift in self.shifts:
            await self.presses(AllCame(shift=shift).pack())
            await self.presses(ConfirmRoster(shift=shift).pack())
            self.confirmed.append(shift)
