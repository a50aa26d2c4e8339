//! Persian verbs: their forms from their stems, and the tense from a form.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

use serde::Deserialize;

use super::JOINER;

/// When what a verb says happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Tense {
    /// گفت، شده است.
    Past,
    /// می‌شود، دارد: now or to come.
    Present,
    /// خواهد شد.
    Future,
    /// است: says nothing of when.
    Timeless,
}

/// Who does it, by the verb's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// Somebody does it.
    Active,
    /// It was done: «گفته شد».
    Passive,
    /// «گفته»: either, and sometimes no verb at all.
    Participle,
}

/// Whose verb it is, by its ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Person {
    /// «می‌گویم», «گفته‌ایم».
    First,
    /// «گفت», and «گفتید», which news does not have.
    One,
    /// «گفتند».
    Many,
}

/// What a form says beside the verb's meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// When it happens.
    pub tense: Tense,
    /// Who does it.
    pub voice: Voice,
    /// Whose verb it is.
    pub person: Person,
    /// True with «ن».
    pub negated: bool,
}

/// The two stems of a verb: گفت and گوی.
#[derive(Clone, Debug, Deserialize)]
struct VerbStems {
    past: String,
    /// Missing where no form is made of it.
    #[serde(default)]
    present: Option<String>,
}

/// How a light verb is inflected.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct LightVerb {
    /// The past stems of the verbs it stands for.
    stems: Vec<String>,
    /// True for «دارد», which has a present without «می».
    bare_present: bool,
    /// What stands before the forms of [`BECOME`] in the passive.
    passives: Vec<String>,
    /// Forms that follow no stem.
    words: Vec<(String, Tense, Person)>,
    negated_words: Vec<(String, Tense, Person)>,
}

/// `assets/language/verbs.ron`.
#[derive(Debug, Default, Deserialize)]
pub(super) struct VerbLexicon {
    past_endings: Vec<(String, Person)>,
    present_endings: Vec<(String, Person)>,
    perfect_endings: Vec<(String, Person)>,
    perfect_words: Vec<String>,
    stems: Vec<VerbStems>,
    light: BTreeMap<String, LightVerb>,
    present_words: Vec<String>,
    future_words: Vec<String>,
    timeless_words: Vec<String>,
    shapes: VerbShapes,
}

static VERBS: LazyLock<VerbLexicon> = LazyLock::new(|| VerbLexicon::bundled().unwrap_or_default());

static TENSES: LazyLock<TenseTable> = LazyLock::new(|| VERBS.tense_table());

/// The verb that makes the passive.
const BECOME: &str = "شد";

/// The forms of a verb that state something, in letters alone: of a light verb by its name in
/// `assets/language/verbs.ron`, else of the verb with this past stem. None for a verb that is not
/// there.
///
/// Subjunctive, imperative and future forms are left out on purpose: «اگر بگوید» states nothing.
pub fn verb_forms(verb: &str) -> Vec<(String, VerbForm)> {
    VERBS.forms(verb)
}

/// The tense that `word`, a run of letters, shows if it is a finite verb.
pub fn tense_of(word: &str) -> Option<Tense> {
    TENSES.words.get(word).copied()
}

/// The tense of the verb `word` after «می» or «نمی».
pub fn tense_after_mi(word: &str) -> Tense {
    if TENSES.past.contains(word) { Tense::Past } else { Tense::Present }
}

/// True for a participle: «شده».
pub fn is_participle(word: &str) -> bool {
    TENSES.participles.contains(word)
}

/// True for what makes a perfect of the participle in front of it: «شده اند».
pub fn completes_perfect(word: &str) -> bool {
    tense_of(word) == Some(Tense::Timeless) || VERBS.perfect_words.iter().any(|it| it == word)
}

