//! `TimeML`: dates as TIMEX3 in the text, one file a document.
//!
//! A closed interval is a DURATION whose `beginPoint` and `endPoint` are empty TIMEX3 behind the
//! text. Times lose their UTC offset, which TIMEX3 does not know.

mod elements;

use std::fmt::Write as _;

use self::elements::{SAME, TimexElement, UNKNOWN, lost, timexes, token};
use super::{
    Cannot, DocumentView, Format, FormatError, Input, Loss, Lost, OffsetUnit, Options, Output,
    SpanView,
    intake::{DocumentDraft, Intake},
    tokens::flat,
    xml,
};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    id: "timeml",
    title: "TimeML",
    extension: "tml",
    offset_unit: OffsetUnit::Inline,
    cannot_carry: &[
        Cannot::OtherLabels,
        Cannot::Overlaps,
        Cannot::Attributes,
        Cannot::Relations,
        Cannot::Metadata,
    ],
    export: Some(export),
    import: Some(import),
    read_from: &["tml"],
    metadata: &["published"],
    ..Format::BARE
};

/// The label whose spans are written.
const DATE: &str = "date";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TimeML \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:noNamespaceSchemaLocation=\"http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd\">\n";

fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let mut output = Output::default();
    for view in views {
        let name = format!("{}.tml", view.id());
        output.files.push((name, document(view).into_bytes()));
        output.losses.extend(losses(view));
    }
    output
}

/// Writing to a string cannot fail.
fn document(view: &DocumentView<'_>) -> String {
    let mut out = format!("{HEAD}<DOCID>{}</DOCID>\n", xml::text(view.id()));
    let published = view.published().get(..10).unwrap_or(UNKNOWN);
    let published = token(published);
    let _infallible = writeln!(
        out,
        "<DCT><TIMEX3 tid=\"t0\" type=\"DATE\" value=\"{published}\" temporalFunction=\"false\" \
         functionInDocument=\"CREATION_TIME\">{published}</TIMEX3></DCT>"
    );
    out += "<TEXT>";
    let mut at = 0;
    let mut points = String::new();
    let dates = dates(view);
    let each = dates.iter().flat_map(|span| timexes(span).into_iter().map(move |it| (*span, it)));
    for (number, (span, timex)) in (1..).zip(each) {
        let start = span.range.start() + timex.start;
        out += &xml::text(view.source().get(at..start).unwrap_or_default());
        let attributes = attributes(span, &timex, number, &mut points);
        at = span.range.start() + timex.end;
        let words = xml::text(view.source().get(start..at).unwrap_or_default());
        let _infallible = write!(out, "<TIMEX3 tid=\"t{number}\"{attributes}>{words}</TIMEX3>");
    }
    out += &xml::text(view.source().get(at..).unwrap_or_default());
    out + &points + "</TEXT>\n</TimeML>\n"
}

/// The dates that share no words, in order of place.
fn dates<'v, 'a>(view: &'v DocumentView<'a>) -> Vec<&'v SpanView<'a>> {
    let kept = flat(view, |it| it.label() == DATE);
    kept.into_iter().filter_map(|at| view.spans.get(at)).collect()
}

/// The attributes of one element; the ends of an interval go to `points`.
fn attributes(
    span: &SpanView<'_>,
    timex: &TimexElement,
    number: usize,
    points: &mut String,
) -> String {
    let mut out = String::new();
    let mut put = |key: &str, value: &str| {
        let _infallible = write!(out, " {key}=\"{}\"", xml::attribute(value));
    };
    put("type", &timex.kind);
    put("value", &timex.value);
    for key in SAME {
        if let Some(value) = span.attribute(key).filter(given) {
            let value = if key == "freq" { token(value) } else { value.to_owned() };
            put(key, &value);
        }
    }
    if let Some((begin, end)) = &timex.ends {
        for (key, mark, day) in [("beginPoint", 'b', begin), ("endPoint", 'e', end)] {
            let id = format!("t{number}{mark}");
            put(key, &id);
            let day = xml::attribute(day);
            let _infallible =
                write!(points, "<TIMEX3 tid=\"{id}\" type=\"DATE\" value=\"{day}\"></TIMEX3>");
        }
    }
    out
}

