"""The strip: what is decided on now, always at the same place."""
from desk import until

ANSWERS = ("Accept the suggestion, or edit the tag", "Reject the suggestion", "Next suggestion")


def strip_of(window):
    """Where the buttons of the strip are."""
    found = {n.label: n.bounds for n in window.tree() if n.role == "button" and n.bounds
             and n.bounds[1] > 500}
    return tuple(found.get(it) for it in ANSWERS)


def suggested(window):
    """What the strip says is suggested, or nothing."""
    groups = [n.label for n in window.tree() if n.role == "group" and n.label]
    return next((it for it in groups if it.startswith("Suggested")), None)


def height_of_words(window):
    """How far down the page the words are that the strip speaks of."""
    said = [n.label for n in window.tree() if n.label and n.label.startswith("«") and n.bounds
            and n.bounds[1] > 500]
    words = said[0].strip("«»").split(" … ")[0]
    runs = sorted((n for n in window.runs() if n.label[:10] in words or words[:10] in n.label),
                  key=lambda it: it.bounds[1])
    return [round(it.bounds[1]) for it in runs if words[:10] in it.label or words.startswith(it.label[:10])]


def test_the_buttons_of_forty_suggestions_never_move(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.wait_for("suggestions")
        window.key("Tab")
        first = strip_of(window)
        assert all(first), window.labels("button")
        seen = 0
        while suggested(window) and seen < 40:
            assert strip_of(window) == first, (seen, strip_of(window), first)
            window.key("Tab")
            seen += 1
        assert seen == 40, seen


def test_the_words_decided_on_stand_at_a_third_of_the_page(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.wait_for("suggestions")
        heights = []
        for _ in range(30):
            window.key("Tab")
            heights.append(height_of_words(window))
        # From where the page can be scrolled that far: the same height for every one.
        rest = [it for it in heights[14:] if it]
        assert len(rest) >= 10, heights
        assert all(any(abs(y - 255) <= 20 for y in it) for it in rest), heights


def test_a_rejection_is_listed_and_taken_back(desk):
    article = desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد و ۱۱ دی ۱۴۰۰ رفت.\n")
    with desk.window(article) as window:
        window.wait_for("2 suggestions")
        window.key("Tab")
        window.key("Backspace")
        window.wait_for("1 suggestion")
        until(lambda: desk.annotations(article).exists())
        until(lambda: "۱۰ دی ۱۴۰۰" in desk.annotations(article).read_text(encoding="utf-8"))
    with desk.window(article) as window:
        window.wait_for("1 suggestion")
        window.key("Ctrl+J")
        window.press("Rejected 1")
        window.press("Take back: ۱۰ دی ۱۴۰۰")
        window.wait_for("2 suggestions")


def test_twenty_suggestions_are_accepted_without_moving_the_hand(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.wait_for("suggestions")
        window.key("Tab")
        at = window.button(ANSWERS[0]).centre
        for _ in range(20):
            assert suggested(window)
            window.click(at)
        until(lambda: len(desk.spans(article)) >= 20)


def test_a_digit_goes_to_the_next_value_of_its_choice(desk):
    article = desk.article(text="خبر\nوزیر گفت که کار تمام است.\n")
    with desk.window(article) as window:
        window.key("Escape")
        window.tag("کار تمام است", "C")
        window.key("Num1")
        desk.holds(article, "کار تمام است")
        assert "kind" not in desk.spans(article)[0].attributes, "the form is not open"
        window.key("E")
        for key in ("Num1", "Num1", "Num2"):
            window.key(key)
        [span] = desk.saved(article, lambda spans: "quote" in spans[0].attributes)
        assert (span.attributes["kind"], span.attributes["quote"]) == ("schedule", "direct")
        window.key("Ctrl+Z")
        desk.saved(article, lambda spans: "quote" not in spans[0].attributes)


def test_the_form_opens_and_closes_by_keys_and_by_mouse(desk):
    article = desk.article(text="خبر\nوزیر گفت که کار تمام است.\n")
    with desk.window(article) as window:
        window.key("Escape")
        window.tag("کار تمام است", "C")
        form = "Kind: Fact"
        assert not window.find(form, "button")
        for opens, closes in (("E", "E"), ("Enter", "Escape")):
            window.key(opens)
            assert window.find(form, "button"), opens
            window.key(closes)
            assert not window.find(form, "button"), closes
        window.press("Correct the suggestion, or open the tag")
        window.press(form)
        desk.saved(article, lambda spans: spans[0].attributes.get("kind") == "fact")


def test_the_right_button_speaks_of_what_is_under_it(desk):
    article = desk.article(text="خبر\nوزیر گفت که کار تمام است.\n")
    with desk.window(article) as window:
        window.key("Escape")
        window.select("کار تمام است")
        window.click(window.at("تمام"), button="Secondary")
        window.press("Tag as Claim")
        desk.holds(article, "کار تمام است")
        window.click(window.at("تمام"), button="Secondary")
        until(lambda: window.find("Remove the tag", "button"))
        rows = [n for n in window.tree() if n.label == "Remove the tag" and n.role == "button"]
        window.click(min(rows, key=lambda it: it.bounds[1]).centre)
        desk.saved(article, lambda spans: not spans)


def test_a_tag_made_by_hand_is_at_hand(desk):
    article = desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد و هوا سرد شد. وی ۱۱ دی ۱۴۰۰ رفت.\n")
    with desk.window(article) as window:
        window.wait_for("2 suggestions")
        window.key("Tab")
        until(lambda: suggested(window) == "Suggested: Date: ۱۰ دی ۱۴۰۰")
        window.tag("هوا سرد شد", "C")
        desk.holds(article, "هوا سرد شد")
        until(lambda: window.sees("Claim: هوا سرد شد") and not suggested(window))
        # The next one is the one after it.
        window.key("Tab")
        until(lambda: suggested(window))
        window.key("Enter")
        desk.holds(article, "هوا سرد شد", "۱۱ دی ۱۴۰۰")


def test_a_narrow_strip_is_as_high_as_it_needs(desk):
    article = desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد.\n")
    with desk.window(article, size="800x600") as window:
        window.wait_for("1 suggestion")
        window.key("Tab")
        next_one = strip_of(window)[2]
        window.key("Escape")
        until(lambda: not suggested(window))
        waits = strip_of(window)[2]
        assert abs(waits[1] - next_one[1]) < 1.0, (waits, next_one)
        words = next(n for n in window.tree() if n.label and "suggestion" in n.label and n.role == "label"
                     and n.bounds and n.bounds[1] > 400)
        assert abs(words.bounds[1] - waits[1]) < 20, "beside the button, not above it"


def test_a_date_is_corrected_before_it_is_taken(desk):
    article = desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد.\n")
    with desk.window(article) as window:
        window.wait_for("1 suggestion")
        window.key("Tab")
        window.key("E")
        field = next(n for n in window.tree() if n.role == "textInput" and n.label == "Value" and n.bounds)
        window.click(field.centre)
        window.key("Ctrl+A")
        window.type("۱۲ دی ۱۴۰۰")
        until(lambda: any("2 January 2022" in it for it in window.labels()))
        window.key("Enter")
        window.key("Enter")
        [span] = desk.saved(article, lambda spans: len(spans) == 1)
        assert span.attributes["value"] == "2022-01-02", span.attributes
        assert "corrected:" in desk.annotations(article).read_text(encoding="utf-8")


def test_a_finished_article_says_so_and_is_taken_up_again(desk):
    article = desk.article(text="خبر\nهوا خوب است.\n")
    with desk.window(article, finish_answer="Some(Leave)") as window:
        window.key("Ctrl+Enter")
        window.wait_for("This article is done")
        until(lambda: "done" in desk.annotations(article).read_text(encoding="utf-8"))
        until(lambda: window.find("✓ Done", "button"))
        window.press("✓ Done")
        until(lambda: "in_progress" in desk.annotations(article).read_text(encoding="utf-8"))
        until(lambda: not window.find("✓ Done", "button"))


def test_escape_closes_what_stands_below_the_page(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.wait_for("suggestions")
        window.key("Ctrl+J")
        window.key("Ctrl+Shift+M")
        until(lambda: window.find("Close the list", "button"))
        for _ in range(6):
            window.key("Escape")
        assert not window.find("Close the list", "button"), window.labels("button")
        assert not window.find("Close the list of suggestions", "button"), window.labels("button")


# So many that looking for them takes a while.
MANY_DATES = "خبر\n" + "وی ۱۰ دی ۱۴۰۰ آمد و ۱۱ دی ۱۴۰۰ رفت و " * 2000 + "\n"


def test_nothing_says_that_there_are_none_while_suggestions_are_looked_for(desk):
    with desk.window(desk.article(text=MANY_DATES)) as window:
        window.key("Ctrl+J")
        window.key("Tab")
        said = set()

        def is_found():
            said.update(window.labels())
            return window.sees("suggestions left")
        until(is_found, 90)
        assert any("still being looked for" in it for it in said), said
        wrong = [it for it in said if it.startswith(("No suggestions.", "There are none", "There are no suggestions"))]
        assert not wrong, wrong


def test_done_asks_once_suggestions_are_found(desk):
    article = desk.article(text=MANY_DATES)
    # Nothing else is open in it.
    (desk.folder / "articles.csv").write_text("file,published\nnews.txt,2022-01-03\n", encoding="utf-8")
    with desk.window(article) as window:
        window.key("Ctrl+Enter")
        window.wait_for("still undecided", patience=90)
        assert window.sees("Reject them"), window.labels("button")
    file = desk.annotations(article)
    assert not file.exists() or "done" not in file.read_text(encoding="utf-8")
