//! Verbs of reporting that report nothing where they stand.

use super::{
    claimant::{CarriedSpeaker, ClauseSubject},
    clauses::{find, is_finite},
    content::{ClaimContent, ContentForm},
    lexicon::{CLAUSES, REPORTING, ReportingVerb, Takes, VerbSense},
    passage::{TokenMark, TokenSpan},
    reader::{ClaimReader, ClauseScope, NEAR},
};
use crate::language::{Person, Tense, VerbForm, Voice};

impl ClaimReader<'_> {
    /// «باید تاکید کرد», «نمی‌توان آن را … دانست»: nobody says it.
    fn is_impersonal(&self, at: usize, scope: &ClauseScope) -> bool {
        let floor = scope.near(at);
        let bound = |it: &usize| {
            self.passage.is(*it, "که")
                || !matches!(self.passage.mark(*it), TokenMark::Word | TokenMark::Comma)
                || (is_finite(self.passage, *it - 1)
                    && !self.passage.has(&REPORTING.impersonal, *it - 1))
        };
        let start = (floor + 1..=at).rev().find(bound).unwrap_or(floor);
        (start..at).any(|it| self.passage.has(&REPORTING.impersonal, it))
    }

    /// False for verbs that report nothing here.
    pub(super) fn may_report(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        cue: &TokenSpan,
        scope: &ClauseScope,
    ) -> bool {
        if self.is_impersonal(cue.start, scope) {
            return false;
        }
        let written = verb.noun == "آمده";
        let idiom = cue.start > 0 && self.passage.has(&REPORTING.not_written, cue.start - 1);
        if written && (form.person != Person::One || idiom) {
            return false;
        }
        if self.is_no_saying(verb, form, cue, scope) {
            return false;
        }
        if self.passage.has(&REPORTING.supposed, cue.end) || self.is_own_reference(cue, form, scope)
        {
            return false;
        }
        let asks = || {
            let floor = scope.near(cue.start);
            (floor..cue.start).any(|it| self.passage.has(&REPORTING.questions, it))
        };
        if verb.noun == "مطرح" && asks() {
            return false;
        }
        if self.is_deed(verb, cue)
            || self.is_said_elsewhere(cue.start, scope)
            || self.is_supposed(form, cue, scope)
        {
            return false;
        }
        if !verb.takes.contains(&Takes::Request) {
            // «مهم ندانست» denies.
            let denies = REPORTING.denied_calling.contains(&verb.light);
            return !form.negated || denies || verb.sense == VerbSense::Intention;
        }
        let TokenSpan { start: at, end } = *cue;
        let word = self.passage.word(at);
        let wants =
            (word.starts_with("می") || word.starts_with("نمی")) && !self.passage.is(end, "که");
        let asked = find(scope.region.start..at, |it| self.passage.is(it, "از")).is_some();
        (asked || wants) && !(at > 0 && self.passage.has(&REPORTING.not_asked, at - 1))
    }

    /// True for «نوشت افزار», «آمده بود تا ببیند», «یاد شده», «در حالی مطرح می‌شود که …» and the definition «به X گفته
    /// می‌شود که …».
    fn is_no_saying(
        &self,
        verb: &ReportingVerb,
        form: VerbForm,
        cue: &TokenSpan,
        scope: &ClauseScope,
    ) -> bool {
        let passage = self.passage;
        let name = if verb.noun.is_empty() { &verb.light } else { &verb.noun };
        let next = REPORTING.not_reporting_before.get(name);
        let named = REPORTING.named_before.contains(&verb.noun) && form.voice != Voice::Active;
        let while_so = cue.start > 0 && passage.is(cue.start - 1, "حالی");
        let defines = || {
            let floor = scope.near(cue.start);
            let mut before = (floor..cue.start).rev().take_while(|&it| !is_finite(passage, it));
            verb.light == "گفت" && before.any(|it| passage.is(it, "به"))
        };
        next.is_some_and(|it| passage.has(it, cue.end))
            || named
            || while_so
            || form.voice == Voice::Passive && defines()
    }

    /// True for «چنانکه گفته شد، …», by which an author points to what stands before.
    fn is_own_reference(&self, cue: &TokenSpan, form: VerbForm, scope: &ClauseScope) -> bool {
        let floor = scope.region.start.max(cue.start.saturating_sub(3));
        form.voice == Voice::Passive
            && (floor..cue.start).any(|it| self.passage.has(&REPORTING.as_said, it))
    }

    /// True for «ترجیح داد», which does something; «ترجیح می‌دهد» says what somebody wants.
    fn is_deed(&self, verb: &ReportingVerb, cue: &TokenSpan) -> bool {
        let imperfect = cue.clone().any(|it| self.is_imperfect(it));
        REPORTING.reporting_in_imperfect.contains(&verb.noun) && !imperfect
    }

    /// True for «اگر شکایت می‌کرد، همه می‌گفتند …»: what would have been said.
    fn is_supposed(&self, form: VerbForm, cue: &TokenSpan, scope: &ClauseScope) -> bool {
        form.tense == Tense::Past
            && cue.clone().any(|it| self.is_imperfect(it))
            && (scope.region.start..cue.start).any(|it| self.passage.has(&CLAUSES.conditional, it))
    }

    fn is_imperfect(&self, at: usize) -> bool {
        let word = self.passage.word(at);
        word.starts_with("می") || word.starts_with("نمی")
    }

    /// True in «آنچه وزیر گفت»: what was said is not what follows.
    fn is_said_elsewhere(&self, at: usize, scope: &ClauseScope) -> bool {
        let floor = scope.near(at);
        let mut before = (floor..at).rev().take_while(|&it| !is_finite(self.passage, it));
        before.any(|it| self.passage.has(&REPORTING.said_elsewhere, it))
    }

    /// False where the words that nothing opens («گفت مدارس تعطیل است») are no content of the verb at `at`.
    pub(super) fn is_told(
        &self,
        content: &ClaimContent,
        verb: &ReportingVerb,
        form: VerbForm,
        who: &ClauseSubject,
        at: usize,
        scope: &ClauseScope,
    ) -> bool {
        // «تاریخ اعلام شده» is no announcement.
        if content.form == ContentForm::Calling
            && form.voice == Voice::Participle
            && who.carried == CarriedSpeaker::No
        {
            return false;
        }
        let plan = matches!(verb.sense, VerbSense::Desire | VerbSense::Intention);
        if self.adds_to(content, verb, at) {
            return false;
        }
        // «اقتصاد را تهدید می‌کند | با ادامه این سیاست …»
        let deed = at > 0
            && self.passage.is(at - 1, "را")
            && self.passage.has(&CLAUSES.leads, content.span.start);
        if deed && content.form == ContentForm::Bare && !plan {
            return false;
        }
        let split = verb.takes.contains(&Takes::Between) && content.form == ContentForm::Topic;
        let unopened = matches!(content.form, ContentForm::Bare | ContentForm::Comma);
        if !unopened && (!split || !plan) {
            return true;
        }
        // «می‌خواستند نام انقلاب را خالی کنند»: a wish of nobody in particular.
        let thinks = plan || REPORTING.thinking.contains(&verb.noun);
        let nobody = who.span.is_none() && form.voice == Voice::Active;
        if thinks
            && nobody
            && (content.form == ContentForm::Bare || verb.sense == VerbSense::Intention)
        {
            return false;
        }
        // «می‌خواهد چه چیزی را ثابت کند» asks.
        let opening = content.span.start..content.span.end.min(content.span.start + NEAR);
        let asks = |it: usize| self.passage.has(&CLAUSES.question_words, it);
        if plan && content.form == ContentForm::Bare && opening.into_iter().any(asks) {
            return false;
        }
        let start = scope.part.unwrap_or(scope.region.start);
        !self.is_subordinate(start, at, content.form)
    }

    /// True for «این به مشکلات می‌افزاید، …», which makes something more; «به ایسنا افزود، …» says it to somebody.
    fn adds_to(&self, content: &ClaimContent, verb: &ReportingVerb, at: usize) -> bool {
        /// How far the preposition may be before the verb, in tokens.
        const NEAR: usize = 4;
        let unopened = matches!(content.form, ContentForm::Bare | ContentForm::Comma);
        if !unopened || !verb.noun.is_empty() || verb.light != "افزود" {
            return false;
        }
        let listeners = [
            &CLAUSES.media,
            &CLAUSES.agencies,
            &CLAUSES.people,
            &CLAUSES.groups,
            &CLAUSES.pronouns,
            &CLAUSES.offices,
            &CLAUSES.own_media,
        ];
        let to = (at.saturating_sub(NEAR)..at).rev().find(|&it| self.passage.is(it, "به"));
        to.is_some_and(|it| {
            !listeners.into_iter().any(|list| self.passage.starts(list, it + 1, at))
        })
    }

    /// True after «اگر», in a relative clause («سندی که وزیر اعلام کرده، …») and in a question.
    fn is_subordinate(&self, start: usize, at: usize, how: ContentForm) -> bool {
        let passage = self.passage;
        let floor = start.max(at.saturating_sub(2 * NEAR));
        let bound = |it: usize| {
            is_finite(passage, it)
                || !matches!(
                    passage.mark(it),
                    TokenMark::Word | TokenMark::Comma | TokenMark::Close | TokenMark::Open
                )
        };
        let mut before = (floor..at).rev().take_while(|&it| !bound(it));
        before.any(|it| {
            let relative = passage.is(it, "که")
                && it > start
                && passage.is_word(it - 1)
                && !is_finite(passage, it - 1)
                && !passage.has(&CLAUSES.that_conjunctions, it - 1);
            let asks = how == ContentForm::Bare && passage.has(&CLAUSES.question_words, it);
            relative || asks || passage.has(&CLAUSES.subordinates, it)
        })
    }

    /// True for «در دستور کار قرار داد» and «تقاضای انباشته ایجاد کرد»: the light verb is another noun's, or the
    /// noun belongs to a preposition.
    pub(super) fn is_other_verb(
        &self,
        verb: &ReportingVerb,
        noun: &TokenSpan,
        light: usize,
    ) -> bool {
        let always = verb.takes.first() == Some(&Takes::Between);
        let led = noun.start > 0 && self.passage.has(&CLAUSES.leads, noun.start - 1);
        let shared = matches!(verb.light.as_str(), "کرد" | "داد" | "گرفت");
        led && !always || shared && self.passage.has(&REPORTING.other_light_nouns, light - 1)
    }
}
