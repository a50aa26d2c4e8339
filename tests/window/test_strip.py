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
