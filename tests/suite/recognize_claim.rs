//! Tests of `recognize::claim`: sentences with their claims marked, the gold article, any text.

use hashiye::{
    recognize::{
        Context, Mention,
        claim::{self, RECOGNIZER, RULES, check},
    },
    text::Text,
};
use proptest::prelude::*;
use unicode_segmentation::GraphemeCursor;

use crate::support::{Mark, MarkedText, cases, parse};

fn find(text: &Text) -> Vec<Mention> {
    (RECOGNIZER.find)(text, &Context::default())
}

/// The words a claim is linked to by `relation`.
fn linked<'a>(text: &'a Text, claim: &Mention, relation: &str) -> Vec<&'a str> {
    let links = claim.links.iter().filter(|it| it.relation == relation);
    links.flat_map(|it| &it.pieces).map(|it| text.slice(*it)).collect()
}

fn attribute<'a>(claim: &'a Mention, key: &str) -> Option<&'a str> {
    claim.attributes.iter().find(|(it, _)| *it == key).map(|(_, value)| value.as_str())
}

/// Checks that the first claim of a marked sentence has just the marked content, claimant and cue.
#[track_caller]
fn check_claim(marked: &str) -> Mention {
    let (source, spans) = parse(marked);
    let text = Text::new(source);
    let found = find(&text);
    let want = |label: &str| -> Vec<&str> {
        let spans = spans.iter().filter(|(_, _, it)| it == label);
        spans
            .filter_map(|(start, end, _)| text.range(*start, *end).ok())
            .map(|it| text.slice(it))
            .collect()
    };
    let content = want("claim");
    let claim = found.iter().find(|it| content == [text.slice(it.pieces[0])]);
    let contents: Vec<&str> = found.iter().map(|it| text.slice(it.pieces[0])).collect();
    let claim = claim.unwrap_or_else(|| panic!("{content:?} is not among {contents:?}"));
    assert_eq!(linked(&text, claim, "claimant"), want("claimant"), "claimant of {marked}");
    assert_eq!(linked(&text, claim, "cue"), want("cue"), "cue of {marked}");
    claim.clone()
}

#[track_caller]
fn check_none(source: &str) {
    let text = Text::new(source);
    let found = find(&text);
    let found: Vec<_> = found.iter().map(|it| (&*it.rule, text.slice(it.pieces[0]))).collect();
    assert!(found.is_empty(), "{found:?} in {source}");
}

#[test]
fn speech_opens_with_that_a_colon_a_comma_or_nothing() {
    check_claim("[claimant وزیر کشور] [cue گفت] که [claim انتخابات به موقع برگزار می‌شود].");
    check_claim("[claimant وزیر کشور] [cue گفت]: [claim انتخابات به موقع برگزار می‌شود].");
    check_claim("[claimant وی] [cue تصريح كرد]، [claim اين طرح يك نكته مثبت است].");
    check_claim("[claimant دولت] [cue اعلام کرد] [claim مدارس فردا تعطیل است].");
    check_claim("[claimant وی] [cue اظهار داشت]: «[claim ما آماده‌ایم. کار تمام است].»");
}

#[test]
fn people_without_an_office_have_opinions() {
    check_claim("[cue از نظر] [claimant کارشناسان]، [claim رشد اقتصادی به سه درصد می‌رسد].");
    check_claim("[cue از دید] [claimant تحلیلگران]، [claim بازار آرام است].");
    check_none("از نظر اقتصادی، بازار آرام است.");
}

#[test]
fn an_occasion_before_the_speaker_is_left_out() {
    check_claim(
        "در ادامه این نشست، [claimant علی محمدی رئیس پژوهشکده] نیز [cue اظهار داشت]: [claim کتاب منتشر شد].",
    );
    check_claim("در پایان این مراسم [claimant علی محمدی] [cue گفت]: [claim کتاب منتشر شد].");
    check_claim("[claimant این روزنامه] در سرمقاله خود [cue آورده است]: [claim دولت پاسخگو نیست].");
}

#[test]
fn another_speaker_takes_over_after_but() {
    check_claim(
        "پوتین آماده دیدار با او است، اما [claimant کی‌یف] [claim این پیشنهاد] را [cue رد کرده است].",
    );
}

