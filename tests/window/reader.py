#!/usr/bin/env python3
"""A screen reader's half of a conversation: asks AT-SPI what a reader asks, and notes what it is told.

Reads a question a line from standard input, each a list in JSON, and answers each with a line of JSON. Runs with
the system's Python, which has Atspi (Debian: gir1.2-atspi-2.0, python3-gi).
"""
import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

#: What the program is called: as its file is.
PROGRAM = sys.argv[1]
#: What a screen reader is told without asking.
EVENTS = ("object:announcement", "object:text-caret-moved", "object:text-selection-changed")
told = []


def on_event(event):
    words = event.any_data if isinstance(event.any_data, str) else ""
    told.append([event.type.split(":")[1], event.detail1, words])


def wait(seconds):
    """Takes what comes in."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        GLib.MainContext.default().iteration(False)
        time.sleep(0.005)


def below(node):
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child:
            yield from below(child)


def program():
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(index)
        if child and child.get_name() == PROGRAM:
            return child
    return None


def page():
    return next(it for it in below(program()) if it.get_role_name() == "document frame")


def is_there():
    return program() is not None and any(it.get_role_name() == "document frame" for it in below(program()))


def nodes():
    """The role and the name of everything."""
    return [[it.get_role_name(), it.get_name()] for it in below(program())]


def piece(unit, at):
    """The characters around `at`: a `LINE`, a `PARAGRAPH`, a `WORD`."""
    found = Atspi.Text.get_string_at_offset(page(), at, getattr(Atspi.TextGranularity, unit))
    return [found.start_offset, found.end_offset, found.content]


def caret():
    return Atspi.Text.get_caret_offset(page())


def selection():
    if not Atspi.Text.get_n_selections(page()):
        return None
    found = Atspi.Text.get_selection(page(), 0)
    return Atspi.Text.get_text(page(), found.start_offset, found.end_offset)


def place_caret(at):
    return Atspi.Text.set_caret_offset(page(), at)


def heard(seconds):
    """What was told since the last time, after waiting so long."""
    wait(seconds)
    all_told, told[:] = list(told), []
    return all_told


def main():
    listener = Atspi.EventListener.new(on_event)
    for it in EVENTS:
        listener.register(it)
    answers = {it.__name__: it for it in (is_there, nodes, piece, caret, selection, place_caret, heard)}
    for line in sys.stdin:
        name, *values = json.loads(line)
        wait(0.05)
        try:
            answer = answers[name](*values)
        except (GLib.Error, StopIteration) as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


main()
