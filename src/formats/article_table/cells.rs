//! What stands in a cell: a text that may be HTML, and a day in any calendar.

use jiff::civil;

use crate::{
    language::digit_value,
    recognize::{Context, date::read_typed},
    timex::{Calendar, Timezone},
};

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

/// A cell as text: tags away, each block on a line, entities read once.
pub(in crate::formats) fn plain_text(cell: &str) -> String {
    let is_markup = cell.contains('<') && cell.contains('>') && has_tag(cell);
    if !is_markup && !cell.contains('&') {
        return cell.replace("\r\n", "\n");
    }
    let bare = if is_markup { without_tags(cell) } else { cell.replace("\r\n", "\n") };
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
fn has_tag(cell: &str) -> bool {
    cell.match_indices('<').any(|(at, _)| {
        let rest = cell.get(at + 1..).unwrap_or_default();
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!') && rest.contains('>')
    })
}

fn without_tags(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        push_collapsed(before, &mut out);
        let inner = tag.get(1..).unwrap_or_default();
        let Some(end) = tag
            .find('>')
            .filter(|_| inner.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)))
        else {
            out.push('<');
            rest = inner;
            continue;
        };
        let name = tag.get(1..end).unwrap_or_default().trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        rest = tag.get(end + 1..).unwrap_or_default();
        if UNREAD.contains(&&*name) && !inner.starts_with('/') {
            let close = rest.to_ascii_lowercase().find(&format!("</{name}"));
            rest = close.and_then(|it| rest.get(it..)).unwrap_or_default();
        } else if BLOCKS.contains(&&*name) {
            out.push('\n');
        }
    }
    push_collapsed(rest, &mut out);
    out
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

/// The day that a cell says something was published: in either calendar, in any digits, as seconds or
/// milliseconds since 1970, with a time that is moved to the day of `timezone`.
pub(in crate::formats) fn published_on(cell: &str, timezone: Timezone) -> Option<civil::Date> {
    let latin = |c: char| digit_value(c).and_then(|it| char::from_digit(it, 10)).unwrap_or(c);
    let plain: String = cell.trim().chars().map(latin).collect();
    if plain.is_empty() {
        return None;
    }
    if plain.bytes().all(|it| it.is_ascii_digit()) && plain.len() >= 9 {
        let number: i64 = plain.parse().ok()?;
        let seconds = if plain.len() >= 12 { number / 1000 } else { number };
        return timezone.day_of_second(seconds);
    }
    if let Some(day) = timezone.day_of_moment(&plain) {
        return Some(day);
    }
    numeric_day(&plain).or_else(|| {
        let typed = read_typed(cell.trim(), &Context::default())?;
        typed.value.get(..10).unwrap_or(&typed.value).parse().ok()
    })
}

/// `1403/02/31` or `2024-05-20`, with whatever stands after a space.
fn numeric_day(plain: &str) -> Option<civil::Date> {
    let day = plain.split([' ', 'T', '،', ',']).next()?;
    let numbers: Option<Vec<i32>> = day.split(['/', '-', '.']).map(|it| it.parse().ok()).collect();
    let [a, b, c] = numbers?.try_into().ok()?;
    let (year, month, day) = if a > 31 { (a, b, c) } else { (c, b, a) };
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let calendar =
        if (1200..1700).contains(&year) { Calendar::Persian } else { Calendar::Gregorian };
    (1200..2200).contains(&year).then(|| calendar.day(year, month, day)).flatten()
}
