"""Claims: the sample's, recorded by hand in the window from first to last, and what one costs."""
import json

from desk import ROOT, SAMPLE, until

#: Which words are what, with which of their places in the article is meant.
TRUTH = [json.loads(line) for line in
         (ROOT / "tests/data/claims/sample.jsonl").read_text(encoding="utf-8").splitlines()]
TITLES = {"fact": "Fact", "schedule": "Schedule", "prediction": "Prediction", "topic": "Topic",
          "intention": "Intention", "commitment": "Commitment", "desire": "Desire", "report": "Report",
          "normative": "Normative", "characterization": "Characterization",
          "yes": "Yes", "partly": "Partly", "no": "No"}
#: The claims whose forms are filled in as well: the others differ in nothing but their words.
JUDGED = TRUTH[::7]
#: The whole article is in view.
TALL = {"size": "1280x2200", "window": "(1280, 2200)"}


def place(words, nth):
    """Where the `nth` place of `words` is in the article, in code points."""
    at = -1
    for _ in range(nth + 1):
        at = SAMPLE.index(words, at + 1)
    return at, at + len(words)


def characters(window, start, end):
    """The characters `start..end` of the article on the page, known by the words around them."""
    first, last = start, end
    while SAMPLE.count(SAMPLE[first:last]) > 1:
        if first > 0 and SAMPLE[first - 1] != "\n":
            first -= 1
        if last < len(SAMPLE) and SAMPLE[last] != "\n":
            last += 1
    found = window.characters(SAMPLE[first:last])
    return found[start - first:end - first]


def select(window, words, nth):
    found = characters(window, *place(words, nth))
    window.drag(window._point(*found[0], near_start=True),
                window._point(*found[-1], near_start=False), steps=3)


def choose(window, attribute, title):
    window.press(f"{attribute}: {title}")


def record(window, claim, contents):
    """Records one claim with keys and pointer as a person would."""
    select(window, *claim["content"])
    window.key("C")
    select(window, *claim["claimant"])
    window.key("S")
    first, *more = claim["cue"]
    select(window, *first)
    window.key("V")
    for piece in more:
        select(window, *piece)
        window.key("Shift+V")
    if "nested_in" in claim:
        window.key("N")
    if "repeats" in claim:
        window.press("Link as Repeats")
        if window.find("Other words", "button"):
            window.press("Other words")
        # The last words are those of the claim that is meant and of none inside it.
        start, end = place(*contents[claim["repeats"]])
        window.click(window._point(*characters(window, start, end)[-1], near_start=False))
    if claim in JUDGED:
        judge(window, claim)


def judge(window, claim):
    """Fills in the form of the active tag."""
    if not window.find(f"Kind: {TITLES[claim['kind']]}", "button"):
        window.key("E")
    more = [n.label for n in window.tree() if n.role == "button" and n.label.startswith("+ ")
            and "more attribute" in n.label]
    if more:
        window.press(more[0])
    [name] = [n for n in window.tree() if n.role == "textInput" and n.label == "Claimant's name"]
    window.click(name.centre)
    window.type(claim["name"])
    window.key("Enter")
    choose(window, "Kind", TITLES[claim["kind"]])
    choose(window, "Check-worthy", TITLES[claim["check_worthy"]])


def recorded(desk, article):
    """What the annotation file says: for each content its links by words and its attributes."""
    [document] = desk.export(article, more=[])
    spans = {it["id"]: it for it in document["spans"]}

    def pieces(it):
        return ((it["start"], it["end"]), *map(tuple, it.get("also", [])))

    claims = {}
    for it in spans.values():
        if it["label"] == "claim":
            links = sorted((r["label"], pieces(spans[r["to"]])) for r in document["relations"]
                           if r["from"] == it["id"])
            attributes = {k: it["attributes"].get(k) for k in ("claimant_name", "kind", "check_worthy")}
            claims[pieces(it)] = (links, attributes)
    return claims


def wanted():
    contents = {it["id"]: place(*it["content"]) for it in TRUTH}
    claims = {}
    for it in TRUTH:
        links = [("claimant", (place(*it["claimant"]),)), ("cue", tuple(place(*c) for c in it["cue"]))]
        for relation in ("nested_in", "repeats"):
            if relation in it:
                links.append((relation, (contents[it[relation]],)))
        said = {"claimant_name": it["name"], "kind": it["kind"], "check_worthy": it["check_worthy"]}
        said = said if it in JUDGED else dict.fromkeys(said)
        claims[(contents[it["id"]],)] = (sorted(links), said)
    return claims


def test_every_claim_of_the_sample_by_hand(desk):
    article = desk.article()
    contents = {it["id"]: it["content"] for it in TRUTH}
    assert len(TRUTH) == 22
    with desk.window(article, **TALL) as window:
        for claim in TRUTH:
            record(window, claim, contents)
        marks = sorted(window.labels("mark"))
        assert sum(it.startswith("Claim: ") for it in marks) == 22, marks
        until(lambda: recorded(desk, article) == wanted(), patience=15,
              why=lambda: differences(recorded(desk, article), wanted()))
        # An export sees what is not saved yet, so that says nothing of the file.
        window.wait_for("● Saved")
        window.close()
    saved = desk.annotations(article).read_bytes()
    with desk.window(article, **TALL) as window:
        until(lambda: sorted(window.labels("mark")) == marks)
        window.close()
    assert desk.annotations(article).read_bytes() == saved
    assert recorded(desk, article) == wanted()
    assert article.read_text(encoding="utf-8") == SAMPLE


def differences(a, b):
    keys = [it for it in {*a, *b} if a.get(it) != b.get(it)]
    return "\n".join(f"{SAMPLE[k[0][0]:k[0][1]][:40]}: {a.get(k)} instead of {b.get(k)}" for k in keys)


class Counted:
    """Counts key presses, clicks and selections."""

    def __init__(self, window):
        self.window, self.count = window, 0

    def select(self, words, nth=0):
        self.count += 1
        select(self.window, words, nth)

    def key(self, chord):
        self.count += 1
        self.window.key(chord)


def test_a_claim_with_speaker_verb_and_date_costs_eight(desk):
    article = desk.article()
    with desk.window(article, **TALL) as window:
        hand = Counted(window)
        hand.select(TRUTH[3]["content"][0])
        hand.key("C")
        hand.select("دفتر مطبوعاتی کاخ کرملین")
        hand.key("S")
        hand.select("نوشت")
        hand.key("V")
        hand.select("روز هفتم ماه دسامبر")
        hand.key("D")
        until(lambda: sorted(it[0] for it in desk.relations(article)) == ["about", "claimant", "cue"])
        assert hand.count <= 8, hand.count


def test_a_suggested_claim_costs_one(desk):
    article = desk.article(text="وزیر گفت که کار تمام است.\n")
    with desk.window(article) as window:
        window.wait_for("1 suggestion left")
        window.click(window.at("کار تمام"))
        hand = Counted(window)
        hand.key("Enter")
        assert hand.count == 1
        until(lambda: sorted(it[0] for it in desk.relations(article)) == ["claimant", "cue"])
