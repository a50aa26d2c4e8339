//! Plain text: articles without tags, a file each.

use super::{
    Cannot, Format, FormatError, ImportNote, Input, OffsetUnit, Options, Warning,
    intake::{DocumentDraft, Intake},
};
use crate::text::Article;

pub(super) const FORMAT: Format = Format {
    id: "text",
    title: "Plain text",
    extension: "txt",
    offset_unit: OffsetUnit::Nothing,
    cannot_carry: &[Cannot::Spans],
    import: Some(import),
    read_from: &["txt"],
    ..Format::BARE
};

/// What articles are called; a folder may hold other things beside them.
const EXTENSIONS: [&str; 2] = ["txt", "md"];

fn import(inputs: &[Input], _options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    for input in inputs {
        // What comes through standard input has no name.
        if input.name != "-" && !EXTENSIONS.iter().any(|it| input.has_extension(it)) {
            let note = ImportNote::OtherFile(".txt or .md");
            intake.warnings.push(Warning::of_file(&input.name, note));
            continue;
        }
        if input.bytes.len() as u64 > Article::LARGEST {
            let largest = Article::LARGEST;
            let what =
                format!("more than the {largest} bytes of an article that are read; split it");
            return Err(FormatError::new(&input.name, what));
        }
        let article = Article::decode(input.bytes.clone())
            .map_err(|error| FormatError::new(&input.name, error.to_string()))?;
        let id = if input.name == "-" { "article" } else { input.stem() };
        let mut draft = DocumentDraft::new(id, "", &input.name, 0);
        draft.text = article.text;
        intake.drafts.push(draft);
    }
    if intake.drafts.is_empty() {
        return Err(FormatError::new("", "there are no .txt or .md files"));
    }
    Ok(intake)
}
