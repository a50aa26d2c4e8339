//! The one renderer: the words of a language, with its digits, read from `assets/lang/*.ftl`.

use std::{borrow::Cow, path::Path, sync::OnceLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;
use unicode_bidi::{BidiClass, bidi_class};

use super::{Argument, Message, Worded};
use crate::{
    language::{DigitSet, digit_value, localize_digits},
    model::schema::LocalizedText,
    text::{Language, outside_isolates},
    timex::{Description, describe, weekday_name},
};

/// The words of one language.
pub struct Strings {
    language: Language,
    digits: DigitSet,
    medium: Medium,
    bundle: FluentBundle<FluentResource>,
}

/// What the words are read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Medium {
    /// The window, which sets values apart from the words around them.
    Window,
    /// A page or a picture. Its sentences hold numbers alone, which keep their order.
    Report,
    /// A terminal, which would show the marks that set apart, and where keys are typed.
    Terminal,
}

impl Strings {
    /// The words of `language`, numbers in `digits`.
    pub fn new(language: Language, digits: DigitSet) -> Self {
        let (code, source) = match language {
            Language::Persian => ("fa", include_str!("../../assets/lang/fa.ftl")),
            Language::English => ("en", include_str!("../../assets/lang/en.ftl")),
        };
        let locale: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Our text is laid out by paragraph direction, and values are isolated where they are made.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match digits {
            DigitSet::Latin => in_latin_digits,
            DigitSet::Persian => in_persian_digits,
        }));
        let mut words = Self { language, digits, medium: Medium::Window, bundle };
        words.read(source);
        words
    }

    fn read(&mut self, source: &str) {
        // A damaged line is left out by the reader; a test holds the files to be whole.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(rest, _)| rest);
        self.bundle.add_resource_overriding(resource);
    }

    /// The words of a language whatever is in use, for looking things up.
    pub fn of(language: Language) -> &'static Self {
        static PERSIAN: OnceLock<Strings> = OnceLock::new();
        static ENGLISH: OnceLock<Strings> = OnceLock::new();
        let words = match language {
            Language::Persian => &PERSIAN,
            Language::English => &ENGLISH,
        };
        words.get_or_init(|| Self::new(language, DigitSet::Latin))
    }

    /// The words that the terminal prints: English, whatever the window speaks.
    pub fn of_terminal() -> &'static Self {
        static TERMINAL: OnceLock<Strings> = OnceLock::new();
        TERMINAL.get_or_init(|| {
            let mut words = Self::new(Language::English, DigitSet::Latin);
            words.medium = Medium::Terminal;
            words.read(include_str!("../../assets/lang/terminal.ftl"));
            words
        })
    }

    /// The words of reports and figures in `language`, with its own digits.
    pub fn of_reports(language: Language) -> &'static Self {
        static PERSIAN: OnceLock<Strings> = OnceLock::new();
        static ENGLISH: OnceLock<Strings> = OnceLock::new();
        let (words, digits) = match language {
            Language::Persian => (&PERSIAN, DigitSet::Persian),
            Language::English => (&ENGLISH, DigitSet::Latin),
        };
        words.get_or_init(|| Self { medium: Medium::Report, ..Self::new(language, digits) })
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The digits numbers are written in.
    pub fn digits(&self) -> DigitSet {
        self.digits
    }

    /// True when there are words for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words for `key`; the key itself where there are none.
    pub fn get(&self, key: &str) -> String {
        self.format(key, None).into_owned()
    }

    /// The words for `key` about some values.
    pub fn with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            match count_of(value) {
                Some(count) => arguments.set(*name, count),
                None => arguments.set(*name, self.in_order(value)),
            }
        }
        self.format(key, Some(&arguments)).into_owned()
    }

    /// What `it` says, in words.
    pub fn words_of(&self, said: &(impl Worded + ?Sized)) -> String {
        self.write(&said.message())
    }

    /// A sentence in words.
    pub fn write(&self, message: &Message) -> String {
        let mut arguments = FluentArgs::new();
        for (name, it) in message.arguments() {
            match it {
                Argument::Number(number) => arguments.set(*name, *number),
                Argument::Text(text) => arguments.set(*name, self.apart(text)),
                Argument::Path(path) => {
                    arguments.set(*name, self.path(path));
                }
                Argument::Message(message) => arguments.set(*name, self.write(message)),
                Argument::Title { key, title } => {
                    arguments.set(*name, self.title(key, title.as_ref()));
                }
                Argument::Value(value) => arguments.set(*name, self.apart(&self.value(value))),
                Argument::Weekday(day) => {
                    arguments.set(*name, self.apart(weekday_name(*day, self.language)));
                }
            }
        }
        self.format(message.key(), Some(&arguments)).into_owned()
    }

    /// A path. In the window a long one is shortened in the middle, and any may be broken after its
    /// separators.
    fn path(&self, path: &Path) -> String {
        let path = path.display().to_string();
        match self.medium {
            Medium::Window => isolated(&breakable(&shortened(&path))),
            Medium::Report | Medium::Terminal => path,
        }
    }

    fn title(&self, key: &str, title: Option<&LocalizedText>) -> String {
        match (self.medium, title) {
            (Medium::Terminal, _) => format!("{key:?}"),
            (_, Some(title)) => self.apart(title.in_language(self.language.code())),
            (_, None) => self.apart(key),
        }
    }

    /// A TIMEX3 value in both calendars, with its weekday.
    pub fn value(&self, value: &str) -> String {
        if self.medium == Medium::Terminal {
            return value.to_owned();
        }
        let Description { jalali, gregorian, weekday } = describe(value, self.language);
        let mut parts: Vec<String> = Vec::new();
        parts.extend(weekday);
        if !jalali.is_empty() && jalali != gregorian {
            parts.push(self.apart(&jalali));
        }
        parts.push(self.apart(&gregorian));
        localize_digits(&parts.join(" · "), self.digits)
    }

    fn apart(&self, value: &str) -> String {
        match self.medium {
            Medium::Window => isolated(value),
            Medium::Report | Medium::Terminal => value.to_owned(),
        }
    }

    /// A value of a sentence in the window: in a Persian one set apart where it has letters that run from left to
    /// right and are not set apart yet. An English sentence begins with its own words.
    fn in_order<'a>(&self, value: &'a str) -> Cow<'a, str> {
        let is_persian = (self.medium, self.language) == (Medium::Window, Language::Persian);
        if is_persian && runs_left_to_right(value) { isolated(value).into() } else { value.into() }
    }

    /// The words for `key` about a number called `n`.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.with(key, &[("n", &self.number(n))])
    }

    /// A number in the digits in use.
    pub fn number(&self, n: usize) -> String {
        localize_digits(&n.to_string(), self.digits)
    }

    fn format<'a>(&'a self, key: &'a str, arguments: Option<&'a FluentArgs<'_>>) -> Cow<'a, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|it| it.value()) else {
            return Cow::Borrowed(key);
        };
        let mut errors = Vec::new();
        Cow::Owned(self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned())
    }
}

