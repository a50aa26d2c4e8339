//! How far analysts agree, as tables for a reader or a paper: a web page, a PDF and LaTeX.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    InkRole, Language, ReportError, ReportTypesetter,
    escape::escaped,
    flow::{MARGIN, MEASURE, PageFlow, SheetHeight},
    html::page_style,
    phrases::digits,
    sheet::{PIXELS, ReportSheet, SheetMark},
};
use crate::{
    compare::{AgreementFigures, LabelFigures, PairFigures},
    messages::{Message, Strings, Worded},
    model::Schema,
};

/// What a report of agreement is made of.
#[derive(Clone, Debug)]
pub struct AgreementReport<'a> {
    /// The labels, attributes and relations, with their names.
    pub schema: &'a Schema,
    /// The figures.
    pub figures: &'a AgreementFigures,
    /// Articles of the dataset, worked on or not.
    pub articles: usize,
    /// Tags of each analyst, by label.
    pub tags: BTreeMap<String, BTreeMap<String, usize>>,
    /// What makes the report again.
    pub command: String,
}

/// A heading, a column's or a sentence of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgreementPhrase {
    /// What the report is called.
    Title,
    /// The table of what the dataset holds.
    Dataset,
    /// How many articles.
    Articles,
    /// How many articles several analysts worked on.
    SharedArticles,
    /// The column of analysts.
    Analyst,
    /// The column of labels.
    Label,
    /// The column of counts of tags.
    Tags,
    /// The table of all analysts.
    All,
    /// The table of two analysts.
    Pair {
        /// The one.
        one: String,
        /// The other.
        other: String,
        /// Articles they have in common.
        articles: usize,
    },
    /// F1 on the same pieces.
    Exact,
    /// F1 of matched tags.
    Overlap,
    /// What matched tags share.
    Edges,
    /// Cohen's kappa of words.
    Kappa,
    /// Krippendorff's alpha of words.
    AlphaOfWords,
    /// Krippendorff's alpha of units.
    AlphaOfUnits,
    /// Krippendorff's alpha of values.
    Alpha,
    /// The column of attributes.
    Attribute,
    /// How many pairs say it.
    Said,
    /// How many of them say the same.
    Same,
    /// The column of links.
    Link,
    /// F1 of links whose ends are matched.
    AmongMatched,
    /// Dates with the same instant, and common days.
    Dates {
        /// A share.
        instant: String,
        /// A share.
        days: String,
        /// How many pairs of dates.
        compared: u32,
    },
    /// Mathet's gamma.
    Gamma {
        /// The figure.
        value: String,
    },
    /// The table of labels that are taken for each other.
    Confusions,
    /// Nobody's label.
    Nothing,
    /// How often.
    Count,
    /// How figures are counted, and what they do not say.
    Limits,
    /// What makes the report again.
    Again,
}

impl Worded for AgreementPhrase {
    fn message(&self) -> Message {
        match self {
            Self::Title => Message::new("agreement-title"),
            Self::Dataset => Message::new("agreement-dataset"),
            Self::Articles => Message::new("agreement-articles"),
            Self::SharedArticles => Message::new("agreement-shared-articles"),
            Self::Analyst => Message::new("setting-analyst"),
            Self::Label => Message::new("agreement-label"),
            Self::Tags => Message::new("agreement-tags"),
            Self::All => Message::new("agreement-all"),
            Self::Pair { one, other, articles } => Message::new("agreement-pair")
                .with_text("one", one)
                .with_text("other", other)
                .with("n", *articles),
            Self::Exact => Message::new("agreement-exact"),
            Self::Overlap => Message::new("agreement-overlap"),
            Self::Edges => Message::new("agreement-edges"),
            Self::Kappa => Message::new("agreement-kappa"),
            Self::AlphaOfWords => Message::new("agreement-alpha-words"),
            Self::AlphaOfUnits => Message::new("agreement-alpha-units"),
            Self::Alpha => Message::new("agreement-alpha"),
            Self::Attribute => Message::new("agreement-attribute"),
            Self::Said => Message::new("agreement-said"),
            Self::Same => Message::new("agreement-same"),
            Self::Link => Message::new("agreement-link"),
            Self::AmongMatched => Message::new("agreement-among-matched"),
            Self::Dates { instant, days, compared } => Message::new("agreement-dates")
                .with_text("instant", instant)
                .with_text("days", days)
                .with("n", *compared),
            Self::Gamma { value } => Message::new("agreement-gamma").with_text("value", value),
            Self::Confusions => Message::new("agreement-confusions"),
            Self::Nothing => Message::new("agreement-nothing"),
            Self::Count => Message::new("agreement-count"),
            Self::Limits => Message::new("agreement-limits"),
            Self::Again => Message::new("agreement-again"),
        }
    }
}

