"""Several analysts' work on the page: deciding it into the gold by keys, and undoing all of it."""
import hashlib
import json
import time

from desk import until

TEXT = "خبر روز\nوزیر گفت که هوا خوب است و باران فردا می‌بارد. او امروز رفت.\n"


def work(article, analyst, spans, relations=(), status="done"):
    """Writes an analyst's work: spans are (id, label, words, attributes), relations (label, from, to)."""
    text = article.read_text(encoding="utf-8")
    listed = []
    for name, label, words, attributes in spans:
        start = text.index(words)
        listed.append({"id": name, "label": label, "start": start, "end": start + len(words),
                       "quote": words, "attributes": attributes})
    links = [{"id": f"r{n}", "label": label, "from": a, "to": b}
             for n, (label, a, b) in enumerate(relations, 1)]
    content = {
        "format": "hashiye", "version": 1, "id": article.stem,
        "next": {"span": len(listed) + 1, "relation": len(links) + 1},
        "article": {"file": article.name, "sha256": hashlib.sha256(text.encode()).hexdigest(),
                    "chars": len(text), "encoding": "UTF-8"},
        "analyst": analyst, "meta": {"published": "2022-01-01", "status": status},
        "spans": listed, "relations": links,
    }
    path = article.with_name(f"{article.name}.{analyst}.json")
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def two_analysts(desk):
    article = desk.article(text=TEXT)
    same = ("s1", "claimant", "وزیر", {})
    work(article, "a1", [same, ("s2", "claim", "هوا خوب است", {"kind": "fact"}),
                         ("s3", "date", "فردا", {"value": "2022-01-02"}),
                         ("s4", "date", "امروز", {"value": "2022-01-01"})],
         [("claimant", "s2", "s1")])
    work(article, "a2", [same, ("s2", "claim", "هوا خوب", {"kind": "forecast"}),
                         ("s4", "date", "امروز", {"value": "2022-01-01"})],
         [("claimant", "s2", "s1")])
    return article


def gold(article):
    """The gold's file without the line of the next ids, of which none is given twice."""
    path = article.with_name(f"{article.name}.gold.ron")
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return "\n".join(it for it in lines if "next: (" not in it)


def asked(window):
    """What the card says is decided on."""
    groups = (n.label for n in window.tree() if n.role == "group" and n.label)
    return next((it for it in groups if not it.startswith("Note")), "")


def lead(desk):
    """A desk at which nobody's own work is in the way."""
    window = desk.window(desk.folder / "news.txt", language="English")
    window.env["HASHIYE_ANALYST"] = "sara"
    return window


def compare(window):
    window.key("F7")
    until(lambda: "the same for everybody" in asked(window), why=lambda: asked(window))


def compare_words(window):
    """Goes on to the disagreement about the words of a tag."""
    compare(window)
    window.key("Tab")
    until(lambda: "Words" in asked(window), why=lambda: asked(window))


def test_disagreements_are_decided_by_keys_and_undone_to_the_start(desk):
    article = two_analysts(desk)
    with lead(desk) as window:
        compare(window)
        # With the Persian layout on, keys mean what they mean by their place.
        window.physical("A", "ش")
        until(lambda: "Words" in asked(window), why=lambda: asked(window))
        until(lambda: "agreed" in gold(article))
        before = gold(article)
        window.physical("Num2", "۲")
        until(lambda: "«فردا»" in asked(window), why=lambda: asked(window))
        window.key("Backspace")
        until(lambda: "decided" in asked(window), why=lambda: asked(window))
        until(lambda: '"neither"' in gold(article), why=lambda: gold(article))
        assert '"take:a2"' in gold(article) and 'by: "sara"' in gold(article)
        assert "forecast" in gold(article)
        window.key("Ctrl+Z")
        window.key("Ctrl+Z")
        until(lambda: gold(article) == before, why=lambda: gold(article))
        window.key("Ctrl+Z")
        until(lambda: "agreed" not in gold(article))
        window.key("F7")
        until(lambda: window.find("Claim", "button"))


def test_a_field_is_chosen_and_a_ruling_written(desk):
    article = two_analysts(desk)
    with lead(desk) as window:
        compare_words(window)
        window.key("ArrowDown")
        window.key("ArrowDown")
        window.key("Num2")
        window.key("R")
        window.type("the verb belongs to the claim")
        window.key("Enter")
        rulings = article.with_name("rulings.ron")
        until(rulings.exists)
        assert "the verb belongs to the claim" in rulings.read_text(encoding="utf-8")
        window.key("Enter")
        until(lambda: '"mixed"' in gold(article), why=lambda: gold(article))
        assert "هوا خوب است" in gold(article) and "forecast" in gold(article)
        assert "ruling: " in gold(article)


