"""What whoever sent a list is told of it."""

from datetime import timedelta

import pytest

from handlers.importing.screens.known import WHAT
from tests.support.city import NOW
from tests.support.scene import NASTY, Scene, Telling
from volunteering.rules.importing.books import Book, BookKind
from volunteering.rules.importing.progress import Progress
from volunteering.rules.importing.sending import ListEnd, ListInHand, ListKind, ResultCounts, SentList, Trial
from volunteering.rules.notices.importing import ListOver, ListProgress, ListTried

TRIAL = Trial(rows=9, new=4, changed=2, same=2, wrong=1, new_people=3, new_units=1, writes=7, mark="m")

COUNTS = ResultCounts(exam_id=1, title=NASTY[:100], passed=4, not_passed=1, absent=1)
RESULTS = TRIAL.model_copy(update={"new_people": 0, "new_units": 0, "results": COUNTS})


async def offered(scene: Scene) -> SentList:
    """A list that Wang has sent."""
    city = scene.office.city
    async with city.writing() as rows:
        return await rows.sent_lists.offer(
            by_id=scene.wang.id,
            unit_id=city.top.id,
            state=Progress.OFFERED,
            file_id="f",
            name=NASTY[:100],
            at=NOW,
        )


async def tried(scene: Scene, trial: Trial) -> SentList:
    """The same, looked through."""
    sent = await offered(scene)
    async with scene.office.city.writing() as rows:
        held = ListInHand(id=sent.id, state=sent.state, at=sent.at)
        assert await rows.sent_lists.keep_trial(held, trial, NOW)
        found = await rows.sent_lists.get(sent.id)
    assert found is not None
    return found


async def _list_tried(scene: Scene) -> str:
    sent = await tried(scene, TRIAL)
    return await scene.tell(ListTried(list_id=sent.id, at=1))


async def _list_tried_anew(scene: Scene) -> str:
    sent = await tried(scene, TRIAL.model_copy(update={"is_anew": True, "wrong": 0}))
    return await scene.tell(ListTried(list_id=sent.id, at=1))


async def _list_progress(scene: Scene) -> str:
    sent = await tried(scene, TRIAL)
    async with scene.office.city.writing() as rows:
        assert await rows.sent_lists.turn(sent, Progress.WANTED, NOW)
    return await scene.tell(ListProgress(list_id=sent.id, at=1))


async def _list_imported(scene: Scene) -> str:
    return await scene.tell(ListOver(list_id=1, name=NASTY[:100], end=ListEnd.IMPORTED, trial=TRIAL))


async def _list_unreadable(scene: Scene) -> str:
    return await scene.tell(ListOver(list_id=1, name=NASTY[:100], end=ListEnd.LOCKED))


async def _results_tried(scene: Scene) -> str:
    sent = await tried(scene, RESULTS)
    return await scene.tell(ListTried(list_id=sent.id, at=1))


async def _results_entered(scene: Scene) -> str:
    notice = ListOver(list_id=1, name=NASTY[:100], end=ListEnd.IMPORTED, trial=RESULTS, exam_id=1)
    return await scene.tell(notice)


SAYS: dict[Telling, str] = {
    _results_tried: "This is what would be entered",
    _results_entered: "The results are entered",
    _list_tried: "1 row is wrong",
    _list_tried_anew: "Something has changed",
    _list_progress: "Your list is being imported",
    _list_imported: "Your list is imported",
    _list_unreadable: "It has a password",
}


async def test_a_list_that_was_taken_back_is_asked_about_no_more(scene: Scene) -> None:
    sent = await tried(scene, TRIAL)
    async with scene.office.city.writing() as rows:
        assert await rows.sent_lists.take_back(sent.id)
    assert await scene.tell(ListTried(list_id=sent.id, at=1)) == ""


@pytest.mark.parametrize("end", ListEnd)
async def test_each_end_says_what_helps(scene: Scene, end: ListEnd) -> None:
    text = await scene.tell(ListOver(list_id=1, name="list.xlsx", end=end, trial=TRIAL))
    assert len(text.splitlines()) >= 3, "what it is, which file, and why"
    assert scene.labels, "there is a way on"


@pytest.mark.parametrize("kind", WHAT)
async def test_of_a_file_that_came_from_here_it_is_said_what_it_is(scene: Scene, kind: BookKind) -> None:
    notice = ListOver(list_id=1, name=NASTY[:100], end=ListEnd.OURS, book=Book(kind=kind, about=1))
    text = await scene.tell(notice)
    assert text.startswith("I know this file")
    assert text.endswith("Nothing was imported.")
    assert "‹ Home" in scene.labels


async def _asked_which(scene: Scene, kind: ListKind) -> str:
    sent = await offered(scene)
    async with scene.office.city.writing() as rows:
        held = ListInHand(id=sent.id, state=sent.state, at=sent.at)
        asked = sent.model_copy(update={"kind": kind, "state": Progress.SENT})
        assert await rows.sent_lists.know(held, asked, NOW)
    return await scene.tell(ListTried(list_id=sent.id, at=1))


async def _questions_asked_which(scene: Scene) -> str:
    return await _asked_which(scene, ListKind.QUESTIONS)


async def _results_asked_which(scene: Scene) -> str:
    return await _asked_which(scene, ListKind.RESULTS)


async def _list_asked_whose(scene: Scene) -> str:
    return await _asked_which(scene, ListKind.PEOPLE)


async def _list_known(scene: Scene) -> str:
    book = Book(kind=BookKind.ROSTER, about=1)
    return await scene.tell(ListOver(list_id=1, name=NASTY[:100], end=ListEnd.OURS, book=book))


SAYS |= {
    _questions_asked_which: "Of which training?",
    _results_asked_which: "Of which exam?",
    _list_asked_whose: "Whose list is it?",
    _list_known: "It is the roster of a shift",
}


async def test_progress_is_over_when_the_list_is(scene: Scene) -> None:
    sent = await tried(scene, TRIAL)
    async with scene.office.city.writing() as rows:
        assert await rows.sent_lists.turn(sent, Progress.WANTED, NOW)
    await scene.tell(ListProgress(list_id=sent.id, at=1))
    async with scene.office.city.writing() as rows:
        assert await rows.sent_lists.take_back(sent.id)
    scene.office.clock.passes(minutes=1)
    await scene.office.delivery.drain_once()
    assert "Your list is not under way any more" in scene.office.messages(scene.wang)[-1].text
    assert sent.until - NOW == timedelta(days=1)
