"""Files: restarts, crashes, exports, folders, and everything that can be wrong with a file."""
import json
import hashlib
import os
import time

from desk import SAMPLE, Skipped, until

ERROR = "Could not open"


def test_restart_finds_everything(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        window.tag("امنیت هر کشور", "C")
        window.press("فارسی / English")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
    with desk.window(article) as window:
        window.button("باز کردن خبر…")
        window.wait_for("هفتم ماه دسامبر", "mark")
        window.wait_for("امنیت هر کشور", "mark")
    assert article.read_text(encoding="utf-8") == SAMPLE


def test_a_crash_after_saving_loses_nothing(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        window.kill()
        window.start()
        window.wait_for("هفتم ماه دسامبر", "mark")
        window.tag("امنیت هر کشور", "C")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")
        assert {it.id for it in desk.spans(article)} == {"s1", "s2"}


def test_a_crash_before_saving_loses_nothing(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        window.tag("امنیت هر کشور", "C")
        window.kill()
        window.start()
        window.wait_for("امنیت هر کشور", "mark")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")


def test_folder_filter_and_next(desk):
    for number, title in enumerate(["نخست", "دوم", "سوم"]):
        desk.article(f"{number}.txt", f"خبر {title}\nمتن خبر {title} در ۱۶ آذر.\n")
    with desk.window(desk.folder) as window:
        window.wait_for("خبر سوم", "button")
        window.tag("۱۶ آذر", "D")
        desk.holds(desk.folder / "0.txt", "۱۶ آذر")
        window.key("Ctrl+Enter")
        window.wait_for("The publication date is not confirmed.")
        window.press("Mark as done, leave all as it is")
        window.wait_for("متن خبر دوم", "textRun")
        done = desk.annotations(desk.folder / "0.txt")
        until(lambda: '"status": "done"' in done.read_text(encoding="utf-8"))
        window.wait_for("1 of 3 done")
        window.key("Ctrl+Enter")
        window.press("Mark as done, leave all as it is")
        window.wait_for("متن خبر سوم", "textRun")
        window.click(window.get("Filter by title", "textInput").centre)
        window.type("دوم")
        until(lambda: not window.sees("خبر نخست", "button"))
        window.press("خبر دوم")
        window.wait_for("متن خبر دوم", "textRun")


def choose(window, menu, option):
    """Takes what the list of articles offers, from its menu where it has one."""
    offered = lambda: [n for n in window.tree()  # noqa: E731
                       if n.role == "button" and n.label == option and n.bounds]
    if not offered():
        [opens] = [n for n in window.tree() if n.role == "button" and n.label.startswith(menu)]
        window.click(opens.centre)
    until(offered, why=f"{option!r} is not offered")
    window.press(option)
    if not [n for n in window.tree() if n.role == "document"]:
        window.key("Escape")


def test_order_filter_and_place_survive_a_restart(desk):
    for name, title, lines in (("a", "آغاز", 60), ("b", "بهار", 3), ("c", "چشمه", 30)):
        body = "".join(f"سطر {it} خبر {title} است.\n" for it in range(lines))
        desk.article(f"{name}.txt", f"{title} خبر\n{body}")
    listed = lambda window: [n.label for n in sorted(  # noqa: E731
        (n for n in window.tree() if n.role == "button" and n.bounds and n.label.endswith(" خبر")),
        key=lambda n: n.bounds[1])]
    with desk.window(desk.folder) as window:
        window.wait_for("آغاز خبر", "button")
        choose(window, "Order", "shortest")
        until(lambda: listed(window) == ["بهار خبر", "چشمه خبر", "آغاز خبر"], why=lambda: listed(window))
        window.tag("خبر آغاز", "C")
        desk.holds(desk.folder / "a.txt", "خبر آغاز")
        choose(window, "Show", "New")
        until(lambda: listed(window) == ["بهار خبر", "چشمه خبر"], why=lambda: listed(window))
        window.click(window.get("Filter by title", "textInput").centre)
        window.type("خبر")
        window.press("چشمه خبر")
        window.wait_for("خبر چشمه است", "textRun")
        window.key("Escape")
        window.key("Ctrl+End")
        window.wait_for("Paragraph 31 of 31")
        seen = {n.label for n in window.runs()}
        window.close()
        window.start()
        window.wait_for("Paragraph 31 of 31")
        until(lambda: listed(window) == ["بهار خبر", "چشمه خبر"], why=lambda: listed(window))
        assert window.get("Filter by title", "textInput").props.get("value") == "خبر"
        assert {n.label for n in window.runs()} == seen, "another part of the article is in view"


def test_ten_thousand_articles(desk):
    for number in range(10_000):
        desk.article(f"{number:05}.txt", f"خبر شمارهٔ {number}\nمتن خبر در ۱۶ آذر.\n")
    began = time.monotonic()
    with desk.window(desk.folder) as window:
        until(lambda: window.sees("خبر شمارهٔ 0", "button"), 30)
        print(f"      10,000 articles: rows after {time.monotonic() - began:.2f} s")
        began = time.monotonic()
        window.tag("۱۶ آذر", "D")
        print(f"      and a tag after {time.monotonic() - began:.2f} s more")
        desk.holds(desk.folder / "00000.txt", "۱۶ آذر")


def refused(desk, article, words=ERROR):
    """Opening tells why, and writes nothing."""
    before = {it: it.read_bytes() for it in desk.folder.iterdir() if it.is_file()}
    with desk.window(article) as window:
        window.wait_for(words)
        window.key("D")
        window.key("Ctrl+S")
        time.sleep(1)
    after = {it: it.read_bytes() for it in desk.folder.iterdir() if it.is_file()}
    assert before == after, set(after) - set(before)


def test_a_broken_annotation_file_is_left_alone(desk):
    article = desk.article()
    desk.annotations(article).write_text('(format: "hashiye", version: 1, spans: [(', encoding="utf-8")
    refused(desk, article, "cannot be read and is left as it is")


def test_a_missing_article(desk):
    refused(desk, desk.folder / "nothing.txt")


def test_a_binary_article(desk):
    noise = b"".join(hashlib.sha256(bytes([n])).digest() for n in range(100))
    refused(desk, desk.article("noise.txt", b"\x7fELF\x00\x01" + noise))


def test_an_article_where_a_folder_should_be(desk):
    refused(desk, desk.article() / "inside.txt")


def test_an_empty_article(desk):
    article = desk.article("empty.txt", "")
    with desk.window(article) as window:
        window.key("D")
        time.sleep(1)
        assert window.proc.poll() is None
    assert desk.spans(article) == []


def test_a_full_disk_and_room_again(desk):
    article = desk.article()
    with desk.window(article) as window:
        window.tag("هفتم ماه دسامبر", "D")
        desk.holds(article, "هفتم ماه دسامبر")
        before = desk.annotations(article).read_bytes()
        window.limit_files(16)
        window.tag("امنیت هر کشور", "C")
        window.wait_for("Not saved: ")
        assert desk.annotations(article).read_bytes() == before
        assert desk.files() == ["news.txt", "news.txt.a1.ron"], desk.files()
        window.limit_files(1 << 30)
        window.key("Ctrl+S")
        desk.holds(article, "هفتم ماه دسامبر", "امنیت هر کشور")


def test_a_folder_that_may_not_be_written(desk):
    if os.geteuid() == 0:
        raise Skipped("for the administrator every folder may be written")
    article = desk.article()
    desk.folder.chmod(0o555)
    try:
        with desk.window(article) as window:
            window.tag("هفتم ماه دسامبر", "D")
            window.wait_for("Not saved: ")
    finally:
        desk.folder.chmod(0o755)
    assert not desk.annotations(article).exists()


def tagged_for_export(desk, window, article):
    window.tag("روز هفتم ماه دسامبر", "D")
    window.tag("امنیت هر کشور", "C")
    desk.holds(article, "روز هفتم ماه دسامبر", "امنیت هر کشور")


def quotes_fit(record):
    """Offsets lead to the words that were marked, in code points."""
    spans = record["spans"]
    words = [record["text"][it["start"]:it["end"]] for it in spans]
    assert words == ["روز هفتم ماه دسامبر", "امنیت هر کشور"], record
    assert [it["label"] for it in spans] == ["date", "claim"]
    assert record["text"] == SAMPLE


def test_export_from_the_dialog(desk):
    article = desk.article()
    to = desk.root / "out.jsonl"
    with desk.window(article) as window:
        tagged_for_export(desk, window, article)
        window.key("Ctrl+E")
        window.click(window.get("Save as", "textInput").centre)
        window.key("Ctrl+A")
        window.type(str(to))
        window.press("Export")
        until(to.exists, why="nothing was exported")
        window.wait_for("2 tags")
    [line] = to.read_text(encoding="utf-8").splitlines()
    quotes_fit(json.loads(line))


def test_import_from_the_dialog(desk):
    dataset = desk.root / "theirs.jsonl"
    row = {"id": "خبر", "text": SAMPLE, "spans": [{"start": 420, "end": 439, "label": "date"}]}
    dataset.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    with desk.window() as window:
        window.key("Ctrl+I")
        window.type(str(dataset))
        window.press("Check")
        window.wait_for("1 article, 1 tag")
        window.press("Import")
        window.wait_for("Date: روز هفتم ماه دسامبر")
    [imported] = (desk.root / "theirs-articles").glob("*.txt")
    assert imported.read_text(encoding="utf-8") == SAMPLE


def test_export_from_the_terminal(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged_for_export(desk, window, article)
    for paths in ([article], [desk.folder]):
        [record] = desk.export(*paths)
        quotes_fit(record)


def test_an_export_over_a_file_says_so_first(desk):
    article = desk.article()
    to = desk.root / "out.jsonl"
    with desk.window(article) as window:
        tagged_for_export(desk, window, article)
        for _ in range(2):
            window.key("Ctrl+E")
            window.click(window.get("Save as", "textInput").centre)
            window.key("Ctrl+A")
            window.type(str(to))
            if to.exists():
                break
            assert not window.sees("would be replaced")
            window.press("Export")
            until(to.exists, why="nothing was exported")
            window.wait_for("2 tags")
        window.wait_for("is there already and would be replaced")
        until(lambda: window.find("Replace what is there", "button"))


def test_what_becomes_of_open_suggestions_is_asked_once(desk):
    first, second = desk.article("a.txt"), desk.article("b.txt")
    with desk.window(desk.folder) as window:
        window.wait_for("suggestions")
        window.key("Ctrl+Enter")
        window.wait_for("suggestions are still undecided")
        # Left, it is not done.
        window.key("Escape")
        until(lambda: not window.sees("suggestions are still undecided"))
        assert "done" not in (desk.annotations(first).read_text(encoding="utf-8")
                              if desk.annotations(first).exists() else "")
        window.key("Ctrl+Enter")
        window.press("From now on without asking (settings)")
        window.press("Mark as done, leave all as it is")
        until(lambda: "done" in desk.annotations(first).read_text(encoding="utf-8"))
        window.wait_for("suggestions")
        window.key("Ctrl+Enter")
        until(lambda: desk.annotations(second).exists()
              and "done" in desk.annotations(second).read_text(encoding="utf-8"))
        assert not window.sees("suggestions are still undecided")
        assert "finish_answer: Some(Leave)" in (desk.config / "settings.ron").read_text(encoding="utf-8")
