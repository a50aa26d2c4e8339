"""What engines make of a dataset, against what one process makes of it. Called by run.sh.

For each engine, over the same articles of which one cannot be read:

- the answers are those of one process, line for line;
- the articles behind the one that cannot be read are there, and its error stands in its place;
- a worker that is killed on the way changes nothing;
- what it took, with and without starting the engine, and the highest memory of a worker's process.

The wall-clock figures mean something on a machine that does nothing else; CPU seconds mean something on any. What is
counted are those of everything that an engine starts, whoever starts it: an engine that spends as much on moving
articles about as the program does on reading them has a throughput of one half of the program's alone.
"""

import argparse
import ctypes
import json
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
EXAMPLES = ROOT / "examples" / "engines"
PYTHON = sys.executable


def parts(verb):
    """The arguments of a verb as a stream, and whether it gives a line for each."""
    return {
        "suggest": ["suggest", "--jsonl", "--keep-going", "--workers", "1"],
        "validate": ["validate", "--jsonl", "--keep-going", "--workers", "1"],
        "convert": ["convert", "--from", "jsonl", "--to", "prodigy", "--allow-loss", "-", "-o", "-"],
    }[verb]


def articles(count):
    """Articles made of the sentences of the sample, each another."""
    chance = random.Random(1400)
    texts = [it.read_text(encoding="utf-8") for it in sorted((ROOT / "assets/sample").glob("*.txt"))]
    paragraphs = [it for text in texts for it in text.split("\n") if it]
    for number in range(count):
        chosen = [chance.choice(paragraphs) for _ in range(chance.randint(2, 8))]
        day = f"2021-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        text = "\n".join([f"خبر شمارهٔ {number}", *chosen])
        yield {"id": f"n{number}", "text": text, "published": day}


