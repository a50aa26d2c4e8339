//! Noun phrases: where the words that name somebody end.

use super::{
    clauses::{REACH, find, is_abbreviation, is_finite},
    cues::{Cue, cue_at},
    lexicon::{CLAUSES, Takes},
    passage::{Passage, TokenMark},
};

/// Where the noun phrase that starts at `from` ends: before a clause boundary, a venue, a time.
pub(super) fn noun_phrase_end(passage: &Passage, from: usize, limit: usize) -> usize {
    let limit = limit.min(from.saturating_add(REACH));
    let mut at = from;
    while at < limit {
        match passage.mark(at) {
            TokenMark::Open => match passage.partner(at).filter(|it| *it < limit) {
                Some(close) => at = close,
                None => return at,
            },
            TokenMark::Comma if is_list(passage, from, at, limit) => {}
            TokenMark::Comma if !apposition(passage, from, at + 1, limit) => return at,
            TokenMark::Stop if is_abbreviation(passage, at, limit) => {}
            TokenMark::Colon | TokenMark::Stop | TokenMark::Close => return at,
            TokenMark::Other if passage.is_any(at, &["؛", ";"]) => return at,
            TokenMark::Word
                if passage.starts(&CLAUSES.noun_phrase_stops, at, at + 2)
                    && !(at == from && passage.is(at, "چند"))
                    && !goes_on(passage, from, at, limit) =>
            {
                return at;
            }
            TokenMark::Word | TokenMark::Comma | TokenMark::Other => {}
        }
        at += 1;
    }
    limit
}

/// True when a title or a role follows the comma, or a name after a title: «جرج بوش، رئیس جمهوری
/// آمریکا», «سخنگوی دولت، علی علوی».
fn apposition(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    let titled = || find(from..at - 1, |it| passage.has(&CLAUSES.offices, it)).is_some();
    let named = || passage.longest(&CLAUSES.given_names, at, limit).is_some();
    let office = passage.starts(&CLAUSES.offices, at, limit) || is_one_of_group(passage, at, limit);
    at < limit && (office || (named() && titled()) || is_between_commas(passage, at, limit))
}

/// True for «متهم پرونده» in «کریمی، متهم پرونده، گفت»: a few words, a comma, and
/// the verb or a preposition.
fn is_between_commas(passage: &Passage, at: usize, limit: usize) -> bool {
    /// The longest such apposition, in tokens.
    const LONGEST: usize = 5;
    let ends = |it: usize| {
        !passage.is_word(it)
            || is_finite(passage, it)
            || passage.starts(&CLAUSES.noun_phrase_stops, it, it + 2)
    };
    let end = find(at..limit.min(at + LONGEST + 1), ends);
    let goes_on = |it: usize| it == limit || passage.starts(&CLAUSES.leads, it, limit);
    end.is_some_and(|it| it > at && passage.mark(it) == TokenMark::Comma && goes_on(it + 1))
}

/// True when the preposition at `at` goes on with the noun phrase.
pub(super) fn goes_on(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    let links = CLAUSES.noun_phrase_links.iter();
    let linked = at > from
        && links
            .into_iter()
            .any(|(link, before)| passage.is(at, link) && passage.has(before, at - 1));
    linked
        || is_one_of_group(passage, at, limit)
        || (passage.is(at, "نزد")
            && find(from..at, |it| passage.has(&CLAUSES.offices, it)).is_some())
        || is_from_institution(passage, from, at, limit)
        || (passage.is(at, "در") && at > from && is_place_of_office(passage, from, at, limit))
}

/// «حسین کنعانی مقدم، از فرماندهان پیشین سپاه | گفت», but not «… از مسئولان خواست».
fn is_one_of_group(passage: &Passage, at: usize, limit: usize) -> bool {
    let opens = passage.is(at, "از") && at > 0 && passage.mark(at - 1) == TokenMark::Comma;
    if !opens || !passage.starts(&CLAUSES.groups, at + 1, limit) {
        return false;
    }
    let end = noun_phrase_end(passage, at + 1, limit);
    passage.mark(end) == TokenMark::Comma && end < limit
        || end == limit && !takes_source(passage, end)
}

/// True where the verb at `at` takes what stands after «از»: «انتقاد کرد», «خواست».
fn takes_source(passage: &Passage, at: usize) -> bool {
    match cue_at(passage, at, passage.len()) {
        Some(Cue::Verb { verb, .. }) => {
            verb.takes.iter().any(|it| matches!(it, Takes::About(_) | Takes::Request))
        }
        _ => true,
    }
}

/// «کارشناس شرق آسیا از موسسه جورجیا | گفت», but not «… از سازمان | انتقاد کرد».
fn is_from_institution(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    /// The longest name of the institution, in tokens.
    const NAME: usize = 7;
    let titled = || find(from..at, |it| passage.has(&CLAUSES.offices, it)).is_some();
    if !passage.is(at, "از") || !passage.has(&CLAUSES.institution_heads, at + 1) || !titled() {
        return false;
    }
    let end = noun_phrase_end(passage, at + 1, limit);
    end == limit && end <= at + 1 + NAME && !takes_source(passage, end)
}

