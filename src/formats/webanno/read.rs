//! Reading `WebAnno` TSV 3.2 and 3.3.

use std::collections::{BTreeMap, HashMap};

use super::cells::{numbered, split, unescape, unescape_text};
use crate::{
    formats::{
        FormatError, FormatFault, Input, OffsetUnit, Options, RowFault, cas,
        intake::{DocumentDraft, Intake},
    },
    text::Text,
};

pub(super) fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs.iter().filter(|it| it.has_extension("tsv")) {
        let Some(source) = intake.file(input.text(), options)? else { continue };
        let read = ReadSheet::read(input, &source).map(|sheet| {
            let mut draft = DocumentDraft::new(input.stem(), "", &input.name, 0);
            draft.text = Text::new(sheet.text.as_str());
            sheet.take(&mut draft);
            intake.drafts.push(draft);
        });
        intake.row(read, options)?;
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFiles(".tsv")));
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
    word: &'s str,
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
            // Version 2 begins with its layers, version 1 with its first sentence.
            let has_layers = first.trim_start().starts_with("# ") && first.contains(" | ");
            let is_older = has_layers
                || first.starts_with("#id=")
                || ["#FORMAT=WebAnno TSV", " # "].iter().any(|it| first.starts_with(it));
            let fault = if is_older { FormatFault::OldWebAnno } else { FormatFault::NotWebAnno };
            return Err(FormatError::at(&input.name, 1, 1, fault));
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
                    sheet.start_sentence(&sentence, row.begin, &mut units);
                }
                at = SheetPart::Rows;
                sheet.rows.push(row);
            }
        }
        Ok(sheet)
    }

    fn wrong(&self, line: usize, fault: RowFault) -> FormatError {
        FormatError::row(&self.file, line, fault)
    }

    /// A line such as `#T_SP=custom.Span|label|value`.
    fn header(&mut self, line: &str, number: usize) -> Result<(), FormatError> {
        let kind = match line.get(..6) {
            Some("#T_SP=") => LayerKind::Span,
            Some("#T_RL=") => LayerKind::Relation,
            Some("#T_CH=") => LayerKind::Chain,
            _ => return Err(self.wrong(number, RowFault::UnknownHeader(line.to_owned()))),
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
            return Err(self.wrong(number, RowFault::NoToken));
        };
        let word = cells.next().unwrap_or_default();
        let cells: Vec<&str> = cells.collect();
        if cells.len() < self.columns.len() {
            let (found, needed) = (cells.len(), self.columns.len());
            return Err(self.wrong(number, RowFault::FewColumns { found, needed }));
        }
        Ok(ReadRow { line: number, id, begin, end, word, cells })
    }

    /// Puts a sentence where its first token says. Between two there is one line end or spaces; where it
    /// would begin before the one before it ends, offsets count something else, and the words decide.
    fn start_sentence(&mut self, sentence: &str, begin: usize, units: &mut usize) {
        /// Spaces that are put in at most: more come from a damaged offset.
        const MOST: usize = 1 << 20;
        if *units == begin + 1 && self.text.ends_with('\n') {
            self.text.pop();
            *units -= 1;
        }
        let spaces = begin.checked_sub(*units).filter(|it| *it < MOST).unwrap_or(0);
        self.text.extend(std::iter::repeat_n(' ', spaces));
        self.text += sentence;
        *units += spaces + sentence.encode_utf16().count();
    }

    fn take(&self, draft: &mut DocumentDraft) {
        let mut layers: Vec<(LayerKind, &str)> = Vec::new();
        for column in self.columns.iter().filter(|it| it.kind != LayerKind::Relation) {
            if !layers.contains(&(column.kind, column.layer.as_str())) {
                layers.push((column.kind, &column.layer));
            }
        }
        let mut found = FoundSpans::default();
        for (kind, layer) in layers {
            self.spans(kind, layer, &mut found);
        }
        for (key, span) in found.spans.iter().enumerate() {
            draft.place.1 = span.line;
            let place = [(span.begin, span.end)];
            let added = draft.span(key.to_string(), span.label.as_str(), OffsetUnit::Utf16, &place);
            added.say(&span.words);
            added.attributes.clone_from(&span.attributes);
        }
        draft.place.1 = 0;
        self.relations(&found, draft);
        found.slots(draft);
        found.chains(draft);
    }

    /// The spans of a layer, joined over their rows.
    fn spans(&self, kind: LayerKind, layer: &str, found: &mut FoundSpans) {
        let columns: Vec<(usize, &LayerColumn)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, it)| it.kind == kind && it.layer == layer)
            .collect();
        let has_label = columns.iter().any(|(_, it)| it.feature == "label");
        let label_feature = if has_label { "label" } else { "value" };
        // Behind the roles of a slot stands what fills them.
        let is_filling = |at: usize| {
            let before = at.checked_sub(1).and_then(|it| self.columns.get(it));
            before.is_some_and(|it| it.layer == layer && it.feature.starts_with(ROLE))
        };
        for row in &self.rows {
            let mut here: BTreeMap<usize, FoundSpan> = BTreeMap::new();
            for (at, column) in &columns {
                let cell = row.cells.get(*at).copied().unwrap_or("_");
                if cell == "_" {
                    continue;
                }
                if is_filling(*at) {
                    for (stacked, value) in split(cell).into_iter().enumerate() {
                        let span =
                            here.entry(stacked).or_insert_with(|| FoundSpan::new(layer, row));
                        let roles = at.checked_sub(1).and_then(|it| row.cells.get(it));
                        let roles = roles.map(|it| split(it)).unwrap_or_default();
                        let roles = roles.get(stacked).copied().unwrap_or_default();
                        let feature = self.columns.get(at - 1).map_or("", |it| &it.feature);
                        span.fill(feature, numbered(roles).0, value, &column.feature);
                    }
                    continue;
                }
                for (stacked, value) in split(cell).into_iter().enumerate() {
                    let (value, number) = numbered(value);
                    let span = here.entry(stacked).or_insert_with(|| FoundSpan::new(layer, row));
                    span.number = span.number.take().or(number);
                    if value == "*" || column.feature.starts_with(ROLE) {
                        continue;
                    }
                    if kind == LayerKind::Chain && span.take_link(value) {
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
            for mut it in here.into_values() {
                // A link is one by its place in its chain; the number that it has is the chain's.
                if let Some((_, chain, link, _)) = &it.link {
                    it.number = Some(format!("{chain}-{link}"));
                }
                found.add(it, row.id, layer);
            }
        }
    }

    fn relations(&self, found: &FoundSpans, draft: &mut DocumentDraft) {
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
                    let end = |it: Option<usize>, place: &str| {
                        it.map_or_else(|| place.to_owned(), |it| it.to_string())
                    };
                    let label = labels.get(number).map_or(String::new(), |it| unescape(it));
                    let name = column.layer.rsplit('.').next().unwrap_or_default();
                    let label = if label.is_empty() || label == "*" { name } else { &label };
                    // What is not there is listed when the document is put together.
                    draft.relation("", label, end(ends.0, source), end(ends.1, row.id));
                }
            }
        }
    }
}

