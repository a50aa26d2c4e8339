//! The three digit sets of Persian news: Latin, Persian and Arabic-Indic.

/// Which digits the interface writes numbers with.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum DigitSet {
    /// ۰۱۲۳۴۵۶۷۸۹
    #[default]
    Persian,
    /// 0123456789
    Latin,
}

/// The value of a digit of any of the three sets.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        _ => None,
    }
}

/// `text` with its Latin digits written in `digits`.
pub fn localize_digits(text: &str, digits: DigitSet) -> String {
    match digits {
        DigitSet::Latin => text.to_owned(),
        DigitSet::Persian => text
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(value) => char::from_u32(u32::from('۰') + value).unwrap_or(c),
                None => c,
            })
            .collect(),
    }
}
