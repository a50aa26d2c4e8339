#!/usr/bin/env python3
"""Compares our lines and our visual order with Chromium's.

Both set the same text in the same bundled font at the same size and measure. For every line the
first character and the order of the characters from left to right must be the same; the distance
of their left edges is reported, too. Needs `chromium` and a Rust toolchain, nothing else.

    tests/chromium/lines.py                     # the sample article and the mixed sentences
    tests/chromium/lines.py --width 500 a.txt   # other files and measures
"""
import argparse
import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FONT = ROOT / "fonts" / "Vazirmatn-Variable.ttf"
SAMPLES = [ROOT / "tests/data/article.txt", ROOT / "tests/data/typeset/mixed.txt"]
WIDTHS = [320, 640, 880]

PAGE = """<!doctype html><meta charset="utf-8"><style>
@font-face {{ font-family: T; src: url("{font}"); font-weight: 100 900; }}
p {{ font: 400 {size}px/1.75 T; width: {width}px; margin: 0; white-space: pre-wrap;
    overflow-wrap: anywhere; text-rendering: geometricPrecision; }}
</style>{paragraphs}<pre id="out"></pre><script>
document.fonts.load("{size}px T", "\u0622").then(() => {{
  const segmenter = new Intl.Segmenter("fa", {{ granularity: "grapheme" }});
  const found = [...document.querySelectorAll("p")].map(p => {{
    const node = p.firstChild, range = document.createRange(), box = p.getBoundingClientRect();
    let char = 0;
    const places = [];
    for (const {{ segment, index }} of segmenter.segment(node.data)) {{
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const rects = [...range.getClientRects()];
      const rect = rects.find(r => r.width > 0.01) ?? rects[0];
      if (rect) places.push([char, Math.round((rect.top - box.top) / ({size} * 1.75)),
                             rect.left - box.left, rect.width]);
      char += [...segment].length;
    }}
    return places;
  }});
  document.getElementById("out").textContent = JSON.stringify(found);
}});
</script>"""


def ours(command, text, width, size):
    done = subprocess.run(command + [str(width), str(size)], input=text.encode(),
                          stdout=subprocess.PIPE, cwd=ROOT, check=True)
    return json.loads(done.stdout)


def theirs(chromium, paragraphs, width, size):
    body = "".join(f'<p dir="{p["direction"]}">{html.escape(p["text"])}</p>' for p in paragraphs)
    page = PAGE.format(font=FONT.as_uri(), size=size, width=width, paragraphs=body)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        dom = subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu",
             "--allow-file-access-from-files", "--virtual-time-budget=20000",
             f"--user-data-dir={folder}/profile", "--dump-dom", path.as_uri()],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()
    found = re.search(r'<pre id="out">(.*?)</pre>', dom, re.S)
    return [lines_of(places) for places in json.loads(html.unescape(found[1]))]


def lines_of(places):
    """Lines as our program tells them, from places [character, line, left, width]."""
    lines = []
    for line in sorted({it[1] for it in places}):
        here = [it for it in places if it[1] == line]
        seen = sorted((left, char) for char, _, left, width in here if width > 0.01)
        lines.append({"start": min(it[0] for it in here),
                      "visual": [[char, left] for left, char in seen]})
    return lines


def hanging(text, start, end):
    """The characters of the spaces at the end of a line: they hang, and nobody sees them."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


class Tally:
    def __init__(self):
        self.lines = self.other_starts = self.other_orders = 0
        self.farthest = 0.0

    def compare(self, where, text, mine, browser):
        starts = [it["start"] for it in mine]
        browser_starts = [it["start"] for it in browser]
        self.lines += len(browser)
        if starts != browser_starts:
            self.other_starts += len(set(starts) ^ set(browser_starts))
            print(f"{where}: lines start at {starts}, in Chromium at {browser_starts}")
            for at in sorted(set(starts) ^ set(browser_starts)):
                print(f"    {at}: {text[max(0, at - 15):at]!r} | {text[at:at + 15]!r}")
            return
        for number, (a, b) in enumerate(zip(mine, browser)):
            after = starts[number + 1] if number + 1 < len(starts) else len(text)
            end = hanging(text, a["start"], after)
            order = [it[0] for it in a["visual"] if it[0] < end]
            browser_order = [it[0] for it in b["visual"] if it[0] < end]
            if order != browser_order:
                self.other_orders += 1
                print(f"{where}, line {number}: order differs")
                print("    " + "".join(text[it] for it in order))
                print("    " + "".join(text[it] for it in browser_order))
                continue
            lefts = {char: left for char, left in b["visual"]}
            for char, left in a["visual"]:
                if char < end:
                    self.farthest = max(self.farthest, abs(left - lefts[char]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=pathlib.Path, default=SAMPLES)
    parser.add_argument("--width", type=int, action="append", help="the measure in pixels")
    parser.add_argument("--size", type=int, default=20, help="the size of the em in pixels")
    parser.add_argument("--chromium", default="chromium")
    parser.add_argument("--lines", help="the built example `lines`; else cargo runs it")
    options = parser.parse_args()
    command = [options.lines] if options.lines else [
        "cargo", "run", "-q", "--no-default-features", "--example", "lines", "--"]
    failed = False
    for path in options.files:
        text = path.read_text(encoding="utf-8")
        for width in options.width or WIDTHS:
            mine = ours(command, text, width, options.size)
            tally = Tally()
            browser = theirs(options.chromium, mine, width, options.size)
            for number, (a, b) in enumerate(zip(mine, browser)):
                where = f"{path.name} at {width}, paragraph {number}"
                tally.compare(where, a["text"], a["lines"], b)
            print(f"{path.name} at {width} px: {tally.lines} lines, "
                  f"{tally.other_starts} other starts, {tally.other_orders} other orders, "
                  f"edges at most {tally.farthest:.3f} px apart")
            failed |= bool(tally.other_starts or tally.other_orders)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