def test_a_ruling_that_was_begun_stays_with_its_disagreement(desk):
    article = two_analysts(desk)
    with lead(desk) as window:
        compare_words(window)
        window.physical("R")
        window.type("the verb belongs")
        # A press beside it leaves the field as it is; another disagreement has none, and that is said.
        window.click(window.at("خبر روز"))
        assert window.find("Ruling", "textInput")
        window.key("Tab")
        until(lambda: "«فردا»" in asked(window), why=lambda: asked(window))
        window.wait_for("The ruling you began stays with its disagreement")
        assert not window.find("Ruling", "textInput")
        # It is there again, also after the program was killed.
        window.kill()
        window.start()
        compare_words(window)
        until(lambda: window.find("Ruling", "textInput"))
        window.physical("R")
        window.type(" to the claim")
        window.key("Enter")
        rulings = article.with_name("rulings.ron")
        until(rulings.exists)
        assert "the verb belongs to the claim" in rulings.read_text(encoding="utf-8")
        assert not window.find("Ruling", "textInput")


def test_what_nobody_has_is_typed_and_undone_to_the_start(desk):
    article = two_analysts(desk)
    with lead(desk) as window:
        compare(window)
        window.physical("A", "ش")
        until(lambda: "agreed" in gold(article))
        before = gold(article)
        # All rows as the second has them, but the words; then one word less, and another kind.
        window.key("Ctrl+Num2")
        window.key("ArrowDown")
        window.physical("Num1", "۱")
        window.key("Alt+ArrowRight")
        until(lambda: '"edited"' in gold(article), why=lambda: gold(article))
        window.key("Ctrl+Num1")
        until(lambda: '"kind": "report"' in gold(article), why=lambda: gold(article))
        until(lambda: 'quote: "هوا خوب"' in gold(article), why=lambda: gold(article))
        window.key("F7")
        until(lambda: "«فردا»" in asked(window), why=lambda: asked(window))
        for _ in range(3):
            window.key("Ctrl+Z")
        until(lambda: gold(article) == before, why=lambda: gold(article))


def test_a_row_is_taken_from_the_other_by_its_number(desk):
    article = two_analysts(desk)
    with lead(desk) as window:
        compare(window)
        window.physical("A", "ش")
        until(lambda: "Words" in asked(window), why=lambda: asked(window))
        window.physical("Alt+Num2")
        window.key("Enter")
        until(lambda: '"mixed"' in gold(article), why=lambda: gold(article))
        assert 'quote: "هوا خوب است"' in gold(article) and '"kind": "forecast"' in gold(article)


def test_who_works_on_what_is_followed(desk):
    two_analysts(desk)
    desk.article("other.txt", TEXT)
    desk.settings(language="English", theme="Light")
    with desk.window(desk.folder) as window:
        window.wait_for("Tags: 4")
        time.sleep(2.5)  # the files are looked at once before anything is news
        tasks = desk.folder / "tasks.ron"
        tasks.write_text('(assigned: [(article: "other.txt", to: ["a2"]), (article: "news.txt", to: ["a1"])])',
                         encoding="utf-8")
        window.wait_for("One is yours now")
        tasks.write_text("(assigned: [", encoding="utf-8")
        window.wait_for("Who works on which article is not known")
        window.key("F4")
        window.wait_for("it is not known who may see what")


def test_names_are_hidden_where_the_tasks_say_so(desk):
    article = two_analysts(desk)
    article.with_name("tasks.ron").write_text(
        "(version: 1, blind: (analysts: true, adjudicator: true))", encoding="utf-8")
    with lead(desk) as window:
        compare_words(window)
        window.wait_for("Take A’s", "button")
        assert not window.sees("a1") and not window.sees("a2"), window.labels("button")
        window.key("Num1")
        until(lambda: '"take:a' in gold(article), why=lambda: gold(article))


def test_others_work_is_not_shown_before_ones_own_is_done(desk):
    article = two_analysts(desk)
    work(article, "a1", [], status="in_progress")
    with desk.window(article) as window:
        window.key("F7")
        window.wait_for("Others’ work is shown once you are done with this article")


def test_every_number_of_the_team_opens_its_list_and_a_row_the_page(desk):
    two_analysts(desk)
    desk.settings(language='English', theme="Light")
    window = desk.window(desk.folder)
    window.env["HASHIYE_ANALYST"] = "sara"
    with window:
        window.key("F4")
        window.wait_for("a1: done 1")
        window.press("Agreement")
        window.wait_for("done by both")
        window.press("Claim, Not exact: 1")
        window.wait_for("1 place")
        row = next(n for n in window.tree() if n.role == "button" and n.label
                   and n.label.startswith("هوا خوب"))
        window.click(row.centre)
        until(lambda: "Words" in asked(window), why=lambda: asked(window))


