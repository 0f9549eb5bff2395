//! Front matter as clerks type it, line by line.

use std::fmt::Write as _;

use super::{Names, loose, quote, read};
use crate::base::diag::Diagnostics;
use crate::base::path::SourcePath;
use crate::base::value::{Data, Table};

fn shown(data: &Data) -> String {
    match data {
        Data::Text(text) => format!("“{text}”"),
        Data::Integer(n) => n.to_string(),
        Data::Float(n) => n.to_string(),
        Data::Bool(b) => b.to_string(),
        Data::Date(date) => format!("<{date}>"),
        Data::Empty => "-".to_string(),
        Data::List(items) => format!("[{}]", items.iter().map(|v| shown(&v.data)).collect::<Vec<_>>().join(" ")),
        Data::Table(table) => format!("{{{}}}", told(table)),
    }
}

fn told(table: &Table) -> String {
    table.entries.iter().map(|e| format!("{}={}", e.key, shown(&e.value.data))).collect::<Vec<_>>().join(" ")
}

/// What a text means, and where its mistakes begin.
fn means(source: &str) -> String {
    let loose = loose::read(source);
    let mut out = told(&loose.table);
    for error in &loose.errors {
        let _ = write!(out, " !{}", &source[error.range.clone()]);
    }
    out
}

#[test]
fn one_line_one_field() {
    for (line, expected) in [
        ("标题：关于过节的通知", "标题=“关于过节的通知”"),
        ("title ＝ “关于过节的通知”", "title=“关于过节的通知”"),
        ("title = 「过节」  # 注释", "title=“过节”"),
        ("标　题：“扫黑除恶”十问", "标题=““扫黑除恶”十问”"),
        ("title：“甲”和“乙”", "title=““甲”和“乙””"),
        ("title = “关于‘宪法宣传周’的通知”", "title=“关于‘宪法宣传周’的通知”"),
        ("title = “通知\"", "title=“通知”"),
        ("title = \"通知”", "title=“通知”"),
        ("title = \"他说“好””", "title=“他说“好””"),
        ("title = \"说“好”的人\"", "title=“说“好”的人”"),
        ("title = C# 入门", "title=“C# 入门”"),
        ("number ： 12", "number=12"),
        ("number：１２", "number=“１２”"),
        ("draft：true", "draft=true"),
        ("date ＝ 2026-11-28  # 发布", "date=<2026-11-28>"),
        ("date：2026年11月28日", "date=“2026年11月28日”"),
        ("start：2026-11-28 19：30", "start=“2026-11-28 19：30”"),
        ("\"标题\"：过节", "标题=“过节”"),
        ("Address name: x", "Address name=“x”"),
        ("to：[“各社区”，‘各单位’、家庭]", "to=[“各社区” “各单位” “家庭”]"),
        ("to ＝ 【各社区；各单位】", "to=[“各社区” “各单位”]"),
        ("to = [\"各社区、各单位\"，“甲，乙”]", "to=[“各社区、各单位” “甲，乙”]"),
        ("摘要：", "摘要=-"),
        ("summary = \"\"\"\n一\n二\"\"\"\n标题：三", "summary=“一\n二” 标题=“三”"),
        ("to = [\n  “甲”，\n  “乙”，\n]\ntitle：丙", "to=[“甲” “乙”] title=“丙”"),
    ] {
        assert_eq!(means(line), expected, "{line}");
    }
}

#[test]
fn lists_and_records_below_their_key() {
    assert_eq!(means("主送：\n- 各社区\n－ 各单位\n· 家庭\n标题：甲"), "主送=[“各社区” “各单位” “家庭”] 标题=“甲”");
    assert_eq!(
        means("【【节目单】】\n节目：《借条》\n时长（分钟）：12\n\n[[节目单]]\n节目：《回家》"),
        "节目单=[{节目=“《借条》” 时长(分钟)=12} {节目=“《回家》”}]"
    );
    assert_eq!(
        means("节目单：\n- 节目：《借条》\n  表演者：文艺队\n- 节目: 《回家》\n标题：甲"),
        "节目单=[{节目=“《借条》” 表演者=“文艺队”} {节目=“《回家》”}] 标题=“甲”"
    );
    assert_eq!(means("主送：\n- 时间：八点"), "主送=[“时间：八点”]");
}

