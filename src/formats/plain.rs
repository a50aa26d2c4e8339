//! Plain text: articles without tags, a file each.

use super::{
    Cannot, DocumentFault, Format, FormatError, ImportNote, Input, OffsetUnit, Options, Warning,
    intake::{DocumentDraft, Intake},
    table::{plain_text, published_on},
};
use crate::{
    text::{Article, Encoding, PageMetadata, Text, text_of_page},
    timex::Timezone,
};

pub(super) const FORMAT: Format = Format {
    id: "text",
    title: "Plain text",
    extension: "txt",
    offset_unit: OffsetUnit::Nothing,
    cannot_carry: &[Cannot::Spans],
    import: Some(import),
    read_from: &["txt"],
    ..Format::BARE
};

/// What articles are called; a folder may hold other things beside them.
const EXTENSIONS: [&str; 2] = ["txt", "md"];
/// What saved pages are called.
const PAGES: [&str; 2] = ["html", "htm"];

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        let is_page = PAGES.iter().any(|it| input.has_extension(it));
        // What comes through standard input has no name.
        if input.name != "-" && !is_page && !EXTENSIONS.iter().any(|it| input.has_extension(it)) {
            let note = ImportNote::OtherFile(".txt, .md or .html");
            intake.warnings.push(Warning::of_file(&input.name, note));
            continue;
        }
        if input.bytes.len() as u64 > Article::LARGEST {
            let largest = Article::LARGEST;
            let what =
                format!("more than the {largest} bytes of an article that are read; split it");
            return Err(FormatError::new(&input.name, what));
        }
        let article = decoded(input, &mut intake.warnings)?;
        let id = if input.name == "-" { "article" } else { input.stem() };
        let mut draft = DocumentDraft::new(id, "", &input.name, 0);
        if is_page {
            let Some(text) = text_of_page(article.as_str()) else {
                intake.warnings.push(draft.left_out(DocumentFault::NoText));
                continue;
            };
            draft.text = Text::new(text);
            let warnings = take_metadata(article.as_str(), options.timezone, &mut draft);
            intake.warnings.extend(warnings);
        } else {
            draft.text = article;
        }
        intake.drafts.push(draft);
    }
    if intake.drafts.is_empty() {
        return Err(FormatError::new("", "there are no .txt, .md or .html files"));
    }
    Ok(intake)
}

/// Valid characters of several bytes for each byte that is none, from which on a file is UTF-8 with
/// damage: a text in another encoding has next to none of them.
const FAR_MORE: usize = 10;

/// The text of a file in its encoding, which is said where it is not UTF-8; bytes that are none become
/// U+FFFD, and are said, where all the others are UTF-8.
fn decoded(input: &Input, warnings: &mut Vec<Warning>) -> Result<Text, FormatError> {
    let has_mark =
        [&b"\xFF\xFE"[..], &b"\xFE\xFF"[..]].iter().any(|it| input.bytes.starts_with(it));
    if !has_mark && std::str::from_utf8(&input.bytes).is_err() {
        let text = String::from_utf8_lossy(&input.bytes);
        let bad: usize = input.bytes.utf8_chunks().map(|it| it.invalid().len()).sum();
        let letters = text.chars().filter(|&c| !c.is_ascii() && c != '\u{FFFD}').count();
        if letters >= bad * FAR_MORE && !text.contains('\0') {
            let before = text.split('\u{FFFD}').next().unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let note = ImportNote::BadBytes { count: bad, first: (line, column) };
            warnings.push(Warning::of_file(&input.name, note));
            return Ok(Text::new(text.into_owned()));
        }
    }
    let article = Article::decode(input.bytes.clone())
        .map_err(|error| FormatError::new(&input.name, error.to_string()))?;
    if article.encoding != Encoding::Utf8 {
        let note = ImportNote::Encoding(article.encoding.name());
        warnings.push(Warning::of_file(&input.name, note));
    }
    Ok(article.text)
}

/// Takes what a page says of itself. The day that it shows counts where it differs from that of the
/// moment it names.
fn take_metadata(html: &str, timezone: Timezone, draft: &mut DocumentDraft) -> Vec<Warning> {
    let PageMetadata { title, published, url } = PageMetadata::of(html);
    let mut warnings = Vec::new();
    let named = published_on(&published, timezone);
    let shown = shown_day(html, timezone);
    if let Some(day) = named
        && !published.starts_with(&day.to_string())
    {
        let note = ImportNote::MovedDay { moment: published.clone(), day: day.to_string() };
        warnings.push(draft.warning(note));
    }
    if let (Some(shown), Some(named)) = (shown, named)
        && shown != named
    {
        let note = ImportNote::OtherDay { moment: published, shown: shown.to_string() };
        warnings.push(draft.warning(note));
    }
    let day = shown.or(named).map(|it| it.to_string()).unwrap_or_default();
    let known = [("published", day), ("title", title), ("source", url)];
    let known = known.into_iter().filter(|it| !it.1.is_empty());
    draft.meta.extend(known.map(|(key, value)| (key.to_owned(), value)));
    warnings
}

/// The day in the solar calendar that a page shows where it says when it was published: in an element
/// `time`, or one whose class speaks of a date.
fn shown_day(html: &str, timezone: Timezone) -> Option<jiff::civil::Date> {
    const LONGEST: usize = 400;
    let is_of_date = |tag: &str| {
        let lower = tag.to_ascii_lowercase();
        lower.starts_with("time")
            || ["date", "publish", "time"]
                .iter()
                .any(|it| lower.split_once("class=").is_some_and(|(_, class)| class.contains(it)))
    };
    html.match_indices('<').find_map(|(at, _)| {
        let (tag, rest) = html.get(at + 1..)?.split_once('>')?;
        if tag.starts_with(['/', '!']) || !is_of_date(tag) {
            return None;
        }
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let inner = rest.split_once(&format!("</{name}"))?.0;
        let words = if inner.len() < LONGEST {
            plain_text(&format!("<p>{inner}</p>"))
        } else {
            return None;
        };
        let is_solar = words.chars().any(|c| matches!(c, '۱' | '1'));
        // `۱۴۰۳` in any digits: a year of this calendar.
        let has_year = ["۱۳", "۱۴", "13", "14"].iter().any(|it| words.contains(it));
        let day = words.split(['-', '|', '–', '،']).find_map(|it| published_on(it, timezone));
        day.or_else(|| published_on(&words, timezone)).filter(|_| is_solar && has_year)
    })
}
