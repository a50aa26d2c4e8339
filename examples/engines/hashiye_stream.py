"""Hashiye as a step of a data engine: lines in, lines out, in a process of its own.

Engines that call Python (Spark's mapInPandas, Ray Data, Beam) share this. Nothing is kept from one call
to the next, so that a part can be worked on anywhere, in any order, and again.
"""

import argparse
import json
import os
import subprocess

SUGGEST = ["hashiye", "suggest", "--jsonl", "--keep-going", "--workers", "1"]

# What a part ends with: 0 done, 1 something was found or a line could not be read (it says so in its
# place). Everything else, a signal among it, means that the part has to be run again.
FINE = (0, 1)


def answers(command, lines):
    """The answers of `command` to `lines`, as a list: one for each, in their order.

    What the program remarks goes to standard error, which engines keep among the logs of a worker.
    """
    lines = list(lines)
    if not lines:
        return []
    source = "".join(line + "\n" for line in lines).encode("utf-8")
    done = subprocess.run(command, input=source, stdout=subprocess.PIPE, check=False)
    if done.returncode not in FINE:
        raise ChildProcessError(f"{command} ended with {done.returncode}")
    # Not splitlines: it also ends lines at U+2028.
    given = done.stdout.decode("utf-8").split("\n")[:-1]
    if len(given) != len(lines):
        raise ChildProcessError(f"{command} gave {len(given)} answers to {len(lines)} lines")
    return given


def line(id, text, published=None):
    """A document as `suggest --jsonl` reads it. What is no text is handed on, to be told as an error."""
    row = {"id": plain(id), "text": plain(text)}
    if plain(published) is not None:
        row["published"] = str(published)
    return json.dumps(row, ensure_ascii=False)


def plain(value):
    """A cell of a table as JSON has it."""
    if value is None or value != value:  # NaN, which pandas has for nothing
        return None
    return value.item() if hasattr(value, "item") else value


def arguments(description):
    """IN OUT [-- COMMAND …], and how many workers."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("source", metavar="IN")
    parser.add_argument("target", metavar="OUT")
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("command", nargs="*", default=SUGGEST, metavar="COMMAND")
    return parser.parse_args()