#[test]
fn what_has_two_meanings_is_refused() {
    for (text, expected) in [
        ("title = \"通知", " !\"通知"),
        ("title = “通知\ndate：x", "date=“x” !“通知"),
        ("title：关于\"扫黑的通知", " !关于\"扫黑的通知"),
        ("to = [“甲”，“乙”\ntitle：丙", "title=“丙” ![“甲”，“乙”"),
        ("title：甲\n标题 乙", "title=“甲” !标题 乙"),
        ("标题：甲\n标题：乙", "标题=“甲” !标题"),
        ("本月，通知：甲", " !本月，通知：甲"),
    ] {
        let is = means(text);
        assert_eq!(is, expected, "{text}");
    }
}

#[test]
fn places_are_those_of_the_source() {
    let source = "# 甲\n标题：“过节”  # 乙\n主送 ＝ [“各社区”，  家庭]\n【【附件】】\nfile = \"a.pdf\"\n";
    let loose = loose::read(source);
    let at = |range: &std::ops::Range<usize>| &source[range.clone()];
    let entries: Vec<(&str, &str)> =
        loose.table.entries.iter().map(|e| (at(&e.key_range), at(&e.value.range))).collect();
    assert_eq!(entries, [("标题", "“过节”"), ("主送", "[“各社区”，  家庭]"), ("【【附件】】", "【【附件】】")]);
    let items = loose.table.entries[1].value.list().expect("a list");
    assert_eq!(items.iter().map(|item| at(&item.range)).collect::<Vec<_>>(), ["“各社区”", "家庭"]);
    let record = loose.table.entries[2].value.list().and_then(|l| l[0].table()).expect("a record");
    assert_eq!(at(&record.entries[0].value.range), "\"a.pdf\"");
    assert_eq!(loose.comments.iter().map(at).collect::<Vec<_>>(), ["# 甲", "# 乙"]);
}

#[test]
fn quotations_are_matched_from_the_outside() {
    assert_eq!(quote::inside("“a”"), Some("a"));
    assert_eq!(quote::inside("“a"), None);
    assert_eq!(quote::inside("“a“"), Some("a"));
    assert_eq!(quote::inside("a\"b"), None);
    assert_eq!(quote::inside("“"), None);
    assert_eq!(quote::without_comment("“a # b” # c"), ("“a # b”", 1));
    assert_eq!(quote::closing_bracket("[“]”]x"), Some("[“]”]".len()));
    assert_eq!(quote::list("[[“a”]]"), None);
}

/// Where the body begins, if the head is front matter.
fn body(source: &str) -> Option<&str> {
    let names = [("标题", "title"), ("title", "title"), ("日期", "date"), ("主送", "to"), ("摘要", "summary")];
    let mut diags = Diagnostics::new();
    let (front, body) = read(&SourcePath::from("x.md"), source, &Names::of(names.into_iter()), &mut diags);
    (diags.is_empty() && !front.table.entries.is_empty()).then(|| &source[body..])
}

#[test]
fn fields_without_fences_are_known_by_their_names() {
    assert_eq!(body("标题：甲\n日期：2026-11-28\n\n正文。"), Some("\n正文。"));
    assert_eq!(body("\n\ntitle: 甲\n正文。"), Some("正文。"));
    assert_eq!(body("标题：甲\n主送：\n- 乙\n- 丙\n正文：丁"), Some("正文：丁"));
    assert_eq!(body("标题：甲\n---\n正文。"), Some("正文。"));
    assert_eq!(body("＋＋＋\n标题：甲\n＋＋＋\n正文。"), Some("正文。"));
    assert_eq!(body("——\n标题：甲\n——\n正文。"), Some("正文。"));
    // Not unmistakable: no title, an unknown name, no fields at all.
    assert_eq!(body("日期：2026-11-28\n\n正文。"), None);
    assert_eq!(body("各社区：您好！\n标题：甲"), None);
    assert_eq!(body("# 标题：甲\n"), None);
    assert_eq!(body("——\n这是一句话。\n——\n"), None);
    assert_eq!(body(""), None);
}
