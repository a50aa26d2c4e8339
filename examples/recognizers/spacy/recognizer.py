#!/usr/bin/env python3
"""Suggests what a spaCy pipeline finds: recognizer.py MODEL"""
import json
import sys

import spacy

nlp = spacy.load(sys.argv[1])
for line in sys.stdin:
    asked = json.loads(line)
    found = [
        {"label": it.label_, "start": it.start_char, "end": it.end_char, "text": it.text}
        for it in nlp(asked["text"]).ents
    ]
    print(json.dumps({"id": asked["id"], "mentions": found}), flush=True)
