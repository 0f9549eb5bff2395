//! What stands beside a date: weekdays, a lunar date, the other end of a range.
//!
//! In: a text, the end of a date. Out: the group with all that belongs to it, and where it ends. A weekday counts only where it can
//! say nothing else: in brackets, right after the date, in the next cell; not where it may begin a name (周三强) or a rule
//! (周一至周五).

use jiff::civil::Weekday;

use super::{Group, TypedWeekday, after, before, chinese, is_joint, is_space, skip_spaces, skip_spaces_back};

/// Dates of a group, at most.
const MOST_DATES: usize = 12;

/// Characters between a date and what is said of it, at most.
const GAP: usize = 8;

/// What lies between a date and what is said of it.
#[derive(Clone, Copy, Default)]
struct Gap {
    /// Where it ends.
    at: usize,
    /// How many brackets are open there.
    depth: usize,
    /// Whether a comma is in it.
    comma: bool,
    /// Whether the bar between two cells is in it.
    bar: bool,
}

/// Reads on from the end of a date; the first `said` dates of the group have their weekday or lunar date already.
pub(super) fn read(text: &str, end: usize, group: &mut Group, said: usize) -> usize {
    let (mut at, mut done, mut pending) = (end, end, 0);
    let mut depth = 0;
    // A lunar date in front takes the place of one behind.
    let mut lunar_pending = said;
    loop {
        let gap = gap(text, at, depth);
        if let Some((weekdays, end)) = weekdays(text, gap) {
            attach(&weekdays, pending, group);
            pending = group.dates.len();
            (at, done, depth) = (end, end, gap.depth);
            continue;
        }
        if let Some(lunar) = chinese::lunar_at(text, gap.at, false).filter(|_| !gap.bar) {
            (at, depth) = (lunar.range.end, gap.depth);
            done = at;
            if group.dates.len() == lunar_pending + 1 {
                group.lunars.push((lunar_pending, lunar));
            }
            lunar_pending = group.dates.len();
            continue;
        }
        match other_end(text, at, group) {
            Some(end) => (at, done, depth) = (end, end, 0),
            None => return done,
        }
    }
}

/// Says of each date its weekday; if there are not as many weekdays as dates, nobody knows which is meant.
fn attach(weekdays: &[TypedWeekday], pending: usize, group: &mut Group) {
    if group.dates.len() == pending + weekdays.len() {
        group.weekdays.extend(weekdays.iter().enumerate().map(|(i, w)| (pending + i, w.clone())));
    }
}

/// A further date after 至, 、 and the like, closing brackets before it.
fn other_end(text: &str, at: usize, group: &mut Group) -> Option<usize> {
    if group.dates.len() >= MOST_DATES {
        return None;
    }
    let mut at = skip_marks(text, at);
    if let Some(c) = after(text, at).filter(|c| is_closing(*c)) {
        at = skip_marks(text, at + c.len_utf8());
    }
    let joint = after(text, at).filter(|c| is_joint(*c))?;
    at += joint.len_utf8();
    if after(text, at) == Some(joint) {
        at += joint.len_utf8();
    }
    let at = skip_marks(text, at);
    let like = group.dates.last().cloned()?;
    let (dates, end) = chinese::dates_at(text, at, Some(&like))?;
    group.dates.extend(dates);
    Some(end)
}

fn skip_marks(text: &str, at: usize) -> usize {
    let mut at = skip_spaces(text, at);
    while let Some('*' | '_' | '~') = after(text, at) {
        at += 1;
    }
    skip_spaces(text, at)
}

fn is_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '[' | '【' | '〔')
}

fn is_closing(c: char) -> bool {
    matches!(c, '）' | ')' | ']' | '】' | '〕')
}

fn gap(text: &str, at: usize, depth: usize) -> Gap {
    let mut gap = Gap { at, depth, ..Gap::default() };
    for _ in 0..GAP {
        let Some(c) = after(text, gap.at) else { break };
        match c {
            c if is_opening(c) => gap.depth += 1,
            c if is_closing(c) && gap.depth > 0 => gap.depth -= 1,
            '，' | ',' | '/' | '·' => gap.comma = true,
            '|' if !gap.bar => gap.bar = true,
            '*' | '_' | '~' => {}
            c if is_space(c) => {}
            _ => break,
        }
        gap.at += c.len_utf8();
    }
    gap
}

