//! Bytes and words as other files hold them: hexadecimal, and inside markup.

use std::{borrow::Cow, fmt::Write as _};

/// Bytes in lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let half = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [half(byte >> 4), half(byte & 15)]).flatten().collect()
}

/// True for what XML 1.0 can hold at all.
pub fn is_allowed_in_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

/// Words as they stand in XML or HTML, between tags or double quotes; those characters that
/// `as_number` names as numbers. What XML cannot hold becomes U+FFFD, one for one.
pub fn escape_markup(words: &str, as_number: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    for c in words.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            c if as_number(c) => {
                // Writing to a string cannot fail.
                let _infallible = write!(out, "&#{};", u32::from(c));
            }
            c if is_allowed_in_xml(c) => out.push(c),
            _ => out.push('\u{FFFD}'),
        }
    }
    out
}

/// JSON without the characters that end a line for many readers although JSON does not say so: U+0085,
/// U+2028 and U+2029 stand as escapes. They can only stand inside its strings.
pub fn escape_json_line_ends(json: &str) -> Cow<'_, str> {
    // Hardly any text has one, and reading it letter by letter took a twelfth of an export.
    let has = |it: &str| memchr::memmem::find(json.as_bytes(), it.as_bytes()).is_some();
    if !["\u{85}", "\u{2028}", "\u{2029}"].into_iter().any(has) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        match c {
            '\u{85}' => out += "\\u0085",
            '\u{2028}' => out += "\\u2028",
            '\u{2029}' => out += "\\u2029",
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}
