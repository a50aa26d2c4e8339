//! The gold: what rules decide of analysts' records, and what they leave.

use std::collections::BTreeMap;

use hashiye::{
    compare::{ArticleComparison, ComparedWork, DecisionStrategy, GoldPlan, decide},
    model::{Annotation, AnnotationId, Change, Document, Edit, Schema, Transaction},
};

use crate::support::document;

const AT: &str = "2026-02-01T10:20:31Z";

/// An article with its analysts' work, in marked text, and its gold.
struct Team {
    works: Vec<(&'static str, Document)>,
    gold: Document,
}

impl Team {
    fn of(works: &[(&'static str, &str)]) -> Self {
        let works: Vec<(&str, Document)> =
            works.iter().map(|(name, marked)| (*name, document(marked))).collect();
        let text = works[0].1.text().clone();
        Self { gold: Document::new(works[0].1.id(), text, Schema::standard()), works }
    }

    /// Decides by a rule, and takes what it decides into the gold.
    fn decide(&mut self, strategy: &str) -> GoldPlan {
        let strategy: DecisionStrategy = strategy.parse().expect("a strategy");
        let works: Vec<ComparedWork<'_>> =
            self.works.iter().map(|(name, it)| ComparedWork::new(it, name)).collect();
        let compared = ArticleComparison::new(self.gold.text(), &works);
        let plan = decide(&compared, &self.gold, &strategy, AT);
        self.gold.apply(&plan.step).expect("a plan fits its gold");
        plan
    }

    /// Label and words of the gold's tags, in reading order, with the words they link to.
    fn tags(&self) -> Vec<String> {
        let tag = |it: &Annotation| {
            let links = self.gold.relations_of(it.id).filter(|link| link.from == it.id);
            let links = links.map(|link| {
                let to = self.gold.annotation(link.to).expect("its end");
                format!(" {}→{}", link.label, self.gold.quote(to))
            });
            let mut links: Vec<String> = links.collect();
            links.sort();
            format!("{} {}{}", it.label, self.gold.quote(it), links.concat())
        };
        self.gold.in_reading_order().into_iter().map(tag).collect()
    }

    fn hows(&self) -> BTreeMap<String, usize> {
        let mut hows = BTreeMap::new();
        for it in self.gold.decisions() {
            *hows.entry(it.how.clone()).or_default() += 1;
        }
        hows
    }

    fn change(&mut self, who: usize, id: u32, key: &str, value: &str) {
        let document = &mut self.works[who].1;
        let before = document.annotation(AnnotationId(id)).expect("it is there").clone();
        let mut after = before.clone();
        after.attributes.set(key.into(), value);
        let edit = Edit::Annotation(before.id, Change::replace(before, after));
        document.apply(&Transaction::from(vec![edit])).expect("it fits");
    }
}

const ALIKE: &str =
    "[claimant→1 حسن] [cue→1 گفت] [claim#1 kind=fact هوا خوب است] و [date فردا] باد";

#[test]
fn what_all_have_is_taken_whole_and_once() {
    let mut team = Team::of(&[("a1", ALIKE), ("a2", ALIKE)]);
    let plan = team.decide("agreed");
    assert_eq!((plan.taken, plan.rejected, plan.open.len()), (2, 0, 0));
    let tags = ["claimant حسن", "cue گفت", "claim هوا خوب است claimant→حسن cue→گفت", "date فردا"];
    assert_eq!(team.tags(), tags);
    let decision = team.gold.decisions().next().expect("it is remembered");
    assert_eq!(
        (decision.how.as_str(), decision.by.as_str(), decision.at.as_str()),
        ("agreed", "rule:agreed", AT)
    );
    assert_eq!(decision.of.keys().collect::<Vec<_>>(), ["a1", "a2"]);
    assert!(decision.of.values().all(|it| it.1.len() == 8), "{decision:?}");
    let again = team.decide("agreed");
    assert!(again.step.is_empty(), "what is decided is not decided again");
}

#[test]
fn what_differs_is_left_with_its_fields() {
    let other = "[claimant→1 حسن] [cue→1 گفت] [claim#1 kind=desire هوا خوب] است و فردا باد";
    let mut team = Team::of(&[("a1", ALIKE), ("a2", other)]);
    let plan = team.decide("agreed");
    assert_eq!(team.tags(), [""; 0]);
    let open: Vec<String> = plan
        .open
        .iter()
        .map(|it| {
            let fields: Vec<String> = it.fields.iter().map(ToString::to_string).collect();
            format!("{} {} {}", it.label, it.spans.len(), fields.join(" "))
        })
        .collect();
    assert_eq!(open, ["claim 2 place @kind", "date 1 missing"]);
}

#[test]
fn a_preferred_analyst_decides_where_they_differ() {
    let other = "حسن گفت هوا خوب است و فردا [date باد]";
    let mut team = Team::of(&[("a1", ALIKE), ("a2", other)]);
    let plan = team.decide("prefer=a1");
    assert_eq!((plan.taken, plan.rejected, plan.open.len()), (2, 1, 0));
    assert_eq!(team.tags().len(), 4);
    let hows = BTreeMap::from([("take:a1".to_owned(), 2), ("neither".to_owned(), 1)]);
    assert_eq!(team.hows(), hows, "a rejection is remembered");
    assert!(team.decide("prefer=a1").step.is_empty());
}

#[test]
fn a_majority_decides_field_by_field() {
    let mut team = Team::of(&[
        ("a1", "[claimant→1 حسن] گفت [claim#1 kind=fact quote=direct هوا خوب است] [date باد]"),
        ("a2", "[claimant→1 حسن] گفت [claim#1 kind=fact هوا خوب است] باد"),
        ("a3", "حسن گفت [claim#1 kind=desire quote=direct هوا خوب] است باد"),
    ]);
    let plan = team.decide("majority");
    assert_eq!((plan.taken, plan.rejected, plan.open.len()), (1, 1, 0));
    assert_eq!(team.tags(), ["claimant حسن", "claim هوا خوب است claimant→حسن"]);
    let claim = team.gold.in_reading_order()[1].attributes.clone();
    assert_eq!((claim.get("kind"), claim.get("quote")), (Some("fact"), Some("direct")));
    assert!(team.decide("majority").step.is_empty());
}

#[test]
fn a_field_without_a_majority_leaves_the_record() {
    let mut team = Team::of(&[
        ("a1", "[claim kind=fact هوا] خوب"),
        ("a2", "[claim kind=desire هوا] خوب"),
        ("a3", "[claim kind=report هوا] خوب"),
    ]);
    assert_eq!(team.decide("majority").open.len(), 1);
    let mut two = Team::of(&[("a1", "[claim هوا] خوب"), ("a2", "هوا خوب")]);
    assert_eq!(two.decide("majority").open.len(), 1, "half is no majority");
}

#[test]
fn a_change_afterwards_reopens_and_nothing_else_does() {
    let mut team = Team::of(&[("a1", ALIKE), ("a2", ALIKE)]);
    team.decide("agreed");
    let before = team.gold.clone();
    team.change(0, 1, "note", "seen");
    team.change(0, 1, "confidence", "0.5");
    assert_eq!(team.decide("agreed").open, [], "what is never a disagreement reopens nothing");
    team.change(0, 1, "kind", "desire");
    let plan = team.decide("agreed");
    assert_eq!(plan.open.len(), 1);
    assert!(plan.open[0].reopened.is_some());
    assert!(plan.step.is_empty());
    assert_eq!(team.gold, before, "the gold keeps its tag until a person says otherwise");
    assert_eq!(team.decide("prefer=a2").taken, 0, "no rule overrules a decision");
}

#[test]
fn links_to_what_is_decided_later_are_made_then() {
    let one = "[claim#1 about→2 هوا خوب است] و [date#2 value=2022-01-01 فردا] باد";
    let two = "[claim#1 about→2 هوا خوب است] و [date#2 value=2022-01-02 فردا] باد";
    let mut team = Team::of(&[("a1", one), ("a2", two)]);
    assert_eq!(team.decide("agreed").open.len(), 1);
    assert_eq!(team.tags(), ["claim هوا خوب است"]);
    team.decide("prefer=a1");
    assert_eq!(team.tags(), ["claim هوا خوب است about→فردا", "date فردا"]);
}

#[test]
fn a_part_that_records_share_is_taken_once() {
    let marked = "[claimant→1 →2 حسن] گفت [claim#1 هوا خوب است] و [claim#2 باد می‌آید]";
    let marked = marked
        .replace("→1 →2", "#3")
        .replace("claim#1", "claim#1 claimant→3")
        .replace("claim#2", "claim#2 claimant→3");
    let mut team = Team::of(&[("a1", &marked), ("a2", &marked)]);
    team.decide("agreed");
    assert_eq!(
        team.tags().iter().filter(|it| it.starts_with("claimant")).count(),
        1,
        "{:?}",
        team.tags()
    );
    assert_eq!(team.gold.relations().len(), 2);
}

#[test]
fn what_is_known_of_the_article_is_taken_where_all_say_it() {
    let mut team = Team::of(&[("a1", "هوا خوب"), ("a2", "هوا خوب")]);
    for (at, day) in [(0, "2022-01-01"), (1, "2022-01-02")] {
        let edits = vec![
            Edit::Meta("published".into(), Change::insert(day.to_owned())),
            Edit::Meta("title".into(), Change::insert("هوا".to_owned())),
            Edit::Meta("status".into(), Change::insert(format!("{at}"))),
        ];
        team.works[at].1.apply(&Transaction::from(edits)).expect("it fits");
    }
    let plan = team.decide("agreed");
    assert_eq!(team.gold.meta_value("title"), "هوا");
    assert_eq!((team.gold.meta_value("published"), team.gold.meta_value("status")), ("", ""));
    assert_eq!(plan.open.len(), 1);
    assert_eq!(plan.open[0].fields[0].to_string(), "=published");
}
