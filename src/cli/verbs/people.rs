//! `hashiye people`: who speaks in articles, what they are called, and all they say.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::report::{self, LanguageArg};
use crate::{
    cli::{
        Done, Failure, Outcome, out,
        sources::{LoadedWork, SourceArgs},
        walking,
    },
    messages::Message,
    model::Document,
    people::{FolderPerson, PeopleDirectory, PeopleEdit, PeopleRefusal, Statement},
    report::{AnalystWork, NamedClaimants, PeopleReport},
    store,
};

/// Who to tell of, and what to decide.
#[derive(Args, Clone, Debug)]
pub struct PeopleArgs {
    /// All that this person says, by any of their names
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    /// Give a person another name; the one before becomes an alias
    #[arg(long, num_args = 2, value_names = ["NAME", "NEW"])]
    rename: Vec<String>,
    /// Make two people one: all names of the first are aliases of the second
    #[arg(long, num_args = 2, value_names = ["NAME", "INTO"])]
    merge: Vec<String>,
    /// Take an alias from a person
    #[arg(long, num_args = 2, value_names = ["NAME", "ALIAS"])]
    split: Vec<String>,
    /// A web page (.html) or a table (.json); lines on standard output otherwise
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The language of the page
    #[arg(long, value_enum, default_value_t)]
    language: LanguageArg,
    /// Write JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    source: SourceArgs,
}

/// The people of one folder, with the works that they are found in.
struct PeopleOfFolder<'a> {
    folder: PathBuf,
    works: Vec<&'a LoadedWork>,
    directory: PeopleDirectory,
}

pub(super) fn run(args: &PeopleArgs) -> Done {
    let sound = args.source.load_sound()?;
    let folders = by_folder(&sound.loaded)?;
    let edits = edits(args);
    if !edits.is_empty() {
        decide(&folders, &edits)?;
        return Ok(sound.outcome(Outcome::Done));
    }
    let wanted = |it: &PeopleOfFolder<'_>| match &args.of {
        Some(name) => it.directory.person(name).is_some(),
        None => true,
    };
    let folders: Vec<PeopleOfFolder<'_>> = folders.into_iter().filter(wanted).collect();
    if let Some(name) = args.of.as_ref().filter(|_| folders.is_empty()) {
        return Err(Failure::usage(&PeopleRefusal::NoPerson(name.clone())));
    }
    if let Some(path) = &args.output {
        let extension = report::extension(path, "json");
        let bytes = match extension.as_str() {
            "html" => page(args, &sound.loaded, &folders)?,
            "json" => format!("{:#}\n", people_json(&folders, args.of.as_deref())).into_bytes(),
            _ => return Err(Failure::usage(&Message::new("terminal-people-file").at(path))),
        };
        report::put(path, &bytes)?;
    } else if args.json {
        out::json(&people_json(&folders, args.of.as_deref()));
    } else {
        for folder in &folders {
            match args.of.as_ref().and_then(|name| folder.directory.person(name)) {
                Some(person) => say_all_of(folder, person),
                None => say_everybody(folder),
            }
        }
    }
    Ok(sound.outcome(Outcome::Done))
}

/// Who makes each claim of some works, as the registers of their folders have it.
pub(super) fn speakers(loaded: &[LoadedWork]) -> Result<Vec<NamedClaimants>, Failure> {
    let mut names: BTreeMap<*const LoadedWork, NamedClaimants> = BTreeMap::new();
    for folder in by_folder(loaded)? {
        for (work, it) in folder.works.iter().enumerate() {
            let own = folder.directory.statements.iter().filter(|it| it.work == work);
            let own = own.filter(|it| !it.speakers.is_empty());
            let own = own.map(|it| (it.claim, it.speakers.join("، "))).collect();
            names.insert(std::ptr::from_ref(*it), own);
        }
    }
    let of = |it: &LoadedWork| names.remove(&std::ptr::from_ref(it)).unwrap_or_default();
    Ok(loaded.iter().map(of).collect())
}

/// Works by folder, each with its own register.
fn by_folder(loaded: &[LoadedWork]) -> Result<Vec<PeopleOfFolder<'_>>, Failure> {
    let mut folders: BTreeMap<PathBuf, Vec<&LoadedWork>> = BTreeMap::new();
    for it in loaded {
        folders.entry(walking::parent(&it.article)).or_default().push(it);
    }
    let people = |(folder, works): (PathBuf, Vec<_>)| {
        let register = store::people_of(&folder)?.unwrap_or_default();
        let directory =
            PeopleDirectory::of(works.iter().map(|it: &&LoadedWork| &it.document), &register);
        Ok(PeopleOfFolder { folder, works, directory })
    };
    folders.into_iter().map(people).collect()
}

fn edits(args: &PeopleArgs) -> Vec<PeopleEdit> {
    let two = |words: &[String]| match words {
        [one, other] => Some((one.clone(), other.clone())),
        _ => None,
    };
    let rename = two(&args.rename).map(|(person, to)| PeopleEdit::Rename { person, to });
    let merge = two(&args.merge).map(|(person, into)| PeopleEdit::Merge { person, into });
    let split = two(&args.split).map(|(person, alias)| PeopleEdit::Split { person, alias });
    rename.into_iter().chain(merge).chain(split).collect()
}

