"""The lists that somebody came through: what buttons take along of them, and where a way back leads."""

from handlers.buttons.activities import FindActivities, ListActivities, ShowActivity, ShowShift, When
from handlers.buttons.attendance import ShowRoster
from handlers.buttons.button import MOST_BYTES
from handlers.buttons.home import Home
from handlers.buttons.reports import ListHeld
from handlers.buttons.signing_up import MyShifts
from handlers.buttons.volunteers import ListPeople, ShowPerson
from handlers.tapping.trail import NOWHERE, Trail, tapped

WEEKEND = ListActivities(when=When.WEEKEND, page=3)


def test_what_is_tapped_brings_the_lists_along_that_it_was_come_to_through() -> None:
    trail = NOWHERE.beyond(WEEKEND).beyond(ShowActivity(activity=7, page=1))
    data = trail.along(ShowShift(shift=9))
    assert tapped(data) == (ShowShift(shift=9), trail)
    assert trail.back(ListActivities()) == WEEKEND
    assert trail.back(ShowActivity(activity=7)) == ShowActivity(activity=7, page=1)


def test_whoever_found_something_by_a_search_goes_back_to_what_it_found() -> None:
    search = FindActivities(text="大扫除", page=2)
    assert NOWHERE.beyond(WEEKEND).beyond(search).back(ListActivities()) == search
    assert NOWHERE.beyond(search).beyond(WEEKEND).back(ListActivities()) == WEEKEND


def test_a_way_back_is_to_the_same_team_and_the_same_shift() -> None:
    trail = NOWHERE.beyond(ShowRoster(shift=5, page=2)).beyond(ListPeople(unit=3, page=1, text="王"))
    assert trail.back(ShowRoster(shift=6)) == ShowRoster(shift=6)
    assert trail.back(ShowRoster(shift=5)) == ShowRoster(shift=5, page=2)
    assert trail.back(ListPeople(unit=4)) == ListPeople(unit=4)
    assert trail.back(ListPeople()) == ListPeople(unit=3, page=1, text="王")
    assert trail.back(MyShifts()) == MyShifts()


def test_each_kind_of_list_is_in_it_once_the_nearest_first() -> None:
    trail = NOWHERE.beyond(WEEKEND).beyond(MyShifts()).beyond(ListActivities(page=1))
    assert trail.lists == (ListActivities(page=1).pack(), MyShifts().pack())
    assert trail.beyond(ShowShift(shift=1)) == trail


def test_it_begins_anew_at_home() -> None:
    assert NOWHERE.beyond(WEEKEND).beyond(Home()) == NOWHERE
    assert NOWHERE.beyond(WEEKEND).along(Home()) == Home().pack()


def test_what_has_no_room_in_a_button_is_left_out_the_farthest_first() -> None:
    near, far = ListPeople(unit=12, page=1, text="x" * 34), ListHeld(span="2026-11", unit=1234, page=99)
    data = NOWHERE.beyond(far).beyond(near).along(ShowPerson(person=28_000))
    assert len(data.encode()) <= MOST_BYTES
    assert tapped(data) == (ShowPerson(person=28_000), NOWHERE.beyond(near))
    longest = ListPeople(unit=2**63 - 1, page=9_999, text="x" * 34)
    assert NOWHERE.beyond(longest).along(ShowPerson(person=28_000)) == ShowPerson(person=28_000).pack()


def test_what_was_searched_for_is_not_in_what_is_kept() -> None:
    trail = NOWHERE.beyond(WEEKEND).beyond(ListPeople(text="Wang Wei"))
    assert trail.without_words() == NOWHERE.beyond(WEEKEND)


def test_a_forged_trail_leads_where_one_would_have_been_led_without() -> None:
    card, page = ShowShift(shift=9).pack(), ListActivities().pack()
    for forged in ("xx:1", "", page.replace("a", "x"), "|||||||", f"{page}1-1|la", f"{page}:0:0:0"):
        button, trail = tapped(f"{card}|{forged}")
        assert button == ShowShift(shift=9)
        assert trail.back(ListActivities()) == ListActivities()
        assert len(trail.along(ShowShift(shift=9)).encode()) <= MOST_BYTES
    assert tapped(f"|{page}") == (None, Trail((page,)))