#[test]
fn a_verb_may_leave_its_light_verb_to_the_next() {
    check_claim("[claimant طرفین] بر [claim گسترش روابط] [cue تاکید] و خواستار لغو روادید شدند.");
    check_claim("[claimant ایران] [claim این حمله] را [cue محکوم] و اعلام کرد پاسخ می‌دهد.");
    check_claim("[claimant وی] بر [claim این موضوع] [cue تاکید] و اصرار دارد.");
}

#[test]
fn what_is_announced_is_no_part_of_who_announces_it() {
    check_claim("[claimant ایران] [cue آمادگی] خود را برای [claim مذاکره] [cue اعلام کرد].");
}

#[test]
fn the_joints_of_a_verb_may_be_written_in_three_ways() {
    for verb in [
        "خاطرنشان کرد",
        "خاطرنشان ساخت",
        "اظهارداشت",
        "خاطر نشان کرد",
        "خاطر‌نشان کرد",
        "می‌گوید",
        "می گوید",
        "میگوید",
    ] {
        check_claim(&format!("[claimant علوی] [cue {verb}] که [claim کار تمام است]."));
    }
}

#[test]
fn a_claimant_ends_before_venues_times_and_relative_clauses() {
    let rest = "[cue گفت]: [claim کار تمام است].";
    check_claim(&format!("[claimant سخنگوی دولت] در گفت‌وگو با ایرنا {rest}"));
    check_claim(&format!("[claimant سخنگوی دولت] روز جمعه در نشست خبری {rest}"));
    check_claim(&format!("[claimant سخنگوی دولت] که به مصر سفر کرده است، {rest}"));
    check_claim(&format!("[claimant سخنگوی دفتر سازمان ملل در عراق] {rest}"));
    check_claim(&format!("[claimant جرج بوش، رئیس جمهوری آمریکا] {rest}"));
    check_claim(&format!("«[claimant نبیل]» {rest}"));
    check_claim(&format!("[claimant یکی از اعضای شورا] {rest}"));
}

#[test]
fn a_topic_stands_before_its_verb() {
    let topic = check_claim("[claimant وی] از [claim آزادی زندانیان] [cue خبر داد].");
    assert_eq!(attribute(&topic, "kind"), Some("topic"));
    check_claim("[claimant بایدن] به [claim مسئولیت دو کشور] [cue اشاره کرد] و رفت.");
    check_claim("[claimant وی] بر [claim لزوم همکاری] [cue تأکید کرد].");
    check_claim("[claimant مسکو] درباره [claim استقرار سلاح] [cue هشدار داده است].");
}

#[test]
fn naming_keeps_the_object_and_denial_turns_it() {
    check_claim("[claimant وی] [claim این اقدام را اشتباه] [cue دانست].");
    let denied = check_claim("[claimant وی] [claim این خبر] را [cue تکذیب کرد].");
    assert_eq!(attribute(&denied, "polarity"), Some("denied"));
    check_claim("[claimant وی] [cue مخالفت] خود را با [claim این طرح] [cue اعلام کرد].");
}

#[test]
fn a_cue_may_stand_in_two_pieces() {
    let desire = check_claim("[claimant تهران] [cue خواستار] [claim لغو تحریم‌ها] [cue شد].");
    assert_eq!(attribute(&desire, "kind"), Some("desire"));
    check_claim("[claimant آمریکا] [cue قصد] [claim استقرار سلاح در اروپا] را [cue ندارد].");
}

#[test]
fn asides_and_sources_are_claims() {
    check_claim("[claimant وی] [cue با بیان این‌که] [claim کار تمام است]، رفت.");
    check_claim("[claimant وی] [cue با اشاره به] [claim سفر وزیر] گفت: بله.");
    check_claim("[cue به گفته] [claimant این منبع]، [claim او آزاد شده است].");
    let outer = check_claim("[cue به گزارش] [claimant ایرنا]، [claim باران بارید].");
    assert_eq!(attribute(&outer, "level"), Some("outer"));
}

#[test]
fn a_nested_claim_leads_to_its_outer_one() {
    let text = Text::new("وی گفت که بایدن به صراحت گفته است آمریکا جنگ نمی‌خواهد.");
    let found = find(&text);
    let inner = found.iter().find(|it| linked(&text, it, "cue") == ["به صراحت گفته است"]);
    let outer = linked(&text, inner.expect("the inner claim"), "nested_in");
    assert_eq!(outer, ["بایدن به صراحت گفته است آمریکا جنگ نمی‌خواهد"]);
}

