"""Every dialog in a small window: title and buttons stay in sight, and the wheel reaches all the rest."""
import re

from desk import ROOT, Window, until
from test_comparing import two_analysts
from test_failure import failing
from test_review import change, folder_of_work

#: 1280 × 800 pixels, two to a point.
SMALL = {"size": "1280x800", "scale": 2, "window": "(640, 400)"}
WIDTH, HEIGHT = 640, 400
#: The command that opens a dialog, and the buttons below its middle.
DIALOGS = {
    "open": ["open-now", "cancel"],
    "paste": ["paste-keep", "cancel"],
    "export": ["export-now", "cancel"],
    "import": ["import-look", "cancel"],
    "settings": ["close-dialog"],
    "keys": ["close-dialog"],
    "guide": ["close-dialog", "guide-next", "guide-parts"],
    "catalog": ["close-dialog"],
    "people": ["people-close"],
    "team": ["close-dialog"],
    "publication": ["publication-set", "cancel"],
    "schema": ["schema-keep", "cancel"],
    "report": ["report-now", "cancel"],
    "save-elsewhere": ["elsewhere-now", "cancel"],
    "versions": ["close-dialog"],
}
#: What a dialog is called, where that is not the name of its command.
HEADINGS = {"schema": "schema-title", "publication": "publication-date"}


def words(language):
    """The sentences of one line, by key."""
    text = (ROOT / f"assets/lang/{language}.ftl").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+) = ([^{}\n]+)$", text, re.MULTILINE))


def is_inside(node):
    x0, y0, x1, y1 = node.bounds
    return -0.5 <= x0 and x1 <= WIDTH + 0.5 and -0.5 <= y0 and y1 <= HEIGHT + 0.5


def buttons(window):
    return [it for it in window.tree() if it.role in ("button", "checkBox") and it.label and it.bounds]


def names(window):
    return {it.label for it in buttons(window)}


def held(window, heading, feet, before):
    """Title and feet are in sight, and stay so; the wheel brings every other button there."""
    title = [it for it in window.tree() if it.label == heading and it.bounds and it.role != "button"]
    assert any(map(is_inside, title)), (heading, [it.bounds for it in title])
    seen = set()
    for _turn in range(80):
        now = buttons(window)
        for foot in feet:
            found = [it for it in now if it.label == foot]
            assert any(map(is_inside, found)), (heading, foot, [it.bounds for it in found])
        wide = [(it.label, it.bounds) for it in now
                if it.label not in before and not (it.bounds[0] >= -0.5 and it.bounds[2] <= WIDTH + 0.5)]
        assert not wide, (heading, wide)
        seen |= {it.label for it in now if is_inside(it)}
        if names(window) - before <= seen:
            break
        window.move(WIDTH / 2, HEIGHT / 2 + 20)
        window.wheel(0, -100)
    assert names(window) - before <= seen, (heading, names(window) - before - seen)


def open_by_name(window, title):
    window.key("Ctrl+K")
    window.type(title)
    window.key("Enter")


def small(desk, *paths, language="English", **settings):
    return desk.window(*paths, language=language, **SMALL, **settings)


def check_all(desk, code, language):
    said = words(code)
    sample = desk.root / "sample"
    desk.analyst = "a1"
    with desk.window("--sample", sample, language=language, tour_was_shown="true", **SMALL) as window:
        until(lambda: window.runs())
        before = names(window)
        for command, feet in DIALOGS.items():
            title = said[f"command-{command}"]
            open_by_name(window, title)
            heading = said[HEADINGS.get(command, f"command-{command}")].rstrip("…")
            window.wait_for(heading)
            held(window, heading, [said[it].rstrip() for it in feet], before)
            window.key("Escape")
            until(lambda: said[feet[-1]] not in names(window) - before, why=f"{command} is still open")


def test_every_dialog_fits_a_small_window(desk):
    check_all(desk, "en", "English")


def test_every_dialog_fits_a_small_window_in_persian(desk):
    check_all(desk, "fa", "Persian")


