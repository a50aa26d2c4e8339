//! When articles were published: what is proposed and why, what waits for it, and the table of a folder.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    path::Path,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use hashiye::{
    check::FindingCode,
    formats::{
        ArticleCatalog, CatalogFault, CatalogField, CatalogFill, CellSource, FileChoice,
        FilledCells, NamePattern,
    },
    messages::Strings,
    recognize::date::{PublicationClues, PublicationSign, day_of_name, publication_proposals},
    session::{
        Action, CatalogAction, EditAction, FileAction, Fix, NoticeKind, PublicationState, Reason,
        Session, Settings,
    },
    store::Analyst,
    text::Text,
};

/// The surest proposal for an article: the day, and the name of what says it.
fn proposal(source: &str, file_stem: &str) -> Option<(String, &'static str)> {
    let text = Text::new(source);
    let clues = PublicationClues { text: &text, file_stem, page: None };
    let first = publication_proposals(&clues).into_iter().next()?;
    let sign = match first.signs.first()? {
        PublicationSign::Stated(_) => "stated",
        PublicationSign::FrontMatter(_) => "front matter",
        PublicationSign::PageShown => "page shown",
        PublicationSign::Page => "page",
        PublicationSign::FileName => "file name",
        PublicationSign::OwnLine(_) => "own line",
        PublicationSign::Updated(_) => "updated",
        PublicationSign::Nearby(_) => "nearby",
    };
    Some((first.day.to_string(), sign))
}

#[test]
fn lines_of_iranian_outlets_say_when_an_article_was_published() {
    for line in [
        "تاریخ انتشار: ۱۴:۴۷ - ۲۷ تیر ۱۳۹۷",
        "تاریخ انتشار : چهارشنبه ۲۷ تیر ۱۳۹۷ ساعت ۱۴:۴۷",
        "تاريخ انتشار: ۱۳۹۷/۰۴/۲۷ - ۱۴:۴۷",
        "زمان انتشار: 27 تير 1397 - 14:47",
        "کد خبر: ۴۳۳۱۲۰ | تاریخ خبر: ۱۳۹۷/۴/۲۷",
        "کد خبر: 97042715432 - ۲۷ تیر ۱۳۹۷ - ۱۴:۴۷",
        "منتشر شده در ۲۷ تیر ۱۳۹۷",
        "انتشار: ۹۷/۰۴/۲۷ - ۱۴:۴۷",
        "تاریخ درج: ۱۳۹۷-۰۴-۲۷",
        "Published: 18 July 2018",
    ] {
        let source = format!(
            "وزیر نیرو آمد\n{line}\nاو در ۲۲ بهمن ۱۳۵۷ گفت که در تاریخ ۱ مهر ۱۳۹۸ می‌آید.\n"
        );
        let found = proposal(&source, "1399-01-01").expect(line);
        assert_eq!(found, ("2018-07-18".to_owned(), "stated"), "{line}");
    }
    let own_line =
        proposal("تیتر\n۲۷ تیر ۱۳۹۷ - ۱۴:۴۷\nاو آمد.\n", "x").expect("a line of its own");
    assert_eq!(own_line, ("2018-07-18".to_owned(), "own line"));
    let both = "تیتر\nآخرین به‌روزرسانی: ۲۸ تیر ۱۳۹۷\nتاریخ انتشار: ۲۷ تیر ۱۳۹۷\n";
    assert_eq!(proposal(both, ""), Some(("2018-07-18".to_owned(), "stated")));
    let updated = "تیتر\nآخرین به‌روزرسانی: ۲۸ تیر ۱۳۹۷\nاو از راه رسید و گفت که خواهد ماند.\n";
    assert_eq!(proposal(updated, ""), Some(("2018-07-19".to_owned(), "updated")));
    let nearby = "تیتر\nاو در ۲۷ تیر ۱۳۹۷ به تهران آمد و با چند تن از همکاران خود دیدار کرد.\n";
    assert_eq!(proposal(nearby, ""), Some(("2018-07-18".to_owned(), "nearby")));
    let book = "فهرست\nقم، انتشارات اسلامی، ۲۷ تیر ۱۳۹۷، که چاپ تازه و پاکیزه‌ای است.\n";
    assert_eq!(proposal(book, "").map(|it| it.1), Some("nearby"), "a publisher is no publication");
    assert_eq!(proposal("دیروز آمد.", "news"), None);
}

