//! Emphasis, readings and line breaks of Chinese text, and what must not change in other text.

mod collection;
mod commonmark;

use super::markdown;
use super::tree::{BlockKind, Inline, InlineKind};

/// The first block's running text, marks as tags.
fn shown(text: &str) -> String {
    let blocks = markdown::parse(text, 0);
    match &blocks[0].kind {
        BlockKind::Paragraph(inlines) => show(inlines),
        BlockKind::Heading(heading) => show(&heading.inlines),
        BlockKind::Table(table) => {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            rows.map(|row| row.iter().map(|cell| show(cell)).collect::<Vec<_>>().join("|"))
                .collect::<Vec<_>>()
                .join("\n")
        }
        BlockKind::Code { text, .. } => text.clone(),
        other => panic!("not running text: {other:?}"),
    }
}

fn show(inlines: &[Inline]) -> String {
    inlines.iter().map(|inline| one(&inline.kind)).collect()
}

fn one(kind: &InlineKind) -> String {
    let wrap = |tag: &str, inner: &[Inline]| format!("<{tag}>{}</{tag}>", show(inner));
    match kind {
        InlineKind::Text(text) | InlineKind::Html(text) => text.clone(),
        InlineKind::Emphasis(inner) => wrap("em", inner),
        InlineKind::Strong(inner) => wrap("b", inner),
        InlineKind::Strike(inner) => wrap("del", inner),
        InlineKind::Mark(mark, inner) => wrap(mark.tag(), inner),
        InlineKind::Link { inlines, .. } => wrap("a", inlines),
        InlineKind::Code(text) => format!("<code>{text}</code>"),
        InlineKind::Picture { alt, .. } => wrap("img", alt),
        InlineKind::Ruby(readings) => {
            readings.iter().fold(String::new(), |out, r| out + "<" + &r.base + "=" + &r.reading + ">")
        }
        InlineKind::SoftBreak => "⏎".to_string(),
        InlineKind::HardBreak => "<br>".to_string(),
        InlineKind::FootnoteRef(name) => format!("[^{name}]"),
    }
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
    }
}

/// The shapes that CommonMark's rules leave as asterisks and that office prose is full of: an inner mark beside an outer character.
#[test]
fn bold_beside_chinese_punctuation() {
    for mark in "，。、；：？！”’）】》—～…·".chars() {
        assert_eq!(shown(&format!("前文**真{mark}**后文")), format!("前文<b>真{mark}</b>后文"));
    }
    for mark in "“‘（【《「『".chars() {
        assert_eq!(shown(&format!("前文**{mark}真**后文")), format!("前文<b>{mark}真</b>后文"));
    }
    for words in ["《民法典》", "（试行）", "【通知】", "“安全第一”", "「平安」"] {
        assert_eq!(shown(&format!("学习**{words}**知识")), format!("学习<b>{words}</b>知识"));
    }
    check(&[
        ("**请注意：**下周一停水。", "<b>请注意：</b>下周一停水。"),
        ("遵守**《中华人民共和国宪法》**的规定", "遵守<b>《中华人民共和国宪法》</b>的规定"),
        ("拨打**110（报警）**或119", "拨打<b>110（报警）</b>或119"),
        // By the specification the wide space forbids it; a clerk who types one after 第一条 means bold.
        ("**第一条　**为了保护民事主体", "<b>第一条　</b>为了保护民事主体"),
    ]);
}

#[test]
fn wide_spaces_belong_to_the_words() {
    check(&[
        ("**第一条　**WTO规则", "<b>第一条　</b>WTO规则"),
        ("**第一条　**", "<b>第一条　</b>"),
        ("**　第一条**为了", "<b>　第一条</b>为了"),
        ("前**　第一条**为了", "前<b>　第一条</b>为了"),
        ("**甲**　**乙**　**丙**", "<b>甲</b>　<b>乙</b>　<b>丙</b>"),
        ("　　**第一条**　为了", "　　<b>第一条</b>　为了"),
        ("甲　**乙**　丙", "甲　<b>乙</b>　丙"),
        ("*　甲\n*　乙", "*　甲*　乙"),
        ("甲　**　乙", "甲　**　乙"),
    ]);
}

