//! Running text as Markdown: signs where they are read as meant, HTML where they would not be, backslashes before what means something.
//!
//! In: inlines. Out: the lines of one paragraph, or one line for a heading or a cell.

use crate::base::cjk::is_cjk;
use crate::document::html::entity_length;
use crate::document::markdown;
use crate::document::tree::{BlockKind, Inline, InlineKind, Reading, plain};

/// A paragraph; line breaks that are meant end a line with a backslash.
pub(super) fn paragraph(inlines: &[Inline]) -> String {
    let write = |signs| {
        let mut writer = Writer { out: String::new(), one_line: false, signs };
        writer.inlines(inlines, None);
        let lines: Vec<String> = writer.out.trim().lines().map(|line| guarded(line.trim_start())).collect();
        lines.join("\n")
    };
    surely(inlines, write)
}

/// With signs if the parser reads them as meant, else with tags. Markdown's rules about signs beside signs cannot be foreseen
/// in a few lines, so the parser itself is asked.
fn surely(inlines: &[Inline], write: impl Fn(bool) -> String) -> String {
    let typed = write(true);
    let has_marks = inlines
        .iter()
        .any(|inline| matches!(inline.kind, InlineKind::Emphasis(_) | InlineKind::Strong(_) | InlineKind::Strike(_)));
    if !has_marks {
        return typed;
    }
    // A reference means something only if the note is there.
    let mut whole = typed.clone();
    for inline in inlines {
        if let InlineKind::FootnoteRef(name) = &inline.kind {
            whole.push_str(&format!("\n\n[^{name}]: x"));
        }
    }
    let read = match markdown::parse(&whole, 0).into_iter().next().map(|block| block.kind) {
        Some(BlockKind::Paragraph(read)) => shape(&read),
        _ => String::new(),
    };
    if read.trim() == shape(inlines).trim() { typed } else { write(false) }
}

/// What running text is, without its places.
fn shape(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        let (sign, inner) = match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => {
                out.push_str(text);
                continue;
            }
            InlineKind::Ruby(readings) => {
                readings.iter().for_each(|reading| out.push_str(&reading.base));
                continue;
            }
            InlineKind::Emphasis(inner) => ("\u{1}", inner),
            InlineKind::Strong(inner) => ("\u{2}", inner),
            InlineKind::Strike(inner) => ("\u{3}", inner),
            InlineKind::Mark(_, inner) => ("\u{4}", inner),
            InlineKind::Link { inlines, .. } => ("\u{5}", inlines),
            InlineKind::Picture { .. } | InlineKind::SoftBreak | InlineKind::HardBreak => {
                out.push('\n');
                continue;
            }
            InlineKind::Html(_) | InlineKind::FootnoteRef(_) => continue,
        };
        out.push_str(sign);
        out.push_str(&shape(inner));
        out.push_str(sign);
    }
    out
}

/// The words of a heading, on one line.
pub(super) fn heading(inlines: &[Inline]) -> String {
    let mut line = one_line(inlines);
    // Braces at the end would be attributes, which no backslash prevents; number signs would be dropped.
    let is_reading = matches!(inlines.last(), Some(Inline { kind: InlineKind::Ruby(_), .. }));
    if line.ends_with('}') && !is_reading {
        line = line.replace("\\{", "{").replace('{', "&#123;");
    }
    match line.strip_suffix('#') {
        Some(rest) => format!("{rest}\\#"),
        None => line,
    }
}

/// Running text on one line, for cells and headings.
pub(super) fn one_line(inlines: &[Inline]) -> String {
    surely(inlines, |signs| {
        let mut writer = Writer { out: String::new(), one_line: true, signs };
        writer.inlines(inlines, None);
        writer.out.trim().replace('\n', " ")
    })
}

/// A text none of whose characters means anything to Markdown, within a line.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' => true,
            '&' => entity_length(&text[at..]).is_some(),
            // Where it could be taken for a character with its reading.
            '{' => text[at..].contains(['|', '｜']),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c });
    }
    out
}