#[test]
fn front_matter_and_file_names_say_it_too() {
    let article = "---\ntitle: خبر\ndate: 2018-07-18T14:47:00+04:30\n---\nاو دیروز آمد.\n";
    assert_eq!(proposal(article, "x"), Some(("2018-07-18".to_owned(), "front matter")));
    let persian = "---\nعنوان: خبر\nتاریخ انتشار: ۲۷ تیر ۱۳۹۷\n---\nاو دیروز آمد.\n";
    assert_eq!(proposal(persian, "x"), Some(("2018-07-18".to_owned(), "front matter")));
    let day = |stem: &str| day_of_name(stem).map(|it| it.to_string());
    for stem in [
        "2018-07-18-news",
        "news_2018.07.18",
        "20180718",
        "irna-20180718144700",
        "1397-04-27-خبر",
        "خبر ۱۳۹۷-۰۴-۲۷",
        "13970427_12",
        "27-04-1397",
        "18.7.2018",
        "۲۷-تیر-۱۳۹۷-خبر",
    ] {
        assert_eq!(day(stem).as_deref(), Some("2018-07-18"), "{stem}");
    }
    // Two days, a day that may be another, a day that is none, and numbers.
    for stem in ["2018-07-18_2018-07-19", "07-08-2018", "1397-07-31", "fars-1-107", "84596324"] {
        assert_eq!(day(stem), None, "{stem}");
    }
}

fn session(folder: &Path, first: &str) -> Session {
    let analyst = Analyst::new("a1").expect("a good name");
    let settings = Settings::default();
    let mut session = Session::new(settings, None, Arc::new(|| {})).for_analyst(analyst);
    session.perform(FileAction::Open(folder.join(first)));
    session.settle();
    session
}

#[test]
fn relative_dates_wait_until_the_proposal_is_confirmed() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "تیتر\nتاریخ انتشار: ۱۴:۴۷ - ۲۷ تیر ۱۳۹۷\nاو دیروز آمد و در ۱ دی ۱۳۹۶ رفت.\n";
    fs::write(folder.path().join("news.txt"), text).expect("written");
    let mut session = session(folder.path(), "news.txt");
    let awaited = |session: &Session| {
        let editor = session.editor().expect("open");
        let suggestions = editor.suggestions();
        let waiting = suggestions.mentions().iter().enumerate().filter_map(|(at, mention)| {
            let words = editor.document().text().slice(mention.pieces[0]).to_owned();
            Some((words, suggestions.awaited(at)?.proposed_value.clone()))
        });
        waiting.collect::<Vec<_>>()
    };
    assert_eq!(awaited(&session), [("دیروز".to_owned(), Some("2018-07-17".to_owned()))]);
    let editor = session.editor().expect("open");
    let PublicationState::Proposed(proposal) = editor.publication() else {
        panic!("{:?}", editor.publication())
    };
    let reason = Strings::of_terminal().write(&editor.reason_of(proposal.signs[0]));
    assert!(reason.contains("۲۷ تیر ۱۳۹۷"), "{reason}");
    assert_eq!(session.context().published, None, "nothing is counted from a guess");
    let confirmed = session.may_confirm_publication().expect("there is a proposal");
    session.perform(confirmed);
    session.settle();
    let editor = session.editor().expect("open");
    assert_eq!(editor.publication(), PublicationState::Confirmed("2018-07-18"));
    assert_eq!(awaited(&session), []);
    assert_eq!(session.may_confirm_publication(), Err(Reason::NoProposal));
    let values = editor.suggestions().mentions().iter().filter_map(|it| it.attribute("value"));
    assert!(values.into_iter().any(|it| it == "2018-07-17"));
    session.perform(EditAction::Undo);
    session.settle();
    assert_eq!(awaited(&session).len(), 1);
}

const FILES: [&str; 3] = ["1.txt", "2.txt", "3.md"];

fn read(table: &str) -> ArticleCatalog {
    let files: BTreeSet<&str> = FILES.into();
    ArticleCatalog::read(table.as_bytes(), &files).expect("it is text")
}

fn days(catalog: &ArticleCatalog) -> Vec<String> {
    let day = |it: &&str| catalog.entry(it).published.map_or("-".to_owned(), |it| it.to_string());
    FILES.iter().map(day).collect()
}

fn faults(catalog: &ArticleCatalog) -> Vec<CatalogFault> {
    catalog.faults().iter().map(|it| it.fault.clone()).collect()
}

