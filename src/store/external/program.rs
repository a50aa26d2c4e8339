//! A recognizer of the user's own, as the user's settings name it.

use std::{collections::BTreeMap, path::Path};

use serde::{Deserialize, Serialize};

/// A program that finds what is to be suggested.
///
/// Only the settings of the user name one: a folder, an annotation file, a schema or an option of the
/// terminal would make opening somebody else's articles run somebody else's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExternalProgram {
    /// What it is called, in the window and in what is accepted of it.
    pub name: String,
    /// The program and its arguments; no shell reads them.
    pub command: Vec<String>,
    /// By the label it gives, the label of the schema; what is not here keeps its own.
    pub labels: BTreeMap<String, String>,
    /// How long it may take for an article, in seconds.
    pub seconds: u32,
    /// Whether it is asked.
    pub on: bool,
    /// Whether it is sent what was done in finished articles.
    pub learns: bool,
    /// The command that the user has agreed to; another one is asked about again.
    pub agreed: Vec<String>,
}

impl Default for ExternalProgram {
    fn default() -> Self {
        Self {
            name: String::new(),
            command: Vec::new(),
            labels: BTreeMap::new(),
            seconds: 20,
            on: true,
            learns: false,
            agreed: Vec::new(),
        }
    }
}

/// The longest name, in characters.
const LONGEST_NAME: usize = 40;
/// The longest time for an article: a day, in seconds.
const LONGEST_WAIT: u32 = 86_400;

impl ExternalProgram {
    /// What annotations that were accepted of any program have in their origin, before its name.
    pub const RULE: &str = "external:";

    /// The rule by which everything it finds is known.
    pub fn rule(&self) -> String {
        format!("{}{}", Self::RULE, self.name)
    }

    /// The name of the program whose rule this is.
    pub fn name_in(rule: &str) -> Option<&str> {
        rule.strip_prefix(Self::RULE)
    }

    /// True once the user has agreed to just this command.
    pub fn is_agreed(&self) -> bool {
        !self.command.is_empty() && self.agreed == self.command
    }

    /// The command as somebody would type it: what is not plain stands in quotation marks.
    pub fn command_line(&self) -> String {
        let is_plain = |it: &str| {
            let is_plain = |c: char| c.is_alphanumeric() || "/\\._-:=+,@%".contains(c);
            !it.is_empty() && it.chars().all(is_plain)
        };
        let word = |it: &String| if is_plain(it) { it.clone() } else { format!("{it:?}") };
        self.command.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// How long it may take, in seconds, whatever the settings say.
    pub(super) fn patience(&self) -> u32 {
        self.seconds.clamp(1, LONGEST_WAIT)
    }

    /// True for a name that can stand in an annotation file.
    pub(super) fn is_well_named(&self) -> bool {
        let is_plain = |c: char| !c.is_control() && c != ':';
        let length = self.name.chars().count();
        (1..=LONGEST_NAME).contains(&length)
            && self.name.trim() == self.name
            && self.name.chars().all(is_plain)
    }

    /// True where the program is named in a way that means another one in another folder.
    pub(super) fn is_relative(&self) -> bool {
        let program = self.command.first().map(Path::new);
        program.is_some_and(|it| it.components().count() > 1 && !it.is_absolute())
    }
}
