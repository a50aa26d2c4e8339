#!/usr/bin/env python3
"""Drives the real window from a script, and looks at it.

Starts Xvfb and the program, connects to the window's inspection port (the program must be built
with `--features inspection`), and then runs commands: read the accessibility tree, click, drag,
type, press keys, take a screenshot. Needs Xvfb (Debian package xvfb) and the Python package msgpack.

    drive.py --app target/debug/hashiye --arg article.txt -- \\
        tree  select 'روز هفتم'  key D  click 'Claim'  key Ctrl+Z  type 'سلام'  drag 900,120:500,120  wheel 0,-300 \\
        shot page.png  wait 0.5

As a library:  from drive import App;  with App([path, arg, ...]) as app: app.click('Claim')
"""
import argparse
import ctypes
import ctypes.util
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time

import msgpack

MODIFIERS = ("alt", "ctrl", "shift", "mac_cmd", "command")
NONE = [False] * 5


def modifiers(names):
    """`["Ctrl", "Shift"]` -> the five booleans egui::Modifiers is serialised as."""
    on = {n.lower() for n in names}
    if "ctrl" in on:
        on.add("command")  # egui: `command` is Ctrl everywhere but on a Mac
    return [m in on for m in MODIFIERS]


def largest_window(display, work):
    """Calls `work(x11, connection, window)` with the largest window of `display`, if there is one:
    what a window manager would do to it, since there is none."""
    x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(x.XOpenDisplay(display.encode()))
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    root = ctypes.c_ulong(x.XDefaultRootWindow(connection))
    some, children, count = ctypes.c_ulong(), ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    x.XQueryTree(connection, root, ctypes.byref(some), ctypes.byref(some), ctypes.byref(children),
                 ctypes.byref(count))

    def area(window):
        numbers = [ctypes.c_uint() for _ in range(6)]
        x.XGetGeometry(connection, ctypes.c_ulong(window), ctypes.byref(some),
                       *map(ctypes.byref, numbers))
        return numbers[2].value * numbers[3].value

    windows = [children[i] for i in range(count.value)]
    if windows:
        work(x, connection, ctypes.c_ulong(max(windows, key=area)))
    x.XSync(connection, 0)
    x.XCloseDisplay(connection)


def give_keyboard(display):
    """Gives the keyboard to the window."""
    # 1: when the window goes, the keyboard follows the pointer; 0: from now on.
    largest_window(display, lambda x, connection, window: x.XSetInputFocus(
        connection, window, 1, ctypes.c_ulong(0)))


def resize_window(display, width, height):
    """Gives the window another size, in pixels."""
    largest_window(display, lambda x, connection, window: x.XResizeWindow(
        connection, window, ctypes.c_uint(width), ctypes.c_uint(height)))


class Node:
    """One node of the accessibility tree; `bounds` is (x0, y0, x1, y1) in logical points."""

    def __init__(self, id_, raw, parent=None):
        self.id = id_
        self.role = raw[0]
        self.props = raw[4] if len(raw) > 4 and isinstance(raw[4], dict) else {}
        self.children = self.props.get("children", [])
        self.parent = parent

    @property
    def label(self):
        return self.props.get("label") or self.props.get("value") or ""

    @property
    def bounds(self):
        b = self.props.get("bounds")
        return tuple(b) if b else None

    @property
    def centre(self):
        x0, y0, x1, y1 = self.bounds
        return ((x0 + x1) / 2, (y0 + y1) / 2)


