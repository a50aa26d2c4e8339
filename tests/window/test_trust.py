"""What a day's work rests on: nothing goes away unasked, and what is kept is what was decided."""
import json
import re
from contextlib import contextmanager

from desk import until

NESTED = "خبر\nپوتین گفت که بایدن هشدار داده است که بازار در ۱۰ دی ۱۴۰۰ آرام می‌شود.\n"


def left(window):
    """How many suggestions the bar says are left."""
    said = [it for it in window.labels("button") if it.endswith(("suggestions left", "suggestion left"))]
    return int(re.match(r"\d+", said[0])[0]) if said else 0


@contextmanager
def suggested(desk, text, count=None):
    """An article and its window, once all its suggestions are there: `count`, or several."""
    article = desk.article(text=text)
    with desk.window(article) as window:
        until(lambda: left(window) > 1 if count is None else left(window) == count, why=window.labels)
        yield article, window


def accept_all(window):
    """Accepts one suggestion after the other; each takes itself away and no other."""
    while left(window):
        before = left(window)
        window.key("Tab")
        window.key("Enter")
        until(lambda: left(window) != before, why=window.labels)
        assert left(window) == before - 1, (before, left(window))


def test_accepting_takes_no_other_suggestion_away(desk):
    with suggested(desk, NESTED) as (article, window):
        accept_all(window)
        desk.saved(article, lambda spans: len([it for it in spans if it.label == "claim"]) > 1)
        assert "nested_in" in [it[0] for it in desk.relations(article)], desk.relations(article)
    said, _ = desk.terminal("validate", str(article))
    assert "[" not in said, said


def test_a_rejection_is_undone_and_what_is_left_for_later_comes_back(desk):
    with suggested(desk, "خبر\nوی ۱۰ دی ۱۴۰۰ آمد و ۱۱ دی ۱۴۰۰ رفت.\n", 2) as (article, window):
        window.key("Tab")
        window.key("Backspace")
        until(lambda: left(window) == 1)
        window.key("Ctrl+Z")
        until(lambda: left(window) == 2)
        window.key("Ctrl+Shift+Z")
        until(lambda: left(window) == 1)
        window.key("Tab")
        window.key("L")
        window.wait_for("1 for later")
        kept = desk.annotations(article)
        until(lambda: kept.exists() and "۱۱ دی ۱۴۰۰" in kept.read_text(encoding="utf-8"))
    desk.terminal("suggest", "--write", "--analyst", "a1", str(article))
    assert not any(it.quote == "۱۰ دی ۱۴۰۰" for it in desk.spans(article)), desk.spans(article)


def test_other_words_selected_are_tagged_and_no_suggestion_is_accepted(desk):
    with suggested(desk, "خبر\nوی ۱۰ دی ۱۴۰۰ آمد و هوا سرد شد.\n", 1) as (article, window):
        window.key("Tab")
        window.select("هوا سرد شد")
        window.key("Enter")
        assert not desk.spans(article) and left(window) == 1, desk.spans(article)
        window.key("C")
        desk.holds(article, "هوا سرد شد")
        assert left(window) == 1


def test_a_tag_at_the_caret_is_the_analysts_own(desk):
    with suggested(desk, "خبر\nوی ۱۰ دی ۱۴۰۰ آمد.\n", 1) as (article, window):
        window.click(window.at("دی"))
        window.key("Escape")
        window.key("D")
        desk.holds(article, "۱۰ دی ۱۴۰۰")
        kept = desk.annotations(article).read_text(encoding="utf-8")
        assert 'origin: "hand"' in kept or "origin:" not in kept, kept


def test_nothing_agrees_where_one_date_has_no_value(desk):
    article = desk.article(text="خبر\nاز سال ۲۰۱۴ (تاکنون) چنین است.\n")
    with desk.window(article) as window:
        window.key("Escape")
        window.tag("سال ۲۰۱۴", "D")
        window.key("Escape")
        window.tag("تاکنون", "D")
        desk.saved(article, lambda spans: len(spans) == 2)
        assert not any("agree" in it for it in window.labels()), window.labels()
        assert "pair" not in [it[0] for it in desk.relations(article)]


