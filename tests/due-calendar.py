#!/usr/bin/env python3
"""Read a calendar of `handout due --ics` with another library, and hold it against what a person worked out.

usage: tests/due-calendar.py FIRST.ics AGAIN.ics EXPECTED.json
       FIRST and AGAIN are of two runs. EXPECTED has `today`, `within` (pairs of unit, `d` or `mo`, and number) and `days`: by
       id and language as descriptions name them, the day and the summary of each entry, and of no other.
needs: icalendar for Python, which tests/conformance/install.sh installs
exit: 0 nothing is wrong, 1 something is, which is printed
"""
import calendar
import json
import sys
from datetime import date, datetime, timedelta, timezone

from icalendar import Calendar

LINE = 75


def months_before(day, months):
    """The same day of an earlier month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def before(day, unit, number):
    return months_before(day, number) if unit == "mo" else day - timedelta(days=number)


def check_lines(data):
    """What RFC 5545 says of lines, byte by byte."""
    if not data.endswith(b"\r\n"):
        yield "the last line has no end"
    lines = data.split(b"\r\n")
    for number, line in enumerate(lines, 1):
        if b"\n" in line or b"\r" in line:
            yield f"line {number} ends in one sign"
        if len(line) > LINE:
            yield f"line {number} has {len(line)} octets: {line!r}"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} is folded inside a letter: {line!r}"


def check_event(event, expected, today):
    """One entry, all of it."""
    day = date.fromisoformat(expected["day"])
    stamp = datetime(today.year, today.month, today.day, tzinfo=timezone.utc)
    # Escapes are undone by the library: words come back as they are in the sources.
    wanted = {
        "SUMMARY": (str(event["SUMMARY"]), expected["summary"]),
        "DTSTART": (event.decoded("DTSTART"), day),
        "DTEND": (event.decoded("DTEND"), day + timedelta(days=1)),
        "DTSTAMP": (event.decoded("DTSTAMP"), stamp),
        "SEQUENCE": (int(event["SEQUENCE"]), (today - date(1970, 1, 1)).days),
        "TRANSP": (str(event["TRANSP"]), "TRANSPARENT"),
        "VALUE of DTSTART": (event["DTSTART"].params.get("VALUE"), "DATE"),
        "VALUE of DTEND": (event["DTEND"].params.get("VALUE"), "DATE"),
    }
    for name, (is_, should) in wanted.items():
        if is_ != should:
            yield f"{name} is {is_!r}, and should be {should!r}"
    if "handout " not in str(event["DESCRIPTION"]):
        yield "the description has no command"


def check_alarms(event, expected, within):
    day = date.fromisoformat(expected["day"])
    alarms = event.walk("VALARM")
    triggers = sorted(alarm.decoded("TRIGGER") for alarm in alarms)
    wanted = sorted({before(day, *span) - day for span in within})
    if triggers != wanted:
        yield f"alarms {triggers}, and should be {wanted}"
    for alarm in alarms:
        if str(alarm["ACTION"]) != "DISPLAY" or expected["summary"] not in str(alarm["DESCRIPTION"]):
            yield f"an alarm that shows {alarm.get('DESCRIPTION')!r}"
        if "DTSTAMP" in alarm:
            yield "an alarm with a stamp"


def main(first, again, expected):
    with open(first, "rb") as file:
        data = file.read()
    with open(again, "rb") as file:
        if file.read() != data:
            yield "two runs made different bytes"
    with open(expected, encoding="utf-8") as file:
        expected = json.load(file)
    yield from check_lines(data)
    calendars = Calendar.from_ical(data, multiple=True)
    if len(calendars) != 1:
        yield f"{len(calendars)} calendars"
    whole = calendars[0]
    wanted = {"VERSION": "2.0", "METHOD": "PUBLISH", "CALSCALE": "GREGORIAN", "X-WR-CALNAME": "Reviews: Sample Publisher"}
    yield from (f"{name} is {whole.get(name)!r}" for name, value in wanted.items() if whole.get(name) != value)
    yield from (f"the library complains: {error}" for part in whole.walk() for error in part.errors)
    events = whole.walk("VEVENT")
    uids = [str(part["UID"]) for part in whole.walk() if part.name in ("VEVENT", "VALARM")]
    if len(set(uids)) != len(uids):
        yield "a UID stands twice"
    today = date.fromisoformat(expected["today"])
    left = dict(expected["days"])
    for event in events:
        name = str(event["DESCRIPTION"]).splitlines()[0].removeprefix("Id: ")
        own = left.pop(name, None)
        if own is None:
            yield f"{name} is there and should not be, or is there twice"
            continue
        problems = [*check_event(event, own, today), *check_alarms(event, own, expected["within"])]
        yield from (f"{name}: {problem}" for problem in problems)
    yield from (f"{name} is not there" for name in left)
    print(f"{len(events)} entries, {len(uids) - len(events)} alarms, {len(data)} octets")


if len(sys.argv) != 4:
    print(__doc__, file=sys.stderr)
    sys.exit(2)
wrong = list(main(*sys.argv[1:]))
print("\n".join(wrong), end="\n" if wrong else "")
sys.exit(bool(wrong))
