"""Figures below the page and reports, as an analyst comes to them."""
from desk import until


def test_a_part_of_the_timeline_leads_to_its_tag(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("روز هفتم ماه دسامبر", "D")
        desk.holds(article, "روز هفتم ماه دسامبر")
        window.key("Escape")
        window.key("Ctrl+Shift+T")
        until(lambda: window.sees("روز هفتم ماه دسامبر 7 December, year unknown", "button"))
        date = "Date: روز هفتم ماه دسامبر"
        assert not window.find(date, "group"), "no tag is in the strip"
        window.press("روز هفتم ماه دسامبر 7 December, year unknown")
        window.wait_for(date, "group")


def test_reports_are_saved_beside_the_article(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("روز هفتم ماه دسامبر", "D")
        for kind, name in (("Web page", "news-report.html"), ("PDF", "news-report.pdf"),
                           ("Picture of the timeline", "news-timeline.svg"),
                           ("Table of who says what (CSV)", "news-claims.csv")):
            window.key("Ctrl+Shift+E")
            window.press(kind)
            window.press("Save")
            until(lambda: (desk.folder / name).exists() and (desk.folder / name).stat().st_size)
    page = (desk.folder / "news-report.html").read_text(encoding="utf-8")
    assert "<script" not in page and "قطع روابط" in page
    assert (desk.folder / "news-report.pdf").read_bytes().startswith(b"%PDF-")
