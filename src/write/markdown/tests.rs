use super::*;
use crate::document::markdown::parse;
use crate::document::tree::{Definition, Heading, InlineKind, MarkKind, Merged, Table};

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, range: 0..0 }
}

fn text(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_string()))
}

fn strong(inner: Vec<Inline>) -> Inline {
    inline(InlineKind::Strong(inner))
}

fn emphasis(inner: Vec<Inline>) -> Inline {
    inline(InlineKind::Emphasis(inner))
}

fn block(kind: BlockKind) -> Block {
    Block { kind, range: 0..0 }
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(inlines))
}

fn list(start: Option<u64>, items: Vec<Vec<Block>>) -> Block {
    let items = items.into_iter().map(|blocks| Item { done: None, blocks }).collect();
    block(BlockKind::List { start, tight: true, items })
}

/// The tree in one line, without places, anchors and the seams between texts.
fn shape(blocks: &[Block]) -> String {
    blocks.iter().map(|b| block_shape(b) + "\n").collect()
}

fn block_shape(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(inner) => format!("p({})", line(inner)),
        BlockKind::Heading(h) => format!("h{}{:?}({})", h.level, h.classes, line(&h.inlines)),
        BlockKind::List { start, items, tight } => {
            let items: Vec<String> = items.iter().map(|i| format!("{:?} {}", i.done, shape(&i.blocks))).collect();
            format!("list {start:?} {tight} {items:?}")
        }
        BlockKind::Quote(inner) => format!("quote({})", shape(inner)),
        BlockKind::Alert(kind, inner) => format!("{kind:?}({})", shape(inner)),
        BlockKind::Code { language, text } => format!("code {language} {text:?}"),
        BlockKind::Table(t) => {
            let rows: Vec<Vec<String>> =
                std::iter::once(&t.head).chain(&t.rows).map(|r| r.iter().map(|c| line(c)).collect()).collect();
            format!("table {rows:?} {:?} {} {:?}", t.align, t.side, t.merged)
        }
        BlockKind::Definitions(all) => all
            .iter()
            .map(|d| format!("{}: {:?}", line(&d.term), d.texts.iter().map(|t| shape(t)).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
            .concat(),
        BlockKind::Rule => "rule".to_string(),
        BlockKind::Html(html) => format!("html {}", html.trim()),
        BlockKind::Footnote { name, blocks } => format!("[^{name}]({})", shape(blocks)),
    }
}

fn line(inlines: &[Inline]) -> String {
    let one = |i: &Inline| match &i.kind {
        InlineKind::Ruby(readings) => {
            readings.iter().fold(String::new(), |all, one| format!("{all}⟨{}|{}⟩", one.base, one.reading))
        }
        InlineKind::Text(text) => text.clone(),
        InlineKind::Emphasis(inner) => format!("⟨i {}⟩", line(inner)),
        InlineKind::Strong(inner) => format!("⟨b {}⟩", line(inner)),
        InlineKind::Strike(inner) => format!("⟨s {}⟩", line(inner)),
        InlineKind::Mark(mark, inner) => format!("⟨{} {}⟩", mark.tag(), line(inner)),
        InlineKind::Code(text) => format!("⟨code {text}⟩"),
        InlineKind::Link { target, title, inlines } => format!("⟨a {target} {title} {}⟩", line(inlines)),
        InlineKind::Picture { target, title, alt } => format!("⟨img {target} {title} {}⟩", line(alt)),
        InlineKind::SoftBreak => "\n".to_string(),
        InlineKind::HardBreak => "⏎".to_string(),
        InlineKind::Html(html) => format!("⟨html {html}⟩"),
        InlineKind::FootnoteRef(name) => format!("⟨note {name}⟩"),
    };
    inlines.iter().map(one).collect()
}

fn comes_back(blocks: &[Block]) {
    let written = markdown(blocks);
    assert_eq!(shape(&parse(&written, 0)), shape(blocks), "{written}");
}

#[test]
fn text_stays_text() {
    let texts = [
        "1. 不是列表",
        "1) no list",
        "12、也不是",
        "# 不是标题",
        "#不是",
        "- 不是",
        "+ 不是",
        "* 不是",
        "-",
        "---",
        "===",
        "> 不是",
        ": 不是",
        "+++",
        "```",
        "~~~",
        "a_b_c",
        "____",
        "**不粗**",
        "~~不删~~",
        "5日~8日，9日~10日",
        "[不是](链接)",
        "![不是](图)",
        "[^1]",
        "<b>不粗</b>",
        "<!-- 不是 -->",
        "<https://example.org>",
        "a | b",
        "|---|",
        "&nbsp; &amp; &copy;",
        "C:\\目录\\",
        "结尾的反斜杠\\",
        "`码`",
        "a\\*b",
        "{.class}",
        "第一条　【总则】",
        "1.先登记",
        "·点",
        "www.example.org/a_b*c",
        "2026-11-28",
        "5 * 3 * 2",
        "{津|jīn}",
    ];
    for typed in texts {
        comes_back(&[paragraph(vec![text(typed)])]);
        comes_back(&[block(BlockKind::Heading(Heading {
            level: 2,
            id: String::new(),
            classes: Vec::new(),
            inlines: vec![text(typed)],
        }))]);
        comes_back(&[list(None, vec![vec![paragraph(vec![text(typed)])]])]);
        comes_back(&[paragraph(vec![
            text("甲"),
            inline(InlineKind::HardBreak),
            text(typed),
            inline(InlineKind::HardBreak),
            text("乙"),
        ])]);
        let cell = |t: &str| vec![text(t)];
        let table = Table {
            align: vec![crate::document::tree::Align::None; 2],
            head: vec![cell("头"), cell(typed)],
            rows: vec![vec![cell(typed), cell("尾")]],
            ..Table::default()
        };
        comes_back(&[block(BlockKind::Table(table.clone()))]);
        comes_back(&[block(BlockKind::Table(
            Table { merged: vec![Merged { row: 1, column: 0, wide: 1, tall: 1 }], ..table }.without_joins(),
        ))]);
    }
}

impl Table {
    /// The table as HTML would have it, with a head at the side.
    fn without_joins(mut self) -> Table {
        self.merged.clear();
        self.side = true;
        self
    }
}

/// Characters that mean something to Markdown, and some that do not, in every order that chance brings.
#[test]
fn any_text_comes_back() {
    let signs: Vec<char> = "*_~`[]()<>#+-=|!&;:\\{}^1.) aB中文，。“”《》/\"'$@%".chars().collect();
    let mut seed: u64 = 20_261_128;
    let mut chance = |most: usize| {
        // Knuth's multiplier (TAOCP 3.3.4): any fixed sequence would do.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap_or(0) % most
    };
    for _ in 0..4000 {
        let mut word = || {
            let length = 1 + chance(6);
            let word: String = (0..length).map(|_| signs[chance(signs.len())]).collect();
            let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
            if word.is_empty() { "x".to_string() } else { word }
        };
        let inlines = match word().len() % 6 {
            0 => vec![text(&word())],
            1 => vec![text(&word()), strong(vec![text(&word())]), text(&word())],
            2 => vec![strong(vec![text(&word())]), emphasis(vec![text(&word())]), text(&word())],
            3 => vec![text(&word()), inline(InlineKind::HardBreak), text(&word())],
            4 => vec![inline(InlineKind::Strike(vec![text(&word())])), text(&word()), emphasis(vec![text(&word())])],
            _ => vec![strong(vec![emphasis(vec![text(&word())]), text(&word())]), inline(InlineKind::Code("x".into()))],
        };
        comes_back(&[paragraph(inlines.clone()), list(Some(3), vec![vec![paragraph(inlines)]])]);
    }
}

#[test]
fn marks_come_back() {
    let mark = |kind, inner| inline(InlineKind::Mark(kind, inner));
    let link = |inner| {
        inline(InlineKind::Link {
            target: "https://example.org/a_(b)?c=1&copy=2".into(),
            title: "标 \"题\"".into(),
            inlines: inner,
        })
    };
    let picture =
        inline(InlineKind::Picture { target: "图 1.png".into(), title: String::new(), alt: vec![text("甲[乙]")] });
    comes_back(&[
        paragraph(vec![
            text("遵守"),
            strong(vec![text("《民法典》")]),
            text("的规定"),
            mark(MarkKind::Underline, vec![text("线")]),
        ]),
        paragraph(vec![
            text("x"),
            mark(MarkKind::Super, vec![text("2")]),
            mark(MarkKind::Sub, vec![strong(vec![text("i")])]),
        ]),
        paragraph(vec![
            strong(vec![emphasis(vec![text("粗斜")])]),
            text("，"),
            emphasis(vec![strong(vec![text("斜粗")])]),
        ]),
        paragraph(vec![text("foo"), strong(vec![text("(bar)")]), text("baz")]),
        paragraph(vec![
            strong(vec![text("甲")]),
            emphasis(vec![text("乙")]),
            inline(InlineKind::Strike(vec![text("丙")])),
        ]),
        paragraph(vec![link(vec![strong(vec![text("链]接")])]), picture]),
        paragraph(vec![inline(InlineKind::Code("a`b``c".into())), text(" "), inline(InlineKind::Code("`".into()))]),
        paragraph(vec![text("注"), inline(InlineKind::FootnoteRef("1".into())), text("：")]),
        block(BlockKind::Footnote {
            name: "1".into(),
            blocks: vec![paragraph(vec![text("说明")]), paragraph(vec![text("又一段")])],
        }),
    ]);
}

#[test]
fn blocks_come_back() {
    let p = |t: &str| paragraph(vec![text(t)]);
    let cell = |t: &str| if t.is_empty() { Vec::new() } else { vec![text(t)] };
    let merged = Table {
        align: vec![crate::document::tree::Align::None; 3],
        head: vec![cell("时间"), cell("地点"), cell("")],
        rows: vec![vec![cell("上午"), cell("广场 & <东>"), cell("x")], vec![cell(""), cell("集市"), cell("y")]],
        merged: vec![Merged { row: 0, column: 1, wide: 2, tall: 1 }, Merged { row: 1, column: 0, wide: 1, tall: 2 }],
        side: false,
    };
    comes_back(&[
        p("甲"),
        list(
            Some(3),
            vec![
                vec![p("一"), list(None, vec![vec![p("内")], vec![p("外"), list(Some(1), vec![vec![p("深")]])]])],
                vec![p("二")],
            ],
        ),
        list(Some(1), vec![vec![p("另一个")]]),
        list(None, vec![vec![p("点")]]),
        list(None, vec![vec![p("又一个")]]),
        block(BlockKind::Quote(vec![p("引"), p("文")])),
        block(BlockKind::Code { language: "text".into(), text: "```\n  x\n".into() }),
        block(BlockKind::Table(merged)),
        block(BlockKind::Rule),
        block(BlockKind::Definitions(vec![Definition { term: vec![text("词")], texts: vec![vec![p("义")]] }])),
        block(BlockKind::Alert(crate::document::tree::AlertKind::Tip, vec![p("提示")])),
    ]);
}

#[test]
fn readings_come_back() {
    for typed in [
        "{津|jīn}市的{澧|lǐ}水",
        "# {津|jīn}",
        "甲{欢乐津城|huān lè jīn chéng}乙",
        "| {津|jīn} | 乙 |\n|---|---|\n| 丙 | {澧\\|lǐ} |",
    ] {
        comes_back(&parse(typed, 0));
    }
}
