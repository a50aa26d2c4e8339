"""The window on Wayland: in Weston, a screen of its own inside Xvfb, so that keys are a keyboard's."""
import re
import shutil
import subprocess
import time

from desk import SAMPLE, Skipped, Window, paste_as_article, until

#: What a client of Wayland writes, asked by `WAYLAND_DEBUG`, when the keyboard comes or goes.
KEYBOARD = re.compile(r"wl_keyboard[@#]\d+[.](enter|leave)\(")


class WaylandWindow(Window):
    """A window of Weston; `command` and `env` see no X11."""

    def __init__(self, desk, *paths, **environment):
        for program in ("weston", "wl-copy", "wl-paste", "xdotool"):
            if not shutil.which(program):
                raise Skipped(f"{program} is not there")
        if not (desk.config / "settings.ron").exists():
            desk.settings(language="English", theme="Light")
        self.sockets = desk.root / "sockets"
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        env = {**desk.environment(), "XDG_RUNTIME_DIR": str(self.sockets), **environment}
        super().__init__([str(desk.program), *map(str, paths)], env=env)
        self.scale, self.weston, self.copied_before = 1, None, None

    def start(self):
        if not self.weston:
            weston = ["weston", "--backend=x11-backend.so", "--use-pixman", "--no-config", "--idle-time=0",
                      "--width=1280", "--height=800", "--socket=hashiye"]
            self.weston = subprocess.Popen(weston, env=self.env, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
            until(lambda: (self.sockets / "hashiye").exists(), 20, "Weston did not start")
        self.env |= {"WAYLAND_DISPLAY": "hashiye", "WAYLAND_DEBUG": "1"}
        self.env.pop("DISPLAY", None)
        if self.copied_before:
            self.copy_elsewhere(self.copied_before)
        super().start()
        self.until_it_has_the_keyboard()

    def __exit__(self, *why):
        self.proc.terminate()
        self.proc.wait(10)
        self.weston.terminate()
        self.weston.wait(10)
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

    def copy_elsewhere(self, words):
        """Another program copies `words`."""
        subprocess.run(["wl-copy"], env=self.env, check=True, timeout=10, input=words.encode("utf-8"),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # It shows a window for a moment, and the keyboard comes back to ours.
        time.sleep(0.5)


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