/// A line whose beginning is no heading, list, quotation or rule.
fn guarded(line: &str) -> String {
    let Some(first) = line.chars().next() else { return String::new() };
    let rest = &line[first.len_utf8()..];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let is_special = match first {
        '>' | ':' | '=' => true,
        '-' | '+' => true,
        '#' => ends(rest.trim_start_matches('#')),
        _ => false,
    };
    if is_special {
        return format!("\\{line}");
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=9).contains(&digits) && line[digits..].starts_with(['.', ')']) && ends(&line[digits + 1..]) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    line.to_string()
}

struct Writer {
    out: String,
    one_line: bool,
    /// Whether marks are written as signs.
    signs: bool,
}

impl Writer {
    /// Writes inlines; `after` is the character that follows them.
    fn inlines(&mut self, inlines: &[Inline], after: Option<char>) {
        for (at, inline) in inlines.iter().enumerate() {
            let next = inlines[at + 1..].iter().find_map(first_char).or(after);
            let alone = inlines.len() == 1;
            self.inline(inline, next, alone);
        }
    }

    fn inline(&mut self, inline: &Inline, next: Option<char>, alone: bool) {
        match &inline.kind {
            InlineKind::Text(text) => self.out.push_str(&escaped(text)),
            InlineKind::Emphasis(inner) if alone && self.signs && self.out.ends_with("**") && is_plain(inner) => {
                self.signed("_", inner);
            }
            InlineKind::Emphasis(inner) => self.marked("*", "i", inner, next),
            InlineKind::Strong(inner) => self.marked("**", "b", inner, next),
            InlineKind::Strike(inner) => self.marked("~~", "s", inner, next),
            InlineKind::Mark(mark, inner) => self.tagged(mark.tag(), inner),
            InlineKind::Code(text) => self.code(text),
            InlineKind::Link { target, title, inlines } => {
                self.out.push('[');
                self.inlines(inlines, Some(']'));
                self.out.push(']');
                self.target(target, title);
            }
            InlineKind::Picture { target, title, alt } => {
                self.out.push_str("![");
                self.out.push_str(&escaped(&plain(alt)));
                self.out.push(']');
                self.target(target, title);
            }
            // One by one: a neighbour's reading then needs no space to be told apart.
            InlineKind::Ruby(readings) => {
                for Reading { base, reading } in readings {
                    let bar = if self.one_line { "\\|" } else { "|" };
                    self.out.push_str(&format!("{{{base}{bar}{}}}", escaped(reading)));
                }
            }
            InlineKind::SoftBreak => self.out.push('\n'),
            InlineKind::HardBreak if self.one_line => self.out.push_str("<br>"),
            InlineKind::HardBreak => self.out.push_str("\\\n"),
            InlineKind::Html(html) => self.out.push_str(html),
            InlineKind::FootnoteRef(name) => self.out.push_str(&format!("[^{name}]")),
        }
    }

    /// With signs around it if Markdown reads them here, else with tags.
    fn marked(&mut self, sign: &str, tag: &str, inner: &[Inline], next: Option<char>) {
        let before = self.out.chars().next_back();
        let (first, last) = (inner.first().and_then(first_char), inner.last().and_then(last_char));
        let reads = opens(before, first) && opens(next, last);
        // Signs beside signs of the same kind would be taken together.
        let sign_char = sign.chars().next();
        let clear = before != sign_char && first != sign_char && last != sign_char && next != sign_char;
        if self.signs && reads && clear { self.signed(sign, inner) } else { self.tagged(tag, inner) }
    }

    fn signed(&mut self, sign: &str, inner: &[Inline]) {
        self.out.push_str(sign);
        self.inlines(inner, sign.chars().next());
        self.out.push_str(sign);
    }

    fn tagged(&mut self, tag: &str, inner: &[Inline]) {
        self.out.push_str(&format!("<{tag}>"));
        self.inlines(inner, Some('<'));
        self.out.push_str(&format!("</{tag}>"));
    }

