//! Values of dates: what an analyst types, and what joins a date with those beside it.

use jiff::civil;

use crate::{
    edit,
    model::{
        Annotation, AnnotationId, Change, Document, Edit, Name, Transaction,
        schema::{
            ValueKind,
            standard::{CALENDAR, DATE, NATIVE, RULE, VALUE},
        },
    },
    recognize::{
        Context, Mention,
        date::{DateReader, read_range, read_typed},
    },
    session::editor::{
        Editor,
        recognition::{self, attributes, attributes_under},
    },
    text::TextRange,
    timex::{Calendar, TimexType, Value, native_of},
};

/// The rule of a value that a person typed; nothing reads it again.
const TYPED: &str = "typed";
/// How far beside a date the other side of a pair may begin or end, in bytes.
const BESIDE: usize = 160;

/// Sets an attribute to what was typed. A value, in whatever calendar, brings type, native date and
/// calendar with it; the native date and the calendar bring the value.
pub(super) fn set_attribute(
    document: &Document,
    id: AnnotationId,
    key: Name,
    typed: &str,
    context: Context,
) -> Option<Transaction> {
    let before = document.annotation(id)?.clone();
    let after = with_attribute(document, &before, key, typed, context);
    (before != after).then(|| vec![Edit::Annotation(id, Change::replace(before, after))].into())
}

/// The same of an annotation that may not be in the document yet.
pub(super) fn with_attribute(
    document: &Document,
    annotation: &Annotation,
    key: Name,
    typed: &str,
    context: Context,
) -> Annotation {
    let mut after = annotation.clone();
    let label = document.schema().label(annotation.label.as_str());
    let takes_dates = label.and_then(|it| it.attribute(key.as_str()));
    let takes_dates = takes_dates.is_some_and(|it| matches!(it.values, ValueKind::Date));
    if annotation.is_a(document.schema(), DATE) && !typed.is_empty() {
        let is_read = match key.as_str() {
            VALUE => set_value(&mut after, typed, context),
            NATIVE => set_native(&mut after, typed, context),
            CALENDAR => set_calendar(&mut after, typed),
            _ => false,
        };
        if is_read {
            return after;
        }
    }
    let value = match read_typed(typed, &context) {
        Some(read) if takes_dates && Value::parse(typed).is_none() => read.value,
        _ => typed.to_owned(),
    };
    after.attributes.set(key, &value);
    after
}

/// The calendar stays that of the words; the native date is stated in it.
fn set_value(date: &mut Annotation, typed: &str, context: Context) -> bool {
    let Some(read) = read_typed(typed, &context) else { return false };
    let own = date.attributes.get(CALENDAR).and_then(Calendar::from_key);
    let calendar = own.or(read.calendar);
    let native = match (read.native, calendar) {
        (Some(native), calendar) if calendar == read.calendar => Some(native),
        (_, Some(calendar)) => native_of(&read.value, calendar),
        (_, None) => None,
    };
    let mut set = |key: &str, value: &str| {
        date.attributes.set(key.into(), value);
    };
    set(VALUE, &read.value);
    set(NATIVE, &native.unwrap_or_default());
    set(CALENDAR, calendar.map_or("", Calendar::key));
    set(RULE, TYPED);
    set("confidence", "");
    let before = date.attributes.get("timex_type").unwrap_or_default();
    // «every two days» has the value of a length and stays a set.
    let stays_set = before == TimexType::Set.key() && read.timex_type == TimexType::Duration;
    let timex_type = if stays_set { TimexType::Set } else { read.timex_type };
    date.attributes.set("timex_type".into(), timex_type.key());
    for (of, key) in [
        (TimexType::Duration, "begin"),
        (TimexType::Duration, "end"),
        (TimexType::Set, "quant"),
        (TimexType::Set, "freq"),
    ] {
        if of != timex_type {
            date.attributes.set(key.into(), "");
        }
    }
    true
}

/// The date in the calendar of the words: its value follows.
fn set_native(date: &mut Annotation, typed: &str, context: Context) -> bool {
    let Some(read) = read_typed(typed, &context) else { return false };
    let Some(calendar) = read.calendar.filter(|_| read.native.is_some()) else { return false };
    date.attributes.set(CALENDAR.into(), calendar.key());
    set_value(date, typed, context)
}

/// Another calendar of the same day.
fn set_calendar(date: &mut Annotation, calendar: &str) -> bool {
    let Some(known) = Calendar::from_key(calendar) else { return false };
    let native = date.attributes.get(VALUE).and_then(|it| native_of(it, known));
    date.attributes.set(CALENDAR.into(), calendar);
    date.attributes.set(NATIVE.into(), &native.unwrap_or_default());
    true
}

