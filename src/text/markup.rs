//! Words out of HTML, without a tree of it: cells of tables, and what a page shows in small elements.

/// Elements that begin a line of their own.
const BLOCKS: [&str; 14] = [
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "h1",
    "h2",
    "h3",
    "h4",
    "blockquote",
    "section",
    "article",
];
/// Elements whose content is no text.
const UNREAD: [&str; 3] = ["script", "style", "noscript"];

/// The words of a text that may be HTML: tags away, each block on a line, entities read once. A text
/// without tags keeps its lines.
pub fn words_of_markup(source: &str) -> String {
    let is_markup = has_tag(source);
    if !is_markup && !source.contains('&') {
        return source.replace("\r\n", "\n");
    }
    let bare = if is_markup { without_tags(source) } else { source.replace("\r\n", "\n") };
    let decoded = html_escape::decode_html_entities(&bare);
    if !is_markup {
        return decoded.into_owned();
    }
    let lines = decoded.lines().map(|it| it.trim_matches([' ', '\t']));
    let mut text = String::with_capacity(decoded.len());
    for line in lines.filter(|it| !it.is_empty()) {
        text += line;
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// True when there is a tag, and not only a sign of comparison.
fn has_tag(source: &str) -> bool {
    let Some(last) = source.rfind('>') else { return false };
    source.match_indices('<').take_while(|it| it.0 < last).any(|(at, _)| {
        let rest = source.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!')
    })
}

fn without_tags(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push_collapsed(before, &mut out);
        let inner = tag.get(1..).unwrap_or_default();
        if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)) {
            out.push('<');
            rest = inner;
            continue;
        }
        let Some(end) = tag.find('>') else {
            // Nothing that follows is a tag: looking for its end at every sign would take the square
            // of the time.
            rest = tag;
            break;
        };
        let name = name_of_tag(tag.get(1..end).unwrap_or_default().trim_start_matches('/'));
        rest = tag.get(end + 1..).unwrap_or_default();
        if UNREAD.contains(&&*name) && !inner.starts_with('/') {
            rest = close_of(rest, &name).and_then(|it| rest.get(it..)).unwrap_or_default();
        } else if BLOCKS.contains(&&*name) {
            out.push('\n');
        }
    }
    push_collapsed(rest, &mut out);
    out
}

/// The name that a tag begins with, in lower case.
fn name_of_tag(tag: &str) -> String {
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    name.to_ascii_lowercase()
}

/// Where the first closing tag of this name begins.
fn close_of(source: &str, name: &str) -> Option<usize> {
    let is_of_name = |at: usize| {
        let rest = source.get(at + 2..).and_then(|it| it.get(..name.len()));
        rest.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    source.match_indices("</").map(|it| it.0).find(|&at| is_of_name(at))
}

/// Line ends inside HTML are spaces.
fn push_collapsed(words: &str, out: &mut String) {
    for c in words.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
        if c != ' ' || !out.ends_with([' ', '\n']) {
            out.push(c);
        }
    }
}

/// Elements that are never closed, or close themselves where the next begins.
const UNCLOSED: [&str; 30] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "option", "caption",
];
/// Elements whose end closes what was left open in them.
const CONTAINERS: [&str; 21] = [
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

/// A tag with its attributes is no longer than this, in bytes.
const LONGEST_TAG: usize = 2048;
/// What says a date is no longer than this, in bytes.
const LONGEST_DATE: usize = 400;
/// A page has no more dates of itself than this; a list of other news may have any number.
const MOST_DATES: usize = 64;

/// What a page shows in elements that say when something was: `time`, and those whose class speaks of a
/// date or of publishing.
pub fn dated_words(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|it| it.find('<')).map(|it| at + it + 1) {
        at = start;
        let Some(end) = window(html, start, LONGEST_TAG).find('>').map(|it| start + it) else {
            continue;
        };
        let tag = html.get(start..end).unwrap_or_default();
        if !tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        at = end;
        let lower = tag.to_ascii_lowercase();
        if !speaks_of_date(&lower) {
            continue;
        }
        let inside = window(html, end + 1, LONGEST_DATE);
        if let Some(close) = close_of(inside, &name_of_tag(&lower)) {
            // The element around makes markup of what may have none.
            let inner = inside.get(..close).unwrap_or_default();
            found.push(words_of_markup(&format!("<p>{inner}</p>")));
        }
        if found.len() == MOST_DATES {
            break;
        }
    }
    found
}

/// At most so many bytes from one on.
fn window(source: &str, start: usize, len: usize) -> &str {
    source.get(start..source.floor_char_boundary(start + len)).unwrap_or_default()
}

/// True for a tag, in lower case, that says it holds a date.
fn speaks_of_date(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |it| it.1);
    tag.starts_with("time") || ["date", "publish", "time"].iter().any(|it| class.contains(it))
}
