#!/usr/bin/env python3
"""Runs the tests of the real window, and prints how many passed.

    run.py [--app target/debug/hashiye] [--update] [words of test names …]

The program must be built with `--features inspection`. `--update` accepts the pictures as they are
now. Needs Xvfb, and the Python packages msgpack and pillow.

A test that fails is made once more at the end, when nothing else is going on. One that passes then
is named as unsteady, with why it failed first: either the test or the program waits for too little.
"""
import argparse
import importlib
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from desk import ROOT, Desk, Skipped  # noqa: E402


PASSED, UNSTEADY, FAILED, SKIPPED = "passed", "unsteady", "failed", "skipped"


def tests():
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, function in list(vars(module).items()):
            if name.startswith("test_") and function.__module__ == path.stem:
                yield f"{path.stem[5:]}: {name[5:].replace('_', ' ')}", function


def attempt(name, function, program):
    """Runs a test at a desk of its own, says how it went, and gives it as one of the four outcomes."""
    began = time.monotonic()
    desk = Desk(program)
    try:
        function(desk)
    except Skipped as why:
        print(f"skip  {name}: {why}", flush=True)
        return SKIPPED
    except Exception:  # noqa: BLE001  whatever went wrong, the other tests go on
        print(f"FAIL  {name}\n{traceback.format_exc()}", flush=True)
        return FAILED
    finally:
        desk.clear()
    print(f"ok    {name} ({time.monotonic() - began:.1f} s)", flush=True)
    return PASSED


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--app", default=ROOT / "target/debug/hashiye", type=Path)
    arguments.add_argument("--update", action="store_true")
    arguments.add_argument("words", nargs="*")
    given = arguments.parse_args()
    program = given.app.resolve()
    if not program.is_file():
        sys.exit(f"run.py: {program} is not there; cargo build --features inspection")
    import pictures
    pictures.UPDATE = given.update
    outcomes = {}
    chosen = [it for it in tests() if not given.words or any(word in it[0] for word in given.words)]
    for name, function in chosen:
        outcomes[name] = attempt(name, function, program)
    for name, function in chosen:
        if outcomes[name] is FAILED and attempt(name, function, program) is PASSED:
            outcomes[name] = UNSTEADY
    counts = {it: [name for name, outcome in outcomes.items() if outcome is it]
              for it in (PASSED, UNSTEADY, FAILED, SKIPPED)}
    for name in counts[UNSTEADY]:
        print(f"unsteady: {name} (failed, then passed)")
    for name in counts[FAILED]:
        print(f"failed: {name}")
    if counts[SKIPPED]:
        print(f"{len(counts[SKIPPED])} skipped")
    passed = len(counts[PASSED]) + len(counts[UNSTEADY])
    print(f"{passed} passed, {len(counts[FAILED])} failed")
    sys.exit(1 if counts[FAILED] or not passed else 0)


if __name__ == "__main__":
    main()
