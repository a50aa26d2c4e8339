//! TIMEX3 (`TimeML` 1.2.1) as a library of its own: values read and written, compared and put in
//! words, in the three calendars of Persian news.
//!
//! Nothing here looks for dates in a text; that is `recognize::date`.

mod attributes;
mod calendar;
mod describe;
mod digits;
mod disagreement;
mod duration;
mod native;
mod time_of_day;
mod value;
mod wording;
mod zone;

pub use attributes::{TimexAttributes, ValueFault};
pub use calendar::{Calendar, Days, Parts, days_between, shift_day, shift_month, week_start};
pub use describe::{Description, describe};
pub use duration::{Amount, Length, Unit};
pub use native::native_of;
pub use time_of_day::{PartOfDay, TimeOfDay};
pub use value::{Modifier, Reference, TimexType, Value, season_letters};
pub use wording::weekday_name;
pub use zone::Timezone;
