"""The window on Wayland: in Weston or in Sway, a screen of its own inside Xvfb, so that keys are a keyboard's."""
import os
import re
import shutil
import subprocess
import time

from desk import SAMPLE, Skipped, Window, paste_as_article, until

#: What a client of Wayland writes, asked by `WAYLAND_DEBUG`, when the keyboard comes or goes.
KEYBOARD = re.compile(r"wl_keyboard[@#]\d+[.](enter|leave)\(")


class WaylandWindow(Window):
    """A window of Weston; `command` and `env` see no X11."""

    #: The compositor.
    program = "weston"

    def __init__(self, desk, *paths, **environment):
        for program in (self.program, "wl-copy", "wl-paste", "xdotool"):
            if not shutil.which(program):
                raise Skipped(f"{program} is not there")
        if not (desk.config / "settings.ron").exists():
            desk.settings(language="English", theme="Light")
        self.sockets = desk.root / "sockets"
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        env = {**desk.environment(), "XDG_RUNTIME_DIR": str(self.sockets), **environment}
        super().__init__([str(desk.program), *map(str, paths)], env=env)
        self.scale, self.compositor, self.copied_before = 1, None, None

    def start_compositor(self):
        """Starts it; gives the name of its socket."""
        weston = ["weston", "--backend=x11-backend.so", "--use-pixman", "--no-config", "--idle-time=0",
                  "--width=1280", "--height=800", "--socket=hashiye"]
        self.compositor = subprocess.Popen(weston, env=self.env, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
        until(lambda: (self.sockets / "hashiye").exists(), 20, "Weston did not start")
        return "hashiye"

    def start(self):
        if not self.compositor:
            self.env |= {"WAYLAND_DISPLAY": self.start_compositor(), "WAYLAND_DEBUG": "1"}
        self.env.pop("DISPLAY", None)
        if self.copied_before:
            self.copy_elsewhere(self.copied_before)
        super().start()
        self.until_it_has_the_keyboard()

    def __exit__(self, *why):
        self.proc.terminate()
        self.proc.wait(10)
        self.compositor.terminate()
        self.compositor.wait(10)
        super().__exit__(*why)

    def until_it_has_the_keyboard(self):
        """Waits until the last word of the compositor about the keyboard is that it is the window's."""
        def has():
            told = KEYBOARD.findall(self.output())
            return told and told[-1] == "enter"

        try:
            until(has, 4)
        except AssertionError:
            # Weston now and then gives it to nobody after another window went: a click takes it, here
            # on the empty end of the bar.
            self.xdotool("mousemove", "1200", "52", "click", "1")
            until(has, 20, "the compositor gave the keyboard to no window or to another")

    def xdotool(self, *arguments):
        """What a hand does on the screen that Weston is shown on."""
        subprocess.run(["xdotool", *arguments], env={**self.env, "DISPLAY": self.display}, check=True)

    push = Window.press

    def press(self, chord):
        """A key of the keyboard of the screen that Weston is shown on."""
        self.until_it_has_the_keyboard()
        self.xdotool("key", chord)
        self.settle()

    def clipboard(self):
        """What another program would paste."""
        shown = subprocess.run(["wl-paste", "--no-newline"], env=self.env, capture_output=True, timeout=10)
        self.settle()
        return shown.stdout.decode("utf-8")

    def copy_elsewhere(self, words, kind=None):
        """Another program copies `words`, as `kind` where that is no plain text."""
        command = ["wl-copy", *(["--type", kind] if kind else [])]
        subprocess.run(command, env=self.env, check=True, timeout=10, input=words.encode("utf-8"),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # It shows a window for a moment, and the keyboard comes back to ours.
        time.sleep(0.5)


class SwayWindow(WaylandWindow):
    """A window of Sway, which lets programs look at the clipboard (data control)."""

    program = "sway"

    def __init__(self, desk, *paths, **environment):
        if os.getuid() == 0:
            raise Skipped("Sway does not run as root")
        super().__init__(desk, *paths, **environment)

    def start_compositor(self):
        config = self.sockets / "config"
        config.write_text("xwayland disable\ndefault_border none\n", encoding="utf-8")
        env = {**self.env, "WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_RENDERER_ALLOW_SOFTWARE": "1"}
        self.compositor = subprocess.Popen(["sway", "-c", str(config)], env=env, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
        def sockets():
            return [it.name for it in self.sockets.glob("wayland-*") if it.is_socket()]

        until(sockets, 20, "Sway did not start")
        return sockets()[0]


def test_tags_are_made_by_keys_of_the_keyboard(desk):
    article = desk.article(text=SAMPLE)
    with WaylandWindow(desk, article) as window:
        window.select("روز هفتم ماه دسامبر")
        window.press("d")
        desk.holds(article, "روز هفتم ماه دسامبر")
        window.press("ctrl+z")
        desk.saved(article, lambda spans: not spans)


def test_words_copied_on_the_page_reach_other_programs(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.select("روز هفتم ماه دسامبر")
        def copied():
            # The compositor gives the keyboard when it likes: a key before that is nobody's.
            window.press("ctrl+c")
            return window.clipboard() == "روز هفتم ماه دسامبر"

        until(copied, why=lambda: f"another program would paste {window.clipboard()!r}")


def test_words_of_another_program_become_a_new_article(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere("خبری تازه از جایی دیگر.\nسطر دوم آن.")
        paste_as_article(window, lambda: window.press("ctrl+v"))


PAGE = ("<html><body><!--StartFragment--><h1>خبری&nbsp;تازه از <b>جایی</b> دیگر</h1>"
        "<script>var x = 'نه';</script><p>سطر دوم آن.</p><!--EndFragment--></body></html>")


def becomes_the_article(desk, window):
    window.wait_for("خبری")
    assert not window.sees("<h1>"), window.labels()
    window.push("Save and open")
    until(lambda: any("سطر دوم آن" in n.label for n in window.runs()), why="the new article is not on the page")
    [new] = [it for it in desk.folder.glob("*.txt") if it.name != "news.txt"]
    words = new.read_text(encoding="utf-8").split()
    assert words == "خبری تازه از جایی دیگر سطر دوم آن.".split(), words


def test_a_part_of_a_web_page_becomes_a_new_article_by_the_key(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere(PAGE, "text/html")
        window.key("Ctrl+Shift+N")
        window.wait_for("Paste")
        until(lambda: (window.press("ctrl+v"), window.sees("خبری"))[1], why="the page is not pasted")
        becomes_the_article(desk, window)


def test_a_part_of_a_web_page_becomes_a_new_article_by_its_button(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere(PAGE, "text/html")
        window.key("Ctrl+Shift+N")
        window.wait_for("Paste")
        until(lambda: (window.push("Paste"), window.sees("خبری"))[1], why="the page is not pasted")
        becomes_the_article(desk, window)


def test_a_page_that_is_offered_as_nothing_else_is_read_where_programs_may_look(desk):
    with SwayWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere(PAGE, "text/html")
        window.key("Ctrl+Shift+N")
        window.wait_for("Paste")
        until(lambda: (window.push("Paste"), window.sees("خبری"))[1], why="the page is not pasted")
        becomes_the_article(desk, window)


def test_what_cannot_be_pasted_is_said(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere("no text", "image/png")
        window.key("Ctrl+Shift+N")
        window.wait_for("Paste")
        window.push("Paste")
        window.wait_for("The clipboard has no text")


def test_a_new_article_of_the_clipboard_is_begun_by_the_menu_entry(desk):
    window = WaylandWindow(desk, "--paste")
    window.copied_before = "خبری تازه از جایی دیگر.\nسطر دوم آن."
    with window:
        window.wait_for("Save and open")
        window.wait_for("خبری تازه")


def test_words_of_another_program_are_pasted_into_a_field(desk):
    with WaylandWindow(desk, desk.article(text=SAMPLE)) as window:
        window.copy_elsewhere("دسامبر")
        window.press("ctrl+f")
        window.wait_for("Words to find", "textInput")
        window.press("ctrl+v")
        window.copy_elsewhere("چیزی دیگر")
        window.press("ctrl+a")
        window.press("ctrl+c")
        until(lambda: window.clipboard() == "دسامبر",
              why=lambda: f"the field holds {window.clipboard()!r}")


def test_a_path_is_typed_where_no_dialog_of_the_system_is(desk):
    article = desk.article(text=SAMPLE)
    with WaylandWindow(desk) as window:
        window.press("ctrl+o")
        window.wait_for("Path of an article or folder", "textInput")
        window.push("Choose a file…")
        # No service answers: the dialog stays, and takes what is typed.
        window.type(str(article))
        window.press("Return")
        until(lambda: any("احتمال" in n.label for n in window.runs()), why="the article is not on the page")
