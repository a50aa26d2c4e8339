//! A dataset for Hugging Face's `datasets`: a card, and the splits as Parquet or JSON Lines.
//!
//! In JSON Lines the attributes are one column of JSON text: its reader turns a column in which all
//! strings look like days into timestamps, whatever the card says. Parquet has a column for each.

mod card;
mod class_labels;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use self::{card::DatasetContents, class_labels::class_labels};
#[cfg(feature = "parquet")]
use super::parquet;
use super::{
    DocumentView, Export, Format, FormatError, FormatFault, Input, Options, Output, Splits,
    dataset_row::{has_meta, meta, read_row},
    intake::Intake,
    splits::Split,
    syntax::json,
};

pub(super) const FORMAT: Format = Format {
    id: "hf",
    title: "Hugging Face dataset",
    extension: "",
    layouts: LAYOUTS,
    export: Some(Export::All(export)),
    import: Some(import),
    read_from: &["parquet", "jsonl"],
    has_splits: true,
    may_look_like_articles: true,
    ..Format::BARE
};

#[cfg(feature = "parquet")]
const LAYOUTS: &[&str] = &["parquet", "jsonl"];
#[cfg(not(feature = "parquet"))]
const LAYOUTS: &[&str] = &["jsonl"];

/// How the rows of a dataset are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowFormat {
    #[cfg(feature = "parquet")]
    Parquet,
    Jsonl,
}

impl RowFormat {
    pub(super) fn extension(self) -> &'static str {
        match self {
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
        }
    }
}

fn export(views: &[DocumentView<'_>], options: &Options) -> Output {
    let rows = match options.layout_of(&FORMAT) {
        #[cfg(feature = "parquet")]
        "parquet" => RowFormat::Parquet,
        _ => RowFormat::Jsonl,
    };
    #[cfg(feature = "parquet")]
    let labels = super::view::labels_of(views);
    let division = options.splits.divide(views);
    let mut splits: Vec<(Split, Vec<&DocumentView<'_>>)> = Vec::new();
    for split in Split::ALL {
        let members: Vec<&DocumentView<'_>> =
            views.iter().filter(|it| division.of(it.document.id()) == split).collect();
        // Readers refuse empty files, and a dataset without any split.
        if !members.is_empty() || (views.is_empty() && split == Split::Train) {
            splits.push((split, members));
        }
    }
    let mut files = Vec::new();
    for (split, members) in &splits {
        let name = format!("data/{}.{}", split.name(), rows.extension());
        let bytes = match rows {
            #[cfg(feature = "parquet")]
            RowFormat::Parquet => parquet::file(members, views, Some(&labels)),
            RowFormat::Jsonl => lines(members, has_meta(views)).into_bytes(),
        };
        files.push((name, bytes));
    }
    let bytes: Vec<usize> = files.iter().map(|it| it.1.len()).collect();
    let contents = DatasetContents { views, splits: &splits, division: &division, bytes: &bytes };
    let mut output = Output::file("README.md", card::card(&contents, rows, options));
    output.files.extend(files);
    output.division = Some(division);
    output
}

fn lines(views: &[&DocumentView<'_>], with_meta: bool) -> String {
    let mut out = String::new();
    for view in views {
        let span = |it: &super::SpanView<'_>| {
            let attributes = json::text(&Value::Object(it.attributes_json()));
            json!({
                "start": it.start_char, "end": it.end_char, "label": it.label(),
                "text": it.words, "attributes": attributes,
            })
        };
        let link = |it: &super::RelationView<'_>| json!({ "from": it.from, "to": it.to, "label": it.label() });
        let mut row = Map::new();
        row.insert("id".to_owned(), view.id().into());
        row.insert("text".to_owned(), view.source().into());
        row.insert("spans".to_owned(), view.spans.iter().map(span).collect());
        row.insert("relations".to_owned(), view.relations.iter().map(link).collect());
        if with_meta {
            row.insert("meta".to_owned(), meta(view).into());
        }
        out += &Value::Object(row).to_string();
        out.push('\n');
    }
    out
}

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let labels = class_labels(inputs);
    let mut files: Vec<&Input> = inputs.iter().filter(|it| is_data(it)).collect();
    if files.iter().any(|it| it.has_extension("parquet")) {
        // The same rows may lie there in several formats; Parquet is the most exact.
        files.retain(|it| it.has_extension("parquet"));
    }
    // Splits in the order they are written in, so that a second export has the same rows.
    let rank = |it: &&Input| {
        let of_split = |split: &Split| it.stem().starts_with(split.name());
        (Split::ALL.iter().position(of_split).unwrap_or(Split::ALL.len()), it.name.clone())
    };
    files.sort_by_key(rank);
    if files.is_empty() {
        return Err(FormatError::new("", FormatFault::NoFolder(".parquet, .jsonl")));
    }
    for input in files {
        #[cfg(feature = "parquet")]
        if input.has_extension("parquet") {
            let Some(rows) = intake.file(parquet::rows::rows(input), options)? else { continue };
            for (at, row) in rows.into_iter().enumerate() {
                let read = read_row(&row, at + 1, input, &labels, &mut intake);
                intake.row(read, options)?;
            }
            continue;
        }
        let Some(source) = intake.file(input.text_of_lines(), options)? else { continue };
        let rows = json::records::<Value>(input, &source);
        for row in intake.file(rows, options)?.into_iter().flatten() {
            let read =
                row.and_then(|(line, row)| read_row(&row, line, input, &labels, &mut intake));
            intake.row(read, options)?;
        }
    }
    Ok(intake)
}

/// How a dataset that was written before is split: by what percentages and seed, and which article
/// went where. `None` for files that are no such dataset.
pub fn splits_of(dataset: &[Input]) -> Option<Splits> {
    let card = dataset.iter().find(|it| it.name == "README.md")?.text().ok()?;
    let (percent, seed) = card::drawn(&card)?;
    let mut known = BTreeMap::new();
    for input in dataset.iter().filter(|it| is_data(it)) {
        let split = Split::ALL.into_iter().find(|it| input.stem() == it.name());
        let intake =
            split.and_then(|_| import(std::slice::from_ref(input), &Options::default()).ok());
        let drafts = intake.into_iter().flat_map(|it| it.drafts);
        known.extend(drafts.map(|it| it.id).zip(split.into_iter().cycle()));
    }
    Some(Splits { percent, seed, known })
}

fn is_data(input: &Input) -> bool {
    input.has_extension("jsonl") || (cfg!(feature = "parquet") && input.has_extension("parquet"))
}
