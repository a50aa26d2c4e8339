//! Reading `WebAnno` TSV 3.2 and 3.3.

use std::collections::{BTreeMap, HashMap};

use super::cells::{numbered, split, unescape, unescape_text};
use crate::{
    formats::{
        FormatError, Input, OffsetUnit, Options, cas,
        intake::{DocumentDraft, Intake, Warning},
    },
    text::Text,
};

pub(super) fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| it.has_extension("tsv")) {
        let source = input.text()?;
        let sheet = ReadSheet::read(input, &source)?;
        let mut draft = DocumentDraft::new(input.stem(), "", &input.name, 0);
        draft.text = Text::new(sheet.text.as_str());
        sheet.take(&mut draft, &mut intake.warnings)?;
        intake.drafts.push(draft);
    }
    if intake.drafts.is_empty() {
        return Err(FormatError::new("", "there are no .tsv files"));
    }
    Ok(intake)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LayerKind {
    Span,
    Relation,
    Chain,
}

/// A column behind the first three: a feature of a layer.
struct LayerColumn {
    kind: LayerKind,
    layer: String,
    feature: String,
}

struct ReadRow<'s> {
    line: usize,
    id: &'s str,
    begin: usize,
    end: usize,
    cells: Vec<&'s str>,
}

struct ReadSheet<'s> {
    file: String,
    columns: Vec<LayerColumn>,
    text: String,
    rows: Vec<ReadRow<'s>>,
}

/// Where the reader stands in a sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SheetPart {
    Between,
    Head,
    Rows,
}

impl<'s> ReadSheet<'s> {
    fn read(input: &Input, source: &'s str) -> Result<Self, FormatError> {
        let mut sheet = Self {
            file: input.name.clone(),
            columns: Vec::new(),
            text: String::new(),
            rows: vec![],
        };
        let mut lines = source.split('\n').map(|it| it.trim_end_matches('\r')).zip(1..);
        let first = lines.next().map_or("", |it| it.0);
        if !first.starts_with("#FORMAT=WebAnno TSV 3.") {
            return Err(sheet.wrong(1, "this is not WebAnno TSV 3"));
        }
        let mut at = SheetPart::Between;
        let mut sentence = String::new();
        let mut units = 0;
        for (line, number) in lines {
            if line.starts_with("#T_") && sheet.rows.is_empty() {
                sheet.header(line, number)?;
            } else if let Some(words) = line.strip_prefix("#Text=") {
                if at != SheetPart::Head {
                    sentence.clear();
                }
                at = SheetPart::Head;
                sentence += &unescape_text(words);
                sentence.push('\n');
            } else if line.is_empty() {
                at = SheetPart::Between;
            } else if line.starts_with('#') && at != SheetPart::Rows {
                // A comment such as `#Sentence.id=`.
            } else {
                let row = sheet.row(line, number)?;
                if at == SheetPart::Head {
                    sheet.start_sentence(&sentence, row.begin, &mut units, number)?;
                }
                at = SheetPart::Rows;
                sheet.rows.push(row);
            }
        }
        Ok(sheet)
    }

    fn wrong(&self, line: usize, what: impl Into<String>) -> FormatError {
        FormatError::at(&self.file, line, 1, what)
    }

    /// A line such as `#T_SP=custom.Span|label|value`.
    fn header(&mut self, line: &str, number: usize) -> Result<(), FormatError> {
        let kind = match line.get(..6) {
            Some("#T_SP=") => LayerKind::Span,
            Some("#T_RL=") => LayerKind::Relation,
            Some("#T_CH=") => LayerKind::Chain,
            _ => return Err(self.wrong(number, format!("an unknown header {line:?}"))),
        };
        let mut names = line.get(6..).unwrap_or_default().split('|');
        let layer = names.next().unwrap_or_default().to_owned();
        let mut features: Vec<&str> = names.collect();
        if features.is_empty() {
            features.push("");
        }
        for feature in features {
            let (layer, feature) = (layer.clone(), feature.to_owned());
            self.columns.push(LayerColumn { kind, layer, feature });
        }
        Ok(())
    }