struct FoundSpan {
    line: usize,
    begin: usize,
    end: usize,
    label: String,
    attributes: Vec<(String, String)>,
    number: Option<String>,
    /// The words of its rows.
    words: String,
    /// What fills its slots: the role, the row and the number, and the layer of the filler.
    slots: Vec<(String, String, String, String)>,
    /// The layer, number and place of a chain it is in, and how it leads to the next link.
    link: Option<(String, usize, usize, String)>,
}

/// What begins the name of a feature that holds the roles of a slot.
const ROLE: &str = "ROLE_";

impl FoundSpan {
    fn new(layer: &str, row: &ReadRow<'_>) -> Self {
        let label = layer.rsplit('.').next().unwrap_or_default().to_owned();
        let ReadRow { line, begin, end, word, .. } = *row;
        let (attributes, slots) = (Vec::new(), Vec::new());
        let words = unescape_text(word);
        Self { line, begin, end, label, attributes, number: None, words, slots, link: None }
    }

    /// Takes down what fills a slot: `1-5[2];1-2` with the roles `ARG1;ARG0`.
    fn fill(&mut self, feature: &str, roles: &str, fillers: &str, layer: &str) {
        // `ROLE_webanno.custom.Frame:roles_webanno.custom.FrameRolesLink`
        let name = feature.rsplit_once(':').map_or(feature, |it| it.1);
        let name = name.split('_').next().unwrap_or_default();
        let roles: Vec<&str> = roles.split(';').collect();
        for (at, filler) in fillers.split(';').enumerate() {
            if filler == "*" || filler.is_empty() {
                continue;
            }
            let (unit, number) = filler.split_once('[').unwrap_or((filler, "0]"));
            let number = number.split(']').next().unwrap_or("0");
            let role = roles.get(at).copied().filter(|it| !["*", "", "_"].contains(it));
            let role = unescape(role.unwrap_or(name));
            self.slots.push((role, unit.to_owned(), number.to_owned(), layer.to_owned()));
        }
    }

