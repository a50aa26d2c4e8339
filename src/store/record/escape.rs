//! Strings a person can read: letters, marks and emoji as they are, what can't be seen escaped.
//!
//! The writers of `ron` and `serde_json` would escape joiners and marks that Persian is full of, or
//! leave bidi controls that turn the line around in an editor.

use std::io::{self, Write};

use super::Syntax;

/// Writes `text` in quotes.
pub(super) fn string(out: &mut dyn Write, syntax: Syntax, text: &str) -> io::Result<()> {
    out.write_all(b"\"")?;
    let mut rest = text;
    while let Some(at) = rest.find(is_escaped) {
        let (plain, tail) = rest.split_at(at);
        out.write_all(plain.as_bytes())?;
        let mut tail = tail.chars();
        if let Some(c) = tail.next() {
            escape(out, syntax, c)?;
        }
        rest = tail.as_str();
    }
    out.write_all(rest.as_bytes())?;
    out.write_all(b"\"")
}

fn is_escaped(c: char) -> bool {
    matches!(c, '"' | '\\' | '\0'..='\u{1F}' | '\u{7F}'..='\u{A0}')
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn escape(out: &mut dyn Write, syntax: Syntax, c: char) -> io::Result<()> {
    match (c, syntax) {
        ('"', _) => out.write_all(b"\\\""),
        ('\\', _) => out.write_all(b"\\\\"),
        ('\n', _) => out.write_all(b"\\n"),
        ('\r', _) => out.write_all(b"\\r"),
        ('\t', _) => out.write_all(b"\\t"),
        (c, Syntax::Ron) => write!(out, "\\u{{{:x}}}", u32::from(c)),
        // Everything that is escaped lies in the basic plane.
        (c, Syntax::Json) => write!(out, "\\u{:04x}", u32::from(c)),
    }
}
