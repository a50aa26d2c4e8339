#!/usr/bin/env python3
"""Suggests what a language model behind a local port names: recognizer.py ADDRESS LABEL…"""
import json
import re
import sys
import urllib.request

ADDRESS, LABELS = sys.argv[1].rstrip("/"), sys.argv[2:]
# Longer ones are cut: small models lose the thread.
LONGEST = 6000


def asked_model(text):
    """What the model answers, as text."""
    task = (
        f"List every {', '.join(LABELS)} named in the news below, with the very words of the news. "
        'Answer with JSON alone: [{"label": "…", "text": "…"}]'
    )
    body = {
        "model": "local",
        "temperature": 0,
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": text[:LONGEST]}],
    }
    request = urllib.request.Request(
        f"{ADDRESS}/v1/chat/completions",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["choices"][0]["message"]["content"]


def named_in(answer):
    """The names in an answer, which may have words around the JSON."""
    listed = re.search(r"\[.*\]", answer, re.DOTALL)
    for it in json.loads(listed.group()) if listed else []:
        if isinstance(it, dict) and it.get("label") in LABELS and str(it.get("text", "")).strip():
            yield it["label"], str(it["text"]).strip()


def found_in(text):
    seen = set()
    for label, words in named_in(asked_model(text)):
        # Every place with these words, and none inside another word.
        for place in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            mention = (label, place.start(), place.end())
            if mention not in seen:
                seen.add(mention)
                yield {"label": label, "start": place.start(), "end": place.end(), "text": words}


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], "mentions": list(found_in(asked["text"]))}), flush=True)
