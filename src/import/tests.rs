use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::numbering::written;
use super::*;
use crate::document::loose;
use crate::document::tree::{BlockKind, Inline, InlineKind, plain};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w" xmlns:r="r" xmlns:m="m" xmlns:mc="mc" xmlns:wp="wp" xmlns:a="a" xmlns:wps="wps" xmlns:v="v"><w:body>"#;

/// A document with these parts.
fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a new part");
        writer.write_all(text.as_bytes()).expect("memory takes every write");
    }
    writer.finish().expect("memory takes every write").into_inner()
}

fn options() -> Options {
    Options { alt: "?".to_string(), stem: "picture".to_string() }
}

/// The document whose text is this, with further parts.
fn read(body: &str, more: &[(&str, &str)]) -> Import {
    let text = format!("{HEAD}{body}</w:body></w:document>");
    let mut parts = vec![("word/document.xml", text.as_str())];
    parts.extend(more);
    docx(&package(&parts), &options()).unwrap_or_else(|why| panic!("{}", why.en))
}

/// The blocks in one line each.
fn lines(import: &Import) -> String {
    import.blocks.iter().map(|block| line(block) + "\n").collect()
}

fn line(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(inlines) => words(inlines),
        BlockKind::Heading(heading) => format!("h{} {}", heading.level, words(&heading.inlines)),
        BlockKind::List { start, items, .. } => {
            let items: Vec<String> =
                items.iter().map(|item| item.blocks.iter().map(line).collect::<Vec<_>>().join(" ")).collect();
            format!("{}({})", start.map_or("ul".to_string(), |n| format!("ol{n}")), items.join("; "))
        }
        BlockKind::Table(table) => {
            let row = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("|");
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("table {} / {} {:?}", row(&table.head), rows.join(" / "), table.merged)
        }
        BlockKind::Footnote { name, blocks } => format!("[{name}] {}", blocks.iter().map(line).collect::<String>()),
        BlockKind::Quote(blocks) => format!("quote {}", blocks.iter().map(line).collect::<String>()),
        other => format!("{other:?}"),
    }
}

fn words(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match &inline.kind {
        InlineKind::Ruby(readings) => readings.iter().map(|r| r.base.as_str()).collect(),
        InlineKind::Strong(inner) => format!("b({})", words(inner)),
        InlineKind::Mark(mark, inner) => format!("{}({})", mark.tag(), words(inner)),
        InlineKind::Strike(inner) => format!("s({})", words(inner)),
        InlineKind::Link { target, inlines, .. } => format!("a[{target}]({})", words(inlines)),
        InlineKind::Picture { target, alt, .. } => format!("img[{target}]({})", plain(alt)),
        InlineKind::FootnoteRef(name) => format!("[^{name}]"),
        InlineKind::HardBreak => "⏎".to_string(),
        _ => plain(std::slice::from_ref(inline)),
    };
    inlines.iter().map(one).collect()
}

