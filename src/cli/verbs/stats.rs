//! `hashiye stats`: tags by label, article and analyst, and how far analysts agree.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        Done, Outcome,
        folder_facts::FolderTasks,
        out,
        sources::{LoadedWork, SourceArgs},
    },
    compare::{AgreementFigures, agreement},
};

/// What to count.
#[derive(Args, Clone, Debug)]
pub struct StatsArgs {
    #[command(flatten)]
    source: SourceArgs,
    /// Write JSON
    #[arg(long)]
    json: bool,
}

/// Counts by some key, in key order.
type Counted = BTreeMap<String, usize>;

pub(super) fn run(args: &StatsArgs) -> Done {
    let loaded = args.source.load()?;
    let unread = args.source.report_unread()?;
    let outcome = if unread > 0 { Outcome::Findings } else { Outcome::Done };
    let spans =
        || loaded.iter().flat_map(|it| it.document.annotations().map(move |span| (it, span)));
    let labels = count(spans().map(|(_, span)| span.label.to_string()));
    let relations = loaded.iter().flat_map(|it| it.document.relations());
    let relations = count(relations.map(|it| it.label.to_string()));
    let by = |key: &dyn Fn(&LoadedWork) -> String| {
        let mut counted: Counted = loaded.iter().map(|it| (key(it), 0)).collect();
        for (it, _) in spans() {
            *counted.entry(key(it)).or_default() += 1;
        }
        counted
    };
    // Articles of one name in several folders are distinguished by their paths.
    let mut paths: BTreeMap<&str, BTreeSet<&Path>> = BTreeMap::new();
    for it in &loaded {
        paths.entry(it.document.id()).or_default().insert(&it.article);
    }
    let name = |it: &LoadedWork| match paths.get(it.document.id()) {
        Some(paths) if paths.len() > 1 => it.article.display().to_string(),
        _ => it.document.id().to_owned(),
    };
    let how_many = loaded.iter().map(|it| &it.article).collect::<BTreeSet<_>>().len();
    let articles = by(&name);
    let analysts = by(&|it| it.analyst.clone());
    // Tags that may not be where they were put say nothing about who put them.
    let mut tasks = FolderTasks::default();
    let is_compared =
        |it: &&LoadedWork| it.doubt.is_none() && it.analyst != tasks.of(&it.article).gold;
    let sound = loaded.iter().filter(is_compared);
    let agreement = agreement(sound.map(LoadedWork::work));
    let without_place: usize = loaded.iter().map(|it| it.document.orphans().len()).sum();
    if args.json {
        out::json(&json!({
            "articles": how_many, "spans": spans().count(), "without_place": without_place,
            "by_label": labels, "by_relation": relations,
            "by_article": articles, "by_analyst": analysts,
            "agreement": agreement.as_ref().map(agreement_json),
        }));
        return Ok(outcome);
    }
    let mut rows = vec![
        vec!["articles".to_owned(), how_many.to_string()],
        vec!["spans".to_owned(), spans().count().to_string()],
    ];
    if without_place > 0 {
        rows.push(vec!["spans without a place".to_owned(), without_place.to_string()]);
    }
    for (what, counted) in
        [("label", labels), ("relation", relations), ("article", articles), ("analyst", analysts)]
    {
        for (key, count) in counted {
            let key = if key.is_empty() { "–".to_owned() } else { key };
            rows.push(vec![format!("{what} {key}"), count.to_string()]);
        }
    }
    out::table(&rows);
    if let Some(agreement) = agreement {
        out::say("");
        out::table(&agreement_rows(&agreement));
    }
    Ok(outcome)
}

fn agreement_json(figures: &AgreementFigures) -> Value {
    json!({
        "articles": figures.articles, "analysts": figures.analysts, "pairs": figures.pairs.len(),
        "by_label": figures.by_label,
    })
}

/// A table of its own below the counts.
fn agreement_rows(figures: &AgreementFigures) -> Vec<Vec<String>> {
    let AgreementFigures { articles, analysts, pairs, by_label } = figures;
    let pairs = pairs.len();
    let what = format!("agreement (articles {articles}, analysts {analysts}, pairs {pairs})");
    let head = [&*what, "F1 exact", "F1 overlap", "Cohen's kappa", "alpha"].map(str::to_owned);
    let rows = by_label.iter().map(|(label, it)| {
        let kappa = it.cohen_kappa.map_or("–".to_owned(), |it| format!("{it:.3}"));
        let shown = |it: f64| format!("{it:.3}");
        let label = format!("label {label}");
        vec![label, shown(it.f1_exact), shown(it.f1_overlap), kappa, shown(it.alpha_words)]
    });
    std::iter::once(head.to_vec()).chain(rows).collect()
}

fn count(keys: impl Iterator<Item = String>) -> Counted {
    let mut counted = Counted::new();
    for key in keys {
        *counted.entry(key).or_default() += 1;
    }
    counted
}
