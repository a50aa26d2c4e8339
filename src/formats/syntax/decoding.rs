//! Articles and tables in whichever encoding they are.

use crate::{
    formats::{FormatError, FormatFault, ImportNote, Input, Warning},
    text::{Article, DecodeError, Encoding, Text},
};

/// Valid characters of several bytes for each byte that is none, from which on a file is UTF-8 with
/// damage: a text in another encoding has next to none of them.
const FAR_MORE: usize = 10;

/// The text of a file in its encoding, which is said where it is not UTF-8; bytes that are none become
/// U+FFFD, and are said, where all the others are UTF-8. `None` where there is nothing but white space.
pub(in crate::formats) fn decoded(
    input: &Input,
    warnings: &mut Vec<Warning>,
) -> Result<Option<Text>, FormatError> {
    if let Some((text, note)) = repaired(&input.bytes) {
        warnings.push(Warning::of_file(&input.name, note));
        return Ok(Some(Text::new(text)));
    }
    let article = match Article::decode(input.bytes.clone()) {
        Ok(article) => article,
        Err(DecodeError::Empty) => return Ok(None),
        Err(error) => return Err(FormatError::new(&input.name, FormatFault::Text(error))),
    };
    if article.encoding != Encoding::Utf8 {
        let note = ImportNote::Encoding(article.encoding.name());
        warnings.push(Warning::of_file(&input.name, note));
    }
    Ok(Some(article.text))
}

/// UTF-8 with a few bad bytes, and where those stand; `None` for what is anything else.
fn repaired(bytes: &[u8]) -> Option<(String, ImportNote)> {
    let has_mark = [&b"\xFF\xFE"[..], &b"\xFE\xFF"[..]].iter().any(|it| bytes.starts_with(it));
    if has_mark || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (mut text, mut places, mut count) = (String::new(), Vec::new(), 0);
    let (mut line, mut column) = (1, 1);
    for chunk in bytes.utf8_chunks() {
        let good = chunk.valid();
        text += good;
        line += good.matches('\n').count();
        let last = good.rsplit('\n').next().unwrap_or_default().chars().count();
        column = if good.contains('\n') { last + 1 } else { column + last };
        if !chunk.invalid().is_empty() {
            count += chunk.invalid().len();
            places.push((line, column));
            text.push('\u{FFFD}');
            column += 1;
        }
    }
    let letters = text.chars().filter(|&c| !c.is_ascii() && c != '\u{FFFD}').count();
    let is_mended = letters >= count * FAR_MORE && !text.contains('\0');
    is_mended.then_some((text, ImportNote::BadBytes { count, places }))
}