    fn code(&mut self, text: &str) {
        let mut longest = 0;
        let mut run = 0;
        for c in text.chars() {
            run = if c == '`' { run + 1 } else { 0 };
            longest = longest.max(run);
        }
        let fence = "`".repeat(longest + 1);
        let pad = if text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' ')) {
            " "
        } else {
            ""
        };
        self.out.push_str(&format!("{fence}{pad}{}{pad}{fence}", text.replace('\n', " ")));
    }

    fn target(&mut self, target: &str, title: &str) {
        let is_bare = !target.is_empty()
            && !target.starts_with('<')
            && target
                .chars()
                .all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '(' | ')' | '\\' | '|' | '*' | '~'));
        self.out.push('(');
        if is_bare {
            self.out.push_str(&guarded_entities(target));
        } else {
            self.out.push('<');
            for c in guarded_entities(target).chars() {
                match c {
                    '<' => self.out.push_str("%3C"),
                    '>' => self.out.push_str("%3E"),
                    '|' => self.out.push_str("%7C"),
                    '\\' if !target.contains('&') => self.out.push_str("%5C"),
                    '\n' | '\r' => {}
                    c => self.out.push(c),
                }
            }
            self.out.push('>');
        }
        if !title.is_empty() {
            self.out.push_str(&format!(" \"{}\"", escaped(title).replace('"', "\\\"")));
        }
        self.out.push(')');
    }
}

/// An address in which no part is read as an entity.
fn guarded_entities(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for (at, c) in target.char_indices() {
        if c == '&' && entity_length(&target[at..]).is_some() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether a sign between `outside` and `inside` belongs to what is inside, by the rules of Markdown and of `document::cjk`.
fn opens(outside: Option<char>, inside: Option<char>) -> bool {
    let Some(inside) = inside.filter(|c| !c.is_whitespace()) else { return false };
    let Some(outside) = outside.filter(|c| !c.is_whitespace()) else { return true };
    is_letter(inside) || !is_letter(outside) || is_cjk(outside) || is_cjk(inside)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

fn is_plain(inlines: &[Inline]) -> bool {
    let letters = |c: Option<char>| c.is_some_and(is_letter);
    letters(inlines.first().and_then(first_char)) && letters(inlines.last().and_then(last_char))
}

/// The character that an inline's Markdown begins with, as the parser looks at it.
fn first_char(inline: &Inline) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => {
            text.chars().next().map(|c| if escaped(&text[..c.len_utf8()]).starts_with('\\') { '\\' } else { c })
        }
        InlineKind::Emphasis(_) | InlineKind::Strong(_) => Some('*'),
        InlineKind::Strike(_) => Some('~'),
        InlineKind::Mark(..) | InlineKind::Html(_) => Some('<'),
        InlineKind::Code(_) => Some('`'),
        InlineKind::Link { .. } | InlineKind::FootnoteRef(_) => Some('['),
        InlineKind::Picture { .. } => Some('!'),
        InlineKind::Ruby(_) => Some('{'),
        InlineKind::SoftBreak => Some('\n'),
        InlineKind::HardBreak => Some('\\'),
    }
}

fn last_char(inline: &Inline) -> Option<char> {
    match &inline.kind {
        InlineKind::Text(text) => text.chars().next_back(),
        InlineKind::Emphasis(_) | InlineKind::Strong(_) => Some('*'),
        InlineKind::Strike(_) => Some('~'),
        InlineKind::Mark(..) | InlineKind::Html(_) => Some('>'),
        InlineKind::Code(_) => Some('`'),
        InlineKind::Link { .. } | InlineKind::Picture { .. } => Some(')'),
        InlineKind::FootnoteRef(_) => Some(']'),
        InlineKind::Ruby(_) => Some('}'),
        InlineKind::SoftBreak | InlineKind::HardBreak => Some('\n'),
    }
}

pub(super) fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Picture { .. })
}
