//! `addresses.txt`: the addresses that pages have been given, as people can read and mend them.
//!
//! In: the file's text. Out: what is remembered of each page, each line with its place; and the text as it should be. A line that is
//! not understood is a problem at its place, and the file is left as it is. Does not decide about addresses; `address` does.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SourcePath;
use crate::base::place::Place;
use crate::base::rules;
use crate::text;

#[cfg(test)]
mod tests;

/// The file's name in the project's root.
pub const FILE: &str = "addresses.txt";

/// The folder of all content, which every line begins with.
const CONTENT: &str = "content/";

/// What our own comments begin with; they are written anew, in the words of today.
const OURS: &str = "##";

/// What the file says of itself.
const HEAD: [&str; 6] = [
    "## 网页的网址，由 pufa build 记下：文件名是中文的页面、写了 slug 的页面。印出去的二维码都指向这里的网址。",
    "## 请和内容放在一起保存、提交，不要删去。可以改：文件改了名，就改左边；网址不想要了，就删去那一行。",
    "##   文件 = 网址  # 日期和标题          文件 < 从前的网址（访问它会转到现在的网址）",
    "## Addresses of pages, kept by pufa build: of pages whose file names are Chinese, and of those with a slug. Printed QR codes lead to them.",
    "## Keep this file with the content, in version control too. Mend it as you need: a file was renamed: change the left side;",
    "## an address is not wanted any more: take out its line. FILE = ADDRESS  # date and title    FILE < FORMER ADDRESS (leads on to the new one)",
];

/// What is remembered.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// By file under `content/`: `通知/关于绿化.md`, or a folder with its slash.
    pub pages: BTreeMap<String, Remembered>,
    /// Comments of people, which are kept.
    comments: Vec<String>,
}

/// What is remembered of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remembered {
    /// Its address without the language: `tongzhi/guanyu-lvhua.html`, or a folder with its slash.
    pub address: String,
    /// Date and title when it was last published, by which a renamed file is known again; empty if unknown.
    pub seen: String,
    /// Addresses it had before, in order.
    pub former: Vec<String>,
    /// Its line; none for what this run has added.
    pub place: Option<Place>,
}

/// One line that says something.
struct Line {
    key: String,
    address: String,
    /// Date and title; none for a former address.
    seen: Option<String>,
    place: Place,
}

/// Reads the file; none if something in it is not understood, which has then been told.
pub fn read(path: &SourcePath, source: &str, diags: &mut Diagnostics) -> Option<Memory> {
    let mut reader = Reader { diags, memory: Memory::default(), owners: BTreeMap::new(), sound: true };
    let mut start = 0;
    let mut in_conflict = false;
    for line in source.split_inclusive('\n') {
        let typed = line.trim();
        let from = start + (line.len() - line.trim_start().len());
        let place = Place::new(path, from..from + typed.len());
        start += line.len();
        let marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().find(|marker| typed.starts_with(**marker));
        if let Some(marker) = marker {
            if !in_conflict {
                reader.conflict(place);
            }
            in_conflict = *marker != ">>>>>>>";
        } else if typed.starts_with('#') {
            if !typed.starts_with(OURS) {
                reader.memory.comments.push(typed.to_string());
            }
        } else if !typed.is_empty() {
            match parse(typed, &place) {
                Some(line) => reader.take(line),
                None => reader.not_understood(typed, place),
            }
        }
    }
    for remembered in reader.memory.pages.values_mut() {
        remembered.former.sort();
        remembered.former.dedup();
    }
    reader.sound.then_some(reader.memory)
}

struct Reader<'a> {
    diags: &'a mut Diagnostics,
    memory: Memory,
    /// Whose an address is now, and the line that says so.
    owners: BTreeMap<String, (String, Place)>,
    sound: bool,
}

