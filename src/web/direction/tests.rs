use super::*;

#[test]
fn an_element_with_a_language_gets_a_direction() {
    assert_eq!(mark("<p lang=\"zh-Hans\">x</p>"), "<p lang=\"zh-Hans\" dir=ltr>x</p>");
    assert_eq!(mark("<p class=a lang=ug>x</p>"), "<p class=a lang=ug dir=rtl>x</p>");
    assert_eq!(mark("<br lang='kk-Arab'/>"), "<br lang='kk-Arab' dir=\"rtl\"/>");
}

#[test]
fn what_has_one_or_needs_none_stays() {
    for html in [
        "<html lang=\"ug\" dir=\"rtl\">",
        "<a hreflang=\"ug\" href=\"x\">1 < 2</a>",
        "<p title=\" lang=ug \">x</p>",
        "<!-- <p lang=ug> -->".trim_end_matches(" <p lang=ug> -->"),
        "x < y",
        "<p lang=",
        "<p lang=\"\">x</p>",
    ] {
        assert_eq!(mark(html), html);
    }
}
