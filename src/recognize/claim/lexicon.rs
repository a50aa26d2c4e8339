//! The words of reported speech, as tables: verbs with what they take, prepositional cues, asides.
//!
//! A new verb is a line in [`VERBS`]; its forms come from its [`Light`] verb.

/// How a verb is inflected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Light {
    /// کرد، می‌کند، کرده است; also نمود.
    Do,
    /// داد، می‌دهد.
    Give,
    /// داشت، دارد، می‌دارد.
    Have,
    /// شد، شده است; also گردید.
    Become,
    /// است، بود، معتقدند.
    Be,
    /// گرفت.
    Take,
    /// A verb of one word, by its past stem and its present stem.
    Plain(&'static str, &'static str),
}

/// What a verb may take, and where that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// A clause after «که», a colon, a comma or an opening quotation mark.
    Clause,
    /// A clause right behind it, without any mark.
    BareClause,
    /// A noun phrase before it, behind one of these prepositions.
    About(&'static [&'static str]),
    /// «X را Y»: both are the content.
    Calling,
    /// «X را»: the content is denied.
    Denial,
    /// «X را»: the content is spoken of.
    Object,
    /// A noun phrase between its noun and its light verb, or a clause.
    Between,
    /// A clause, if somebody is asked behind «از».
    Request,
}

/// What a claim is by its verb; the content may say more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nothing but that it was said.
    Speech,
    /// A report that carries the claims of others.
    Relay,
    /// A promise or an agreement.
    Commitment,
    /// A plan.
    Intention,
    /// A demand or a hope.
    Desire,
    /// What should be.
    Advice,
    /// What will be.
    Forecast,
}

/// A verb of reporting.
#[derive(Debug)]
pub(super) struct Verb {
    /// The words before the light verb; empty for a verb of one word.
    pub(super) noun: &'static str,
    pub(super) light: Light,
    pub(super) takes: &'static [Takes],
    pub(super) sense: Sense,
}

const fn verb(noun: &'static str, light: Light, takes: &'static [Takes]) -> Verb {
    Verb { noun, light, takes, sense: Sense::Speech }
}

const fn meaning(sense: Sense, noun: &'static str, light: Light, takes: &'static [Takes]) -> Verb {
    Verb { noun, light, takes, sense }
}

use Light::{Be, Become, Do, Give, Have, Plain, Take};
use Sense::{Advice, Commitment, Desire, Forecast, Intention, Relay};
use Takes::{About, BareClause, Between, Calling, Clause, Denial, Object, Request};

/// Speech with or without «که».
const SAYS: &[Takes] = &[Clause, BareClause];
/// Speech that is marked as such; without a mark the verb means something else.
const MARKED: &[Takes] = &[Clause];
const NAMES: &[Takes] = &[Calling];
const OF: &[&str] = &["از"];
const TO: &[&str] = &["به"];
const ON: &[&str] = &["بر", "روی"];
const OVER: &[&str] = &["نسبت به", "درباره", "در باره", "در مورد", "در خصوص", "در رابطه با", "از"];

