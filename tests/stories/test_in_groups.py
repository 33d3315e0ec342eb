"""A team's group: its activities come as cards, people sign up right there, and nobody reads what is another's."""

import pytest

from playground.ground.people import Group
from playground.messages.groups import ADMIN, CREATOR, MEMBER
from playground.phones.in_groups import (
    InGroup,
    becomes_supergroup,
    gathers,
    silences,
)
from playground.phones.phone import Phone
from tests.support.town import Town
from volunteering.rules.volunteers import Language

RIVER = Group(-77, "River friends")
TURN = 6
"""Seconds after which a group may be told something again."""


class Friends:
    """The group of a team: Li made it and leads the team, Mei is a volunteer, Ann has never heard of Yigong."""

    def __init__(self, town: Town, li: Phone, mei: Phone, ann: Phone) -> None:
        self.town = town
        self.li, self.mei, self.ann = (self.of(phone) for phone in (li, mei, ann))

    def of(self, phone: Phone) -> InGroup:
        return InGroup(self.town.playground.telegram, phone.person, RIVER.id)

    async def in_turn(self) -> None:
        """Let as much time pass as lies between two words to a group."""
        await self.town.passes(seconds=TURN)

    async def card(self, title: str) -> str:
        """What the card of an activity shows by now."""
        await self.in_turn()
        return (await self.mei.sees(title)).text

    @property
    def cards(self) -> int:
        return sum("More, in private" in bubble.labels for bubble in self.mei.chat)


@pytest.fixture
async def friends(town: Town) -> Friends:
    li, mei, ann = await town.leader("Li", team="River team"), await town.member("Mei"), town.phone("Ann")
    people = {li.person: CREATOR, mei.person: MEMBER, ann.person: MEMBER}
    gathers(town.playground.telegram, RIVER, people)
    return Friends(town, li, mei, ann)


async def bound(friends: Friends) -> None:
    await friends.li.adds_bot()
    await friends.li.sends("/bind@yigong_bot")
    await friends.in_turn()
    await friends.mei.sees("New activities of River team come here")


async def test_a_new_activity_is_one_card_and_people_sign_up_there(friends: Friends) -> None:
    li, mei = friends.li, friends.mei
    await bound(friends)
    await li.own.sends("/new River clean-up | 2026-11-25 09:00-12:00 | East Gate | 2")
    await li.own.taps("Post it")
    assert "0 of 2 places taken" in await friends.card("River clean-up")
    await mei.taps("Sign up")
    assert mei.toast is not None
    assert mei.toast.is_alert
    assert "You are in: River clean-up" in mei.toast.text
    assert li.toast is None or "You are in" not in li.toast.text
    assert "1 of 2 places taken" in await friends.card("River clean-up")
    await mei.taps("Sign up")
    assert "You are in already" in mei.toast.text
    await li.taps("Sign up")
    assert "2 of 2 places taken" in await friends.card("River clean-up")
    assert friends.cards == 1
    text = (await mei.sees("River clean-up")).text
    assert "Mei" not in text
    assert "Li" not in text, "nobody's name stands in a group"
    await mei.own.sends("/my")
    await mei.own.sees("River clean-up")


async def test_whoever_is_not_registered_comes_back_signed_up(friends: Friends) -> None:
    town, ann = friends.town, friends.ann
    await bound(friends)
    await town.activity("River clean-up", friends.li.own)
    await town.passes(hours=1.1)  # it was posted by no tap: it is found when all is looked at
    await ann.sees("River clean-up")
    await ann.taps("Sign up")
    for label in ("English", "I agree", "Ann", "Share my number", "River team"):
        await ann.own.taps(label)
    await ann.own.sees("You are in: River clean-up")
    assert "1 of 10 places taken" in await friends.card("River clean-up")


async def test_only_an_admin_of_both_binds(friends: Friends) -> None:
    town, mei = friends.town, friends.mei
    await mei.adds_bot()
    await mei.sees("writes /bind")
    await mei.sends("/bind")
    await mei.sees("You lead no such team")
    wang = await town.leader("Wang", team="Library team")
    town.playground.telegram.chats[RIVER.id].members.people[wang.person.id] = MEMBER
    await friends.of(wang).sends("/bind")
    await mei.sees("It takes an admin of the group who leads the team.")
    await friends.ann.sends("/bind")
    await mei.sees("Please register first")
    assert await town.number("SELECT COUNT(*) FROM bound_groups") == 0


