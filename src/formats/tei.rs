//! TEI P5 with `standOff`: empty anchors in the text, and everything said of them before it.

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    Cannot, DocumentRemarks, DocumentView, Export, Format, OffsetUnit, StreamedFile,
    streaming::JoinedDocuments, syntax::xml,
};

pub(super) const FORMAT: Format = Format {
    id: "tei",
    title: "TEI standOff",
    extension: "xml",
    single_file: true,
    offset_unit: OffsetUnit::Inline,
    cannot_carry: &[Cannot::Metadata],
    export: Some(Export::Streamed { begin: |_, _| corpus(), needs_survey: false }),
    ..Format::BARE
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<teiCorpus \
    xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"fa\">\n<teiHeader><fileDesc><titleStmt>\
    <title>corpus</title></titleStmt><publicationStmt><p>unpublished</p></publicationStmt>\
    <sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader>\n";

fn corpus() -> StreamedFile {
    let document = |view: &DocumentView<'_>, at: usize| {
        let (number, mut out) = (at + 1, String::new());
        header(view, number, &mut out);
        stand_off(view, number, &mut out);
        body(view, number, &mut out);
        let losses = xml::losses(view);
        (out.into_bytes(), DocumentRemarks { losses, ..DocumentRemarks::default() })
    };
    JoinedDocuments::new("corpus.xml", document).around(HEAD, "</teiCorpus>\n").file()
}

/// Writing to a string cannot fail.
fn header(view: &DocumentView<'_>, number: usize, out: &mut String) {
    let id = xml::text(view.id());
    let _infallible = writeln!(
        out,
        "<TEI xml:id=\"d{number}\"><teiHeader><fileDesc><titleStmt><title>{id}</title></titleStmt>\
         <publicationStmt><publisher>unpublished</publisher><idno type=\"doc_id\">{id}</idno>\
         </publicationStmt><sourceDesc><p>born digital</p></sourceDesc></fileDesc></teiHeader>"
    );
}

fn stand_off(view: &DocumentView<'_>, number: usize, out: &mut String) {
    *out += "<standOff>";
    if view.spans.is_empty() {
        *out += "<spanGrp type=\"labels\"/>\n";
    } else {
        *out += "<spanGrp type=\"labels\">";
        for span in &view.spans {
            let (id, start, end) = (span.id(), span.start_char, span.end_char);
            let label = xml::attribute(span.label());
            let _infallible = write!(
                out,
                "<span xml:id=\"d{number}.{id}\" from=\"#d{number}.c{start}\" \
                 to=\"#d{number}.c{end}\" type=\"{label}\"/>"
            );
        }
        *out += "</spanGrp>\n";
    }
    for span in view.spans.iter().filter(|it| !it.attributes.is_empty()) {
        let _infallible =
            write!(out, "<fs corresp=\"#d{number}.{}\" type=\"attributes\">", span.id());
        for (key, value) in &span.attributes {
            let (key, value) = (xml::attribute(key), xml::text(value));
            let _infallible = write!(out, "<f name=\"{key}\"><string>{value}</string></f>");
        }
        *out += "</fs>\n";
    }
    if !view.relations.is_empty() {
        *out += "<listRelation>";
        for it in &view.relations {
            let (from, to) = (it.relation.from, it.relation.to);
            let label = xml::attribute(it.label());
            let _infallible = write!(
                out,
                "<relation name=\"{label}\" active=\"#d{number}.{from}\" \
                 passive=\"#d{number}.{to}\"/>"
            );
        }
        *out += "</listRelation>\n";
    }
    *out += "</standOff>";
}

fn body(view: &DocumentView<'_>, number: usize, out: &mut String) {
    *out += "<text><body><ab xml:space=\"preserve\">";
    let edges: BTreeSet<(usize, usize)> = view
        .spans
        .iter()
        .flat_map(|it| [(it.range.start(), it.start_char), (it.range.end(), it.end_char)])
        .collect();
    let mut at = 0;
    for (byte, char) in edges {
        *out += &xml::text(view.source().get(at..byte).unwrap_or_default());
        let _infallible = write!(out, "<anchor xml:id=\"d{number}.c{char}\"/>");
        at = byte;
    }
    *out += &xml::text(view.source().get(at..).unwrap_or_default());
    *out += "</ab></body></text></TEI>\n";
}
