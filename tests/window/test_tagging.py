"""Tagging: by key, by button, over line breaks, in mixed text; edges, undo, removal, links."""
from desk import SAMPLE, SEVENTH, until

MIXED = "عنوان خبر\nنشست NATO در ۱۴۰۰/۱۰/۲۲ (12 Jan) برگزار شد و پایان یافت.\n"


def test_key_tags_exactly_the_selected_words(desk):
    article = desk.article()
    words, start, end = SEVENTH
    with desk.window(article) as window:
        window.tag(words, "D")
        [span] = desk.holds(article, words)
        assert (span.label, span.start, span.end) == ("date", start, end), span
        window.wait_for(f"Date: {words}", "mark")
        window.wait_for("Tags: 1")
    assert article.read_text(encoding="utf-8") == SAMPLE, "the article was written to"
    assert desk.files() == ["news.txt", "news.txt.a1.ron"]


def test_button_of_the_selection_bar_tags(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.select("امنیت هر کشور")
        window.press("Tag as Claim")
        [span] = desk.holds(article, "امنیت هر کشور")
        assert span.label == "claim"
        window.select("رئیس جمهوری روسیه", 1)
        window.press("Link as Claimant")
        desk.saved(article, lambda spans: len(spans) == 2)
        until(lambda: [it[0] for it in desk.relations(article)] == ["claimant"])


def test_selection_over_a_line_break(desk):
    article = desk.article()
    words = "برگزار می شود و پس"
    with desk.window(article) as window:
        first, last = window.text_ends(words)
        assert last[1] - first[1] > 20, "the words are to stand on two lines"
        window.tag(words, "C")
        desk.holds(article, words)


def test_mixed_text(desk):
    wanted = ["NATO", "۱۴۰۰/۱۰/۲۲", "12 Jan", "نشست NATO در ۱۴۰۰/۱۰/۲۲ (12 Jan) برگزار شد"]
    for words in wanted:
        article = desk.article(f"mixed-{len(words)}.txt", MIXED)
        with desk.window(article) as window:
            window.tag(words, "D")
            [span] = desk.holds(article, words)
            assert span.start == MIXED.index(words)


def test_dragging_an_edge(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        grip, last = window.text_ends("هفتم ماه دسامبر")
        window.drag(grip, window.at("روز هفتم ماه"))
        desk.holds(article, "روز هفتم ماه دسامبر")
        _, last = window.text_ends("روز هفتم ماه دسامبر")
        _, there = window.text_ends("هفتم ماه")
        window.drag(last, there)
        [span] = desk.holds(article, "روز هفتم ماه")
        assert span.id == "s1", "an edge is moved, not a new tag made"
        window.key("Ctrl+Z")
        desk.holds(article, "روز هفتم ماه دسامبر")


def test_arrows_move_edges(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه", "D")
        steps = [
            ("Alt+ArrowLeft", "هفتم ماه دسامبر"), ("Alt+Shift+ArrowRight", "روز هفتم ماه دسامبر"),
            ("Alt+ArrowRight", "روز هفتم ماه"), ("Alt+Shift+ArrowLeft", "هفتم ماه"),
        ]
        for chord, words in steps:
            window.key(chord)
            desk.holds(article, words)


def test_undo_and_both_chords_of_redo(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        window.tag("امنیت هر کشور", "C")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        window.key("Ctrl+Z")
        desk.holds(article, "هفتم ماه دسامبر")
        window.key("Ctrl+Z")
        desk.saved(article, lambda spans: not spans)
        window.key("Ctrl+Shift+Z")
        desk.holds(article, "هفتم ماه دسامبر")
        window.key("Ctrl+Y")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        window.key("Ctrl+Shift+Z")
        window.wait_for("There is nothing to redo.")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")


def test_delete_removes_the_active_tag(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        window.tag("امنیت هر کشور", "C")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        window.click(window.at("ماه دسامبر"))
        window.key("Delete")
        desk.holds(article, "امنیت هر کشور")


def test_links_by_keys(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("امنیت هر کشور باید فقط بر مبنای رعایت کامل اصل امنیت غیرقابل انفکاک تامین شود", "C")
        window.tag("رئیس جمهوری روسیه", "S", occurrence=1)
        window.tag("تصریح کرد", "V")
        spans = desk.saved(article, lambda spans: len(spans) == 3)
        until(lambda: len(desk.relations(article)) == 2)
        by_id = {it.id: it for it in spans}
        links = {(label, by_id[a].label, by_id[b].quote) for label, a, b in desk.relations(article)}
        assert links == {("claimant", "claim", "رئیس جمهوری روسیه"), ("cue", "claim", "تصریح کرد")}
        window.key("Ctrl+Z")
        until(lambda: len(desk.relations(article)) == 1)
        assert len(desk.spans(article)) == 2, "tag and link are one step"


def test_relabel_keeps_the_words(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "C")
        desk.holds(article, "هفتم ماه دسامبر")
        window.key("D")
        desk.saved(article, lambda spans: [it.label for it in spans] == ["date"])


def test_plus_adds_a_piece(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم", "D")
        window.tag("دسامبر", "Plus")
        path = desk.annotations(article)
        until(lambda: path.exists() and "هفتم … دسامبر" in path.read_text(encoding="utf-8"))
