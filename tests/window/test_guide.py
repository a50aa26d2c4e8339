"""The tour and the guide in the window, the keys to print, the program's page."""
import os
import subprocess

from desk import ROOT, until

GUIDE = (ROOT / "docs/guide.md").read_text(encoding="utf-8")


def test_tour_on_the_sample(desk):
    desk.analyst = "newcomer"
    with desk.window("--sample", desk.folder) as window:
        window.wait_for("ذخیرهٔ سد مهررود")
        window.key("Ctrl+K")
        window.type("tour")
        window.key("Enter")
        window.wait_for("Step 1 of 4")
        # The first suggestion is taken: that is what the step asks for.
        window.key("Tab")
        window.key("Enter")
        window.wait_for("Step 2 of 4")
        window.key("Escape")
        window.tag("تا پایان دی", "D")
        window.wait_for("Step 3 of 4")
        window.key("E")
        window.wait_for("Step 4 of 4")
        window.key("Ctrl+E")
        until(lambda: not window.sees("Step 4 of 4"), why="the tour does not end with its last step")
        assert window.sees("Hugging Face")
        window.key("Escape")
        assert "tour_was_shown: true" in (desk.config / "settings.ron").read_text(encoding="utf-8")


def test_tour_is_left_at_any_step_and_called_again(desk):
    desk.analyst = "newcomer"
    with desk.window("--sample", desk.folder) as window:
        window.wait_for("ذخیرهٔ سد مهررود")
        for steps in range(4):
            window.key("Ctrl+K")
            window.type("tour")
            window.key("Enter")
            window.wait_for("Step 1 of 4")
            for _ in range(steps):
                window.press("Next")
            window.wait_for(f"Step {steps + 1} of 4")
            window.press("Leave the tour")
            until(lambda: not window.sees("Leave the tour"))
        # The work is as it was: nothing was tagged by going through the steps.
        assert not list(desk.folder.glob("*/*.newcomer.ron")), desk.files()


def test_tour_begins_with_the_first_look_at_the_sample(desk):
    desk.analyst = "newcomer"
    for time in ("first", "second"):
        with desk.window() as window:
            window.press("Try the sample articles")
            window.wait_for("ذخیرهٔ سد مهررود")
            assert window.sees("Step 1 of 4") == (time == "first"), time


def test_a_dialog_leads_to_its_part_of_the_guide(desk):
    article = desk.article()
    with desk.window(article) as window:
        for key, part in (("Ctrl+E", "The dataset"), ("Ctrl+I", "Bringing work in"), ("Ctrl+Comma", "Settings")):
            window.key(key)
            dialog = set(window.labels("button"))
            window.press("What the guide says about this")
            window.wait_for(part)
            window.key("Escape")
            assert set(window.labels("button")) == dialog, f"the dialog of {key} is as it was"
            window.key("Escape")


def test_the_whole_guide_is_in_the_window(desk):
    titles = [it.lstrip("#").strip() for it in GUIDE.splitlines() if it.startswith(("## ", "### "))]
    with desk.window(desk.article()) as window:
        window.key("Ctrl+K")
        window.type("Guide")
        window.key("Enter")
        window.wait_for(titles[0], "label")
        for title in titles[1:]:
            window.press("Next part")
            window.wait_for(title, "label")
        window.press("All parts")
        assert set(titles) <= set(window.labels("button"))
        window.press(titles[3])
        window.wait_for(titles[3], "label")


def test_keys_are_printed(desk):
    sheet = desk.root / "keys.pdf"
    subprocess.run([desk.program, "keys", "-o", sheet], check=True, env={**os.environ, **desk.environment()})
    assert sheet.read_bytes().startswith(b"%PDF-")
