//! Numbers of a fixed width.

/// Exactly `digits` ASCII digits.
pub(super) fn number(text: &str, digits: usize) -> Option<i32> {
    let plain = text.len() == digits && text.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}
