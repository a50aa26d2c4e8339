#!/usr/bin/env python3
"""Trains a blank Persian pipeline on what `hashiye export --to docbin` wrote.

    train.py corpus.spacy model [ROUNDS]
"""
import random
import sys

import spacy
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.util import minibatch


def main():
    corpus, model = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    nlp = spacy.blank("fa")
    nlp.add_pipe("ner")
    docs = DocBin().from_disk(corpus).get_docs(nlp.vocab)
    # The words of an article are cut as they will be cut later, which is not as the corpus cuts them.
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in docs]
    spacy.util.fix_random_seed(0)
    optimizer = nlp.initialize(lambda: examples)
    order = random.Random(0)
    for number in range(1, rounds + 1):
        order.shuffle(examples)
        losses = {}
        for batch in minibatch(examples, size=8):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.2)
        print(f"round {number}: loss {losses['ner']:.1f}", file=sys.stderr)
    nlp.to_disk(model)


if __name__ == "__main__":
    main()
