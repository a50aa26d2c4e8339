"""The page while the window around it changes, and articles of every sort on it."""
import re

from desk import SAMPLE, until


def many(times=40):
    """The sample over and over, each time with a number that is found once only."""
    return "\n".join(f"شماره {i + 1000} آمد.\n{SAMPLE}" for i in range(times))


def height_of(window, words):
    found = [n for n in window.runs() if words in n.label]
    assert found, f"«{words}» is not in view"
    return found[0].bounds[1]


def scrolled_to(window, words):
    """Finds `words`, which brings their line into view, and puts the caret on it."""
    window.key("Ctrl+F")
    window.type(words)
    window.key("Enter")
    window.key("Escape")
    window.settle()


def test_the_line_with_the_caret_stays_while_zooming(desk):
    with desk.window(desk.article(text=many())) as window:
        scrolled_to(window, "شماره 1020")
        before = height_of(window, "1020")
        for chord in ("Ctrl+Plus", "Ctrl+Plus", "Ctrl+Minus", "Ctrl+Minus", "Ctrl+Minus", "Ctrl+Num0"):
            window.key(chord)
            assert abs(height_of(window, "1020") - before) < 2, chord


def test_the_line_with_the_caret_stays_while_the_window_is_resized(desk):
    with desk.window(desk.article(text=many())) as window:
        scrolled_to(window, "شماره 1020")
        before = height_of(window, "1020")
        for size in ((1100, 800), (900, 700), (760, 700), (1280, 800)):
            window.resize(*size)
            assert abs(height_of(window, "1020") - before) < 2, size


def test_without_a_caret_in_view_the_page_comes_back_as_it_was(desk):
    with desk.window(desk.article(text=many())) as window:
        window.move(800, 400)
        for _ in range(30):
            window.wheel(0, -300)
        before = [(n.label, n.bounds) for n in window.runs()]
        numbers = [it for it in before if it[0].strip().isdigit()]
        middle, _ = min(numbers, key=lambda it: abs(it[1][1] - 280))
        for size in ((1000, 800), (1100, 800), (900, 800)):
            window.resize(*size)
            assert middle in [n.label for n in window.runs()], (size, middle)
        window.resize(1280, 800)
        assert [(n.label, n.bounds) for n in window.runs()] == before


def test_line_ends_of_windows_stay_as_they_are(desk):
    text = SAMPLE.replace("\n", "\r\n")
    article = desk.article(text=text.encode())
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        until(lambda: desk.annotations(article).exists())
        spans = until(lambda: desk.spans(article))
    assert article.read_bytes() == text.encode()
    (span,) = spans
    assert text[span.start:span.end] == span.quote == "هفتم ماه دسامبر"
    (record,) = desk.export(article)
    assert "\r\n" in record["text"]


def test_in_naskh(desk):
    article = desk.article()
    with desk.window(article, typeface="Naskh") as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        numbers = [n.label for n in window.runs() if re.search("[۰-۹]{4}", n.label)]
        assert numbers, "years are on the page"


def test_an_english_article_reads_from_the_left(desk):
    text = "Minister: talks failed\nOn 12 January 2022 the minister said that the talks had failed.\n"
    article = desk.article("english.txt", text)
    with desk.window(article) as window:
        start, end = window.text_ends("the minister said")
        assert start[0] < end[0]
        window.tag("12 January 2022", "D")
        desk.holds(article, "12 January 2022")
