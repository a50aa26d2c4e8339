//! Reading the guide's text: as much of Markdown as it uses.

use std::ops::Range;

use super::GuidePart;
use crate::{session::Language, ui::text::PartLook};

/// Words of the guide, without marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GuideWords {
    /// The words.
    pub text: String,
    /// The bytes that look different from the others.
    pub parts: Vec<(Range<usize>, PartLook)>,
}

impl GuideWords {
    /// Goes on with `between` and `other`.
    pub(super) fn append(&mut self, between: &str, other: &Self) {
        self.text.push_str(between);
        let at = self.text.len();
        self.text.push_str(&other.text);
        let parts = other.parts.iter();
        self.parts.extend(parts.map(|(part, look)| (part.start + at..part.end + at, *look)));
    }
}

/// A piece of the guide as it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuideBlock {
    /// What the part is called.
    Heading(GuideWords),
    /// A paragraph.
    Paragraph(GuideWords),
    /// An item of a list with its sign or number.
    Item(String, GuideWords),
    /// A row of a table.
    Row(Vec<GuideWords>),
}

/// A piece of the guide as it is written.
#[derive(Clone, Debug)]
enum SourceBlock {
    Heading(String),
    Paragraph(String),
    Item(String, String),
    Row(Vec<String>),
}

/// The guide in a language.
fn guide(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../docs/guide.md"),
        Language::Persian => include_str!("../../../docs/guide.fa.md"),
    }
}

/// A part of the guide, without its pictures. Empty where the guide has no such part.
pub fn blocks_of(part: GuidePart, language: Language) -> Vec<GuideBlock> {
    let anchor = format!("<a id=\"{}\"></a>", part.anchor());
    let Some((_, behind)) = guide(language).split_once(&anchor) else { return Vec::new() };
    let own = behind.split("<a id=\"").next().unwrap_or_default();
    let mut blocks: Vec<SourceBlock> = Vec::new();
    let mut goes_on = false;
    for line in own.lines() {
        let words = line.trim();
        let is_left_out = words.starts_with("![") || words.starts_with('<');
        if words.is_empty() || is_left_out {
            goes_on = false;
            continue;
        }
        if let Some(block) = beginning(words) {
            goes_on = !matches!(block, SourceBlock::Heading(_) | SourceBlock::Row(_));
            blocks.extend(Some(block).filter(|it| !is_rule(it)));
            continue;
        }
        match blocks.last_mut().filter(|_| goes_on) {
            Some(SourceBlock::Paragraph(text) | SourceBlock::Item(_, text)) => {
                text.push(' ');
                text.push_str(words);
            }
            Some(SourceBlock::Heading(_) | SourceBlock::Row(_)) | None => {
                blocks.push(SourceBlock::Paragraph(words.to_owned()));
                goes_on = true;
            }
        }
    }
    blocks.iter().map(|it| it.plain(language)).collect()
}

/// What a line begins; `None` where it goes on with a paragraph or begins one.
fn beginning(line: &str) -> Option<SourceBlock> {
    if line.starts_with('#') {
        return Some(SourceBlock::Heading(line.trim_start_matches('#').trim().to_owned()));
    }
    if let Some(cells) = line.strip_prefix('|') {
        let cells = cells.trim_end_matches('|').split('|').map(|it| it.trim().to_owned());
        return Some(SourceBlock::Row(cells.collect()));
    }
    if let Some(item) = line.strip_prefix("- ") {
        return Some(SourceBlock::Item("•".to_owned(), item.to_owned()));
    }
    let (number, item) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| SourceBlock::Item(number.to_owned(), item.to_owned()))
}

/// True for the line below the head of a table.
fn is_rule(block: &SourceBlock) -> bool {
    match block {
        SourceBlock::Row(cells) => cells.iter().all(|it| it.bytes().all(|it| b"-:".contains(&it))),
        SourceBlock::Heading(_) | SourceBlock::Paragraph(_) | SourceBlock::Item(..) => false,
    }
}

impl SourceBlock {
    fn plain(&self, language: Language) -> GuideBlock {
        let plain = |it: &String| plain(it, language);
        match self {
            Self::Heading(words) => GuideBlock::Heading(plain(words)),
            Self::Paragraph(words) => GuideBlock::Paragraph(plain(words)),
            Self::Item(sign, words) => GuideBlock::Item(sign.clone(), plain(words)),
            Self::Row(cells) => GuideBlock::Row(cells.iter().map(plain).collect()),
        }
    }
}

/// Words without marks: those of code stand by themselves in a Persian sentence, links are their words.
fn plain(words: &str, language: Language) -> GuideWords {
    let (mut text, mut parts) = (String::new(), Vec::new());
    let (mut code, mut strong): (Option<usize>, Option<usize>) = (None, None);
    let mut rest = words;
    loop {
        let mut letters = rest.chars();
        let Some(found) = letters.next() else { break };
        let behind = letters.as_str();
        rest = behind;
        match found {
            '`' => {
                let sets_apart = language == Language::Persian;
                if let Some(start) = code.take() {
                    if text.get(start..).is_some_and(is_key) {
                        parts.push((start..text.len(), PartLook::Key));
                    }
                    text.extend(sets_apart.then_some('\u{2069}'));
                } else {
                    text.extend(sets_apart.then_some('\u{2068}'));
                    code = Some(text.len());
                }
            }
            '*' if code.is_none() => {
                if let Some(behind) = behind.strip_prefix('*') {
                    rest = behind;
                    match strong.take() {
                        Some(start) => parts.push((start..text.len(), PartLook::Strong)),
                        None => strong = Some(text.len()),
                    }
                }
            }
            '\u{200E}' if code.is_none() => {}
            '[' if code.is_none() => {
                let link = behind.split_once("](").and_then(|(words, rest)| {
                    let (_, rest) = rest.split_once(')')?;
                    Some((words, rest)).filter(|it| !it.0.contains('['))
                });
                match link {
                    Some((words, behind)) => {
                        text.push_str(words);
                        rest = behind;
                    }
                    None => text.push('['),
                }
            }
            other => text.push(other),
        }
    }
    GuideWords { text, parts }
}

/// True for what is written as code and is a key or a chord: `Ctrl+Shift+F`, `E`, `⇥`.
fn is_key(code: &str) -> bool {
    // A plus sign is a key, too.
    let mut names = code.split('+').filter(|it| !it.is_empty()).peekable();
    let is_name = |it: &str| {
        let is_word = it.starts_with(|it: char| it.is_ascii_uppercase())
            && it.chars().all(|it| it.is_ascii_alphanumeric());
        it.chars().count() == 1 || is_word
    };
    (names.peek().is_some() || code == "+") && names.all(is_name)
}
