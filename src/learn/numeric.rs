//! Logarithm, exponential and log odds by plain arithmetic.
//!
//! Those of the standard library are the system's and differ in the last bit from one to the next;
//! what is learned has to be the same on every machine. IEEE 754 fixes the results of `+ - * /` and
//! the square root.

use std::f64::consts::{LN_2, SQRT_2};

/// Log odds beyond this are as good as certain; kept finite so that evidence can still move them.
const CERTAIN: f64 = 9.0;

/// `e` to the power of `x`, within 1e-14 of it.
pub(super) fn exp(x: f64) -> f64 {
    // Beyond these the result is no normal number.
    let x = x.clamp(-700.0, 700.0);
    let twos = (x / LN_2).round();
    let rest = x - twos * LN_2;
    // The series 1 + r(1 + r/2(1 + r/3(…))): |r| is at most .35, so that 13 terms are enough.
    let series = (1..=13).rev().fold(1.0, |sum, n| 1.0 + sum * rest / f64::from(n));
    series * power_of_two(twos)
}

/// The natural logarithm of a positive, normal number.
pub(super) fn ln(x: f64) -> f64 {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = x.max(f64::MIN_POSITIVE).to_bits();
    let mut exponent = f64::from(u16::try_from(bits >> 52 & 0x7FF).unwrap_or_default()) - 1023.0;
    let mut fraction = f64::from_bits(bits & MANTISSA | 1023 << 52);
    if fraction > SQRT_2 {
        fraction /= 2.0;
        exponent += 1.0;
    }
    // ln m = 2 artanh((m - 1) / (m + 1)) = 2 (s + s³/3 + s⁵/5 + …), with s below .18.
    let s = (fraction - 1.0) / (fraction + 1.0);
    let series = (0..=10).rev().fold(0.0, |sum, n| sum * s * s + 1.0 / f64::from(2 * n + 1));
    exponent * LN_2 + 2.0 * s * series
}

/// How likely something with these log odds is.
pub(super) fn probability(log_odds: f64) -> f64 {
    1.0 / (1.0 + exp(-log_odds))
}

/// The log odds of a probability, within bounds.
pub(super) fn log_odds(probability: f64) -> f64 {
    let probability = probability.clamp(1e-9, 1.0 - 1e-9);
    ln(probability / (1.0 - probability)).clamp(-CERTAIN, CERTAIN)
}

#[expect(clippy::cast_possible_truncation, reason = "at most 1,011, as `exp` calls it")]
fn power_of_two(exponent: f64) -> f64 {
    let biased = u64::try_from(exponent as i64 + 1023).unwrap_or_default();
    f64::from_bits(biased << 52)
}

#[cfg(test)]
mod tests {
    use super::{exp, ln, log_odds, probability};

    #[test]
    fn they_are_what_the_system_has() {
        for step in -4000..4000 {
            let x = f64::from(step) / 100.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-12, "exp({x})");
            let y = x.abs() + 0.001;
            assert!((ln(y) - y.ln()).abs() < 1e-12, "ln({y})");
        }
        assert!((probability(log_odds(0.3)) - 0.3).abs() < 1e-12);
    }
}
