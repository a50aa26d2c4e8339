"""A start that takes long says what it waits for, and the article can be read meanwhile."""
import json
import subprocess

from desk import Skipped, until

#: So many sentences with two tags each.
MANY = 50_000
SENTENCE = "وزیر روز شنبه گفت هوا خوب است. "


def long_work(desk):
    text, spans, at = [], [], 0
    for number in range(MANY):
        sentence = SENTENCE if number % 5 else SENTENCE.strip() + "\n"
        spans += [{"id": f"s{2 * number + 1}", "start": at, "end": at + 4, "label": "claimant"},
                  {"id": f"s{2 * number + 2}", "start": at + 5, "end": at + 13, "label": "date"}]
        text.append(sentence)
        at += len(sentence)
    row = {"id": "long", "text": "".join(text), "spans": spans, "relations": []}
    dataset = desk.root / "long.jsonl"
    dataset.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    subprocess.run([desk.program, "import", "--from", "jsonl", dataset, "-o", desk.folder, "--analyst", "a1"],
                   check=False, capture_output=True)
    return desk.folder / "long.txt"


def test_a_long_start_says_what_it_waits_for(desk):
    article = long_work(desk)
    with desk.window(article) as window:
        # The text is there before the tags are.
        window.wait_for("وزیر روز", "textRun")
        states = lambda: [it for it in window.labels() if "Reading" in it or "Saved" in it]  # noqa: E731
        until(lambda: any("Reading the tags for" in it or "Saved" in it for it in states()), 60, states)
        is_quick = any("Saved" in it for it in states())
        until(lambda: any("Saved" in it for it in states()), 120, states)
        window.wait_for("Date: روز شنبه")
        if is_quick:
            raise Skipped("100,000 tags are read here before anything is said of it")
