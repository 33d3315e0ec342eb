"""People who use their phones at random, and remember what they did and were told."""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from bot.answering.leftovers import OLD
from handlers.buttons.attendance import AllCame, ConfirmRoster
from handlers.buttons.button import Button
from handlers.buttons.enquiries import AskLeader
from handlers.buttons.hours import ApproveClaim
from handlers.buttons.leading import ChangePlaces
from handlers.buttons.signing_up import LeaveSurely, MyShifts, TakeInRole, TakeShift
from playground.phones.phone import NotSeenError, Phone
from tests.support.town import ZONE
from tests.torture.fragile import FragileTown
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.periods import local_day

AT_ONCE = (1, 1, 1, 2, 3)  # taps of one person
MOST_CLAIMS = 2  # of one person: each is told to a leader, one message a second
MOST_ASKED = 1  # likewise
MOST_WIDENED = 3  # times of one leader: there are to be fewer places than people


class Somebody:
    """A person with a phone; every act returns when the bot has confirmed it to Telegram."""

    def __init__(self, town: FragileTown, phone: Phone, chance: random.Random) -> None:
        self.town = town
        self.phone = phone
        self.chance = chance
        self.acts = 0
        self.answered = 0

    async def looks(self) -> None:
        """Look at one's own shifts: by a tap, since Telegram counts new messages."""
        await self.presses(MyShifts())

    async def sends(self, text: str) -> None:
        """Type something, and see whether there was an answer."""
        before = self._newest()
        await self.phone.sends(text)
        self._count(was_answered=self._newest() > before)

    async def taps(self, label: str) -> None:
        """Tap the button or key with that label.

        A process that lives shows it within moments. What a dead one owed is nobody's only later by the clock, and the
        town's stands still.
        """
        before = self._newest()
        try:
            await self.phone.taps(label, within=OLD.total_seconds())
        except NotSeenError:
            await self.town.gives_answers_up()
            await self.phone.taps(label)
        self._count(was_answered=self.phone.toast is not None or self._newest() > before)

    async def presses(self, *buttons: Button) -> None:
        """Tap these, as if they stood below the newest message, one right after the other: nothing is waited for.

        Whoever has not been told anything yet looks first: there is nothing to tap.
        """
        if not self._newest():
            await self.sends("/my")
        async with asyncio.TaskGroup() as group:
            for button in buttons:
                group.create_task(self.phone.forges(button.pack()))
        for _ in buttons:
            self._count(was_answered=self.phone.toast is not None)

    def _newest(self) -> int:
        newest = self.town.playground.telegram.chats[self.phone.person.id].newest_from_bot()
        return newest.id if newest else 0

    def _count(self, *, was_answered: bool) -> None:
        self.acts += 1
        self.answered += was_answered


