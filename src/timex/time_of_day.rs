//! Times of day, read and written.

use std::fmt;

use serde::Deserialize;

use super::digits::number;

/// A time of day: what stands after `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeOfDay {
    /// A part of the day.
    Part(PartOfDay),
    /// By the clock.
    Clock {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: u8,
        /// 0 to 59, where given.
        second: Option<u8>,
        /// Minutes east of UTC, where given.
        offset: Option<i16>,
    },
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum PartOfDay {
    /// `MO`.
    Morning,
    /// `MI`.
    Noon,
    /// `AF`.
    Afternoon,
    /// `EV`.
    Evening,
    /// `NI`.
    Night,
    /// `DT`.
    Daytime,
    /// `PM`: the half of the day after noon, as other tools write it.
    SecondHalf,
}

impl PartOfDay {
    /// Every part of the day.
    pub const ALL: &[Self] = &[
        Self::Morning,
        Self::Noon,
        Self::Afternoon,
        Self::Evening,
        Self::Night,
        Self::Daytime,
        Self::SecondHalf,
    ];

    /// Its two letters.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Noon => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
            Self::SecondHalf => "PM",
        }
    }

    /// The part with these letters.
    pub fn from_letters(letters: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.letters() == letters)
    }
}

impl TimeOfDay {
    /// Reads `20:00`, `20:00:05+03:30`, `08:00Z`, `20` or the letters of a part of the day.
    pub fn parse(value: &str) -> Option<Self> {
        if let Some(part) = PartOfDay::from_letters(value) {
            return Some(Self::Part(part));
        }
        let at = value.find(['+', '-', 'Z']).unwrap_or(value.len());
        let (clock, zone) = value.split_at_checked(at)?;
        let mut parts =
            clock.split(':').map(|it| number(it, 2).and_then(|it| u8::try_from(it).ok()));
        let hour = parts.next()?.filter(|it| *it <= 24)?;
        let minute = parts.next().map_or(Some(0), |it| it.filter(|it| *it < 60))?;
        let second = match parts.next() {
            Some(second) => Some(second.filter(|it| *it < 60)?),
            None => None,
        };
        let offset = if zone.is_empty() { None } else { Some(read_offset(zone)?) };
        parts.next().is_none().then_some(Self::Clock { hour, minute, second, offset })
    }
}

fn read_offset(zone: &str) -> Option<i16> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    let minutes = i16::try_from(number(hours, 2)? * 60 + number(minutes, 2)?).ok()?;
    Some(if sign == "-" { -minutes } else { minutes })
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second, offset) = match *self {
            Self::Part(part) => return f.write_str(part.letters()),
            Self::Clock { hour, minute, second, offset } => (hour, minute, second, offset),
        };
        write!(f, "{hour:02}:{minute:02}")?;
        if let Some(second) = second {
            write!(f, ":{second:02}")?;
        }
        match offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}
