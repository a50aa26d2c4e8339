//! The day of a moment where the news is made.

use jiff::{Timestamp, civil, tz::Offset};

use super::Calendar;

/// Whose day it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Timezone {
    /// Tehran's: three hours and a half before Greenwich, and one more in the summers until 1401.
    #[default]
    Tehran,
    /// A fixed number of minutes before Greenwich.
    Fixed(i32),
}

/// The first and the last summers with another clock in the years before 1401 (the 2nd of the first month
/// to the 30th of the sixth): there were none in 1385 and 1386, nor since 1402.
const SUMMERS: [std::ops::RangeInclusive<i32>; 2] = [1370..=1384, 1387..=1401];

impl Timezone {
    /// `Asia/Tehran`, `UTC`, or an offset such as `+04:30`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "Asia/Tehran" | "Iran" | "IRST" => Some(Self::Tehran),
            "UTC" | "GMT" | "Z" => Some(Self::Fixed(0)),
            offset => {
                let sign = match offset.chars().next()? {
                    '+' => 1,
                    '-' => -1,
                    _ => return None,
                };
                let (hours, minutes) = offset.get(1..)?.split_once(':')?;
                let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
                (hours <= 14 && minutes < 60).then_some(Self::Fixed(sign * (hours * 60 + minutes)))
            }
        }
    }

    /// The day of a number of seconds since 1970 in Greenwich.
    pub fn day_of_second(self, second: i64) -> Option<civil::Date> {
        let moment = Timestamp::from_second(second).ok()?;
        let at = |minutes: i32| {
            let offset = Offset::from_seconds(minutes * 60).ok()?;
            Some(offset.to_datetime(moment).date())
        };
        match self {
            Self::Fixed(minutes) => at(minutes),
            Self::Tehran => {
                let winter = at(210)?;
                let parts = Calendar::Persian.parts(winter);
                let (month, day) = (parts.month, parts.day);
                let is_summer = SUMMERS.iter().any(|it| it.contains(&parts.year))
                    && (month, day) >= (1, 2)
                    && month <= 6
                    && (month, day) != (6, 31);
                if is_summer { at(270) } else { Some(winter) }
            }
        }
    }

    /// The day of `2024-05-19T21:30:00Z`, of the same with an offset, or of a time that does not say
    /// where, whose day stays; `None` for anything else.
    pub fn day_of_moment(self, moment: &str) -> Option<civil::Date> {
        let moment = moment.trim();
        if let Ok(stamp) = moment.parse::<Timestamp>() {
            return self.day_of_second(stamp.as_second());
        }
        // `+0330` without a colon.
        let (time, offset) = moment.split_at_checked(moment.len().checked_sub(5)?)?;
        let is_offset =
            offset.starts_with(['+', '-']) && offset.bytes().skip(1).all(|it| it.is_ascii_digit());
        if is_offset && time.contains(':') {
            let (hours, minutes) = offset.split_at(3);
            let colon = format!("{time}{hours}:{minutes}");
            return self.day_of_second(colon.parse::<Timestamp>().ok()?.as_second());
        }
        let day = moment.split_once(['T', ' ']).filter(|it| it.1.contains(':'))?.0;
        day.parse().ok()
    }
}