/// Verbs of reporting. Written in the folded spelling.
pub(super) const VERBS: &[Verb] = &[
    verb("", Plain("گفت", "گوی"), SAYS),
    verb("", Plain("افزود", "افزای"), SAYS),
    verb("", Plain("نوشت", "نویس"), SAYS),
    verb("", Plain("دانست", "دان"), NAMES),
    verb("", Plain("خواند", "خوان"), NAMES),
    verb("", Plain("نامید", "نام"), NAMES),
    verb("", Plain("شمرد", "شمار"), NAMES),
    verb("", Plain("برشمرد", "برشمار"), NAMES),
    meaning(Desire, "", Plain("خواست", "خواه"), &[Request]),
    verb("", Plain("فرمود", "فرمای"), MARKED),
    verb("", Plain("نگاشت", "نگار"), MARKED),
    verb("عرض", Do, MARKED),
    verb("نقل", Do, MARKED),
    verb("روایت", Do, MARKED),
    verb("تصریح", Do, SAYS),
    verb("خاطرنشان", Do, SAYS),
    verb("خاطرنشان", Give, SAYS),
    verb("خاطرنشان", Plain("ساخت", "ساز"), SAYS),
    verb("مطرح", Do, MARKED),
    verb("مطرح", Plain("ساخت", "ساز"), MARKED),
    verb("اظهار", Do, SAYS),
    verb("اظهار", Have, SAYS),
    verb("ابراز", Have, SAYS),
    verb("ابراز", Do, MARKED),
    verb("بیان", Do, SAYS),
    verb("بیان", Have, SAYS),
    verb("عنوان", Do, &[Clause, BareClause, Calling]),
    verb("اعلام", Do, &[Clause, BareClause, Calling]),
    verb("اعلام", Have, SAYS),
    verb("تاکید", Do, &[Clause, BareClause, About(ON)]),
    verb("تاکید", Have, &[Clause, About(ON)]),
    verb("اضافه", Do, MARKED),
    verb("اشاره", Do, &[Clause, About(TO)]),
    verb("اشاره", Have, &[Clause, About(TO)]),
    verb("اذعان", Do, &[Clause, BareClause, About(TO)]),
    verb("اذعان", Have, SAYS),
    verb("اعتراف", Do, &[Clause, BareClause, About(TO)]),
    verb("اقرار", Do, &[Clause, BareClause, About(TO)]),
    verb("ادعا", Do, SAYS),
    verb("مدعی", Become, SAYS),
    verb("مدعی", Be, SAYS),
    verb("یادآور", Become, SAYS),
    verb("یادآوری", Do, SAYS),
    verb("متذکر", Become, SAYS),
    verb("تذکر", Give, SAYS),
    verb("گوشزد", Do, SAYS),
    verb("خبر", Give, &[Clause, BareClause, About(OF)]),
    verb("گزارش", Give, &[Clause, BareClause, About(OF)]),
    verb("گزارش", Do, SAYS),
    verb("هشدار", Give, &[Clause, BareClause, About(OVER)]),
    meaning(Forecast, "پیش بینی", Do, SAYS),
    verb("احتمال", Give, SAYS),
    verb("ادامه", Give, MARKED),
    verb("پاسخ", Give, MARKED),
    verb("جواب", Give, MARKED),
    verb("توضیح", Give, SAYS),
    verb("شرح", Give, MARKED),
    verb("اطمینان", Give, SAYS),
    meaning(Commitment, "قول", Give, SAYS),
    meaning(Commitment, "وعده", Give, SAYS),
    meaning(Commitment, "متعهد", Become, SAYS),
    meaning(Commitment, "تعهد", Do, SAYS),
    meaning(Commitment, "توافق", Do, SAYS),
    meaning(Commitment, "موافقت", Do, MARKED),
    meaning(Commitment, "اعلام آمادگی", Do, MARKED),
    verb("نوید", Give, SAYS),
    meaning(Advice, "پیشنهاد", Give, MARKED),
    meaning(Advice, "پیشنهاد", Do, MARKED),
    meaning(Advice, "توصیه", Do, MARKED),
    meaning(Advice, "سفارش", Do, MARKED),
    meaning(Advice, "دستور", Give, MARKED),
    meaning(Desire, "توقع", Have, SAYS),
    meaning(Desire, "درخواست", Do, MARKED),
    meaning(Desire, "تقاضا", Do, MARKED),
    meaning(Desire, "مطالبه", Do, MARKED),
    meaning(Desire, "تهدید", Do, SAYS),
    meaning(Desire, "آرزو", Do, MARKED),
    meaning(Desire, "ابراز امیدواری", Do, SAYS),
    meaning(Desire, "اظهار امیدواری", Do, SAYS),
    meaning(Desire, "انتظار", Have, SAYS),
    meaning(Desire, "ترجیح", Give, SAYS),
    meaning(Desire, "امیدوار", Be, SAYS),
    verb("ابراز نگرانی", Do, &[Clause, About(OVER)]),
    verb("ابراز تاسف", Do, &[Clause, About(OVER)]),
    verb("ابراز خرسندی", Do, &[Clause, About(OVER)]),
    verb("ابراز خوشحالی", Do, &[Clause, About(OVER)]),
    verb("ابراز عقیده", Do, SAYS),
    verb("اظهار نگرانی", Do, &[Clause, About(OVER)]),
    verb("اظهار تاسف", Do, &[Clause, About(OVER)]),
    verb("انتقاد", Do, &[Clause, About(OF)]),
    verb("گلایه", Do, &[Clause, About(OF)]),
    verb("معتقد", Be, SAYS),
    verb("عقیده", Have, SAYS),
    verb("اعتقاد", Have, SAYS),
    verb("باور", Have, SAYS),
    verb("بر این باور", Be, SAYS),
    verb("بر این عقیده", Be, SAYS),
    verb("بر این اعتقاد", Be, SAYS),
    verb("بر این نظر", Be, SAYS),
    meaning(Relay, "حاکی", Be, MARKED),
    meaning(Relay, "حاکی از آن", Be, SAYS),
    meaning(Relay, "حاکی از این", Be, SAYS),
    verb("آمده", Be, MARKED),
    verb("آورده", Be, MARKED),
    verb("مقرر", Become, MARKED),
    verb("استدلال", Do, SAYS),
    verb("اصرار", Do, MARKED),
    verb("نتیجه گیری", Do, SAYS),
    verb("نتیجه", Take, SAYS),
    verb("فاش", Do, &[Clause, BareClause, Object]),
    verb("افشا", Do, &[Clause, BareClause, Object]),
    verb("اظهار نظر", Do, MARKED),
    verb("اظهار عقیده", Do, MARKED),
    verb("اظهار بی اطلاعی", Do, &[Clause, About(OF)]),
    verb("تشریح", Do, &[Clause, Object]),
    verb("محکوم", Do, &[Object]),
    verb("تایید", Do, &[Clause, Object]),
    verb("تکذیب", Do, &[Clause, Denial]),
    verb("رد", Do, &[Denial]),
    verb("متهم", Do, NAMES),
    verb("توصیف", Do, NAMES),
    verb("ارزیابی", Do, &[Clause, Calling]),
    verb("معرفی", Do, NAMES),
    verb("قلمداد", Do, NAMES),
    verb("تلقی", Do, NAMES),
    verb("تعبیر", Do, NAMES),
    verb("نام", Plain("برد", "بر"), &[]),
    meaning(Desire, "خواستار", Become, &[Between]),
    meaning(Desire, "خواستار", Be, &[Between]),
    meaning(Desire, "خواهان", Become, &[Between]),
    meaning(Desire, "خواهان", Be, &[Between]),
    meaning(Intention, "قصد", Have, &[Between]),
    meaning(Intention, "در نظر", Have, &[Clause, BareClause]),
    meaning(Intention, "تصمیم", Have, &[Clause, BareClause]),
    meaning(Intention, "درصدد", Be, &[Clause, BareClause]),
];

