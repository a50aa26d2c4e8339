"""Suggestions that come from what the analyst did."""
from desk import ROOT, until
from test_schema import write_over

TEXT = "خبر\nکرمان بزرگ است.\nدر کرمان باران بارید و كرمان تر شد.\n"
PLACE = ('(id: "place", title: {"fa": "مکان", "en": "Place"}, key: "K", '
         'color: (light: "#1d6fa5", dark: "#6cb8e6"), lane: Dotted),')


def with_places(desk):
    """Gives the folder a schema that has places, too."""
    standard = (ROOT / "assets/schema.ron").read_text(encoding="utf-8")
    mine = standard.replace("labels: [", f"labels: [\n        {PLACE}", 1)
    (desk.folder / "schema.ron").write_text(mine, encoding="utf-8")


def why(window):
    """What the strip says of why something is suggested."""
    return [n.label for n in window.tree() if n.label and n.bounds and n.bounds[1] > 500
            and n.label.startswith(("You tagged", "Found by", "Looks like", "Held back: "))]


def test_a_new_label_is_suggested_after_the_first_tag_of_its_words(desk):
    article = desk.article(text=TEXT)
    with desk.window(article) as window:
        window.key("Escape")
        window.key("Ctrl+Shift+L")
        window.press("+ New label")
        write_over(window, "Persian name", "مکان")
        write_over(window, "English name", "Place")
        write_over(window, "ID in files", "place")
        window.press("Shortcut key")
        window.key("K")
        window.press("Save for the folder")
        until(lambda: (desk.folder / "schema.ron").exists())
        until(lambda: window.find("Place", "button"))
        assert not window.sees("2 suggestions")
        window.tag("کرمان", "K")
        desk.holds(article, "کرمان")
        window.wait_for("2 suggestions")
        window.key("Escape")
        window.key("Tab")
        window.wait_for("Suggested: Place")
        window.wait_for("You tagged these words as")
        window.key("Enter")
        window.key("Enter")
        desk.holds(article, "کرمان", "کرمان", "كرمان")
        origins = desk.annotations(article).read_text(encoding="utf-8").count("suggested:memory")
        assert origins == 2, origins


def test_what_is_rejected_never_comes_back(desk):
    with_places(desk)
    first = desk.article("a.txt", TEXT)
    desk.article("b.txt", "خبر\nراه کرمان باز است.\n")
    with desk.window(first) as window:
        window.tag("کرمان", "K")
        window.wait_for("2 suggestions")
        window.key("Escape")
        window.key("Tab")
        window.key("Backspace")
        window.wait_for("1 suggestion")
        window.key("Backspace")
        until(lambda: not window.sees("1 suggestion"))
        # Another tag has everything judged again.
        window.tag("باران", "K")
        desk.holds(first, "کرمان", "باران")
        assert not window.sees("1 suggestion") and not window.sees("2 suggestions")
    with desk.window(first) as window:
        window.key("Ctrl+J")
        window.wait_for("Rejected 2")
        assert not window.sees("1 suggestion") and not window.sees("2 suggestions")


def test_other_articles_know_it_and_a_killed_window_forgets_nothing(desk):
    with_places(desk)
    first = desk.article("a.txt", "خبر\nکرمان بزرگ است.\n")
    second = desk.article("b.txt", "خبر\nراه کرمان باز است.\n")
    with desk.window(first) as window:
        window.tag("کرمان", "K")
        desk.holds(first, "کرمان")
        window.kill()
    with desk.window(second) as window:
        window.wait_for("1 suggestion")
        window.key("Tab")
        window.wait_for("You tagged these words as")
        window.key("Backspace")
        until(lambda: desk.annotations(second).exists())
        until(lambda: "dismissed" in desk.annotations(second).read_text(encoding="utf-8"))
        window.kill()
    with desk.window(second) as window:
        until(lambda: (desk.folder / ".hashiye/learned.a1.bin").exists())
        window.key("Ctrl+J")
        window.wait_for("Rejected 1")
        assert not window.sees("1 suggestion")


def test_what_is_held_back_is_counted_and_shown(desk):
    first = desk.article("a.txt", "خبر\nاو ۱۰ دی ۱۴۰۰ آمد.\n")
    second = desk.article("b.txt", "خبر\nباز ۱۰ دی ۱۴۰۰ شد و ۱۱ دی ۱۴۰۰ رفت.\n")
    with desk.window(first) as window:
        window.wait_for("1 suggestion")
        window.key("Tab")
        window.key("Ctrl+K")
        window.type("Never suggest")
        window.key("Enter")
        until(lambda: desk.annotations(first).exists())
        until(lambda: "everywhere" in desk.annotations(first).read_text(encoding="utf-8"))
    with desk.window(second) as window:
        window.wait_for("Held back: 1")
        window.wait_for("1 suggestion")
        window.press("Held back: 1")
        window.wait_for("2 suggestions")
        window.key("Tab")
        window.wait_for("Held back: these words are never")
        window.key("Shift+H")
        window.wait_for("1 suggestion")


def test_suggestions_are_off_for_a_label_and_for_all_and_stay_so(desk):
    with_places(desk)
    article = desk.article(text="خبر\nکرمان بزرگ است. او ۱۰ دی ۱۴۰۰ در کرمان بود.\n")
    with desk.window(article) as window:
        window.tag("کرمان", "K")
        window.wait_for("2 suggestions")
        window.key("F9")
        window.press("Guideline for Place")
        window.press("Suggest Place")
        window.wait_for("1 suggestion")
    with desk.window(article) as window:
        window.wait_for("1 suggestion")
        window.key("Ctrl+K")
        window.type("Turn suggestions off")
        window.key("Enter")
        window.wait_for("Suggestions are off")
    with desk.window(article) as window:
        window.wait_for("Suggestions are off")
        window.press("Suggestions are off")
        window.wait_for("1 suggestion")