/// A value that is a number, in any digits: words that count things take it in the singular or not.
fn count_of(value: &str) -> Option<u32> {
    const MOST_DIGITS: usize = 9;
    let len = value.chars().take(MOST_DIGITS + 1).count();
    let first = value.chars().next().and_then(digit_value)?;
    let is_number = len <= MOST_DIGITS && (len == 1 || first != 0);
    let step = |number: u32, digit| Some(number * 10 + digit_value(digit)?);
    if is_number { value.chars().try_fold(0, step) } else { None }
}

fn in_latin_digits<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    written(value, DigitSet::Latin)
}

fn in_persian_digits<M>(value: &FluentValue<'_>, _memoizer: &M) -> Option<String> {
    written(value, DigitSet::Persian)
}

fn written(value: &FluentValue<'_>, digits: DigitSet) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(localize_digits(&number.as_string(), digits)),
        _ => None,
    }
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Strings").field("language", &self.language).finish_non_exhaustive()
    }
}

/// The longest path that is shown whole, in code points.
const LONGEST_PATH: usize = 48;
/// Names kept at either end of a path: the root, or the drive, then the first folder; and the last folder and
/// the file.
const KEPT: usize = 2;

/// A path of which as many folders before the last two names are left out as it takes.
fn shortened(path: &str) -> String {
    let names: Vec<&str> = path.split(std::path::MAIN_SEPARATOR).collect();
    let long = |it: &str| it.chars().count() > LONGEST_PATH;
    let mut cut = 0;
    loop {
        let from = KEPT.min(names.len());
        let rest = names.get(from + cut..).unwrap_or_default();
        let head = names.get(..from).unwrap_or_default();
        let all = if cut == 0 {
            path.to_owned()
        } else {
            let parts: Vec<&str> =
                head.iter().copied().chain(["…"]).chain(rest.iter().copied()).collect();
            parts.join(std::path::MAIN_SEPARATOR_STR)
        };
        if !long(&all) || rest.len() <= KEPT {
            return all;
        }
        cut += 1;
    }
}

/// The same with a place to break a line after each separator.
fn breakable(path: &str) -> String {
    const BREAK: &str = "\u{200B}";
    let separator = std::path::MAIN_SEPARATOR_STR;
    path.replace(separator, &format!("{separator}{BREAK}"))
}

/// True where `value` has letters outside of isolates that run from left to right.
fn runs_left_to_right(value: &str) -> bool {
    let is_latin = |it: char| it.is_alphabetic() && bidi_class(it) == BidiClass::L;
    outside_isolates(value).any(is_latin)
}

/// `value` set apart from the words around it, so that it keeps its own order (UAX #9, isolates).
pub fn isolated(value: &str) -> String {
    format!("\u{2068}{value}\u{2069}")
}
