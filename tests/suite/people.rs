//! Who is who: names whatever their spelling, what analysts wrote, what was decided.

use hashiye::{
    model::Document,
    people::{
        PeopleDirectory, PeopleEdit, PeopleFault, PeopleRefusal, PeopleRegister, RegisterError,
        RegisteredPerson,
    },
    store::{self, StoreFailure},
};

use crate::support::document;

/// An article in which somebody makes a claim, and perhaps the analyst says who that is.
fn said(by: &str, named: &str) -> String {
    let named =
        if named.is_empty() { String::new() } else { format!(" claimant_name=\"{named}\"") };
    format!("[claimant→1 {by}] [cue→1 گفت] [claim#1{named} هوا خوب است]")
}

fn directory(articles: &[String], register: &PeopleRegister) -> PeopleDirectory {
    let documents: Vec<Document> = articles.iter().map(|it| document(it)).collect();
    PeopleDirectory::of(&documents, register)
}

/// Everybody with the number of their claims.
fn people(directory: &PeopleDirectory) -> Vec<(&str, usize)> {
    directory.people.iter().map(|it| (it.name.as_str(), it.statements.len())).collect()
}

fn edit(kind: &str, one: &str, other: &str) -> PeopleEdit {
    let (one, other) = (one.to_owned(), other.to_owned());
    match kind {
        "rename" => PeopleEdit::Rename { person: one, to: other },
        "merge" => PeopleEdit::Merge { person: one, into: other },
        "split" => PeopleEdit::Split { person: one, alias: other },
        _ => panic!("no such decision"),
    }
}

#[track_caller]
fn decided(edits: &[(&str, &str, &str)]) -> PeopleRegister {
    edits.iter().fold(PeopleRegister::default(), |register, (kind, one, other)| {
        register.with(&edit(kind, one, other)).expect("it can be decided")
    })
}

#[test]
fn the_same_name_in_any_spelling_is_one_person() {
    let articles = ["علی كريمي", "علی کریمی", "علي كریمی"].map(|it| said(it, ""));
    assert_eq!(people(&directory(&articles, &PeopleRegister::default())).len(), 1);
}

#[test]
fn words_mean_whom_the_analyst_named_for_them() {
    let articles = [
        said("رئیس‌جمهور", "حسن روحانی"),
        said("رئیس‌جمهور", ""),
        said("روحانی", "حسن روحانی"),
        said("وزیر نیرو", ""),
    ];
    let found = directory(&articles, &PeopleRegister::default());
    assert_eq!(people(&found), [("حسن روحانی", 3), ("وزیر نیرو", 1)]);
    let aliases: Vec<&str> = found.people[0].aliases.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(aliases, ["رئیس‌جمهور", "روحانی"]);
    // Where two hold the office, it says nothing of a third article; in the same one it does.
    let other = format!("{}. {}", said("رئیس‌جمهور", "محمد خاتمی"), "");
    let same = "[claimant#9 رئیس‌جمهور] گفت [claim claimant→9 claimant_name=\"محمد خاتمی\" آب هست] و \
                گفت [claim claimant→9 نان هست]";
    let articles = [articles[0].clone(), other, said("رئیس‌جمهور", ""), same.to_owned()];
    let found = directory(&articles, &PeopleRegister::default());
    assert_eq!(people(&found), [("محمد خاتمی", 3), ("حسن روحانی", 1), ("رئیس‌جمهور", 1)]);
}

#[test]
fn a_pronoun_means_somebody_in_its_own_claim_alone() {
    let articles = [said("وی", "حسن روحانی"), said("وی", ""), said("او", "")];
    let found = directory(&articles, &PeopleRegister::default());
    assert_eq!(people(&found), [("حسن روحانی", 1)]);
    assert_eq!(found.nobodys, [1, 2]);
    assert!(found.people[0].aliases.is_empty(), "a pronoun is nobody's name");
}

#[test]
fn several_who_say_it_together_each_say_it() {
    let together = "[claimant→1 حسن] و [claimant→1 حسین] گفتند [claim#1 هوا خوب است]";
    let found = directory(&[together.to_owned()], &PeopleRegister::default());
    assert_eq!(people(&found), [("حسن", 1), ("حسین", 1)]);
    assert_eq!(found.statements[0].speakers, ["حسن", "حسین"]);
}

#[test]
fn what_was_decided_goes_before_what_was_found() {
    let articles = [said("روحانی", ""), said("حسن روحانی", ""), said("شیخ دیپلمات", "")];
    let register = decided(&[("merge", "روحانی", "حسن روحانی")]);
    assert_eq!(people(&directory(&articles, &register)), [("حسن روحانی", 2), ("شیخ دیپلمات", 1)]);
    let register = register.with(&edit("rename", "حسن روحانی", "دکتر روحانی")).expect("renamed");
    assert_eq!(people(&directory(&articles, &register))[0], ("دکتر روحانی", 2));
    let register = register.with(&edit("split", "دکتر روحانی", "روحانی")).expect("split");
    assert_eq!(
        people(&directory(&articles, &register)),
        [("دکتر روحانی", 1), ("روحانی", 1), ("شیخ دیپلمات", 1)]
    );
}

