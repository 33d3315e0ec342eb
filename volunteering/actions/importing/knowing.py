"""A file that came by itself, once it was looked into: what it is a list of, and what becomes of it.

docs/rules.md: Files that come back.
"""

from typing import Final

from volunteering.actions.importing.ending import end_list, whose
from volunteering.actions.telling.telling import tell_one
from volunteering.actions.training.leading import led_training
from volunteering.records import Records
from volunteering.rules.ground.model import Model
from volunteering.rules.ground.moment import Moment
from volunteering.rules.importing.books import Book, BookKind, FoundBook
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd, ListInHand, ListKind, SentList
from volunteering.rules.notices.importing import ListTried
from volunteering.rules.notices.keys import second
from volunteering.rules.volunteers import Actor


class KnownList(Model):
    """It is known of what it is a list: whoever is at it goes on with it as that."""

    held: ListInHand
    sent: SentList


class AskedWhich(Model):
    """Whoever sent it is asked whose list it is, of which training, of which exam."""


PEOPLE: Final = frozenset((BookKind.PEOPLE, BookKind.RECORDS))
"""What is imported as a list of people, as is what is nothing of ours."""


async def know_list(
    records: Records, held: ListInHand, sent: SentList, found: FoundBook, moment: Moment
) -> KnownList | AskedWhich | ListEnd | None:
    """Go on with a file as what it was found to be; whoever sent it is told where nothing becomes of it.

    None: somebody else is at it, or it was taken back.
    """
    by_id = await whose(records, sent)
    sent = sent.model_copy(update={"activity_id": None, "exam_id": None})  # it may have come where it doesn't belong
    known = await _known(records, by_id, sent, found, moment)
    if isinstance(known, ListEnd):
        book = Book(kind=found.kind, about=found.about) if found.kind else None
        return known if await end_list(records, held, sent, known, moment, book=book) else None
    now_held = await records.sent_lists.know(held, known, moment.now)
    if now_held is None:
        return None
    if known.activity_id is not None:
        for before in await records.sent_lists.of_quiz(by_id, known.activity_id):
            if before.id != sent.id:
                await records.sent_lists.take_back(before.id)
    if known.state is not Progress.SENT:
        return KnownList(held=now_held, sent=known.model_copy(update={"at": now_held.at}))
    notice = ListTried(list_id=sent.id, at=second(moment.now))
    tell_one(records, by_id, notice, notice.key(), moment)
    return AskedWhich()


async def _known(records: Records, by_id: int, sent: SentList, found: FoundBook, moment: Moment) -> SentList | ListEnd:
    person = await records.people.get(by_id)
    if person is None or not person.standing.is_here:
        return ListEnd.NOT_ALLOWED
    actor = Actor(person=person, rights=await records.people.rights(by_id))
    if not actor.rights.is_leader:
        return ListEnd.NOT_ALLOWED
    if found.kind is BookKind.QUESTIONS:
        return await _questions(records, actor, sent, found)
    if found.kind is BookKind.EXAM:
        return await _results(records, actor, sent, found, moment)
    return _people(actor, sent, found) if found.kind is None or found.kind in PEOPLE else ListEnd.OURS


def _people(actor: Actor, sent: SentList, found: FoundBook) -> SentList | ListEnd:
    units = actor.rights.administered
    if found.has_results:
        return ListEnd.NOT_PEOPLE
    if not units:
        return ListEnd.ADMINS_ONLY
    state = sent.state if len(units) == 1 else Progress.SENT
    return sent.model_copy(update={"kind": ListKind.PEOPLE, "unit": units[0], "state": state})


async def _questions(records: Records, actor: Actor, sent: SentList, found: FoundBook) -> SentList:
    """Of the training that its mark or a code of one of its questions names; else they say of which."""
    questions = sent.model_copy(update={"kind": ListKind.QUESTIONS})
    coded = [await records.quizzes.question(code) for code in found.codes]
    named = [found.about, *(one.activity_id for one in coded if one)]
    for activity_id in dict.fromkeys(named):
        led = await led_training(records, actor, activity_id) if activity_id is not None else None
        if isinstance(led, tuple):
            return questions.model_copy(update={"unit": led[0].unit, "activity_id": activity_id})
    return questions.model_copy(update={"state": Progress.SENT})


async def _results(
    records: Records, actor: Actor, sent: SentList, found: FoundBook, moment: Moment
) -> SentList | ListEnd:
    """Of the exam that its mark names; else they say of which."""
    if not actor.rights.is_admin:
        return ListEnd.OURS
    results = sent.model_copy(update={"kind": ListKind.RESULTS})
    exam = await records.exams.get(found.about) if found.about is not None else None
    if exam is None:
        return results.model_copy(update={"state": Progress.SENT})
    if not actor.rights.administers(exam.unit):
        return ListEnd.OURS
    if not exam.takes_results(moment.now):
        return ListEnd.NOT_HELD
    return results.model_copy(update={"unit": exam.unit, "exam_id": exam.id})