/// Writes decisions into the register of the one folder that they are about.
fn decide(folders: &[PeopleOfFolder<'_>], edits: &[PeopleEdit]) -> Result<(), Failure> {
    let [folder] = folders else {
        return Err(Failure::usage(&Message::new("terminal-people-one-folder")));
    };
    let known = store::people_of(&folder.folder)?;
    let mut register = known.clone().unwrap_or_default();
    for edit in edits {
        let documents = folder.works.iter().map(|it| &it.document);
        let directory = PeopleDirectory::of(documents, &register);
        let edit = directory.checked(edit).map_err(|it| Failure::usage(&it))?;
        register = register.with(&edit).map_err(|it| Failure::usage(&it))?;
    }
    let path = store::replace_people(&folder.folder, known.as_ref(), &register)?;
    out::remark(&Message::new("terminal-people-written").with("path", &path));
    Ok(())
}

fn say_everybody(folder: &PeopleOfFolder<'_>) {
    let row = |it: &FolderPerson| {
        let aliases: Vec<&str> = it.aliases.iter().map(|it| it.words.as_str()).collect();
        vec![it.statements.len().to_string(), it.name.clone(), aliases.join("، ")]
    };
    let rows: Vec<Vec<String>> = folder.directory.people.iter().map(row).collect();
    out::table(&rows);
    let nobodys = folder.directory.nobodys.len();
    let counts = Message::new("terminal-people")
        .with("folder", &folder.folder)
        .with("people", rows.len())
        .with("claims", out::count("terminal-claims", folder.directory.statements.len()))
        .with("nobodys", nobodys);
    out::remark(&counts);
}

fn say_all_of(folder: &PeopleOfFolder<'_>, person: &FolderPerson) {
    for (place, it) in statements_of(folder, person) {
        let dates: Vec<&str> = it.dates.iter().map(|it| it.words.as_str()).collect();
        let row = [place, it.called.join("، "), it.cue.clone(), it.words.clone(), dates.join("، ")];
        out::say(&row.join("\t"));
    }
}

/// All that a person says, each with where.
fn statements_of<'a>(
    folder: &'a PeopleOfFolder<'_>,
    person: &'a FolderPerson,
) -> impl Iterator<Item = (String, &'a Statement)> {
    let statements = person.statements.iter().filter_map(|it| folder.directory.statements.get(*it));
    statements.filter_map(|it| {
        let work = folder.works.get(it.work)?;
        let start = work.document.text().char_of_byte(it.bytes.0);
        Some((format!("{}:{start}", work.article.display()), it))
    })
}

/// People as JSON; of one all they say, too.
fn people_json(folders: &[PeopleOfFolder<'_>], of: Option<&str>) -> Value {
    let statement = |folder: &PeopleOfFolder<'_>, it: &Statement| {
        let work = folder.works.get(it.work);
        let text = work.map(|it| it.document.text());
        let char_of = |byte| text.map_or(0, |it| it.char_of_byte(byte));
        json!({
            "article": work.map(|it| it.article.display().to_string()),
            "analyst": work.map(|it| it.analyst.as_str()),
            "published": work.map(|it| it.document.meta_value(Document::PUBLISHED)),
            "claim_id": it.claim.to_string(), "start": char_of(it.bytes.0), "end": char_of(it.bytes.1),
            "words": it.words, "cue": it.cue, "called": it.called, "named": it.named,
            "dates": it.dates.iter().map(|it| json!({ "words": it.words, "value": it.value })).collect::<Vec<_>>(),
        })
    };
    let person = |folder: &PeopleOfFolder<'_>, it: &FolderPerson| {
        let aliases = it.aliases.iter().map(
            |it| json!({ "words": it.words, "claims": it.count, "registered": it.is_registered }),
        );
        let mut person_json = json!({
            "folder": folder.folder.display().to_string(), "name": it.name,
            "aliases": aliases.collect::<Vec<_>>(), "claims": it.statements.len(),
        });
        if of.is_some() {
            let said = it.statements.iter().filter_map(|at| folder.directory.statements.get(*at));
            person_json["said"] = said.map(|it| statement(folder, it)).collect();
        }
        person_json
    };
    let mut all = Vec::new();
    for folder in folders {
        match of {
            Some(name) => all.extend(folder.directory.person(name).map(|it| person(folder, it))),
            None => all.extend(folder.directory.people.iter().map(|it| person(folder, it))),
        }
    }
    all.into()
}

/// The page of one folder's people.
fn page(
    args: &PeopleArgs,
    loaded: &[LoadedWork],
    folders: &[PeopleOfFolder<'_>],
) -> Result<Vec<u8>, Failure> {
    let [folder] = folders else {
        return Err(Failure::usage(&Message::new("terminal-people-one-folder")));
    };
    let works: Vec<AnalystWork<'_>> =
        folder.works.iter().map(|it| report::work(it, None)).collect();
    let press = args.language.press()?;
    Ok(press.people_html(&PeopleReport {
        schema: &report::schema(loaded),
        works: &works,
        directory: &folder.directory,
        only: args.of.as_ref().and_then(|name| folder.directory.person(name)),
    }))
}
