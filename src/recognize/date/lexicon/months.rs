//! The months of four calendars, the weekdays and the seasons.

use super::super::atom::{
    Atom,
    Doubt::{self, Clear, Common, Rare},
};
use crate::timex::Calendar::{self, Gregorian, Islamic, Persian};

const fn month(calendar: Calendar, number: u8, doubt: Doubt) -> Atom {
    Atom::Month(calendar, number, doubt)
}

pub(super) const MONTHS: &[(&str, Atom)] = &[
    // Solar Hijri, as Iran calls them.
    ("فروردین farvardin", month(Persian, 1, Clear)),
    ("اردیبهشت اردی|بهشت ordibehesht", month(Persian, 2, Clear)),
    ("خرداد khordad", month(Persian, 3, Clear)),
    ("تیر tir", month(Persian, 4, Rare)),
    ("مرداد امرداد mordad", month(Persian, 5, Common)),
    ("شهریور shahrivar", month(Persian, 6, Common)),
    ("مهر mehr", month(Persian, 7, Rare)),
    ("آبان aban", month(Persian, 8, Common)),
    ("آذر azar", month(Persian, 9, Rare)),
    ("دی dey", month(Persian, 10, Rare)),
    ("بهمن bahman", month(Persian, 11, Common)),
    ("اسفند esfand", month(Persian, 12, Common)),
    // The same months, as Afghanistan calls them: the signs of the zodiac.
    ("حمل", month(Persian, 1, Rare)),
    ("ثور", month(Persian, 2, Rare)),
    ("جوزا", month(Persian, 3, Rare)),
    ("سرطان", month(Persian, 4, Rare)),
    ("اسد", month(Persian, 5, Rare)),
    ("سنبله", month(Persian, 6, Rare)),
    ("میزان", month(Persian, 7, Rare)),
    ("عقرب", month(Persian, 8, Rare)),
    ("قوس", month(Persian, 9, Rare)),
    ("جدی", month(Persian, 10, Rare)),
    ("دلو", month(Persian, 11, Rare)),
    ("حوت", month(Persian, 12, Rare)),
    // Gregorian: French spellings of Iran, English ones of Afghanistan and of translations.
    ("ژانویه ژانویهء جنوری جانوری ژانویة january jan", month(Gregorian, 1, Clear)),
    ("فوریه فبروری فیبروری فبرواری فوریة february feb", month(Gregorian, 2, Clear)),
    ("مارس مارچ march mar", month(Gregorian, 3, Common)),
    ("آوریل آپریل اپریل آوریيل آپریيل april apr", month(Gregorian, 4, Clear)),
    ("مه می may", month(Gregorian, 5, Rare)),
    ("ژوئن جون ژون june jun", month(Gregorian, 6, Clear)),
    ("ژوئیه ژوییه ژویه جولای جولائی جولایی july jul", month(Gregorian, 7, Clear)),
    ("اوت آگوست آگست اگوست اگست آگوس آگوستوس august aug", month(Gregorian, 8, Common)),
    ("سپتامبر سپتمبر سپتمبرر september sept sep", month(Gregorian, 9, Clear)),
    ("اکتبر اکتوبر اوکتبر october oct", month(Gregorian, 10, Clear)),
    ("نوامبر نومبر نوومبر november nov", month(Gregorian, 11, Clear)),
    ("دسامبر دسمبر دیسمبر december dec", month(Gregorian, 12, Clear)),
    // Lunar Hijri.
    ("محرم محرم|الحرام", month(Islamic, 1, Rare)),
    ("صفر صفر|المظفر صفر|الخیر", month(Islamic, 2, Rare)),
    ("ربیع|الاول ربیع|الأول ربیع|اول", month(Islamic, 3, Clear)),
    ("ربیع|الثانی ربیع|الاخر ربیع|الآخر ربیع|الاخری ربیع|ثانی", month(Islamic, 4, Clear)),
    ("جمادی|الاول جمادی|الاولی جمادی|اول جمادا|الاول", month(Islamic, 5, Clear)),
    (
        "جمادی|الثانی جمادی|الثانیه جمادی|الاخر جمادی|الاخره جمادی|الآخر جمادی|ثانی جمادا|الثانی",
        month(Islamic, 6, Clear),
    ),
    ("رجب رجب|المرجب", month(Islamic, 7, Common)),
    ("شعبان شعبان|المعظم", month(Islamic, 8, Common)),
    ("رمضان رمضان|المبارک", month(Islamic, 9, Common)),
    ("شوال شوال|المکرم", month(Islamic, 10, Clear)),
    ("ذی|القعده ذی|قعده ذو|القعده ذیقعده ذی|القعدة|الحرام", month(Islamic, 11, Clear)),
    ("ذی|الحجه ذی|حجه ذو|الحجه ذیحجه ذی|الحجه|الحرام", month(Islamic, 12, Clear)),
    // Weekdays, Monday is 1.
    ("دو|شنبه monday", Atom::Weekday(1)),
    ("سه|شنبه tuesday", Atom::Weekday(2)),
    ("چهار|شنبه wednesday", Atom::Weekday(3)),
    ("پنج|شنبه پنچ|شنبه thursday", Atom::Weekday(4)),
    ("جمعه آدینه friday", Atom::Weekday(5)),
    ("شنبه saturday", Atom::Weekday(6)),
    ("یک|شنبه sunday", Atom::Weekday(7)),
    ("دو|شنبه|ها دو|شنبه|های", Atom::Weekdays(1)),
    ("سه|شنبه|ها سه|شنبه|های", Atom::Weekdays(2)),
    ("چهار|شنبه|ها چهار|شنبه|های", Atom::Weekdays(3)),
    ("پنج|شنبه|ها پنج|شنبه|های", Atom::Weekdays(4)),
    ("جمعه|ها جمعه|های", Atom::Weekdays(5)),
    ("شنبه|ها شنبه|های", Atom::Weekdays(6)),
    ("یک|شنبه|ها یک|شنبه|های", Atom::Weekdays(7)),
    // Seasons.
    ("بهار", Atom::Season(1, Rare)),
    ("تابستان", Atom::Season(2, Clear)),
    ("پاییز پائیز", Atom::Season(3, Clear)),
    ("زمستان", Atom::Season(4, Clear)),
    ("خزان", Atom::Season(3, Rare)),
];