#[test]
fn a_dateline_is_no_part_of_an_outer_claim() {
    check_claim("[cue به گزارش] [claimant خبرگزاری فارس] از تبریز، [claim باران بارید].");
    let relayed = "[cue به گزارش] [claimant فارس] به نقل از رویترز، [claim باران بارید].";
    assert_eq!(attribute(&check_claim(relayed), "level"), Some("outer"));
}

#[test]
fn two_verbs_of_one_speaker_make_two_claims() {
    check_claim("[claimant وی] [cue گفت] [claim کار تمام است] و تاکید کرد که نان هست.");
    check_claim("[claimant وی] گفت کار تمام است و [cue تاکید کرد] که [claim نان هست].");
}

#[test]
fn a_known_name_tells_subject_from_object() {
    let rest = "\nرئیس اتحادیه طلا گفت: بازار خوب است.";
    let said = "[claim بهبود بورس را عامل کاهش قیمت] [cue دانست].";
    check_claim(&format!("[claimant رئیس اتحادیه طلا] {said}{rest}"));
}

#[test]
fn a_relative_clause_has_its_own_subject() {
    let source =
        "وی گفت کودکانی کشته شدند که [claimant مسکو] [cue خواستار] [claim بررسی آن] [cue شد].";
    check_claim(source);
}

#[test]
fn a_noun_of_speech_reports_with_a_clause() {
    check_claim("او به [cue سخنان] [claimant بوش] مبنی بر اینکه [claim جنگ می‌شود]، خندید.");
}

#[test]
fn a_headline_may_name_its_speaker() {
    let headline = check_claim("[claimant لاریجانی]: [claim مذاکره ادامه دارد]\nمتن خبر.");
    assert_eq!(headline.rule, "headline-speaker");
}

#[test]
fn a_question_that_is_answered_is_nobodys_claim() {
    let text = Text::new("وی در پاسخ به این سوال که آیا وزیر گفته است می‌آید، گفت: خیر است.");
    let found = find(&text);
    let contents: Vec<&str> = found.iter().map(|it| text.slice(it.pieces[0])).collect();
    assert_eq!(contents, ["خیر است"]);
}

#[test]
fn names_are_carried_to_pronouns_and_dropped_subjects() {
    let text =
        Text::new("علی علوی وزیر نیرو گفت: آب کم است.\nوی افزود: باران می‌آید.\nافزود: برف هم.");
    let names: Vec<_> =
        find(&text).iter().map(|it| attribute(it, "claimant_name").map(str::to_owned)).collect();
    assert_eq!(names, vec![Some("علی علوی".to_owned()); 3]);
}

#[test]
fn talking_is_not_claiming() {
    check_none("بایدن و پوتین با یکدیگر گفت وگو کردند.");
    check_none("وی در مراسم سخن گفت و به مردم تبریک گفت.");
    check_none("باید گفت که این کار سخت است.");
    check_none("در این زمینه باید بر لزوم همکاری تاکید کرد.");
    check_none("وی گفت و رفت. او این کار را به خوبی می‌داند.");
    check_none("مذاکرات روز جمعه برگزار شد و ۵۰ دقیقه طول کشید.");
}

#[test]
fn every_rule_finds_a_claim_in_its_example() {
    for rule in RULES {
        let text = Text::new(rule.example);
        let caret = claim::at_caret(&text, 0, &Context::default());
        let found = find(&text).into_iter().chain(caret).find(|it| it.rule == rule.name);
        let found = found.unwrap_or_else(|| panic!("{} finds nothing in its example", rule.name));
        assert!(found.confidence <= rule.confidence, "{}", rule.name);
    }
    let mut names: Vec<_> = RULES.iter().map(|it| it.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len(), "a name stands twice");
}

#[test]
fn the_lists_of_words_can_be_read() {
    claim::check_bundled_lists().expect("every list has its fields");
    assert_eq!(claim::verbs_without_forms(), Vec::<&str>::new());
}

/// Content, claimant and cue of a claim by their words, and whether it only carries the news.
type WholeClaim = (Vec<String>, Vec<String>, Vec<String>, bool);

/// The claims of a marked text.
fn marked_claims(marked: &MarkedText) -> Vec<WholeClaim> {
    let words = |it: &Mark| marked.words(it).into_iter().map(str::to_owned).collect();
    let part = |at: usize, relation: &str| -> Vec<String> {
        marked.linked(at, relation).flat_map(|it| marked.words(it)).map(str::to_owned).collect()
    };
    let marks = marked.marks.iter().enumerate().filter(|(_, it)| it.label == "claim");
    let mut claims: Vec<WholeClaim> = marks
        .map(|(at, it)| {
            let outer = it.attribute("level") == "outer";
            (words(it), part(at, "claimant"), part(at, "cue"), outer)
        })
        .collect();
    claims.sort();
    claims
}

