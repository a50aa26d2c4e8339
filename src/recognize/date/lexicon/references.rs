//! Words that stand for a time without naming one.

use super::super::atom::Atom;
use crate::timex::Reference::{self, Future, Past, Present};

const WORDS: &[(&str, Reference)] = &[
    (
        "اکنون هم|اکنون الان همین|الان هم|اینک اینک تا|کنون تا|به|حال تا|به|اکنون تا|حالا تاکنون \
         در_حال_حاضر درحال_حاضر درحال|حاضر هم|اینک امروزه این_روز|ها این_روز|های \
         در_شرایط_کنونی حالا حال_حاضر تا_الان تا_امروز_ه فعلا فعلاً",
        Present,
    ),
    (
        "اخیرا اخیراً به|تازگی چندی|پیش چندی|قبل مدتی|پیش مدتی|قبل دیر|باز \
         گذشته|های|دور گذشته_دور گذشته_نزدیک سال|های_دور سابقا",
        Past,
    ),
    (
        "به|زودی بزودی آینده|نزدیک آینده|ای_نزدیک آینده|ی_نزدیک آینده|دور آینده|ای_دور \
         آینده|ای_نه_چندان_دور آینده_بسیار_نزدیک",
        Future,
    ),
];

/// What each place in the table stands for.
pub(in super::super) const REFERENCES: [Reference; 3] = [Present, Past, Future];

/// The words of every reference.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Atom)> {
    (0_u8..).zip(WORDS).map(|(at, (keys, _))| (*keys, Atom::Reference(at)))
}