/// A table, or a paragraph where it has no rows.
#[derive(Clone, Debug, Default)]
struct ReportTable {
    heading: String,
    /// The first of them is the head.
    rows: Vec<Vec<String>>,
    note: String,
}

/// How many pairs of labels the table of confusions has.
const MOST_CONFUSIONS: usize = 12;

/// The report in words of a language.
struct AgreementWording<'a> {
    report: &'a AgreementReport<'a>,
    language: Language,
}

impl AgreementWording<'_> {
    fn say(&self, phrase: &AgreementPhrase) -> String {
        Strings::of_reports(self.language).words_of(phrase)
    }

    fn head(&self, phrases: &[AgreementPhrase]) -> Vec<String> {
        phrases.iter().map(|it| self.say(it)).collect()
    }

    fn number(&self, written: &str) -> String {
        let digits = digits(written, self.language);
        if self.language.is_rtl() { digits.replace('.', "٫").replace(", ", "، ") } else { digits }
    }

    fn count(&self, count: u64) -> String {
        self.number(&count.to_string())
    }

    fn figure(&self, value: Option<f64>) -> String {
        value.map_or("–".to_owned(), |it| self.number(&format!("{it:.3}")))
    }

    fn with_interval(&self, value: Option<f64>, interval: Option<[f64; 2]>) -> String {
        match (value, interval) {
            (Some(value), Some([low, high])) => {
                self.number(&format!("{value:.3} [{low:.2}, {high:.2}]"))
            }
            _ => self.figure(value),
        }
    }

    fn label(&self, key: &str) -> String {
        if key.is_empty() {
            return self.say(&AgreementPhrase::Nothing);
        }
        let label = self.report.schema.label(key);
        label.map_or(key, |it| it.title.in_language(self.language.code())).to_owned()
    }

    fn attribute(&self, label: &str, key: &str) -> String {
        let label = self.report.schema.label(label);
        let attribute = label.and_then(|it| it.attributes.iter().find(|it| it.id == key));
        attribute.map_or(key, |it| it.title.in_language(self.language.code())).to_owned()
    }

    fn relation(&self, key: &str) -> String {
        let relation = self.report.schema.relation(key);
        relation.map_or(key, |it| it.title.in_language(self.language.code())).to_owned()
    }

    /// Everything, in order.
    fn tables(&self) -> Vec<ReportTable> {
        let mut tables = vec![self.dataset(), self.of_all()];
        for pair in &self.report.figures.pairs {
            tables.extend(self.of_pair(pair));
        }
        tables.retain(|it| it.rows.len() > 1 || !it.note.is_empty());
        tables.push(ReportTable {
            note: self.say(&AgreementPhrase::Limits),
            ..ReportTable::default()
        });
        let again = self.say(&AgreementPhrase::Again);
        let note = format!("{again} {}", self.report.command);
        tables.push(ReportTable { note, ..ReportTable::default() });
        tables
    }

    fn dataset(&self) -> ReportTable {
        use AgreementPhrase as P;
        let shared = self.report.figures.articles;
        let note = format!(
            "{}: {} · {}: {}",
            self.say(&P::Articles),
            self.count(self.report.articles as u64),
            self.say(&P::SharedArticles),
            self.count(shared.into()),
        );
        let mut rows = vec![self.head(&[P::Analyst, P::Label, P::Tags])];
        for (analyst, labels) in &self.report.tags {
            for (label, count) in labels {
                rows.push(vec![analyst.clone(), self.label(label), self.count(*count as u64)]);
            }
        }
        ReportTable { heading: self.say(&P::Dataset), rows, note }
    }

    fn of_all(&self) -> ReportTable {
        use AgreementPhrase as P;
        let columns = [P::Label, P::Exact, P::Overlap, P::Kappa, P::AlphaOfWords, P::AlphaOfUnits];
        let mut rows = vec![self.head(&columns)];
        for (label, it) in &self.report.figures.by_label {
            rows.push(vec![
                self.label(label),
                self.figure(Some(it.f1_exact)),
                self.figure(Some(it.f1_overlap)),
                self.figure(it.cohen_kappa),
                self.figure(Some(it.alpha_words)),
                self.figure(Some(it.alpha_u)),
            ]);
        }
        ReportTable { heading: self.say(&P::All), rows, note: String::new() }
    }

    fn of_pair(&self, pair: &PairFigures) -> Vec<ReportTable> {
        use AgreementPhrase as P;
        let [one, other] = pair.analysts.clone();
        let heading = self.say(&P::Pair { one, other, articles: pair.articles as usize });
        let columns = [P::Label, P::Tags, P::Exact, P::Overlap, P::Edges, P::Kappa];
        let mut rows = vec![self.head(&columns)];
        rows.extend(pair.by_label.iter().map(|(label, it)| self.label_row(label, it)));
        let gamma = pair.gamma.map(|it| P::Gamma { value: self.figure(Some(it)) });
        let note = gamma.map(|it| self.say(&it)).unwrap_or_default();
        let spans = ReportTable { heading, rows, note };
        let mut attributes = vec![self.head(&[P::Attribute, P::Said, P::Same, P::Alpha])];
        for (label, all) in &pair.attributes {
            for (key, it) in all {
                attributes.push(vec![
                    format!("{} · {}", self.label(label), self.attribute(label, key)),
                    self.count(it.said.into()),
                    self.count(it.same.into()),
                    self.figure(Some(it.alpha)),
                ]);
            }
        }
        let dates = pair.dates.as_ref().map(|it| P::Dates {
            instant: self.figure(it.instant),
            days: self.figure(it.days),
            compared: it.compared,
        });
        let note = dates.map(|it| self.say(&it)).unwrap_or_default();
        let attributes = ReportTable { heading: String::new(), rows: attributes, note };
        let mut links = vec![self.head(&[P::Link, P::Count, P::Exact, P::AmongMatched])];
        links.extend(pair.relations.iter().map(|(key, it)| {
            let [one, other] = it.relations.map(|it| self.count(it.into()));
            let counts = format!("{one} · {other}");
            vec![
                self.relation(key),
                counts,
                self.figure(Some(it.f1)),
                self.figure(it.f1_of_matched),
            ]
        }));
        let links = ReportTable { rows: links, ..ReportTable::default() };
        vec![spans, attributes, links, self.confusions(pair)]
    }

    fn label_row(&self, label: &str, figures: &LabelFigures) -> Vec<String> {
        let [one, other] = figures.spans.map(|it| self.count(it.into()));
        vec![
            self.label(label),
            format!("{one} · {other}"),
            self.with_interval(Some(figures.f1_exact), figures.f1_exact_interval),
            self.with_interval(Some(figures.f1_overlap), figures.f1_overlap_interval),
            self.figure(figures.mean_overlap),
            self.with_interval(figures.cohen_kappa, figures.cohen_kappa_interval),
        ]
    }

    /// What is taken for something else, the most frequent first.
    fn confusions(&self, pair: &PairFigures) -> ReportTable {
        use AgreementPhrase as P;
        let mut apart: Vec<&(String, String, u32)> =
            pair.confusion.iter().filter(|it| it.0 != it.1).collect();
        apart.sort_by_key(|it| std::cmp::Reverse(it.2));
        let [one, other] = pair.analysts.clone();
        let mut rows = vec![vec![one, other, self.say(&P::Count)]];
        rows.extend(apart.into_iter().take(MOST_CONFUSIONS).map(|(one, other, count)| {
            vec![self.label(one), self.label(other), self.count((*count).into())]
        }));
        ReportTable { heading: self.say(&P::Confusions), rows, note: String::new() }
    }
}

