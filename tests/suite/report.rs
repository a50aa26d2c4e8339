//! Pages and pictures of articles.

mod figures;
mod pages;

use hashiye::{
    model::Document,
    report::{AnalystWork, Language, LetterSource, ReportTypesetter},
};

/// What does not depend on the machine's fonts.
pub(crate) fn press(language: Language) -> ReportTypesetter {
    ReportTypesetter::new(language, LetterSource::Bundled).expect("the program's own data is whole")
}

pub(crate) fn work(document: &Document) -> AnalystWork<'_> {
    AnalystWork { document, analyst: "a1", speakers: None }
}
