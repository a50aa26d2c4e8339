"""What is begun and not finished: kept when the window closes, is left, ended by the system or killed.

HASHIYE_WINDOW_KILLS says how often it is killed half-way, HASHIYE_WINDOW_SEED which moments.
"""
import json
import os
import random
import time

from desk import SAMPLE, until
from drive import modifiers

KILLS = int(os.environ.get("HASHIYE_WINDOW_KILLS", "4"))
CLAIM, DATE = "امنیت هر کشور", "هفتم ماه دسامبر"
LETTERS = "ابپتثجچحخدذرزسشصضطظعغفقکگلمنوهی "


def field(window, name):
    """The text field called `name`, once it is there."""
    found = lambda: [n for n in window.tree()  # noqa: E731
                     if n.role == "textInput" and n.label == name and n.bounds]
    return until(found, why=lambda: f"no field {name!r}: {window.labels('textInput')}")[0]


def words_in(window, name):
    return field(window, name).props.get("value") or ""


def form_of(window, article_words, key):
    """Opens the form of a tag with all its fields."""
    window.tag(article_words, key)
    window.key("E")
    more = [it for it in window.labels("button") if "more attribute" in it]
    if more:
        window.press(more[0])


def write(window, name, words):
    window.click(field(window, name).centre)
    window.key("Ctrl+A")
    window.type(words)


def go_on(window):
    window.wait_for("Go on with it")
    window.press("Go on with it")


def drafts(desk, article):
    path = desk.folder / f".hashiye/{article.name}.a1.drafts"
    return json.loads(path.read_text(encoding="utf-8"))["drafts"] if path.exists() else {}


def note_of(desk, article):
    return [it.attributes.get("note") for it in desk.spans(article)]


def test_words_in_a_field_are_entered_on_leaving(desk):
    first, _ = desk.article("a.txt"), desk.article("b.txt", "خبر دیگر\nمتن خبر.\n")
    with desk.window(desk.folder) as window:
        form_of(window, CLAIM, "C")
        write(window, "Note", "یک")
        until(lambda: drafts(desk, first))
        # Another tag on the page.
        window.select(DATE)
        window.key("D")
        desk.saved(first, lambda spans: [it.attributes.get("note") for it in spans
                                         if it.label == "claim"] == ["یک"])
        # Another article, with words in a field.
        window.click(window.at(CLAIM))
        window.sees("Note", "textInput") or window.key("E")
        write(window, "Note", "دو")
        window.press("خبر دیگر")
        desk.saved(first, lambda spans: "دو" in [it.attributes.get("note") for it in spans])
        assert not drafts(desk, first)
    with desk.window(first) as window:
        window.click(window.at(CLAIM))
        window.key("E")
        write(window, "Note", "سه")
        window.close()
    desk.saved(first, lambda spans: "سه" in [it.attributes.get("note") for it in spans])
    assert not drafts(desk, first)


def test_the_end_of_the_session_saves_what_is_begun(desk):
    article = desk.article()
    with desk.window(article) as window:
        form_of(window, DATE, "D")
        write(window, "Value", "فردای آن")
        window.close()
        assert window.proc.returncode == 0
    # What is no date waits in its field.
    assert [it.quote for it in desk.spans(article)] == [DATE]
    with desk.window(article) as window:
        go_on(window)
        assert words_in(window, "Value") == "فردای آن"
        write(window, "Value", "۷ دسامبر ۲۰۲۱")
        window.key("Enter")
        desk.saved(article, lambda spans: spans[0].attributes.get("value") == "2021-12-07")
        until(lambda: not drafts(desk, article))
        assert not window.sees("Go on with it")


