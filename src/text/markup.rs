//! Tags of HTML without a tree of it: their names and ends, and whether a page keeps to what pages have.

/// Elements that are never closed, or close themselves where the next begins.
pub(super) const UNCLOSED: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "option", "caption",
];
/// Elements whose end closes what was left open in them.
pub(super) const CONTAINERS: [&str; 21] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "dir",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "main",
    "menu",
    "nav",
    "ol",
    "pre",
    "section",
    "ul",
];
/// Elements that the end of one around them does not close.
const WALLS: [&str; 5] = ["table", "template", "object", "marquee", "applet"];
/// Elements are nested no deeper than this; Chromium cuts pages at the same depth.
const DEEPEST: usize = 512;
/// A tag has no more attributes than this.
const MOST_ATTRIBUTES: usize = 512;
/// No element has a longer name, in bytes.
const LONGEST_NAME: usize = 32;

/// True for HTML whose elements and attributes stay within what pages have. The reader of pages calls itself
/// for each depth, and compares each attribute with all others of its tag.
///
/// Counts rather too much than too little: an end that may close nothing is passed over.
pub(super) fn is_reasonable(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    let mut drawing = 0_usize;
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|it| it.find('<')).map(|it| at + it + 1) {
        let rest = html.get(start..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            at = start + 3 + end_of_comment(comment);
            continue;
        }
        let inside = rest.strip_prefix('/');
        let name = name_of_tag(window(inside.unwrap_or(rest), 0, LONGEST_NAME));
        if name.is_empty() {
            at = start;
            continue;
        }
        let tag = TagSize::of(rest);
        if tag.attributes > MOST_ATTRIBUTES {
            return false;
        }
        at = start + tag.len;
        if inside.is_some() {
            close(&mut open, &name, drawing > 0);
            drawing = drawing.saturating_sub(usize::from(name == "svg"));
        } else if drawing == 0 && ["script", "style"].contains(&&*name) {
            let content = html.get(at..).unwrap_or_default();
            at = close_of(content, &name).map_or(html.len(), |it| at + it);
        } else if !(UNCLOSED.contains(&&*name)
            || drawing > 0 && tag.closes_itself && is_drawn(&name))
        {
            // Only in a drawing do elements close themselves, and HTML in it ends the drawing.
            drawing = match &*name {
                "svg" => drawing + 1,
                name if is_drawn(name) => drawing,
                _ => 0,
            };
            open.push(name);
        }
        if open.len() > DEEPEST {
            return false;
        }
    }
    true
}

/// True for the elements that stand in drawings (SVG) and nowhere else.
fn is_drawn(name: &str) -> bool {
    const DRAWN: [&str; 24] = [
        "path",
        "g",
        "circle",
        "rect",
        "line",
        "polyline",
        "polygon",
        "ellipse",
        "use",
        "defs",
        "symbol",
        "stop",
        "lineargradient",
        "radialgradient",
        "clippath",
        "mask",
        "image",
        "text",
        "tspan",
        "filter",
        "pattern",
        "marker",
        "animate",
        "view",
    ];
    DRAWN.contains(&name)
}

/// Closes an element where its end certainly closes one, with what was left open in it.
fn close(open: &mut Vec<String>, name: &str, is_in_drawing: bool) {
    if open.last().is_some_and(|it| it == name) {
        open.pop();
    } else if CONTAINERS.contains(&name) || name == "table" || name == "svg" && is_in_drawing {
        let wall = open.iter().rposition(|it| it != name && WALLS.contains(&it.as_str()));
        let found = open.iter().rposition(|it| it == name);
        if let Some(found) = found.filter(|&it| wall.is_none_or(|wall| wall < it)) {
            open.truncate(found);
        }
    }
}

/// Where the comment ends whose words these begin with.
fn end_of_comment(comment: &str) -> usize {
    if comment.starts_with('>') || comment.starts_with("->") {
        return 0;
    }
    let ends = [comment.find("-->"), comment.find("--!>")];
    ends.into_iter().flatten().min().unwrap_or(comment.len())
}

/// How large a tag is.
#[derive(Debug, Default)]
struct TagSize {
    /// In bytes, up to the sign that ends it.
    len: usize,
    attributes: usize,
    /// True for `<path/>`.
    closes_itself: bool,
}

/// Where in a tag a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkupPart {
    Name,
    /// After the name of an attribute that may have a value yet.
    AfterName,
    Between,
    /// After `=`, before its value.
    Equals,
    Value,
    Quoted(u8),
}

impl TagSize {
    /// That of the tag whose inside `source` begins with. A quotation mark counts after `=` alone.
    fn of(source: &str) -> Self {
        let mut size = Self { len: source.len(), ..Self::default() };
        let mut part = MarkupPart::Name;
        for (at, byte) in source.bytes().enumerate() {
            let is_space = byte.is_ascii_whitespace();
            part = match (part, byte) {
                (MarkupPart::Quoted(quote), _) if byte == quote => MarkupPart::Between,
                (MarkupPart::Quoted(_), _) => part,
                (_, b'>') => {
                    size.len = at;
                    let inside = source.get(..at).unwrap_or_default();
                    size.closes_itself = part == MarkupPart::Between && inside.ends_with('/');
                    break;
                }
                (MarkupPart::Equals, b'"' | b'\'') => MarkupPart::Quoted(byte),
                (MarkupPart::Equals, _) if is_space => MarkupPart::Equals,
                (MarkupPart::Value, _) if is_space => MarkupPart::Between,
                (MarkupPart::Equals | MarkupPart::Value, _) => MarkupPart::Value,
                (MarkupPart::Name, b'=') if size.attributes > 0 => MarkupPart::Equals,
                (MarkupPart::AfterName, b'=') => MarkupPart::Equals,
                (_, b'/') => MarkupPart::Between,
                (MarkupPart::Name | MarkupPart::AfterName, _)
                    if is_space && size.attributes > 0 =>
                {
                    MarkupPart::AfterName
                }
                (_, _) if is_space => MarkupPart::Between,
                (MarkupPart::Name, _) => MarkupPart::Name,
                (MarkupPart::AfterName | MarkupPart::Between, _) => {
                    size.attributes += 1;
                    MarkupPart::Name
                }
            };
        }
        size
    }
}

/// The name that a tag begins with, in lower case.
pub(super) fn name_of_tag(tag: &str) -> String {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.to_ascii_lowercase()
}

/// Where the first closing tag of this name begins.
pub(super) fn close_of(source: &str, name: &str) -> Option<usize> {
    let is_of_name = |at: usize| {
        let rest = source.get(at + 2..).and_then(|it| it.get(..name.len()));
        rest.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    source.match_indices("</").map(|it| it.0).find(|&at| is_of_name(at))
}

/// At most so many bytes from one on.
pub(super) fn window(source: &str, start: usize, len: usize) -> &str {
    source.get(start..source.floor_char_boundary(start + len)).unwrap_or_default()
}
