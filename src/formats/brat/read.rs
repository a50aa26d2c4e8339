//! Reading brat standoff: a folder of `.txt` and `.ann` files.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::formats::{
    ForeignKind, FormatError, FormatFault, ImportNote, Input, OffsetUnit, Options, RowFault,
    Warning,
    intake::{DocumentDraft, Intake, pairs},
};

/// Extensions of files with annotations: brat's own, and the two of the `BioNLP` shared tasks, of which the
/// second speaks of the spans of the first.
const ANNOTATIONS: [&str; 3] = ["ann", "a1", "a2"];

pub(super) fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let texts: Vec<(&str, &Input)> = inputs
        .iter()
        .filter(|it| it.has_extension("txt"))
        .filter_map(|it| Some((it.name.rsplit_once('.')?.0, it)))
        .collect();
    if texts.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFolder(".txt, .ann")));
    }
    let is_ours = |it: &&Input| ANNOTATIONS.iter().any(|of| it.has_extension(of));
    for input in inputs.iter().filter(is_ours) {
        let stem = input.name.rsplit_once('.').map_or("", |it| it.0);
        if !texts.iter().any(|(it, _)| *it == stem) {
            let spans =
                input.bytes.split(|&it| it == b'\n').filter(|it| it.starts_with(b"T")).count();
            let note = ImportNote::WithoutText { wanted: format!("{stem}.txt"), spans };
            intake.warnings.push(Warning::of_file(&input.name, note));
        }
    }
    for (stem, text) in texts {
        // Python reads texts so, and offsets count what it reads.
        let Some(source) = intake.file(text.text_as_it_is(), options)? else { continue };
        let has_pairs = source.contains("\r\n");
        let source = source.replace("\r\n", "\n").replace('\r', "\n");
        let mut draft = DocumentDraft::new(text.stem(), &source, &text.name, 0);
        draft.has_joined_line_ends = has_pairs;
        let named =
            |of: &&str| inputs.iter().find(|it| it.name.rsplit_once('.') == Some((stem, *of)));
        let annotations: Vec<&Input> = ANNOTATIONS.iter().filter_map(named).collect();
        let read = read(&annotations, &mut draft, &mut intake, options);
        intake.row(read, options)?;
        intake.drafts.push(draft);
    }
    Ok(intake)
}

fn read(
    inputs: &[&Input],
    draft: &mut DocumentDraft,
    intake: &mut Intake,
    options: &Options,
) -> Result<(), FormatError> {
    let sources: Result<Vec<_>, FormatError> =
        inputs.iter().map(|it| Ok((it.name.as_str(), it.text()?))).collect();
    let sources = sources?;
    let lines = sources.iter().flat_map(|(name, source)| {
        source.split('\n').zip(1..).map(move |(line, number)| (*name, line, number))
    });
    let mut spans: HashMap<&str, usize> = HashMap::new();
    let mut later = Vec::new();
    let mut left_out: BTreeMap<ForeignKind, usize> = BTreeMap::new();
    for (name, line, number) in lines {
        let line = line.trim_end_matches('\r');
        draft.place = (name.to_owned(), number);
        match line.chars().next() {
            None => {}
            Some('T') => {
                let Some((id, label, places, words)) = text_bound(line) else {
                    intake
                        .row(Err(FormatError::row(name, number, RowFault::NoTextBound)), options)?;
                    continue;
                };
                spans.insert(id, draft.spans.len());
                let key = id.trim_start_matches('T');
                let span = draft.span(key, label, OffsetUnit::CodePoint, &places);
                span.joins_lines = true;
                span.say(words);
            }
            Some('A' | 'M' | '#' | 'R' | 'N') => later.push((name, number, line)),
            Some('E') => *left_out.entry(ForeignKind::Event).or_default() += 1,
            Some('*') => *left_out.entry(ForeignKind::Equivalence).or_default() += 1,
            Some(_) => *left_out.entry(ForeignKind::UnknownLine).or_default() += 1,
        }
    }
    for (name, number, line) in later {
        draft.place = (name.to_owned(), number);
        if let Err(kind) = read_later(line, draft, &spans) {
            *left_out.entry(kind).or_default() += 1;
        }
    }
    draft.place.1 = 0;
    let notes =
        left_out.into_iter().map(|(kind, count)| draft.warning(ImportNote::Kind { kind, count }));
    intake.warnings.extend(notes);
    Ok(())
}

/// Starts and ends of fragments.
type Fragments = Vec<(usize, usize)>;

/// Id, label, fragments and words of a line such as `T1<tab>claim 0 5;6 9<tab>words`.
fn text_bound(line: &str) -> Option<(&str, &str, Fragments, &str)> {
    let mut columns = line.splitn(3, '\t');
    let (id, middle) = (columns.next()?, columns.next()?);
    let (label, places) = middle.trim().split_once(' ')?;
    let fragment = |it: &str| {
        let (start, end) = it.trim().split_once(' ')?;
        Some((start.parse().ok()?, end.trim().parse().ok()?))
    };
    let fragments: Option<Fragments> = places.split(';').map(fragment).collect();
    Some((id, label, fragments?, columns.next().unwrap_or_default()))
}

/// Reads a line that speaks of spans; fails with what kind of thing is left out.
fn read_later(
    line: &str,
    draft: &mut DocumentDraft,
    spans: &HashMap<&str, usize>,
) -> Result<(), ForeignKind> {
    let (id, rest) = line.split_once('\t').ok_or(ForeignKind::UnknownLine)?;
    if id.starts_with('R') {
        return read_relation(id, rest, draft, spans);
    }
    let kind = match id.chars().next() {
        Some('#') => ForeignKind::Note,
        _ => ForeignKind::Attribute,
    };
    let mut words = rest.splitn(3, [' ', '\t']);
    let (Some(key), Some(target)) = (words.next(), words.next()) else {
        return Err(kind);
    };
    let value = words.next().unwrap_or_default();
    let span = spans.get(target).and_then(|&at| draft.spans.get_mut(at)).ok_or(kind)?;
    match id.chars().next() {
        Some('#') => match serde_json::from_str::<Map<String, Value>>(value) {
            Ok(noted) => span.attributes.extend(pairs(noted)),
            Err(_plain_words) => span.attributes.push(("note".to_owned(), value.to_owned())),
        },
        // `N1<tab>Reference T1 Wiki:1<tab>words`
        Some('N') => span.attributes.push((key.to_owned(), value.replace('\t', " "))),
        _ => {
            let value = if value.is_empty() { "yes" } else { value };
            span.attributes.push((key.to_owned(), value.to_owned()));
        }
    }
    Ok(())
}

fn read_relation(
    id: &str,
    rest: &str,
    draft: &mut DocumentDraft,
    spans: &HashMap<&str, usize>,
) -> Result<(), ForeignKind> {
    let mut words = rest.split_whitespace();
    let (Some(label), Some(one), Some(other)) = (words.next(), words.next(), words.next()) else {
        return Err(ForeignKind::Relation);
    };
    let end = |it: &str| it.rsplit(':').next().unwrap_or_default().to_owned();
    let (from, to) = (end(one), end(other));
    if !spans.contains_key(&*from) || !spans.contains_key(&*to) {
        return Err(ForeignKind::Relation);
    }
    let number = |it: &str| it.trim_start_matches('T').to_owned();
    draft.relation(id.trim_start_matches('R'), label, number(&from), number(&to));
    Ok(())
}
