#!/usr/bin/env python3
"""Runs the tests of the real window, and prints how many passed.

    run.py [--app target/debug/hashiye] [--update] [words of test names …]

The program must be built with `--features inspection`. `--update` accepts the pictures as they are
now. Needs Xvfb, and the Python packages msgpack and pillow.
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


def tests():
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, function in list(vars(module).items()):
            if name.startswith("test_") and function.__module__ == path.stem:
                yield f"{path.stem[5:]}: {name[5:].replace('_', ' ')}", function


def run(function, program):
    """Why the test failed, or nothing; a second attempt is not made."""
    desk = Desk(program)
    try:
        function(desk)
    finally:
        desk.clear()


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
    passed, failed, skipped = 0, [], 0
    for name, function in tests():
        if given.words and not any(word in name for word in given.words):
            continue
        began = time.monotonic()
        try:
            run(function, program)
        except Skipped as why:
            skipped += 1
            print(f"skip  {name}: {why}", flush=True)
            continue
        except Exception:  # noqa: BLE001  whatever went wrong, the other tests go on
            failed.append(name)
            print(f"FAIL  {name}\n{traceback.format_exc()}", flush=True)
            continue
        passed += 1
        print(f"ok    {name} ({time.monotonic() - began:.1f} s)", flush=True)
    for name in failed:
        print(f"failed: {name}")
    if skipped:
        print(f"{skipped} skipped")
    print(f"{passed} passed, {len(failed)} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
