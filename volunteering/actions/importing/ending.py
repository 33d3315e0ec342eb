"""What becomes of a list that was sent, told to whoever sent it; told and done are one transaction."""

from volunteering.actions.telling.telling import tell_one
from volunteering.records import Records
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.books import Book
from volunteering.rules.importing.sending import ListEnd, ListInHand, ListKind, ListSentBefore, SentList, Trial
from volunteering.rules.notices.importing import ListOver, ListTried
from volunteering.rules.notices.keys import second
from volunteering.rules.notices.quizzes import QuestionsOver


async def keep_trial(records: Records, held: ListInHand, sent: SentList, trial: Trial, moment: Moment) -> bool:
    """It was looked through: whoever sent it is asked what is to become of it, where there is anything to decide.

    False: somebody else is at it, or it was taken back.
    """
    if trial.end is not None:
        return await end_list(records, held, sent, trial.end, moment, trial=trial)
    by_id = await whose(records, sent)
    if not await records.sent_lists.keep_trial(held, trial, moment.now):
        return False
    notice = ListTried(list_id=sent.id, at=second(moment.now))
    tell_one(records, by_id, notice, notice.key(), moment)
    return True


async def end_list(
    records: Records,
    held: ListInHand,
    sent: SentList,
    end: ListEnd,
    moment: Moment,
    *,
    trial: Trial | None = None,
    book: Book | None = None,
) -> bool:
    """Nothing becomes of it any more, and whoever sent it reads why. False as above."""
    by_id = await whose(records, sent)
    if not await records.sent_lists.end(held):
        return False
    if sent.activity_id is None:
        notice = ListOver(list_id=sent.id, name=sent.name, end=end, trial=trial, exam_id=sent.exam_id, book=book)
        _tell(records, by_id, notice, moment)
    else:
        tell_of_questions(
            records,
            by_id,
            QuestionsOver(list_id=sent.id, activity_id=sent.activity_id, name=sent.name, end=end),
            moment,
        )
    return True


def tell_of_questions(records: Records, by_id: int, notice: QuestionsOver, moment: Moment) -> None:
    """Nothing becomes of a list of questions."""
    tell_one(records, by_id, notice, notice.key(), moment)


async def whose(records: Records, sent: SentList) -> int:
    """Who is told: whoever sent it may have become a part of another record while it was seen to."""
    found = await records.sent_lists.get(sent.id)
    return sent.by_id if found is None else found.by_id


def tell_of_end(records: Records, by_id: int, sent: ListSentBefore, end: ListEnd, moment: Moment) -> None:
    """All of it is in the tables."""
    results = sent.trial.results
    exam_id = results.exam_id if results else None
    notice = ListOver(list_id=sent.list_id, name=sent.name, end=end, trial=sent.trial, exam_id=exam_id)
    _tell(records, by_id, notice, moment)


def _tell(records: Records, by_id: int, notice: ListOver, moment: Moment) -> None:
    tell_one(records, by_id, notice, notice.key(), moment)


async def may_send(records: Records, sent: SentList) -> bool:
    """Whether whoever sent it is still here, and an admin of the unit whose list it is, or leads the training."""
    person = await records.people.get(sent.by_id)
    if person is None or not person.standing.is_here:
        return False
    rights = await records.people.rights(sent.by_id)
    if sent.kind is ListKind.UNKNOWN:
        return rights.is_leader
    if sent.activity_id is None:
        return rights.administers(sent.unit)
    activity = await records.activities.get(sent.activity_id)
    return activity is not None and rights.leads(activity.unit)
