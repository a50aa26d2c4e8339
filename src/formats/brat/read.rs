//! Reading brat standoff: a folder of `.txt` and `.ann` files.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::ends_line;
use crate::formats::{
    FormatError, Input, OffsetUnit, Options,
    intake::{DocumentDraft, Intake, Warning, pairs},
};

pub(super) fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let texts: Vec<(&str, &Input)> = inputs
        .iter()
        .filter(|it| it.has_extension("txt"))
        .filter_map(|it| Some((it.name.rsplit_once('.')?.0, it)))
        .collect();
    if texts.is_empty() {
        let what =
            "there are no .txt files; import the folder that holds them with their .ann files";
        return Err(FormatError::new("", what));
    }
    for input in inputs.iter().filter(|it| it.has_extension("ann")) {
        let stem = input.name.rsplit_once('.').map_or("", |it| it.0);
        if !texts.iter().any(|(it, _)| *it == stem) {
            let what = format!("left out annotations without a text {stem:?}.txt");
            intake.warnings.push(Warning { file: input.name.clone(), line: 0, what });
        }
    }
    for (stem, text) in texts {
        // Python reads texts so, and offsets count what it reads.
        let source = text.text_as_it_is()?.replace("\r\n", "\n").replace('\r', "\n");
        let mut draft = DocumentDraft::new(text.stem(), &source, &text.name, 0);
        let annotations = inputs.iter().find(|it| it.name.rsplit_once('.') == Some((stem, "ann")));
        if let Some(annotations) = annotations {
            draft.place = (annotations.name.clone(), 0);
            read(annotations, &mut draft, &mut intake.warnings)?;
        }
        intake.drafts.push(draft);
    }
    Ok(intake)
}

fn read(
    input: &Input,
    draft: &mut DocumentDraft,
    warnings: &mut Vec<Warning>,
) -> Result<(), FormatError> {
    let source = input.text()?;
    let mut spans: HashMap<String, usize> = HashMap::new();
    let mut later = Vec::new();
    for (at, line) in source.split('\n').enumerate() {
        let line = line.trim_end_matches('\r');
        draft.place.1 = at + 1;
        let wrong = |what: &str| FormatError::at(&input.name, at + 1, 1, what);
        match line.chars().next() {
            None => {}
            Some('T') => {
                let (id, label, places) = text_bound(line)
                    .ok_or_else(|| wrong("not \"T1<tab>label start end<tab>words\""))?;
                match place(draft, id, label, &places) {
                    Ok(()) => {
                        spans.insert(id.to_owned(), draft.spans.len() - 1);
                    }
                    Err(warning) => warnings.push(warning),
                }
            }
            Some('A' | 'M' | '#' | 'R') => later.push((at + 1, line)),
            Some(kind) => {
                let what = format!("left out a line of kind {kind:?}");
                warnings.push(draft.warning(what));
            }
        }
    }
    for (number, line) in later {
        draft.place.1 = number;
        if let Err(what) = read_later(line, draft, &spans) {
            warnings.push(draft.warning(what));
        }
    }
    draft.place.1 = 0;
    Ok(())
}

/// Starts and ends of fragments, in code points.
type Places = Vec<(usize, usize)>;

/// Id, label and fragments of a line such as `T1<tab>claim 0 5;6 9<tab>words`.
fn text_bound(line: &str) -> Option<(&str, &str, Places)> {
    let mut columns = line.split('\t');
    let (id, middle) = (columns.next()?, columns.next()?);
    let (label, places) = middle.split_once(' ')?;
    let place = |it: &str| {
        let (start, end) = it.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    let places: Option<Places> = places.split(';').map(place).collect();
    Some((id, label, places?))
}

/// Fragments with nothing but line ends between them are one piece.
fn place(
    draft: &mut DocumentDraft,
    id: &str,
    label: &str,
    places: &[(usize, usize)],
) -> Result<(), Warning> {
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for &(start, end) in places {
        let between = |from: usize| {
            OffsetUnit::CodePoint.range(&draft.text, from, start).map(|it| draft.text.slice(it))
        };
        match joined.last_mut() {
            Some(last) if between(last.1).is_ok_and(|it| it.chars().all(ends_line)) => last.1 = end,
            _ => joined.push((start, end)),
        }
    }
    draft.span(id.trim_start_matches('T'), label, OffsetUnit::CodePoint, &joined).map(|_added| ())
}

fn read_later(
    line: &str,
    draft: &mut DocumentDraft,
    spans: &HashMap<String, usize>,
) -> Result<(), String> {
    let (id, rest) = line.split_once('\t').ok_or("left out a line without a tab")?;
    if id.starts_with('R') {
        let mut words = rest.split_whitespace();
        let (Some(label), Some(one), Some(other)) = (words.next(), words.next(), words.next())
        else {
            return Err(format!("left out relation {id}: it is not \"label Arg1:T1 Arg2:T2\""));
        };
        let end =
            |it: &str| it.rsplit(':').next().unwrap_or_default().trim_start_matches('T').to_owned();
        draft.relation(id.trim_start_matches('R'), label, end(one), end(other));
        return Ok(());
    }
    let mut words = rest.splitn(3, [' ', '\t']);
    let (Some(key), Some(target)) = (words.next(), words.next()) else {
        return Err(format!("left out {id}: it does not say of what it is"));
    };
    let value = words.next().unwrap_or_default();
    let span = spans.get(target).and_then(|&at| draft.spans.get_mut(at));
    let span = span.ok_or_else(|| format!("left out {id}: there is no span {target}"))?;
    if !id.starts_with('#') {
        let value = if value.is_empty() { "yes" } else { value };
        span.attributes.push((key.to_owned(), value.to_owned()));
        return Ok(());
    }
    match serde_json::from_str::<Map<String, Value>>(value) {
        Ok(noted) => span.attributes.extend(pairs(noted)),
        Err(_plain_words) => span.attributes.push(("note".to_owned(), value.to_owned())),
    }
    Ok(())
}
