//! Dividing articles among analysts.

use std::collections::BTreeMap;

use hashiye::compare::{DivisibleArticle, DivisionWish, TaskPlan};

fn articles(count: usize) -> Vec<DivisibleArticle> {
    let article = |at: usize| DivisibleArticle {
        name: format!("news{at}.txt"),
        chars: 500 + at * 7919 % 4000,
    };
    (0..count).map(article).collect()
}

fn wish(analysts: usize) -> DivisionWish {
    DivisionWish {
        analysts: (1..=analysts).map(|it| format!("a{it}")).collect(),
        shared_percent: 20,
        by: 2,
        calibration: 5,
    }
}

fn loads(plan: &TaskPlan, articles: &[DivisibleArticle]) -> BTreeMap<String, usize> {
    let mut loads = BTreeMap::new();
    for line in &plan.assigned {
        let article = articles.iter().find(|it| it.name == line.article).expect("it is there");
        for name in &line.to {
            *loads.entry(name.clone()).or_default() += article.chars;
        }
    }
    loads
}

fn pairs(plan: &TaskPlan) -> BTreeMap<Vec<String>, usize> {
    let mut pairs = BTreeMap::new();
    for line in plan.assigned.iter().filter(|it| it.to.len() == 2 && !it.calibration) {
        *pairs.entry(line.to.clone()).or_default() += 1;
    }
    pairs
}

#[test]
fn everybody_has_as_much_to_do_and_every_pair_its_turn() {
    let articles = articles(500);
    let longest = articles.iter().map(|it| it.chars).max().expect("some");
    for analysts in 3..=10 {
        let mut plan = TaskPlan::default();
        plan.divide(&articles, &wish(analysts));
        assert_eq!(plan.assigned.len(), 500);
        assert_eq!(plan.assigned.iter().filter(|it| it.calibration).count(), 5);
        let pairs = pairs(&plan);
        let shared: usize = pairs.values().sum();
        assert!((98..=100).contains(&shared), "{shared} of 495");
        assert_eq!(pairs.len(), analysts * (analysts - 1) / 2, "every pair has a turn");
        let (most, fewest) = (pairs.values().max(), pairs.values().min());
        assert!(most.expect("some") - fewest.expect("some") <= 1, "{pairs:?}");
        let loads = loads(&plan, &articles);
        let (most, least) = (loads.values().max(), loads.values().min());
        assert!(most.expect("some") - least.expect("some") <= longest, "{loads:?}");
    }
}

#[test]
fn what_was_divided_stays() {
    let (few, all) = (articles(500), articles(600));
    let mut plan = TaskPlan::default();
    plan.divide(&few, &wish(4));
    let before = plan.clone();
    plan.divide(&few, &wish(4));
    assert_eq!(plan, before);
    let mut eleven = TaskPlan::default();
    eleven.divide(&few, &wish(11));
    let read = TaskPlan::from_ron(&eleven.to_ron()).expect("it is read");
    assert_eq!(read, eleven, "names stay in their order");
    plan.divide(&all, &wish(4));
    assert_eq!(plan.assigned.len(), 600);
    assert!(before.assigned.iter().all(|it| plan.assigned.contains(it)), "no line moved");
    let mut other = TaskPlan { seed: 7, ..TaskPlan::default() };
    other.divide(&few, &wish(4));
    assert_ne!(other.assigned, before.assigned, "the seed draws the order");
}

#[test]
fn the_file_is_a_line_an_article_and_lines_of_one_are_united() {
    let mut plan = TaskPlan::default();
    plan.divide(&articles(3), &DivisionWish { calibration: 1, ..wish(2) });
    let written = plan.to_ron();
    assert_eq!(TaskPlan::from_ron(&written).expect("it is read"), plan);
    assert_eq!(written.lines().filter(|it| it.contains("article:")).count(), 3, "{written}");
    let twice =
        r#"(assigned: [(article: "b.txt", to: ["a2"]), (article: "b.txt", to: ["a1", "a2"])])"#;
    let read = TaskPlan::from_ron(twice).expect("it is read");
    assert_eq!((read.seed, read.gold.as_str()), (1400, "gold"));
    assert_eq!(read.assigned.len(), 1);
    assert_eq!(read.assigned_to("b.txt"), ["a2", "a1"], "as they were written");
    let (line, column, _) = TaskPlan::from_ron("(\n  assigned: 7)").expect_err("no list");
    assert_eq!((line, column), (2, 12));
}
