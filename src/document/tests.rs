//! Emphasis and line breaks of Chinese text, and what must not change in other text.

mod commonmark;

use super::markdown;
use super::tree::{BlockKind, Inline, InlineKind, plain};

fn strong(text: &str) -> Vec<String> {
    let blocks = markdown::parse(text, 0);
    let mut found = Vec::new();
    for block in &blocks {
        if let BlockKind::Paragraph(inlines) = &block.kind {
            collect(inlines, &mut found);
        }
    }
    found
}

fn collect(inlines: &[Inline], found: &mut Vec<String>) {
    for inline in inlines {
        if let InlineKind::Strong(inner) = &inline.kind {
            found.push(plain(inner));
        }
    }
}

fn paragraph(text: &str) -> String {
    match &markdown::parse(text, 0)[0].kind {
        BlockKind::Paragraph(inlines) => plain(inlines),
        other => panic!("not a paragraph: {other:?}"),
    }
}

#[test]
fn bold_beside_chinese_punctuation() {
    let cases = [
        ("前文**真，**后文", "真，"),
        ("前文**真。**后文", "真。"),
        ("前文**真、**后文", "真、"),
        ("前文**真；**后文", "真；"),
        ("前文**真：**后文", "真："),
        ("前文**真？**后文", "真？"),
        ("前文**真！**后文", "真！"),
        ("前文**真”**后文", "真”"),
        ("前文**真’**后文", "真’"),
        ("前文**真）**后文", "真）"),
        ("前文**真】**后文", "真】"),
        ("前文**真》**后文", "真》"),
        ("前文**真—**后文", "真—"),
        ("前文**真～**后文", "真～"),
        ("前文**真…**后文", "真…"),
        ("前文**真·**后文", "真·"),
        ("前文**“真**后文", "“真"),
        ("前文**‘真**后文", "‘真"),
        ("前文**（真**后文", "（真"),
        ("前文**【真**后文", "【真"),
        ("前文**《真**后文", "《真"),
        ("前文**「真**后文", "「真"),
        ("前文**『真**后文", "『真"),
        ("学习**《民法典》**知识", "《民法典》"),
        ("学习**（试行）**知识", "（试行）"),
        ("学习**【通知】**知识", "【通知】"),
        ("学习**“安全第一”**知识", "“安全第一”"),
        ("学习**「平安」**知识", "「平安」"),
        ("**请注意：**下周一停水。", "请注意："),
        ("遵守**《中华人民共和国宪法》**的规定", "《中华人民共和国宪法》"),
        ("拨打**110（报警）**或119", "110（报警）"),
    ];
    for (text, expected) in cases {
        assert_eq!(strong(text), [expected], "{text}");
        assert!(!paragraph(text).contains('*'), "{text}");
    }
    assert_eq!(strong("**“甲”**和**“乙”**后"), ["“甲”", "“乙”"]);
    // U+3000 before the closing run is white space, so by the specification this is no emphasis.
    assert_eq!(strong("**第一条　**为了保护民事主体"), Vec::<String>::new());
}

#[test]
fn code_escapes_and_ranges_stay() {
    assert_eq!(paragraph("见`**《法》**`一节"), "见**《法》**一节");
    assert_eq!(paragraph("写\\**《法》**字"), "写**《法》**字");
    assert_eq!(paragraph("5日~8日，10日~12日"), "5日~8日，10日~12日");
    assert_eq!(super::cjk::mend("a **b.**c `d`").1, Vec::<usize>::new());
}

#[test]
fn line_breaks_between_han_are_no_spaces() {
    assert_eq!(paragraph("第一行，\n第二行"), "第一行，第二行");
    assert_eq!(paragraph("他说：\n“好”"), "他说：“好”");
    assert_eq!(paragraph("first line\nsecond"), "first line second");
    assert_eq!(paragraph("**粗体**\n后文"), "粗体后文");
}

#[test]
fn places_are_those_of_the_file() {
    let text = "前文**《法》**后文[链接](a.md)";
    let blocks = markdown::parse(text, 0);
    let BlockKind::Paragraph(inlines) = &blocks[0].kind else { panic!("a paragraph") };
    let ranges: Vec<&str> = inlines.iter().map(|i| &text[i.range.clone()]).collect();
    assert_eq!(ranges, ["前文", "**《法》**", "后文", "[链接](a.md)"]);
}

#[test]
fn deep_nesting_ends() {
    for text in [
        ">".repeat(20_000) + " x",
        "- ".repeat(5_000) + "x",
        "*_".repeat(20_000) + "x" + &"_*".repeat(20_000),
        "[".repeat(20_000),
    ] {
        assert!(!markdown::parse(&text, 0).is_empty());
    }
}
