"""Do feed readers and calendars understand us? Asked of feedparser and icalendar, for the feed and calendar of each language."""

import re
from collections import Counter

import feedparser
from icalendar import Calendar

from lib.judge import SITE, file_of, verdict

LANGUAGES = {"": "zh", "en/": "en"}
"""Folder of a language's tree, and how its tags begin."""


def leads_nowhere(url):
    """Why an address is no page of the site, if so."""
    file = file_of(url)
    if file is None:
        return f"{url} is another site's"
    return None if file.is_file() else f"{url} is not there"


def twice(values):
    """Those that are there more than once."""
    return [value for value, n in Counter(values).items() if n > 1]


def judge_feed(path, language):
    """What is wrong with a feed; the last thing is how many entries it has."""
    feed = feedparser.parse(path.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        yield f"is not well-formed: {feed.bozo_exception}"
    if feed.version != "atom10":
        yield f"is {feed.version}, not Atom 1.0"
    if not (feed.feed.get("language") or "").startswith(language):
        yield f"is in {feed.feed.get('language')}"
    for name in ("id", "title", "updated_parsed", "author"):
        if not feed.feed.get(name):
            yield f"has no {name}"
    for entry in feed.entries:
        for name in ("id", "title", "link", "updated_parsed", "summary"):
            if not entry.get(name):
                yield f"{entry.get('id')}: has no {name}"
        if wrong := leads_nowhere(entry.get("link", "")):
            yield wrong
        # A reader shows the text far from our site: only whole addresses lead somewhere there, and places in the text itself.
        for content in entry.get("content", []):
            for link in re.findall(r"""\s(?:href|src)=["']?([^"'\s>]+)""", content.value):
                inside = link.startswith("#") and re.search(rf"""\sid=["']?{re.escape(link[1:])}["'\s>]""", content.value)
                if not inside and not re.match(r"https://|tel:|mailto:", link):
                    yield f"{entry.id}: `{link}` in its text leads nowhere in a feed reader"
    for name in twice(entry.get("id") for entry in feed.entries):
        yield f"{name} is the id of two entries"
    if not feed.entries:
        yield "has no entries"


def judge_calendar(path, language):
    """What is wrong with a calendar."""
    raw = path.read_bytes()
    if b"\n" in raw.replace(b"\r\n", b""):
        yield "has lines that do not end in CR LF (RFC 5545, 3.1)"
    for line in raw.split(b"\r\n"):
        if len(line) > 75:
            yield f"has a line of {len(line)} octets (RFC 5545, 3.1): {line.decode('utf-8', 'replace')}"
    calendar = Calendar.from_ical(raw)
    for component in calendar.walk():
        for name, message in component.errors:
            yield f"{component.name} {name}: {message}"
    events = calendar.walk("VEVENT")
    if not calendar.get("PRODID") or calendar.get("VERSION") != "2.0":
        yield "lacks PRODID or VERSION"
    for event in events:
        name = event.get("UID", "?")
        for field in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"):
            if field not in event:
                yield f"{name}: has no {field}"
        if "DTEND" in event and event.end < event.start:
            yield f"{name}: ends before it begins"
        offset = getattr(event.start, "utcoffset", lambda: None)()
        if offset is not None and offset.total_seconds() != 8 * 3600:
            yield f"{name}: begins at {event.start}, which is not China time"
        if wrong := leads_nowhere(str(event.get("URL", ""))):
            yield wrong
        if not str(event["SUMMARY"].params.get("LANGUAGE", "")).startswith(language):
            yield f"{name}: its summary is not said to be in {language}"
    for name in twice(str(event.get("UID")) for event in events):
        yield f"{name} is the UID of two events"
    # Every event that has a page is in the calendar.
    announced = {file_of(str(event.get("URL"))) for event in events}
    folder = path.parent
    pages = [p for p in folder.rglob("*.html") if "en" not in p.relative_to(folder).parts[:1] or folder != SITE]
    for page in pages:
        if re.search(r"<html\b[^>]*\bkind-event\b", page.read_text("utf-8")) and page not in announced:
            yield f"lacks the event of {page.relative_to(SITE)}"
    if not events:
        yield "has no events"


def main():
    faults = []
    asked = 0
    for folder, language in LANGUAGES.items():
        for name, judge in {"feed.xml": judge_feed, "events.ics": judge_calendar}.items():
            path = SITE / folder / name
            asked += 1
            if path.is_file():
                try:
                    faults += [f"{folder}{name}: {fault}" for fault in judge(path, language)]
                except (ValueError, KeyError, AttributeError) as error:
                    # What icalendar cannot make sense of it raises where it is asked for.
                    faults.append(f"{folder}{name}: cannot be read: {error!r}")
            else:
                faults.append(f"{folder}{name} is not there")
    verdict(faults, f"{asked} feeds and calendars are understood by feedparser and icalendar", asked)


main()
