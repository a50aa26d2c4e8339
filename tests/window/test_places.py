"""One folder by two ways: what is open by one is open by the other, and nothing is counted twice."""
import os
import subprocess

from desk import Skipped, until

DATE, CLAIM = "هفتم ماه دسامبر", "امنیت هر کشور"


class SecondMount:
    """The desk's folder, mounted a second time."""

    def __init__(self, desk):
        self.folder, self.at = desk.folder, desk.root / "mounted"

    def __enter__(self):
        self.at.mkdir()
        done = subprocess.run(["mount", "--bind", self.folder, self.at], capture_output=True, check=False)
        if done.returncode:
            raise Skipped(f"a folder can't be mounted here: {done.stderr.decode().strip()}")
        return self.at

    def __exit__(self, *_):
        subprocess.run(["umount", self.at], check=True)


def terminal(desk, *words):
    return subprocess.run([desk.program, *map(str, words)], env={**os.environ, **desk.environment()},
                          capture_output=True, text=True, check=False)


def test_two_mounts_of_a_folder_are_one(desk):
    article = desk.article()
    with SecondMount(desk) as mounted:
        other = mounted / article.name
        with desk.window(article) as first:
            first.tag(DATE, "D")
            desk.holds(article, DATE)
            with desk.window(other) as second:
                second.wait_for("has it open")
                second.wait_for(DATE, "mark")
                second.tag(CLAIM, "C")
                first.tag(CLAIM, "C")
                desk.holds(article, DATE, CLAIM)
                first.close()
                # It is opened for work by itself once the first has let go.
                until(lambda: second.sees("Saved"))
                second.tag("روز جمعه", "D")
                desk.holds(article, "روز جمعه", DATE, CLAIM)
        # The terminal counts it once, and writes over it by neither way.
        for paths in ((desk.folder, mounted), (article, other), (mounted, article)):
            assert len(desk.export(*paths)) == 1, paths
        before = article.read_bytes()
        for target in (other, desk.folder / "news.txt.a1.ron", mounted / "news.txt.a1.ron"):
            done = terminal(desk, "export", "--to", "jsonl", "-o", target, desk.folder)
            assert done.returncode == 2, (target, done.returncode, done.stderr)
        assert article.read_bytes() == before
        assert len(desk.spans(article)) == 3