#[test]
fn several_in_one_sentence_are_paired_as_meant() {
    check(&[
        ("**“甲”**和**“乙”**后", "<b>“甲”</b>和<b>“乙”</b>后"),
        (
            "居民应当遵守**《民法典》**的规定，请大家**认真学习，**共同**“守法”**。",
            "居民应当遵守<b>《民法典》</b>的规定，请大家<b>认真学习，</b>共同<b>“守法”</b>。",
        ),
        (
            "*（甲）*和**（乙）**和***（丙）***和~~（丁）~~后",
            "<em>（甲）</em>和<b>（乙）</b>和<em><b>（丙）</b></em>和<del>（丁）</del>后",
        ),
        ("前**重要的*（强调）*内容**后", "前<b>重要的<em>（强调）</em>内容</b>后"),
        ("前*外**（内）**外*后", "前<em>外<b>（内）</b>外</em>后"),
        ("前**《甲》*乙*《丙》**后", "前<b>《甲》<em>乙</em>《丙》</b>后"),
        ("见**[《民法典》](a.md)**第一条", "见<b><a>《民法典》</a></b>第一条"),
        ("见[**《民法典》**](a.md)，", "见<a><b>《民法典》</b></a>，"),
        ("用**`代码`**，再**（试）**一次", "用<b><code>代码</code></b>，再<b>（试）</b>一次"),
        ("前**（甲）**[乙](a.md)**（丙）**`丁`后", "前<b>（甲）</b><a>乙</a><b>（丙）</b><code>丁</code>后"),
        ("~~全天，~~上午", "<del>全天，</del>上午"),
        ("5日~8日，10日~12日", "5日~8日，10日~12日"),
    ]);
}

#[test]
fn in_every_kind_of_block() {
    check(&[
        ("## 学习**《民法典》**知识", "学习<b>《民法典》</b>知识"),
        ("## 学习**（试行）**知识 {#a}", "学习<b>（试行）</b>知识"),
        (
            "|甲**（一）**乙|**《丙》**|\n|-|-|\n|**注意：**丁|戊**。**|",
            "甲<b>（一）</b>乙|<b>《丙》</b>\n<b>注意：</b>丁|戊<b>。</b>",
        ),
    ]);
    let inner = |text: &str| match &markdown::parse(text, 0)[0].kind {
        BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => blocks[0].clone(),
        BlockKind::List { items, .. } => items[0].blocks[0].clone(),
        BlockKind::Definitions(all) => all[0].texts[0][0].clone(),
        other => panic!("no block inside: {other:?}"),
    };
    for text in [
        "> 前**“甲”**后",
        ">前**“甲”**后",
        "- 前**“甲”**后",
        "1. 前**“甲”**后",
        "> [!TIP]\n> 前**“甲”**后",
        "词\n: 前**“甲”**后",
    ] {
        let BlockKind::Paragraph(inlines) = inner(text).kind else { panic!("no paragraph in {text}") };
        assert_eq!(show(&inlines), "前<b>“甲”</b>后", "{text}");
    }
    // Marks at the head of a line are what they were: a list, a fence in a quotation.
    assert!(matches!(markdown::parse("* 甲", 0)[0].kind, BlockKind::List { .. }));
    assert!(
        matches!(inner(">~~~文\n>**（甲）**乙\n>~~~").kind, BlockKind::Code { language, text } if language == "文" && text == "**（甲）**乙\n")
    );
    let note = markdown::parse("见[^1]\n\n[^1]: 前**“甲”**后", 0);
    let BlockKind::Footnote { blocks, .. } = &note[1].kind else { panic!("a footnote") };
    assert!(matches!(&blocks[0].kind, BlockKind::Paragraph(inlines) if show(inlines) == "前<b>“甲”</b>后"));
}

