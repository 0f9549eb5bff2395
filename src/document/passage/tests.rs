//! Stretches are what going through the characters gives: hashes stand in files that are kept for years.

use super::*;

/// Every kind of character that is told from others, and some beside them.
const KINDS: [&str; 24] = [
    "a", "(", "中", "，", "《", "カ", "·", "é", "“", "😀", "ཀ", "ａ", " ", "  ", "\t", "\n", "\u{B}", "\u{1F}",
    "\u{A0}", "\u{AD}", "\u{1680}", "\u{2009}", "\u{200B}", "\u{3000}",
];

/// What is gathered of words that are said one after the other.
fn slowly(said: &[&str]) -> String {
    let (mut out, mut space) = (String::new(), false);
    for c in said.iter().flat_map(|words| words.chars()) {
        if c.is_whitespace() {
            space = true;
        } else if !is_nothing(c) {
            let sides = (out.chars().next_back(), std::mem::take(&mut space));
            if let (Some(before), true) = sides
                && !is_cjk_side(before)
                && !is_cjk_side(c)
            {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

/// Words of one line.
fn line_slowly(typed: &str) -> String {
    let (mut out, mut space) = (String::new(), false);
    for c in typed.trim().chars().filter(|c| !is_nothing(*c) || *c == '\t') {
        if c.is_whitespace() {
            space = true;
        } else {
            if std::mem::take(&mut space) {
                out.push(' ');
            }
            out.push(c);
        }
    }
    out
}

#[test]
fn stretches_are_what_characters_are() {
    for a in KINDS {
        for b in KINDS {
            for c in KINDS {
                for said in [vec![format!("x{a}{b}{c}y")], vec![format!("{a}{b}"), format!("{c}中 z")]] {
                    let said: Vec<&str> = said.iter().map(String::as_str).collect();
                    let mut saying = Saying::default();
                    said.iter().for_each(|words| saying.push(words));
                    assert_eq!(saying.text, slowly(&said), "{said:?}");
                    let typed = said.concat();
                    if !typed.contains('\n') {
                        assert_eq!(one_line(&typed), line_slowly(&typed), "{typed:?}");
                    }
                }
            }
        }
    }
}
