//! `hashiye stats`: tags by label, article and analyst.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;

use super::{
    Done, Outcome,
    files::{Loaded, SourceArgs},
    out,
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
    let spans =
        || loaded.iter().flat_map(|it| it.document.annotations().map(move |span| (it, span)));
    let labels = count(spans().map(|(_, span)| span.label.to_string()));
    let relations = loaded.iter().flat_map(|it| it.document.relations());
    let relations = count(relations.map(|it| it.label.to_string()));
    let by = |key: fn(&Loaded) -> String| {
        let mut counted: Counted = loaded.iter().map(|it| (key(it), 0)).collect();
        for (it, _) in spans() {
            *counted.entry(key(it)).or_default() += 1;
        }
        counted
    };
    let articles = by(|it| it.document.id().to_owned());
    let analysts = by(|it| it.analyst.clone());
    if args.json {
        out::json(&json!({
            "articles": articles.len(), "spans": spans().count(),
            "by_label": labels, "by_relation": relations,
            "by_article": articles, "by_analyst": analysts,
        }));
        return Ok(Outcome::Done);
    }
    let mut rows = vec![
        vec!["articles".to_owned(), articles.len().to_string()],
        vec!["spans".to_owned(), spans().count().to_string()],
    ];
    for (what, counted) in
        [("label", labels), ("relation", relations), ("article", articles), ("analyst", analysts)]
    {
        for (key, count) in counted {
            let key = if key.is_empty() { "–".to_owned() } else { key };
            rows.push(vec![format!("{what} {key}"), count.to_string()]);
        }
    }
    out::table(&rows);
    Ok(Outcome::Done)
}

fn count(keys: impl Iterator<Item = String>) -> Counted {
    let mut counted = Counted::new();
    for key in keys {
        *counted.entry(key).or_default() += 1;
    }
    counted
}
