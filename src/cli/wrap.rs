//! Lines and tables that fit the terminal, in Chinese and English.
//!
//! In: a text, how many columns there are. Out: the text in lines that fit, a full-width character taken for two columns.
//! Does not know the terminal; `terminal` asks how wide it is.

use unicode_width::UnicodeWidthChar as _;

/// What begins no line.
const NO_START: &str = "，。、；：？！）》〉」』】〕”’…·％,.;:?!%)]}\"";

/// What ends no line.
const NO_END: &str = "（《〈「『【〔“‘([{\"";

/// Columns that the last cell of a row needs to go on below itself.
const NARROWEST: usize = 20;

/// Columns that a text takes; escape sequences take none.
pub fn columns(text: &str) -> usize {
    let mut count = 0;
    let mut in_escape = false;
    for c in text.chars() {
        if c == '\x1b' {
            in_escape = true;
        } else if in_escape {
            in_escape = c != 'm';
        } else {
            count += c.width().unwrap_or(0);
        }
    }
    count
}

/// The text with every line in as many lines as it needs; what is broken goes on below its own indentation.
pub fn wrap(text: &str, width: usize) -> String {
    text.split_inclusive('\n')
        .map(|line| hanging(line, width, line.len() - line.trim_start_matches(' ').len()))
        .collect()
}

/// One line in as many as it needs, the second and all further ones indented.
///
/// A word that fits nowhere, such as a long path, stands whole on a line of its own.
pub fn hanging(line: &str, width: usize, indent: usize) -> String {
    let (mut text, mut used, mut is_empty) = (String::new(), 0, true);
    for piece in pieces(line) {
        if !is_empty && used + columns(piece.trim_end()) > width {
            text.truncate(text.trim_end_matches(' ').len());
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            used = indent;
        }
        text.push_str(piece);
        used += columns(piece);
        is_empty = false;
    }
    text
}

/// Rows in columns as wide as what stands in them; the last cell goes on below itself if there is room.
pub fn table(rows: &[Vec<String>], width: usize) -> String {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| columns(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(widest).collect();
    let mut text = String::new();
    for row in rows {
        let Some((last, before)) = row.split_last() else { continue };
        let mut line = String::new();
        for (cell, width) in before.iter().zip(&widths) {
            line.push_str(&format!("{cell}{}  ", " ".repeat(width - columns(cell))));
        }
        let indent = columns(&line);
        // In a column of a few characters nothing is readable: such a line stays whole.
        let width = if indent + NARROWEST <= width { width } else { usize::MAX };
        text.push_str(hanging(&(line + last), width, indent).trim_end());
        text.push('\n');
    }
    text
}

/// A line in pieces between which it may be broken: after spaces and beside full-width characters, and never within code.
fn pieces(line: &str) -> Vec<&str> {
    // Where the marks come in no pairs nobody knows what is code.
    let has_code = line.matches('`').count().is_multiple_of(2);
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut before, mut in_code, mut in_escape) = (None, false, false);
    for (at, c) in line.char_indices() {
        if in_escape || c == '\x1b' {
            in_escape = c != 'm';
            continue;
        }
        if let Some(before) = before
            && is_break(before, c, in_code)
            && !line[start..at].trim_start().is_empty()
        {
            pieces.push(&line[start..at]);
            start = at;
        }
        in_code ^= has_code && c == '`';
        before = Some(c);
    }
    pieces.push(&line[start..]);
    pieces
}

fn is_break(before: char, after: char, in_code: bool) -> bool {
    if after.is_whitespace() || NO_START.contains(after) {
        return false;
    }
    let is_wide = |c: char| c.width() == Some(2);
    !in_code && (before == ' ' || ((is_wide(before) || is_wide(after)) && !NO_END.contains(before)))
}

#[cfg(test)]
mod tests {
    use super::{columns, table, wrap};

    #[test]
    fn lines_break_where_both_languages_may() {
        for (text, width, expected) in [
            ("one two three", 7, "one two\nthree"),
            ("one two three", 8, "one two\nthree"),
            ("  one two\n    three four\n", 7, "  one\n  two\n    three\n    four\n"),
            ("请拨打热线电话", 8, "请拨打热\n线电话"),
            ("请拨打热线电话", 9, "请拨打热\n线电话"),
            // A mark that closes takes the character before it along, one that opens goes with what follows.
            ("请拨打热，再等", 8, "请拨打\n热，再等"),
            ("我们读《宪法》", 8, "我们读\n《宪法》"),
            ("说“好”。就这样", 8, "说“好”。\n就这样"),
            ("他说（好）。就", 6, "他说\n（好）。\n就"),
            // Words of code and of the West stay whole.
            ("写成 2026-11-28 这样", 9, "写成\n2026-11-28\n这样"),
            ("见`热线电话`一页", 8, "见\n`热线电话`\n一页"),
            ("see `draft = true` there", 10, "see\n`draft = true`\nthere"),
            ("见content/notices/x.md一页", 8, "见\ncontent/notices/x.md\n一页"),
            // A question keeps the space before its answer, and colours take no room.
            ("write? [y/N] ", 12, "write? [y/N] "),
            ("\x1b[1m宪法\x1b[0m和\x1b[1m法律\x1b[0m", 6, "\x1b[1m宪法\x1b[0m和\x1b[1m\n法律\x1b[0m"),
            ("", 8, ""),
            ("\n\n", 8, "\n\n"),
        ] {
            assert_eq!(wrap(text, width), expected, "{text:?} in {width}");
        }
    }

    #[test]
    fn nothing_but_line_ends_changes() {
        let text = "本县居民可以在“法律援助中心”（城关镇）免费咨询，电话 12348；周一至周五，9:00 到 17:00。See `pufa explain F201`。";
        let longest = columns("`pufa explain F201`。");
        for width in 2..100 {
            let lines = wrap(text, width);
            let bare = |text: &str| text.replace([' ', '\n'], "");
            assert_eq!(bare(&lines), bare(text), "{width}");
            for line in lines.lines() {
                assert!(!line.starts_with(['，', '。', '；', '）', '”']), "{width}: {lines}");
                assert!(!line.ends_with(['（', '“']), "{width}: {lines}");
                assert!(columns(line) <= width.max(longest), "{width}: {lines}");
            }
        }
    }

    #[test]
    fn tables_stand_by_width_and_the_last_cell_goes_on_below_itself() {
        let rows = [["中文", "请拨打热线电话，或者到法律援助中心来"], ["ISO", "one"]];
        let rows = rows.map(|row| row.map(String::from).to_vec());
        assert_eq!(table(&rows, 80), "中文  请拨打热线电话，或者到法律援助中心来\nISO   one\n");
        assert_eq!(table(&rows, 26), "中文  请拨打热线电话，或者\n      到法律援助中心来\nISO   one\n");
        assert_eq!(table(&rows, 25), table(&rows, 80));
    }
}
