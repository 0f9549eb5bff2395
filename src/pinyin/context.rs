//! How a character is read that stands alone between words and has more than one reading.
//!
//! In: the character and the words beside it. Out: a reading where they decide it; otherwise the usual one holds.
//! Knows a handful of rules that office titles need. Does not guess where a person's name is ambiguous: 区 before a title is a
//! district unless something says that it is a surname.

use super::cut::Token;

/// Surnames that are read otherwise than the word: the character, the reading of the surname, and whether the word is so rare before
/// the title of a person that it must be the surname.
const SURNAMES: &[(&str, &str, bool)] = &[
    ("仇", "qiu", true),
    ("单", "shan", true),
    ("曾", "zeng", true),
    ("朴", "piao", true),
    ("缪", "miao", true),
    ("盖", "ge", false),
    ("解", "xie", false),
    ("区", "ou", false),
    ("查", "zha", false),
    ("乐", "yue", false),
    ("员", "yun", false),
    ("召", "shao", false),
];

/// What stands behind a surname.
const TITLES: &[&str] = &[
    "律师",
    "法官",
    "检察官",
    "警官",
    "书记",
    "主任",
    "所长",
    "局长",
    "院长",
    "庭长",
    "队长",
    "科长",
    "村长",
    "镇长",
    "校长",
    "老师",
    "教授",
    "医生",
    "先生",
    "女士",
    "同志",
    "大爷",
    "大妈",
    "大叔",
    "阿姨",
    "师傅",
    "经理",
    "组长",
    "会计",
    "调解员",
    "网格员",
    "支书",
    "家",
    "姓",
    "氏",
];

/// What stands before a surname in the report of a case: the last character of the word.
const BEFORE_SOMEBODY: &str = "人民告子工师友户员妻夫父母诉与和对向由";

/// What stands before 得 where it means must.
const MUST: &[&str] = &[
    "必须", "还", "就", "总", "都", "也", "可", "要", "非", "只", "先", "你", "我", "您", "他", "她", "咱", "我们",
    "你们", "咱们", "大家", "谁", "人人", "办事", "一定", "仍", "至少", "最少",
];

/// What stands before 还 where it means giving back.
const BEFORE_RETURN: &[&str] =
    &["拒不", "不肯", "逾期", "按时", "按期", "按月", "分期", "提前", "及时", "如期", "代为", "一次性", "有借有"];

/// What stands behind 还 where it means giving back.
const AFTER_RETURN: &[&str] =
    &["吗", "呢", "了", "吧", "的", "给", "多少", "完", "利息", "本金", "彩礼", "押金", "钱款"];

/// The reading of `text` between the words before and after it, if they decide it.
pub(super) fn alone(before: Option<&Token<'_>>, text: &str, after: Option<&Token<'_>>) -> Option<&'static str> {
    let (left, right) = (before.map_or("", |token| token.text), after.map_or("", |token| token.text));
    if let Some(reading) = surname(left, text, right) {
        return Some(reading);
    }
    let says = |reading, so: bool| so.then_some(reading);
    match text {
        "地" => says(
            "de",
            !right.is_empty()
                && (before.is_some_and(|token| token.is_adverbial() && left.chars().nth(1).is_some())
                    || is_doubled(left)),
        ),
        "得" => says("dei", !right.is_empty() && MUST.contains(&left)),
        "还" => says("huan", right.is_empty() || AFTER_RETURN.contains(&right) || BEFORE_RETURN.contains(&left)),
        "率" => says("shuai", ["队", "团", "众", "员", "部"].contains(&right)),
        "重" => says(
            "chong",
            ["做", "写", "修", "签", "拍", "考", "来", "走", "说", "填", "录", "选", "学"].contains(&right),
        ),
        _ => None,
    }
}

fn surname(left: &str, text: &str, right: &str) -> Option<&'static str> {
    let (_, reading, rare) = SURNAMES.iter().find(|(surname, ..)| *surname == text)?;
    let after_person = left.is_empty() || left.ends_with(|c| BEFORE_SOMEBODY.contains(c));
    let is_somebody = right.starts_with('某') && after_person;
    let is_called = left == "姓" || left == "姓氏";
    (is_called || is_somebody || (*rare && TITLES.contains(&right))).then_some(reading)
}

/// Whether the last two characters are the same, or the word is of the form 认认真真.
fn is_doubled(word: &str) -> bool {
    let mut back = word.chars().rev();
    matches!((back.next(), back.next()), (Some(last), Some(before)) if last == before)
}
