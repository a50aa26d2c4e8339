//! Values of an option that a shell completes, although more is understood or said than their list.

use std::ffi::OsStr;

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, TypedValueParser},
};

/// Reads an option's value as a function does, and lists values for completions.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListedValues<T> {
    /// Reads one.
    pub(super) parse: fn(&str) -> Result<T, String>,
    /// What can be written.
    pub(super) values: fn() -> Vec<&'static str>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for ListedValues<T> {
    type Value = T;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<T, Error> {
        self.parse.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.values)().into_iter().map(PossibleValue::new)))
    }
}
