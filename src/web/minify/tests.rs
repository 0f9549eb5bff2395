use super::*;

fn check(source: &str, expected: &str) {
    let small = template(source);
    assert_eq!(small.text, expected, "{source}");
    for (at, c) in small.text.char_indices() {
        let there = source[small.origin(at)..].chars().next();
        assert!(there == Some(c) || (c == ' ' && there.is_some_and(|c| c.is_ascii_whitespace())), "{source} at {at}");
    }
}

#[test]
fn space_beside_blocks_goes_and_between_words_stays() {
    check("<div>\n  <p>甲 <b>乙</b>\n 丙\n</p>\n</div>\n", "<div><p>甲 <b>乙</b> 丙</p></div>");
    check("<a>x</a>\n{{ y }}\n<b>z</b>", "<a>x</a> {{ y }} <b>z</b>");
    check("<p>a   b\n\nc</p>", "<p>a b c</p>");
    check("{# c #}\n<p>\n<!-- d -->x<!-- {{ y }} --></p>", "<p>x<!-- {{ y }} --></p>");
    check("<pre>\n a\n</pre>\n<textarea> b </textarea>", "<pre>\n a\n</pre><textarea> b </textarea>");
}

#[test]
fn space_is_followed_through_branches() {
    check(
        "<ul>\n{% for x in y %}\n{% if x %}\n<li>{{ x }}</li>\n{% endif %}\n{% endfor %}\n</ul>",
        "<ul>{% for x in y %}{% if x %}<li>{{ x }}</li>{% endif %}{% endfor %}</ul>",
    );
    // Without the branch, space stands between two inline elements.
    check(
        "<i>a</i>\n{% if x %}<div>b</div>{% endif %}\n<i>c</i>",
        "<i>a</i> {% if x %}<div>b</div>{% endif %} <i>c</i>",
    );
    check(
        "<i>a</i>\n{% if x %}<div>b</div>{% else %}<p>{% endif %}\nc",
        "<i>a</i>{% if x %}<div>b</div>{% else %}<p>{% endif %}c",
    );
    check("{% for x in y %}\n<a>x</a>\n{% endfor %}", "{% for x in y %} <a>x</a> {% endfor %}");
    check("<p>{% block a %}\n<p>\n{% endblock a %}\nx</p>", "<p>{% block a %}<p>{% endblock a %} x</p>");
}

#[test]
fn attributes_lose_marks_they_do_not_need() {
    check(
        "<a  class=\"x-1\"\n href=\"{{ root }}a\" id='b c' data-x=\"\" rel='me'>",
        "<a class=x-1 href=\"{{ root }}a\" id='b c' data-x=\"\" rel=me>",
    );
    check("<a class=\"x\"{% if y %} id=\"z\"{% endif %}>", "<a class=\"x\"{% if y %} id=\"z\"{% endif %}>");
    check("<path d=\"M0\" /><a href=\"x/\" >", "<path d=\"M0\" /><a href=\"x/\">");
    check("<a title=\"{{ 'a>b' if x else \"}}\" }}\">y</a>", "<a title=\"{{ 'a>b' if x else \"}}\" }}\">y</a>");
}

#[test]
fn no_text_breaks_the_scanner() {
    for source in [
        "<",
        "<a",
        "<a b='",
        "{{",
        "{% if",
        "{{ '",
        "<!--",
        "</",
        "{",
        "<p {",
        "<a href=\"{{ x",
        "中<",
        "<!",
        "{% raw %}",
    ] {
        let _ = template(source);
    }
}

#[test]
#[cfg(feature = "minify")]
fn style_sheets_and_scripts() {
    assert_eq!(
        css("a { color : #ff0000; }\n/* c */ b{ text-autospace: normal }"),
        "a{color:red}b{text-autospace:normal}"
    );
    assert_eq!(css(""), "");
    let script = js("const menu = document.querySelector('a');\nif (menu) { menu.hidden = true; }\n");
    assert!(script.contains("querySelector") && script.len() < 75, "{script}");
}
