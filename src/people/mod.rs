//! Who speaks in the articles of a folder: what claimants are called, and what each of them says.
//!
//! A [`PeopleRegister`] is what was decided about names, kept in `people.ron`; a [`PeopleDirectory`] is
//! everybody who speaks in some documents, named by the register and by what analysts wrote. Nothing here
//! changes a document: an article keeps its own words.

mod directory;
mod register;
mod wording;

pub use directory::{PeopleDirectory, Person, PersonAlias, Statement, StatementDate};
pub use register::{
    PeopleEdit, PeopleFault, PeopleRefusal, PeopleRegister, RegisterError, RegisteredPerson,
};
