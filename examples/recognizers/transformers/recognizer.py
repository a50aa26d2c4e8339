#!/usr/bin/env python3
"""Suggests what a model for token classification finds: recognizer.py MODEL"""
import json
import sys

from transformers import AutoModelForTokenClassification, AutoTokenizer, pipeline

tokenizer = AutoTokenizer.from_pretrained(sys.argv[1], local_files_only=True)
model = AutoModelForTokenClassification.from_pretrained(sys.argv[1], local_files_only=True)
tagger = pipeline("token-classification", model=model, tokenizer=tokenizer, aggregation_strategy="simple")


def lines(text):
    """The lines of a text with their places."""
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)


def found_in(text):
    for offset, line in lines(text):
        for it in tagger(line):
            start, end = it["start"], it["end"]
            # Some tokenizers count the space before a word as part of it.
            while start < end and line[start].isspace():
                start += 1
            yield {
                "label": it["entity_group"],
                "start": offset + start,
                "end": offset + end,
                "text": line[start:end],
                "confidence": float(it["score"]),
            }


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], "mentions": list(found_in(asked["text"]))}), flush=True)
