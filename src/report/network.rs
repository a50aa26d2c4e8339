//! Who says what about when: claimants, their claims and the dates of these, as a table.

use std::collections::BTreeSet;

use super::{AnalystWork, ArticleFacts, Language, ReportTypesetter, facts::ClaimFact};

/// The columns before the attributes.
const BEFORE: &[&str] =
    &["article", "analyst", "claim_id", "claimant", "claimant_words", "cue", "claim"];
/// The columns after them.
const BEHIND: &[&str] = &["link", "date_id", "date_words", "value", "jalali", "gregorian"];

impl ReportTypesetter {
    /// The table as CSV (RFC 4180, UTF-8 with a byte order mark, as spreadsheets want it): a row
    /// for every claim and date linked, one for a claim without a date.
    pub fn network_csv(&self, works: &[AnalystWork<'_>]) -> Vec<u8> {
        let NetworkTable { head, rows } = table(works, self.language);
        let mut writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        for row in std::iter::once(&head).chain(&rows) {
            // Writing to memory cannot fail, and every row has as many fields as the head.
            let _infallible = writer.write_record(row);
        }
        let table = writer.into_inner().unwrap_or_default();
        ["\u{FEFF}".as_bytes(), &table].concat()
    }

    /// The table as JSON: a list of rows, each an object with the names of the columns as keys.
    pub fn network_json(&self, works: &[AnalystWork<'_>]) -> serde_json::Value {
        let NetworkTable { head, rows } = table(works, self.language);
        let row = |row: Vec<String>| {
            let fields = head.iter().cloned().zip(row.into_iter().map(serde_json::Value::from));
            fields.collect::<serde_json::Map<_, _>>().into()
        };
        rows.into_iter().map(row).collect::<Vec<serde_json::Value>>().into()
    }
}

/// A row for every claim and date linked; each has as many fields as the head.
struct NetworkTable {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn table(works: &[AnalystWork<'_>], language: Language) -> NetworkTable {
    let facts = ArticleFacts::of(works, language);
    // What the analyst calls somebody is said where the folder calls them otherwise.
    let is_renamed = |it: &ClaimFact| !it.name.is_empty() && it.name != it.who();
    let is_renamed = facts.claims.iter().any(is_renamed);
    let keys: BTreeSet<&str> = facts
        .claims
        .iter()
        .flat_map(|it| it.attributes.iter().map(|(key, _)| key.as_str()))
        .filter(|it| is_renamed || *it != "claimant_name")
        .collect();
    let head = BEFORE.iter().chain(&keys).chain(BEHIND).map(|it| (*it).to_owned()).collect();
    let mut rows = Vec::new();
    for claim in &facts.claims {
        let analyst = works.get(claim.work).map_or("", |it| it.analyst);
        for dates in dates_of(&facts, claim) {
            let article = facts.titles.get(claim.work).map_or("", String::as_str);
            let id = claim.id.to_string();
            let before =
                [article, analyst, &id, claim.who(), &claim.claimant, &claim.cue, &claim.words];
            let attributes = keys.iter().map(|it| claim.attributes.get(it).unwrap_or_default());
            let row = before.into_iter().chain(attributes).chain(dates.iter().map(String::as_str));
            rows.push(row.map(str::to_owned).collect());
        }
    }
    NetworkTable { head, rows }
}

/// What a row says of when, once for every date of a claim; once with nothing for none.
fn dates_of(facts: &ArticleFacts, claim: &ClaimFact) -> Vec<[String; 6]> {
    let linked = claim.dates.iter().filter_map(|link| Some((link, facts.dates.get(link.date)?)));
    let mut rows: Vec<[String; 6]> = linked
        .map(|(link, date)| {
            [
                link.relation.clone(),
                date.id.to_string(),
                date.words.clone(),
                date.value.clone(),
                date.described.jalali.clone(),
                date.described.gregorian.clone(),
            ]
        })
        .collect();
    if rows.is_empty() {
        rows.push(<[String; 6]>::default());
    }
    rows
}