/// True for a word, joiners included, that has the shape of a finite verb, whatever its stem:
/// «می‌گوید», «گفته‌اند», «ببریم», «میگیرد».
pub fn looks_finite(word: &str) -> bool {
    VERBS.shapes.fits(word)
}

/// Shapes of finite verbs whose stem is not looked up.
#[derive(Debug, Default, Deserialize)]
struct VerbShapes {
    /// After a joiner: «گفته‌اند».
    joined_perfects: Vec<String>,
    /// Of «ببریم», which is long enough not to be a noun.
    subjunctive_endings: Vec<String>,
    /// Of «میگیرد», as hurried typing has it.
    imperfect_endings: Vec<String>,
    /// «نیرومند» is no verb.
    not_endings: Vec<String>,
}

/// Letters that a subjunctive has at least, and the stem after a joined «می» with its ending.
const LETTERS_OF_SUBJUNCTIVE: usize = 5;
const LETTERS_OF_IMPERFECT: usize = 3;

impl VerbShapes {
    fn fits(&self, word: &str) -> bool {
        let unjoined = word.strip_prefix('ن').unwrap_or(word);
        let imperfect = unjoined.strip_prefix("می").is_some_and(|it| it.starts_with(JOINER));
        imperfect || self.is_perfect(word) || self.is_subjunctive(word) || self.is_imperfect(word)
    }

    fn is_perfect(&self, word: &str) -> bool {
        let ends =
            |it: &String| word.strip_suffix(it.as_str()).is_some_and(|it| it.ends_with(JOINER));
        self.joined_perfects.iter().any(ends)
    }

    fn is_subjunctive(&self, word: &str) -> bool {
        let long = word.starts_with('ب') && word.chars().count() >= LETTERS_OF_SUBJUNCTIVE;
        long && self.ends_as(word, &self.subjunctive_endings)
    }

    fn is_imperfect(&self, word: &str) -> bool {
        let stem = word.strip_prefix('ن').unwrap_or(word).strip_prefix("می");
        let long = stem.is_some_and(|it| it.chars().count() >= LETTERS_OF_IMPERFECT);
        long && self.ends_as(word, &self.imperfect_endings)
    }

    fn ends_as(&self, word: &str, endings: &[String]) -> bool {
        let ends = |list: &[String]| list.iter().any(|it| word.ends_with(it.as_str()));
        ends(endings) && !ends(&self.not_endings)
    }
}

/// What finite verbs show by themselves.
#[derive(Debug, Default)]
struct TenseTable {
    words: HashMap<String, Tense>,
    /// Past forms without a prefix.
    past: HashSet<String>,
    participles: HashSet<String>,
}

impl VerbLexicon {
    /// The one that the program brings along.
    pub(super) fn bundled() -> Result<Self, ron::error::SpannedError> {
        ron::from_str(include_str!("../../assets/language/verbs.ron"))
    }

    fn forms(&self, verb: &str) -> Vec<(String, VerbForm)> {
        if let Some(light) = self.light.get(verb) {
            return self.light_forms(light);
        }
        let Some(stems) = self.stems_of(verb) else { return Vec::new() };
        let mut forms = self.inflected(stems);
        forms.append(&mut self.passive(&format!("{verb}ه")));
        forms
    }

    fn light_forms(&self, light: &LightVerb) -> Vec<(String, VerbForm)> {
        let mut forms = Vec::new();
        for stems in light.stems.iter().filter_map(|it| self.stems_of(it)) {
            forms.append(&mut self.inflected(stems));
            if light.bare_present {
                forms.append(&mut self.bare_present(stems));
            }
        }
        for before in &light.passives {
            forms.append(&mut self.passive(before));
        }
        for (words, negated) in [(&light.words, false), (&light.negated_words, true)] {
            let form = |(word, tense, person): &(String, Tense, Person)| {
                (word.clone(), active(*person, *tense, negated))
            };
            forms.extend(words.iter().map(form));
        }
        forms
    }

