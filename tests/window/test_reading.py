"""Selecting, finding, suggestions, and the way Persian stands on the page."""
from desk import SAMPLE, until


def selected(window, characters):
    window.wait_for(f"{characters} characters selected")


def test_double_and_triple_click(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.click(window.at("تصریح"), count=2)
        selected(window, len("تصریح"))
        window.key("C")
        desk.holds(article, "تصریح")
        window.key("Delete")
        # A pause, or the clicks that follow count on from those before.
        window.move(700, 700)
        sentence = "رئیس جمهوری روسیه تصریح کرد که امنیت"
        window.click(window.at("غیرقابل"), count=3)
        window.key("C")
        [span] = desk.saved(article, lambda spans: len(spans) == 1 and len(spans[0].quote) > 20)
        assert span.quote.startswith(sentence) and "تامین شود" in span.quote, span


def test_shift_and_arrows_select(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.click(window.at("احتمال"))
        window.key("Ctrl+Home")
        for _ in range(3):
            window.key("Shift+ArrowLeft")
        selected(window, 3)
        window.key("Shift+ArrowRight")
        selected(window, 2)
        window.key("Ctrl+Home")
        window.key("Ctrl+Shift+ArrowLeft")
        window.key("D")
        [span] = desk.saved(article, lambda spans: len(spans) == 1)
        assert span.quote == "احتمال", span
        window.key("Ctrl+A")
        selected(window, len(SAMPLE))


def test_find_in_any_spelling(desk):
    article = desk.article(text="عنوان\nتحریمهای تازه و تحريم هاي کهنه.\nتحریم‌های دیگر.\n")
    with desk.window(article) as window:
        window.key("Ctrl+F")
        window.type("تحریم‌های")
        window.wait_for("1 of 3")
        window.key("Enter")
        window.wait_for("2 of 3")
        window.key("Escape")
        until(lambda: not window.sees("Words to find"))
        window.key("D")
        [span] = desk.saved(article, lambda spans: len(spans) == 1)
        assert span.quote == "تحريم هاي", span


def test_letters_typed_into_a_field_are_no_commands(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.select("هفتم ماه دسامبر")
        window.key("Ctrl+F")
        window.key("C")
        window.key("D")
        window.key("Escape")
        window.tag("امنیت هر کشور", "C")
        desk.holds(article, "امنیت هر کشور")


def test_suggestions_are_accepted_and_undone(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.wait_for("suggestions left", "button")
        window.key("Tab")
        window.wait_for("Suggested: ")
        window.key("Enter")
        desk.saved(article, lambda spans: len(spans) > 0)
        window.key("Ctrl+Z")
        desk.saved(article, lambda spans: not spans)


def test_digits_are_never_reversed(desk):
    article = desk.article()
    with desk.window(article) as window:
        runs = {n.label: n for n in window.runs()}
        for year in ("۲۰۲۲", "۱۶", "۱۹", "۲۰"):
            run = runs[year]
            assert run.props["textDirection"] == "leftToRight", year
            at = run.props["characterPositions"]
            assert at == sorted(at) and len(at) == len(year), (year, at)
        # «۱۶ آذر»: the day stands to the right of the month.
        day = runs["۱۶"].bounds
        month = next(n.bounds for n in window.runs() if n.label.startswith(" آذر)"))
        assert month[2] <= day[0] + 0.5 and abs(month[1] - day[1]) < 1, (day, month)


def test_lines_go_downwards_and_words_leftwards(desk):
    article = desk.article()
    with desk.window(article) as window:
        text = [n for n in window.runs() if "رئیس جمهوری روسیه به بایدن" in n.label][0]
        after = [n for n in window.runs() if n.label.endswith("آمریکا خواهد شد.")][0]
        assert after.bounds[1] > text.bounds[1], "the second line is below the first"
        assert abs(text.bounds[2] - after.bounds[2]) < 1, "lines begin at the right edge"
        first, last = window.text_ends("رئیس جمهوری")
        assert first[0] > last[0], "the first letter is to the right of the last"


def test_latin_inside_persian_reads_left_to_right(desk):
    article = desk.article(text="عنوان\nنشست NATO در بروکسل (12 Jan) برگزار شد.\n")
    with desk.window(article) as window:
        first, last = window.text_ends("NATO")
        assert first[0] < last[0]
        before, _ = window.text_ends("نشست")
        after, _ = window.text_ends("بروکسل")
        assert before[0] > last[0] > after[0]


def test_keys_of_a_persian_layout(desk):
    """The keyboard sends physical keys and Persian letters; the shortcuts are the same."""
    article = desk.article()
    with desk.window(article) as window:
        window.select("هفتم ماه دسامبر")
        window.physical("D", "ی")
        desk.holds(article, "هفتم ماه دسامبر")
        window.select("امنیت هر کشور")
        window.physical("C", "ز")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        window.physical("Ctrl+Z")
        desk.holds(article, "هفتم ماه دسامبر")
        window.physical("Ctrl+Shift+Z")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        window.physical("Shift+Slash", "؟")
        window.wait_for("Labels and links")
