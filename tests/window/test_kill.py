"""The window killed at any moment, again and again: nothing it acknowledged is lost.

HASHIYE_WINDOW_KILLS says how often, HASHIYE_WINDOW_SEED which moments; a few of them without.
"""
import os
import random
import time

from desk import until

KILLS = int(os.environ.get("HASHIYE_WINDOW_KILLS", "4"))
#: Words of the sample's first screen that occur once in it.
WORDS = ["روز جمعه", "هفتم ماه دسامبر", "امنیت هر کشور", "مذاکرات دو کشور", "دفتر مطبوعاتی"]


class Work:
    """What was done and undone: as acknowledged, and as it is if the step under way arrived."""

    def __init__(self):
        self.sure = self.maybe = ((), ())
        self.steps = 0

    def choose(self, dice):
        """A step that can be made now, as its kind and the words it is about."""
        done, undone = self.sure
        free = [it for it in WORDS if it not in done]
        kinds = ["tag"] * 3 * bool(free) + ["undo"] * 2 * bool(done) + ["redo"] * bool(undone)
        kind = dice.choice(kinds)
        words = dice.choice(free) if kind == "tag" else ""
        self.maybe = {
            "tag": lambda: ((*done, words), ()),
            "undo": lambda: (done[:-1], (done[-1], *undone)),
            "redo": lambda: ((*done, undone[0]), undone[1:]),
        }[kind]()
        return kind, words

    def acknowledge(self):
        self.sure = self.maybe
        self.steps += 1


def prepare(window, kind, words):
    if kind == "tag":
        window.select(words)


CHORDS = {"tag": "C", "undo": "Ctrl+Z", "redo": "Ctrl+Y"}


def tags(window):
    """The words of all tags, which are nodes of the page."""
    start = "Claim: "
    return sorted({it[len(start):] for it in window.labels() if it.startswith(start)})


def test_killing_the_window_at_any_moment_loses_nothing(desk):
    seed = int(os.environ.get("HASHIYE_WINDOW_SEED", "7"))
    dice = random.Random(seed)
    article = desk.article()
    work = Work()
    with desk.window(article) as window:
        for round_ in range(KILLS):
            for _ in range(dice.randrange(4)):
                kind, words = work.choose(dice)
                prepare(window, kind, words)
                window.key(CHORDS[kind])
                work.acknowledge()
            # Saving begins a little after the last change: be there before, during and after.
            time.sleep(dice.uniform(0, 1.2))
            kind, words = work.choose(dice)
            prepare(window, kind, words)
            window.key_unanswered(CHORDS[kind])
            time.sleep(dice.uniform(0, 0.05))
            window.kill()
            window.start()
            states = {tuple(sorted(state[0])): state for state in (work.sure, work.maybe)}
            found = until(lambda: states.get(tuple(tags(window))), 10, lambda: (
                f"kill {round_}, seed {seed}: {tags(window)} is none of {list(states)}"))
            assert not window.sees("cannot be read"), f"kill {round_}, seed {seed}"
            work.sure = found
        for _ in work.sure[0]:
            window.key("Ctrl+Z")
        until(lambda: not tags(window), why=lambda: f"after undoing all: {tags(window)}")
    assert work.steps > KILLS / 2
    print(f"      {KILLS} kills, {work.steps} steps acknowledged")
