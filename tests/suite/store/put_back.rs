//! Files that are not what the journal expects: lines missing, files put back out of a backup.

use std::fs;

use super::{
    Desk,
    work::{save, tag},
};

#[test]
fn a_missing_line_of_the_journal_costs_undoing_but_no_tag() {
    for missing in 1..=3 {
        let desk = Desk::with("حسن دیروز گفت هوا خوب است و علی گفت فردا می‌آید.");
        let mut work = desk.start();
        tag(&mut work, "حسن");
        tag(&mut work, "دیروز");
        tag(&mut work, "گفت");
        save(&work);
        let document = work.document.clone();
        drop(work);
        let journal = desk.read(".hashiye/news.txt.a1.journal");
        let is_it = |line: &&str| line.contains(&format!("{{\"do\":[{missing},"));
        let left: Vec<&str> = journal.lines().filter(|line| !is_it(line)).collect();
        assert_eq!(left.len() + 1, journal.lines().count());
        desk.write(".hashiye/news.txt.a1.journal", &(left.join("\n") + "\n"));
        let again = desk.start();
        assert_eq!(again.document, document);
        assert!(!again.history.can_undo(), "without step {missing}");
    }
}

#[test]
fn a_file_out_of_a_backup_is_taken_as_it_is() {
    let desk = Desk::with("حسن دیروز گفت هوا خوب است و علی گفت فردا می‌آید.");
    let mut work = desk.start();
    tag(&mut work, "حسن");
    save(&work);
    work.files.run_once();
    let (backup, first) = (desk.read("news.txt.a1.ron"), work.document.clone());
    tag(&mut work, "دیروز");
    save(&work);
    work.files.run_once();
    drop(work);
    desk.write("news.txt.a1.ron", &backup);
    let again = desk.start();
    assert_eq!(again.document, first);
    assert_eq!((again.recovered, again.changed_outside), (0, true));
    drop(again);
    fs::remove_file(desk.path("news.txt.a1.ron")).expect("it is there");
    assert_eq!(desk.start().document.annotations().len(), 0, "removed is removed");
}