    /// Takes down where a link stands in its chain: `coref->1-2`. False for what is no such place.
    fn take_link(&mut self, value: &str) -> bool {
        let Some((relation, place)) = value.rsplit_once("->") else { return false };
        let numbers = place.split_once('-');
        let numbers = numbers.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((chain, link)) = numbers else { return false };
        let name = if ["*", ""].contains(&relation) { "" } else { relation };
        self.link = Some((self.label.clone(), chain, link, unescape(name)));
        true
    }
}

/// Where a link stands in its chain, which span it is, and how it leads to the next.
type ChainLink<'a> = (usize, usize, &'a str);

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
            Some(known) => {
                known.end = known.end.max(span.end);
                known.words.push(' ');
                known.words += &span.words;
            }
            None => self.spans.push(span),
        }
    }

    fn at(&self, row: &str, number: &str, layer: &str) -> Option<usize> {
        let (index, key) =
            if number == "0" { (&self.by_row, row) } else { (&self.by_number, number) };
        index.get(&(layer.to_owned(), key.to_owned())).copied()
    }

    /// What fills the slots of spans, as relations that are called by the roles.
    fn slots(&self, draft: &mut DocumentDraft) {
        for (at, span) in self.spans.iter().enumerate() {
            for (role, unit, number, layer) in &span.slots {
                let here =
                    |it: &&(String, String)| it.1 == *if number == "0" { unit } else { number };
                let index = if number == "0" { &self.by_row } else { &self.by_number };
                let any_layer =
                    || index.keys().filter(here).min().and_then(|it| index.get(it)).copied();
                let to = self.at(unit, number, layer).or_else(any_layer);
                let to = to.map_or_else(|| unit.clone(), |it| it.to_string());
                draft.relation("", role.as_str(), at.to_string(), to);
            }
        }
    }

    /// Each link of a chain leads to the next.
    fn chains(&self, draft: &mut DocumentDraft) {
        let mut chains: BTreeMap<(&str, usize), Vec<ChainLink<'_>>> = BTreeMap::new();
        for (at, span) in self.spans.iter().enumerate() {
            if let Some((layer, chain, link, relation)) = &span.link {
                chains.entry((layer, *chain)).or_default().push((*link, at, relation));
            }
        }
        for ((layer, _), mut links) in chains {
            links.sort_unstable();
            for pair in links.windows(2) {
                let [(_, from, relation), (_, to, _)] = pair else { continue };
                let label = if relation.is_empty() { layer } else { relation };
                draft.relation("", label, from.to_string(), to.to_string());
            }
        }
    }
}
