//! The numbers that an office program draws before paragraphs.
//!
//! In: `numbering.xml`, then the numbered paragraphs in order. Out: a dot, a number, or words such as `第三章` and `（二）`.
//! Counts as Word does: a level begins anew after one above it; lists of one kind count together unless told to begin anew.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::styles::{attribute, child, children, value};

/// Levels of a list ([ECMA-376] 17.9.6).
const LEVELS: usize = 9;

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing is drawn.
    Nothing,
    /// A dot.
    Dot,
    /// A plain number: an item of a numbered list.
    Number(u64),
    /// Words that Markdown has no list for.
    Words(String),
}

#[derive(Clone, Debug)]
struct Level {
    format: String,
    /// With `%1` for the number of the first level.
    text: String,
    start: u64,
}

impl Default for Level {
    fn default() -> Self {
        Level { format: "decimal".to_string(), text: String::new(), start: 1 }
    }
}

/// A list that paragraphs name.
#[derive(Clone, Debug)]
struct List {
    kind: String,
    levels: Vec<Level>,
    /// Levels that begin anew when the list is first used.
    begins: BTreeMap<usize, u64>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    counts: BTreeMap<String, [Option<u64>; LEVELS]>,
    used: BTreeSet<String>,
}

impl Numbering {
    /// Reads the part.
    pub(super) fn read(root: Node<'_, '_>) -> Numbering {
        let mut kinds: BTreeMap<&str, Vec<Level>> = BTreeMap::new();
        let mut by_style: BTreeMap<&str, &str> = BTreeMap::new();
        let mut links: BTreeMap<&str, &str> = BTreeMap::new();
        for node in children(root, "abstractNum") {
            let Some(id) = attribute(node, "abstractNumId") else { continue };
            kinds.insert(id, levels(node, &[]));
            if let Some(style) = child(node, "styleLink").and_then(value) {
                by_style.insert(style, id);
            }
            if let Some(style) = child(node, "numStyleLink").and_then(value) {
                links.insert(id, style);
            }
        }
        let mut lists = BTreeMap::new();
        for node in children(root, "num") {
            let Some(id) = attribute(node, "numId") else { continue };
            let Some(kind) = child(node, "abstractNumId").and_then(value) else { continue };
            let kind = links.get(kind).and_then(|style| by_style.get(style)).copied().unwrap_or(kind);
            let mut own = kinds.get(kind).cloned().unwrap_or_default();
            own.resize(LEVELS, Level::default());
            let mut begins = BTreeMap::new();
            for over in children(node, "lvlOverride") {
                let at = attribute(over, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(0).min(LEVELS - 1);
                own = levels(over, &own);
                if let Some(start) = child(over, "startOverride").and_then(value).and_then(|n| n.parse().ok()) {
                    begins.insert(at, start);
                }
            }
            lists.insert(id.to_string(), List { kind: kind.to_string(), levels: own, begins });
        }
        Numbering { lists, ..Numbering::default() }
    }

    /// What stands before the next paragraph of this list on this level.
    pub(super) fn next(&mut self, id: &str, level: usize) -> Label {
        let Some(list) = self.lists.get(id) else { return Label::Nothing };
        let level = level.min(LEVELS - 1);
        let counts = self.counts.entry(list.kind.clone()).or_default();
        if self.used.insert(id.to_string()) {
            for (at, start) in &list.begins {
                counts[*at] = start.checked_sub(1);
                // A start of 0 has no number before it; the level counts from its own start then.
                if *start == 0 {
                    counts[*at] = None;
                }
            }
        }
        let own = &list.levels[level];
        let number = counts[level].map_or(own.start, |count| count.saturating_add(1));
        counts[level] = Some(number);
        counts[level + 1..].iter_mut().for_each(|count| *count = None);
        match own.format.as_str() {
            "bullet" => return Label::Dot,
            "none" if own.text.is_empty() => return Label::Nothing,
            _ => {}
        }
        let mark = format!("%{}", level + 1);
        let rest = own.text.replacen(&mark, "", 1);
        let is_plain = own.format == "decimal"
            && own.text.starts_with(&mark)
            && matches!(rest.trim(), "" | "." | ")" | "）" | "、" | "．");
        if is_plain {
            return Label::Number(number);
        }
        let mut words = own.text.clone();
        for at in (0..LEVELS).rev() {
            let other = &list.levels[at];
            let count = counts[at].unwrap_or(other.start);
            words = words.replace(&format!("%{}", at + 1), &written(count, &other.format));
        }
        let words = words.trim().to_string();
        if words.is_empty() { Label::Nothing } else { Label::Words(words) }
    }
}

/// The levels of a list; those it does not name are as in `base`.
fn levels(node: Node<'_, '_>, base: &[Level]) -> Vec<Level> {
    let mut all = base.to_vec();
    all.resize(LEVELS, Level::default());
    for level in children(node, "lvl") {
        let at = attribute(level, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
        let Some(slot) = all.get_mut(at) else { continue };
        let format = child(level, "numFmt").and_then(value).unwrap_or("decimal");
        let start = child(level, "start").and_then(value).and_then(|n| n.parse().ok()).unwrap_or(1);
        let text = child(level, "lvlText").and_then(value).unwrap_or_default();
        *slot = Level { format: format.to_string(), text: text.to_string(), start };
    }
    all
}

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: [char; 10] = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];
const BRANCHES: [char; 12] = ['子', '丑', '寅', '卯', '辰', '巳', '午', '未', '申', '酉', '戌', '亥'];

/// A number in one of Word's formats ([ECMA-376] 17.18.59); one it does not know in digits.
pub(super) fn written(number: u64, format: &str) -> String {
    let from_one = |offset: u32, most: u64| {
        let code = u32::try_from(number).ok().filter(|_| (1..=most).contains(&number));
        code.and_then(|n| char::from_u32(offset + n - 1)).map_or_else(|| number.to_string(), String::from)
    };
    let pick = |list: &[char]| {
        let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
        index.and_then(|n| list.get(n)).map_or_else(|| number.to_string(), ToString::to_string)
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counted(number, &DIGITS, &['十', '百', '千']),
        "chineseLegalSimplified" => counted(number, &LEGAL, &['拾', '佰', '仟']),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => {
            number.to_string().bytes().map(|b| DIGITS[usize::from(b - b'0')]).collect()
        }
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from_one(0x2460, 20),
        "decimalEnclosedParen" => from_one(0x2474, 20),
        "decimalEnclosedFullstop" => from_one(0x2488, 20),
        "ideographEnclosedCircle" => from_one(0x3280, 10),
        "ideographTraditional" => pick(&STEMS),
        "ideographZodiac" => pick(&BRANCHES),
        "lowerLetter" => letters(number, b'a'),
        "upperLetter" => letters(number, b'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

/// A number below ten thousand as it is counted in Chinese: 十, 十一, 二十, 一百零五.
fn counted(number: u64, digits: &[char; 10], units: &[char; 3]) -> String {
    if number == 0 || number >= 10_000 {
        return number.to_string();
    }
    let typed = number.to_string();
    let mut out = String::new();
    let mut gap = false;
    for (at, byte) in typed.bytes().enumerate() {
        let digit = usize::from(byte - b'0');
        let place = typed.len() - 1 - at;
        if digit == 0 {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('零');
        }
        gap = false;
        // 十, not 一十, at the beginning; sums of money keep the 壹.
        if !(digit == 1 && place == 1 && at == 0 && digits[1] == '一') {
            out.push(digits[digit]);
        }
        if place > 0 {
            out.push(units[place - 1]);
        }
    }
    out
}

/// a to z, then aa to zz, as Word counts.
fn letters(number: u64, first: u8) -> String {
    if number == 0 || number > 780 {
        return number.to_string();
    }
    let index = number - 1;
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    (0..=index / 26).map(|_| letter).collect()
}

fn roman(number: u64) -> String {
    const VALUES: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, letters) in VALUES {
        while rest >= value {
            out.push_str(letters);
            rest -= value;
        }
    }
    out
}