class Volunteer(Somebody):
    """Registers, signs up, leaves, logs hours, asks, looks."""

    def __init__(
        self, town: FragileTown, phone: Phone, chance: random.Random, team: int, shifts: Mapping[int, tuple[int, ...]]
    ) -> None:
        super().__init__(town, phone, chance)
        self.team = team
        self.roles = shifts  # of each shift that may be taken; none of most
        self.shifts = tuple(shifts)
        self.is_registered = False
        self.is_in: set[int] = set()
        self.taken: Counter[int] = Counter()
        self.left: Counter[int] = Counter()
        self.logged: list[str] = []
        self.asked: list[str] = []

    async def does_something(self) -> None:
        """Register; then take a place or leave it, or both; log hours, in one line or in answers; ask; or only look."""
        dice = self.chance.random()
        if not self.is_registered:
            await self._registers()
        elif dice < 0.7:
            await self._changes_mind(self.chance.choice(self.shifts), times=self.chance.choice(AT_ONCE))
        elif dice < 0.85 and len(self.logged) < MOST_CLAIMS:
            await self._logs_hours(self.chance.choice((self._in_one_line, self._in_answers)))
        elif dice < 0.9 and len(self.asked) < MOST_ASKED:
            await self._asks(self.chance.choice(self.shifts))
        else:
            await self.looks()

    async def _registers(self) -> None:
        """By the team's invite link."""
        await self.sends(f"/start u{self.team}")
        for label in ("English", "I agree", self.phone.person.first_name, "Skip"):
            await self.taps(label)
        self.is_registered = True

    async def _changes_mind(self, shift: int, *, times: int) -> None:
        """More than once, so that a repeat that is not known as one shows: it finds what it did undone by the next."""
        buttons: list[Button] = []
        for _ in range(times):
            is_in = shift in self.is_in
            buttons.append(LeaveSurely(shift=shift) if is_in else self._takes(shift))
            (self.left if is_in else self.taken)[shift] += 1
            self.is_in ^= {shift}
        await self.presses(*buttons)

    def _takes(self, shift: int) -> Button:
        roles = self.roles[shift]
        return TakeInRole(shift=shift, role=self.chance.choice(roles)) if roles else TakeShift(shift=shift)

    async def _logs_hours(self, how: Callable[[str, str], Awaitable[None]]) -> None:
        day = local_day(self.town.now, ZONE) - timedelta(days=self.chance.randrange(1, 60))
        what = f"Errand {len(self.logged) + 1} of {self.phone.person.first_name}"
        await how(day.isoformat(), what)
        await self.taps("Confirm")
        self.logged.append(what)

    async def _in_one_line(self, day: str, what: str) -> None:
        await self.sends(f"/hours 0:30 {day} {what}")

    async def _in_answers(self, day: str, what: str) -> None:
        """An answer that counts twice would be taken for the next one as well."""
        for text in ("/hours", "0:30", day, what):
            await self.sends(text)

    async def _asks(self, shift: int) -> None:
        """Whoever leads it."""
        what = f"Question {len(self.asked) + 1} of {self.phone.person.first_name}"
        await self.presses(AskLeader(matter=Matter.SHIFT, number=shift))
        await self.sends(what)
        self.asked.append(what)


class BusyLeader(Somebody):
    """Approves hours, gives a role one more place, and confirms the rosters of some shifts."""

    def __init__(self, town: FragileTown, phone: Phone, chance: random.Random, team: int) -> None:
        super().__init__(town, phone, chance)
        self.team = team
        self.shifts: list[int] = []
        self.divided: list[int] = []  # those that have roles
        self.widened: Counter[int] = Counter()
        self.confirmed: list[int] = []

    async def leads(self) -> None:
        """Now and then there are to be more; else what waits is approved."""
        if self.divided and self.widened.total() < MOST_WIDENED and self.chance.random() < 0.1:
            await self._widens(self.chance.choice(self.divided))
        else:
            await self.approves()

    async def _widens(self, shift: int) -> None:
        """One more place in the first role: it is offered to who waits for it, and not for the other."""
        helpers = await self.town.number(
            "SELECT places FROM shift_roles WHERE shift_id = :shift ORDER BY ordinal LIMIT 1", shift=shift
        )
        await self.presses(ChangePlaces(shift=shift))
        await self.sends(f"{helpers + 1} helpers, 1 first aid")
        await self.taps("Make the change")
        self.widened[shift] += 1

    async def approves(self) -> None:
        """Approve what waits, or look if nothing does."""
        claim = await self.town.number(
            "SELECT COALESCE(MIN(id), 0) FROM claims WHERE unit_id = :team AND state = 'pending'", team=self.team
        )
        await (self.presses(ApproveClaim(claim=claim)) if claim else self.looks())

    async def confirms_rosters(self) -> None:
        """All came; said before, it is said once more."""
        for shift in self.shifts:
            await self.presses(AllCame(shift=shift), ConfirmRoster(shift=shift))
            self.confirmed.append(shift)