/// The claims that are found in a text.
fn found_claims(source: &str) -> Vec<WholeClaim> {
    let text = Text::new(source);
    let owned = |it: Vec<&str>| it.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut claims: Vec<WholeClaim> = find(&text)
        .iter()
        .map(|it| {
            let content = it.pieces.iter().map(|piece| text.slice(*piece)).collect();
            let outer = attribute(it, "level") == Some("outer");
            let (claimant, cue) = (linked(&text, it, "claimant"), linked(&text, it, "cue"));
            (owned(content), owned(claimant), owned(cue), outer)
        })
        .collect();
    claims.sort();
    claims
}

#[test]
fn every_case_has_its_claims_and_no_other() {
    for case in cases("recognize/claim/cases.txt") {
        let found = found_claims(&case.marked.text);
        assert_eq!(found, marked_claims(&case.marked), "{}: {}", case.id, case.marked.text);
    }
}

#[test]
fn what_is_no_article_has_no_claims() {
    let tables = cases("recognize/tables.txt");
    for case in cases("recognize/claim/no_claims.txt").into_iter().chain(tables) {
        assert_eq!(found_claims(&case.marked.text), [], "{}", case.id);
    }
}

#[test]
fn a_lone_preference_is_a_deed_and_a_hope_without_a_name_is_the_authors() {
    check_none("او ترجیح داد که بماند.");
    check_claim("[claimant او] [cue ترجیح می‌دهد] که [claim بماند].");
    check_none("امیدواریم باران ببارد.");
    check_claim("[claimant ما] [cue امیدواریم] [claim باران بیاید].");
}

#[test]
fn a_line_break_after_a_colon_opens_the_content() {
    check_claim("[claimant خبرگزاری تسنیم] [cue نوشته]:\n[claim قیمت‌ها بالا رفت].\nپایان خبر.");
}

#[test]
fn a_report_is_outer_where_a_medium_made_it() {
    let level = |marked: &str| attribute(&check_claim(marked), "level").map(str::to_owned);
    let bank = "[cue بر اساس گزارش] [claimant بانک مرکزی]، [claim تورم کاهش یافت].";
    let agency = "[cue بر اساس گزارش] [claimant خبرگزاری مهر]، [claim تورم کاهش یافت].";
    assert_eq!(level(bank), None);
    assert_eq!(level(agency).as_deref(), Some("outer"));
}

#[test]
fn the_gold_article_is_read_well() {
    let gold = &cases("recognize/claim/article.txt")[0].marked;
    let text = Text::new(gold.text.as_str());
    let owned = |it: Vec<&str>| it.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let pieces = |at: usize, label: &str| {
        owned(gold.linked(at, label).flat_map(|it| gold.words(it)).collect())
    };
    let is_wanted = |it: &Mark| {
        let is_attributed = it.attribute("attributed") != "no";
        it.label == "claim" && is_attributed && it.attribute("level") != "outer"
    };
    let wanted = gold.marks.iter().enumerate().filter(|it| is_wanted(it.1));
    let wanted: Vec<_> = wanted
        .map(|(at, it)| (owned(gold.words(it)), pieces(at, "claimant"), pieces(at, "cue")))
        .collect();
    let found = find(&text);
    let found = found.iter().filter(|it| attribute(it, "level").is_none());
    let found: Vec<_> = found
        .map(|it| {
            let content = vec![text.slice(it.pieces[0]).to_owned()];
            (content, owned(linked(&text, it, "claimant")), owned(linked(&text, it, "cue")))
        })
        .collect();
    let right = found.iter().filter(|it| wanted.contains(it)).count();
    assert!(right * 100 >= wanted.len() * 85, "{right} of {}", wanted.len());
    assert!(right * 100 >= found.len() * 93, "{right} right in {}", found.len());
}

