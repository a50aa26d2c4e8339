#!/usr/bin/env python3
"""Makes the guide's pictures: the real window, in both languages, on the sample.

    docs/pictures/make.py [--app target/debug/hashiye] [NAME …]

The program must be built with `--features inspection`. Needs Xvfb, a font of emoji, the Python packages msgpack and pillow, and
optipng where it is there. Writes NAME.en.png and NAME.fa.png beside this file.
"""
import argparse
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests/window"))

from desk import Desk  # noqa: E402
from PIL import Image  # noqa: E402

#: Of the window, in pixels; and the most bytes of a picture. A palette would change the colors of labels.
SIZE, LARGEST = "1160x720", 500_000
LANGUAGES = {"en": "English", "fa": "Persian"}
SAMPLE = ROOT / "assets/sample"
#: What is tagged in the picture of a claim.
CLAIM = "ذخیرهٔ سد مهررود یک‌سوم"


def start(desk, look):
    with desk.window(**look) as window:
        yield "start", window


def suggestion(desk, look):
    with desk.window(desk.sample(), **look) as window:
        # The third is one with a speaker, in the middle of the page.
        for _ in range(3):
            window.key("Tab")
        yield "suggestion", window


def claim(desk, look):
    desk.sample()
    with desk.window(desk.folder / "1-agency.txt.a1.ron", **look) as window:
        window.click(window.at(CLAIM, 1))
        window.key("E")
        yield "claim", window


def figures(desk, look):
    desk.sample()
    with desk.window(desk.folder / "6-conference.txt.a1.ron", **look) as window:
        window.key("F8")
        window.key("Ctrl+Shift+M")
        yield "issues", window
        window.key("Ctrl+Shift+M")
        window.key("Ctrl+Shift+T")
        yield "timeline", window
        window.key("Ctrl+Shift+T")
        window.key("Ctrl+E")
        window.press("CoNLL-2003")
        yield "export", window


def folder(desk, look):
    desk.sample()
    with desk.window(desk.folder, **look) as window:
        yield "folder", window


def schema(desk, look):
    with desk.window(desk.sample(), **look) as window:
        window.key("Ctrl+Shift+L")
        yield "schema", window


class Scene(Desk):
    """A desk with the sample on it, of which the analyst is one."""

    def sample(self):
        for it in sorted(SAMPLE.glob("*")):
            if it.is_file():
                shutil.copy(it, self.folder / it.name)
        for it in self.folder.glob("8-longread.txt.*"):
            it.unlink()
        return self.folder / "8-longread.txt"


def keep(window, name):
    """Takes the picture, small."""
    import time
    window.move(4, 4)
    window.settle()
    time.sleep(0.6)
    window.settle()
    path = HERE / f"{name}.png"
    window.screenshot(path)
    with Image.open(path) as image:
        image.convert("RGB").save(path, optimize=True)
    if shutil.which("optipng"):
        subprocess.run(["optipng", "-quiet", "-o4", path], check=True)
    size = path.stat().st_size
    assert size < LARGEST, f"{path.name} has {size} bytes"
    print(f"{path.name}: {size // 1000} kB", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--app", default=ROOT / "target/debug/hashiye", type=Path)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    for code, language in LANGUAGES.items():
        for scene in (start, suggestion, claim, figures, folder, schema):
            if asked.names and scene.__name__ not in asked.names:
                continue
            desk = Scene(asked.app.resolve())
            try:
                look = {"size": SIZE, "language": language, "theme": "Light"}
                for name, window in scene(desk, look):
                    keep(window, f"{name}.{code}")
            finally:
                desk.clear()


main()
