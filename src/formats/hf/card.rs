//! The card of a dataset: what `datasets` needs to load it, and what people need to trust it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use super::RowFormat;
use crate::{
    compare::agreement,
    formats::{
        DocumentView, Options, Outer, Suggested,
        dataset_row::has_meta,
        splits::{Division, Split, leaks},
        view::{attributes_of, labels_of, relations_of},
    },
};

/// What a dataset holds.
pub(super) struct DatasetContents<'c, 'a> {
    pub(super) views: &'c [DocumentView<'a>],
    pub(super) splits: &'c [(Split, Vec<&'c DocumentView<'a>>)],
    pub(super) division: &'c Division,
    /// How many bytes the file of each split has.
    pub(super) bytes: &'c [usize],
}

/// The `README.md` of a dataset. `writeln!` to a string cannot fail.
pub(super) fn card(
    contents: &DatasetContents<'_, '_>,
    rows: RowFormat,
    options: &Options,
) -> String {
    let DatasetContents { views, splits, .. } = contents;
    let mut out = String::from("---\n");
    head(&mut out, views.len(), options.license.as_deref());
    files(&mut out, splits, rows);
    features(&mut out, views, rows);
    sizes(&mut out, contents);
    out += "---\n";
    body(&mut out, contents, options);
    out
}

fn head(out: &mut String, count: usize, license: Option<&str>) {
    let size = match count {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "n>1M",
    };
    // Whoever publishes the dataset decides on its license.
    match license {
        Some(license) => {
            let _infallible = writeln!(out, "license: {}", scalar(license));
        }
        None => *out += "license: other\nlicense_name: unspecified\n",
    }
    *out += "language:\n- fa\nmultilinguality:\n- monolingual\nsource_datasets:\n- original\n";
    *out += "annotations_creators:\n- expert-generated\n";
    *out += "pretty_name: Persian claims and dates\ntask_categories:\n- token-classification\n";
    let _infallible = writeln!(out, "size_categories:\n- {size}");
    *out += "tags:\n- claim-detection\n- timex3\n";
}

