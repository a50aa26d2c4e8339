#!/usr/bin/env python3
"""Runs the recognizers of these folders for real, and says what they find in articles they have not seen.

    run.py [--hashiye PATH] [--folder FOLDER] [spacy] [transformers] [llm]
"""
import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
TRAINED, TESTED = 80, 20
NEEDS = {"spacy": ["spacy"], "transformers": ["torch", "transformers"], "llm": []}


def say(words):
    print(words, flush=True)


class Run:
    def __init__(self, folder, hashiye):
        self.folder, self.hashiye = folder, hashiye
        self.home = folder / "home"
        self.settings = self.home / "config" / "hashiye" / "settings.ron"
        if sys.platform == "darwin":
            self.settings = self.home / "Library/Application Support/hashiye/settings.ron"
        self.settings.parent.mkdir(parents=True, exist_ok=True)
        self.python = str(folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python")

    def hashiye_says(self, *arguments):
        """What a verb of hashiye prints."""
        env = dict(os.environ, HOME=str(self.home), XDG_CONFIG_HOME=str(self.home / "config"))
        done = subprocess.run([self.hashiye, *map(str, arguments)], env=env, stdout=subprocess.PIPE, encoding="utf-8")
        if done.returncode:
            sys.exit(f"hashiye {arguments[0]} ended with {done.returncode}")
        return done.stdout

    def install(self, packages):
        if not Path(self.python).exists():
            venv.create(self.folder / "venv", with_pip=True)
        if packages:
            say(f"installing {' '.join(packages)}")
            subprocess.run([self.python, "-m", "pip", "install", "--quiet", *packages], check=True)

    def articles(self):
        news = subprocess.run(
            [sys.executable, HERE / "make_news.py", str(TRAINED + TESTED), "7"], stdout=subprocess.PIPE, text=True, check=True
        ).stdout.splitlines()
        train, test = self.folder / "train", self.folder / "test"
        file = self.folder / "train.jsonl"
        file.write_text("\n".join(news[:TRAINED]) + "\n", encoding="utf-8")
        if not train.exists():
            self.hashiye_says("import", "--from", "jsonl", file, "-o", train)
        # Only the words of the others: what is tagged already is not suggested.
        gold = {it["id"]: it for it in map(json.loads, news[TRAINED:])}
        test.mkdir(exist_ok=True)
        for name, it in gold.items():
            (test / f"{name}.txt").write_text(it["text"], encoding="utf-8")
        shutil.copy(train / "schema.ron", test / "schema.ron")
        return gold

    def train(self, name):
        train, model = self.folder / "train", self.folder / f"{name}-model"
        started = time.monotonic()
        if name == "spacy":
            corpus = self.folder / "corpus.spacy"
            self.hashiye_says("export", "--to", "docbin", "--allow-loss", "-o", corpus, train)
            subprocess.run([self.python, HERE / "spacy/train.py", corpus, model], check=True)
        else:
            corpus = self.folder / "corpus.jsonl"
            self.hashiye_says("export", "--to", "jsonl", "-o", corpus, train)
            subprocess.run([self.python, HERE / "transformers/make_model.py", corpus, model], check=True)
        say(f"{name}: trained on {TRAINED} articles in {time.monotonic() - started:.0f} s")
        return [self.python, str(HERE / name / "recognizer.py"), str(model)]

    def ask(self, name, command, gold, labels):
        words = ", ".join(json.dumps(it) for it in command)
        self.settings.write_text(f'(external: [(name: "{name}", command: [{words}], seconds: 120)])', encoding="utf-8")
        started = time.monotonic()
        texts = sorted((self.folder / "test").glob("*.txt"))
        lines = self.hashiye_says("suggest", "--external", name, "--agree", "--json", *texts).splitlines()
        took = time.monotonic() - started
        found, tagged, both = set(), set(), set()
        for line in map(json.loads, lines):
            key = lambda it: (line["id"], it["label"], it["start"], it["end"])
            found |= {key(it) for it in line["mentions"] if it["rule"] == f"external:{name}"}
            tagged |= {key(it) for it in gold[line["id"]]["spans"] if it["label"] in labels}
        both = found & tagged
        precision, recall = len(both) / max(len(found), 1), len(both) / max(len(tagged), 1)
        f = 2 * precision * recall / max(precision + recall, 1e-9)
        say(
            f"{name}: {len(found)} suggested, {len(both)} of them among the {len(tagged)} tags of {len(lines)} articles: "
            f"P {precision:.2f} R {recall:.2f} F {f:.2f}; {took:.1f} s in all"
        )
        if not both:
            sys.exit(f"{name} found nothing")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashiye", default="hashiye")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("which", nargs="*")
    options = parser.parse_args()
    which = options.which or list(NEEDS)
    unknown = [it for it in which if it not in NEEDS]
    if unknown:
        parser.error(f"no recognizer is called {unknown[0]}; there are {', '.join(NEEDS)}")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="hashiye-recognizers-"))
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(folder.resolve(), options.hashiye)
    gold = run.articles()
    every = {it["label"] for article in gold.values() for it in article["spans"]}
    for name in which:
        run.install(NEEDS[name])
        if name != "llm":
            run.ask(name, run.train(name), gold, every)
            continue
        port = free_port()
        server = subprocess.Popen([sys.executable, HERE / "llm/stand_in.py", str(port)])
        try:
            address = f"http://127.0.0.1:{port}"
            until = time.monotonic() + 10
            while time.monotonic() < until:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.1)
            run.ask(name, [sys.executable, str(HERE / "llm/recognizer.py"), address, "person"], gold, {"person"})
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
