#!/usr/bin/env python3
"""Makes a tiny model of what `hashiye export --to jsonl` wrote, to try the recognizer with.

    make_model.py train.jsonl model [ROUNDS]

Two layers of 64 numbers a word, trained from nothing: enough to show that everything fits together, far from
what a model that has read the language would find.
"""
import json
import random
import sys

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertForTokenClassification, PreTrainedTokenizerFast

LONGEST = 128


def tokenizer_of(texts):
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Replace("ي", "ی")
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=4000, special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[("[CLS]", tokenizer.token_to_id("[CLS]")), ("[SEP]", tokenizer.token_to_id("[SEP]"))],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
        model_max_length=LONGEST,
    )


def lines_of(article):
    """The lines of an article, each with its spans."""
    start = 0
    for line in article["text"].splitlines(keepends=True):
        end = start + len(line)
        spans = [it for it in article["spans"] if start <= it["start"] and it["end"] <= end]
        if line.strip():
            yield line, [(it["start"] - start, it["end"] - start, it["label"]) for it in spans]
        start = end


def main():
    corpus, folder = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    torch.manual_seed(0)
    with open(corpus, encoding="utf-8") as file:
        lines = [line for article in map(json.loads, file) for line in lines_of(article)]
    labels = sorted({label for _, spans in lines for _, _, label in spans})
    names = ["O"] + [f"{part}-{label}" for label in labels for part in "BI"]
    tokenizer = tokenizer_of(line for line, _ in lines)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=128,
        max_position_embeddings=LONGEST,
        id2label=dict(enumerate(names)),
        label2id={name: number for number, name in enumerate(names)},
    )
    model = BertForTokenClassification(config)
    examples = []
    for line, spans in lines:
        coded = tokenizer(line, truncation=True, max_length=LONGEST, return_offsets_mapping=True)
        tags = []
        for start, end in coded["offset_mapping"]:
            tag = -100 if start == end else 0
            for first, last, label in spans:
                if start < end and first <= start and end <= last:
                    tag = names.index(("B-" if start == first else "I-") + label)
            tags.append(tag)
        examples.append((coded["input_ids"], tags))
    order = random.Random(0)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    model.train()
    for number in range(1, rounds + 1):
        order.shuffle(examples)
        total = 0.0
        for at in range(0, len(examples), 16):
            batch = examples[at : at + 16]
            width = max(len(ids) for ids, _ in batch)
            pad = lambda row, fill: row + [fill] * (width - len(row))
            ids = torch.tensor([pad(ids, tokenizer.pad_token_id) for ids, _ in batch])
            tags = torch.tensor([pad(tags, -100) for _, tags in batch])
            loss = model(input_ids=ids, attention_mask=(ids != tokenizer.pad_token_id).long(), labels=tags).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        print(f"round {number}: loss {total:.2f}", file=sys.stderr)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


if __name__ == "__main__":
    main()