/// A change of metadata. With the publication date, relative dates are read again: those whose value
/// is still the one the recognizer gave. What an analyst typed stays.
///
/// Where no day is confirmed dates are counted from `catalogued`, what the table of the folder says.
pub(super) fn change_meta(
    document: &Document,
    key: &Name,
    value: &str,
    catalogued: Option<civil::Date>,
) -> Option<Transaction> {
    let change = edit::set_meta(document, key.clone(), value)?;
    if key.as_str() != Document::PUBLISHED {
        return Some(change);
    }
    let context = |stated: &str| Context {
        published: if stated.is_empty() { catalogued } else { stated.parse().ok() },
    };
    let (then, now) = (context(document.meta_value(Document::PUBLISHED)), context(value));
    let mut steps = change.edits;
    steps.extend(recounted(document, then, now));
    Some(steps.into())
}

impl Editor {
    /// Counts relative dates that were accepted from the day known now, where they were counted from `then`;
    /// gives back how many changed. It is one step.
    pub(in crate::session) fn recount_dates(&mut self, then: Context) -> usize {
        let steps = recounted(self.document(), then, self.context());
        let count = steps.len();
        // They were made for the document as it is; nobody has looked at the dates for it.
        if count > 0 && self.commit_as_is(steps.into()).is_err() {
            return 0;
        }
        count
    }
}

/// Relative dates read again from another day of publication.
fn recounted(document: &Document, then: Context, now: Context) -> Vec<Edit> {
    let dates = document.annotations().filter(|it| it.is_a(document.schema(), DATE));
    let dates: Vec<_> = dates.filter(|it| !is_typed(it)).collect();
    let reader = |context| DateReader::new(document.text(), context, dates.len());
    let (then, now) = (reader(&then), reader(&now));
    let mut steps = Vec::new();
    for annotation in dates {
        let range = annotation.extent.hull();
        let (Some(old), Some(new)) = (then.read(range), now.read(range)) else { continue };
        let is_counted = annotation.attributes.get(VALUE) == old.attribute(VALUE);
        if !is_counted || old.attributes == new.attributes {
            continue;
        }
        let mut changed = annotation.clone();
        for (key, _) in &old.attributes {
            changed.attributes.set((*key).into(), "");
        }
        for (key, value) in &new.attributes {
            changed.attributes.set((*key).into(), value);
        }
        steps.push(Edit::Annotation(annotation.id, Change::replace(annotation.clone(), changed)));
    }
    steps
}

/// True for a value that a person typed.
fn is_typed(date: &Annotation) -> bool {
    date.attributes.get(RULE) == Some(TYPED)
}

/// Gives an annotation another label; a date without a value gets the one its words have.
pub(super) fn relabel(
    document: &Document,
    id: AnnotationId,
    label: &Name,
    context: Context,
) -> Option<Transaction> {
    let before = document.annotation(id)?.clone();
    let mut after = before.clone();
    after.label = label.clone();
    if after.attributes.get(VALUE).is_none()
        && let Some(read) = read_as(document, label, before.extent.hull(), context)
    {
        let read = attributes_under(document.schema(), &read.label, &attributes(&read));
        for (key, value) in read.iter() {
            after.attributes.set(key.clone(), value);
        }
    }
    (before != after).then(|| vec![Edit::Annotation(id, Change::replace(before, after))].into())
}

fn read_as(
    document: &Document,
    label: &Name,
    range: TextRange,
    context: Context,
) -> Option<Mention> {
    let known = recognition::known_as(document.schema(), label.as_str());
    recognition::read_as(known, document.text(), range, context)
}

/// `first`, which adds the date `id`, and then the relations that its words and those beside it say: two
/// sides of a pair, «روز بعد» and its anchor.
pub(super) fn joined(
    document: &Document,
    first: Transaction,
    id: AnnotationId,
    context: Context,
) -> Transaction {
    let mut after = document.clone();
    if after.apply(&first).is_err() {
        return first;
    }
    let mut steps = vec![first];
    let Some(date) = after.annotation(id).filter(|it| it.is_a(document.schema(), DATE)).cloned()
    else {
        return edit::merge(steps);
    };
    let hull = date.extent.hull();
    let text = after.text().clone();
    let there = after.annotations_in(hull.start().saturating_sub(BESIDE), hull.end() + BESIDE);
    let dates: Vec<Annotation> =
        there.into_iter().filter(|it| it.is_a(document.schema(), DATE)).cloned().collect();
    for from in &dates {
        let Some(read) = read_range(&text, from.extent.hull(), &context) else { continue };
        for link in read.links.iter().filter(|it| it.label == DATE) {
            let meant = |it: &&Annotation| {
                it.id != from.id && link.pieces.iter().any(|piece| piece.overlaps(it.extent.hull()))
            };
            let Some(to) = dates.iter().find(meant) else { continue };
            // What others are linked to is theirs.
            let is_new = from.id == id || to.id == id;
            let Some(kind) = after.schema().relation_ever(link.relation).map(|it| it.id.clone())
            else {
                continue;
            };
            let has_one = after.linked(from.id, &kind).next().is_some();
            if is_new
                && !has_one
                && let Some(step) = edit::relate(&after, from.id, to.id, kind)
                && after.apply(&step).is_ok()
            {
                steps.push(step);
            }
        }
    }
    edit::merge(steps)
}
