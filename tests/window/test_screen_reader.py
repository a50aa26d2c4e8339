"""What a screen reader gets of the window: by AT-SPI, over a message bus of the test's own."""
import json
import shutil
import subprocess
from pathlib import Path

from desk import SAMPLE, SEVENTH, Skipped, until

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"


class Reader:
    """A screen reader beside a window on an article."""

    def __init__(self, desk, article):
        missing = [it for it in ("dbus-daemon", "gdbus", LAUNCHER, SYSTEM_PYTHON) if not shutil.which(it)]
        atspi = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        if not missing and subprocess.run([SYSTEM_PYTHON, "-c", atspi], capture_output=True).returncode:
            missing = ["Atspi"]
        if missing:
            raise Skipped(f"{', '.join(missing)} is not there")
        self.window = desk.window(article)
        self.running = []

    def start(self, *command, **more):
        done = subprocess.Popen(command, env=self.window.env, text=True, stderr=subprocess.DEVNULL, **more)
        self.running.append(done)
        return done

    def __enter__(self):
        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE)
        self.window.env["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        start = self.window.start

        def with_bus():
            self.start(LAUNCHER, "--launch-immediately", stdout=subprocess.DEVNULL)
            turn_on = ["gdbus", "call", "--session", "--dest", "org.a11y.Bus", "--object-path", "/org/a11y/bus",
                       "--method", "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"]
            until(lambda: not subprocess.run(turn_on, env=self.window.env, capture_output=True).returncode,
                  why="the bus of screen readers does not start")
            start()

        self.window.start = with_bus
        try:
            self.window.__enter__()
            client = [SYSTEM_PYTHON, str(Path(__file__).with_name("reader.py")), Path(self.window.command[0]).name]
            self.client = self.start(*client, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            until(lambda: self.ask("is_there"), 20, "the window is not among what a screen reader sees")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *why):
        self.window.__exit__(*why)
        for it in reversed(self.running):
            it.terminate()
            it.wait(10)

    def ask(self, question, *values):
        print(json.dumps([question, *values]), file=self.client.stdin, flush=True)
        answer = json.loads(self.client.stdout.readline())
        assert not isinstance(answer, dict), answer
        return answer

    def heard(self, kind, seconds=1.0):
        """What was said of this kind since the last time."""
        return [it[1:] for it in self.ask("heard", seconds) if it[0] == kind]

    def hears(self, words):
        heard = []
        until(lambda: heard.extend(it[1] for it in self.heard("announcement", 0.3)) or words in heard,
              why=lambda: f"{words!r} is not read out, but {heard}")


def test_an_article_is_read_by_lines_paragraphs_and_words(desk):
    article = desk.article()
    with Reader(desk, article) as reader:
        paragraphs = SAMPLE.split("\n")
        at, read = 0, []
        for _ in range(3):
            start, end, words = reader.ask("piece", "PARAGRAPH", at)
            assert start == at, (start, at)
            read.append(words.rstrip("\n"))
            at = end
        assert read == paragraphs[:3], read
        # The second paragraph has several lines; together they are its words.
        start, end, _ = reader.ask("piece", "PARAGRAPH", len(paragraphs[0]) + 1)
        at, lines = start, []
        while at < end:
            _, at, words = reader.ask("piece", "LINE", at)
            lines.append(words)
        assert len(lines) > 1 and "".join(lines).rstrip("\n") == paragraphs[1], lines
        words, start, end = SEVENTH
        assert reader.ask("piece", "WORD", start + 4)[2].strip() == words.split()[1]


def test_the_caret_is_followed_and_set(desk):
    with Reader(desk, desk.article()) as reader:
        window, first = reader.window, len(SAMPLE.split("\n")[0])
        reader.heard("text-caret-moved")
        window.key("ArrowDown")
        assert [it[0] for it in reader.heard("text-caret-moved")] == [first + 1]
        assert reader.ask("caret") == first + 1
        window.key("Shift+Ctrl+ArrowLeft")
        assert reader.ask("selection").strip() == "رئیس"
        assert reader.heard("text-selection-changed")
        assert reader.ask("place_caret", 3)
        until(lambda: reader.ask("caret") == 3, why="a screen reader cannot set the caret")


def test_what_is_done_is_read_out(desk):
    article = desk.article()
    with Reader(desk, article) as reader:
        window = reader.window
        window.tag("روز هفتم ماه دسامبر", "D")
        desk.holds(article, "روز هفتم ماه دسامبر")
        reader.hears("Date: روز هفتم ماه دسامبر")
        window.key("Escape")
        window.key("Ctrl+Home")
        window.key("Tab")
        first = next(it for it in window.labels("group") if it.startswith("Suggested: "))
        reader.hears(first)
        window.key("Backspace")
        following = next(it for it in window.labels("group") if it.startswith("Suggested: "))
        assert following != first
        reader.hears(following)
        # A key that can do nothing says why.
        window.key("Escape")
        window.key("Ctrl+Shift+Z")
        why = next(it for it in window.labels("label") if "redo" in it.lower())
        reader.hears(why)


def test_buttons_are_told_from_choices_and_the_window_has_a_name(desk):
    with Reader(desk, desk.article()) as reader:
        nodes = reader.ask("nodes")
        roles = {name: role for role, name in nodes}
        assert roles["Open article…"] in ("button", "push button"), roles["Open article…"]
        frame = next(name for role, name in nodes if role == "frame")
        assert frame.startswith("news.txt"), frame
        reader.window.key("Ctrl+F")
        roles = {name: role for role, name in reader.ask("nodes")}
        assert "toggle button" in roles.values(), roles
