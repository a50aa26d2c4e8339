//! Findings in words of the terminal.

use std::fmt;

use super::{Code, Finding};
use crate::{text::Language, timex::weekday_name};

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { said, against, .. } = self;
        let day =
            |number: &str| number.parse().map_or("", |it| weekday_name(it, Language::English));
        match self.code {
            Code::PairDisagrees => {
                write!(f, "the pair disagrees: {said} here, {against} there; look which is right")
            }
            Code::ImpossibleDate => write!(f, "there is no such day: {said}; mend its value"),
            Code::OtherWeekday => {
                write!(f, "the words say {}, the value is a {}", day(said), day(against))
            }
            Code::AfterPublication => {
                write!(f, "{said} is after publication ({against}) but told in the past")
            }
            Code::UnresolvedDate => {
                write!(f, "no value yet; set the publication date or type the value")
            }
            Code::EndsBeforeBegin => write!(f, "it begins {said} and ends {against}"),
            Code::NoPublicationDay => {
                write!(f, "published: {said:?} is no date; write it as 2021-12-31")
            }
            Code::StartsWithThat => write!(f, "it starts with «که», which stays outside"),
            Code::StartsWithMark => write!(f, "it starts with a mark, which stays outside"),
            Code::EndsWithMark => write!(f, "it ends with a mark, which stays outside"),
            Code::InQuotationMarks => write!(f, "the marks «» around it stay outside"),
            Code::MissingLink => write!(f, "there is no {said:?} to it"),
            Code::UnlinkedDate => write!(f, "the date is in a claim and not linked to it"),
            Code::InsideWord => write!(f, "an edge is inside the word «{said}»"),
            Code::SplitCharacter => write!(f, "an edge splits a letter from its marks"),
            Code::Twice => write!(f, "the same words have the label {said:?} twice"),
            Code::OtherLabelElsewhere => {
                write!(f, "tagged {said:?} here; the same words are {against:?} elsewhere")
            }
            Code::MissingAttribute => write!(f, "{said:?} is missing"),
            Code::UnknownLabel => write!(f, "the schema has no label {said:?}"),
            Code::UnknownAttribute => write!(f, "its label has no attribute {said:?}"),
            Code::WrongValue => write!(f, "{said:?} cannot be {against:?}"),
            Code::UnknownLink => write!(f, "the schema has no relation {said:?}"),
            Code::WrongEnds => write!(f, "{said:?} does not lead that way: {against}"),
        }
    }
}