impl Reader<'_> {
    fn tell(&mut self, diagnostic: Diagnostic) {
        self.diags.push(diagnostic);
        self.sound = false;
    }

    fn conflict(&mut self, place: Place) {
        let text = text! { zh: "两份改动没有合并好", en: "two changes of this file were not merged" };
        self.tell(Diagnostic::new(&rules::ADDRESS_LINE, place, text).help(text! {
            zh: "两边的行都留下，删去 `<<<<<<<`、`=======`、`>>>>>>>` 开头的行",
            en: "keep the lines of both sides and take out those that begin with `<<<<<<<`, `=======` and `>>>>>>>`"
        }));
    }

    fn not_understood(&mut self, typed: &str, place: Place) {
        let text = text! { zh: "`{typed}` 读不懂", en: "`{typed}` is not understood" };
        self.tell(Diagnostic::new(&rules::ADDRESS_LINE, place, text).help(text! {
            zh: "应为 `content/通知/某页.md = tongzhi/mouye.html`；网址只用小写字母、数字、连字符和下划线",
            en: "expected `content/notices/page.md = notices/page.html`; an address has lower-case letters, digits, hyphens and underscores only"
        }));
    }

    fn take(&mut self, line: Line) {
        let Line { key, address, seen, place } = line;
        let remembered = self.memory.pages.entry(key.clone()).or_default();
        let Some(seen) = seen else {
            remembered.former.push(address);
            return;
        };
        if remembered.address.is_empty() {
            (remembered.address, remembered.seen, remembered.place) = (address.clone(), seen, Some(place.clone()));
        } else if remembered.address != address {
            let (other, first) = (remembered.address.clone(), remembered.place.clone());
            let text = text! {
                zh: "`content/{key}` 有两个网址：`{other}` 和 `{address}`",
                en: "`content/{key}` has two addresses: `{other}` and `{address}`"
            };
            self.twice(text, place, first);
            return;
        }
        match self.owners.get(&address) {
            Some((other, first)) if *other != key => {
                let (other, first) = (other.clone(), first.clone());
                let text = text! {
                    zh: "`content/{other}` 和 `content/{key}` 的网址都是 `{address}`",
                    en: "`content/{other}` and `content/{key}` both have the address `{address}`"
                };
                self.twice(text, place, Some(first));
            }
            Some(_) => {}
            None => {
                self.owners.insert(address, (key, place));
            }
        }
    }

    fn twice(&mut self, text: crate::base::diag::Text, place: Place, first: Option<Place>) {
        let mut found = Diagnostic::new(&rules::ADDRESS_TWICE, place, text);
        if let Some(first) = first {
            found = found.related(first, text! { zh: "另一行", en: "the other line" });
        }
        self.tell(found.help(text! {
            zh: "印出去的二维码用的是哪一个，就留哪一行，删去另一行",
            en: "keep the line of the address that is printed somewhere, and take out the other"
        }));
    }
}

/// `content/通知/某页.md = tongzhi/mouye.html  # 2026-11-20 某页`, or with `<` and a former address.
fn parse(line: &str, place: &Place) -> Option<Line> {
    let (key, is_former, value) = parted(line)?;
    let (address, seen) = value.split_once('#').map_or((value, ""), |(address, seen)| (address.trim(), seen.trim()));
    let address = address.strip_prefix('/').unwrap_or(address).to_string();
    let fits = is_address(&address) && (is_former || address.ends_with('/') == key.ends_with('/'));
    let seen = (!is_former).then(|| seen.to_string());
    fits.then(|| Line { key, address, seen, place: place.clone() })
}

/// File, whether a former address follows, and what follows.
///
/// The file ends where `.md` or `/` stands before the first `=` or `<`; its folders may be parted as Windows does, and the mark may be
/// a full-width one, as people type it.
fn parted(line: &str) -> Option<(String, bool, &str)> {
    let line_start = line.strip_prefix("content").filter(|rest| rest.starts_with(['/', '\\']))?;
    let rest = &line_start[1..];
    let ends = rest.match_indices(".md").map(|(at, end)| at + end.len());
    let mut ends: Vec<usize> = ends.chain(rest.match_indices(['/', '\\']).map(|(at, _)| at + 1)).collect();
    ends.sort_unstable();
    ends.into_iter().find_map(|end| {
        let mut after = rest[end..].trim_start().chars();
        let is_former = match after.next()? {
            '=' | '＝' => false,
            '<' | '＜' => true,
            _ => return None,
        };
        Some((rest[..end].replace('\\', "/"), is_former, after.as_str().trim()))
    })
}

/// Whether this has the form of an address that pufa gives.
fn is_address(address: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
    let path = address.strip_suffix(".html").or_else(|| address.strip_suffix('/'));
    path.is_some_and(|path| path.split('/').all(|part| !part.is_empty() && part.bytes().all(plain)))
}

/// Whether a file of this name can stand in the file and be read again.
pub fn can_keep(key: &str) -> bool {
    let line = format!("{CONTENT}{key} = x");
    !key.contains(char::is_control) && parted(&line).is_some_and(|(read, ..)| read == key)
}

impl Memory {
    /// The whole file: what it is, comments of people, and a line for each address in the order of the files.
    pub fn text(&self) -> String {
        let mut out = HEAD.join("\n") + "\n";
        for comment in &self.comments {
            out.push_str(comment);
            out.push('\n');
        }
        out.push('\n');
        for (key, remembered) in &self.pages {
            if !remembered.address.is_empty() {
                write!(out, "{CONTENT}{key} = {}", remembered.address).expect("a string takes every write");
                if !remembered.seen.is_empty() {
                    write!(out, "  # {}", remembered.seen).expect("a string takes every write");
                }
                out.push('\n');
            }
            for former in &remembered.former {
                writeln!(out, "{CONTENT}{key} < {former}").expect("a string takes every write");
            }
        }
        out
    }
}
