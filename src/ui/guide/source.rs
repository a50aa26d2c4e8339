//! Reading the guide's text: as much of Markdown as it uses.

use super::GuidePart;
use crate::session::Language;

/// A piece of the guide as it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GuideBlock {
    /// What the part is called.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// An item of a list with its sign or number.
    Item(String, String),
    /// A row of a table.
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
    let mut blocks: Vec<GuideBlock> = Vec::new();
    let mut goes_on = false;
    for line in own.lines() {
        let words = line.trim();
        let is_left_out = words.starts_with("![") || words.starts_with('<');
        if words.is_empty() || is_left_out {
            goes_on = false;
            continue;
        }
        if let Some(block) = beginning(words) {
            goes_on = !matches!(block, GuideBlock::Heading(_) | GuideBlock::Row(_));
            blocks.extend(Some(block).filter(|it| !is_rule(it)));
            continue;
        }
        match blocks.last_mut().filter(|_| goes_on) {
            Some(GuideBlock::Paragraph(text) | GuideBlock::Item(_, text)) => {
                text.push(' ');
                text.push_str(words);
            }
            Some(GuideBlock::Heading(_) | GuideBlock::Row(_)) | None => {
                blocks.push(GuideBlock::Paragraph(words.to_owned()));
                goes_on = true;
            }
        }
    }
    blocks.iter().map(|it| it.plain(language)).collect()
}

/// What a line begins; `None` where it goes on with a paragraph or begins one.
fn beginning(line: &str) -> Option<GuideBlock> {
    if line.starts_with('#') {
        return Some(GuideBlock::Heading(line.trim_start_matches('#').trim().to_owned()));
    }
    if let Some(cells) = line.strip_prefix('|') {
        let cells = cells.trim_end_matches('|').split('|').map(|it| it.trim().to_owned());
        return Some(GuideBlock::Row(cells.collect()));
    }
    if let Some(item) = line.strip_prefix("- ") {
        return Some(GuideBlock::Item("•".to_owned(), item.to_owned()));
    }
    let (number, item) = line.split_once(". ")?;
    let is_number = !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| GuideBlock::Item(number.to_owned(), item.to_owned()))
}

/// True for the line below the head of a table.
fn is_rule(block: &GuideBlock) -> bool {
    match block {
        GuideBlock::Row(cells) => cells.iter().all(|it| it.bytes().all(|it| b"-:".contains(&it))),
        GuideBlock::Heading(_) | GuideBlock::Paragraph(_) | GuideBlock::Item(..) => false,
    }
}

impl GuideBlock {
    fn plain(&self, language: Language) -> Self {
        let plain = |it: &String| plain(it, language);
        match self {
            Self::Heading(words) => Self::Heading(plain(words)),
            Self::Paragraph(words) => Self::Paragraph(plain(words)),
            Self::Item(sign, words) => Self::Item(sign.clone(), plain(words)),
            Self::Row(cells) => Self::Row(cells.iter().map(plain).collect()),
        }
    }
}

/// Words without marks: those of code stand by themselves in a Persian sentence, links are their words.
fn plain(words: &str, language: Language) -> String {
    let mut text = String::new();
    let mut is_code = false;
    let mut rest = words;
    loop {
        let mut letters = rest.chars();
        let Some(found) = letters.next() else { break };
        let behind = letters.as_str();
        rest = behind;
        match found {
            '`' => {
                if language == Language::Persian {
                    text.push(if is_code { '\u{2069}' } else { '\u{2068}' });
                }
                is_code = !is_code;
            }
            '*' | '\u{200E}' if !is_code => {}
            '[' if !is_code => {
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
    text
}
