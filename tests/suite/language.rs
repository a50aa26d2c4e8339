//! Tests of `language`: tokens, lexicons, numbers and verbs.

use hashiye::language::{
    Gap, JOINER, LexiconBuilder, NumberForm, Spelling, Tense, TokenKind, Tokens, Voice, WordSet,
    check_bundled_lists, looks_finite, number_words, places_of, tense_of, verb_forms,
};
use proptest::prelude::*;

#[test]
fn the_lists_of_words_can_be_read() {
    check_bundled_lists().expect("every list has its fields");
}

#[test]
fn text_is_cut_into_letters_digits_and_marks() {
    let shadow = "در 50دقیقه، می\u{200C}رود";
    let word = |bytes| shadow.get(bytes).expect("tokens lie in the text");
    let found: Vec<_> = Tokens::new(shadow).map(|it| (it.gap, word(it.bytes), it.kind)).collect();
    let expected = [
        (Gap::Space, "در", TokenKind::Letters),
        (Gap::Space, "50", TokenKind::Digits),
        (Gap::None, "دقیقه", TokenKind::Letters),
        (Gap::None, "،", TokenKind::Mark('،')),
        (Gap::Space, "می", TokenKind::Letters),
        (Gap::Joiner, "رود", TokenKind::Letters),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_marked_joint_is_a_space_a_joiner_or_nothing() {
    let mut lexicon = LexiconBuilder::with_marked_joints();
    lexicon.insert_new("پس|فردا", "two days on");
    lexicon.insert_new("فردا", "the next day");
    lexicon.insert_new("یک_صد", "a hundred");
    lexicon.insert_new("آینده", "to come");
    lexicon.insert_new("فردا", "never");
    let lexicon = lexicon.build();
    let longest = |text: &'static str| {
        lexicon.longest_at(text, 0).map(|(end, it)| (text.get(..end).unwrap_or_default(), *it))
    };
    for text in ["پس فردا", "پس\u{200C}فردا", "پسفردا"] {
        assert_eq!(longest(text), Some((text, "two days on")));
    }
    assert_eq!(longest("فردا شب"), Some(("فردا", "the next day")));
    assert_eq!(longest("فرداها"), None, "an entry ends where a word does");
    assert_eq!(longest("فردا\u{200C}ها").map(|it| it.0), Some("فردا"));
    assert_eq!(longest("یک صد").map(|it| it.0), Some("یک صد"));
    assert_eq!(longest("یکصد"), None, "`_` is never nothing");
    assert_eq!(longest("اینده").map(|it| it.1), Some("to come"));
}

#[test]
fn free_joints_may_be_anywhere() {
    let words: WordSet = ["گفت و گو", "خاطرنشان", "از این رو"].into_iter().collect();
    let longest = |text: &str| words.longest(text.split(' '));
    assert_eq!(longest("گفت\u{200C}و\u{200C}گو"), Some(1));
    assert_eq!(longest("خاطر نشان کرد"), Some(2));
    assert_eq!(longest("ازاین رو که"), Some(2));
    assert_eq!(longest("از این"), None);
    assert!(words.has("گفتوگو") && !words.has("گفت"));
}

#[test]
fn number_words_have_their_ordinals() {
    let value = |key: &str, form: NumberForm| {
        number_words().into_iter().find(|it| it.key == key && it.form == form).map(|it| it.value)
    };
    assert_eq!(value("هفده", NumberForm::Cardinal), Some(17));
    assert_eq!(value("بیست|و|دوم", NumberForm::Ordinal), Some(22));
    assert_eq!(value("سی|ام", NumberForm::Ordinal), Some(30));
    assert_eq!(value("صدم", NumberForm::Ordinal), Some(100));
    assert_eq!(value("نهصدمین", NumberForm::Attributive), Some(900));
    assert_eq!(value("هزار", NumberForm::Cardinal), Some(1000));
    assert_eq!(value("بیست|و|نخست", NumberForm::Ordinal), None);
}

#[test]
fn verbs_are_inflected_from_their_stems() {
    let form = |verb: &str, word: &str| {
        let forms = verb_forms(verb);
        forms.iter().find(|(it, _)| it == word).map(|(_, it)| (it.tense, it.voice, it.negated))
    };
    assert_eq!(form("گفت", "گفتند"), Some((Tense::Past, Voice::Active, false)));
    assert_eq!(form("گفت", "نمیگوید"), Some((Tense::Present, Voice::Active, true)));
    assert_eq!(form("گفت", "گفتهشدهاست"), Some((Tense::Past, Voice::Passive, false)));
    assert_eq!(form("گفت", "گفته"), Some((Tense::Past, Voice::Participle, false)));
    assert_eq!(form("گفت", "بگوید"), None, "«اگر بگوید» states nothing");
    assert_eq!(form("کرد", "مینماید"), Some((Tense::Present, Voice::Active, false)));
    assert_eq!(form("داشت", "ندارند"), Some((Tense::Present, Voice::Active, true)));
    assert_eq!(form("است", "بود"), Some((Tense::Past, Voice::Active, false)));
    assert_eq!(verb_forms("nothing"), []);
}

#[test]
fn a_finite_verb_shows_its_tense() {
    let tenses = ["شد", "نشدند", "میشد", "میشود", "نشود", "خواهد", "است", "کتاب"].map(tense_of);
    let past = Some(Tense::Past);
    let present = Some(Tense::Present);
    let rest = [Some(Tense::Future), Some(Tense::Timeless), None];
    assert_eq!(tenses[..5], [past, past, past, present, present]);
    assert_eq!(tenses[5..], rest);
    assert!(looks_finite("می\u{200C}جهد") && looks_finite("رفته\u{200C}اند"));
    assert!(looks_finite("بپرهیزند") && !looks_finite("بهره\u{200C}مند"));
}

proptest! {
    #[test]
    fn tokens_cover_all_that_is_no_gap(shadow in "(\\PC|[ا-ی0-9 ،\u{200C}\n]){0,80}") {
        let mut end = 0;
        for token in Tokens::new(&shadow) {
            let gap = shadow.get(end..token.bytes.start).expect("tokens are in order");
            let skipped = |c: char| c.is_whitespace() || c == JOINER;
            prop_assert!(gap.chars().all(skipped));
            prop_assert!(!token.bytes.is_empty());
            end = token.bytes.end;
        }
    }
}

/// The words found, as they are spelled.
fn spelled(text: &str, query: &str, spelling: Spelling) -> Vec<String> {
    let text = hashiye::text::Text::new(text);
    let found = places_of(&text, query, spelling);
    found.into_iter().map(|it| text.slice(it).to_owned()).collect()
}

#[test]
fn every_spelling_finds_every_other() {
    let groups: &[&[&str]] = &[
        &["گفت‌وگو", "گفتگو", "گفت وگو", "گفت و گو", "گفت‌و‌گو", "گفت وگو"],
        &["گفت‌وگوهای", "گفتگوهای", "گفت و گو های", "گفت‌وگو‌های"],
        &["جست‌وجوی", "جستجوی", "جست و جوی"],
        &["رفت‌وآمد", "رفت و آمد", "رفت و امد"],
        &["بندرها", "بندر ها", "بندر‌ها"],
        &["۱۴۰۳", "1403", "١٤٠٣"],
        &["علی", "علي", "عَلی"],
    ];
    for group in groups {
        let text = group.iter().map(|it| format!("پیش {it} پس. ")).collect::<Vec<_>>().concat();
        for query in *group {
            assert_eq!(spelled(&text, query, Spelling::Any), *group, "by {query}");
            let same: Vec<&str> = group.iter().filter(|it| *it == query).copied().collect();
            assert_eq!(spelled(&text, query, Spelling::Exact), same, "exactly {query}");
        }
    }
    for (text, query) in [
        ("او گفت و گوش کرد", "گفتگو"),
        ("می‌گفت و گو", "گفتار"),
        ("گفت و رفت", "گفتگو"),
        ("ساخت و سازمان", "ساخت‌وساز"),
    ] {
        assert_eq!(spelled(text, query, Spelling::Any), [] as [&str; 0], "{text}");
    }
    assert_eq!(spelled("هیچ", " ", Spelling::Exact), [] as [&str; 0]);
}
