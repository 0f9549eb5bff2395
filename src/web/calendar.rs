//! The calendar of what is announced, as iCalendar (RFC 5545).
//!
//! In: events with their moments. Out: one `.ics` text. The same events give the same bytes: stamps come from the content's dates,
//! never from the clock. Times carry the zone Asia/Shanghai, whose definition goes along.

use crate::base::date::{Day, Moment};

/// What the calendar says of one event.
#[derive(Clone)]
pub struct Event {
    /// Stays the same for the life of the event: host and path of its page.
    pub uid: String,
    /// When the page was last changed, or published.
    pub stamp: Day,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Option<Moment>,
    /// What it is called.
    pub title: String,
    /// A sentence or two; empty if there is nothing to say.
    pub summary: String,
    /// Where it is, name and address; empty if it has no one place.
    pub location: String,
    /// The address of its page.
    pub url: String,
    /// The language of the words: `zh-Hans`.
    pub language: String,
}

/// Most octets of a line, without its end (RFC 5545, 3.1).
const LINE: usize = 75;

/// China's civil time since 1991, the last year with summer time; enough for events that are to come.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19910915T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The calendar of these events under this name.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//pufa//pufa//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n",
    );
    line(&mut out, "X-WR-CALNAME", &escape(name));
    line(&mut out, "X-WR-TIMEZONE", "Asia/Shanghai");
    out.push_str(ZONE);
    for event in events {
        one(&mut out, event);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn one(out: &mut String, event: &Event) {
    let words = |name: &str| format!("{name};LANGUAGE={}", event.language);
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, "UID", &event.uid);
    line(out, "DTSTAMP", &Moment(event.stamp.0.at(0, 0, 0, 0)).utc_compact());
    line(out, "DTSTART;TZID=Asia/Shanghai", &local(event.start));
    if let Some(end) = event.end {
        line(out, "DTEND;TZID=Asia/Shanghai", &local(end));
    }
    line(out, &words("SUMMARY"), &escape(&event.title));
    if !event.summary.is_empty() {
        line(out, &words("DESCRIPTION"), &escape(&event.summary));
    }
    if !event.location.is_empty() {
        line(out, &words("LOCATION"), &escape(&event.location));
    }
    line(out, "URL", &event.url);
    out.push_str("END:VEVENT\r\n");
}

fn local(moment: Moment) -> String {
    let m = moment.0;
    format!("{:04}{:02}{:02}T{:02}{:02}00", m.year(), m.month(), m.day(), m.hour(), m.minute())
}

/// TEXT values escape backslash, semicolon, comma and line breaks (RFC 5545, 3.3.11).
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a property, folded between characters so that no line is longer than 75 octets.
fn line(out: &mut String, name: &str, value: &str) {
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}
