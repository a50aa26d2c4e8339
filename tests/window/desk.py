"""A desk of its own for each test: a folder of articles, a home, settings, and windows on them."""
import json
import os
import re
import resource
import shutil
import struct
import subprocess
import tempfile
import time
from pathlib import Path

import msgpack
from drive import App, resize_window

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (ROOT / "tests/data/article.txt").read_text(encoding="utf-8")
#: «روز هفتم ماه دسامبر» in the sample, in code points.
SEVENTH = ("روز هفتم ماه دسامبر", 420, 439)

SPAN = re.compile(
    r'\(id: "(?P<id>s\d+)", label: "(?P<label>\w+)", start: (?P<start>\d+), end: (?P<end>\d+), '
    r'(?:also: [^"]*, )?quote: "(?P<quote>[^"]*)".*?attributes: \{(?P<attributes>[^}]*)\}')
RELATION = re.compile(r'\(id: "r\d+", label: "(\w+)", from: "(s\d+)", to: "(s\d+)"\)')


class Skipped(Exception):
    """The test can't be made on this machine; its words say why."""


class Span:
    """One line of an annotation file."""

    def __init__(self, match):
        self.id, self.label, self.quote = match["id"], match["label"], match["quote"]
        self.start, self.end = int(match["start"]), int(match["end"])
        self.attributes = dict(re.findall(r'"(\w+)": "([^"]*)"', match["attributes"]))

    def __repr__(self):
        return f"{self.label}[{self.start}..{self.end}] «{self.quote}»"


def until(what, patience=8.0, why="it did not come to pass"):
    """Waits for `what()` to be true, and gives what it gave."""
    end = time.monotonic() + patience
    while True:
        it = what()
        if it:
            return it
        assert time.monotonic() < end, why() if callable(why) else why
        time.sleep(0.05)


def paste_as_article(window, press_paste):
    """Makes a new article of what another program copied, «خبری تازه …» and «سطر دوم آن»."""
    window.key("Ctrl+Shift+N")
    press_paste()
    until(lambda: any("خبری تازه" in n.label for n in window.tree()),
          why="what was pasted is not shown")
    window.click("Save and open")
    until(lambda: any("سطر دوم آن" in n.label for n in window.runs()),
          why="the new article is not on the page")


