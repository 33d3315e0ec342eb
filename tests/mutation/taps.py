"""Faults on the way of a tap: in, done, answered, and what is owed of it."""

from typing import Final

from tests.mutation.mutant import Mutant

MUTANTS: Final = (
    Mutant(
        "a repeat vouches for nothing",
        "handlers/doors/way.py",
        "                inbox.vouch(transaction, arrival.update_id)\n",
        "                pass\n",
        "the standby that takes over has never heard of what was confirmed a moment ago",
        near=("tests/handlers/doors",),
    ),
    Mutant(
        "the inbox remembers who is forgotten",
        "handlers/doors/way.py",
        "telegram_id=None if answer.forgets_reader else telegram_id,",
        "telegram_id=telegram_id,",
        "who has just been forgotten is kept with their Telegram number, and is written to once more",
        near=("tests/security/test_erased.py", "tests/handlers/volunteers/test_privacy.py"),
    ),
    Mutant(
        "back, and nobody looks",
        "handlers/doors/way.py",
        "if records.frees or _was_out_of_reach(known):",
        "if records.frees:",
        "who was passed over while the bot was blocked taps again and still waits beside a free place",
        near=("tests/handlers/doors", "tests/stories/test_moving_up.py"),
    ),
    Mutant(
        "left, and still at it",
        "handlers/doors/gate.py",
        "        if not tap.is_here:\n",
        "        if tap.person is None:\n",
        "who has left taps an old button and is in a shift, though nothing is sent to them",
        near=("tests/handlers/doors", "tests/handlers/volunteers/test_privacy.py", "tests/security"),
    ),
    Mutant(
        "nobody wakes the post",
        "handlers/doors/way.py",
        "        elif records.owes:\n            self.wake()\n",
        "",
        "messages that a tap leads to come half a minute later",
        near=("tests/handlers/doors", "tests/stories"),
    ),
    Mutant(
        "only one attempt",
        "handlers/doors/way.py",
        "answer = await until_settled(lambda: act(arrival, route, argument, now))",
        "answer = await act(arrival, route, argument, now)",
        "at a rush taps that got in each other's way are told that something went wrong",
        near=("tests/handlers/doors", "tests/storage/engine/test_contention.py"),
    ),
    Mutant(
        "anybody is Telegram",
        "bot/receiving/webhook.py",
        "if not hmac.compare_digest(shown, self.secret.encode()) and not self._is_good(shown):",
        "if not shown:",
        "whoever knows the address acts in anybody's name",
        near=("tests/bot/receiving", "tests/bot/site"),
    ),
    Mutant(
        "a page's word for Telegram's",
        "bot/calling/verdicts.py",
        "return type(code) is int and code == status",
        "return type(code) is int",
        "a provider's page takes people for out of reach, and what they were to know is dropped",
    ),
    Mutant(
        "a name is markup",
        "words/words.py",
        'return Markup("\\u2068%s\\u2069") % value',
        'return Markup(f"\\u2068{value}\\u2069")',
        "somebody with Hebrew and a < in their name makes every screen with it fail",
        near=("tests/words/test_words.py",),
    ),
    Mutant(
        "a day offline is the end",
        "bot/delivering/courier.py",
        "if missed.is_ours and row.attempts + 1 >= MOST_ATTEMPTS:",
        "if row.attempts + 1 >= MOST_ATTEMPTS:",
        "where the network is away for a day, the reminders of that day are given up",
    ),
    Mutant(
        "an old form's button",
        "handlers/forms/answering.py",
        "if draft.id != draft_id or (step is not None and (step != draft.step or step not in kind.model_fields)):",
        "if step is not None and (step != draft.step or step not in kind.model_fields):",
        "a button of an earlier form sends off the one that is open now",
    ),
    Mutant(
        "the inbox forgets too soon",
        "scheduling/sweeps.py",
        "INBOX_KEPT = timedelta(days=2)",
        "INBOX_KEPT = timedelta(hours=2)",
        "what Telegram gives again after a long outage is done twice",
    ),
)
