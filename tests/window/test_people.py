"""Who speaks in a folder: from a claim's strip to all they say, deciding who is who, the file."""
from desk import until

ARTICLES = {
    "a.txt": ("روحانی گفت هوا خوب است.\n", "روحانی", "هوا خوب است"),
    "b.txt": ("حسن روحانی گفت نان گران شد.\n", "حسن روحانی", "نان گران شد"),
}


def annotations(name, words, claimant, claim):
    """A file as the program writes it, with one claim."""
    start, end = words.index(claim), words.index(claim) + len(claim)
    return f'''(
  format: "hashiye", version: 1,
  id: "{name[0]}", next: (span: 3, relation: 2),
  article: (chars: {len(words)}),
  analyst: "a1",
  spans: [
    (id: "s1", label: "claimant", start: 0, end: {len(claimant)}, quote: "{claimant}"),
    (id: "s2", label: "claim", start: {start}, end: {end}, quote: "{claim}"),
  ],
  relations: [
    (id: "r1", label: "claimant", from: "s2", to: "s1"),
  ],
)
'''


def two_speakers(desk):
    """Articles in which one person has two names; gives the path of the list of people."""
    for name, (words, claimant, claim) in ARTICLES.items():
        article = desk.article(name, words)
        desk.annotations(article).write_text(annotations(name, words, claimant, claim), encoding="utf-8")
    return desk.folder / "people.ron"


def look_at_all_they_say(window):
    window.click(window.at("هوا"))
    window.key("E")
    window.press("All they say…")


def test_two_names_are_made_one_and_two_again(desk):
    register = two_speakers(desk)
    with desk.window(desk.folder) as window:
        look_at_all_they_say(window)
        # The claim leads to who makes it; who looks the same is offered.
        says = lambda claim: claim in window.labels("button")  # noqa: E731
        # The bar above has buttons that are called the same.
        of_name = lambda name: [it for it in window.tree() if it.label == name and it.bounds]  # noqa: E731
        press_below = lambda name: window.click(max(of_name(name), key=lambda it: it.bounds[1]).centre)  # noqa: E731
        until(lambda: says("هوا خوب است") and not says("نان گران شد"))
        assert not register.exists(), "nothing is written before something is decided"
        window.press("“حسن روحانی” is the same person")
        until(register.exists)
        text = until(lambda: register.read_text(encoding="utf-8"))
        assert '(name: "روحانی", aliases: ["حسن روحانی"])' in text, text
        until(lambda: says("نان گران شد"))
        press_below("Undo")
        until(lambda: "حسن روحانی" not in register.read_text(encoding="utf-8"))
        until(lambda: not says("نان گران شد"))
        press_below("Redo")
        until(lambda: says("نان گران شد"))
        window.press("“حسن روحانی” is somebody else")
        until(lambda: 'not: ["حسن روحانی"]' in register.read_text(encoding="utf-8"))
        until(lambda: not says("نان گران شد"))
        # Everybody, and from there to the article where it was said.
        window.press("Everybody")
        window.press("حسن روحانی")
        window.press("نان گران شد")
        runs = lambda: [it.label for it in window.runs()]  # noqa: E731
        until(lambda: any("گران" in it for it in runs()), why=lambda: f"the page says {runs()}")


def test_a_name_that_was_typed_is_asked_about_before_the_dialog_closes(desk):
    register = two_speakers(desk)
    with desk.window(desk.folder) as window:
        look_at_all_they_say(window)
        window.wait_for("هوا خوب است", "button")
        field = lambda: window.get("Name", "textInput").centre  # noqa: E731
        window.click(field())
        window.key("Ctrl+A")
        window.type("حسن روحانی، رئیس")
        window.key("Escape")
        window.wait_for("has not been taken yet")
        window.press("Go back")
        assert any(it.props.get("value") == "حسن روحانی، رئیس" for it in window.tree())
        window.press("Close")
        window.wait_for("has not been taken yet")
        assert not register.exists(), "nothing is written before it is answered"
        window.press("Rename")
        until(lambda: register.exists() and "حسن روحانی، رئیس" in register.read_text(encoding="utf-8"))
        until(lambda: not window.sees("All they say", "label") and not window.find("Go back", "button"))