fn files(out: &mut String, splits: &[(Split, Vec<&DocumentView<'_>>)], rows: RowFormat) {
    *out += "configs:\n- config_name: default\n  data_files:\n";
    for (split, _) in splits {
        let (name, extension) = (split.name(), rows.extension());
        let _infallible = writeln!(out, "  - split: {name}\n    path: data/{name}.{extension}");
    }
}

fn features(out: &mut String, views: &[DocumentView<'_>], rows: RowFormat) {
    let field = |out: &mut String, indent: &str, name: &str, kind: &str| {
        let _infallible = writeln!(out, "{indent}- name: {name}\n{indent}  dtype: {kind}");
    };
    *out += "dataset_info:\n  features:\n";
    field(out, "  ", "id", "string");
    field(out, "  ", "text", "string");
    *out += "  - name: spans\n    list:\n";
    field(out, "    ", "start", "int64");
    field(out, "    ", "end", "int64");
    let labels = labels_of(views);
    if labels.is_empty() {
        let kind = if rows == RowFormat::Jsonl { "string" } else { "int64" };
        field(out, "    ", "label", kind);
    } else {
        *out += "    - name: label\n      dtype:\n        class_label:\n          names:\n";
        for (number, label) in labels.iter().enumerate() {
            let _infallible = writeln!(out, "            '{number}': {}", scalar(label));
        }
    }
    field(out, "    ", "text", "string");
    let attributes = attributes_of(views);
    if rows == RowFormat::Jsonl {
        field(out, "    ", "attributes", "string");
    } else if !attributes.is_empty() {
        *out += "    - name: attributes\n      struct:\n";
        for key in attributes {
            field(out, "      ", &scalar(key), "string");
        }
    }
    *out += "  - name: relations\n    list:\n";
    field(out, "    ", "from", "int64");
    field(out, "    ", "to", "int64");
    field(out, "    ", "label", "string");
    if has_meta(views) {
        field(out, "  ", "meta", "string");
    }
}

/// How many articles and bytes each split has.
fn sizes(out: &mut String, contents: &DatasetContents<'_, '_>) {
    *out += "  splits:\n";
    for ((split, members), bytes) in contents.splits.iter().zip(contents.bytes) {
        let (name, count) = (split.name(), members.len());
        let _infallible =
            writeln!(out, "  - name: {name}\n    num_bytes: {bytes}\n    num_examples: {count}");
    }
    let all: usize = contents.bytes.iter().sum();
    let _infallible = writeln!(out, "  download_size: {all}\n  dataset_size: {all}");
}

/// A key as a YAML scalar: quoted where it could be read as something else than a string.
fn scalar(key: &str) -> String {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        && key.starts_with(|c: char| c.is_ascii_alphabetic())
        && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"]
            .contains(&key.to_lowercase().as_str());
    if plain { key.to_owned() } else { format!("'{}'", key.replace('\'', "''")) }
}

fn body(out: &mut String, contents: &DatasetContents<'_, '_>, options: &Options) {
    let DatasetContents { views, splits, .. } = contents;
    *out += "# Persian claims and dates\n\nNews articles with marked claims and dates. Offsets are \
             Unicode code points, half-open: `text[start:end]` is the span's `text`. Relations name \
             spans by their place in `spans`, from 0. Attributes in JSON Lines and `meta` are JSON \
             text.\n\n## Counts\n\n| split | articles | spans | relations |\n|---|---|---|---|\n";
    for (split, members) in *splits {
        let spans: usize = members.iter().map(|it| it.spans.len()).sum();
        let relations: usize = members.iter().map(|it| it.relations.len()).sum();
        let (name, articles) = (split.name(), members.len());
        let _infallible = writeln!(out, "| {name} | {articles} | {spans} | {relations} |");
    }
    *out += "\n## Labels\n\n";
    counts_by_label(out, splits);
    let relations = relations_of(views).join("`, `");
    if !relations.is_empty() {
        let _infallible = writeln!(out, "\nRelations: `{relations}`.");
    }
    agreement_of_analysts(out, views);
    how_split(out, contents, options);
    how_made(out, views, options);
}

/// Before the numbers by which a dataset was split, for who exports it again.
const DRAWN: &str = "<!-- splits: validation, test, seed =";

fn how_split(out: &mut String, contents: &DatasetContents<'_, '_>, options: &Options) {
    let DatasetContents { views, division, .. } = contents;
    let (validation, test) = options.splits.percent;
    let seed = options.splits.seed;
    let _infallible = writeln!(
        out,
        "\n## Splits\n\nBy article: {validation} % validation, {test} % test, seed {seed}, \
         stratified by label: an article's split is drawn from its id, and a few are moved where a \
         label's share would be off. An export over this one, or with it as `--splits-from`, keeps \
         every article where it is.\n\n{DRAWN} {validation} {test} {seed} -->"
    );
    for leak in leaks(views, division) {
        let (one, other, percent) = (leak.one, leak.other, leak.percent);
        let _infallible = writeln!(
            out,
            "\nNear duplicates in different splits: `{one}`, `{other}` ({percent} %)."
        );
    }
}

/// The percentages and the seed by which the dataset of a card was split.
pub(super) fn drawn(card: &str) -> Option<((u32, u32), u64)> {
    let line = card.lines().find_map(|it| it.strip_prefix(DRAWN))?;
    let numbers = line.trim_end_matches("-->");
    let numbers: Result<Vec<u64>, _> = numbers.split_whitespace().map(str::parse).collect();
    let [validation, test, seed] = *numbers.ok()? else { return None };
    Some(((u32::try_from(validation).ok()?, u32::try_from(test).ok()?), seed))
}

/// Who made the tags, and what was left out.
fn how_made(out: &mut String, views: &[DocumentView<'_>], options: &Options) {
    let analysts: BTreeSet<&str> =
        views.iter().map(|it| it.analyst).filter(|it| !it.is_empty()).collect();
    let filter = &options.filter;
    let suggested = match filter.suggested {
        Suggested::Include => "like those made by hand",
        Suggested::LeaveOut => "not at all",
        Suggested::Only => "alone",
    };
    let _infallible = writeln!(
        out,
        "\n## How it was made\n\nWith Hashiye {}. Analysts: {}. What the program's rules suggested and \
         an analyst accepted is in it {suggested}.",
        env!("CARGO_PKG_VERSION"),
        analysts.len(),
    );
    let mut left_out = Vec::new();
    let mut only = |what: &str, wanted: &[String]| {
        if !wanted.is_empty() {
            left_out.push(format!("{what} other than {}", wanted.join(", ")));
        }
    };
    only("labels", &filter.labels);
    only("analysts", &filter.analysts);
    only("articles with a status", &filter.statuses);
    if !filter.published_from.is_empty() {
        left_out.push(format!("articles published before {}", filter.published_from));
    }
    if !filter.published_to.is_empty() {
        left_out.push(format!("articles published after {}", filter.published_to));
    }
    if filter.outer == Outer::LeaveOut {
        left_out.push("outer attributions (`level=outer`)".to_owned());
    }
    if !left_out.is_empty() {
        let _infallible = writeln!(out, "\nLeft out: {}.", left_out.join("; "));
    }
}

/// Each label with its guideline and its share in each split, to see that they are alike.
fn counts_by_label(out: &mut String, splits: &[(Split, Vec<&DocumentView<'_>>)]) {
    let mut counts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, (_, members)) in splits.iter().enumerate() {
        for span in members.iter().flat_map(|it| &it.spans) {
            let counted = counts.entry(span.label()).or_insert_with(|| vec![0; splits.len()]);
            if let Some(count) = counted.get_mut(at) {
                *count += 1;
            }
        }
    }
    let schema = splits.iter().flat_map(|(_, it)| it).map(|it| it.document.schema()).next();
    for (label, counted) in counts {
        let guideline = schema.and_then(|it| it.label(label)).map(|it| &it.guideline);
        let guideline = guideline.map_or("", |it| it.in_language("en"));
        let each =
            splits.iter().zip(&counted).map(|((split, _), n)| format!("{n} {}", split.name()));
        let each = each.collect::<Vec<_>>().join(", ");
        let _infallible = writeln!(out, "- `{label}` ({each}) {guideline}");
    }
}

/// How far the analysts agree, where several worked on one article.
fn agreement_of_analysts(out: &mut String, views: &[DocumentView<'_>]) {
    let Some(found) = agreement(views.iter().map(DocumentView::work)) else { return };
    let _infallible = writeln!(
        out,
        "\n## Inter-annotator agreement\n\nArticles with several analysts: {}; their analysts: {}; \
         pairs: {}. F1 is of spans and Cohen's kappa of words (with the label or without), averaged \
         over pairs weighted by their articles; Krippendorff's alpha is of words and of all analysts.\n\n\
         | label | F1, exact ends | F1, overlap | Cohen's kappa | Krippendorff's alpha |\n\
         |---|---|---|---|---|",
        found.articles,
        found.analysts,
        found.pairs.len()
    );
    for (label, it) in &found.by_label {
        let kappa = it.cohen_kappa.map_or("–".to_owned(), |it| format!("{it:.3}"));
        let (exact, overlap, alpha) = (it.f1_exact, it.f1_overlap, it.alpha_words);
        let _infallible =
            writeln!(out, "| `{label}` | {exact:.3} | {overlap:.3} | {kappa} | {alpha:.3} |");
    }
}