/// Whether a prepositional cue makes a claim of its own or wraps the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// «به گفته»: somebody's claim.
    Main,
    /// «به گزارش»: the agency that carries the news.
    Outer,
    /// «از نظر»: somebody's claim, if somebody follows.
    Opinion,
    /// «به نقل از»: outer behind an outer one, else somebody's claim.
    Relayed,
}

/// Prepositional cues: the source stands behind them.
pub(super) const SOURCES: &[(&str, Level)] = &[
    ("به گزارش", Level::Outer),
    ("بنا بر گزارش", Level::Outer),
    ("بنا به گزارش", Level::Outer),
    ("بر اساس گزارش", Level::Outer),
    ("بر پایه گزارش", Level::Outer),
    ("طبق گزارش", Level::Outer),
    ("به نقل از", Level::Relayed),
    ("به گفته", Level::Main),
    ("به گفته ی", Level::Main),
    ("بنا به گفته", Level::Main),
    ("بنا بر گفته", Level::Main),
    ("بر اساس گفته", Level::Main),
    ("طبق گفته", Level::Main),
    ("به نوشته", Level::Main),
    ("به اعتقاد", Level::Main),
    ("به باور", Level::Main),
    ("به عقیده", Level::Main),
    ("به ادعای", Level::Main),
    ("به اظهار", Level::Main),
    ("به زعم", Level::Main),
    ("به قول", Level::Main),
    ("به روایت", Level::Main),
    ("از نظر", Level::Opinion),
    ("به نظر", Level::Opinion),
    ("از دیدگاه", Level::Opinion),
    ("از نگاه", Level::Opinion),
    ("از دید", Level::Opinion),
    ("به تعبیر", Level::Opinion),
    ("به تصریح", Level::Main),
    ("به تاکید", Level::Main),
    ("به اذعان", Level::Main),
    ("به اعتراف", Level::Main),
    ("بنا به اعلام", Level::Main),
    ("بنا بر اعلام", Level::Main),
    ("بر اساس اعلام", Level::Main),
    ("طبق اعلام", Level::Main),
    ("طبق اظهارات", Level::Main),
    ("بر اساس اظهارات", Level::Main),
    ("بنا به اظهارات", Level::Main),
    ("بنا بر اظهارات", Level::Main),
];