#[test]
fn a_table_is_read_whatever_its_columns_are_called() {
    let ours = read("file,published,title,source,url\n1.txt,2018-07-18,تیتر,ایرنا,https://a.ir\n");
    assert_eq!(days(&ours), ["2018-07-18", "-", "-"]);
    let entry = ours.entry("1.txt");
    assert_eq!((entry.title, entry.source, entry.url), ("تیتر", "ایرنا", "https://a.ir"));
    let foreign = read(
        "ردیف;نام فایل;تاریخ انتشار;بازدید\r\n1;1;۱۳۹۷/۴/۲۷;12\r\n2;2.html;18 تیر 1397;7\r\n3;./3.md;2018-07-18T20:00:00Z;9\r\n",
    );
    assert_eq!(
        days(&foreign),
        ["2018-07-18", "2018-07-09", "2018-07-19"],
        "in Tehran it is the 19th"
    );
    assert_eq!(foreign.other_columns().collect::<Vec<_>>(), ["ردیف", "بازدید"]);
    assert_eq!(faults(&foreign), []);
    // By what stands in the cells.
    let unnamed = read("a,b,c\nx,3,1397-04-27\ny,1,1397-04-28\n");
    assert_eq!(days(&unnamed), ["2018-07-19", "-", "2018-07-18"]);
}

#[test]
fn what_is_not_certain_in_a_table_is_said_and_not_used() {
    let table = read(
        "file,published\n1.txt,05/06/2018\n2.txt,soon\n2.txt,2018-01-01\n9.txt,2018-01-01\n3.md,1397-12-30,more\n",
    );
    assert_eq!(days(&table), ["-", "-", "-"]);
    let found = faults(&table);
    assert!(matches!(&found[0], CatalogFault::EitherDay(it) if it == "05/06/2018"), "{found:?}");
    assert!(found.contains(&CatalogFault::NoDay("soon".to_owned())));
    assert!(found.contains(&CatalogFault::Twice("2.txt".to_owned())));
    assert!(found.contains(&CatalogFault::NoArticle("9.txt".to_owned())));
    assert!(found.contains(&CatalogFault::Cells { found: 3, expected: 2 }));
    let two = read("file,a,b\n1.txt,2018-01-01,2018-01-02\n");
    assert_eq!(faults(&two), [CatalogFault::SeveralDays(vec!["a".to_owned(), "b".to_owned()])]);
    assert_eq!(faults(&read("a,b\nx,y\n")), [CatalogFault::NoFiles]);
}

#[test]
fn filling_cells_leaves_everything_else_as_it_is() {
    let source = "کد;نام فایل;زمان\r\n7;1.txt;1397/04/27\r\n8;2.txt;\r\n;;یادداشت;بیش\r\n";
    let table = read(source);
    assert_eq!(String::from_utf8(table.bytes()).expect("text"), source);
    let fill = |from, filled| CatalogFill {
        files: FileChoice::All,
        field: CatalogField::Published,
        from,
        filled,
    };
    let plan =
        table.plan(&fill(CellSource::Words("27 تیر 1397".to_owned()), FilledCells::Keep), FILES);
    assert_eq!((plan.cells.len(), plan.kept), (2, 1));
    let after = table.with_cells(&plan.cells);
    assert_eq!(days(&after), ["2018-07-18"; 3]);
    let written = String::from_utf8(after.bytes()).expect("text");
    let expected = "کد;نام فایل;زمان\r\n7;1.txt;1397/04/27\r\n8;2.txt;2018-07-18\r\n;;یادداشت;بیش\r\n;3.md;2018-07-18\r\n";
    assert_eq!(written, expected);
    let by_column = CatalogFill {
        field: CatalogField::Title,
        ..fill(CellSource::Column("کد".to_owned()), FilledCells::Replace)
    };
    let plan = table.plan(&by_column, FILES);
    assert_eq!((plan.cells.len(), plan.unread), (2, vec!["3.md".to_owned()]));
}