# What can be worked, and so has to have a name.
CONTROLS = {"button", "textInput", "multilineTextInput", "comboBox", "checkBox", "radioButton", "tab", "menuItem",
            "menuItemRadio", "menuItemCheckBox", "link", "slider", "spinButton", "listBoxOption", "switch", "table"}


def unnamed(window):
    """Controls without a name, and anything that takes the keyboard or a press and has none."""
    def is_control(node):
        actions = node.props.get("actions") or []
        return node.role in CONTROLS or "click" in actions or "Click" in actions
    return [(n.role, n.bounds) for n in window.tree() if n.bounds and is_control(n) and not n.label.strip()]


def button_saying(window, *words):
    """The first button whose name has one of the words."""
    return until(lambda: next((n for n in window.tree() if n.role == "button" and n.bounds
                               and any(it in n.label for it in words)), None),
                 why=lambda: f"{words}: {window.labels('button')}")


def test_every_control_of_comparing_and_of_the_team_has_a_name_in_both_languages(desk):
    article = two_analysts(desk)
    for language in ("English", "Persian"):
        desk.settings(language=language, theme="Light")
        window = desk.window(desk.folder)
        window.env["HASHIYE_ANALYST"] = "sara"
        seen = {}

        def look(what):
            window.settle()
            found = unnamed(window)
            assert not found, f"{language}, {what}: {found}"
            seen[what] = len([n for n in window.tree() if n.role in CONTROLS and n.bounds])

        with window:
            window.key("F7")
            until(lambda: asked(window))
            look("what all have alike")
            window.key("Tab")
            look("a disagreement")
            window.key("R")
            look("a ruling")
            window.type("the verb belongs to the claim")
            window.key("Enter")
            until(article.with_name("rulings.ron").exists)
            window.key("F9")
            look("the guideline with a ruling")
            window.key("F9")
            window.key("Shift+Enter")
            look("the rest of the article")
            window.key("Escape")
            window.key("E")
            look("editing by hand")
            window.key("F7")
            look("after it")
            window.key("F7")
            window.key("F4")
            until(lambda: any("a1" in it and "news" in it or "خبر" in it for it in window.labels("button")),
                  why=lambda: window.labels("button"))
            look("the work of the team")
            window.click(button_saying(window, "Agreement", "هم‌رأیی").centre)
            look("agreement")
            assert any(n.role == "table" for n in window.tree()), "no table"
            heads = [n.label for n in window.tree() if n.role == "columnHeader"]
            assert len(heads) > 6 and all(heads), heads
            window.click(button_saying(window, "Not exact: ", "نادقیق: ").centre)
            look("the places of a number")
            window.click(button_saying(window, "Back to the figures", "بازگشت به شمارها").centre)
            window.click(button_saying(window, "Confusions", "برچسب‌های اشتباه‌شده").centre)
            look("confusions")
            window.key("Escape")
            window.key("Shift+F7")
            look("what became of mine, or why not")
        assert min(seen.values()) > 5, seen
        (article.with_name("rulings.ron")).unlink()
        for it in desk.folder.glob("*.gold.ron"):
            it.unlink()


def test_a_name_that_the_plan_does_not_know_is_said_until_it_is_another(desk):
    article = two_analysts(desk)
    plan = '(assigned: [(article: "%s", to: ["maryam", "reza"])])' % article.name
    article.with_name("tasks.ron").write_text(plan, encoding="utf-8")
    window = desk.window(desk.folder, analyst='"rreza"')
    # What the environment says comes before the settings.
    del window.env["HASHIYE_ANALYST"]
    with window:
        window.wait_for("divided among")
        assert window.sees("maryam · reza") and window.sees("rreza")
        window.key("Ctrl+Comma")
        window.click(until(lambda: window.find("Analyst", "textInput"))[0].centre)
        window.key("Ctrl+A")
        window.type("reza")
        window.key("Enter")
        window.key("Escape")
        until(lambda: not window.sees("divided among"), why=lambda: window.labels())


def test_all_can_be_right_only_where_several_have_it(desk):
    two_analysts(desk)
    with lead(desk) as window:
        compare_words(window)
        window.key("Tab")
        until(lambda: "«فردا»" in asked(window), why=lambda: asked(window))
        window.physical("B", "ذ")
        window.wait_for("Only one has this tag")
        window.physical("Num1", "۱")
        until(lambda: not window.sees("Only one has this tag"), why=lambda: window.labels())