def test_undoing_raises_no_alarm(desk):
    article = desk.article()
    with desk.window(article) as window:
        for words in ("هفتم ماه دسامبر", "امنیت هر کشور"):
            window.tag(words, "D")
        desk.saved(article, lambda spans: len(spans) == 2)
        for _ in range(2):
            window.key("Ctrl+Z")
        desk.saved(article, lambda spans: not spans)
        assert not any("gone with this save" in it for it in window.labels()), window.labels()


def test_words_are_found_in_every_spelling(desk):
    spellings = ("گفت‌وگو", "گفتگو", "گفت وگو", "گفت و گو")
    article = desk.article(text="خبر\n" + "\n".join(f"{it} در سال ۱۴۰۳ بود." for it in spellings) + "\nسال 1403 رفت.\n")
    with desk.window(article) as window:
        for wanted, count in [(it, 4) for it in spellings] + [("1403", 5), ("۱۴۰۳", 5)]:
            window.key("Ctrl+F")
            window.key("Ctrl+A")
            window.type(wanted)
            window.wait_for(f"1 of {count}")
            window.key("Escape")


def test_edges_and_label_of_a_suggestion_are_corrected_before_it_is_taken(desk):
    with suggested(desk, "خبر\nوی ۱۰ دی ۱۴۰۰ آمد و ۱۱ دی ۱۴۰۰ رفت.\n", 2) as (article, window):
        window.key("Tab")
        window.key("E")
        window.key("Alt+ArrowLeft")
        assert not desk.spans(article)
        window.key("Enter")
        desk.holds(article, "۱۰ دی ۱۴۰۰ آمد")
        assert "corrected:" in desk.annotations(article).read_text(encoding="utf-8")


def test_an_export_takes_all_and_counts_what_it_wrote(desk):
    to = desk.root / "out.jsonl"
    with suggested(desk, NESTED) as (article, window):
        accept_all(window)
        spans = desk.saved(article, lambda spans: len(spans) > 2)
        window.key("Ctrl+E")
        window.click(window.get("Save as", "textInput").centre)
        window.key("Ctrl+A")
        window.type(str(to))
        window.wait_for(f"{len(spans)} tags")
        window.press("Export")
        until(to.exists, why="nothing was exported")
        window.wait_for(f"{len(spans)} tags")
    [record] = map(json.loads, to.read_text(encoding="utf-8").splitlines())
    assert len(record["spans"]) == len(spans), record


def test_all_but_the_current_suggestion_are_hidden_and_none_is_lost(desk):
    with suggested(desk, "خبر\nوی ۱۰ دی ۱۴۰۰ آمد و ۱۱ دی ۱۴۰۰ رفت.\n", 2) as (article, window):
        window.key("H")
        window.wait_for("hidden")
        assert not desk.annotations(article).exists()
        window.key("H")
        until(lambda: not any("hidden" in it for it in window.labels("button")))
        assert left(window) == 2


def test_five_tags_in_each_other_are_each_reached(desk):
    words = "وزیر گفت که رئیس گفت که کار در ۱۰ دی ۱۴۰۰ تمام است"
    article = desk.article(text=f"خبر\n{words}.\n")
    nested = [words, words[9:], words[17:], words[24:], "۱۰ دی ۱۴۰۰"]
    with desk.window(article) as window:
        window.key("Escape")
        for it in nested:
            window.tag(it.strip(), "D" if it is nested[-1] else "C")
            window.key("Escape")
        desk.saved(article, lambda spans: len(spans) == 5)
        # The innermost is the one that is clicked.
        window.click(window.at("دی ۱۴۰۰"))
        window.wait_for("Date: ۱۰ دی ۱۴۰۰")


def test_the_bar_at_selected_words_has_labels_links_and_the_rest(desk):
    article = desk.article(text="خبر\nوزیر گفت که کار تمام است.\n")
    with desk.window(article) as window:
        window.key("Escape")
        window.tag("کار تمام است", "C")
        desk.holds(article, "کار تمام است")
        window.select("وزیر")
        window.click(window.at("وزیر"), button="Secondary")
        for words in ("Tag as Claim", "Tag as Date", "Link as Claimant", "Tag every occurrence", "Copy"):
            until(lambda: any(it.startswith(words) for it in window.labels("button")),
                  why=lambda: (words, window.labels("button")))
