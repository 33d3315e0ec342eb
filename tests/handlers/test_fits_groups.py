"""Every screen of groups, in every language, with the nastiest values there can be.

The recorder holds each against Telegram's rules: lengths, markup, button data, labels.
"""

from datetime import timedelta

import pytest

from handlers.buttons.groups import AskUnbind, BindGroup, ChooseTeamFor, ListGroups, SignUpHere, UnbindGroup
from handlers.buttons.volunteers import SetLanguage
from handlers.groups.screens import binding, cards
from storage.views.groups import GroupCard, card_in
from tests.handlers.test_fits_seldom import EVERY_LANGUAGE, EVERY_NASTY
from tests.support.chat import Chat, organisation
from tests.support.city import NOW, ZONE, City
from volunteering.rules.groups import BoundGroup
from volunteering.rules.tree import Role, Unit
from volunteering.rules.volunteers import Language
from words.words import Words, plain

GROUP = -(2**52) - 77


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_groups(chat: Chat, city: City, language: Language, nasty: str) -> None:
    wei, li = await chat.volunteer(nasty[:64], city.jiaojiang), await chat.volunteer(nasty[:64], role=Role.ADMIN)
    for phone in (wei, li):
        await phone.taps_button(SetLanguage(language=language))
    units = [await city.unit(nasty[:50] + str(number)) for number in range(14)]
    async with city.writing() as rows:
        for number, unit in enumerate(units):
            await rows.groups.bind(GROUP - number, unit, nasty[:128], language, NOW)
    shift = await city.shift(30, places=1, activity=await city.activity(nasty))
    for button in (
        ListGroups(), ChooseTeamFor(chat=GROUP), BindGroup(chat=GROUP, unit=units[0].id), AskUnbind(chat=GROUP),
        UnbindGroup(chat=GROUP), UnbindGroup(chat=GROUP), BindGroup(chat=GROUP, unit=0), AskUnbind(chat=GROUP),
    ):  # fmt: skip
        await li.taps_button(button)
        assert li.last.rows
    for _ in range(2):
        for phone in (wei, li):
            await phone.taps_button(SignUpHere(shift=shift.id))
            assert phone.last.rows
    await li.taps_button(SignUpHere(shift=0))


@EVERY_LANGUAGE
@EVERY_NASTY
async def test_what_a_group_reads(chat: Chat, city: City, language: Language, nasty: str) -> None:
    """A card fits between others' messages, and names nobody, whatever was typed."""
    words = Words(language, ZONE, NOW, lasts=True)
    async with city.writing() as rows:
        await rows.groups.bind(GROUP, city.jiaojiang, nasty[:128], language, NOW)
    activity = await city.activity(nasty)
    for number in range(9):
        await city.put(await city.shift(30 + 24 * number, places=number, activity=activity), *await city.people(2))
    async with city.database.reading() as reader:
        found = await card_in(reader, GROUP, activity, NOW)
        over = await card_in(reader, GROUP, activity, NOW + timedelta(days=99))
    assert isinstance(found, GroupCard)
    assert isinstance(over, GroupCard)
    for one in (found, over):
        card = cards.card(words, one, organisation().entrance)
        await chat.messenger.show(1, None, card)
        said = plain(card.text)
        assert len(said) < 1_500
        assert "Volunteer" not in said
        assert "Teacher Li" not in said
        assert "Door code" not in said
    for screen in (
        cards.greeting(words, nasty[:64]), binding.how_to_bind(words), binding.write_as_yourself(words),
        binding.register_first(words, organisation().entrance), binding.choose_in_private(words, "t.me/x"),
    ):  # fmt: skip
        await chat.messenger.show(1, None, screen)
        assert len(plain(screen.text)) < 500


@pytest.mark.parametrize("language", Language)
def test_a_group_that_refuses_is_told_apart(language: Language) -> None:
    words, team = Words(language, ZONE, NOW), Unit(id=1, name="River team", path="/1/")
    group = BoundGroup(chat_id=GROUP, unit=team, title="Friends", language=language, is_refusing=True)
    told = plain(binding.groups(words, (group,), "t.me/x").text)
    assert "⚠️" in told
    assert "⚠️" not in plain(binding.groups(words, (group.model_copy(update={"is_refusing": False}),), "t.me/x").text)