fn given(value: &&str) -> bool {
    !value.is_empty()
}

fn losses(view: &DocumentView<'_>) -> Vec<Loss> {
    let kept: Vec<_> = dates(view).into_iter().map(|it| it.annotation.id).collect();
    let mut losses = xml::losses(view);
    for span in &view.spans {
        if span.label() != DATE {
            losses.push(view.span_loss(span, Lost::Label(span.label().to_owned())));
            continue;
        }
        if !kept.contains(&span.annotation.id) {
            losses.push(view.span_loss(span, Lost::Overlapping));
            continue;
        }
        if timexes(span).len() > 1 {
            losses.push(view.span_loss(span, Lost::Coordinated));
        }
        for (key, value) in &span.attributes {
            if lost(span, key, value) {
                losses.push(
                    view.span_loss(span, Lost::Attribute((*key).to_owned(), value.to_string())),
                );
            }
        }
    }
    losses.extend(view.lost_relations());
    losses
}

fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let extensions = ["tml", "timeml", "xml"];
    for input in inputs.iter().filter(|it| extensions.iter().any(|e| it.has_extension(e))) {
        let source = input.text()?;
        let tree = xml::parse(input, &source)?;
        let element = |name: &str| tree.descendants().find(|it| it.has_tag_name(name));
        let body = element("TEXT").ok_or_else(|| {
            FormatError::at(&input.name, 1, 1, "there is no TEXT element; this is not TimeML")
        })?;
        let id = element("DOCID").and_then(|it| it.text()).map(str::trim).filter(given);
        let mut draft = DocumentDraft::new(id.unwrap_or(input.stem()), "", &input.name, 0);
        let created = tree
            .descendants()
            .find(|it| it.attribute("functionInDocument") == Some("CREATION_TIME"));
        let created = created.and_then(|it| it.attribute("value")).filter(|it| !it.contains('X'));
        if let Some(day) = created {
            draft.meta.insert("published".to_owned(), day.to_owned());
        }
        read(body, &mut draft);
        intake.drafts.push(draft);
    }
    if intake.drafts.is_empty() {
        return Err(FormatError::new("", "there are no .tml files"));
    }
    Ok(intake)
}

fn read(body: roxmltree::Node<'_, '_>, draft: &mut DocumentDraft) {
    let mut text = String::new();
    let mut found = Vec::new();
    for node in body.descendants() {
        if let Some(words) = node.text().filter(|_| node.is_text()) {
            text += words;
        } else if node.has_tag_name("TIMEX3") {
            let len: usize = node
                .descendants()
                .filter(roxmltree::Node::is_text)
                .filter_map(|it| it.text())
                .map(str::len)
                .sum();
            found.push((text.len(), len, node));
        }
    }
    draft.text = Text::new(text);
    let points: std::collections::HashMap<&str, &str> = found
        .iter()
        .filter_map(|(_, _, node)| Some((node.attribute("tid")?, node.attribute("value")?)))
        .collect();
    for (start, len, node) in found {
        // The ends of an interval cover no words.
        let Ok(range) = draft.text.range(start, start + len) else { continue };
        let span = draft.place_span("", DATE, range.into());
        let mut put = |key: &str, value: Option<&str>| {
            span.attributes.extend(value.map(|it| (key.to_owned(), it.to_owned())));
        };
        put("timex_type", node.attribute("type"));
        put("value", node.attribute("value"));
        for key in SAME {
            put(key, node.attribute(key));
        }
        for (key, end) in [("begin", "beginPoint"), ("end", "endPoint")] {
            put(key, node.attribute(end).and_then(|it| points.get(it)).copied());
        }
    }
}