impl AgreementReport<'_> {
    /// Tables for a paper in LaTeX, to be taken in with `\input`; they need the package booktabs, and in
    /// Persian xepersian, which writes the digits.
    pub fn latex(&self, language: Language) -> String {
        let wording = AgreementWording { report: self, language };
        // Digits stay Latin: LaTeX's packages write them as the language does.
        let plain = |it: &str| {
            let latin: String = it.chars().map(latin_digit).collect();
            latex_escaped(&latin)
        };
        let mut out = "% \\usepackage{booktabs}\n".to_owned();
        if language.is_rtl() {
            out += "% \\usepackage{xepersian}\n";
        }
        for ReportTable { heading, rows, note } in wording.tables() {
            if let Some((head, body)) = rows.split_first().filter(|it| !it.1.is_empty()) {
                let columns = format!("l{}", "r".repeat(head.len().saturating_sub(1)));
                let line =
                    |row: &[String]| row.iter().map(|it| plain(it)).collect::<Vec<_>>().join(" & ");
                let _infallible = writeln!(out, "\\begin{{table}}\n\\centering");
                if !heading.is_empty() {
                    let _infallible = writeln!(out, "\\caption{{{}}}", plain(&heading));
                }
                let _infallible = writeln!(
                    out,
                    "\\begin{{tabular}}{{{columns}}}\n\\toprule\n{} \\\\\n\\midrule",
                    line(head)
                );
                for row in body {
                    let _infallible = writeln!(out, "{} \\\\", line(row));
                }
                out += "\\bottomrule\n\\end{tabular}\n\\end{table}\n";
            }
            if !note.is_empty() {
                let _infallible = writeln!(out, "{}\n", plain(&note));
            }
        }
        out
    }
}

