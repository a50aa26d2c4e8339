//! What is escaped in `WebAnno` TSV, and how several values share a cell.

/// A value in a cell. A carriage return cannot be written.
pub(super) fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\t' => out += "\\t",
            '\n' => out += "\\n",
            '\r' => out.push(' '),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => out.extend(['\\', c]),
            '-' if chars.peek() == Some(&'>') => out += "\\-",
            c => out.push(c),
        }
    }
    out
}

/// A line of the text.
pub(super) fn escape_text(line: &str, out: &mut String) {
    for c in line.chars() {
        match c {
            '\t' => *out += "\\t",
            '\r' => *out += "\\r",
            '\u{C}' => *out += "\\f",
            '\u{8}' => *out += "\\b",
            '\\' => *out += "\\\\",
            c if c < ' ' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

/// The values of a cell, which `|` parts.
pub(super) fn split(cell: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in cell.char_indices() {
        if c == '|' && !escaped {
            parts.push(cell.get(start..at).unwrap_or_default());
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    parts.push(cell.get(start..).unwrap_or_default());
    parts
}

/// A value and the number behind it: `claim[3]`.
pub(super) fn numbered(value: &str) -> (&str, Option<String>) {
    let number = value.strip_suffix(']').and_then(|it| it.rsplit_once('['));
    match number {
        Some((value, number))
            if !number.is_empty()
                && number.bytes().all(|it| it.is_ascii_digit())
                && !ends_escaping(value) =>
        {
            (value, Some(number.to_owned()))
        }
        _ => (value, None),
    }
}

/// True when the last backslash escapes what comes behind it, and is not escaped itself.
fn ends_escaping(value: &str) -> bool {
    value.bytes().rev().take_while(|&it| it == b'\\').count() % 2 == 1
}

pub(super) fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match (c == '\\').then(|| chars.next().unwrap_or(c)) {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some(escaped) => out.push(escaped),
            None => out.push(c),
        }
    }
    out
}

pub(super) fn unescape_text(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('t') => out.push('\t'),
            Some('n') => out.push('\n'),
            Some('r') => out.push('\r'),
            Some('f') => out.push('\u{C}'),
            Some('b') => out.push('\u{8}'),
            // Quotation marks and slashes are escaped by those older versions alone.
            Some(c) if c < ' ' || ['\\', '"', '/'].contains(&c) => out.push(c),
            // Older versions write every letter that is not ASCII so, as Java does.
            Some('u') if let Some((c, len)) = java_escape(chars.as_str()) => {
                out.push(c);
                chars = chars.as_str().get(len..).unwrap_or_default().chars();
            }
            Some(c) => out.extend(['\\', c]),
            None => out.push('\\'),
        }
    }
    out
}

/// The character that the digits behind `\\u` stand for, and how many bytes they and a second half take.
fn java_escape(rest: &str) -> Option<(char, usize)> {
    let unit = |at: usize| u16::from_str_radix(rest.get(at..at + 4)?, 16).ok();
    let first = unit(0)?;
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Some((c, 4));
    }
    let second = rest.get(4..6).filter(|it| *it == "\\u").and_then(|_| unit(6))?;
    let c = char::decode_utf16([first, second]).next()?.ok()?;
    Some((c, 10))
}