def test_a_day_that_is_typed_is_there_again(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("Ctrl+P" if window.sees("nothing") else "Ctrl+K")
        window.type("Set the publication")
        window.key("Enter")
        window.key("Ctrl+A")
        window.type("۱۴۰۰/۹")
        window.kill()
        window.start()
        go_on(window)
        assert words_in(window, "Publication date") == "۱۴۰۰/۹"
        window.press("Cancel")
        until(lambda: not drafts(desk, article))


def test_a_schema_being_edited_is_there_again(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.key("Ctrl+Shift+L")
        window.wait_for("For every article in")
        write(window, "ID in files", "statement")
        until(lambda: "schema" in drafts(desk, article))
        window.close()
        window.start()
        go_on(window)
        until(lambda: words_in(window, "ID in files") == "statement")
        window.press("Save for the folder")
        window.press("Save and change") if window.sees("Save and change") else None
        until(lambda: (desk.folder / "schema.ron").exists())
        until(lambda: not drafts(desk, article))


def changed(article):
    text = SAMPLE.replace("در روز هفتم", "در شامگاه هفتم").replace(CLAIM, "امنیت همهٔ کشورها")
    article.write_text(text, encoding="utf-8")


def test_answers_of_a_review_are_there_again(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag(DATE, "D")
        window.tag(CLAIM, "C")
        desk.holds(article, DATE, CLAIM)
    changed(article)
    with desk.window(article) as window:
        window.wait_for("To decide: 2")
        window.press(f"Claim: {CLAIM}")
        window.press("Gone")
        window.wait_for("To decide: 1")
        window.kill()
        window.start()
        window.wait_for("To decide: 1")
        window.close()
        window.start()
        window.wait_for("To decide: 1")
        window.press(f"Date: {DATE}")
        window.press("It is here")
        window.press("Confirm")
        desk.holds(article, DATE)


class HalfDone:
    """Rounds of one state: something is begun, the window is killed, and it has to be there again."""

    def __init__(self, desk, dice, root):
        self.desk, self.dice, self.lost, self.rounds = desk, dice, [], 0
        self.article = desk.article(f"{root}.txt")

    def check(self, what, got, wanted):
        self.rounds += 1
        if got not in wanted:
            self.lost.append(f"{what}: {got!r} is none of {wanted!r}")

    def letters(self, most):
        return "".join(self.dice.choice(LETTERS) for _ in range(self.dice.randrange(1, most)))


class Fields(HalfDone):
    def begin(self, window):
        if not self.desk.spans(self.article):
            form_of(window, CLAIM, "C")
            self.desk.holds(self.article, CLAIM)
        else:
            go_on(window) if window.sees("Go on with it") else None
        parts = [self.letters(4) for _ in range(self.dice.randrange(1, 6))]
        self.sure = "".join(parts)
        # From the second round on going on with it has given the field the keyboard. A notice that leaves
        # by itself moves the field: it is not clicked while one is there.
        if not self.rounds:
            until(lambda: not window.sees("Dismiss"), 20)
            window.click(field(window, "Note").centre)
        window.key("Ctrl+A")
        for letters in parts:
            window.type(letters)
        # What is acknowledged is what the field shows.
        assert words_in(window, "Note") == self.sure, words_in(window, "Note")

    def after(self, window):
        go_on(window)
        self.check("field", words_in(window, "Note"), [self.sure, self.sure + "ی"])

    def last(self, window):
        window.events({"Text": "ی"})


class Days(HalfDone):
    def begin(self, window):
        if not window.sees("Go on with it"):
            window.key("Ctrl+K")
            window.type("Set the publication")
            window.key("Enter")
        else:
            go_on(window)
        self.sure = f"{self.dice.randrange(1300, 1405)}/{self.dice.randrange(1, 13)}"
        write(window, "Publication date", self.sure)
        assert words_in(window, "Publication date") == self.sure

    def last(self, window):
        window.events({"Text": "/"})

    def after(self, window):
        go_on(window)
        self.check("date", words_in(window, "Publication date"), [self.sure, self.sure + "/"])


class Reviews(HalfDone):
    """One of two answers is given or taken back."""

    given = False

    def begin(self, window):
        if not self.desk.spans(self.article):
            window.tag(DATE, "D")
            window.tag(CLAIM, "C")
            self.desk.holds(self.article, DATE, CLAIM)
            window.kill()
            changed(self.article)
            window.start()
        window.wait_for("To decide")
        window.press(f"Claim: {CLAIM}")
        window.press("Gone")
        self.given = not self.given

    def last(self, window):
        pass

    def after(self, window):
        window.wait_for("To decide")
        left = next(it for it in window.labels("button") if it.startswith("To decide"))
        self.check("review", left, [f"To decide: {1 if self.given else 2}"])


class Imports(HalfDone):
    """A dataset is brought in: all of it is there, or nothing."""

    MANY = 40

    def begin(self, window):
        number = self.rounds
        self.source = self.desk.root / f"set-{number}.jsonl"
        rows = [{"id": f"d{at}", "text": f"خبر {at}\n" + "متن خبر. " * 200, "spans": [
            {"id": "s1", "start": 0, "end": 3, "label": "claim", "text": "خبر"}]}
            for at in range(self.MANY)]
        self.source.write_text("\n".join(json.dumps(it, ensure_ascii=False) for it in rows),
                               encoding="utf-8")
        self.to = self.desk.root / f"brought-{number}"
        window.key("Ctrl+I")
        write(window, "Dataset (a file or a folder)", str(self.source))
        write(window, "Write the articles to folder", str(self.to))
        window.press("Check") if window.sees("Check") else None
        until(lambda: window.sees("40 articles"), 20)

    def last(self, window):
        button = window.button("Import").centre
        none = modifiers([])
        window.move(*button)
        window.events({"PointerButton": [list(button), "Primary", True, none]},
                      {"PointerButton": [list(button), "Primary", False, none]})
        time.sleep(self.dice.uniform(0, 0.25))

    def after(self, window):
        # Opening the folder goes on with what was complete.
        if self.to.exists():
            self.desk.export(self.to)
        there = len(list(self.to.glob("*.txt"))) if self.to.exists() else 0
        tags = len(list(self.to.glob("*.ron"))) if self.to.exists() else 0
        self.check("import", (there, tags), [(0, 0), (self.MANY, self.MANY)])


def test_kills_in_half_done_states_lose_nothing(desk):
    seed = int(os.environ.get("HASHIYE_WINDOW_SEED", "7"))
    dice = random.Random(seed)
    kinds = {"field": Fields, "day": Days, "review": Reviews, "import": Imports}
    share = max(1, KILLS // len(kinds))
    counts, lost = {}, []
    for name, kind in kinds.items():
        state = kind(desk, dice, name)
        with desk.window(state.article) as window:
            for _ in range(share):
                state.begin(window)
                state.last(window)
                time.sleep(dice.uniform(0, 0.03))
                window.kill()
                window.start()
                state.after(window)
        counts[name] = state.rounds
        lost += state.lost
    assert not lost, f"seed {seed}: {lost}"
    print(f"      kills in half-done states: {counts}, 0 lost")


def test_a_value_typed_into_a_suggestion_is_there_again(desk):
    article = desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد.\n")
    with desk.window(article) as window:
        window.wait_for("1 suggestion")
        window.key("Tab")
        window.key("E")
        write(window, "Value", "۳ دی ۱۴۰۰")
        window.close()
        window.start()
        window.wait_for("1 suggestion")
        window.key("Tab")
        assert words_in(window, "Value") == "2021-12-24"