#[test]
fn code_escapes_and_latin_stay() {
    check(&[
        ("见`**《法》**`一节", "见<code>**《法》**</code>一节"),
        ("写\\**《法》**字", "写**《法》**字"),
        ("写\\*\\*《法》\\*\\*字", "写**《法》**字"),
        ("    前**（甲）**后", "前**（甲）**后"),
        ("```\n前**（甲）**后 {津|jīn}\n```", "前**（甲）**后 {津|jīn}\n"),
        ("a**b.**c", "a**b.**c"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ]);
    assert_eq!(super::cjk::mend("a **b.**c `d` snake_case {x|y}").1, Vec::<usize>::new());
}

#[test]
fn readings_stand_over_characters() {
    check(&[
        ("{津|jīn}市", "<津=jīn>市"),
        ("在{欢乐津城|huān lè jīn chéng}。", "在<欢=huān><乐=lè><津=jīn><城=chéng>。"),
        ("{北京|Běijīng}", "<北京=Běijīng>"),
        ("{甲乙丙|yī èr}", "<甲乙丙=yī èr>"),
        ("{津｜jīn}", "<津=jīn>"),
        ("{ 津|jīn}{津|}{津}{|jīn}{abc|def}{津a|jīn}", "{ 津|jīn}{津|}{津}{|jīn}{abc|def}{津a|jīn}"),
        ("\\{津|jīn}", "{津|jīn}"),
        ("`{津|jīn}`", "<code>{津|jīn}</code>"),
        ("**{津|jīn}市**、[{澧|lǐ}水](a.md)", "<b><津=jīn>市</b>、<a><澧=lǐ>水</a>"),
        ("{津|jīn}{澧|lǐ}", "<津=jīn><澧=lǐ>"),
        ("## 走进{津|jīn}", "走进<津=jīn>"),
        ("## 走进{津|jīn} ##", "走进<津=jīn>"),
        ("## 走进{津|jīn} {#a}", "走进<津=jīn>"),
        ("|{津|jīn}|`{津|jīn}`|\n|-|-|\n|{澧\\|lǐ}|乙|", "<津=jīn>|<code>{津|jīn}</code>\n<澧=lǐ>|乙"),
        ("{津|&lt;b>}", "<津=<b>>"),
        ("{𬱖|wěi}{禰\u{E0100}|nǐ}", "<𬱖=wěi><禰\u{E0100}=nǐ>"),
    ]);
    let picture = markdown::parse("![{津|jīn}](a.jpg \"{津|jīn}\")", 0);
    let BlockKind::Paragraph(inlines) = &picture[0].kind else { panic!("a paragraph") };
    assert!(matches!(&inlines[0].kind, InlineKind::Picture { title, .. } if title == "{津|jīn}"));
}

#[test]
fn line_breaks_between_han_are_no_spaces() {
    check(&[
        ("第一行，\n第二行", "第一行，第二行"),
        ("他说：\n“好”", "他说：“好”"),
        ("first line\nsecond", "first line⏎second"),
        ("**粗体**\n后文", "<b>粗体</b>后文"),
        ("[链接\n文字](a.md)\n`码`\n字", "<a>链接文字</a><code>码</code>字"),
        ("**甲\n**乙", "**甲**乙"),
        ("注释[^1]\n后文\n\n[^1]: 注", "注释[^1]后文"),
        ("甲<br>\n乙", "甲<br>乙"),
        ("甲  \n乙", "甲<br>乙"),
        ("first<br>\nsecond", "first<br>second"),
        ("{津|jīn}\n城", "<津=jīn>城"),
        // Han beside Latin: no space in Chinese text, one in Western text.
        ("加入世贸组织\nWTO\n以后", "加入世贸组织WTO以后"),
        ("the Civil Code\n民法典\nof China", "the Civil Code⏎民法典⏎of China"),
        ("the Civil Code，\nof China", "the Civil Code，of China"),
        ("it is the\n“supreme law”", "it is the⏎“supreme law”"),
        ("这是\n“最高法”", "这是“最高法”"),
        // Korean puts spaces between words.
        ("대한민국\n헌법", "대한민국⏎헌법"),
        ("|甲|\n|-|\n|乙<br>丙|", "甲\n乙<br>丙"),
    ]);
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
