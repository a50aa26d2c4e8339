//! Which format a dataset is in.

use super::{ALL, Format, Imported, Input, Options, import};

/// Reads a dataset in whichever format makes the most of it: the most documents, then the most tags,
/// with the least left out. `None` where none can read it.
///
/// Formats whose files end in another name than any of the inputs are not tried.
pub fn import_any(inputs: &[Input], options: &Options) -> Option<(&'static Format, Imported)> {
    let mut best: Option<(&'static Format, Imported)> = None;
    for format in ALL.iter().filter(|it| it.import.is_some() && it.may_be(inputs)) {
        let Ok(imported) = import(format, inputs, options) else { continue };
        let is_better = match &best {
            Some((_, best)) => worth(&imported) > worth(best),
            None => !imported.documents.is_empty(),
        };
        if is_better {
            best = Some((format, imported));
        }
    }
    best
}

/// How much of a dataset was understood; more is better.
fn worth(imported: &Imported) -> (usize, usize, std::cmp::Reverse<usize>) {
    let tags = |it: &super::ImportedDocument| {
        it.document.annotations().len() + it.document.relations().len()
    };
    let tags = imported.documents.iter().map(tags).sum();
    (imported.documents.len(), tags, std::cmp::Reverse(imported.warnings.len()))
}
