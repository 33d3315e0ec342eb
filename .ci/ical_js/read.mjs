// Reads a calendar from the standard input with ical.js, and writes what it understood of each event as JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const seconds = (time) => time.toUnixTime();
const events = calendar.getAllSubcomponents("vevent").map((entry) => {
    const event = new ICAL.Event(entry);
    return {
        uid: event.uid,
        sequence: event.sequence,
        status: entry.getFirstPropertyValue("status"),
        start: seconds(event.startDate),
        end: seconds(event.endDate),
        stamp: seconds(entry.getFirstPropertyValue("dtstamp")),
        summary: event.summary,
        location: event.location,
        description: event.description ?? "",
        url: entry.getFirstPropertyValue("url") ?? "",
    };
});
process.stdout.write(JSON.stringify(events));
