"""The window around the page: zoom, palette, key sheet, settings, language, theme, sizes."""
from pictures import mean_brightness
from desk import until


def width_of_title(window):
    return next(n for n in window.runs() if n.label.startswith("احتمال")).bounds


def test_zoom(desk):
    article = desk.article()
    with desk.window(article) as window:
        usual = width_of_title(window)
        window.key("Ctrl+Plus")
        larger = width_of_title(window)
        assert larger[2] - larger[0] > 1.05 * (usual[2] - usual[0])
        window.key("Ctrl+Minus")
        window.key("Ctrl+Minus")
        smaller = width_of_title(window)
        assert smaller[2] - smaller[0] < 0.95 * (usual[2] - usual[0])
        window.key("Ctrl+Num0")
        again = width_of_title(window)
        assert abs(again[2] - again[0] - usual[2] + usual[0]) < 1


def test_palette_carries_out_what_is_chosen(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        window.key("Ctrl+K")
        window.type("undo")
        window.key("Enter")
        desk.saved(article, lambda spans: not spans)
        assert not window.sees("Command", "textInput")


def test_key_sheet(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("F1")
        for words in ("Labels and links", "Link as Claimant", "Undo", "Export dataset"):
            window.wait_for(words)
        window.key("Escape")
        until(lambda: not window.sees("Labels and links"))


def test_settings_are_kept(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("Ctrl+Comma")
        window.press("Dark")
        window.press("JSON")
        window.key("Escape")
    with desk.window(article) as window:
        assert mean_brightness(window, desk.root) < 80
        window.tag("هفتم ماه دسامبر", "D")
        until(lambda: article.with_name("news.txt.a1.json").exists())
    kept = (desk.config / "settings.ron").read_text(encoding="utf-8")
    assert "theme: Dark" in kept and "syntax: Json" in kept, kept
    assert not desk.annotations(article).exists()


def test_language_mirrors_the_window(desk):
    article = desk.article()
    with desk.window(article) as window:
        left = window.button("Open article…").bounds
        page = next(n for n in window.tree() if n.role == "document").bounds
        window.press("فارسی / English")
        right = window.button("باز کردن خبر…").bounds
        assert left[0] < 200 and right[2] > 1080, (left, right)
        there = next(n for n in window.tree() if n.role == "document").bounds
        assert there[0] > page[0] + 100, "the margin goes to the other side"
        first, last = window.text_ends("رئیس جمهوری")
        assert first[0] > last[0], "the article is right to left in both"
        window.press("فارسی / English")
        window.button("Open article…")


def test_theme(desk):
    article = desk.article()
    with desk.window(article) as window:
        light = mean_brightness(window, desk.root)
        window.press("Light or dark")
        dark = mean_brightness(window, desk.root)
        assert light > 200 and dark < 80, (light, dark)


def test_sizes(desk):
    for size in ("800x600", "1280x800", "1920x1080"):
        article = desk.article(f"at-{size}.txt")
        wide, high = map(int, size.split("x"))
        with desk.window(article, size=size, window=f"({wide}, {high})") as window:
            for run in window.runs():
                x0, _, x1, _ = run.bounds
                assert x0 >= 0 and x1 <= wide + 0.5, (size, run.label, run.bounds)
            window.tag("هشدار داد", "D")
            desk.holds(article, "هشدار داد")
        (desk.config / "settings.ron").unlink()


def test_start_without_an_article(desk):
    desk.analyst = "newcomer"
    with desk.window() as window:
        window.wait_for("Tag claims and dates")
        window.wait_for("Try the sample articles", "button")
        window.press("Try the sample articles")
        window.wait_for("ذخیرهٔ سد مهررود")
        window.tag("تا پایان دی", "D")
        window.wait_for("Date: تا پایان دی")
    folder = desk.home / "hashiye-sample"
    assert (folder / "8-longread.txt").is_file() and (folder / "1-agency.txt.a2.ron").is_file()


def test_sample_in_a_folder_of_ones_own(desk):
    desk.analyst = "newcomer"
    with desk.window("--sample", desk.folder) as window:
        window.wait_for("ذخیرهٔ سد مهررود")
    assert (desk.folder / "hashiye-sample/articles.csv").is_file()


def test_the_sample_has_something_to_decide_for_whoever_is_called_as_somebody_in_it(desk):
    for analyst, words in (("a1", "سازمان لیگ"), ("a2", "صورت‌جلسه")):
        desk.analyst = analyst
        with desk.window("--sample", desk.root / analyst) as window:
            until(lambda: any(words in it.label for it in window.runs()), why=lambda: [it.label for it in window.runs()])
            until(lambda: any(it.endswith("suggestions left") and not it.startswith("0 ") for it in window.labels()))
        (desk.config / "settings.ron").unlink()


def test_publication_date(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.press(next(it for it in window.labels("button") if it.startswith("Published: ")))
        window.type("2021-12-31")
        window.key("Enter")
        path = desk.annotations(article)
        until(lambda: path.exists() and '"published": "2021-12-31"' in path.read_text(encoding="utf-8"))


def test_occurrences_are_one_step(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.select("۱۶ آذر")
        window.key("Ctrl+Shift+A")
        window.wait_for("2 matches in 1 article")
        window.press("Tick all 2")
        window.press("Label as Date")
        window.press("Tag 2 in 1 article")
        desk.holds(article, "۱۶ آذر", "۱۶ آذر")
        window.key("Ctrl+Z")
        desk.saved(article, lambda spans: not spans)