fn latin_digit(c: char) -> char {
    match c {
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10).unwrap_or(c),
        '٫' => '.',
        c => c,
    }
}

fn latex_escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out += "\\textbackslash{}",
            '~' => out += "\\textasciitilde{}",
            '^' => out += "\\textasciicircum{}",
            c => out.push(c),
        }
    }
    out
}

impl ReportTypesetter {
    /// The report as a web page that stands for itself.
    pub fn agreement_html(&self, report: &AgreementReport<'_>) -> Vec<u8> {
        let wording = AgreementWording { report, language: self.language };
        let title = wording.say(&AgreementPhrase::Title);
        let mut body = format!("<main class=\"tables\">\n<h1>{}</h1>\n", escaped(&title));
        for ReportTable { heading, rows, note } in wording.tables() {
            if !heading.is_empty() {
                let _infallible = writeln!(body, "<h2>{}</h2>", escaped(&heading));
            }
            if let Some((head, rows)) = rows.split_first().filter(|it| !it.1.is_empty()) {
                let cells = |row: &[String], tag: &str| {
                    let cell = |it: &String| format!("<{tag}>{}</{tag}>", escaped(it));
                    row.iter().map(cell).collect::<String>()
                };
                let head = cells(head, "th");
                let _infallible =
                    writeln!(body, "<table>\n<thead><tr>{head}</tr></thead>\n<tbody>");
                for row in rows {
                    let _infallible = writeln!(body, "<tr>{}</tr>", cells(row, "td"));
                }
                body += "</tbody>\n</table>\n";
            }
            if !note.is_empty() {
                let _infallible = writeln!(body, "<p>{}</p>", escaped(&note));
            }
        }
        body += "</main>\n";
        let style = format!("{}{TABLE_STYLE}", page_style(self, report.schema));
        self.web_page(&title, &style, &body)
    }