    fn row(&self, line: &'s str, number: usize) -> Result<ReadRow<'s>, FormatError> {
        let mut cells = line.split('\t');
        let (id, place) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let offsets = place.split_once('-');
        let offsets = offsets.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((begin, end)) = offsets else {
            return Err(self.wrong(number, "a row does not start \"id<tab>begin-end<tab>token\""));
        };
        let cells: Vec<&str> = cells.skip(1).collect();
        if cells.len() < self.columns.len() {
            let (found, needed) = (cells.len(), self.columns.len());
            let what = format!("{found} columns behind the token, where the header has {needed}");
            return Err(self.wrong(number, what));
        }
        Ok(ReadRow { line: number, id, begin, end, cells })
    }

    /// Puts a sentence where its first token says. Between two there is one line end or spaces.
    fn start_sentence(
        &mut self,
        sentence: &str,
        begin: usize,
        units: &mut usize,
        number: usize,
    ) -> Result<(), FormatError> {
        /// Spaces that are put in at most: more come from a damaged offset.
        const MOST: usize = 1 << 20;
        if *units == begin + 1 && self.text.ends_with('\n') {
            self.text.pop();
            *units -= 1;
        }
        let Some(spaces @ 0..MOST) = begin.checked_sub(*units) else {
            let what = format!("the sentence starts at {begin}, the text before ends at {units}");
            return Err(self.wrong(number, what));
        };
        self.text.extend(std::iter::repeat_n(' ', spaces));
        self.text += sentence;
        *units += spaces + sentence.encode_utf16().count();
        Ok(())
    }

    fn take(
        &self,
        draft: &mut DocumentDraft,
        warnings: &mut Vec<Warning>,
    ) -> Result<(), FormatError> {
        let mut layers: Vec<&str> = Vec::new();
        for it in self.columns.iter().filter(|it| it.kind == LayerKind::Span) {
            if !layers.contains(&it.layer.as_str()) {
                layers.push(&it.layer);
            }
        }
        if self.columns.iter().any(|it| it.kind == LayerKind::Chain) {
            warnings.push(draft.warning("left out chains"));
        }
        let mut found = FoundSpans::default();
        for layer in layers {
            self.spans(layer, &mut found);
        }
        for (key, span) in found.spans.iter().enumerate() {
            draft.place.1 = span.line;
            let added = draft.span(
                key.to_string(),
                span.label.as_str(),
                OffsetUnit::Utf16,
                &[(span.begin, span.end)],
            );
            match added {
                Ok(added) => added.attributes.clone_from(&span.attributes),
                Err(warning) => warnings.push(warning),
            }
        }
        draft.place.1 = 0;
        self.relations(&found, draft)
    }

    /// The spans of a layer, joined over their rows.
    fn spans(&self, layer: &str, found: &mut FoundSpans) {
        let columns: Vec<(usize, &LayerColumn)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == LayerKind::Span && it.layer == layer)
            .collect();
        let has_label = columns.iter().any(|(_, it)| it.feature == "label");
        let label_feature = if has_label { "label" } else { "value" };
        for row in &self.rows {
            let mut here: BTreeMap<usize, FoundSpan> = BTreeMap::new();
            for (at, column) in &columns {
                let cell = row.cells.get(*at).copied().unwrap_or("_");
                if cell == "_" {
                    continue;
                }
                for (stacked, value) in split(cell).into_iter().enumerate() {
                    let (value, number) = numbered(value);
                    let span = here.entry(stacked).or_insert_with(|| FoundSpan::new(layer, row));
                    span.number = number;
                    if value == "*" {
                        continue;
                    }
                    let value = unescape(value);
                    if column.feature == label_feature {
                        span.label = value;
                    } else if !column.feature.is_empty() {
                        span.attributes.push((cas::key(&column.feature).to_owned(), value));
                    }
                }
            }
            for it in here.into_values() {
                found.add(it, row.id, layer);
            }
        }
    }

    fn relations(&self, found: &FoundSpans, draft: &mut DocumentDraft) -> Result<(), FormatError> {
        let of_relations = |it: &(usize, &LayerColumn)| it.1.kind == LayerKind::Relation;
        for (at, column) in self.columns.iter().enumerate().filter(of_relations) {
            let Some(base) = column.feature.strip_prefix("BT_") else { continue };
            let label_at = self.columns.iter().position(|it| {
                it.kind == LayerKind::Relation
                    && it.layer == column.layer
                    && !it.feature.starts_with("BT_")
            });
            for row in &self.rows {
                let cell = row.cells.get(at).copied().unwrap_or("_");
                if cell == "_" {
                    continue;
                }
                let labels = label_at.and_then(|at| row.cells.get(at)).map(|it| split(it));
                let labels = labels.unwrap_or_default();
                for (number, source) in split(cell).into_iter().enumerate() {
                    let (unit, numbers) = source.split_once('[').unwrap_or((source, "0_0]"));
                    let numbers = numbers.trim_end_matches(']').split_once('_');
                    let (from, to) = numbers.unwrap_or(("0", "0"));
                    let ends = (found.at(unit, from, base), found.at(row.id, to, base));
                    let (Some(from), Some(to)) = ends else {
                        return Err(self.wrong(row.line, format!("no span is at {source:?}")));
                    };
                    let label = labels.get(number).map_or(String::new(), |it| unescape(it));
                    let name = column.layer.rsplit('.').next().unwrap_or_default();
                    let label = if label.is_empty() || label == "*" { name } else { &label };
                    draft.relation("", label, from.to_string(), to.to_string());
                }
            }
        }
        Ok(())
    }
}

struct FoundSpan {
    line: usize,
    begin: usize,
    end: usize,
    label: String,
    attributes: Vec<(String, String)>,
    number: Option<String>,
}

impl FoundSpan {
    fn new(layer: &str, row: &ReadRow<'_>) -> Self {
        let label = layer.rsplit('.').next().unwrap_or_default().to_owned();
        let ReadRow { line, begin, end, .. } = *row;
        Self { line, begin, end, label, attributes: Vec::new(), number: None }
    }
}

/// Spans by number and by the row they start in.
#[derive(Default)]
struct FoundSpans {
    spans: Vec<FoundSpan>,
    by_number: HashMap<(String, String), usize>,
    by_row: HashMap<(String, String), usize>,
}

impl FoundSpans {
    fn add(&mut self, span: FoundSpan, row: &str, layer: &str) {
        let next = self.spans.len();
        let Some(number) = span.number.clone() else {
            self.by_row.entry((layer.to_owned(), row.to_owned())).or_insert(next);
            self.spans.push(span);
            return;
        };
        let at = *self.by_number.entry((layer.to_owned(), number)).or_insert(next);
        match self.spans.get_mut(at) {
            Some(known) => known.end = known.end.max(span.end),
            None => self.spans.push(span),
        }
    }

    fn at(&self, row: &str, number: &str, layer: &str) -> Option<usize> {
        let (index, key) =
            if number == "0" { (&self.by_row, row) } else { (&self.by_number, number) };
        index.get(&(layer.to_owned(), key.to_owned())).copied()
    }
}
