//! `TimeML`: dates as TIMEX3 in the text, one file a document.
//!
//! A closed interval is a DURATION whose `beginPoint` and `endPoint` are empty TIMEX3 behind the
//! text. Times lose their UTC offset, which TIMEX3 does not know.

mod elements;
mod read;

use std::fmt::Write as _;

use self::elements::{SAME, TimexElement, UNKNOWN, lost, timexes, token};
use super::{
    Cannot, DocumentView, Export, Format, Loss, Lost, OffsetUnit, Options, Output, SpanView,
    syntax::xml, tokens::flat,
};

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
    export: Some(Export::All(export)),
    import: Some(read::import),
    read_from: &["tml", "timeml"],
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