#[test]
fn patterns_say_where_a_name_has_its_day() {
    let fill = |pattern: &str| CatalogFill {
        files: FileChoice::Named(NamePattern::new(pattern)),
        field: CatalogField::Published,
        from: CellSource::FileName,
        filled: FilledCells::Keep,
    };
    let day = |pattern: &str, name: &str| {
        let plan = ArticleCatalog::empty().plan(&fill(pattern), [name]);
        plan.cells.first().map(|it| it.after.clone())
    };
    assert_eq!(day("{DD}{MM}{YYYY}-*", "18072018-x.txt").as_deref(), Some("2018-07-18"));
    assert_eq!(day("*_{YYYY}?{MM}?{DD}*", "a_b_1397x04x27.txt").as_deref(), Some("2018-07-18"));
    assert_eq!(day("irna*", "irna-2018-07-18.txt").as_deref(), Some("2018-07-18"));
    assert_eq!(day("irna*", "isna-2018-07-18.txt"), None);
    assert!(NamePattern::new(&"*a".repeat(30)).matches(&"a".repeat(3000)));
    assert!(!NamePattern::new(&"*a".repeat(30)).matches(&"b".repeat(3000)));
}

/// 300 articles: the first half dated in a foreign table, the others by their names.
fn three_hundred() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut table = String::from("نام پرونده,تاریخ,بازدید\n");
    for number in 0..300 {
        let name = if number < 150 {
            let day = number % 31 + 1;
            writeln!(table, "news{number:03},1397/04/{day:02},{number}").expect("written");
            format!("news{number:03}.txt")
        } else {
            format!("irna-1397-05-{:02}-{number:03}.txt", number % 31 + 1)
        };
        fs::write(folder.path().join(name), format!("خبر {number}\nاو دیروز آمد.\n"))
            .expect("written");
    }
    fs::write(folder.path().join("articles.csv"), table).expect("written");
    folder
}

#[test]
fn three_hundred_articles_are_dated_by_table_and_by_name() {
    let folder = three_hundred();
    let mut session = session(folder.path(), ".");
    let dated = |session: &Session| {
        let folder = session.folder().expect("open");
        let catalog = session.catalog().expect("there");
        let name = |it: &Path| it.file_name().expect("a name").to_string_lossy().into_owned();
        let rows = folder.rows().iter();
        rows.filter(|it| catalog.entry(&name(it.path())).published.is_some()).count()
    };
    assert_eq!(dated(&session), 150);
    let fill = CatalogFill {
        files: FileChoice::Named(NamePattern::new("irna-*")),
        field: CatalogField::Published,
        from: CellSource::FileName,
        filled: FilledCells::Keep,
    };
    let plan = session.catalog_plan(&fill).expect("a folder is open");
    assert_eq!((plan.cells.len(), plan.unread.len()), (150, 0));
    let before = fs::read(folder.path().join("articles.csv")).expect("there");
    session.perform(Action::from(CatalogAction::Fill(plan)));
    assert_eq!(dated(&session), 300);
    session.perform(CatalogAction::Undo);
    assert_eq!(fs::read(folder.path().join("articles.csv")).expect("there"), before);
    assert_eq!(dated(&session), 150);
    session.perform(CatalogAction::Redo);
    assert_eq!(dated(&session), 300);
    let editor = session.editor().expect("the first article");
    assert_eq!(
        editor.publication().clone(),
        PublicationState::Catalogued(editor.context().published.expect("the table says it"))
    );
    let confirmed = session.may_confirm_publication().expect("what the table says is confirmed");
    session.perform(confirmed);
    let editor = session.editor().expect("the first article");
    assert!(matches!(editor.publication(), PublicationState::Confirmed(_)));
    session.perform(EditAction::Undo);
    session.settle();

    // Every verb counts from it.
    let hashiye = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_hashiye"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("it starts");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let suggested = hashiye(&["suggest", "--only", "date", "--json", "."]);
    assert_eq!(suggested.lines().count(), 300);
    assert_eq!(suggested.matches("\"value\":\"2018-").count(), 300, "{suggested}");
    let exported = hashiye(&["export", "--to", "jsonl", "-o", "-", "."]);
    assert_eq!(exported.matches("\"published\":\"2018-").count(), 300);
    let written =
        hashiye(&["suggest", "--write", "--analyst", "b", "--only", "date", "--json", "."]);
    assert!(written.contains("\"left\": 0"), "{written}");
    let own = fs::read_to_string(folder.path().join("news000.txt.b.ron")).expect("written");
    assert!(own.contains("2018-06-21") && !own.contains("published"), "{own}");

    // The analyst's own day goes first, and that the two are at odds is a finding.
    session.perform(FileAction::Open(folder.path().join("news007.txt")));
    let value = "2018-07-01".to_owned();
    session.perform(EditAction::SetMeta { key: "published".into(), value });
    session.settle();
    let found = hashiye(&["validate", "--analyst", "a1", "news007.txt"]);
    assert!(found.contains("[other-publication-day]"), "{found}");
    let one = hashiye(&["export", "--to", "jsonl", "--analyst", "a1", "-o", "-", "news007.txt"]);
    assert!(one.contains("\"published\":\"2018-07-01\""), "{one}");
}

