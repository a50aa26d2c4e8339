//! What of a web page is looked at before it is read: pages that nest or crowd their elements beyond anything
//! a newspaper writes take the square of their length to read, or more stack than there is.

use std::fmt;

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFault {
    /// Its elements are nested deeper than this.
    Nested(usize),
    /// An element has more attributes than this.
    Attributes(usize),
}

impl fmt::Display for PageFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nested(most) => write!(f, "elements nested deeper than {most}"),
            Self::Attributes(most) => write!(f, "more than {most} attributes of one element"),
        }
    }
}

/// The deepest that is read; browsers, too, put what is deeper beside it.
const DEEPEST: usize = 512;
/// The most attributes of an element.
const MOST_ATTRIBUTES: usize = 1000;

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose end may be left out, so that the next one begins beside them.
const OPEN_ENDED: &[&str] = &[
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt",
    "tbody", "td", "tfoot", "th", "thead", "tr",
];
/// Elements that hold no others.
const RAW: &[&str] = &["iframe", "noembed", "script", "style", "textarea", "title", "xmp"];

impl PageFault {
    /// Why `html` is not read, if so. Costs its length.
    pub fn of(html: &str) -> Option<Self> {
        let mut open: Vec<&str> = Vec::new();
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = rest.get(at + 1..).unwrap_or_default();
            if let Some(comment) = rest.strip_prefix("!--") {
                rest = behind(comment, "-->");
                continue;
            }
            let is_end = rest.starts_with('/');
            let tag = rest.strip_prefix('/').unwrap_or(rest);
            let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
            let (name, inside) = tag.split_at(end);
            if name.is_empty() {
                continue;
            }
            let (attributes, is_closed, after) = attributes_of(inside);
            rest = after;
            if attributes > MOST_ATTRIBUTES {
                return Some(Self::Attributes(MOST_ATTRIBUTES));
            }
            let is = |known: &[&str]| known.iter().any(|it| it.eq_ignore_ascii_case(name));
            if is_end {
                let there = open.iter().rposition(|it| it.eq_ignore_ascii_case(name));
                open.truncate(there.unwrap_or(open.len()));
            } else if is(RAW) {
                rest = behind_raw(rest, name);
            } else if !is(VOID) && !is(OPEN_ENDED) && !is_closed {
                open.push(name);
                if open.len() > DEEPEST {
                    return Some(Self::Nested(DEEPEST));
                }
            }
        }
        None
    }
}

/// What follows the first `sign`; nothing where there is none.
fn behind<'a>(source: &'a str, sign: &str) -> &'a str {
    source.find(sign).and_then(|at| source.get(at + sign.len()..)).unwrap_or_default()
}

/// What follows an element of raw text, from its end tag on.
fn behind_raw<'a>(source: &'a str, name: &str) -> &'a str {
    let mut rest = source;
    while let Some(at) = rest.find("</") {
        rest = rest.get(at..).unwrap_or_default();
        let said = rest.get(2..2 + name.len());
        if said.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            return rest;
        }
        rest = rest.get(2..).unwrap_or_default();
    }
    ""
}

/// How many attributes a tag has, whether it ends in `/>`, and what follows it.
fn attributes_of(inside: &str) -> (usize, bool, &str) {
    let (mut count, mut quote, mut before) = (0, None, b' ');
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => {
                let after = inside.get(at + 1..).unwrap_or_default();
                return (count, before == b'/', after);
            }
            (None, _) => {
                let is_part = |it: u8| !it.is_ascii_whitespace() && it != b'/';
                count += usize::from(is_part(byte) && !is_part(before));
            }
        }
        if !byte.is_ascii_whitespace() || before != b'=' {
            before = byte;
        }
    }
    (count, false, "")
}

#[cfg(test)]
mod tests {
    use super::PageFault;

    #[test]
    fn what_newspapers_write_is_read() {
        let rows = "<tr><td>a<td>b".repeat(5000);
        let page = format!(
            "<!DOCTYPE html><html><head><script>if (a<b) {{ '<div>'.repeat(9) }}</script></head>\
             <body><table>{rows}</table>{}<img src=\"a>b\" alt=x><!-- <div> --></body>",
            "<p>x<br>".repeat(5000)
        );
        assert_eq!(PageFault::of(&page), None);
        assert_eq!(PageFault::of(&"<div><b>x</b></div>".repeat(5000)), None);
        assert_eq!(PageFault::of("<a href='x' b c=d"), None);
    }

    #[test]
    fn what_no_newspaper_writes_is_refused() {
        assert_eq!(PageFault::of(&"<div>".repeat(600)), Some(PageFault::Nested(512)));
        let crowded = " a=\"x\"".repeat(2000);
        assert_eq!(PageFault::of(&format!("<p{crowded}>x")), Some(PageFault::Attributes(1000)));
    }
}