    fn stems_of(&self, past: &str) -> Option<&VerbStems> {
        self.stems.iter().find(|it| it.past == past)
    }

    fn inflected(&self, stems: &VerbStems) -> Vec<(String, VerbForm)> {
        let past = &stems.past;
        let mut out = Vec::new();
        for (prefix, negated) in [("", false), ("ن", true)] {
            let past_form = |person: Person| active(person, Tense::Past, negated);
            for (end, person) in &self.past_endings {
                out.push((format!("{prefix}{past}{end}"), past_form(*person)));
                out.push((format!("{prefix}می{past}{end}"), past_form(*person)));
            }
            if let Some(present) = &stems.present {
                for (end, person) in &self.present_endings {
                    let form = active(*person, Tense::Present, negated);
                    out.push((format!("{prefix}می{present}{end}"), form));
                }
            }
            let participle = VerbForm { voice: Voice::Participle, ..past_form(Person::One) };
            out.push((format!("{prefix}{past}ه"), participle));
            for (end, person) in &self.perfect_endings {
                out.push((format!("{prefix}{past}ه{end}"), past_form(*person)));
            }
        }
        out
    }

    /// «دارد» has no «می» of its own.
    fn bare_present(&self, stems: &VerbStems) -> Vec<(String, VerbForm)> {
        let mut out = Vec::new();
        for (prefix, negated) in [("", false), ("ن", true)] {
            if let Some(present) = &stems.present {
                for (end, person) in &self.present_endings {
                    let form = active(*person, Tense::Present, negated);
                    out.push((format!("{prefix}{present}{end}"), form));
                }
            }
        }
        out
    }

    /// «گفته شد» and its like, after a participle or a noun; a participle stays one: «گفته شده».
    fn passive(&self, before: &str) -> Vec<(String, VerbForm)> {
        let passive = |form: VerbForm| match form.voice {
            Voice::Active => VerbForm { voice: Voice::Passive, ..form },
            Voice::Passive | Voice::Participle => form,
        };
        let become_forms = self.light.get(BECOME).map(|it| self.light_forms(it));
        become_forms
            .unwrap_or_default()
            .into_iter()
            .map(|(word, form)| (format!("{before}{word}"), passive(form)))
            .collect()
    }

    /// Where a word could be read in two ways, the one that is entered first counts.
    fn tense_table(&self) -> TenseTable {
        let mut table = TenseTable::default();
        for (words, tense) in
            [(&self.future_words, Tense::Future), (&self.timeless_words, Tense::Timeless)]
        {
            for word in words {
                table.enter(word.clone(), tense);
            }
        }
        let past: Vec<String> =
            self.stems.iter().flat_map(|it| self.past_forms(&it.past)).collect();
        for VerbStems { past, .. } in &self.stems {
            table.participles.extend([format!("{past}ه"), format!("ن{past}ه")]);
        }
        let affixed: [(&[&str], &[String], Tense); 4] = [
            (&["می", "نمی"], &past, Tense::Past),
            (&["می", "نمی"], &self.present_words, Tense::Present),
            (&["", "ن"], &past, Tense::Past),
            (&["", "ب", "ن"], &self.present_words, Tense::Present),
        ];
        for (prefixes, words, tense) in affixed {
            for word in words {
                for prefix in prefixes {
                    table.enter(format!("{prefix}{word}"), tense);
                }
            }
        }
        table.past = past.into_iter().collect();
        table
    }

    fn past_forms<'a>(&'a self, past: &'a str) -> impl Iterator<Item = String> + 'a {
        self.past_endings.iter().map(move |(end, _)| format!("{past}{end}"))
    }
}

impl TenseTable {
    fn enter(&mut self, word: String, tense: Tense) {
        self.words.entry(word).or_insert(tense);
    }
}

fn active(person: Person, tense: Tense, negated: bool) -> VerbForm {
    VerbForm { tense, voice: Voice::Active, person, negated }
}
