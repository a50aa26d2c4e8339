"""Words to other programs and from them, by the system's clipboard and real keys."""
import shutil
import subprocess

from desk import SAMPLE, Skipped, paste_as_article, until


def tools():
    for program in ("xclip", "xdotool"):
        if not shutil.which(program):
            raise Skipped(f"{program} is not there")


def press(window, chord):
    """A key of the keyboard, as the system hands it to the window in front."""
    subprocess.run(["xdotool", "key", chord], env=window.env, check=True)
    window.settle()


def clipboard(window):
    """What another program would paste."""
    shown = subprocess.run(["xclip", "-selection", "clipboard", "-out"], env=window.env,
                           capture_output=True, timeout=10)
    return shown.stdout.decode("utf-8")


def copy_elsewhere(window, words):
    """Another program copies `words`."""
    subprocess.run(["xclip", "-selection", "clipboard", "-in"], env=window.env, check=True,
                   input=words.encode("utf-8"), stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def copy_page_elsewhere(window, page):
    """Another program copies a part of a web page, and offers it as nothing else."""
    subprocess.run(["xclip", "-selection", "clipboard", "-target", "text/html", "-in"], env=window.env,
                   check=True, input=page.encode("utf-8"), stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


PAGE = ("<html><body><!--StartFragment--><h1>خبری&nbsp;تازه از <b>جایی</b> دیگر</h1>"
        "<script>var x = 'نه';</script><p>سطر دوم آن.</p><!--EndFragment--></body></html>")
TABLE = ("<p>جدول روز</p><table><tr><td>الف</td><td><p>ب</p></td></tr><tr><td>۱</td><td>۲</td></tr></table>"
         "<p hidden>نهان</p><p style='display:none'>نهان</p><pre>یک\n  دو</pre>")


def paste_page(window, page, words, paste):
    """Another program copies `page`, and it is pasted as a new article, until its `words` are seen."""
    copy_page_elsewhere(window, page)
    window.key("Ctrl+Shift+N")
    window.wait_for("Paste")
    until(lambda: (paste(), window.sees(words))[1], why="the page is not pasted")


def becomes_the_article(desk, window, expected):
    window.wait_for("خبری")
    window.click("Save and open")
    until(lambda: any("سطر دوم آن" in n.label for n in window.runs()),
          why="the new article is not on the page")
    [new] = [it for it in desk.folder.glob("*.txt") if it.name != "news.txt"]
    assert new.read_text(encoding="utf-8").split() == expected.split(), new.read_text(encoding="utf-8")


def test_a_part_of_a_web_page_becomes_a_new_article_by_its_button(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        paste_page(window, PAGE, "خبری", lambda: window.press("Paste"))
        becomes_the_article(desk, window, "خبری تازه از جایی دیگر سطر دوم آن.")


def test_a_part_of_a_web_page_becomes_a_new_article_by_the_key(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        paste_page(window, PAGE, "خبری", lambda: press(window, "ctrl+v"))
        becomes_the_article(desk, window, "خبری تازه از جایی دیگر سطر دوم آن.")


def test_a_table_of_a_web_page_keeps_its_cells_apart_and_hidden_words_stay_out(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        paste_page(window, TABLE, "جدول", lambda: window.press("Paste"))
        window.click("Save and open")
        until(lambda: any("جدول روز" in n.label for n in window.runs()), why="the new article is not on the page")
        [new] = [it for it in desk.folder.glob("*.txt") if it.name != "news.txt"]
        assert new.read_text(encoding="utf-8").rstrip() == "جدول روز\nالف\tب\n۱\t۲\nیک\n  دو", new.read_text(encoding="utf-8")


def test_words_copied_on_the_page_reach_other_programs(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        window.select("روز هفتم ماه دسامبر")
        press(window, "ctrl+c")
        until(lambda: clipboard(window) == "روز هفتم ماه دسامبر",
              why=lambda: f"another program would paste {clipboard(window)!r}")


def test_words_of_another_program_become_a_new_article(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        copy_elsewhere(window, "خبری تازه از جایی دیگر.\nسطر دوم آن.")
        paste_as_article(window, lambda: press(window, "ctrl+v"))


def test_a_new_article_of_the_clipboard_is_begun_by_the_menu_entry(desk):
    tools()
    window = desk.window("--paste")
    start = window.start

    def after_copying():
        copy_elsewhere(window, "خبری تازه از جایی دیگر.\nسطر دوم آن.")
        start()

    window.start = after_copying
    with window:
        window.wait_for("خبری تازه")
        window.click("Save and open")
        until(lambda: any("سطر دوم آن" in n.label for n in window.runs()),
              why="the new article is not on the page")


def test_words_of_another_program_are_pasted_into_a_field(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        copy_elsewhere(window, "دسامبر")
        press(window, "ctrl+f")
        press(window, "ctrl+v")
        copy_elsewhere(window, "چیزی دیگر")
        press(window, "ctrl+a")
        press(window, "ctrl+c")
        until(lambda: clipboard(window) == "دسامبر",
              why=lambda: f"the field holds {clipboard(window)!r}")


def test_selected_words_are_offered_to_the_middle_button(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        window.select("هفتم ماه دسامبر")
        primary = ["xclip", "-selection", "primary", "-out"]
        until(lambda: subprocess.run(primary, env=window.env, capture_output=True, timeout=10, check=False)
              .stdout.decode("utf-8") == "هفتم ماه دسامبر", why="the primary selection has other words")


def test_words_copied_in_a_field_reach_other_programs(desk):
    tools()
    with desk.window(desk.article(text=SAMPLE)) as window:
        window.key("Ctrl+F")
        window.type("واژه‌های جستجو")
        press(window, "ctrl+a")
        press(window, "ctrl+c")
        until(lambda: clipboard(window) == "واژه‌های جستجو", why=lambda: clipboard(window))


def test_what_a_note_says_reaches_other_programs_by_the_persian_keyboard(desk):
    tools()
    with desk.window(desk.article(text="خبر\nوی ۱۰ دی ۱۴۰۰ آمد.\n")) as window:
        until(lambda: any(it.startswith("1 suggestion") for it in window.labels("button")), why=window.labels)
        subprocess.run(["setxkbmap", "ir"], env=window.env, check=True)
        window.settle()

        def copied(words):
            # Until the system has told the window of the other keys.
            return (press(window, "ctrl+c"), clipboard(window).startswith(words))[1]

        press(window, "Tab")
        window.wait_for("Accept", "button")
        until(lambda: copied("۱۰ دی ۱۴۰۰ › "), why=lambda: clipboard(window))
        press(window, "Return")
        until(lambda: copied("۱۰ دی ۱۴۰۰\n"), why=lambda: clipboard(window))
        assert "31 December 2021" in clipboard(window), clipboard(window)
