//! What the standard schema calls what the program itself speaks of. A folder's own schema may have other
//! names for it: [`Schema::label_now`](super::Schema::label_now) says which.

/// The label of claims.
pub const CLAIM: &str = "claim";
/// The label of dates.
pub const DATE: &str = "date";
/// The label of who makes a claim, and the relation that leads to them.
pub const CLAIMANT: &str = "claimant";
/// The label of the words that report, and the relation that leads to them.
pub const CUE: &str = "cue";
/// Every label of these.
pub const LABELS: [&str; 4] = [CLAIM, DATE, CLAIMANT, CUE];

/// The relation from a claim to the one it stands in.
pub const NESTED_IN: &str = "nested_in";
/// The relation from a claim to when it speaks of.
pub const ABOUT: &str = "about";
/// Every relation of these.
pub const RELATIONS: [&str; 4] = [CLAIMANT, CUE, NESTED_IN, ABOUT];

/// The attribute in which the analyst says who makes a claim.
pub const CLAIMANT_NAME: &str = "claimant_name";
/// The attribute with the TIMEX3 value of a date.
pub const VALUE: &str = "value";
/// The attribute with the same in the calendar of the text.
pub const NATIVE: &str = "native";
/// The attribute that says which calendar that is.
pub const CALENDAR: &str = "calendar";
/// The attribute that says which rule found a tag, or gave a date its value.
pub const RULE: &str = "rule";
