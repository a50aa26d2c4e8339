//! Opening articles.

use hashiye::store::{self, Analyst, AnalystNameError, StoreFailure};

use super::Desk;

const PAGE: &str = r#"<html><head><title>گرانی گاز</title>
<meta property="article:published_time" content="2021-12-31T10:20:00+03:30">
</head><body><nav>خانه | ورزش</nav><article><h1>گرانی گاز</h1>
<p>حسن گفت که گاز از فردا گران می‌شود و هیچ راهی برای جلوگیری از آن نیست، مگر آنکه مردم کمتر مصرف کنند و دولت هم کمک کند.</p>
<p>علی پاسخ داد که گاز ارزان می‌ماند، چون ذخیره‌ها پر است و زمستان امسال سرد نیست، و افزود که این خبر درست نیست.</p>
<p>کارشناسان می‌گویند که بهای گاز در بازار به هوا بستگی دارد، و هوا را هیچ‌کس نمی‌تواند از پیش بداند، حتی آنان که می‌گویند می‌دانند.</p>
</article><footer>همهٔ حقوق محفوظ است</footer></body></html>"#;

#[test]
fn a_page_is_extracted_once_and_never_over_a_file() {
    let desk = Desk::with("خبر");
    desk.write("page.html", PAGE);
    let first = store::read_article(&desk.path("page.html")).expect("it has an article");
    assert!(first.extracted);
    assert_eq!(first.path, desk.path("page.txt"));
    assert!(first.article.text.as_str().starts_with("گرانی گاز\n"), "{:?}", first.article.text);
    assert!(first.article.text.as_str().contains("حسن گفت که گاز از فردا"));
    assert!(!first.article.text.as_str().contains("ورزش"));
    assert_eq!(first.meta.get("published").map(String::as_str), Some("2021-12-31"));

    desk.write("page.txt", "دست‌نویس");
    let again = store::read_article(&desk.path("page.html")).expect("the text is there");
    assert!(!again.extracted);
    assert_eq!(again.article.text.as_str(), "دست‌نویس");
    let text = store::read_article(&desk.path("page.txt")).expect("the text is there");
    assert_eq!(text.meta.get("published").map(String::as_str), Some("2021-12-31"));
}

#[test]
fn a_moment_is_of_the_day_that_it_was_in_tehran() {
    let desk = Desk::with("خبر");
    // Midnight is past in Tehran; and it was an hour earlier there in the summers until 1401.
    for (moment, day) in [
        ("2024-05-19T21:30:00Z", "2024-05-20"),
        ("2022-05-19T20:00:00Z", "2022-05-20"),
        ("2023-05-19T20:00:00Z", "2023-05-19"),
        ("2024-05-19", "2024-05-19"),
    ] {
        desk.write("page.html", &PAGE.replace("2021-12-31T10:20:00+03:30", moment));
        let read = store::read_article(&desk.path("page.html")).expect("it has an article");
        assert_eq!(read.meta.get("published").map(String::as_str), Some(day), "{moment}");
    }
}

#[test]
fn the_day_that_a_page_shows_counts_more_than_the_moment_it_names() {
    let desk = Desk::with("خبر");
    let shows = |what: &str| PAGE.replace("<h1>", &format!("{what}<h1>"));
    for (what, day, other) in [
        ("<span class=\"news-date\">۹ دی ۱۴۰۰ - ۲۳:۵۰</span>", "2021-12-30", true),
        ("<time>تاریخ انتشار: ۱۴۰۰/۱۰/۱۰</time>", "2021-12-31", false),
        // Today's day above everything is that of another article.
        ("<div class=\"date\">۱ مهر ۱۴۰۳</div><time>۱۰ دی ۱۴۰۰</time>", "2021-12-31", false),
        ("<div class=\"date\">۱ مهر ۱۴۰۳</div>", "2024-09-22", true),
        // No day of the solar calendar.
        ("<time>2021-12-30 14:13</time>", "2021-12-31", false),
        ("<span>۹ دی ۱۴۰۰</span>", "2021-12-31", false),
    ] {
        desk.write("page.html", &shows(what));
        let read = store::read_article(&desk.path("page.html")).expect("it has an article");
        assert_eq!(read.meta.get("published").map(String::as_str), Some(day), "{what}");
        assert_eq!(read.page_days.other_than_named().is_some(), other, "{what}");
        assert_eq!(read.page_days.moment, "2021-12-31T10:20:00+03:30");
    }
}

#[test]
fn errors_say_what_and_where() {
    let desk = Desk::with("خبر");
    desk.write("empty.txt", " \n");
    desk.write("a.pdf", "%PDF");
    desk.write("page.html", "<html><body></body></html>");
    for (name, what) in [
        ("missing.txt", "check the name"),
        ("empty.txt", "empty"),
        ("a.pdf", "not an article"),
        ("page.html", "no article was found"),
    ] {
        let error = store::read_article(&desk.path(name)).expect_err("it can't be read");
        let reported = error.to_string();
        assert!(reported.contains(what) && reported.ends_with(&format!("{name})")), "{reported}");
    }
}

#[test]
fn pasted_text_becomes_an_article_but_never_over_another() {
    let desk = Desk::with("خبر");
    let path = desk.path("new.txt");
    let made = store::create_article(&path, "متن\r\nتازه").expect("it can be written");
    assert_eq!(made.article.text.as_str(), "متن\r\nتازه");
    let error = store::create_article(&path, "دیگر").expect_err("it is taken");
    assert!(matches!(error.failure, StoreFailure::Io { .. }), "{error}");
    assert_eq!(desk.read("new.txt"), "متن\r\nتازه");
}

#[test]
fn analysts_names_fit_into_file_names() {
    for good in ["a1", "علی رضایی", "رضا\u{200C}پور", "o'neill", "x_y-z"] {
        assert_eq!(Analyst::new(good).map(|it| it.to_string()), Ok(good.to_owned()));
    }
    for bad in ["a/b", "..", "a\\b", "a.b", "a:b", "a\nb", "a\u{200F}b", "a\u{202E}b", "con*"] {
        assert!(matches!(Analyst::new(bad), Err(AnalystNameError::Character(_))), "{bad:?}");
    }
    assert_eq!(Analyst::new(" "), Err(AnalystNameError::Empty));
    assert_eq!(Analyst::of_person(" gold ", "gold"), Err(AnalystNameError::Gold));
    assert!(Analyst::of_person("golden", "gold").is_ok());
    assert_eq!(Analyst::new(&"ب".repeat(60)), Err(AnalystNameError::Long));
}
