//! The rules that find claims: what each is called, how sure it is, and what it finds.

/// A way to find a claim.
#[derive(Debug, PartialEq)]
pub struct ClaimRule {
    /// Stable; suggestions carry it.
    pub name: &'static str,
    /// How often what it finds is right as a whole, 0 to 1, as counted on articles it was not fitted to.
    pub confidence: f32,
    /// A text in which it finds a claim.
    pub example: &'static str,
}

/// What is taken off the confidence where the claimant's end is a guess, as counted on the same.
pub(super) const GUESSED_CLAIMANT: f32 = 0.15;

const fn rule(name: &'static str, confidence: f32, example: &'static str) -> ClaimRule {
    ClaimRule { name, confidence, example }
}

pub(super) const THAT_CLAUSE: ClaimRule =
    rule("that-clause", 0.75, "وزیر کشور گفت که انتخابات به موقع برگزار می‌شود.");
pub(super) const COLON: ClaimRule =
    rule("colon", 0.95, "وزیر کشور گفت: انتخابات به موقع برگزار می‌شود.");
pub(super) const QUOTATION: ClaimRule = rule("quotation", 0.85, "وی اظهار داشت: «ما آماده‌ایم.»");
pub(super) const COMMA_CLAUSE: ClaimRule =
    rule("comma-clause", 0.85, "وی تصریح کرد، این طرح یک نکته مثبت است.");
pub(super) const BARE_CLAUSE: ClaimRule =
    rule("bare-clause", 0.75, "دولت اعلام کرد مدارس فردا تعطیل است.");
pub(super) const TOPIC: ClaimRule = rule("topic", 0.75, "وی از آزادی زندانیان خبر داد.");
pub(super) const CALLING: ClaimRule = rule("calling", 0.55, "وی این اقدام را اشتباه دانست.");
pub(super) const DENIAL: ClaimRule = rule("denial", 0.8, "وی این خبر را تکذیب کرد.");
pub(super) const ASIDE_CLAUSE: ClaimRule =
    rule("aside-clause", 0.95, "وی با بیان اینکه کار تمام است، رفت.");
pub(super) const ASIDE_TOPIC: ClaimRule = rule("aside-topic", 0.8, "وی با اشاره به سفر وزیر رفت.");
pub(super) const NOUN_CLAUSE: ClaimRule =
    rule("noun-clause", 0.75, "او به سخنان بوش مبنی بر اینکه جنگ می‌شود، خندید.");
pub(super) const SOURCE_PHRASE: ClaimRule =
    rule("source-phrase", 0.85, "به گزارش ایرنا، باران بارید.");
pub(super) const HEADLINE_SPEAKER: ClaimRule =
    rule("headline-speaker", 0.95, "لاریجانی: مذاکره ادامه دارد");
/// Found under the caret alone.
pub(super) const CARET_CLAUSE: ClaimRule = rule("caret-clause", 0.5, "نشست جمعه برگزار شد.");

/// Every rule.
pub const RULES: &[&ClaimRule] = &[
    &THAT_CLAUSE,
    &COLON,
    &QUOTATION,
    &COMMA_CLAUSE,
    &BARE_CLAUSE,
    &TOPIC,
    &CALLING,
    &DENIAL,
    &ASIDE_CLAUSE,
    &ASIDE_TOPIC,
    &NOUN_CLAUSE,
    &SOURCE_PHRASE,
    &HEADLINE_SPEAKER,
    &CARET_CLAUSE,
];
