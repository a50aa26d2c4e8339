//! The languages that people read the program's words in.

/// A language of the window, of reports and of values in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// فارسی. The default, because the articles are in Persian.
    #[default]
    Persian,
    /// English.
    English,
}

impl Language {
    /// Every language.
    pub const ALL: &[Self] = &[Self::Persian, Self::English];

    /// Its code (BCP 47), as in `assets/lang` and in the titles of schemas.
    pub fn code(self) -> &'static str {
        match self {
            Self::Persian => "fa",
            Self::English => "en",
        }
    }

    /// True for right to left.
    pub fn is_rtl(self) -> bool {
        match self {
            Self::Persian => true,
            Self::English => false,
        }
    }
}
