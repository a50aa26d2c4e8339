//! The forms of the verbs of reporting that state that something was said.
//!
//! Subjunctive, imperative and future forms are left out on purpose: «اگر بگوید» reports nothing.

use super::lexicon::Light;

/// Who does it, by the verb's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// Somebody says it.
    Active,
    /// It was said: «گفته شد».
    Passive,
    /// «گفته»: either, and sometimes no verb at all.
    Participle,
}

/// Whose verb it is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Person {
    /// «می‌گویم», «گفته‌ایم».
    First,
    /// «گفت», and «گفتید», which news does not have.
    One,
    /// «گفتند».
    Many,
}

/// What a form says beside the verb's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) voice: Voice,
    pub(super) person: Person,
    pub(super) negated: bool,
}

const PAST: &[&str] = &["", "م", "یم", "ید", "ند"];
const PRESENT: &[&str] = &["م", "یم", "ید", "د", "ند"];
const PERFECT: &[&str] = &["است", "ام", "ایم", "اید", "اند", "بود", "بودم", "بودیم", "بودند"];
/// «است» and its like, apart or as an ending: «معتقدند».
const BE: &[&str] = &[
    "است",
    "هست",
    "هستم",
    "هستیم",
    "هستند",
    "بود",
    "بودم",
    "بودیم",
    "بودند",
    "م",
    "یم",
    "ند",
    "اند",
    "ام",
    "ایم",
];
const NOT_BE: &[&str] = &["نیست", "نیستم", "نیستیم", "نیستند", "نبود", "نبودند"];

/// Every form of a light verb, in letters alone.
pub(super) fn forms(light: Light) -> Vec<(String, Form)> {
    match light {
        Light::Do => {
            let stems = [("کرد", "کن"), ("نمود", "نمای"), ("ورزید", "ورز")];
            let own = stems.into_iter().flat_map(|(past, present)| regular(past, present));
            own.chain(passive("")).collect()
        }
        Light::Give => {
            regular("داد", "ده").into_iter().chain(passive("")).chain(passive("داده")).collect()
        }
        Light::Take => regular("گرفت", "گیر"),
        Light::Become => become_forms(),
        Light::Have => regular("داشت", "دار").into_iter().chain(bare_present("دار")).collect(),
        Light::Be => be_forms(),
        Light::Plain(past, present) => {
            let participle = format!("{past}ه");
            regular(past, present).into_iter().chain(passive(&participle)).collect()
        }
    }
}

fn active(ending: &str, negated: bool) -> Form {
    Form { voice: Voice::Active, person: person(ending), negated }
}

fn person(ending: &str) -> Person {
    match ending {
        "م" | "یم" | "ام" | "ایم" | "بودم" | "بودیم" | "هستم" | "هستیم" | "نیستم" | "نیستیم" => {
            Person::First
        }
        "ند" | "اند" | "بودند" | "هستند" | "نیستند" | "نبودند" => {
            Person::Many
        }
        _ => Person::One,
    }
}

fn regular(past: &str, present: &str) -> Vec<(String, Form)> {
    let mut out = Vec::new();
    for (prefix, negated) in [("", false), ("ن", true)] {
        for end in PAST {
            out.push((format!("{prefix}{past}{end}"), active(end, negated)));
            out.push((format!("{prefix}می{past}{end}"), active(end, negated)));
        }
        for end in PRESENT {
            out.push((format!("{prefix}می{present}{end}"), active(end, negated)));
        }
        let participle = Form { voice: Voice::Participle, ..active("", negated) };
        out.push((format!("{prefix}{past}ه"), participle));
        for end in PERFECT {
            out.push((format!("{prefix}{past}ه{end}"), active(end, negated)));
        }
    }
    out
}

/// «دارد» has no «می» of its own.
fn bare_present(stem: &str) -> Vec<(String, Form)> {
    let both = [("", false), ("ن", true)].into_iter();
    both.flat_map(|(prefix, negated)| {
        PRESENT.iter().map(move |end| (format!("{prefix}{stem}{end}"), active(end, negated)))
    })
    .collect()
}

fn become_forms() -> Vec<(String, Form)> {
    let mut out = regular("شد", "شو");
    out.append(&mut regular("گردید", "گرد"));
    out.push(("گشت".to_owned(), active("", false)));
    out
}

/// «گفته شد» and its like, behind a participle or a noun; a participle stays one: «گفته شده».
fn passive(before: &str) -> Vec<(String, Form)> {
    let passive = |form: Form| match form.voice {
        Voice::Active => Form { voice: Voice::Passive, ..form },
        _ => form,
    };
    become_forms()
        .into_iter()
        .map(|(word, form)| (format!("{before}{word}"), passive(form)))
        .collect()
}

fn be_forms() -> Vec<(String, Form)> {
    let own = BE.iter().map(|word| ((*word).to_owned(), active(word, false)));
    own.chain(NOT_BE.iter().map(|word| ((*word).to_owned(), active(word, true)))).collect()
}