/// Reports that name no source: the cue is the whole phrase.
pub(super) const NAMELESS: &str = "\
    بر اساس گزارش ها، طبق گزارش ها، بنا بر گزارش ها، بر اساس این گزارش، \
    بنا بر این گزارش، بنا به این گزارش، طبق این گزارش، \
    بر پایه این گزارش، به استناد این گزارش، به موجب این گزارش";

/// What an aside such as «با اشاره به» may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// «اینکه» and a clause.
    Clause,
    /// The same, or a noun phrase.
    Topic,
    /// The same; what it takes is denied.
    Denied,
}

/// What opens an aside; the words of [`ASIDES`] follow.
pub(super) const ASIDE_OPENERS: &[&str] = &["با", "ضمن"];

/// Asides, without the word that opens them.
pub(super) const ASIDES: &[(&str, Aside)] = &[
    ("بیان", Aside::Clause),
    ("اعلام", Aside::Clause),
    ("اظهار", Aside::Clause),
    ("تصریح", Aside::Clause),
    ("تصریح بر", Aside::Clause),
    ("تصریح به", Aside::Clause),
    ("توضیح", Aside::Clause),
    ("عنوان", Aside::Clause),
    ("عنوان کردن", Aside::Clause),
    ("ذکر", Aside::Clause),
    ("طرح", Aside::Clause),
    ("یادآوری", Aside::Topic),
    ("خاطرنشان کردن", Aside::Clause),
    ("اعتقاد به", Aside::Clause),
    ("ابراز امیدواری از", Aside::Clause),
    ("ابراز امیدواری نسبت به", Aside::Topic),
    ("ادعای", Aside::Clause),
    ("اشاره به", Aside::Topic),
    ("تاکید بر", Aside::Topic),
    ("تاکید به", Aside::Topic),
    ("اذعان به", Aside::Topic),
    ("اعتراف به", Aside::Topic),
    ("انتقاد از", Aside::Topic),
    ("انتقاد نسبت به", Aside::Topic),
    ("انتقاد شدید از", Aside::Topic),
    ("گلایه از", Aside::Topic),
    ("تشریح", Aside::Topic),
    ("تبیین", Aside::Topic),
    ("هشدار نسبت به", Aside::Topic),
    ("هشدار درباره", Aside::Topic),
    ("ابراز نگرانی از", Aside::Topic),
    ("ابراز نگرانی نسبت به", Aside::Topic),
    ("ابراز نگرانی درباره", Aside::Topic),
    ("ابراز تاسف از", Aside::Topic),
    ("ابراز خرسندی از", Aside::Topic),
    ("ابراز خوشحالی از", Aside::Topic),
    ("محکوم کردن", Aside::Topic),
    ("تکذیب", Aside::Denied),
    ("رد", Aside::Denied),
];

/// «این … که» behind an aside or «مبنی بر»: it says no more than «اینکه».
pub(super) const DUMMIES: &str = "مطلب، موضوع، نکته، مساله، مسئله، جمله، سوال، واقعیت، امر";

/// «سخنان X مبنی بر اینکه …»: a noun that reports.
pub(super) const SPEECHES: &str = "\
    سخنان، اظهارات، ادعای، ادعاهای، گفتههای، گزارش، گزارشهای، گزارشهایی، خبر، اخبار، هشدار، \
    اظهارنظر، ادعا، تهدید، وعده، پیشنهاد، درخواست";

/// «مخالفت خود را با X اعلام کرد»: a stance that is announced.
pub(super) const STANCES: &str = "\
    مخالفت، موافقت، حمایت، آمادگی، نگرانی، تاسف، انزجار، همبستگی، خرسندی، رضایت، نارضایتی";