#[test]
fn a_split_also_takes_away_what_analysts_wrote() {
    let articles = [said("رئیس", "حسن"), said("رئیس", "")];
    let found = directory(&articles, &PeopleRegister::default());
    assert_eq!(people(&found), [("حسن", 2)]);
    let split = found.checked(&edit("split", "حسن", "رئیس")).expect("it is an alias");
    let register = PeopleRegister::default().with(&split).expect("split");
    let found = directory(&articles, &register);
    // The claim that the analyst named stays his; the word alone means him no more.
    assert_eq!(people(&found), [("حسن", 1), ("رئیس", 1)]);
}

#[test]
fn what_would_mean_two_things_is_refused() {
    let articles = [said("حسن", ""), said("حسین", "")];
    let found = directory(&articles, &PeopleRegister::default());
    let refused = |kind, one, other| found.checked(&edit(kind, one, other)).err();
    let name = |it: &str| it.to_owned();
    assert_eq!(refused("rename", "علی", "رضا"), Some(PeopleRefusal::NoPerson(name("علی"))));
    assert_eq!(
        refused("rename", "حسن", "حسين"),
        Some(PeopleRefusal::NameTaken { name: name("حسين"), by: name("حسین") })
    );
    assert_eq!(
        refused("split", "حسن", "رضا"),
        Some(PeopleRefusal::NoAlias { alias: name("رضا"), person: name("حسن") })
    );
    let register = PeopleRegister::default();
    let refused = |kind, one, other| register.with(&edit(kind, one, other)).err();
    assert_eq!(refused("rename", "حسن", " "), Some(PeopleRefusal::NoName));
    assert_eq!(refused("merge", "حسن", "حسن"), Some(PeopleRefusal::SamePerson(name("حسن"))));
    assert_eq!(refused("split", "حسن", "حسن"), Some(PeopleRefusal::OwnName(name("حسن"))));
}

#[test]
fn a_register_is_read_as_it_was_written_and_its_faults_are_named() {
    let register = decided(&[
        ("merge", "رئیس‌جمهور", "حسن «ر\"و\\حانی»"),
        ("split", "حسن «ر\"و\\حانی»", "شیخ"),
        ("rename", "ب", "الف"),
    ]);
    let written = register.to_ron();
    assert!(written.contains("رئیس‌جمهور"), "it can be read by people: {written}");
    let again = PeopleRegister::from_ron(&written).expect("its own");
    assert_eq!(again.to_ron(), written);
    assert!(again.faults().is_empty());
    let person = |name: &str, alias: &str| RegisteredPerson {
        name: name.to_owned(),
        aliases: vec![alias.to_owned()],
        not: Vec::new(),
    };
    let people = vec![person("حسن", "رئیس"), person("حسین", "رئيس"), person(" ", "ک")];
    let faults = PeopleRegister { people, ..PeopleRegister::default() }.faults();
    let (words, first, second) = ("رئيس".to_owned(), "حسن".to_owned(), "حسین".to_owned());
    assert_eq!(faults, [PeopleFault::Twice { words, first, second }, PeopleFault::NoName]);
    let broken = PeopleRegister::from_ron("(\n  people: [(nam: \"x\")],\n)");
    assert!(matches!(broken, Err(RegisterError::Syntax { line: 2, .. })), "{broken:?}");
    assert_eq!(PeopleRegister::from_ron("(version: 7)"), Err(RegisterError::Newer(7)));
}

#[test]
fn the_file_is_written_only_over_what_was_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    assert_eq!(store::people_of(at).expect("no file"), None);
    let first = decided(&[("merge", "ب", "الف")]);
    let path = store::replace_people(at, None, &first).expect("written");
    assert_eq!(store::people_of(at).expect("read"), Some(first.clone()));
    let second = first.with(&edit("merge", "پ", "الف")).expect("decided");
    let refused = store::replace_people(at, None, &second).expect_err("it is another by now");
    assert_eq!(refused.failure, StoreFailure::ChangedOutside);
    store::replace_people(at, Some(&first), &second).expect("written");
    std::fs::write(&path, "no register").expect("written");
    let damaged = store::people_of(at).expect_err("damaged");
    assert!(matches!(damaged.failure, StoreFailure::Syntax(_)), "{damaged:?}");
    store::replace_people(at, Some(&second), &first).expect_err("it can't be read");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "no register");
}

#[test]
fn copies_of_the_register_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let register = PeopleRegister::default().to_ron();
    for name in ["people.ron", "people.sync-conflict-20260101.ron", "People.ron", "people.txt"] {
        std::fs::write(folder.path().join(name), &register).expect("written");
    }
    let unread = store::unread_files(folder.path()).expect("listed");
    let names: Vec<String> = unread
        .iter()
        .map(|it| it.path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["People.ron", "people.sync-conflict-20260101.ron"]);
}