def test_questions_fit_a_small_window(desk):
    said = words("en")
    article = desk.article()
    with desk.window(article, language="English", **SMALL) as window:
        window.wait_for("suggestions")
        before = names(window)
        window.key("Ctrl+Enter")
        window.wait_for(said["finish-title"])
        held(window, said["finish-title"],
             [said[it] for it in ("offer-go-back", "offer-leave-all", "offer-reject-suggestions")], before)
        window.key("Escape")
        open_by_name(window, said["command-accept-all"])
        held(window, said["command-accept-all"].rstrip("…"), [said["accept-all-now"], said["cancel"]], before)


def test_the_palette_and_the_list_of_changed_articles_fit_a_small_window(desk):
    said = words("en")
    folder_of_work(desk)
    change(desk, "a.txt", "b.txt")
    (desk.config / "settings.ron").unlink()
    with desk.window(desk.folder, language="English", **SMALL) as window:
        window.wait_for("2 articles")
        before = names(window)
        window.key("Ctrl+K")
        held(window, said["palette-field"], [], before)
        window.key("Escape")
        open_by_name(window, said["command-folder-moves"])
        held(window, said["command-folder-moves"].rstrip("…"), [said["folder-moves-now"], said["cancel"]], before)


def test_the_rest_of_an_article_and_the_report_of_a_failure_fit_a_small_window(desk):
    said = words("en")
    two_analysts(desk)
    allow = failing(desk, "Find")
    desk.analyst = "sara"
    with desk.window(desk.folder / "news.txt", language="English", **SMALL) as window:
        window.key("F7")
        window.wait_for("the same for everybody")
        before = names(window)
        open_by_name(window, said["command-rest-of-article"])
        held(window, said["command-rest-of-article"].rstrip("…"), [said["cancel"]], before)
        window.key("Escape")
        window.key_unanswered("Ctrl+F")
        assert window.proc.wait(10) != 0
    allow()
    with Window([str(desk.program), str(desk.folder / "news.txt")], size=SMALL["size"],
                env={**desk.environment(), "WINIT_X11_SCALE_FACTOR": "2"}) as window:
        window.scale = 2
        window.wait_for(said["offer-failure-report"])
        before = names(window)
        window.press(said["offer-failure-report"])
        held(window, said["failure-title"], [said["failure-copy"], said["close-dialog"]], before)


def test_every_way_to_an_article_is_reached_in_a_small_window(desk):
    said = words("en")
    with desk.window(language="English", size="800x600", scale=2, window="(400, 300)") as window:
        seen = set()
        ways = {said[it] for it in ("command-open", "command-open-folder", "command-paste", "start-sample")}
        # So many points the interface has there, made smaller for the window.
        edge = lambda it: it.bounds[1] >= 0 and it.bounds[3] <= 420  # noqa: E731
        for _turn in range(20):
            seen |= {it.label for it in buttons(window) if edge(it)}
            window.move(200, 150)
            window.wheel(0, -40)
        assert ways <= seen, ways - seen


def test_a_window_too_small_for_the_interface_shows_it_smaller(desk):
    """Neither the strip's buttons nor the words of the status line lie over each other or outside."""
    with desk.window(desk.article(), language="English", size="800x600", scale=2,
                     window="(400, 300)") as window:
        window.wait_for("suggestions")
        window.key("Tab")
        shown = [it for it in window.tree() if it.bounds and it.label
                 and it.role in ("button", "label") and it.bounds[3] > 250]
        right = max(it.bounds[2] for it in window.tree() if it.bounds)
        assert any(it.label == "Accept" or it.label.startswith("Accept") for it in shown), [it.label for it in shown]
        for it in shown:
            assert it.bounds[0] >= -0.5 and it.bounds[2] <= right + 0.5, (it.label, it.bounds)
        rows = sorted(shown, key=lambda it: it.bounds)
        for one in rows:
            for other in rows:
                if one.id < other.id and one.role == other.role == "button":
                    a, b = one.bounds, other.bounds
                    over = min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
                    assert not over, (one.label, a, other.label, b)
