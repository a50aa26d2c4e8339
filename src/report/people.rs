//! Who says what, as a web page: for everybody all they say, with when and in which article.

use std::fmt::Write as _;

use super::{
    AnalystWork, ReportTypesetter, escape::escaped, facts::LONGEST_TITLE, html::page_style,
    phrases::digits,
};
use crate::{
    messages::{Message, Strings, Worded},
    model::{Document, Schema},
    people::{FolderPerson, PeopleDirectory, Statement},
    timex::describe,
};

/// What a report of people is made of.
#[derive(Clone, Copy, Debug)]
pub struct PeopleReport<'a> {
    /// Labels and their colors.
    pub schema: &'a Schema,
    /// The articles, in the order that the directory counts them in.
    pub works: &'a [AnalystWork<'a>],
    /// Everybody.
    pub directory: &'a PeopleDirectory,
    /// Of whom; `None` for everybody.
    pub only: Option<&'a FolderPerson>,
}

/// A heading or a sentence of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeoplePhrase {
    /// What the report is called.
    Title,
    /// How many claims somebody makes, in how many articles.
    Counts {
        /// Claims.
        claims: usize,
        /// Articles.
        articles: usize,
    },
    /// What else somebody is called.
    AlsoCalled(String),
    /// How many claims are nobody's who is known.
    Nobodys(usize),
}

impl Worded for PeoplePhrase {
    fn message(&self) -> Message {
        match self {
            Self::Title => Message::new("people-title"),
            Self::Counts { claims, articles } => {
                Message::new("people-counts").with("claims", *claims).with("articles", *articles)
            }
            Self::AlsoCalled(names) => Message::new("people-also").with_text("names", names),
            Self::Nobodys(claims) => Message::new("people-nobodys").with("n", *claims),
        }
    }
}

impl ReportTypesetter {
    /// A web page that stands for itself: a chapter for everybody, a paragraph for every claim.
    pub fn people_html(&self, report: &PeopleReport<'_>) -> Vec<u8> {
        let strings = Strings::of_reports(self.language);
        let heading = match report.only {
            Some(person) => person.name.clone(),
            None => strings.words_of(&PeoplePhrase::Title),
        };
        let mut body = format!("<main class=\"tables\">\n<h1>{}</h1>\n", escaped(&heading));
        if let Some(person) = report.only {
            self.person(&mut body, report, person);
        } else {
            for person in &report.directory.people {
                let _infallible = writeln!(body, "<h2>{}</h2>", escaped(&person.name));
                self.person(&mut body, report, person);
            }
            let nobodys = report.directory.nobodys.len();
            if nobodys > 0 {
                let said = strings.words_of(&PeoplePhrase::Nobodys(nobodys));
                let _infallible = writeln!(body, "<p>{}</p>", escaped(&said));
            }
        }
        body += "</main>\n";
        self.web_page(&heading, &page_style(self, report.schema), &body)
    }

    fn person(&self, body: &mut String, report: &PeopleReport<'_>, person: &FolderPerson) {
        let strings = Strings::of_reports(self.language);
        let statements = person.statements.iter();
        let statements = statements.filter_map(|it| report.directory.statements.get(*it));
        let statements: Vec<&Statement> = statements.collect();
        let articles = articles_of(report.works, &statements);
        let counts = PeoplePhrase::Counts { claims: statements.len(), articles };
        let _infallible = writeln!(body, "<p>{}</p>", escaped(&strings.words_of(&counts)));
        if !person.aliases.is_empty() {
            let names: Vec<&str> = person.aliases.iter().map(|it| it.words.as_str()).collect();
            let also = strings.words_of(&PeoplePhrase::AlsoCalled(names.join("، ")));
            let _infallible = writeln!(body, "<p>{}</p>", escaped(&also));
        }
        *body += "<ul>\n";
        for statement in statements {
            self.said(body, report, statement);
        }
        *body += "</ul>\n";
    }

    /// A claim with who reports it how, where, and which dates it is about.
    fn said(&self, body: &mut String, report: &PeopleReport<'_>, statement: &Statement) {
        let Some(work) = report.works.get(statement.work) else { return };
        let published = work.document.meta_value(Document::PUBLISHED);
        let day = describe(published, self.language);
        let day = if day.jalali.is_empty() { digits(published, self.language) } else { day.jalali };
        let mut place = vec![work.document.title(LONGEST_TITLE)];
        place.extend((!day.is_empty()).then_some(day));
        place.extend((!work.analyst.is_empty()).then(|| work.analyst.to_owned()));
        let mut by = statement.called.join("، ");
        if !statement.cue.is_empty() {
            by = if by.is_empty() {
                statement.cue.clone()
            } else {
                format!("{by} — {}", statement.cue)
            };
        }
        let dates: Vec<&str> = statement.dates.iter().map(|it| it.words.as_str()).collect();
        let mut below: Vec<String> = vec![by, place.join(" · "), dates.join("، ")];
        below.retain(|it| !it.is_empty());
        let below: Vec<String> = below.iter().map(|it| escaped(it)).collect();
        let _infallible = writeln!(
            body,
            "<li><p dir=\"auto\">«{}»</p><p><small>{}</small></p></li>",
            escaped(&statement.words),
            below.join("<br>")
        );
    }
}

/// In how many articles, whoever tagged them.
fn articles_of(works: &[AnalystWork<'_>], statements: &[&Statement]) -> usize {
    let ids = statements.iter().filter_map(|it| works.get(it.work)).map(|it| it.document.id());
    ids.collect::<std::collections::BTreeSet<_>>().len()
}
