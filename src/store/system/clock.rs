//! The time as files say it.

use jiff::Timestamp;

/// Now, in ISO 8601 with seconds: when something is decided on or written.
pub fn time_now() -> String {
    in_seconds(Timestamp::now())
}

/// A time in ISO 8601 with seconds.
pub(in crate::store) fn in_seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
