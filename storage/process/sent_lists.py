"""Who is at which of the lists that admins sent: taken up, vouched for, handed back, forgotten (decision 49)."""

from datetime import datetime
from typing import Final

from storage.engine.database import Reader, Transaction
from storage.engine.values import packed, seconds
from storage.process.importing import LEFT_ALONE
from storage.rows.sent_lists import HELD, SENT, facts_of, sent_list_in, values_of
from volunteering.rules.importing.progress import TO_BE_SEEN_TO, Progress
from volunteering.rules.importing.sending import KEPT, ListInHand, SentList

_BACK: Final = {busy: waits for waits, busy in TO_BE_SEEN_TO.items()}
_UNANSWERED: Final = f"state IN ('{Progress.SENT}', '{Progress.TRIED}') AND at <= :before"


async def next_to_see_to(reader: Reader, now: datetime) -> SentList | None:
    """The oldest that waits for somebody to see to it, or that whoever was at it has left alone."""
    rows = await reader.all(f"{SENT} WHERE i.state IN ('offered', 'wanted', 'trying', 'importing') ORDER BY i.at, i.id")
    for sent in map(sent_list_in, rows):
        if sent.state in TO_BE_SEEN_TO or not now - LEFT_ALONE < sent.at <= now + LEFT_ALONE:
            return sent
    return None


async def take_up(tx: Transaction, sent: SentList, now: datetime) -> ListInHand | None:
    """Be at it from now on, which counts as a try. None: somebody else was quicker."""
    state = TO_BE_SEEN_TO.get(sent.state, sent.state)
    facts = {"tries": sent.tries + 1, **facts_of(sent)}
    taken = await tx.execute(
        f"UPDATE imports SET state = :to, facts = :facts, at = :now WHERE {HELD}",
        to=state,
        facts=packed(facts),
        now=seconds(now),
        **values_of(ListInHand(id=sent.id, state=sent.state, at=sent.at)),
    )
    return ListInHand(id=sent.id, state=state, at=now) if taken else None


async def vouch(tx: Transaction, held: ListInHand, now: datetime) -> ListInHand | None:
    """Say that somebody is still at it. None: nobody is to be, since it was taken back or others have taken it up."""
    said = await tx.execute(f"UPDATE imports SET at = :now WHERE {HELD}", now=seconds(now), **values_of(held))
    return ListInHand(id=held.id, state=held.state, at=now) if said else None


async def hand_back(tx: Transaction, held: ListInHand, sent: SentList, now: datetime, *, counts: bool) -> None:
    """Let somebody else see to it, after those that wait; where it doesn't count, as if never begun with."""
    facts = {"tries": sent.tries if counts else max(sent.tries - 1, 0), **facts_of(sent)}
    await tx.execute(
        f"UPDATE imports SET state = :to, facts = :facts, at = :now WHERE {HELD}",
        to=_BACK[held.state],
        facts=packed(facts),
        now=seconds(now),
        **values_of(held),
    )


async def let_go(tx: Transaction, held: ListInHand) -> bool:
    """Its rows stand for it from now on. False: it was taken back, or others have taken it up."""
    return await tx.execute(f"DELETE FROM imports WHERE {HELD}", **values_of(held)) == 1


async def are_unanswered(reader: Reader, now: datetime) -> bool:
    """Whether any has waited for a day for whoever sent it to say what is to become of it."""
    return bool(await reader.all(f"SELECT id FROM imports WHERE {_UNANSWERED} LIMIT 1", before=seconds(now - KEPT)))


async def forget_unanswered(tx: Transaction, now: datetime) -> None:
    """Of those nothing is kept: whoever sent one sends it again."""
    await tx.execute(f"DELETE FROM imports WHERE {_UNANSWERED}", before=seconds(now - KEPT))
