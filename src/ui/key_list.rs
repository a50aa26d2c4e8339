//! The keys of the window as lists: for its key sheet, and for one to print.

use std::process::ExitCode;

use super::{commands, key_names::key_words};
use crate::{
    cli::{self, KeysArgs},
    messages::Strings,
    model::{Schema, schema::LabelRole},
    report::{KeyList, LetterSource, ReportTypesetter},
    store,
};

/// Every key there is: those of the labels and links in `schema`, those of commands, and what caret and
/// mouse do.
pub fn key_lists(strings: &Strings, schema: &Schema) -> Vec<KeyList> {
    let code = strings.language().code();
    let labels = schema.labels.iter().filter(|it| it.role == LabelRole::Main && !it.key.is_empty());
    let labels = labels.map(|it| (it.key.clone(), it.title.in_language(code).to_owned()));
    let links = schema.relations.iter().filter(|it| !it.key.is_empty()).map(|it| {
        let title = it.title.in_language(code);
        (it.key.clone(), strings.with("link-as", &[("relation", title)]))
    });
    let mut lists =
        vec![KeyList { title: strings.get("keys-labels"), rows: labels.chain(links).collect() }];
    for group in commands::GROUPS {
        let rows = group.commands.iter().filter(|it| !it.keys.is_empty()).map(|it| {
            let keys = it.keys.iter().take(2).map(|key| key_words(strings, *key));
            let keys: Vec<String> = keys.collect();
            (keys.join("   "), strings.get(&format!("command-{}", it.id)))
        });
        lists.push(KeyList { title: strings.get(group.title), rows: rows.collect() });
    }
    let caret = ["keys-arrows", "keys-word", "keys-line", "keys-select", "keys-mouse"];
    let caret = caret.iter().map(|it| (String::new(), strings.get(it))).collect();
    lists.push(KeyList { title: strings.get("keys-caret"), rows: caret });
    lists
}

/// `hashiye keys`: writes the sheet.
pub fn print_keys(args: &KeysArgs) -> ExitCode {
    let strings = Strings::of(args.language());
    let schema = match args.folder.as_deref().map(store::schema_of).transpose() {
        Ok(found) => found.flatten().unwrap_or_else(Schema::standard),
        Err(error) => return cli::refuse_file(&error),
    };
    let made = ReportTypesetter::new(args.language(), LetterSource::System)
        .and_then(|mut it| it.keys_pdf(&strings.get("command-keys"), &key_lists(strings, &schema)));
    match made {
        Ok(bytes) => cli::put_file(&args.output, &bytes),
        Err(error) => cli::refuse_file(&error),
    }
}
