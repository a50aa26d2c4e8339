//! The rules that find dates: what each is called, how sure it is, and what it finds.

/// A way to find a date.
#[derive(Debug, PartialEq)]
pub struct DateRule {
    /// Stable; suggestions carry it.
    pub name: &'static str,
    /// How likely what it finds is right, 0 to 1; `None` where it only adds a clock or a part of the
    /// day to a day: the whole is as sure as the rule that found the day.
    pub confidence: Option<f32>,
    /// Marked text with what it finds, published on 2021-12-31.
    pub example: &'static str,
}

const fn rule(name: &'static str, confidence: f32, example: &'static str) -> DateRule {
    DateRule { name, confidence: Some(confidence), example }
}

const fn addition(name: &'static str, example: &'static str) -> DateRule {
    DateRule { name, confidence: None, example }
}

/// Declares the rules and the list of all of them.
macro_rules! rules {
    ($($(#[$doc:meta])* $key:ident = $rule:expr;)*) => {
        $($(#[$doc])* pub(super) const $key: &DateRule = &$rule;)*
        /// Every rule. Where one name stands for several, they differ in what speaks for the date.
        pub const RULES: &[&DateRule] = &[$($key),*];
    };
}

rules! {
    CLOCK_DAY = addition("clock-day", "جلسه [2021-12-31T10:00 ساعت ۱۰ صبح امروز] بود.");
    CLOCK_LAST_NIGHT = rule("clock-day", 0.93, "جلسه [2021-12-30T21:00 ساعت ۹ شب گذشته] بود.");
    SAID_CLOCK = rule("clock", 0.94, "جلسه [2021-12-31T18:00 ساعت ۱۸] آغاز شد.");
    DIGITAL_CLOCK = rule("clock", 0.7, "جلسه [2021-12-31T18:30 18:30] آغاز شد.");
    CLOCK_AT_PART = rule("clock", 0.8, "جلسه [2021-12-31T07:00 هفت صبح] آغاز شد.");
    LAST_NIGHT = rule("last-night", 0.93, "[2021-12-30TNI شب گذشته] باران بارید.");
    DAY_PART = addition("day-part", "[2021-12-31TMO صبح امروز] باران بارید.");
    DAY_CLOCK = addition("day-clock", "[2022-01-01T10:00 فردا ساعت ۱۰] می‌آید.");
    DEICTIC_NIGHT = rule("day-part", 0.95, "[2021-12-30TNI دیشب] باران بارید.");
    DEICTIC_DATE = rule("deictic-date", 0.95, "[2021-12-31 امروز ۱۰ دی] باران بارید.");
    DEICTIC_DAY = rule("deictic-day", 0.95, "[2021-12-30 دیروز] باران بارید.");
    /// The day, but it may mean nowadays.
    BARE_TODAY = rule("deictic-day", 0.8, "[2021-12-31 امروز] باران بارید.");
    WEEKDAY_WEEK = rule("weekday-week", 0.95, "[2022-01-04 سه‌شنبه هفته آینده] می‌آید.");
    WEEKDAY_SHIFT = rule("weekday-shift", 0.95, "[2021-12-27 دوشنبه گذشته] آمد.");
    WEEKDAY_DATE = rule("weekday-date", 0.97, "[2021-12-27 دوشنبه ۶ دی] آمد.");
    WEEKDAY = rule("weekday", 0.85, "[2021-12-27 دوشنبه] آمد.");
    DAY_MONTH = rule("day-month", 0.97, "[2021-12-27 ۶ دی ۱۴۰۰] آمد.");
    /// A month that is mostly another word, and nothing but the day beside it.
    DAY_RARE_MONTH = rule("day-month", 0.88, "[2021-12-27 ۶ دی] آمد.");
    MONTH_DAY = rule("month-day", 0.95, "[2021-12-27 December 27, 2021] آمد.");
    NUMERIC = rule("numeric", 0.97, "[2021-12-27 1400/10/06] آمد.");
    ORDINAL_DAY_OF = rule("ordinal-day-of", 0.93, "[2021-12-26 پنجمین روز از دی] آمد.");
    /// A cardinal in words before a month that is mostly another word.
    WORD_RARE_MONTH = rule("day-month", 0.7, "[2021-09-27 پنج مهر] مدرسه‌ها باز شد.");
    MID_MONTH_DAY = rule("mid-month-day", 0.85, "در [2021-09-06 نیمه شهریور] آمد.");
    MONTH = rule("month", 0.94, "در [2021-11-22/2021-12-21 آذرماه] آمد.");
    /// With ماه or a year, and mostly another word.
    RARE_MONTH = rule("month", 0.88, "در [2021-11-22/2021-12-21 آذر ۱۴۰۰] آمد.");
    MONTH_IN_PARENTHESES = rule("month", 0.8, "فصل ([2021-10-23/2021-11-21 آبان]) آمد.");
    LED_MONTH = rule("month", 0.85, "در [2021-04-21/2021-05-21 اردیبهشت] آمد.");
    BARE_MONTH = rule("month", 0.65, "جشن [2021-04-21/2021-05-21 اردیبهشت] آمد.");
    /// A month that is also a name, after a preposition or in a list.
    LED_COMMON_MONTH = rule("month", 0.7, "در [2021-08-23/2021-09-22 شهریور] آمد.");
    PART_OF_RARE_MONTH = rule("month", 0.65, "در [2021-11-22/2021-12-21 اواخر آذر] آمد.");
    LED_RARE_MONTH = rule("month", 0.55, "در [2021-11-22/2021-12-21 آذر] آمد.");
    YEARS = rule("years", 0.95, "در [2018-03-21/2020-03-19 سال‌های ۹۷ و ۹۸] آمد.");
    YEAR = rule("year", 0.96, "در [2018-03-21/2019-03-20 سال ۱۳۹۷] آمد.");
    BARE_YEAR = rule("bare-year", 0.7, "انتخابات [2017-03-21/2018-03-20 ۱۳۹۶] گذشت.");
    FISCAL_YEAR = rule("year", 0.9, "در [2018-03-21/2019-03-20 سال مالی ۱۳۹۷] آمد.");
    SCHOOL_YEAR = rule("school-year", 0.9, "در [2018-09-23/2019-09-22 سال تحصیلی ۱۳۹۷] آمد.");
    SET = rule("set", 0.88, "[P1D هر روز] می‌آید.");
    HABITUAL_PART = rule("set", 0.9, "[XXXX-WXX-6TNI شنبه شب‌ها] می‌آید.");
    SAME_UNIT = rule("same", 0.6, "[2021-12-27 ۶ دی ۱۴۰۰] آمد و [2021-12-27 همان روز] رفت.");
    THIS_UNIT = rule("this-unit", 0.9, "[2021-12-25/2021-12-31 این هفته] آمد.");
    UNIT_SHIFT = rule("unit-shift", 0.93, "[2021-12-18/2021-12-24 هفته گذشته] آمد.");
    PART_OF_UNIT = rule("part-of-unit", 0.75, "تا [2021-12-22/2022-01-20 پایان ماه] می‌آید.");
    VAGUE_PAST_OR_FUTURE = rule("vague-past-or-future", 0.85, "در [PAST_REF سال‌های اخیر] آمد.");
    VAGUE_OFFSET = rule("vague-offset", 0.85, "[PAST_REF ساعتی پیش] آمد.");
    COUNTED_VAGUE_OFFSET = rule("vague-offset", 0.88, "[PAST_REF چند روز پیش] آمد.");
    LONG_AGO = rule("long-ago", 0.85, "این سنگ [PAST_REF ۴۰۰ میلیون سال پیش] شکل گرفت.");
    OFFSET_OF_DEPARTURE = rule("offset-of-departure", 0.75, "او [2021-12-28 سه روز پیش] از زندان آزاد شد.");
    OFFSET = rule("offset", 0.92, "[2021-12-29 دو روز پیش] آمد.");
    DURATION = rule("duration", 0.9, "[PT50M ۵۰ دقیقه] ماند.");
    /// A length that may be a day: «سه روز پیش از …».
    DURATION_BEFORE = rule("duration", 0.8, "[P3D سه روز] پیش از انتخابات آمد.");
    NIGHTS = rule("nights", 0.88, "به مدت [P10D ۱۰ شب] ماند.");
    DURATION_FROM_NOW = rule("duration-from-now", 0.92, "در [PT24H ۲۴ ساعت گذشته] آمد.");
    VAGUE_DURATION = rule("vague-duration", 0.9, "[PXD چند روز] ماند.");
    BARE_PLURAL = rule("bare-plural", 0.9, "[PTXH ساعت‌ها] ماند.");
    DECADE = rule("decade", 0.95, "در [1991-03-21/2001-03-20 دهه هفتاد] آمد.");
    CENTURY = rule("century", 0.92, "در [19 قرن بیستم] آمد.");
    SEASON_OF_YEAR = rule("season", 0.93, "در [2018-06-22/2018-09-22 تابستان ۱۳۹۷] آمد.");
    LED_SEASON = rule("season", 0.75, "در [2021-06-22/2021-09-22 تابستان] آمد.");
    BARE_SEASON = rule("season", 0.6, "جشن [2021-06-22/2021-09-22 تابستان] آمد.");
    SAID_SEASON = rule("season", 0.7, "در [2021-03-21/2021-06-21 فصل بهار] آمد.");
    LED_RARE_SEASON = rule("season", 0.55, "در [2021-03-21/2021-06-21 بهار] آمد.");
    QUARTER = rule("quarter", 0.9, "در [2018-09-23/2018-12-21 فصل سوم سال ۱۳۹۷] آمد.");
    MONTHS_OF_YEAR = rule("months-of-year", 0.93, "در [2018-03-21/2018-06-21 سه ماهه نخست ۱۳۹۷] آمد.");
    HALF = rule("half", 0.93, "در [2021-09-23/2022-03-20 نیمه دوم سال] آمد.");
    NAMED_DAY = rule("named-day", 0.85, "[2021-03-21 نوروز ۱۴۰۰] آمد.");
    PAST_OR_FUTURE = rule("past-or-future", 0.6, "در [PAST_REF گذشته] آمد.");
    NOWADAYS = rule("nowadays", 0.85, "در دنیای [PRESENT_REF امروز] چنین است.");
    REFERENCE = rule("reference", 0.85, "[PRESENT_REF اکنون] آمد.");
    /// Words that an analyst marked, read as if they stood alone.
    ALONE = rule("alone", 0.5, "");
}
