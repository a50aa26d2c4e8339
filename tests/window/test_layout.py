"""Keys of the Persian layout: every chord does what it does on the Latin one, by the system's own keys."""
import re
import shutil
import subprocess
import time

from desk import ROOT, SAMPLE, Desk, Skipped

#: Where keys are, by the names they have in the sources: X keycodes of a PC keyboard.
PLACES = {
    **{name: 10 + at for at, name in enumerate(f"Num{n}" for n in (*range(1, 10), 0))},
    **{name: 24 + at for at, name in enumerate("QWERTYUIOP")},
    **{name: 38 + at for at, name in enumerate("ASDFGHJKL")},
    **{name: 52 + at for at, name in enumerate("ZXCVBNM")},
    **{f"F{at}": 66 + at for at in range(1, 11)},
    "Minus": 20, "Equals": 21, "Comma": 59, "Period": 60, "Slash": 61, "Space": 65, "Tab": 23,
    "Enter": 36, "Escape": 9, "Backspace": 22, "Delete": 119, "Home": 110, "End": 115,
    "PageUp": 112, "PageDown": 117, "ArrowUp": 111, "ArrowDown": 116, "ArrowLeft": 113,
    "ArrowRight": 114,
}
MODIFIERS = {
    "CTRL": "ctrl+", "CTRL_SHIFT": "ctrl+shift+", "super::CTRL": "ctrl+",
    "super::CTRL_SHIFT": "ctrl+shift+", "ALT": "alt+", "ALT_SHIFT": "alt+shift+",
    "CTRL_ALT": "ctrl+alt+", "Modifiers::NONE": "", "Modifiers::SHIFT": "shift+",
}
#: It would end the window, or what is done by it depends on the day.
LEFT_OUT = {"ctrl+25"}


def chords():
    """Every chord that a command has, once."""
    found = {}
    for source in sorted((ROOT / "src/ui/commands").glob("*.rs")):
        text = source.read_text(encoding="utf-8")
        for held, name in re.findall(r"key\(([\w:]+), Key::(\w+)\)", text):
            if held in MODIFIERS and name in PLACES:
                found[f"{MODIFIERS[held]}{PLACES[name]}"] = f"{held}+{name}"
    return {chord: name for chord, name in found.items() if chord not in LEFT_OUT}


def press(window, chord):
    subprocess.run(["xdotool", "key", chord], env=window.env, check=True)
    window.settle()


def lay(window, layout):
    subprocess.run(["setxkbmap", layout], env=window.env, check=True)
    window.settle()


def shown(window):
    """What can be read in the window."""
    return sorted({node.label for node in window.tree() if node.label})


def results(program, layout, all_chords):
    """What each chord leads to, on a desk at which nothing was done."""
    after, desk = {}, Desk(program)
    with desk.window(desk.article(text=SAMPLE)) as window:
        lay(window, layout)
        for chord in all_chords:
            press(window, chord)
            # What threads have to do for it comes a little later.
            time.sleep(0.3)
            window.settle()
            after[chord] = [it.replace(desk.root.name, "") for it in shown(window)]
            for _back in range(4):
                window.key("Escape")
    desk.clear()
    return after


def test_every_chord_does_the_same_on_the_persian_layout(desk):
    for program in ("setxkbmap", "xdotool"):
        if not shutil.which(program):
            raise Skipped(f"{program} is not there")
    wanted = chords()
    assert len(wanted) > 60, wanted
    latin = results(desk.program, "us", wanted)
    persian = results(desk.program, "ir", wanted)
    other = {wanted[it]: sorted(set(latin[it]) ^ set(persian[it])) for it in wanted
             if latin[it] != persian[it]}
    assert not other, "\n".join(f"{name}: {what[:8]}" for name, what in other.items())
