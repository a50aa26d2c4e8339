//! Number words, 1 to 1000, with their ordinals.

use super::super::atom::{
    Atom,
    NumberForm::{Attributive, Cardinal, Ordinal},
};

/// 1 to 19: spellings, and the ordinal where it is not the cardinal with م.
const ONES: [(&str, &str); 19] = [
    ("یک", "یکم|یک|م|اول|نخست"),
    ("دو", "دوم|دویم"),
    ("سه", "سوم|سیم"),
    ("چهار|چار", "چهارم"),
    ("پنج", "پنجم"),
    ("شش|شیش", "ششم"),
    ("هفت", "هفتم"),
    ("هشت", "هشتم"),
    ("نه", "نهم"),
    ("ده", "دهم"),
    ("یازده", "یازدهم"),
    ("دوازده", "دوازدهم"),
    ("سیزده", "سیزدهم"),
    ("چهارده|چارده", "چهاردهم"),
    ("پانزده|پونزده", "پانزدهم"),
    ("شانزده|شونزده", "شانزدهم"),
    ("هفده|هیفده", "هفدهم"),
    ("هجده|هیجده|هژده", "هجدهم|هیجدهم|هژدهم"),
    ("نوزده", "نوزدهم"),
];

/// 20 to 90.
const TENS: [&str; 8] = ["بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"];

/// 100 to 900.
const HUNDREDS: [&str; 9] =
    ["صد|یکصد|یک_صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد|شیشصد", "هفتصد", "هشتصد", "نهصد"];

/// Every spelling with its meaning.
pub(super) fn rows() -> Vec<(String, Atom)> {
    let mut rows = Vec::new();
    for (value, (cardinals, ordinals)) in (1_u16..).zip(ONES) {
        for cardinal in cardinals.split('|') {
            rows.push((cardinal.to_owned(), Atom::Number(value, Cardinal)));
        }
        for ordinal in ordinals.split('|') {
            rows.push((ordinal.to_owned(), Atom::Number(value, Ordinal)));
            rows.push((format!("{ordinal}ین"), Atom::Number(value, Attributive)));
        }
    }
    rows.push(("نخستین".to_owned(), Atom::Number(1, Attributive)));
    rows.push(("اولین".to_owned(), Atom::Number(1, Attributive)));
    for (tens, name) in (2_u16..).zip(TENS) {
        with_ordinals(&mut rows, name, tens * 10);
        for (ones, (cardinals, ordinals)) in (1_u16..).zip(ONES.into_iter().take(9)) {
            let value = tens * 10 + ones;
            for cardinal in cardinals.split('|') {
                rows.push((format!("{name}|و|{cardinal}"), Atom::Number(value, Cardinal)));
            }
            for ordinal in ordinals.split('|').filter(|it| *it != "نخست") {
                rows.push((format!("{name}|و|{ordinal}"), Atom::Number(value, Ordinal)));
                rows.push((format!("{name}|و|{ordinal}ین"), Atom::Number(value, Attributive)));
            }
        }
    }
    for (hundreds, names) in (1_u16..).zip(HUNDREDS) {
        for name in names.split('|') {
            with_ordinals(&mut rows, name, hundreds * 100);
        }
    }
    for name in ["هزار", "یک|هزار"] {
        with_ordinals(&mut rows, name, 1000);
    }
    rows
}

/// «سی» has its ordinal with ا: «سی‌ام», «سیام».
fn with_ordinals(rows: &mut Vec<(String, Atom)>, name: &str, value: u16) {
    rows.push((name.to_owned(), Atom::Number(value, Cardinal)));
    let endings: &[&str] =
        if name == "سی" { &["|ام", "|اُم", "|م"] } else { &["م", "|م", "|ام"] };
    for ending in endings {
        rows.push((format!("{name}{ending}"), Atom::Number(value, Ordinal)));
        rows.push((format!("{name}{ending}ین"), Atom::Number(value, Attributive)));
    }
}
