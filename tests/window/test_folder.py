"""A folder as a place of work: days for all of its articles, and words tagged in all of them."""
import re

from desk import until

NEWS = "خبر شمارهٔ {}\nپوتین دیروز آمد و پوتین رفت.\n"


def undated(window):
    return [it for it in window.labels("button") if it.startswith("Published: ?")]


def test_three_hundred_articles_get_their_days_by_a_table(desk):
    for number in range(300):
        desk.article(f"news{number:03}.txt", NEWS.format(number))
    rows = "".join(f"news{number:03}.txt,1397/04/{1 + number % 30:02}\n" for number in range(300))
    (desk.folder / "articles.csv").write_text(f"file,published\n{rows}", encoding="utf-8")
    with desk.window(desk.folder) as window:
        window.wait_for("خبر شمارهٔ 0", "button")
        window.wait_for("(table)")
        assert not undated(window), window.labels("button")
        # A relative date is counted from it.
        window.select("دیروز")
        window.key("D")
        [span] = desk.saved(desk.folder / "news000.txt", lambda spans: len(spans) == 1)
        assert span.attributes["value"] == "2018-06-21", span.attributes
    rows = desk.export(desk.folder)
    assert len(rows) == 300 and all(str(it).count("'published': '2018-") == 1 for it in rows), rows[0]


def test_words_are_tagged_in_all_articles_each_with_an_undo_of_its_own(desk):
    first, second = desk.article("a.txt", NEWS.format(1)), desk.article("b.txt", NEWS.format(2))
    with desk.window(desk.folder) as window:
        window.wait_for("suggestion")
        window.key("Escape")
        window.select("پوتین")
        window.key("Ctrl+Shift+F")
        window.wait_for("4 matches in 2 articles")
        # Neither a label nor a row is chosen unasked.
        assert not any(re.match(r"Tag \d+ in", it) for it in window.labels("button")), window.labels("button")
        window.press("Tick all 4")
        window.press("Label as Claimant")
        window.press("Tag 4 in 2 articles")
        for article in (first, second):
            desk.holds(article, "پوتین", "پوتین")
        window.press("Close the list") if window.find("Close the list", "button") else window.key("Escape")
        window.click(window.at("آمد"))
        window.key("Ctrl+Z")
        desk.saved(first, lambda spans: not spans)
        desk.holds(second, "پوتین", "پوتین")


def test_the_title_says_who_works_on_what(desk):
    desk.article("a.txt", NEWS.format(1))
    desk.article("b.txt", NEWS.format(2))
    with desk.window(desk.folder) as window:
        title = lambda: next(n.label for n in window.tree() if n.role == "window")  # noqa: E731
        until(lambda: title().startswith("a.txt — articles — a1"), why=title)
        window.press("خبر شمارهٔ 2")
        until(lambda: title().startswith("b.txt — articles — a1"), why=title)


def test_three_hundred_articles_get_their_days_from_their_names(desk):
    for number in range(300):
        desk.article(f"2018-07-{1 + number % 28:02}-{number:03}.txt", NEWS.format(number))
    with desk.window(desk.folder) as window:
        window.wait_for("خبر شمارهٔ 0", "button")
        window.key("Ctrl+K")
        window.type("Table of the articles")
        window.key("Enter")
        window.wait_for("Write 300 cells", "button")
        assert not (desk.folder / "articles.csv").exists(), "nothing is written before it is asked for"
        window.press("Write 300 cells")
        until(lambda: (desk.folder / "articles.csv").exists())
        table = (desk.folder / "articles.csv").read_text(encoding="utf-8-sig")
        assert table.count(",2018-07-") == 300, table[:300]
    assert len(desk.export(desk.folder)) == 300


def test_a_line_of_the_article_proposes_its_day_and_one_key_confirms_it(desk):
    article = desk.article(text="خبر\nتاریخ انتشار: ۱۴:۴۷ - ۲۷ تیر ۱۳۹۷\nوی دیروز آمد.\n")
    chip = lambda window: next(it for it in window.labels("button") if it.startswith("Published: "))  # noqa: E731
    with desk.window(article) as window:
        until(lambda: "? · " in chip(window) and "2018" in chip(window), why=lambda: chip(window))
        assert not desk.annotations(article).exists()
        window.key("P")
        until(lambda: "?" not in chip(window), why=lambda: chip(window))
        kept = desk.annotations(article)
        until(lambda: kept.exists() and '"published": "2018-07-18"' in kept.read_text(encoding="utf-8"))
        window.key("Ctrl+Z")
        until(lambda: "? · " in chip(window), why=lambda: chip(window))