/// One weekday or several at the end of a gap, and where they end.
fn weekdays(text: &str, gap: Gap) -> Option<(Vec<TypedWeekday>, usize)> {
    let first = weekday_at(text, gap, true)?;
    let mut end = first.range.end;
    let mut all = vec![first];
    loop {
        let at = skip_spaces(text, end);
        let Some(joint) = after(text, at).filter(|c| is_joint(*c)) else { break };
        let at = skip_spaces(text, at + joint.len_utf8());
        match weekday_at(text, Gap { at, ..gap }, false) {
            Some(next) => {
                end = next.range.end;
                all.push(next);
            }
            // 星期六、… goes on with something else.
            None if gap.depth == 0 && (gap.comma || joint == '、') => return None,
            None => break,
        }
    }
    if gap.bar && !matches!(after(text, skip_marks(text, end)), Some('|' | '\n') | None) {
        return None;
    }
    Some((all, end))
}

/// The weekday at a place; only the `first` of a list may be told from a name by what follows.
fn weekday_at(text: &str, gap: Gap, first: bool) -> Option<TypedWeekday> {
    let at = gap.at;
    let rest = &text[at..];
    let full = ["星期", "礼拜"].iter().find(|w| rest.starts_with(**w));
    let short = ["周", "週"].iter().find(|w| rest.starts_with(**w));
    let Some(word) = full.or(short) else {
        return bare(text, gap, first).or_else(|| english(text, gap));
    };
    let c = after(text, at + word.len())?;
    let weekday = of_char(c).or(if full.is_some() { of_digit(c) } else { None })?;
    let end = at + word.len() + c.len_utf8();
    let free = gap.depth == 0 && (short.is_some() || gap.comma);
    if first && free && !may_follow(text, end) {
        return None;
    }
    Some(TypedWeekday { range: at..end, weekday })
}

/// `（六）`, `（六、日）`: the character alone, in brackets.
fn bare(text: &str, gap: Gap, first: bool) -> Option<TypedWeekday> {
    if gap.depth == 0 || gap.comma || (first && !before(text, gap.at).is_some_and(is_opening)) {
        return None;
    }
    let weekday = after(text, gap.at).and_then(of_char)?;
    let end = gap.at + after(text, gap.at)?.len_utf8();
    let next = after(text, end)?;
    let closes = is_closing(next) && may_follow(text, end + next.len_utf8());
    (closes || (is_joint(next) && after(text, end + next.len_utf8()).and_then(of_char).is_some()))
        .then_some(TypedWeekday { range: gap.at..end, weekday })
}

/// `(Saturday)`, `(Sat.)`, `, Saturday`.
fn english(text: &str, gap: Gap) -> Option<TypedWeekday> {
    let (weekday, end) = super::english::weekday_at(text, gap.at)?;
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ' ');
    if gap.depth == 0 && !(gap.comma || gap.bar || text[..gap.at].ends_with(' ')) {
        return None;
    }
    if gap.depth == 0 && !ends(after(text, end)) {
        return None;
    }
    Some(TypedWeekday { range: gap.at..end, weekday })
}

/// `星期五（11月28日）`: a weekday in front of a date in brackets.
pub(super) fn weekday_in_front(text: &str, from: usize, start: usize, group: &mut Group) {
    let at = skip_spaces_back(text, from, start);
    let Some(opening) = before(text, at).filter(|c| is_opening(*c) && at > from) else { return };
    let end = skip_spaces_back(text, from, at - opening.len_utf8());
    let head = &text[from..end];
    let Some(c) = head.chars().next_back() else { return };
    let Some(weekday) = of_char(c) else { return };
    let head = &head[..head.len() - c.len_utf8()];
    let Some(word) = ["星期", "礼拜", "周"].iter().find(|w| head.ends_with(**w)) else { return };
    let begin = from + head.len() - word.len();
    // Of 周一至周五 nobody knows which day is meant; 每周五 is a rule.
    let listed = before(text, begin).is_some_and(|c| is_joint(c) || c == '每');
    if group.dates.len() == 1 && !listed {
        group.weekdays.push((0, TypedWeekday { range: begin..end, weekday }));
    }
}

/// Whether what follows shows that a weekday ended here: no name begins with it and no list goes on.
fn may_follow(text: &str, at: usize) -> bool {
    after(text, at).is_none_or(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "上下中早晚凌夜全白当举在于起前后开将请的，。；：！？,.;:!?）)】]|*_~（(".contains(c)
            || (is_joint(c) && c != '、')
    })
}

fn of_char(c: char) -> Option<Weekday> {
    Some(match c {
        '一' => Weekday::Monday,
        '二' => Weekday::Tuesday,
        '三' => Weekday::Wednesday,
        '四' => Weekday::Thursday,
        '五' => Weekday::Friday,
        '六' => Weekday::Saturday,
        '日' | '天' => Weekday::Sunday,
        _ => return None,
    })
}

fn of_digit(c: char) -> Option<Weekday> {
    let number = c.to_digit(10).and_then(|n| i8::try_from(n).ok())?;
    Weekday::from_monday_one_offset(number).ok()
}
