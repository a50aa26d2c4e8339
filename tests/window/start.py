#!/usr/bin/env python3
"""How long the window takes from the start of the process to the first picture, beside a bare window.

    cargo build --release
    cargo build --release --example bare_window
    python3 tests/window/start.py [--rounds 9] [--app …/hashiye] [--bare …/bare_window] [--before …/hashiye]

Everything is started in turn, round after round, on one virtual screen. Printed are medians: the clock
until the window shows something (with an article, until its words are there), the processor's time of
the process until then, its memory, and the ratio of the clock to the bare window's. Needs Xvfb.
"""
import argparse
import ctypes
import ctypes.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SAMPLE = (ROOT / "tests/data/article.txt").read_text(encoding="utf-8")
#: A strip of the screen that crosses the article's lines, in pixels: left, top, width, height.
STRIP = (700, 150, 4, 500)


class Screen:
    """A virtual screen, and what stands on a strip of it."""

    def __init__(self):
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"]
        self.server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        self.display = f":{os.read(reading, 16).decode().strip()}"
        self.x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XGetImage.restype = ctypes.c_void_p
        self.x.XGetPixel.restype = ctypes.c_ulong
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.connection = ctypes.c_void_p(self.x.XOpenDisplay(self.display.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.connection))
        self.behind = self.colors()

    def colors(self):
        """The colors of the strip."""
        left, top, width, height = STRIP
        image = self.x.XGetImage(self.connection, self.root, left, top, width, height,
                                 ctypes.c_ulong(0xFFFFFF), 2)
        image = ctypes.c_void_p(image)
        at = range(0, height, 2)
        colors = {self.x.XGetPixel(image, 0, it) & 0xFFFFFF for it in at}
        self.x.XDestroyImage(image)
        return colors

    def close(self):
        self.server.terminate()
        self.server.wait()


def processor_and_memory(process):
    """Seconds of the processor so far, and megabytes."""
    stat = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = os.sysconf("SC_CLK_TCK")
    status = Path(f"/proc/{process}/status").read_text()
    kilobytes = next(it for it in status.splitlines() if it.startswith("VmRSS")).split()[1]
    return (int(stat[11]) + int(stat[12])) / ticks, int(kilobytes) / 1000


def start(screen, command, environment, is_there, patience=60.0):
    began = time.monotonic()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while not is_there(screen.colors() - screen.behind):
            assert time.monotonic() - began < patience, f"{command}: nothing is shown"
            assert process.poll() is None, f"{command} ended with {process.returncode}"
            time.sleep(0.001)
        took = time.monotonic() - began
        return (took * 1000, *processor_and_memory(process.pid))
    finally:
        process.terminate()
        process.wait()
        gone = time.monotonic() + 5
        while screen.colors() != screen.behind and time.monotonic() < gone:
            time.sleep(0.02)


def articles(program, folder, environment):
    """The sample, and ten megabytes with 100,000 tags."""
    sample = folder / "sample.txt"
    sample.write_text(SAMPLE, encoding="utf-8")
    text = SAMPLE * (10_000_000 // len(SAMPLE.encode()))
    spans, at = [], 0
    words = text.split(" ")
    for index, word in enumerate(words):
        if index % (len(words) // 100_000) == 0 and word.strip() == word and word:
            spans.append({"start": at, "end": at + len(word), "label": "date" if index % 2 else "claim"})
        at += len(word) + 1
    record = {"id": "long", "text": text, "spans": spans[:100_000]}
    (folder / "long.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    command = [program, "import", "--from", "jsonl", "-o", folder / "long", "--analyst", "a1", folder / "long.jsonl"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    made = list((folder / "long").glob("*.txt"))
    assert made, f"{done.returncode}: {done.stderr.decode()}"
    return sample, made[0], len(record["spans"])


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--app", type=Path, default=ROOT / "target/release/hashiye")
    arguments.add_argument("--bare", type=Path, default=ROOT / "target/release/examples/bare_window")
    arguments.add_argument("--before", type=Path, help="an earlier build of the program")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        config = folder / "home/.config/hashiye"
        config.mkdir(parents=True)
        (config / "settings.ron").write_text('(language: "Persian", theme: "Light")', encoding="utf-8")
        screen = Screen()
        environment = {
            **os.environ, "HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home/.config"),
            "XDG_DATA_HOME": str(folder / "home/.local/share"), "DISPLAY": screen.display,
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere", "HASHIYE_ANALYST": "a1",
            "LIBGL_ALWAYS_SOFTWARE": "1", "WINIT_X11_SCALE_FACTOR": "1", "WAYLAND_DISPLAY": "",
        }
        sample, long, tags = articles(given.app, folder, environment)
        shown, words = (lambda colors: bool(colors)), (lambda colors: len(colors) > 3)
        cases = [("a bare window", [given.bare], shown)]
        for name, program in [("", given.app), *([("before: ", given.before)] if given.before else [])]:
            cases += [
                (f"{name}empty", [program], shown),
                (f"{name}the sample", [program, sample], words),
                (f"{name}10 MB, {tags} tags", [program, long], words),
            ]
        figures = {name: [] for name, _, _ in cases}
        try:
            for at in range(given.rounds + 1):
                for name, command, is_there in cases:
                    measured = start(screen, command, environment, is_there)
                    # In the first round files are read into memory.
                    if at:
                        figures[name].append(measured)
        finally:
            screen.close()
    bare = statistics.median(it[0] for it in figures["a bare window"])
    print(f"load {os.getloadavg()[0]:.1f}, {given.rounds} rounds\nclock\tprocessor\tmemory\tratio")
    for name, measured in figures.items():
        clock, processor, memory = (statistics.median(it) for it in zip(*measured))
        print(f"{clock:.0f} ms\t{processor * 1000:.0f} ms\t{memory:.0f} MB\t{clock / bare:.2f}\t{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
