//! Lengths of time, as TIMEX3 reads and writes them.

use std::fmt;

use serde::Deserialize;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
pub enum Unit {
    /// `S`, after `T`.
    Second,
    /// `M`, after `T`.
    Minute,
    /// `H`, after `T`.
    Hour,
    /// `D`.
    Day,
    /// `W`.
    Week,
    /// `M`.
    Month,
    /// `Y`.
    Year,
    /// `DE`.
    Decade,
    /// `CE`.
    Century,
}

/// The units a duration may hold before the `T`. Those of two letters come first: a decade begins
/// with the letter of a day.
const DATE_UNITS: [Unit; 6] =
    [Unit::Decade, Unit::Century, Unit::Year, Unit::Month, Unit::Week, Unit::Day];
/// The units it may hold after the `T`.
const CLOCK_UNITS: [Unit; 3] = [Unit::Hour, Unit::Minute, Unit::Second];

/// How many of a unit: a number with one decimal, or not known (`X`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In tenths.
    Tenths(u32),
    /// چند.
    Unknown,
}

/// A length of time: at most three parts, the longest unit first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The amount of the longer unit.
    pub first: (Amount, Unit),
    /// The amount of the shorter one: «یک ساعت و ۲۰ دقیقه».
    pub second: Option<(Amount, Unit)>,
    /// The amount of one shorter still: «یک سال و شش ماه و ده روز»; only after a second.
    pub third: Option<(Amount, Unit)>,
}

impl Unit {
    /// Its letters in a TIMEX3 duration.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Second => "S",
            Self::Minute | Self::Month => "M",
            Self::Hour => "H",
            Self::Day => "D",
            Self::Week => "W",
            Self::Year => "Y",
            Self::Decade => "DE",
            Self::Century => "CE",
        }
    }

    /// True for what stands after the `T`.
    pub fn is_of_clock(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// How many of the next smaller unit make one, where that is exact.
    fn parts(self) -> Option<(u32, Self)> {
        match self {
            Self::Minute => Some((60, Self::Second)),
            Self::Hour => Some((60, Self::Minute)),
            Self::Day => Some((24, Self::Hour)),
            Self::Year => Some((12, Self::Month)),
            Self::Decade => Some((10, Self::Year)),
            Self::Century => Some((100, Self::Year)),
            Self::Second | Self::Week | Self::Month => None,
        }
    }
}

impl Length {
    /// `count` of `unit`.
    pub fn of(count: u32, unit: Unit) -> Self {
        Self::of_tenths(count.saturating_mul(10), unit)
    }

    /// An unknown number of `unit`.
    pub fn some(unit: Unit) -> Self {
        Self { first: (Amount::Unknown, unit), second: None, third: None }
    }

    /// A number of `unit` in tenths; a broken number is reported in the next smaller unit where that
    /// is exact: a year and a half is 18 months, two hours and a half are two hours 30 minutes.
    pub fn of_tenths(tenths: u32, unit: Unit) -> Self {
        let whole = Self { first: (Amount::Tenths(tenths), unit), second: None, third: None };
        if tenths.is_multiple_of(10) {
            return whole;
        }
        match unit.parts() {
            Some((parts, smaller)) if unit == Unit::Hour && tenths > 10 => Self {
                first: (Amount::Tenths(tenths / 10 * 10), unit),
                second: Some((Amount::Tenths(tenths % 10 * parts), smaller)),
                third: None,
            },
            Some((parts, smaller)) if tenths.saturating_mul(parts).is_multiple_of(10) => Self {
                first: (Amount::Tenths(tenths.saturating_mul(parts)), smaller),
                second: None,
                third: None,
            },
            _ => whole,
        }
    }

    /// Reads `P3M`, `PT2H30M`, `P1.5M`, `PXD`.
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.strip_prefix('P')?;
        let (date, clock) = value.split_once('T').unwrap_or((value, ""));
        let mut parts = Vec::new();
        for (text, units) in [(date, &DATE_UNITS[..]), (clock, &CLOCK_UNITS[..])] {
            let mut rest = text;
            while !rest.is_empty() {
                let at = rest.find(|c: char| c.is_ascii_uppercase() && c != 'X')?;
                let (count, after) = rest.split_at_checked(at)?;
                let unit = units.iter().find(|it| after.starts_with(it.letters()))?;
                rest = after.get(unit.letters().len()..)?;
                parts.push((read_amount(count)?, *unit));
            }
        }
        match *parts.as_slice() {
            [first] => Some(Self { first, second: None, third: None }),
            [first, second] => Some(Self { first, second: Some(second), third: None }),
            [first, second, third] => {
                Some(Self { first, second: Some(second), third: Some(third) })
            }
            _ => None,
        }
    }

    /// Its parts, the longest unit first.
    pub fn parts(&self) -> impl Iterator<Item = (Amount, Unit)> {
        std::iter::once(self.first).chain(self.second).chain(self.third)
    }

    /// Its length in days, months of 30 and years of 365, where it is known.
    pub fn days(&self) -> Option<i32> {
        let days = |(amount, unit): (Amount, Unit)| {
            let Amount::Tenths(tenths) = amount else { return None };
            let each = match unit {
                Unit::Second | Unit::Minute => 0,
                Unit::Hour => return i32::try_from(tenths.div_ceil(240)).ok(),
                Unit::Day => 1,
                Unit::Week => 7,
                Unit::Month => 30,
                Unit::Year => 365,
                Unit::Decade => 3652,
                Unit::Century => 36524,
            };
            i32::try_from(tenths).ok()?.checked_mul(each).map(|it| it / 10)
        };
        self.parts().map(days).try_fold(0_i32, |sum, part| sum.checked_add(part?))
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("P")?;
        let mut in_clock = false;
        for (amount, unit) in self.parts() {
            if unit.is_of_clock() && !in_clock {
                f.write_str("T")?;
                in_clock = true;
            }
            match amount {
                Amount::Unknown => f.write_str("X")?,
                Amount::Tenths(n) if n % 10 == 0 => write!(f, "{}", n / 10)?,
                Amount::Tenths(n) => write!(f, "{}.{}", n / 10, n % 10)?,
            }
            f.write_str(unit.letters())?;
        }
        Ok(())
    }
}

fn read_amount(value: &str) -> Option<Amount> {
    if value == "X" {
        return Some(Amount::Unknown);
    }
    let (whole, tenths) = value.split_once('.').unwrap_or((value, "0"));
    let whole: u32 = whole.parse().ok()?;
    let tenths: u32 = (tenths.len() == 1).then(|| tenths.parse().ok())??;
    Some(Amount::Tenths(whole.checked_mul(10)?.checked_add(tenths)?))
}
