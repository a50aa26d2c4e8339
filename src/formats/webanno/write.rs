//! Writing `WebAnno` TSV.

use std::{collections::HashMap, fmt::Write as _};

use super::cells::{escape, escape_text};
use crate::formats::{
    DocumentView, Loss, Lost, Options, Output, SpanView,
    cas::FeatureNames,
    tokens::{is_trimmed, tokens},
};

pub(super) fn export(views: &[DocumentView<'_>], _options: &Options) -> Output {
    let features = FeatureNames::of(views);
    let attributes = features.in_order();
    let mut output = Output::default();
    for view in views {
        let sheet = WrittenSheet::new(view);
        if sheet.rows.is_empty() {
            output.losses.push(view.document_loss(Lost::Wordless));
            continue;
        }
        let name = format!("{}.tsv", view.id());
        output.files.push((name, sheet.write(&attributes).into_bytes()));
        output.losses.extend(features.losses(view));
        output.losses.extend(losses(view, &sheet));
    }
    output
}

/// A row: a token, or the part of one that a span covers.
struct WrittenRow {
    sentence: usize,
    /// `1-5`, or `1-5.1`.
    id: String,
    start: usize,
    end: usize,
    /// Indexes of the spans that have this row.
    spans: Vec<usize>,
}

/// The rows of a document.
struct WrittenSheet<'v, 'a> {
    view: &'v DocumentView<'a>,
    /// Where each sentence starts, in bytes, and where the last one ends.
    sentences: Vec<usize>,
    rows: Vec<WrittenRow>,
    /// For each span its first row, and its number where it needs one.
    spans: Vec<(Option<usize>, Option<usize>)>,
    /// The relations to spans that start in a row, by row.
    relations_to_row: HashMap<usize, Vec<usize>>,
}

impl<'v, 'a> WrittenSheet<'v, 'a> {
    fn new(view: &'v DocumentView<'a>) -> Self {
        let (rows, spans, relations_to_row) = (Vec::new(), Vec::new(), HashMap::new());
        let mut sheet = Self { view, sentences: Vec::new(), rows, spans, relations_to_row };
        sheet.lay_out();
        sheet.number();
        sheet
    }

    fn lay_out(&mut self) {
        let view = self.view;
        let (mut end, mut token_number) = (0, 0);
        // Spans by start, to look only at those near a token.
        let mut order: Vec<usize> = (0..view.spans.len()).collect();
        order.sort_by_key(|&at| view.spans.get(at).map(|it| it.range.start()));
        let mut active: Vec<usize> = Vec::new();
        let mut coming = order.into_iter().peekable();
        for token in tokens(view.text()) {
            let gap = view.source().get(end..token.start).unwrap_or_default();
            if self.sentences.is_empty() || gap.contains('\n') {
                self.sentences.push(token.start);
                token_number = 0;
            }
            token_number += 1;
            end = token.end;
            let range = |at: usize| view.spans.get(at).map(|it| it.range);
            while let Some(at) =
                coming.next_if(|&at| range(at).is_some_and(|it| it.start() < token.end))
            {
                active.push(at);
            }
            active.retain(|&at| range(at).is_some_and(|it| it.end() > token.start));
            let part = |at: usize| {
                range(at).map(|it| (it.start().max(token.start), it.end().min(token.end)))
            };
            let mut parts: Vec<(usize, usize)> = active
                .iter()
                .filter_map(|&at| part(at))
                .chain([(token.start, token.end)])
                .collect();
            parts.sort_by_key(|it| (*it != (token.start, token.end), *it));
            parts.dedup();
            let sentence = self.sentences.len();
            for (number, (start, end)) in parts.into_iter().enumerate() {
                let below = if number == 0 { String::new() } else { format!(".{number}") };
                let id = format!("{sentence}-{token_number}{below}");
                let spans =
                    active.iter().copied().filter(|&at| part(at) == Some((start, end))).collect();
                self.rows.push(WrittenRow { sentence: sentence - 1, id, start, end, spans });
            }
        }
        self.sentences.push(view.source().len());
    }

    /// Numbers the spans that have several rows, share one, or could not be distinguished from no span.
    fn number(&mut self) {
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); self.view.spans.len()];
        for (at, row) in self.rows.iter().enumerate() {
            for &span in &row.spans {
                if let Some(rows) = rows.get_mut(span) {
                    rows.push(at);
                }
            }
        }
        // In the order in which a reader meets them, so that what is read is written the same.
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|&at| rows.get(at).and_then(|it| it.first().copied()));
        let mut ranks = vec![0; rows.len()];
        for (rank, &span) in order.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(span) {
                *slot = rank;
            }
        }
        for row in &mut self.rows {
            row.spans.sort_by_key(|&span| ranks.get(span));
        }
        let mut next = 0;
        self.spans = rows.iter().map(|rows| (rows.first().copied(), None)).collect();
        for (at, link) in self.view.relations.iter().enumerate() {
            if let Some(row) = rows.get(link.to).and_then(|it| it.first()) {
                self.relations_to_row.entry(*row).or_default().push(at);
            }
        }
        for at in order {
            let (Some(span), Some(rows)) = (self.view.spans.get(at), rows.get(at)) else {
                continue;
            };
            let shares = |&at: &usize| self.rows.get(at).is_some_and(|it| it.spans.len() > 1);
            let blank = span.attributes.iter().any(|(_, value)| value.is_empty());
            if rows.len() > 1 || rows.iter().any(shares) || blank {
                next += 1;
                if let Some(slot) = self.spans.get_mut(at) {
                    slot.1 = Some(next);
                }
            }
        }
    }

    fn write(&self, attributes: &[(&str, &str)]) -> String {
        let mut out = String::from("#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label");
        for (_key, feature) in attributes {
            let _infallible = write!(out, "|{feature}");
        }
        out += "\n#T_RL=custom.Relation|label|BT_custom.Span\n\n\n";
        let mut sentence = usize::MAX;
        for (at, row) in self.rows.iter().enumerate() {
            if row.sentence != sentence {
                if sentence != usize::MAX {
                    out.push('\n');
                }
                sentence = row.sentence;
                self.write_text(sentence, &mut out);
            }
            self.write_row(at, row, attributes, &mut out);
        }
        out
    }

    /// The words of a sentence and the white space behind it, a line each.
    fn write_text(&self, sentence: usize, out: &mut String) {
        let bounds = self.sentences.get(sentence).zip(self.sentences.get(sentence + 1));
        let body = bounds.and_then(|(&start, &end)| self.view.source().get(start..end));
        let body = body.unwrap_or_default();
        for line in body.strip_suffix('\n').unwrap_or(body).split('\n') {
            *out += "#Text=";
            escape_text(line, out);
            out.push('\n');
        }
    }

    fn write_row(
        &self,
        at: usize,
        row: &WrittenRow,
        attributes: &[(&str, &str)],
        out: &mut String,
    ) {
        let text = self.view.text();
        let (begin, end) = (text.utf16_of_byte(row.start), text.utf16_of_byte(row.end));
        let words = self.view.source().get(row.start..row.end).unwrap_or_default();
        let _infallible = write!(out, "{}\t{begin}-{end}\t{words}", row.id);
        let cell = |value: &dyn Fn(&SpanView<'_>) -> String| {
            let values = row.spans.iter().filter_map(|&at| {
                let number = self.number_of(at).map_or(String::new(), |it| format!("[{it}]"));
                Some(value(self.view.spans.get(at)?) + &number)
            });
            let values: Vec<String> = values.collect();
            if values.is_empty() { "_".to_owned() } else { values.join("|") }
        };
        let _infallible = write!(out, "\t{}", cell(&|it| escape(it.label())));
        for (key, _feature) in attributes {
            let value = |it: &SpanView<'_>| it.attribute(key).map_or("*".to_owned(), escape);
            let _infallible = write!(out, "\t{}", cell(&value));
        }
        let (labels, sources) = self.relations(at, row);
        let _infallible = writeln!(out, "\t{labels}\t{sources}\t");
    }

    fn number_of(&self, span: usize) -> Option<usize> {
        self.spans.get(span).and_then(|it| it.1)
    }

    /// The relations to spans that start in a row: their labels, and where they come from.
    fn relations(&self, at: usize, row: &WrittenRow) -> (String, String) {
        let first = |span: usize| self.spans.get(span).and_then(|it| it.0);
        let mut labels = Vec::new();
        let mut sources = Vec::new();
        if row.spans.iter().any(|&it| first(it) == Some(at)) {
            let links = self.relations_to_row.get(&at).into_iter().flatten();
            for link in links.filter_map(|it| self.view.relations.get(*it)) {
                let Some(source) = first(link.from).and_then(|it| self.rows.get(it)) else {
                    continue;
                };
                let numbers = (self.number_of(link.from), self.number_of(link.to));
                let numbers = match numbers {
                    (None, None) => String::new(),
                    (from, to) => format!("[{}_{}]", from.unwrap_or(0), to.unwrap_or(0)),
                };
                labels.push(escape(link.label()));
                sources.push(format!("{}{numbers}", source.id));
            }
        }
        if labels.is_empty() {
            ("_".to_owned(), "_".to_owned())
        } else {
            (labels.join("|"), sources.join("|"))
        }
    }
}

fn losses(view: &DocumentView<'_>, sheet: &WrittenSheet<'_, '_>) -> Vec<Loss> {
    let mut losses = Vec::new();
    let first = sheet.sentences.first().copied().unwrap_or(0);
    if view.source().get(..first).is_some_and(|it| it.contains(|c| c != ' ')) {
        losses.push(view.document_loss(Lost::Beginning));
    }
    for (span, (row, _)) in view.spans.iter().zip(&sheet.spans) {
        if row.is_none() {
            losses.push(view.span_loss(span, Lost::Blank));
        } else if !is_trimmed(span) {
            losses.push(view.span_loss(span, Lost::Edges));
        }
        for (key, _) in span.attributes.iter().filter(|(_, value)| value.contains('\r')) {
            losses.push(view.span_loss(span, Lost::ReturnsIn((*key).to_owned())));
        }
    }
    for link in &view.relations {
        let has_row = |span: usize| sheet.spans.get(span).is_some_and(|it| it.0.is_some());
        if !has_row(link.from) || !has_row(link.to) {
            losses.push(view.relation_loss(link));
        }
    }
    losses
}
