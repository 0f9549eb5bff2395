use super::*;
use crate::base::config::Variant;

fn said(html: &str) -> String {
    let converter = Converter::new(Variant::Plain).expect("the tables are in the program");
    super::html(html, &converter, &["后里的风".to_string()])
}

#[test]
fn what_people_read_is_converted_and_says_so() {
    assert_eq!(
        said(
            "<html lang=zh-Hant><title>复议 · 津城</title><meta name=description content=\"说明\"><h1 lang=\"zh-Hans\">国家</h1><img src=a.png alt=图书>"
        ),
        "<html lang=zh-Hant><title>復議 · 津城</title><meta name=description content=\"說明\"><h1 lang=\"zh-Hant\">國家</h1><img src=a.png alt=圖書>"
    );
}

#[test]
fn code_addresses_other_languages_and_what_is_quoted_stay() {
    for html in [
        "<code>国家</code>",
        "<p lang=en>国家</p>",
        "<p lang=zh-Hant>后里的云</p>",
        "<p translate=no>国家</p>",
        "<cite>民法典</cite>",
        "<a lang=\"zh-Hans\" hreflang=\"zh-Hans\" href=x>简体</a>",
        "<p>《中华<b>人民</b>共和国》</p>",
        "<blockquote lang=zh-Hans translate=no><p>国家</p></blockquote>",
        "<title>后里的风 · </title>",
        "<!-- 国家 -->",
    ] {
        assert_eq!(said(html), html);
    }
    assert_eq!(said("<a id=国 href=国.html>国</a>"), "<a id=国 href=国.html>國</a>");
    assert_eq!(
        said("<blockquote><p>第二十条 国家</p></blockquote><p>国</p>"),
        "<blockquote lang=zh-Hans><p>第二十条 国家</p></blockquote><p>國</p>"
    );
    assert_eq!(said("<blockquote><p>国家</p></blockquote>"), "<blockquote><p>國家</p></blockquote>");
}

#[test]
fn a_citation_reaches_over_marks_in_the_line() {
    assert_eq!(
        said("<p><strong>第二十条</strong>规定：“国家<em>发展</em>”，国家发展</p>"),
        "<p><strong>第二十條</strong>規定：“国家<em>发展</em>”，國家發展</p>"
    );
}

#[test]
fn a_feed_is_converted_but_for_its_articles() {
    let converter = Converter::new(Variant::Plain).expect("the tables are in the program");
    let given = "<?xml version=\"1.0\"?><feed xml:lang=\"zh-Hant\"><title>国</title><entry xml:lang=\"zh-Hans\"><title>国</title><category term=\"a\" label=\"国\"/><content type=\"html\">&lt;p&gt;国</content></entry><entry xml:lang=\"en\"><title>国</title></entry></feed>";
    let wanted = given
        .replacen("<title>国", "<title>國", 2)
        .replace("label=\"国", "label=\"國")
        .replace("\"zh-Hans\"", "\"zh-Hant\"");
    assert_eq!(String::from_utf8(feed(given.as_bytes().to_vec(), &converter)).unwrap_or_default(), wanted);
}

#[test]
fn broken_html_neither_panics_nor_loses_a_byte() {
    for html in ["<", "a<b", "<p", "<p lang=", "<p lang=\"x", "</", "</p", "<!--", "< p>国", "<p =>国", "&lt;国&gt;"]
    {
        let out = said(html);
        assert_eq!(out.replace('國', "国"), html);
    }
}