#[test]
fn a_table_that_somebody_else_changed_is_not_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("1.txt"), "خبر\n").expect("written");
    let mut session = session(folder.path(), ".");
    let fill = CatalogFill {
        files: FileChoice::These(BTreeSet::from(["1.txt".to_owned()])),
        field: CatalogField::Published,
        from: CellSource::Words("1397/04/27".to_owned()),
        filled: FilledCells::Keep,
    };
    let plan = session.catalog_plan(&fill).expect("a folder is open");
    let foreign = "file,published\n1.txt,2020-01-01\n";
    fs::write(folder.path().join("articles.csv"), foreign).expect("written");
    session.perform(CatalogAction::Fill(plan));
    assert_eq!(fs::read_to_string(folder.path().join("articles.csv")).expect("there"), foreign);
    let key = session.notices().last().expect("a notice").kind.level();
    assert_eq!(key, hashiye::session::NoticeLevel::Error);
}

/// The value of the first date in the open article.
fn dated(session: &Session) -> String {
    let document = session.editor().expect("open").document();
    let date = document.annotations().find(|it| it.label == "date").expect("a date");
    date.attributes.get("value").unwrap_or_default().to_owned()
}

#[test]
fn articles_that_are_not_open_follow_the_table_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["1.txt", "2.txt", "3.txt"];
    for name in names {
        fs::write(folder.path().join(name), "تیتر\nاو دیروز آمد.\n").expect("written");
    }
    let table = |day: &str| {
        let rows = names.map(|it| format!("{it},{day}\n")).concat();
        fs::write(folder.path().join("articles.csv"), format!("file,published\n{rows}"))
            .expect("written");
    };
    table("2018-07-18");
    for name in ["1.txt", "2.txt"] {
        let mut session = session(folder.path(), name);
        let text = session.editor().expect("open").document().text().clone();
        let at = text.as_str().find("دیروز").expect("there");
        let range = text.range(at, at + "دیروز".len()).expect("words");
        session.perform(EditAction::Annotate { range, label: "date".into() });
        session.settle();
        assert_eq!(dated(&session), "2018-07-17", "{name}");
    }
    let mut session = session(folder.path(), ".");
    session.perform(FileAction::Open(folder.path().join("1.txt")));
    session.settle();
    let fill = CatalogFill {
        files: FileChoice::All,
        field: CatalogField::Published,
        from: CellSource::Words("2018-08-01".to_owned()),
        filled: FilledCells::Replace,
    };
    let plan = session.catalog_plan(&fill).expect("a folder is open");
    session.perform(CatalogAction::Fill(plan));
    session.settle();
    assert_eq!(dated(&session), "2018-07-31");
    let others = |it: &NoticeKind| matches!(it, NoticeKind::OtherDaysInTable(1));
    assert!(session.notices().iter().any(|it| others(&it.kind)), "{:?}", session.notices());
    // What an export would hold is said before anybody opens the other one.
    let validate = || {
        let output = Command::new(env!("CARGO_BIN_EXE_hashiye"))
            .args(["validate", "--json", "--analyst", "a1"])
            .arg(folder.path())
            .output()
            .expect("it starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.matches("counted-from-other-day").count()
    };
    assert_eq!(validate(), 1);
    session.perform(FileAction::Open(folder.path().join("2.txt")));
    session.settle();
    assert_eq!(dated(&session), "2018-07-17", "nothing is changed without a word");
    let later = Instant::now() + Duration::from_secs(1);
    session.tick(later);
    session.tick(later + Duration::from_secs(1));
    session.settle();
    let found = session.editor().expect("open").findings().list();
    let found = found.iter().find(|it| it.code() == FindingCode::CountedFromOtherDay);
    assert!(found.expect("it is listed").can_be_fixed);
    session.perform(EditAction::Fix(Fix::All(FindingCode::CountedFromOtherDay)));
    session.settle();
    assert_eq!(dated(&session), "2018-07-31");
    drop(session);
    assert_eq!(validate(), 0);
}
