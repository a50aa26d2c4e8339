//! The tense of a clause by its verb.

/// When a clause happens, by its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Tense {
    /// گفت، شده است.
    Past,
    /// می‌شود، دارد: now or to come.
    Present,
    /// خواهد شد.
    Future,
    /// است: says nothing of when.
    Timeless,
}

/// Past stems (also the third person singular of the past).
const PAST: &[&str] = &[
    "شد",
    "کرد",
    "داد",
    "گفت",
    "بود",
    "رفت",
    "آمد",
    "گرفت",
    "داشت",
    "یافت",
    "خورد",
    "زد",
    "دید",
    "رسید",
    "گذشت",
    "نوشت",
    "ساخت",
    "انجامید",
    "کشید",
    "برد",
    "آورد",
    "گذاشت",
    "خواند",
    "ماند",
    "مرد",
    "کشت",
    "افتاد",
    "ایستاد",
    "نشست",
    "شکست",
    "بست",
    "پرداخت",
    "انداخت",
    "شناخت",
    "باخت",
    "تاخت",
    "ریخت",
    "گریخت",
    "آموخت",
    "فروخت",
    "دوخت",
    "سوخت",
    "خواست",
    "دانست",
    "توانست",
    "برخاست",
    "کاست",
    "پیوست",
    "نگریست",
    "زیست",
    "گشت",
    "بازگشت",
    "برگشت",
    "پنداشت",
    "برداشت",
    "نگاشت",
    "کاشت",
    "شنید",
    "خرید",
    "دوید",
    "پرید",
    "پرسید",
    "ترسید",
    "فهمید",
    "خوابید",
    "بخشید",
    "کوشید",
    "پوشید",
    "چرخید",
    "جنگید",
    "لرزید",
    "بارید",
    "غلتید",
    "نامید",
    "افزود",
    "فرمود",
    "نمود",
    "پیمود",
    "ربود",
    "سرود",
    "گشود",
    "پذیرفت",
    "خفت",
    "نهفت",
    "شتافت",
    "بافت",
    "گردید",
    "ورزید",
    "رنجید",
    "طلبید",
    "درگذشت",
    "فرستاد",
    "نهاد",
    "ستاند",
    "رساند",
    "گرداند",
    "کشاند",
    "خواباند",
    "چشاند",
    "گستراند",
    "پروراند",
    "راند",
    "گنجاند",
    "سپرد",
    "شمرد",
    "فشرد",
    "سترد",
    "گسترد",
    "آزرد",
    "پژمرد",
    "آفرید",
    "گزید",
    "برگزید",
    "سنجید",
    "خندید",
    "گریست",
    "خاست",
    "آراست",
    "پیراست",
    "جست",
    "رست",
    "شست",
    "فروپاشید",
    "پاشید",
    "جوشید",
    "پیچید",
    "برچید",
    "چید",
    "درخشید",
    "گسست",
    "انگاشت",
    "گماشت",
    "انباشت",
    "افراشت",
    "برافراشت",
];

/// Present stems after می, ب or ن with their endings cut, and whole words that say «now or later».
const PRESENT: &[&str] = &[
    "شود",
    "شوند",
    "شویم",
    "شوم",
    "کند",
    "کنند",
    "کنیم",
    "کنم",
    "دهد",
    "دهند",
    "دهیم",
    "دهم",
    "باشد",
    "باشند",
    "باشیم",
    "یابد",
    "یابند",
    "گیرد",
    "گیرند",
    "گیریم",
    "رسد",
    "رسند",
    "آید",
    "آیند",
    "رود",
    "روند",
    "گردد",
    "گردند",
    "گوید",
    "گویند",
    "دارد",
    "دارند",
    "داریم",
    "دارم",
    "ندارد",
    "ندارند",
    "نداریم",
    "ندارم",
    "باید",
    "شاید",
    "بتواند",
    "بتوانند",
    "نماید",
    "نمایند",
    "پذیرد",
    "پذیرند",
    "کوشد",
    "سازد",
    "سازند",
    "بازد",
    "زند",
    "زنند",
];

const FUTURE: &[&str] = &[
    "خواهد",
    "خواهند",
    "خواهیم",
    "خواهم",
    "خواهی",
    "خواهید",
    "نخواهد",
    "نخواهند",
    "نخواهیم",
    "نخواهم",
];

const TIMELESS: &[&str] = &["است", "نیست", "هست", "هستند", "نیستند", "هستیم", "هستم", "نیستیم"];

/// The tense that `word` shows, if it is a finite verb.
pub(in super::super) fn tense_word(word: &str) -> Option<Tense> {
    if FUTURE.contains(&word) {
        return Some(Tense::Future);
    }
    if TIMELESS.contains(&word) {
        return Some(Tense::Timeless);
    }
    if let Some(stem) = word.strip_prefix("می").or_else(|| word.strip_prefix("نمی"))
        && (is_past(stem) || is_present(stem))
    {
        return Some(tense_after_mi(stem));
    }
    if is_past(word) || word.strip_prefix('ن').is_some_and(is_past) {
        return Some(Tense::Past);
    }
    let bare = word.strip_prefix('ب').or_else(|| word.strip_prefix('ن')).unwrap_or(word);
    (is_present(word) || is_present(bare)).then_some(Tense::Present)
}

/// The tense of the verb `word` behind می or نمی.
pub(in super::super) fn tense_after_mi(word: &str) -> Tense {
    if is_past(word) { Tense::Past } else { Tense::Present }
}

/// True for a participle: «شده».
pub(in super::super) fn is_participle(word: &str) -> bool {
    let stem = word.strip_suffix('ه').unwrap_or_default();
    PAST.contains(&stem) || stem.strip_prefix('ن').is_some_and(|it| PAST.contains(&it))
}

fn is_past(word: &str) -> bool {
    ["", "ند", "م", "یم", "ید"]
        .iter()
        .any(|ending| word.strip_suffix(ending).is_some_and(|stem| PAST.contains(&stem)))
}

fn is_present(word: &str) -> bool {
    PRESENT.contains(&word)
}
