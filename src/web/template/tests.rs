use super::*;
use crate::theme::strings::StringFile;

fn read(files: &[(&str, &str)]) -> (Templates, Vec<String>) {
    let mut diags = Diagnostics::new();
    let zh: Arc<str> = Arc::from("home = 首页 & 门\ncount = 共{ $n }篇\n");
    let en: Arc<str> = Arc::from("home = Home\ncount = { $n ->\n [one] one\n *[other] { $n }\n}\n");
    let words = |language: &str, path: &str, text| StringFile { language: language.into(), path: path.into(), text };
    let languages = ["zh", "en"].map(Language::of_key);
    let strings = Strings::new(&[words("zh", "zh.ftl", zh), words("en", "en.ftl", en)], &languages, &mut diags);
    let file = |(name, source): &(&str, &str)| TemplateFile {
        name: name.to_string(),
        path: format!("web/{name}").into(),
        source: Arc::from(*source),
    };
    let files: Vec<TemplateFile> = files.iter().map(file).collect();
    let templates = Templates::new(&files, &Arc::new(strings), &languages, &mut diags);
    (templates, diags.iter().map(|d| show(d, &files)).collect())
}

fn show(d: &Diagnostic, files: &[TemplateFile]) -> String {
    let place = d.place.as_ref().map_or(String::new(), |p| {
        let text = files.iter().find(|f| f.path == p.path).map_or("", |f| &f.source);
        let at = crate::base::place::line_column(text, p.start);
        format!("{}:{}:{} {:?} ", p.path, at.line, at.column, &text[p.range_in(text)])
    });
    format!("{} {place}{}", d.rule.code, d.text.en)
}

const BASE: &str = "<html>\n<body>\n{% block main %}{% endblock main %}\n{{ <ui.foot level={2} /> }}</body></html>";
const PARTS: &str = "{% component ui.foot(level: integer = 1, @root) %}\n<p>{{ root }}{{ level }}{{ t(key=\"home\") }}</p>\n{% endcomponent ui.foot %}";
const PAGE: &str = "{% extends \"base.html\" %}\n{% block main %}\n<h1>{{ page.title }}</h1>\n{{ page.content | safe }} {{ t(key='count', n=page.n) }}\n{% endblock main %}";

fn context() -> Context {
    let mut context = Context::new();
    context.insert("root", "../");
    context.insert("page", &serde_json::json!({ "title": "甲<乙", "content": "<p>文</p>", "n": 1 }));
    context
}

fn page() -> Place {
    Place::file(&"content/a.md".into())
}

#[test]
fn a_page_is_filled_in_by_language() {
    let (templates, problems) = read(&[("base.html", BASE), ("parts.html", PARTS), ("page.html", PAGE)]);
    assert_eq!(problems, Vec::<String>::new());
    let render = |language| {
        let page = templates.render("page.html", &context(), language, &page()).map_err(|d| d.iter().count());
        page.map(|bytes| String::from_utf8(bytes).unwrap())
    };
    assert_eq!(
        render("zh").unwrap(),
        "<html><body><h1>甲&lt;乙</h1><p>文</p> 共1篇  <p>../2首页 &amp; 门</p></body></html>"
    );
    assert!(render("en").unwrap().contains("</p> one  <p>../2Home</p>"));
    assert_eq!(templates.facets("page.html").unwrap(), BTreeSet::from(["page".to_string(), "root".to_string()]));
}

#[test]
fn names_are_known_through_all_that_a_template_uses() {
    let (templates, problems) = read(&[
        ("base.html", "<p>{{ 'a' if neighbours.prev else 'b' }}</p>{% block main %}{% endblock main %}"),
        ("parts.html", "{% component ui.both(n) %}<p>{{ n.next.title }}</p>{% endcomponent ui.both %}"),
        ("part.html", "{% set n = neighbours %}{{ n.next.title }}"),
        ("extends.html", "{% extends \"base.html\" %}{% block main %}{{ page.title }}{% endblock main %}"),
        ("includes.html", "{% include \"part.html\" %}"),
        ("component.html", "{% if page.title %}{{ <ui.both n={neighbours} /> }}{% endif %}"),
        ("loop.html", "{% for n in [neighbours.prev, neighbours.next] %}{{ n.title }}{% endfor %}"),
        ("none.html", "{{ page.neighbours }}"),
    ]);
    assert_eq!(problems, Vec::<String>::new());
    for name in ["base.html", "extends.html", "includes.html", "component.html", "loop.html", "there-is-none.html"] {
        assert!(templates.looks_at(name, "neighbours"), "{name}");
    }
    assert!(!templates.looks_at("none.html", "neighbours"));
}

#[test]
fn a_fingerprint_covers_all_that_is_used() {
    let all = |parts: &str, other: &str| {
        let (t, _) = read(&[("base.html", BASE), ("parts.html", parts), ("page.html", PAGE), ("other.html", other)]);
        (t.fingerprint("page.html"), t.fingerprint("other.html"))
    };
    let (page, other) = all(PARTS, "a");
    assert_eq!(all(PARTS, "b").0, page);
    assert_ne!(all(&PARTS.replace("<p>", "<b>"), "a").0, page);
    assert_eq!(all(&PARTS.replace("<p>", "<b>"), "a").1, other);
}

#[test]
fn problems_are_shown_at_the_line_of_the_source() {
    let (_, problems) =
        read(&[("page.html", "<p>\n\n   {{ page.title | upperr }}\n  {{ nofn() }}</p>"), ("b.html", "ok")]);
    assert_eq!(
        problems,
        [
            "W101 web/page.html:3:20 \"upperr\" the template is wrong: Unknown filter `upperr`",
            "W101 web/page.html:4:6 \"nofn\" the template is wrong: Unknown function `nofn`",
        ]
    );
}

#[test]
fn syntax_errors_of_all_files_are_shown() {
    let (templates, problems) = read(&[("a.html", "<p>中\n  {% if x %}"), ("b.html", "<i>中文</i>\n  {{ x y }}")]);
    assert_eq!(
        problems,
        [
            "W101 web/a.html:2:11 \"%}\" the template is wrong: Unexpected end of input",
            "W101 web/b.html:2:8 \"y\" the template is wrong: Found identifier but expected }}.",
        ]
    );
    assert!(templates.render("a.html", &Context::new(), "zh", &page()).is_err());
}

#[test]
fn render_errors_name_template_and_page() {
    let source = "<p>\n   <b>中文</b>\n  {{ page.titel }}</p>";
    let (templates, problems) = read(&[("page.html", source)]);
    assert_eq!(problems, Vec::<String>::new());
    let found = templates.render("page.html", &context(), "zh", &page()).unwrap_err();
    let found: Vec<&Diagnostic> = found.iter().collect();
    assert_eq!(found[0].place.as_ref().map(|p| &source[p.start..p.end]), Some("titel"));
    assert_eq!(found[0].related[0].0, page());
    assert!(templates.render("none.html", &context(), "zh", &page()).is_err());
}

#[test]
fn texts_that_are_nowhere_are_reported_when_reading() {
    let (_, problems) =
        read(&[("page.html", "<p title=\"{{ t(key='hom') }}\">{{ t(key=\"home\") }}{{ t( key = \"zzz\", n=1) }}</p>")]);
    assert_eq!(
        problems,
        [
            "W101 web/page.html:1:21 \"hom\" there is no interface text `hom`",
            "W101 web/page.html:1:63 \"zzz\" there is no interface text `zzz`",
        ]
    );
}
