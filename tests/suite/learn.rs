//! What an analyst's articles teach, article by article.

use hashiye::{
    learn::{
        ArticleWork, Experience, LabeledRange, LearnedSuggestion, Learner, LikenessPlace,
        OutsideFinding, RuleCounts, SuggestionReason, SuggestionSource,
    },
    text::Text,
};

use crate::support::parse;

/// The work in marked text: `[person علی] گفت`. Labels that start with `no-` are rejections.
fn work(marked: &str, is_done: bool) -> (Text, ArticleWork) {
    let (text, spans) = parse(marked);
    let text = Text::new(text);
    let mut work = ArticleWork { is_done, ..ArticleWork::default() };
    for (start, end, label) in spans {
        let range = text.range(start, end).expect("marked in the text");
        match label.strip_prefix("no-") {
            Some(label) => work.rejected.push(LabeledRange { range, label: label.into() }),
            None => work.tags.push(LabeledRange { range, label: label.as_str().into() }),
        }
    }
    (text, work)
}

fn teach(learner: &mut Learner, marked: &str) {
    let (text, work) = work(marked, true);
    let article = learner.experience().read(&text, Vec::new(), None);
    learner.learn(&article, &work);
}

fn taught(articles: &[&str]) -> Learner {
    let mut learner = Learner::new();
    for article in articles {
        teach(&mut learner, article);
    }
    learner
}

fn suggestions(experience: &Experience, marked: &str) -> (Text, Vec<LearnedSuggestion>) {
    let (text, work) = work(marked, false);
    let article = experience.read(&text, Vec::new(), None);
    (text.clone(), experience.suggest(&article, &work))
}

/// The words that are shown, each with its label.
fn shown(experience: &Experience, marked: &str) -> Vec<String> {
    let (text, found) = suggestions(experience, marked);
    let shown = found.iter().filter(|it| it.is_shown);
    shown.map(|it| format!("{} {}", it.label, text.slice(it.range))).collect()
}

/// What is known of some words that may be suggested.
fn counts(experience: &Experience, marked: &str, words: &str) -> Option<(u32, u32)> {
    let (text, found) = suggestions(experience, marked);
    let mut found = found.into_iter().filter(|it| text.slice(it.range) == words);
    found.next().map(|it| (it.tagged, it.untagged))
}

/// Twelve articles in which who is called «آقای» is a person.
fn twelve() -> Vec<String> {
    let names = "احمدی کریمی صادقی رستگار پارسا بهرامی شریفی مرادی نوری یزدانی کاظمی رحیمی";
    let article = |name: &str| {
        format!(
            "آقای [person {name}] گفت کار پیش می‌رود.\nباران بارید.\nسپس آقای [person {name}] رفت.\n\
             کارشناسان گفتند هوا خوب است.\nآقای [person {name}] افزود که راضی است.\n"
        )
    };
    names.split(' ').map(article).collect()
}

#[test]
fn words_tagged_once_are_suggested_further_on_however_they_are_spelled() {
    let nothing = Experience::default();
    let found = shown(&nothing, "[place كرمان] بزرگ است. در کرمان باران بارید.");
    assert_eq!(found, ["place کرمان"]);
    let learner = taught(&["در [place میان‌رود] باران بارید."]);
    assert_eq!(shown(learner.experience(), "او به ميان‌رود رفت."), ["place ميان‌رود"]);
    assert_eq!(shown(learner.experience(), "او به میانرود رفت."), ["place میانرود"]);
}

#[test]
fn what_is_rejected_does_not_come_back_in_its_article() {
    let learner = taught(&["[place آزادی] شلوغ بود.", "[place آزادی] خلوت بود."]);
    let same = |marked: &str| {
        let (text, mut found) = suggestions(learner.experience(), marked);
        found.retain(|it| text.slice(it.range) == "آزادی");
        found
    };
    let before = same("آزادی بیان و میدان آزادی");
    assert_eq!(before.len(), 2);
    let after = same("[no-place آزادی] بیان و میدان آزادی");
    assert_eq!(after.len(), 1);
    assert!(after[0].range.start() > 0 && after[0].probability < before[1].probability);
}

