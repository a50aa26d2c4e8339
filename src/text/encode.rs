//! Bytes and words as other files hold them: hexadecimal, and inside markup.

use std::fmt::Write as _;

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