async def test_who_leads_several_chooses_in_private(friends: Friends) -> None:
    town, mei = friends.town, friends.mei
    await town.team("Library team")
    chen = await town.admin()
    town.playground.telegram.chats[RIVER.id].members.people[chen.person.id] = ADMIN
    here = friends.of(chen)
    await here.adds_bot()
    await here.sends("/bind")
    await here.taps("Choose")
    await chen.taps("Library team")
    await chen.sees("New activities of Library team come to the group.")
    await chen.sees("Library team: River friends")
    await friends.in_turn()
    await mei.sees("New activities of Library team come here")
    await here.sends("/bind River")
    await friends.in_turn()
    await mei.sees("New activities of River team come here")


async def test_a_supergroup_keeps_its_card(friends: Friends) -> None:
    town, li, mei = friends.town, friends.li, friends.mei
    await bound(friends)
    await li.own.sends("/new River clean-up | 2026-11-25 09:00-12:00 | East Gate | 2")
    await li.own.taps("Post it")
    await friends.card("River clean-up")
    becomes_supergroup(town.playground.telegram, li.person, RIVER.id)
    await friends.card("River clean-up")
    await friends.in_turn()
    await mei.taps("Sign up")
    assert "1 of 2 places taken" in await friends.card("River clean-up")
    assert friends.cards == 1


async def test_where_the_group_lets_nothing_be_said_nothing_is_lost(friends: Friends) -> None:
    town, li, mei = friends.town, friends.li, friends.mei
    await bound(friends)
    silences(town.playground.telegram, li.person, RIVER.id)
    await li.own.sends("/new River clean-up | 2026-11-25 09:00-12:00 | East Gate | 2")
    await li.own.taps("Post it")
    await friends.in_turn()
    await li.own.sends("/bind")
    await li.own.sees("That group does not let me write")
    assert friends.cards == 0
    await li.makes_bot_admin()
    assert "0 of 2 places taken" in await friends.card("River clean-up")
    await li.throws_bot_out()
    await mei.own.sends("/activities")
    await mei.own.taps("River clean-up")
    await mei.own.taps("Sign up")
    await friends.in_turn()
    await li.adds_bot()
    assert "1 of 2 places taken" in await friends.card("River clean-up")
    await li.own.sends("/bind")
    assert "does not let me write" not in li.own.screen.text


async def test_a_group_is_let_go(friends: Friends) -> None:
    li, mei = friends.li, friends.mei
    await bound(friends)
    await li.own.sends("/new River clean-up | 2026-11-25 09:00-12:00 | East Gate | 2")
    await li.own.taps("Post it")
    await friends.card("River clean-up")
    await mei.sends("/unbind")
    await mei.sees("It takes an admin")
    await li.own.sends("/bind")
    await li.own.taps("End it for River team")
    await li.own.taps("Yes, end it")
    await li.own.sees("come there no more")
    assert "not kept up to date any more" in await friends.card("River clean-up")
    assert "Sign up" not in (await mei.sees("River clean-up")).labels


@pytest.mark.parametrize(
    ("language", "title", "label"),
    [(Language.SIMPLIFIED, "河道清洁", "报名"), (Language.TRADITIONAL, "河道清潔", "報名")],
)
async def test_a_group_reads_the_language_of_whoever_bound_it(
    town: Town, language: Language, title: str, label: str
) -> None:
    li, mei = await town.leader("Li", language, team="River team"), await town.member("Mei", language)
    gathers(town.playground.telegram, RIVER, {li.person: CREATOR, mei.person: MEMBER})
    friends = Friends(town, li, mei, mei)
    await friends.li.adds_bot()
    await friends.li.sends("/bind")
    await friends.in_turn()
    await li.sends(f"/new {title} | 2026-11-25 09:00-12:00 | 东门 | 2")
    await li.taps("发布" if language is Language.SIMPLIFIED else "發布")
    await friends.card(title)
    await friends.mei.taps(label)
    assert friends.mei.toast is not None
    assert title in friends.mei.toast.text