class App:
    def __init__(self, command, size="1280x800", env=None, port=None, timeout=60):
        self.command, self.size, self.timeout = list(command), size, timeout
        self.env = dict(os.environ, **(env or {}))
        with socket.socket() as s:
            s.bind(("127.0.0.1", port or 0))
            self.port = s.getsockname()[1]
        self.xvfb = self.proc = self.sock = None

    # -- life cycle ---------------------------------------------------------------------------
    def __enter__(self):
        r, w = os.pipe()
        self.xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(w), "-screen", "0", self.size + "x24", "-nolisten", "tcp",
             # Without it a display begins anew when its last window goes, and refuses the next one meanwhile.
             "-noreset"],
            pass_fds=[w], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(w)
        number = b""
        while not number.endswith(b"\n"):
            chunk = os.read(r, 16)
            if not chunk:
                raise RuntimeError("Xvfb did not start")
            number += chunk
        os.close(r)
        self.env["DISPLAY"] = self.display = ":" + number.decode().strip()
        self.env.pop("WAYLAND_DISPLAY", None)
        self.start()
        return self

    def start(self):
        """Start (or, after `kill`, start again) the app on the same display."""
        self.env["EGUI_INSPECTION"] = f"127.0.0.1:{self.port}"
        self.log = tempfile.NamedTemporaryFile("w+", suffix=".log", delete=False)
        self.started = time.monotonic()
        # Signals as this script has them: a file that may not grow is an error, not an end.
        self.proc = subprocess.Popen(self.command, env=self.env, stdout=self.log, stderr=self.log,
                                     restore_signals=False)
        while True:
            if self.proc.poll() is not None:
                raise RuntimeError(f"the app ended with {self.proc.returncode}:\n" + self.output())
            try:
                self.sock = socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout)
                if self._read(8)[:4] == b"eins":
                    break
            except OSError:
                if time.monotonic() - self.started > self.timeout:
                    raise
                time.sleep(0.02)
        self.settle()
        give_keyboard(self.display)

    def kill(self):
        """kill -9 the app, as a crash would."""
        self.proc.kill()
        self.proc.wait()
        self.sock.close()

    def __exit__(self, *_):
        for p in (self.proc, self.xvfb):
            if p and p.poll() is None:
                p.terminate()
                try:
                    p.wait(5)
                except subprocess.TimeoutExpired:
                    p.kill()

    def output(self):
        with open(self.log.name) as f:
            return f.read()

    # -- protocol -----------------------------------------------------------------------------
    def _read(self, n):
        data = b""
        while len(data) < n:
            chunk = self.sock.recv(n - len(data))
            if not chunk:
                raise EOFError("the app closed the connection:\n" + self.output())
            data += chunk
        return data

    def request(self, message):
        body = msgpack.packb(message)
        self.sock.sendall(struct.pack(">I", len(body)) + body)
        (n,) = struct.unpack(">I", self._read(4))
        reply = msgpack.unpackb(self._read(n), strict_map_key=False)
        if isinstance(reply, dict) and "Error" in reply:
            raise RuntimeError(reply["Error"])
        return reply

    def events(self, *events):
        self.request({"ApplyEvents": [list(events)]})

    def settle(self, max_steps=60):
        return self.request({"Settle": [max_steps]})

    # -- looking ------------------------------------------------------------------------------
    def tree(self):
        _, _, update = self.request("GetTree")["Tree"]
        if not update:
            return []
        nodes = {id_: Node(id_, raw) for id_, raw in update[0]}
        for n in nodes.values():
            for c in n.children:
                if c in nodes:
                    nodes[c].parent = n
        return list(nodes.values())

    def find(self, label, role=None, exact=True):
        def match(n):
            text = n.label
            return (text == label if exact else label in text) and (role is None or n.role == role) and n.bounds
        return [n for n in self.tree() if match(n)]

    def get(self, label, role=None):
        found = self.find(label, role) or self.find(label, role, exact=False)
        if not found:
            raise LookupError(f"no node labelled {label!r}")
        return found[0]

    def text_ends(self, words, occurrence=0, patience=10):
        """The points just inside the first and the last character of `words` on the page.

        Looks below the node of role `document` only: paragraphs and their text runs in tree order,
        one direction a run, `characterPositions` counted from the run's start edge. Waits for the
        page, and turns the wheel downwards while the words are not to be seen.
        """
        found = self.characters(words, occurrence, patience)
        return self._point(*found[0], near_start=True), self._point(*found[-1], near_start=False)

    def characters(self, words, occurrence=0, patience=10):
        """The characters of `words` on the page: each a run and its number there."""
        return self._in_paragraph(words, occurrence, patience)[0]

    def _in_paragraph(self, words, occurrence, patience):
        """The characters of `words` on the page, and the text of their paragraph."""
        until = time.monotonic() + patience
        while True:
            found = self._on_page(words, occurrence)
            if found:
                return found
            if time.monotonic() > until:
                raise LookupError(f"{words!r} is not on the page")
            page = next((n for n in self.tree() if n.role == "document" and n.bounds), None)
            if page and time.monotonic() > until - 0.8 * patience:
                self.move(*page.centre)
                self.wheel(0, -300)
            time.sleep(0.05)

    def _on_page(self, words, occurrence):
        nodes = self.tree()
        by_id = {n.id: n for n in nodes}

        def runs(node):
            """The text runs of one paragraph, and separately those of the paragraphs below it."""
            own = []
            for child in filter(None, map(by_id.get, node.children)):
                if child.role == "textRun":
                    if child.bounds:
                        own.append(child)
                else:
                    yield from runs(child)
            if own:
                yield own

        seen = 0
        for page in (n for n in nodes if n.role == "document"):
            for paragraph in runs(page):
                text, at = "", []
                for run in paragraph:
                    data, offset = run.label.encode(), 0
                    for i, length in enumerate(run.props.get("characterLengths", [])):
                        char = data[offset:offset + length].decode()
                        offset += length
                        at += [(run, i)] * len(char)
                        text += char
                start = text.find(words)
                while start >= 0:
                    if seen == occurrence:
                        return at[start:start + len(words)], text
                    seen += 1
                    start = text.find(words, start + 1)
        return None

    @staticmethod
    def _point(run, i, near_start):
        x0, y0, x1, y1 = run.bounds
        width = run.props["characterWidths"][i]
        along = run.props["characterPositions"][i] + width * (0.25 if near_start else 0.75)
        rtl = run.props.get("textDirection") == "rightToLeft"
        return (x1 - along if rtl else x0 + along, (y0 + y1) / 2)

    def select(self, words, occurrence=0, inside=2.0):
        """Drag over `words` on the page as a hand does: from just inside the edge at which they begin
        for the eye to just inside the edge at which they end, whatever stands there: letters, digits,
        Latin. In a right-to-left paragraph that is from right to left."""
        self.drag(*self.word_edges(words, occurrence, inside))

    def word_edges(self, words, occurrence=0, inside=2.0, patience=10):
        """The two points that `select` drags between."""
        found, paragraph = self._in_paragraph(words, occurrence, patience)
        lines = {}
        for run, i in found:
            left, right, middle = self._box(run, i)
            lines.setdefault(round(middle), []).append((left, right))
        first, last = min(lines), max(lines)
        # The side with more letters, as the program itself decides it.
        strong = sum(("\u0590" <= c <= "\u08ff") - (c.isascii() and c.isalpha()) for c in paragraph)
        if strong > 0:
            start = max(right for _, right in lines[first]) - inside
            end = min(left for left, _ in lines[last]) + inside
        else:
            start = min(left for left, _ in lines[first]) + inside
            end = max(right for _, right in lines[last]) - inside
        return (start, first), (end, last)

    @staticmethod
    def _box(run, i):
        """The left, the right and the middle height of a character."""
        x0, y0, x1, y1 = run.bounds
        along, width = run.props["characterPositions"][i], run.props["characterWidths"][i]
        left = x1 - along - width if run.props.get("textDirection") == "rightToLeft" else x0 + along
        return left, left + width, (y0 + y1) / 2

    def screenshot(self, path, pixels_per_point=None):
        _size, png = self.request({"GetScreenshot": [pixels_per_point]})["Screenshot"]
        with open(path, "wb") as f:
            f.write(png)

    # -- acting -------------------------------------------------------------------------------
    def move(self, x, y):
        self.events({"PointerMoved": [x, y]})

    def click(self, target, button="Primary", count=1, mods=()):
        x, y = target if isinstance(target, tuple) else self.get(target).centre
        m = modifiers(mods)
        self.move(x, y)
        for _ in range(count):
            self.events({"PointerButton": [[x, y], button, True, m]})
            self.events({"PointerButton": [[x, y], button, False, m]})
        self.settle()

    def drag(self, a, b, steps=12, mods=()):
        m = modifiers(mods)
        if any(m):
            self.events({"ModifiersChanged": m})
        self.move(*a)
        self.events({"PointerButton": [list(a), "Primary", True, m]})
        for i in range(1, steps + 1):
            t = i / steps
            self.move(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)
        self.events({"PointerButton": [list(b), "Primary", False, m]})
        if any(m):
            self.events({"ModifiersChanged": NONE})
        self.settle()

    def key(self, chord):
        """`Ctrl+Shift+Z`, `Enter`, `ArrowLeft`, `F1`, ... (names of egui::Key)."""
        *mods, key = chord.split("+")
        m = modifiers(mods)
        if any(m):
            self.events({"ModifiersChanged": m})
        self.events({"Key": [key, None, True, False, m]})
        if len(key) == 1 and not any(m[i] for i in (0, 1, 3, 4)):
            self.events({"Text": key if m[2] else key.lower()})
        self.events({"Key": [key, None, False, False, m]})
        if any(m):
            self.events({"ModifiersChanged": NONE})
        self.settle()

    def type(self, text):
        self.events({"Text": text})
        self.settle()

    def wheel(self, dx, dy):
        self.events({"MouseWheel": ["Point", [dx, dy], "Move", "Wheel", NONE]})
        self.settle()


