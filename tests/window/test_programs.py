"""A recognizer of one's own in the real window: asked about, run, named in the strip, ended with the window."""
import os
import sys

from desk import until

PROGRAM = '''
import json, os, sys
open(sys.argv[1], "w").write(str(os.getpid()))
for line in sys.stdin:
    asked = json.loads(line)
    start = asked["text"].index("قطع روابط")
    found = [{"label": "claim", "start": start, "end": start + 9, "text": "قطع روابط"}]
    print(json.dumps({"id": asked["id"], "mentions": found}), flush=True)
'''


def test_a_program_is_agreed_to_and_suggests(desk):
    article = desk.article()
    script, note = desk.root / "finder.py", desk.root / "process"
    script.write_text(PROGRAM, encoding="utf-8")
    command = ", ".join(f'"{it}"' for it in (sys.executable, script, note))
    external = f'[(name: "finder", command: [{command}])]'
    with desk.window(article, external=external) as window:
        until(lambda: window.sees("is to be run as"))
        assert not note.exists(), "nothing is run before it is agreed to"
        window.press("Run it")
        until(note.exists)
        process = int(until(lambda: note.read_text()))
        until(lambda: not window.sees("is to be run as"))
        # What it finds is one of the suggestions, under its name.
        window.key("Ctrl+J")
        name = "Claim: \u2068قطع روابط\u2069"
        until(lambda: name in window.labels())
        window.click(next(n for n in window.tree() if n.label == name and n.bounds).centre)
        window.wait_for("Found by \u2068finder")
        window.key("Enter")
        spans = desk.saved(article, lambda spans: any(it.quote == "قطع روابط" for it in spans))
        assert any(it.label == "claim" for it in spans)
        assert "suggested:external:finder" in desk.annotations(article).read_text(encoding="utf-8")
        assert "agreed: [" in (desk.config / "settings.ron").read_text(encoding="utf-8")
        window.close()
    until(lambda: not os.path.exists(f"/proc/{process}"), why="it outlives the window")
