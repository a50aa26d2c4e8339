"""What others do to the files while the window is open, and what it offers then."""
import json
import os
import shutil
import subprocess
import time

from desk import SAMPLE, until

DATE, CLAIM = "هفتم ماه دسامبر", "امنیت هر کشور"


def tagged(desk, window, article):
    window.tag(DATE, "D")
    desk.holds(article, DATE)


def test_a_changed_article_is_reviewed(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        window.tag(CLAIM, "C")
        desk.holds(article, DATE, CLAIM)
        file = desk.annotations(article).read_bytes()
        changed = SAMPLE.replace("در روز هفتم", "در شامگاه هفتم").replace(CLAIM, "امنیت همهٔ کشورها")
        article.write_text(changed, encoding="utf-8")
        window.wait_for("changed the text of the article")
        window.press("Place the tags again")
        window.wait_for("To decide: 2")
        assert desk.annotations(article).read_bytes() == file
        window.press(f"Claim: {CLAIM}")
        window.wait_for("امنیت همهٔ کشورها")
        window.press("Gone")
        window.press(f"Date: {DATE}")
        window.press("It is here")
        window.wait_for(DATE, "mark")
        assert desk.annotations(article).read_bytes() == file
        window.press("Confirm")
        desk.holds(article, DATE)
        assert CLAIM in desk.annotations(article).read_text(encoding="utf-8")
        # Undoing takes back the answers, and leads to their places again.
        window.key("Ctrl+Z")
        desk.holds(article)
        window.wait_for("2 tags have no place")
        window.press("Review the tags")
        window.wait_for("Tags without a place")
        window.press("It is here")
        desk.holds(article, DATE)
        window.wait_for(DATE, "mark")
        window.key("Ctrl+Z")
        desk.holds(article)
        window.key("Ctrl+Y")
        desk.holds(article, DATE)
        # The orphan is placed on other words.
        window.key("Ctrl+K")
        window.type("Tags that moved")
        window.key("Enter")
        window.wait_for("Tags without a place")
        window.select("امنیت همهٔ کشورها")
        window.press("Place on the selected words")
        desk.holds(article, DATE, "امنیت همهٔ کشورها")


def validated(desk, article):
    """What the terminal finds in the article's work."""
    done = subprocess.run([desk.program, "validate", str(article)], env={**os.environ, **desk.environment()},
                          capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def test_places_of_an_undone_review_are_offered_again_after_a_new_start(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        article.write_text(SAMPLE.replace("در روز هفتم", "در شامگاه هفتم"), encoding="utf-8")
        window.wait_for("changed the text of the article")
        window.press("Place the tags again")
        window.wait_for("To decide: 1")
        window.press("It is here")
        window.press("Confirm")
        desk.holds(article, DATE)
        window.key("Ctrl+Z")
        desk.holds(article)
    said = validated(desk, article)
    assert "[without-place]" in said and DATE in said, said
    with desk.window(article) as window:
        window.wait_for("1 tag has no place")
        # The issues lead to it, too.
        window.key("F8")
        window.wait_for("Tags without a place")
        window.press("It is here")
        desk.holds(article, DATE)
        window.wait_for(DATE, "mark")
        until(lambda: not window.sees("without a place"), why=window.labels)
    assert "without-place" not in validated(desk, article)


def replaced(desk, article):
    """Another program gives the one tag another label."""
    path = desk.annotations(article)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('label: "date"', 'label: "claim"'), encoding="utf-8")


def test_theirs_is_read_anew(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        replaced(desk, article)
        window.wait_for("Another program changed the annotation file")
        window.tag(CLAIM, "C")
        window.press("Reload")
        spans = desk.holds(article, DATE, CLAIM)
        assert [it.label for it in spans] == ["claim", "claim"]
        assert not window.sees("Another program changed the annotation file /")


def test_mine_is_kept(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        replaced(desk, article)
        window.wait_for("Another program changed the annotation file")
        window.press("Keep mine")
        desk.saved(article, lambda spans: [it.label for it in spans] == ["date"])
        until(lambda: not window.sees("Another program changed"))


def test_a_deleted_file_is_written_again(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        desk.annotations(article).unlink()
        window.wait_for("is gone")
        window.press("Save now")
        desk.holds(article, DATE)


def test_a_file_marked_read_only(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        desk.annotations(article).chmod(0o444)
        window.tag(CLAIM, "C")
        window.wait_for("marked as read-only")
        desk.annotations(article).chmod(0o644)
        # It is tried again by itself.
        desk.holds(article, DATE, CLAIM)
        until(lambda: not window.sees("marked as read-only"))


def test_the_folder_goes_and_comes_back(desk):
    article = desk.article()
    away = desk.root / "away"
    with desk.window(article) as window:
        tagged(desk, window, article)
        desk.folder.rename(away)
        window.wait_for("cannot be reached")
        window.tag(CLAIM, "C")
        window.wait_for("Not saved: ")
        assert not desk.folder.exists()
        away.rename(desk.folder)
        desk.holds(article, DATE, CLAIM)
        until(lambda: not window.sees("cannot be reached"))


def test_work_goes_on_in_another_folder(desk):
    article = desk.article()
    other = desk.root / "other"
    with desk.window(article) as window:
        tagged(desk, window, article)
        shutil.rmtree(desk.folder)
        window.wait_for("cannot be reached")
        window.press("Save to another folder…")
        window.click(window.get("Folder", "textInput").centre)
        window.key("Ctrl+A")
        window.type(str(other))
        window.press("Save and continue there")
        window.wait_for("Saved to")
        window.tag(CLAIM, "C")
        desk.holds(other / "news.txt", DATE, CLAIM)
        window.key("Ctrl+Z")
        window.key("Ctrl+Z")
        desk.holds(other / "news.txt")


def test_of_two_files_one_is_chosen(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
    ron = desk.annotations(article).read_bytes()
    with desk.window(article) as window:
        window.key("Ctrl+K")
        window.type("Save as JSON")
        window.key("Enter")
        until((desk.folder / "news.txt.a1.json").exists)
    desk.annotations(article).write_bytes(ron)
    with desk.window(article) as window:
        window.wait_for("There are two files of your tags")
        window.press("Keep .json")
        until(lambda: not desk.annotations(article).exists())
        window.wait_for(DATE, "mark")


def test_a_holder_elsewhere_is_taken_over(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
        lock = desk.folder / ".hashiye/news.txt.a1.lock"
        holder = json.loads(lock.read_text())
        window.kill()
    lock.write_text(json.dumps({**holder, "host": "elsewhere", "user": "maryam"}))
    with desk.window(article) as window:
        window.wait_for("has it open (process")
        window.press("Take over")
        window.tag(CLAIM, "C")
        desk.holds(article, DATE, CLAIM)


def test_a_second_window_names_the_first(desk):
    article = desk.article()
    with desk.window(article) as first:
        tagged(desk, first, article)
        with desk.window(article) as second:
            second.wait_for("has it open")
            assert not second.sees("Take over")
            second.tag(CLAIM, "C")
            first.close()
            # It is opened for work by itself.
            until(lambda: second.sees("Saved"))
            second.tag(CLAIM, "C")
            desk.holds(article, DATE, CLAIM)


def test_two_analysts_in_one_folder(desk):
    article = desk.article()
    with desk.window(article) as first:
        tagged(desk, first, article)
        with desk.window("--analyst", "a2", article) as second:
            second.tag(CLAIM, "C")
            until(desk.annotations(article, "a2").exists)
            first.tag("روز جمعه", "D")
            desk.holds(article, "روز جمعه", DATE)
    assert CLAIM in desk.annotations(article, "a2").read_text(encoding="utf-8")


def test_an_earlier_version_is_restored(desk):
    article = desk.article()
    with desk.window(article) as window:
        for words in ["روز جمعه", DATE, CLAIM, "روز ۱۲ ماه ژانویه"]:
            window.tag(words, "D")
        desk.saved(article, lambda spans: len(spans) == 4)
        for _ in range(3):
            window.quickly("Ctrl+ArrowUp")
            window.quickly("Delete")
        window.wait_for("tags are gone with this save")
        window.press("Earlier versions…")
        window.wait_for("before there were fewer tags")
        row = next(it for it in window.labels("button") if "before there were fewer tags" in it)
        window.press(row)
        window.press("Restore this version")
        desk.saved(article, lambda spans: len(spans) == 4)
        window.key("Ctrl+Z")
        desk.saved(article, lambda spans: len(spans) == 1)


def test_a_file_of_a_newer_version_is_read(desk):
    article = desk.article()
    with desk.window(article) as window:
        tagged(desk, window, article)
    path = desk.annotations(article)
    path.write_text(path.read_text(encoding="utf-8").replace("version: 1", "version: 7"), encoding="utf-8")
    before = path.read_bytes()
    with desk.window(article) as window:
        window.wait_for("a newer Hashiye wrote this file")
        window.wait_for(DATE, "mark")
        window.tag(CLAIM, "C")
        window.key("Ctrl+S")
        time.sleep(1)
    assert path.read_bytes() == before