#[test]
fn words_rejected_again_and_again_are_not_shown() {
    let learner = taught(&["[place آزادی] شلوغ بود."]);
    let found = shown(
        learner.experience(),
        "[no-place آزادی] بیان.\n[no-place آزادی] قلم.\n[no-place آزادی] اندیشه.\nآزادی مطبوعات.",
    );
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn words_left_untagged_count_against_themselves_also_before_they_were_tagged() {
    let left = "[place تهران] و بهار.\nبهار آمد.\nبهار رفت.\nبهار ماند.\n";
    let learner = taught(&[left, left, "[place تهران] و [place بهار]."]);
    let (text, found) = suggestions(learner.experience(), "او به بهار رفت.");
    let it = found.iter().find(|it| text.slice(it.range) == "بهار").expect("a candidate");
    assert_eq!((it.tagged, it.untagged), (1, 8));
    assert!(!it.is_shown);
}

#[test]
fn an_unfinished_article_says_nothing_of_what_is_untagged() {
    let mut learner = Learner::new();
    let (text, so_far) = work("[place ساری] و ساری و ساری", false);
    let article = learner.experience().read(&text, Vec::new(), None);
    learner.learn(&article, &so_far);
    assert_eq!(counts(learner.experience(), "به ساری رفت", "ساری"), Some((1, 0)));
}

#[test]
fn a_label_that_an_article_lacks_is_not_missed_in_it() {
    let learner = taught(&["[place ساری] شهر است.", "[person علی] از ساری آمد."]);
    // Half of the finished articles have places, so the second one says that this is none.
    assert_eq!(counts(learner.experience(), "به ساری رفت", "ساری"), Some((1, 1)));
    let mut many = vec!["[person علی] آمد."; 4];
    many.extend(["[place ساری] شهر است.", "[person علی] از ساری آمد."]);
    assert_eq!(counts(taught(&many).experience(), "به ساری رفت", "ساری"), Some((1, 0)));
}

#[test]
fn nothing_is_suggested_over_a_tag_of_its_label() {
    let learner = taught(&["[body بانک] و [body بانک مرکزی]", "[body بانک مرکزی] و [body بانک]"]);
    let found = shown(learner.experience(), "[body بانک مرکزی ایران] باز شد");
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn new_words_are_found_by_their_likeness() {
    let articles = twelve();
    let learner = taught(&articles.iter().map(String::as_str).collect::<Vec<_>>());
    let marked = "کارشناسان گفتند هوا خوب است.\nآقای فرهمند گفت کار پیش می‌رود.\n";
    assert_eq!(shown(learner.experience(), marked), ["person فرهمند"]);
    let (text, _) = work(marked, false);
    let article = learner.experience().read(&text, Vec::new(), None);
    let found = learner.experience().suggest(&article, &ArticleWork::default());
    let it = found.iter().find(|it| it.is_shown).expect("it is shown");
    assert_eq!(it.source, SuggestionSource::Model);
    let prepared = learner.experience().prepare(&text, Vec::new(), None);
    let reason = learner.experience().likeness_reason(&prepared, &it.label, it.range);
    let SuggestionReason::Likeness(places) = reason else {
        panic!("not seen before");
    };
    let before = places.iter().find(|it| it.0 == LikenessPlace::Before).map(|it| text.slice(it.1));
    assert_eq!(before, Some("آقای"));
}

#[test]
fn a_rule_that_is_rejected_is_held_back_and_another_stays() {
    let mut learner = Learner::new();
    let outside = |text: &Text| -> Vec<OutsideFinding> {
        let finding = |words: &str, rule: &str| {
            let start = text.as_str().find(words)?;
            let range = text.range(start, start + words.len()).ok()?;
            let (label, rule, kind) = ("date".into(), rule.to_owned(), String::new());
            Some(OutsideFinding { range, label, rule, kind, confidence: 0.9 })
        };
        [finding("فردا", "near"), finding("۱۰ دی", "day")].into_iter().flatten().collect()
    };
    let read =
        |learner: &Learner, text: &Text| learner.experience().read(text, outside(text), None);
    let marked = "او گفت فردا می‌آید.\nنشست در [date ۱۰ دی] بود.\n";
    let first = read(&learner, &work(marked, true).0);
    let shown = |learner: &Learner, article| {
        let found = learner.experience().suggest(article, &ArticleWork::default());
        found.iter().filter(|it| it.is_shown).count()
    };
    assert_eq!(shown(&learner, &first), 2, "every rule is shown at first");
    for _ in 0..12 {
        let (text, work) = work(marked, true);
        let article = read(&learner, &text);
        learner.learn(&article, &work);
    }
    let last = Text::new("شاید فردا برسد. او ۱۰ دی رفت.");
    let article = read(&learner, &last);
    let found = learner.experience().suggest(&article, &ArticleWork::default());
    let of = |number| found.iter().find(|it| it.source == SuggestionSource::Outside(number));
    assert_eq!(
        (of(0).map(|it| it.is_shown), of(1).map(|it| it.is_shown)),
        (Some(false), Some(true))
    );
    let prepared = learner.experience().prepare(&last, outside(&last), None);
    let reason = learner.experience().rule_reason(&prepared, 0);
    let counts = RuleCounts { left: 12, ..RuleCounts::default() };
    assert_eq!(reason, SuggestionReason::Rule(counts));
}

#[test]
fn words_that_are_never_to_be_suggested_are_not() {
    let mut learner = taught(&["[place نور] شهر است.", "[place نور] زیباست."]);
    let (text, mut never) = work("نور چراغ", false);
    let range = text.range(0, "نور".len()).expect("in the text");
    never.never.push(LabeledRange { range, label: "place".into() });
    let article = learner.experience().read(&text, Vec::new(), None);
    let found = learner.experience().suggest(&article, &never);
    assert!(found.iter().all(|it| text.slice(it.range) != "نور"), "{found:?}");
    learner.learn(&article, &never);
    assert!(shown(learner.experience(), "به نور رفت").is_empty(), "nor in any other article");
}

#[test]
fn labels_on_the_same_words_stand_side_by_side_only_where_they_have_before() {
    let apart = taught(&["[place یزد] زیباست.", "[body یزد] برد."]);
    assert!(shown(apart.experience(), "به یزد رفت.").len() <= 1);
    let both = "[body تیم [place یزد]] برد.";
    let together = taught(&[both, both, both]);
    assert_eq!(shown(together.experience(), "تیم یزد باخت."), ["body تیم یزد", "place یزد"]);
}

#[test]
fn the_same_articles_teach_the_same_to_the_last_bit() {
    let articles = twelve();
    let articles: Vec<&str> = articles.iter().map(String::as_str).collect();
    let bytes = taught(&articles).experience().to_bytes();
    assert_eq!(taught(&articles).experience().to_bytes(), bytes);
    // Held for every machine: a change of what is learned from the same articles changes this.
    assert_eq!(crc(&bytes), EXPECTED, "if what is learned was meant to change, so is this number");
}

/// Of what the twelve articles teach.
const EXPECTED: u32 = 790_275_301;

fn crc(bytes: &[u8]) -> u32 {
    let (_, last) = bytes.split_last_chunk::<4>().expect("longer than that");
    u32::from_le_bytes(*last)
}

#[test]
fn what_is_kept_is_read_whole_or_not_at_all() {
    let experience = taught(&["[place ساری] و [person علی] و بهار.\nعلی آمد."]).into_experience();
    let bytes = experience.to_bytes();
    assert_eq!(Experience::from_bytes(&bytes).as_ref(), Some(&experience));
    // A part of the bytes alone, else this takes minutes: the weights are all alike.
    for cut in (0..bytes.len()).filter(|it| *it < 600 || it + 600 > bytes.len() || it % 31 == 0) {
        let part = bytes.get(..cut).expect("shorter");
        assert_eq!(Experience::from_bytes(part), None, "cut at {cut}");
        let mut damaged = bytes.clone();
        damaged[cut] ^= 1;
        assert_eq!(Experience::from_bytes(&damaged), None, "damaged at {cut}");
    }
}

#[test]
fn any_text_with_any_tags_can_be_learned_from() {
    let mut state = 7_u64;
    let mut draw = |limit: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % limit
    };
    let pieces =
        ["علی", "\u{200C}", " ", "\n", "۱۲", ".", "«", "a", "\u{202B}", "ﷲ", "\u{64B}", "🙂"];
    let mut learner = Learner::new();
    for round in 0..60 {
        let source: String = (0..draw(60)).map(|_| pieces[draw(pieces.len())]).collect();
        let text = Text::new(source);
        let mut range = || {
            let (a, b) = (draw(text.len_bytes() + 1), draw(text.len_bytes() + 1));
            text.range(a.min(b), a.max(b)).ok()
        };
        let mut ranges = |label: &str| -> Vec<LabeledRange> {
            let found = (0..6).filter_map(|_| range());
            found.map(|range| LabeledRange { range, label: label.into() }).collect()
        };
        let mut tags = ranges("a");
        tags.extend(ranges("b"));
        let (rejected, never) = (ranges("a"), ranges("c"));
        let outside = ranges("b").into_iter().map(|it| OutsideFinding {
            range: it.range,
            label: it.label,
            rule: "r".to_owned(),
            kind: String::new(),
            confidence: 1.5,
        });
        let outside: Vec<OutsideFinding> = outside.collect();
        let work =
            ArticleWork { tags, rejected, never, is_done: round % 3 > 0, ..ArticleWork::default() };
        let prepared = learner.experience().prepare(&text, outside.clone(), Some(&work));
        let article = learner.experience().read(&text, outside, Some(&work));
        for it in learner.experience().suggest(&article, &work) {
            assert!(text.range(it.range.start(), it.range.end()).is_ok());
            let same = |other: &&LabeledRange| other.label == it.label;
            assert!(!work.tags.iter().filter(same).any(|other| other.range.overlaps(it.range)));
            assert!(!work.rejected.iter().filter(same).any(|other| other.range == it.range));
            assert!((0.0..=1.0).contains(&it.probability));
            learner.experience().likeness_reason(&prepared, &it.label, it.range);
        }
        learner.learn(&article, &work);
    }
}

#[test]
fn words_inside_what_has_another_label_are_suggested_until_it_is_known_that_they_never_are() {
    // Nobody has tagged places before: one in a claim may be one.
    let claims = taught(&["[claim باران در شهر می‌بارد].", "[claim هوا سرد است]."]);
    let marked = "[claim باران در ساری می‌بارد] و [place ساری] گرم است.";
    assert_eq!(shown(claims.experience(), marked), ["place ساری"]);
    // The same words are never suggested twice.
    let both = shown(&Experience::default(), "[person بهار] و [place بهار] و بهار");
    assert_eq!(both.len(), 1, "{both:?}");
    // With both in finished articles, and never together, it is known that they are apart.
    let apart =
        taught(&["[claim باران در شهر می‌بارد].", "[claim هوا سرد است] و [place ساری] گرم."]);
    assert_eq!(shown(apart.experience(), marked), [""; 0]);
}
