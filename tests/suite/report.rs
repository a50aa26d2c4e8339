//! Pages and pictures of articles.

mod figures;
mod pages;

use hashiye::{
    model::Document,
    report::{Language, Letters, Press, Work},
};

/// What does not depend on the machine's fonts.
pub(crate) fn press(language: Language) -> Press {
    Press::new(language, Letters::Bundled).expect("the program's own data is whole")
}

pub(crate) fn work(document: &Document) -> Work<'_> {
    Work { document, analyst: "a1" }
}