#[test]
fn the_caret_says_that_a_clause_is_the_articles_own_only_where_it_is() {
    let own = |source: &str, word: &str| {
        let text = Text::new(source);
        let byte = source.find(word).expect("the word is there");
        let found = claim::at_caret(&text, byte, &Context::default()).expect("a claim");
        assert_eq!(found.rule, "caret-clause", "{source}");
        found.attributes == [("attributed", "no".to_owned())]
    };
    assert!(own("نشست جمعه برگزار شد.", "جمعه"));
    // A heading, a row of figures.
    assert!(!own("گرانی نان در تهران", "نان"));
    assert!(!own("گندم ۱۰۰۰ هکتار", "گندم"));
    // Somebody's words, which no rule has understood.
    assert!(!own("به گفته شاهدان این", "شاهدان"));
}

#[test]
fn the_caret_takes_the_clause_without_verb_and_source() {
    let at = |source: &str, word: &str| {
        let text = Text::new(source);
        let byte = source.find(word).expect("the word is there");
        let found = claim::at_caret(&text, byte, &Context::default()).expect("a claim");
        text.slice(found.pieces[0]).to_owned()
    };
    let said = "به گزارش ایرنا، وزیر نیرو گفت که آب کم است.";
    assert_eq!(at(said, "کم"), "آب کم است");
    assert_eq!(at(said, "وزیر"), "آب کم است");
    let plain = "همچنین گفت‌وگو جمعه برگزار شد و ۵۰ دقیقه طول کشید.";
    assert_eq!(at(plain, "جمعه"), "گفت‌وگو جمعه برگزار شد");
    assert_eq!(at(plain, "دقیقه"), "۵۰ دقیقه طول کشید");
    assert!(claim::at_caret(&Text::new("\n\n"), 1, &Context::default()).is_none());
}

#[test]
fn a_tagged_claim_is_checked() {
    use check::ClaimFault;
    let findings = |marked: &str| {
        let (source, spans) = parse(marked);
        let text = Text::new(source);
        let range = text.range(spans[0].0, spans[0].1).expect("a span");
        check::check(&text, range)
    };
    assert_eq!(findings("گفت [claim که کار تمام است]."), [ClaimFault::StartsWithThat]);
    assert_eq!(findings("گفت: [claim کار تمام است.]"), [ClaimFault::EndsWithMark]);
    assert_eq!(findings("گفت[claim : کار تمام است]."), [ClaimFault::StartsWithMark]);
    assert_eq!(findings("گفت: [claim «کار تمام است»]."), [ClaimFault::InQuotationMarks]);
    assert_eq!(findings("گفت: [claim «کار» و «بار»]."), []);
    assert_eq!(findings("در [claim سال ۱۳۰۰ ه.ش.] گفت"), []);
    assert_eq!(findings("گفت: [claim کهن است]."), []);
}

fn is_cluster_edge(source: &str, byte: usize) -> bool {
    let mut cursor = GraphemeCursor::new(byte, source.len(), true);
    cursor.is_boundary(source, 0).unwrap_or(false)
}

/// Words, marks and noise that news is made of.
fn news() -> impl Strategy<Value = String> {
    let words = [
        "وی",
        "گفت",
        "که",
        ":",
        "«",
        "»",
        "،",
        ".",
        "به گزارش",
        "ایرنا",
        "با بیان اینکه",
        "را",
        "دانست",
        "خواستار",
        "شد",
        "و",
        "است",
        "قصد",
        "ندارد",
        "مبنی بر اینکه",
        "\n",
        "\u{200C}",
        "؟",
        "\"",
        "(",
        "سخنان",
        "از",
        "خبر داد",
        "رئیس",
        "در",
        "۱۲",
        "می",
        "گفته",
        "‌است",
        "اعلام کرد",
        "\u{64B}",
        "👩‍🔧",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..60)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn any_text_is_read(source in prop_oneof![any::<String>(), news()]) {
        let text = Text::new(source.clone());
        let found = find(&text);
        prop_assert_eq!(&found, &find(&text));
        for mention in &found {
            prop_assert_eq!(mention.pieces.len(), 1);
            let pieces = mention.pieces.iter().chain(mention.links.iter().flat_map(|it| &it.pieces));
            for piece in pieces {
                prop_assert!(is_cluster_edge(&source, piece.start()), "start of {:?}", piece);
                prop_assert!(is_cluster_edge(&source, piece.end()), "end of {:?}", piece);
            }
            prop_assert!((0.0..=1.0).contains(&mention.confidence));
            for link in &mention.links {
                prop_assert!(!link.pieces.is_empty());
                prop_assert!(link.pieces.is_sorted());
            }
        }
        for byte in 0..=source.len() {
            let _ = claim::at_caret(&text, byte, &Context::default());
        }
    }
}
