//! The keys of the window as lists: for its key sheet, and for one to print.

use std::process::ExitCode;

use super::{
    commands::{self, KeyScope, WindowCommand},
    key_names::key_words,
};
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
        let usual = group.commands().filter(|it| it.scope != KeyScope::Comparing);
        let rows = usual.filter_map(|it| row_of(strings, it)).collect();
        lists.push(KeyList { title: strings.get(group.title), rows });
    }
    let comparing = commands::all().filter(|it| it.scope == KeyScope::Comparing);
    let mut rows: Vec<_> = comparing.filter_map(|it| row_of(strings, it)).collect();
    rows.push((String::new(), strings.get("keys-comparing-digits")));
    lists.push(KeyList { title: strings.get("keys-comparing"), rows });
    let caret = ["keys-arrows", "keys-word", "keys-line", "keys-select", "keys-mouse"];
    let caret = caret.iter().map(|it| (String::new(), strings.get(it))).collect();
    lists.push(KeyList { title: strings.get("keys-caret"), rows: caret });
    lists
}

/// The keys of a command, where it has some, and what it does.
fn row_of(strings: &Strings, command: &WindowCommand) -> Option<(String, String)> {
    let keys = command.keys.iter().take(2).map(|key| key_words(strings, *key));
    let keys: Vec<String> = keys.collect();
    let what = || strings.get(&format!("command-{}", command.id));
    (!keys.is_empty()).then(|| (keys.join("   "), what()))
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