/// «سخنگوی دفتر سازمان ملل در عراق», but not «رئیس جمهور در نشستی» and «وزیر خارجه ایتالیا در رم».
fn is_place_of_office(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    if passage.is(at + 1, "امور") {
        return true;
    }
    if at + 1 >= limit || passage.has(&CLAUSES.venues, at + 1) || !passage.is_word(at + 1) {
        return false;
    }
    // Who speaks for a whole country does so anywhere.
    if passage.is(at - 1, "کشور") {
        return false;
    }
    // «در مکاتبه‌ای» is what it was said in.
    if passage.is(at + 2, "ای") || passage.word(at + 1).ends_with("\u{200C}ای") {
        return false;
    }
    let posted = |it: usize| {
        let head = passage.is(it, "رئیس") && passage.is_any(it + 1, &["جمهور", "جمهوری"]);
        passage.has(&CLAUSES.offices, it) && !passage.has(&CLAUSES.unposted_offices, it) && !head
    };
    if find(from..at, posted).is_none() {
        return false;
    }
    // A place of one or two words; longer ones are what the verb is about.
    let end = noun_phrase_end(passage, at + 1, limit.min(at + 5));
    let known = [&CLAUSES.places, &CLAUSES.institutions, &CLAUSES.national_institutions];
    end <= at + 3 || known.into_iter().any(|it| passage.starts(it, at + 1, limit))
}

/// True for the comma at `at` in «نماینده کرمان، راور و کوهبنان» and «وزیر صنعت، معدن و تجارت».
pub(super) fn is_list(passage: &Passage, from: usize, at: usize, limit: usize) -> bool {
    /// The longest item of a list, in tokens.
    const ITEM: usize = 3;
    let titled = |it: usize| {
        passage.has(&CLAUSES.offices, it) || passage.has(&CLAUSES.institution_heads, it)
    };
    if passage.has(&CLAUSES.demonstratives, from) || find(from..at, titled).is_none() {
        return false;
    }
    let mut item = at + 1;
    loop {
        let ends = |it: usize| {
            !passage.is_word(it)
                || passage.is(it, "و")
                || is_finite(passage, it)
                || passage.has(&CLAUSES.pronouns, it)
                || passage.has(&CLAUSES.offices, it)
                || passage.starts(&CLAUSES.noun_phrase_stops, it, it + 2)
        };
        let Some(end) = find(item..limit.min(item + ITEM + 1), ends) else { return false };
        if end == item {
            return false;
        }
        if passage.is(end, "و") {
            let object = (end + 2..end + 2 + ITEM).any(|it| passage.is(it, "را"));
            return passage.is_word(end + 1) && !ends(end + 1) && !object;
        }
        if passage.mark(end) != TokenMark::Comma {
            return false;
        }
        item = end + 1;
    }
}

/// Where the name of somebody that starts at `from` ends, by the words it is made of: a place, a
/// known institution, an office with its country, a given name and a surname.
///
/// `limit` is where an object ends that may follow it without any mark.
pub(super) fn whole_name(passage: &Passage, from: usize, limit: usize) -> Option<usize> {
    let place = |at: usize| passage.longest(&CLAUSES.places, at, limit);
    let shown = |end: usize| with_name(passage, after_kinds(passage, end, limit), limit);
    if let Some(end) = passage.longest(&CLAUSES.institutions, from, limit) {
        return Some(end);
    }
    if passage.has(&CLAUSES.surnames, from) {
        let double = passage.has(&CLAUSES.surnames, from + 1);
        return Some(from + 1 + usize::from(double && from + 2 < limit));
    }
    if let Some(end) = place(from) {
        let next = place(end + 1).filter(|_| passage.is(end, "و"));
        return Some(next.unwrap_or(end));
    }
    if passage.has(&CLAUSES.demonstratives, from) {
        return pointed_at(passage, from + 1, limit);
    }
    if let Some(end) = passage.longest(&CLAUSES.departments, from, limit) {
        let inside = passage.longest(&CLAUSES.institutions, end, limit);
        return inside.or_else(|| institution(passage, end, limit)).or(Some(end));
    }
    if let Some(end) = institution(passage, from, limit) {
        // «گروه وحدت ملی و فراکسیون مستقلین»
        let next =
            institution(passage, end + 1, limit).filter(|it| passage.is(end, "و") && *it < limit);
        return Some(next.unwrap_or(end));
    }
    if let Some(end) = passage.longest(&CLAUSES.whole_offices, from, limit) {
        return Some(shown(end));
    }
    if passage.has(&CLAUSES.offices, from) {
        let direct = institution(passage, from + 1, limit)
            .or_else(|| passage.longest(&CLAUSES.institutions, from + 1, limit))
            .or_else(|| {
                // «مدیر روابط عمومی فدراسیون فوتبال»
                let end = passage.longest(&CLAUSES.departments, from + 1, limit)?;
                institution(passage, end, limit).or(Some(end))
            })
            .map(|end| {
                // «رئیس دولت در ایران»
                let place = passage.is(end, "در").then(|| place_of_office(passage, end + 1, limit));
                place.flatten().filter(|it| *it < limit).unwrap_or(end)
            })
            .map(|end| {
                // «نماینده ولی فقیه در استان و امام جمعه بوشهر»
                let second = passage.is(end, "و") && passage.has(&CLAUSES.offices, end + 1);
                let next = second.then(|| whole_name(passage, end + 1, limit)).flatten();
                next.filter(|it| *it < limit).unwrap_or(end)
            });
        let free = |at: usize| !passage.has(&CLAUSES.object_starts, at);
        let country = || {
            let mut near = (from + 1..limit).take(OFFICE).take_while(|&at| free(at));
            near.find_map(place)
        };
        return direct.or_else(country).map(|end| with_name(passage, end, limit));
    }
    // «برخی منابع»
    let some = usize::from(passage.has(&CLAUSES.indefinites, from));
    if let Some(end) = passage.longest(&CLAUSES.groups, from + some, limit) {
        return group(passage, end, limit);
    }
    let given = passage.longest(&CLAUSES.given_names, from, limit)?;
    let surname = given + usize::from(passage.is_word(given));
    let office = passage.has(&CLAUSES.offices, surname) && surname < limit;
    let titled = if office { whole_name(passage, surname, limit) } else { None };
    Some(titled.unwrap_or(surname))
}

