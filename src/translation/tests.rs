//! The memory read and written, and blocks put beside each other.

use super::align::{Shape, align};
use super::{book, file};
use crate::document::passage::{hash, one_line, passages};

fn shapes<'a>(words: &[&'a str]) -> Vec<Shape<'a>> {
    words.iter().map(|word| Shape { word, length: 100 }).collect()
}

fn aligned(a: &[&str], b: &[&str]) -> String {
    let name = |side: &[&str], at: Option<usize>| at.map_or("-".to_string(), |at| format!("{}{at}", side[at]));
    let pairs = align(&shapes(a), &shapes(b)).into_iter();
    pairs.map(|(i, j)| format!("{}/{}", name(a, i), name(b, j))).collect::<Vec<_>>().join(" ")
}

#[test]
fn like_sequences_stand_one_beside_one() {
    assert_eq!(aligned(&["p", "heading2", "p"], &["p", "heading2", "p"]), "p0/p0 heading21/heading21 p2/p2");
    assert_eq!(aligned(&[], &[]), "");
}

#[test]
fn headings_hold_the_rest_together() {
    assert_eq!(
        aligned(&["p", "p", "heading2", "p"], &["p", "heading2", "p", "p"]),
        "p0/p0 p1/- heading22/heading21 p3/p2 -/p3"
    );
    assert_eq!(aligned(&["heading2", "p"], &["p", "heading2", "p"]), "-/p0 heading20/heading21 p1/p2");
    assert_eq!(aligned(&["p"], &["heading2"]), "p0/- -/heading20");
}

#[test]
fn among_paragraphs_the_lengths_decide() {
    let a = [("p", 300), ("p", 30), ("p", 300)].map(|(word, length)| Shape { word, length });
    let b = [("p", 600), ("p", 600)].map(|(word, length)| Shape { word, length });
    assert_eq!(align(&a, &b), [(Some(0), Some(0)), (Some(1), None), (Some(2), Some(1))]);
    let (a, b): (Vec<_>, Vec<_>) = (a.into_iter().rev().collect(), b.into_iter().rev().collect());
    assert_eq!(align(&b, &a), [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]);
}

#[test]
fn hashes_stay_what_they_are_for_years() {
    // These numbers stand in files of users: a change would mark every translation as behind.
    assert_eq!(format!("{:012x}", hash("paragraph", "请拨打12345。".as_bytes())), "d74454db8361");
    let found = passages(&crate::document::markdown::parse("# 标题\n\n一 **二** [三](a.md)\n", 0));
    let found: Vec<String> = found.iter().map(|passage| format!("{:012x}", passage.hash)).collect();
    assert_eq!(found, ["fa95929e059f", "b1bad78f0617"]);
}

#[test]
fn the_same_words_have_the_same_hash_however_they_are_typed() {
    let of =
        |text: &str| passages(&crate::document::markdown::parse(text, 0)).iter().map(|p| p.hash).collect::<Vec<_>>();
    for (one, other) in [
        ("一二\n三四", "一二三四"),
        ("请看 App 里", "请看App里"),
        ("one two", "one\ntwo"),
        ("*a* b", "_a_ b"),
        ("a\u{200B}b", "ab"),
        ("a\u{A0}b\u{3000}c", "a b c"),
        ("- x\n- y", "* x\n\n* y"),
        ("| a |\n|---|\n| b |", "a |\n-:|\nb |"),
        ("Title\n===", "# Title"),
        ("a\\*b", "a*b"),
        ("x\n\n<!-- note -->\n\ny", "x\n\ny"),
    ] {
        assert_eq!(of(one), of(other), "{one:?} {other:?}");
    }
    for (one, other) in [
        ("ab", "a b"),
        ("**a** b", "a b"),
        ("[a](b)", "[a](c)"),
        ("# a", "## a"),
        ("- a", "a"),
        ("- [ ] a", "- [x] a"),
        ("> a", "a"),
        ("1。", "1."),
    ] {
        assert_ne!(of(one), of(other), "{one:?} {other:?}");
    }
}

#[test]
fn lists_in_lists_are_items_of_their_own() {
    let found = passages(&crate::document::markdown::parse("- a\n  - b\n  - c\n- d\n", 0));
    assert_eq!(found.iter().map(|p| p.kind.word()).collect::<Vec<_>>(), ["item"; 4]);
    assert_eq!(one_line("> 甲\n> 乙  丙\n> ok\n> go"), "> 甲乙 丙 ok go");
}

#[test]
fn what_is_written_is_read_again() {
    let text = "# 说明\n\n2026-11-23 0123456789ab ba9876543210 content/a%3Eb.md -> content/a%3Eb.en.md\n  00000000000a title= 求助\n  00000000000b paragraph -> x\n";
    let book = book::read(text);
    assert!(book.unread.is_empty(), "{:?}", book.unread);
    let record = &book.records[0];
    assert_eq!((&*record.original_file, &*record.translation_file), ("content/a>b.md", "content/a>b.en.md"));
    let blocks = record.blocks();
    assert_eq!(
        blocks.iter().map(|line| (line.hash, line.word, line.text)).collect::<Vec<_>>(),
        [(10, "title=", "求助"), (11, "paragraph", "-> x")]
    );
    let records = vec![file::Record::kept(record, ("content/a>b.md", "content/a>b.en.md"))];
    let mut out = Vec::new();
    file::File { memory: text.into(), records }.write(&mut out).expect("memory takes every byte");
    let out = String::from_utf8(out).expect("text");
    assert_eq!(out.strip_prefix(book::HEADER), text.strip_prefix("# 说明\n"), "{out}");
}

#[test]
fn lines_that_cannot_be_read_are_told_of() {
    let bad = [
        "<<<<<<< HEAD",
        "  00000000000a title=",
        "2026-13-01 0123456789ab ba9876543210 a -> b",
        "2026-11-23 12 34 a -> b",
    ];
    for line in bad {
        let text = format!("# x\n{line}\n");
        let book = book::read(&text);
        assert_eq!(book.unread.len(), 1, "{line}");
        assert_eq!((book.unread[0].start, book.unread[0].end), (4, 4 + line.len()), "{line}");
    }
    // Blocks without a head belong to nobody.
    assert_eq!(book::read("  00000000000a p x\n").unread.len(), 1);
    assert!(book::read("").records.is_empty());
}
