"""The schema editor and the guideline pane."""
from desk import until


def write_over(window, name, words):
    """Writes into the field called `name`, over what stands there."""
    field = next(n for n in window.tree() if n.role == "textInput" and n.label == name and n.bounds)
    window.click(field.centre)
    window.key("Ctrl+A")
    window.type(words)


def test_renaming_a_label_touches_the_whole_folder(desk):
    first, second = desk.article("a.txt"), desk.article("b.txt")
    for article in (first, second):
        with desk.window(article) as window:
            window.tag("هشدار داد", "C")
            desk.holds(article, "هشدار داد")
    with desk.window(first) as window:
        window.key("Ctrl+Shift+L")
        window.wait_for("For every article in")
        write_over(window, "ID in files", "statement")
        window.press("Save for the folder")
        window.wait_for("1 in this article, 1 in 1 other files in the folder")
        window.press("Save and change")
        until(lambda: (desk.folder / "schema.ron").exists())
        desk.saved(first, lambda spans: [it.label for it in spans] == ["statement"])
        window.key("Ctrl+Z")
        desk.saved(first, lambda spans: [it.label for it in spans] == ["claim"])
        window.key("Ctrl+Shift+Z")
        desk.saved(first, lambda spans: [it.label for it in spans] == ["statement"])
    documents = desk.export(desk.folder)
    assert [it["spans"][0]["label"] for it in documents] == ["statement", "statement"]
    with desk.window(second) as window:
        window.key("Ctrl+ArrowDown")
        window.wait_for("Claim: هشدار داد")
        window.key("Delete")
        desk.saved(second, lambda spans: not spans)
        window.key("Ctrl+Z")
        desk.saved(second, lambda spans: [it.label for it in spans] == ["statement"])


def test_a_broken_schema_is_reported_and_left_alone(desk):
    article = desk.article()
    broken = "(\n  labels: [(id: 7)],\n)\n"
    (desk.folder / "schema.ron").write_text(broken, encoding="utf-8")
    with desk.window(article) as window:
        window.wait_for("line 2, column")
        window.tag("هشدار داد", "C")
        desk.holds(article, "هشدار داد")
    assert (desk.folder / "schema.ron").read_text(encoding="utf-8") == broken


def test_the_guideline_is_remembered(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("F9")
        window.wait_for("Tag the smallest span")
    with desk.window(article) as window:
        window.wait_for("Tag the smallest span")
        window.key("F9")
        until(lambda: not window.sees("Tag the smallest span"))


def test_a_new_label_is_wrong_only_once_its_fields_were_left(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("Escape")
        window.key("Ctrl+Shift+L")
        window.press("+ New label")

        def wrong():
            return [it for it in window.labels() if it.startswith("To fix")]

        assert not wrong(), wrong()
        write_over(window, "Persian name", "مکان")
        # Letter by letter the same field has the keyboard, and the next one once it is left.
        assert not wrong(), wrong()
        window.key("Tab")
        window.type("Place")
        key = next(n for n in window.tree() if n.role == "textInput" and n.label == "ID in files")
        assert key.props.get("value") == "place", key.props
        assert not wrong(), wrong()
        write_over(window, "ID in files", "a b")
        window.key("Tab")
        until(wrong)
        write_over(window, "ID in files", "place")
        until(lambda: not wrong())
