"""The list of articles, and the dialogs of datasets: what is said of them, and that it is so."""
import shutil

from desk import ROOT, until

SAMPLE = ROOT / "assets/sample"


def plain(words):
    return words.translate({0x2068: None, 0x2069: None})


def sample_folder(desk):
    for it in SAMPLE.iterdir():
        shutil.copy(it, desk.folder / it.name)
    return desk.folder


def titles(window):
    """The titles of the articles that are listed, from above."""
    firsts = {it.read_text(encoding="utf-8").split("\n", 1)[0].strip() for it in SAMPLE.glob("*.txt")}
    rows = [it for it in window.tree() if it.role == "button" and it.bounds and it.label in firsts]
    return [it.label for it in sorted(rows, key=lambda it: it.bounds[1])]


def choose(window, menu, row):
    """Opens the menu whose button begins so, and takes a row of it."""
    window.press(until(lambda: [it for it in window.labels("button") if it.startswith(menu)])[0])
    window.wait_for(row, "button")
    window.press(row)
    window.settle()


def test_the_order_that_is_said_is_the_order_of_the_rows(desk):
    folder = sample_folder(desk)
    by_file = [it.read_text(encoding="utf-8").split("\n", 1)[0].strip() for it in sorted(folder.glob("*.txt"))]
    with desk.window(folder) as window:
        until(lambda: titles(window) == by_file, why=lambda: titles(window))
        assert window.sees("Order: ⁨file name⁩") or window.sees("Order: file name"), window.labels()
        choose(window, "Order: ", "title")
        until(lambda: titles(window) != by_file)
        by_title = titles(window)
        letters = [next(c for c in it if c.isalpha()) for it in by_title]
        alphabet = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"
        assert [alphabet.index(c) for c in letters] == sorted(alphabet.index(c) for c in letters), by_title
        # Two of the reader's calendar's days, and the sign beside them is told to who cannot see it.
        descriptions = [str(it.props) for it in window.tree() if it.label in by_title and it.role == "button"]
        assert any("Done" in it and "29 Nov" in it for it in descriptions), descriptions[:2]


def test_the_list_says_which_articles_it_leaves_out(desk):
    with desk.window(sample_folder(desk)) as window:
        until(lambda: len(titles(window)) == 8)
        choose(window, "Show: ", "New")
        until(lambda: 0 < len(titles(window)) < 8)
        count = len(titles(window))
        window.wait_for("Show: ")
        [words] = [plain(it) for it in window.labels("button") if it.startswith("Show: ")]
        assert words == "Show: New", (words, count)
        choose(window, "Show: ", "All")
        until(lambda: len(titles(window)) == 8)