fn told(import: &Import) -> String {
    let lines: Vec<String> =
        import.losses.iter().map(|loss| format!("{}: {}\n", loss.place.en, loss.what.en)).collect();
    lines.concat()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn numbers_are_written_as_word_writes_them() {
    let cases = [
        ("chineseCounting", 1, "一"),
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 1010, "一千零一十"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 120, "一二〇"),
        ("decimalEnclosedCircle", 3, "③"),
        ("ideographTraditional", 2, "乙"),
        ("decimalFullWidth", 12, "１２"),
        ("lowerLetter", 28, "bb"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("unheardOf", 7, "7"),
    ];
    for (format, number, expected) in cases {
        assert_eq!(written(number, format), expected, "{format} {number}");
    }
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

#[test]
fn lists_count_as_in_word() {
    let item = |list: u8, level: u8, text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let body = [
        item(1, 0, "甲"),
        item(1, 1, "点"),
        item(1, 0, "乙"),
        p("中间"),
        item(1, 0, "丙"),
        item(3, 0, "重来"),
        p("末"),
        item(2, 0, "条"),
        item(2, 1, "款"),
        item(2, 0, "条"),
        item(0, 0, "没有编号"),
    ];
    let import = read(&body.concat(), &[("word/numbering.xml", NUMBERING)]);
    assert_eq!(lines(&import), "ol3(甲 ul(点); 乙)\n中间\nol5(丙; 重来)\n末\n第一条条\n一-1 款\n第二条条\n没有编号\n");
}

#[test]
fn revisions_comments_and_fields_are_resolved() {
    let body = r#"<w:p><w:r><w:t>调解</w:t></w:r><w:ins><w:r><w:t>当天</w:t></w:r></w:ins><w:del><w:r><w:delText>三天</w:delText></w:r></w:del><w:r><w:t>受理</w:t><w:commentReference w:id="7"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部</w:t></w:r></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://example.org/"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t>网页</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p>
<w:p><w:r><w:t>签名</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r><w:r><w:br w:type="page"/></w:r></w:p>
<w:p><w:hyperlink r:id="x"><w:r><w:t>坏链接</w:t></w:r></w:hyperlink><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r><w:r><w:ruby><w:rt><w:r><w:t>jīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>津</w:t></w:r></w:rubyBase></w:ruby></w:r><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"#;
    let comments = r#"<w:comments xmlns:w="w"><w:comment w:id="7"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>"#;
    let relations = r#"<Relationships><Relationship Id="x" Type="t/hyperlink" Target="file:///C:/a.doc" TargetMode="External"/></Relationships>"#;
    let import = read(body, &[("word/comments.xml", comments), ("word/_rels/document.xml.rels", relations)]);
    assert_eq!(lines(&import), "调解当天受理\na[https://example.org/](网页)第3页\n签名______\n坏链接□津（jīn）a+b\n");
    assert_eq!(
        told(&import),
        "paragraph 1: the comment “请核对” was left out\n\
         paragraph 1: the hidden text “内部” was left out\n\
         paragraph 4: the link `file:///C:/a.doc` works on the other machine only and became plain text\n\
         paragraph 4: the reading “jīn” above “津” follows it in brackets\n\
         paragraph 4: an equation became plain text: a+b\n\
         : the file has tracked changes: insertions taken: 1, deletions dropped: 1\n"
    );
}

#[test]
fn notes_boxes_and_pictures_find_their_place() {
    let drawing = |inside: &str, alt: &str| {
        format!(r#"<w:r><w:drawing><wp:inline><wp:docPr descr="{alt}"/>{inside}</wp:inline></w:drawing></w:r>"#)
    };
    let body = format!(
        r#"<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p><w:p>{}{}{}</w:p>{}"#,
        p("框里的话"),
        p("框里的话"),
        drawing(r#"<a:blip r:embed="p"/>"#, "广场"),
        drawing(r#"<a:blip r:embed="p"/>"#, ""),
        drawing(r#"<a:blip r:embed="q"/>"#, "x"),
        p("后面"),
    );
    let notes = format!(
        r#"<w:footnotes xmlns:w="w"><w:footnote w:id="0" w:type="separator">{}</w:footnote><w:footnote w:id="2">{}</w:footnote></w:footnotes>"#,
        p("-"),
        p("第四条。")
    );
    let relations = r#"<Relationships><Relationship Id="p" Type="t/image" Target="media/a.png"/><Relationship Id="q" Type="t/image" Target="/word/media/b.emf"/></Relationships>"#;
    let import = read(
        &body,
        &[
            ("word/footnotes.xml", &notes),
            ("word/_rels/document.xml.rels", relations),
            ("word/media/a.png", "GIF89a"),
            ("word/media/b.emf", "BM"),
        ],
    );
    assert_eq!(lines(&import), "甲[^1]\n框里的话\nimg[picture-1.gif](广场)img[picture-1.gif](?)\n后面\n[1] 第四条。\n");
    assert_eq!(import.pictures.len(), 1);
    assert_eq!(
        told(&import),
        "paragraph 1: the text of a text box follows this paragraph\n\
         paragraph 3: the picture picture-1.gif has no description; say what it shows\n\
         paragraph 3: the format of the picture `word/media/b.emf` (BMP) is no use on the web; save it as PNG or JPEG\n"
    );
}

#[test]
fn tables_keep_their_joins() {
    let cell = |more: &str, text: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr>{}</w:tc>", p(text));
    let wide = r#"<w:gridSpan w:val="2"/>"#;
    let (first, next) = (r#"<w:vMerge w:val="restart"/>"#, "<w:vMerge/>");
    let body = format!(
        "<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl><w:tbl><w:tr>{}</w:tr></w:tbl><w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell("", "时间"),
        cell(wide, "地点"),
        cell(first, "上午"),
        cell("", "广场"),
        cell("", "东"),
        cell(next, ""),
        cell("", "集市"),
        cell("", "西"),
        cell("", "框"),
        cell("", "a"),
        cell("", "b"),
        cell("", "c"),
        cell("", "d"),
    );
    let import = read(&body, &[]);
    assert_eq!(
        lines(&import),
        "table 时间|地点| / 上午|广场|东 / |集市|西 [Merged { row: 0, column: 1, wide: 2, tall: 1 }, Merged { row: 1, column: 0, wide: 1, tall: 2 }]\n框\ntable a|b / c|d []\n"
    );
}

#[test]
fn a_title_is_found_and_headings_follow_it() {
    let styles = r#"<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 1"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="c"><w:name w:val="x"/><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style></w:styles>"#;
    let styled = |style: &str, text: &str| {
        format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
    };
    let centred = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"#
        )
    };
    let case = |body: String| {
        let import = read(&body, &[("word/styles.xml", styles)]);
        (import.title.clone(), lines(&import))
    };
    let expect = |title: &str, text: &str| (title.to_string(), text.to_string());
    assert_eq!(case(styled("t", "题") + &styled("a", "一") + &styled("c", "二")), expect("题", "h2 一\nh3 二\n"));
    assert_eq!(case(styled("a", "题") + &styled("toc", "目录") + &styled("b", "二")), expect("题", "h2 二\n"));
    assert_eq!(case(styled("a", "一") + &styled("a", "二")), expect("", "h2 一\nh2 二\n"));
    assert_eq!(case(centred("关于某事") + &centred("的通知") + &p("正文")), expect("关于某事的通知", "正文\n"));
    assert_eq!(case(p("正文") + &centred("不是题")), expect("", "正文\n不是题\n"));
    let import = read(&(p("正文") + &p("2026年11月20日")), &[]);
    assert_eq!(import.date, Some((2026, 11, 20)));
}

#[test]
fn what_is_no_document_is_refused_in_words() {
    let refused = |bytes: &[u8]| docx(bytes, &options()).expect_err("it is no document").en;
    let whole = |text: &str| package(&[("word/document.xml", text)]);
    let mut ole = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    assert!(refused(&ole).contains(".doc or .wps"), "an old document");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert!(refused(&ole).contains("password"), "a document with a password");
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"{\\rtf1").contains("no .docx"));
    assert!(refused(b"PK\x03\x04 and nothing more").contains("broken"));
    assert!(refused(&package(&[("a.txt", "x")])).contains("no text part"));
    assert!(refused(&whole("<w:document")).contains("broken"));
    assert!(refused(&whole("<x/>")).contains("broken"));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>"#;
    assert!(refused(&whole(entities)).contains("broken"));
    let deep = format!("{HEAD}{}", "<w:sdt><w:sdtContent>".repeat(50_000));
    assert!(refused(&whole(&deep)).contains("broken"));
    let bomb = format!("{HEAD}{}</w:body></w:document>", " ".repeat(30 << 20));
    assert!(refused(&whole(&bomb)).contains("unreasonably large"));
    let nested = format!(
        "{HEAD}{}{}{}</w:body></w:document>",
        "<w:tbl><w:tr><w:tc>".repeat(60),
        p("深"),
        "</w:tc></w:tr></w:tbl>".repeat(60)
    );
    docx(&whole(&nested), &options()).expect("deep tables are cut, not refused");
}

#[test]
fn bold_rows_are_heads() {
    let bold = |t: &str| {
        vec![Inline {
            kind: InlineKind::Strong(vec![Inline { kind: InlineKind::Text(t.into()), range: 0..0 }]),
            range: 0..0,
        }]
    };
    let mut row = vec![bold("甲"), Vec::new()];
    assert!(loose::is_bold(&row));
    loose::without_bold(&mut row);
    assert_eq!(plain(&row[0]), "甲");
    assert!(!loose::is_bold(&row));
}