def outline(nodes, out=sys.stdout):
    roots = [n for n in nodes if n.parent is None]
    by_id = {n.id: n for n in nodes}

    def show(n, depth):
        b = n.bounds and "(%.0f,%.0f)-(%.0f,%.0f)" % n.bounds
        print("  " * depth + f"{n.role} {n.label[:80]!r} {b or ''}", file=out)
        for c in n.children:
            if c in by_id:
                show(by_id[c], depth + 1)
    for r in roots:
        show(r, 0)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--app", required=True)
    ap.add_argument("--arg", action="append", default=[], help="an argument of the app; repeat")
    ap.add_argument("--size", default="1280x800")
    ap.add_argument("steps", nargs="*")
    a = ap.parse_args()
    point = lambda s: tuple(float(v) for v in s.split(","))
    with App([a.app, *a.arg], a.size) as app:
        app.settle()
        steps = iter(a.steps)
        for verb in steps:
            if verb == "tree":
                outline(app.tree())
            elif verb == "wait":
                time.sleep(float(next(steps)))
            elif verb == "drag":
                p, q = next(steps).split(":")
                app.drag(point(p), point(q))
            elif verb == "wheel":
                app.wheel(*point(next(steps)))
            elif verb == "at":
                app.click(point(next(steps)))
            elif verb == "double":
                app.click(point(next(steps)), count=2)
            elif verb == "shot":
                app.screenshot(next(steps))
            elif verb == "select":
                app.select(next(steps))
            elif verb in ("click", "key", "type"):
                getattr(app, verb)(next(steps))
            else:
                sys.exit(f"drive.py: unknown step {verb!r}")


if __name__ == "__main__":
    main()