/// After «ایران», «استان» and «استان بوشهر».
fn place_of_office(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    let place = |at: usize| passage.longest(&CLAUSES.places, at, limit);
    let province = passage.has(&CLAUSES.provinces, at).then(|| place(at + 1).unwrap_or(at + 1));
    place(at).or(province)
}

/// The longest office before its country, in tokens.
const OFFICE: usize = 8;

/// After «شرکت» in «این شرکت | انتشار اطلاعات را …».
fn pointed_at(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    let heads = [
        &CLAUSES.institution_heads,
        &CLAUSES.offices,
        &CLAUSES.groups,
        &CLAUSES.media,
        &CLAUSES.pointed_people,
    ];
    let somebody = heads.into_iter().any(|it| passage.has(it, at));
    somebody.then(|| after_kinds(passage, at + 1, limit))
}

/// After an institution with its country or its own name.
fn institution(passage: &Passage, from: usize, limit: usize) -> Option<usize> {
    if let Some(end) = passage.longest(&CLAUSES.national_institutions, from, limit) {
        // «نیروی دریایی سپاه»
        let next = passage.longest(&CLAUSES.national_institutions, end, limit);
        return Some(after_kinds(passage, next.filter(|it| *it < limit).unwrap_or(end), limit));
    }
    if passage.has(&CLAUSES.institution_heads, from)
        && let Some(end) = passage.longest(&CLAUSES.institutions, from + 1, limit)
    {
        return Some(end);
    }
    if !passage.has(&CLAUSES.institution_heads, from) || !passage.is_word(from + 1) {
        return None;
    }
    // The name is one word where nothing else says so, if it has one at all.
    let bare = passage.has(&CLAUSES.bare_institutions, from) && limit <= from + 3;
    // «سازمان بین | المللی انرژی»
    let split = 2 * usize::from(passage.is(from + 1, "بین") && passage.is(from + 2, "المللی"));
    // «نهاد نماز | جمعه»
    let friday = usize::from(passage.is(from + 1, "نماز") && passage.is(from + 2, "جمعه"));
    Some(after_kinds(passage, if bare { from + 1 } else { from + 2 + split + friday }, limit))
}

/// After adjectives and a country that follow an office, an institution or a group, as long as
/// something is left for an object.
fn after_kinds(passage: &Passage, at: usize, limit: usize) -> usize {
    let mut end = at;
    while end + 1 < limit
        && (passage.has(&CLAUSES.kinds, end) || passage.has(&CLAUSES.terms_of_office, end))
    {
        end += 1;
    }
    passage.longest(&CLAUSES.places, end, limit).filter(|it| *it < limit).unwrap_or(end)
}

/// After a name that follows an office: «رئیس جمهوری روسیه | ولادیمیر پوتین».
fn with_name(passage: &Passage, at: usize, limit: usize) -> usize {
    let given = passage.longest(&CLAUSES.given_names, at, limit);
    given.filter(|it| it + 1 < limit && passage.is_word(*it)).map_or(at, |it| it + 1)
}

/// After a group of people: «مقام‌های محلی هند», «کارشناسان», «اعضای شورای شهر».
fn group(passage: &Passage, at: usize, limit: usize) -> Option<usize> {
    let inside = institution(passage, at, limit)
        .or_else(|| passage.longest(&CLAUSES.institutions, at, limit))
        .filter(|it| *it < limit);
    let end = inside.unwrap_or_else(|| after_kinds(passage, at, limit));
    // «اعضای» needs somebody to belong to.
    let bound = end == at && passage.word(at - 1).ends_with('ی');
    let end = end + usize::from(bound);
    (end < limit).then_some(end)
}
