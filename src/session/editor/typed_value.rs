//! What is typed into the field of an attribute, as the value it stands for.

use crate::{
    model::schema::{Attribute, ValueKind},
    recognize::{Context, date::read_typed},
    timex::Value,
};

/// The value that was typed; `None` where it is none that the attribute takes.
pub fn read_typed_value(attribute: &Attribute, typed: &str, context: &Context) -> Option<String> {
    match attribute.values {
        ValueKind::Date if typed.is_empty() => Some(String::new()),
        ValueKind::Date if Value::parse(typed).is_some() => Some(typed.to_owned()),
        ValueKind::Date => read_typed(typed, context).map(|it| it.value),
        ValueKind::Number => {
            let plain: String = typed.chars().map(plain_digit).collect();
            let number = plain.parse::<f64>().is_ok_and(f64::is_finite);
            (typed.is_empty() || number).then_some(plain)
        }
        ValueKind::Link => {
            let is_address = typed.is_empty()
                || !typed.contains(char::is_whitespace) && typed.contains(['.', ':', '/']);
            is_address.then(|| typed.to_owned())
        }
        ValueKind::Text | ValueKind::Choice(_) | ValueKind::YesNo => Some(typed.to_owned()),
    }
}

/// A digit of any set as a Latin one; the sign between whole and parts as a point.
fn plain_digit(c: char) -> char {
    let digit = crate::language::digit_value(c).and_then(|it| char::from_digit(it, 10));
    digit.unwrap_or(if c == '٫' { '.' } else { c })
}
