#!/usr/bin/env python3
"""Makes docs/window.webp: the real window at work on the first sample article, a step a picture.

    animation.py [--app target/debug/hashiye] [OUT]

The program must be built with `--features inspection`. Needs Xvfb, a font of emoji, and the Python packages msgpack
and pillow. At most a megabyte comes out, or nothing.
"""
import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from desk import ROOT, Desk  # noqa: E402
from PIL import Image  # noqa: E402

LARGEST = 1 << 20
#: How long a picture stays, in milliseconds: most of them, and those with something to read.
SHORT, LONG = 900, 2200


def steps(window):
    """What is done, with how long it is looked at afterwards."""
    # Where the pointer is over nothing.
    window.move(560, 690)
    yield LONG
    window.key("Tab")
    yield LONG
    for wait in (SHORT, LONG, LONG):
        window.key("Enter")
        yield wait
    # A season that is no date here.
    window.key("Enter")
    yield LONG
    window.key("Backspace")
    yield SHORT
    for wait in (SHORT, SHORT, LONG):
        window.key("Enter")
        yield wait
    window.key("Ctrl+Shift+T")
    yield LONG


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--app", default=ROOT / "target/debug/hashiye", type=Path)
    arguments.add_argument("out", nargs="?", default=ROOT / "docs/window.webp", type=Path)
    given = arguments.parse_args()
    desk = Desk(given.app.resolve())
    kept = desk.environment()
    desk.environment = lambda: {**kept, "HASHIYE_ANALYST": "reader"}
    pictures, times = [], []
    try:
        with desk.window("--sample", desk.folder, size="1120x700", language="Persian",
                         window="(1120, 700)") as window, tempfile.TemporaryDirectory() as folder:
            window.wait_for("ذخیرهٔ سد مهررود")
            for time in steps(window):
                window.settle()
                path = Path(folder) / f"{len(pictures)}.png"
                window.screenshot(path)
                pictures.append(Image.open(path).convert("RGB").copy())
                times.append(time)
    finally:
        desk.clear()
    first, *others = pictures
    first.save(given.out, save_all=True, append_images=others, duration=times, loop=0,
               quality=70, method=6)
    size = given.out.stat().st_size
    if size > LARGEST:
        given.out.unlink()
        sys.exit(f"animation.py: {size} bytes are too many")
    print(f"{given.out}: {len(pictures)} pictures, {size} bytes")


if __name__ == "__main__":
    main()
