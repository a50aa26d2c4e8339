//! Days with a name: feasts, anniversaries, weeks and decades of remembrance.

use super::super::atom::Atom;
use crate::timex::Calendar::{self, Gregorian, Islamic, Persian};

/// When a named day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum When {
    /// A day of a month, every year.
    Day(Calendar, u8, u8),
    /// From one day to another, every year.
    Days(Calendar, (u8, u8), (u8, u8)),
    /// The night that starts on the evening of a day.
    NightOf(Calendar, u8, u8),
    /// The last Friday of Ramadan.
    Quds,
    /// The evening before the last Wednesday of the solar year.
    RedWednesday,
    /// The nth weekday of a Gregorian month, Monday is 1.
    Nth(u8, i8, i8),
}

/// A day with a name.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct NamedDay {
    keys: &'static str,
    /// When it is.
    pub(in super::super) when: When,
}

/// The words of every named day.
pub(super) fn rows() -> impl Iterator<Item = (&'static str, Atom)> {
    (0_u16..).zip(NAMED).map(|(at, it)| (it.keys, Atom::Named(at)))
}

const fn day(calendar: Calendar, month: u8, day: u8, keys: &'static str) -> NamedDay {
    NamedDay { keys, when: When::Day(calendar, month, day) }
}

const fn days(calendar: Calendar, first: (u8, u8), last: (u8, u8), keys: &'static str) -> NamedDay {
    NamedDay { keys, when: When::Days(calendar, first, last) }
}

const fn at(when: When, keys: &'static str) -> NamedDay {
    NamedDay { keys, when }
}

