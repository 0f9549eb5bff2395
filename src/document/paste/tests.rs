use super::super::markdown;
use super::super::tree::{Block, BlockKind, Inline, InlineKind};

/// A text as one line: `p(甲 b(乙)) ul(li(p(丙)))`.
fn shape(text: &str) -> String {
    let (blocks, _) = markdown::read(text, 0);
    shapes(&blocks)
}

fn shapes(blocks: &[Block]) -> String {
    blocks.iter().map(block).collect::<Vec<_>>().join(" ")
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(inner) => format!("p({})", line(inner)),
        BlockKind::Heading(heading) => format!("h{}({})", heading.level, line(&heading.inlines)),
        BlockKind::List { start, items, .. } => {
            let items: Vec<String> = items.iter().map(|item| format!("li({})", shapes(&item.blocks))).collect();
            let name = start.map_or("ul".to_string(), |first| format!("ol{first}"));
            format!("{name}({})", items.join(" "))
        }
        BlockKind::Table(table) => {
            let row = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| line(cell)).collect::<Vec<_>>().join("|");
            let rows: Vec<String> = table.rows.iter().map(row).collect();
            format!("table({}/{})", row(&table.head), rows.join("/"))
        }
        BlockKind::Quote(inner) => format!("quote({})", shapes(inner)),
        BlockKind::Html(html) => format!("html({})", html.trim()),
        BlockKind::Footnote { name, blocks } => format!("note({name}: {})", shapes(blocks)),
        other => format!("{other:?}"),
    }
}

fn line(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match &inline.kind {
        InlineKind::Text(text) => text.clone(),
        InlineKind::Strong(inner) => format!("b({})", line(inner)),
        InlineKind::Emphasis(inner) => format!("i({})", line(inner)),
        InlineKind::Strike(inner) => format!("s({})", line(inner)),
        InlineKind::Mark(kind, inner) => format!("{}({})", kind.tag(), line(inner)),
        InlineKind::Link { target, inlines, .. } => format!("a[{target}]({})", line(inlines)),
        InlineKind::Picture { target, .. } => format!("img[{target}]"),
        InlineKind::HardBreak => "⏎".to_string(),
        InlineKind::SoftBreak => "␤".to_string(),
        InlineKind::Html(html) => format!("html({html})"),
        InlineKind::FootnoteRef(name) => format!("note[{name}]"),
        InlineKind::Code(text) => format!("`{text}`"),
        InlineKind::Ruby(readings) => readings.iter().map(|r| r.base.as_str()).collect(),
    };
    inlines.iter().map(one).collect()
}

#[test]
fn what_is_left_open_is_closed() {
    let cases = [
        ("<p>甲<p>乙", "p(甲) p(乙)"),
        ("<p><b>甲<i>乙</b>丙</i></p>", "p(b(甲i(乙))丙)"),
        ("<ul><li>甲<li>乙<ul><li>丙</ul></ul>丁", "ul(li(p(甲)) li(p(乙) ul(li(p(丙))))) p(丁)"),
        ("<table><tr><td>甲<td>乙<tr><td>丙</table>", "table(/甲|乙/丙|)"),
        ("<table><tr><td><p>甲</td></b></tr></table><p>乙", "p(甲) p(乙)"),
        ("<table>戊<tr><td>甲</td><td><ul><li>乙<li>丙</ul></td></tr></table>", "p(戊) table(/甲|• 乙⏎• 丙)"),
        ("</p></table></div>", ""),
        ("<p>甲</p></b><p>乙", "p(甲) p(乙)"),
        ("<blockquote>甲<blockquote>乙", "quote(p(甲) quote(p(乙)))"),
        ("<p a=b\" c='d>甲", "html(<p a=b\" c='d>甲)"),
        ("<p>1 < 2 <3 </ 4", "p(1 < 2 <3)"),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn spaces_are_as_a_reader_expects_them() {
    let cases = [
        ("<p>\u{3000}\u{3000}甲 <b> 乙 </b> 丙</p>", "p(甲 b(乙) 丙)"),
        ("<p>中\n文\nand\nwords</p>", "p(中文 and words)"),
        ("<p>甲&nbsp;&nbsp;&nbsp;乙 a&nbsp;b</p>", "p(甲 乙 a\u{A0}b)"),
        ("<p>张\u{3000}三<br>\n<br> 李四<br></p>", "p(张\u{3000}三⏎李四)"),
        ("<p>soft&shy;hyphen\u{200B}</p>", "p(softhyphen)"),
        ("<p>a<span> </span>b <i></i> c</p>", "p(a b c)"),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn tags_within_a_line_are_read() {
    let cases = [
        ("甲<b>乙</b>丙", "p(甲b(乙)丙)"),
        ("甲<b>乙**丁**", "p(甲b(乙b(丁)))"),
        ("*甲<b>乙*丙</b>", "p(i(甲b(乙))丙)"),
        ("甲<span class=x>乙</span>", "p(甲html(<span class=x>)乙html(</span>))"),
        ("<a href=\"x.md\" title=t>甲</a>", "p(a[x.md](甲))"),
        ("甲<script>乙</b>丙", "p(甲)"),
        ("甲<script>乙</script>丙", "p(甲丙)"),
        ("甲<o:p>&nbsp;</o:p>乙 `<o:p>`", "p(甲\u{A0}乙 `<o:p>`)"),
        ("<br>", ""),
        ("</b>甲</ruby>", "p(甲html(</ruby>))"),
    ];
    for (text, expected) in cases {
        assert_eq!(shape(text), expected, "{text}");
    }
}

#[test]
fn places_are_those_of_the_file() {
    let text = "前\n\n<p class=MsoNormal>甲<script>x</script><a href=\"y.md\">乙</a></p>\n";
    let (blocks, found) = markdown::read(text, 0);
    let (range, name) = &found.left_out[0];
    assert_eq!((&text[range.clone()], name.as_str()), ("<script>x</script>", "script"));
    let BlockKind::Paragraph(inlines) = &blocks[1].kind else { panic!("a paragraph") };
    assert_eq!(&text[inlines[1].range.clone()], "乙");
    assert_eq!(found.tidied.first(), Some(&(5..text.len() - 1)));
}

/// Each of these took time by the square of its length in some program that reads HTML. Here 100 kB take some milliseconds; by the
/// square they would take longer than anybody waits.
#[test]
fn long_and_deep_and_broken_html_ends() {
    let many = |part: &str| part.repeat(100_000 / part.len());
    let texts = [
        many("<b>"),
        many("<b></i>"),
        many("<div>"),
        many("<div class=x>\n\n"),
        many("<div>\n\n") + "<details>\n",
        many("<table>\n\n"),
        many("<table><tr><td>"),
        many("<p class=MsoNormal>"),
        many("<p>甲</p>\n\n<details>\n\n"),
        many("<ul><li>"),
        many("<!--"),
        many("<![if !x]>"),
        many("<a href='"),
        many("<svg>"),
        many("<p a=b "),
        many("&"),
        many("<p>&amp"),
        many("甲<b>") + "\n\n" + &many("<i>乙</b>"),
        format!("<table>{}</table>", many("<tr><td colspan=999 rowspan=999>甲")),
        format!("<p class=MsoNormal>{}", many("<p style='mso-list:l0 level9'>")),
        many("</div>\n\n"),
        many("<o:p>"),
        many("> <p>\n\n"),
        many("<script>\n\n"),
    ];
    for text in texts {
        let (blocks, _) = markdown::read(&text, 0);
        assert!(blocks.len() < 100_000, "{}", &text[..20]);
    }
}