def test_days_of_a_dataset_reach_every_analyst(desk):
    dataset = desk.root / "theirs.jsonl"
    rows = desk.export(sample_folder(desk))
    assert len(rows) > 8, "works of several analysts"
    _, done = desk.terminal("export", "--to", "jsonl", "-o", str(dataset), str(desk.folder))
    assert f"8 articles, {len([it for it in rows if it.get('analyst')])} annotation files" in done, done
    desk.analyst = "new"
    with desk.window() as window:
        window.key("Ctrl+I")
        window.type(str(dataset))
        window.press("Check")
        window.wait_for(f"8 articles, {len(rows)} annotation files")
        window.wait_for("Added to articles.csv")
        window.press("Import")
        until(lambda: len(titles(window)) == 8)
        window.wait_for("Saturday")
    folder = desk.root / "theirs-articles"
    table = (folder / "articles.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(table) == 9 and table[1].startswith("1-agency.txt,2025-11-29,"), table[:2]


def test_a_table_says_that_tags_are_left_out(desk):
    sample_folder(desk)
    dataset = desk.root / "theirs.jsonl"
    desk.terminal("export", "--to", "jsonl", "-o", str(dataset), str(desk.folder))
    with desk.window() as window:
        window.key("Ctrl+I")
        window.type(str(dataset))
        window.press("Table of articles")
        window.press("Check")
        window.wait_for("a table brings articles alone")
        window.wait_for("Hashiye JSON Lines")


def test_a_key_in_use_is_reported_beside_it(desk):
    with desk.window(desk.article()) as window:
        window.key("Ctrl+Shift+L")
        window.wait_for("New label")
        window.press([it for it in window.labels("button") if "New label" in it][0])
        # The name of the new one has the keyboard, and nothing is wrong with it yet.
        window.type("Person")
        assert not window.sees("Write a name"), window.labels()
        window.press("Shortcut key")
        window.key("S")
        until(lambda: any(plain(it) == "The key S belongs to the link “Claimant”." for it in window.labels()),
              why=window.labels)
        key = window.button("Shortcut key")
        [said] = [it for it in window.tree()
                  if it.bounds and plain(it.label or "") == "The key S belongs to the link “Claimant”."
                  and it.bounds[0] > key.bounds[0]][:1]
        assert abs(said.centre[1] - key.centre[1]) < 12, (said.bounds, key.bounds)


def test_the_buttons_of_the_export_stay_in_place(desk):
    with desk.window(sample_folder(desk)) as window:
        window.key("Ctrl+E")
        window.wait_for("articles, ")
        # A format that leaves much out has the most to say above its buttons.
        window.press("CoNLL-2003")
        window.wait_for("rejected suggestions")
        place = window.button("Export").centre
        for part in [it for it in window.labels("button") if it.startswith("What is ")]:
            window.press(part)
            window.settle()
            assert window.button("Export").centre == place, part


def test_the_list_follows_another_window_and_done_passes_over_what_it_has_open(desk):
    titles = {"a": "یکم", "b": "دوم", "c": "سوم", "d": "چهارم"}
    for name, title in titles.items():
        desk.article(f"{name}.txt", f"خبر {title}\nچیزی در ۱۶ آذر ۱۳۹۹ گذشت.\n")

    def mark_done(window):
        window.key("Ctrl+Enter")
        window.wait_for("Mark as done, leave all as it is", "button")
        window.press("Mark as done, leave all as it is")

    with desk.window(desk.folder) as one:
        one.wait_for("چهارم", "button")
        with desk.window(desk.folder) as other:
            other.wait_for("چهارم", "button")
            other.press("خبر دوم")
            other.wait_for("خبر دوم", "textRun")
            mark_done(other)
            other.wait_for("خبر سوم", "textRun")
            one.wait_for("1 of 4 done")
            # The second is done, the third is open there.
            mark_done(one)
            one.wait_for("خبر چهارم", "textRun")
            mark_done(one)
            one.wait_for("One other is left, which is open in another window")


def test_what_another_program_brings_and_takes_is_in_the_list(desk):
    for name in "bdf":
        desk.article(f"{name}.txt", f"خبر {name}\nچیزی در ۱۶ آذر ۱۳۹۹ گذشت.\n")
    with desk.window(desk.folder) as window:
        window.wait_for("خبر f", "button")
        place = window.button("خبر b").centre
        # Two come, one of them before the open article; one goes.
        for name in "ac":
            (desk.folder / f"{name}.txt").write_text(f"خبر {name}\nمتن.\n", encoding="utf-8")
        (desk.folder / "f.txt").unlink()
        window.wait_for("2 new articles are in the folder")
        window.wait_for("خبر a", "button")
        window.wait_for("no longer in the folder")
        until(lambda: abs(window.button("خبر b").centre[1] - place[1]) < 2 or window.button("خبر a").centre[1] > 0,
              why=lambda: window.button("خبر b").centre)
        window.press("خبر c")
        window.wait_for("متن", "textRun")
        # The one that is gone cannot be opened, and says so.
        window.press("خبر f")
        window.wait_for("f.txt")


def test_the_open_article_is_in_sight_in_a_long_list(desk):
    for number in range(1200):
        desk.article(f"{number:04}.txt", f"خبر {number:04}\nمتن.\n")
    (desk.folder / "articles.csv").write_text("file,title\n", encoding="utf-8")
    with desk.window(desk.folder) as window:
        window.wait_for("خبر 0000", "button")
        for wanted in ("خبر 1100", "خبر 0600"):
            window.key("Ctrl+O")
            window.type(str(desk.folder / f"{wanted[-4:]}.txt"))
            window.key("Enter")
            window.wait_for(wanted, "button")
            row = window.button(wanted)
            assert 150 < row.centre[1] < 780, row.bounds
        # Rows stand one below the other wherever the list is scrolled to.
        window.move(*row.centre)
        for _ in range(7):
            window.wheel(0, -37)
            tops = sorted(it.bounds[1] for it in window.tree()
                          if it.role == "button" and it.bounds and it.label.startswith("خبر "))
            apart = {round(b - a) for a, b in zip(tops, tops[1:])}
            assert apart == {46}, apart
