"""Issues: listed, gone through by key, fixed; values typed into a date's form."""
from desk import until

NEWS = "خبر تازه\nوی دیروز آمد و در روز هفتم ماه دسامبر (۱۷ آذر) گفت که کار تمام است.\n"


def test_findings_are_listed_and_mended(desk):
    article = desk.article(text=NEWS)
    with desk.window(article) as window:
        window.tag("کار تمام است.", "C")
        desk.holds(article, "کار تمام است.")
        window.wait_for("Issues: 3", "button")
        window.key("Ctrl+Shift+M")
        window.wait_for("Close the list", "button")
        window.press("Fix: It ends with punctuation, which stays outside")
        desk.holds(article, "کار تمام است")
        window.wait_for("Issues: 2", "button")


def test_dates_tagged_by_hand_are_a_pair_that_disagrees(desk):
    article = desk.article(text=NEWS)
    with desk.window(article) as window:
        window.tag("روز هفتم ماه دسامبر", "D")
        window.key("Escape")
        window.tag("۱۷ آذر", "D")
        until(lambda: [it[0] for it in desk.relations(article)] == ["pair"])


def test_a_typed_value_brings_its_calendar(desk):
    article = desk.article(text=NEWS)
    with desk.window(article) as window:
        window.tag("دیروز", "D")
        window.key("E")
        field = [n for n in window.tree() if n.label.startswith("Value") and n.role == "textInput"]
        window.click(field[0].centre)
        window.key("Ctrl+A")
        window.type("۱۱ دی ۱۴۰۰")
        window.key("Enter")
        [span] = desk.saved(article, lambda spans: any("native" in it.attributes for it in spans))
        assert span.attributes["value"] == "2022-01-01", span.attributes
        assert span.attributes["native"] == "1400-10-11", span.attributes