class Desk:
    def __init__(self, program):
        self.program = program
        #: Whose work is done.
        self.analyst = "a1"
        self.root = Path(tempfile.mkdtemp(prefix="hashiye-"))
        self.folder = self.root / "articles"
        self.home = self.root / "home"
        self.config = self.home / ".config/hashiye"
        self.folder.mkdir()
        self.config.mkdir(parents=True)

    def clear(self):
        shutil.rmtree(self.root, ignore_errors=True)

    # -- before the window --------------------------------------------------------------------
    def article(self, name="news.txt", text=SAMPLE):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def settings(self, **values):
        """Settings as a person left them, in words of the file: `language="English"`."""
        fields = ", ".join(f"{key}: {value}" for key, value in values.items())
        (self.config / "settings.ron").write_text(f"({fields})", encoding="utf-8")

    def environment(self):
        return {
            "HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_DATA_HOME": str(self.home / ".local/share"),
            "LC_ALL": "fa_IR.UTF-8", "LANG": "fa_IR.UTF-8",
            # No service of this machine has a say in how the window looks.
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
            "HASHIYE_ANALYST": self.analyst, "RUST_BACKTRACE": "0", "LIBGL_ALWAYS_SOFTWARE": "1",
        }

    def window(self, *paths, size="1280x800", scale=1, **settings):
        """A window; English, light unless `settings` say otherwise or some are there already.

        `size` is that of the screen in pixels, of which there are `scale` to a point.
        """
        if not (self.config / "settings.ron").exists():
            self.settings(**{"language": "English", "theme": "Light", **settings})
        command = [str(self.program), *map(str, paths)]
        environment = {**self.environment(), "WINIT_X11_SCALE_FACTOR": str(scale)}
        window = Window(command, size=size, env=environment)
        window.scale = scale
        return window

    # -- after it -----------------------------------------------------------------------------
    def annotations(self, article, analyst="a1"):
        return article.with_name(f"{article.name}.{analyst}.ron")

    def files(self):
        """The names in the folder, but for the program's own."""
        own = (".hashiye", ".gitattributes")
        return sorted(it.name for it in self.folder.iterdir() if it.name not in own)

    def spans(self, article):
        path = self.annotations(article)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return [Span(it) for it in SPAN.finditer(text)]

    def relations(self, article):
        path = self.annotations(article)
        return RELATION.findall(path.read_text(encoding="utf-8")) if path.exists() else []

    def saved(self, article, test, patience=8.0):
        """Waits until the file of `article` passes `test(spans)`, and gives its spans."""
        until(lambda: self.annotations(article).exists() and test(self.spans(article)), patience,
              lambda: f"in the file: {self.spans(article)}")
        spans = self.spans(article)
        text = article.read_text(encoding="utf-8")
        for it in spans:
            assert text[it.start:it.end] == it.quote, f"{it!r} is «{text[it.start:it.end]}»"
        return spans

    def holds(self, article, *quotes):
        """Waits until the file holds exactly these words, in order."""
        return self.saved(article, lambda spans: [it.quote for it in spans] == list(quotes))

    def terminal(self, *arguments):
        """Runs the program in a terminal; gives what it wrote, results and remarks."""
        done = subprocess.run([self.program, *arguments], env={**os.environ, **self.environment()},
                              capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode(), done.stderr.decode()

    def export(self, *paths, to="jsonl", more=()):
        written, _ = self.terminal("export", "--to", to, "-o", "-", *more, *map(str, paths))
        return [json.loads(line) for line in written.splitlines() if line.strip()]


class Window(App):
    """A window with the questions tests ask of it."""

    def __enter__(self):
        super().__enter__()
        self.settle()
        return self

    def labels(self, role=None):
        """What is written in the window; its title is not."""
        return [n.label for n in self.tree()
                if n.label and (n.role == role if role else n.role != "window")]

    def sees(self, words, role=None):
        """True while a node says `words`, wholly or in part."""
        return any(words in it for it in self.labels(role))

    def wait_for(self, words, role=None, patience=8.0):
        until(lambda: self.sees(words, role), patience,
              lambda: f"{words!r} is nowhere; there is {self.labels(role)[:60]}")

    def button(self, name):
        found = [n for n in self.tree() if n.role == "button" and n.label == name and n.bounds]
        assert found, f"no button {name!r}; there are {self.labels('button')}"
        return found[0]

    def press(self, name):
        """Clicks the button called `name`."""
        self.click(self.button(name).centre)

    def tag(self, words, key, occurrence=0):
        self.select(words, occurrence)
        self.key(key)

    def physical(self, chord, text=None):
        """A chord as a keyboard with Persian letters sends it: the physical key, and what it writes."""
        from drive import NONE, modifiers
        *mods, key = chord.split("+")
        m = modifiers(mods)
        if any(m):
            self.events({"ModifiersChanged": m})
        self.events({"Key": [key, key, True, False, m]})
        if text:
            self.events({"Text": text})
        self.events({"Key": [key, key, False, False, m]})
        if any(m):
            self.events({"ModifiersChanged": NONE})
        self.settle()

    def quickly(self, chord):
        """Presses a chord and waits for one frame: for what is to happen before the next save."""
        from drive import NONE, modifiers
        *mods, key = chord.split("+")
        m = modifiers(mods)
        self.events({"ModifiersChanged": m}, {"Key": [key, None, True, False, m]},
                    {"Key": [key, None, False, False, m]}, {"ModifiersChanged": NONE})
        self.tree()

    def key_unanswered(self, chord):
        """Presses a chord and does not wait: the window may be at any point of it afterwards."""
        from drive import modifiers
        *mods, key = chord.split("+")
        m = modifiers(mods)
        for event in ({"ModifiersChanged": m}, {"Key": [key, None, True, False, m]}):
            body = msgpack.packb({"ApplyEvents": [[event]]})
            self.sock.sendall(struct.pack(">I", len(body)) + body)

    def at(self, words, occurrence=0):
        """A point in the middle of the first character of `words`."""
        return self.text_ends(words, occurrence)[0]

    def runs(self):
        return [n for n in self.tree() if n.role == "textRun" and n.bounds]

    def resize(self, width, height):
        """Gives the window another size, in pixels, and waits until it is drawn so."""
        resize_window(self.env["DISPLAY"], width, height)
        edge = lambda: max(n.bounds[2] for n in self.tree() if n.bounds) * self.scale  # noqa: E731
        until(lambda: width - 60 < edge() <= width, why=lambda: f"its edge is at {edge()}")
        self.settle()

    def close(self):
        """Closes the window as its frame's button does, and waits for the program to end."""
        self.proc.terminate()
        self.proc.wait(10)

    def limit_files(self, largest):
        """No file may grow beyond so many bytes from now on: a disk that is full, and is not."""
        limits = (largest, resource.RLIM_INFINITY)
        resource.prlimit(self.proc.pid, resource.RLIMIT_FSIZE, limits)
