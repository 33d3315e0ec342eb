"""My data: every section has its lines, and nobody else's."""

import json
import re
from typing import Final

from storage.rows.forgotten import GOES, STAYS
from storage.views.volunteers.kept import SECTIONS, everything_about
from tests.support.city import NOW, ZONE, City
from volunteering.rules.journal import Did
from volunteering.rules.notices.owed import Owed
from volunteering.rules.notices.signing_up import Promoted
from volunteering.rules.signing_up import SignUpState

SAID_ELSEWHERE: Final = {
    "reminders": "that somebody was reminded is among their messages",
    "enquiry_readers": "what was asked of somebody is others', and that they were told is among their messages",
    "record_claims": "that they said so is in the journal, and what was decided among their messages",
    "keep_asks": "that they were asked is among their messages",
    "first_shifts": "with which shift they began is in their hours, line by line",
    "star_checks": "that their stars are to be looked at again, until a moment later; what came of it is told",
}
"""Tables about people that have no section of their own, and why."""


def test_whatever_is_kept_about_people_has_a_section() -> None:
    """A table that is left out would be kept from the very person who asked for everything."""
    about_people = {table for kept in (GOES, STAYS) for table, names in kept.items() if "person_id" in names.split()}
    read = set(re.findall(r"\b(?:FROM|JOIN) (\w+)", " ".join(SECTIONS.values())))
    assert about_people - read == SAID_ELSEWHERE.keys()


async def test_every_section_is_there_even_without_lines(city: City) -> None:
    wei = await city.person("Wei")
    async with city.database.reading() as reader:
        data = await everything_about(reader, wei.id, ZONE)
    assert list(data) == list(SECTIONS)
    assert data["person"]["name"] == "Wei"
    assert data["person"]["registered_at"] == "2026-12-01T12:00:00+08:00"
    assert all(data[section] == [] for section in SECTIONS if section != "person")


async def test_every_line_can_be_written_as_json_and_is_ones_own(city: City) -> None:
    wei, other = await city.person("Wei", phone="+861"), await city.person("Other", phone="+862")
    shift = await city.shift()
    async with city.writing() as rows:
        for person in (wei, other):
            await rows.sign_ups.put(shift.id, person.id, SignUpState.CONFIRMED, NOW)
            rows.journal.note(Did.SIGNED_UP, by_id=person.id, at=NOW, person_id=person.id, shift_id=shift.id)
            rows.outbox.owe(
                Owed(key=f"promoted:{person.id}", person_id=person.id, notice=Promoted(shift_id=shift.id)), NOW
            )
    async with city.database.reading() as reader:
        data = await everything_about(reader, wei.id, ZONE)
        leaders = await everything_about(reader, city.leader.id, ZONE)
    written = json.dumps(data, ensure_ascii=False)
    assert "+861" in written
    assert "Other" not in written
    assert "+862" not in written
    assert [line["sign_up"] for line in data["sign_ups"]] == ["confirmed"]
    assert [(line["what"], line["done_by"]) for line in data["journal"]] == [("signed_up", "Wei")]
    assert [(line["about"], line["facts"]["shift_id"]) for line in data["messages"]] == [("promoted", shift.id)]
    assert [line["title"] for line in leaders["activities_led"]] == ["River clean-up"]
