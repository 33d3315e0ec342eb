"""HTML in everything that people type: every screen shows it as it was typed, in every language.

The recorder reads each message as Telegram would, and refuses what Telegram would refuse.
"""

from collections.abc import Iterator

import pytest

from handlers.buttons.activities import ShowShift
from handlers.buttons.attendance import AllCame, ConfirmRoster
from handlers.buttons.button import Button
from handlers.buttons.enquiries import AskLeader, SayMore
from handlers.buttons.leading import CancelShift, EditActivity, Field, MoveShift
from handlers.buttons.letters import WriteToPeople, WriteToUnit
from handlers.buttons.reports import TotalsFile
from handlers.buttons.signing_up import TakeShift
from handlers.buttons.tree import RenameUnit
from handlers.buttons.volunteers import Register, SetLanguage, ShowPerson, SuspendPerson
from handlers.doors.routes import ALL
from tests.support.chat import Chat, PhoneInChat, organisation
from tests.support.city import NOW, ZONE, City
from tests.support.files import read_book
from volunteering.rules.activities import Category
from volunteering.rules.enquiries import Matter
from volunteering.rules.ground.periods import local_day
from volunteering.rules.tree import Role
from volunteering.rules.volunteers import Language

FIELDS = (
    "house", "team", "lead", "mei", "title", "place", "about", "door", "what", "text", "asked", "said", "why", "hold",
)  # fmt: skip


def typed(field: str) -> str:
    """Tags that open and never close, that close and never opened, and a reference that is none."""
    return f'<b>{field}&amp;"</i>'


@pytest.fixture
def chat(city: City) -> Chat:
    """Handlers of an organisation with such a name."""
    return Chat(city.database, organisation(name=typed("house"), default_language=Language.ENGLISH))


class NastyTeam:
    """A team in which everything has such a name."""

    def __init__(self, lead: PhoneInChat, mei: PhoneInChat, numbers: dict[str, int]) -> None:
        self.lead = lead
        self.mei = mei
        self.numbers = numbers

    @classmethod
    async def founded(cls, chat: Chat, city: City) -> "NastyTeam":
        """With a shift ahead, one whose roster is confirmed, and a request for hours."""
        async with city.changing() as transaction:
            await transaction.execute(
                "UPDATE units SET name = :name WHERE id = :unit", name=typed("team"), unit=city.jiaojiang.id
            )
        lead = await chat.volunteer(typed("lead"), city.jiaojiang, role=Role.ADMIN)
        mei = await chat.volunteer(typed("mei"), city.jiaojiang)
        leader, person = await lead.known(), await mei.known()
        assert leader is not None
        assert person is not None
        async with city.writing() as rows:
            activity = await rows.activities.add(
                unit=leader.unit,
                leader_id=leader.id,
                title=typed("title"),
                description=typed("about"),
                category=Category.COMMUNITY,
                venue=typed("place"),
                details=typed("door"),
                at=NOW,
            )
            claim = await rows.hours.add_claim(
                person_id=person.id,
                unit_id=leader.unit.id,
                day=local_day(NOW, ZONE),
                minutes=60,
                what=typed("what"),
                at=NOW,
            )
        ahead, over = await city.shift(48, activity=activity), await city.shift(-30, activity=activity)
        for shift in (ahead, over):
            await city.put(shift, person)
        await lead.taps_button(AllCame(shift=over.id))
        await lead.taps_button(ConfirmRoster(shift=over.id))
        enquiry = await _asked_and_answered(city, lead, mei, ahead.id)
        off = await city.shift(96, activity=activity)
        await lead.taps_button(CancelShift(shift=off.id))
        await lead.sends(typed("why"))
        await mei.taps_button(ShowShift(shift=off.id))
        await mei.sends("/my")
        numbers = {
            "activity": activity,
            "shift": ahead.id,
            "claim": claim,
            "person": person.id,
            "unit": leader.unit.id,
            "enquiry": enquiry,
        }
        return cls(lead, mei, numbers)

    def shows(self) -> Iterator[Button]:
        """Every button that only shows something."""
        for kind, route in sorted(ALL.buttons.items(), key=lambda item: item[0].code):
            values = {name: str(self.numbers.get(name, "")) for name in kind.model_fields}
            if "span" in values:
                values["span"] = f"{NOW:%Y-%m}"
            button = None if route.writes else kind.read(list(values.values()))
            if button is not None:
                yield button

    def asks(self) -> Iterator[Button]:
        """Buttons that open a form about what is there."""
        activity, shift, unit = (self.numbers[name] for name in ("activity", "shift", "unit"))
        yield from (EditActivity(activity=activity, field=field) for field in Field)
        yield from (
            MoveShift(shift=shift),
            RenameUnit(unit=unit),
            WriteToUnit(unit=unit),
            WriteToPeople(activity=activity),
        )


async def _asked_and_answered(city: City, lead: PhoneInChat, mei: PhoneInChat, shift_id: int) -> int:
    await mei.taps_button(AskLeader(matter=Matter.SHIFT, number=shift_id))
    await mei.sends(typed("asked"))
    number = await city.figure("SELECT MAX(id) AS n FROM enquiries")
    await lead.taps_button(SayMore(enquiry=number))
    await lead.sends(typed("said"))
    return number


@pytest.mark.parametrize("language", Language)
async def test_what_was_typed_is_shown_as_it_was_typed(chat: Chat, city: City, language: Language) -> None:
    house = await NastyTeam.founded(chat, city)
    eve = chat.person(7, typed("eve"), language=language.replace("_", "-"))
    await eve.taps_button(Register(unit=house.numbers["unit"], activity=house.numbers["activity"]))
    for phone in (house.lead, house.mei):
        await phone.taps_button(SetLanguage(language=language))
        for button in (*house.shows(), TakeShift(shift=house.numbers["shift"])):
            await phone.taps_button(button)
            await phone.sends("/my")  # so that the screen stays, and the next one is a message of its own
    await house.lead.taps_button(SuspendPerson(person=house.numbers["person"]))
    await house.lead.sends(typed("hold"))
    await house.lead.taps_button(ShowPerson(person=house.numbers["person"]))
    await house.lead.sends("/my")
    for button in house.asks():
        await house.lead.taps_button(button)
        await house.lead.sends(typed("text"))  # the review
    seen = "\n".join(
        text
        for phone in (eve, house.lead, house.mei)
        for message in phone.messages
        for text in (message.text, *message.labels)
    )
    missing = [field for field in FIELDS if typed(field) not in seen]
    assert not missing, f"nowhere shown as typed: {missing}"
    assert "&amp;amp;" not in seen, "something is escaped twice"
    assert "&lt;" not in seen, "something is escaped where Telegram reads no HTML"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"])
async def test_a_name_is_no_formula_in_a_spreadsheet(chat: Chat, city: City, begins: str) -> None:
    house = await NastyTeam.founded(chat, city)
    async with city.writing() as rows:
        await rows.units.add(city.jiaojiang, f"{begins}HYPERLINK(1)", NOW)
    await house.lead.taps_button(TotalsFile(span=f"{NOW:%Y-%m}", unit=city.jiaojiang.id))
    [(_, content)] = house.lead.files
    cells = [cell for sheet in read_book(content) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if "HYPERLINK" in str(cell.value)} == {"s"}, "it is text, whatever it is"
