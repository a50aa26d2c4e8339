//! The parts of the guide that the window leads to.

/// A part of the guide. In its text it begins at an anchor, which is the same in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GuidePart {
    /// Ways to an article.
    Begin,
    /// A first article, step by step.
    FirstArticle,
    /// What is seen on the page.
    Page,
    /// Deciding on suggestions.
    Suggestions,
    /// Values of dates.
    Dates,
    /// The publication date.
    Publication,
    /// Claims and their links.
    Claims,
    /// The same words elsewhere in the article.
    Occurrences,
    /// A folder of articles.
    Folder,
    /// Words in every article.
    Concordance,
    /// What may be wrong.
    Issues,
    /// Labels of one's own.
    Schema,
    /// Deciding on several analysts' work.
    Comparing,
    /// Who is where, and how far analysts agree.
    Team,
    /// Figures and reports.
    Figures,
    /// Exporting a dataset.
    Export,
    /// Importing one.
    Import,
    /// What may happen to files.
    Files,
    /// Pasted text.
    Paste,
    /// Earlier versions.
    Versions,
    /// Settings.
    Settings,
    /// Keys.
    Keys,
}

impl GuidePart {
    /// Every part, in reading order.
    pub const ALL: &[Self] = &[
        Self::Begin,
        Self::FirstArticle,
        Self::Page,
        Self::Suggestions,
        Self::Dates,
        Self::Publication,
        Self::Claims,
        Self::Occurrences,
        Self::Folder,
        Self::Concordance,
        Self::Issues,
        Self::Schema,
        Self::Comparing,
        Self::Team,
        Self::Figures,
        Self::Export,
        Self::Import,
        Self::Files,
        Self::Paste,
        Self::Versions,
        Self::Settings,
        Self::Keys,
    ];

    /// Where it begins in the text: `<a id="…"></a>`.
    pub fn anchor(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::FirstArticle => "steps",
            Self::Page => "page",
            Self::Suggestions => "suggestions",
            Self::Dates => "dates",
            Self::Publication => "publication",
            Self::Claims => "claims",
            Self::Occurrences => "occurrences",
            Self::Folder => "folder",
            Self::Concordance => "concordance",
            Self::Issues => "issues",
            Self::Schema => "schema",
            Self::Comparing => "comparing",
            Self::Team => "team",
            Self::Figures => "figures",
            Self::Export => "export",
            Self::Import => "import",
            Self::Files => "files",
            Self::Paste => "paste",
            Self::Versions => "versions",
            Self::Settings => "settings",
            Self::Keys => "keys",
        }
    }

    /// The part before or after it.
    pub fn beside(self, step: isize) -> Option<Self> {
        let at = Self::ALL.iter().position(|it| *it == self)?;
        Self::ALL.get(at.checked_add_signed(step)?).copied()
    }
}