    /// The report on A4 paper.
    ///
    /// Fails where the file can't be made.
    pub fn agreement_pdf(&mut self, report: &AgreementReport<'_>) -> Result<Vec<u8>, ReportError> {
        let wording = AgreementWording { report, language: self.language };
        let title = wording.say(&AgreementPhrase::Title);
        let tables = wording.tables();
        let mut flow = PageFlow::new(title.clone(), SheetHeight::Paged);
        let heading = self.note(&title, 17.0, 700.0, MEASURE);
        flow.set(&heading, MARGIN, &InkRole::Words, |_, _, _| {});
        for table in &tables {
            self.paper_table(&mut flow, table);
        }
        let mut sheets: Vec<ReportSheet> = flow.finish();
        self.page_numbers(&mut sheets);
        self.pdf_of_sheets(&title, &sheets, report.schema)
    }

    fn paper_table(&mut self, flow: &mut PageFlow, table: &ReportTable) {
        const SIZE: f32 = 8.5;
        /// A heading, a head and a row stay together.
        const TOGETHER: f32 = 64.0;
        flow.skip(14.0);
        flow.make_room(TOGETHER);
        if !table.heading.is_empty() {
            let set = self.note(&table.heading, 12.0, 650.0, MEASURE);
            flow.set(&set, MARGIN, &InkRole::Words, |_, _, _| {});
            flow.skip(3.0);
        }
        if table.rows.len() > 1 {
            for (index, row) in table.rows.iter().enumerate() {
                self.paper_row(flow, row, SIZE, if index == 0 { 650.0 } else { 400.0 });
                if index == 0 {
                    let (from, to) = ((MARGIN, flow.y), (MARGIN + MEASURE, flow.y));
                    let ink = InkRole::Line;
                    flow.draw(SheetMark::Line { from, to, thickness: 0.6, dash: None, ink });
                    flow.skip(2.0);
                }
            }
        }
        if !table.note.is_empty() {
            flow.skip(3.0);
            let set = self.note(&table.note, SIZE, 400.0, MEASURE);
            flow.set(&set, MARGIN, &InkRole::Soft, |_, _, _| {});
        }
    }

    /// Cells side by side; the first column has twice the room of another.
    fn paper_row(&mut self, flow: &mut PageFlow, row: &[String], size: f32, weight: f32) {
        const GAP: f32 = 6.0;
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let width = MEASURE / (row.len() + 1) as f32;
        let mut cells = Vec::new();
        let mut start = 0.0;
        for (index, cell) in row.iter().enumerate() {
            let own = if index == 0 { 2.0 * width } else { width };
            cells.push((self.note(cell, size, weight, own - GAP), start, own));
            start += own;
        }
        let height = cells.iter().map(|it| it.0.paragraph.height() / PIXELS).fold(0.0, f32::max);
        flow.make_room(height);
        let top = flow.y;
        for (set, start, own) in cells {
            flow.y = top;
            let left = if self.language.is_rtl() {
                MARGIN + MEASURE - start - own + GAP
            } else {
                MARGIN + start
            };
            flow.set(&set, left, &InkRole::Words, |_, _, _| {});
        }
        flow.y = top + height + 1.5;
    }
}

/// What tables need beside the rules of every page.
const TABLE_STYLE: &str = ".tables{max-width:60rem;margin:auto;padding:1rem}\
.tables table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem}\
.tables th,.tables td{padding:.2rem .6rem;text-align:start;border-bottom:1px solid #8884}\
.tables th{font-weight:650}";
