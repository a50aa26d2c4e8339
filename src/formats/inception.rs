//! A project of `INCEpTION` as it exports it: an archive with every annotator's work on every document.

use std::collections::BTreeSet;

use super::{
    Cannot, DocumentFault, ForeignKind, Format, FormatError, FormatFault, ImportNote, Input,
    OffsetUnit, Options, Warning, cas,
    intake::{DocumentDraft, Intake},
    syntax::zip,
    webanno,
};

pub(super) const FORMAT: Format = Format {
    id: "inception",
    title: "INCEpTION project",
    extension: "zip",
    offset_unit: OffsetUnit::Utf16,
    cannot_carry: &[Cannot::Metadata],
    import: Some(import),
    read_from: &["zip"],
    ..Format::BARE
};

/// Whose work nobody did: what a document is before anybody opens it.
const NOBODY: &str = "INITIAL_CAS";
/// Who curates.
const CURATOR: &str = "CURATION_USER";

fn import(inputs: &[Input], options: &Options) -> Result<Intake, FormatError> {
    let mut intake = Intake::default();
    let mut files = Vec::new();
    for input in inputs {
        if zip::is_zip(input) {
            files.extend(zip::unpack(input, |_name| true)?);
        } else {
            files.push(input.clone());
        }
    }
    let mut worked_on = BTreeSet::new();
    let mut binary = 0;
    for file in &files {
        // `annotation/DOCUMENT/USER.EXTENSION` and `curation/DOCUMENT/CURATION_USER.EXTENSION`
        let parts: Vec<&str> = file.name.rsplitn(3, '/').collect();
        let &[name, document, folder] = parts.as_slice() else { continue };
        let is_work = ["annotation", "curation"].iter().any(|it| folder.ends_with(it));
        let is_binary = file.has_extension("ser");
        binary += usize::from(is_binary && !name.starts_with(NOBODY));
        if !is_work || is_binary {
            continue;
        }
        let user = name.rsplit_once('.').map_or(name, |it| it.0);
        if user == NOBODY {
            continue;
        }
        let read = one_work(file, options).map(|mut work| {
            intake.warnings.append(&mut work.warnings);
            for mut draft in work.drafts {
                stem(document).clone_into(&mut draft.id);
                let user = if user == CURATOR { "curation" } else { user };
                user.clone_into(&mut draft.analyst);
                draft.place = (file.name.clone(), 0);
                worked_on.insert(document.to_owned());
                intake.drafts.push(draft);
            }
        });
        intake.row(read, options)?;
    }
    if binary > 0 {
        let kind = ForeignKind::Named(".ser".to_owned());
        let note = ImportNote::Kind { kind, count: binary };
        let name = inputs.first().map_or("", |it| it.name.as_str());
        intake.warnings.push(Warning::of_file(name, note));
    }
    // Documents that nobody worked on.
    for file in files.iter().filter(|it| it.name.contains("source/")) {
        let name = file.name.rsplit('/').next().unwrap_or_default();
        if worked_on.contains(name) || name.is_empty() {
            continue;
        }
        let mut draft = DocumentDraft::new(stem(name), "", &file.name, 0);
        match file.text().ok().filter(|_| file.has_extension("txt")) {
            Some(text) => {
                draft.text = crate::text::Text::new(text.into_owned());
                intake.drafts.push(draft);
            }
            None => intake.warnings.push(draft.left_out(DocumentFault::NoText)),
        }
    }
    if intake.drafts.is_empty() && intake.warnings.is_empty() {
        return Err(FormatError::new("", FormatFault::NoProject));
    }
    Ok(intake)
}

/// One annotator's work on one document, which may be an archive with its type system.
fn one_work(file: &Input, options: &Options) -> Result<Intake, FormatError> {
    if zip::is_zip(file) {
        let inner = zip::unpack(file, |name| !name.ends_with("TypeSystem.xml"))?;
        let known = |it: &&Input| ["xmi", "json", "tsv"].iter().any(|e| it.has_extension(e));
        return match inner.iter().find(known) {
            Some(inner) => one_work(inner, options),
            None => Err(FormatError::new(&file.name, FormatFault::NoWork)),
        };
    }
    let alone = std::slice::from_ref(file);
    let read = if file.has_extension("xmi") {
        cas::xmi::FORMAT.import
    } else if file.has_extension("json") {
        cas::json::FORMAT.import
    } else {
        webanno::FORMAT.import
    };
    match read {
        Some(read) => read(alone, options),
        None => Ok(Intake::default()),
    }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |it| it.0)
}
