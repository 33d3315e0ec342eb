"""Coming, changing, going, coming back and being forgotten (docs/rules.md: People and units)."""

from volunteering.actions.exams.registering import withdraw_from_all
from volunteering.actions.guardians import forget_guardian
from volunteering.actions.importing.bringing import arrive
from volunteering.actions.signing_up.places import let_go
from volunteering.actions.telling.telling import tell_of_missing_leader
from volunteering.records import Records
from volunteering.rules.ground.model import Model, Unchanged
from volunteering.rules.ground.moment import Moment
from volunteering.rules.ground.texts import Name
from volunteering.rules.journal import Did
from volunteering.rules.signing_up import SignUpState
from volunteering.rules.tree import Unit
from volunteering.rules.volunteers import Language, Person, Standing, plain_phone


class Registration(Model):
    """What somebody answers to become a volunteer; their consent is that they answered."""

    telegram_id: int
    name: Name
    phone: str | None = None
    language: Language
    unit: Unit


class Registered(Model):
    """Somebody is a volunteer from now on."""

    person_id: int


class RecordFound(Model):
    """Somebody who was expected is here: name, unit and hours are those of the record that was brought along."""

    person_id: int
    person: Person


class CameBack(Model):
    """Somebody who had left is here again, with the hours of before; `standing` is suspended where it was so."""

    person_id: int
    standing: Standing


class AlreadyHere(Model):
    """Nothing changed: the person is registered."""

    person: Person


async def register(
    records: Records, registration: Registration, moment: Moment
) -> Registered | RecordFound | CameBack | AlreadyHere:
    """Make somebody a volunteer, or again one."""
    known = await records.people.by_telegram(registration.telegram_id)
    if known is None:
        return await _found(records, registration, moment) or await _add(records, registration, moment)
    if known.standing is not Standing.LEFT:
        return AlreadyHere(person=known)
    standing = await come_back(records, known, moment)
    await records.people.change(
        known.id,
        name=registration.name,
        phone=plain_phone(registration.phone or ""),
        language=registration.language,
        unit_id=registration.unit.id,
    )
    return CameBack(person_id=known.id, standing=standing)


async def _found(records: Records, registration: Registration, moment: Moment) -> RecordFound | None:
    phone = plain_phone(registration.phone or "")
    person = await arrive(records, phone, registration.telegram_id, registration.language, moment)
    return RecordFound(person_id=person.id, person=person) if person else None


async def _add(records: Records, registration: Registration, moment: Moment) -> Registered:
    person_id = await records.people.add(
        telegram_id=registration.telegram_id,
        name=registration.name,
        phone=plain_phone(registration.phone or "") or None,
        language=registration.language,
        unit=registration.unit,
        at=moment.now,
        month=moment.month,
    )
    records.journal.note(
        Did.REGISTERED, by_id=person_id, at=moment.now, person_id=person_id, unit_id=registration.unit.id
    )
    return Registered(person_id=person_id)


async def come_back(records: Records, person: Person, moment: Moment) -> Standing:
    """End somebody's having left, with everything as it was; leaving does not end a suspension."""
    standing = await records.people.come_back(person.id)
    records.journal.note(Did.CAME_BACK, by_id=person.id, at=moment.now, person_id=person.id)
    return standing


async def change_profile(
    records: Records,
    person: Person,
    moment: Moment,
    *,
    name: Name | None = None,
    phone: str | None = None,
    language: Language | None = None,
    unit: Unit | None = None,
) -> None:
    """Change what is given, leave the rest; an empty phone takes the number away."""
    plain = None if phone is None else plain_phone(phone)
    unit_id = unit.id if unit else None
    await records.people.change(person.id, name=name, phone=plain, language=language, unit_id=unit_id)
    if unit:
        await records.people.leave_unit(person.id, unit.id)  # the home unit is not also a joined one
    given = {"name": name, "phone": phone, "language": language, "unit": unit}
    # Which, not what: a journal outlives the data that people may have taken back.
    changed = ",".join(field for field, value in given.items() if value is not None)
    records.journal.note(Did.PROFILE_CHANGED, by_id=person.id, at=moment.now, person_id=person.id, fields=changed)


class Joined(Model):
    """The person belongs to the unit, too."""

    unit: Unit


class LeftUnit(Model):
    """The person does not belong to the unit any more."""

    unit: Unit


async def join_unit(records: Records, person: Person, unit: Unit, moment: Moment) -> Joined | Unchanged:
    """Join a unit besides the home unit. Unchanged: it is the home unit, or joined already."""
    if unit.id == person.unit.id or unit in await records.people.joined(person.id):
        return Unchanged()
    await records.people.join(person.id, unit.id, moment.now)
    records.journal.note(Did.UNIT_JOINED, by_id=person.id, at=moment.now, person_id=person.id, unit_id=unit.id)
    return Joined(unit=unit)


async def leave_unit(records: Records, person: Person, unit: Unit, moment: Moment) -> LeftUnit | Unchanged:
    """Leave a joined unit; sign-ups there stay. Unchanged: it was no joined one; a home unit is only changed."""
    if unit not in await records.people.joined(person.id):
        return Unchanged()
    await records.people.leave_unit(person.id, unit.id)
    records.journal.note(Did.UNIT_LEFT, by_id=person.id, at=moment.now, person_id=person.id, unit_id=unit.id)
    return LeftUnit(unit=unit)


async def leave(records: Records, person: Person, moment: Moment) -> int:
    """Go, and perhaps come back: upcoming places pass on, nothing is sent any more. How many places were given back."""
    places = await _let_all_go(records, person, moment)
    await records.people.go(person.id)
    records.journal.note(Did.WENT, by_id=person.id, at=moment.now, person_id=person.id)
    return places


async def erase(records: Records, person: Person, moment: Moment) -> int:
    """Be forgotten: as leaving, and the hours stay as a former volunteer's. How many places were given back."""
    places = await _let_all_go(records, person, moment)
    records.journal.note(Did.ERASED, by_id=person.id, at=moment.now, person_id=person.id)
    if person.telegram_id is not None:
        await forget_guardian(records, person.telegram_id, person, moment)
    await records.people.erase(person.id)
    return places


async def _let_all_go(records: Records, person: Person, moment: Moment) -> int:
    await tell_of_missing_leader(records, person.id, moment)
    await withdraw_from_all(records, person, moment)
    upcoming = await records.sign_ups.upcoming_of(person.id, moment.now)
    count = 0
    for known in sorted(upcoming, key=lambda sign_up: sign_up.shift_id):  # one order of locking for everybody
        found = await records.activities.lock(known.shift_id)
        mine = await records.sign_ups.mine(known.shift_id, person.id)
        if found is None or mine is None or mine.state is SignUpState.LEFT:
            continue
        await let_go(records, *found, mine, moment)
        count += mine.state is SignUpState.CONFIRMED
    return count