def write_inputs(folder, count):
    import pyarrow
    import pyarrow.parquet

    rows = list(articles(count))
    # It is no text: a line that cannot be read.
    rows[count // 3]["text"] = None
    with open(folder / "in.jsonl", "w", encoding="utf-8") as out:
        for it in rows:
            out.write(json.dumps(it, ensure_ascii=False) + "\n")
    table = pyarrow.Table.from_pylist(rows)
    pyarrow.parquet.write_table(table, folder / "in.parquet", row_group_size=1000)
    for name, some in [("small.jsonl", rows[:4])]:
        with open(folder / name, "w", encoding="utf-8") as out:
            for it in some:
                out.write(json.dumps(it, ensure_ascii=False) + "\n")
    pyarrow.parquet.write_table(table.slice(0, 4), folder / "small.parquet")


#: Of prctl(2): what loses its parent becomes a child of this process, so that its time is counted, too.
BECOME_PARENT_OF_ORPHANS = 36
#: So long an engine's processes may outlive it, in seconds.
AFTERLIFE = 30


def wait_for_orphans():
    """Waits for everything that a command left running, and takes its CPU seconds."""
    end = time.monotonic() + AFTERLIFE
    while time.monotonic() < end:
        try:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                time.sleep(0.05)
        except ChildProcessError:
            return
    print("note: a process of the engine still runs; its time is not counted", flush=True)


def timed(command, **more):
    """Seconds on the wall, and CPU seconds of everything that was started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False, **more)
    wall = time.monotonic() - start
    wait_for_orphans()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done, wall, cpu


def text_lines(path):
    return pathlib.Path(path).read_text(encoding="utf-8").split("\n")[:-1]


def parallel(source, target, cores, command):
    return ["sh", str(EXAMPLES / "parallel.sh"), source, target, str(cores), *command]


def script(name):
    def call(source, target, cores, command):
        return [PYTHON, str(EXAMPLES / name), "--cores", str(cores), source, target, "--", *command]

    return call


def of_one_file(target):
    return text_lines(target)


def of_parts(target):
    found = sorted(pathlib.Path(target).glob("part-*"))
    return [line for it in found for line in text_lines(it)]


def of_shards(target):
    found = sorted(pathlib.Path(target).parent.glob(pathlib.Path(target).name + "-*"))
    return [line for it in found for line in text_lines(it)]


def of_parquet(target):
    import pyarrow.parquet

    return pyarrow.parquet.read_table(target).column("answer").to_pylist()


# What each is called with, how its answers are read, and whether they keep the order of the input.
ENGINES = {
    "parallel": (parallel, "jsonl", of_one_file, True),
    "spark-pipe": (script("spark_pipe.py"), "jsonl", of_parts, True),
    "spark-pandas": (script("spark_pandas.py"), "parquet", of_parquet, False),
    "ray": (script("ray_data.py"), "parquet", of_parquet, False),
    "beam": (script("beam_lines.py"), "jsonl", of_shards, False),
}
# Which verbs an engine is tried with: those of lines alone carry a conversion.
VERBS = {
    "parallel": ["suggest", "validate", "convert"],
    "spark-pipe": ["suggest", "validate", "convert"],
}
# Where the worker is a process of its own whose death the engine notices.
KILLS_WORKER = {"spark-pandas", "spark-pipe", "ray"}


class Check:
    def __init__(self, asked, folder):
        self.asked, self.folder = asked, folder
        self.failures = 0
        self.one = {}
        self.inputs = {}

    def program(self, marker=""):
        log = self.folder / "used.log"
        return [PYTHON, str(HERE / "program.py"), str(log), marker, self.asked.hashiye]

    def used(self):
        """CPU seconds of the program's processes in all, and the highest memory of one, in MB."""
        log = self.folder / "used.log"
        rows = [it.split() for it in log.read_text().split("\n") if it] if log.exists() else []
        log.unlink(missing_ok=True)
        return sum(float(it[0]) for it in rows), max((int(it[1]) for it in rows), default=0) / 1024

    def expect(self, what, is_so, more=""):
        if not is_so:
            self.failures += 1
        print(f"{'ok  ' if is_so else 'FAIL'} {what}{' ' + more if not is_so else ''}", flush=True)

    def reference(self, verb, source):
        """What one process gives: its lines, and the CPU seconds it takes."""
        if verb not in self.one:
            with open(source, "rb") as lines:
                done, wall, _ = timed([*self.program(), *parts(verb)], stdin=lines, stdout=subprocess.PIPE)
            cpu, memory = self.used()
            # 1: it says that a line could not be read, and a conversion that a row is left out.
            self.expect(f"one process, {verb}: goes on behind what cannot be read", done.returncode in (0, 1), done.stderr.decode()[-300:])
            self.one[verb] = (done.stdout.decode("utf-8").split("\n")[:-1], wall, cpu, memory)
        return self.one[verb]

    def source_of(self, verb):
        """What is read: to check and to convert, articles with tags."""
        if verb == "suggest":
            return self.folder / "in.jsonl"
        tagged = self.folder / "tagged.jsonl"
        if not tagged.exists():
            lines, *_ = self.reference("suggest", self.folder / "in.jsonl")
            with open(tagged, "w", encoding="utf-8") as out:
                for article, answer in zip(text_lines(self.folder / "in.jsonl"), lines):
                    row, found = json.loads(article), json.loads(answer).get("mentions", [])
                    keep = [it for it in found if "also" not in it and it["label"] in ("date", "claim")]
                    row["spans"] = [{k: it[k] for k in ("start", "end", "label", "text")} for it in keep]
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
        return tagged

    def engine(self, name):
        call, kind, read, in_order = ENGINES[name]
        cores = self.asked.cores
        for verb in VERBS.get(name, ["suggest"]):
            source = self.source_of(verb)
            expected, one_wall, one_cpu, one_memory = self.reference(verb, source)
            if kind == "parquet":
                source = self.folder / "in.parquet"
            target = self.folder / f"{name}-{verb}"
            command = [*self.program(), *parts(verb)]
            small = self.folder / f"small.{kind}"
            start = start_cpu = 0.0
            if verb == "suggest":
                done, start, start_cpu = timed(call(str(small), str(self.folder / f"{name}-small"), cores, command))
                self.expect(f"{name}: starts", done.returncode == 0, done.stderr.decode()[-2000:])
                self.used()
            done, wall, cpu = timed(call(str(source), str(target), cores, command))
            self.expect(f"{name}, {verb}: done", done.returncode == 0, done.stderr.decode()[-2000:])
            program_cpu, memory = self.used()
            given = read(target)
            self.same(f"{name}, {verb}", given, expected, in_order)
            if verb == "suggest":
                wrong = [it for it in map(json.loads, given) if "error" in it]
                self.expect(f"{name}: one error in its place", len(wrong) == 1 and wrong[0]["id"] == f"n{self.asked.rows // 3}")
                per_core = one_wall / max(wall - start, 0.001) / cores
                self.figures.append(
                    f"| {name} | {wall:.1f} | {start:.1f} | {per_core:.2f} | {cpu:.1f} | {start_cpu:.1f} "
                    f"| {program_cpu:.1f} | {one_cpu / max(cpu - start_cpu, 0.001):.2f} | {memory:.0f} |"
                )
                self.killed(name, source, expected)

    def killed(self, name, source, expected):
        call, _, read, in_order = ENGINES[name]
        marker, target = self.folder / f"{name}-killed", self.folder / f"{name}-again"
        command = [*self.program(str(marker)), *parts("suggest")]
        more = {"KILL_WORKER": "1"} if name in KILLS_WORKER else {}
        done, *_ = timed(call(str(source), str(target), self.asked.cores, command), env={**os.environ, **more})
        self.used()
        self.expect(f"{name}: a worker was killed", marker.exists())
        self.expect(f"{name}: ends well all the same", done.returncode == 0, done.stderr.decode()[-2000:])
        self.same(f"{name}, a worker killed", read(target), expected, in_order)

    def same(self, what, given, expected, in_order):
        if not in_order:
            given, expected = sorted(given), sorted(expected)
        self.expect(f"{what}: {len(expected)} lines as of one process", given == expected, f"({len(given)} lines)")

    def table(self):
        """`suggest --parquet`, which needs no engine."""
        import pyarrow.parquet

        target = self.folder / "table.parquet"
        command = ["suggest", "--parquet", str(self.folder / "in.parquet"), "-o", str(target)]
        done, *_ = timed([self.asked.hashiye, *command, "--keep-going"])
        self.expect("--parquet: goes on", done.returncode == 1, done.stderr.decode()[-300:])
        lines = [json.loads(it) for it in self.reference("suggest", self.folder / "in.jsonl")[0]]
        rows = pyarrow.parquet.read_table(target).to_pylist()

        def plain(mention):
            return tuple(mention[it] for it in ("label", "start", "end", "text", "confidence", "rule"))

        def essence(row):
            return row["id"], [plain(it) for it in row.get("mentions") or []], row.get("error")

        self.expect(f"--parquet: {len(lines)} rows as of one process", [essence(it) for it in rows] == [essence(it) for it in lines])

    def run(self):
        self.figures = []
        write_inputs(self.folder, self.asked.rows)
        _, wall, cpu, memory = self.reference("suggest", self.folder / "in.jsonl")
        size = (self.folder / "in.jsonl").stat().st_size / 1e6
        self.table()
        for name in self.asked.engines or ENGINES:
            self.engine(name)
        print(f"\n{self.asked.rows} articles, {size:.1f} MB, {self.asked.cores} cores; load {os.getloadavg()[0]:.1f}")
        print(f"one process with one worker: {wall:.1f} s, {cpu:.1f} CPU s, {memory:.0f} MB\n")
        print("| engine | s | of which start | per core | CPU s | of which start | of which program "
              "| one process / all but the start | MB a process |")
        print("|---|---|---|---|---|---|---|---|---|")
        print("\n".join(self.figures))
        return self.failures


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hashiye", default=shutil.which("hashiye") or str(ROOT / "target/release/hashiye"))
    parser.add_argument("--rows", type=int, default=20000)
    parser.add_argument("--cores", type=int, default=os.cpu_count())
    parser.add_argument("engines", nargs="*", metavar="ENGINE", help=", ".join(ENGINES))
    asked = parser.parse_args()
    ctypes.CDLL(None).prctl(BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as folder:
        failures = Check(asked, pathlib.Path(folder)).run()
    sys.exit(f"{failures} failed" if failures else 0)


main()
