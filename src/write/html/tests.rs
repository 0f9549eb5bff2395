use super::*;
use std::sync::Arc;

use crate::base::diag::Diagnostics;
use crate::base::path::SourcePath;
use crate::document::tree::Heading;
use crate::theme::strings::Strings;

struct Site;

impl Resolver for Site {
    fn link(&self, target: &str) -> Resolved {
        match target {
            "gone.md" => Resolved::Nothing,
            _ if target.contains(':') => Resolved::External(target.to_string()),
            _ => Resolved::Url(target.replace(".md", ".html")),
        }
    }

    fn picture(&self, target: &str) -> Option<PictureMarkup> {
        (target == "a.jpg").then(|| PictureMarkup {
            src: "a.jpg".into(),
            srcset: vec![("a-480.jpg".into(), 480), ("a.jpg".into(), 900)],
            webp: vec![("a.webp".into(), 900)],
            width: 900,
            height: 600,
        })
    }
}

fn write(blocks: &[Block]) -> String {
    let (language, path, text) = ("zh".to_string(), SourcePath::from("zh.ftl"), Arc::from("footnotes = 注\n"));
    let file = crate::theme::strings::StringFile { language, path, text };
    let strings = Strings::new(&[file], &[Language::of_key("zh")], &mut Diagnostics::new());
    let lang = Language::of_key("zh");
    let words = Words::of(&strings, &lang);
    html(blocks, &HtmlContext { lang: &lang, resolver: &Site, words: &words })
}

fn inline(kind: InlineKind) -> Inline {
    Inline { kind, range: 0..0 }
}

fn text(text: &str) -> Inline {
    inline(InlineKind::Text(text.to_string()))
}

fn block(kind: BlockKind) -> Block {
    Block { kind, range: 0..0 }
}

fn paragraph(inlines: Vec<Inline>) -> Block {
    block(BlockKind::Paragraph(inlines))
}

fn raw(html: &str) -> Inline {
    inline(InlineKind::Html(html.to_string()))
}

fn link(target: &str, words: &str) -> Inline {
    inline(InlineKind::Link { target: target.into(), title: String::new(), inlines: vec![text(words)] })
}

#[test]
fn text_and_links_are_escaped() {
    let line =
        vec![text("甲<b>&乙"), link("x y.md#\"", "看"), link("gone.md", "没有"), link("javascript:alert(1)", "坏")];
    assert_eq!(write(&[paragraph(line)]), "<p>甲&lt;b&gt;&amp;乙<a href=\"x y.html#&quot;\">看</a>没有坏</p>");
    assert_eq!(
        write(&[paragraph(vec![link("https://a.cn/", "外")])]),
        "<p><a href=\"https://a.cn/\" rel=external>外</a></p>"
    );
    assert!(
        !is_safe_url("java\tscript:x")
            && !is_safe_url("DATA:text/html,x")
            && is_safe_url("a/b:c")
            && is_safe_url("#a:b")
    );
}

#[test]
fn headings_start_at_two() {
    let heading = |level| {
        block(BlockKind::Heading(Heading { level, id: "一".into(), classes: vec![], inlines: vec![text("一")] }))
    };
    assert_eq!(write(&[heading(2)]), "<h2 id=一>一<a class=anchor aria-hidden=true tabindex=-1 href=#一></a></h2>");
    assert!(write(&[heading(1), heading(2)]).contains("<h3 "));
}

#[test]
fn footnotes_follow_the_order_of_reference() {
    let mark = |name: &str| inline(InlineKind::FootnoteRef(name.into()));
    let note = |name: &str, words: &str| {
        block(BlockKind::Footnote { name: name.into(), blocks: vec![paragraph(vec![text(words)])] })
    };
    let html = write(&[note("b", "乙"), paragraph(vec![mark("a"), mark("b"), mark("a"), mark("c")]), note("a", "甲")]);
    assert_eq!(
        html,
        "<p><sup class=note id=fnref-1><a href=#fn-1 role=doc-noteref>1</a></sup>\
         <sup class=note id=fnref-2><a href=#fn-2 role=doc-noteref>2</a></sup>\
         <sup class=note id=fnref-1-2><a href=#fn-1 role=doc-noteref>1</a></sup>[^c]</p>\
         <section class=footnotes role=doc-endnotes aria-label=注><ol><li id=fn-1><p>甲 \
         <a href=#fnref-1 role=doc-backlink aria-label=\"回到正文 1\">↩</a> \
         <a href=#fnref-1-2 role=doc-backlink aria-label=\"回到正文 1-2\">↩</a></p></li>\
         <li id=fn-2><p>乙 <a href=#fnref-2 role=doc-backlink aria-label=\"回到正文 2\">↩</a></p></li></ol></section>"
    );
}

#[test]
fn pictures_alone_are_figures() {
    let picture = inline(InlineKind::Picture { target: "a.jpg".into(), title: "题".into(), alt: vec![text("图")] });
    assert_eq!(
        write(&[paragraph(vec![picture])]),
        "<figure><picture><source type=image/webp srcset=\"a.webp 900w\" sizes=\"(min-width: 60rem) 44rem, 100vw\">\
         <img src=a.jpg srcset=\"a-480.jpg 480w, a.jpg 900w\" sizes=\"(min-width: 60rem) 44rem, 100vw\" width=900 height=600 \
         alt=图 loading=lazy></picture><figcaption>题</figcaption></figure>"
    );
}

#[test]
fn raw_html_is_cleaned_and_closed() {
    let check = |line: Vec<Inline>, expected: &str| assert_eq!(write(&[paragraph(line)]), format!("<p>{expected}</p>"));
    check(vec![raw("<kbd class=k onclick=x()>"), text("a"), raw("</kbd>")], "<kbd class=k>a</kbd>");
    check(vec![raw("<script>"), text("alert(1)"), raw("</script>"), text("b")], "b");
    check(vec![raw("<b>"), raw("<i style='x'>"), text("a"), raw("</b>"), text("c")], "<b><i>a</i></b>c");
    check(vec![raw("<div>"), text("a"), raw("</div>")], "a");
    check(vec![raw("<a href='java&#x73;cript:x'>"), text("a"), raw("</a>")], "a");
    check(vec![raw("<a href=x.md target=_blank>"), text("a"), raw("</a>")], "<a href=x.html>a</a>");
    check(vec![inline(InlineKind::Strong(vec![raw("<u>"), text("a")])), text("b")], "<strong><u>a</u></strong>b");
    let html = |html: &str| write(&[block(BlockKind::Html(html.to_string()))]);
    assert_eq!(
        html("<div class='a b' style=x><p>1 &amp; 2 & 3 < 4</p>"),
        "<div class=\"a b\"><p>1 &amp; 2 &amp; 3 &lt; 4</p></div>"
    );
    assert_eq!(html("<p>x<!-- c --><script>if (a</b) {}</script>y</p>"), "<p>xy</p>");
    assert_eq!(html("<svg><script>x</script><p>in</svg><h1>t</h1></section>"), "<h2>t</h2>");
    assert_eq!(html("<iframe src=x>"), "");
    assert_eq!(
        html("<details open><summary>题</summary>文</details>"),
        "<details open=\"\"><summary>题</summary>文</details>"
    );
    assert_eq!(html("<p 属=值 title=一>x<"), "<p title=一>x&lt;</p>");
    assert_eq!(html("<p title=\"未完"), "<p title=未完></p>");
}
