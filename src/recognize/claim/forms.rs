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

/// What a form says beside the verb's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) voice: Voice,
    pub(super) negated: bool,
}

const PAST: &[&str] = &["", "م", "یم", "ید", "ند"];
const PRESENT: &[&str] = &["م", "یم", "ید", "د", "ند"];
const PERFECT: &[&str] = &["است", "ام", "ایم", "اید", "اند", "بود", "بودم", "بودیم", "بودند"];

/// Every form of a light verb, in letters alone.
pub(super) fn forms(light: Light) -> Vec<(String, Form)> {
    let mut out = Vec::new();
    match light {
        Light::Do => {
            regular("کرد", "کن", &mut out);
            regular("نمود", "نمای", &mut out);
            regular("ورزید", "ورز", &mut out);
            become_forms(Voice::Passive, &mut out);
        }
        Light::Give => {
            regular("داد", "ده", &mut out);
            become_forms(Voice::Passive, &mut out);
            passive("داده", &mut out);
        }
        Light::Take => regular("گرفت", "گیر", &mut out),
        Light::Become => become_forms(Voice::Active, &mut out),
        Light::Have => {
            regular("داشت", "دار", &mut out);
            bare_present("دار", &mut out);
        }
        Light::Be => be_forms(&mut out),
        Light::Plain(past, present) => {
            regular(past, present, &mut out);
            passive(&format!("{past}ه"), &mut out);
        }
    }
    out
}

fn regular(past: &str, present: &str, out: &mut Vec<(String, Form)>) {
    for (prefix, negated) in [("", false), ("ن", true)] {
        let mut add = |word: String, voice| out.push((word, Form { voice, negated }));
        for end in PAST {
            add(format!("{prefix}{past}{end}"), Voice::Active);
            add(format!("{prefix}می{past}{end}"), Voice::Active);
        }
        for end in PRESENT {
            add(format!("{prefix}می{present}{end}"), Voice::Active);
        }
        add(format!("{prefix}{past}ه"), Voice::Participle);
        for end in PERFECT {
            add(format!("{prefix}{past}ه{end}"), Voice::Active);
        }
    }
}

/// «دارد» has no «می» of its own.
fn bare_present(stem: &str, out: &mut Vec<(String, Form)>) {
    for (prefix, negated) in [("", false), ("ن", true)] {
        let form = Form { voice: Voice::Active, negated };
        out.extend(PRESENT.iter().map(|end| (format!("{prefix}{stem}{end}"), form)));
    }
}

fn become_forms(voice: Voice, out: &mut Vec<(String, Form)>) {
    let mut found = Vec::new();
    regular("شد", "شو", &mut found);
    regular("گردید", "گرد", &mut found);
    found.push(("گشت".to_owned(), Form { voice, negated: false }));
    if voice == Voice::Passive {
        for (_, form) in &mut found {
            form.voice = voice;
        }
    }
    out.append(&mut found);
}

/// «گفته شد» and its like, behind a participle.
fn passive(participle: &str, out: &mut Vec<(String, Form)>) {
    let mut found = Vec::new();
    become_forms(Voice::Passive, &mut found);
    out.extend(found.into_iter().map(|(word, form)| (format!("{participle}{word}"), form)));
}

fn be_forms(out: &mut Vec<(String, Form)>) {
    let form = Form { voice: Voice::Active, negated: false };
    let words = ["است", "هست", "هستم", "هستیم", "هستند", "بود", "بودم", "بودیم", "بودند"];
    let endings = ["م", "یم", "ند", "اند", "ام", "ایم"];
    out.extend(words.iter().chain(&endings).map(|it| ((*it).to_owned(), form)));
    let denied = Form { voice: Voice::Active, negated: true };
    out.extend(["نیست", "نیستند", "نبود", "نبودند"].iter().map(|it| ((*it).to_owned(), denied)));
}
