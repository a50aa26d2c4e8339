//! Plain text: articles without tags, a file each.

use base64::Engine as _;

use super::{
    Cannot, DocumentFault, Format, FormatError, FormatFault, ImportNote, Input, OffsetUnit,
    Options, Warning,
    intake::{DocumentDraft, Intake},
    office,
    syntax::decoding::decoded,
};
use crate::{
    recognize::date::PageDays,
    text::{Article, PageMetadata, Text, text_of_page},
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

/// All of what is read, as it is said.
const FILES: &str = ".txt, .md, .html, .mhtml, .docx, .odt";
/// What articles are called; a folder may hold other things beside them.
const EXTENSIONS: [&str; 2] = ["txt", "md"];
/// What saved pages are called.
const PAGES: [&str; 4] = ["html", "htm", "mhtml", "mht"];
/// What office documents are called.
const OFFICE: [&str; 2] = ["docx", "odt"];

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let mut has_articles = false;
    for input in inputs {
        let is_page = PAGES.iter().any(|it| input.has_extension(it));
        // What comes through standard input has no name.
        let is_office = OFFICE.iter().any(|it| input.has_extension(it));
        let is_plain = EXTENSIONS.iter().any(|it| input.has_extension(it));
        if input.name != "-" && !is_page && !is_office && !is_plain {
            let note = ImportNote::OtherFile(FILES);
            intake.warnings.push(Warning::of_file(&input.name, note));
            continue;
        }
        has_articles = true;
        if input.bytes.len() as u64 > Article::LARGEST {
            let fault = FormatFault::LargeArticle(Article::LARGEST);
            intake.row(Err(FormatError::new(&input.name, fault)), options)?;
            continue;
        }
        if is_office {
            let mut draft = DocumentDraft::new(input.stem(), "", &input.name, 0);
            match intake.file(office::text_of(input), options)? {
                Some(Some(text)) => {
                    draft.text = Text::new(text);
                    intake.drafts.push(draft);
                }
                Some(None) => intake.warnings.push(draft.left_out(DocumentFault::NoText)),
                None => {}
            }
            continue;
        }
        let id = if input.name == "-" { "article" } else { input.stem() };
        let mut draft = DocumentDraft::new(id, "", &input.name, 0);
        let page = page_in_archive(input);
        let read = decoded(page.as_ref().unwrap_or(input), &mut intake.warnings);
        let Some(article) = intake.file(read, options)? else { continue };
        let Some(article) = article else {
            intake.warnings.push(draft.left_out(DocumentFault::NoText));
            continue;
        };
        if is_page || begins_as_page(article.as_str()) {
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
    if intake.drafts.is_empty() && !has_articles {
        return Err(FormatError::new("", FormatFault::NoFiles(FILES)));
    }
    Ok(intake)
}

/// True for a page, whatever its file is called.
fn begins_as_page(source: &str) -> bool {
    let start: String = source.trim_start().chars().take(20).collect();
    let start = start.to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// The page in an archive of one (MHTML, RFC 2557): the first part that is HTML.
fn page_in_archive(input: &Input) -> Option<Input> {
    if !input.has_extension("mhtml") && !input.has_extension("mht") {
        return None;
    }
    let source = String::from_utf8_lossy(&input.bytes).replace("\r\n", "\n");
    let boundary = source.split_once("boundary=")?.1.split(['\n', ';']).next()?;
    let boundary = format!("--{}", boundary.trim().trim_matches('"'));
    let part = source.split(&*boundary).find(|it| {
        it.split_once("\n\n").is_some_and(|(head, _)| head.to_lowercase().contains("text/html"))
    })?;
    let (head, body) = part.split_once("\n\n")?;
    let head = head.to_lowercase();
    let bytes = if head.contains("base64") {
        let plain: String = body.chars().filter(|it| !it.is_whitespace()).collect();
        base64::engine::general_purpose::STANDARD.decode(plain).ok()?
    } else if head.contains("quoted-printable") {
        unquoted(body)
    } else {
        body.as_bytes().to_vec()
    };
    Some(Input::new(input.name.clone(), bytes))
}

/// The bytes that quoted-printable (RFC 2045) stands for.
fn unquoted(body: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let byte = hex.and_then(|it| u8::from_str_radix(it, 16).ok());
        rest = match (first, byte, after.first()) {
            (b'=', _, Some(b'\n')) => after.get(1..).unwrap_or_default(),
            (b'=', Some(byte), _) => {
                out.push(byte);
                after.get(2..).unwrap_or_default()
            }
            _ => {
                out.push(*first);
                after
            }
        };
    }
    out
}

/// Takes what a page says of itself. The day that it shows counts where it differs from that of the
/// moment it names.
fn take_metadata(html: &str, timezone: Timezone, draft: &mut DocumentDraft) -> Vec<Warning> {
    let PageMetadata { title, published, url } = PageMetadata::of(html);
    let days = PageDays::of(html, &published, timezone);
    let mut warnings = Vec::new();
    if let Some(day) = days.moved() {
        let note = ImportNote::MovedDay { moment: published.clone(), day: day.to_string() };
        warnings.push(draft.warning(note));
    }
    if let Some(shown) = days.other_than_named() {
        let note = ImportNote::OtherDay { moment: published, shown: shown.to_string() };
        warnings.push(draft.warning(note));
    }
    let day = days.day().map(|it| it.to_string()).unwrap_or_default();
    let known = [("published", day), ("title", title), ("source", url)];
    let known = known.into_iter().filter(|it| !it.1.is_empty());
    draft.meta.extend(known.map(|(key, value)| (key.to_owned(), value)));
    warnings
}