pub(in super::super) const NAMED: &[NamedDay] = &[
    // The solar year.
    day(Persian, 1, 1, "نوروز عید_نوروز عید_سعید_نوروز روز_نوروز نوروز_باستانی عید_باستانی_نوروز"),
    days(Persian, (1, 1), (1, 13), "تعطیلات_نوروز تعطیلات_نوروزی ایام_نوروز تعطیلات_عید_نوروز"),
    day(Persian, 1, 12, "روز_جمهوری_اسلامی روز_جمهوری_اسلامی_ایران"),
    day(Persian, 1, 13, "سیزده|به|در سیزده|بدر روز_طبیعت سیزده_بدر"),
    day(Persian, 1, 20, "روز_ملی_فناوری_هسته|ای روز_فناوری_هسته|ای"),
    day(Persian, 1, 29, "روز_ارتش روز_ارتش_جمهوری_اسلامی روز_ارتش_جمهوری_اسلامی_ایران"),
    day(Persian, 2, 10, "روز_ملی_خلیج_فارس روز_خلیج_فارس"),
    day(Persian, 2, 12, "روز_معلم روز_استاد"),
    day(Persian, 2, 25, "روز_فردوسی روز_بزرگداشت_فردوسی"),
    day(Persian, 3, 14, "سالگرد_ارتحال_امام سالروز_ارتحال_امام"),
    day(Persian, 4, 10, "روز_صنعت_و_معدن"),
    day(Persian, 5, 17, "روز_خبرنگار"),
    days(Persian, (6, 2), (6, 8), "هفته_دولت"),
    day(Persian, 6, 1, "روز_پزشک"),
    day(Persian, 6, 5, "روز_داروساز"),
    days(Persian, (6, 31), (7, 6), "هفته_دفاع_مقدس"),
    days(Persian, (7, 7), (7, 13), "هفته_نیروی_انتظامی هفته_ناجا هفته_فراجا"),
    day(Persian, 7, 16, "جشن_مهرگان"),
    day(Persian, 7, 20, "روز_حافظ روز_بزرگداشت_حافظ"),
    day(Persian, 8, 13, "روز_دانش|آموز روز_ملی_مبارزه_با_استکبار_جهانی روز_مبارزه_با_استکبار"),
    day(Persian, 8, 24, "روز_کتاب_و_کتاب|خوانی"),
    days(Persian, (9, 1), (9, 7), "هفته_بسیج"),
    day(Persian, 9, 5, "روز_بسیج"),
    day(Persian, 9, 7, "روز_نیروی_دریایی"),
    day(Persian, 9, 16, "روز_دانشجو"),
    at(When::NightOf(Persian, 9, 30), "شب_یلدا شب_چله جشن_یلدا شب_یلدای یلدا جشن_شب_یلدا"),
    day(Persian, 10, 9, "روز_بصیرت"),
    day(Persian, 11, 10, "جشن_سده"),
    day(Persian, 11, 19, "روز_نیروی_هوایی"),
    days(Persian, (11, 12), (11, 22), "دهه_فجر دهه_مبارک_فجر دهه_فجر_انقلاب_اسلامی دههء_فجر"),
    day(Persian, 12, 5, "روز_مهندس روز_مهندسی"),
    day(Persian, 12, 15, "روز_درختکاری"),
    day(Persian, 12, 29, "روز_ملی_شدن_صنعت_نفت سالروز_ملی_شدن_صنعت_نفت"),
    at(When::RedWednesday, "چهار|شنبه|سوری چهار|شنبه_آخر_سال جشن_چهارشنبه_سوری شب_چهارشنبه_سوری"),
    // The lunar year.
    day(Islamic, 1, 9, "تاسوعا تاسوعای تاسوعای_حسینی روز_تاسوعا"),
    day(Islamic, 1, 10, "عاشورا عاشورای عاشورای_حسینی روز_عاشورا ظهر_عاشورا"),
    at(When::NightOf(Islamic, 1, 9), "شب_عاشورا"),
    at(When::NightOf(Islamic, 1, 8), "شب_تاسوعا"),
    days(Islamic, (1, 1), (1, 10), "دهه_محرم دهه_اول_محرم دههء_محرم"),
    day(Islamic, 2, 20, "اربعین اربعین_حسینی روز_اربعین"),
    day(
        Islamic,
        3,
        17,
        "عید_میلاد_پیامبر میلاد_پیامبر میلاد_پیامبر_اکرم میلاد_رسول_اکرم ولادت_پیامبر_اکرم",
    ),
    days(Islamic, (3, 12), (3, 17), "هفته_وحدت"),
    day(Islamic, 5, 5, "روز_پرستار"),
    day(Islamic, 6, 20, "روز_مادر روز_زن روز_زن_و_مادر"),
    day(Islamic, 7, 13, "روز_پدر روز_مرد"),
    day(Islamic, 7, 27, "عید_مبعث مبعث عید_سعید_مبعث مبعث_پیامبر روز_مبعث"),
    day(Islamic, 8, 15, "نیمه_شعبان عید_نیمه_شعبان نیمه_ماه_شعبان نیمهء_شعبان"),
    at(When::Quds, "روز_قدس روز_جهانی_قدس جمعه_آخر_رمضان آخرین_جمعه_ماه_رمضان"),
    day(Islamic, 10, 1, "عید_فطر عید_سعید_فطر روز_عید_فطر عید_سعید_فطر فطر"),
    days(Islamic, (9, 19), (9, 23), "شب|های_قدر لیالی_قدر شب_های_قدر"),
    at(When::NightOf(Islamic, 9, 18), "شب_نوزدهم_ماه_رمضان شب_نوزدهم_رمضان"),
    at(When::NightOf(Islamic, 9, 20), "شب_بیست_و_یکم_ماه_رمضان شب_بیست_و_یکم_رمضان"),
    at(When::NightOf(Islamic, 9, 22), "شب_بیست_و_سوم_ماه_رمضان شب_بیست_و_سوم_رمضان"),
    day(Islamic, 11, 1, "روز_دختر"),
    days(Islamic, (11, 1), (11, 11), "دهه_کرامت"),
    day(Islamic, 12, 9, "روز_عرفه عرفه"),
    day(Islamic, 12, 10, "عید_قربان عید_سعید_قربان روز_عید_قربان"),
    day(Islamic, 12, 18, "عید_غدیر عید_غدیر_خم عید_سعید_غدیر عید_سعید_غدیر_خم غدیر_خم"),
    day(Islamic, 12, 24, "روز_مباهله"),
    // The Gregorian year.
    day(Gregorian, 1, 1, "سال_نوی_میلادی سال_نو_میلادی عید_سال_نوی_میلادی"),
    day(Gregorian, 2, 14, "ولنتاین روز_ولنتاین روز_عشاق"),
    day(Gregorian, 3, 8, "روز_جهانی_زن روز_جهانی_زنان"),
    day(Gregorian, 5, 1, "روز_جهانی_کارگر روز_کارگر روز_جهانی_کار_و_کارگر"),
    day(Gregorian, 5, 3, "روز_جهانی_آزادی_مطبوعات"),
    day(Gregorian, 6, 5, "روز_جهانی_محیط_زیست"),
    day(Gregorian, 10, 31, "هالووین"),
    day(Gregorian, 12, 10, "روز_جهانی_حقوق_بشر"),
    day(Gregorian, 12, 24, "شب_کریسمس"),
    day(Gregorian, 12, 25, "کریسمس عید_کریسمس روز_کریسمس جشن_کریسمس"),
    at(When::Nth(11, 4, 4), "روز_شکرگزاری عید_شکرگزاری"),
    at(When::Nth(11, 5, 4), "بلک_فرایدی جمعه_سیاه"),
];

/// Month and day that everybody takes for one day in history unless a year says otherwise, and the
/// year of it.
pub(in super::super) const HISTORIC: &[(Calendar, u8, u8, i32)] = &[(Gregorian, 9, 11, 2001)];
