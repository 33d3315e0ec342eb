"""Somebody's shifts as a calendar reads them (RFC 5545): the feed and the file of one shift say the same of it.

Instants are written in UTC: each is one moment, which every calendar shows by the clock of whoever looks (decision 76).
"""

import re
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from icalendar import Calendar, vDuration
from icalendar import Event as Entry

from volunteering.rules.calendars import Event, EventStanding
from words.words import Words, plain

AddressOf = Callable[[str], str]
"""The address that opens the bot, at what is behind it."""

REFRESH: Final = timedelta(hours=1)
"""How often a calendar is asked to look; most look when they like."""

_STATUS: Final = {
    EventStanding.PLACE: "CONFIRMED",
    EventStanding.IN_LINE: "TENTATIVE",
    EventStanding.NO_PLACE: "CANCELLED",
    EventStanding.LEFT: "CANCELLED",
    EventStanding.CALLED_OFF: "CANCELLED",
}

_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def calendar_of(words: Words, name: str, events: Iterable[Event], address: AddressOf | None) -> bytes:
    """A calendar with these events, by that name; where `address` is known, each leads back to the bot."""
    calendar = Calendar()
    calendar.add("prodid", "-//Yigong//Yigong//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for property_name in ("name", "x-wr-calname"):
        calendar.add(property_name, _clean(name))
    calendar.add("x-wr-timezone", words.zone.key)
    for property_name in ("refresh-interval", "x-published-ttl"):
        calendar.add(property_name, vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_entry(words, event, address))
    return bytes(calendar.to_ical())


def _entry(words: Words, event: Event, address: AddressOf | None) -> Entry:
    standing, revised = event.standing(words.now), event.revised_at(words.now)
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", revised)
    entry.add("last-modified", revised)
    entry.add("sequence", event.sequence(words.now))
    entry.add("status", _STATUS[standing])
    entry.add("transp", "OPAQUE" if standing is EventStanding.PLACE else "TRANSPARENT")
    entry.add("dtstart", event.shift.period.start)
    entry.add("dtend", event.shift.period.end)
    entry.add("summary", _clean(_title(words, event, standing)))
    entry.add("location", _clean(event.venue))
    there = address(f"a{event.activity_id}") if address else ""
    entry.add("description", _clean("\n".join(filter(None, (*_lines(words, event, standing), there)))))
    if there:
        entry.add("url", there)
    return entry


def _title(words: Words, event: Event, standing: EventStanding) -> str:
    """How it stands comes first: many calendars show nothing of it but the title."""
    match standing:
        case EventStanding.PLACE:
            return event.title
        case EventStanding.IN_LINE:
            return plain(words.say("Waiting list: {title}", title=event.title))
        case EventStanding.CALLED_OFF:
            return plain(words.say("Cancelled: {title}", title=event.title))
        case EventStanding.LEFT:
            return plain(words.say("You left: {title}", title=event.title))
        case EventStanding.NO_PLACE:
            return plain(words.say("No place came free: {title}", title=event.title))


def _lines(words: Words, event: Event, standing: EventStanding) -> Iterable[str]:
    """What there is to know; nothing that only people with a place may know, as strangers' computers keep it."""
    if standing is EventStanding.CALLED_OFF and event.because:
        yield plain(words.say("Reason: {reason}", reason=event.because))
    if not standing.is_on:
        return
    if event.held_until is not None:
        held = words.say("A place is held for you until {when}.", when=words.moment(event.held_until))
        yield plain(held)
    if event.number:
        number = words.say("You are number {number} on the waiting list.", number=words.number(event.number))
        yield plain(number)
    if event.to_confirm:
        yield plain(words.say("Time or place was changed: please say in the bot whether you come."))
    if event.role:
        yield plain(words.say("You come as: {role}", role=event.role))
    if event.leader:
        yield plain(words.say("Led by {leader}", leader=event.leader))
    if event.description:
        yield event.description
    if event.has_details and standing is EventStanding.PLACE:
        yield plain(words.say("There is more to know: you find it in the bot."))


def _clean(text: str) -> str:
    """What every calendar reads: no control characters, and one kind of line end."""
    return _NO_TEXT.sub("", _LINE_ENDS.sub("\n", text)).strip()
