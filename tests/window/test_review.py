"""Articles of a folder that were changed outside: one notice, one review, answers that are kept."""
from desk import SAMPLE, until

DATE, CLAIM = "هفتم ماه دسامبر", "امنیت هر کشور"
TITLES = {"a": "نخست", "b": "دوم", "c": "سوم", "d": "چهارم"}
NAMES = [f"{it}.txt" for it in TITLES]


def text_of(name):
    return f"{TITLES[name[0]]}\n{SAMPLE}"


def folder_of_work(desk):
    """Four articles with two tags each, made by the program."""
    first = desk.article(NAMES[0], text_of(NAMES[0]))
    for name in NAMES[1:]:
        desk.article(name, text_of(name))
    for name in NAMES:
        article = desk.folder / name
        with desk.window(article) as window:
            window.tag(DATE, "D")
            window.tag(CLAIM, "C")
            desk.holds(article, DATE, CLAIM)
    return first


def change(desk, *names, old=CLAIM, new="امنیت همهٔ کشورها"):
    for name in names:
        path = desk.folder / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def plain(label):
    return label.translate({0x2068: None, 0x2069: None, 0x200B: None})


def notices(window, words):
    return [it for it in map(plain, window.labels()) if words in it]


def test_the_changed_articles_of_a_folder_are_answered_together(desk):
    folder_of_work(desk)
    kept = {name: desk.annotations(desk.folder / name).read_bytes() for name in NAMES}
    # In three, the words of a tag are others; the fourth was cleaned of its Persian letters.
    change(desk, *NAMES[:3])
    change(desk, NAMES[3], old="ی", new="ي")
    with desk.window(desk.folder) as window:
        until(lambda: notices(window, "4 articles"), 20, lambda: [*map(plain, window.labels())])
        assert len(notices(window, "4 articles")) == 1, notices(window, "4 articles")
        # Nothing is written before somebody agrees.
        for name, bytes_ in kept.items():
            assert desk.annotations(desk.folder / name).read_bytes() == bytes_, name
        # One of them is answered by itself, and left.
        open_article(window, "a")
        window.wait_for("To decide: 1")
        window.press(f"Claim: {CLAIM}")
        window.press("Gone")
        window.wait_for("To decide: 0")
        open_article(window, "b")
        window.wait_for("To decide: 1")
        window.kill()
        window.start()
        until(lambda: notices(window, "4 articles"), 20)
        open_article(window, "a")
        window.wait_for("To decide: 0")
        open_article(window, "c")
        window.press("Review all of them")
        window.wait_for("The others are in doubt")
        rows = [it for it in map(plain, window.labels("button")) if " certain" in it and "   " in it]
        assert dict(it.split("   ") for it in rows) == {
            "a.txt": "1 certain", "b.txt": "1 certain, 1 in doubt",
            "c.txt": "1 certain, 1 in doubt", "d.txt": "2 certain"}, rows
        group = "Something else stands where they stood; take that: 2"
        window.press(group)
        until(lambda: ticked(window, group), why=lambda: str([n.props for n in window.tree() if n.role == "button"]))
        # What is ticked is there again when the review is left and come back to.
        window.press("Cancel")
        window.press("Review all of them")
        until(lambda: ticked(window, group))
        window.press("Place the tags")
        until(lambda: notices(window, "Tags placed in 4 changed articles"), 20, lambda: window.labels())
        assert not notices(window, "4 articles in this folder")
    new = "امنیت همهٔ کشورها"
    for name in NAMES[1:3]:
        desk.holds(desk.folder / name, DATE, new)
    desk.holds(desk.folder / "d.txt", DATE.replace("ی", "ي"), CLAIM.replace("ی", "ي"))
    # What was answered before stays answered so.
    desk.holds(desk.folder / "a.txt", DATE)
    assert CLAIM in desk.annotations(desk.folder / "a.txt").read_text(encoding="utf-8")


def open_article(window, letter):
    window.press(TITLES[letter])
    # Its title may be out of view: the page shows the place that is asked about.
    until(lambda: any(f"{letter}.txt" in n.label for n in window.tree() if n.role == "window"))


def ticked(window, name):
    found = [n for n in window.tree() if n.role == "button" and plain(n.label) == name]
    return any(n.props.get("toggled") == "true" for n in found)
